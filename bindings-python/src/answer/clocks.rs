//! The two clocks of a question.

use crate::input::Instant;
use crate::output;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTuple};

/// The two clocks of a question: the instant that is asked about, and the one whose
/// knowledge decides.
#[pyclass(frozen, eq, module = "tegata", from_py_object)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clocks(pub(crate) tegata::Clocks);

#[pymethods]
impl Clocks {
    #[new]
    fn new(valid_at: Instant, known_at: Instant) -> Self {
        Self(tegata::Clocks::new(valid_at.0, known_at.0))
    }

    /// Both clocks at one instant: as it was to be known on the day.
    #[staticmethod]
    fn at(instant: Instant) -> Self {
        Self(tegata::Clocks::at(instant.0))
    }

    /// Both clocks at the machine's present time, in whole seconds.
    #[staticmethod]
    pub(crate) fn now() -> Self {
        Self(tegata::Clocks::now())
    }

    /// The instant that is asked about.
    #[getter]
    fn valid_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.0.valid_at)
    }

    /// The instant whose knowledge decides: what was published later does not count.
    #[getter]
    fn known_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.0.known_at)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (valid_at, known_at) = (self.valid_at(py)?.repr()?, self.known_at(py)?.repr()?);
        Ok(format!("Clocks(valid_at={valid_at}, known_at={known_at})"))
    }

    fn __hash__(&self) -> i64 {
        self.0.valid_at.unix().wrapping_mul(31) ^ self.0.known_at.unix()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (py, clocks) = (slf.py(), slf.get());
        let content = (clocks.valid_at(py)?, clocks.known_at(py)?);
        (slf.get_type(), content).into_pyobject(py)
    }
}

/// The clocks that were given, or the present time.
pub(crate) fn or_now(clocks: Option<Clocks>) -> tegata::Clocks {
    clocks.unwrap_or_else(Clocks::now).0
}
