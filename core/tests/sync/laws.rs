//! What holds of every sync.

use crate::world::{LIST, STATUS, World, authority_key, body_key, list, sign, status};

/// A second sync with the same input changes nothing, and says so.
#[test]
fn syncing_twice_is_syncing_once() {
    let mut world = World::new();
    world.publish(LIST, sign(&list(8), &authority_key()));
    world.publish(STATUS, sign(&status("22", 5), &body_key()));
    let first = world.sync();
    assert!(first.report.has_changed());
    let (bundle, seen) = (world.bundle.to_json(), world.seen.to_json());
    world.at = world.at.plus_seconds(3600);
    let second = world.sync();
    assert!(!second.report.has_changed());
    assert!(second.report.changes.is_empty());
    assert!(second.report.documents.iter().all(|d| d.outcome.as_str() == "unchanged"));
    assert_eq!(world.bundle.to_json(), bundle);
    assert_eq!(world.seen.to_json(), seen);
}

/// In whatever order the documents of a round arrive, the outcome is the same.
#[test]
fn the_order_of_arrival_is_irrelevant() {
    let mut world = World::new();
    world.publish(LIST, sign(&list(6), &authority_key()));
    world.publish(STATUS, sign(&status("22", 5), &body_key()));
    let forward = world.run(|_| {});
    let backward = world.run(|wanted| wanted.reverse());
    assert_eq!(forward.report, backward.report);
    assert_eq!(forward.bundle.to_json(), backward.bundle.to_json());
    assert_eq!(forward.seen, backward.seen);
}

/// What was not asked for changes nothing, and neither does what was never handed in.
#[test]
fn only_what_was_asked_for_counts() {
    let world = World::new();
    let bundle = tegata::TrustBundle::from_json(&world.bundle.to_json()).unwrap();
    let mut sync = tegata::sync::Sync::new(bundle, world.seen.clone(), world.at);
    let uninvited = world.document("https://authority.example/x", &world.net[LIST]);
    sync.arrive(uninvited).unwrap();
    let synced = sync.finish().unwrap();
    assert!(!synced.report.has_changed());
    assert!(synced.report.is_incomplete());
    assert_eq!(synced.bundle.to_json(), world.bundle.to_json());
}

/// Only what the bundle, its anchors and their lists name is ever asked for.
#[test]
fn nothing_else_is_asked_for() {
    let world = World::new();
    let asked = std::cell::RefCell::new(Vec::new());
    world.run(|wanted| asked.borrow_mut().extend(wanted.iter().map(|need| need.url.clone())));
    assert_eq!(asked.into_inner(), [LIST, STATUS]);
}
