//! Hostile credentials of up to 1 MiB: unsigned ones, and ones that a known issuer signed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::{GzEncoder, ZlibEncoder};
use serde_json::{Value, json};
use std::io::{self, Read, Repeat, Take};
use tegata::issue::{FileKey, Signer};
use tegata::trust::{Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{Algorithm, CERTIFICATE_TYPE, CERTIFICATE_VCT, Document, Timestamp, TrustBundle};

const BODY: &str = "https://body.example";
const SCHEME: &str = "https://scheme.example";
/// How a token that is to be read as a presentation ends.
pub(crate) const BOUND: &[u8] = b"AAAA";
/// Bytes of a payload whose token just fits.
const ROOM: usize = 785_000;

/// A token and the world in which it is asked about.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) token: String,
    pub(crate) bundle: TrustBundle,
}

pub(crate) fn now() -> Timestamp {
    Timestamp::from_unix(1_781_481_600).unwrap()
}

pub(crate) fn all() -> Vec<Case> {
    let key = FileKey::generate(Algorithm::EdDsa).unwrap().with_key_id("k1");
    let mut cases = forms();
    cases.extend(payloads().into_iter().map(|(name, text)| (name, unsigned(&text))));
    cases.extend(signed(&key));
    cases.extend(disclosed(&key));
    cases.push(("rsa-8192 holder key", presentation(&key)));
    let case = |(name, token)| Case { name, token, bundle: bundle(&key) };
    cases.into_iter().map(case).collect()
}

/// Certificates whose status list inflates without end, or up to its limit.
pub(crate) fn bombs() -> Vec<Case> {
    let key = FileKey::generate(Algorithm::EdDsa).unwrap().with_key_id("k1");
    let url = "https://body.example/bomb";
    let mut by_token_list = sd_claims();
    by_token_list["status"] = json!({ "status_list": { "idx": 1, "uri": url } });
    let by_token_list = sign(&key, "dc+sd-jwt", &by_token_list.to_string()) + "~";
    let mut by_bitstring = claims();
    by_bitstring["credentialStatus"] = json!({
        "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "1", "statusListCredential": url,
    });
    let by_bitstring = sign(&key, "vc+jwt", &by_bitstring.to_string());
    let case = |name, token: &String, list: String| {
        let media_type = if token.ends_with('~') { "statuslist+jwt" } else { "vc+jwt" };
        let list = Document {
            url: url.to_owned(),
            media_type: format!("application/{media_type}"),
            obtained_at: now(),
            body: list,
        };
        let bundle = bundle(&key).with_document(list, now()).unwrap();
        Case { name, token: token.clone(), bundle }
    };
    let (bomb, limit) = (256 << 20, 4 << 20);
    vec![
        case("token list of 256 MiB", &by_token_list, token_list(&key, url, bomb)),
        case("token list of a byte too many", &by_token_list, token_list(&key, url, limit + 1)),
        case("bitstring list of 256 MiB", &by_bitstring, bitstring_list(&key, url, bomb)),
    ]
}

fn token_list(key: &FileKey, url: &str, size: u64) -> String {
    let packed = packed(|zeros| Box::new(ZlibEncoder::new(zeros, Compression::best())), size);
    let claims = json!({
        "iss": BODY, "sub": url, "iat": 1_781_481_000,
        "status_list": { "bits": 1, "lst": encode(packed) },
    });
    sign(key, "statuslist+jwt", &claims.to_string())
}

fn bitstring_list(key: &FileKey, url: &str, size: u64) -> String {
    let packed = packed(|zeros| Box::new(GzEncoder::new(zeros, Compression::best())), size);
    let claims = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": url, "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": BODY, "validFrom": "2026-06-14T00:00:00Z",
        "credentialSubject": {
            "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": format!("u{}", encode(packed)),
        },
    });
    sign(key, "vc+jwt", &claims.to_string())
}

/// So many bytes of zero, compressed to a thousandth.
fn packed(encoder: impl Fn(Take<Repeat>) -> Box<dyn Read>, size: u64) -> Vec<u8> {
    let mut packed = Vec::new();
    encoder(io::repeat(0).take(size)).read_to_end(&mut packed).unwrap();
    packed
}

