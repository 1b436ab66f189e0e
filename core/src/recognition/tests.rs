//! A small world of its own, and each rule of the decision in it.

mod documents;
mod life;
mod places;
mod ranking;

use super::decide::{Decided, Question, decide};
use super::registry::{Held, Registry};
use super::transfer::Transfer;
use crate::clock::{Clocks, Timestamp};
use crate::code::{Code, Weight};
use serde_json::{Value, json};

fn at(day: &str) -> Timestamp {
    match day.len() {
        10 => format!("{day}T12:00:00Z").parse().unwrap(),
        _ => day.parse().unwrap(),
    }
}

fn held<T>(item: T) -> Held<T> {
    let (document, issuer) = ("https://x.example/d".into(), "did:web:x.example".into());
    Held { item, document, issuer, fresh_until: None }
}

fn place(id: &str, within: &[&str]) -> Value {
    let within: Vec<_> = within.iter().map(|larger| json!({ "id": larger })).collect();
    json!({ "id": id, "kind": "state", "codes": [], "names": [], "within": within,
        "timeZone": "UTC", "source": "here", "reviewed": "unreviewed" })
}

fn regime(id: &str, territory: &str) -> Value {
    json!({ "id": id, "title": id, "territories": [{ "jurisdiction": territory }],
        "members": [], "relation": "adds", "exporterRule": "deny_unless_permitted",
        "authorities": [], "completeness": {
            "permissions": claim(), "prohibitions": claim() },
        "citations": [], "source": "here", "reviewed": "unreviewed" })
}

fn claim() -> Value {
    json!({ "from": "2000-01-01T00:00:00Z", "asOf": "2030-01-01T00:00:00Z",
        "until": "2030-01-01T00:00:00Z", "documents": [] })
}

fn event(id: &str, kind: &str, day: &str) -> Value {
    let instant = format!("{day}T00:00:00Z");
    json!({ "id": id, "type": kind, "effectiveAt": instant, "publishedAt": instant })
}

fn version(event: &str, to: &str) -> Value {
    json!({ "event": event,
        "importer": { "territories": [{ "jurisdiction": to, "reach": "with_parts" }] },
        "holder": "importer", "schemes": [], "requiresBase": [], "grantedUnderLawOf": "any",
        "issuedRelation": "any", "scope": "always", "exclusions": [], "preconditions": [],
        "obligations": [],
        "onward": { "allowedTools": "any", "barredTools": [], "inherits": false } })
}

fn arrangement(id: &str, regime: &str, to: &str, more: &[Value]) -> Value {
    let events: Vec<_> =
        [event("e0", "enact", "2020-01-01")].into_iter().chain(more.iter().cloned()).collect();
    json!({ "id": id, "title": id, "citations": [], "effect": "permit_territory",
        "exporterRegime": regime, "state": "operative", "events": events,
        "versions": [version("e0", to)], "source": "here",
        "reviewed": { "by": { "by": "me", "at": "2020-01-01T00:00:00Z" } } })
}

#[derive(Default)]
struct World {
    places: Vec<Value>,
    regimes: Vec<Value>,
    arrangements: Vec<Value>,
    prohibitions: Vec<Value>,
}

impl World {
    /// `a` exports under `r/a` and `b` imports; both have regimes that claim to be complete.
    fn two() -> Self {
        Self {
            places: vec![place("a", &[]), place("b", &[])],
            regimes: vec![regime("r/a", "a"), regime("r/b", "b")],
            ..Self::default()
        }
    }

    fn with(mut self, arrangement: Value) -> Self {
        self.arrangements.push(arrangement);
        self
    }

    fn registry(&self) -> Registry {
        let read = |value: &Value| value.clone();
        let mut registry = Registry::default();
        let register = json!({ "id": "register", "jurisdictions": self.places });
        let register = serde_json::from_value(register).unwrap();
        registry.add_register(register, &held(())).unwrap();
        for value in self.regimes.iter().map(read) {
            registry.add_regime(held(serde_json::from_value(value).unwrap())).unwrap();
        }
        for value in self.arrangements.iter().map(read) {
            registry.add_arrangement(held(serde_json::from_value(value).unwrap())).unwrap();
        }
        for value in self.prohibitions.iter().map(read) {
            registry.add_prohibition(held(serde_json::from_value(value).unwrap())).unwrap();
        }
        registry.check_claims(|named| named != "gone");
        registry
    }

