//! An answer, and what was fetched for it.

use crate::answer::{Decision, Standing};
use crate::error::refused;
use crate::trust::TrustBundle;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use tegata::explain::printable;
use tegata::{Language, Refusal};

/// An answer, and what was fetched for it.
#[pyclass(frozen, generic, module = "tegata")]
pub(crate) struct Answered {
    given: Given,
    fetched: Vec<tegata::fetch::Fetched>,
    bundle: Py<TrustBundle>,
}

/// The answer itself.
pub(super) enum Given {
    Standing(Result<Py<Standing>, Box<Refusal>>),
    Decision(Py<Decision>),
}

impl Answered {
    pub(super) fn new<A>(
        py: Python<'_>,
        answered: tegata::fetch::Answered<A>,
        give: impl FnOnce(Python<'_>, A) -> PyResult<Given>,
    ) -> PyResult<Self> {
        let bundle = Py::new(py, TrustBundle(answered.verifier.shared_bundle()))?;
        Ok(Self { given: give(py, answered.answer)?, fetched: answered.fetched, bundle })
    }
}

#[pymethods]
impl Answered {
    /// The answer; "no" is raised, as by the same call of a `Verifier`.
    fn answer(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        match &self.given {
            Given::Standing(Ok(standing)) => Ok(standing.clone_ref(py).into_any()),
            Given::Standing(Err(refusal)) => Err(refused(py, refusal)),
            Given::Decision(decision) => Ok(decision.clone_ref(py).into_any()),
        }
    }

    /// What became of each document that was lacking.
    #[getter]
    fn fetched<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.fetched.iter().cloned().map(Fetched).collect::<Vec<_>>())
    }

    /// The bundle with what was fetched: a verifier gives the same answer from it again.
    #[getter]
    fn bundle(&self, py: Python<'_>) -> Py<TrustBundle> {
        self.bundle.clone_ref(py)
    }

    fn __repr__(&self) -> String {
        let kind = match &self.given {
            Given::Standing(Ok(_)) => "a standing",
            Given::Standing(Err(_)) => "a refusal",
            Given::Decision(_) => "a decision",
        };
        format!("<Answered with {kind}: {} documents wanted>", self.fetched.len())
    }
}

/// A document that was wanted, and what became of it.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Fetched(tegata::fetch::Fetched);

#[pymethods]
impl Fetched {
    /// Where it is published. Text from outside: escape it.
    #[getter]
    fn url(&self) -> &str {
        &self.0.url
    }

    /// What it is, as in `Need.kind`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind.as_str()
    }

    /// Where it came from, if it counts.
    #[getter]
    fn origin(&self) -> Option<&'static str> {
        self.0.origin().map(tegata::fetch::Origin::as_str)
    }

    /// Why it does not count, a permanent name.
    #[getter]
    fn code(&self) -> Option<&'static str> {
        self.0.code()
    }

    /// The same in words.
    #[getter]
    fn problem(&self) -> Option<String> {
        self.0.problem(Language::English)
    }

    fn __repr__(&self) -> String {
        let became = self.origin().or_else(|| self.code()).unwrap_or_default();
        format!("<Fetched {:?}: {became}>", printable(self.url()))
    }
}
