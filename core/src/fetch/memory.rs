//! What a client remembers from one question to the next.

use super::arrival::{Arrival, Fetched};
use super::cache::{Cache, Copy};
use super::error::FetchError;
use super::guard::Guard;
use super::transport::Request;
use crate::bundle::TrustBundle;
use crate::clock::Timestamp;
use crate::code::NeedKind;
use crate::verifier::Verifier;
use std::collections::BTreeMap;

/// The verifier with all that was fetched so far, and what is known about the network.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) verifier: Verifier,
    pub(super) guard: Guard,
    pub(super) cache: Option<Cache>,
    /// When a publisher last failed to answer, by URL.
    failed: BTreeMap<String, (Timestamp, FetchError)>,
    /// When keys were fetched, by URL.
    keys: BTreeMap<String, Timestamp>,
}

/// Seconds for which a publisher that did not answer is left in peace.
const REST: i64 = 60;

/// Seconds for which keys that an issuer publishes count without asking it again. They are
/// not signed, so nothing in them says how long.
const KEYS: i64 = 3_600;

impl Memory {
    pub(super) fn new(verifier: Verifier, guard: Guard) -> Self {
        let (failed, keys) = (BTreeMap::new(), BTreeMap::new());
        Self { verifier, guard, cache: None, failed, keys }
    }

    /// The verifier for a new question: without keys that were fetched too long ago.
    pub(super) fn begin(&mut self, now: Timestamp) -> Verifier {
        let old = |at: &Timestamp| at.plus_seconds(KEYS) < now;
        let gone: Vec<_> =
            self.keys.iter().filter(|(_, at)| old(at)).map(|(url, _)| url.clone()).collect();
        if gone.is_empty() {
            return self.verifier.clone();
        }
        self.keys.retain(|url, _| !gone.contains(url));
        let bundle = self.verifier.bundle();
        let kept = bundle.documents().iter().filter(|document| !gone.contains(&document.url));
        let kept = kept.cloned().collect();
        if let Ok(bundle) = TrustBundle::new(now, bundle.anchors().to_vec(), kept) {
            self.verifier = self.verifier.with(bundle);
        }
        self.verifier.clone()
    }

    /// Keeps what a question brought for the next one.
    pub(super) fn end(&mut self, verifier: Verifier, fetched: &[Fetched], now: Timestamp) {
        self.verifier = verifier;
        for one in fetched.iter().filter(|one| matches!(one.arrival, Arrival::Taken(_))) {
            if is_key_document(one.kind) {
                self.keys.insert(one.url.clone(), now);
            }
        }
    }

    /// The error of a moment ago, if the publisher is to be left in peace.
    pub(super) fn failed(&self, request: &Request, now: Timestamp) -> Option<FetchError> {
        let (at, error) = self.failed.get(request.url())?;
        (*at <= now && now <= at.plus_seconds(REST)).then(|| error.clone())
    }

    pub(super) fn fail(&mut self, error: &FetchError, now: Timestamp) {
        self.failed.retain(|_, (at, _)| at.plus_seconds(REST) >= now);
        self.failed.insert(error.url().to_owned(), (now, error.clone()));
    }

    /// The copy on disk, but never of keys: nothing there proves whose they are.
    pub(super) fn copy(&self, request: &Request) -> Option<Copy> {
        let cache = self.cache.as_ref().filter(|_| !is_key_document(request.kind()))?;
        cache.find(request)
    }
}

/// Documents that hold keys are not signed: only the connection proves whose they are.
pub(super) fn is_key_document(kind: NeedKind) -> bool {
    matches!(kind, NeedKind::DidDocument | NeedKind::IssuerMetadata | NeedKind::KeySet)
}
