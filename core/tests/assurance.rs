//! The threat table of `docs/ASSURANCE.md` names the tests that hold each attack off. They
//! must exist, so that the table cannot rot.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn every_threat_is_held_off_by_tests_that_exist() {
    let page = fs::read_to_string(root().join("docs/ASSURANCE.md")).unwrap();
    let (mut threats, mut tests, mut faults) = (0, 0, Vec::new());
    for row in threats_of(&page) {
        let names = names_in(row);
        if names.is_empty() {
            faults.push(format!("no test: {row}"));
        }
        faults.extend(names.iter().filter(|name| !exists(name)).map(|name| (*name).to_owned()));
        (threats, tests) = (threats + 1, tests + names.len());
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(threats > 30, "only {threats} rows found");
    println!("{threats} threats, {tests} tests named");
}

/// The rows of the tables below the heading, without their heads.
fn threats_of(page: &str) -> impl Iterator<Item = &str> {
    let section = page.split_once("\n## Threats\n").unwrap().1;
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|'));
    rows.filter(|row| !row.starts_with("|---") && !row.starts_with("| attack"))
}

/// What stands in backticks in the last cell.
fn names_in(row: &str) -> Vec<&str> {
    let cell = row.trim_end_matches('|').rsplit('|').next().unwrap();
    cell.split('`').skip(1).step_by(2).collect()
}

/// A test, `path::function`; a vector, `group/name`; or a file.
fn exists(name: &str) -> bool {
    if let Some((path, function)) = name.split_once("::") {
        let text = fs::read_to_string(root().join(path)).unwrap_or_default();
        return tests_in(&text).any(|test| test == function);
    }
    let vector = root().join("test-vectors/vectors").join(format!("{name}.json"));
    vector.is_file() || root().join(name).is_file()
}

/// The names of the functions under `#[test]`.
fn tests_in(text: &str) -> impl Iterator<Item = &str> {
    let mut lines = text.lines().map(str::trim);
    std::iter::from_fn(move || {
        lines.by_ref().find(|line| *line == "#[test]")?;
        let function = lines.by_ref().find(|line| line.starts_with("fn "))?;
        Some(function["fn ".len()..].split('(').next().unwrap())
    })
}

mod the_check {
    use super::*;

    #[test]
    fn finds_tests_and_nothing_else() {
        let text = "#[test]\nfn a() {}\nfn b() {}\n    #[test]\n    #[cfg(x)]\n    fn c(d: E) {}";
        assert_eq!(tests_in(text).collect::<Vec<_>>(), ["a", "c"]);
        assert!(exists("core/tests/assurance.rs::finds_tests_and_nothing_else"));
        assert!(!exists("core/tests/assurance.rs::tests_in"));
        assert!(!exists("core/tests/assurance.rs::gone") && !exists("parse/gone"));
        assert!(exists("parse/empty") && exists("deny.toml"));
    }

    #[test]
    fn finds_a_row_without_a_test() {
        let page = "\n## Threats\n\n| attack | rule | held by |\n|---|---|---|\n| a | `b` | c |\n";
        let rows: Vec<_> = threats_of(page).collect();
        assert_eq!(rows, ["| a | `b` | c |"]);
        assert!(names_in(rows[0]).is_empty());
    }
}
