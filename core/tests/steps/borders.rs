//! Each border in time, to the second: the last instant on one side, the first on the other.

use crate::world::*;
use serde_json::json;
use tegata::{Clocks, Policy, StatusRule, Timestamp, TrustBundle, Verifier};

/// By how much clocks may differ.
const SKEW: i64 = 60;
const DAY: i64 = 86_400;

/// The answer at two clocks, in seconds since 1970.
fn answer(world: &World, valid_at: i64, known_at: i64) -> String {
    let instant = |unix| Timestamp::from_unix(unix).unwrap();
    world.answer_at(Clocks::new(instant(valid_at), instant(known_at)))
}

fn unix(text: &str) -> i64 {
    at(text).unix()
}

#[test]
fn a_certificate_begins_and_ends_to_the_second() {
    let mut world = World::new();
    world.certification()["surveillance"]["nextDue"] = json!("2029-06-01");
    let (from, until) = (unix("2026-06-14T22:00:00Z"), unix("2029-06-14T21:59:59Z"));
    let ask = |valid_at| answer(&world, valid_at, unix(NOW));
    assert_eq!((ask(from - SKEW - 1), ask(from - SKEW)), ("not_yet_valid".into(), "valid".into()));
    assert_eq!((ask(until + SKEW), ask(until + SKEW + 1)), ("valid".into(), "expired".into()));
}

/// Three months after the end of the day on which it is due.
#[test]
fn an_audit_is_late_after_its_tolerance() {
    let world = World::new();
    let last = unix("2027-09-15T21:59:59Z");
    let ask = |valid_at| answer(&world, valid_at, unix(NOW));
    assert_eq!((ask(last), ask(last + 1)), ("valid".into(), "surveillance_overdue".into()));
}

#[test]
fn a_list_is_fresh_until_its_end_and_up_to_an_age() {
    let mut world = World::new().without_events();
    world.list_until = "2026-11-25T00:00:00Z".to_owned();
    let ask = |world: &World, at| answer(world, at, at);
    let until = unix(&world.list_until) + SKEW;
    assert_eq!(ask(&world, until), "valid");
    assert_eq!(ask(&world, until + 1), "status_stale");
    // Without an end of its own, the policy's age counts.
    world.list_until = "2030-01-01T00:00:00Z".to_owned();
    let aged = unix(&world.list_issued) + i64::from(Policy::default().max_status_age_seconds);
    assert_eq!((ask(&world, aged), ask(&world, aged + 1)), ("valid".into(), "status_stale".into()));
}

/// What nobody could have known then does not count; clocks may differ.
#[test]
fn a_list_from_after_the_question_is_none() {
    let world = World::new();
    let issued = unix(&world.list_issued);
    assert_eq!(answer(&world, issued - SKEW, issued - SKEW), "valid");
    assert_eq!(answer(&world, issued - SKEW - 1, issued - SKEW - 1), "status_list_invalid");
}

/// A later list tells nothing of a suspension before it; clocks may differ.
#[test]
fn a_list_is_later_than_the_question_to_the_second() {
    let world = World::new().without_events();
    let issued = unix(&world.list_issued);
    assert_eq!(answer(&world, issued - SKEW, unix(NOW)), "valid");
    assert_eq!(answer(&world, issued - SKEW - 1, unix(NOW)), "status_unproven");
}

#[test]
fn events_are_fresh_until_the_next_are_due() {
    let mut world = World::new();
    world.events["nextUpdate"] = json!("2026-11-23T12:00:00Z");
    let due = unix(NOW) + SKEW;
    assert_eq!(answer(&world, due, due), "valid");
    assert_eq!(answer(&world, due + 1, due + 1), "status_stale");
    // Whoever asks about an earlier time needs no fresher events.
    assert_eq!(answer(&world, unix(NOW), due + DAY), "valid");
}

#[test]
fn a_grant_counts_from_its_publication() {
    let mut world = World::new();
    world.list_issued = "2026-06-10T00:00:00Z".to_owned();
    world.history()[0]["publishedAt"] = json!("2026-11-22T00:00:00Z");
    let granted = unix("2026-11-22T00:00:00Z");
    assert_ne!(answer(&world, granted, granted), "not_granted");
    assert_eq!(answer(&world, granted, granted - 1), "not_granted");
}

