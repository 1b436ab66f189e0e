//! A body's own register of a status list: which entries are given out, and what they say.

use super::invalid;
use crate::crypto;
use crate::error::Error;
use crate::limits::Limits;
use crate::status::MINIMUM_ENTRIES;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The register behind one published status list. Keep it: a list that is built from
/// anything else could take a revocation back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusRegister {
    pub(super) url: String,
    pub(super) kind: ListKind,
    pub(super) size: u64,
    pub(super) ttl_seconds: u32,
    pub(super) entries: BTreeMap<u64, Status>,
}

/// The kinds of status lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Bitstring Status List, for VCDM: revoked or not.
    Revocation,
    /// Bitstring Status List, for VCDM: suspended or not.
    Suspension,
    /// Token Status List with two bits, for SD-JWT VC: valid, revoked or suspended.
    Token,
}

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing against the certificate.
    Valid,
    /// Withdrawn for good.
    Revoked,
    /// Not in force for the time being.
    Suspended,
}

/// One entry of one list, as a draft names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusEntry {
    /// The kind of list.
    pub kind: ListKind,
    /// Where the list is published.
    pub list: String,
    /// The place in it.
    pub index: u64,
}

/// Seconds that a copy of a list may be used before a newer one is asked for: half a day.
const TTL_SECONDS: u32 = 12 * 3600;

impl StatusRegister {
    /// An empty register of the usual size for the list that is published at `url`.
    pub fn new(url: impl Into<String>, kind: ListKind) -> Self {
        let (size, ttl_seconds) = (MINIMUM_ENTRIES, TTL_SECONDS);
        Self { url: url.into(), kind, size, ttl_seconds, entries: BTreeMap::new() }
    }

    /// The same with room for `size` entries: 131,072 or more, because a smaller list tells
    /// who is looked up (Bitstring Status List section 6.1).
    pub fn with_size(self, size: u64) -> Result<Self, Error> {
        let register = Self { size, ..self };
        register.check().map(|()| register)
    }

    /// The same with another time for which copies may be used.
    #[must_use]
    pub fn with_ttl(self, seconds: u32) -> Self {
        Self { ttl_seconds: seconds, ..self }
    }

    /// Where the list is published.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The kind of list.
    pub fn kind(&self) -> ListKind {
        self.kind
    }

    /// The media type under which the list is published.
    pub fn media_type(&self) -> &'static str {
        match self.kind {
            ListKind::Revocation | ListKind::Suspension => "application/vc+jwt",
            ListKind::Token => "application/statuslist+jwt",
        }
    }

    /// What an entry says; `None` for one that was never given out.
    pub fn status(&self, index: u64) -> Option<Status> {
        self.entries.get(&index).copied()
    }

    /// Gives out an unused entry. Its place is random, so that it tells neither when the
    /// certificate was issued nor which ones belong together (Token Status List section 12).
    pub fn allocate(&mut self) -> Result<StatusEntry, Error> {
        let free = self.size.saturating_sub(self.entries.len() as u64);
        let mut bytes = [0; 8];
        crypto::random(&mut bytes)?;
        // 2^64 against at most 2^25 places: the remainder's bias is below 2^-39.
        let place = u64::from_le_bytes(bytes).checked_rem(free);
        let place = place.and_then(|place| usize::try_from(place).ok());
        let index = place
            .and_then(|place| (0..self.size).filter(|i| !self.entries.contains_key(i)).nth(place));
        let full = || invalid(&*self.url, "every entry is given out").remedy("begin a new list");
        self.reserve(index.ok_or_else(full)?)
    }

    /// Gives out the entry at `index`, for registers that are moved from elsewhere and for
    /// test vectors.
    pub fn reserve(&mut self, index: u64) -> Result<StatusEntry, Error> {
        if index >= self.size || self.entries.contains_key(&index) {
            return Err(invalid(&*self.url, format!("the entry {index} is not free")));
        }
        self.entries.insert(index, Status::Valid);
        Ok(StatusEntry { kind: self.kind, list: self.url.clone(), index })
    }

    /// Changes what one entry says. A revocation stands for ever.
    pub fn set(&mut self, index: u64, status: Status) -> Result<(), Error> {
        let place = format!("{} entry {index}", self.url);
        self.kind.check(status).map_err(|error| error.within(&place))?;
        match self.entries.get_mut(&index) {
            None => Err(invalid(place, "it was never given out")),
            Some(Status::Revoked) if status != Status::Revoked => {
                Err(invalid(place, "it is revoked, and a revocation cannot be taken back")
                    .remedy("issue a new certificate; what may end again is a suspension"))
            }
            Some(entry) => {
                *entry = status;
                Ok(())
            }
        }
    }

    /// Refuses a register that could not have come about.
    pub(super) fn check(&self) -> Result<(), Error> {
        let most = Limits::default().status_list_bytes as u64 * 8 / self.kind.bits();
        if !(MINIMUM_ENTRIES..=most).contains(&self.size) || !self.size.is_multiple_of(8) {
            let problem = format!("not a multiple of 8 between {MINIMUM_ENTRIES} and {most}");
            return Err(invalid("/size", problem));
        }
        match self.entries.iter().find(|(index, _)| **index >= self.size) {
            Some((index, _)) => Err(invalid("", format!("the entry {index} is past the end"))),
            None => self.entries.values().try_for_each(|status| self.kind.check(*status)),
        }
    }
}

impl ListKind {
    /// Bits of an entry.
    pub(super) fn bits(self) -> u64 {
        match self {
            Self::Revocation | Self::Suspension => 1,
            Self::Token => 2,
        }
    }

    fn check(self, status: Status) -> Result<(), Error> {
        match (self, status) {
            (Self::Revocation, Status::Suspended) => {
                Err(invalid("", "a revocation list cannot say `suspended`")
                    .remedy("use a suspension list beside it, or a token list"))
            }
            (Self::Suspension, Status::Revoked) => {
                Err(invalid("", "a suspension list cannot say `revoked`")
                    .remedy("use a revocation list beside it, or a token list"))
            }
            _ => Ok(()),
        }
    }
}
