//! Recognition packs: what a curator or an authority states.

use crate::input::{Json, word};
use crate::output;
use crate::run::{tried, unlocked};
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTuple};
use tegata::recognition::About;

/// A recognition pack that is not signed.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(PartialEq)]
pub(crate) struct Pack(pub(crate) tegata::recognition::Pack);

#[pymethods]
impl Pack {
    /// Reads a pack. Unknown members are refused.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Json) -> PyResult<Self> {
        tried(py, || tegata::recognition::Pack::from_json(document.as_str())).map(Self)
    }

    /// The unofficial pack that comes with the software.
    #[staticmethod]
    fn embedded(py: Python<'_>) -> PyResult<Self> {
        tried(py, tegata::embedded_pack).map(Self)
    }

    /// What is doubtful in it and not answered by a note.
    fn lint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let remarks = unlocked(py, || self.0.lint())?;
        PyTuple::new(py, remarks.into_iter().map(Remark).collect::<Vec<_>>())
    }

    /// Its name: the URL at which it is published.
    #[getter]
    fn id(&self) -> &str {
        &self.0.about.id
    }

    /// The identifiers of the regimes that it describes.
    #[getter]
    fn regimes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.regimes().map(|regime| &*regime.id).collect::<Vec<_>>())
    }

    /// The identifiers of its instruments.
    #[getter]
    fn instruments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.arrangements().map(|one| &*one.id).collect::<Vec<_>>())
    }

    /// All of it as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &serde_json::json!(self.0).to_string())
    }

    fn __repr__(&self) -> String {
        format!("<Pack {}>", output::quoted(self.id()))
    }
}

/// A pack that a bundle holds, by what it says of itself and by its digest.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct HeldPack(pub(super) tegata::recognition::HeldPack);

impl HeldPack {
    fn about(&self) -> &About {
        &self.0.about
    }
}

#[pymethods]
impl HeldPack {
    /// Its name: the URL at which it is published.
    #[getter]
    fn id(&self) -> &str {
        &self.about().id
    }

    /// Its title. Text from outside: escape it.
    #[getter]
    fn title(&self) -> &str {
        &self.about().title
    }

    /// Who put it together.
    #[getter]
    fn curator(&self) -> &str {
        &self.about().curator
    }

    /// Up to when its facts were looked for.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.about().as_of)
    }

    /// When it must be looked through again. Nothing rests on it after that.
    #[getter]
    fn next_update<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.about().next_update)
    }

    /// Whose view it is, and who has reviewed it.
    #[getter]
    fn notice(&self) -> &str {
        &self.about().notice
    }

    /// Who states it here.
    #[getter]
    fn stated_by(&self) -> &str {
        &self.0.stated_by
    }

    /// SHA-256 of its document, in hexadecimal.
    #[getter]
    fn sha256(&self) -> &str {
        &self.0.sha256
    }

    fn __repr__(&self) -> String {
        format!("<HeldPack {}>", output::quoted(self.id()))
    }
}

/// Something doubtful in a pack.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(PartialEq)]
pub(crate) struct Remark(tegata::recognition::Remark);

#[pymethods]
impl Remark {
    /// The name of the doubt, by which a note answers it.
    #[getter]
    fn code(&self) -> &'static str {
        self.0.code.as_str()
    }

    /// The place, regime, instrument or order, by its identifier.
    #[getter]
    fn place(&self) -> &str {
        &self.0.place
    }

    /// What it is about: a name, a time, another instrument.
    #[getter]
    fn about(&self) -> &str {
        &self.0.about
    }

    /// What is doubtful. Safe to print.
    #[pyo3(signature = (language = "en"))]
    fn problem(&self, language: &str) -> PyResult<String> {
        Ok(self.0.problem(word(language)?))
    }

    /// What to do about it.
    #[pyo3(signature = (language = "en"))]
    fn remedy(&self, language: &str) -> PyResult<&'static str> {
        Ok(self.0.remedy(word(language)?))
    }

    fn __repr__(&self) -> String {
        format!("<Remark {} on {}>", self.code(), output::quoted(self.place()))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.code(), self.place(), self.about()).into_pyobject(py)?.hash()
    }
}
