//! What engine and model once disagreed on, each by its name.

use super::engine;
use super::rules::Verdict;
use super::world::{Case, World, at, j};
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
    super::agreement(case).unwrap()
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

#[test]
fn a_grace_under_one_end_is_none_under_another() {
    let withdrawn = event("e1", "withdraw", "2021-01-01", "2020-12-01");
    let withdrawn = with_grace(withdrawn, "2023-12-31", "transfers_begun_before");
    let ask = |more: Value| {
        let mut case = case(&[instrument(1, &[withdrawn.clone(), more])], IN_BETWEEN);
        case.transfer.begun_at = Some(at("2020-01-01T00:00:00Z"));
        verdict(&case)
    };
    assert_eq!(ask(event("e2", "challenge", "2022-01-01", "2022-01-01")), Verdict::Recognised);
    assert_eq!(ask(event("e2", "annul", "2022-01-01", "2022-01-01")), Verdict::NotRecognised);
    assert_eq!(ask(event("e2", "suspend", "2022-01-01", "2022-01-01")), Verdict::NotRecognised);
    assert_eq!(ask(event("e2", "sunset", "2022-01-01", "2020-12-01")), Verdict::NotRecognised);
}

#[test]
fn what_was_made_anew_in_a_grace_outlives_it() {
    let withdrawn = event("e1", "withdraw", "2020-01-01", "2019-12-01");
    let withdrawn = with_grace(withdrawn, "2021-12-31", "all");
    let anew = event("e2", "enact", "2021-01-01", "2021-01-01");
    assert_eq!(
        verdict(&case(&[instrument(1, &[withdrawn, anew])], IN_BETWEEN)),
        Verdict::Recognised
    );
}

#[test]
fn an_act_that_is_to_be_made_anew_does_not_outlive_its_sunset_meanwhile() {
    let sunset = event("e1", "sunset", "2021-06-30", "2018-01-01");
    let anew = event("e2", "enact", "2023-01-01", "2022-01-01");
    let world = [instrument(1, &[sunset, anew])];
    assert_eq!(verdict(&case(&world, "2021-06-30T12:00:00Z")), Verdict::Recognised);
    assert_eq!(verdict(&case(&world, IN_BETWEEN)), Verdict::NotRecognised);
    assert_eq!(verdict(&case(&world, "2023-06-01T00:00:00Z")), Verdict::Recognised);
}

#[test]
fn an_act_made_in_time_to_follow_on_a_sunset_follows_on_it() {
    let sunset = event("e1", "sunset", "2021-06-30", "2018-01-01");
    let anew = event("e2", "enact", "2021-07-01", "2021-01-01");
    let world = [instrument(1, &[sunset, anew])];
    assert_eq!(verdict(&case(&world, IN_BETWEEN)), Verdict::Recognised);
}

#[test]
fn a_text_that_is_not_published_yet_says_nothing() {
    let amended = event("e1", "amend", "2024-01-01", "2024-01-01");
    let mut act = instrument(1, &[amended]);
    act["events"][0]["effectiveAt"] = json!(instant("2023-01-01"));
    act["versions"][1]["importer"] = json!({ "organisations": ["did:web:nobody.example"] });
    let mut case = case(&[act], IN_BETWEEN);
    case.transfer = case.transfer.to(super::world::IMPORTER);
    case.world.regimes[0].completeness.permissions = None;
    // It reaches the importer by the text that is known, and is not in force yet.
    assert_eq!(verdict(&case), Verdict::NotRecognised);
}

#[test]
fn transfers_began_once_whatever_asks_when() {
    let until = |day: &str| {
        let end = event("e1", "withdraw", day, "2019-01-01");
        with_grace(end, "2023-12-31", "transfers_begun_before")
    };
    let mut case = case(
        &[instrument(1, &[until("2020-01-01")]), instrument(2, &[until("2021-01-01")])],
        IN_BETWEEN,
    );
    let second = regime(2, "a");
    case.world.regimes.push(serde_json::from_value(second).unwrap());
    case.world.arrangements[1].exporter_regime = regime_id(2);
    // Begun before both, they are recognised; nobody has said that they began later.
    assert_eq!(verdict(&case), Verdict::Indeterminate);
}

