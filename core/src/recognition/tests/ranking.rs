//! Which of several instruments is told, and which of them speak of a transfer at all.

use super::*;

/// The instruments that were looked at, in their order.
fn considered(world: &World, transfer: &Transfer) -> Vec<String> {
    let registry = world.registry();
    let decided = decide(&question(&registry, transfer, Clocks::at(at("2020-06-01"))));
    let judged = decided.rulings.iter().flat_map(|ruling| &ruling.considered);
    judged.map(|judged| judged.instrument.item.id.clone()).collect()
}

fn exclusion(name: &str) -> Value {
    json!({ "name": name, "kind": "other", "when": "always", "reference": "Art. 9" })
}

/// An instrument that names no destination.
fn general(id: &str, more: &[Value]) -> Value {
    let mut act = arrangement(id, "r/a", "b", more);
    act["versions"][0]["importer"] = json!("any");
    act
}

#[test]
fn of_those_that_come_equally_far_the_one_with_the_fewest_obstacles_is_told() {
    let mut two = arrangement("a", "r/a", "b", &[]);
    two["versions"][0]["exclusions"] = json!([exclusion("x"), exclusion("y")]);
    let mut one = arrangement("z", "r/a", "b", &[]);
    one["versions"][0]["exclusions"] = json!([exclusion("x")]);
    let world = World::two().with(two).with(one);
    assert_eq!(considered(&world, &Transfer::between("a", "b")), ["z", "a"]);
}

#[test]
fn a_general_instrument_that_is_met_speaks_of_the_transfer_like_any_other() {
    let challenged = general("a", &[event("e1", "challenge", "2020-02-01")]);
    let named = arrangement("z", "r/a", "b", &[]);
    let world = World::two().with(challenged).with(named);
    assert_eq!(considered(&world, &Transfer::between("a", "b")), ["a", "z"]);
}

#[test]
fn a_general_instrument_that_onward_rules_bar_breaks_the_silence() {
    let mut first = arrangement("first", "r/o", "a", &[]);
    first["versions"][0]["onward"]["barredTools"] = json!(["i"]);
    let mut world = World::two().with(general("i", &[])).with(first);
    world.places.push(place("o", &[]));
    world.regimes.push(regime("r/o", "o"));
    world.regimes[0]["completeness"]["permissions"].take();
    let transfer = Transfer::between("a", "b").received_under("r/o", Some("first"));
    let told = world.ask(&transfer, Clocks::at(at("2020-06-01")));
    assert_eq!(told, (NO, vec![Code::OnwardToolBarred]));
}

#[test]
fn a_list_without_effect_breaks_no_silence_when_it_is_adopted() {
    let mut world = area("per_instrument");
    world.arrangements[0]["effect"] = json!("enforcement_cooperation");
    world.regimes[2]["completeness"]["permissions"].take();
    let mut own = arrangement("j", "r/n", "b", &[]);
    own["versions"][0]["adopts"] = json!({ "regime": "r/a", "instruments": "any", "effects": "any", "stands": "as_it_stands" });
    let told = world.with(own).ask(&Transfer::between("n", "b"), Clocks::at(at("2020-06-01")));
    assert_eq!(told, (OPEN, vec![Code::RegistryNotComplete]));
}

/// What is owed where a fact is open, of two lists of preconditions for either answer.
fn owed(if_so: &[&str], if_not: &[&str]) -> Vec<String> {
    let so = json!({ "present": { "operand": "facts", "value": "so" } });
    let owed = |names: &[&str], when: Value| {
        let each = |name: &&str| json!({ "id": name, "when": when.clone(), "evidence": "fact", "reference": "Art. 5" });
        names.iter().map(each).collect::<Vec<_>>()
    };
    let mut act = arrangement("i", "r/a", "b", &[]);
    act["versions"][0]["preconditions"] =
        [owed(if_so, so.clone()), owed(if_not, json!({ "not": so }))].concat().into();
    let world = World::two().with(act);
    let (transfer, clocks) = (Transfer::between("a", "b"), Clocks::at(at("2020-06-01")));
    let registry = world.registry();
    let decided = decide(&question(&registry, &transfer, clocks));
    assert_eq!(decided.weight(), Some(Weight::Conditional));
    let because = decided.rulings[0].findings.iter().flat_map(|finding| &finding.because);
    let names = because.filter(|(name, _)| *name == "precondition");
    names.map(|(_, id)| id.clone()).collect()
}

#[test]
fn of_what_an_open_fact_may_leave_owed_the_most_is_told() {
    assert_eq!(owed(&["p", "q"], &["r"]), ["p", "q"]);
    assert_eq!(owed(&["p"], &["q", "r"]), ["q", "r"]);
    // Of as much on either side, always the same.
    assert_eq!(owed(&["p"], &["q"]), ["q"]);
}

