//! Worlds to decide in: the pack that comes with the software, and a large one that is made
//! up: 200 regimes with 50 instruments each, 1,000 bodies.

use crate::documents::{NOW, edition_of, now, sign, signed_document};
use serde_json::{Value, json};
use tegata::issue::{FileKey, Signer as _};
use tegata::recognition::{PACK_MEDIA_TYPE, Pack};
use tegata::trust::SpeaksFor;
use tegata::{Algorithm, Anchor, Certificate, Clocks, Document, Transfer, TrustBundle, Verifier};

const REGIMES: usize = 200;
const INSTRUMENTS: usize = 50;
const BODIES: usize = 1_000;
const AUTHORITY: &str = "did:web:authority.example";
const SCHEME: &str = "https://w3id.org/tegata/scheme/global-cbpr";

/// A question whose answer is a yes.
pub struct Asked {
    verifier: Verifier,
    certificate: Certificate,
    transfer: Transfer,
}

impl Asked {
    /// From one place to the United States, with a certificate under Global CBPR.
    fn new(bundle: TrustBundle, token: &str, from: &str, to: &str) -> Self {
        let problems: Vec<_> =
            bundle.document_reports().iter().filter_map(|report| report.problem.as_ref()).collect();
        assert!(problems.is_empty(), "{problems:?}");
        let verifier = Verifier::new(bundle);
        let certificate = verifier.authenticate(token).expect("a genuine certificate");
        let transfer =
            Transfer::between(from, to).to(&certificate).of("contact").for_purpose("payroll");
        let asked = Self { verifier, certificate, transfer };
        let decision = asked.decide();
        decision.permit().unwrap_or_else(|refusal| panic!("{}", refusal.report().to_json()));
        asked
    }

    pub fn decide(&self) -> tegata::Decision {
        let certificates = std::slice::from_ref(&self.certificate);
        self.verifier.decide(&self.transfer, certificates, Clocks::at(now()))
    }
}

/// Singapore to the United States by the embedded pack.
pub fn embedded() -> Asked {
    let (bundle, token) = bodies(1);
    Asked::new(bundle.with_embedded_pack().expect("the pack"), &token, "SG", "US")
}

/// One regime of many, one body of many.
pub fn synthetic() -> Asked {
    let (bundle, token) = bodies(BODIES);
    let text = pack().to_string();
    let pack = Pack::from_json(&text).expect("a pack");
    let document = Document {
        url: pack.about.id.clone(),
        media_type: PACK_MEDIA_TYPE.to_owned(),
        obtained_at: now(),
        body: text,
    };
    let anchor = Anchor {
        id: pack.about.id.clone(),
        keys: Vec::new(),
        pins: vec![document.sha256()],
        threshold: 1,
        speaks_for: SpeaksFor::all_of(&pack),
        sources: Vec::new(),
    };
    let bundle = bundle.with_anchor(anchor, now()).expect("a bundle");
    let bundle = bundle.with_document(document, now()).expect("a bundle");
    Asked::new(bundle, &token, &place(100), &place(125))
}

/// An authority that accredits so many bodies, and a certificate of one of them.
fn bodies(count: usize) -> (TrustBundle, String) {
    let key = |id: &str| FileKey::generate(Algorithm::Es256).expect("a key").with_key_id(id);
    let authority = key(&format!("{AUTHORITY}#k1"));
    let name = |number: usize| format!("did:web:body-{number}.example");
    let keys: Vec<_> = (0..count).map(|n| key(&format!("{}#k1", name(n)))).collect();
    let entities = keys.iter().enumerate().map(|(n, key)| entity(&name(n), key));
    let url = "https://authority.example/bodies";
    let list = edition_of(url, "RecognizedEntityCredential", entities.collect());
    let events_url = "https://body.example/events/1";
    let signer = &keys[count / 2];
    let body = name(count / 2);
    let events = events(events_url, &body);
    let documents = vec![
        signed_document(url, sign(&authority, "vc+jwt", &list)),
        signed_document(events_url, sign(signer, "vc+jwt", &events)),
    ];
    let anchor = json!({
        "id": AUTHORITY, "keys": [authority.public_key().to_json()],
        "speaksFor": { "accredits": [{ "scheme": SCHEME, "jurisdictions": "any" }] }
    });
    let anchor = serde_json::from_value(anchor).expect("an anchor");
    let bundle = TrustBundle::new(now(), vec![anchor], documents).expect("a bundle");
    let token = sign(signer, "vc+jwt", &certificate(&body, events_url, count));
    (bundle, token)
}

