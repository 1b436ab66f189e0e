//! Documents of recognition: those that a claim to be whole names are asked for, and what
//! becomes of instruments and orders is told.

use crate::world::{AUTHORITY, World, authority_key, event, numbered, sign, statement};
use serde_json::{Value, json};

const LAW: &str = "https://authority.example/law";
const ACT: &str = "https://authority.example/act";
const ORDER: &str = "https://authority.example/order";
const REGIME: &str = "https://authority.example/regime";

fn signed(kind: &str, url: &str, number: u64, subject: Value) -> String {
    let statement = statement(kind, url, AUTHORITY, subject);
    sign(&numbered(statement, number), &authority_key())
}

/// A law whose curator claims to hold every instrument and every order by these documents.
fn law() -> String {
    let claim = |document: &str| json!({ "from": "2020-01-01T00:00:00Z", "asOf": "2026-11-20T00:00:00Z", "documents": [document] });
    let regime = json!({ "id": REGIME, "title": "Law", "relation": "adds", "territories": [],
        "members": [], "authorities": [], "exporterRule": "deny_unless_permitted",
        "completeness": { "permissions": claim(ACT), "prohibitions": claim(ORDER) },
        "citations": [], "source": "here", "reviewed": "unreviewed" });
    signed("Regime", LAW, 1, regime)
}

fn act(number: u64, events: &[Value]) -> String {
    let act = json!({ "id": "https://authority.example/i", "title": "Act", "citations": [],
        "effect": "permit_territory", "exporterRegime": REGIME, "state": "operative",
        "events": events, "source": "here", "reviewed": "unreviewed",
        "versions": [{ "event": "enact", "importer": "any", "holder": "importer",
            "schemes": [], "requiresBase": [], "grantedUnderLawOf": "any",
            "issuedRelation": "any", "scope": "always", "exclusions": [], "preconditions": [],
            "obligations": [],
            "onward": { "allowedTools": "any", "barredTools": [], "inherits": false } }] });
    signed("RecognitionArrangement", ACT, number, act)
}

fn order(number: u64, events: &[Value]) -> String {
    let order = json!({ "id": "https://authority.example/o", "title": "Order", "regime": REGIME,
        "citations": [], "events": events, "source": "here", "reviewed": "unreviewed",
        "target": { "organisations": "any", "territories": "any", "when": "always" } });
    signed("Prohibition", ORDER, number, order)
}

/// What has changed: of what kind, and how it stands now.
fn changes(world: &mut World) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(&world.sync().report.to_json()).unwrap();
    let text = |change: &Value, member: &str| change[member].as_str().unwrap().to_owned();
    let changes = report["changes"].as_array().unwrap().iter();
    changes.map(|change| (text(change, "what"), text(change, "now"))).collect()
}

#[test]
fn instruments_and_orders_are_asked_for_by_name_and_told_of() {
    let mut anchor = crate::world::anchor(AUTHORITY, &[&authority_key()], 1, &[LAW]);
    anchor.speaks_for.regimes.push(REGIME.to_owned());
    anchor.speaks_for.prohibitions.push(REGIME.to_owned());
    let mut world = World::of(vec![anchor]);
    let (enact, order_given) =
        (event("enact", "2025-01-01T00:00:00Z"), event("order", "2025-01-01T00:00:00Z"));
    world.publish(LAW, law());
    world.publish(ACT, act(1, std::slice::from_ref(&enact)));
    world.publish(ORDER, order(1, std::slice::from_ref(&order_given)));
    let told = |now: &str| ["instrument", "order"].map(|what| (what.to_owned(), now.to_owned()));
    assert_eq!(changes(&mut world), told("in_force"));
    assert_eq!(world.bundle.documents().len(), 3, "only the law is a source");

    world.publish(ACT, act(2, &[enact, event("repeal", "2026-11-22T00:00:00Z")]));
    world.publish(ORDER, order(2, &[order_given, event("lift", "2026-11-22T00:00:00Z")]));
    assert_eq!(changes(&mut world), told("ended"));
}
