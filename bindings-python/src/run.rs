//! Calling the library: without the interpreter's lock, and with panics caught.

use crate::error;
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// Calls the library while other Python threads run. A panic, which would be a fault of
/// this software, becomes an exception that `except Exception` catches.
pub(crate) fn unlocked<T: Send>(py: Python<'_>, call: impl FnOnce() -> T + Send) -> PyResult<T> {
    // Whatever the call was about to make is dropped, and what it read is immutable.
    py.detach(|| catch_unwind(AssertUnwindSafe(call))).map_err(|_| error::internal(py))
}

/// The same for calls that may find the caller at fault.
pub(crate) fn tried<T: Send>(
    py: Python<'_>,
    call: impl FnOnce() -> Result<T, tegata::Error> + Send,
) -> PyResult<T> {
    unlocked(py, call)?.map_err(|error| error::raised(py, &error))
}

/// Refuses to be loaded into a second interpreter of the process: classes are shared, and
/// an object of one interpreter must not reach another. Before Python 3.12 nobody else asks.
pub(crate) fn one_interpreter(py: Python<'_>) -> PyResult<()> {
    static FIRST: OnceLock<usize> = OnceLock::new();
    // Each interpreter has a module `builtins` of its own.
    let here = py.import("builtins")?.as_ptr().addr();
    if *FIRST.get_or_init(|| here) == here {
        return Ok(());
    }
    Err(PyImportError::new_err("tegata does not support loading in subinterpreters"))
}

/// Panics, so that a test can see what becomes of it.
#[pyfunction]
#[expect(clippy::panic, reason = "that is what it is for")]
pub(crate) fn _panic(py: Python<'_>) -> PyResult<()> {
    unlocked(py, || panic!("on purpose"))
}
