//! A small world for tests, signed by hand: nothing of the issuing code is used, so that a
//! mistake there cannot hide one in the verifier.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write as _;
use tegata::issue::{FileKey, Signer};
use tegata::trust::{Accredits, Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{Algorithm, Clocks, Document, Policy, Timestamp, TrustBundle, Verifier};

pub(crate) const AUTHORITY: &str = "did:web:authority.example";
pub(crate) const BODY: &str = "did:web:body.example";
pub(crate) const SCHEME: &str = "https://authority.example/scheme";
pub(crate) const LIST: &str = "https://authority.example/bodies";
pub(crate) const SCHEME_URL: &str = "https://authority.example/scheme.jwt";
pub(crate) const REVOCATIONS: &str = "https://body.example/status/revocation";
pub(crate) const SUSPENSIONS: &str = "https://body.example/status/suspension";
pub(crate) const EVENTS: &str = "https://body.example/events/1";

/// The instant of most questions.
pub(crate) const NOW: &str = "2026-11-23T12:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn now() -> Clocks {
    Clocks::at(at(NOW))
}

/// A key whose name is `id`.
pub(crate) fn key(id: &str) -> FileKey {
    FileKey::generate(Algorithm::Es256).unwrap().with_key_id(id)
}

/// Signs a payload as a compact JWS of that type.
pub(crate) fn sign(typ: &str, payload: &Value, key: &FileKey) -> String {
    sign_text(typ, &payload.to_string(), key)
}

pub(crate) fn sign_text(typ: &str, payload: &str, key: &FileKey) -> String {
    let header = json!({ "alg": key.algorithm().as_str(), "typ": typ, "kid": key.key_id() });
    let input = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header.to_string()),
        URL_SAFE_NO_PAD.encode(payload)
    );
    let signature = key.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
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

pub(crate) fn event(id: &str, kind: &str, at: &str) -> Value {
    json!({ "id": id, "type": kind, "effectiveAt": at, "publishedAt": at })
}

/// Everything that can be varied, and the keys.
pub(crate) struct World {
    pub(crate) authority: FileKey,
    pub(crate) body: FileKey,
    /// Members of the anchor's mandate.
    pub(crate) anchor: Anchor,
    pub(crate) body_list: Value,
    pub(crate) scheme: Value,
    pub(crate) certificate: Value,
    pub(crate) events: Value,
    /// Indices that are set in the two lists.
    pub(crate) revoked: Vec<usize>,
    pub(crate) suspended: Vec<usize>,
    /// How many entries the two lists have.
    pub(crate) entries: usize,
    pub(crate) list_issued: String,
    pub(crate) list_until: String,
    /// Further documents.
    pub(crate) more: Vec<Document>,
}

pub(crate) const INDEX: usize = 94_567;

impl World {
    pub(crate) fn new() -> Self {
        let authority = key(&format!("{AUTHORITY}#1"));
        let body = key(&format!("{BODY}#1"));
        Self {
            anchor: Anchor {
                id: AUTHORITY.to_owned(),
                keys: vec![authority.public_key().to_json()],
                threshold: 1,
                speaks_for: SpeaksFor {
                    accredits: vec![Accredits {
                        scheme: SCHEME.to_owned(),
                        jurisdictions: AnyOr::Only(vec!["JP".to_owned()]),
                    }],
                    schemes: vec![SCHEME.to_owned()],
                    ..SpeaksFor::default()
                },
                pins: Vec::new(),
                sources: vec![LIST.to_owned(), SCHEME_URL.to_owned()],
            },
            body_list: body_list(&body),
            scheme: scheme(),
            certificate: certificate(),
            events: statement(
                "CertificationEvents",
                EVENTS,
                BODY,
                json!({
                    "id": "did:web:org.example", "number": "EP-1", "scheme": SCHEME,
                    "events": [event("1", "grant", "2026-06-10T00:00:00Z")],
                }),
            ),
            authority,
            body,
            revoked: Vec::new(),
            suspended: Vec::new(),
            entries: 131_072,
            list_issued: "2026-11-23T00:00:00Z".to_owned(),
            list_until: "2026-11-30T00:00:00Z".to_owned(),
            more: Vec::new(),
        }
    }

    /// The certificate as its body signed it.
    pub(crate) fn token(&self) -> String {
        sign("vc+jwt", &self.certificate, &self.body)
    }

    pub(crate) fn documents(&self) -> Vec<Document> {
        let mut documents = vec![
            document(LIST, sign("vc+jwt", &self.body_list, &self.authority)),
            document(SCHEME_URL, sign("vc+jwt", &self.scheme, &self.authority)),
            document(REVOCATIONS, self.status(REVOCATIONS, "revocation", &self.revoked)),
            document(SUSPENSIONS, self.status(SUSPENSIONS, "suspension", &self.suspended)),
            document(EVENTS, sign("vc+jwt", &self.events, &self.body)),
        ];
        documents.extend(self.more.iter().cloned());
        documents
    }

