//! Attacks of the catalogue in `docs/ASSURANCE.md` that no smaller test holds off.

use crate::world::{INDEX, LIST, NOW, REVOCATIONS, World, at, code, document, key, now, sign};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tegata::issue::Signer;
use tegata::{Code, HighWater, TrustBundle};

/// Signed by a stranger, with a header of the stranger's making.
fn forged(world: &World, header: &Value) -> String {
    let stranger = key("stranger");
    let input = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header.to_string()),
        URL_SAFE_NO_PAD.encode(world.certificate.to_string())
    );
    let signature = stranger.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

#[test]
fn what_a_header_brings_along_is_never_trusted() {
    let world = World::new();
    for (name, value) in [
        ("jwk", key("stranger").public_key().to_json()),
        ("jku", json!("https://stranger.example/keys")),
        ("x5u", json!("https://stranger.example/chain")),
        ("x5c", json!(["MIIB"])),
        ("trust_chain", json!(["e30.e30.AA"])),
    ] {
        let mut header = json!({ "alg": "ES256", "typ": "vc+jwt", "kid": world.body.key_id() });
        header[name] = value;
        let refusal = world.verifier().verify(forged(&world, &header), now()).unwrap_err();
        assert_eq!(refusal.code(), Code::SignatureInvalid, "{name}");
        assert!(refusal.needs().is_empty(), "{name}: nothing is to be fetched");
    }
}

#[test]
fn nothing_of_a_forged_credential_is_told() {
    let mut world = World::new();
    world.certificate["credentialSubject"]["legalName"] = json!("Mallory Holdings");
    let header = json!({ "alg": "ES256", "typ": "vc+jwt", "kid": world.body.key_id() });
    let refusal = world.verifier().verify(forged(&world, &header), now()).unwrap_err();
    assert_eq!(refusal.code(), Code::SignatureInvalid);
    assert!(refusal.report().certificate().is_none());
    assert!(!refusal.report().to_json().contains("Mallory"));
}

/// Names are compared byte by byte, and members by their exact names.
#[test]
fn names_that_look_alike_are_different() {
    for issuer in ["did:web:b\u{43e}dy.example", "did:web:BODY.example", "did:web:body.example/"] {
        let mut world = World::new();
        world.certificate["issuer"] = json!(issuer);
        assert_eq!(world.answer(), "issuer_unknown", "{issuer}");
    }
    for member in ["issuer", "validFrom", "credentialSubject"] {
        let mut world = World::new();
        let certificate = world.certificate.as_object_mut().unwrap();
        let value = certificate.remove(member).unwrap();
        certificate.insert(member.to_uppercase(), value);
        assert_ne!(world.answer(), "valid", "{member}");
    }
}

#[test]
fn older_documents_and_two_of_one_number_are_refused() {
    let mut world = World::new();
    let bundle = |world: &World, number: u64| {
        let mut list = world.body_list.clone();
        list["sequenceNumber"] = json!(number);
        let mut documents = world.documents();
        documents[0] = document(LIST, sign("vc+jwt", &list, &world.authority));
        TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents).unwrap()
    };
    let mut marks = HighWater::default();
    let first = bundle(&world, 7);
    assert!(marks.admit(&first).is_ok());
    assert!(marks.admit(&first).is_ok(), "the same again");
    let refused = marks.admit(&bundle(&world, 6)).unwrap_err();
    assert!(refused.to_string().contains("trust_list_rollback"), "{refused}");
    world.body_list["validUntil"] = json!("2026-12-01T00:00:00Z");
    let refused = marks.admit(&bundle(&world, 7)).unwrap_err();
    assert!(refused.to_string().contains("another content"), "{refused}");
    assert!(marks.admit(&bundle(&world, 8)).is_ok());
    let kept = HighWater::from_json(&marks.to_json()).unwrap();
    assert_eq!(kept, marks);
    assert!(kept.clone().admit(&first).is_err(), "marks survive their file");
}

/// A list of one's own making, named by a certificate that one did not make.
#[test]
fn a_status_list_needs_a_publisher_who_may_speak_for_the_body() {
    let mut world = World::new();
    world.revoked.push(INDEX);
    assert_eq!(world.answer(), "status_conflict");
    let stranger = key("did:web:stranger.example#1");
    world.revoked.clear();
    let honest = world.status(REVOCATIONS, "revocation", &[]);
    let payload = honest.split('.').nth(1).unwrap();
    let mut claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    claims["issuer"] = json!("did:web:stranger.example");
    let mut documents = world.documents();
    documents[2] = document(REVOCATIONS, sign("vc+jwt", &claims, &stranger));
    let bundle = TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents).unwrap();
    let verifier = tegata::Verifier::new(bundle);
    assert_eq!(code(verifier.verify(world.token(), now())), "status_list_invalid");
}
