//! What became of a document that was wanted.

use super::error::FetchError;
use crate::code::{Finding, NeedKind};

/// A document that was wanted, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fetched {
    /// Where it is published. Origin outside: make it safe before printing.
    pub url: String,
    /// What it is.
    pub kind: NeedKind,
    /// What became of it.
    pub arrival: Arrival,
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arrival {
    /// It is genuine, and the answer counts with it.
    Taken(Origin),
    /// It was obtained, and fails its own verification.
    Unsound(Finding),
    /// It is older than the one at hand, or another under the same number; the one at hand
    /// stays.
    Older(String),
    /// It was not obtained.
    Missed(FetchError),
}

/// Where a document came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// Its publisher, just now.
    Publisher,
    /// A copy from the cache, still fresh.
    Copy,
    /// A copy from the cache that its publisher confirmed just now.
    Confirmed,
    /// A copy from the cache past its time, because its publisher did not answer.
    StaleCopy,
}

impl Origin {
    /// Whether nobody but this machine says that this is the document.
    pub(super) fn is_copy(self) -> bool {
        matches!(self, Self::Copy | Self::StaleCopy)
    }

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publisher => "publisher",
            Self::Copy => "copy",
            Self::Confirmed => "confirmed",
            Self::StaleCopy => "stale_copy",
        }
    }
}
