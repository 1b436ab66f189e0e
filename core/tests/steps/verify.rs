//! The five steps on a whole world: each rule, from both sides.

use crate::world::*;
use serde_json::json;
use tegata::trust::{AnyOr, Certifies};
use tegata::{
    Algorithm, Clocks, Code, Language, Outcome, Policy, StatusRule, Step, TrustBundle, Verifier,
};

#[test]
fn a_good_certificate_is_valid_and_says_why() {
    let world = World::new();
    let standing = world.verifier().verify(world.token(), now()).unwrap();
    assert_eq!(standing.certificate().legal_name(), "株式会社例");
    assert_eq!(standing.accredited().by(), AUTHORITY);
    assert_eq!(standing.accredited().list(), Some(LIST));
    assert!(standing.notices().is_empty(), "{:?}", standing.notices());
    let report = standing.report();
    for step in Step::ALL {
        let expected = if step <= Step::Current { Outcome::Passed } else { Outcome::Skipped };
        assert_eq!(report.outcome(step), expected);
    }
    assert!(report.to_json().contains(r#""verdict":"valid""#));
}

#[test]
fn a_report_can_be_read_aloud() {
    let mut world = World::new().without_events();
    let words = |world: &World, language| match world.verifier().verify(world.token(), now()) {
        Ok(standing) => standing.report().in_words(language),
        Err(refusal) => refusal.report().in_words(language),
    };
    assert_eq!(words(&world, Language::English), "VALID: 株式会社例\n");
    world.revoked = vec![INDEX];
    let told = words(&world, Language::English);
    assert!(told.starts_with("REFUSED: "), "{told}");
    assert!(told.contains(" [revoked]\n  what to do: "), "{told}");
    assert!(words(&world, Language::Japanese).starts_with("拒否: "));
}

#[test]
fn the_report_is_the_same_every_time() {
    let world = World::new();
    let token = world.token();
    let mut documents = world.documents();
    let bundle = TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents.clone()).unwrap();
    documents.reverse();
    let other = TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents).unwrap();
    assert_eq!(bundle.digest(), other.digest());
    let report = |bundle| Verifier::new(bundle).verify(&token, now()).unwrap().report().to_json();
    assert_eq!(report(bundle), report(other));
}

#[test]
fn a_bundle_survives_its_file() {
    let bundle = World::new().bundle();
    let copy = TrustBundle::from_json(&bundle.to_json()).unwrap();
    assert_eq!(copy.digest(), bundle.digest());
    assert_eq!(copy.to_json(), bundle.to_json());
}

#[test]
fn revoked_and_suspended_are_told_apart() {
    let mut world = World::new().without_events();
    world.revoked = vec![INDEX];
    assert_eq!(world.answer(), "revoked");
    world.revoked = vec![INDEX - 1, INDEX + 1];
    world.suspended = vec![INDEX];
    assert_eq!(world.answer(), "suspended");
    world.suspended.clear();
    assert_eq!(world.answer(), "valid");
}

#[test]
fn an_unreadable_reference_does_not_hide_a_revocation() {
    let mut world = World::new().without_events();
    world.revoked = vec![INDEX];
    world.certificate["credentialStatus"][1]["type"] = json!("SomethingElse");
    let refusal = world.verifier().verify(world.token(), now()).unwrap_err();
    assert_eq!(refusal.code().as_str(), "revoked");
    assert_eq!(refusal.report().findings().len(), 2);
}

#[test]
fn events_decide_and_a_list_must_agree_at_its_own_instant() {
    let mut world = World::new();
    world.history().push(event("2", "suspend", "2026-08-01T00:00:00Z"));
    world.history().push(event("3", "reinstate", "2026-09-01T00:00:00Z"));
    assert_eq!(world.answer(), "valid");
    let august = at("2026-08-15T00:00:00Z");
    assert_eq!(world.answer_at(Clocks::new(august, at(NOW))), "suspended_by_event");
    // As known before the suspension was published, nobody could tell; the lists are later.
    world.suspended = vec![INDEX];
    assert_eq!(world.answer(), "status_conflict");
}

#[test]
fn a_later_list_clears_a_revocation_and_not_a_suspension() {
    let mut world = World::new().without_events();
    let july = Clocks::new(at("2026-07-01T00:00:00Z"), at(NOW));
    assert_eq!(world.answer_at(july), "status_unproven");
    world.certificate["credentialStatus"].as_array_mut().unwrap().remove(1);
    assert_eq!(world.answer_at(july), "valid");
    world.revoked = vec![INDEX];
    assert_eq!(world.answer_at(july), "status_unproven");
}

