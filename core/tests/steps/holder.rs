//! Whose certificate it is, and what an instrument makes of it.

use crate::decide::{Law, as_controller, instrument};
use crate::world::{event, now};
use serde_json::json;
use tegata::recognition::{Party, Registration};
use tegata::survey::Change;
use tegata::{Code, Decision, Transfer, Verdict};

fn codes(decision: &Decision) -> Vec<Code> {
    decision.report().findings().iter().map(|finding| finding.code).collect()
}

/// The answer for an importer of whom this is stated.
fn for_importer(law: &Law, importer: Party) -> Decision {
    let change = |transfer: &mut Transfer| {
        as_controller(transfer);
        transfer.importer = importer.clone();
    };
    law.decide(change, now())
}

fn named(name: &str) -> Party {
    Party { name: Some(name.to_owned()), ..Party::default() }
}

#[test]
fn a_number_in_a_register_tells_whose_certificate_it_is() {
    let mut law = Law::new();
    law.world.certificate["credentialSubject"]["registrations"] =
        json!([{ "system": "https://register.example", "value": "7" }]);
    let with_number = |system: &str, value: &str| {
        let registration = Registration { system: system.to_owned(), value: value.to_owned() };
        let importer = Party { registrations: vec![registration], ..Party::default() };
        for_importer(&law, importer).verdict()
    };
    assert_eq!(with_number("https://register.example", "7"), Verdict::Recognised);
    assert_eq!(with_number("https://register.example", "8"), Verdict::Indeterminate);
    assert_eq!(with_number("https://other.example", "7"), Verdict::Indeterminate);
}

#[test]
fn a_name_alone_is_ambiguous_and_another_one_says_nothing() {
    let law = Law::new();
    assert_eq!(codes(&for_importer(&law, named("株式会社例"))), [Code::EntityAmbiguous]);
    let nobody = for_importer(&law, Party::default());
    for decision in [for_importer(&law, named("Mill")), nobody] {
        assert_eq!(codes(&decision), [Code::CoverageFactUnstated]);
        let because = &decision.report().findings()[0].because;
        assert_eq!(*because, [("fact", "importer".to_owned())]);
    }
}

#[test]
fn a_scope_that_nobody_can_read_may_cover_others_too() {
    let mut law = Law::new();
    let other = || Party { id: Some("did:web:other.example".to_owned()), ..Party::default() };
    assert_eq!(codes(&for_importer(&law, other())), [Code::EntityNotCovered]);
    let mut reduce = event("2", "reduce", "2026-11-01T00:00:00Z");
    reduce["scope"] = json!("all");
    law.world.history().push(reduce);
    let decision = for_importer(&law, other());
    assert_eq!(decision.verdict(), Verdict::Indeterminate);
    assert!(!codes(&decision).contains(&Code::EntityNotCovered));
}

#[test]
fn what_only_counts_elsewhere_is_told_after_what_could_permit() {
    let excluded = json!([{ "name": "all", "kind": "other", "when": "always", "reference": "9" }]);
    let mut law = Law::with("exclusions", excluded);
    let mut conformity = instrument();
    conformity["id"] = json!("https://authority.example/conformity");
    conformity["effect"] = json!("conformity_accepted");
    law.instruments.push(conformity);
    let decision = law.decide(as_controller, now());
    assert_eq!(decision.verdict(), Verdict::NotRecognised);
    assert_eq!(codes(&decision), [Code::TransferExcluded, Code::NoTransferEffect]);
    let considered = decision.ruling().unwrap().considered().iter();
    let considered: Vec<_> = considered.map(|one| one.instrument.as_str()).collect();
    let [first, last] = ["instrument", "conformity"];
    assert_eq!(considered, [first, last].map(|name| format!("https://authority.example/{name}")));
    // Where something permits, it is not worth a word.
    law.instruments[0]["versions"][0]["exclusions"] = json!([]);
    assert_eq!(codes(&law.decide(as_controller, now())), []);
}

#[test]
fn the_law_of_another_regime_is_not_the_importers() {
    let mut law = Law::with("grantedUnderLawOf", json!("importer"));
    law.world.certification()["jurisdiction"] = json!("https://authority.example/regime");
    let told = codes(&law.decide(as_controller, now()));
    assert!(told.contains(&Code::NotGrantedUnderImporterLaw), "{told:?}");
    law.world.certification()["jurisdiction"] = json!("https://authority.example/nowhere");
    let told = codes(&law.decide(as_controller, now()));
    assert!(told.contains(&Code::JurisdictionUnknown), "{told:?}");
}

#[test]
fn a_route_asks_for_no_certificate_that_is_there_and_good() {
    let precondition =
        json!([{ "id": "tia", "when": "always", "evidence": "attestation", "reference": "5" }]);
    let asked = |law: &Law| {
        let certificate = law.certificate();
        let mut transfer = Transfer::between("SG", "JP").of("contact").to(&certificate);
        as_controller(&mut transfer);
        let routes = law.verifier().routes(&transfer, &[certificate], now());
        routes.into_iter().map(|route| route.changes).collect::<Vec<_>>()
    };
    let mut law = Law::with("preconditions", precondition);
    let evidence = [vec![Change::Evidence("tia".to_owned())]];
    assert_eq!(asked(&law), evidence);
    // Its body has lost the accreditation; what it certified runs off, which is a remark.
    law.world.accreditation().push(event("a2", "withdraw", "2026-11-01T00:00:00Z"));
    assert!(codes(&law.decide(as_controller, now())).contains(&Code::AccreditationRunOff));
    assert_eq!(asked(&law), evidence);
}
