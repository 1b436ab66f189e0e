//! Places within places, the regimes that apply there, and documents past their time.

use super::*;
use crate::recognition::RegimeTerritory;

#[test]
fn eight_places_within_one_another_are_followed_and_no_more() {
    let mut world = World::default();
    let name = |depth: usize| format!("p{depth}");
    for depth in 0..10 {
        world.places.push(place(&name(depth), &[&name(depth + 1)]));
        world.regimes.push(regime(&format!("r/{depth}"), &name(depth)));
    }
    let registry = world.registry();
    let time = at("2020-06-01");
    let place = registry.place("p0", time).unwrap();
    assert_eq!(registry.regimes_of(&place, time).len(), 8);
    assert!(place.lies_within("p7") && !place.lies_within("p8"));
}

#[test]
fn a_regime_that_left_one_place_and_stays_in_another_is_gone_from_the_first() {
    let mut world = World::two();
    world.regimes[0]["territories"] =
        json!([{ "jurisdiction": "a", "until": "2019-12-31T23:59:59Z" }, { "jurisdiction": "b" }]);
    let ask = |instant: &str| {
        let transfer = Transfer::between("a", "c");
        world.ask(&transfer, Clocks::new(at(instant), at("2020-06-01"))).1
    };
    assert!(!ask("2019-12-31T23:59:59Z").contains(&Code::RegimeUnknown));
    assert_eq!(ask("2020-01-01T00:00:00Z"), [Code::RegimeUnknown]);
}

#[test]
fn a_territory_counts_from_its_first_instant_to_its_last() {
    let territory = json!({ "jurisdiction": "a", "from": "2020-01-01T00:00:00Z",
        "until": "2020-12-31T23:59:59Z" });
    let territory: RegimeTerritory = serde_json::from_value(territory).unwrap();
    let applies = |instant: &str| territory.applies(at(instant));
    assert!(applies("2020-01-01T00:00:00Z") && applies("2020-12-31T23:59:59Z"));
    assert!(!applies("2019-12-31T23:59:59Z") && !applies("2021-01-01T00:00:00Z"));
}

#[test]
fn only_a_regime_that_replaces_the_one_around_it_cuts_a_part_off() {
    let ask = |relation: Value, around: bool| {
        let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
        world.places.push(place("b-hk", &["b"]));
        world.regimes.push(regime("r/hk", "b-hk"));
        world.regimes.push(regime("r/hk2", "b-hk"));
        world.regimes[2]["relation"] = relation;
        if !around {
            world.regimes.remove(1);
        }
        world.ask(&Transfer::between("a", "b-hk"), Clocks::at(at("2020-06-01"))).0
    };
    assert_eq!(ask(json!("adds"), true), YES);
    assert_eq!(ask(json!({ "replaces": ["r/b"] }), true), NO);
    assert_eq!(ask(json!({ "replaces": ["r/hk2"] }), true), YES, "its neighbour is not around it");
    assert_eq!(ask(json!({ "replaces": "any" }), false), NO, "whatever there might be");
}

#[test]
fn what_names_other_territories_is_not_even_looked_at() {
    let registry = World::two().with(arrangement("i", "r/a", "b", &[])).registry();
    let reaching = |name: &str| {
        let place = registry.place(name, at("2020-06-01")).unwrap();
        registry.arrangements_reaching("r/a", &place).len()
    };
    assert_eq!((reaching("b"), reaching("a")), (1, 0));
}

/// The answer where the next edition of a kind of document was due at `DUE`, as known at an
/// instant, and until when it is fresh.
fn with_editions(kind: &str, known_at: &str) -> (Option<Weight>, Vec<Code>, Option<Timestamp>) {
    let world = World::two().with(arrangement("i", "r/a", "b", &[]));
    let due = |of: &str| Some(at(if of == kind { DUE } else { "2030-01-01" }));
    let mut registry = Registry::default();
    let register = json!({ "id": "register", "jurisdictions": world.places });
    let register = serde_json::from_value(register).unwrap();
    registry.add_register(register, &Held { fresh_until: due("register"), ..held(()) }).unwrap();
    for regime in &world.regimes {
        let item = serde_json::from_value(regime.clone()).unwrap();
        registry.add_regime(Held { fresh_until: due("regime"), ..held(item) }).unwrap();
    }
    let item = serde_json::from_value(world.arrangements[0].clone()).unwrap();
    registry.add_arrangement(Held { fresh_until: due("instrument"), ..held(item) }).unwrap();
    let transfer = Transfer::between("a", "b");
    let decided =
        decide(&question(&registry, &transfer, Clocks::new(at("2020-06-01"), at(known_at))));
    let (weight, codes) = told(&decided);
    (weight, codes, decided.rulings[0].fresh_until)
}

const DUE: &str = "2021-01-01T00:00:00Z";

#[test]
fn a_document_counts_up_to_the_instant_at_which_its_next_edition_is_due() {
    for kind in ["register", "regime", "instrument"] {
        let (weight, codes, _) = with_editions(kind, DUE);
        assert_eq!((weight, codes), (YES, vec![]), "{kind}");
        let (weight, codes, _) = with_editions(kind, "2021-01-01T00:00:01Z");
        assert_eq!(weight, OPEN, "{kind}");
        assert!(codes.contains(&Code::RecognitionStale), "{kind}: {codes:?}");
    }
}

#[test]
fn an_answer_is_as_fresh_as_the_instrument_and_the_regime_that_gave_it() {
    for kind in ["regime", "instrument"] {
        assert_eq!(with_editions(kind, "2020-06-01").2, Some(at(DUE)), "{kind}");
    }
}
