//! A small world: an authority, its scheme, one accredited body and one certificate.
//! Always the same bytes, because Ed25519 signs without randomness (RFC 8032 section 5.1.6).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde_json::{Value, json};
use tegata::issue::{FileKey, Signer};
use tegata::status::{CertificationEvents, EVENTS_TYPE};
use tegata::trust::{
    Accredits, Action, AnyOr, LIST_TYPE, OnAccreditationLoss, OneOrMany, RecognizedAction,
    RecognizedEntity, SCHEME_TYPE, Scheme, SchemeVersion, SpeaksFor, VerificationMethod,
};
use tegata::{Anchor, Clocks, Document, Event, EventKind, Statement, Timestamp, TrustBundle};

pub(crate) const AUTHORITY: &str = "did:web:authority.example";
const BODY: &str = "did:web:body.example";
const SCHEME: &str = "https://w3id.org/tegata/scheme/global-cbpr";
pub(crate) const NUMBER: &str = "GC-2026-0042";
const LIST: &str = "https://authority.example/bodies";
const RULES: &str = "https://authority.example/scheme/rules";
const EVENTS: &str = "https://body.example/events/GC-2026-0042";

/// When all questions are asked.
pub(crate) fn clocks() -> Clocks {
    Clocks::at(instant("2026-11-23T12:00:00Z"))
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What the authority and the body published.
pub(crate) fn bundle() -> TrustBundle {
    let authority = key(1, &format!("{AUTHORITY}#1"));
    let body = key(2, &format!("{BODY}#1"));
    let documents = vec![
        signed(LIST, &bodies(&body), &authority),
        signed(RULES, &rules(), &authority),
        signed(EVENTS, &events(), &body),
    ];
    TrustBundle::new(instant("2026-11-20T12:00:00Z"), vec![anchor(&authority)], documents).unwrap()
}

/// The certificate, in VCDM form.
pub(crate) fn certificate() -> String {
    token("vc+jwt", &certificate_claims(), &key(2, &format!("{BODY}#1")))
}

/// The same in SD-JWT VC form, with nothing hidden.
pub(crate) fn sd_jwt_certificate() -> String {
    let body = key(2, &format!("{BODY}#1"));
    token("dc+sd-jwt", &sd_jwt_claims(), &body) + "~"
}

pub(crate) fn certificate_claims() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": "urn:uuid:6f1d3b1e-2f3c-4a53-9d0a-3f0c8f0a4b42",
        "type": ["VerifiableCredential", "DataProtectionCertification"],
        "issuer": BODY,
        "validFrom": "2026-06-15T00:00:00+02:00",
        "validUntil": "2029-06-14T23:59:59+02:00",
        "credentialSubject": holder("id"),
    })
}

pub(crate) fn sd_jwt_claims() -> Value {
    let mut claims = holder("sub");
    let about = json!({
        "vct": "https://w3id.org/tegata/vct/data-protection-certification/1",
        "iss": BODY, "iat": 1781474400, "nbf": 1781474400, "exp": 1876168799,
    });
    claims.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
    claims
}

fn holder(id: &str) -> Value {
    json!({
        id: "did:web:nova.example",
        "legalName": "Nova Inc.",
        "registrations": [{ "system": "https://www.gleif.org/lei", "value": "5493001KJTIIGC8Y1R12" }],
        "certification": {
            "number": NUMBER, "scheme": SCHEME, "schemeVersion": "2025", "jurisdiction": "US",
            "decidedOn": "2026-06-10",
            "roles": ["controller", "processor"],
            "objectOfConformity": "processing_operation",
            "scope": {
                "dataCategories": { "include": ["contact"], "exclude": ["health"] },
                "statement": { "@value": "Payroll for customers", "@language": "en" },
            },
            "surveillance": { "nextDue": "2027-06-15" },
            "events": EVENTS,
        },
    })
}

