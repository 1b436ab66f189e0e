//! The life of an instrument, at the very instants at which something begins or ends.

use super::*;

/// One instrument from `a` to `b`, enacted on 1 January 2020, with these further events.
fn act(events: &[Value]) -> Value {
    arrangement("i", "r/a", "b", events)
}

/// An event that was published before it takes effect.
fn published(day: &str, mut event: Value) -> Value {
    event["publishedAt"] = json!(format!("{day}T00:00:00Z"));
    event
}

/// Another text of the instrument.
fn and_text(mut act: Value, version: Value) -> Value {
    act["versions"].as_array_mut().unwrap().push(version);
    act
}

fn excluding_everything(mut version: Value) -> Value {
    version["exclusions"] = json!([{ "name": "all", "kind": "other", "when": "always",
        "reference": "Art. 9" }]);
    version
}

#[test]
fn what_is_not_there_yet_has_its_first_text_whatever_amends_it() {
    let early = event("e1", "amend", "2019-01-01");
    let mut world = World::two().with(and_text(act(&[early]), version("e1", "c")));
    world.places.push(place("c", &[]));
    let registry = world.registry();
    let transfer = Transfer::between("a", "b");
    let decided =
        decide(&question(&registry, &transfer, Clocks::new(at("2019-06-01"), at("2020-06-01"))));
    assert_eq!(told(&decided), (NO, vec![Code::ArrangementNotYet]));
    let because = &decided.rulings[0].findings[0].because;
    assert_eq!(*because, [("from", "2020-01-01T00:00:00Z".to_owned())]);
}

#[test]
fn a_new_act_has_a_text_of_its_own() {
    let anew = event("e1", "enact", "2021-01-01");
    let text = excluding_everything(version("e1", "b"));
    let world = World::two().with(and_text(act(&[anew]), text));
    assert_eq!(world.on("2020-06-01", "2022-01-01"), (YES, vec![]));
    assert_eq!(world.on("2021-06-01", "2022-01-01"), (NO, vec![Code::TransferExcluded]));
}

#[test]
fn what_has_ended_begins_anew_only_by_an_act_made_when_the_end_was_known() {
    let end = published("2021-06-01", event("e1", "withdraw", "2021-07-01"));
    let on = |made: &str, effective: &str| {
        let anew = published(made, event("e2", "enact", effective));
        let world = World::two().with(and_text(act(&[end.clone(), anew]), version("e2", "b")));
        world.on("2022-06-01", "2022-06-01")
    };
    let withdrawn = (NO, vec![Code::ArrangementWithdrawn]);
    assert_eq!(on("2021-01-01", "2022-01-01"), withdrawn);
    assert_eq!(on("2021-06-01", "2022-01-01"), withdrawn, "made on the same day");
    assert_eq!(on("2021-06-02", "2022-01-01"), (YES, vec![]));
    assert_eq!(on("2021-06-02", "2021-06-30"), withdrawn, "an end that came after it");
}

#[test]
fn a_sunset_that_has_passed_is_not_moved() {
    let sunset = |id: &str, made: &str, day: &str| published(made, event(id, "sunset", day));
    let first = sunset("e1", "2020-02-01", "2021-01-01");
    let on = |made: &str| {
        let second = sunset("e2", made, "2022-01-01");
        World::two().with(act(&[first.clone(), second])).on("2021-09-01", "2021-09-01").0
    };
    assert_eq!((on("2020-12-01"), on("2021-06-01")), (YES, NO));
}

#[test]
fn an_act_of_the_last_second_before_a_sunset_is_ended_by_it() {
    let sunset = published("2020-02-01", event("e1", "sunset", "2021-06-30"));
    let on = |effective: &str| {
        let mut anew = published("2020-03-01", event("e2", "enact", "2021-07-01"));
        anew["effectiveAt"] = json!(effective);
        let acts = and_text(act(&[sunset.clone(), anew]), version("e2", "b"));
        World::two().with(acts).on("2021-07-02", "2021-07-02").0
    };
    assert_eq!((on("2021-06-30T23:59:59Z"), on("2021-07-01T00:00:00Z")), (NO, YES));
}

#[test]
fn a_withdrawal_is_announced_until_it_takes_effect() {
    let mut end = published("2021-06-01", event("e1", "withdraw", "2021-07-01"));
    end["grace"] = json!({ "until": "2021-12-31T23:59:59Z", "appliesTo": "all" });
    let world = World::two().with(act(&[end]));
    let on = |instant: &str| world.on(instant, "2021-06-15");
    assert_eq!(on("2021-06-30T23:59:59Z"), (YES, vec![Code::WithdrawalAnnounced]));
    assert_eq!(on("2021-07-01T00:00:00Z"), (YES, vec![Code::GracePeriod]));
}

#[test]
fn a_review_is_overdue_after_the_instant_at_which_it_is_due() {
    let mut act = act(&[]);
    act["reviewDue"] = json!("2024-01-01T00:00:00Z");
    let world = World::two().with(act);
    let on = |instant: &str| world.on(instant, "2024-06-01");
    assert_eq!(on("2024-01-01T00:00:00Z"), (YES, vec![]));
    assert_eq!(on("2024-01-01T00:00:01Z"), (YES, vec![Code::ReviewOverdue]));
}

#[test]
fn nothing_changes_after_the_day_of_the_last_instant_that_is_named() {
    let sunset = event("e1", "sunset", "2022-06-27");
    let registry = World::two().with(act(&[sunset])).registry();
    let changes = |instant: &str| registry.change_after("r/a", at(instant));
    assert!(changes("2022-06-27T23:59:59Z"), "its sunset ends with the day");
    assert!(!changes("2022-06-28T00:00:00Z"));
}