#[test]
fn withdrawn_void_and_corrected_events() {
    let mut world = World::new().without_lists();
    world.history().push(event("2", "withdraw", "2026-09-01T00:00:00Z"));
    assert_eq!(world.answer(), "withdrawn");
    let before = at("2026-08-01T00:00:00Z");
    assert_eq!(world.answer_at(Clocks::new(before, at(NOW))), "valid");
    let mut correction = event("3", "suspend", "2026-09-01T00:00:00Z");
    correction["supersedes"] = json!("2");
    world.history().push(correction);
    assert_eq!(world.answer(), "suspended_by_event");
    world.history().push(event("4", "void", "2026-10-01T00:00:00Z"));
    assert_eq!(world.answer_at(Clocks::new(before, at(NOW))), "void_from_start");
    // On the day, nobody knew.
    assert_eq!(world.answer_at(Clocks::at(before)), "valid");
}

#[test]
fn a_reinstatement_needs_an_accredited_body() {
    let mut world = World::new().without_lists();
    world.accreditation().push(event("a2", "withdraw", "2026-08-15T00:00:00Z"));
    world.history().push(event("2", "suspend", "2026-08-01T00:00:00Z"));
    world.history().push(event("3", "reinstate", "2026-09-01T00:00:00Z"));
    assert_eq!(world.answer(), "suspended_by_event");
}

#[test]
fn dates_bound_a_certificate() {
    let world = World::new().without_events().without_lists();
    let ask = |instant: &str| {
        let policy = Policy { status: StatusRule::AllowAbsent, ..Policy::default() };
        let verifier = Verifier::with_policy(world.bundle(), policy).unwrap();
        code(verifier.verify(world.token(), Clocks::new(at(instant), at(NOW))))
    };
    assert_eq!(ask("2026-06-14T21:58:59Z"), "not_yet_valid");
    assert_eq!(ask("2026-06-14T22:00:00Z"), "valid");
    assert_eq!(ask("2029-06-14T21:59:59Z"), "surveillance_overdue");
    assert_eq!(ask("2029-06-15T00:00:00Z"), "expired");
    assert_eq!(world.answer(), "status_missing");
}

#[test]
fn what_the_body_was_accredited_for_decides() {
    let mut world = World::new();
    world.certification()["roles"] = json!(["sub_processor"]);
    assert_eq!(world.answer(), "body_not_accredited");
    world.certification()["roles"] = json!(["processor"]);
    assert_eq!(world.answer(), "valid");
    world.certification()["jurisdiction"] = json!("SG");
    assert_eq!(world.answer(), "body_not_accredited");
    world.certification()["jurisdiction"] = json!("JP");
    assert_eq!(world.answer(), "valid");
}

#[test]
fn accreditation_counts_at_the_decision() {
    let mut world = World::new();
    world.accreditation()[0] = event("a1", "grant", "2026-06-11T00:00:00Z");
    assert_eq!(world.answer(), "accreditation_not_yet");
    world.accreditation()[0] = event("a1", "grant", "2026-06-10T10:00:00Z");
    assert_eq!(world.answer(), "boundary_day");
    world.accreditation()[0] = event("a1", "grant", "2026-01-01T00:00:00Z");
    world.accreditation().push(event("a2", "suspend", "2026-06-01T00:00:00Z"));
    assert_eq!(world.answer(), "accreditation_suspended");
    world.accreditation()[1] = event("a2", "withdraw", "2026-06-01T00:00:00Z");
    assert_eq!(world.answer(), "accreditation_ended_before");
}

#[test]
fn the_scheme_says_what_a_loss_of_accreditation_does() {
    let mut world = World::new();
    world.accreditation().push(event("a2", "withdraw", "2026-07-01T00:00:00Z"));
    let standing = world.verifier().verify(world.token(), now()).unwrap();
    assert_eq!(standing.notices()[0].code.as_str(), "accreditation_run_off");
    world.accreditation()[1] = event("a2", "withdraw", "2026-06-11T00:00:00Z");
    let later = Clocks::new(at("2026-12-12T00:00:00Z"), at(NOW));
    assert_eq!(world.answer_at(later), "accreditation_run_off_ended");
    world.scheme["credentialSubject"]["onAccreditationLoss"] = json!({ "rule": "void" });
    assert_eq!(world.answer(), "accreditation_lost_void");
    world.scheme["credentialSubject"]["onAccreditationLoss"] = json!({ "rule": "unaffected" });
    assert_eq!(world.answer(), "valid");
}

