//! What the end of an instrument does to decisions.

use crate::answer::{Clocks, Transfer, certificates};
use crate::input::Instant;
use crate::output;
use pyo3::prelude::*;
use tegata::survey::{Ending, Impact};

/// The end of an instrument that is supposed.
pub(crate) fn ending(
    instrument: String,
    ends: Instant,
    published: Option<Instant>,
    annulled_from: Option<Instant>,
) -> Ending {
    let published_at = published.map_or(ends.0, |at| at.0);
    let ex_tunc_from = annulled_from.map(|at| at.0);
    Ending { instrument, effective_at: ends.0, published_at, ex_tunc_from }
}

/// A decision that was made, as its maker keeps it: the question without the answer.
#[pyclass(frozen, module = "tegata", from_py_object)]
#[derive(Clone)]
pub(crate) struct Asked {
    id: String,
    transfer: tegata::Transfer,
    certificates: Vec<tegata::Certificate>,
    clocks: tegata::Clocks,
}

#[pymethods]
impl Asked {
    #[new]
    #[pyo3(signature = (id, transfer, certificates, clocks))]
    fn new(
        id: String,
        transfer: Transfer,
        certificates: &Bound<'_, PyAny>,
        clocks: Clocks,
    ) -> PyResult<Self> {
        let certificates = self::certificates(certificates)?;
        Ok(Self { id, transfer: transfer.0, certificates, clocks: clocks.0 })
    }

    /// The maker's own name for it.
    #[getter]
    fn id(&self) -> &str {
        &self.id
    }

    fn __repr__(&self) -> String {
        format!("<Asked {}>", output::quoted(&self.id))
    }
}

/// What becomes of one decision.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Affected {
    id: String,
    affected: tegata::survey::Affected,
    json: String,
}

impl Affected {
    pub(crate) fn of(asked: Asked, replay: &Impact<'_>) -> Self {
        let Asked { id, transfer, certificates, clocks } = asked;
        let affected = replay.of(&transfer, &certificates, clocks);
        let (valid_at, known_at) = (clocks.valid_at, clocks.known_at);
        let record = tegata::survey::Asked {
            id: id.clone(),
            transfer,
            certificates: Vec::new(),
            valid_at,
            known_at,
        };
        let json = record.to_json(&affected);
        Self { id, affected, json }
    }
}

#[pymethods]
impl Affected {
    /// The maker's own name for the decision.
    #[getter]
    fn id(&self) -> &str {
        &self.id
    }

    /// In one word: `unaffected`, `another_leg`, `falls` or `differs`.
    #[getter]
    fn fate(&self) -> &'static str {
        self.affected.fate.as_str()
    }

    /// At which clocks it was asked again.
    #[getter]
    fn clocks(&self) -> Clocks {
        Clocks(self.affected.clocks)
    }

    /// The verdict while the instrument goes on.
    #[getter]
    fn before(&self) -> &'static str {
        self.affected.before.verdict.as_str()
    }

    /// The verdict after its end.
    #[getter]
    fn after(&self) -> &'static str {
        self.affected.after.verdict.as_str()
    }

    /// All of it as canonical JSON, `tegata.impact/1`.
    fn to_json(&self) -> &str {
        &self.json
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.json)
    }

    fn __repr__(&self) -> String {
        format!("<Affected {}: {}>", output::quoted(&self.id), self.fate())
    }
}
