//! What was seen before, kept outside the bundle: an old bundle must stay replayable, and
//! yet an old list must not pass for the newest when a bundle is brought up to date.

use super::signed::tokens;
use super::{Document, DocumentReport, TrustBundle};
use crate::clock::Timestamp;
use crate::crypto::{hex, sha256};
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::json::to_canonical;
use crate::limits::{DOCUMENT_JSON, LAST_SEQUENCE, SEQUENCE_STEP};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The latest that was seen of each signed document: its number or, where it has none, the
/// time at which it was issued.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HighWater {
    /// By URL.
    marks: BTreeMap<String, Mark>,
    /// The latest edition of each anchor's keys, by the anchor's identifier.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    editions: BTreeMap<String, u64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Mark {
    issuer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sequence_number: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued_at: Option<Timestamp>,
    /// Of what was signed: the same signed anew is the same.
    sha256: String,
}

/// Why a document may not follow one that was seen before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Setback {
    /// It is older.
    Older { offered: String, seen: String },
    /// It is as old, and not the same.
    Other { edition: String },
    /// The one before had a number.
    Unnumbered { seen: u64 },
    /// Its number leaves too little room for those that are to follow.
    TooFar { offered: u64, seen: u64 },
}

impl HighWater {
    /// Reads what was kept.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        json::decode_str(text, &DOCUMENT_JSON)
            .map_err(|m| Error::new(ErrorKind::ConfigInvalid, m.pointer, m.problem))
    }

    /// What is to be kept.
    pub fn to_json(&self) -> String {
        to_canonical(self)
    }

    /// Admits a bundle, and raises the marks; refuses it whole if a document is older than
    /// one seen before (rollback), or another of the same number or time (equivocation).
    pub fn admit(&mut self, bundle: &TrustBundle) -> Result<(), Error> {
        for (report, document) in rows(bundle) {
            self.check(report, document).map_err(|setback| {
                let problem = format!("{setback} (trust_list_rollback)");
                Error::new(ErrorKind::BundleInvalid, &report.url, problem)
            })?;
        }
        self.see(bundle);
        Ok(())
    }

    /// Raises the marks to what a bundle holds; what is older there changes nothing.
    pub fn see(&mut self, bundle: &TrustBundle) {
        for (report, document) in rows(bundle) {
            let Some(mark) = Mark::of(report, document) else { continue };
            if self.check(report, document).is_ok() {
                self.marks.insert(report.url.clone(), mark);
            }
        }
        for anchor in bundle.anchors() {
            let Some(edition) = bundle.edition(anchor) else { continue };
            let seen = self.editions.entry(anchor.id.clone()).or_default();
            *seen = edition.number().max(*seen);
        }
    }

    /// Whether a document may follow what was seen under its URL. Another issuer there is
    /// for whoever knows who may publish there.
    pub(crate) fn check(
        &self,
        report: &DocumentReport,
        document: &Document,
    ) -> Result<(), Setback> {
        let Some(offered) = Mark::of(report, document) else { return Ok(()) };
        let seen = self.marks.get(&report.url).filter(|seen| seen.issuer == offered.issuer);
        check_room(&offered, seen)?;
        seen.map_or(Ok(()), |seen| seen.check_followed_by(&offered))
    }

    /// Whose document was seen under a URL.
    pub(crate) fn issuer(&self, url: &str) -> Option<&str> {
        self.marks.get(url).map(|mark| &*mark.issuer)
    }

    /// The latest edition of an anchor's keys that was seen.
    pub(crate) fn edition(&self, anchor: &str) -> Option<u64> {
        self.editions.get(anchor).copied()
    }

    /// Forgets the documents of an issuer whose keys were taken away: whoever had those
    /// could number documents so high that the honest ones never follow.
    pub(crate) fn forget(&mut self, issuer: &str) {
        self.marks.retain(|_, mark| mark.issuer != issuer);
    }
}

fn rows(bundle: &TrustBundle) -> impl Iterator<Item = (&DocumentReport, &Document)> {
    bundle.document_reports().iter().zip(bundle.documents())
}

/// The first number may be any that leaves room; from then on the steps are bounded.
fn check_room(offered: &Mark, seen: Option<&Mark>) -> Result<(), Setback> {
    let Some(number) = offered.sequence_number else { return Ok(()) };
    let before = seen.and_then(|seen| seen.sequence_number);
    let bound = before.map_or(LAST_SEQUENCE, |seen| seen.saturating_add(SEQUENCE_STEP));
    if number <= bound.min(LAST_SEQUENCE) {
        return Ok(());
    }
    Err(Setback::TooFar { offered: number, seen: before.unwrap_or_default() })
}

impl Mark {
    /// What can be put in an order. A key document has neither number nor time.
    fn of(report: &DocumentReport, document: &Document) -> Option<Self> {
        let issuer = report.issuer.clone()?;
        report.sequence.map(|_| ()).or(report.issued_at.map(|_| ()))?;
        Some(Self {
            issuer,
            sequence_number: report.sequence,
            issued_at: report.issued_at,
            sha256: content(document)?,
        })
    }

    fn check_followed_by(&self, offered: &Self) -> Result<(), Setback> {
        let number = |number: u64| format!("number {number}");
        let of = |instant: Timestamp| format!("the one of {}", instant.in_utc());
        match (self.sequence_number, offered.sequence_number) {
            (Some(seen), Some(new)) => self.check_order(seen, new, offered, number),
            (Some(seen), None) => Err(Setback::Unnumbered { seen }),
            (None, _) => match (self.issued_at, offered.issued_at) {
                (Some(seen), Some(new)) => self.check_order(seen, new, offered, of),
                _ => Ok(()),
            },
        }
    }

    fn check_order<T: Ord + Copy>(
        &self,
        seen: T,
        new: T,
        offered: &Self,
        told: impl Fn(T) -> String,
    ) -> Result<(), Setback> {
        if new < seen {
            return Err(Setback::Older { offered: told(new), seen: told(seen) });
        }
        if new == seen && self.sha256 != offered.sha256 {
            return Err(Setback::Other { edition: told(seen) });
        }
        Ok(())
    }
}

/// SHA-256 of the payload that was signed.
fn content(document: &Document) -> Option<String> {
    let tokens = tokens(document).ok()?;
    let payload = tokens.first()?.split('.').nth(1)?;
    Some(hex(&sha256(payload.as_bytes())))
}

impl fmt::Display for Setback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Older { offered, seen } => {
                write!(f, "{offered} is older than {seen}, which was seen before")
            }
            Self::Other { edition } => write!(f, "{edition} was seen before with another content"),
            Self::Unnumbered { seen } => {
                write!(f, "it has no number, and number {seen} was seen before")
            }
            Self::TooFar { offered, seen } => {
                write!(f, "number {offered} is too far from number {seen} for others to follow")
            }
        }
    }
}
