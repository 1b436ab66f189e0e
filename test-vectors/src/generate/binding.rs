//! Presentations: whoever shows the certificate holds its key.

use super::keys::{Kind, key};
use super::token::{digest, sign_with};
use super::world::*;
use super::{NOW, Set, ask};
use crate::format::{Presentation, Vector};
use serde_json::{Value, json};
use tegata::issue::{Challenge, Signer, disclose, present};

const AUDIENCE: &str = "https://importer.example";
const NONCE: &str = "n-0S6_WzA2Mj";

pub(super) fn add(set: &mut Set) {
    let mut add = |id: &str, title: &str, vector: Vector| set.add("binding", id, title, vector);
    for (id, form) in [("dc-sd-jwt", Form::DcSdJwt), ("vc-sd-jwt", Form::VcSdJwt)] {
        let challenge = Challenge { audience: AUDIENCE, nonce: NONCE };
        let token = issue(&draft(), form, BODY, &body_key());
        let token = present(&token, &[], &holder_key(), challenge, instant(NOW)).unwrap();
        add(id, &format!("A {id} that its holder presents"), presented(token).valid());
    }
    let token = bound(&binding(), &holder_key());
    let vector = ask(World::new().bundle(), token).refused("key_binding_unexpected");
    add("unexpected", "A proof of possession that nobody asked for", vector);
    add("missing", "No proof of possession", presented(shown()).refused("key_binding_missing"));
    let unbound = unbound();
    let token = format!("{unbound}{}", proof(&claims_for(&unbound), &holder_key()));
    let vector = presented(token).refused("key_binding_key_missing");
    add("no-holder-key", "A certificate that names no key of its holder", vector);
    let another = key(Kind::P256, "did:web:thief.example#1");
    let vector = presented(bound(&binding(), &another)).refused("key_binding_signature_invalid");
    add("another-key", "Signed with another key than the holder's", vector);
    claims(&mut add);
    tokens(&mut add);
}

/// Proofs that say something else than they should.
fn claims(add: &mut dyn FnMut(&str, &str, Vector)) {
    let now = instant(NOW).unix();
    let malformed = "key_binding_malformed";
    for (code, id, title, name, value) in [
        (
            "key_binding_digest_wrong",
            "another-certificate",
            "Made for another certificate",
            "sd_hash",
            json!(digest("x~")),
        ),
        (
            "key_binding_audience_wrong",
            "another-audience",
            "Made for another verifier",
            "aud",
            json!("https://other.example"),
        ),
        (
            malformed,
            "two-audiences",
            "Made for two verifiers",
            "aud",
            json!([AUDIENCE, "https://other.example"]),
        ),
        (
            "key_binding_nonce_wrong",
            "another-nonce",
            "With another nonce",
            "nonce",
            json!("another"),
        ),
        ("key_binding_stale", "too-old", "Made an hour ago", "iat", json!(now - 3600)),
        ("key_binding_stale", "too-new", "Made an hour from now", "iat", json!(now + 3600)),
        (malformed, "no-nonce", "Without a nonce", "nonce", Value::Null),
        (malformed, "no-date", "Without a date", "iat", Value::Null),
    ] {
        let mut claims = binding();
        claims[name] = value;
        if claims[name].is_null() {
            remove(&mut claims, &format!("/{name}"));
        }
        add(id, title, presented(bound(&claims, &holder_key())).refused(code));
    }
    let more = disclose(&full(), &["/contact"]).unwrap();
    let token = more + &proof(&binding(), &holder_key());
    let vector = presented(token).refused("key_binding_digest_wrong");
    add("disclosure-added", "A disclosure put in after the proof was made", vector);
}

/// Proofs that are tokens of another kind.
fn tokens(add: &mut dyn FnMut(&str, &str, Vector)) {
    let code = "key_binding_malformed";
    let with = |header: Value| {
        let proof = sign_with(&header, &binding(), &holder_key());
        presented(shown() + &proof)
    };
    let vector = with(json!({ "alg": "ES256", "typ": "vc+jwt" })).refused(code);
    add("another-type", "A proof of another type", vector);
    let vector = with(json!({ "alg": "none", "typ": "kb+jwt" })).refused(code);
    add("no-algorithm", "A proof without an algorithm", vector);
    let code = "key_binding_signature_invalid";
    let vector = with(json!({ "alg": "EdDSA", "typ": "kb+jwt" })).refused(code);
    add("another-algorithm", "A proof under an algorithm that is not the key's", vector);
}

fn presented(token: String) -> Vector {
    ask(World::new().bundle(), token).presented(Presentation {
        audience: AUDIENCE.to_owned(),
        nonce: NONCE.to_owned(),
        max_age_seconds: 300,
    })
}

fn full() -> String {
    issue(&draft(), Form::DcSdJwt, BODY, &body_key())
}

/// The certificate without any of its disclosures.
fn shown() -> String {
    disclose(&full(), &[]).unwrap()
}

/// A certificate that is bound to no key.
fn unbound() -> String {
    let mut draft = draft();
    remove(&mut draft, "/holderKey");
    let token = issue(&draft, Form::DcSdJwt, BODY, &body_key());
    disclose(&token, &[]).unwrap()
}

fn claims_for(shown: &str) -> Value {
    json!({ "aud": AUDIENCE, "iat": instant(NOW).unix(), "nonce": NONCE, "sd_hash": digest(shown) })
}

fn binding() -> Value {
    claims_for(&shown())
}

fn bound(claims: &Value, key: &dyn Signer) -> String {
    shown() + &proof(claims, key)
}

fn proof(claims: &Value, key: &dyn Signer) -> String {
    sign_with(&json!({ "alg": key.algorithm().as_str(), "typ": "kb+jwt" }), claims, key)
}
