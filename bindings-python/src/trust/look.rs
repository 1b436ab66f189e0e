//! Looking without verifying, and text that is safe to print.

use crate::input::Text;
use crate::output;
use crate::run::tried;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// What a token or JSON document says, whoever wrote it: nothing of it is verified.
#[pyfunction]
pub(crate) fn inspect<'py>(py: Python<'py>, token: Text) -> PyResult<Bound<'py, PyAny>> {
    let text = std::str::from_utf8(token.as_ref())
        .map_err(|_| PyValueError::new_err("the token is not UTF-8"))?;
    let found = tried(py, || tegata::inspect::inspect(text))?;
    output::parsed(py, &found.to_json())
}

/// Text from outside, made safe for terminals and logs.
#[pyfunction]
pub(crate) fn printable(text: Text) -> String {
    tegata::explain::printable(&String::from_utf8_lossy(text.as_ref()))
}
