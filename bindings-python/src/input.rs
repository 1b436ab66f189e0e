//! Reading what Python hands over: tokens, texts, instants, words of closed lists.

use crate::error;
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyDate, PyDateTime, PyDict, PyMemoryView, PyString};
use serde::de::DeserializeOwned;
use std::str::FromStr;
use tegata::json::{JsonLimits, decode_str};
use tegata::{Day, Language, Role, Timestamp};

/// Bytes that nobody can change while they are read: those of a `str` or `bytes`, or a copy
/// of any other buffer.
pub(crate) enum Text {
    Str(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Str(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Text {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = given.cast::<PyString>() {
            return of_str(&text);
        }
        if given.is_instance_of::<PyBytes>() || given.is_instance_of::<PyByteArray>() {
            return Ok(Self::Bytes(given.extract()?));
        }
        if given.is_instance_of::<PyMemoryView>() {
            return Ok(Self::Bytes(given.call_method0("tobytes")?.extract()?));
        }
        let kind = given.get_type().name()?;
        Err(PyTypeError::new_err(format!(
            "expected str, bytes, bytearray or memoryview, not {kind}"
        )))
    }
}

/// A lone surrogate is no text: its bytes are handed on as they are, to be refused there.
fn of_str(text: &Bound<'_, PyString>) -> PyResult<Text> {
    match PyBackedStr::try_from(text.clone()) {
        Ok(text) => Ok(Text::Str(text)),
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(text.py()) => {
            let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
            Ok(Text::Bytes(bytes.extract()?))
        }
        Err(error) => Err(error),
    }
}

/// A JSON document: its text, or a mapping that is written out as JSON.
pub(crate) struct Json(String);

impl Json {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Json {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = given.extract::<Text>() {
            let text = String::from_utf8(text.as_ref().to_vec());
            return text.map(Self).map_err(|_| PyValueError::new_err("the document is not UTF-8"));
        }
        let py = given.py();
        let options = PyDict::new(py);
        options.set_item("allow_nan", false)?;
        let text = py.import("json")?.getattr("dumps")?.call((given,), Some(&options))?;
        Ok(Self(text.extract()?))
    }
}

/// As much as the library reads of any document.
const DOCUMENT: JsonLimits = JsonLimits { depth: 32, members: 100_000, nodes: 1_000_000 };

/// A part of a document, read as strictly as the library reads whole ones.
pub(crate) fn decoded<T: DeserializeOwned>(py: Python<'_>, document: &Json) -> PyResult<T> {
    decode_str(document.as_str(), &DOCUMENT)
        .map_err(|mismatch| error::malformed(py, &mismatch.pointer, &mismatch.problem))
}

/// One name, or several.
#[derive(Default)]
pub(crate) struct Names(pub(crate) Vec<String>);

impl<'a, 'py> FromPyObject<'a, 'py> for Names {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if given.is_instance_of::<PyString>() {
            return Ok(Self(vec![given.extract()?]));
        }
        let names = given.try_iter()?.map(|name| name?.extract());
        Ok(Self(names.collect::<PyResult<_>>()?))
    }
}

/// An instant: a `datetime` that knows its offset.
pub(crate) struct Instant(pub(crate) Timestamp);

impl<'a, 'py> FromPyObject<'a, 'py> for Instant {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let given = given.cast::<PyDateTime>()?;
        if given.call_method0("utcoffset")?.is_none() {
            let problem = "a datetime without a time zone: give it one, such as \
                           tzinfo=datetime.timezone.utc";
            return Err(PyValueError::new_err(problem));
        }
        let text: String = given.call_method0("isoformat")?.extract()?;
        text.parse().map(Self).map_err(|error| PyValueError::new_err(format!("{error}: {text}")))
    }
}

/// A `date`, which is a whole day, or an instant.
pub(crate) struct When(pub(crate) Day);

impl<'a, 'py> FromPyObject<'a, 'py> for When {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if given.is_instance_of::<PyDateTime>() {
            return Ok(Self(Day::Instant(given.extract::<Instant>()?.0)));
        }
        let text: String = given.cast::<PyDate>()?.call_method0("isoformat")?.extract()?;
        text.parse().map(Self).map_err(|error| PyValueError::new_err(format!("{error}: {text}")))
    }
}

/// A word of a closed list.
pub(crate) struct Word<T>(pub(crate) T);

impl<'a, 'py, T: Named> FromPyObject<'a, 'py> for Word<T> {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let text: PyBackedStr = given.extract()?;
        word(&text).map(Self)
    }
}

/// The word of a closed list that a text is.
pub(crate) fn word<T: Named>(text: &str) -> PyResult<T> {
    let wrong = || PyValueError::new_err(format!("expected {}, not {text:?}", T::EXPECTED));
    T::named(text).ok_or_else(wrong)
}

/// What a closed list holds.
pub(crate) trait Named: Sized {
    const EXPECTED: &'static str;

    fn named(word: &str) -> Option<Self>;
}

impl Named for Role {
    const EXPECTED: &'static str = "controller, joint_controller, processor or sub_processor";

    fn named(word: &str) -> Option<Self> {
        Self::from_str(word).ok()
    }
}

impl Named for Language {
    const EXPECTED: &'static str = "a language such as en or ja";

    fn named(word: &str) -> Option<Self> {
        Self::from_tag(word)
    }
}

impl Named for tegata::Algorithm {
    const EXPECTED: &'static str = "ES256, ES384, EdDSA, Ed25519, PS256 or RS256";

    fn named(word: &str) -> Option<Self> {
        Self::from_name(word)
    }
}