    /// The gravest weight and the codes, for the two clocks.
    fn ask(&self, transfer: &Transfer, clocks: Clocks) -> (Option<Weight>, Vec<Code>) {
        let registry = self.registry();
        told(&decide(&question(&registry, transfer, clocks)))
    }

    fn on(&self, valid_at: &str, known_at: &str) -> (Option<Weight>, Vec<Code>) {
        self.ask(&Transfer::between("a", "b"), Clocks::new(at(valid_at), at(known_at)))
    }
}

fn question<'q>(registry: &'q Registry, transfer: &'q Transfer, clocks: Clocks) -> Question<'q> {
    let (presented, supposed) = (&[], &[]);
    Question { registry, transfer, clocks, presented, supposed, prohibitions_claimed: false }
}

fn told(decided: &Decided<'_>) -> (Option<Weight>, Vec<Code>) {
    let mut codes: Vec<_> =
        decided.rulings.iter().flat_map(|ruling| ruling.findings.iter().map(|f| f.code)).collect();
    codes.sort();
    codes.dedup();
    (decided.weight(), codes)
}

const YES: Option<Weight> = Some(Weight::Notice);
const OPEN: Option<Weight> = Some(Weight::Undetermined);
const NO: Option<Weight> = Some(Weight::Refused);

#[test]
fn an_act_counts_from_its_effect_and_is_not_seen_before_its_publication() {
    let world = World::two().with(arrangement("i", "r/a", "b", &[]));
    assert_eq!(world.on("2020-06-01", "2020-06-01"), (YES, vec![]));
    assert_eq!(world.on("2019-06-01", "2020-06-01"), (NO, vec![Code::ArrangementNotYet]));
    assert_eq!(world.on("2020-06-01", "2019-06-01"), (NO, vec![Code::NoArrangement]));
}

#[test]
fn an_annulment_undoes_the_past_only_where_it_says_so_and_once_it_is_known() {
    let mut annul = event("e1", "annul", "2022-07-16");
    let future = World::two().with(arrangement("i", "r/a", "b", &[annul.clone()]));
    assert_eq!(future.on("2022-01-01", "2023-01-01").0, YES);
    assert_eq!(future.on("2022-08-01", "2023-01-01"), (NO, vec![Code::ArrangementAnnulled]));
    annul["exTuncFrom"] = json!("2020-01-01T00:00:00Z");
    let past = World::two().with(arrangement("i", "r/a", "b", &[annul]));
    assert_eq!(past.on("2022-01-01", "2022-06-01").0, YES);
    assert_eq!(past.on("2022-01-01", "2022-08-01"), (NO, vec![Code::ArrangementAnnulled]));
}

#[test]
fn a_grace_keeps_the_effect_for_what_it_names() {
    let mut withdraw = event("e1", "withdraw", "2022-07-01");
    withdraw["publishedAt"] = json!("2022-01-01T00:00:00Z");
    withdraw["grace"] = json!({ "until": "2022-12-31T23:59:59Z", "appliesTo": "all" });
    let all = World::two().with(arrangement("i", "r/a", "b", &[withdraw.clone()]));
    assert_eq!(all.on("2022-06-01", "2022-06-01"), (YES, vec![Code::WithdrawalAnnounced]));
    assert_eq!(all.on("2022-09-01", "2022-09-01"), (YES, vec![Code::GracePeriod]));
    assert_eq!(all.on("2023-01-01", "2023-01-01"), (NO, vec![Code::ArrangementWithdrawn]));

    withdraw["grace"]["appliesTo"] = json!("transfers_begun_before");
    let begun = World::two().with(arrangement("i", "r/a", "b", &[withdraw]));
    assert_eq!(begun.on("2022-09-01", "2022-09-01"), (OPEN, vec![Code::FactUnstated]));
    let clocks = Clocks::at(at("2022-09-01"));
    let mut transfer = Transfer::between("a", "b");
    transfer.begun_at = Some(at("2022-05-01"));
    assert_eq!(begun.ask(&transfer, clocks).0, YES);
    transfer.begun_at = Some(at("2022-08-01"));
    assert_eq!(begun.ask(&transfer, clocks).0, NO);
}

