//! Key binding at its borders, to the second.

use crate::world::{BODY, NOW, SCHEME, World, at, key, sign};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use tegata::issue::{FileKey, Signer};
use tegata::{Algorithm, Clocks, Code, Document, Expected, Policy, Verifier};

const EXPECTED: Expected<'_> =
    Expected { audience: "https://verifier.example", nonce: "n-1", max_age_seconds: 300 };

/// The SHA-256 of a text in base64url, which documents of a bundle know in hexadecimal.
fn digest(text: &str) -> String {
    let (url, media_type) = (String::new(), String::new());
    let hex = Document { url, media_type, obtained_at: at(NOW), body: text.to_owned() }.sha256();
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    URL_SAFE_NO_PAD.encode((0..hex.len()).step_by(2).map(byte).collect::<Vec<_>>())
}

/// What becomes of a presentation that its holder signed so many seconds after `NOW`.
fn answer(signed_after: i64, policy: Policy) -> Option<Code> {
    let holder = key("holder");
    present(&holder, &holder, signed_after, policy)
}

/// The same where somebody may have signed who is not the holder.
fn present(holder: &FileKey, by: &FileKey, signed_after: i64, policy: Policy) -> Option<Code> {
    let world = World::new();
    let claims = json!({
        "iss": BODY, "vct": tegata::CERTIFICATE_VCT, "sub": "did:web:org.example",
        "legalName": "Nova", "iat": 1_781_481_600, "nbf": 1_781_481_600, "exp": 1_876_176_000,
        "cnf": { "jwk": holder.public_key().to_json() },
        "certification": {
            "number": "EP-1", "scheme": SCHEME, "schemeVersion": "2024", "roles": ["controller"],
            "jurisdiction": "https://w3id.org/tegata/j/jp",
        },
    });
    let presented = sign("dc+sd-jwt", &claims, &world.body) + "~";
    let binding = json!({
        "aud": EXPECTED.audience, "nonce": EXPECTED.nonce, "sd_hash": digest(&presented),
        "iat": at(NOW).unix() + signed_after,
    });
    let token = presented + &sign("kb+jwt", &binding, by);
    let verifier = Verifier::with_policy(world.bundle(), policy).unwrap();
    let answer = verifier.authenticate_presentation(token, &EXPECTED, Clocks::at(at(NOW)));
    answer.err().map(|refusal| refusal.code())
}

#[test]
fn a_binding_is_as_old_as_it_may_be_and_no_older() {
    let skew = i64::from(Policy::default().clock_skew_seconds);
    let stale = Some(Code::KeyBindingStale);
    for (signed_after, expected) in
        [(0, None), (-300 - skew, None), (-300 - skew - 1, stale), (skew, None), (skew + 1, stale)]
    {
        assert_eq!(answer(signed_after, Policy::default()), expected, "{signed_after}");
    }
}

#[test]
fn only_the_holder_can_bind() {
    let (holder, thief) = (key("holder"), key("holder"));
    let by = |signer| present(&holder, signer, 0, Policy::default());
    assert_eq!((by(&holder), by(&thief)), (None, Some(Code::KeyBindingSignatureInvalid)));
}

/// A policy that trusts one algorithm does not trust the holder's other one.
#[test]
fn a_binding_needs_an_algorithm_of_the_policy() {
    let policy = Policy { algorithms: vec![Algorithm::EdDsa], ..Policy::default() };
    assert_eq!(answer(0, policy), Some(Code::AlgorithmNotAllowed));
}
