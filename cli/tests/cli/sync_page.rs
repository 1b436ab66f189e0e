//! The commands that `docs/sync.md` shows, run one after the other.

use crate::support::Desk;
use crate::sync::{edition, keys};
use std::path::Path;

#[test]
fn the_page_shows_what_is_printed() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/sync.md");
    let page = std::fs::read_to_string(page).unwrap();
    let desk = Desk::new();
    keys(&desk);
    for (folder, number) in [("old", 1), ("monday", 1), ("tuesday", 2)] {
        edition(&desk, folder, number);
        // The times of status lists are in seconds.
        std::thread::sleep(std::time::Duration::from_millis(1_100));
    }
    let (mut inside, mut printed, mut code, mut commands) = (false, Vec::new(), 0, 0);
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(words) = line.strip_prefix("$ tegata ").filter(|_| inside) {
            let ran = desk.run(words);
            code = ran.code;
            printed = ran.out.lines().map(str::to_owned).collect();
            commands += 1;
        } else if inside && line == "$ echo $?" {
            printed = vec![code.to_string()];
        } else if inside {
            let fits = |told: &String| match line.split_once('…') {
                Some((beginning, _)) => told.starts_with(beginning),
                None => told == line,
            };
            let found = printed.iter().position(fits);
            let found =
                found.unwrap_or_else(|| panic!("not printed, or not there: {line}\n{printed:#?}"));
            printed.drain(..=found);
        }
    }
    assert_eq!(commands, 8);
}

/// Every code that a sync can give of itself is on the page.
#[test]
fn the_page_names_every_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let (source, page) = (read("core/src/sync/problem.rs"), read("docs/sync.md"));
    let codes = source.lines().filter_map(|line| line.split_once("=> \"")?.1.strip_suffix("\","));
    let codes: Vec<_> = codes.collect();
    assert!(codes.len() > 12, "{codes:?}");
    let missing: Vec<_> =
        codes.iter().filter(|code| !page.contains(&format!("`{code}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