#[test]
fn a_sunset_ends_with_its_day_where_the_authority_is() {
    let mut sunset = event("e1", "sunset", "2021-01-01");
    sunset["effectiveAt"] = json!("2022-06-27T00:00:00+09:00");
    let world = World::two().with(arrangement("i", "r/a", "b", &[sunset]));
    assert_eq!(world.on("2022-06-27T23:59:59+09:00", "2022-01-01").0, YES);
    let after = world.on("2022-06-28T00:00:00+09:00", "2022-01-01");
    assert_eq!(after, (NO, vec![Code::ArrangementExpired]));
}

#[test]
fn an_extension_counts_when_published_in_time_and_known() {
    let mut sunset = event("e1", "sunset", "2021-01-01");
    sunset["effectiveAt"] = json!("2022-06-27T00:00:00Z");
    let mut extend = event("e2", "extend", "2022-06-20");
    extend["until"] = json!("2023-06-27T00:00:00Z");
    let in_time =
        World::two().with(arrangement("i", "r/a", "b", &[sunset.clone(), extend.clone()]));
    assert_eq!(in_time.on("2022-08-01", "2022-06-01").0, NO);
    assert_eq!(in_time.on("2022-08-01", "2022-07-01").0, YES);
    extend["publishedAt"] = json!("2022-07-20T00:00:00Z");
    let late = World::two().with(arrangement("i", "r/a", "b", &[sunset, extend]));
    assert_eq!(late.on("2022-08-01", "2022-08-01"), (NO, vec![Code::ArrangementExpired]));
}

#[test]
fn suspension_challenge_repeal_and_a_new_act() {
    let events = [
        event("e1", "challenge", "2020-02-01"),
        event("e2", "suspend", "2020-03-01"),
        event("e3", "uphold", "2020-04-01"),
        event("e4", "repeal", "2020-05-01"),
    ];
    let mut act = arrangement("i", "r/a", "b", &events);
    let world = World::two().with(act.clone());
    let on = |world: &World, day: &str| world.on(day, day);
    assert_eq!(on(&world, "2020-02-15"), (YES, vec![Code::ArrangementChallenged]));
    assert_eq!(on(&world, "2020-03-15"), (NO, vec![Code::ArrangementSuspended]));
    assert_eq!(on(&world, "2020-04-15"), (YES, vec![]));
    assert_eq!(on(&world, "2020-05-15"), (NO, vec![Code::ArrangementWithdrawn]));
    act["events"].as_array_mut().unwrap().push(event("e5", "enact", "2020-06-01"));
    act["versions"].as_array_mut().unwrap().push(version("e5", "b"));
    assert_eq!(on(&World::two().with(act), "2020-06-15"), (YES, vec![]));
}

#[test]
fn an_amendment_is_a_whole_text_of_its_own() {
    let mut act = arrangement("i", "r/a", "b", &[event("e1", "amend", "2021-01-01")]);
    let mut amended = version("e1", "b");
    amended["exclusions"] = json!([{ "name": "health", "kind": "data", "reference": "Art. 2",
        "when": { "isA": { "operand": "dataCategories", "values": "some", "of": ["health"] } } }]);
    act["versions"].as_array_mut().unwrap().push(amended);
    let world = World::two().with(act);
    let ask = |data: &str, day: &str| {
        world.ask(&Transfer::between("a", "b").of(data), Clocks::at(at(day)))
    };
    assert_eq!(ask("health", "2020-06-01").0, YES);
    assert_eq!(ask("health", "2021-06-01"), (NO, vec![Code::DataExcluded]));
    assert_eq!(ask("contact", "2021-06-01").0, YES);
    assert_eq!(ask("personal", "2021-06-01"), (OPEN, vec![Code::FactUnstated]));
}