fn entity(id: &str, key: &FileKey) -> Value {
    json!({
        "id": id, "type": "RecognizedEntity", "legalName": id, "jurisdiction": "US",
        "verificationMethod": [{
            "id": key.key_id(), "type": "JsonWebKey", "controller": id,
            "publicKeyJwk": key.public_key().to_json()
        }],
        "recognizedTo": [{
            "action": "issue", "scheme": SCHEME, "schemeVersion": "any", "roles": "any",
            "jurisdictions": "any", "standard": "Global CBPR",
            "events": [event("grant", "grant", "2025-01-01T00:00:00Z")]
        }]
    })
}

fn event(id: &str, kind: &str, at: &str) -> Value {
    json!({ "id": id, "type": kind, "effectiveAt": at, "publishedAt": at })
}

fn statement(url: &str, kind: &str, issuer: &str, subject: Value) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": url, "type": ["VerifiableCredential", kind], "issuer": issuer,
        "validFrom": NOW, "credentialSubject": subject
    })
}

fn events(url: &str, body: &str) -> Value {
    let subject = json!({
        "id": "did:web:org.example", "number": "1", "scheme": SCHEME,
        "events": [event("grant", "grant", "2026-06-10T00:00:00Z")]
    });
    statement(url, "CertificationEvents", body, subject)
}

/// Granted under the law of where the importer is.
fn certificate(body: &str, events: &str, bodies: usize) -> Value {
    let law = if bodies == 1 { "US".to_owned() } else { place(125) };
    let subject = json!({
        "id": "did:web:org.example", "legalName": "Example Inc.",
        "certification": {
            "number": "1", "scheme": SCHEME, "schemeVersion": "2025", "jurisdiction": law,
            "decidedOn": "2026-06-10", "roles": ["controller", "processor"],
            "scope": { "dataCategories": { "include": ["contact"], "exclude": ["health"] } },
            "events": events
        }
    });
    let mut claims = statement("urn:uuid:1", "DataProtectionCertification", body, subject);
    claims["validFrom"] = "2026-06-15T00:00:00Z".into();
    claims["validUntil"] = "2029-06-14T23:59:59Z".into();
    claims
}

fn place(number: usize) -> String {
    format!("https://law.example/j/{number}")
}

fn regime(number: usize) -> String {
    format!("https://law.example/r/{number}")
}

/// Each regime has instruments for its next fifty neighbours.
fn pack() -> Value {
    let places: Vec<_> = (0..REGIMES)
        .map(|n| {
            json!({ "id": place(n), "kind": "state", "codes": [], "names": [], "within": [],
                "timeZone": "UTC", "source": "made up", "reviewed": "unreviewed" })
        })
        .collect();
    let parts: Vec<_> = (0..REGIMES).map(part).collect();
    json!({
        "about": {
            "id": "https://law.example/pack", "title": "Made up", "curator": "nobody",
            "asOf": NOW, "nextUpdate": "2030-01-01T00:00:00Z", "notice": "Made up."
        },
        "registers": [{ "id": "https://law.example/places", "jurisdictions": places }],
        "parts": parts
    })
}

fn part(number: usize) -> Value {
    let instruments = (1..=INSTRUMENTS).map(|step| {
        instrument(number, step, (number + step) % REGIMES)
    });
    json!({
        "regime": {
            "id": regime(number), "title": "Law", "territories": [{ "jurisdiction": place(number) }],
            "members": [], "relation": "adds", "exporterRule": "deny_unless_permitted",
            "authorities": [], "completeness": {}, "citations": [], "source": "made up",
            "reviewed": "unreviewed"
        },
        "arrangements": instruments.collect::<Vec<_>>()
    })
}

fn instrument(regime_number: usize, step: usize, to: usize) -> Value {
    json!({
        "id": format!("https://law.example/instrument/{regime_number}-{step}"),
        "title": "Instrument", "citations": [], "effect": "safeguard",
        "exporterRegime": regime(regime_number), "state": "operative",
        "events": [event("enact", "enact", "2026-01-01T00:00:00Z")],
        "versions": [{
            "event": "enact",
            "importer": { "territories": [{ "jurisdiction": place(to), "reach": "with_parts" }] },
            "holder": "importer",
            "schemes": [{ "scheme": SCHEME, "versions": "any", "variants": "any", "roles": "any" }],
            "requiresBase": [], "grantedUnderLawOf": "importer", "issuedRelation": "any",
            "scope": "always",
            "exclusions": [{
                "name": "health", "kind": "data", "reference": "Article 1",
                "when": { "isA": { "operand": "dataCategories", "values": "some", "of": ["health"] } }
            }],
            "preconditions": [], "obligations": [],
            "onward": { "allowedTools": "any", "barredTools": [], "inherits": false }
        }],
        "source": "made up", "reviewed": "unreviewed"
    })
}