#[test]
fn the_schemes_own_rules_bind_its_certificates() {
    let mut world = World::new();
    world.certificate["validUntil"] = json!("2029-06-16T00:00:00+02:00");
    assert_eq!(world.answer(), "validity_too_long");
    let mut world = World::new();
    world.certification()["schemeVersion"] = json!("2019");
    world.body_list["credentialSubject"][0]["recognizedTo"][0]["schemeVersion"] = json!("any");
    assert_eq!(world.answer(), "scheme_version_not_in_force");
}

#[test]
fn stale_documents_leave_it_open() {
    let mut world = World::new();
    world.body_list["nextUpdate"] = json!("2026-11-22T00:00:00Z");
    assert_eq!(world.answer(), "accreditation_list_expired");
    let mut world = World::new().without_events();
    world.list_until = "2026-11-23T06:00:00Z".to_owned();
    assert_eq!(world.answer(), "status_stale");
    world.list_until = "2027-11-23T06:00:00Z".to_owned();
    world.list_issued = "2026-11-10T00:00:00Z".to_owned();
    assert_eq!(world.answer(), "status_stale");
}

#[test]
fn a_compromised_key_proves_nothing_by_itself() {
    let mut world = World::new();
    let mut compromise = event("k1", "compromise", "2026-10-01T00:00:00Z");
    compromise["key"] = json!(format!("{BODY}#1"));
    world.body_list["credentialSubject"][0]["keyEvents"] = json!([compromise]);
    // The events document is signed with the same key, so it proves nothing either.
    assert_eq!(world.answer(), "no_poe");
    // As known before the compromise was public, everything stands.
    let september = Clocks::at(at("2026-09-01T00:00:00Z"));
    assert_eq!(world.answer_at(september), "status_list_invalid");
    // Events signed with a sound key prove that the grant is older.
    let second = key(&format!("{BODY}#2"));
    let method = json!({
        "id": second_id(), "type": "JsonWebKey", "controller": BODY,
        "publicKeyJwk": tegata::issue::Signer::public_key(&second).to_json(),
    });
    let entity = &mut world.body_list["credentialSubject"][0];
    entity["verificationMethod"].as_array_mut().unwrap().push(method);
    let events = document(EVENTS, sign("vc+jwt", &world.events, &second));
    let documents: Vec<_> = world
        .documents()
        .into_iter()
        .map(|document| if document.url == EVENTS { events.clone() } else { document })
        .collect();
    let bundle = TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents).unwrap();
    assert_eq!(code(Verifier::new(bundle).verify(world.token(), now())), "valid");
}

fn second_id() -> String {
    format!("{BODY}#2")
}

#[test]
fn another_authority_cannot_lend_a_body_a_key() {
    let mut world = World::new();
    let rogue = key("did:web:rogue.example#1");
    let forged = key(&format!("{BODY}#9"));
    let mut other = world.anchor.clone();
    other.id = "did:web:rogue.example".to_owned();
    other.keys = vec![tegata::issue::Signer::public_key(&rogue).to_json()];
    other.speaks_for.schemes.clear();
    other.speaks_for.accredits[0].scheme = "https://rogue.example/scheme".to_owned();
    other.sources.clear();
    let mut list = world.body_list.clone();
    list["id"] = json!("https://rogue.example/bodies");
    list["issuer"] = json!("did:web:rogue.example");
    list["credentialSubject"] = json!([entity(BODY, &forged)]);
    world.more.push(document("https://rogue.example/bodies", sign("vc+jwt", &list, &rogue)));
    let anchors = vec![world.anchor.clone(), other];
    let bundle = TrustBundle::new(at(NOW), anchors, world.documents()).unwrap();
    let verifier = Verifier::new(bundle);
    assert_eq!(code(verifier.verify(world.token(), now())), "valid");
    let forgery = sign("vc+jwt", &world.certificate, &forged);
    assert_eq!(code(verifier.verify(forgery, now())), "body_not_accredited");
}

