//! The world of most vectors: an authority with its scheme, one accredited body, its lists
//! and events. Each part can be varied before it is signed.

use super::NOW;
use super::keys::{Kind, key};
use super::token::sign;
use serde_json::{Value, json};
use tegata::issue::{
    CertificateDraft, DeterministicKey, Encoding, Hiding, Issuer, ListKind, Signer, Status,
    StatusRegister,
};
use tegata::{Document, Timestamp, TrustBundle};

pub(super) use tegata::Form;

pub(super) const AUTHORITY: &str = "did:web:authority.example";
pub(super) const BODY: &str = "did:web:body.example";
pub(super) const ORGANISATION: &str = "did:web:org.example";
pub(super) const SCHEME: &str = "https://authority.example/scheme";
pub(super) const LIST: &str = "https://authority.example/bodies";
pub(super) const RULES: &str = "https://authority.example/scheme/rules";
pub(super) const REVOCATIONS: &str = "https://body.example/status/revocation";
pub(super) const SUSPENSIONS: &str = "https://body.example/status/suspension";
pub(super) const TOKENS: &str = "https://body.example/status/tokens";
pub(super) const EVENTS: &str = "https://body.example/events/EP-2026-0042";
pub(super) const NUMBER: &str = "EP-2026-0042";

/// The certificate's place in each list.
pub(super) const INDEX: u64 = 94_567;

pub(super) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The body's key for all that is not about keys.
pub(super) fn body_key() -> DeterministicKey {
    key(Kind::P256, &format!("{BODY}#p256"))
}

/// The body's other keys.
pub(super) fn other_keys() -> [DeterministicKey; 2] {
    [key(Kind::P384, &format!("{BODY}#p384")), key(Kind::Ed25519, &format!("{BODY}#ed25519"))]
}

pub(super) fn authority_key() -> DeterministicKey {
    key(Kind::Ed25519, &format!("{AUTHORITY}#1"))
}

/// What the authority and the body publish.
pub(super) struct World {
    pub(super) anchors: Vec<Value>,
    pub(super) list: Value,
    pub(super) rules: Value,
    pub(super) events: Value,
    /// What the lists say of the certificate.
    pub(super) revocation: Status,
    pub(super) suspension: Status,
    pub(super) token_status: Status,
    /// When the lists were issued, and how long they hold.
    pub(super) listed: [&'static str; 2],
    /// Documents put beside the others, or in the place of the one of their URL.
    pub(super) put: Vec<Document>,
    /// Documents left out.
    pub(super) without: Vec<&'static str>,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            anchors: vec![authority()],
            list: list(),
            rules: rules(),
            events: events(),
            revocation: Status::Valid,
            suspension: Status::Valid,
            token_status: Status::Valid,
            listed: ["2026-11-20T00:00:00Z", "2026-11-30T00:00:00Z"],
            put: Vec::new(),
            without: Vec::new(),
        }
    }

    /// A world that was changed.
    pub(super) fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut world = Self::new();
        change(&mut world);
        world
    }

    /// A bundle that knows the body by a pin and holds nothing else.
    pub(super) fn pinned() -> Value {
        bundle(&[pin(BODY, &body_key())], Vec::new())
    }

    /// The bundle as JSON.
    pub(super) fn bundle(&self) -> Value {
        bundle(&self.anchors, self.documents())
    }

    fn documents(&self) -> Vec<Document> {
        let (authority, body) = (authority_key(), body_key());
        let mut documents = vec![
            statement_at(LIST, &self.list, &authority),
            statement_at(RULES, &self.rules, &authority),
            statement_at(EVENTS, &self.events, &body),
        ];
        documents.extend(self.status_lists(&body));
        documents.retain(|document| {
            !self.without.contains(&&*document.url)
                && self.put.iter().all(|other| other.url != document.url)
        });
        documents.extend(self.put.iter().cloned());
        documents
    }

    fn status_lists(&self, body: &dyn Signer) -> Vec<Document> {
        let issuer = Issuer::new(BODY, body).unwrap();
        let [from, until] = self.listed.map(instant);
        let lists = [
            (REVOCATIONS, ListKind::Revocation, self.revocation),
            (SUSPENSIONS, ListKind::Suspension, self.suspension),
            (TOKENS, ListKind::Token, self.token_status),
        ];
        let published = lists.map(|(url, kind, status)| {
            let register = register(url, kind, status);
            let body = issuer.status_list(&register, from, until).unwrap();
            document(url, register.media_type(), body)
        });
        published.into()
    }

    /// The body publishes nothing of its own.
    pub(super) fn without_body(&mut self) {
        self.without.extend([REVOCATIONS, SUSPENSIONS, TOKENS, EVENTS]);
    }

    /// What the list says of the body.
    pub(super) fn entity(&mut self) -> &mut Value {
        self.list.pointer_mut("/credentialSubject/0").unwrap()
    }

    /// What the body is accredited for.
    pub(super) fn grant(&mut self) -> &mut Value {
        self.list.pointer_mut("/credentialSubject/0/recognizedTo/0").unwrap()
    }

    /// Adds an event to the body's accreditation.
    pub(super) fn accreditation(&mut self, event: Value) {
        self.grant()["events"].as_array_mut().unwrap().push(event);
    }

    /// Adds an event to the certificate's history.
    pub(super) fn history(&mut self, event: Value) {
        let events = self.events.pointer_mut("/credentialSubject/events").unwrap();
        events.as_array_mut().unwrap().push(event);
    }

    /// The scheme's rules.
    pub(super) fn scheme(&mut self) -> &mut Value {
        &mut self.rules["credentialSubject"]
    }
}