#[test]
fn a_list_as_it_stood_later_than_anyone_knows_is_as_it_is_known() {
    let mut adopting = instrument(2, &[]);
    let stands = json!({ "as_of": instant("2023-01-01") });
    adopting["versions"][0]["adopts"] = json!({ "regime": regime_id(1), "instruments": "any",
        "effects": "any", "stands": stands });
    let mut theirs = instrument(3, &[]);
    theirs["exporterRegime"] = json!(regime_id(1));
    theirs["events"][0] = event("e0", "enact", "2022-09-01", "2022-09-01");
    let mut case = case(&[adopting, theirs], IN_BETWEEN);
    assert_eq!(verdict(&case), Verdict::NotRecognised);
    case.known_at = at("2023-06-01T00:00:00Z");
    assert_eq!(verdict(&case), Verdict::Recognised);
}

#[test]
fn what_permits_nothing_permits_nothing_by_adopting() {
    let mut adopting = instrument(2, &[]);
    adopting["effect"] = json!("enforcement_cooperation");
    adopting["versions"][0]["adopts"] = json!({ "regime": regime_id(1), "instruments": "any",
        "effects": "any", "stands": "as_it_stands" });
    let mut theirs = instrument(3, &[]);
    theirs["exporterRegime"] = json!(regime_id(1));
    let case = case(&[adopting, theirs], IN_BETWEEN);
    let decision = engine::decide(&case, &engine::verifier(&case.world));
    assert_eq!(engine::verdict(decision.verdict()), Verdict::NotRecognised);
}

/// The next change that the engine tells.
fn next_change(case: &Case) -> Option<tegata::Timestamp> {
    let decision = engine::decide(case, &engine::verifier(&case.world));
    decision.report().next_change()
}

#[test]
fn the_next_change_may_be_an_order_a_membership_or_an_opt_out() {
    let mut case = case(&[instrument(1, &[])], IN_BETWEEN);
    let order = json!({ "id": "https://w.example/order/1", "title": "order",
        "regime": regime_id(0), "citations": [], "source": "here", "reviewed": "unreviewed",
        "events": [event("e0", "order", "2023-02-03", "2022-01-01")],
        "target": { "organisations": "any", "territories": "any", "when": "always" } });
    case.world.prohibitions = serde_json::from_value(json!([order])).unwrap();
    assert_eq!(next_change(&case), Some(at(&instant("2023-02-03"))));
    case.world.prohibitions.clear();
    assert_eq!(next_change(&case), None);
    // The instrument is that of an area to which the exporter's regime will belong.
    case.world.arrangements[0].exporter_regime = regime_id(2);
    let mut area = regime(2, "c");
    area["members"] = json!([{ "regime": regime_id(0), "from": instant("2023-03-04"),
        "adoption": "automatic_unless_opted_out" }]);
    case.world.regimes.push(serde_json::from_value(area).unwrap());
    assert_eq!(verdict(&case), Verdict::NotRecognised);
    assert_eq!(next_change(&case), Some(at(&instant("2023-03-04"))));
    let opted_out = json!([{ "instrument": case.world.arrangements[0].id,
        "effectiveAt": instant("2023-05-06"), "publishedAt": instant("2022-01-01") }]);
    case.world.regimes[0].opted_out = serde_json::from_value(opted_out).unwrap();
    case.valid_at = at(&instant("2023-04-01"));
    assert_eq!(verdict(&case), Verdict::Recognised);
    assert_eq!(next_change(&case), Some(at(&instant("2023-05-06"))));
}

#[test]
fn what_may_not_reach_the_importer_does_not_break_a_silence() {
    let mut act = instrument(1, &[]);
    act["versions"][0]["importer"] = json!({ "organisations": [super::world::IMPORTER] });
    act["versions"][0]["scope"] = json!({ "any": [] });
    let mut case = case(&[act], IN_BETWEEN);
    case.world.regimes[0].completeness.permissions = None;
    assert_eq!(verdict(&case), Verdict::Indeterminate);
    case.transfer = case.transfer.to("did:web:nobody.example");
    assert_eq!(verdict(&case), Verdict::Indeterminate);
    case.transfer = case.transfer.to(super::world::IMPORTER);
    assert_eq!(verdict(&case), Verdict::NotRecognised);
}

