//! Fetching, with the library that was built for it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::process::Command;
use support::{build, own, program_of, run, succeeded};

#[test]
fn what_is_lacking_is_fetched_under_the_guard() {
    let library = build("http", &["--features", "http"]);
    for source in ["tests/c/online.c", "tests/c/raii.cpp"] {
        let program = program_of(&library, &own(source), &["-DTEGATA_HTTP"]);
        let printed = succeeded(source, &run(&mut Command::new(program)));
        assert!(printed.ends_with("done\n"), "{printed}");
    }
}

/// What is not asked for is not there: neither the names nor what they would need.
#[test]
fn without_the_feature_there_is_nothing_of_it() {
    let exported = support::exported(&support::library().join("libtegata.so"));
    assert!(!exported.iter().any(|name| name.contains("fetch") || name.contains("online")));
}