/// A register in which the certificate has its place, between two revoked or suspended ones.
pub(super) fn register(url: &str, kind: ListKind, status: Status) -> StatusRegister {
    let mut register = StatusRegister::new(url, kind);
    let other = if kind == ListKind::Suspension { Status::Suspended } else { Status::Revoked };
    for (index, status) in [(INDEX - 1, other), (INDEX, status), (INDEX + 1, other)] {
        register.reserve(index).unwrap();
        register.set(index, status).unwrap();
    }
    register
}

pub(super) fn bundle(anchors: &[Value], documents: Vec<Document>) -> Value {
    let anchors = anchors.iter().map(|anchor| serde_json::from_value(anchor.clone()).unwrap());
    let bundle = TrustBundle::new(instant(NOW), anchors.collect(), documents).unwrap();
    serde_json::from_str(&bundle.to_json()).unwrap()
}

pub(super) fn document(url: &str, media_type: &str, body: String) -> Document {
    let obtained_at = instant(NOW);
    Document { url: url.to_owned(), media_type: media_type.to_owned(), obtained_at, body }
}

/// A signed statement as it is published at `url`.
pub(super) fn statement_at(url: &str, statement: &Value, key: &dyn Signer) -> Document {
    document(url, "application/vc+jwt", sign("vc+jwt", statement, key))
}

/// An event that is published as it takes effect.
pub(super) fn event(id: &str, kind: &str, at: &str) -> Value {
    json!({ "id": id, "type": kind, "effectiveAt": at, "publishedAt": at })
}

/// The envelope of every trust document.
pub(super) fn statement(kind: &str, url: &str, issuer: &str, subject: Value) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": url,
        "type": ["VerifiableCredential", kind],
        "issuer": issuer,
        "validFrom": "2026-11-20T00:00:00Z",
        "sequenceNumber": 7,
        "nextUpdate": "2026-12-20T00:00:00Z",
        "credentialSubject": subject,
    })
}

fn authority() -> Value {
    json!({
        "id": AUTHORITY,
        "keys": [authority_key().public_key().to_json()],
        "speaksFor": {
            "accredits": [{ "scheme": SCHEME, "jurisdictions": ["JP"] }],
            "schemes": [SCHEME],
        },
        "sources": [LIST, RULES],
    })
}

/// An anchor that may certify under the scheme by itself.
pub(super) fn pin(id: &str, key: &dyn Signer) -> Value {
    json!({
        "id": id,
        "keys": [key.public_key().to_json()],
        "speaksFor": { "certifies": [{
            "scheme": SCHEME, "schemeVersion": "any", "roles": "any", "jurisdictions": "any",
        }] },
    })
}

/// What a list says of a body that may certify under the scheme.
pub(super) fn entity(id: &str, keys: &[&dyn Signer]) -> Value {
    let methods: Vec<_> = keys.iter().map(|key| method(id, *key)).collect();
    json!({
        "id": id, "type": "RecognizedEntity", "legalName": "Body A", "jurisdiction": "JP",
        "verificationMethod": methods,
        "recognizedTo": [{
            "action": "issue", "scheme": SCHEME, "schemeVersion": ["2024"],
            "roles": ["controller", "processor"], "jurisdictions": ["JP"],
            "standard": "ISO/IEC 17065",
            "events": [event("a1", "grant", "2025-01-01T00:00:00Z")],
        }],
    })
}

pub(super) fn method(controller: &str, key: &dyn Signer) -> Value {
    json!({
        "id": key.key_id(), "type": "JsonWebKey", "controller": controller,
        "publicKeyJwk": key.public_key().to_json(),
    })
}

fn list() -> Value {
    let [p384, ed25519] = other_keys();
    let subject = entity(BODY, &[&body_key(), &p384, &ed25519]);
    statement("RecognizedEntityCredential", LIST, AUTHORITY, json!([subject]))
}

