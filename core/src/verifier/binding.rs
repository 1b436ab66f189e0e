//! Key binding: whoever presents the certificate holds its key (RFC 9901 section 7.3).

use crate::clock::Clocks;
use crate::code::{Code, Finding};
use crate::credential::claims;
use crate::issuer::Presented;
use crate::jose::jwk::PublicKey;
use crate::jose::jws::{self, Jws, TokenType};
use crate::json::{Object, Value};
use crate::policy::Policy;

/// What a presentation must be bound to. All of it is required, so that none of it can be
/// forgotten.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'e> {
    /// The verifier's own identifier, which the holder must have addressed.
    pub audience: &'e str,
    /// The fresh value that the verifier gave to the holder.
    pub nonce: &'e str,
    /// Seconds that may have passed since the holder signed.
    pub max_age_seconds: u32,
}

/// Section 7.3, step 5.
pub(crate) fn judge(
    presented: &Presented<'_>,
    expected: &Expected<'_>,
    clocks: Clocks,
    policy: &Policy,
) -> Result<(), Finding> {
    let limits = &policy.limits;
    let key = holder_key(presented.claims)?;
    let jws =
        Jws::parse(presented.token, limits).map_err(|finding| malformed(finding.code.as_str()))?;
    if jws.kind != TokenType::KeyBinding {
        return Err(malformed("its type is not kb+jwt")); // step 5.c
    }
    check_signature(&jws, &key, policy)?; // steps 5.b and 5.d
    let document =
        jws.claims(&limits.json()).map_err(|finding| malformed(finding.code.as_str()))?;
    let claims = document.root().as_object().ok_or_else(|| malformed("it is not an object"))?;
    let text = |name: &'static str| {
        let value = claims.get(name).and_then(Value::as_str);
        value.ok_or_else(|| malformed(&format!("`{name}` is missing or no string")))
    };
    check_age(claims, expected, clocks, policy)?; // step 5.e
    if text("nonce")? != expected.nonce {
        return Err(Code::KeyBindingNonceWrong.into()); // step 5.f
    }
    if text("aud")? != expected.audience {
        return Err(Code::KeyBindingAudienceWrong.into()); // step 5.f
    }
    if text("sd_hash")? != presented.digest {
        return Err(Code::KeyBindingDigestWrong.into()); // step 5.g
    }
    Ok(())
}

fn malformed(fault: &str) -> Finding {
    Finding::new(Code::KeyBindingMalformed).with("fault", fault)
}

/// RFC 7800 section 3.2: the key in `cnf.jwk`, a public one.
pub(crate) fn holder_key(claims: Object<'_>) -> Result<PublicKey, Finding> {
    let jwk = claims.get("cnf").and_then(Value::as_object).and_then(|cnf| cnf.get("jwk"));
    let jwk = jwk.and_then(Value::as_object).ok_or(Code::KeyBindingKeyMissing)?;
    PublicKey::from_jwk(jwk).map_err(|_| Code::KeyBindingKeyMissing.into())
}

fn check_signature(jws: &Jws<'_>, key: &PublicKey, policy: &Policy) -> Result<(), Finding> {
    if !policy.algorithms.contains(&jws.algorithm) {
        return Err(jws::not_allowed(jws.algorithm.as_str()));
    }
    let signed = jws.signing_input.as_bytes();
    if key.accepts(jws.algorithm) && key.verify(jws.algorithm, signed, jws.signature()) {
        return Ok(());
    }
    Err(Code::KeyBindingSignatureInvalid.into())
}

fn check_age(
    claims: Object<'_>,
    expected: &Expected<'_>,
    clocks: Clocks,
    policy: &Policy,
) -> Result<(), Finding> {
    let made = claims::numeric_date(claims, "iat").ok().flatten();
    let made = made.ok_or_else(|| malformed("`iat` is missing or no date"))?;
    let skew = i64::from(policy.clock_skew_seconds);
    let now = clocks.known_at;
    let oldest = now.plus_seconds(-i64::from(expected.max_age_seconds) - skew);
    if made >= oldest && made <= now.plus_seconds(skew) {
        return Ok(());
    }
    Err(Finding::new(Code::KeyBindingStale).with("made", made.to_string()))
}