fn bundle(key: &FileKey) -> TrustBundle {
    let any = || AnyOr::Any;
    let certifies = Certifies {
        scheme: SCHEME.to_owned(),
        scheme_version: any(),
        roles: AnyOr::Any,
        jurisdictions: any(),
        from: None,
        until: None,
    };
    let anchor = Anchor {
        id: BODY.to_owned(),
        keys: vec![key.public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor { certifies: vec![certifies], ..SpeaksFor::default() },
        pins: Vec::new(),
        sources: Vec::new(),
    };
    let claims = json!({
        "iss": BODY, "sub": "https://body.example/t", "iat": 1_781_481_000,
        "status_list": { "bits": 1, "lst": "eJxjYGBgAAAABAAB" },
    });
    let list = Document {
        url: "https://body.example/t".to_owned(),
        media_type: "application/statuslist+jwt".to_owned(),
        obtained_at: now(),
        body: sign(key, "statuslist+jwt", &claims.to_string()),
    };
    TrustBundle::new(now(), vec![anchor], vec![list]).unwrap()
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn sign(key: &FileKey, typ: &str, payload: &str) -> String {
    let header = json!({ "alg": "EdDSA", "kid": "k1", "typ": typ });
    let input = format!("{}.{}", encode(header.to_string()), encode(payload));
    let signature = key.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", encode(signature))
}

fn unsigned(payload: &str) -> String {
    let header = encode(r#"{"alg":"ES256","typ":"vc+jwt"}"#);
    format!("{header}.{}.{}", encode(payload), encode([1; 64]))
}

/// Faults of the compact form.
fn forms() -> Vec<(&'static str, String)> {
    let whole = 1 << 20;
    let header = encode(r#"{"alg":"ES256","typ":"dc+sd-jwt"}"#);
    let deep = encode("[".repeat(6_000));
    vec![
        ("only dots", ".".repeat(whole)),
        ("only tildes", "~".repeat(whole)),
        ("tildes after a token", format!("{header}.e30.AAAA{}", "~".repeat(whole - 100))),
        ("signature of 1 MiB", format!("{header}.e30.{}", "A".repeat(whole - 100))),
        ("header of 1 MiB", format!("{}.e30.AAAA", "A".repeat(whole - 20))),
        ("header nested deeply", format!("{deep}.e30.AAAA")),
        ("payload without JSON", unsigned(&"\u{7f}".repeat(ROOM))),
        ("no base64url", format!("{header}.{}.AAAA", "!".repeat(whole - 100))),
    ]
}

fn members(count: usize, name: impl Fn(usize) -> String, value: &str) -> String {
    let list: Vec<_> = (0..count).map(|n| format!("\"{}\":{value}", name(n))).collect();
    format!("{{{}}}", list.join(","))
}

/// JSON that is expensive to read.
fn payloads() -> Vec<(&'static str, String)> {
    let numbers = |one: &str, count: usize| format!("[{}]", vec![one; count].join(","));
    let halfway = format!("9007199254740993.{}1", "0".repeat(20));
    vec![
        ("arrays nested deeply", "[".repeat(ROOM)),
        ("objects nested deeply", "{\"a\":".repeat(ROOM / 5)),
        ("100,000 members", members(ROOM / 8 - 20_000, |n| format!("{n:x}"), "1")),
        ("2,048 members of one prefix", members(2_048, |n| format!("{}{n}", "p".repeat(370)), "1")),
        ("2,048 escaped members", members(2_048, |n| format!("{}{n}", "\\u0070".repeat(60)), "1")),
        ("20,000 values", numbers("1", 19_999)),
        ("20,000 doubles", numbers(&halfway, 19_999)),
        ("one long whole number", "7".repeat(ROOM)),
        ("one long fraction", format!("0.{}1", "0".repeat(ROOM - 3))),
        ("one long halfway fraction", format!("9007199254740993.{}1", "0".repeat(ROOM - 20))),
        ("one long exponent", format!("1e{}", "9".repeat(ROOM - 2))),
        ("escapes", format!("\"{}\"", "\\u00e9".repeat(ROOM / 6 - 1))),
        ("surrogate pairs", format!("\"{}\"", "\\ud83d\\ude00".repeat(ROOM / 12 - 1))),
        ("four-byte characters", format!("\"{}\"", "😀".repeat(ROOM / 4 - 1))),
        ("one member of 700 KB twice", {
            let name = "n".repeat(ROOM / 2 - 10);
            format!("{{\"{name}\":1,\"{name}\":2}}")
        }),
    ]
}

fn claims() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", CERTIFICATE_TYPE],
        "issuer": BODY, "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2028-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "https://nova.example", "legalName": "Nova", "certification": {
                "number": "1", "scheme": SCHEME, "schemeVersion": "2", "jurisdiction": "JP",
                "roles": ["processor"],
            },
        },
    })
}

