//! The committed vectors are what the generator makes, hold here, and leave no code out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jsonschema::{Draft, Validator};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tegata::{Code, Step};
use tegata_vectors::{Expect, answer, generate, read, run};

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn they_are_what_the_generator_makes() {
    let fresh = tempfile::tempdir().unwrap();
    generate(fresh.path()).unwrap();
    let (made, committed) = (contents(fresh.path()), contents(&own("vectors")));
    let names = |files: &BTreeMap<PathBuf, String>| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&made), names(&committed), "run the generator, and remove what it left out");
    for (name, text) in &made {
        assert!(committed.get(name) == Some(text), "{}: run the generator", name.display());
    }
}

/// All files below `dir`, by their path from there.
fn contents(dir: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for group in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        for path in fs::read_dir(&group).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(dir).unwrap().to_owned();
            files.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    files
}

#[test]
fn this_implementation_answers_all_of_them() {
    let summary = run(&own("vectors"));
    let failures: Vec<_> = summary.failed.iter().map(|f| format!("{f:#?}\n")).collect();
    assert!(failures.is_empty(), "{}", failures.concat());
    assert!(summary.passed > 100, "{}", summary.passed);
}

#[test]
fn each_fails_when_its_expectation_is_changed() {
    let dir = own("vectors");
    for (path, vector) in read(&dir).unwrap() {
        let given = answer(&dir, &vector).unwrap();
        for changed in changes(&vector.expect) {
            let difference = changed.differs_from(&given);
            assert!(difference.is_some(), "{}: {changed:?}", path.display());
        }
    }
}

/// The expectation with each of its members changed.
fn changes(expect: &Expect) -> Vec<Expect> {
    let other = Some("other".to_owned());
    let mut documents = expect.documents.clone();
    documents.insert("https://other.example".to_owned(), "document_malformed".to_owned());
    vec![
        Expect { verdict: other.clone(), ..expect.clone() },
        Expect { code: other.clone(), ..expect.clone() },
        Expect { error: other, ..expect.clone() },
        Expect { findings: vec!["other".to_owned()], ..expect.clone() },
        Expect { documents, ..expect.clone() },
    ]
}

#[test]
fn a_file_that_is_no_vector_fails() {
    let dir = tempfile::tempdir().unwrap();
    let group = dir.path().join("parse");
    fs::create_dir(&group).unwrap();
    let sound = fs::read_to_string(own("vectors/bundle/digest-wrong.json")).unwrap();
    let renamed = sound.replace("digest-wrong", "another");
    let unknown = sound.replace("\"expect\"", "\"x\": 1, \"expect\"");
    for (name, text) in
        [("digest-wrong", "{}"), ("digest-wrong", &*renamed), ("digest-wrong", &unknown)]
    {
        fs::write(group.join(format!("{name}.json")), text).unwrap();
        assert_eq!(run(dir.path()).failed.len(), 1, "{text}");
    }
    fs::write(group.join("digest-wrong.json"), sound).unwrap();
    assert_eq!((run(dir.path()).passed, run(dir.path()).failed.len()), (1, 0));
    assert_eq!(run(&dir.path().join("nothing")).failed.len(), 1);
}

#[test]
fn every_code_has_a_vector() {
    let mut told = BTreeSet::new();
    for (_, vector) in read(&own("vectors")).unwrap() {
        let Expect { code, findings, documents, .. } = vector.expect;
        told.extend(code.into_iter().chain(findings).chain(documents.into_values()));
    }
    let untold: Vec<_> = Code::ALL
        .iter()
        .filter(|code| code.step() <= Step::Current)
        .map(|code| code.as_str())
        .filter(|code| !told.contains(*code))
        .collect();
    assert!(untold.is_empty(), "{untold:?}");
    let unknown: Vec<_> = told.iter().filter(|code| code.parse::<Code>().is_err()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn they_are_of_the_form_that_the_schema_describes() {
    let schema = schema();
    for (path, vector) in contents(&own("vectors")) {
        if path.starts_with("worlds") {
            continue;
        }
        let vector: Value = serde_json::from_str(&vector).unwrap();
        let faults: Vec<_> = schema.iter_errors(&vector).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_is_no_vector() {
    let sound = fs::read_to_string(own("vectors/valid/vc-jwt.json")).unwrap();
    let sound: Value = serde_json::from_str(&sound).unwrap();
    let schema = schema();
    assert!(schema.is_valid(&sound));
    for member in ["id", "title", "bundle", "input", "validAt", "knownAt", "expect"] {
        let mut changed = sound.clone();
        changed.as_object_mut().unwrap().remove(member);
        assert!(!schema.is_valid(&changed), "{member}");
    }
    for (pointer, value) in [
        ("/expect/verdict", Value::from("maybe")),
        ("/expect/verdict", Value::from("refused")),
        ("/expect", serde_json::json!({})),
        ("/validAt", Value::from("2026-11-23")),
        ("/bundle", Value::from("standard")),
        ("/title", Value::from("")),
    ] {
        let mut changed = sound.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert!(!schema.is_valid(&changed), "{pointer}");
    }
}

fn schema() -> Validator {
    let text = fs::read_to_string(own("schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}
