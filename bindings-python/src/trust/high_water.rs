//! What was seen before, so that no older edition passes for the newest.

use super::TrustBundle;
use crate::input::Json;
use crate::run::tried;
use pyo3::prelude::*;

/// The highest sequence number that was seen of each signed document. Keep it beside the
/// bundle, and ask it whenever the bundle was brought up to date.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct HighWater(pub(crate) tegata::HighWater);

#[pymethods]
impl HighWater {
    #[new]
    fn new() -> Self {
        Self(tegata::HighWater::default())
    }

    /// Reads what was kept.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Json) -> PyResult<Self> {
        tried(py, || tegata::HighWater::from_json(document.as_str())).map(Self)
    }

    /// What is to be kept.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The marks after a bundle was admitted. Raises `InvalidDocument` where a document is
    /// older than one seen before, or another of the same number.
    fn admitting(&self, py: Python<'_>, bundle: &TrustBundle) -> PyResult<Self> {
        let mut marks = self.0.clone();
        tried(py, || marks.admit(&bundle.0).map(|()| marks)).map(Self)
    }

    fn __repr__(&self) -> String {
        format!("HighWater.from_json({:?})", self.to_json())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json(),)))
    }
}
