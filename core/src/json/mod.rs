//! Strict JSON: one parse into a flat, borrowed document.
//!
//! [`Document::parse`] reads a text once and keeps it, with a table of nodes that
//! point into it; nothing is copied but strings that contain escapes. It refuses
//! what other parsers let through and attackers use: duplicate members (their
//! escaped twins too), lone surrogates, a byte-order mark, anything but UTF-8,
//! numbers that overflow, and depth or size past the limits (RFC 8259, RFC 7493).
//!
//! [`Value`] walks the document by name; [`decode`] reads it into any type that
//! implements [`serde::Deserialize`], so each byte is parsed exactly once.

mod canonical;
mod decode;
mod document;
mod rewrite;

pub(crate) use canonical::to_canonical;
pub use canonical::{canonical, canonicalize};
pub use decode::{Mismatch, decode, decode_bytes, decode_str};
pub use document::{Array, Document, Number, Object, Value};
pub(crate) use rewrite::Rewriter;

use crate::code::{Code, Finding};
use std::fmt;

/// How much JSON one document may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonLimits {
    /// Nested arrays and objects.
    pub depth: usize,
    /// Members of one object.
    pub members: usize,
    /// Values, members and elements in the whole document.
    pub nodes: usize,
}

/// Why a text is not acceptable JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong.
    pub fault: JsonFault,
    /// Line of the fault, from 1; 0 when the fault has no place.
    pub line: usize,
    /// Column of the fault, from 1.
    pub column: usize,
}

/// The kinds of unacceptable JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// Not JSON at all; the text says what was expected.
    Syntax(String),
    /// Not UTF-8.
    Encoding,
    /// The same member twice in one object.
    DuplicateMember(String),
    /// A number too large for any field.
    NumberRange,
    /// Nested deeper than the limit.
    TooDeep(usize),
    /// More values than the limit.
    TooMany(usize),
}

impl JsonFault {
    /// The error for a fault that has no line of its own.
    fn nowhere(self) -> JsonError {
        JsonError { fault: self, line: 0, column: 0 }
    }

    fn code(&self) -> Code {
        match self {
            Self::Syntax(_) | Self::Encoding => Code::JsonMalformed,
            Self::DuplicateMember(_) => Code::JsonMemberRepeated,
            Self::NumberRange => Code::JsonNumberRange,
            Self::TooDeep(_) | Self::TooMany(_) => Code::JsonTooLarge,
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            JsonFault::Syntax(what) => write!(f, "{what}")?,
            JsonFault::Encoding => write!(f, "the text is not UTF-8")?,
            JsonFault::DuplicateMember(name) => write!(f, "the member `{name}` is there twice")?,
            JsonFault::NumberRange => write!(f, "a number is too large")?,
            JsonFault::TooDeep(limit) => write!(f, "nested deeper than {limit} levels")?,
            JsonFault::TooMany(limit) => write!(f, "more than {limit} values")?,
        }
        if self.line > 0 {
            write!(f, " (line {}, column {})", self.line, self.column)?;
        }
        Ok(())
    }
}

impl std::error::Error for JsonError {}

impl JsonError {
    /// The finding for this fault in the part of a credential called `part`.
    pub fn finding(&self, part: &str) -> Finding {
        Finding::new(self.fault.code()).with("part", part).with("fault", self.to_string())
    }
}
