//! A network of documents, signed by hand, and a bundle that is synced from it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use tegata::issue::{FileKey, Signer};
use tegata::sync::{DocumentChange, Sync, Synced};
use tegata::{Anchor, Class, Document, HighWater, Timestamp, TrustBundle};

pub(crate) const AUTHORITY: &str = "did:web:authority.example";
pub(crate) const OTHER: &str = "did:web:other.example";
pub(crate) const BODY: &str = "did:web:body.example";
pub(crate) const SCHEME: &str = "https://authority.example/scheme";
pub(crate) const LIST: &str = "https://authority.example/bodies";
pub(crate) const OTHER_LIST: &str = "https://other.example/bodies";
pub(crate) const STATUS: &str = "https://body.example/status";
pub(crate) const NOW: &str = "2026-11-23T12:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A key that is always the same for its name.
pub(crate) fn key(id: &str) -> FileKey {
    let seed: u8 = id.bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    let mut der = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20".to_vec();
    der.extend([seed; 32]);
    FileKey::from_pkcs8_der(&der).unwrap().with_key_id(id)
}

pub(crate) fn jwk(id: &str) -> Value {
    key(id).public_key().to_json()
}

/// A compact JWS by the key of that name.
pub(crate) fn sign(payload: &Value, key_id: &str) -> String {
    sign_as(payload, key_id, key_id)
}

/// The same, calling the key by another name.
pub(crate) fn sign_as(payload: &Value, key_id: &str, name: &str) -> String {
    let key = key(key_id);
    let header = json!({ "alg": key.algorithm().as_str(), "typ": "vc+jwt", "kid": name });
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let input = format!("{}.{}", encode(&header), encode(payload));
    let signature = key.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Several signatures over one payload.
pub(crate) fn sign_all(payload: &Value, key_ids: &[&str]) -> String {
    let tokens: Vec<_> = key_ids.iter().map(|id| sign(payload, id)).collect();
    json!(tokens).to_string()
}

pub(crate) fn statement(kind: &str, id: &str, issuer: &str, subject: Value) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": id,
        "type": ["VerifiableCredential", kind],
        "issuer": issuer,
        "validFrom": "2026-11-20T00:00:00Z",
        "credentialSubject": subject,
    })
}

pub(crate) fn event(kind: &str, at: &str) -> Value {
    json!({ "id": kind, "type": kind, "effectiveAt": at, "publishedAt": at })
}

/// A body with the key `BODY#1` that publishes `STATUS`.
pub(crate) fn entity(events: Value) -> Value {
    json!({
        "id": BODY, "type": "RecognizedEntity", "legalName": "Body", "jurisdiction": "JP",
        "verificationMethod": [{
            "id": format!("{BODY}#1"), "type": "JsonWebKey", "controller": BODY,
            "publicKeyJwk": jwk(&format!("{BODY}#1")),
        }],
        "recognizedTo": [{
            "action": "issue", "scheme": SCHEME, "schemeVersion": "any", "roles": "any",
            "jurisdictions": "any", "standard": "ISO/IEC 17065", "events": events,
        }],
        "sources": [STATUS],
    })
}

/// An edition of a list of bodies with one body in it.
pub(crate) fn list(number: u64) -> Value {
    list_of(json!([entity(json!([event("grant", "2025-01-01T00:00:00Z")]))]), number)
}

pub(crate) fn list_of(bodies: Value, number: u64) -> Value {
    numbered(statement("RecognizedEntityCredential", LIST, AUTHORITY, bodies), number)
}

pub(crate) fn numbered(mut statement: Value, number: u64) -> Value {
    statement["sequenceNumber"] = json!(number);
    statement["nextUpdate"] = json!("2026-12-20T00:00:00Z");
    statement
}

/// A status list of that day, with one bit set.
pub(crate) fn status(day: &str, set: usize) -> Value {
    let mut bits = vec![0_u8; 131_072 / 8];
    bits[set / 8] |= 0x80 >> (set % 8);
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&bits).unwrap();
    let packed = format!("u{}", URL_SAFE_NO_PAD.encode(packed.finish().unwrap()));
    let subject = json!({
        "id": format!("{STATUS}#list"), "type": "BitstringStatusList",
        "statusPurpose": "revocation", "encodedList": packed,
    });
    let mut list = statement("BitstringStatusListCredential", STATUS, BODY, subject);
    list["validFrom"] = json!(format!("2026-11-{day}T00:00:00Z"));
    list["validUntil"] = json!("2026-12-20T00:00:00Z");
    list
}

