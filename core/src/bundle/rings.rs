//! Who is known, with which keys, and on whose word.

use super::file::Document;
use crate::code::{Finding, NeedKind};
use crate::error::{Error, ErrorKind};
use crate::issuer::{
    Compromise, Key, KeyDocument, KeyRing, KeySource, Source, key_location, key_of,
};
use crate::jose::jwk::PublicKey;
use crate::json;
use crate::limits::DOCUMENT_JSON;
use crate::trust::{Anchor, RecognizedEntity, VerificationMethod};
use std::collections::HashMap;
use std::sync::Arc;

/// The rings of all known issuers.
pub(super) type KeyRings = HashMap<String, KeyRing>;

/// The anchors' own keys, which must all be usable: they are the owner's configuration.
pub(super) fn of_anchors(anchors: &[Anchor], documents: &[Document]) -> Result<KeyRings, Error> {
    let mut rings = KeyRings::new();
    for anchor in anchors {
        let keys: Result<Vec<_>, _> = anchor.keys.iter().map(|jwk| pinned(anchor, jwk)).collect();
        let keys = keys?;
        check_threshold(anchor, &keys)?;
        let ring = rings.entry(anchor.id.clone()).or_default();
        match keys.is_empty() {
            true => ring.merge(own_keys(&anchor.id, documents)),
            false => keys.into_iter().for_each(|key| ring.add(key)),
        }
    }
    Ok(rings)
}

fn pinned(anchor: &Anchor, jwk: &serde_json::Value) -> Result<Key, Error> {
    let refuse = |problem: String| {
        Error::new(ErrorKind::KeyInvalid, &anchor.id, problem)
            .remedy("ask the anchor for its current public key, as a JWK")
    };
    let public = public_key(jwk).map_err(refuse)?;
    let key = key_of(public).map_err(refuse)?;
    Ok(Key { sources: vec![Source::Pin], ..key })
}

fn check_threshold(anchor: &Anchor, keys: &[Key]) -> Result<(), Error> {
    let mut distinct: Vec<_> = keys.iter().map(|key| key.public.thumbprint_bytes()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let within = (1..=distinct.len().max(1)).contains(&anchor.threshold);
    if within {
        return Ok(());
    }
    let problem = format!("{} distinct keys cannot reach {}", distinct.len(), anchor.threshold);
    Err(Error::new(ErrorKind::BundleInvalid, &anchor.id, problem))
}

/// Reads a JWK that was decoded with its surroundings.
fn public_key(jwk: &serde_json::Value) -> Result<PublicKey, String> {
    let fault = |finding: Finding| finding.fact("fault").unwrap_or("it is not usable").to_owned();
    let document = json::Document::parse(jwk.to_string().into_bytes(), &DOCUMENT_JSON)
        .map_err(|error| error.to_string())?;
    let object = document.root().as_object().ok_or("a key is not an object")?;
    PublicKey::from_jwk(object).map_err(fault)
}

/// Adds what a list says of the keys of one body.
pub(super) fn add_entity(
    rings: &mut KeyRings,
    entity: &RecognizedEntity,
    list: &Arc<str>,
    documents: &[Document],
) -> Result<(), String> {
    let keys: Result<Vec<_>, _> =
        entity.verification_method.iter().map(|method| listed(entity, method, list)).collect();
    let keys = keys?;
    let ring = rings.entry(entity.id.clone()).or_default();
    if keys.is_empty() {
        ring.merge(own_keys(&entity.id, documents));
    }
    keys.into_iter().for_each(|key| ring.add(key));
    Ok(())
}

fn listed(
    entity: &RecognizedEntity,
    method: &VerificationMethod,
    list: &Arc<str>,
) -> Result<Key, String> {
    if method.controller != entity.id {
        return Err(format!("the key {} is not controlled by {}", method.id, entity.id));
    }
    let public = public_key(&method.public_key_jwk)?;
    // Since when a key is compromised is known to whoever reads the list that says so.
    let stated = method.compromised.map(|since| Compromise { since, published_at: since });
    let events = entity.key_events.iter().filter(|event| event.key.as_ref() == Some(&method.id));
    let mut key = Key {
        id: Some(method.id.as_str().into()),
        from: method.valid_from,
        until: method.expires,
        compromised: stated.into_iter().collect(),
        sources: vec![Source::List(Arc::clone(list))],
        ..key_of(public)?
    };
    events.for_each(|event| key.apply(event));
    Ok(key)
}

/// The keys that an issuer publishes under its own name.
fn own_keys(issuer: &str, documents: &[Document]) -> KeySource {
    if let Some(keys) = KeyDocument::within(issuer) {
        return match keys {
            Ok(keys) => KeySource::Known(keys),
            Err(fault) => KeySource::Unusable { fault },
        };
    }
    match key_location(issuer) {
        Some((url, kind)) => published(issuer, url, kind, documents),
        None => KeySource::Invalid {
            url: issuer.to_owned(),
            fault: "its name does not tell where its keys are".to_owned(),
        },
    }
}

fn published(issuer: &str, url: String, kind: NeedKind, documents: &[Document]) -> KeySource {
    let Some(document) = documents.iter().find(|document| document.url == url) else {
        return KeySource::Missing { url, kind };
    };
    match KeyDocument::read(&document.body, kind, issuer) {
        Ok(KeyDocument::Keys(keys)) => KeySource::Known(keys),
        Ok(KeyDocument::Elsewhere(url)) if kind == NeedKind::IssuerMetadata => {
            published(issuer, url, NeedKind::KeySet, documents)
        }
        Ok(KeyDocument::Elsewhere(_)) => {
            KeySource::Invalid { url, fault: "it refers on".to_owned() }
        }
        Err(fault) => KeySource::Invalid { url, fault },
    }
}
