//! A small world with keys of its own: a body that certifies, an authority, a holder.

use crate::documents;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::bufread::{GzEncoder, ZlibEncoder};
use serde_json::{Value, json};
use std::io::Read;
use std::sync::LazyLock;
use tegata::issue::{FileKey, Signer};
use tegata::trust::{Accredits, Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{CERTIFICATE_TYPE, CERTIFICATE_VCT, Clocks, Document, Timestamp, TrustBundle};
use tegata::{Verifier, certificate::TEGATA_CONTEXT};

pub const BODY: &str = "https://body.example";
pub const AUTHORITY: &str = "https://authority.example";
pub const SCHEME: &str = "https://scheme.example";
pub const AUDIENCE: &str = "https://verifier.example";
pub const NONCE: &str = "n-0S6_WzA2Mj";
const BITSTRING: &str = "https://body.example/bits/1";
const TOKENS: &str = "https://body.example/tokens/1";

/// 2026-06-15T00:00:00Z: everything here is valid then.
const NOW: i64 = 1_781_481_600;

/// Built once. Ed25519 signs the same bytes the same way, so that a finding can be repeated.
pub static WORLD: LazyLock<World> = LazyLock::new(World::new);

pub struct World {
    pub body: FileKey,
    pub authority: FileKey,
    pub holder: FileKey,
    pub verifier: Verifier,
    /// A certificate as `vc+jwt`.
    pub vc: String,
    /// A certificate as `dc+sd-jwt`, with all its disclosures.
    pub sd: String,
    /// The same with a key binding.
    pub presentation: String,
}

impl World {
    fn new() -> Self {
        // The published test keys of RFC 8037 appendix A and RFC 8032 section 7.1, test 2.
        let first = (
            "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
            "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        );
        let second = (
            "TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs",
            "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw",
        );
        let (body, authority) = (key(first, "k1"), key(first, "a1"));
        let holder = key(second, "h1");
        let vc = sign(&body, "vc+jwt", vc_claims().to_string().as_bytes());
        let sd = sd_jwt(&body, &holder);
        let binding = sign(&holder, "kb+jwt", binding_claims(&sd).to_string().as_bytes());
        let presentation = format!("{sd}{binding}");
        let documents =
            vec![bitstring(&body, &[0; 1 << 14]), tokens(&body, &[0; 64]), scheme(&authority)];
        let bundle = TrustBundle::new(now(), anchors(&body, &authority), documents);
        let verifier = Verifier::new(bundle.expect("the world is sound"));
        Self { body, authority, holder, verifier, vc, sd, presentation }
    }

    pub fn anchors(&self) -> Vec<Anchor> {
        anchors(&self.body, &self.authority)
    }
}

fn key((d, x): (&str, &str), id: &str) -> FileKey {
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "d": d, "x": x, "kid": id });
    FileKey::from_jwk(&jwk.to_string()).expect("a sound key")
}

pub fn now() -> Timestamp {
    Timestamp::from_unix(NOW).expect("within the years")
}

pub fn clocks() -> Clocks {
    Clocks::at(now())
}

/// Signs `payload` as a compact JWS, whatever it is.
pub fn sign(key: &FileKey, typ: &str, payload: &[u8]) -> String {
    let header = json!({ "alg": "EdDSA", "kid": key.key_id(), "typ": typ });
    sign_with(key, header.to_string().as_bytes(), payload)
}

pub fn sign_with(key: &FileKey, header: &[u8], payload: &[u8]) -> String {
    let input = format!("{}.{}", encode(header), encode(payload));
    let signature = key.sign(input.as_bytes()).expect("the key signs");
    format!("{input}.{}", encode(signature))
}

pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn decode(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

fn anchors(body: &FileKey, authority: &FileKey) -> Vec<Anchor> {
    let certifies = Certifies {
        scheme: SCHEME.to_owned(),
        scheme_version: AnyOr::Any,
        roles: AnyOr::Any,
        jurisdictions: AnyOr::Any,
        from: None,
        until: None,
    };
    let accredits = Accredits { scheme: SCHEME.to_owned(), jurisdictions: AnyOr::Any };
    let anchor = |id: &str, key: &FileKey, speaks_for| Anchor {
        id: id.to_owned(),
        keys: vec![key.public_key().to_json()],
        threshold: 1,
        speaks_for,
        pins: Vec::new(),
        sources: Vec::new(),
    };
    let schemes = vec![SCHEME.to_owned()];
    vec![
        anchor(BODY, body, SpeaksFor { certifies: vec![certifies], ..SpeaksFor::default() }),
        anchor(
            AUTHORITY,
            authority,
            SpeaksFor { accredits: vec![accredits], schemes, ..SpeaksFor::default() },
        ),
    ]
}

fn certification() -> Value {
    json!({
        "number": "N-1", "scheme": SCHEME, "schemeVersion": "2", "jurisdiction": "JP",
        "decidedOn": "2025-12-20", "roles": ["processor"],
        "scope": { "sites": ["Osaka"], "dataCategories": { "include": ["contact"] } },
    })
}

pub fn vc_claims() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", TEGATA_CONTEXT],
        "id": "urn:uuid:5e7f5c5a-0d4c-4c1e-8f4a-2b8a5d7d3c10",
        "type": ["VerifiableCredential", CERTIFICATE_TYPE],
        "issuer": BODY,
        "validFrom": "2026-01-01T00:00:00+09:00",
        "validUntil": "2028-01-01T00:00:00+09:00",
        "credentialSubject": {
            "id": "https://nova.example", "legalName": "Nova Inc.",
            "certification": certification(),
        },
        "credentialStatus": {
            "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "7", "statusListCredential": BITSTRING,
        },
    })
}

fn sd_jwt(body: &FileKey, holder: &FileKey) -> String {
    let disclosures = [
        json!(["salt-1", "contact", { "mail": "a@nova.example" }]),
        json!(["salt-2", "evidence", ["audit"]]),
    ];
    let disclosures = disclosures.map(|disclosure| encode(disclosure.to_string()));
    let claims = json!({
        "iss": BODY, "vct": CERTIFICATE_VCT, "sub": "https://nova.example",
        "legalName": "Nova Inc.", "nbf": NOW - 86_400, "exp": NOW + 86_400 * 365,
        "cnf": { "jwk": holder.public_key().to_json() }, "certification": certification(),
        "_sd_alg": "sha-256", "_sd": disclosures.each_ref().map(|text| digest(text)),
        "status": { "status_list": { "idx": 7, "uri": TOKENS } },
    });
    let jwt = sign(body, "dc+sd-jwt", claims.to_string().as_bytes());
    format!("{jwt}~{}~", disclosures.join("~"))
}

pub fn binding_claims(presented: &str) -> Value {
    json!({ "iat": NOW, "aud": AUDIENCE, "nonce": NONCE, "sd_hash": digest(presented) })
}

/// SHA-256 in base64url, of a text as the library itself digests it.
pub fn digest(text: &str) -> String {
    let document = document("", "", text.to_owned());
    let hex = document.sha256();
    let digits = (0..hex.len()).step_by(2).filter_map(|at| hex.get(at..at + 2));
    encode(digits.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect::<Vec<_>>())
}

/// The scheme's own rules, which its authority states.
pub fn scheme(authority: &FileKey) -> Document {
    let (url, claims) = documents::scheme();
    let token = sign(authority, "vc+jwt", claims.to_string().as_bytes());
    document(url, "application/vc+jwt", token)
}

pub fn document(url: &str, media_type: &str, body: String) -> Document {
    Document { url: url.to_owned(), media_type: media_type.to_owned(), obtained_at: now(), body }
}

/// A status list of the body with these bytes.
pub fn bitstring(body: &FileKey, bytes: &[u8]) -> Document {
    let mut packed = Vec::new();
    let read = GzEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed);
    read.expect("memory does not fail");
    packed_bitstring(body, &packed)
}

/// A status list of the body whose compressed form is `packed`.
pub fn packed_bitstring(body: &FileKey, packed: &[u8]) -> Document {
    let claims = bitstring_claims(packed);
    let token = sign(body, "vc+jwt", claims.to_string().as_bytes());
    document(BITSTRING, "application/vc+jwt", token)
}

pub fn bitstring_claims(packed: &[u8]) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": BITSTRING,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": BODY,
        "validFrom": "2026-06-14T00:00:00Z",
        "credentialSubject": {
            "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": format!("u{}", encode(packed)),
        },
    })
}

fn tokens(body: &FileKey, bytes: &[u8]) -> Document {
    let mut packed = Vec::new();
    let read = ZlibEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed);
    read.expect("memory does not fail");
    let claims = json!({
        "iss": BODY, "sub": TOKENS, "iat": NOW - 3600,
        "status_list": { "bits": 2, "lst": encode(packed) },
    });
    let token = sign(body, "statuslist+jwt", claims.to_string().as_bytes());
    document(TOKENS, "application/statuslist+jwt", token)
}