/// Somebody who may accredit bodies, with the keys of those names.
pub(crate) fn anchor(id: &str, keys: &[&str], threshold: usize, sources: &[&str]) -> Anchor {
    let keys: Vec<_> = keys.iter().map(|id| jwk(id)).collect();
    serde_json::from_value(json!({
        "id": id, "keys": keys, "threshold": threshold, "sources": sources,
        "speaksFor": { "accredits": [{ "scheme": SCHEME, "jurisdictions": "any" }] },
    }))
    .unwrap()
}

pub(crate) fn authority_key() -> String {
    format!("{AUTHORITY}#1")
}

pub(crate) fn body_key() -> String {
    format!("{BODY}#1")
}

/// What is published, by URL, and a bundle with the memory of its syncs.
pub(crate) struct World {
    pub(crate) net: BTreeMap<String, String>,
    pub(crate) bundle: TrustBundle,
    pub(crate) seen: HighWater,
    pub(crate) at: Timestamp,
}

impl World {
    /// An authority with a list of one body, the body with a status list, all synced once.
    pub(crate) fn new() -> Self {
        let mut world = Self::of(vec![anchor(AUTHORITY, &[&authority_key()], 1, &[LIST])]);
        world.publish(LIST, sign(&list(7), &authority_key()));
        world.publish(STATUS, sign(&status("20", 1), &body_key()));
        let report = world.sync().report;
        assert!(!report.has_refusals() && !report.is_incomplete(), "{report:#?}");
        assert_eq!(world.bundle.documents().len(), 2);
        world
    }

    pub(crate) fn of(anchors: Vec<Anchor>) -> Self {
        let bundle = TrustBundle::new(at("2026-11-01T00:00:00Z"), anchors, Vec::new()).unwrap();
        let (net, seen) = (BTreeMap::new(), HighWater::default());
        Self { net, bundle, seen, at: at(NOW) }
    }

    pub(crate) fn publish(&mut self, url: &str, body: impl Into<String>) {
        self.net.insert(url.to_owned(), body.into());
    }

    /// Syncs, and keeps bundle and memory as their files would.
    pub(crate) fn sync(&mut self) -> Synced {
        let synced = self.run(|_| {});
        self.bundle = reload(&synced.bundle);
        self.seen = HighWater::from_json(&synced.seen.to_json()).unwrap();
        synced
    }

    /// Syncs with each round's wishes in another order.
    pub(crate) fn run(&self, order: impl Fn(&mut Vec<tegata::Need>)) -> Synced {
        let mut sync = Sync::new(reload(&self.bundle), self.seen.clone(), self.at);
        loop {
            let mut wanted = sync.wanted();
            if wanted.is_empty() {
                return sync.finish().unwrap();
            }
            order(&mut wanted);
            for need in wanted {
                match self.net.get(&need.url) {
                    Some(body) => sync.arrive(self.document(&need.url, body)).unwrap(),
                    None => sync.fail(&need.url, Class::StatusUnavailable, "404").unwrap(),
                }
            }
        }
    }

    pub(crate) fn document(&self, url: &str, body: &str) -> Document {
        let media_type =
            if body.starts_with('{') { "application/json" } else { "application/vc+jwt" };
        Document {
            url: url.to_owned(),
            media_type: media_type.to_owned(),
            obtained_at: self.at,
            body: body.to_owned(),
        }
    }

    /// Publishes `body` in the place of what is at `url`, syncs, and expects it to be
    /// turned away with that code, and the old document and bundle to stay.
    #[track_caller]
    pub(crate) fn refuses(&mut self, url: &str, body: impl Into<String>, code: &str) {
        let before = *self.bundle.digest();
        self.publish(url, body);
        let synced = self.sync();
        let row = row(&synced, url);
        assert_eq!(codes(row), [code], "{row:?}");
        assert_eq!(row.outcome.as_str(), "kept");
        assert!(synced.report.has_refusals());
        assert_eq!(synced.bundle.digest(), &before);
    }
}

fn reload(bundle: &TrustBundle) -> TrustBundle {
    TrustBundle::from_json(&bundle.to_json()).unwrap()
}

#[track_caller]
pub(crate) fn row<'s>(synced: &'s Synced, url: &str) -> &'s DocumentChange {
    let found = synced.report.documents.iter().find(|document| document.url == url);
    found.unwrap_or_else(|| panic!("nothing about {url}: {:#?}", synced.report))
}

pub(crate) fn codes(row: &DocumentChange) -> Vec<&'static str> {
    row.problems.iter().map(tegata::sync::Problem::code).collect()
}
