//! Giving Python what the library answered: instants, JSON, safe texts.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDateTime, PyDelta, PyTzInfo};
use tegata::explain::printable;
use tegata::{Day, Timestamp};

/// A `datetime` with the offset in which the instant is written; microseconds at most.
pub(crate) fn instant(py: Python<'_>, instant: Timestamp) -> PyResult<Bound<'_, PyDateTime>> {
    let microseconds = i32::try_from(instant.subsec_nanoseconds() / 1000).unwrap_or_default();
    let (days, seconds) = (instant.unix().div_euclid(86_400), instant.unix().rem_euclid(86_400));
    let (days, seconds) = (i32::try_from(days)?, i32::try_from(seconds)?);
    let since = PyDelta::new(py, days, seconds, microseconds, false)?;
    let in_utc = epoch(py)?.call_method1("__add__", (since,))?;
    let offset = PyDelta::new(py, 0, instant.offset_seconds(), 0, true)?;
    let zone = PyTzInfo::fixed_offset(py, offset)?;
    // At either end of time the offset leads out of the years that `datetime` has.
    let there = in_utc.call_method1("astimezone", (zone,)).unwrap_or(in_utc);
    Ok(there.cast_into()?)
}

/// The same where there may be none.
pub(crate) fn instant_if(
    py: Python<'_>,
    given: Option<Timestamp>,
) -> PyResult<Option<Bound<'_, PyDateTime>>> {
    given.map(|given| instant(py, given)).transpose()
}

fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyDateTime>> {
    static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    let utc = PyTzInfo::utc(py)?;
    let make = || PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc)).map(Bound::unbind);
    Ok(EPOCH.get_or_try_init(py, make)?.bind(py))
}

/// A `date`, or a `datetime` where the day is more exact.
pub(crate) fn day(py: Python<'_>, day: Day) -> PyResult<Bound<'_, PyAny>> {
    match day {
        Day::Instant(at) => Ok(instant(py, at)?.into_any()),
        Day::Date(date) => {
            let class = py.get_type::<PyDate>();
            class.call_method1("fromisoformat", (date.to_string(),))
        }
    }
}

/// A JSON text as Python's own values.
pub(crate) fn parsed<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// Text from outside for a `repr`, with quotes around it.
pub(crate) fn quoted(text: &str) -> String {
    format!("{:?}", printable(text))
}

/// Text from outside for HTML: neither markup nor a control can come of it.
pub(crate) fn html(text: &str) -> String {
    printable(text).chars().fold(String::with_capacity(text.len()), |mut out, character| {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
        out
    })
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
