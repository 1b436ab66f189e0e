//! The committed vectors are what the generator makes, hold here, and leave no code out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonschema::{Draft, Registry, Validator};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tegata::{Code, Timestamp, TrustBundle};
use tegata_vectors::{Expect, Vector, answer, bundle, generate, read, report, run, verifier};

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
    assert!(summary.passed > 600, "{}", summary.passed);
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
        Expect { error: other.clone(), ..expect.clone() },
        Expect { findings: vec!["other".to_owned()], ..expect.clone() },
        Expect { instrument: other.clone(), ..expect.clone() },
        Expect { considered: Some(vec!["other".to_owned()]), ..expect.clone() },
        Expect { obligations: Some([("other".to_owned(), None)].into()), ..expect.clone() },
        Expect { unstated: Some([("other".to_owned(), BTreeMap::new())].into()), ..expect.clone() },
        Expect { next_change: long_ago(), ..expect.clone() },
        Expect { fresh_until: long_ago(), ..expect.clone() },
        Expect { documents, ..expect.clone() },
    ]
}

fn long_ago() -> Option<Timestamp> {
    Some("1970-01-01T00:00:00Z".parse().unwrap())
}

/// Nothing depends on the order in which documents, anchors and certificates came.
#[test]
fn order_never_matters() {
    let dir = own("vectors");
    let decisions = read(&dir).unwrap().into_iter().filter(|(_, v)| v.transfer.is_some());
    for (path, vector) in decisions {
        let text = bundle(&dir, &vector.bundle).unwrap();
        let told = |text: &str, vector: &Vector| {
            let verifier = verifier(text, vector.policy.as_ref()).unwrap();
            unordered(&report(&verifier, vector).unwrap().to_json())
        };
        let mut other: Value = serde_json::from_str(&text).unwrap();
        for member in ["anchors", "documents"] {
            other[member].as_array_mut().unwrap().reverse();
        }
        let mut backwards = vector.clone();
        backwards.certificates.iter_mut().for_each(|certificates| certificates.reverse());
        let (there, back) = (told(&text, &vector), told(&other.to_string(), &backwards));
        assert_eq!(there, back, "{}", path.display());
    }
}

/// A report without the order in which it names what was presented.
fn unordered(report: &str) -> Value {
    let mut report: Value = serde_json::from_str(report).unwrap();
    for pointer in ["/certificates", "/inputs/credentials"] {
        let list = report.pointer_mut(pointer).unwrap().as_array_mut().unwrap();
        list.sort_by_key(Value::to_string);
    }
    report
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
    let untold: Vec<_> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| !told.contains(*code)).collect();
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

#[test]
fn the_schema_refuses_what_is_no_decision() {
    let sound = parse(&own("vectors/decide-effects/safeguard.json"));
    let schema = schema();
    assert!(schema.is_valid(&sound));
    let without = |member: &str| {
        let mut changed = sound.clone();
        changed.as_object_mut().unwrap().remove(member);
        changed
    };
    assert!(!schema.is_valid(&without("certificates")));
    assert!(!schema.is_valid(&without("transfer")));
    for (pointer, value) in [
        ("/input", Value::from("token")),
        ("/transfer/form", Value::from("SG")),
        ("/transfer/from", Value::Null),
        ("/certificates", Value::from("none")),
        ("/expect/verdict", Value::from("valid")),
        ("/expect/verdict", Value::from("conditional")),
        ("/expect/code", Value::from("evidence_owed")),
        ("/expect/instruments", serde_json::json!([])),
        ("/expect/nextChange", Value::from("soon")),
    ] {
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        let mut changed = sound.clone();
        changed.pointer_mut(parent).unwrap()[member] = value;
        assert!(!schema.is_valid(&changed), "{pointer}");
    }
}

fn schema() -> Validator {
    validator(&parse(&own("schema.json")))
}

/// With the schemas of documents to refer to.
fn validator(schema: &Value) -> Validator {
    let uri = |name: &str| format!("https://w3id.org/tegata/schemas/{name}.json");
    let registry = ["common", "transfer"].into_iter().fold(Registry::new(), |registry, name| {
        registry.add(uri(name), document_schema(name)).unwrap()
    });
    let registry = registry.prepare().unwrap();
    assert!(jsonschema::meta::is_valid(schema));
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_registry(&registry)
        .should_validate_formats(true)
        .build(schema)
        .unwrap()
}

fn document_schema(name: &str) -> Value {
    parse(&own("../docs/schemas").join(format!("{name}.json")))
}

fn parse(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Kinds of signed documents, and their schemas.
const KINDS: [(&str, &str); 7] = [
    ("RecognizedEntityCredential", "body-list"),
    ("CertificationScheme", "scheme"),
    ("CertificationEvents", "certification-events"),
    ("JurisdictionRegister", "jurisdictions"),
    ("Regime", "regime"),
    ("RecognitionArrangement", "arrangement"),
    ("Prohibition", "prohibition"),
];

#[test]
fn what_the_worlds_of_decisions_hold_is_of_the_form_that_its_schema_describes() {
    let schemas = KINDS.map(|(kind, name)| (kind, validator(&document_schema(name))));
    let world = validator(&document_schema("bundle"));
    let mut checked = BTreeSet::new();
    for (path, text) in contents(&own("vectors")) {
        if !path.starts_with("worlds") || !path.to_str().unwrap().contains("decide-") {
            continue;
        }
        assert!(world.is_valid(&serde_json::from_str(&text).unwrap()), "{}", path.display());
        let bundle = TrustBundle::from_json(&text).unwrap();
        let sound = bundle.document_reports().iter().filter(|report| report.problem.is_none());
        let sound: BTreeSet<_> = sound.map(|report| report.url.clone()).collect();
        for document in bundle.documents().iter().filter(|one| sound.contains(&one.url)) {
            let payload = document.body.split('.').nth(1).unwrap();
            let claims: Value =
                serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
            let is =
                |kind: &str| claims["type"].as_array().is_some_and(|t| t.contains(&kind.into()));
            for (kind, schema) in schemas.iter().filter(|(kind, _)| is(kind)) {
                let faults: Vec<_> = schema.iter_errors(&claims).map(|f| f.to_string()).collect();
                assert!(faults.is_empty(), "{}: {}: {faults:?}", path.display(), document.url);
                checked.insert(*kind);
            }
        }
    }
    assert_eq!(checked.len(), KINDS.len(), "{checked:?}");
}
