//! The loop: what is asked for, in which order, how often, and what is never asked for.

use crate::network::{Network, answer, curious, knowing};
use crate::world::*;
use std::cell::RefCell;
use tegata::fetch::{Arrival, FETCHES, FetchFault, Fetched, Fetcher, Guard, Origin, Round};
use tegata::{Clocks, Code, Verdict, Verifier};

fn verify(world: &World, verifier: Verifier, network: &Network) -> (String, Vec<Fetched>) {
    let mut fetcher = Fetcher::new(verifier, network).guarded(curious());
    let answered = fetcher.verify(world.token(), now(), at(NOW));
    (code(answered.answer), answered.fetched)
}

/// A world whose certificate names that list of revocations, and no other source.
fn naming(list: &str) -> World {
    let mut world = World::new().without_events();
    let entries = world.certificate["credentialStatus"].as_array_mut().unwrap();
    entries.truncate(1);
    entries[0]["statusListCredential"] = list.into();
    world
}

#[test]
fn from_nothing_but_an_anchor_to_an_answer() {
    let world = World::new();
    let network = Network::of(&world);
    let (answer, fetched) = verify(&world, knowing(&world, &[]), &network);
    assert_eq!(answer, "valid");
    let publisher = |one: &Fetched| one.arrival == Arrival::Taken(Origin::Publisher);
    assert!(fetched.iter().all(publisher), "{fetched:#?}");
    // What makes the body known comes first; what its certificate names comes after.
    let asked = network.asked();
    assert_eq!(asked.len(), 5, "{asked:?}");
    let place = |url: &str| asked.iter().position(|asked| asked == url).unwrap();
    for named in [REVOCATIONS, SUSPENSIONS, EVENTS] {
        assert!(place(LIST) < place(named), "{asked:?}");
    }
}

#[test]
fn nothing_is_asked_about_one_certificate_unless_it_is_allowed() {
    let world = World::new();
    let network = Network::of(&world);
    let mut fetcher = Fetcher::new(knowing(&world, &[LIST, SCHEME_URL]), &network);
    let answered = fetcher.verify(world.token(), now(), at(NOW));
    assert_eq!(code(answered.answer), "events_unavailable");
    let mut asked = network.asked();
    asked.sort();
    assert_eq!(asked, [REVOCATIONS, SUSPENSIONS]);
    let events = answered.fetched.iter().find(|one| one.url == EVENTS).unwrap();
    let Arrival::Missed(error) = &events.arrival else { panic!("{events:?}") };
    assert_eq!((error.fault(), error.class().as_str()), (FetchFault::OneHolder, "fetch_blocked"));
}

#[test]
fn what_is_at_hand_is_not_fetched() {
    let world = World::new();
    let network = Network::of(&world);
    assert_eq!(verify(&world, world.verifier(), &network).0, "valid");
    assert_eq!(network.asked(), [""; 0]);
}

#[test]
fn an_unknown_issuer_makes_nobody_fetch_what_it_names() {
    let mut world = World::new();
    let network = Network::of(&world);
    world.body = key(&format!("{BODY}#1")); // Not the key that the list states.
    let (answer, _) = verify(&world, world.verifier(), &network);
    assert_ne!(answer, "valid");
    world.certificate["issuer"] = "did:web:evil.example".into();
    let known = knowing(&world, &[LIST, SCHEME_URL]);
    assert_ne!(verify(&world, known, &network).0, "valid");
    assert_eq!(network.asked(), [""; 0]);
}

#[test]
fn while_a_list_of_bodies_is_missing_only_that_is_fetched() {
    let world = World::new();
    let network = Network::of(&world);
    network.remove(LIST);
    let (answer, _) = verify(&world, knowing(&world, &[]), &network);
    assert_eq!(answer, "issuer_unlisted");
    assert!(network.asked().iter().all(|url| [LIST, SCHEME_URL].contains(&&**url)));
}

#[test]
fn a_body_that_lost_its_accreditation_makes_nobody_fetch_what_it_names() {
    let mut world = World::new();
    world.accreditation().push(event("a2", "withdraw", "2025-06-01T00:00:00Z"));
    let network = Network::of(&world);
    let (answer, _) = verify(&world, knowing(&world, &[LIST, SCHEME_URL]), &network);
    assert_eq!(answer, world.answer());
    assert_eq!(network.asked(), [""; 0]);
}

