//! Key documents: DID documents, JWT VC Issuer Metadata and JSON Web Key Sets.
//!
//! They are not signed; the bundle vouches for the bytes, and the URL says whose they are.

use super::did_web::{did_web_url, metadata_url};
use super::keys::{Key, Source};
use crate::clock::Timestamp;
use crate::code::{Code, Finding, NeedKind};
use crate::credential::claims;
use crate::jose::jwk::PublicKey;
use crate::json::{Array, Document, Object, Value};
use crate::limits::DOCUMENT_JSON;

/// Where the keys of `issuer` are published; `None` when its name says nothing about it.
pub(crate) fn key_location(issuer: &str) -> Option<(String, NeedKind)> {
    if issuer.starts_with("did:web:") {
        return did_web_url(issuer).map(|url| (url, NeedKind::DidDocument));
    }
    metadata_url(issuer).map(|url| (url, NeedKind::IssuerMetadata))
}

/// A key document that was read.
pub(crate) enum KeyDocument {
    Keys(Vec<Key>),
    /// Issuer metadata that refers to a key set.
    Elsewhere(String),
}

impl KeyDocument {
    /// The keys that a name itself contains: did:key and did:jwk.
    pub(crate) fn within(did: &str) -> Option<Result<Vec<Key>, String>> {
        if let Some(body) = did.strip_prefix("did:key:") {
            return Some(did_key(did, body));
        }
        did.strip_prefix("did:jwk:").map(|body| did_jwk(did, body))
    }

    /// Reads the document that `issuer` publishes.
    pub(crate) fn read(text: &str, kind: NeedKind, issuer: &str) -> Result<Self, String> {
        let document = Document::parse(text.as_bytes().to_vec(), &DOCUMENT_JSON)
            .map_err(|error| error.to_string())?;
        let object = document.root().as_object().ok_or("it is not an object")?;
        match kind {
            NeedKind::DidDocument => did_document(object, issuer).map(Self::Keys),
            NeedKind::KeySet => key_set(object).map(Self::Keys),
            _ => metadata(object, issuer),
        }
    }
}

/// The did:key method: the name is the key in multibase, the fragment repeats it.
fn did_key(did: &str, body: &str) -> Result<Vec<Key>, String> {
    let public = PublicKey::from_multikey(body).map_err(|finding| plain(&finding))?;
    Ok(vec![plain_key(format!("{did}#{body}"), public)])
}

/// The did:jwk method: the name is a JWK in base64url, the fragment is `0`.
fn did_jwk(did: &str, body: &str) -> Result<Vec<Key>, String> {
    let text = crate::jose::jws::decode(body, "key").map_err(|finding| plain(&finding))?;
    let document = Document::parse(text, &DOCUMENT_JSON).map_err(|error| error.to_string())?;
    let public = from_jwk(document.root()).map_err(|finding| plain(&finding))?;
    Ok(vec![plain_key(format!("{did}#0"), public)])
}

fn from_jwk(value: Value<'_>) -> Result<PublicKey, Finding> {
    let fault = || Finding::new(Code::KeyInvalid).with("fault", "it is not an object");
    PublicKey::from_jwk(value.as_object().ok_or_else(fault)?)
}

fn plain_key(id: String, public: PublicKey) -> Key {
    Key {
        id: Some(id.into()),
        public,
        from: None,
        until: None,
        compromised: Vec::new(),
        asserts: true,
        sources: vec![Source::Own],
    }
}

fn plain(finding: &Finding) -> String {
    finding.fact("fault").unwrap_or(finding.code.as_str()).to_owned()
}

/// DID Core section 5.2 and Controlled Identifiers 1.0 section 2.2. A verification method
/// that cannot be read is left out, not the whole document: other keys stay usable.
fn did_document(document: Object<'_>, did: &str) -> Result<Vec<Key>, String> {
    if document.get("id").and_then(Value::as_str) != Some(did) {
        return Err(format!("its `id` is not {did}"));
    }
    let assertion = document.get("assertionMethod").and_then(Value::as_array);
    let mut keys = Vec::new();
    let listed = document.get("verificationMethod").and_then(Value::as_array);
    check_few(assertion)?;
    check_few(listed)?;
    for method in listed.into_iter().flat_map(|list| list.iter()).filter_map(Value::as_object) {
        let asserts = assertion.is_some_and(|list| list.iter().any(|one| names(one, method, did)));
        keys.extend(verification_method(method, did, asserts)?);
    }
    let embedded = assertion.into_iter().flat_map(|list| list.iter()).filter_map(Value::as_object);
    for method in embedded {
        keys.extend(verification_method(method, did, true)?);
    }
    let mut ids: Vec<_> = keys.iter().map(|key| key.id.as_deref()).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err("two of its verification methods have one identifier".to_owned());
    }
    Ok(keys)
}

