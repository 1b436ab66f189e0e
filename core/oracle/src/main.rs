//! Second and third opinions on signatures: every vector is put to tegata (AWS-LC), to
//! RustCrypto and to josekit (OpenSSL). Where they differ, the difference must be a known
//! one, and ours the strict answer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use josekit::jwk::Jwk;
use josekit::jws::{ES256, ES384, EdDSA, JwsVerifier, PS256, RS256};
use serde_json::{Value, json};
use std::process::ExitCode;
use tegata::issue::{DeterministicKey, FileKey, Signer};
use tegata::{Algorithm, PublicKey};

/// Files of project Wycheproof, and the algorithm of their signatures.
const FILES: [(&str, Algorithm); 5] = [
    ("ecdsa_secp256r1_sha256_p1363_test.json", Algorithm::Es256),
    ("ecdsa_secp384r1_sha384_p1363_test.json", Algorithm::Es384),
    ("ed25519_test.json", Algorithm::EdDsa),
    ("rsa_pss_2048_sha256_mgf1_32_test.json", Algorithm::Ps256),
    ("rsa_signature_2048_sha256_test.json", Algorithm::Rs256),
];

/// What the three say; `None` where one has no such algorithm or refuses the key.
#[derive(Debug, PartialEq)]
struct Opinions {
    tegata: Option<bool>,
    rust_crypto: Option<bool>,
    josekit: Option<bool>,
}

impl Opinions {
    fn of(jwk: &Value, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> Self {
        let key = PublicKey::from_jwk_text(&jwk.to_string()).ok();
        Self {
            tegata: key.map(|key| key.verify(algorithm, message, signature)),
            rust_crypto: rust_crypto(jwk, algorithm, message, signature),
            josekit: josekit(jwk, algorithm).map(|key| key.verify(message, signature).is_ok()),
        }
    }

    fn agree(&self) -> bool {
        let others = [self.rust_crypto, self.josekit];
        others.into_iter().all(|other| other.is_none() || other == self.tegata)
    }

    /// Why they may differ, when ours is the strict answer.
    fn excuse(&self, jwk: &Value) -> Option<&'static str> {
        match self.tegata {
            None if jwk["e"] == "Aw" => Some("keys with the exponent 3 are refused here"),
            _ => None,
        }
    }
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: tegata-oracle <folder of Wycheproof vectors>");
        return ExitCode::from(2);
    };
    let wrong: usize = FILES
        .iter()
        .map(|(file, algorithm)| match std::fs::read(format!("{folder}/{file}")) {
            Ok(text) => check_file(file, *algorithm, &text),
            Err(_) => {
                println!("skipped: the vectors `{file}` are not at hand");
                0
            }
        })
        .sum();
    let wrong = wrong + check_own();
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many vectors got opinions that differ without an excuse, or are not the right ones.
fn check_file(file: &str, algorithm: Algorithm, text: &[u8]) -> usize {
    let vectors: Value = serde_json::from_slice(text).expect("JSON");
    let (mut asked, mut excused, mut wrong) = (0, 0, 0);
    for group in vectors["testGroups"].as_array().expect("groups") {
        let jwk = jwk_of(group);
        for test in group["tests"].as_array().expect("tests") {
            let opinions = Opinions::of(&jwk, algorithm, &hex(&test["msg"]), &hex(&test["sig"]));
            let right = opinions.tegata == Some(test["result"] == "valid");
            asked += 1;
            if opinions.excuse(&jwk).is_some() {
                excused += 1;
            } else if !right || !opinions.agree() {
                wrong += 1;
                println!("{file} {}: {opinions:?}, expected {}", test["tcId"], test["result"]);
            }
        }
    }
    println!("{file}: {asked} asked, {excused} excused, {wrong} wrong");
    wrong
}

