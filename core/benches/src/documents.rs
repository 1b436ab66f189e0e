//! A small world to verify in: an authority, a body that it accredited, the body's
//! certificate in both forms, and its status lists.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use serde_json::{Value, json};
use std::io::Write as _;
use tegata::issue::{FileKey, Signer};
use tegata::{Algorithm, Document, Timestamp, TrustBundle};

const AUTHORITY: &str = "did:web:authority.example";
const BODY: &str = "did:web:body.example";
const SCHEME: &str = "https://schemes.example/privacy";
const BITSTRING: &str = "https://body.example/status/bitstring";
const TOKEN_LIST: &str = "https://body.example/status/token";
pub const NOW: &str = "2026-11-23T12:00:00Z";

pub struct World {
    pub bundle: TrustBundle,
    pub body: FileKey,
    pub vc_jwt: String,
    pub sd_jwt: String,
}

pub fn now() -> Timestamp {
    NOW.parse().expect("an instant")
}

pub fn world() -> World {
    let key = |id: &str| FileKey::generate(Algorithm::Es256).expect("a key").with_key_id(id);
    let (authority, body) = (key(&format!("{AUTHORITY}#k1")), key(&format!("{BODY}#k1")));
    World {
        bundle: bundle(&authority, &body),
        vc_jwt: sign(&body, "vc+jwt", &certificate()),
        sd_jwt: sd_jwt(&body),
        body,
    }
}

fn bundle(authority: &FileKey, body: &FileKey) -> TrustBundle {
    let anchor = json!({
        "id": AUTHORITY, "keys": [authority.public_key().to_json()],
        "speaksFor": {
            "accredits": [{ "scheme": SCHEME, "jurisdictions": ["JP", "US"] }],
            "schemes": [SCHEME]
        }
    });
    let documents = vec![
        document(
            "https://authority.example/bodies",
            "vc+jwt",
            sign(authority, "vc+jwt", &bodies(body)),
        ),
        document(
            "https://authority.example/scheme",
            "vc+jwt",
            sign(authority, "vc+jwt", &scheme()),
        ),
        document(BITSTRING, "vc+jwt", sign(body, "vc+jwt", &bitstring())),
        document(TOKEN_LIST, "statuslist+jwt", sign(body, "statuslist+jwt", &token_list())),
    ];
    let anchor = serde_json::from_value(anchor).expect("an anchor");
    let bundle = TrustBundle::new(now(), vec![anchor], documents).expect("a bundle");
    // Measured is what a user does: load a bundle once, then verify.
    let loaded = reload(&bundle);
    let problems: Vec<_> =
        loaded.document_reports().iter().filter_map(|report| report.problem.as_ref()).collect();
    assert!(problems.is_empty(), "{problems:?}");
    loaded
}

/// The bundle as it comes out of its file.
pub fn reload(bundle: &TrustBundle) -> TrustBundle {
    TrustBundle::from_json(&bundle.to_json()).expect("the same bundle")
}

fn document(url: &str, kind: &str, body: String) -> Document {
    Document {
        url: url.into(),
        media_type: format!("application/{kind}"),
        obtained_at: now(),
        body,
    }
}

/// A signed statement as it is published at `url`.
pub fn signed_document(url: &str, token: String) -> Document {
    document(url, "vc+jwt", token)
}

/// A compact JWS.
pub fn sign(key: &FileKey, typ: &str, claims: &Value) -> String {
    let header = json!({ "alg": "ES256", "typ": typ, "kid": key.key_id() });
    let input = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
    let signature = key.sign(input.as_bytes()).expect("a signature");
    format!("{input}.{}", encode(signature))
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn statement(id: &str, kind: &str, issuer: &str, subject: Value) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": id, "type": ["VerifiableCredential", kind], "issuer": issuer,
        "validFrom": "2026-01-01T00:00:00Z", "credentialSubject": subject
    })
}

/// A statement of the authority that comes out in editions.
pub fn edition_of(id: &str, kind: &str, subject: Value) -> Value {
    edition(id, kind, subject)
}

/// A statement that comes out in editions.
fn edition(id: &str, kind: &str, subject: Value) -> Value {
    let mut edition = statement(id, kind, AUTHORITY, subject);
    edition["sequenceNumber"] = 1.into();
    edition["nextUpdate"] = "2027-01-01T00:00:00Z".into();
    edition
}

fn bodies(body: &FileKey) -> Value {
    edition(
        "https://authority.example/bodies",
        "RecognizedEntityCredential",
        json!([{
            "id": BODY, "type": "RecognizedEntity", "legalName": "Body of Certification",
            "jurisdiction": "JP",
            "verificationMethod": [{
                "id": body.key_id(), "type": "JsonWebKey", "controller": BODY,
                "publicKeyJwk": body.public_key().to_json()
            }],
            "recognizedTo": [{
                "action": "issue", "scheme": SCHEME, "schemeVersion": ["2024"],
                "roles": ["controller", "processor"], "jurisdictions": ["JP"],
                "standard": "ISO/IEC 17065",
                "events": [{
                    "id": "grant-1", "type": "grant", "effectiveAt": "2025-01-01T00:00:00Z",
                    "publishedAt": "2025-01-01T00:00:00Z"
                }]
            }]
        }]),
    )
}

