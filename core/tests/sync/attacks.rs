//! The attacks that The Update Framework lists, and those of its test suite that fit.

use crate::world::{
    AUTHORITY, BODY, LIST, OTHER, OTHER_LIST, STATUS, World, anchor, at, authority_key, body_key,
    codes, entity, event, list, list_of, numbered, row, sign, sign_all, statement, status,
};
use serde_json::json;
use tegata::HighWater;

#[test]
fn arbitrary_installation_is_refused() {
    let mut world = World::new();
    world.refuses(LIST, sign(&list(8), "did:web:stranger.example#1"), "key_foreign");
    // The right name on another key.
    let forged = sign(&list(8), "stranger");
    let named = sign(&list(8), &authority_key());
    let (header, _) = named.split_once('.').unwrap();
    let (_, rest) = forged.split_once('.').unwrap();
    world.refuses(LIST, format!("{header}.{rest}"), "signature_invalid");
    world.refuses(LIST, "{}", "unsigned");
    world.refuses(LIST, "<html>", "document_malformed");
    world.refuses(STATUS, "{\"keys\":[]}", "unsigned");
}

#[test]
fn rollback_is_refused() {
    let mut world = World::new();
    world.refuses(LIST, sign(&list(6), &authority_key()), "rollback");
}

/// A status list has no number: the time of its issue counts.
#[test]
fn rollback_of_a_status_list_is_refused() {
    let mut world = World::new();
    world.publish(STATUS, sign(&status("22", 5), &body_key()));
    assert_eq!(row(&world.sync(), STATUS).outcome.as_str(), "updated");
    world.refuses(STATUS, sign(&status("21", 1), &body_key()), "rollback");
}

/// What was seen is remembered even where the bundle is an old copy again.
#[test]
fn rollback_behind_an_old_bundle_is_refused() {
    let mut world = World::new();
    let old = world.bundle.to_json();
    world.publish(LIST, sign(&list(9), &authority_key()));
    world.sync();
    world.bundle = tegata::TrustBundle::from_json(&old).unwrap();
    world.publish(LIST, sign(&list(8), &authority_key()));
    let synced = world.sync();
    assert_eq!(codes(row(&synced, LIST)), ["rollback", "behind"]);
    world.publish(LIST, sign(&list(9), &authority_key()));
    assert_eq!(row(&world.sync(), LIST).outcome.as_str(), "updated");
}

/// A bundle remembers what it holds even if the file of marks is lost.
#[test]
fn rollback_without_marks_is_refused() {
    let mut world = World::new();
    world.seen = HighWater::default();
    world.refuses(LIST, sign(&list(6), &authority_key()), "rollback");
}

#[test]
fn losing_the_number_is_refused() {
    let mut world = World::new();
    let mut unnumbered = list(8);
    unnumbered.as_object_mut().unwrap().remove("sequenceNumber");
    world.refuses(LIST, sign(&unnumbered, &authority_key()), "document_malformed");

    // Rules of a scheme need no number, but may not lose it.
    let mut owner = anchor(AUTHORITY, &[&authority_key()], 1, &[RULES]);
    owner.speaks_for.schemes = vec!["https://authority.example/scheme".to_owned()];
    let mut world = World::of(vec![owner]);
    let mut rules = numbered(rules("https://authority.example/scheme", RULES), 3);
    world.publish(RULES, sign(&rules, &authority_key()));
    assert_eq!(row(&world.sync(), RULES).outcome.as_str(), "added");
    rules.as_object_mut().unwrap().remove("sequenceNumber");
    rules["validFrom"] = json!("2026-11-22T00:00:00Z");
    world.refuses(RULES, sign(&rules, &authority_key()), "unnumbered");
}

const RULES: &str = "https://authority.example/rules";

fn rules(scheme: &str, url: &str) -> serde_json::Value {
    let subject = json!({
        "id": scheme, "title": "S", "objectOfConformity": "organisation",
        "versions": [], "requiredScope": [], "onAccreditationLoss": { "rule": "void" },
    });
    statement("CertificationScheme", url, AUTHORITY, subject)
}

/// Keys that a body publishes itself: obtained, and not lost to what is none.
#[test]
fn a_key_document_is_replaced_only_by_a_key_document() {
    const DID: &str = "https://body.example/.well-known/did.json";
    let mut world = World::of(vec![anchor(AUTHORITY, &[&authority_key()], 1, &[LIST])]);
    let mut body = entity(json!([event("grant", "2025-01-01T00:00:00Z")]));
    body["verificationMethod"] = json!([]);
    world.publish(LIST, sign(&list_of(json!([body]), 7), &authority_key()));
    world.publish(STATUS, sign(&status("20", 1), &body_key()));
    let method = json!({
        "id": body_key(), "type": "JsonWebKey", "controller": BODY,
        "publicKeyJwk": crate::world::jwk(&body_key()),
    });
    let keys = json!({
        "@context": ["https://www.w3.org/ns/did/v1"], "id": BODY,
        "verificationMethod": [method], "assertionMethod": [body_key()],
    });
    world.publish(DID, keys.to_string());
    let report = world.sync().report;
    assert!(!report.has_refusals() && !report.is_incomplete(), "{report:#?}");
    assert_eq!(world.bundle.documents().len(), 3);
    let mut foreign = keys.clone();
    foreign["id"] = json!(OTHER);
    for other in ["{}".to_owned(), foreign.to_string()] {
        world.refuses(DID, other, "key_document_invalid");
    }
}

