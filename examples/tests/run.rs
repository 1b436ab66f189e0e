//! Runs every example as its reader would.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::Command;

const MORNING: &str = "2026-11-23T09:00:00Z";
const NOON: &str = "2026-11-23T12:00:00Z";

fn run(program: &str, folder: &Path, now: &str) -> String {
    let output = Command::new(program).arg(folder).arg(now).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_examples_tell_one_story() {
    let folder = tempfile::tempdir().unwrap();
    let body = run(env!("CARGO_BIN_EXE_certification_body"), folder.path(), MORNING);
    println!("{body}");
    assert!(body.contains("did:web:schemes.example accredits did:web:body-a.example"));
    assert!(body.contains("not certified: /subject/certification/schemaVersion"));
    assert!(body.contains("did:web:body-a.example revokes EP-2026-0051"));

    let check = run(env!("CARGO_BIN_EXE_compliance_check"), folder.path(), NOON);
    println!("{check}");
    let verdict = |file: &str| {
        let line = check.lines().find(|line| line.starts_with(file)).unwrap();
        let words = ["valid", "refused", "undetermined"];
        words.into_iter().find(|word| line.contains(&format!(" {word} "))).unwrap()
    };
    assert_eq!(verdict("nova.vc.jwt"), "valid");
    assert_eq!(verdict("nova.sd.jwt"), "valid");
    assert_eq!(verdict("orion.vc.jwt"), "refused");
    assert_eq!(verdict("lyra.vc.jwt"), "undetermined");
    assert!(
        check.contains(
            "needs the certification_events at https://body-a.example/events/EP-2026-0063"
        )
    );

    let service = run(env!("CARGO_BIN_EXE_verifying_service"), folder.path(), NOON);
    println!("{service}");
    let share = "25 refused, 25 undetermined, 50 valid";
    assert_eq!(service.lines().filter(|line| line.ends_with(share)).count(), 4);
}

#[test]
fn a_list_that_is_out_of_date_makes_every_answer_undetermined() {
    let folder = tempfile::tempdir().unwrap();
    run(env!("CARGO_BIN_EXE_certification_body"), folder.path(), MORNING);
    let later = "2027-06-01T00:00:00Z";
    let check = run(env!("CARGO_BIN_EXE_compliance_check"), folder.path(), later);
    assert!(!check.contains(" valid "), "{check}");
    assert!(check.contains("status_stale"));
}
