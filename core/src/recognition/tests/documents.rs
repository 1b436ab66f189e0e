//! What is refused as soon as it is read, and under which names the rest is known.

use super::*;
use crate::recognition::arrangement::Arrangement;
use crate::recognition::{ArrangementState, Evidence, LegalEffect, Pack};

fn refused(act: Value) -> String {
    let act: Arrangement = serde_json::from_value(act).unwrap();
    Registry::default().add_arrangement(held(act)).unwrap_err()
}

#[test]
fn an_instrument_that_contradicts_itself_is_refused() {
    let with = |event: Value| arrangement("i", "r/a", "b", &[event]);
    let cases = [
        (with(event("e1", "grant", "2021-01-01")), "`grant` is no event of its subject"),
        (
            with(event("e1", "extend", "2021-01-01")),
            "the event `e1` extends without saying until when",
        ),
        (with(event("e0", "repeal", "2021-01-01")), "two events are called `e0`"),
        (with(event("e1", "amend", "2021-01-01")), "the event `e1` needs one version of the text"),
        (
            arrangement("i", "any", "b", &[]),
            "only an effect that permits no transfer can be everybody's",
        ),
    ];
    for (act, fault) in cases {
        assert_eq!(refused(act), fault);
    }
}

#[test]
fn each_text_belongs_to_the_event_that_makes_it() {
    let texts = |events: &[&str]| {
        let mut act = arrangement("i", "r/a", "b", &[event("e1", "repeal", "2021-01-01")]);
        act["versions"] = events.iter().map(|event| version(event, "b")).collect();
        act
    };
    assert_eq!(refused(texts(&["e0", "e0"])), "the event `e0` needs one version of the text");
    assert_eq!(refused(texts(&["e0", "e1"])), "no event `e1` makes a version");
    assert_eq!(refused(texts(&["e0", "e9"])), "no event `e9` makes a version");
}

#[test]
fn a_certificate_is_asked_for_where_the_effect_needs_one_and_only_there() {
    let schemes =
        json!([{ "scheme": "s:1", "versions": "any", "variants": "any", "roles": "any" }]);
    for effect in ["permit_if_certified", "safeguard", "exporter_authorisation"] {
        let mut act = arrangement("i", "r/a", "b", &[]);
        act["effect"] = json!(effect);
        assert_eq!(refused(act), "it needs a certificate and accepts none", "{effect}");
    }
    let mut act = arrangement("i", "r/a", "b", &[]);
    act["versions"][0]["schemes"] = schemes;
    assert_eq!(refused(act), "it permits a territory and asks for certificates");
}

#[test]
fn an_order_is_given_and_lifted_and_nothing_else() {
    let order: Value = json!({ "id": "o", "title": "o", "regime": "r/a", "citations": [],
        "target": { "organisations": "any", "territories": "any", "when": "always" },
        "events": [event("e0", "enact", "2021-01-01")],
        "source": "here", "reviewed": "unreviewed" });
    let item = serde_json::from_value(order.clone()).unwrap();
    let fault = Registry::default().add_prohibition(held(item)).unwrap_err();
    assert_eq!(fault, "`enact` is no event of its subject");
    let pack = pack(&[], &[order]).to_string();
    let error = Pack::from_json(&pack).unwrap_err().to_string();
    assert!(error.contains("o: `enact` is no event of its subject"), "{error}");
}

fn pack(places: &[Value], prohibitions: &[Value]) -> Value {
    json!({ "about": { "id": "p", "title": "p", "curator": "me", "asOf": "2026-01-01T00:00:00Z",
            "nextUpdate": "2027-01-01T00:00:00Z", "notice": "For a test." },
        "registers": [{ "id": "register", "jurisdictions": places }],
        "parts": [{ "prohibitions": prohibitions }] })
}

#[test]
fn of_a_pack_that_states_something_twice_nothing_is_taken() {
    let add = |registry: &mut Registry, places: &[Value]| {
        let pack = Pack::from_json(&pack(places, &[]).to_string()).unwrap();
        registry.add_pack(pack, &held(()), "digest".to_owned())
    };
    let twice = Err("a is stated twice".to_owned());
    let mut registry = Registry::default();
    assert_eq!(add(&mut registry, &[place("a", &[]), place("a", &[])]), twice);
    assert!(registry.packs.is_empty());
    let mut known = World::two().registry();
    assert_eq!(add(&mut known, &[place("z", &[]), place("a", &[])]), twice);
    assert!(known.packs.is_empty() && known.jurisdiction("z").is_none());
    assert_eq!(add(&mut known, &[place("z", &[])]), Ok(()));
    assert!(known.jurisdiction("z").is_some());
}

#[test]
fn names_in_reports_are_those_of_documents() {
    use ArrangementState::{Announced, Empty, EnablingOnly, Operative, Unverified};
    use LegalEffect::{
        ConformityAccepted, EnforcementCooperation, ExporterAuthorisation, MarkEquivalent,
        PermitIfCertified, PermitTerritory, Safeguard,
    };
    let effects = [
        PermitTerritory,
        PermitIfCertified,
        Safeguard,
        ExporterAuthorisation,
        ConformityAccepted,
        MarkEquivalent,
        EnforcementCooperation,
    ];
    for effect in effects {
        assert_eq!(json!(effect), effect.as_str());
    }
    for state in [Operative, EnablingOnly, Empty, Announced, Unverified] {
        assert_eq!(json!(state), state.as_str());
    }
    for evidence in [Evidence::Fact, Evidence::Attestation] {
        assert_eq!(json!(evidence), evidence.as_str());
    }
    assert_eq!(Evidence::Credential("Registration".to_owned()).as_str(), "Registration");
}

#[test]
fn a_title_is_told_in_the_language_asked_for_or_the_first() {
    let mut world = World::two().with(arrangement("i", "r/a", "b", &[]));
    world.places[0]["names"] =
        json!([{ "lang": "en", "name": "Aldra" }, { "lang": "ja", "name": "アルドラ" }]);
    let registry = world.registry();
    let title = |id: &str, language: &str| registry.title(id, language).map(str::to_owned);
    let some = |name: &str| Some(name.to_owned());
    assert_eq!([title("a", "ja"), title("a", "en")], [some("アルドラ"), some("Aldra")]);
    assert_eq!(title("a", "de"), some("Aldra"));
    assert_eq!([title("r/a", "en"), title("i", "en")], [some("r/a"), some("i")]);
    assert_eq!([title("b", "en"), title("nobody", "en")], [None, None]);
}
