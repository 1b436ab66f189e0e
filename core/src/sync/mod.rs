//! Bringing a bundle up to date: what to ask for, what to make of it, what changed.
//!
//! Nothing here fetches. A [`Sync`] names the documents that it [wants](Sync::wanted); the
//! caller obtains them, in any order and from anywhere, and hands each in with
//! [`arrive`](Sync::arrive) or says with [`fail`](Sync::fail) that it could not be had. What
//! arrived may name more, so the caller asks again until nothing is wanted, and then
//! [finishes](Sync::finish).
//!
//! Whatever arrives is verified like any document of a bundle, and refused where it would
//! set the bundle back; the document that was there before is kept then, and the
//! [report](SyncReport) says so. The rules are those of The Update Framework, section 5, for
//! documents of many authorities: `docs/sync.md` lists them with their reasons.

mod asked;
mod change;
mod compare;
mod judge;
mod problem;
mod turn;
mod words;

pub use change::{Change, DocumentChange, Outcome, Standing, SyncReport};
pub use problem::Problem;

use crate::bundle::{Document, HighWater, TrustBundle};
use crate::clock::Timestamp;
use crate::code::{Class, Need, NeedKind};
use crate::error::{Error, ErrorKind};
use crate::limits::{BUNDLE_BYTES, SYNC_BYTES, SYNC_DOCUMENTS, SYNC_ROUNDS};
use crate::recognition::PACK_MEDIA_TYPE;
use judge::{Judged, judge};
use std::collections::BTreeMap;

/// A bundle that is being brought up to date.
#[derive(Debug)]
pub struct Sync {
    before: TrustBundle,
    seen: HighWater,
    at: Timestamp,
    arrivals: Arrivals,
    open: BTreeMap<String, NeedKind>,
    /// Wanted, and beyond what one sync may cost.
    passed_over: Vec<String>,
    rounds: usize,
    bytes: usize,
    judged: Option<Judged>,
}

/// A bundle that was brought up to date.
#[derive(Debug)]
pub struct Synced {
    /// The bundle: the old one where nothing changed.
    pub bundle: TrustBundle,
    /// What has been seen by now.
    pub seen: HighWater,
    /// What changed, and what was refused.
    pub report: SyncReport,
}

/// What was obtained for each URL, or why nothing was.
type Arrivals = BTreeMap<String, Result<Document, Problem>>;

impl Sync {
    /// Begins. `seen` is what was seen by earlier syncs; `at` is now.
    pub fn new(bundle: TrustBundle, seen: HighWater, at: Timestamp) -> Self {
        let wanted = asked::wanted(&bundle);
        let mut sync = Self {
            before: bundle,
            seen,
            at,
            arrivals: Arrivals::new(),
            open: BTreeMap::new(),
            passed_over: Vec::new(),
            rounds: 0,
            bytes: 0,
            judged: None,
        };
        sync.ask(wanted);
        sync
    }

    /// The documents to obtain now. Empty: nothing more is wanted.
    pub fn wanted(&self) -> Vec<Need> {
        let need = |(url, kind): (&String, &NeedKind)| Need { url: url.clone(), kind: *kind };
        self.open.iter().map(need).collect()
    }

    /// The bundle as it was at the beginning.
    pub fn before(&self) -> &TrustBundle {
        &self.before
    }

    /// Hands in a document that was wanted. One that was not is passed over.
    pub fn arrive(&mut self, mut document: Document) -> Result<(), Error> {
        // A pack that an anchor pins is one, whatever its host calls it.
        if self.is_pinned(&document) {
            PACK_MEDIA_TYPE.clone_into(&mut document.media_type);
        }
        self.bytes = self.bytes.saturating_add(document.body.len());
        let url = document.url.clone();
        let arrival = match self.bytes <= SYNC_BYTES {
            true => Ok(document),
            false => Err(Problem::TooLarge { limit: SYNC_BYTES }),
        };
        self.take(url, arrival)
    }

    /// Says that a document could not be obtained.
    pub fn fail(&mut self, url: &str, class: Class, problem: &str) -> Result<(), Error> {
        let problem = Problem::Unavailable { class, text: problem.to_owned() };
        self.take(url.to_owned(), Err(problem))
    }

    /// The bundle as it is now, and what became of everything that was wanted.
    pub fn finish(mut self) -> Result<Synced, Error> {
        let unfinished = !self.open.is_empty();
        self.passed_over.extend(std::mem::take(&mut self.open).into_keys());
        let mut judged = match self.judged.take().filter(|_| !unfinished) {
            Some(judged) => judged,
            None => judge(&self.before, &self.seen, self.at, &self.arrivals)?,
        };
        if judged.bundle.to_json().len() > BUNDLE_BYTES {
            let problem = format!("larger than {BUNDLE_BYTES} bytes");
            return Err(Error::new(ErrorKind::BundleInvalid, "", problem));
        }
        for url in self.passed_over {
            judged.arrived.insert(url, Some(Problem::NotAsked));
        }
        let report = change::report(&self.before, &judged, self.at);
        Ok(Synced { bundle: judged.bundle, seen: judged.seen, report })
    }

    fn is_pinned(&self, document: &Document) -> bool {
        let mut pins = self.before.anchors().iter().flat_map(|anchor| &anchor.pins).peekable();
        pins.peek().is_some() && {
            let digest = document.sha256();
            pins.any(|pin| *pin == digest)
        }
    }

    fn take(&mut self, url: String, arrival: Result<Document, Problem>) -> Result<(), Error> {
        if self.open.remove(&url).is_none() {
            return Ok(());
        }
        self.arrivals.insert(url, arrival);
        if self.open.is_empty() {
            self.settle()?;
        }
        Ok(())
    }

    /// Judges everything anew once a round is complete, so that the order of arrival cannot
    /// matter, and asks for what the outcome names.
    fn settle(&mut self) -> Result<(), Error> {
        self.rounds += 1;
        let judged = judge(&self.before, &self.seen, self.at, &self.arrivals)?;
        let mut more = asked::wanted(&judged.bundle);
        more.retain(|url, _| !self.arrivals.contains_key(url));
        self.passed_over.clear();
        self.ask(more);
        self.judged = Some(judged);
        Ok(())
    }

    /// Asks for as many as there is room for.
    fn ask(&mut self, mut wanted: BTreeMap<String, NeedKind>) {
        let room = SYNC_DOCUMENTS.saturating_sub(self.arrivals.len());
        let room = if self.rounds < SYNC_ROUNDS { room } else { 0 };
        let past = wanted.keys().nth(room).cloned();
        let past = past.map(|first| wanted.split_off(&first)).unwrap_or_default();
        self.passed_over.extend(past.into_keys());
        self.open = wanted;
    }
}
