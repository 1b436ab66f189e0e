//! What engine and model once disagreed on, each by its name.

use super::rules::Verdict;
use super::world::{Case, World, at, j};
use super::{engine, rules};
use serde_json::{Value, json};
use tegata::Transfer;

const IN_BETWEEN: &str = "2022-06-01T00:00:00Z";

fn event(id: &str, kind: &str, effective: &str, published: &str) -> Value {
    json!({ "id": id, "type": kind, "effectiveAt": instant(effective),
        "publishedAt": instant(published) })
}

fn instant(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

fn with_grace(mut event: Value, until: &str, applies_to: &str) -> Value {
    event["grace"] = json!({ "until": instant(until), "appliesTo": applies_to });
    event
}

fn place(name: &str, within: &[&str]) -> Value {
    let within: Vec<_> = within.iter().map(|larger| json!({ "id": j(larger) })).collect();
    json!({ "id": j(name), "kind": "state", "codes": [], "names": [], "within": within,
        "timeZone": "UTC", "source": "here", "reviewed": "unreviewed" })
}

fn regime(number: u8, territory: &str) -> Value {
    let claim = json!({ "from": instant("2010-01-01"), "asOf": instant("2024-01-01"),
        "documents": [] });
    json!({ "id": regime_id(number), "title": "regime",
        "territories": [{ "jurisdiction": j(territory) }], "members": [], "relation": "adds",
        "exporterRule": "deny_unless_permitted", "authorities": [],
        "completeness": { "permissions": claim, "prohibitions": claim },
        "citations": [], "source": "here", "reviewed": "unreviewed" })
}

fn regime_id(number: u8) -> String {
    format!("https://w3id.org/tegata/r/{number}")
}

/// An instrument of the first regime for `b`, in force from 2018, and what happened to it.
fn instrument(number: u8, more: &[Value]) -> Value {
    let first = event("e0", "enact", "2018-01-01", "2018-01-01");
    let events: Vec<_> = [first].into_iter().chain(more.iter().cloned()).collect();
    let makes = |event: &&Value| event["type"] == "enact" || event["type"] == "amend";
    let versions: Vec<_> = events.iter().filter(makes).map(|e| version(&e["id"])).collect();
    json!({ "id": format!("https://w3id.org/tegata/instrument/{number}"), "title": "instrument",
        "citations": [], "effect": "permit_territory", "exporterRegime": regime_id(0),
        "state": "operative", "events": events, "versions": versions, "source": "here",
        "reviewed": "unreviewed" })
}

fn version(event: &Value) -> Value {
    json!({ "event": event, "importer": { "territories": [{ "jurisdiction": j("b"),
        "reach": "with_parts" }] }, "holder": "importer", "schemes": [], "requiresBase": [],
        "grantedUnderLawOf": "any", "issuedRelation": "any", "scope": "always",
        "exclusions": [], "preconditions": [], "obligations": [],
        "onward": { "allowedTools": "any", "barredTools": [], "inherits": false } })
}

/// A transfer from `a` to `b` on a day, as known then.
fn case(arrangements: &[Value], day: &str) -> Case {
    let world = json!({ "places": [place("a", &[]), place("b", &[])],
        "regimes": [regime(0, "a"), regime(1, "b")],
        "arrangements": arrangements, "prohibitions": [] });
    Case {
        world: serde_json::from_value::<World>(world).unwrap(),
        certificates: Vec::new(),
        transfer: Transfer::between(j("a"), j("b")),
        valid_at: at(day),
        known_at: at(day),
    }
}

/// What both say.
fn verdict(case: &Case) -> Verdict {
    let verifier = engine::verifier(&case.world);
    let model = rules::answer(case, &engine::cards(case, &verifier));
    let engine = engine::answer(&engine::decide(case, &verifier));
    assert_eq!(engine.verdict, model.verdict);
    engine.verdict
}

#[test]
fn data_cannot_have_come_under_an_instrument_that_nobody_knew_of() {
    let mut later = instrument(2, &[]);
    later["events"][0] = event("e0", "enact", "2018-01-01", "2023-01-01");
    let mut case = case(&[instrument(1, &[]), later.clone()], IN_BETWEEN);
    let id = later["id"].as_str();
    case.transfer = case.transfer.received_under(regime_id(0), id);
    assert_eq!(verdict(&case), Verdict::Indeterminate);
    case.known_at = at("2023-06-01T00:00:00Z");
    assert_eq!(verdict(&case), Verdict::Recognised);
}

#[test]
fn a_law_in_place_of_some_other_does_not_cut_a_part_off() {
    let mut case = case(&[instrument(1, &[])], IN_BETWEEN);
    let places = [place("a", &[]), place("b", &[]), place("b1", &["b"])];
    case.world.places = serde_json::from_value(json!(places)).unwrap();
    let mut own = regime(2, "b1");
    own["relation"] = json!({ "replaces": [regime_id(3)] });
    case.world.regimes.push(serde_json::from_value(own.clone()).unwrap());
    case.transfer.to = j("b1");
    assert_eq!(verdict(&case), Verdict::Recognised);
    own["relation"] = json!({ "replaces": [regime_id(1)] });
    case.world.regimes[2] = serde_json::from_value(own).unwrap();
    assert_eq!(verdict(&case), Verdict::NotRecognised);
}

/// The certificate of `b` that was decided on 10 February 2020.
const OF_THAT_DAY: usize = 7;

fn certified(mut act: Value, relation: &str) -> Case {
    act["effect"] = json!("safeguard");
    let version = &mut act["versions"][0];
    version["issuedRelation"] = json!(relation);
    version["schemes"] = json!([super::world::SCHEMES[2]].map(|scheme| {
        json!({ "scheme": scheme, "versions": "any", "variants": "any", "roles": "any" })
    }));
    let mut case = case(&[act], IN_BETWEEN);
    case.certificates = vec![OF_THAT_DAY];
    case.transfer = case.transfer.to(super::world::IMPORTER);
    case.transfer.role = "controller".parse().ok();
    case
}

#[test]
fn no_hour_is_invented_for_the_day_of_a_decision() {
    let from = |effective: &str| {
        let mut act = instrument(1, &[]);
        act["events"][0]["effectiveAt"] = json!(effective);
        verdict(&certified(act, "not_before_enactment"))
    };
    assert_eq!(from("2020-02-10T00:00:00Z"), Verdict::Recognised);
    assert_eq!(from("2020-02-10T10:00:00Z"), Verdict::Indeterminate);
    assert_eq!(from("2020-02-11T00:00:00Z"), Verdict::NotRecognised);
}

#[test]
fn a_certificate_may_postdate_the_withdrawal_of_an_act_that_was_made_anew() {
    let more = [
        event("e1", "withdraw", "2018-06-01", "2018-06-01"),
        event("e2", "enact", "2019-01-01", "2019-01-01"),
    ];
    let mut case = certified(instrument(1, &more), "not_after_withdrawal");
    let first = case.world.arrangements[0].versions[0].clone();
    let again = &mut case.world.arrangements[0].versions[1];
    *again = tegata::recognition::Version { event: again.event.clone(), ..first };
    assert_eq!(verdict(&case), Verdict::Recognised);
}

#[test]
fn a_law_that_nobody_knows_is_not_another_law() {
    let mut case = certified(instrument(1, &[]), "any");
    case.world.arrangements[0].versions[0].granted_under_law_of =
        tegata::recognition::GrantedUnder::Importer;
    assert_eq!(verdict(&case), Verdict::Recognised);
    let elsewhere = place("b2", &[]);
    case.world.places[1] = serde_json::from_value(elsewhere).unwrap();
    case.world.regimes[1].territories[0].jurisdiction = j("b2");
    case.transfer.to = j("b2");
    let territories = json!({ "territories": [{ "jurisdiction": j("b2"), "reach": "as_named" }] });
    case.world.arrangements[0].versions[0].importer = serde_json::from_value(territories).unwrap();
    assert_eq!(verdict(&case), Verdict::Indeterminate);
}