#[test]
fn what_merely_enables_is_announced_empty_or_unverified_never_permits() {
    for state in ["enabling_only", "announced", "empty", "unverified"] {
        let mut act = arrangement("i", "r/a", "b", &[]);
        act["state"] = json!(state);
        let mut world = World::two().with(act);
        let codes = vec![Code::NoArrangement, Code::ArrangementInoperative];
        assert_eq!(world.on("2020-06-01", "2020-06-01"), (NO, codes));
        // It does not speak for silence.
        world.regimes[0]["completeness"]["permissions"].take();
        assert_eq!(world.on("2020-06-01", "2020-06-01"), (OPEN, vec![Code::RegistryNotComplete]));
    }
}

#[test]
fn silence_is_a_no_only_within_a_claim_that_is_whole() {
    let mut world = World::two();
    assert_eq!(world.on("2020-06-01", "2020-06-01"), (NO, vec![Code::NoArrangement]));
    // Whenever the claim was published: it speaks of that time.
    assert_eq!(world.on("2001-06-01", "2001-06-01").0, NO);
    assert_eq!(
        world.on("1999-06-01", "2020-06-01"),
        (OPEN, vec![Code::RegistryNotComplete, Code::ProhibitionsNotClaimed,])
    );
    world.regimes[0]["completeness"]["permissions"]["documents"] = json!(["gone"]);
    assert_eq!(world.on("2020-06-01", "2020-06-01").0, OPEN);
    // A certificate that nobody presented is a route, and does not speak for silence.
    let general = json!("any");
    let mut act = arrangement("i", "r/a", "b", &[]);
    act["effect"] = json!("safeguard");
    act["versions"][0]["importer"] = general;
    act["versions"][0]["schemes"] =
        json!([{ "scheme": "s:1", "versions": "any", "variants": "any", "roles": "any" }]);
    let world = World::two().with(act);
    let (weight, codes) = world.on("2020-06-01", "2020-06-01");
    assert_eq!((weight, codes), (NO, vec![Code::CertificateMissing, Code::NoArrangement]));
}

#[test]
fn what_is_not_in_force_or_permits_nothing_does_not_speak_for_silence() {
    let schemes =
        json!([{ "scheme": "s:1", "versions": "any", "variants": "any", "roles": "any" }]);
    let mut general = arrangement("i", "r/a", "b", &[event("e1", "withdraw", "2021-01-01")]);
    general["versions"][0]["importer"] = json!("any");
    let mut conformity = arrangement("c", "any", "b", &[]);
    conformity["effect"] = json!("conformity_accepted");
    conformity["versions"][0]["schemes"] = schemes;
    let mut cooperation = arrangement("e", "any", "b", &[]);
    cooperation["effect"] = json!("enforcement_cooperation");
    for act in [general, conformity, cooperation] {
        let mut world = World::two().with(act);
        world.regimes[0]["completeness"]["permissions"].take();
        // With hindsight before the act, while it stands or is withdrawn, and after.
        for day in ["2019-06-01", "2021-06-01"] {
            let (weight, codes) = world.on(day, "2022-01-01");
            assert_eq!((weight, codes), (OPEN, vec![Code::RegistryNotComplete]), "{day}");
        }
    }
}

fn order(target: Value) -> Value {
    json!({ "id": "o", "title": "o", "regime": "r/a", "citations": [], "target": target,
        "events": [event("e0", "order", "2021-01-01"), event("e1", "lift", "2021-06-01")],
        "source": "here", "reviewed": "unreviewed" })
}

#[test]
fn a_prohibition_beats_everything_while_it_stands() {
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
    let organisations = json!(["did:web:mill.example"]);
    world.prohibitions.push(order(
        json!({ "organisations": organisations, "territories": "any", "when": "always" }),
    ));
    let ask =
        |to: &str, day: &str| world.ask(&Transfer::between("a", "b").to(to), Clocks::at(at(day)));
    assert_eq!(
        ask("did:web:mill.example", "2021-03-01"),
        (Some(Weight::Prohibited), vec![Code::Prohibited])
    );
    assert_eq!(ask("did:web:mill.example", "2021-07-01").0, YES);
    assert_eq!(ask("did:web:other.example", "2021-03-01").0, YES);
    // A name identifies nobody.
    assert_eq!(ask("Mill", "2021-03-01"), (OPEN, vec![Code::ProhibitionUnknown]));
}

