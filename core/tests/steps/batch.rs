//! Many rows in one call: the same answers as one by one, in the same order, each question
//! worked out once.

use crate::decide::Law;
use crate::world::{World, at, now};
use std::cell::Cell;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tegata::batch::{Question, Reports, Row};
use tegata::{Clocks, Role, Transfer, Verdict, Verifier};

/// Good, bad and repeated tokens.
fn tokens(world: &mut World) -> Vec<String> {
    let mut tokens = vec![String::new(), "not a token".to_owned()];
    for number in 0..40 {
        world.certification()["number"] = format!("EP-{number}").into();
        tokens.push(world.token());
    }
    let mut forged = tokens[5].clone();
    forged.truncate(forged.len() - 4);
    tokens.push(forged);
    tokens.extend(tokens.clone());
    tokens
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

/// What the verifier says when it is asked about one token.
fn alone(verifier: &Verifier, token: &str) -> String {
    match verifier.verify(token, now()) {
        Ok(standing) => standing.report().to_json(),
        Err(refusal) => refusal.report().to_json(),
    }
}

#[test]
fn rows_are_what_one_by_one_gives() {
    let mut world = World::new();
    let (tokens, verifier) = (tokens(&mut world), world.verifier());
    for (count, part) in [(1, 4096), (2, 7), (8, 1), (3, 0)] {
        let batch = verifier.batch().on_threads(threads(count)).in_parts_of(part);
        let batch = batch.reports(Reports::Attach);
        let rows: Vec<_> = batch.verify(tokens.iter().map(Ok), now()).collect();
        assert_eq!(rows.len(), tokens.len());
        for (row, token) in rows.iter().zip(&tokens) {
            assert_eq!(row.report.as_deref(), Some(&*alone(&verifier, token)));
        }
    }
}

#[test]
fn a_row_has_the_facts_of_its_certificate() {
    let mut world = World::new();
    let rows = world.verifier().verify_batch(&[world.token()], now());
    let [row] = &*rows else { panic!("{rows:?}") };
    assert_eq!((row.verdict, row.code), (Some(Verdict::Valid), "ok"));
    assert_eq!(row.organisation.as_deref(), Some("did:web:org.example"));
    assert_eq!(row.legal_name.as_deref(), Some("株式会社例"));
    assert_eq!(row.scheme.as_deref(), Some(crate::world::SCHEME));
    assert_eq!(row.body.as_deref(), Some(crate::world::BODY));
    assert_eq!(row.valid_until, Some(at("2029-06-14T23:59:59+02:00")));
    assert!(row.next_change.is_some() && row.instrument.is_none() && row.report.is_none());
    // One that is genuine and not in force keeps its facts; a stranger's are never told.
    let later = Clocks::new(at("2030-01-01T00:00:00Z"), now().known_at);
    let rows = world.verifier().verify_batch(&[world.token()], later);
    assert_eq!((rows[0].verdict, rows[0].code), (Some(Verdict::Refused), "expired"));
    assert!(rows[0].organisation.is_some());
    world.certificate["issuer"] = "did:web:stranger.example".into();
    let rows = world.verifier().verify_batch(&[world.token()], now());
    assert_eq!((rows[0].code, &rows[0].organisation), ("issuer_unknown", &None));
}

#[test]
fn what_comes_again_is_not_worked_out_again() {
    let mut world = World::new();
    let (tokens, verifier) = (tokens(&mut world), world.verifier());
    for part in [1, 30, 4096] {
        let rows: Vec<_> =
            verifier.batch().in_parts_of(part).verify(tokens.iter().map(Ok), now()).collect();
        let half = tokens.len() / 2;
        assert!((0..half).all(|n| Arc::ptr_eq(&rows[n], &rows[n + half])));
    }
}

#[test]
fn no_row_is_no_answer() {
    let verifier = World::new().verifier();
    assert!(verifier.verify_batch(&[""; 0], now()).is_empty());
    assert!(verifier.decide_batch(&[]).is_empty());
}

#[test]
fn a_row_that_cannot_be_asked_says_so_and_stops_nothing() {
    let world = World::new();
    let (verifier, token) = (world.verifier(), world.token());
    let asked = [Ok(&token), Err("line 2 is no JSON".to_owned()), Ok(&token)];
    let rows: Vec<_> = verifier.batch().verify(asked, now()).collect();
    let verdicts: Vec<_> = rows.iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [Some(Verdict::Valid), None, Some(Verdict::Valid)]);
    assert_eq!(rows[1].code, "config_invalid");
    assert_eq!(rows[1].problem.as_deref(), Some("line 2 is no JSON"));
}

#[test]
fn a_large_token_is_a_row() {
    let huge = "A".repeat(10 << 20);
    let rows = World::new().verifier().verify_batch(&[&*huge, "x"], now());
    assert_eq!((rows[0].code, rows[1].code), ("too_large", "token_malformed"));
}

