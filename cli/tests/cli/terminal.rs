//! What reaches a terminal: colours where they are wanted, and nothing from a certificate
//! that could act on it.

use crate::support::*;

const ESCAPE: char = '\u{1b}';

#[test]
fn colours_appear_only_where_they_are_wanted() {
    let desk = pinned("Example Inc.");
    let run = |environment: &[(&str, &str)]| {
        let mut command = desk.command();
        command.args(VERIFY.split_whitespace()).envs(environment.iter().copied());
        Ran::from(command.output().unwrap()).ends(0).out
    };
    assert!(!run(&[]).contains(ESCAPE));
    assert!(run(&[("CLICOLOR_FORCE", "1")]).contains(ESCAPE));
    assert!(!run(&[("NO_COLOR", "1")]).contains(ESCAPE));
}

#[test]
fn a_name_cannot_act_on_the_terminal() {
    let desk = pinned("Evil \u{1b}[2J\u{9b}31m\u{202e}\r\nVALID");
    for command in [VERIFY, "inspect cert.jwt"] {
        let mut forced = desk.command();
        forced.args(command.split_whitespace()).env("CLICOLOR_FORCE", "1");
        let ran = Ran::from(forced.output().unwrap()).ends(0);
        for hostile in ["\u{1b}[2J", "\u{9b}", "\u{202e}", "\r", "\nVALID"] {
            // The verdict itself is the first line, and no other begins like it.
            assert!(!ran.out.contains(hostile), "{command}: {hostile:?} in {:?}", ran.out);
        }
        assert!(ran.out.contains("\\u"), "{command}: {:?}", ran.out);
    }
    for command in [&*format!("{VERIFY} --json"), "inspect cert.jwt --json"] {
        let ran = desk.run(command).ends(0);
        assert!(!ran.out.trim_end().contains(|c: char| c.is_control()), "{:?}", ran.out);
        assert!(ran.json().is_object());
    }
}

#[test]
fn the_language_is_the_readers() {
    let desk = pinned("株式会社例");
    let run = |name: &str, tag: &str| {
        let mut command = desk.command();
        command.args(VERIFY.split_whitespace()).env(name, tag);
        Ran::from(command.output().unwrap()).ends(0).out
    };
    assert!(run("LANG", "ja_JP.UTF-8").starts_with("有効"));
    assert!(run("LC_ALL", "ja").starts_with("有効"));
    assert!(run("LANG", "de_DE.UTF-8").starts_with("VALID"));
    assert!(desk.run(&format!("{VERIFY} --lang ja")).ends(0).out.starts_with("有効"));
    let report = desk.run(&format!("{VERIFY} --lang ja --json")).ends(0).json();
    assert_eq!(report["verdict"], "valid");
}

#[test]
fn inspection_gives_no_opinion() {
    let desk = pinned("Example Inc.");
    let shown = desk.run("inspect cert.jwt").ends(0);
    assert!(shown.out.starts_with("UNVERIFIED"), "{shown:?}");
    desk.write("twice.jwt", "eyJhbGciOiJub25lIn0.eyJhIjoxLCJhIjoyfQ.x");
    let twice = desk.run("inspect twice.jwt").ends(0);
    assert!(twice.out.contains("there twice"), "{twice:?}");
}

#[test]
fn help_and_completions_name_every_command() {
    let desk = Desk::new();
    let help = desk.run("--help").ends(0).out;
    for command in ["verify", "inspect", "bundle", "explain", "demo", "accredit", "issue"] {
        assert!(help.contains(command), "{command}");
    }
    assert!(help.contains("Exit codes"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(desk.run(&format!("completions {shell}")).ends(0).out.contains("accredit"));
    }
    assert!(desk.run("explain").ends(0).out.contains("signature_invalid"));
    let code = desk.run("explain revoked --json").ends(0).json();
    assert_eq!(code["class"], "status_revoked");
}
