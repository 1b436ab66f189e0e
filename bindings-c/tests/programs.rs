//! The test programs in C and C++ run as they should.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::process::Command;
use support::{program, run, succeeded};

fn runs(source: &str, flags: &[&str]) {
    let printed = succeeded(source, &run(&mut Command::new(program(source, flags))));
    assert!(printed.ends_with("done\n"), "{printed}");
}

#[test]
fn a_file_leads_to_a_decision() {
    runs("tests/c/decide.c", &[]);
}
