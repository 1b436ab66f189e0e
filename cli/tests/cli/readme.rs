//! The README's commands for the shell, run as they stand there.

use std::path::Path;
use std::process::Command;

/// What follows `$ tegata` in the README's console blocks, continued lines joined.
fn commands(readme: &str) -> Vec<Vec<String>> {
    let joined = readme.replace("\\\n", " ");
    let lines = joined.lines().filter_map(|line| line.strip_prefix("$ tegata "));
    lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn its_commands_say_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let commands = commands(&readme);
    assert!(!commands.is_empty(), "the README shows no command");
    for words in commands {
        let ran = Command::new(env!("CARGO_BIN_EXE_tegata"))
            .args(&words)
            .current_dir(&root)
            .env("LANG", "C")
            .output()
            .unwrap();
        assert_eq!(ran.status.code(), Some(0), "{words:?}");
        assert!(String::from_utf8_lossy(&ran.stdout).starts_with("VALID"), "{words:?}");
    }
}