/// Signatures made here, by either kind of key, must convince the others.
fn check_own() -> usize {
    let algorithms = [Algorithm::Es256, Algorithm::Es384, Algorithm::EdDsa];
    let wrong = algorithms
        .into_iter()
        .filter(|algorithm| {
            let key = || FileKey::generate(*algorithm).expect("a key");
            let signers: [Box<dyn Signer>; 2] =
                [Box::new(key()), Box::new(DeterministicKey::new(key()))];
            signers.iter().any(|signer| !convinces(&**signer))
        })
        .count();
    println!("own signatures: {wrong} algorithms wrong");
    wrong
}

fn convinces(signer: &dyn Signer) -> bool {
    let jwk = signer.public_key().to_json();
    (0_u8..50).all(|count| {
        let message = vec![count; usize::from(count)];
        let signature = signer.sign(&message).expect("a signature");
        let opinions = Opinions::of(&jwk, signer.algorithm(), &message, &signature);
        opinions.tegata == Some(true) && opinions.agree()
    })
}

/// The key of a group, as a JWK.
fn jwk_of(group: &Value) -> Value {
    let given = group.get("publicKeyJwk").or_else(|| group.get("keyJwk"));
    if let Some(given) = given {
        return given.clone();
    }
    let public = &group["publicKey"];
    let number = |name: &str| {
        let bytes = hex(&public[name]);
        URL_SAFE_NO_PAD.encode(bytes.strip_prefix(&[0]).unwrap_or(&bytes))
    };
    let curve = match public["curve"].as_str() {
        Some("secp256r1") => "P-256",
        Some("secp384r1") => "P-384",
        _ => {
            return json!({ "kty": "RSA", "n": number("modulus"), "e": number("publicExponent") });
        }
    };
    let point = hex(&public["uncompressed"]);
    let (x, y) = point[1..].split_at(point.len() / 2);
    let [x, y] = [x, y].map(|half| URL_SAFE_NO_PAD.encode(half));
    json!({ "kty": "EC", "crv": curve, "x": x, "y": y })
}

fn rust_crypto(jwk: &Value, algorithm: Algorithm, message: &[u8], sig: &[u8]) -> Option<bool> {
    use p256::ecdsa::signature::Verifier as _;
    let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str()?).ok();
    let point = [vec![4], coordinate("x")?, coordinate("y").unwrap_or_default()].concat();
    let verified = match algorithm {
        Algorithm::Es256 => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).ok()?;
            p256::ecdsa::Signature::from_slice(sig).and_then(|sig| key.verify(message, &sig))
        }
        Algorithm::Es384 => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(&point).ok()?;
            p384::ecdsa::Signature::from_slice(sig).and_then(|sig| key.verify(message, &sig))
        }
        _ => return None,
    };
    Some(verified.is_ok())
}

fn josekit(jwk: &Value, algorithm: Algorithm) -> Option<Box<dyn JwsVerifier>> {
    let mut jwk = jwk.clone();
    // Some groups name their keys after another use.
    for name in ["alg", "use", "key_ops", "kid"] {
        jwk.as_object_mut()?.remove(name);
    }
    let jwk = Jwk::from_bytes(jwk.to_string()).ok()?;
    Some(match algorithm {
        Algorithm::Es256 => Box::new(ES256.verifier_from_jwk(&jwk).ok()?),
        Algorithm::Es384 => Box::new(ES384.verifier_from_jwk(&jwk).ok()?),
        Algorithm::EdDsa => Box::new(EdDSA.verifier_from_jwk(&jwk).ok()?),
        Algorithm::Ps256 => Box::new(PS256.verifier_from_jwk(&jwk).ok()?),
        Algorithm::Rs256 => Box::new(RS256.verifier_from_jwk(&jwk).ok()?),
        _ => return None,
    })
}

fn hex(text: &Value) -> Vec<u8> {
    let digits = text.as_str().expect("hexadecimal").as_bytes();
    let byte = |pair: &[u8]| {
        u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hexadecimal")
    };
    digits.chunks(2).map(byte).collect()
}
