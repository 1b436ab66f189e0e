//! A bundle that was brought up to date.

use crate::input::word;
use crate::output;
use crate::trust::{HighWater, TrustBundle};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use tegata::Language;
use tegata::sync::SyncReport;

/// A bundle that was brought up to date, and what changed.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Synced {
    bundle: Py<TrustBundle>,
    seen: Py<HighWater>,
    report: SyncReport,
}

impl Synced {
    pub(super) fn new(py: Python<'_>, synced: tegata::sync::Synced) -> PyResult<Self> {
        let bundle = Py::new(py, TrustBundle(synced.bundle.into()))?;
        let seen = Py::new(py, HighWater(synced.seen))?;
        Ok(Self { bundle, seen, report: synced.report })
    }
}

#[pymethods]
impl Synced {
    /// The bundle: the old one where nothing changed.
    #[getter]
    fn bundle(&self, py: Python<'_>) -> Py<TrustBundle> {
        self.bundle.clone_ref(py)
    }

    /// What has been seen by now. Keep it beside the bundle, for the next sync.
    #[getter]
    fn seen(&self, py: Python<'_>) -> Py<HighWater> {
        self.seen.clone_ref(py)
    }

    /// Whether the bundle is another one now.
    #[getter]
    fn has_changed(&self) -> bool {
        self.report.has_changed()
    }

    /// Whether something was offered and turned away.
    #[getter]
    fn has_refusals(&self) -> bool {
        self.report.has_refusals()
    }

    /// Whether something is late, missing or could not be had.
    #[getter]
    fn is_incomplete(&self) -> bool {
        self.report.is_incomplete()
    }

    /// The report (`tegata.sync/1`) as values.
    #[getter]
    fn report<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.report.to_json())
    }

    /// What is different now, and for whom: a sentence each.
    #[pyo3(signature = (language = "en"))]
    fn changes<'py>(&self, py: Python<'py>, language: &str) -> PyResult<Bound<'py, PyTuple>> {
        let language = word::<Language>(language)?;
        let told: Vec<_> = self.report.changes.iter().map(|change| change.told(language)).collect();
        PyTuple::new(py, told)
    }

    fn __repr__(&self) -> String {
        let (documents, changes) = (self.report.documents.len(), self.report.changes.len());
        format!("<Synced: {documents} documents, {changes} changes>")
    }
}
