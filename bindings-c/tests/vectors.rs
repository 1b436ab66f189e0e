//! C answers every test vector with the report that Rust gives, byte for byte.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::process::Command;
use support::{own, program};
use tegata_core::Verdict;
use tegata_vectors::front::{Told, ask};
use tegata_vectors::{Vector, bundle, read, report, verifier};

#[test]
fn c_reports_what_rust_reports() {
    let dir = own("../test-vectors/vectors");
    let vectors = read(&dir).unwrap();
    assert!(vectors.len() > 600);
    let told = ask(&mut Command::new(program("tests/c/vectors.c", &[])), &dir).unwrap();
    for ((path, vector), told) in vectors.iter().zip(&told) {
        let bundle = bundle(&dir, &vector.bundle).unwrap();
        compare(vector, &bundle, told)
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    }
}

fn compare(vector: &Vector, bundle: &str, told: &Told) -> Result<(), String> {
    let verifier = match verifier(bundle, vector.policy.as_ref()) {
        Ok(verifier) => verifier,
        Err(error) => {
            let name = format!("TEGATA_{}", error.code().to_uppercase());
            return same(told.get("error"), Some(&name));
        }
    };
    let report = report(&verifier, vector)?;
    same(told.get("report"), Some(&report.to_json()))?;
    same(told.get("result"), Some(result(report.verdict())))?;
    let problems = told.all("problemOf").zip(told.all("problem"));
    let problems: BTreeMap<_, _> =
        problems.map(|(url, code)| (url.to_owned(), code.to_owned())).collect();
    if problems == vector.expect.documents { Ok(()) } else { Err(format!("{problems:?}")) }
}

fn same(given: Option<&str>, expected: Option<&str>) -> Result<(), String> {
    if given == expected { Ok(()) } else { Err(format!("{given:?}, not {expected:?}")) }
}

fn result(verdict: Verdict) -> &'static str {
    match verdict {
        _ if verdict.is_yes() => "TEGATA_OK",
        Verdict::Refused | Verdict::NotRecognised | Verdict::Prohibited => "TEGATA_REFUSED",
        Verdict::Conditional => "TEGATA_CONDITIONAL",
        _ => "TEGATA_UNDETERMINED",
    }
}
