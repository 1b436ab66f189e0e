//! Anchors that change their keys: every edition signed by enough of the old keys and of
//! the new ones, one after the other.

use crate::world::{
    AUTHORITY, LIST, OTHER, World, anchor, authority_key, codes, jwk, list, numbered, row, sign,
    sign_all, statement,
};
use serde_json::{Value, json};

fn key(n: u8) -> String {
    format!("{AUTHORITY}#{n}")
}

fn url(number: u64) -> String {
    format!("https://authority.example/anchor/{number}")
}

/// An edition that states those keys, all of which must sign.
fn edition(number: u64, keys: &[u8]) -> Value {
    let jwks: Vec<_> = keys.iter().map(|n| jwk(&key(*n))).collect();
    let subject = json!({
        "id": AUTHORITY, "keys": jwks, "threshold": keys.len(), "sources": [LIST],
        "next": url(number + 1),
    });
    numbered(statement("TrustAnchor", &url(number), AUTHORITY, subject), number)
}

fn signed(edition: &Value, keys: &[u8]) -> String {
    let names: Vec<_> = keys.iter().map(|n| key(*n)).collect();
    sign_all(edition, &names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Pinned with the keys 1 and 2, both of which must sign, and synced at the first edition.
fn world() -> World {
    let names = [key(1), key(2)];
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let mut world = World::of(vec![anchor(AUTHORITY, &names, 2, &[LIST, &url(1)])]);
    world.publish(&url(1), signed(&edition(1, &[1, 2]), &[1, 2]));
    world.publish(LIST, signed(&list(7), &[1, 2]));
    let report = world.sync().report;
    assert!(!report.has_refusals(), "{report:#?}");
    world
}

/// Publishes an edition that must not be followed, and a list that its keys sign.
#[track_caller]
fn refuses(mut world: World, edition: String, code: &str) {
    let anchors = world.bundle.anchors().to_vec();
    world.publish(&url(2), edition);
    let synced = world.sync();
    assert_eq!(codes(row(&synced, &url(2))), [code]);
    assert_eq!(synced.bundle.anchors(), anchors);
    assert!(!synced.report.has_changed());
}

#[test]
fn an_edition_of_both_keys_is_followed() {
    let mut world = world();
    world.publish(&url(2), signed(&edition(2, &[2, 3]), &[1, 2, 3]));
    world.publish(LIST, signed(&list(8), &[2, 3]));
    let synced = world.sync();
    assert!(!synced.report.has_refusals(), "{:#?}", synced.report);
    assert_eq!(row(&synced, LIST).outcome.as_str(), "updated");
    let told: Vec<_> =
        synced.report.changes.iter().map(|c| c.told(tegata::Language::English)).collect();
    let turned = format!("{AUTHORITY} has changed its keys: edition 1 is followed by edition 2");
    assert!(told.contains(&turned), "{told:#?}");
    // What it speaks for is the owner's decision and stays.
    let anchor = &synced.bundle.anchors()[0];
    assert_eq!(anchor.speaks_for.accredits.len(), 1);
    assert_eq!(anchor.sources, [LIST.to_owned(), url(2)]);
    assert!(synced.bundle.document_reports().iter().all(|report| report.problem.is_none()));
    assert!(!world.sync().report.has_changed());
}

/// Whoever was away for several editions follows them one by one, in one sync.
#[test]
fn several_editions_are_followed_in_sequence() {
    let mut world = world();
    for (number, keys, signers) in
        [(2, [2, 3], &[1, 2, 3][..]), (3, [3, 4], &[2, 3, 4]), (4, [5, 6], &[3, 4, 5, 6])]
    {
        world.publish(&url(number), signed(&edition(number, &keys), signers));
    }
    world.publish(LIST, signed(&list(8), &[5, 6]));
    let synced = world.sync();
    assert!(!synced.report.has_refusals(), "{:#?}", synced.report);
    assert_eq!(row(&synced, LIST).outcome.as_str(), "updated");
    assert_eq!(synced.bundle.documents().len(), 5, "the editions are kept as evidence");
    assert!(synced.bundle.document_reports().iter().all(|report| report.problem.is_none()));
    assert!(!world.sync().report.has_changed());
}

#[test]
fn an_edition_of_the_new_keys_alone_is_refused() {
    refuses(world(), signed(&edition(2, &[3, 4]), &[3, 4]), "anchor_old_keys_missing");
}

#[test]
fn an_edition_of_too_few_old_keys_is_refused() {
    refuses(world(), signed(&edition(2, &[3, 4]), &[1, 3, 4]), "anchor_old_keys_missing");
    refuses(world(), signed(&edition(2, &[3, 4]), &[1, 1, 3, 4]), "anchor_old_keys_missing");
}

#[test]
fn an_edition_that_its_new_keys_did_not_sign_is_refused() {
    refuses(world(), signed(&edition(2, &[3, 4]), &[1, 2, 3]), "anchor_new_keys_missing");
}

#[test]
fn an_edition_out_of_sequence_is_refused() {
    let mut skipped = edition(3, &[3, 4]);
    skipped["id"] = json!(url(2));
    refuses(world(), signed(&skipped, &[1, 2, 3, 4]), "anchor_out_of_sequence");
    let mut repeated = edition(1, &[3, 4]);
    repeated["id"] = json!(url(2));
    repeated["credentialSubject"]["next"] = json!(url(3));
    refuses(world(), signed(&repeated, &[1, 2, 3, 4]), "anchor_out_of_sequence");
}

#[test]
fn an_edition_of_another_address_is_refused() {
    refuses(world(), signed(&edition(3, &[3, 4]), &[1, 2, 3, 4]), "another_document");
}

#[test]
fn an_edition_of_another_anchor_is_refused() {
    let mut foreign = edition(2, &[1, 2]);
    foreign["issuer"] = json!(OTHER);
    foreign["credentialSubject"]["id"] = json!(OTHER);
    refuses(world(), signed(&foreign, &[1, 2]), "another_issuer");
}

/// Signatures over another text count for nothing.
#[test]
fn an_edition_of_two_texts_is_refused() {
    let tokens = [sign(&edition(2, &[3, 4]), &key(3)), sign(&edition(2, &[3, 5]), &key(1))];
    refuses(world(), json!(tokens).to_string(), "token_malformed");
}

/// Two different second editions, both signed by everybody: the first that was seen counts.
#[test]
fn equivocation_about_keys_is_refused() {
    let mut world = world();
    let old = world.bundle.to_json();
    world.publish(&url(2), signed(&edition(2, &[2, 3]), &[1, 2, 3]));
    world.sync();
    world.bundle = tegata::TrustBundle::from_json(&old).unwrap();
    world.publish(&url(2), signed(&edition(2, &[2, 4]), &[1, 2, 4]));
    let synced = world.sync();
    assert_eq!(codes(row(&synced, &url(2))), ["equivocation"]);
    assert_eq!(codes(row(&synced, &url(1))), ["behind"]);
}

/// Key compromise: after the change the old key signs nothing that counts.
#[test]
fn an_old_key_after_its_replacement_is_refused() {
    let mut world = world();
    world.publish(&url(2), signed(&edition(2, &[3, 4]), &[1, 2, 3, 4]));
    world.publish(LIST, signed(&list(8), &[3, 4]));
    assert!(!world.sync().report.has_refusals());
    world.refuses(LIST, signed(&list(9), &[1, 2]), "key_not_found");
    world.refuses(LIST, signed(&list(9), &[1, 3]), "key_not_found");
}

/// Whoever had the key ran ahead with the numbers; after the change honest ones count.
#[test]
fn a_change_of_keys_recovers_from_fast_forward() {
    let mut world = world();
    world.publish(LIST, signed(&list(4_000_000_000), &[1, 2]));
    assert_eq!(row(&world.sync(), LIST).outcome.as_str(), "updated");
    world.refuses(LIST, signed(&list(9), &[1, 2]), "rollback");
    world.publish(&url(2), signed(&edition(2, &[3, 4]), &[1, 2, 3, 4]));
    world.publish(LIST, signed(&list(9), &[3, 4]));
    let synced = world.sync();
    assert_eq!(row(&synced, LIST).problems, []);
    assert_eq!(row(&synced, LIST).outcome.as_str(), "updated");
}

/// An edition that merely lies in a bundle changes nobody's keys.
#[test]
fn an_edition_counts_by_a_sync_alone() {
    let mut world = world();
    let forged = world.document(&url(2), &signed(&edition(2, &[3, 4]), &[3, 4]));
    let bundle = world.bundle.with_document(forged, world.at).unwrap();
    let report = bundle.document_reports().iter().find(|report| report.url == url(2)).unwrap();
    assert_eq!(report.problem.as_ref().unwrap().code.as_str(), "threshold_not_met");
    assert_eq!(bundle.anchors(), world.bundle.anchors());
    world.bundle = bundle;
    world.publish(LIST, signed(&list(8), &[3, 4]));
    assert_eq!(codes(row(&world.sync(), LIST)), ["key_not_found"]);
}

/// A pin without an edition is followed by the one that its key signed.
#[test]
fn the_first_edition_is_signed_by_the_pinned_key() {
    let pinned = || anchor(AUTHORITY, &[&authority_key()], 1, &[&url(1)]);
    let mut world = World::of(vec![pinned()]);
    world.publish(&url(1), signed(&edition(1, &[2, 3]), &[1, 2, 3]));
    world.sync();
    assert_eq!(world.bundle.anchors()[0].threshold, 2);
    let mut world = World::of(vec![pinned()]);
    world.publish(&url(1), signed(&edition(1, &[2, 3]), &[2, 3]));
    assert_eq!(codes(row(&world.sync(), &url(1))), ["anchor_old_keys_missing"]);
    assert_eq!(world.bundle.anchors(), [pinned()]);
}