fn scheme() -> Value {
    edition(
        "https://authority.example/scheme",
        "CertificationScheme",
        json!({
            "id": SCHEME, "title": "Privacy certification",
            "versions": [{ "version": "2024", "validFrom": "2024-01-01T00:00:00Z" }],
            "objectOfConformity": "processing_operation", "requiredScope": [],
            "surveillance": { "intervalMonths": 12, "toleranceMonths": 3 },
            "maxValidityMonths": 36, "onAccreditationLoss": { "rule": "unaffected" }
        }),
    )
}

const LIST_BYTES: usize = 16 * 1024;

fn bitstring() -> Value {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&[0; LIST_BYTES]).expect("memory");
    let list = format!("u{}", encode(packed.finish().expect("memory")));
    let mut credential = statement(
        BITSTRING,
        "BitstringStatusListCredential",
        BODY,
        json!({
            "id": format!("{BITSTRING}#list"), "type": "BitstringStatusList",
            "statusPurpose": "revocation", "encodedList": list
        }),
    );
    credential["validFrom"] = NOW.into();
    credential
}

fn token_list() -> Value {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&[0; LIST_BYTES * 2]).expect("memory");
    let list = encode(packed.finish().expect("memory"));
    json!({
        "iss": BODY, "sub": TOKEN_LIST, "iat": now().unix(),
        "status_list": { "bits": 2, "lst": list }
    })
}

fn certification() -> Value {
    json!({
        "number": "EP-2026-0042", "scheme": SCHEME, "schemeVersion": "2024",
        "jurisdiction": "JP", "decidedOn": "2026-06-10", "roles": ["controller", "processor"],
        "objectOfConformity": "processing_operation",
        "scope": {
            "entities": ["Example Holdings K.K.", "Example Logistics K.K."],
            "activities": ["payroll", "recruitment", "customer support", "order fulfilment"],
            "dataCategories": {
                "include": ["contact", "employment", "payment", "order history"],
                "exclude": ["health", "biometric"]
            },
            "dataSubjects": ["employees", "applicants", "customers"],
            "sites": ["Tokyo", "Osaka", "Sapporo", "Singapore"],
            "statement": {
                "@value": "Handling of personal data of employees, applicants and customers in \
                           the systems named in the annex to the certificate.",
                "@language": "en"
            }
        },
        "assurance": { "assessor": "third_party", "oversight": "accredited", "depth": "on_site" },
        "surveillance": { "nextDue": "2027-06-15" },
        "safeguards": ["pseudonymisation", "encryption at rest", "four-eyes access"]
    })
}

fn certificate() -> Value {
    let mut credential = statement(
        "urn:uuid:6f0b1c9e-0d53-4c3f-9b5e-2d4f2a1c7e10",
        "DataProtectionCertification",
        BODY,
        json!({
            "id": "did:web:org.example", "legalName": "株式会社例",
            "registrations": [
                { "system": "https://www.gleif.org/lei", "value": "5493001KJTIIGC8Y1R12" },
                { "system": "https://www.houjin-bangou.nta.go.jp", "value": "1234567890123" }
            ],
            "certification": certification()
        }),
    );
    credential["validFrom"] = "2026-06-15T00:00:00+09:00".into();
    credential["validUntil"] = "2029-06-14T23:59:59+09:00".into();
    credential["credentialStatus"] = json!([{
        "id": format!("{BITSTRING}#94567"), "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation", "statusListIndex": "94567",
        "statusListCredential": BITSTRING
    }]);
    credential
}

/// Ten claims of the scope and around it are disclosures.
fn sd_jwt(body: &FileKey) -> String {
    let mut certification = certification();
    let mut disclosures = Vec::new();
    let mut hide = |parent: &mut Value, names: &[&str]| {
        let members = parent.as_object_mut().expect("an object");
        let mut digests = Vec::new();
        for name in names {
            let value = members.remove(*name).expect("the member");
            let salt = encode(format!("salt number {:04}", disclosures.len()));
            let disclosure = encode(json!([salt, name, value]).to_string());
            let digest =
                aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, disclosure.as_bytes());
            digests.push(encode(digest));
            disclosures.push(disclosure);
        }
        members.insert("_sd".into(), digests.into());
    };
    hide(&mut certification["scope"]["dataCategories"], &["include"]);
    let scope = ["entities", "activities", "dataSubjects", "sites", "statement"];
    hide(&mut certification["scope"], &scope);
    hide(&mut certification, &["assurance", "safeguards"]);
    let mut claims = json!({
        "iss": BODY, "sub": "did:web:org.example",
        "vct": tegata::CERTIFICATE_VCT, "legalName": "株式会社例",
        "nbf": seconds("2026-06-15T00:00:00+09:00"), "exp": seconds("2029-06-14T23:59:59+09:00"),
        "registrations": [{ "system": "https://www.gleif.org/lei", "value": "5493001KJTIIGC8Y1R12" }],
        "contact": { "email": "privacy@org.example", "telephone": "+81 3 0000 0000" },
        "certification": certification, "_sd_alg": "sha-256",
        "status": { "status_list": { "idx": 94567, "uri": TOKEN_LIST } }
    });
    hide(&mut claims, &["registrations", "contact"]);
    assert_eq!(disclosures.len(), 10);
    format!("{}~{}~", sign(body, "dc+sd-jwt", &claims), disclosures.join("~"))
}

fn seconds(instant: &str) -> i64 {
    instant.parse::<Timestamp>().expect("an instant").unix()
}
