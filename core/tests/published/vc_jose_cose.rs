//! The inputs of the W3C test suite for VC-JOSE-COSE.

use super::{code, entries, is_signed, vectors, verifier};
use serde_json::Value;
use std::fs;
use std::path::Path;

const ISSUER: &str = "https://example.issuer/vc-jose-cose";

/// The keys of the suite that exist here.
const KEYS: [(&str, &str); 3] =
    [("vm-p256.json", "ES256"), ("vm-p384.json", "ES384"), ("vm-ed25519.json", "EdDSA")];

/// Valid for the suite, and refused here.
const STRICTER: [(&str, &str, &str); 9] = [
    ("credential-cose-minimal.txt", "token_malformed", COSE),
    ("credential-issuer-match-signed.txt", "member_invalid", ISSUED_AT),
    ("credential-jose-minimal.txt", "member_invalid", ISSUED_AT),
    ("credential-jose-unknown-extensions.txt", "algorithm_not_allowed", P521),
    ("credential-sdjwt-nested.txt", "algorithm_not_allowed", P521),
    ("credential-sdjwt-selective.txt", "member_invalid", ISSUED_AT),
    ("presentation-cose-single.txt", "token_malformed", COSE),
    ("presentation-jose-multiple.txt", "type_unexpected", PRESENTATION),
    ("presentation-sdjwt-selective.txt", "type_unexpected", PRESENTATION),
];
const COSE: &str = "COSE is not read";
const ISSUED_AT: &str = "its `iat` is a text, and RFC 7519 section 4.1.6 wants a number";
const P521: &str = "P-521 does not exist here";
const PRESENTATION: &str = "a presentation is no credential";

/// What the suite says of a token, by the name of its file.
fn is_valid_for_the_suite(name: &str) -> bool {
    !["bad-", "not-base64", "vc-vp-claims"].iter().any(|fault| name.contains(fault))
}

#[test]
fn opens_credentials_as_their_test_suite_expects() {
    let Some(folder) = vectors("vc-jose-cose/tests/input") else { return };
    let keys = KEYS.iter().map(|(name, _)| key(&folder, name)).collect();
    let verifier = verifier(ISSUER, keys);
    let (mut refused, mut named) = (0, 0);
    for (name, token) in tokens(&folder) {
        let answer = code(verifier.open(&token));
        let expected = STRICTER.iter().find(|(file, ..)| *file == name);
        match expected {
            Some((_, code, reason)) => assert_eq!(answer, Some(*code), "{name}: {reason}"),
            None => assert_eq!(answer.is_none(), is_valid_for_the_suite(&name), "{name}"),
        }
        named += usize::from(expected.is_some());
        refused += usize::from(!is_valid_for_the_suite(&name));
    }
    assert_eq!(named, STRICTER.len(), "the table names a file that is not there");
    assert!(refused >= 12);
    println!("VC-JOSE-COSE: {refused} refused as expected, {named} more with a reason");
}

/// Whatever else is wrong with a token: its signature counts, or does not, as the suite says.
#[test]
fn checks_the_signatures_of_the_test_suite() {
    let Some(folder) = vectors("vc-jose-cose/tests/input") else { return };
    let (mut good, mut bad) = (0, 0);
    for (name, token) in tokens(&folder).into_iter().filter(|(name, _)| !name.contains("cose")) {
        let jwt = token.split('~').next().unwrap();
        let algorithm = super::header(jwt)["alg"].clone();
        let Some((file, _)) = KEYS.iter().find(|(_, known)| algorithm == *known) else { continue };
        let sound = is_signed(jwt, &key(&folder, file));
        assert_eq!(sound, !name.contains("bad-signature"), "{name}");
        if sound { good += 1 } else { bad += 1 }
    }
    assert!(good >= 6 && bad >= 2);
    println!("VC-JOSE-COSE: {good} signatures hold, {bad} do not");
}

/// The keys are read, and the one on a curve that does not exist here is refused.
#[test]
fn reads_the_keys_of_the_test_suite() {
    let Some(folder) = vectors("vc-jose-cose/tests/input") else { return };
    let read = |name| tegata::PublicKey::from_jwk_text(&key(&folder, name).to_string());
    for (name, algorithm) in KEYS {
        let key = read(name).unwrap();
        assert_eq!(key.algorithm().unwrap().as_str(), algorithm);
        // The suite names its keys by their thumbprint (RFC 7638).
        assert_eq!(key.key_id(), Some(&*key.thumbprint()));
    }
    assert!(read("vm-p521.json").is_err());
}

fn tokens(folder: &Path) -> Vec<(String, String)> {
    let mut files = entries(folder);
    files.retain(|(name, _)| name.ends_with(".txt"));
    let read = |(name, path)| (name, fs::read_to_string(path).unwrap().trim().to_owned());
    files.into_iter().map(read).collect()
}

fn key(folder: &Path, name: &str) -> Value {
    let method: Value = serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap();
    method["publicKeyJwk"].clone()
}