fn rules() -> Value {
    let subject = json!({
        "id": SCHEME, "title": "Example scheme",
        "versions": [{ "version": "2024", "validFrom": "2024-01-01T00:00:00Z" }],
        "objectOfConformity": "processing_operation", "requiredScope": [],
        "surveillance": { "intervalMonths": 12, "toleranceMonths": 3 },
        "maxValidityMonths": 36,
        "onAccreditationLoss": { "rule": "run_off", "months": 6 },
    });
    statement("CertificationScheme", RULES, AUTHORITY, subject)
}

fn events() -> Value {
    let subject = json!({
        "id": ORGANISATION, "number": NUMBER, "scheme": SCHEME,
        "events": [event("1", "grant", "2026-06-10T09:00:00Z")],
    });
    statement("CertificationEvents", EVENTS, BODY, subject)
}

/// The certificate before it is signed, with a place in each list and no events.
pub(super) fn draft() -> Value {
    let entry = |kind: &str, list: &str| json!({ "kind": kind, "list": list, "index": INDEX });
    json!({
        "id": "urn:uuid:6f1d3b1e-2f3c-4a53-9d0a-3f0c8f0a4b42",
        "subject": {
            "id": ORGANISATION,
            "legalName": "株式会社例",
            "registrations": [
                { "system": "https://www.gleif.org/lei", "value": "5493001KJTIIGC8Y1R12" }
            ],
            "contact": { "email": "privacy@org.example" },
            "certification": {
                "number": NUMBER, "scheme": SCHEME, "schemeVersion": "2024",
                "jurisdiction": "JP", "decidedOn": "2026-06-10",
                "roles": ["controller", "processor"],
                "objectOfConformity": "processing_operation",
                "scope": {
                    "dataCategories": { "include": ["contact"], "exclude": ["health"] },
                    "sites": ["Tokyo", "Osaka"],
                    "statement": { "@value": "Payroll for customers", "@language": "en" },
                },
                "surveillance": { "nextDue": "2027-06-15" },
            },
        },
        "validFrom": "2026-06-15T00:00:00+02:00",
        "validUntil": "2029-06-14T23:59:59+02:00",
        "holderKey": holder_key().public_key().to_json(),
        "status": [
            entry("revocation", REVOCATIONS), entry("suspension", SUSPENSIONS),
            entry("token", TOKENS),
        ],
    })
}

/// The same, deciding by its events.
pub(super) fn draft_with_events() -> Value {
    let mut draft = draft();
    draft["subject"]["certification"]["events"] = json!(EVENTS);
    draft
}

/// The key of the certified organisation.
pub(super) fn holder_key() -> DeterministicKey {
    key(Kind::P256, &format!("{ORGANISATION}#1"))
}

/// The certificate as `key` of the body issues it.
pub(super) fn issue(draft: &Value, form: Form, issuer: &str, key: &dyn Signer) -> String {
    let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
    let hiding = Hiding::usual(&draft);
    let encoding = match form {
        Form::VcSdJwt => Encoding::VcSdJwt(hiding),
        Form::DcSdJwt => Encoding::DcSdJwt(hiding),
        _ => Encoding::VcJwt,
    };
    let issuer = Issuer::new(issuer, key).unwrap().with_predictable_salts("vectors");
    issuer.certificate(&draft, &encoding, instant("2026-06-14T10:00:00Z")).unwrap()
}

/// The usual certificate: `vc+jwt`, decided by its lists.
pub(super) fn certificate() -> String {
    issue(&draft(), Form::VcJwt, BODY, &body_key())
}

/// The same with its events.
pub(super) fn certificate_with_events() -> String {
    issue(&draft_with_events(), Form::VcJwt, BODY, &body_key())
}

/// The claims of the usual certificate after a change, signed by hand.
pub(super) fn changed(change: impl FnOnce(&mut Value)) -> String {
    resigned(&certificate(), "vc+jwt", change)
}

/// The claims of the certificate as SD-JWT VC after a change; nothing is disclosed.
pub(super) fn changed_sd_jwt(change: impl FnOnce(&mut Value)) -> String {
    let token = issue(&draft(), Form::DcSdJwt, BODY, &body_key());
    resigned(token.split('~').next().unwrap(), "dc+sd-jwt", change) + "~"
}

fn resigned(token: &str, kind: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut claims = super::token::claims(token);
    change(&mut claims);
    sign(kind, &claims, &body_key())
}

/// Takes the member at `pointer` away.
pub(super) fn remove(value: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
}

/// `certification` in the claims of a `vc+jwt`.
pub(super) fn certification(claims: &mut Value) -> &mut Value {
    &mut claims["credentialSubject"]["certification"]
}
