//! Anchor documents that are checked: who signed an edition of an anchor's keys.

use super::file::{self, Document};
use super::signed::{DocumentRules, check_one_payload, claimed, tokens};
use super::{DocumentReport, rings};
use crate::code::{Code, Finding};
use crate::issuer::{Binding, Form, KeyRing, open};
use crate::jose::jws::Jws;
use crate::limits::DOCUMENT_JSON;
use crate::trust::{ANCHOR_TYPE, Anchor, AnchorDocument, SpeaksFor};
use std::collections::BTreeSet;

/// An edition of an anchor's keys that those keys signed. That alone makes it nobody's:
/// see [`is_signed_by`](Self::is_signed_by).
#[derive(Debug)]
pub(crate) struct Edition {
    pub statement: AnchorDocument,
    tokens: Vec<String>,
    /// Its keys by their thumbprints.
    keys: BTreeSet<[u8; 32]>,
}

impl Edition {
    /// Whether a document says that it is one.
    pub(crate) fn is_one(document: &Document) -> bool {
        claimed(document).is_some_and(|claimed| claimed.types.iter().any(|t| t == ANCHOR_TYPE))
    }

    /// Reads one, and counts the signatures of its own keys.
    pub(crate) fn open(document: &Document) -> Result<Self, Finding> {
        let tokens = tokens(document)?;
        let rules = DocumentRules::new();
        check_one_payload(&tokens, &rules)?;
        let first = tokens.first().ok_or(Code::TokenMalformed)?;
        let claims = Jws::parse(first, rules.rules().limits)?.claims(&DOCUMENT_JSON)?;
        let statement = AnchorDocument::read(claims.root());
        let statement = statement.map_err(|mismatch| malformed(mismatch.to_string()))?;
        statement.check().map_err(malformed)?;
        let keys = check_statement(&statement).map_err(malformed)?;
        let edition = Self { statement, tokens, keys };
        edition.check_signed_by(&own(&edition.statement))?;
        Ok(edition)
    }

    /// Its number.
    pub(crate) fn number(&self) -> u64 {
        self.statement.sequence_number.unwrap_or_default()
    }

    /// Whether these are the keys of the anchor as the bundle has it.
    pub(crate) fn states(&self, anchor: &Anchor) -> bool {
        self.statement.credential_subject.threshold == anchor.threshold
            && ring(anchor).is_ok_and(|ring| thumbprints(&ring) == self.keys)
    }

    /// Whether the keys of `anchor` signed it, as many as it asks for.
    pub(crate) fn is_signed_by(&self, anchor: &Anchor) -> bool {
        self.check_signed_by(anchor).is_ok()
    }

    /// The same, and by how many.
    pub(crate) fn check_signed_by(&self, anchor: &Anchor) -> Result<(), Finding> {
        let ring = ring(anchor).map_err(malformed)?;
        let rules = DocumentRules::new();
        let rings = |issuer: &str| Some(&ring).filter(|_| issuer == anchor.id);
        // A signature with a key that is not counted here is some other time's key.
        let opened = self.tokens.iter().filter_map(|token| {
            open(token, &rules.rules(), &rings, &Binding::Refuse)
                .ok()
                .filter(|genuine| genuine.form == Form::VcJwt)
        });
        let signed: BTreeSet<_> =
            opened.map(|genuine| *genuine.authentic.key_thumbprint()).collect();
        if signed.len() >= anchor.threshold {
            return Ok(());
        }
        Err(Finding::new(Code::ThresholdNotMet)
            .with("signed", signed.len().to_string())
            .with("needed", anchor.threshold.to_string()))
    }

    /// Whether a later edition comes next after this one, and these keys let it.
    pub(crate) fn leads_to(&self, next: &Self) -> bool {
        self.number().checked_add(1) == Some(next.number())
            && self.statement.credential_subject.next == next.statement.id
            && next.is_signed_by(&own(&self.statement))
    }

    /// `anchor` with the keys and sources of this edition; what it speaks for stays.
    pub(crate) fn adopted_by(&self, anchor: &Anchor) -> Anchor {
        let subject = &self.statement.credential_subject;
        let own = [self.statement.id.clone()];
        Anchor {
            keys: subject.keys.clone(),
            threshold: subject.threshold,
            sources: subject.sources.iter().cloned().chain(own).collect(),
            ..anchor.clone()
        }
    }

    /// The keys of `anchor` that are not among these.
    pub(crate) fn drops_keys_of(&self, anchor: &Anchor) -> bool {
        ring(anchor).is_ok_and(|ring| !thumbprints(&ring).is_subset(&self.keys))
    }
}

impl DocumentReport {
    /// What would be told of an edition in a bundle.
    pub(crate) fn of_edition(edition: &Edition) -> Self {
        let statement = &edition.statement;
        Self {
            url: statement.id.clone(),
            kind: "anchor",
            issuer: Some(statement.issuer.clone()),
            sequence: statement.sequence_number,
            issued_at: Some(statement.valid_from),
            fresh_until: statement.fresh_until(),
            problem: None,
        }
    }
}

/// Whether an edition would do if it were signed; its keys, by their thumbprints.
pub(crate) fn check_statement(statement: &AnchorDocument) -> Result<BTreeSet<[u8; 32]>, String> {
    statement.check()?;
    let anchor = own(statement);
    // What a bundle could not hold as an anchor is no anchor's edition either.
    file::check(std::slice::from_ref(&anchor), &[]).map_err(|error| error.to_string())?;
    ring(&anchor).map(|ring| thumbprints(&ring))
}

/// An anchor with the keys of an edition and no mandate.
fn own(statement: &AnchorDocument) -> Anchor {
    let subject = &statement.credential_subject;
    Anchor {
        id: subject.id.clone(),
        keys: subject.keys.clone(),
        threshold: subject.threshold,
        speaks_for: SpeaksFor::default(),
        pins: Vec::new(),
        sources: Vec::new(),
    }
}

/// The pinned keys of one anchor.
fn ring(anchor: &Anchor) -> Result<KeyRing, String> {
    let rings = rings::of_anchors(std::slice::from_ref(anchor), &[]);
    let mut rings = rings.map_err(|error| error.to_string())?;
    rings.remove(&anchor.id).ok_or_else(|| "it has no keys".to_owned())
}

fn thumbprints(ring: &KeyRing) -> BTreeSet<[u8; 32]> {
    ring.keys().iter().map(|key| *key.public.thumbprint_bytes()).collect()
}

fn malformed(fault: String) -> Finding {
    Finding::new(Code::DocumentMalformed).with("fault", fault)
}
