//! Why a document was not obtained.

use crate::code::Class;
use std::fmt;

/// A document was not obtained.
///
/// It says no more than its receiver may know: a host that is not there and one that may
/// not be asked give the same error, so that nobody explores a network by sending URLs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError {
    fault: FetchFault,
    url: String,
    detail: String,
}

/// The kinds of [`FetchError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchFault {
    /// The URL is not of a form that is ever fetched.
    UrlRefused,
    /// The document is about one certificate, and asking for it would tell its publisher
    /// whom the asker has to do with.
    OneHolder,
    /// The host has no address that may be asked; whether it has another is not told.
    HostRefused,
    /// The answer was to look elsewhere, and that is not followed.
    RedirectRefused,
    /// More documents were needed than one answer may cost.
    TooMany,
    /// It took longer than it may.
    TimedOut,
    /// The host could not be reached, or proved no identity.
    Unreachable,
    /// The host answered with something other than the document.
    Answered,
    /// The answer is of another media type.
    WrongType,
    /// The answer is larger than such a document may be.
    TooLarge,
    /// The answer ended early, is encoded in a way that was not asked for, or is no text.
    Damaged,
    /// The transport itself failed.
    Transport,
}

impl FetchFault {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UrlRefused => "fetch_url_refused",
            Self::OneHolder => "fetch_one_holder",
            Self::HostRefused => "fetch_host_refused",
            Self::RedirectRefused => "fetch_redirect_refused",
            Self::TooMany => "fetch_too_many",
            Self::TimedOut => "fetch_timed_out",
            Self::Unreachable => "fetch_unreachable",
            Self::Answered => "fetch_answered_otherwise",
            Self::WrongType => "fetch_wrong_type",
            Self::TooLarge => "fetch_too_large",
            Self::Damaged => "fetch_damaged",
            Self::Transport => "fetch_transport_failed",
        }
    }

    /// The class that its answer would have.
    pub fn class(self) -> Class {
        match self {
            Self::UrlRefused | Self::OneHolder | Self::HostRefused | Self::RedirectRefused => {
                Class::FetchBlocked
            }
            Self::TooMany | Self::TooLarge => Class::LimitExceeded,
            Self::TimedOut => Class::Timeout,
            _ => Class::StatusUnavailable,
        }
    }

    fn problem(self) -> &'static str {
        match self {
            Self::UrlRefused => "the URL is of a form that is never fetched",
            Self::OneHolder => {
                "it is about one certificate, and whoever asks tells whom they check"
            }
            Self::HostRefused => "the host has no address that may be asked",
            Self::RedirectRefused => "it redirects, which is not followed",
            Self::TooMany => "more documents are needed than one answer may cost",
            Self::TimedOut => "it took too long",
            Self::Unreachable => "the host could not be reached",
            Self::Answered => "the host did not answer with the document",
            Self::WrongType => "the answer is of another media type",
            Self::TooLarge => "the answer is larger than such a document may be",
            Self::Damaged => "the answer is damaged",
            Self::Transport => "the transport failed",
        }
    }
}

impl FetchError {
    /// An error about that URL.
    pub fn new(fault: FetchFault, url: impl Into<String>) -> Self {
        Self { fault, url: url.into(), detail: String::new() }
    }

    /// Adds what is known beyond the kind of fault. Give nothing here that tells about the
    /// network on the inside.
    #[must_use]
    pub fn because(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// What kind of fault it is.
    pub fn fault(&self) -> FetchFault {
        self.fault
    }

    /// The stable name of the fault.
    pub fn code(&self) -> &'static str {
        self.fault.as_str()
    }

    /// The class that its answer would have.
    pub fn class(&self) -> Class {
        self.fault.class()
    }

    /// What was to be fetched. From outside: make it safe before printing.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.fault.problem())?;
        if self.detail.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", self.detail)
    }
}

impl std::error::Error for FetchError {}