/// Without events, a certificate is published when it was decided.
#[test]
fn a_certificate_without_events_is_known_from_its_decision() {
    let mut world = World::new().without_events().without_lists();
    world.certification()["decidedOn"] = json!("2026-06-10");
    let policy = Policy { status: StatusRule::AllowAbsent, ..Policy::default() };
    let verifier = Verifier::with_policy(world.bundle(), policy).unwrap();
    let certificate = verifier.authenticate(world.token()).unwrap();
    let decided = unix("2026-06-09T22:00:00Z") - SKEW;
    let ask = |known_at| {
        let instant = |unix| Timestamp::from_unix(unix).unwrap();
        let clocks = Clocks::new(at(NOW), instant(known_at));
        verifier.assess(&certificate, clocks).err().map(|refusal| refusal.code().as_str())
    };
    assert_eq!((ask(decided), ask(decided - 1)), (None, Some("not_granted")));
}

#[test]
fn a_list_of_bodies_is_stale_after_its_next_update() {
    let world = World::new();
    let due = unix("2026-12-20T00:00:00Z");
    let ask = |known_at| answer(&world, unix(NOW), known_at);
    assert_eq!((ask(due), ask(due + 1)), ("valid".into(), "accreditation_list_expired".into()));
}

#[test]
fn an_accreditation_ends_for_a_decision_to_the_second() {
    // The day of the decision ends at 21:59:59 UTC, and an event bites at its instant.
    for (ended, expected) in [
        ("2026-06-10T22:00:00Z", "valid"),
        ("2026-06-10T21:59:59Z", "boundary_day"),
        ("2026-06-09T22:00:01Z", "boundary_day"),
        ("2026-06-09T22:00:00Z", "accreditation_ended_before"),
    ] {
        let mut world = World::new();
        world.scheme["credentialSubject"]["onAccreditationLoss"] = json!({ "rule": "unaffected" });
        world.accreditation().push(event("a2", "withdraw", ended));
        assert_eq!(world.answer(), expected, "{ended}");
    }
}

#[test]
fn a_run_off_ends_to_the_second() {
    let mut world = World::new();
    world.accreditation().push(event("a2", "withdraw", "2026-07-01T00:00:00Z"));
    world.scheme["credentialSubject"]["onAccreditationLoss"] =
        json!({ "rule": "run_off", "months": 4 });
    let until = unix("2026-11-01T00:00:00Z");
    let ask = |valid_at| answer(&world, valid_at, unix(NOW));
    assert_eq!(
        (ask(until), ask(until + 1)),
        ("valid".into(), "accreditation_run_off_ended".into())
    );
}

/// The version was in force at some time of the day of the decision.
#[test]
fn a_version_of_a_scheme_begins_and_ends_to_the_second() {
    let ask = |member: &str, instant: &str| {
        let mut world = World::new();
        world.scheme["credentialSubject"]["versions"][0][member] = json!(instant);
        world.answer()
    };
    let no = "scheme_version_not_in_force";
    assert_eq!(ask("validFrom", "2026-06-10T21:59:59Z"), "valid");
    assert_eq!(ask("validFrom", "2026-06-10T22:00:00Z"), no);
    assert_eq!(ask("validUntil", "2026-06-09T22:00:00Z"), "valid");
    assert_eq!(ask("validUntil", "2026-06-09T21:59:59Z"), no);
    assert_eq!(ask("transitionUntil", "2026-11-23T12:00:00Z"), "valid");
    assert_eq!(ask("transitionUntil", "2026-11-23T11:59:59Z"), no);
}

#[test]
fn a_certificate_is_as_long_as_its_scheme_allows_and_no_longer() {
    let ask = |until: &str| {
        let mut world = World::new();
        world.certificate["validUntil"] = json!(until);
        world.answer()
    };
    assert_eq!(ask("2029-06-15T00:00:00+02:00"), "valid");
    assert_eq!(ask("2029-06-15T00:00:01+02:00"), "validity_too_long");
}

/// Eight entries are read; of nine, none.
#[test]
fn so_many_status_entries_and_no_more() {
    for (more, expected) in [(6, "valid"), (7, "status_reference_invalid")] {
        let mut world = World::new();
        let entries = world.certificate["credentialStatus"].as_array_mut().unwrap();
        let entry = entries[0].clone();
        entries.extend(std::iter::repeat_n(entry, more));
        assert_eq!(world.answer(), expected, "{more}");
    }
}

