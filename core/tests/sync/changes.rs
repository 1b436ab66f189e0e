//! What a sync says has changed, in words and as JSON.

use crate::world::{BODY, LIST, SCHEME, World, authority_key, entity, event, list_of, sign};
use serde_json::{Value, json};
use tegata::Language;

fn publish(world: &mut World, number: u64, events: Value) -> Vec<String> {
    world.publish(LIST, sign(&list_of(json!([entity(events)]), number), &authority_key()));
    let synced = world.sync();
    synced.report.changes.iter().map(|change| change.told(Language::English)).collect()
}

#[test]
fn what_becomes_of_a_body_is_told() {
    let mut world = World::new();
    let grant = event("grant", "2025-01-01T00:00:00Z");
    let suspend = event("suspend", "2026-11-21T00:00:00Z");
    let told = publish(&mut world, 8, json!([grant, suspend]));
    let by = "says did:web:authority.example";
    assert_eq!(
        told,
        [format!("{BODY} is suspended and for now may not certify under {SCHEME}, {by}")]
    );
    let reinstate = event("reinstate", "2026-11-22T00:00:00Z");
    let told = publish(&mut world, 9, json!([grant, suspend, reinstate]));
    assert_eq!(told, [format!("{BODY} may now certify under {SCHEME}, {by}")]);
    let withdraw = event("withdraw", "2026-11-23T00:00:00Z");
    let told = publish(&mut world, 10, json!([grant, suspend, reinstate, withdraw]));
    assert_eq!(told, [format!("{BODY} may no longer certify under {SCHEME}, {by}")]);
}

#[test]
fn a_key_that_is_replaced_is_told() {
    let mut world = World::new();
    let mut body = entity(json!([event("grant", "2025-01-01T00:00:00Z")]));
    body["verificationMethod"][0]["compromised"] = json!("2026-11-22T00:00:00Z");
    world.publish(LIST, sign(&list_of(json!([body]), 8), &authority_key()));
    let report = world.sync().report;
    let told: Vec<_> = report.changes.iter().map(|c| c.told(Language::English)).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with(&format!("{BODY} has a key in other hands")), "{told:?}");
    let told = report.changes[0].told(Language::Japanese);
    assert!(told.contains("漏えい"), "{told}");
}

#[test]
fn a_report_is_json() {
    let mut world = World::new();
    let suspend =
        [event("grant", "2025-01-01T00:00:00Z"), event("suspend", "2026-11-21T00:00:00Z")];
    world.publish(LIST, sign(&list_of(json!([entity(json!(suspend))]), 8), &authority_key()));
    world.net.remove(crate::world::STATUS);
    let report: Value = serde_json::from_str(&world.sync().report.to_json()).unwrap();
    assert_eq!(report["format"], "tegata.sync/1");
    assert_ne!(report["before"], report["after"]);
    assert_eq!(report["documents"][0]["outcome"], "updated");
    assert_eq!(
        (&report["documents"][0]["from"], &report["documents"][0]["to"]),
        (&json!(7), &json!(8))
    );
    assert_eq!(report["documents"][1]["problems"][0]["code"], "unavailable");
    assert_eq!(report["changes"][0]["now"], "suspended");
}

/// Every problem has words in both languages, and a remedy.
#[test]
fn problems_have_words() {
    let mut world = World::new();
    world.publish(LIST, "{}");
    let synced = world.sync();
    let problem = &crate::world::row(&synced, LIST).problems[0];
    for language in [Language::English, Language::Japanese] {
        let words = problem.explain(language);
        assert!(!words.problem.is_empty() && !words.remedy.is_empty());
    }
}
