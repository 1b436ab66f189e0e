//! The embedded pack, a body that the bundle's owner pinned, and its certificates.

use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;
use tegata::issue::{CertificateDraft, Encoding, FileKey, Issuer, ListKind, StatusRegister};
use tegata::trust::{Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{
    Algorithm, Certificate, Clocks, Document, Timestamp, Transfer, TrustBundle, Verifier,
};

const LIST: &str = "https://body.example/revocations";
const BODY: &str = "did:web:body.example";
pub(crate) const HOLDER: &str = "did:web:nova.example";

pub(crate) fn at(text: &str) -> Timestamp {
    match text.len() {
        10 => format!("{text}T12:00:00Z").parse().unwrap(),
        _ => text.parse().unwrap(),
    }
}

pub(crate) fn instrument(name: &str) -> String {
    format!("https://w3id.org/tegata/instrument/{name}")
}

pub(crate) fn scheme(name: &str) -> String {
    format!("https://w3id.org/tegata/scheme/{name}")
}

static KEY: LazyLock<FileKey> = LazyLock::new(|| FileKey::generate(Algorithm::EdDsa).unwrap());

const SCHEMES: [&str; 4] = ["privacy-shield-swiss", "dpf-swiss", "europrivacy", "apec-prp"];

/// The pack, and the body for some schemes.
pub(crate) static VERIFIER: LazyLock<Verifier> = LazyLock::new(|| {
    let certifies = SCHEMES.map(|name| Certifies {
        scheme: scheme(name),
        scheme_version: AnyOr::Any,
        roles: AnyOr::Any,
        jurisdictions: AnyOr::Any,
        from: None,
        until: None,
    });
    let anchor = Anchor {
        id: BODY.to_owned(),
        keys: vec![Issuer::new(BODY, &*KEY).unwrap().public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor { certifies: certifies.to_vec(), ..SpeaksFor::default() },
        pins: Vec::new(),
        sources: Vec::new(),
    };
    let pack = TrustBundle::embedded().unwrap();
    let bundle = pack.with_anchor(anchor, at("2026-11-23")).unwrap();
    Verifier::new(bundle.with_document(revocations(), at("2026-11-23")).unwrap())
});

/// A list on which nothing is revoked.
fn revocations() -> Document {
    let register = StatusRegister::new(LIST, ListKind::Revocation);
    let issuer = Issuer::new(BODY, &*KEY).unwrap();
    let (from, until) = (at("2026-11-23T00:00:00Z"), at("2026-11-24T00:00:00Z"));
    Document {
        url: LIST.to_owned(),
        media_type: register.media_type().to_owned(),
        obtained_at: from,
        body: issuer.status_list(&register, from, until).unwrap(),
    }
}

/// A certificate of one of the schemes, for the time between two instants.
pub(crate) fn certificate(name: &str, from: &str, until: &str, more: Value) -> Certificate {
    let mut certification = json!({
        "number": format!("N-{name}"), "scheme": scheme(name), "schemeVersion": "1",
        "jurisdiction": "US", "decidedOn": &from[..10], "roles": ["controller", "processor"],
    });
    certification.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let draft = json!({
        "subject": {
            "id": HOLDER, "legalName": "Nova Inc.", "contact": { "email": "privacy@nova.example" },
            "certification": certification,
        },
        "validFrom": from, "validUntil": until,
        "status": [{ "kind": ListKind::Revocation, "list": LIST, "index": 7 }],
    });
    let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
    let issuer = Issuer::new(BODY, &*KEY).unwrap();
    let token = issuer.certificate(&draft, &Encoding::VcJwt, at(from)).unwrap();
    VERIFIER.authenticate(token).unwrap()
}

pub(crate) fn now() -> Clocks {
    Clocks::at(at("2026-11-23"))
}

/// So many, and no file is left behind when one fails.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Questions of some corridors, with more or less stated.
pub(crate) fn transfers() -> impl Strategy<Value = Transfer> {
    let from = prop::sample::select(vec!["DE", "GB", "JP", "SG", "CH", "KR", "CA-QC", "CN", "NO"]);
    let to = prop::sample::select(vec!["JP", "US", "KR", "GB", "BR", "CA", "HK", "FR"]);
    let data = prop::sample::subsequence(vec!["contact", "health", "kr_rrn", "credit"], 0..=2);
    let purpose = prop::option::of(prop::sample::select(vec!["payroll", "journalism"]));
    let law = prop::option::of(any::<bool>());
    (from, to, data, purpose, law).prop_map(|(from, to, data, purpose, law)| {
        let mut transfer = Transfer::between(from, to);
        for category in data {
            transfer = transfer.of(category);
        }
        if let Some(purpose) = purpose {
            transfer = transfer.for_purpose(purpose);
        }
        match law {
            Some(law) => transfer.importer_under("appi_business_operator", law),
            None => transfer,
        }
    })
}
