//! One thing that was found, in codes and in words.

use crate::input::word;
use crate::output;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use tegata::{Language, explain};

/// One thing that was found: a code, and the facts that made it so.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Finding(pub(crate) tegata::Finding);

#[pymethods]
impl Finding {
    /// What was found: a permanent name.
    #[getter]
    fn code(&self) -> &'static str {
        self.0.code.as_str()
    }

    /// The class of the code, of which there are few.
    #[getter]
    fn class_(&self) -> &'static str {
        self.0.code.class().as_str()
    }

    /// The step that it belongs to, from 1 to 8.
    #[getter]
    fn step(&self) -> u8 {
        self.0.code.step().number()
    }

    /// What it does to the answer.
    #[getter]
    fn weight(&self) -> &'static str {
        self.0.weight().as_str()
    }

    /// What it is about: an identifier, a document's URL, a member's JSON pointer.
    #[getter]
    fn subject(&self) -> Option<&str> {
        self.0.subject.as_deref()
    }

    /// The facts, by name. Text from outside: escape it.
    #[getter]
    fn because<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let because = PyDict::new(py);
        self.0.because.iter().try_for_each(|(name, fact)| because.set_item(name, fact))?;
        Ok(because)
    }

    /// The URLs of the documents that it rests on.
    #[getter]
    fn evidence(&self) -> Vec<&str> {
        self.0.evidence.iter().map(String::as_str).collect()
    }

    /// Where the rule stands.
    #[getter]
    fn reference(&self) -> &'static str {
        self.0.code.reference()
    }

    /// The document that would settle it, where there is one.
    #[getter]
    fn need(&self) -> Option<Need> {
        self.0.needs.clone().map(Need)
    }

    /// What is wrong, in words that are safe to print.
    #[pyo3(signature = (language = "en"))]
    fn problem(&self, language: &str) -> PyResult<String> {
        Ok(explain(&self.0, word(language)?).problem)
    }

    /// What to do about it.
    #[pyo3(signature = (language = "en"))]
    fn remedy(&self, language: &str) -> PyResult<String> {
        Ok(explain(&self.0, word(language)?).remedy)
    }

    fn __repr__(&self) -> String {
        format!("<Finding {}: {}>", self.0.code, explain(&self.0, Language::English).problem)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.code(), self.subject()).into_pyobject(py)?.hash()
    }
}

/// A document of a known issuer that was needed and is not in the bundle.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Need(pub(crate) tegata::Need);

#[pymethods]
impl Need {
    /// Where the document is published.
    #[getter]
    fn url(&self) -> &str {
        &self.0.url
    }

    /// What it is.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind.as_str()
    }

    fn __repr__(&self) -> String {
        format!("<Need {} at {}>", self.kind(), output::quoted(self.url()))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.kind(), self.url()).into_pyobject(py)?.hash()
    }
}