/// A pin's terms hold for the whole day of the decision.
#[test]
fn a_pin_begins_and_ends_to_the_second() {
    let world = World::new().without_events().without_lists();
    let ask = |from: Option<&str>, until: Option<&str>| {
        let mut anchor = pin(BODY, &world.body);
        let terms = &mut anchor.speaks_for.certifies[0];
        (terms.from, terms.until) = (from.map(at), until.map(at));
        let bundle = TrustBundle::new(at(NOW), vec![anchor], Vec::new()).unwrap();
        let policy = Policy { status: StatusRule::AllowAbsent, ..Policy::default() };
        code(Verifier::with_policy(bundle, policy).unwrap().verify(world.token(), now()))
    };
    assert_eq!(ask(Some("2026-06-09T22:00:00Z"), Some("2026-06-10T21:59:59Z")), "valid");
    assert_eq!(ask(Some("2026-06-09T22:00:01Z"), None), "accreditation_not_yet");
    assert_eq!(ask(None, Some("2026-06-10T21:59:58Z")), "accreditation_ended_before");
}

/// What was extended after the decision may not have covered it then.
#[test]
fn an_extension_covers_what_was_decided_at_its_instant() {
    for (extended, expected) in
        [("2026-06-09T22:00:00Z", "valid"), ("2026-06-09T22:00:01Z", "accreditation_scope_unknown")]
    {
        let mut world = World::new();
        world.accreditation().push(event("a2", "extend", extended));
        assert_eq!(world.answer(), expected, "{extended}");
    }
}

/// A certificate without `iat` is signed when it begins.
#[test]
fn a_key_serves_in_its_time_to_the_second() {
    let ask = |member: &str, instant: &str| {
        let mut world = World::new();
        let entity = &mut world.body_list["credentialSubject"][0];
        entity["verificationMethod"][0][member] = json!(instant);
        let answer = world.verifier().authenticate(world.token());
        answer.map_or_else(|refusal| refusal.code().as_str(), |_| "valid")
    };
    assert_eq!(ask("validFrom", "2026-06-14T22:00:00Z"), "valid");
    assert_eq!(ask("validFrom", "2026-06-14T22:00:01Z"), "key_not_in_force");
    assert_eq!(ask("expires", "2026-06-14T22:00:00Z"), "valid");
    assert_eq!(ask("expires", "2026-06-14T21:59:59Z"), "key_not_in_force");
}

/// Whoever asks as of the second of its publication knows of a compromise.
#[test]
fn a_compromise_is_known_from_its_publication() {
    let mut world = World::new();
    world.list_issued = "2026-06-20T00:00:00Z".to_owned();
    world.list_until = "2027-01-01T00:00:00Z".to_owned();
    let mut compromise = event("k1", "compromise", "2026-06-24T00:00:00Z");
    compromise["key"] = json!(format!("{BODY}#1"));
    world.body_list["credentialSubject"][0]["keyEvents"] = json!([compromise]);
    let published = unix("2026-06-24T00:00:00Z");
    assert_eq!(answer(&world, published, published - 1), "valid");
    assert_eq!(answer(&world, published, published), "no_poe");
}

/// Between a body and an anchor there are as many delegates as the limit says.
#[test]
fn a_chain_of_delegates_has_an_end() {
    let ask = |delegates: usize| {
        let mut world = World::new();
        let name = |n: usize| format!("did:web:delegate-{n}.example");
        let mut list = world.body_list.clone();
        for n in 0..delegates {
            let (url, signer) =
                (format!("https://delegate-{n}.example/bodies"), key(&format!("{}#1", name(n))));
            list["id"] = json!(url);
            list["issuer"] = json!(name(n));
            world.more.push(document(&url, sign("vc+jwt", &list, &signer)));
            let mut entry = entity(&name(n), &signer);
            entry["recognizedTo"][0]["action"] = json!("accredit");
            list["credentialSubject"] = json!([entry]);
        }
        world.body_list["credentialSubject"] = list["credentialSubject"].clone();
        world.answer()
    };
    assert_eq!((ask(0), ask(1), ask(4)), ("valid".into(), "valid".into(), "valid".into()));
    assert_eq!(ask(5), "issuer_unknown");
}