#[test]
fn a_prohibition_of_which_a_fact_is_missing_caps_the_answer() {
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
    let when = json!({ "present": { "operand": "facts", "value": "emr" } });
    world
        .prohibitions
        .push(order(json!({ "organisations": "any", "territories": "any", "when": when })));
    let clocks = Clocks::at(at("2021-03-01"));
    let transfer = Transfer::between("a", "b");
    assert_eq!(world.ask(&transfer, clocks).0, OPEN);
    assert_eq!(world.ask(&transfer.clone().fact("emr", false), clocks).0, YES);
    assert_eq!(world.ask(&transfer.fact("emr", true), clocks).0, Some(Weight::Prohibited));
    // Not restricted is no shield either.
    let inside = Transfer::between("a", "a").fact("emr", true);
    assert_eq!(world.ask(&inside, clocks).0, Some(Weight::Prohibited));
    assert_eq!(world.ask(&inside.fact("emr", false), clocks).0, None);
}

#[test]
fn every_regime_of_the_exporter_must_permit_unless_one_replaces_another() {
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
    world.places.push(place("a-q", &["a"]));
    world.regimes.push(regime("r/q", "a-q"));
    let clocks = Clocks::at(at("2020-06-01"));
    let ask =
        |world: &World, from: &str, to: &str| world.ask(&Transfer::between(from, to), clocks).0;
    assert_eq!(ask(&world, "a-q", "b"), NO); // r/a permits, r/q does not
    assert_eq!(ask(&world, "a-q", "a"), NO); // not restricted by r/a, restricted by r/q
    assert_eq!(ask(&world, "a", "a-q"), None);
    world.regimes[2]["relation"] = json!({ "replaces": "any" });
    assert_eq!(ask(&world, "a", "a-q"), NO); // no longer within r/a
    world.arrangements.push(arrangement("j", "r/q", "b", &[]));
    assert_eq!(ask(&world, "a-q", "b"), YES); // r/a does not apply there
}

#[test]
fn an_instrument_does_not_flow_down_into_a_regime_of_its_own() {
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
    world.places.extend([place("b-hk", &["b"]), place("b-ca", &["b"]), place("c", &[])]);
    world.regimes.push(regime("r/hk", "b-hk"));
    world.regimes[2]["relation"] = json!({ "replaces": "any" });
    let clocks = Clocks::at(at("2020-06-01"));
    let ask = |world: &World, to: &str| world.ask(&Transfer::between("a", to), clocks).0;
    assert_eq!(ask(&world, "b-ca"), YES);
    assert_eq!(ask(&world, "b-hk"), NO);
    assert_eq!(ask(&world, "c"), NO);
    world.arrangements[0]["versions"][0]["importer"]["territories"][0]["reach"] = json!("as_named");
    assert_eq!(ask(&world, "b-ca"), NO);
}

/// `n` belongs to the area of `r/a`.
fn area(adoption: &str) -> World {
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
    world.places.push(place("n", &[]));
    world.regimes.push(regime("r/n", "n"));
    world.regimes[0]["members"] = json!([{ "regime": "r/n", "adoption": adoption }]);
    world
}

#[test]
fn members_take_over_as_their_membership_says() {
    let clocks = Clocks::at(at("2020-06-01"));
    let ask = |world: &World| world.ask(&Transfer::between("n", "b"), clocks);
    assert_eq!(ask(&area("automatic")), (YES, vec![]));
    assert_eq!(ask(&area("automatic_unless_opted_out")), (YES, vec![Code::AdoptedAutomatically]));
    assert_eq!(ask(&area("per_instrument")), (NO, vec![Code::NoArrangement]));
    let within = Transfer::between("n", "a");
    assert_eq!(area("per_instrument").ask(&within, clocks).0, None);

    let mut out = area("automatic_unless_opted_out");
    out.regimes[2]["optedOut"] = json!([{ "instrument": "i",
        "effectiveAt": "2020-03-01T00:00:00Z", "publishedAt": "2020-03-01T00:00:00Z" }]);
    assert_eq!(ask(&out), (NO, vec![Code::NoArrangement]));
}

