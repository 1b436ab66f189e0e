//! Signing by hand, for what core does not issue.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tegata::issue::Signer;

pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The header that core would write.
pub(super) fn header(kind: &str, key: &dyn Signer) -> Value {
    json!({ "alg": key.algorithm().as_str(), "kid": key.key_id(), "typ": kind })
}

/// A compact JWS of that type.
pub(super) fn sign(kind: &str, payload: &Value, key: &dyn Signer) -> String {
    sign_with(&header(kind, key), payload, key)
}

/// A compact JWS with that header, whatever it says.
pub(super) fn sign_with(header: &Value, payload: &Value, key: &dyn Signer) -> String {
    sign_text(&header.to_string(), &payload.to_string(), key)
}

/// A compact JWS of texts that need not be JSON.
pub(super) fn sign_text(header: &str, payload: &str, key: &dyn Signer) -> String {
    let input = format!("{}.{}", encode(header), encode(payload));
    let signature = key.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", encode(signature))
}

/// The payload of a token that is not an SD-JWT, or of its issuer's JWT.
pub(super) fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// A disclosure: base64url of a JSON array.
pub(super) fn disclosure(content: &Value) -> String {
    encode(content.to_string())
}

/// The digest of a disclosure, or of all that a key binding covers.
pub(super) fn digest(text: &str) -> String {
    encode(Sha256::digest(text))
}
