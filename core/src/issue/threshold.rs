//! Documents of several signers.

use super::{invalid, refused};
use crate::error::Error;
use crate::jose::jws::Jws;
use crate::limits::{Limits, SIGNATURES};

/// Puts the signatures of several keys over one and the same statement together, to reach
/// an anchor's threshold: a JSON array of compact JWSs with identical payloads.
pub fn combine<T: AsRef<str>>(tokens: &[T]) -> Result<String, Error> {
    if !(2..=SIGNATURES).contains(&tokens.len()) {
        return Err(invalid("", format!("expected 2 to {SIGNATURES} signatures")));
    }
    let limits = Limits::default();
    let mut seen: Vec<Jws<'_>> = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let place = format!("/{index}");
        let jws = Jws::parse(token.as_ref(), &limits);
        let jws = jws.map_err(|finding| refused(&finding).within(&place))?;
        if seen.iter().any(|other| other.key_id() == jws.key_id()) {
            return Err(invalid(place, "it is signed with a key that has signed already"));
        }
        if seen.iter().any(|other| other.encoded_payload() != jws.encoded_payload()) {
            return Err(invalid(place, "its payload differs from the first one's")
                .remedy("let every signer sign the same statement, edition and dates included"));
        }
        seen.push(jws);
    }
    let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
    Ok(serde_json::Value::from(tokens).to_string())
}