#[test]
fn only_what_an_adoption_names_is_adopted() {
    let told = |instruments: Value, effects: Value| {
        let mut own = arrangement("j", "r/n", "b", &[]);
        own["versions"][0]["adopts"] = json!({ "regime": "r/a", "instruments": instruments,
            "effects": effects, "stands": "as_it_stands" });
        let world = area("per_instrument").with(own);
        world.ask(&Transfer::between("n", "b"), Clocks::at(at("2020-06-01"))).0
    };
    assert_eq!(told(json!(["i"]), json!(["permit_territory"])), YES);
    assert_eq!(told(json!(["other"]), json!(["permit_territory"])), NO);
    assert_eq!(told(json!(["i"]), json!(["safeguard"])), NO);
}

#[test]
fn what_is_taken_over_from_others_is_not_passed_on() {
    let adopting = |id: &str, by: &str, from: &str| {
        let mut act = arrangement(id, by, "b", &[]);
        act["versions"][0]["adopts"] = json!({ "regime": from, "instruments": "any",
            "effects": "any", "stands": "as_it_stands" });
        act
    };
    let mut world = area("per_instrument");
    world.places.push(place("m", &[]));
    world.regimes.push(regime("r/m", "m"));
    let world = world.with(adopting("j", "r/n", "r/a")).with(adopting("k", "r/m", "r/n"));
    let ask = |from: &str| world.ask(&Transfer::between(from, "b"), Clocks::at(at("2020-06-01"))).0;
    assert_eq!((ask("n"), ask("m")), (YES, NO));
}

#[test]
fn an_opt_out_ends_with_its_last_instant() {
    let mut world = area("automatic_unless_opted_out");
    world.regimes[2]["optedOut"] = json!([{ "instrument": "i",
        "effectiveAt": "2020-03-01T00:00:00Z", "publishedAt": "2020-03-01T00:00:00Z",
        "until": "2020-06-30T23:59:59Z" }]);
    let ask = |instant: &str| {
        world.ask(&Transfer::between("n", "b"), Clocks::new(at(instant), at("2021-01-01"))).0
    };
    assert_eq!(ask("2020-02-29T23:59:59Z"), YES);
    assert_eq!((ask("2020-03-01T00:00:00Z"), ask("2020-06-30T23:59:59Z")), (NO, NO));
    assert_eq!(ask("2020-07-01T00:00:00Z"), YES);
}

#[test]
fn an_origin_without_an_instrument_means_those_that_permitted_it_then() {
    let mut first = arrangement("first", "r/o", "a", &[]);
    first["versions"][0]["onward"]["barredTools"] = json!(["i"]);
    let mut later = arrangement("later", "r/o", "a", &[]);
    for date in ["effectiveAt", "publishedAt"] {
        later["events"][0][date] = json!("2021-01-01T00:00:00Z");
    }
    let mut cooperation = arrangement("cooperation", "r/o", "a", &[]);
    cooperation["effect"] = json!("enforcement_cooperation");
    let world = World::two().with(arrangement("i", "r/a", "b", &[])).with(first);
    let mut world = world.with(later).with(cooperation);
    world.places.push(place("o", &[]));
    world.regimes.push(regime("r/o", "o"));
    let transfer = Transfer::between("a", "b").received_under("r/o", None);
    let ask = |day: &str| world.ask(&transfer, Clocks::at(at(day)));
    assert_eq!(ask("2020-06-01"), (NO, vec![Code::OnwardToolBarred]));
    assert_eq!(ask("2021-06-01"), (OPEN, vec![Code::OriginUnknown]), "now they disagree");
}

#[test]
fn where_no_tool_is_needed_only_the_rules_that_bind_ask_for_one() {
    let mut first = arrangement("first", "r/o", "a", &[]);
    first["versions"][0]["onward"]["allowedTools"] = json!(["s:1"]);
    let second = arrangement("second", "r/o", "a", &[]);
    let asked = |inherits: bool, origins: &[&str]| {
        let mut first = first.clone();
        first["versions"][0]["onward"]["inherits"] = json!(inherits);
        let mut world = World::two().with(first).with(second.clone());
        world.places.push(place("o", &[]));
        world.regimes.push(regime("r/o", "o"));
        world.regimes[0]["exporterRule"] = json!("unrestricted");
        let received = |transfer: Transfer, id: &&str| transfer.received_under("r/o", Some(*id));
        let transfer = origins.iter().fold(Transfer::between("a", "b"), received);
        world.ask(&transfer, Clocks::at(at("2020-06-01"))).0
    };
    assert_eq!(asked(false, &["first"]), OPEN);
    assert_eq!(asked(false, &["first", "second"]), None);
    assert_eq!(asked(true, &["first", "second"]), OPEN);
}
