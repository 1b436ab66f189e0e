//! What became of a document that was wanted.

use super::error::FetchError;
use crate::code::{Class, Finding, NeedKind};
use crate::explain::{Language, explain};
use crate::json::to_canonical;
use serde::Serialize;

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

impl Fetched {
    /// Where it came from, if it counts.
    pub fn origin(&self) -> Option<Origin> {
        match &self.arrival {
            Arrival::Taken(origin) => Some(*origin),
            _ => None,
        }
    }

    /// Why it does not count, a stable name.
    pub fn code(&self) -> Option<&'static str> {
        match &self.arrival {
            Arrival::Taken(_) => None,
            Arrival::Unsound(finding) => Some(finding.code.as_str()),
            Arrival::Older(_) => Some(Class::TrustListRollback.as_str()),
            Arrival::Missed(error) => Some(error.code()),
        }
    }

    /// The same in words.
    pub fn problem(&self, language: Language) -> Option<String> {
        match &self.arrival {
            Arrival::Taken(_) => None,
            Arrival::Unsound(finding) => Some(explain(finding, language).problem),
            Arrival::Older(why) => Some(why.clone()),
            Arrival::Missed(error) => Some(error.to_string()),
        }
    }

    /// It as one JSON object: `url`, `kind`, and either `from` or `code` and `problem`.
    pub fn to_json(&self) -> String {
        to_canonical(&Told {
            url: &self.url,
            kind: self.kind.as_str(),
            from: self.origin().map(Origin::as_str),
            code: self.code(),
            problem: self.problem(Language::English),
        })
    }
}

#[derive(Serialize)]
struct Told<'f> {
    url: &'f str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
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
