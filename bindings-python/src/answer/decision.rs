//! The answer to "may it be relied on for this transfer".

use super::report::no_truth;
use super::{Report, Standing};
use crate::error::{refused, unpicklable};
use crate::output;
use crate::run::unlocked;
use pyo3::prelude::*;

/// An answer with everything behind it. Ask it for its `permit()`.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Decision(pub(crate) tegata::Decision);

#[pymethods]
impl Decision {
    /// The answer in one word.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.verdict().as_str()
    }

    /// The code of the finding that decided it; `ok` where nothing stands in the way.
    #[getter]
    fn code(&self) -> &'static str {
        self.0.report().headline().map_or("ok", |finding| finding.code.as_str())
    }

    /// The instrument that decided, where one did: its identifier.
    #[getter]
    fn instrument(&self) -> Option<&str> {
        Some(&self.0.ruling()?.instrument()?.id)
    }

    /// The whole report.
    #[getter]
    fn report(&self) -> Report {
        Report::new(self.0.report().clone())
    }

    /// The permit; raises `Refused` where there is none.
    fn permit(&self, py: Python<'_>) -> PyResult<Permit> {
        self.0.permit().map(Permit).map_err(|refusal| refused(py, &refusal))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let instrument = self.instrument().map(output::html);
        let by = instrument.map(|instrument| format!("<p>by {instrument}</p>"));
        let report = Report::new(self.0.report().clone());
        unlocked(py, || format!("{}{}", by.unwrap_or_default(), report.html()))
    }

    fn __repr__(&self) -> String {
        let by = self.instrument().map(|id| format!(" by {}", output::quoted(id)));
        format!("<Decision {}: {}{}>", self.verdict(), self.code(), by.unwrap_or_default())
    }

    fn __bool__(&self) -> PyResult<bool> {
        Err(no_truth("Decision"))
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("Decision", "hand on report.to_json(), or decide again"))
    }
}

/// Leave to rely on an instrument for a transfer, at given clocks. Never "lawful".
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Permit(tegata::Permit);

#[pymethods]
impl Permit {
    /// Who may receive the data: a name where there is one. Text from outside: escape it.
    #[getter]
    fn importer(&self) -> &str {
        self.0.importer()
    }

    /// The instrument that permits it, or that none is needed.
    #[getter]
    fn instrument(&self) -> &str {
        self.0.instrument()
    }

    /// The standing of the certificate that it rests on; none where none is needed.
    #[getter]
    fn standing(&self) -> Option<Standing> {
        self.0.standing().cloned().map(Standing)
    }

    /// The whole report.
    #[getter]
    fn report(&self) -> Report {
        Report::new(self.0.report().clone())
    }

    fn __repr__(&self) -> String {
        let [importer, instrument] = [self.importer(), self.instrument()].map(output::quoted);
        format!("<Permit for {importer} under {instrument}>")
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("Permit", "hand on report.to_json(), or decide again"))
    }
}

/// A decision with all that was asked to count, and the one that could be made on the day.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Both(pub(crate) tegata::survey::Both);

#[pymethods]
impl Both {
    /// By the clocks of the question.
    #[getter]
    fn decision(&self) -> Decision {
        Decision(self.0.decision.clone())
    }

    /// With the knowledge of the day itself; none where the question asked for no other.
    #[getter]
    fn on_the_day(&self) -> Option<Decision> {
        self.0.on_the_day.clone().map(Decision)
    }

    fn __repr__(&self) -> String {
        let then = self.0.on_the_day.as_ref().map_or("the same", |then| then.verdict().as_str());
        format!("<Both: {}; on the day {then}>", self.0.decision.verdict().as_str())
    }

    fn __bool__(&self) -> PyResult<bool> {
        Err(no_truth("pair of decisions"))
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("pair of decisions", "hand on their reports' to_json()"))
    }
}