#[test]
fn a_delegate_only_passes_on_what_it_was_given() {
    let mut world = World::new();
    let delegate = key("did:web:delegate.example#1");
    let mut entry = entity("did:web:delegate.example", &delegate);
    entry["recognizedTo"][0]["action"] = json!("accredit");
    let mut list = world.body_list.clone();
    list["id"] = json!("https://delegate.example/bodies");
    list["issuer"] = json!("did:web:delegate.example");
    world.body_list["credentialSubject"] = json!([entry]);
    let url = "https://delegate.example/bodies";
    world.more.push(document(url, sign("vc+jwt", &list, &delegate)));
    assert_eq!(world.answer(), "valid");
    world.body_list["credentialSubject"][0]["recognizedTo"][0]["roles"] = json!(["processor"]);
    assert_eq!(world.answer(), "body_not_accredited");
    world.body_list["credentialSubject"][0]["recognizedTo"][0]["action"] = json!("issue");
    assert_eq!(world.answer(), "issuer_unknown");
}

#[test]
fn a_list_may_need_several_signatures() {
    let mut world = World::new();
    let second = key(&format!("{AUTHORITY}#2"));
    world.anchor.threshold = 2;
    world.anchor.keys.push(tegata::issue::Signer::public_key(&second).to_json());
    let with = |signatures: Vec<String>| {
        let body = serde_json::to_string(&signatures).unwrap();
        let scheme = json!([
            sign("vc+jwt", &world.scheme, &world.authority),
            sign("vc+jwt", &world.scheme, &second)
        ]);
        let documents: Vec<_> = world
            .documents()
            .into_iter()
            .map(|mut document| {
                if document.url == LIST {
                    document.body.clone_from(&body);
                } else if document.url == SCHEME_URL {
                    document.body = scheme.to_string();
                }
                document
            })
            .collect();
        let bundle = TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents).unwrap();
        code(Verifier::new(bundle).verify(world.token(), now()))
    };
    let list = |key| sign("vc+jwt", &world.body_list, key);
    assert_eq!(with(vec![list(&world.authority), list(&second)]), "valid");
    assert_eq!(with(vec![list(&world.authority), list(&world.authority)]), "issuer_unlisted");
    assert_eq!(with(vec![list(&world.authority)]), "issuer_unlisted");
    let mut other = world.body_list.clone();
    other["sequenceNumber"] = json!(8);
    assert_eq!(
        with(vec![list(&world.authority), sign("vc+jwt", &other, &second)]),
        "issuer_unlisted"
    );
}

#[test]
fn a_pin_stands_by_itself() {
    let world = World::new().without_events().without_lists();
    let mut anchor = pin(BODY, &world.body);
    let ask = |anchor: &tegata::Anchor| {
        let bundle = TrustBundle::new(at(NOW), vec![anchor.clone()], Vec::new()).unwrap();
        let policy = Policy { status: StatusRule::AllowAbsent, ..Policy::default() };
        code(Verifier::with_policy(bundle, policy).unwrap().verify(world.token(), now()))
    };
    assert_eq!(ask(&anchor), "valid");
    let terms: &mut Certifies = &mut anchor.speaks_for.certifies[0];
    terms.until = Some(at("2026-06-01T00:00:00Z"));
    assert_eq!(ask(&anchor), "accreditation_ended_before");
    anchor.speaks_for.certifies[0].until = None;
    anchor.speaks_for.certifies[0].scheme_version = AnyOr::Only(vec!["2025".to_owned()]);
    assert_eq!(ask(&anchor), "body_not_accredited");
}

#[test]
fn the_policy_narrows() {
    let world = World::new();
    let ask = |change: &dyn Fn(&mut Policy)| {
        let mut policy = Policy::default();
        change(&mut policy);
        code(Verifier::with_policy(world.bundle(), policy).unwrap().verify(world.token(), now()))
    };
    assert_eq!(
        ask(&|policy| policy.schemes = vec!["https://other.example".into()]),
        "scheme_not_accepted"
    );
    assert_eq!(
        ask(&|policy| policy.jurisdictions = vec!["SG".into()]),
        "jurisdiction_not_accepted"
    );
    assert_eq!(ask(&|policy| policy.jurisdictions = vec!["JP".into()]), "valid");
    assert_eq!(ask(&|policy| policy.roles = vec![tegata::Role::Processor]), "role_not_covered");
    assert_eq!(ask(&|policy| policy.algorithms = vec![Algorithm::EdDsa]), "algorithm_not_allowed");
}

#[test]
fn a_certificate_is_judged_by_the_bundle_that_is_asked() {
    let world = World::new();
    let certificate = world.verifier().authenticate(world.token()).unwrap();
    let stranger = World::new();
    let refusal = stranger.verifier().assess(&certificate, now()).unwrap_err();
    assert_eq!(refusal.code().as_str(), "key_not_found");
}

