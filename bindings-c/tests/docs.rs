//! The programs of the README and of docs/c.md compile and run.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::process::Command;
use support::{library, own, program_of, run, succeeded, target};

#[test]
fn every_program_of_the_pages_runs() {
    let mut count = 0;
    for page in ["README.md", "docs/c.md"] {
        let text = fs::read_to_string(own("..").join(page)).unwrap();
        for (at, (suffix, program)) in programs(&text).into_iter().enumerate() {
            let name = format!("{}-{at}.{suffix}", page.replace(['/', '.'], "-"));
            let source = target().join("tmp").join(&name);
            fs::write(&source, program).unwrap();
            let printed = run(&mut Command::new(program_of(library(), &source, &[])));
            assert!(succeeded(&name, &printed).len() > 20, "{name}");
            count += 1;
        }
    }
    assert_eq!(count, 4);
}

/// The blocks that are marked as C or C++.
fn programs(page: &str) -> Vec<(&str, &str)> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    let named = blocks.filter_map(|block| block.split_once('\n'));
    named.filter(|(language, _)| ["c", "cpp"].contains(language)).collect()
}
