//! The rooms of the crate stand in layers, and each knows only the layers below it.
//! What the layers are for is told in `docs/DESIGN.md`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom to the top. Rooms of one layer do not know one another.
const LAYERS: &[&[&str]] = &[
    &["clock", "code", "error"],
    &["explain", "files", "json"],
    &["limits"],
    &["crypto"],
    &["jose"],
    &["credential", "inspect"],
    &["issuer"],
    &["certificate"],
    &["policy", "recognition", "status", "trust"],
    &["bundle", "report"],
    &["pack", "sync", "verifier"],
    &["batch", "issue", "survey"],
    &["fetch", "fuzzing"],
];

#[test]
fn dependencies_point_downwards() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = sources(&src);
    assert!(sources.len() > 20, "the sources were not found");
    let faults: Vec<_> = sources.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What the outside world looks like in code: time, network, processes, environment.
const OUTSIDE: [&str; 7] = [
    "std::net",
    "std::process::Command",
    "std::thread",
    "std::env",
    "Instant::now",
    "SystemTime",
    "Timestamp::now",
];

/// Time is an argument, and nothing is fetched but by `fetch::http`; `fetch::cache` looks at
/// the age of its files. The one look at a clock is the caller's own, and the places with
/// threads are where many questions, or many hosts, are asked at once.
#[test]
fn the_core_looks_at_no_clock_and_no_network() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for source in sources(&src).iter().filter(|source| !source.is_edge()) {
        for line in code(&source.text).filter(|line| OUTSIDE.iter().any(|out| line.contains(out))) {
            found.push(format!("{}: {line}", source.modules.join("::")));
        }
    }
    found.sort();
    let expected = [
        "batch::workers: use std::thread;",
        "clock: let seconds = jiff::Timestamp::now().as_second();",
        "fetch::gatherer: use std::thread;",
    ];
    assert_eq!(found, expected);
}

/// A source file, by its modules: `["json", "decode"]` for `json/decode.rs`.
struct Source {
    modules: Vec<String>,
    text: String,
}

impl Source {
    fn of(path: &str, text: &str) -> Self {
        let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
        Self { modules: path.split('/').map(str::to_owned).collect(), text: text.to_owned() }
    }

    /// Whether it is there to deal with the outside world.
    fn is_edge(&self) -> bool {
        let is_below = |edge: &[&str; 2]| self.modules.iter().take(edge.len()).eq(edge.iter());
        [["fetch", "http"], ["fetch", "cache"]].iter().any(is_below)
    }
}

/// All files but the map of the crate, which names every room, and those with tests only.
fn sources(src: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    collect(src, &mut files);
    let read = |file: &PathBuf| {
        let path = file.strip_prefix(src).unwrap().to_str().unwrap().replace('\\', "/");
        Source::of(&path, &fs::read_to_string(file).unwrap())
    };
    let mut sources: Vec<_> = files.iter().map(read).collect();
    let tests: Vec<_> = sources.iter().flat_map(test_modules).collect();
    sources.retain(|source| source.modules != ["lib"] && !tests.contains(&source.modules));
    sources
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The files that `#[cfg(test)] mod name;` declares.
fn test_modules(source: &Source) -> Vec<Vec<String>> {
    let lines: Vec<_> = source.text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]");
    declared
        .filter_map(|pair| pair[1].strip_prefix("mod ")?.strip_suffix(';'))
        .map(|name| [source.modules.as_slice(), &[name.to_owned()]].concat())
        .collect()
}

/// Every line that looks upwards or sideways, or in a way that this test cannot follow.
fn faults(source: &Source) -> Vec<String> {
    let room = &source.modules[0];
    let place = source.modules.join("::");
    let Some(own) = layer(room) else { return vec![format!("{room} has no layer")] };
    let mut faults = Vec::new();
    for line in code(&source.text) {
        if line.matches("super::").count() >= source.modules.len() {
            faults.push(format!("{place} leaves its room by `super`: {line}"));
        }
        for other in rooms_in(line).filter(|other| other != room) {
            match layer(other) {
                Some(layer) if layer < own => {}
                Some(_) => faults.push(format!("{place} may not know {other}: {line}")),
                None => faults.push(format!("{place}: name the room after `crate::`: {line}")),
            }
        }
    }
    faults
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&room))
}

/// The lines that are compiled into the library: no comments, and no tests, which are last
/// in a file and may look where they like.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end].lines().map(|line| line.split("//").next().unwrap().trim())
}

/// What stands after each `crate::` of a line.
fn rooms_in(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

mod the_check {
    use super::*;

    fn faults_of(path: &str, text: &str) -> usize {
        faults(&Source::of(path, text)).len()
    }

    #[test]
    fn finds_a_planted_upward_line() {
        assert_eq!(faults_of("jose/jws.rs", "use crate::bundle::TrustBundle;\n"), 1);
        assert_eq!(faults_of("json/mod.rs", "let x = crate::verifier::Verifier::new(b);\n"), 1);
    }

    #[test]
    fn finds_a_sideways_line() {
        assert_eq!(faults_of("status/current.rs", "use crate::trust::Anchor;\n"), 1);
    }

    #[test]
    fn finds_ways_around() {
        assert_eq!(faults_of("jose/jws.rs", "use crate::{bundle, code};\n"), 1);
        assert_eq!(faults_of("jose/jws.rs", "use crate::TrustBundle;\n"), 1);
        assert_eq!(faults_of("jose/jws.rs", "use super::super::bundle;\n"), 1);
        assert_eq!(faults_of("limits.rs", "use super::bundle;\n"), 1);
        assert_eq!(faults_of("newcomer.rs", ""), 1);
    }

    #[test]
    fn lets_the_rest_pass() {
        assert_eq!(faults_of("bundle/mod.rs", "use crate::trust::Anchor;\n"), 0);
        assert_eq!(faults_of("jose/jws.rs", "use crate::jose::jwk; use super::jwk;\n"), 0);
        assert_eq!(faults_of("jose/jws.rs", "/// See [`x`](crate::bundle).\n"), 0);
        let tests = "#[cfg(test)]\nmod tests {\n    use crate::bundle::TrustBundle;\n}\n";
        assert_eq!(faults_of("jose/jws.rs", tests), 0);
    }

    #[test]
    fn knows_files_of_tests() {
        let source = Source::of("crypto/mod.rs", "#[cfg(test)]\nmod wycheproof;\n");
        assert_eq!(test_modules(&source), [["crypto", "wycheproof"]]);
    }
}