    pub(crate) fn status(&self, url: &str, purpose: &str, set: &[usize]) -> String {
        let mut bits = vec![0_u8; self.entries / 8];
        set.iter().for_each(|index| bits[index / 8] |= 0x80 >> (index % 8));
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&bits).unwrap();
        let list = format!("u{}", URL_SAFE_NO_PAD.encode(packed.finish().unwrap()));
        let mut payload = statement(
            "BitstringStatusListCredential",
            url,
            BODY,
            json!({
                "id": format!("{url}#list"), "type": "BitstringStatusList",
                "statusPurpose": purpose, "encodedList": list,
            }),
        );
        payload["validFrom"] = json!(self.list_issued);
        payload["validUntil"] = json!(self.list_until);
        sign("vc+jwt", &payload, &self.body)
    }

    pub(crate) fn bundle(&self) -> TrustBundle {
        TrustBundle::new(at(NOW), vec![self.anchor.clone()], self.documents()).unwrap()
    }

    pub(crate) fn verifier(&self) -> Verifier {
        Verifier::with_policy(self.bundle(), Policy::default()).unwrap()
    }

    /// The code of the answer: `valid`, or that of the refusal.
    pub(crate) fn answer(&self) -> String {
        self.answer_at(now())
    }

    pub(crate) fn answer_at(&self, clocks: Clocks) -> String {
        code(self.verifier().verify(self.token(), clocks))
    }

    /// The events of the body's accreditation.
    pub(crate) fn accreditation(&mut self) -> &mut Vec<Value> {
        let events = &mut self.body_list["credentialSubject"][0]["recognizedTo"][0]["events"];
        events.as_array_mut().unwrap()
    }

    /// The events of the certificate.
    pub(crate) fn history(&mut self) -> &mut Vec<Value> {
        self.events["credentialSubject"]["events"].as_array_mut().unwrap()
    }

    /// `certification` of the certificate.
    pub(crate) fn certification(&mut self) -> &mut Value {
        &mut self.certificate["credentialSubject"]["certification"]
    }

    /// The certificate names no events.
    pub(crate) fn without_events(mut self) -> Self {
        self.certification().as_object_mut().unwrap().remove("events");
        self
    }

    /// The certificate names no status lists.
    pub(crate) fn without_lists(mut self) -> Self {
        self.certificate.as_object_mut().unwrap().remove("credentialStatus");
        self
    }
}

pub(crate) fn code(answer: Result<tegata::Standing, tegata::Refusal>) -> String {
    answer.map_or_else(|refusal| refusal.code().to_string(), |_| "valid".to_owned())
}

pub(crate) fn document(url: &str, body: String) -> Document {
    let media_type = if body.starts_with('{') { "application/json" } else { "application/vc+jwt" };
    let media_type = media_type.to_owned();
    Document { url: url.to_owned(), media_type, obtained_at: at(NOW), body }
}

/// A pin of a single body for the world's scheme.
pub(crate) fn pin(id: &str, key: &FileKey) -> Anchor {
    Anchor {
        id: id.to_owned(),
        keys: vec![key.public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor {
            certifies: vec![Certifies {
                scheme: SCHEME.to_owned(),
                scheme_version: AnyOr::Any,
                roles: AnyOr::Any,
                jurisdictions: AnyOr::Any,
                from: None,
                until: None,
            }],
            ..SpeaksFor::default()
        },
        pins: Vec::new(),
        sources: Vec::new(),
    }
}

/// What a list says of a body that may certify under the scheme.
pub(crate) fn entity(id: &str, key: &FileKey) -> Value {
    json!({
        "id": id, "type": "RecognizedEntity", "legalName": "Body", "jurisdiction": "JP",
        "verificationMethod": [{
            "id": key.key_id(), "type": "JsonWebKey", "controller": id,
            "publicKeyJwk": key.public_key().to_json(),
        }],
        "recognizedTo": [{
            "action": "issue", "scheme": SCHEME, "schemeVersion": ["2024"],
            "roles": ["controller", "processor"], "jurisdictions": ["JP"],
            "standard": "ISO/IEC 17065",
            "events": [event("a1", "grant", "2025-01-01T00:00:00Z")],
        }],
    })
}

fn body_list(body: &FileKey) -> Value {
    let mut list =
        statement("RecognizedEntityCredential", LIST, AUTHORITY, json!([entity(BODY, body)]));
    list["sequenceNumber"] = json!(7);
    list["nextUpdate"] = json!("2026-12-20T00:00:00Z");
    list
}

fn scheme() -> Value {
    statement(
        "CertificationScheme",
        SCHEME_URL,
        AUTHORITY,
        json!({
            "id": SCHEME, "title": "Example scheme",
            "versions": [{ "version": "2024", "validFrom": "2024-01-01T00:00:00Z" }],
            "objectOfConformity": "organisation", "requiredScope": [],
            "surveillance": { "intervalMonths": 12, "toleranceMonths": 3 },
            "maxValidityMonths": 36,
            "onAccreditationLoss": { "rule": "run_off", "months": 6 },
        }),
    )
}

fn certificate() -> Value {
    let entry = |purpose: &str, list: &str| {
        json!({
            "type": "BitstringStatusListEntry", "statusPurpose": purpose,
            "statusListIndex": INDEX.to_string(), "statusListCredential": list,
        })
    };
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": "urn:uuid:4f2c2f0e-0d0f-4c1b-8d3c-6d2b7a3c9e11",
        "type": ["VerifiableCredential", "DataProtectionCertification"],
        "issuer": BODY,
        "validFrom": "2026-06-15T00:00:00+02:00",
        "validUntil": "2029-06-14T23:59:59+02:00",
        "credentialSubject": {
            "id": "did:web:org.example",
            "legalName": "株式会社例",
            "certification": {
                "number": "EP-1", "scheme": SCHEME, "schemeVersion": "2024",
                "jurisdiction": "https://w3id.org/tegata/j/jp", "decidedOn": "2026-06-10",
                "roles": ["controller"], "surveillance": { "nextDue": "2027-06-15" },
                "events": EVENTS,
            },
        },
        "credentialStatus": [entry("revocation", REVOCATIONS), entry("suspension", SUSPENSIONS)],
    })
}
