//! Taking a document away, or changing a byte of it, never improves an answer.

use crate::world::*;
use serde_json::json;
use tegata::{Clocks, Document, TrustBundle, Verifier};

/// Worlds that are refused or left open, each for another reason.
fn worlds() -> Vec<(&'static str, World, Clocks)> {
    let mut worlds: Vec<(&'static str, World)> = vec![("valid", World::new())];
    let mut add = |name, change: &dyn Fn(&mut World)| {
        let mut world = World::new();
        change(&mut world);
        worlds.push((name, world));
    };
    add("conflict", &|world| world.revoked = vec![INDEX]);
    add("withdrawn", &|world| world.history().push(event("2", "withdraw", "2026-09-01T00:00:00Z")));
    add("accreditation withdrawn", &|world| {
        world.accreditation().push(event("a2", "withdraw", "2026-06-01T00:00:00Z"));
    });
    add("scheme retired", &|world| {
        world.scheme["credentialSubject"]["versions"][0]["transitionUntil"] =
            json!("2026-10-01T00:00:00Z");
    });
    add("list expired", &|world| world.body_list["nextUpdate"] = json!("2026-11-01T00:00:00Z"));
    add("run-off over", &|world| {
        world.accreditation().push(event("a2", "withdraw", "2026-06-11T00:00:00Z"));
    });
    let mut all: Vec<_> = worlds.into_iter().map(|(name, world)| (name, world, now())).collect();
    let mut revoked = World::new().without_events();
    revoked.revoked = vec![INDEX];
    all.push(("revoked", revoked, now()));
    let late = Clocks::new(at("2027-01-01T00:00:00Z"), at(NOW));
    all.extend(all.iter().find(|(name, ..)| *name == "run-off over").map(|_| {
        let mut world = World::new();
        world.accreditation().push(event("a2", "withdraw", "2026-06-11T00:00:00Z"));
        ("run-off over, later", world, late)
    }));
    all
}

fn bundle(world: &World, documents: Vec<Document>) -> TrustBundle {
    TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents).unwrap()
}

#[test]
fn taking_a_document_away_never_improves_an_answer_and_is_named() {
    for (name, world, clocks) in worlds() {
        let token = world.token();
        let before = code(world.verifier().verify(&token, clocks));
        for gone in world.documents() {
            let rest =
                world.documents().into_iter().filter(|other| other.url != gone.url).collect();
            let answer = Verifier::new(bundle(&world, rest)).verify(&token, clocks);
            let after = answer.as_ref().map_or_else(|r| r.code().to_string(), |_| "valid".into());
            if before != "valid" {
                assert_ne!(after, "valid", "{name}: without {}", gone.url);
            }
            if let Err(refusal) = answer
                && after != before
            {
                let report = refusal.report().to_json();
                assert!(
                    report.contains(&gone.url),
                    "{name}: {} is not named in {report}",
                    gone.url
                );
            }
        }
    }
}

#[test]
fn changing_a_byte_never_improves_an_answer_and_is_named() {
    for (name, world, clocks) in worlds() {
        let token = world.token();
        let before = code(world.verifier().verify(&token, clocks));
        for (index, original) in world.documents().into_iter().enumerate() {
            // A sample that visits every part of every document over the worlds.
            for place in (index * 7 % 23..original.body.len()).step_by(211) {
                let mut documents = world.documents();
                let mut bytes = original.body.clone().into_bytes();
                bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
                documents[index].body = String::from_utf8(bytes).unwrap();
                let answer = Verifier::new(bundle(&world, documents)).verify(&token, clocks);
                let after =
                    answer.as_ref().map_or_else(|r| r.code().to_string(), |_| "valid".into());
                assert!(
                    before == "valid" || after != "valid",
                    "{name}: {} at {place}",
                    original.url
                );
                if let Err(refusal) = answer
                    && after != before
                {
                    let report = refusal.report().to_json();
                    let url = &original.url;
                    assert!(
                        report.contains(url),
                        "{name}: {url} at {place} is not named in {report}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_damaged_bundle_file_is_an_error_that_names_the_document() {
    let text = World::new().bundle().to_json();
    let digit = text.find("\"body\":\"").unwrap() + 40;
    let mut bytes = text.into_bytes();
    bytes[digit] = if bytes[digit] == b'A' { b'B' } else { b'A' };
    let error = TrustBundle::from_json(&String::from_utf8(bytes).unwrap()).unwrap_err();
    assert_eq!(error.code(), "bundle_invalid");
    assert!(error.place().starts_with("https://"), "{error}");
}