/// What passes the signature and is read further.
fn signed(key: &FileKey) -> Vec<(&'static str, String)> {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut claims = claims();
        change(&mut claims);
        sign(key, "vc+jwt", &claims.to_string())
    };
    let reference = |list: String| {
        json!({ "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "1", "statusListCredential": list })
    };
    let references = |list: &dyn Fn(usize) -> String, count: usize| -> Value {
        (0..count).map(|n| reference(list(n))).collect()
    };
    let same = |_| "https://body.example/t".to_owned();
    let other = |n: usize| format!("https://body.example/{n}/{}", "l".repeat(200));
    let certification = |claims: &mut Value, name: &str, value: Value| {
        claims["credentialSubject"]["certification"][name] = value;
    };
    // Members that stand before those that are looked up, again and again.
    let crowd = |claims: &mut Value, count: usize| {
        for n in 0..count {
            claims[format!("!{n}")] = json!(1);
            claims["credentialSubject"][format!("!{n}")] = json!(1);
            claims["credentialSubject"]["certification"][format!("!{n}")] = json!(1);
        }
    };
    vec![
        ("signed, as it should be", with(&|_| {})),
        ("signed, 2,000 references", with(&|c| c["credentialStatus"] = references(&other, 2_000))),
        (
            "signed, 2,000 references to one list",
            with(&|c| {
                c["credentialStatus"] = references(&same, 2_000);
            }),
        ),
        (
            "signed, references in a crowd",
            with(&|c| {
                c["credentialStatus"] = references(&same, 800);
                crowd(c, 2_000);
            }),
        ),
        (
            "signed, other lists in a crowd",
            with(&|c| {
                c["credentialStatus"] = references(&|n| format!("https://x.example/{n}"), 800);
                crowd(c, 2_000);
            }),
        ),
        (
            "signed, 19,000 roles",
            with(&|c| {
                certification(c, "roles", vec!["processor"; 19_000].into());
            }),
        ),
        (
            "signed, name of bidi controls",
            with(&|c| {
                c["credentialSubject"]["legalName"] = "\u{202e}".repeat(ROOM / 3 - 400).into();
            }),
        ),
        (
            "signed, number of control characters",
            with(&|c| {
                certification(c, "number", "\u{1b}".repeat(ROOM / 6 - 400).into());
            }),
        ),
        (
            "signed, scheme of 700 KB",
            with(&|c| {
                certification(c, "scheme", format!("https://{}", "s".repeat(ROOM - 2_000)).into());
            }),
        ),
        (
            "signed, events at 700 KB",
            with(&|c| {
                certification(c, "events", format!("https://{}", "s".repeat(ROOM - 2_000)).into());
            }),
        ),
        (
            "signed, issuer of 700 KB",
            with(&|c| {
                c["issuer"] = format!("https://{}", "s".repeat(ROOM - 2_000)).into();
            }),
        ),
    ]
}

fn sd_claims() -> Value {
    json!({
        "iss": BODY, "vct": CERTIFICATE_VCT, "sub": "https://nova.example", "legalName": "Nova",
        "nbf": 1_770_000_000, "certification": {
            "number": "1", "scheme": SCHEME, "schemeVersion": "2", "jurisdiction": "JP",
            "roles": ["processor"],
        },
    })
}

fn digest(text: &str) -> String {
    let url = String::new();
    let document =
        Document { url, media_type: String::new(), obtained_at: now(), body: text.to_owned() };
    let hex = document.sha256();
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    encode((0..hex.len()).step_by(2).map(byte).collect::<Vec<_>>())
}

/// Disclosures: many, with decoys, inside one another, and with names of one prefix.
fn disclosed(key: &FileKey) -> Vec<(&'static str, String)> {
    let token = |disclosures: Vec<String>, digests: Vec<String>| {
        let mut claims = sd_claims();
        claims["_sd"] = digests.into();
        let jwt = sign(key, "dc+sd-jwt", &claims.to_string());
        format!("{jwt}~{}~", disclosures.join("~"))
    };
    let flat = |one: &dyn Fn(usize) -> Value| {
        let disclosures: Vec<_> = (0..1_024).map(|n| encode(one(n).to_string())).collect();
        let digests = disclosures.iter().map(|text| digest(text)).collect();
        token(disclosures, digests)
    };
    let decoys = |n: usize| -> Value { (0..6).map(|m| format!("decoy {n} {m}")).collect() };
    let mut chain = vec![encode(json!(["s", "x", 1]).to_string())];
    for _ in 0..1_023 {
        let next = json!(["s", "x", { "_sd": [digest(&chain[chain.len() - 1])] }]);
        chain.push(encode(next.to_string()));
    }
    let last = digest(&chain[1_023]);
    let decoys_only: Vec<_> = (0..15_000).map(|n| digest(&n.to_string())).collect();
    vec![
        ("1,024 disclosures", flat(&|n| json!(["s", format!("c{n}"), n]))),
        (
            "1,024 disclosures with decoys",
            flat(&|n| json!(["s", format!("c{n}"), { "_sd": decoys(n) }])),
        ),
        (
            "1,024 names of one prefix",
            flat(&|n| json!(["s", format!("{}{n}", "p".repeat(500)), 1])),
        ),
        ("1,024 times the same name", flat(&|n| json!([n.to_string(), "x", 1]))),
        ("1,024 disclosures in one another", token(chain, vec![last])),
        ("15,000 decoys", token(vec![encode(r#"["s","x",1]"#)], decoys_only)),
    ]
}

/// The holder's key is the issuer's choice: the largest RSA modulus and exponent there are.
fn presentation(key: &FileKey) -> String {
    let modulus: Vec<u8> = (0..1_024_u32).map(|n| (n.wrapping_mul(151) | 129) as u8).collect();
    let mut claims = sd_claims();
    let rsa = json!({ "kty": "RSA", "n": encode(modulus), "e": encode([255; 4]) });
    claims["cnf"] = json!({ "jwk": rsa });
    let jwt = sign(key, "dc+sd-jwt", &claims.to_string());
    let header = encode(r#"{"alg":"PS256","typ":"kb+jwt"}"#);
    let signature = "A".repeat(1_366 - BOUND.len()) + "AAAA";
    format!("{jwt}~{header}.e30.{signature}")
}
