//! What a sync changed, as data.

use super::compare::compare;
use super::judge::Judged;
use super::problem::Problem;
use crate::bundle::{Document, DocumentReport, Setback, TrustBundle};
use crate::clock::Timestamp;
use crate::crypto::hex;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a sync changed, and what was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncReport {
    /// When it was.
    pub at: Timestamp,
    /// Every document that was asked for or has changed, by URL.
    pub documents: Vec<DocumentChange>,
    /// What follows for those whom the bundle is about.
    pub changes: Vec<Change>,
    /// SHA-256 of the bundle before and after.
    pub digests: [[u8; 32]; 2],
}

/// What became of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// Where it is published.
    pub url: String,
    /// What it is, as in [`DocumentReport::kind`].
    pub kind: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// What stands against what was offered, or against what is there now.
    pub problems: Vec<Problem>,
}

/// What became of a document. Numbers are there where the documents have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It is new.
    Added {
        /// Its number.
        number: Option<u64>,
    },
    /// It took the place of an older one.
    Updated {
        /// The number before.
        from: Option<u64>,
        /// The number now.
        to: Option<u64>,
    },
    /// It is what was there before.
    Unchanged,
    /// What arrived does not count, or nothing arrived: the old one stays.
    Kept,
    /// What arrived does not count, or nothing arrived, and there was none before.
    Missing,
}

impl Outcome {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::Updated { .. } => "updated",
            Self::Unchanged => "unchanged",
            Self::Kept => "kept",
            Self::Missing => "missing",
        }
    }
}

/// What follows from new documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Change {
    /// An anchor has other keys.
    Anchor {
        /// The anchor.
        id: String,
        /// The edition of its keys before; none if they were pinned without one.
        from: Option<u64>,
        /// The edition now.
        to: u64,
    },
    /// A key of somebody came, went, or is in other hands.
    Key {
        /// Whose key.
        owner: String,
        /// Its JWK thumbprint (RFC 7638, SHA-256), in hexadecimal.
        thumbprint: String,
        /// How it stands now.
        now: Standing,
    },
    /// A body may do something, or may no longer.
    Body {
        /// Its identifier.
        id: String,
        /// The scheme.
        scheme: String,
        /// Who accredits it.
        by: String,
        /// `issue` or `accredit`.
        action: &'static str,
        /// How it stands now.
        now: Standing,
    },
    /// An instrument of recognition began or ended.
    Instrument {
        /// Its identifier.
        id: String,
        /// Its title.
        title: String,
        /// How it stands now.
        now: Standing,
    },
    /// An order was given or lifted.
    Order {
        /// Its identifier.
        id: String,
        /// Its title.
        title: String,
        /// How it stands now.
        now: Standing,
    },
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Standing {
    /// It counts.
    InForce,
    /// It is there and does not count yet.
    NotYet,
    /// It does not count for the time being.
    Suspended,
    /// It counts no longer.
    Ended,
    /// A key in other hands.
    Compromised,
    /// No document names it any longer.
    Gone,
}

impl Standing {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::NotYet => "not_yet",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
            Self::Compromised => "compromised",
            Self::Gone => "gone",
        }
    }
}

impl SyncReport {
    /// Whether the bundle is another one now.
    pub fn has_changed(&self) -> bool {
        let [before, after] = self.digests;
        before != after
    }

    /// Whether something was offered and turned away.
    pub fn has_refusals(&self) -> bool {
        self.problems().any(Problem::is_refusal)
    }

    /// Whether something is late, missing or could not be had.
    pub fn is_incomplete(&self) -> bool {
        self.problems().any(|problem| !problem.is_refusal())
    }

    fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.documents.iter().flat_map(|document| &document.problems)
    }

    /// The report as one JSON document, `tegata.sync/1`.
    pub fn to_json(&self) -> String {
        let [before, after] = self.digests;
        json!({
            "format": "tegata.sync/1",
            "at": self.at.to_string(),
            "before": hex(&before),
            "after": hex(&after),
            "documents": self.documents.iter().map(DocumentChange::to_value).collect::<Vec<_>>(),
            "changes": self.changes.iter().map(Change::to_value).collect::<Vec<_>>(),
        })
        .to_string()
    }
}

impl DocumentChange {
    fn to_value(&self) -> Value {
        let problem = |problem: &Problem| {
            json!({
                "code": problem.code(),
                "class": problem.class().as_str(),
                "problem": problem.explain(crate::explain::Language::English).problem,
            })
        };
        let (from, to) = match self.outcome {
            Outcome::Added { number } => (None, number),
            Outcome::Updated { from, to } => (from, to),
            Outcome::Unchanged | Outcome::Kept | Outcome::Missing => (None, None),
        };
        json!({
            "url": self.url,
            "kind": self.kind,
            "outcome": self.outcome.as_str(),
            "from": from,
            "to": to,
            "problems": self.problems.iter().map(problem).collect::<Vec<_>>(),
        })
    }
}