#[test]
fn a_refusal_tells_about_what_and_when_it_was_asked() {
    let mut world = World::new();
    world.history().push(event("2", "withdraw", "2026-09-01T00:00:00Z"));
    let verifier = world.verifier();
    let certificate = verifier.authenticate(world.token()).unwrap();
    let refusal = verifier.assess(&certificate, now()).unwrap_err();
    assert_eq!(refusal.code(), Code::Withdrawn);
    assert_eq!(refusal.report().clocks(), Some(now()));
    assert_eq!(refusal.report().certificate().unwrap().number(), "EP-1");
    let forged = verifier.verify("e30.e30.AA", now()).unwrap_err();
    assert_eq!((forged.report().clocks(), forged.report().certificate().is_none()), (None, true));
}

#[test]
fn a_day_has_one_answer_when_both_its_ends_agree() {
    let mut world = World::new();
    world.certification()["surveillance"]["nextDue"] = json!("2029-06-01");
    let verifier = world.verifier();
    let certificate = verifier.authenticate(world.token()).unwrap();
    let (early, late) = ("2029-06-14T00:00:00Z", "2029-06-14T23:59:59Z");
    let clocks = |valid_at| Clocks::new(at(valid_at), at(NOW));
    let ask = |first, last| verifier.assess_day(&certificate, clocks(first), clocks(last));
    let standing = ask("2026-11-23T00:00:00Z", NOW).unwrap();
    assert_eq!(standing.clocks(), clocks(NOW));
    // It ends at 22:00 UTC of that day.
    let refusal = ask(early, late).unwrap_err();
    let boundary = refusal.report().findings().iter().find(|f| f.code == Code::BoundaryDay);
    let fact = |name| boundary.unwrap().fact(name);
    assert_eq!((fact("day"), fact("first")), (Some("2029-06-14"), Some("valid")));
    assert_eq!(fact("last"), Some("expired"));
    assert!(refusal.is_undetermined());
    assert_eq!(refusal.report().clocks(), Some(clocks(late)));
    assert!(refusal.report().certificate().is_some());
    let after = ask("2029-06-15T00:00:00Z", "2029-06-15T23:59:59Z").unwrap_err();
    assert_eq!(after.code(), Code::Expired);
}

/// What would be needed at one end of the day is needed for the day.
#[test]
fn a_day_names_what_is_missing_at_either_end() {
    let mut world = World::new();
    world.list_until = "2026-11-23T06:00:00Z".to_owned();
    let world = world.without_events();
    let verifier = world.verifier();
    let certificate = verifier.authenticate(world.token()).unwrap();
    let refusal = verifier
        .assess_day(
            &certificate,
            Clocks::at(at("2026-11-23T00:00:00Z")),
            Clocks::at(at("2026-11-23T12:00:00Z")),
        )
        .unwrap_err();
    let codes: Vec<_> = refusal.report().findings().iter().map(|f| f.code).collect();
    assert!(codes.contains(&Code::BoundaryDay) && codes.contains(&Code::StatusStale), "{codes:?}");
    assert!(!refusal.needs().is_empty());
}

/// The lists' own end comes before that of the other documents.
#[test]
fn a_standing_says_until_when_it_may_be_relied_on() {
    let world = World::new();
    let standing = world.verifier().verify(world.token(), now()).unwrap();
    let unix = |at: Option<tegata::Timestamp>| at.map(|at| at.unix());
    let (fresh, end) = ("2026-11-30T00:00:00Z", "2029-06-14T21:59:59Z");
    assert_eq!(unix(standing.fresh_until()), Some(at(fresh).unix()));
    assert_eq!(unix(standing.current().fresh_until()), Some(at(fresh).unix()));
    assert_eq!(unix(standing.current().until()), Some(at(end).unix()));
    let report = standing.report();
    assert_eq!(report.fresh_until(), standing.fresh_until());
    assert_eq!(unix(report.next_change()), Some(at(end).unix()));
}

#[test]
fn a_verifier_shows_its_policy() {
    let policy = Policy { clock_skew_seconds: 7, ..Policy::default() };
    let verifier = Verifier::with_policy(World::new().bundle(), policy.clone()).unwrap();
    assert_eq!(verifier.policy(), &policy);
    assert_eq!(Verifier::new(World::new().bundle()).policy(), &Policy::default());
}
