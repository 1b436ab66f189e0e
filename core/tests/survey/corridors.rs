//! Where a certificate opens a way, and what opens one.

use crate::world::{VERIFIER, certificate, instrument, now, scheme};
use serde_json::{Value, json};
use tegata::recognition::Wanted;
use tegata::survey::Opening;
use tegata::{Transfer, Verdict};

#[test]
fn a_certificate_opens_some_corridors_and_not_others() {
    let dpf = certificate("dpf-swiss", "2025-01-01T00:00:00Z", "2027-12-31T23:59:59Z", json!({}));
    let transfer = Transfer::between("", "US");
    let transfer = transfer.to(&dpf).of("contact").for_purpose("marketing");
    let regime = |name: &str| format!("https://w3id.org/tegata/r/{name}");
    let verdict = |certificates: &[_], name: &str| {
        let found = VERIFIER.corridors(&transfer, certificates, now());
        let one = found.corridors.iter().find(|corridor| corridor.regime == regime(name)).unwrap();
        (one.verdict, one.instrument.clone())
    };
    let with = verdict(std::slice::from_ref(&dpf), "ch-fadp");
    assert_eq!(with, (Verdict::Recognised, Some(instrument("ch-us-dpf"))));
    assert!(!verdict(&[], "ch-fadp").0.is_yes());
    assert!(!verdict(&[dpf], "eu-gdpr").0.is_yes());
}

/// Each regime that applies somewhere is asked once, and is answered as by `decide`.
#[test]
fn every_regime_is_asked() {
    let transfer = Transfer::between("", "JP").of("contact");
    let found = VERIFIER.corridors(&transfer, &[], now());
    assert!(found.corridors.is_sorted_by(|a, b| a.regime < b.regime));
    assert!(found.corridors.len() > 50, "{}", found.corridors.len());
    for corridor in &found.corridors {
        let mut transfer = transfer.clone();
        transfer.from.clone_from(&corridor.from);
        let decision = VERIFIER.decide(&transfer, &[], now());
        assert_eq!(decision.verdict(), corridor.verdict, "{corridor:?}");
    }
}

#[test]
fn schemes_that_open_a_corridor() {
    let transfer = Transfer::between("SG", "US").of("contact").as_role(tegata::Role::Processor);
    let openings = VERIFIER.openings(&transfer, now());
    let open = |name: &str| {
        let is = |wanted: &Wanted| wanted.accepted.scheme == scheme(name);
        openings.iter().find(|opening| is(&opening.wanted)).map(|opening| opening.verdict)
    };
    assert_eq!(open("apec-prp"), Some(Verdict::Recognised));
    assert_eq!(open("europrivacy"), None);
    // With a real one it is so.
    let more = json!({ "roles": ["processor"] });
    let prp = certificate("apec-prp", "2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z", more);
    let decision = VERIFIER.decide(&transfer.clone().to(&prp), &[prp], now());
    assert_eq!(decision.verdict(), Verdict::Recognised, "{}", decision.report().to_json());
    // A controller may not rest on it.
    let openings = VERIFIER.openings(&transfer.clone().as_role(tegata::Role::Controller), now());
    let prp = openings.iter().find(|o| o.wanted.accepted.scheme == scheme("apec-prp")).unwrap();
    assert!(!prp.verdict.is_yes());
    let json: Value = serde_json::from_str(&Opening::to_json(&transfer, now(), &openings)).unwrap();
    assert_eq!(json["format"], "tegata.where/1");
}
