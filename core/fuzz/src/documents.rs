//! Payloads of the authority's and the body's documents, to be edited and signed.

use crate::world::{AUTHORITY, BODY, SCHEME};
use serde_json::{Value, json};

/// A list of bodies, a scheme, and the events of a certificate.
pub fn all() -> [(&'static str, Value); 3] {
    [
        ("https://authority.example/bodies", body_list()),
        scheme(),
        ("https://body.example/events/1", events()),
    ]
}

fn statement(id: &str, kind: &str, issuer: &str, subject: Value) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": id, "type": ["VerifiableCredential", kind], "issuer": issuer,
        "validFrom": "2026-01-01T00:00:00Z", "sequenceNumber": 3,
        "nextUpdate": "2026-12-01T00:00:00Z", "credentialSubject": subject,
    })
}

fn event(id: &str, kind: &str, at: &str) -> Value {
    json!({ "id": id, "type": kind, "effectiveAt": at, "publishedAt": at })
}

fn body_list() -> Value {
    let subject = json!({
        "id": "did:web:new.example", "type": "RecognizedEntity", "legalName": "New Body",
        "jurisdiction": "JP",
        "verificationMethod": [{
            "id": "did:web:new.example#1", "type": "JsonWebKey",
            "controller": "did:web:new.example",
            "publicKeyJwk": { "kty": "OKP", "crv": "Ed25519",
                "x": "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw" },
        }],
        "recognizedTo": [{
            "action": "accredit", "scheme": SCHEME, "schemeVersion": "any", "roles": "any",
            "jurisdictions": ["JP"], "standard": "ISO/IEC 17065",
            "events": [event("1", "grant", "2025-01-01T00:00:00Z")],
        }],
    });
    let id = "https://authority.example/bodies";
    statement(id, "RecognizedEntityCredential", AUTHORITY, subject)
}

/// The scheme with its URL.
pub fn scheme() -> (&'static str, Value) {
    let url = "https://authority.example/scheme";
    let subject = json!({
        "id": SCHEME, "title": "A scheme", "objectOfConformity": "organisation",
        "requiredScope": ["sites"], "maxValidityMonths": 36,
        "surveillance": { "intervalMonths": 12, "toleranceMonths": 3 },
        "versions": [{ "version": "2", "validFrom": "2024-01-01T00:00:00Z" }],
        "onAccreditationLoss": { "rule": "run_off", "months": 6 },
    });
    (url, statement(url, "CertificationScheme", AUTHORITY, subject))
}

fn events() -> Value {
    let subject = json!({
        "id": "https://nova.example", "number": "N-1", "scheme": SCHEME,
        "events": [
            event("1", "grant", "2025-12-20T00:00:00Z"),
            event("2", "suspend", "2026-02-01T00:00:00Z"),
            { "id": "3", "type": "reinstate", "effectiveAt": "2026-03-01T00:00:00Z",
              "publishedAt": "2026-03-02T00:00:00Z", "supersedes": "2",
              "grace": { "until": "2026-04-01T00:00:00Z", "appliesTo": "all" } },
            { "id": "4", "type": "extend", "effectiveAt": "2026-03-01T00:00:00Z",
              "publishedAt": "2026-03-02T00:00:00Z", "until": "2029-01-01T00:00:00Z" },
        ],
    });
    statement("https://body.example/events/1", "CertificationEvents", BODY, subject)
}
