//! Why something that arrived does not count, or gives cause for worry.

use crate::bundle::Setback;
use crate::clock::Timestamp;
use crate::code::{Class, Finding};

/// What stands against a document of a sync.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It could not be obtained.
    Unavailable {
        /// How it failed: `fetch_blocked`, `timeout`, `status_unavailable`.
        class: Class,
        /// What is known of it. From outside: make it safe before printing.
        text: String,
    },
    /// Nobody tried to obtain it.
    NotAsked,
    /// It is larger than such a document may be, or all of them together are.
    TooLarge {
        /// In bytes.
        limit: usize,
    },
    /// It fails its own verification.
    Unsound(Finding),
    /// It bears no signature where one is needed.
    Unsigned,
    /// It is a document of another address.
    AnotherDocument {
        /// The address that it states.
        id: String,
    },
    /// It is signed by somebody else than whose document belongs there.
    AnotherIssuer {
        /// Who signed it.
        issuer: String,
        /// Whose document belongs there.
        expected: String,
    },
    /// It is older than one that was seen before.
    Rollback {
        /// The edition that was offered.
        offered: String,
        /// The edition that was seen.
        seen: String,
    },
    /// It is another one of the same number or time.
    Equivocation {
        /// The number or time.
        edition: String,
    },
    /// It has no number, and the one before had.
    Unnumbered {
        /// The number that was seen.
        seen: u64,
    },
    /// Its number leaves no room for those that are to follow.
    FastForward {
        /// The number that was offered.
        offered: u64,
        /// The number that was seen; 0 for none.
        seen: u64,
    },
    /// A new edition of an anchor's keys does not come next.
    OutOfSequence {
        /// The number that was offered.
        offered: u64,
        /// The number that comes next.
        expected: u64,
    },
    /// Too few of the anchor's present keys signed its new ones.
    OldKeysMissing {
        /// How many did.
        signed: usize,
        /// How many must.
        needed: usize,
    },
    /// Too few of the anchor's new keys signed themselves.
    NewKeysMissing {
        /// How many did.
        signed: usize,
        /// How many must.
        needed: usize,
    },
    /// The next edition was due, and what is published is no newer.
    Frozen {
        /// When it was due.
        due: Timestamp,
    },
    /// What is in the bundle is older than what was seen before.
    Behind {
        /// The edition in the bundle.
        held: String,
        /// The edition that was seen.
        seen: String,
    },
}

impl Problem {
    /// The stable name; that of the finding where there is one.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unavailable { .. } => "unavailable",
            Self::NotAsked => "not_asked",
            Self::TooLarge { .. } => "too_large",
            Self::Unsound(finding) => finding.code.as_str(),
            Self::Unsigned => "unsigned",
            Self::AnotherDocument { .. } => "another_document",
            Self::AnotherIssuer { .. } => "another_issuer",
            Self::Rollback { .. } => "rollback",
            Self::Equivocation { .. } => "equivocation",
            Self::Unnumbered { .. } => "unnumbered",
            Self::FastForward { .. } => "fast_forward",
            Self::OutOfSequence { .. } => "anchor_out_of_sequence",
            Self::OldKeysMissing { .. } => "anchor_old_keys_missing",
            Self::NewKeysMissing { .. } => "anchor_new_keys_missing",
            Self::Frozen { .. } => "frozen",
            Self::Behind { .. } => "behind",
        }
    }

    /// The class that it belongs to.
    pub fn class(&self) -> Class {
        match self {
            Self::Unavailable { class, .. } => *class,
            Self::NotAsked => Class::StatusUnavailable,
            Self::TooLarge { .. } => Class::LimitExceeded,
            Self::Unsound(finding) => finding.code.class(),
            Self::AnotherIssuer { .. } => Class::IssuerMismatch,
            Self::Unsigned
            | Self::AnotherDocument { .. }
            | Self::OldKeysMissing { .. }
            | Self::NewKeysMissing { .. } => Class::TrustListInvalid,
            Self::Rollback { .. }
            | Self::Equivocation { .. }
            | Self::Unnumbered { .. }
            | Self::FastForward { .. }
            | Self::OutOfSequence { .. }
            | Self::Behind { .. } => Class::TrustListRollback,
            Self::Frozen { .. } => Class::TrustListExpired,
        }
    }

    /// Whether something was offered and turned away, rather than late or not to be had.
    pub fn is_refusal(&self) -> bool {
        !matches!(
            self,
            Self::Unavailable { .. } | Self::NotAsked | Self::Frozen { .. } | Self::Behind { .. }
        )
    }
}

impl From<Setback> for Problem {
    fn from(setback: Setback) -> Self {
        match setback {
            Setback::Older { offered, seen } => Self::Rollback { offered, seen },
            Setback::Other { edition } => Self::Equivocation { edition },
            Setback::Unnumbered { seen } => Self::Unnumbered { seen },
            Setback::TooFar { offered, seen } => Self::FastForward { offered, seen },
        }
    }
}