/// More keys than any issuer has, and few enough to compare each with each.
const KEYS: usize = 256;

fn check_few(list: Option<Array<'_>>) -> Result<(), String> {
    match list {
        Some(list) if list.len() > KEYS => Err(format!("it has more than {KEYS} keys")),
        _ => Ok(()),
    }
}

/// Whether a relationship's entry refers to `method`, by its whole name or its fragment.
fn names(entry: Value<'_>, method: Object<'_>, did: &str) -> bool {
    let (Some(entry), Some(id)) = (entry.as_str(), method.get("id").and_then(Value::as_str)) else {
        return false;
    };
    absolute(entry, did) == absolute(id, did)
}

fn absolute(id: &str, did: &str) -> String {
    if id.starts_with('#') { format!("{did}{id}") } else { id.to_owned() }
}

fn verification_method(
    method: Object<'_>,
    did: &str,
    asserts: bool,
) -> Result<Option<Key>, String> {
    let member = |name| method.get(name).and_then(Value::as_str);
    let id = absolute(member("id").ok_or("a verification method has no `id`")?, did);
    if member("controller") != Some(did) || id.split('#').next() != Some(did) {
        return Ok(None); // somebody else's key
    }
    let public = match (method.get("publicKeyJwk"), member("publicKeyMultibase")) {
        (Some(jwk), None) => from_jwk(jwk),
        (None, Some(multikey)) => PublicKey::from_multikey(multikey),
        _ => return Ok(None),
    };
    let Ok(public) = public else { return Ok(None) };
    let instant = |name| claims::instant(method, name).map_err(|finding| plain(&finding));
    let until = [instant("expires")?, instant("revoked")?].into_iter().flatten().min();
    Ok(Some(Key { until, asserts, ..plain_key(id, public) }))
}

/// RFC 7517 section 5. Keys of kinds that we do not use are passed over (section 5), but
/// a private key in public is a fault of the whole set.
fn key_set(set: Object<'_>) -> Result<Vec<Key>, String> {
    let list = set.get("keys").and_then(Value::as_array).ok_or("it has no list of `keys`")?;
    check_few(Some(list))?;
    let mut keys: Vec<Key> = Vec::new();
    for jwk in list.iter() {
        if jwk.as_object().is_some_and(|jwk| jwk.get("d").is_some()) {
            return Err("it publishes a private key".to_owned());
        }
        let Ok(public) = from_jwk(jwk) else { continue };
        let key = key_of(public)?;
        if keys.iter().any(|other| other.id == key.id) {
            return Err("two of its keys have one identifier".to_owned());
        }
        keys.push(key);
    }
    Ok(keys)
}

/// A key with the name and the validity that its JWK states.
pub(crate) fn key_of(public: PublicKey) -> Result<Key, String> {
    let instant = |seconds: Option<u64>| match seconds {
        None => Ok(None),
        Some(seconds) => i64::try_from(seconds)
            .ok()
            .and_then(Timestamp::from_unix)
            .map(Some)
            .ok_or_else(|| "the validity of a key is out of range".to_owned()),
    };
    Ok(Key {
        id: public.key_id().map(Into::into),
        from: instant(public.not_before())?,
        until: instant(public.expires())?,
        compromised: Vec::new(),
        asserts: true,
        sources: vec![Source::Own],
        public,
    })
}

/// SD-JWT VC section 3.5: the same issuer, and either keys or their address.
fn metadata(document: Object<'_>, issuer: &str) -> Result<KeyDocument, String> {
    if document.get("issuer").and_then(Value::as_str) != Some(issuer) {
        return Err(format!("its `issuer` is not {issuer}"));
    }
    match (document.get("jwks"), document.get("jwks_uri")) {
        (Some(set), None) => {
            let set = set.as_object().ok_or("its `jwks` is not an object")?;
            key_set(set).map(KeyDocument::Keys)
        }
        (None, Some(url)) => {
            let url = url.as_str().ok_or("its `jwks_uri` is not a string")?;
            Ok(KeyDocument::Elsewhere(url.to_owned()))
        }
        _ => Err("expected either `jwks` or `jwks_uri`".to_owned()),
    }
}

#[cfg(test)]
mod tests;
