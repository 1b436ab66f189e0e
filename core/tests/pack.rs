//! The embedded pack is what its files say, consistent, and honest about what it is.

#![cfg(feature = "pack")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tegata::recognition::{Adopts, Importer, Pack, Reviewed, Version, is_concept};
use tegata::{TrustBundle, embedded_pack};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pack")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// The files of all regimes, by name.
fn files() -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder().join("regimes")).unwrap().map(|entry| entry.unwrap());
    entries.map(|e| (e.file_name().into_string().unwrap(), text(&e.path()))).collect()
}

/// The pack as its files are now, whatever the software has embedded.
fn pack() -> Pack {
    let files = files();
    let files: Vec<_> = files.values().map(String::as_str).collect();
    let (about, register) = ("about.json", "jurisdictions.json");
    let [about, register] = [about, register].map(|name| text(&folder().join(name)));
    let parts = files.join(",");
    let text = format!(r#"{{"about":{about},"registers":[{register}],"parts":[{parts}]}}"#);
    Pack::from_json(&text).unwrap_or_else(|error| panic!("{}", by_file(&error.to_string())))
}

/// A place in the assembled text, told by file and line.
fn by_file(problem: &str) -> String {
    let faults = files().into_iter().filter_map(|(name, text)| {
        let fault = serde_json::from_str::<tegata::recognition::Part>(&text).err()?;
        Some(format!("regimes/{name}: {fault}"))
    });
    format!("{problem}\n{}", faults.collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_file_is_embedded() {
    assert_eq!(embedded_pack().unwrap(), pack(), "the list in src/pack.rs and the files differ");
}

#[test]
fn all_of_it_counts() {
    let bundle = TrustBundle::embedded().unwrap();
    let problems: Vec<_> = bundle.document_reports().iter().map(|r| &r.problem).collect();
    assert_eq!(problems, [&None]);
    assert_eq!(bundle.packs().len(), 1);
    let again = TrustBundle::from_json(&bundle.to_json()).unwrap();
    assert_eq!(again.digest(), bundle.digest());
}

#[test]
fn every_name_that_it_uses_is_known() {
    let pack = pack();
    let places: BTreeSet<_> =
        pack.registers.iter().flat_map(|r| &r.jurisdictions).map(|j| &*j.id).collect();
    let regimes: BTreeSet<_> = pack.regimes().map(|regime| &*regime.id).collect();
    let instruments: BTreeSet<_> = pack.arrangements().map(|a| &*a.id).collect();
    let mut unknown = Vec::new();
    let mut check = |set: &BTreeSet<&str>, by: &str, name: &str| {
        if !set.contains(name) {
            unknown.push(format!("{by}: {name}"));
        }
    };
    for place in pack.registers.iter().flat_map(|register| &register.jurisdictions) {
        place.within.iter().for_each(|larger| check(&places, &place.id, &larger.id));
        place.succession.iter().for_each(|next| check(&places, &place.id, &next.successor));
    }
    for regime in pack.regimes() {
        regime.territories.iter().for_each(|t| check(&places, &regime.id, &t.jurisdiction));
        regime.members.iter().for_each(|member| check(&regimes, &regime.id, &member.regime));
        regime.opted_out.iter().for_each(|out| check(&instruments, &regime.id, &out.instrument));
    }
    for order in pack.prohibitions() {
        check(&regimes, &order.id, &order.regime);
    }
    for act in pack.arrangements().filter(|act| act.exporter_regime != "any") {
        check(&regimes, &act.id, &act.exporter_regime);
    }
    let versions = pack.arrangements().flat_map(|a| a.versions.iter().map(move |v| (a, v)));
    for (act, version) in versions {
        match &version.importer {
            Importer::Territories(list) => {
                list.iter().for_each(|t| check(&places, &act.id, &t.jurisdiction));
            }
            Importer::Regimes(list) => list.iter().for_each(|r| check(&regimes, &act.id, r)),
            Importer::Any | Importer::Organisations(_) => {}
        }
        if let Some(Adopts { regime, .. }) = &version.adopts {
            check(&regimes, &act.id, regime);
        }
    }
    let versions = pack.arrangements().flat_map(|a| a.versions.iter().map(move |v| (a, v)));
    for (act, version) in versions {
        let strange = concepts(version).into_iter().filter(|concept| !is_concept(concept));
        unknown.extend(strange.map(|concept| format!("{}: {concept} is no concept", act.id)));
    }
    assert!(unknown.is_empty(), "\n{}", unknown.join("\n"));
}

/// The categories, subjects, purposes and sectors that predicates name.
fn concepts(version: &Version) -> Vec<String> {
    let mut found = Vec::new();
    collect(&serde_json::to_value(version).unwrap(), &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    const OPERANDS: [&str; 4] = ["dataCategories", "dataSubjects", "purposes", "sectors"];
    match value {
        Value::Object(object) => {
            let operand = object.get("operand").and_then(Value::as_str).unwrap_or_default();
            if let (true, Some(Value::Array(of))) = (OPERANDS.contains(&operand), object.get("of"))
            {
                found.extend(of.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            object.values().for_each(|value| collect(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

#[test]
fn every_fact_says_where_it_was_read_and_that_nobody_reviewed_it() {
    let pack = pack();
    let mut bare = Vec::new();
    let mut marks = |id: &str, source: &str, reviewed: &Reviewed, cited: bool| {
        let told = source.starts_with("read: ") || source.starts_with("memory");
        if !told || *reviewed != Reviewed::Unreviewed || !cited {
            bare.push(format!("{id} (source {source:?}, cited: {cited})"));
        }
    };
    for place in pack.registers.iter().flat_map(|register| &register.jurisdictions) {
        marks(&place.id, &place.source, &place.reviewed, true);
    }
    for regime in pack.regimes() {
        marks(&regime.id, &regime.source, &regime.reviewed, !regime.citations.is_empty());
    }
    for act in pack.arrangements() {
        marks(&act.id, &act.source, &act.reviewed, !act.citations.is_empty());
    }
    for order in pack.prohibitions() {
        marks(&order.id, &order.source, &order.reviewed, !order.citations.is_empty());
    }
    assert!(bare.is_empty(), "\n{}", bare.join("\n"));
}

#[test]
fn it_claims_no_completeness_and_invents_nobody() {
    let pack = pack();
    let claims = pack.regimes().map(|regime| &regime.completeness);
    assert!(
        claims.into_iter().all(|claim| claim.permissions.is_none() && claim.prohibitions.is_none())
    );
    assert!(!serde_json::to_string(&pack).unwrap().contains(".example"));
}

#[test]
fn a_pair_has_two_directions() {
    let pack = pack();
    let mut pairs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for act in pack.arrangements() {
        let regimes = act.pair_id.as_deref().map(|pair| pairs.entry(pair).or_default());
        regimes.into_iter().for_each(|regimes| regimes.push(&act.exporter_regime));
    }
    pairs.values_mut().for_each(|regimes| regimes.sort_unstable());
    pairs.values_mut().for_each(Vec::dedup);
    pairs.retain(|_, regimes| regimes.len() < 2);
    assert!(pairs.is_empty(), "{pairs:?}");
}

#[test]
fn it_is_of_the_form_that_the_schema_describes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schemas");
    let schema = |name: &str| -> Value {
        serde_json::from_str(&text(&folder.join(format!("{name}.json")))).unwrap()
    };
    let others = ["common", "jurisdictions", "regime", "arrangement", "prohibition"];
    let registry = others.iter().fold(jsonschema::Registry::new(), |registry, name| {
        let uri = format!("https://w3id.org/tegata/schemas/{name}.json");
        registry.add(uri, schema(name)).unwrap()
    });
    let registry = registry.prepare().unwrap();
    let validator = jsonschema::options().with_registry(&registry).build(&schema("pack")).unwrap();
    let mut pack = serde_json::to_value(pack()).unwrap();
    let faults: Vec<_> = validator.iter_errors(&pack).take(5).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    pack["parts"][0]["regime"]["titel"] = "misspelt".into();
    assert!(!validator.is_valid(&pack));
}