impl Change {
    fn to_value(&self) -> Value {
        match self {
            Self::Anchor { id, from, to } => {
                json!({ "what": "anchor", "id": id, "from": from, "to": to })
            }
            Self::Key { owner, thumbprint, now } => json!({
                "what": "key", "id": owner, "thumbprint": thumbprint, "now": now.as_str(),
            }),
            Self::Body { id, scheme, by, action, now } => json!({
                "what": "body", "id": id, "scheme": scheme, "by": by, "action": action,
                "now": now.as_str(),
            }),
            Self::Instrument { id, title, now } => {
                json!({ "what": "instrument", "id": id, "title": title, "now": now.as_str() })
            }
            Self::Order { id, title, now } => {
                json!({ "what": "order", "id": id, "title": title, "now": now.as_str() })
            }
        }
    }
}

/// Compares what was with what is.
pub(super) fn report(before: &TrustBundle, judged: &Judged, at: Timestamp) -> SyncReport {
    let after = &judged.bundle;
    let (old, new) = (by_url(before), by_url(after));
    let urls: BTreeSet<_> =
        judged.arrived.keys().map(|url| &**url).chain(new.keys().copied()).collect();
    let rows = Rows { old, new, judged, at };
    SyncReport {
        at,
        documents: urls.into_iter().filter_map(|url| rows.row(url)).collect(),
        changes: compare(before, after, at),
        digests: [*before.digest(), *after.digest()],
    }
}

type ByUrl<'b> = BTreeMap<&'b str, (&'b DocumentReport, &'b Document)>;

fn by_url(bundle: &TrustBundle) -> ByUrl<'_> {
    let rows = bundle.document_reports().iter().zip(bundle.documents());
    rows.map(|(report, document)| (&*report.url, (report, document))).collect()
}

struct Rows<'b> {
    old: ByUrl<'b>,
    new: ByUrl<'b>,
    judged: &'b Judged,
    at: Timestamp,
}

impl Rows<'_> {
    fn row(&self, url: &str) -> Option<DocumentChange> {
        let arrived = self.judged.arrived.get(url);
        let refused = arrived.and_then(Option::as_ref);
        let (old, new) = (self.old.get(url), self.new.get(url));
        let outcome = match (old, new) {
            (None, None) if self.is_next_edition(url, refused) => return None,
            (_, None) => Outcome::Missing,
            (None, Some((now, _))) => Outcome::Added { number: now.sequence },
            (Some((was, before)), Some((now, after))) if before.body != after.body => {
                Outcome::Updated { from: was.sequence, to: now.sequence }
            }
            (Some(_), Some(_)) if refused.is_some() => Outcome::Kept,
            (Some(_), Some(_)) => Outcome::Unchanged,
        };
        let mut problems: Vec<_> = refused.cloned().into_iter().collect();
        if let Some((report, document)) = new {
            problems.extend(self.of_held(report, document));
        }
        // What was never asked for is told only where there is something to tell.
        if arrived.is_none() && outcome == Outcome::Unchanged && problems.is_empty() {
            return None;
        }
        let kind = new.map_or("unknown", |(report, _)| report.kind);
        Some(DocumentChange { url: url.to_owned(), kind, outcome, problems })
    }

    /// That there is no next edition of an anchor's keys yet is as it should be.
    fn is_next_edition(&self, url: &str, problem: Option<&Problem>) -> bool {
        let bundle = &self.judged.bundle;
        let mut editions = bundle.anchors().iter().filter_map(|anchor| bundle.edition(anchor));
        matches!(problem, Some(Problem::Unavailable { .. } | Problem::NotAsked))
            && editions.any(|edition| edition.statement.credential_subject.next == url)
    }

    /// What stands against a document that is in the bundle now.
    fn of_held(
        &self,
        report: &DocumentReport,
        document: &Document,
    ) -> impl Iterator<Item = Problem> {
        let unsound = report.problem.clone().map(Problem::Unsound);
        let due = report.fresh_until.filter(|due| *due < self.at && self.is_current(report));
        let frozen = due.map(|due| Problem::Frozen { due });
        let behind = match self.judged.seen.check(report, document) {
            Err(Setback::Older { offered, seen }) => Some(Problem::Behind { held: offered, seen }),
            _ => self.edition_behind(report),
        };
        [unsound, frozen, behind.filter(|_| self.is_current(report))].into_iter().flatten()
    }

    /// Older editions of an anchor's keys are there as evidence only.
    fn is_current(&self, report: &DocumentReport) -> bool {
        let bundle = &self.judged.bundle;
        report.kind != "anchor"
            || bundle.anchors().iter().any(|anchor| {
                bundle.edition(anchor).is_some_and(|edition| edition.statement.id == report.url)
            })
    }

    fn edition_behind(&self, report: &DocumentReport) -> Option<Problem> {
        let (issuer, held) = (report.issuer.as_ref()?, report.sequence?);
        let seen = self.judged.seen.edition(issuer).filter(|_| report.kind == "anchor")?;
        let told = |number: u64| format!("number {number}");
        (held < seen).then(|| Problem::Behind { held: told(held), seen: told(seen) })
    }
}
