//! Lints of packs: each is raised by a pack that is bad in its way, and the pack that comes
//! with the software answers all of them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tegata::Language;
use tegata::recognition::{Lint, Pack, Remark};

fn packs() -> Vec<(String, Pack)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/packs");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut packs: Vec<_> = files.map(|path| (stem(&path), read(&path))).collect();
    packs.sort_by(|a, b| a.0.cmp(&b.0));
    packs
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn read(path: &PathBuf) -> Pack {
    Pack::from_json(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The name of the file is the name of the lint; a second case has a number behind it.
#[test]
fn each_bad_pack_raises_its_lint_and_no_other() {
    let mut raised = BTreeSet::new();
    for (name, pack) in packs() {
        let codes: BTreeSet<_> = pack.lint().iter().map(|remark| remark.code.as_str()).collect();
        let expected = name.split('-').next().unwrap();
        let expected = BTreeSet::from_iter((expected != "sound").then_some(expected));
        assert_eq!(codes, expected, "{name}");
        raised.extend(codes.into_iter().map(str::to_owned));
    }
    let all: BTreeSet<_> = Lint::ALL.iter().map(|lint| lint.as_str().to_owned()).collect();
    assert_eq!(raised, all);
}

#[test]
fn a_note_answers_a_remark_where_it_arises() {
    let packs = packs();
    let (_, pack) = packs.iter().find(|(name, _)| name == "gap").unwrap();
    let mut answered = pack.clone();
    let remarks = pack.lint();
    for act in answered.parts.iter_mut().flat_map(|part| &mut part.arrangements) {
        if remarks.iter().any(|remark| remark.place == act.id) {
            act.notes.push("lint gap: there was no instrument then".to_owned());
        }
    }
    assert_eq!(remarks.len(), 1);
    assert_eq!(answered.lint(), []);
}

/// The remarks on the sound pack with its instrument changed, and others beside it.
fn remarks(change: impl Fn(&mut Value), others: &[Value]) -> Vec<(Lint, String)> {
    let mut pack = sound();
    change(&mut pack["parts"][0]["arrangements"][0]);
    let acts = pack["parts"][0]["arrangements"].as_array_mut().unwrap();
    acts.extend(others.iter().cloned());
    told(&pack)
}

fn told(pack: &Value) -> Vec<(Lint, String)> {
    let remarks = Pack::from_json(&pack.to_string()).unwrap().lint();
    remarks.into_iter().map(|remark| (remark.code, remark.about)).collect()
}

fn sound() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/packs/sound.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn unchanged(_: &mut Value) {}

/// A second instrument like the first, in force from the start of a day.
fn another(day: &str) -> Value {
    let mut act = sound()["parts"][0]["arrangements"][0].take();
    act["id"] = json!("https://pack.example/i/other");
    act["events"] = json!([event("enact", day)]);
    act
}

fn event(kind: &str, day: &str) -> Value {
    let instant = format!("{day}T00:00:00Z");
    json!({ "id": kind, "type": kind, "effectiveAt": instant, "publishedAt": instant })
}

/// Gives an instrument one more event.
fn then(kind: &'static str, day: &'static str) -> impl Fn(&mut Value) {
    move |act| act["events"].as_array_mut().unwrap().push(event(kind, day))
}

#[test]
fn only_instruments_that_permit_the_same_overlap() {
    let act = another("2020-01-01");
    assert_eq!(
        remarks(unchanged, std::slice::from_ref(&act)),
        [(Lint::Overlap, "https://pack.example/i/other".to_owned())]
    );
    let mut narrower = act.clone();
    narrower["versions"][0]["scope"] =
        json!({ "present": { "operand": "facts", "value": "listed" } });
    assert_eq!(remarks(unchanged, &[narrower]), []);
    let mut cooperation = act;
    cooperation["effect"] = json!("enforcement_cooperation");
    let alike = |act: &mut Value| act["effect"] = json!("enforcement_cooperation");
    assert_eq!(remarks(alike, &[cooperation]), [], "they permit nothing");
}

#[test]
fn a_gap_lies_between_two_instruments_that_do_not_meet() {
    let gap = |about: &str| vec![(Lint::Gap, about.to_owned())];
    let ends = then("repeal", "2021-01-01");
    assert_eq!(remarks(&ends, &[another("2021-01-01")]), []);
    assert_eq!(remarks(&ends, &[another("2021-01-02")]), gap("2021-01-01 to 2021-01-01"));
    assert_eq!(remarks(&ends, &[another("2022-01-01")]), gap("2021-01-01 to 2021-12-31"));
}

#[test]
fn a_sunset_asks_for_a_successor_once_it_is_past() {
    let alone = [(Lint::SunsetWithoutSuccessor, "2021-01-01".to_owned())];
    let sets = then("sunset", "2021-01-01");
    assert_eq!(remarks(&sets, &[]), alone);
    assert_eq!(remarks(&sets, &[another("2021-01-02")]), []);
    let mut before = another("2019-01-01");
    then("repeal", "2020-06-01")(&mut before);
    assert_eq!(remarks(&sets, &[before]), alone, "what ended before does not follow");
    assert_eq!(remarks(then("sunset", "2030-01-01"), &[]), [], "it is yet to come");
    assert_eq!(remarks(then("repeal", "2021-01-01"), &[]), [], "somebody ended it");
}

#[test]
fn a_range_of_versions_has_its_lower_end_first() {
    let asks = |from: &str, to: &str| {
        let scheme = json!({ "scheme": "https://pack.example/s", "variants": "any",
            "versions": { "range": { "from": from, "to": to } }, "roles": "any" });
        let change = |act: &mut Value| {
            act["effect"] = json!("safeguard");
            act["versions"][0]["schemes"] = json!([scheme]);
        };
        remarks(change, &[])
    };
    let dangling = [(Lint::DanglingVersion, "https://pack.example/s".to_owned())];
    assert_eq!((asks("1", "2"), asks("2", "2")), (vec![], vec![]));
    assert_eq!(asks("10", "9"), dangling);
    assert_eq!(asks("1", "1b"), dangling, "what cannot be compared");
}

#[test]
fn a_review_has_a_name_and_a_day_that_has_been() {
    let by = |by: &'static str, at: &'static str| {
        let at = format!("{at}Z");
        move |act: &mut Value| act["reviewed"] = json!({ "by": { "by": by, "at": at } })
    };
    assert_eq!(remarks(by("A. Lawyer", "2025-06-01T00:00:00"), &[]), []);
    assert_eq!(remarks(by("A. Lawyer", "2026-01-01T00:00:00"), &[]), [], "on that very day");
    for (name, at) in [("A. Lawyer", "2026-01-01T00:00:01"), (" ", "2025-06-01T00:00:00")] {
        let codes: Vec<_> = remarks(by(name, at), &[]).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [Lint::ReviewMark], "{name}, {at}");
    }
}

#[test]
fn names_are_looked_for_wherever_they_stand() {
    let nowhere = "https://pack.example/j/nowhere";
    let unknown = [(Lint::UnknownPlace, nowhere.to_owned())];
    let territory = json!([{ "jurisdiction": nowhere, "reach": "with_parts" }]);
    let reaches =
        |act: &mut Value| act["versions"][0]["importer"]["territories"] = territory.clone();
    assert_eq!(remarks(reaches, &[]), unknown);
    let mut pack = sound();
    let mut order = event("order", "2020-01-01");
    order["id"] = json!("first");
    pack["parts"][0]["prohibitions"] = json!([{ "id": "https://pack.example/p", "title": "p",
        "regime": "https://pack.example/r/a", "citations": [{ "instrument": "Act" }],
        "target": { "organisations": "any", "territories": territory, "when": "always" },
        "events": [order], "source": "memory", "reviewed": "unreviewed" }]);
    assert_eq!(told(&pack), unknown);

    let is_a =
        |operand: &str| json!({ "isA": { "operand": operand, "values": "some", "of": ["x"] } });
    let (data, free) = (is_a("purposes"), is_a("activity"));
    for when in [json!({ "all": [data] }), json!({ "any": [data] }), json!({ "not": data })] {
        let asks = |act: &mut Value| act["versions"][0]["scope"] = when.clone();
        assert_eq!(remarks(asks, &[]), [(Lint::UnknownConcept, "x".to_owned())], "{when}");
    }
    let asks = |act: &mut Value| act["versions"][0]["scope"] = free.clone();
    assert_eq!(remarks(asks, &[]), [], "activities are no concepts");
}

#[test]
fn an_exclusion_that_nothing_can_meet_is_remarked_upon_and_no_other() {
    let fact = || json!({ "present": { "operand": "facts", "value": "emr" } });
    let never = || json!({ "any": [] });
    let not = |part: Value| json!({ "not": part });
    let idle = [
        never(),
        not(json!("always")),
        not(json!({ "all": ["always"] })),
        not(json!({ "any": [fact(), "always"] })),
        not(not(never())),
        json!({ "all": [never(), fact()] }),
        json!({ "all": [fact(), not(fact())] }),
        json!({ "between": { "operand": "volume", "from": 10, "below": { "below": 10 } } }),
    ];
    let met = [
        fact(),
        not(fact()),
        not(json!({ "all": ["always", fact()] })),
        not(json!({ "any": [fact()] })),
        json!({ "any": [never(), fact()] }),
        json!({ "all": [fact(), "always"] }),
        json!({ "between": { "operand": "volume", "from": 10, "below": { "below": 11 } } }),
        json!({ "between": { "operand": "volume", "from": 10, "below": "unbounded" } }),
    ];
    let excluding = |when: &Value| {
        let exclusion = json!([{ "name": "e", "kind": "other", "when": when, "reference": "2" }]);
        remarks(|act| act["versions"][0]["exclusions"] = exclusion.clone(), &[])
    };
    for when in &idle {
        assert_eq!(excluding(when), [(Lint::UnreachableExclusion, "e".to_owned())], "{when}");
    }
    for when in &met {
        assert_eq!(excluding(when), [], "{when}");
    }
}

#[test]
fn a_remark_says_in_words_and_in_json_what_is_doubtful_and_what_to_do() {
    let (_, pack) = packs().into_iter().find(|(name, _)| name == "gap").unwrap();
    let remarks = pack.lint();
    let problem = "before it, nothing reached the same importers: 2021-01-01 to 2021-12-31";
    let remedy = "enter what was in force, or confirm that nothing was";
    assert_eq!(remarks[0].problem(Language::English), problem);
    assert_eq!(remarks[0].remedy(Language::English), remedy);
    let told: Value = serde_json::from_str(&Remark::to_json(&remarks)).unwrap();
    assert_eq!(
        told,
        json!({ "format": "tegata.lint/1", "remarks": [{
            "code": "gap", "place": "https://pack.example/i/a-b-2",
            "about": "2021-01-01 to 2021-12-31", "problem": problem, "remedy": remedy }] })
    );
}

#[test]
fn remarks_speak_both_languages_and_are_safe_to_print() {
    for remark in packs().iter().flat_map(|(_, pack)| pack.lint()) {
        for language in [Language::English, Language::Japanese] {
            assert!(!remark.problem(language).contains("{}"));
            assert!(!remark.remedy(language).is_empty());
        }
    }
}

#[cfg(feature = "pack")]
#[test]
fn the_pack_that_comes_with_the_software_answers_every_remark() {
    let remarks = tegata::embedded_pack().unwrap().lint();
    let told = remarks.iter().map(|remark| {
        format!(
            "{}: {} [{}]",
            remark.place,
            remark.problem(Language::English),
            remark.code.as_str()
        )
    });
    assert!(remarks.is_empty(), "\n{}", told.collect::<Vec<_>>().join("\n"));
}