#[test]
fn a_fact_that_does_not_matter_is_settled_beside_one_that_stays_open() {
    let order = |number: u8, target: Value| {
        json!({ "id": format!("https://w.example/order/{number}"), "title": "order",
            "regime": regime_id(0), "citations": [], "source": "here",
            "reviewed": "unreviewed", "target": target,
            "events": [event("e0", "order", "2020-01-01", "2020-01-01")] })
    };
    let count = json!({ "operand": "volume", "from": 10, "below": "unbounded" });
    let either = json!({ "any": [{ "between": count }, { "not": { "between": count } }] });
    let whatever = json!({ "organisations": "any", "territories": "any", "when": either });
    let somebody = json!({ "organisations": [super::world::IMPORTER], "territories": "any",
        "when": "always" });
    let mut case = case(&[instrument(1, &[])], IN_BETWEEN);
    let orders = json!([order(1, whatever), order(2, somebody)]);
    case.world.prohibitions = serde_json::from_value(orders).unwrap();
    assert_eq!(verdict(&case), Verdict::Prohibited);
}

#[test]
fn what_permits_nothing_breaks_no_silence_when_it_is_adopted() {
    let mut adopting = instrument(2, &[]);
    adopting["versions"][0]["adopts"] = json!({ "regime": regime_id(1), "instruments": "any",
        "effects": "any", "stands": "as_it_stands" });
    let mut theirs = instrument(3, &[]);
    theirs["exporterRegime"] = json!(regime_id(1));
    theirs["effect"] = json!("enforcement_cooperation");
    let mut case = case(&[adopting, theirs], IN_BETWEEN);
    assert_eq!(verdict(&case), Verdict::NotRecognised);
    case.world.regimes[0].completeness.permissions = None;
    assert_eq!(verdict(&case), Verdict::Indeterminate);
    let ended = event("e1", "annul", "2020-01-01", "2020-01-01");
    case.world.arrangements[1].events.push(serde_json::from_value(ended).unwrap());
    assert_eq!(verdict(&case), Verdict::Indeterminate);
}

#[test]
fn a_role_does_not_matter_to_what_holds_for_every_role() {
    let earlier = certified(instrument(1, &[]), "any");
    let mut case = case(&[instrument(2, &[])], IN_BETWEEN);
    case.world.arrangements.extend(earlier.world.arrangements);
    (case.certificates, case.transfer) = (earlier.certificates, earlier.transfer);
    case.transfer.role = None;
    // Both hold in the same way, so the first by its name is the one that is used.
    assert_eq!(verdict(&case), Verdict::Recognised);
    let either = json!({ "isA": { "operand": "role", "of": ["controller", "processor"],
        "values": "some" } });
    let mut act = serde_json::to_value(&case.world.arrangements[1]).unwrap();
    act["effect"] = json!("permit_territory");
    act["versions"][0]["schemes"] = json!([]);
    act["versions"][0]["scope"] = either.clone();
    case.world.arrangements[1] = serde_json::from_value(act.clone()).unwrap();
    assert_eq!(verdict(&case), Verdict::Recognised);
    act["versions"][0]["scope"] = json!({ "not": either });
    case.world.arrangements = vec![serde_json::from_value(act).unwrap()];
    assert_eq!(verdict(&case), Verdict::NotRecognised);
}

#[test]
fn what_amends_an_act_before_it_is_there_has_no_text_to_change() {
    let mut act = instrument(1, &[event("e1", "amend", "2017-01-01", "2017-01-01")]);
    act["versions"][0]["importer"] = json!({ "territories": [] });
    assert_eq!(verdict(&case(&[act], "2017-06-01T00:00:00Z")), Verdict::NotRecognised);
}

#[test]
fn what_may_be_owed_besides_does_not_hide_what_is_owed_in_any_case() {
    let owing = |number: u8, when: Value| {
        let mut act = instrument(number, &[]);
        act["versions"][0]["preconditions"] = json!([
            { "id": "p0", "when": "always", "evidence": "fact", "reference": "1" },
            { "id": "p1", "when": when, "evidence": "fact", "reference": "2" }]);
        act
    };
    let many = json!({ "between": { "operand": "volume", "from": 10, "below": "unbounded" } });
    let mut other = instrument(1, &[]);
    other["versions"][0]["scope"] =
        json!({ "isA": { "operand": "activity", "values": "some", "of": ["beta"] } });
    let case = case(&[other, owing(2, many)], IN_BETWEEN);
    assert_eq!(verdict(&case), Verdict::Conditional);
}
