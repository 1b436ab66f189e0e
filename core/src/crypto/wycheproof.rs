//! The vectors of project Wycheproof, where they are at hand.

use super::{KeyKind, PublicNumbers, VerifyingKey};
use crate::jose::{Algorithm, PublicKey, base64url};
use serde_json::Value;
use std::fs;

#[test]
fn ecdsa_p256() {
    signatures("ecdsa_secp256r1_sha256_p1363_test.json", "publicKeyJwk", Algorithm::Es256);
}

#[test]
fn ecdsa_p384() {
    signatures("ecdsa_secp384r1_sha384_p1363_test.json", "publicKeyJwk", Algorithm::Es384);
}

#[test]
fn ed25519() {
    signatures("ed25519_test.json", "publicKeyJwk", Algorithm::EdDsa);
}

#[test]
fn rsa_pss() {
    signatures("rsa_pss_2048_sha256_mgf1_32_test.json", "publicKeyJwk", Algorithm::Ps256);
}

#[test]
fn rsa_pkcs1() {
    signatures("rsa_signature_2048_sha256_test.json", "keyJwk", Algorithm::Rs256);
}

/// Signatures in DER are none in JOSE, even when they are valid.
#[test]
fn ecdsa_in_der() {
    let Some(vectors) = vectors("ecdsa_secp256r1_sha256_test.json") else { return };
    for (group, test) in tests(&vectors) {
        let point = hex(&group["publicKey"]["uncompressed"]);
        let numbers = PublicNumbers::from_point(KeyKind::P256, &point).unwrap();
        let key = VerifyingKey::new(numbers).unwrap();
        let key = PublicKey::from_key(key);
        assert!(!verify(&key, Algorithm::Es256, &hex(&test["msg"]), &hex(&test["sig"])), "{test}");
    }
}

/// P-521 is not accepted at all.
#[test]
fn ecdsa_p521() {
    let Some(vectors) = vectors("ecdsa_secp521r1_sha512_p1363_test.json") else { return };
    for (group, _) in tests(&vectors) {
        if let Some(jwk) = group.get("publicKeyJwk") {
            assert!(PublicKey::from_jwk_text(&jwk.to_string()).is_err());
        }
    }
}

#[test]
fn json_web_signatures() {
    tokens("json_web_signature_test.json");
}

#[test]
fn json_web_crypto() {
    tokens("json_web_crypto_test.json");
}

#[test]
fn json_web_keys() {
    tokens("json_web_key_test.json");
}

fn signatures(file: &str, jwk: &str, algorithm: Algorithm) {
    let Some(vectors) = vectors(file) else { return };
    let (mut valid, mut invalid, mut weak) = (0, 0, 0);
    for (group, test) in tests(&vectors) {
        let Some(key) = admitted(group, jwk) else {
            weak += 1;
            continue;
        };
        let verified = verify(&key, algorithm, &hex(&test["msg"]), &hex(&test["sig"]));
        match test["result"].as_str().unwrap() {
            "valid" => valid += 1,
            "invalid" => invalid += 1,
            // The versions at hand have none; should one come, it needs a decision.
            other => panic!("no decision about `{other}`: {test}"),
        }
        assert_eq!(verified, test["result"] == "valid", "{file}: {test}");
    }
    assert!(valid > 0 && invalid > 0);
    println!("{file}: {valid} valid, {invalid} invalid, {weak} with a weak key");
}

/// The key of a group, as JWK where there is one. Keys with the exponent 3 are refused.
fn admitted(group: &Value, jwk: &str) -> Option<PublicKey> {
    if let Some(jwk) = group.get(jwk) {
        let key = PublicKey::from_jwk_text(&jwk.to_string());
        assert_eq!(key.is_err(), jwk["e"] == "Aw", "{jwk}");
        return key.ok();
    }
    let public = &group["publicKey"];
    let numbers = match public["curve"].as_str() {
        Some("secp256r1") => {
            PublicNumbers::from_point(KeyKind::P256, &hex(&public["uncompressed"]))
        }
        Some("secp384r1") => {
            PublicNumbers::from_point(KeyKind::P384, &hex(&public["uncompressed"]))
        }
        _ => Some(rsa(public)),
    };
    let key = PublicKey::from_numbers(numbers.unwrap());
    assert_eq!(key.is_err(), public["publicExponent"] == "03", "{public}");
    key.ok()
}

