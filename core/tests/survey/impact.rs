//! What falls if an instrument ends.

use crate::world::{VERIFIER, at, cases, instrument, now, transfers};
use proptest::prelude::*;
use tegata::recognition::PACK_MEDIA_TYPE;
use tegata::survey::{Asked, Ending, Fate};
use tegata::trust::{Anchor, SpeaksFor};
use tegata::{
    Clocks, Document, ErrorKind, Event, EventKind, Timestamp, Transfer, TrustBundle, Verdict,
    Verifier, embedded_pack,
};

fn ending(name: &str, when: &str) -> Ending {
    Ending {
        instrument: instrument(name),
        effective_at: at(when),
        published_at: at(when),
        ex_tunc_from: None,
    }
}

fn to_japan() -> Transfer {
    Transfer::between("DE", "JP")
        .of("contact")
        .for_purpose("payroll")
        .importer_under("appi_business_operator", true)
}

#[test]
fn a_decision_falls_with_its_only_leg() {
    let impact = VERIFIER.ending(ending("eu-jp", "2027-01-01")).unwrap();
    let then = Clocks::at(at("2025-06-01"));
    let affected = impact.of(&to_japan(), &[], then);
    assert_eq!(affected.fate, Fate::Falls);
    assert_eq!(affected.before.verdict, Verdict::Recognised);
    // The transfers go on, so they are asked about on the day of the end.
    assert_eq!(affected.clocks, Clocks::at(at("2027-01-01")));
    let elsewhere = Transfer::between("DE", "CH").of("contact");
    assert_eq!(impact.of(&elsewhere, &[], then).fate, Fate::Unaffected);
}

#[test]
fn another_leg_carries() {
    let transfer = Transfer::between("AU", "JP")
        .of("contact")
        .with_evidence("reasonable_steps")
        .with_evidence("belief_in_similar_law");
    let decision = VERIFIER.decide(&transfer, &[], now());
    let owed: Vec<_> = decision.ruling().unwrap().considered().to_vec();
    let evidence = owed.iter().flat_map(|one| &one.findings);
    let evidence: Vec<_> =
        evidence.filter_map(|f| f.fact("precondition")).map(str::to_owned).collect();
    let transfer = evidence.into_iter().fold(transfer, |t, name| t.with_evidence(name));
    let decision = VERIFIER.decide(&transfer, &[], now());
    assert_eq!(decision.verdict(), Verdict::Recognised);
    let first = decision.ruling().unwrap().instrument().unwrap().id.clone();
    let ending = Ending { instrument: first.clone(), ..ending("", "2026-11-24") };
    let affected = VERIFIER.ending(ending).unwrap().of(&transfer, &[], now());
    assert_eq!(affected.fate, Fate::AnotherLeg, "{affected:?}");
    assert_ne!(affected.after.instrument, Some(first));
}

/// Only an end that undoes the past touches what was decided for the past alone.
#[test]
fn an_annulment_undoes_the_past() {
    let then = Clocks::at(at("2025-06-01"));
    let annulled = Ending { ex_tunc_from: Some(at("2019-01-23")), ..ending("eu-jp", "2027-01-01") };
    let affected = VERIFIER.ending(annulled).unwrap().of(&to_japan(), &[], then);
    assert_eq!(affected.fate, Fate::Falls);
    assert_eq!(affected.clocks, Clocks::new(at("2025-06-01"), at("2027-01-01")));
}

#[test]
fn an_instrument_that_nobody_knows_cannot_end() {
    let error = VERIFIER.ending(ending("eu-atlantis", "2027-01-01")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConfigInvalid);
}

#[test]
fn records_are_read_or_refused() {
    let asked = Asked {
        id: "1".to_owned(),
        transfer: to_japan(),
        certificates: vec!["nova.jwt".to_owned()],
        valid_at: at("2025-06-01"),
        known_at: at("2025-06-01"),
    };
    let text = serde_json::to_string(&asked).unwrap();
    assert_eq!(Asked::from_json(&text).unwrap(), asked);
    assert!(Asked::from_json(&text.replace("\"id\"", "\"name\"")).is_err());
}

/// A verifier whose pack truly has the event.
fn with_event(name: &str, event: Event) -> Verifier {
    let mut pack = embedded_pack().unwrap();
    let mut acts = pack.parts.iter_mut().flat_map(|part| &mut part.arrangements);
    acts.find(|act| act.id == instrument(name)).unwrap().events.push(event);
    let document = Document {
        url: pack.about.id.clone(),
        media_type: PACK_MEDIA_TYPE.to_owned(),
        obtained_at: pack.about.as_of,
        body: serde_json::to_string(&pack).unwrap(),
    };
    let regimes: Vec<_> = pack.regimes().map(|regime| regime.id.clone()).collect();
    let anchor = Anchor {
        id: pack.about.id.clone(),
        keys: Vec::new(),
        pins: vec![document.sha256()],
        threshold: 1,
        speaks_for: SpeaksFor {
            prohibitions: regimes.clone(),
            regimes,
            registers: pack.registers.iter().map(|register| register.id.clone()).collect(),
            ..SpeaksFor::default()
        },
        sources: Vec::new(),
    };
    Verifier::new(TrustBundle::new(pack.about.as_of, vec![anchor], vec![document]).unwrap())
}

proptest! {
    #![proptest_config(cases(3))]

    /// The supposed end gives what a published one would.
    #[test]
    fn supposing_is_like_publishing(
        transfers in prop::collection::vec(transfers(), 16),
        name in prop::sample::select(vec!["eu-jp", "kr-eu", "uk-jp", "eu-us-dpf", "eu-kr"]),
        annulled in any::<bool>(),
    ) {
        let id = instrument(name);
        if !embedded_pack().unwrap().arrangements().any(|act| act.id == id) {
            return Ok(());
        }
        let past: Option<Timestamp> = annulled.then(|| at("2000-01-01"));
        let ending = Ending { ex_tunc_from: past, ..ending(name, "2026-12-01") };
        let kind = if annulled { EventKind::Annul } else { EventKind::Repeal };
        let mut event = Event::new("published", kind, ending.effective_at);
        event.ex_tunc_from = past;
        let (impact, truly) = (VERIFIER.ending(ending).unwrap(), with_event(name, event));
        for transfer in transfers {
            let affected = impact.of(&transfer, &[], Clocks::at(at("2026-06-01")));
            let glance = truly.glance(&transfer, &[], affected.clocks);
            prop_assert_eq!(affected.after, glance, "{:?}", transfer);
        }
    }
}