#[test]
fn a_membership_may_change_how_it_takes_over() {
    let mut world = area("automatic");
    world.regimes[0]["members"] = json!([
        { "regime": "r/n", "until": "2021-12-31T23:59:59Z", "adoption": "per_instrument" },
        { "regime": "r/n", "from": "2022-01-01T00:00:00Z", "adoption": "automatic" },
    ]);
    let registry = world.registry();
    let transfer = Transfer::between("n", "b");
    let considered = |day: &str| {
        let decided = decide(&question(&registry, &transfer, Clocks::at(at(day))));
        (decided.weight(), decided.rulings.iter().map(|r| r.considered.len()).sum::<usize>())
    };
    assert_eq!(considered("2021-06-01"), (NO, 0));
    assert_eq!(considered("2022-06-01"), (YES, 1));
}

#[test]
fn a_list_is_adopted_by_an_instrument_of_ones_own_as_it_stands_or_stood() {
    let adopting = |stands: Value| {
        let mut world = area("per_instrument");
        world.arrangements[0]["events"].as_array_mut().unwrap().push(event(
            "e9",
            "withdraw",
            "2021-01-01",
        ));
        let mut own = arrangement("j", "r/n", "b", &[]);
        own["versions"][0]["importer"] = json!("any");
        own["versions"][0]["adopts"] = json!({ "regime": "r/a", "instruments": "any",
            "effects": ["permit_territory"], "stands": stands });
        world.with(own)
    };
    let ask =
        |world: &World, day: &str| world.ask(&Transfer::between("n", "b"), Clocks::at(at(day))).0;
    let dynamic = adopting(json!("as_it_stands"));
    assert_eq!((ask(&dynamic, "2020-06-01"), ask(&dynamic, "2021-06-01")), (YES, NO));
    let fixed = adopting(json!({ "as_of": "2020-06-01T00:00:00Z" }));
    assert_eq!(ask(&fixed, "2021-06-01"), YES);
}

#[test]
fn of_what_is_adopted_the_latest_is_told_in_whatever_order_it_came() {
    let ended = |id: &str, start: &str, end: &str| {
        let mut act = arrangement(id, "r/a", "b", &[event("e1", "withdraw", end)]);
        for date in ["effectiveAt", "publishedAt"] {
            act["events"][0][date] = json!(format!("{start}T00:00:00Z"));
        }
        act
    };
    let old = ended("i1", "2005-01-01", "2010-01-01");
    let new = ended("i2", "2011-01-01", "2015-01-01");
    let told = |acts: [&Value; 2]| {
        let mut world = area("per_instrument");
        world.arrangements = acts.into_iter().cloned().collect();
        let mut own = arrangement("j", "r/n", "b", &[]);
        own["versions"][0]["importer"] = json!("any");
        own["versions"][0]["adopts"] = json!({ "regime": "r/a", "instruments": "any",
            "effects": "any", "stands": "as_it_stands" });
        let registry = world.with(own).registry();
        let transfer = Transfer::between("n", "b");
        let clocks = Clocks::at(at("2021-06-01"));
        let ruling = decide(&question(&registry, &transfer, clocks)).rulings.remove(0);
        let adopted = ruling.findings.iter().find(|f| f.code == Code::AdoptedInstrument).unwrap();
        adopted.because.iter().find(|(name, _)| *name == "instrument").unwrap().1.clone()
    };
    assert_eq!([told([&old, &new]), told([&new, &old])], ["i2", "i2"]);
}

#[test]
fn successors_stand_in_only_where_that_was_declared() {
    let succeeded = |instruments: &str| {
        let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
        world.places.push(place("b2", &[]));
        world.places[1]["succession"] = json!([{ "successor": "b2",
            "at": "2020-03-01T00:00:00Z", "instruments": instruments }]);
        world
    };
    let clocks = Clocks::at(at("2020-06-01"));
    let ask = |world: &World, to: &str| world.ask(&Transfer::between("a", to), clocks);
    assert_eq!(ask(&succeeded("continue"), "b2").0, YES);
    assert_eq!(ask(&succeeded("lapse"), "b2").0, NO);
    assert_eq!(ask(&succeeded("undeclared"), "b2").0, OPEN);
    assert_eq!(ask(&succeeded("continue"), "b"), (OPEN, vec![Code::JurisdictionSucceeded]));
}