#[test]
fn freeze_is_reported() {
    let mut world = World::new();
    world.at = at("2026-12-21T00:00:00Z");
    let synced = world.sync();
    assert_eq!(codes(row(&synced, LIST)), ["frozen"]);
    assert_eq!(codes(row(&synced, STATUS)), ["frozen"]);
    assert!(synced.report.is_incomplete() && !synced.report.has_refusals());
}

#[test]
fn fast_forward_is_refused() {
    let mut world = World::new();
    for number in [u64::MAX, 1 << 53, 1 << 52, 7 + (1 << 32) + 1] {
        world.refuses(LIST, sign(&list(number), &authority_key()), "fast_forward");
    }
    world.publish(LIST, sign(&list(1_795_000_000), &authority_key()));
    let updated = world.sync();
    assert_eq!(row(&updated, LIST).outcome.as_str(), "updated", "seconds since 1970");
}

/// Not even the first number that is seen may be the end.
#[test]
fn fast_forward_at_the_first_sight_is_refused() {
    let mut world = World::of(vec![anchor(AUTHORITY, &[&authority_key()], 1, &[LIST])]);
    world.publish(LIST, sign(&list((1 << 52) + 1), &authority_key()));
    let synced = world.sync();
    assert_eq!(codes(row(&synced, LIST)), ["fast_forward"]);
    assert_eq!(row(&synced, LIST).outcome.as_str(), "missing");
}

/// Another address of the same issuer, in the place of what was asked for.
#[test]
fn mix_and_match_of_addresses_is_refused() {
    let mut world = World::new();
    let mut elsewhere = list(8);
    elsewhere["id"] = json!("https://authority.example/trainees");
    world.refuses(LIST, sign(&elsewhere, &authority_key()), "another_document");
}

/// A genuine list of one anchor, in the place of another anchor's.
#[test]
fn mix_and_match_of_anchors_is_refused() {
    let key = format!("{OTHER}#1");
    let mut world = World::of(vec![
        anchor(AUTHORITY, &[&authority_key()], 1, &[LIST]),
        anchor(OTHER, &[&key], 1, &[OTHER_LIST]),
    ]);
    world.publish(LIST, sign(&list(7), &authority_key()));
    world.sync();
    let mut foreign = list(8);
    foreign["issuer"] = json!(OTHER);
    world.refuses(LIST, sign(&foreign, &key), "another_issuer");
}

/// A body's status list in the place of another's.
#[test]
fn mix_and_match_of_bodies_is_refused() {
    let mut world = World::new();
    let mut second = entity(json!([event("grant", "2025-01-01T00:00:00Z")]));
    second["id"] = json!(OTHER);
    second["sources"] = json!([]);
    second["verificationMethod"][0]["id"] = json!(format!("{OTHER}#1"));
    second["verificationMethod"][0]["controller"] = json!(OTHER);
    second["verificationMethod"][0]["publicKeyJwk"] = crate::world::jwk(&format!("{OTHER}#1"));
    let first = entity(json!([event("grant", "2025-01-01T00:00:00Z")]));
    world.publish(LIST, sign(&list_of(json!([first, second]), 8), &authority_key()));
    world.sync();
    let mut foreign = status("22", 9);
    foreign["issuer"] = json!(OTHER);
    world.refuses(STATUS, sign(&foreign, &format!("{OTHER}#1")), "another_issuer");
}

#[test]
fn endless_data_is_refused() {
    let mut world = World::new();
    world.refuses(LIST, "x".repeat((16 << 20) + 1), "too_large");
}

/// Many documents of the largest size: together they are bounded too.
#[test]
fn endless_data_in_many_documents_is_refused() {
    let sources: Vec<_> = (0..9).map(|i| format!("https://authority.example/{i}")).collect();
    let sources: Vec<_> = sources.iter().map(String::as_str).collect();
    let mut world = World::of(vec![anchor(AUTHORITY, &[&authority_key()], 1, &sources)]);
    let large = "x".repeat(16 << 20);
    sources.iter().for_each(|url| world.publish(url, large.clone()));
    let synced = world.sync();
    assert_eq!(codes(row(&synced, sources[0])), ["document_malformed"]);
    assert_eq!(codes(row(&synced, sources[8])), ["too_large"]);
}

