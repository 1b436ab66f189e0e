//! Decisions about a whole day: one answer from its first instant to its last, or none.

use crate::decide::{LATE, Law, as_controller};
use crate::world::at;
use serde_json::{Value, json};
use tegata::{Clocks, Code, Decision, Verdict};

const DAY: &str = "2026-12-01";
const KNOWN: &str = "2026-11-23T12:00:00Z";

fn instant(time: &str) -> String {
    format!("{DAY}T{time}Z")
}

/// What the instrument's publisher announced before: its state from a time of that day on.
fn announced(id: &str, kind: &str, time: &str) -> Value {
    json!({ "id": id, "type": kind, "effectiveAt": instant(time),
        "publishedAt": "2026-11-20T00:00:00Z" })
}

/// The decision about the day, as known at its two ends.
fn decide(events: &[Value], known: [&str; 2]) -> Decision {
    let mut law = Law::new();
    let history = law.instruments[0]["events"].as_array_mut().unwrap();
    history.extend(events.iter().cloned());
    law.world.list_until = LATE.to_owned();
    let mut transfer = law.transfer();
    as_controller(&mut transfer);
    let clocks = |time, known| Clocks::new(at(&instant(time)), at(known));
    let (first, last) = (clocks("00:00:00", known[0]), clocks("23:59:59", known[1]));
    law.verifier().decide_day(&transfer, &[law.certificate()], first, last)
}

fn codes(decision: &Decision) -> Vec<Code> {
    decision.report().findings().iter().map(|finding| finding.code).collect()
}

#[test]
fn a_day_without_a_change_has_the_answer_of_its_end() {
    let decision = decide(&[], [KNOWN; 2]);
    assert_eq!(decision.verdict(), Verdict::Recognised);
    assert!(decision.permit().is_ok() && decision.report().next_change().is_some());
    let last = Clocks::new(at(&instant("23:59:59")), at(KNOWN));
    assert_eq!(decision.report().clocks(), Some(last));
    // The first instant of the next day is none of this one.
    let mut next = announced("r", "repeal", "00:00:00");
    next["effectiveAt"] = json!("2026-12-02T00:00:00Z");
    assert_eq!(decide(&[next], [KNOWN; 2]).verdict(), Verdict::Recognised);
}

/// Whichever of the two is the better answer: nothing of it is told but that they differ.
#[test]
fn a_day_on_which_the_answer_turns_has_none() {
    let mut suspended = announced("s", "suspend", "00:00:00");
    suspended["effectiveAt"] = json!("2026-11-30T00:00:00Z");
    let begins = [suspended, announced("u", "uphold", "12:00:00")];
    let ends = [announced("r", "repeal", "12:00:00")];
    for (events, first, last) in
        [(&ends[..], "recognised", "not_recognised"), (&begins, "not_recognised", "recognised")]
    {
        let decision = decide(events, [KNOWN; 2]);
        assert_eq!(decision.verdict(), Verdict::Indeterminate);
        assert!(decision.permit().unwrap_err().is_undetermined());
        let [boundary] = decision.report().findings() else { panic!("{decision:?}") };
        assert_eq!((boundary.code, boundary.fact("day")), (Code::BoundaryDay, Some(DAY)));
        assert_eq!((boundary.fact("first"), boundary.fact("last")), (Some(first), Some(last)));
        assert_eq!(decision.report().next_change(), None);
        let ruling = decision.ruling().unwrap();
        assert!(ruling.instrument().is_none() && ruling.obligations().is_empty());
        assert_eq!(ruling.considered().len(), 1);
    }
}

#[test]
fn a_day_that_ends_as_it_began_may_have_been_interrupted() {
    let events = [announced("s", "suspend", "10:00:00"), announced("u", "uphold", "14:00:00")];
    let decision = decide(&events, [KNOWN; 2]);
    assert_eq!(
        (decision.verdict(), codes(&decision)),
        (Verdict::Indeterminate, vec![Code::BoundaryDay])
    );
}

/// By what was known as the day began, its last second was already another time; that this
/// was taken back in that very second does not make the day one.
#[test]
fn the_last_second_is_of_the_day() {
    let mut taken_back = announced("u", "uphold", "23:59:59");
    taken_back["publishedAt"] = json!(instant("23:59:59"));
    taken_back["supersedes"] = json!("r");
    let events = [announced("r", "repeal", "23:59:59"), taken_back];
    let (first, last) = (instant("00:00:00"), instant("23:59:59"));
    let decision = decide(&events, [&first, &last]);
    assert_eq!(
        (decision.verdict(), codes(&decision)),
        (Verdict::Indeterminate, vec![Code::BoundaryDay])
    );
}
