//! Kinds of certificates that open a way for a transfer.

use super::{at, each};
use crate::output;
use crate::run::unlocked;
use pyo3::prelude::*;
use pyo3::types::PyIterator;

/// Every kind of certificate that an instrument in reach accepts: a sequence of openings, the
/// best first.
#[pyclass(frozen, module = "tegata", sequence)]
pub(crate) struct Openings {
    json: String,
    openings: Vec<Opening>,
}

impl Openings {
    pub(crate) fn new(
        py: Python<'_>,
        transfer: &tegata::Transfer,
        clocks: tegata::Clocks,
        found: Vec<tegata::survey::Opening>,
    ) -> PyResult<Self> {
        let to_json = || tegata::survey::Opening::to_json(transfer, clocks, &found);
        let json = unlocked(py, to_json)?;
        Ok(Self { json, openings: found.into_iter().map(Opening).collect() })
    }
}

#[pymethods]
impl Openings {
    /// All of it as canonical JSON, `tegata.where/1`.
    fn to_json(&self) -> &str {
        &self.json
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.json)
    }

    fn __len__(&self) -> usize {
        self.openings.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        each(py, self.openings.iter().cloned())
    }

    fn __getitem__(&self, index: isize) -> PyResult<Opening> {
        at(&self.openings, index)
    }

    fn __repr__(&self) -> String {
        format!("<Openings: {}>", self.openings.len())
    }
}

/// A kind of certificate that opens a way for a transfer, or would but for what is owed.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(Clone, PartialEq)]
pub(crate) struct Opening(tegata::survey::Opening);

#[pymethods]
impl Opening {
    /// The scheme of the certificate; `to_dict()` of the openings tells the rest.
    #[getter]
    fn scheme(&self) -> &str {
        &self.0.wanted.accepted.scheme
    }

    /// The answer with such a certificate.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.verdict.as_str()
    }

    /// The instrument that decides then.
    #[getter]
    fn instrument(&self) -> Option<&str> {
        self.0.instrument.as_deref()
    }

    /// What is still against it; none for a yes.
    #[getter]
    fn code(&self) -> Option<&'static str> {
        self.0.code.map(|code| code.as_str())
    }

    fn __repr__(&self) -> String {
        format!("<Opening {} with {}>", self.verdict(), output::quoted(self.scheme()))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.scheme(), self.verdict()).into_pyobject(py)?.hash()
    }
}