#[test]
fn only_a_part_is_read_ahead() {
    let world = World::new();
    let (verifier, token) = (world.verifier(), world.token());
    let read = Cell::new(0);
    let endless = std::iter::repeat_with(|| {
        read.set(read.get() + 1);
        Ok(&token)
    });
    let mut rows = verifier.batch().in_parts_of(10).verify(endless, now());
    assert!(rows.next().is_some());
    assert_eq!(read.get(), 10);
    assert_eq!(rows.by_ref().take(10).count(), 10);
    assert_eq!(read.get(), 20);
    // Large rows are read fewer at a time.
    read.set(0);
    let huge = "A".repeat(10 << 20);
    let endless = std::iter::repeat_with(|| {
        read.set(read.get() + 1);
        Ok(&huge)
    });
    assert!(verifier.batch().verify(endless, now()).next().is_some());
    assert_eq!(read.get(), 7);
}

#[test]
fn a_batch_is_stopped_between_rows_and_tells_how_far_it_is() {
    let world = World::new();
    let (verifier, token) = (world.verifier(), world.token());
    let (stop, told) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let tell = |rows| told.lock().unwrap().push(rows);
    let batch = verifier.batch().in_parts_of(3).stopped_by(&stop).telling(&tell);
    let mut rows = batch.verify(std::iter::repeat(Ok(&token)), now());
    assert_eq!(rows.by_ref().take(4).count(), 4);
    assert_eq!(*told.lock().unwrap(), [3, 6]);
    stop.store(true, Ordering::Relaxed);
    // What was answered before is still told.
    assert_eq!(rows.count(), 2);
}

fn question(law: &Law, clocks: Clocks) -> Question {
    let mut transfer = Transfer::between("SG", "JP").of("contact").for_purpose("payroll");
    transfer.role = Some(Role::Controller);
    Question::new(transfer, clocks).presenting(law.world.token())
}

/// The holder of the certificate is the importer where nobody is named.
#[test]
fn decisions_are_what_one_by_one_gives() {
    let law = Law::new();
    let verifier = law.verifier();
    let asked = question(&law, now());
    let mut elsewhere = asked.clone();
    elsewhere.transfer.importer = "did:web:another.example".into();
    let mut without = asked.clone();
    without.certificates.clear();
    let questions = [asked.clone(), elsewhere, without, asked.clone()];
    let batch = verifier.batch().reports(Reports::Attach);
    let rows: Vec<_> = batch.decide(questions.iter().map(Ok)).collect();
    let certificate = verifier.authenticate(&asked.certificates[0]).unwrap();
    for (row, question) in rows.iter().zip(&questions) {
        let certificates = &vec![certificate.clone(); question.certificates.len()];
        let mut transfer = question.transfer.clone();
        if transfer.importer.id.is_none() && !certificates.is_empty() {
            transfer = transfer.to(&certificate);
        }
        let decision = verifier.decide(&transfer, certificates, now());
        assert_eq!(row.report.as_deref(), Some(&*decision.report().to_json()));
    }
    let verdicts: Vec<_> = rows.iter().filter_map(|row| row.verdict).collect();
    use Verdict::{NotRecognised, Recognised};
    assert_eq!(verdicts, [Recognised, NotRecognised, NotRecognised, Recognised]);
    assert!(Arc::ptr_eq(&rows[0], &rows[3]));
    assert_eq!(rows[0].instrument.as_deref(), Some("https://authority.example/instrument"));
}

#[test]
fn a_certificate_that_is_not_genuine_makes_its_row_a_refusal() {
    let law = Law::new();
    let mut forged = question(&law, now());
    let mut token = law.world.token();
    token.truncate(token.len() - 4);
    forged.certificates.push(token.into_bytes().into());
    let rows = law.verifier().decide_batch(&[forged, question(&law, now())]);
    assert_eq!(rows[0].verdict, Some(Verdict::Refused));
    assert_eq!(rows[1].verdict, Some(Verdict::Recognised));
}

/// The same transfer at another time, on a whole day, or with evidence shown, is another
/// question.
#[test]
fn everything_that_is_asked_tells_questions_apart() {
    let law = Law::new();
    let verifier = law.verifier();
    let asked = question(&law, now());
    let early = question(&law, Clocks::new(at("2020-01-01T00:00:00Z"), now().known_at));
    let mut day = asked.clone();
    day.first = Clocks::new(at("2026-06-14T00:00:00Z"), now().known_at);
    day.last = Clocks::new(at("2026-06-14T23:59:59Z"), now().known_at);
    let credential = verifier.open(law.world.token()).unwrap();
    let mut shown = asked.clone();
    shown.transfer = shown.transfer.showing(&credential);
    let rows = verifier.decide_batch(&[asked, early, day, shown]);
    let codes: Vec<_> = rows.iter().map(|row| row.code).collect();
    assert_eq!(rows[0].verdict, Some(Verdict::Recognised));
    assert_ne!(rows[1].verdict, Some(Verdict::Recognised));
    assert_eq!(codes[2], "boundary_day", "{codes:?}");
    assert!(!Arc::ptr_eq(&rows[0], &rows[3]));
}

/// Rows may be handed to other threads.
#[test]
fn rows_are_shared_freely() {
    fn shared<T: Send + Sync>() {}
    shared::<Arc<Row>>();
    shared::<Question>();
}