fn rsa(public: &Value) -> PublicNumbers {
    let number = |name: &str| {
        let bytes = hex(&public[name]);
        bytes.strip_prefix(&[0]).map(<[u8]>::to_vec).unwrap_or(bytes)
    };
    PublicNumbers::Rsa { n: number("modulus"), e: number("publicExponent") }
}

/// Every token that is invalid must be refused; of the valid ones, those that use what
/// exists here must verify.
fn tokens(file: &str) {
    let Some(vectors) = vectors(file) else { return };
    let (mut verified, mut refused) = (0, 0);
    for (group, test) in tests(&vectors) {
        let accepted = test["jws"].as_str().is_some_and(|jws| {
            keys(group).iter().any(|jwk| verifies(&jwk.to_string(), jws).is_some())
        });
        let expected = test["result"] == "valid" && out_of_scope(group, test).is_none();
        assert_eq!(accepted, expected, "{file}: {test} {}", group["public"]);
        if accepted { verified += 1 } else { refused += 1 }
    }
    println!("{file}: {verified} verified, {refused} refused");
}

/// Why a token that is valid for others is refused here.
fn out_of_scope(group: &Value, test: &Value) -> Option<&'static str> {
    if test.get("jws").is_none() {
        return Some("encryption does not exist here");
    }
    if keys(group).iter().all(|jwk| jwk["kty"] == "oct") {
        return Some("symmetric keys do not exist here");
    }
    let header = test["jws"].as_str()?.split('.').next()?;
    let header: Value = serde_json::from_slice(&base64url::decode(header)?).ok()?;
    if Algorithm::from_name(header["alg"].as_str()?).is_none() {
        return Some("the algorithm does not exist here");
    }
    if keys(group).iter().all(|jwk| jwk["alg"] != header["alg"]) {
        return Some("the header's algorithm is not the key's");
    }
    None
}

/// The public keys of a group; where there are only private ones, those.
fn keys(group: &Value) -> Vec<Value> {
    let set = group.get("public").unwrap_or(&group["private"]);
    set["keys"].as_array().cloned().unwrap_or_else(|| vec![set.clone()])
}

fn verifies(jwk: &str, jws: &str) -> Option<()> {
    let (input, signature) = jws.rsplit_once('.')?;
    let (header, payload) = input.split_once('.')?;
    let header: Value = serde_json::from_slice(&base64url::decode(header)?).ok()?;
    base64url::decode(payload)?;
    let algorithm = Algorithm::from_name(header["alg"].as_str()?)?;
    let key = PublicKey::from_jwk_text(jwk).ok()?;
    let signature = base64url::decode(signature)?;
    verify(&key, algorithm, input.as_bytes(), &signature).then_some(())
}

/// Verifies with the provider that serves. Where both are built, the other one must agree;
/// no divergence between them is known.
fn verify(key: &PublicKey, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
    let verified = key.verify(algorithm, message, signature);
    #[cfg(all(feature = "aws-lc", feature = "p256"))]
    {
        let other = super::rust_crypto::Verifier::new(key.numbers()).unwrap();
        assert_eq!(other.verify(algorithm, message, signature), verified);
    }
    verified
}

fn tests(vectors: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    vectors["testGroups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["tests"].as_array().unwrap().iter().map(move |test| (group, test)))
}

fn vectors(file: &str) -> Option<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/wycheproof");
    let Ok(text) = fs::read(format!("{folder}/{file}")) else {
        println!("skipped: the vectors `{file}` are not at hand");
        return None;
    };
    Some(serde_json::from_slice(&text).unwrap())
}

fn hex(text: &Value) -> Vec<u8> {
    let digits = text.as_str().unwrap().as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}
