//! The holder's side: choosing what to show, and proving possession of the key.

use super::signer::Signer;
use super::{compact, disclosure, invalid, refused};
use crate::clock::{Clocks, Timestamp};
use crate::credential::sd_jwt::{Disclosed, Split, process};
use crate::error::{Error, ErrorKind};
use crate::issuer::Presented;
use crate::jose::jws::{Jws, TokenType};
use crate::limits::Limits;
use crate::policy::Policy;
use crate::verifier::{Expected, holder_key, judge};
use serde_json::json;

/// What a verifier asks a holder to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge<'c> {
    /// The verifier's identifier.
    pub audience: &'c str,
    /// The fresh value that the verifier gave.
    pub nonce: &'c str,
}

/// The JSON pointers of what the holder of an SD-JWT may show or keep back.
pub fn disclosable(token: &str) -> Result<Vec<String>, Error> {
    let limits = Limits::default();
    let split = Split::of(token, &limits).map_err(|finding| refused(&finding))?;
    read(split, &limits).map(|disclosed| disclosed.pointers().collect())
}

/// Shows of an SD-JWT the claims at `keep` (RFC 6901, in the fully disclosed payload) with
/// all that is inside them, and nothing else that can be hidden. Without proof of possession.
pub fn disclose(token: &str, keep: &[&str]) -> Result<String, Error> {
    disclosure::present(token, keep, &Limits::default())
}

/// The same with a proof that the holder has the key in `cnf` (RFC 9901 section 4.3).
pub fn present(
    token: &str,
    keep: &[&str],
    holder: &dyn Signer,
    challenge: Challenge<'_>,
    issued_at: Timestamp,
) -> Result<String, Error> {
    let shown = disclose(token, keep)?;
    let limits = Limits::default();
    let split = Split::of(&shown, &limits).map_err(|finding| refused(&finding))?;
    let disclosed = read(split, &limits)?;
    check_holder(&disclosed, holder)?;
    let digest = disclosed.algorithm.digest(split.presented);
    let claims = json!({
        "aud": challenge.audience,
        "iat": issued_at.unix(),
        "nonce": challenge.nonce,
        "sd_hash": digest,
    });
    let binding = compact::sign(TokenType::KeyBinding, None, &claims, holder)?;
    check_binding(&disclosed, &binding, digest, challenge, issued_at)?;
    Ok(shown + &binding)
}

fn read(split: Split<'_>, limits: &Limits) -> Result<Disclosed, Error> {
    let jws = Jws::parse(split.jwt, limits).map_err(|finding| refused(&finding))?;
    let payload = jws.payload().map_err(|finding| refused(&finding))?;
    process(payload, split.disclosures(), limits, |_| false).map_err(|finding| refused(&finding))
}

/// Asks before signing: a key in hardware may ask its owner to confirm.
fn check_holder(disclosed: &Disclosed, holder: &dyn Signer) -> Result<(), Error> {
    let claims = disclosed.document.root().as_object();
    let claims = claims.ok_or_else(|| invalid("", "the payload is not an object"))?;
    let key = holder_key(claims).map_err(|_| {
        invalid("/cnf", "the certificate is not bound to a key")
            .remedy("ask the body for one that is bound to the holder's key")
    })?;
    if key.thumbprint() == holder.public_key().thumbprint() {
        return Ok(());
    }
    Err(Error::new(ErrorKind::KeyInvalid, "/cnf", "the certificate is bound to another key")
        .remedy("sign with the key that the certificate was issued for"))
}

/// The verifier's own judgement of what was signed (RFC 9901 section 7.3).
fn check_binding(
    disclosed: &Disclosed,
    token: &str,
    digest: String,
    challenge: Challenge<'_>,
    issued_at: Timestamp,
) -> Result<(), Error> {
    let claims = disclosed.document.root().as_object();
    let claims = claims.ok_or_else(|| invalid("", "the payload is not an object"))?;
    let Challenge { audience, nonce } = challenge;
    let expected = Expected { audience, nonce, max_age_seconds: 0 };
    let presented = Presented { claims, token, digest };
    judge(&presented, &expected, Clocks::at(issued_at), &Policy::default())
        .map_err(|finding| refused(&finding))
}
