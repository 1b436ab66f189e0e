//! What a bundle names, and so what a sync asks for: only documents that its owner put
//! there, or that somebody named whose word counts.

use crate::bundle::TrustBundle;
use crate::code::NeedKind;
use crate::issuer::{KeyDocument, KeySource, Source, key_location};
use crate::recognition::PACK_MEDIA_TYPE;
use std::collections::BTreeMap;

/// Every document to obtain, by URL.
pub(super) fn wanted(bundle: &TrustBundle) -> BTreeMap<String, NeedKind> {
    let mut wanted = BTreeMap::new();
    let mut want = |url: &str, kind: NeedKind| {
        if url.starts_with("https://") {
            wanted.entry(url.to_owned()).or_insert(kind);
        }
    };
    for (url, keys) in key_documents(bundle) {
        want(&url, keys.kind);
    }
    for (url, kind) in held(bundle) {
        want(url, kind);
    }
    for (url, body) in bundle.body_sources() {
        want(url, of_body(bundle, body));
    }
    for anchor in bundle.anchors() {
        anchor.sources.iter().for_each(|url| want(url, NeedKind::TrustDocument));
        let next = bundle.edition(anchor).map(|edition| &edition.statement.credential_subject.next);
        next.into_iter().for_each(|url| want(url, NeedKind::TrustDocument));
    }
    bundle.recognition().lacking().for_each(|url| want(url, NeedKind::TrustDocument));
    is_fixed(bundle).for_each(|url| {
        wanted.remove(url);
    });
    wanted
}

/// The documents that are there, except for keys that nobody uses and damaged ones that
/// could be anything.
fn held(bundle: &TrustBundle) -> impl Iterator<Item = (&str, NeedKind)> {
    bundle.document_reports().iter().filter_map(|report| match report.kind {
        "status_list" => Some((&*report.url, NeedKind::StatusList)),
        // Whoever asks for one certificate's events tells whom they have to do with.
        "keys" | "anchor" | "events" => None,
        _ => Some((&*report.url, NeedKind::TrustDocument)),
    })
}

/// What never changes: packs that are pinned by their digests.
fn is_fixed(bundle: &TrustBundle) -> impl Iterator<Item = &String> {
    let fixed = bundle.documents().iter().filter(|document| {
        let digest = document.sha256();
        document.media_type == PACK_MEDIA_TYPE
            && bundle.anchors().iter().any(|anchor| anchor.pins.contains(&digest))
    });
    fixed.map(|document| &document.url)
}

/// A body that accredits others publishes lists; any other, the status of certificates.
fn of_body(bundle: &TrustBundle, body: &str) -> NeedKind {
    let grants = bundle.registry().grants.get(body).into_iter().flatten();
    match grants.into_iter().any(|grant| grant.action.action == crate::trust::Action::Accredit) {
        true => NeedKind::TrustDocument,
        false => NeedKind::StatusList,
    }
}

/// A document without a signature, of which the URL says whose keys it holds.
pub(super) struct Keys {
    pub kind: NeedKind,
    pub issuer: String,
}

/// The documents in which known issuers publish their own keys.
pub(super) fn key_documents(bundle: &TrustBundle) -> BTreeMap<String, Keys> {
    let mut found = BTreeMap::new();
    for (issuer, ring) in bundle.rings() {
        let own = ring.keys().iter().any(|key| key.sources.contains(&Source::Own));
        if !own && ring.lacking().is_none() {
            continue;
        }
        let Some((url, kind)) = key_location(issuer) else { continue };
        if let Some(KeySource::Missing { url, kind }) = ring.lacking() {
            found.insert(url.clone(), Keys { kind: *kind, issuer: issuer.clone() });
        }
        if let Some(elsewhere) = referred(bundle, &url, kind, issuer) {
            found.insert(elsewhere, Keys { kind: NeedKind::KeySet, issuer: issuer.clone() });
        }
        found.insert(url, Keys { kind, issuer: issuer.clone() });
    }
    found
}

/// The key set that an issuer's metadata refers to.
fn referred(bundle: &TrustBundle, url: &str, kind: NeedKind, issuer: &str) -> Option<String> {
    let document = bundle.documents().iter().find(|document| document.url == url)?;
    match KeyDocument::read(&document.body, kind, issuer) {
        Ok(KeyDocument::Elsewhere(url)) => Some(url),
        _ => None,
    }
}
