//! The answers of all exporters' regimes for one place.

use super::{at, each, named};
use crate::input::word;
use crate::output;
use crate::run::unlocked;
use crate::trust::TrustBundle;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use tegata::Language;

/// The answers of all exporters' regimes for one place: a sequence of corridors.
#[pyclass(frozen, module = "tegata", sequence)]
pub(crate) struct Corridors {
    found: tegata::survey::Corridors,
    bundle: Py<TrustBundle>,
}

impl Corridors {
    pub(crate) fn new(found: tegata::survey::Corridors, bundle: Py<TrustBundle>) -> Self {
        Self { found, bundle }
    }
}

#[pymethods]
impl Corridors {
    /// All of it as canonical JSON, `tegata.where/1`.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        unlocked(py, || self.found.to_json())
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.to_json(py)?)
    }

    /// A matrix as an SVG drawing, one cell for each regime.
    #[pyo3(signature = (language = "en"))]
    fn to_svg(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        let language: Language = word(language)?;
        let bundle = self.bundle.get();
        unlocked(py, || self.found.to_svg(language, &named(bundle, language)))
    }

    fn _repr_svg_(&self, py: Python<'_>) -> PyResult<String> {
        self.to_svg(py, "en")
    }

    fn __len__(&self) -> usize {
        self.found.corridors.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        each(py, self.found.corridors.iter().cloned().map(Corridor))
    }

    fn __getitem__(&self, index: isize) -> PyResult<Corridor> {
        at(&self.found.corridors, index).map(Corridor)
    }

    fn __repr__(&self) -> String {
        let open = self.found.corridors.iter().filter(|corridor| corridor.is_open()).count();
        let to = output::quoted(&self.found.transfer.to);
        format!("<Corridors to {to}: {open} of {} open>", self.__len__())
    }
}

/// The answer of one exporter's regime.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(PartialEq)]
pub(crate) struct Corridor(tegata::survey::Corridor);

#[pymethods]
impl Corridor {
    /// The regime.
    #[getter]
    fn regime(&self) -> &str {
        &self.0.regime
    }

    /// The place from which the question was asked.
    #[getter]
    fn source(&self) -> &str {
        &self.0.from
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

    /// Whether data may move, as far as this goes.
    #[getter]
    fn is_open(&self) -> bool {
        self.0.is_open()
    }

    fn __repr__(&self) -> String {
        format!("<Corridor {} from {}>", self.verdict(), output::quoted(self.regime()))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.regime(), self.verdict()).into_pyobject(py)?.hash()
    }
}
