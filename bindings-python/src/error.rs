//! From the library's errors and refusals to the exceptions of `tegata._exceptions`.

use crate::answer::Report;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use tegata::{ErrorKind, Language, Refusal, explain};

/// "No" as an exception.
pub(crate) fn refused(py: Python<'_>, refusal: &Refusal) -> PyErr {
    let name = match () {
        () if refusal.is_undetermined() => "Undetermined",
        () if refusal.is_conditional() => "Conditional",
        () => "Refused",
    };
    let told = told(refusal);
    let report = Report::new(refusal.report().clone());
    let made = Py::new(py, report).and_then(|report| class(py, name)?.call1((told, report)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// The verdict, and the finding that decided it in words.
fn told(refusal: &Refusal) -> String {
    let report = refusal.report();
    let words = report.headline().map(|finding| explain(finding, Language::English));
    let words = words.map(|words| format!(": {} ({})", words.problem, words.remedy));
    format!("{refusal}{}", words.unwrap_or_default())
}

/// The caller's own mistake as an exception.
pub(crate) fn raised(py: Python<'_>, error: &tegata::Error) -> PyErr {
    let name = match error.kind() {
        ErrorKind::BundleInvalid | ErrorKind::DocumentInvalid => "InvalidDocument",
        ErrorKind::ConfigInvalid => "InvalidPolicy",
        ErrorKind::KeyInvalid => "InvalidKey",
        _ => "TegataError",
    };
    let told = (error.to_string(), error.code(), error.place(), error.advice());
    let made = class(py, name).and_then(|class| class.call1(told));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// A document of the caller's that is not of the expected form.
pub(crate) fn malformed(py: Python<'_>, place: &str, problem: &str) -> PyErr {
    let told = (format!("{place}: {problem}"), "document_invalid", place);
    let made = class(py, "InvalidDocument").and_then(|class| class.call1(told));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// A fault of this software.
pub(crate) fn internal(py: Python<'_>) -> PyErr {
    let told = ("the library failed in a way that it should not", "internal");
    let made = class(py, "TegataError").and_then(|class| class.call1(told));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// What verified objects and keys answer to `pickle`.
pub(crate) fn unpicklable(what: &str, instead: &str) -> PyErr {
    PyTypeError::new_err(format!("cannot pickle a {what}: {instead}"))
}

fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyType>> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let import = || PyModule::import(py, "tegata._exceptions").map(Bound::unbind);
    let module = MODULE.get_or_try_init(py, import)?;
    Ok(module.bind(py).getattr(name)?.cast_into()?)
}
