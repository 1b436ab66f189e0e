//! A document of a bundle, and what became of it.

use crate::answer::Finding;
use crate::output;
use pyo3::prelude::*;
use pyo3::types::PyDateTime;

/// A document of a bundle, as it was obtained, and what became of it.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(PartialEq)]
pub(crate) struct Document {
    pub(super) document: tegata::Document,
    pub(super) report: tegata::DocumentReport,
}

#[pymethods]
impl Document {
    /// Where it is published.
    #[getter]
    fn url(&self) -> &str {
        &self.document.url
    }

    /// Its media type.
    #[getter]
    fn media_type(&self) -> &str {
        &self.document.media_type
    }

    /// When it was obtained.
    #[getter]
    fn obtained_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.document.obtained_at)
    }

    /// Its body, byte for byte.
    #[getter]
    fn body(&self) -> &str {
        &self.document.body
    }

    /// SHA-256 of the body, in hexadecimal.
    #[getter]
    fn sha256(&self) -> String {
        self.document.sha256()
    }

    /// What it is: `list_of_bodies`, `scheme`, `status_list`, `events` and so on.
    #[getter]
    fn kind(&self) -> &'static str {
        self.report.kind
    }

    /// Who signed it, when that was verified.
    #[getter]
    fn issuer(&self) -> Option<&str> {
        self.report.issuer.as_deref()
    }

    /// Its sequence number, when it has one and was verified.
    #[getter]
    fn sequence_number(&self) -> Option<u64> {
        self.report.sequence
    }

    /// Why it counts for nothing; none for a sound document.
    #[getter]
    fn problem(&self) -> Option<Finding> {
        self.report.problem.clone().map(Finding)
    }

    fn __repr__(&self) -> String {
        let state = self.report.problem.as_ref().map(|problem| format!(": {}", problem.code));
        let url = output::quoted(self.url());
        format!("<Document {} at {url}{}>", self.kind(), state.unwrap_or_default())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.url(), self.sha256()).into_pyobject(py)?.hash()
    }
}