#[test]
fn a_no_is_final() {
    let mut world = World::new();
    world.revoked.push(INDEX);
    world = world.without_events();
    let network = Network::of(&world);
    let known = knowing(&world, &[LIST, SCHEME_URL, REVOCATIONS]);
    assert_eq!(verify(&world, known, &network).0, "revoked");
    assert_eq!(network.asked(), [""; 0]);
}

#[test]
fn a_url_that_the_guard_refuses_is_not_asked() {
    for url in ["https://127.0.0.1/1", "http://body.example/1", "https://body.example:22/1"] {
        let world = naming(url);
        let network = Network::of(&world);
        network.put(url, answer("application/vc+jwt", &world.status(url, "revocation", &[])));
        let (answer, fetched) = verify(&world, knowing(&world, &[LIST, SCHEME_URL]), &network);
        assert_eq!(answer, "status_unavailable", "{url}");
        assert_eq!(network.asked(), [""; 0]);
        let Arrival::Missed(error) = &fetched[0].arrival else { panic!("{fetched:?}") };
        assert_eq!(
            (error.fault(), error.class().as_str()),
            (FetchFault::UrlRefused, "fetch_blocked")
        );
    }
}

#[test]
fn a_port_can_be_allowed() {
    let url = "https://body.example:8443/1";
    let world = naming(url);
    let network = Network::of(&world);
    network.put(url, answer("application/vc+jwt", &world.status(url, "revocation", &[])));
    let mut guard = Guard::default();
    guard.ports.push(8443);
    let mut fetcher = Fetcher::new(knowing(&world, &[LIST, SCHEME_URL]), &network).guarded(guard);
    assert_eq!(code(fetcher.verify(world.token(), now(), at(NOW)).answer), "valid");
}

#[test]
fn each_url_is_asked_once_a_verdict() {
    let world = World::new();
    let network = Network::default();
    let mut fetcher =
        Fetcher::new(knowing(&world, &[LIST, SCHEME_URL]), &network).guarded(curious());
    for minutes in [0, 5] {
        let then = at(NOW).plus_seconds(minutes * 60);
        let answered = fetcher.verify(world.token(), now(), then);
        assert!(answered.answer.unwrap_err().is_undetermined());
        let mut asked = network.asked();
        asked.sort();
        assert_eq!(asked, [EVENTS, REVOCATIONS, SUSPENSIONS]);
    }
}

#[test]
fn one_verdict_costs_a_bounded_number_of_fetches() {
    let mut world = World::new();
    for number in 0..40 {
        world.anchor.sources.push(format!("https://authority.example/more/{number}"));
    }
    let network = Network::default();
    let (_, fetched) = verify(&world, knowing(&world, &[]), &network);
    assert!(network.asked().len() <= FETCHES, "{fetched:?}");
}

#[test]
fn what_fails_its_own_verification_is_told_and_forgotten() {
    let world = World::new();
    let network = Network::of(&world);
    let stranger = World::new();
    network.put(
        REVOCATIONS,
        answer("application/vc+jwt", &stranger.status(REVOCATIONS, "revocation", &[])),
    );
    let mut fetcher =
        Fetcher::new(knowing(&world, &[LIST, SCHEME_URL]), &network).guarded(curious());
    let answered = fetcher.verify(world.token(), now(), at(NOW));
    assert_eq!(code(answered.answer), "status_list_invalid");
    let unsound = |one: &&Fetched| matches!(one.arrival, Arrival::Unsound(_));
    let unsound: Vec<_> = answered.fetched.iter().filter(unsound).collect();
    assert_eq!((unsound.len(), &*unsound[0].url), (1, REVOCATIONS));
    network.put(
        REVOCATIONS,
        answer("application/vc+jwt", &world.status(REVOCATIONS, "revocation", &[])),
    );
    assert_eq!(code(fetcher.verify(world.token(), now(), at(NOW)).answer), "valid");
}

#[test]
fn a_stale_list_is_replaced_by_a_newer_one_and_by_nothing_else() {
    let mut world = World::new().without_events();
    world.list_issued = "2026-11-10T00:00:00Z".to_owned();
    world.list_until = "2026-11-12T00:00:00Z".to_owned();
    let old = world.verifier();
    world.list_issued = "2026-11-09T00:00:00Z".to_owned();
    let older = Network::of(&world);
    let (answer, fetched) = verify(&world, old, &older);
    assert_eq!(answer, "status_stale");
    assert!(fetched.iter().all(|one| matches!(one.arrival, Arrival::Older(_))), "{fetched:?}");

    world.list_issued = "2026-11-10T00:00:00Z".to_owned();
    let old = world.verifier();
    world.list_issued = "2026-11-23T00:00:00Z".to_owned();
    world.list_until = "2026-11-30T00:00:00Z".to_owned();
    world.revoked.push(INDEX);
    assert_eq!(verify(&world, old, &Network::of(&world)).0, "revoked");
}

