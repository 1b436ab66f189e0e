//! The demo tells what it promises, and its command works as it is printed.

use crate::support::*;

#[test]
fn every_exhibit_gets_its_verdict() {
    let desk = Desk::new();
    let told = desk.run("demo").ends(0).out;
    for (file, verdict, code) in [
        ("certificate.jwt", "VALID", 0),
        ("revoked.jwt", "REFUSED", 1),
        ("suspended.jwt", "REFUSED", 1),
        ("expired.jwt", "REFUSED", 1),
        ("forged.jwt", "REFUSED", 1),
        ("other-law.jwt", "REFUSED", 1),
        ("other-role.jwt", "REFUSED", 1),
        ("unknown-body.jwt", "REFUSED", 1),
        ("no-status-list.jwt", "UNDETERMINED", 3),
    ] {
        let line = told.lines().find(|line| line.contains(&format!(" {file}: "))).unwrap();
        assert!(line.starts_with(verdict), "{line}");
        let verify = format!("verify tegata-demo/{file} --bundle tegata-demo/trust.bundle");
        assert!(desk.run(&verify).ends(code).out.starts_with(verdict), "{file}");
    }
    assert!(told.lines().count() <= 70, "{told}");
    assert!(told.contains("revoked; the list of 20"), "{told}");
}

#[test]
#[cfg(feature = "pack")]
fn two_corridors_are_told_over_time() {
    let told = Desk::new().run("demo").ends(0).out;
    for line in [
        "2018-03-01  RECOGNISED     Privacy Shield",
        "with hindsight: NOT RECOGNISED, the instrument was annulled",
        "2021-03-01  NOT RECOGNISED the instrument was annulled",
        "2026-03-02  RECOGNISED     EU-US Data Privacy Framework",
        "2026-03-01  INDETERMINATE  no instrument was found",
        "nearest miss: Singapore: recipients that hold a specified certification: the instrument does not accept",
        "2026-03-02  RECOGNISED     Singapore: recipients",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

#[test]
fn the_printed_command_works() {
    let desk = Desk::new();
    let told = desk.run("demo --out made").ends(0).out;
    let command = told.lines().last().unwrap().trim().strip_prefix("tegata ").unwrap();
    desk.run(command).ends(0);
    let mut by_cargo = desk.command();
    by_cargo.args(["demo", "--out", "made"]).env("CARGO", "cargo");
    let told = Ran::from(by_cargo.output().unwrap()).ends(0).out;
    let line = told.lines().last().unwrap().trim();
    assert!(line.starts_with("cargo run --release -- verify made/"), "{line}");
}

#[test]
fn foreign_files_are_left_alone() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.run("demo --out mine").ends(0);
    desk.run("demo --out mine").ends(0);
    std::fs::remove_file(desk.path("mine/READ-ME.txt")).unwrap();
    let refused = desk.run("demo --out mine").ends(2);
    assert!(refused.err.contains("not the demo's"), "{refused:?}");
    desk.write("file", "precious");
    desk.run("demo --out file").ends(2);
    assert_eq!(desk.read("file"), "precious");
}

#[test]
fn it_speaks_japanese() {
    let told = Desk::new().run("demo --lang ja").ends(0).out;
    assert!(told.contains("証明書は取り消されています"), "{told}");
}
