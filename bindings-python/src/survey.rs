//! Many decisions at once: through time, across regimes, towards a yes.

mod corridors;
mod impact;
mod openings;
mod period;
mod routes;

pub(crate) use corridors::{Corridor, Corridors};
pub(crate) use impact::{Affected, Asked, ending};
pub(crate) use openings::{Opening, Openings};
pub(crate) use period::{Period, Segment};
pub(crate) use routes::{Route, Routes};

use crate::trust::TrustBundle;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple};
use tegata::Language;

/// What people call a regime or an instrument, or else its identifier.
fn named<'b>(bundle: &'b TrustBundle, language: Language) -> impl Fn(&str) -> String + 'b {
    let tag = match language {
        Language::English => "en",
        Language::Japanese => "ja",
    };
    move |id| bundle.0.title(id, tag).unwrap_or(id).to_owned()
}

/// An iterator over elements.
fn each<'py, T>(py: Python<'py>, list: impl Iterator<Item = T>) -> PyResult<Bound<'py, PyIterator>>
where
    T: IntoPyObject<'py>,
{
    PyTuple::new(py, list.collect::<Vec<_>>())?.try_iter()
}

/// An element by its place, from the end where the place is below 0.
fn at<T: Clone>(list: &[T], index: isize) -> PyResult<T> {
    let place = match index {
        0.. => usize::try_from(index).ok(),
        _ => list.len().checked_sub(index.unsigned_abs()),
    };
    let found = place.and_then(|place| list.get(place)).cloned();
    found.ok_or_else(|| PyIndexError::new_err("index out of range"))
}
