//! What a verifier remembers, and what it must not.
#![cfg(feature = "aws-lc")]

#[path = "../benches/src/documents.rs"]
#[expect(dead_code, clippy::expect_used, reason = "shared with the benchmarks")]
mod documents;

use tegata::{Certificate, Clocks, Code, Timestamp, Verifier};

/// Where a certificate keeps its token: the same place if it is the same certificate.
fn place(certificate: &Certificate) -> *const u8 {
    certificate.credential().token().as_ptr()
}

#[test]
fn the_same_bytes_give_the_same_certificate() {
    let world = documents::world();
    let verifier = Verifier::new(world.bundle).with_signature_cache(1);
    for token in [&world.vc_jwt, &world.sd_jwt] {
        let first = verifier.authenticate(token).unwrap();
        let second = verifier.authenticate(token).unwrap();
        assert_eq!(place(&first), place(&second));
    }
}

#[test]
fn nothing_is_remembered_unless_asked_for() {
    let world = documents::world();
    let mut verifier = Verifier::new(world.bundle);
    for _ in 0..2 {
        let first = verifier.authenticate(&world.vc_jwt).unwrap();
        let second = verifier.authenticate(&world.vc_jwt).unwrap();
        assert_ne!(place(&first), place(&second));
        verifier = verifier.with_signature_cache(0);
    }
}

#[test]
fn the_oldest_is_forgotten() {
    let world = documents::world();
    let verifier = Verifier::new(world.bundle).with_signature_cache(1);
    let first = verifier.authenticate(&world.vc_jwt).unwrap();
    verifier.authenticate(&world.sd_jwt).unwrap();
    let again = verifier.authenticate(&world.vc_jwt).unwrap();
    assert_ne!(place(&first), place(&again));
}

#[test]
fn time_is_judged_anew() {
    let world = documents::world();
    let verifier = Verifier::new(world.bundle).with_signature_cache(8);
    let later: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
    for _ in 0..2 {
        assert!(verifier.verify(&world.vc_jwt, Clocks::at(documents::now())).is_ok());
        let refusal = verifier.verify(&world.vc_jwt, Clocks::at(later)).unwrap_err();
        assert!(refusal.report().findings().iter().any(|found| found.code == Code::Expired));
    }
}

#[test]
fn other_bytes_are_another_token() {
    let world = documents::world();
    let verifier = Verifier::new(world.bundle).with_signature_cache(8);
    verifier.authenticate(&world.vc_jwt).unwrap();
    let place = world.vc_jwt.len() - 40;
    let other = if world.vc_jwt.as_bytes()[place] == b'A' { "B" } else { "A" };
    let mut forged = world.vc_jwt.clone();
    forged.replace_range(place..=place, other);
    for _ in 0..2 {
        assert_eq!(verifier.authenticate(&forged).unwrap_err().code(), Code::SignatureInvalid);
    }
}

#[test]
fn key_binding_does_not_ride_along() {
    let world = documents::world();
    let verifier = Verifier::new(world.bundle).with_signature_cache(8);
    verifier.authenticate(&world.sd_jwt).unwrap();
    let presented = format!("{}e30.e30.AA", world.sd_jwt);
    let refusal = verifier.authenticate(&presented).unwrap_err();
    assert_eq!(refusal.code(), Code::KeyBindingUnexpected);
}
