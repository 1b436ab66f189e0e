//! The caller's own mistakes: a damaged file, a malformed policy, an unusable key.
//!
//! A "no" about a credential is never an error; see [`Refusal`](crate::Refusal).

use std::fmt;

/// What the caller gave cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    /// What is at fault: a file's name, a document's URL, a member's JSON pointer.
    place: String,
    problem: String,
    remedy: &'static str,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A trust bundle, or a document of one, is damaged as a file.
    BundleInvalid,
    /// The policy or a question is malformed.
    ConfigInvalid,
    /// A private or pinned key cannot be used.
    KeyInvalid,
    /// A document that was to be issued would be refused by a verifier.
    DocumentInvalid,
    /// A file could not be read or written.
    File,
    /// The machine failed: no randomness, or a signer gave an error.
    Machine,
}

impl ErrorKind {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BundleInvalid => "bundle_invalid",
            Self::ConfigInvalid => "config_invalid",
            Self::KeyInvalid => "key_invalid",
            Self::DocumentInvalid => "document_invalid",
            Self::File => "file",
            Self::Machine => "machine",
        }
    }
}

impl Error {
    pub(crate) fn new(
        kind: ErrorKind,
        place: impl Into<String>,
        problem: impl Into<String>,
    ) -> Self {
        Self { kind, place: place.into(), problem: problem.into(), remedy: "" }
    }

    /// Says what to do about it.
    #[must_use]
    pub(crate) fn remedy(mut self, remedy: &'static str) -> Self {
        self.remedy = remedy;
        self
    }

    /// Puts the place of the fault inside a larger one.
    #[must_use]
    pub(crate) fn within(mut self, place: &str) -> Self {
        self.place = if self.place.is_empty() {
            place.to_owned()
        } else {
            format!("{place}: {}", self.place)
        };
        self
    }

    /// What kind of mistake it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The stable name of the kind.
    pub fn code(&self) -> &'static str {
        self.kind.as_str()
    }

    /// What is at fault: a file's name, a document's URL, a member's JSON pointer.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What to do about it; may be empty.
    pub fn advice(&self) -> &'static str {
        self.remedy
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.problem)?;
        if !self.remedy.is_empty() {
            write!(f, " ({})", self.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
