//! The examples of RFC 9901 and of SD-JWT VC, through the verifier. What their disclosures
//! add up to is tested beside the code that puts them in place.

use super::{code, entries, header, is_signed, vectors, verifier};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tegata::{Clocks, Expected, Timestamp};

/// Sound for their authors, and refused here. Those of the type `example+sd-jwt`, which no
/// verifier should take for a credential (RFC 8725 section 3.11), are told by that.
const STRICTER: [(&str, &str, &str); 5] = [
    ("generated/header_mod", "header_invalid", "its `kid` is a number (RFC 7515 section 4.1.4)"),
    ("generated/json_serialization_flattened", "format_unsupported", COMPACT),
    ("generated/json_serialization_general", "format_unsupported", COMPACT),
    ("rfc9901-examples/json_serialization_flattened", "format_unsupported", COMPACT),
    ("rfc9901-examples/json_serialization_general", "format_unsupported", COMPACT),
];
const COMPACT: &str = "only the compact serialisation is read";

/// The published key of all issuers; one example names it.
fn issuer_key() -> Value {
    json!({
        "kty": "EC", "crv": "P-256", "kid": "doc-signer-05-25-2022",
        "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
        "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
    })
}

/// The published key of all holders.
fn holder_key() -> Value {
    json!({
        "kty": "EC", "crv": "P-256",
        "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
        "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
    })
}

#[test]
fn answers_the_published_presentations() {
    let Some(folder) = vectors("sd-jwt") else { return };
    let (mut opened, mut bound, mut examples, mut named) = (0, 0, 0, 0);
    for (name, case) in cases(&folder) {
        let Some(token) = token(&case) else { continue }; // the settings
        let payload = read(&case, "sd_jwt_payload.json");
        let verifier = verifier(payload["iss"].as_str().unwrap_or_default(), vec![issuer_key()]);
        let open = || code(verifier.open(&token));
        if let Some((_, code, reason)) = STRICTER.iter().find(|(case, ..)| *case == name) {
            assert_eq!(open(), Some(*code), "{name}: {reason}");
            named += 1;
        } else if header(&token)["typ"] == "example+sd-jwt" {
            assert_eq!(open(), Some("type_unexpected"), "{name}");
            examples += 1;
        } else if token.ends_with('~') {
            assert_eq!(open(), None, "{name}");
            opened += 1;
        } else {
            assert_eq!(open(), Some("key_binding_unexpected"), "{name}");
            check_binding(&name, &case, |expected, clocks| {
                code(verifier.authenticate_presentation(&token, expected, clocks)).unwrap()
            });
            bound += 1;
        }
    }
    assert_eq!(named, STRICTER.len(), "the table names a case that is not there");
    assert!(opened >= 1 && bound >= 3 && examples >= 20);
    println!(
        "SD-JWT: {opened} opened, {bound} presented, {examples} of an example's type, \
         {named} more with a reason"
    );
}

/// The binding holds for what it was made for: what is refused after it is that this is no
/// certificate. It holds for nothing else.
fn check_binding(name: &str, case: &Path, ask: impl Fn(&Expected<'_>, Clocks) -> &'static str) {
    let binding = read(case, "kb_jwt_payload.json");
    let made = binding["iat"].as_i64().unwrap();
    let text = |member: &str| binding[member].as_str().unwrap();
    let expected = Expected { audience: text("aud"), nonce: text("nonce"), max_age_seconds: 300 };
    let at = |unix| Clocks::at(Timestamp::from_unix(unix).unwrap());
    let answers = [
        ask(&expected, at(made)),
        ask(&Expected { audience: "https://elsewhere.example", ..expected }, at(made)),
        ask(&Expected { nonce: "1234567891", ..expected }, at(made)),
        ask(&expected, at(made + 1_000)),
    ];
    let wrong = ["key_binding_audience_wrong", "key_binding_nonce_wrong", "key_binding_stale"];
    assert_eq!(answers[0], "type_unexpected", "{name}");
    assert_eq!(answers[1..], wrong, "{name}");
}

/// Every issuer's and holder's signature holds, under that key and no other.
#[test]
fn checks_the_published_signatures() {
    let Some(folder) = vectors("sd-jwt") else { return };
    let (mut issuers, mut holders) = (0, 0);
    for (name, case) in cases(&folder) {
        let Some(token) = token(&case).filter(|token| !token.starts_with('{')) else { continue };
        let (jwt, binding) = (token.split('~').next().unwrap(), token.rsplit('~').next().unwrap());
        assert!(is_signed(jwt, &issuer_key()) && !is_signed(jwt, &holder_key()), "{name}");
        issuers += 1;
        if !binding.is_empty() {
            let sound = is_signed(binding, &holder_key()) && !is_signed(binding, &issuer_key());
            assert!(sound, "{name}");
            holders += 1;
        }
    }
    assert!(issuers > 25 && holders > 5);
    println!("SD-JWT: {issuers} signatures of issuers and {holders} of holders hold");
}

fn cases(folder: &Path) -> Vec<(String, std::path::PathBuf)> {
    let sets = ["generated", "rfc9901-examples", "sd-jwt-vc-examples"];
    let of = |set: &str| {
        let cases = entries(&folder.join(set));
        cases.into_iter().map(|(name, path)| (format!("{set}/{name}"), path)).collect::<Vec<_>>()
    };
    sets.into_iter().flat_map(of).collect()
}

/// The presentation, in whichever serialisation; JSON is published inside a JSON string.
fn token(case: &Path) -> Option<String> {
    if let Ok(compact) = fs::read_to_string(case.join("sd_jwt_presentation.txt")) {
        return Some(compact.trim().to_owned());
    }
    let text = fs::read_to_string(case.join("sd_jwt_presentation.json")).ok()?;
    Some(serde_json::from_str::<String>(&text).unwrap())
}

fn read(case: &Path, name: &str) -> Value {
    serde_json::from_slice(&fs::read(case.join(name)).unwrap()).unwrap()
}