/// Lists that name ever more sources, which is bounded in number.
#[test]
fn endless_sources_are_bounded() {
    let mut world = World::new();
    let mut body = entity(json!([event("grant", "2025-01-01T00:00:00Z")]));
    let many: Vec<_> = (0..5_000).map(|i| format!("https://body.example/{i}")).collect();
    body["sources"] = json!(many);
    world.publish(LIST, sign(&list_of(json!([body]), 8), &authority_key()));
    let synced = world.sync();
    let left = synced.report.documents.iter().filter(|row| codes(row) == ["not_asked"]).count();
    assert_eq!(left, 5_000 + 2 - 4_096, "what was passed over is told");
}

/// Slow retrieval, or none: the transport says so, and the old document stays.
#[test]
fn what_cannot_be_obtained_is_kept() {
    let mut world = World::new();
    world.net.remove(STATUS);
    let synced = world.sync();
    assert_eq!(codes(row(&synced, STATUS)), ["unavailable"]);
    assert_eq!(row(&synced, STATUS).outcome.as_str(), "kept");
    assert!(synced.report.is_incomplete() && !synced.report.has_refusals());
    assert!(!synced.report.has_changed());
}

/// Same number, other bytes.
#[test]
fn equivocation_is_refused() {
    let mut world = World::new();
    let mut other = list(7);
    other["credentialSubject"][0]["legalName"] = json!("Another");
    world.refuses(LIST, sign(&other, &authority_key()), "equivocation");
    world.refuses(STATUS, sign(&status("20", 2), &body_key()), "equivocation");
}

fn two_of_three() -> World {
    let keys: Vec<_> = (1..=3).map(|n| format!("{AUTHORITY}#{n}")).collect();
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    let mut world = World::of(vec![anchor(AUTHORITY, &keys, 2, &[LIST])]);
    world.publish(LIST, sign_all(&list(7), &keys[..2]));
    world.publish(STATUS, sign(&status("20", 1), &body_key()));
    assert!(!world.sync().report.has_refusals());
    world
}

#[test]
fn fewer_signatures_than_the_threshold_are_refused() {
    two_of_three().refuses(LIST, sign(&list(8), &authority_key()), "threshold_not_met");
}

#[test]
fn one_signature_twice_is_one() {
    let twice = sign_all(&list(8), &[&authority_key(), &authority_key()]);
    two_of_three().refuses(LIST, twice, "threshold_not_met");
}

/// One key under two names counts once (tough, CVE-2020-15093).
#[test]
fn one_key_under_two_names_is_one() {
    let first = authority_key();
    let mut anchor = anchor(AUTHORITY, &[&first, &format!("{AUTHORITY}#2")], 2, &[LIST]);
    let mut alias = anchor.keys[0].clone();
    alias["kid"] = json!(format!("{AUTHORITY}#alias"));
    anchor.keys.push(alias);
    let mut world = World::of(vec![anchor]);
    let signed = sign(&list(7), &first);
    let renamed = crate::world::sign_as(&list(7), &first, &format!("{AUTHORITY}#alias"));
    world.publish(LIST, json!([signed, renamed]).to_string());
    assert_eq!(codes(row(&world.sync(), LIST)), ["threshold_not_met"]);
    world.publish(LIST, sign_all(&list(7), &[&first, &format!("{AUTHORITY}#2")]));
    assert_eq!(row(&world.sync(), LIST).outcome.as_str(), "added");
}

/// What a refused list would have brought along is refused with it, and what rests on the
/// list that stays is not.
#[test]
fn nothing_is_refused_for_the_fault_of_another() {
    let mut world = World::new();
    let mut another = entity(json!([event("grant", "2025-01-01T00:00:00Z")]));
    another["id"] = json!(OTHER);
    another["verificationMethod"] = json!([]);
    world.publish(LIST, sign(&list_of(json!([another]), 6), &authority_key()));
    world.publish(STATUS, sign(&status("22", 3), &body_key()));
    let synced = world.sync();
    assert_eq!(codes(row(&synced, LIST)), ["rollback"]);
    assert_eq!(row(&synced, STATUS).outcome.as_str(), "updated");
    assert_eq!(row(&synced, STATUS).problems, []);
}

/// A document that an anchor may not state is refused, whoever named it.
#[test]
fn speaking_out_of_turn_is_refused() {
    let mut world = World::new();
    let rules = rules("https://other.example/scheme", LIST);
    world.refuses(LIST, sign(&numbered(rules, 8), &authority_key()), "speaks_out_of_turn");
    assert!(world.bundle.document_reports().iter().all(|report| report.problem.is_none()));
}
