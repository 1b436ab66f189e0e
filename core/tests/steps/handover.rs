//! A certificate that another body took over keeps its first decision, where both are shown
//! and nothing lies between them.

use crate::decide::{LATE, Law, as_controller};
use crate::world::{document, event, now, sign};
use serde_json::{Value, json};
use tegata::Verdict;

/// When each of the bodies began, at midnight in UTC. The first alone decided before the
/// instrument was withdrawn.
const BEGAN: [&str; 3] = ["2026-05-01", "2026-06-12", "2026-07-10"];

fn events_url(n: usize) -> String {
    format!("https://body.example/histories/{n}")
}

fn midnight(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

/// Certificates of one organisation, each but the first taken over from the one before, and
/// an instrument that counts only what was decided until the first of June.
struct Chain {
    law: Law,
    certificates: Vec<Value>,
    histories: Vec<Value>,
}

impl Chain {
    fn of(length: usize) -> Self {
        let mut law = Law::with("issuedRelation", json!("not_after_withdrawal"));
        let mut withdrawal = event("w", "withdraw", "2026-06-01T00:00:00Z");
        withdrawal["grace"] = json!({ "until": LATE, "appliesTo": "all" });
        law.instruments[0]["events"].as_array_mut().unwrap().push(withdrawal);
        let certificates = (0..length).map(|n| certificate(&law, n)).collect();
        let histories = (0..length).map(|n| history(&law, n, n + 1 == length)).collect();
        Self { law, certificates, histories }
    }

    /// What comes of the transfer to the last holder when all but the first so many are shown.
    fn verdict_without(mut self, hidden: usize) -> Verdict {
        let world = &mut self.law.world;
        world.certificate = self.certificates.last().unwrap().clone();
        for (n, history) in self.histories.iter().enumerate() {
            world.more.push(document(&events_url(n), sign("vc+jwt", history, &world.body)));
        }
        let verifier = self.law.verifier();
        let shown = self.certificates.iter().skip(hidden);
        let token = |certificate| sign("vc+jwt", certificate, &self.law.world.body);
        let shown: Vec<_> = shown.map(|c| verifier.authenticate(token(c)).unwrap()).collect();
        let mut transfer = self.law.transfer();
        as_controller(&mut transfer);
        verifier.decide(&transfer, &shown, now()).verdict()
    }

    fn verdict(self) -> Verdict {
        self.verdict_without(0)
    }

    fn first(&mut self) -> &mut Value {
        &mut self.certificates[0]["credentialSubject"]
    }

    fn first_history(&mut self) -> &mut Vec<Value> {
        self.histories[0]["credentialSubject"]["events"].as_array_mut().unwrap()
    }
}

fn certificate(law: &Law, n: usize) -> Value {
    let mut certificate = law.world.certificate.clone();
    certificate.as_object_mut().unwrap().remove("credentialStatus");
    certificate["validFrom"] = json!(midnight(BEGAN[n]));
    certificate["validUntil"] = json!("2029-04-30T23:59:59Z");
    let certification = &mut certificate["credentialSubject"]["certification"];
    certification["number"] = json!(format!("EP-{n}"));
    certification["decidedOn"] = json!(BEGAN[n]);
    certification["events"] = json!(events_url(n));
    certificate
}

fn history(law: &Law, n: usize, last: bool) -> Value {
    let mut grant = event("1", "grant", &midnight(BEGAN[n]));
    if n > 0 {
        grant["reference"] = json!(events_url(n - 1));
    }
    let mut events = vec![grant];
    if !last {
        let mut transfer = event("2", "transfer", &midnight(BEGAN[n + 1]));
        transfer["reference"] = json!(events_url(n + 1));
        events.push(transfer);
    }
    let mut history = law.world.events.clone();
    history["id"] = json!(events_url(n));
    history["credentialSubject"]["number"] = json!(format!("EP-{n}"));
    history["credentialSubject"]["events"] = json!(events);
    history
}

#[test]
fn the_first_decision_counts_however_often_it_was_taken_over() {
    for length in 1..=3 {
        assert_eq!(Chain::of(length).verdict(), Verdict::Recognised, "{length}");
    }
}

#[test]
fn what_is_not_shown_is_not_joined() {
    assert_eq!(Chain::of(2).verdict_without(1), Verdict::NotRecognised);
    assert_eq!(Chain::of(3).verdict_without(1), Verdict::NotRecognised);
}

#[test]
fn a_certificate_of_somebody_else_is_not_carried_on() {
    let mut chain = Chain::of(2);
    chain.first()["id"] = json!("did:web:other.example");
    assert_eq!(chain.verdict(), Verdict::NotRecognised);
}

/// When it begins says nothing of when it was decided.
#[test]
fn a_first_certificate_without_a_decision_lends_none() {
    let mut chain = Chain::of(2);
    chain.first()["certification"].as_object_mut().unwrap().remove("decidedOn");
    assert_eq!(chain.verdict(), Verdict::NotRecognised);
}

#[test]
fn only_what_stood_until_then_is_carried_on() {
    let mut chain = Chain::of(2);
    let suspended = event("3", "suspend", "2026-06-01T00:00:00Z");
    chain.first_history().push(suspended);
    assert_eq!(chain.verdict(), Verdict::NotRecognised);
    // What is merely worth knowing of it does not stand against it: the body was suspended
    // for a day, and the scheme lets its certificates stand.
    let mut chain = Chain::of(2);
    let accreditation = chain.law.world.accreditation();
    accreditation.push(event("a2", "suspend", "2026-06-11T12:00:00Z"));
    accreditation.push(event("a3", "reinstate", "2026-06-12T00:00:00Z"));
    assert_eq!(chain.verdict(), Verdict::Recognised);
}
