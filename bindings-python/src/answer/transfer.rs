//! The question: a transfer of personal data.

use super::{Certificate, Credential};
use crate::input::{Instant, Json, Names, Word};
use crate::output;
use crate::run::tried;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use std::collections::BTreeMap;
use tegata::Role;
use tegata::recognition::{Party, is_concept, short_names};

/// A transfer of personal data, with what is known of it. What is not stated is unknown,
/// never "no".
#[pyclass(frozen, eq, module = "tegata", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct Transfer(pub(crate) tegata::Transfer);

/// Facts, each with whether it holds.
type Facts = Option<BTreeMap<String, bool>>;

#[pymethods]
impl Transfer {
    #[new]
    #[pyo3(signature = (
        source, destination, /, *, to = None, exporter = None, data = Names::default(),
        subjects = Names::default(), purpose = Names::default(), sector = Names::default(),
        role = None, exporter_role = None, activity = None, site = None, sub_processors = None,
        recipient = None, means = None, supervisor = None, volume = None,
        volume_sensitive = None, importer_law = None, exporter_status = None, facts = None,
        evidence = Names::default(), shown = Vec::new(), begun_at = None,
        provenance = Vec::new(),
    ))]
    #[expect(clippy::too_many_arguments, reason = "all but two have names, in Python")]
    fn new(
        source: String,
        destination: String,
        to: Option<Named>,
        exporter: Option<Named>,
        data: Names,
        subjects: Names,
        purpose: Names,
        sector: Names,
        role: Option<Word<Role>>,
        exporter_role: Option<Word<Role>>,
        activity: Option<String>,
        site: Option<String>,
        sub_processors: Option<Names>,
        recipient: Option<String>,
        means: Option<String>,
        supervisor: Option<String>,
        volume: Option<u64>,
        volume_sensitive: Option<u64>,
        importer_law: Facts,
        exporter_status: Facts,
        facts: Facts,
        evidence: Names,
        shown: Vec<Credential>,
        begun_at: Option<Instant>,
        provenance: Vec<(String, Option<String>)>,
    ) -> PyResult<Self> {
        let mut transfer = tegata::Transfer::between(source, destination);
        transfer = named(transfer, &data, tegata::Transfer::of)?;
        transfer = named(transfer, &subjects, tegata::Transfer::about)?;
        transfer = named(transfer, &purpose, tegata::Transfer::for_purpose)?;
        transfer = named(transfer, &sector, tegata::Transfer::in_sector)?;
        transfer.importer = to.map(|to| to.0).unwrap_or_default();
        transfer.exporter = exporter.map(|exporter| exporter.0).unwrap_or_default();
        transfer.role = role.map(|role| role.0);
        transfer.exporter_role = exporter_role.map(|role| role.0);
        transfer.activity = activity;
        transfer.site = site;
        transfer.sub_processors = sub_processors.map(|names| names.0);
        transfer.recipient = recipient;
        transfer.means = means;
        transfer.supervisor = supervisor;
        transfer.volume = persons(volume)?;
        transfer.volume_sensitive = persons(volume_sensitive)?;
        transfer.importer_law = importer_law.unwrap_or_default();
        transfer.exporter_status = exporter_status.unwrap_or_default();
        transfer.facts = facts.unwrap_or_default();
        transfer.evidence = evidence.0;
        transfer.begun_at = begun_at.map(|at| at.0);
        for (regime, instrument) in provenance {
            transfer = transfer.received_under(regime, instrument.as_deref());
        }
        Ok(Self(shown.iter().fold(transfer, |transfer, one| transfer.showing(&one.0))))
    }

    /// Reads a question from JSON, or from a mapping. Unknown members are refused.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Json) -> PyResult<Self> {
        tried(py, || tegata::Transfer::from_json(document.as_str())).map(Self)
    }

    /// The same question with a genuine credential shown as evidence.
    fn showing(&self, credential: &Credential) -> Self {
        Self(self.0.clone().showing(&credential.0))
    }

    /// Where the exporter is.
    #[getter]
    fn source(&self) -> &str {
        &self.0.from
    }

    /// Where the importer processes the data.
    #[getter]
    fn destination(&self) -> &str {
        &self.0.to
    }

    /// The importer's identifier, or else its name.
    #[getter]
    fn importer(&self) -> Option<&str> {
        self.0.importer.id.as_deref().or(self.0.importer.name.as_deref())
    }

    /// The exporter's identifier, or else its name.
    #[getter]
    fn exporter(&self) -> Option<&str> {
        self.0.exporter.id.as_deref().or(self.0.exporter.name.as_deref())
    }

    /// The question as canonical JSON.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.to_json())
    }

    fn __repr__(&self) -> String {
        format!("<Transfer {}>", output::quoted(&format!("{} -> {}", self.0.from, self.0.to)))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.to_json().into_pyobject(py)?.hash()
    }
}

/// Who imports or exports: a certificate's holder, an identifier, or a name.
struct Named(Party);

impl<'a, 'py> FromPyObject<'a, 'py> for Named {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(certificate) = given.extract::<Certificate>() {
            return Ok(Self(Party::from(&certificate.0)));
        }
        let expected = |_| PyTypeError::new_err("expected a Certificate, an identifier or a name");
        let name: String = given.extract().map_err(expected)?;
        Ok(Self(Party::from(name.as_str())))
    }
}

/// A number of persons that a question can state.
fn persons(count: Option<u64>) -> PyResult<Option<u64>> {
    let most = tegata::Transfer::MOST_PERSONS;
    if count.is_some_and(|count| count > most) {
        return Err(PyValueError::new_err(format!("more than {most} persons")));
    }
    Ok(count)
}

/// Adds names of the taxonomy. One that it does not know is more likely misspelt than
/// meant; an IRI may be somebody else's.
fn named(
    transfer: tegata::Transfer,
    names: &Names,
    add: impl Fn(tegata::Transfer, &str) -> tegata::Transfer,
) -> PyResult<tegata::Transfer> {
    if let Some(name) = names.0.iter().find(|name| !name.contains(':') && !is_concept(name)) {
        let known: Vec<_> = short_names().collect();
        let problem = format!("there is no {name:?}; known are {}", known.join(", "));
        return Err(PyValueError::new_err(problem));
    }
    Ok(names.0.iter().fold(transfer, |transfer, name| add(transfer, name)))
}