#[test]
fn a_list_past_its_time_to_live_is_renewed_though_it_would_do() {
    let mut world = World::new().without_events();
    world.list_issued = "2026-11-22T00:00:00Z".to_owned();
    world.list_until = "2026-11-23T11:00:00Z".to_owned();
    let verifier = world.verifier();
    world.list_issued = NOW.to_owned();
    world.list_until = "2026-11-30T00:00:00Z".to_owned();
    world.revoked.push(INDEX);
    // As of yesterday it was fresh, and today's list cannot speak for yesterday.
    let network = Network::of(&world);
    let yesterday = Clocks::at(at("2026-11-22T12:00:00Z"));
    let mut fetcher = Fetcher::new(verifier, &network);
    assert_eq!(code(fetcher.verify(world.token(), yesterday, at(NOW)).answer), "valid");
    assert_eq!(network.asked(), [""; 0]);
    assert_eq!(code(fetcher.verify(world.token(), now(), at(NOW)).answer), "revoked");
}

/// It is good for a week; a revocation must not go unnoticed for so long.
#[test]
fn a_list_that_was_obtained_a_day_ago_is_asked_for_again() {
    let mut world = World::new().without_events();
    let verifier = world.verifier();
    world.list_issued = "2026-11-24T12:00:00Z".to_owned();
    world.revoked.push(INDEX);
    let network = Network::of(&world);
    let mut fetcher = Fetcher::new(verifier, &network);
    let mut ask =
        |time: &str| code(fetcher.verify(world.token(), Clocks::at(at(time)), at(time)).answer);
    assert_eq!(ask("2026-11-24T12:00:00Z"), "valid");
    assert_eq!(network.asked(), [""; 0]);
    assert_eq!(ask("2026-11-24T12:00:01Z"), "revoked");
}

#[test]
fn the_answer_can_be_had_again_from_its_bundle() {
    let world = World::new();
    let network = Network::of(&world);
    let mut fetcher = Fetcher::new(knowing(&world, &[]), &network).guarded(curious());
    let token = world.token();
    let answered = fetcher.verify(&token, now(), at(NOW));
    let saved = answered.verifier.bundle().to_json();
    let again = Verifier::new(tegata::TrustBundle::from_json(&saved).unwrap());
    let again = again.verify(&token, now()).unwrap().report().to_json();
    assert_eq!(answered.answer.unwrap().report().to_json(), again);
}

#[test]
fn whoever_has_a_network_of_their_own_drives_the_loop() {
    let world = World::new();
    let published = world.documents();
    let mut round = Round::guarded(knowing(&world, &[]), curious());
    let asked = RefCell::new(0);
    let verdict = loop {
        let report = match round.verifier().verify(world.token(), now()) {
            Ok(standing) => standing.report(),
            Err(refusal) => refusal.report().clone(),
        };
        let wanted = round.wants(&report, at(NOW));
        if wanted.is_empty() {
            break report.verdict();
        }
        for request in wanted {
            *asked.borrow_mut() += 1;
            let document = published.iter().find(|document| document.url == request.url());
            let document = document.unwrap();
            round.supply(&request, Ok(answer(&document.media_type, &document.body)), at(NOW));
        }
    };
    assert_eq!((verdict, asked.take()), (Verdict::Valid, 5));
    assert!(round.fetched().iter().all(|one| one.arrival == Arrival::Taken(Origin::Publisher)));
}

#[test]
fn a_reply_of_another_kind_is_no_document() {
    let world = World::new();
    let list = world.status(REVOCATIONS, "revocation", &[]);
    for response in [
        answer("text/html", &list),
        tegata::fetch::Response::new(404, &*list).with("Content-Type", "application/vc+jwt"),
        tegata::fetch::Response::new(304, "").with("Content-Type", "application/vc+jwt"),
        answer("application/vc+jwt", &list).with("Content-Encoding", "gzip"),
    ] {
        let network = Network::of(&world);
        network.put(REVOCATIONS, response);
        let (answer, _) = verify(&world, knowing(&world, &[LIST, SCHEME_URL]), &network);
        assert_eq!(answer, Code::StatusUnavailable.as_str());
    }
}
