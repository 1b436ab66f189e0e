//! The caller's mistakes.

use crate::types::tegata_result;
use std::borrow::Cow;
use tegata_core::explain::printable;
use tegata_core::{Error, ErrorKind};

/// Why a call gives no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// That argument is NULL.
    Null(&'static str),
    /// The handle was freed, or never was one.
    Stale,
    /// The handle is one of another type.
    WrongType,
    /// That argument means nothing.
    Argument(&'static str),
    /// The text is not UTF-8.
    NotUtf8,
    /// A length or a count is past its limit.
    TooLong,
    /// No more handles can be given.
    TooMany,
    /// What was given cannot be used.
    Error(Error),
    /// A panic.
    Defect(String),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Fault {
    /// The number for it.
    pub(crate) fn result(&self) -> tegata_result {
        match self {
            Self::Null(_) => tegata_result::TEGATA_NULL,
            Self::Stale => tegata_result::TEGATA_STALE,
            Self::WrongType => tegata_result::TEGATA_WRONG_TYPE,
            Self::Argument(_) => tegata_result::TEGATA_ARGUMENT,
            Self::NotUtf8 => tegata_result::TEGATA_NOT_UTF8,
            Self::TooLong => tegata_result::TEGATA_TOO_LONG,
            Self::TooMany => tegata_result::TEGATA_TOO_MANY,
            Self::Error(error) => of_kind(error.kind()),
            Self::Defect(_) => tegata_result::TEGATA_DEFECT,
        }
    }

    /// What is wrong, safe to print.
    pub(crate) fn problem(&self) -> Cow<'static, str> {
        match self {
            Self::Null(what) => format!("{what} is NULL").into(),
            Self::Stale => "the handle was freed, or never was one".into(),
            Self::WrongType => "the handle is one of another type".into(),
            Self::Argument(what) => (*what).into(),
            Self::NotUtf8 => "a text is not UTF-8".into(),
            Self::TooLong => "a length or a count is past its limit".into(),
            Self::TooMany => "there are too many handles".into(),
            Self::Error(error) => printable(&error.to_string()).into(),
            Self::Defect(message) => printable(message).into(),
        }
    }
}

fn of_kind(kind: ErrorKind) -> tegata_result {
    match kind {
        ErrorKind::BundleInvalid => tegata_result::TEGATA_BUNDLE_INVALID,
        ErrorKind::ConfigInvalid => tegata_result::TEGATA_CONFIG_INVALID,
        ErrorKind::KeyInvalid => tegata_result::TEGATA_KEY_INVALID,
        ErrorKind::DocumentInvalid => tegata_result::TEGATA_DOCUMENT_INVALID,
        ErrorKind::File => tegata_result::TEGATA_FILE,
        ErrorKind::Machine => tegata_result::TEGATA_MACHINE,
        _ => tegata_result::TEGATA_ARGUMENT, // a kind that is new to this crate
    }
}
