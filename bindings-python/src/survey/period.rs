//! One transfer through time.

use super::{at, each, named};
use crate::input::word;
use crate::output;
use crate::run::unlocked;
use crate::trust::TrustBundle;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyIterator};
use tegata::Language;

/// What became of one transfer through time, as known at one instant: a sequence of segments
/// without gaps, in order.
#[pyclass(frozen, module = "tegata", sequence)]
pub(crate) struct Period {
    period: tegata::survey::Period,
    bundle: Py<TrustBundle>,
}

impl Period {
    pub(crate) fn new(period: tegata::survey::Period, bundle: Py<TrustBundle>) -> Self {
        Self { period, bundle }
    }
}

#[pymethods]
impl Period {
    /// What was published later does not count.
    #[getter]
    fn known_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.period.known_at)
    }

    /// All of it as canonical JSON, `tegata.period/1`.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        unlocked(py, || self.period.to_json())
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.to_json(py)?)
    }

    /// A bar of time as an SVG drawing.
    #[pyo3(signature = (language = "en"))]
    fn to_svg(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        let language: Language = word(language)?;
        let bundle = self.bundle.get();
        unlocked(py, || self.period.to_svg(language, &named(bundle, language)))
    }

    fn _repr_svg_(&self, py: Python<'_>) -> PyResult<String> {
        self.to_svg(py, "en")
    }

    fn __len__(&self) -> usize {
        self.period.segments.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        each(py, self.period.segments.iter().cloned().map(Segment))
    }

    fn __getitem__(&self, index: isize) -> PyResult<Segment> {
        at(&self.period.segments, index).map(Segment)
    }

    fn __repr__(&self) -> String {
        format!("<Period of {} segments, as known at {}>", self.__len__(), self.period.known_at)
    }
}

/// A time in which the answer is the same.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(PartialEq)]
pub(crate) struct Segment(tegata::survey::Segment);

#[pymethods]
impl Segment {
    /// Its first instant.
    #[getter]
    fn since<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.0.from)
    }

    /// Its last second.
    #[getter]
    fn until<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.0.until)
    }

    /// The answer in one word.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.verdict.as_str()
    }

    /// The instrument that decided, where one did.
    #[getter]
    fn instrument(&self) -> Option<&str> {
        self.0.instrument.as_deref()
    }

    /// What decided against it; none for a yes.
    #[getter]
    fn code(&self) -> Option<&'static str> {
        self.0.code.map(|code| code.as_str())
    }

    fn __repr__(&self) -> String {
        format!("<Segment {} from {} until {}>", self.verdict(), self.0.from, self.0.until)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.0.from.unix(), self.0.until.unix(), self.verdict()).into_pyobject(py)?.hash()
    }
}
