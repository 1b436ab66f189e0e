//! The commands that the pages of `docs` show, run as they stand there.

use crate::support::Ran;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// A command of the program, and the lines that are shown below it.
#[derive(Debug, Default)]
struct Shown {
    words: Vec<String>,
    lines: Vec<String>,
    /// What `$ echo $?` shows.
    code: Option<i32>,
}

/// What follows `$ tegata` in console blocks, continued lines joined, up to the next `$`.
fn shown(page: &str) -> Vec<Shown> {
    let joined = page.replace("\\\n", " ");
    let mut all: Vec<Shown> = Vec::new();
    let (mut inside, mut asks_code) = (false, false);
    for line in joined.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(words) = line.strip_prefix("$ tegata ").filter(|_| inside) {
            let words = words.split_whitespace().map(str::to_owned).collect();
            all.push(Shown { words, ..Shown::default() });
            asks_code = false;
        } else if inside && line == "$ echo $?" {
            asks_code = true;
        } else if let Some(last) = all.last_mut().filter(|_| inside && !line.starts_with('$')) {
            match asks_code {
                true => last.code = Some(line.parse().unwrap()),
                false => last.lines.push(line.trim_end().to_owned()),
            }
        }
    }
    all
}

fn run(words: &[String]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tegata"));
    for name in ["LC_ALL", "LC_MESSAGES", "TEGATA_BUNDLE"] {
        command.env_remove(name);
    }
    command.args(words).current_dir(root()).env("LANG", "C").output().unwrap().into()
}

/// The lines that a page shows are printed, in that order; others may stand between.
#[test]
fn the_pages_show_what_is_printed() {
    let commands = shown(&page("docs/recognition.md"));
    assert!(commands.len() > 15, "{}", commands.len());
    for Shown { words, lines, code } in commands {
        let ran = run(&words);
        if let Some(code) = code {
            assert_eq!(ran.code, code, "{words:?}\n{}", ran.err);
        }
        assert!(!lines.is_empty(), "{words:?} shows nothing");
        let mut printed = ran.out.lines().map(str::trim_end);
        for line in &lines {
            let found = printed.any(|printed| fits(printed, line));
            assert!(found, "{words:?}\ndoes not print, or not there: {line}\n{}", ran.out);
        }
    }
}

/// A line that is shown with `…` at its end goes on.
fn fits(printed: &str, shown: &str) -> bool {
    match shown.strip_suffix(" …") {
        Some(beginning) => printed.starts_with(beginning),
        None => printed == shown,
    }
}
