//! Making compact JWSs (RFC 7515 section 7.1).

use super::signer::{Signer, checked};
use crate::error::{Error, ErrorKind};
use crate::jose::base64url::encode;
use crate::jose::jws::TokenType;
use crate::json::to_canonical;
use serde_json::{Value, json};

/// Signs `payload` in canonical form (RFC 8785), so that several signers of one document
/// sign the same bytes.
pub(super) fn sign(
    kind: TokenType,
    key_id: Option<&str>,
    payload: &Value,
    signer: &dyn Signer,
) -> Result<String, Error> {
    let payload = to_canonical(payload);
    if payload.is_empty() {
        let problem = "a number in it has no exact form (RFC 8785)";
        return Err(Error::new(ErrorKind::DocumentInvalid, "", problem)
            .remedy("write the number as a string"));
    }
    let (algorithm, kind) = (signer.algorithm().as_str(), kind.as_str());
    let header = match key_id {
        Some(key_id) => json!({ "alg": algorithm, "kid": key_id, "typ": kind }),
        None => json!({ "alg": algorithm, "typ": kind }),
    };
    let mut token = format!("{}.{}", encode(header.to_string()), encode(payload));
    let signature = checked(signer, token.as_bytes(), signer.sign(token.as_bytes())?)?;
    token.push('.');
    token.push_str(&encode(signature));
    Ok(token)
}
