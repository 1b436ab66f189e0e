//! The published test vectors, where they are at hand. What we answer otherwise than their
//! authors expect stands in a table with its reason, and a difference that is gone fails.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod json;
mod sd_jwt;
mod vc_jose_cose;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::{fs, io};
use tegata::{Algorithm, Anchor, PublicKey, Refusal, Timestamp, TrustBundle, Verifier};

/// A folder of vectors; `None`, visibly, where it is not beside the project.
fn vectors(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/vectors").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: the vectors `{folder}` are not beside the project");
    None
}

/// What a folder holds, by name.
fn entries(folder: &Path) -> Vec<(String, PathBuf)> {
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), entry.path())
    };
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(entry).collect();
    entries.sort();
    entries
}

/// A verifier that knows one issuer with these keys.
fn verifier(issuer: &str, keys: Vec<Value>) -> Verifier {
    let anchor = Anchor {
        id: issuer.to_owned(),
        keys,
        threshold: 1,
        speaks_for: Default::default(),
        pins: Vec::new(),
        sources: Vec::new(),
    };
    let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    Verifier::new(TrustBundle::new(now, vec![anchor], Vec::new()).unwrap())
}

fn header(jwt: &str) -> Value {
    let header = URL_SAFE_NO_PAD.decode(jwt.split('.').next().unwrap()).unwrap();
    serde_json::from_slice(&header).unwrap()
}

/// Whether a compact JWS bears the signature of that key. Looks at nothing else.
fn is_signed(jwt: &str, jwk: &Value) -> bool {
    let (input, signature) = jwt.rsplit_once('.').unwrap();
    let algorithm = Algorithm::from_name(header(jwt)["alg"].as_str().unwrap()).unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let key = PublicKey::from_jwk_text(&jwk.to_string()).unwrap();
    key.verify(algorithm, input.as_bytes(), &signature)
}

/// The code of a refusal, by name; `None` for what was accepted.
fn code<T>(answer: Result<T, Refusal>) -> Option<&'static str> {
    answer.err().map(|refusal| refusal.code().as_str())
}
