//! Broken input: a readable error and the right exit code, never a crash.

use crate::support::*;
use std::io::Write as _;
use std::process::Stdio;

#[test]
fn what_cannot_be_read_is_a_mistake() {
    let desk = pinned("Example Inc.");
    desk.write("empty", "");
    desk.write("garbage", [0xff, 0xfe, 0x00, 0x1b]);
    desk.write("text", "hello");
    for (command, told) in [
        ("verify absent.jwt --bundle trust.bundle", "absent.jwt"),
        ("verify . --bundle trust.bundle", "directory"),
        ("verify cert.jwt --bundle absent", "absent"),
        ("verify cert.jwt --bundle .", "directory"),
        ("verify cert.jwt --bundle empty", "empty"),
        ("verify cert.jwt --bundle garbage", "not text"),
        ("verify cert.jwt --bundle cert.jwt", "cert.jwt"),
        ("verify cert.jwt", "--bundle"),
        ("verify cert.jwt --bundle trust.bundle --at yesterday", "2026-06-15"),
        ("verify cert.jwt --bundle trust.bundle --on-the-day", "--at"),
        ("verify cert.jwt --bundle trust.bundle --lang fr", "expected en or ja"),
        ("verify cert.jwt --bundel trust.bundle", "--bundle"),
        ("verfy cert.jwt", "verify"),
        ("inspect empty", "neither a token nor JSON"),
        ("inspect garbage", "not text"),
        ("inspect text", "neither a token nor JSON"),
        ("inspect body.key", "private key"),
        ("explain no_such_code", "no_such_code"),
        ("key new k.pem --algorithm RS256", "ES256"),
        ("key show text", "text"),
        ("key show body.jwk", "body.jwk"),
        ("bundle add trust.bundle text --url https://a.example/x", "--type"),
        ("bundle add trust.bundle empty --url https://a.example/x", "empty"),
        (
            "bundle pin trust.bundle --issuer did:web:a.example --key body.key \
          --speaks-for-scheme https://a.example",
            "body.key",
        ),
        ("bundle pin trust.bundle --issuer did:web:a.example --key body.jwk", "trusted for"),
        (
            "bundle pin trust.bundle --issuer did:web:a.example --key body.jwk \
          --scheme https://a.example --jurisdiction JP",
            "any",
        ),
        ("issue text --issuer did:web:body.example --key body.key", "text"),
        ("issue draft.json --issuer did:web:body.example --key body.key", "status"),
        ("issue draft.json --issuer body --key body.key --register r.json", "body"),
        ("status set r.json 131072 revoked", "never given out"),
        ("status set text 1 revoked", "text"),
        ("present cert.jwt --without-proof", "cert.jwt"),
    ] {
        let ran = desk.run(command).ends(2);
        assert!(ran.err.contains(told), "{command}: {ran:?}");
        assert!(ran.err.starts_with("error: ") && ran.out.is_empty(), "{command}: {ran:?}");
        assert!(!ran.err.contains("panicked"), "{command}: {ran:?}");
    }
}

#[test]
fn what_is_no_certificate_is_refused() {
    let desk = pinned("Example Inc.");
    let token = desk.read("cert.jwt");
    desk.write("empty", "");
    desk.write("garbage", [0xff, 0xfe, 0x00, 0x1b]);
    desk.write("huge", vec![b'a'; 5 << 20]);
    desk.write("padded", format!("{}{}", token.trim_end(), " ".repeat(2 << 20)));
    desk.write("trailed", format!("{token}{}garbage", " ".repeat(2 << 20)));
    desk.write("dots", "a.b.c");
    desk.write("tildes", "~".repeat(4096));
    for (name, code) in [
        ("empty", "token_malformed"),
        ("garbage", "token_malformed"),
        ("huge", "too_large"),
        ("padded", "too_large"),
        ("trailed", "too_large"),
        ("dots", "malformed"),
        ("tildes", ""),
        ("r.jwt", "type_unexpected"),
    ] {
        let ran = desk.run(&format!("verify {name} --bundle trust.bundle")).ends(1);
        assert!(ran.out.starts_with("REFUSED"), "{name}: {ran:?}");
        assert!(ran.out.contains(code), "{name}: {ran:?}");
    }
}

#[test]
fn white_space_around_a_token_is_an_editors() {
    let desk = pinned("Example Inc.");
    desk.write("cert.jwt", desk.read("cert.jwt") + "\r\n \n");
    desk.run(VERIFY).ends(0);
}

#[test]
fn a_token_may_come_from_standard_input() {
    let desk = pinned("Example Inc.");
    let mut child = desk
        .command()
        .args(["verify", "-", "--json"])
        .env("TEGATA_BUNDLE", "trust.bundle")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(desk.read("cert.jwt").as_bytes()).unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap()).ends(0);
    assert_eq!(ran.json()["verdict"], "valid");
}

#[test]
fn a_closed_pipe_is_no_crash_and_keeps_the_answer() {
    let desk = pinned("Example Inc.");
    desk.write("dots", "a.b.c");
    for (arguments, code) in [("explain", 0), (VERIFY, 0), ("verify dots --bundle trust.bundle", 1)]
    {
        let mut command = desk.command();
        command.args(arguments.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let ran = Ran::from(child.wait_with_output().unwrap()).ends(code);
        assert_eq!(ran.err, "", "{arguments}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_could_not_be_written_is_no_answer() {
    let desk = pinned("Example Inc.");
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = desk.command();
    command.args(VERIFY.split_whitespace()).stdout(full).stderr(Stdio::piped());
    let ran = Ran::from(command.output().unwrap()).ends(2);
    assert!(ran.err.contains("standard output"), "{ran:?}");
}

#[test]
fn a_passphrase_is_never_guessed() {
    let desk = Desk::new();
    desk.write("right", "correct horse\n");
    desk.write("wrong", "battery staple\n");
    desk.run("key new k.pem --passphrase-file right").ends(0);
    assert!(desk.read("k.pem").contains("ENCRYPTED"));
    desk.run("key show k.pem --passphrase-file right").ends(0);
    let wrong = desk.run("key show k.pem --passphrase-file wrong").ends(2);
    assert!(wrong.err.contains("does not open"), "{wrong:?}");
    let mut command = desk.command();
    command.args(["key", "show", "k.pem"]).env("TEGATA_PASSPHRASE", "correct horse");
    Ran::from(command.output().unwrap()).ends(0);
}
