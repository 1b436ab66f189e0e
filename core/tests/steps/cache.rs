//! What a verifier remembers, and what it must not.

use crate::world::{NOW, World, at, now};
use tegata::{Certificate, Clocks, Code, Verifier};

/// Where a certificate keeps its token: the same place if it is the same certificate.
fn place(certificate: &Certificate) -> *const u8 {
    certificate.credential().token().as_ptr()
}

fn remembering(world: &World, capacity: usize) -> Verifier {
    world.verifier().with_signature_cache(capacity)
}

#[test]
fn the_same_bytes_give_the_same_certificate() {
    let world = World::new();
    let (verifier, token) = (remembering(&world, 1), world.token());
    let first = verifier.authenticate(&token).unwrap();
    let second = verifier.authenticate(&token).unwrap();
    assert_eq!(place(&first), place(&second));
    assert!(format!("{verifier:?}").contains("SignatureCache { capacity: 1"));
}

#[test]
fn nothing_is_remembered_unless_asked_for() {
    let world = World::new();
    let token = world.token();
    for verifier in [world.verifier(), remembering(&world, 0)] {
        let first = verifier.authenticate(&token).unwrap();
        let second = verifier.authenticate(&token).unwrap();
        assert_ne!(place(&first), place(&second));
    }
}

#[test]
fn the_oldest_is_forgotten() {
    let mut world = World::new();
    let (verifier, token) = (remembering(&world, 1), world.token());
    let first = verifier.authenticate(&token).unwrap();
    world.certification()["number"] = "another".into();
    verifier.authenticate(world.token()).unwrap();
    let again = verifier.authenticate(&token).unwrap();
    assert_ne!(place(&first), place(&again));
}

#[test]
fn time_is_judged_anew() {
    let world = World::new();
    let (verifier, token) = (remembering(&world, 8), world.token());
    let later = Clocks::new(at("2030-01-01T00:00:00Z"), at(NOW));
    for _ in 0..2 {
        assert!(verifier.verify(&token, now()).is_ok());
        let refusal = verifier.verify(&token, later).unwrap_err();
        assert!(refusal.report().findings().iter().any(|found| found.code == Code::Expired));
    }
}

#[test]
fn other_bytes_are_another_token() {
    let world = World::new();
    let (verifier, token) = (remembering(&world, 8), world.token());
    verifier.authenticate(&token).unwrap();
    let place = token.len() - 40;
    let other = if token.as_bytes()[place] == b'A' { "B" } else { "A" };
    let mut forged = token;
    forged.replace_range(place..=place, other);
    for _ in 0..2 {
        assert_eq!(verifier.authenticate(&forged).unwrap_err().code(), Code::SignatureInvalid);
    }
}

/// A batch that outlives the verifier goes on with its memory, not with one of its own.
#[test]
fn a_lasting_batch_remembers_together_with_its_verifier() {
    let mut world = World::new();
    let (verifier, token) = (remembering(&world, 1), world.token());
    let first = verifier.authenticate(&token).unwrap();
    world.certification()["number"] = "another".into();
    let other = world.token();
    assert_eq!(verifier.lasting_batch().verify([Ok(&other)], now()).count(), 1);
    let again = verifier.authenticate(&token).unwrap();
    assert_ne!(place(&first), place(&again));
}