#[test]
fn nothing_is_decided_for_a_place_whose_standing_is_open() {
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
    let clocks = Clocks::at(at("2020-06-01"));
    let ask = |world: &World| world.ask(&Transfer::between("a", "b"), clocks);
    world.places[1]["kind"] = json!("disputed");
    assert_eq!(ask(&world), (OPEN, vec![Code::JurisdictionDisputed]));
    world.places[1]["kind"] = json!("unresolved");
    assert_eq!(ask(&world), (OPEN, vec![Code::TerritorialScopeUnresolved]));
    let nowhere = Transfer::between("a", "z");
    assert_eq!(world.ask(&nowhere, clocks), (OPEN, vec![Code::JurisdictionUnknown]));
}

#[test]
fn data_carry_the_onward_rule_of_the_instrument_under_which_they_came() {
    let mut first = arrangement("first", "r/o", "a", &[]);
    first["versions"][0]["onward"]["barredTools"] = json!(["i"]);
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[])).with(first);
    world.places.push(place("o", &[]));
    world.regimes.push(regime("r/o", "o"));
    let clocks = Clocks::at(at("2020-06-01"));
    let base = || Transfer::between("a", "b");
    let barred = world.ask(&base().received_under("r/o", Some("first")), clocks);
    assert_eq!(barred, (NO, vec![Code::OnwardToolBarred]));
    // Every instrument of that regime says the same: it need not be named.
    assert_eq!(world.ask(&base().received_under("r/o", None), clocks).0, NO);
    let unknown = world.ask(&base().received_under("r/o", Some("other")), clocks);
    assert_eq!(unknown, (OPEN, vec![Code::OriginUnknown]));
    // A rule that is not inherited binds the next transfer only.
    let later = base().received_under("r/o", Some("first")).received_under("r/a", Some("i"));
    assert_eq!(world.ask(&later, clocks).0, YES);
}

#[test]
fn evidence_that_is_owed_makes_it_conditional() {
    let mut act = arrangement("i", "r/a", "b", &[]);
    act["versions"][0]["preconditions"] = json!([{ "id": "tia", "when": "always",
        "evidence": "attestation", "reference": "Art. 46" }]);
    let world = World::two().with(act);
    let clocks = Clocks::at(at("2020-06-01"));
    let transfer = Transfer::between("a", "b");
    let owed = (Some(Weight::Conditional), vec![Code::EvidenceOwed]);
    assert_eq!(world.ask(&transfer, clocks), owed);
    assert_eq!(world.ask(&transfer.with_evidence("tia"), clocks).0, YES);
}

#[test]
fn the_order_of_documents_never_matters() {
    let acts = [
        arrangement("i", "r/a", "b", &[event("e1", "repeal", "2020-02-01")]),
        arrangement("j", "r/a", "b", &[event("e1", "suspend", "2020-02-01")]),
        arrangement("k", "r/a", "b", &[event("e1", "annul", "2020-02-01")]),
    ];
    let forwards = acts.iter().cloned().fold(World::two(), World::with);
    let backwards = acts.iter().rev().cloned().fold(World::two(), World::with);
    let told = forwards.on("2020-06-01", "2020-06-01");
    assert_eq!(told, (NO, vec![Code::ArrangementWithdrawn]));
    assert_eq!(told, backwards.on("2020-06-01", "2020-06-01"));
}

#[test]
fn a_misspelt_member_is_refused() {
    let mut act = arrangement("i", "r/a", "b", &[]);
    act["versions"][0]["exclusion"] = json!([]);
    assert!(serde_json::from_value::<super::Arrangement>(act).is_err());
    assert!(Transfer::from_json(r#"{"from":"a","to":"b","purpose":"x"}"#).is_err());
}
