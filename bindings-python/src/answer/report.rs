//! The whole answer with its evidence.

use super::{Certificate, Clocks, Finding, Need};
use crate::error::unpicklable;
use crate::input::word;
use crate::output;
use crate::run::unlocked;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTuple};
use tegata::{Language, Step, explain};

/// An answer with its evidence. `to_json()` gives the same bytes for the same inputs as
/// every other front end of tegata.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Report(tegata::Report);

impl Report {
    pub(crate) fn new(report: tegata::Report) -> Self {
        Self(report)
    }

    /// The rows of a table: findings with their problem and remedy.
    fn rows(&self) -> impl Iterator<Item = [String; 3]> {
        self.0.findings().iter().map(|finding| {
            let words = explain(finding, Language::English);
            [finding.code.to_string(), words.problem, words.remedy]
        })
    }

    /// A table for notebooks.
    pub(crate) fn html(&self) -> String {
        let rows = self.rows().map(|cells| {
            let cells = cells.map(|cell| format!("<td>{}</td>", output::html(&cell)));
            format!("<tr>{}</tr>", cells.concat())
        });
        format!(
            "<p><strong>{}</strong></p><table><tr><th>code</th><th>problem</th>\
             <th>what to do</th></tr>{}</table>",
            self.0.verdict().word(Language::English),
            rows.collect::<String>(),
        )
    }
}

#[pymethods]
impl Report {
    /// The answer in one word.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.verdict().as_str()
    }

    /// The code of the finding that decided it; `ok` where nothing stands in the way.
    #[getter]
    fn code(&self) -> &'static str {
        self.0.headline().map_or("ok", |finding| finding.code.as_str())
    }

    /// The finding that decided it.
    #[getter]
    fn headline(&self) -> Option<Finding> {
        self.0.headline().cloned().map(Finding)
    }

    /// Everything that was found, in the order of steps and ranks.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.findings().iter().cloned().map(Finding).collect::<Vec<_>>())
    }

    /// The two clocks of the question; none for what does not depend on time.
    #[getter]
    fn clocks(&self) -> Option<Clocks> {
        self.0.clocks().map(Clocks)
    }

    /// The certificate that it is about, if that is authentic; the first of several.
    #[getter]
    fn certificate(&self) -> Option<Certificate> {
        self.0.certificate().cloned().map(Certificate)
    }

    /// The documents of known issuers that would settle it.
    #[getter]
    fn needs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let needs = self.0.needs().into_iter().cloned().map(Need);
        PyTuple::new(py, needs.collect::<Vec<_>>())
    }

    /// When the answer changes as time moves on, with what is known now.
    #[getter]
    fn next_change<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        output::instant_if(py, unlocked(py, || self.0.next_change())?)
    }

    /// Until when the documents behind it may be relied on.
    #[getter]
    fn fresh_until<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        output::instant_if(py, self.0.fresh_until())
    }

    /// How a step, from 1 to 8, ended: `passed`, `failed`, `unknown` or `skipped`.
    fn outcome(&self, step: u8) -> PyResult<&'static str> {
        let known = Step::ALL.into_iter().find(|known| known.number() == step);
        let known = known.ok_or_else(|| PyValueError::new_err("steps are numbered from 1 to 8"))?;
        Ok(self.0.outcome(known).as_str())
    }

    /// The report as JSON, `tegata.report/1`.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        unlocked(py, || self.0.to_json())
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.to_json(py)?)
    }

    /// The answer in words that are safe to print.
    #[pyo3(signature = (language = "en"))]
    fn explain(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        let language = word(language)?;
        unlocked(py, || self.0.in_words(language))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        unlocked(py, || self.html())
    }

    fn __repr__(&self) -> String {
        format!("<Report {}: {}>", self.verdict(), self.code())
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        unlocked(py, || self.0.to_json() == other.0.to_json())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.to_json(py)?.into_pyobject(py)?.hash()
    }

    fn __bool__(&self) -> PyResult<bool> {
        Err(no_truth("Report"))
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("Report", "hand on its to_json()"))
    }
}

/// An answer has more values than two.
pub(crate) fn no_truth(what: &str) -> PyErr {
    PyTypeError::new_err(format!(
        "a {what} is neither true nor false: look at its verdict, or ask a decision for its permit()"
    ))
}
