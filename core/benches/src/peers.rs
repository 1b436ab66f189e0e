//! What others do with the same bytes. They check the signature and parse the claims; none
//! of them knows about accreditation or status.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use sd_jwt_rs::{SDJWTSerializationFormat, SDJWTVerifier};
use serde_json::Value;
use std::hint::black_box;

/// jsonwebtoken, its key prepared before.
pub fn jsonwebtoken<'t>(token: &'t str, jwk: &Value) -> Box<dyn Fn() + 't> {
    let _ = jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER.install_default();
    let jwk = serde_json::from_value(jwk.clone()).expect("a JWK");
    let key = DecodingKey::from_jwk(&jwk).expect("a key");
    let mut validation = Validation::new(Algorithm::ES256);
    validation.required_spec_claims.clear();
    Box::new(move || {
        black_box(decode::<Value>(black_box(token), &key, &validation).expect("valid"));
    })
}

/// sd-jwt-rs, which takes its key from a function at each verification.
pub fn sd_jwt_rs<'t>(token: &'t str, jwk: &Value) -> Box<dyn Fn() + 't> {
    let text = |name: &str| jwk[name].as_str().expect("a coordinate").to_owned();
    let (x, y) = (text("x"), text("y"));
    Box::new(move || {
        let (x, y) = (x.clone(), y.clone());
        let key = move |_: &str, _: &_| sd_jwt_key(&x, &y);
        let token = black_box(token).to_owned();
        let format = SDJWTSerializationFormat::Compact;
        let verifier = SDJWTVerifier::new(token, Box::new(key), None, None, format);
        black_box(verifier.expect("valid").verified_claims);
    })
}

fn sd_jwt_key(x: &str, y: &str) -> jsonwebtoken_of_sd_jwt::DecodingKey {
    jsonwebtoken_of_sd_jwt::DecodingKey::from_ec_components(x, y).expect("a key")
}

/// josekit, its verifier built before.
#[cfg(feature = "josekit")]
pub fn josekit<'t>(token: &'t str, jwk: &Value) -> Box<dyn Fn() + 't> {
    let jwk = josekit::jwk::Jwk::from_bytes(jwk.to_string()).expect("a JWK");
    let verifier = josekit::jws::ES256.verifier_from_jwk(&jwk).expect("a key");
    Box::new(move || {
        let (payload, _) =
            josekit::jwt::decode_with_verifier(black_box(token), &verifier).expect("valid");
        black_box(payload);
    })
}