fn anchor(authority: &FileKey) -> Anchor {
    Anchor {
        id: AUTHORITY.to_owned(),
        keys: vec![authority.public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor {
            accredits: vec![Accredits { scheme: SCHEME.to_owned(), jurisdictions: AnyOr::Any }],
            schemes: vec![SCHEME.to_owned()],
            ..SpeaksFor::default()
        },
        pins: Vec::new(),
        sources: vec![LIST.to_owned(), RULES.to_owned()],
    }
}

fn bodies(body: &FileKey) -> Statement<OneOrMany<RecognizedEntity>> {
    let method = VerificationMethod {
        id: format!("{BODY}#1"),
        kind: "JsonWebKey".to_owned(),
        controller: BODY.to_owned(),
        public_key_jwk: body.public_key().to_json(),
        valid_from: None,
        expires: None,
        compromised: None,
    };
    let action = RecognizedAction {
        action: Action::Issue,
        scheme: SCHEME.to_owned(),
        scheme_version: AnyOr::Only(vec!["2025".to_owned()]),
        roles: AnyOr::Any,
        jurisdictions: AnyOr::Only(vec!["US".to_owned()]),
        standard: "ISO/IEC 17065".to_owned(),
        events: vec![grant("accredited", "2025-01-01T00:00:00Z")],
    };
    let entity = RecognizedEntity {
        id: BODY.to_owned(),
        kind: "RecognizedEntity".to_owned(),
        legal_name: "Body A".to_owned(),
        jurisdiction: "US".to_owned(),
        verification_method: vec![method],
        recognized_to: vec![action],
        key_events: Vec::new(),
        sources: Vec::new(),
    };
    statement(LIST_TYPE, LIST, AUTHORITY, OneOrMany(vec![entity]))
}

fn rules() -> Statement<Scheme> {
    let version = SchemeVersion {
        version: "2025".to_owned(),
        valid_from: instant("2024-01-01T00:00:00Z"),
        valid_until: None,
        transition_until: None,
        variants: Vec::new(),
    };
    let scheme = Scheme {
        id: SCHEME.to_owned(),
        title: "Global CBPR, as this example has it".to_owned(),
        versions: vec![version],
        object_of_conformity: "processing_operation".to_owned(),
        required_scope: Vec::new(),
        surveillance: None,
        max_validity_months: Some(36),
        on_accreditation_loss: OnAccreditationLoss::RunOff { months: 6 },
    };
    statement(SCHEME_TYPE, RULES, AUTHORITY, scheme)
}

fn events() -> Statement<CertificationEvents> {
    let history = CertificationEvents {
        id: "did:web:nova.example".to_owned(),
        number: NUMBER.to_owned(),
        scheme: SCHEME.to_owned(),
        events: vec![grant("granted", "2026-06-10T09:00:00Z")],
    };
    statement(EVENTS_TYPE, EVENTS, BODY, history)
}

fn grant(id: &str, at: &str) -> Event {
    Event::new(id, EventKind::Grant, instant(at))
}

fn statement<S>(kind: &str, url: &str, issuer: &str, subject: S) -> Statement<S> {
    let mut statement = Statement::new(kind, url, issuer, instant("2026-11-20T00:00:00Z"), subject);
    statement.sequence_number = Some(1);
    statement.next_update = Some(instant("2026-12-20T00:00:00Z"));
    statement
}

fn signed<S: Serialize>(url: &str, statement: &Statement<S>, key: &FileKey) -> Document {
    Document {
        url: url.to_owned(),
        media_type: "application/vc+jwt".to_owned(),
        obtained_at: instant("2026-11-20T12:00:00Z"),
        body: token("vc+jwt", &serde_json::to_value(statement).unwrap(), key),
    }
}

fn token(kind: &str, claims: &Value, key: &FileKey) -> String {
    let header =
        json!({ "alg": key.algorithm().as_str(), "kid": key.key_id().unwrap(), "typ": kind });
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let input = format!("{}.{}", encode(&header), encode(claims));
    let signature = key.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A key that everybody can make: PKCS#8 (RFC 8410 section 7) around a constant seed.
fn key(seed: u8, id: &str) -> FileKey {
    let mut der = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20".to_vec();
    der.extend([seed; 32]);
    FileKey::from_pkcs8_der(&der).unwrap().with_key_id(id)
}
