//! A panic in any exported function is an error of that call, and no more.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::process::Command;
use support::{build, exported, own, program_of, run, succeeded};

#[test]
fn every_function_stops_a_panic() {
    let library = build("planted-panic", &["--features", "planted-panic,http"]);
    let functions = declared();
    let exported = exported(&library.join("libtegata.so"));
    let planted = exported.iter().filter(|name| *name != "tegata_plant_panic");
    let named: Vec<_> = functions.iter().map(|function| &function.name).collect();
    assert_eq!(planted.collect::<Vec<_>>(), named);
    let source = support::target().join("tmp/panics.c");
    fs::write(&source, program(&functions)).unwrap();
    let program = program_of(&library, &source, &["-DTEGATA_HTTP"]);
    let printed = succeeded("panics.c", &run(&mut Command::new(program)));
    assert_eq!(printed, format!("{} functions\n", functions.len()));
}

/// A function of the header.
struct Function {
    name: String,
    gives: String,
    takes: Vec<String>,
}

/// The functions of the header, in the order of their names.
fn declared() -> Vec<Function> {
    let header = fs::read_to_string(own("include/tegata.h")).unwrap();
    let (_, declarations) = header.split_once("extern \"C\" {").unwrap();
    let (declarations, _) = declarations.split_once("#ifdef __cplusplus").unwrap();
    let mut text = String::new();
    let mut rest = declarations;
    while let Some((before, after)) = rest.split_once("/**") {
        text += before;
        rest = after.split_once("*/").unwrap().1;
    }
    text += rest;
    let text: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let text = text.join(" ").replace("TEGATA_MUST_USE", "");
    let declarations = text.split(';').filter(|declaration| declaration.contains('('));
    let mut functions: Vec<_> = declarations.map(function).collect();
    functions.sort_by(|a, b| a.name.cmp(&b.name));
    functions
}

fn function(declaration: &str) -> Function {
    let (head, arguments) = declaration.trim().split_once('(').unwrap();
    let (gives, name) = head.rsplit_once(' ').unwrap();
    let arguments = arguments.trim_end_matches(')').split(',').map(str::trim);
    let takes = arguments.filter(|argument| *argument != "void");
    let takes = takes.map(|argument| {
        let end = argument.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap();
        argument[..=end].trim().to_owned()
    });
    Function { name: name.to_owned(), gives: gives.trim().to_owned(), takes: takes.collect() }
}

/// Calls each function with nothing but zeros: it panics before it looks at them.
fn program(functions: &[Function]) -> String {
    let mut calls = String::new();
    for Function { name, gives, takes } in functions {
        let zeros = takes.iter().map(|kind| zero(kind)).collect::<Vec<_>>().join(", ");
        let check = match gives.as_str() {
            "tegata_result" => format!("TEGATA_IS(TEGATA_DEFECT, {name}({zeros}));"),
            "tegata_bytes" => format!("CHECK(!{name}({zeros}).data);"),
            _ => format!("CHECK({name}({zeros}) == 0);"),
        };
        calls += &format!("  {check}\n  CHECK(++told_before == told && is_last(\"{name}\"));\n");
    }
    format!(
        r#"#include <check.h>
#include <stdbool.h>

void tegata_plant_panic(bool armed);

static unsigned told, told_before;
static char last[80];

static int is_last(const char *name) {{ return strcmp(last, name) == 0; }}

static void log_it(void *user_data, tegata_result result, tegata_bytes function,
                   tegata_bytes problem) {{
  (void)user_data;
  CHECK(result == TEGATA_DEFECT && same(problem, "a planted panic"));
  snprintf(last, sizeof last, "%.*s", (int)function.len, function.data);
  told++;
}}

static tegata_bytes no_bytes;
static tegata_clocks no_clocks;
static tegata_instant no_instant;
static tegata_expected nothing_expected;
static tegata_ending no_ending;

int main(void) {{
  if (!freopen("/dev/null", "w", stderr)) return 2;
  TEGATA_IS(TEGATA_OK, tegata_log_set(log_it, NULL));
  tegata_verifier *verifier = example_verifier();
  tegata_plant_panic(true);
{calls}
  tegata_plant_panic(false);
  /* The process lives, and so does what it had. */
  const tegata_bytes token = read_file(TOKEN);
  tegata_report *report = NULL;
  TEGATA_IS(TEGATA_OK, tegata_verify(verifier, token, noon(), &report));
  TEGATA_IS(TEGATA_OK, tegata_report_free(report));
  TEGATA_IS(TEGATA_OK, tegata_verifier_free(verifier));
  printf("{} functions\n");
  return 0;
}}
"#,
        functions.len()
    )
}

fn zero(kind: &str) -> &'static str {
    match kind {
        "tegata_bytes" => "no_bytes",
        "tegata_clocks" => "no_clocks",
        "tegata_instant" => "no_instant",
        "tegata_expected" => "nothing_expected",
        "tegata_ending" => "no_ending",
        _ => "0",
    }
}
