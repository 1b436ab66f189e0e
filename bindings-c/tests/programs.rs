//! The test programs in C and C++ run as they should.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::process::Command;
use support::{has, own, program, run, succeeded};

/// The test programs, with the arguments of a short run.
const PROGRAMS: &[(&str, &[&str])] = &[
    ("tests/c/decide.c", &[]),
    ("tests/c/misuse.c", &[]),
    ("tests/c/lifetimes.c", &["5"]),
    ("tests/c/threads.c", &["1"]),
    ("tests/c/raii.cpp", &[]),
    ("tests/c/issue.c", &[]),
];

/// Faults on purpose, which show that a tool finds them.
const PLANTED: &str = "tests/c/planted.c";

fn fails(command: &mut Command) {
    assert!(!run(command).status.success(), "{command:?} finds nothing");
}

fn runs(command: &mut Command) -> String {
    let printed = succeeded(&format!("{command:?}"), &run(command));
    assert!(printed.ends_with("done\n"), "{printed}");
    printed
}

#[test]
fn a_file_leads_to_a_decision() {
    runs(&mut Command::new(program("tests/c/decide.c", &[])));
}

#[test]
fn cpp_cleans_up_after_itself() {
    runs(&mut Command::new(program("tests/c/raii.cpp", &[])));
}

#[test]
fn a_body_issues_and_withdraws() {
    runs(&mut Command::new(program("tests/c/issue.c", &[])));
}

#[test]
fn surveys_go_beyond_one_answer() {
    runs(&mut Command::new(program("tests/c/survey.c", &[])));
}

#[test]
fn the_binary_interface_is_as_it_was() {
    let flags = [
        concat!("-DMAJOR=", env!("CARGO_PKG_VERSION_MAJOR")),
        concat!("-DMINOR=", env!("CARGO_PKG_VERSION_MINOR")),
        concat!("-DPATCH=", env!("CARGO_PKG_VERSION_PATCH")),
        concat!("-DVERSION=\"", env!("CARGO_PKG_VERSION"), "\""),
    ];
    runs(&mut Command::new(program("tests/c/abi.c", &flags)));
}

#[test]
fn wrong_calls_are_errors() {
    println!("{}", runs(&mut Command::new(program("tests/c/misuse.c", &[]))));
}

#[test]
fn what_is_made_lives_as_long_as_it_should_and_no_longer() {
    runs(Command::new(program("tests/c/lifetimes.c", &[])).arg("2000"));
}

#[test]
fn threads_and_children_share_a_verifier() {
    runs(&mut Command::new(program("tests/c/threads.c", &[])));
}

#[test]
fn valgrind_finds_nothing() {
    if !has("valgrind") {
        return;
    }
    for (source, arguments) in PROGRAMS {
        runs(memcheck().arg(program(source, &[])).args(*arguments));
    }
    for planted in ["leak", "borrowed"] {
        fails(memcheck().arg(program(PLANTED, &[])).arg(planted));
    }
}

/// What can be reached at the end is the table of handles and the caches of libraries.
fn memcheck() -> Command {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--error-exitcode=9", "--leak-check=full", "--num-callers=40"]);
    valgrind.arg("--errors-for-leak-kinds=definite,indirect,possible");
    valgrind.arg(format!("--suppressions={}", own("tests/c/valgrind.supp").display()));
    valgrind
}

#[test]
fn helgrind_finds_no_race() {
    if !has("valgrind") {
        return;
    }
    runs(helgrind().arg(program("tests/c/threads.c", &[])).arg("1"));
    fails(helgrind().arg(program(PLANTED, &[])).arg("race"));
}

fn helgrind() -> Command {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=helgrind", "--quiet", "--error-exitcode=9"]);
    valgrind
}

#[test]
fn sanitizers_find_nothing() {
    let flags = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    if !support::links(&flags) {
        println!("skipped: the C compiler has no AddressSanitizer");
        return;
    }
    for (source, arguments) in PROGRAMS {
        runs(Command::new(program(source, &flags)).args(*arguments));
    }
    for planted in ["leak", "borrowed"] {
        fails(Command::new(program(PLANTED, &flags)).arg(planted));
    }
}
