//! Lints of packs: each is raised by a pack that is bad in its way, and the pack that comes
//! with the software answers all of them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tegata::Language;
use tegata::recognition::{Lint, Pack};

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
