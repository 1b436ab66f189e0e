//! From keys to a certificate, and to its revocation.

use crate::support::*;

const LIST: &str = "https://owner.example/bodies";

/// The scheme owner is trusted, and it alone; the body's key has a passphrase.
fn accredited() -> Desk {
    let desk = Desk::new();
    desk.key("owner");
    desk.write("passphrase", "correct horse\n");
    desk.run("key new body.key --algorithm ES384 --passphrase-file passphrase").ends(0);
    desk.run("key public body.key --passphrase-file passphrase --out body.jwk").ends(0);
    desk.run("bundle new trust.bundle").ends(0);
    desk.run(&format!(
        "bundle pin trust.bundle --issuer {OWNER} --key owner.jwk --accredits \
         --scheme {SCHEME} --jurisdiction any --source {LIST}"
    ))
    .ends(0);
    desk
}

fn accredit(desk: &Desk, number: u32) -> Ran {
    desk.run(&format!(
        "accredit --url {LIST} --number {number} --issuer {OWNER} --key owner.key \
         --body {BODY} --name Body --established JP --body-key body.jwk --scheme {SCHEME} \
         --scheme-version 1 --role controller --role processor --jurisdiction JP \
         --since 2024-01-01T00:00:00Z --out bodies-{number}.jwt"
    ))
    .ends(0);
    desk.run(&format!("bundle add trust.bundle bodies-{number}.jwt --url {LIST}"))
}

#[test]
fn from_keys_to_revocation() {
    let desk = accredited();
    let added = accredit(&desk, 1).ends(0);
    assert!(added.out.contains(&format!("list_of_bodies number 1 of {OWNER}")), "{added:?}");

    let signs = format!("--issuer {BODY} --key body.key --passphrase-file passphrase");
    desk.run(&format!("status new r.json --kind bitstring-revocation --url {REVOCATIONS}")).ends(0);
    desk.write("draft.json", draft("Example Inc.").to_string());
    let issued =
        desk.run(&format!("issue draft.json {signs} --register r.json --out cert.jwt")).ends(0);
    let index = issued.err.split_whitespace().nth(2).unwrap().to_owned();

    // Without the list nobody can tell.
    let missing = desk.run(VERIFY).ends(3);
    assert!(missing.out.starts_with("UNDETERMINED"), "{missing:?}");
    assert!(missing.out.contains(REVOCATIONS), "{missing:?}");

    let publish = format!("status publish r.json {signs} --out r.jwt --force");
    let add = format!("bundle add trust.bundle r.jwt --url {REVOCATIONS}");
    desk.run(&publish).ends(0);
    desk.run(&add).ends(0);
    let valid = desk.run(VERIFY).ends(0);
    assert!(valid.out.starts_with("VALID"), "{valid:?}");
    for told in ["Example Inc.", "B-1", SCHEME, BODY, OWNER, LIST, "controller"] {
        assert!(valid.out.contains(told), "{told}: {valid:?}");
    }

    desk.run(&format!("status set r.json {index} revoked")).ends(0);
    desk.run(&publish).ends(0);
    desk.run(&add).ends(0);
    let refused = desk.run(VERIFY).ends(1);
    let list = desk.run("inspect r.jwt --json").ends(0).json();
    let date = list["unverified"][1]["content"]["validFrom"].as_str().unwrap();
    assert!(refused.out.starts_with("REFUSED        revoked"), "{refused:?}");
    assert!(refused.out.contains(&format!("the list of {date} says so")), "{refused:?}");

    // A revocation stands for ever.
    let taken_back = desk.run(&format!("status set r.json {index} valid")).ends(2);
    assert!(taken_back.err.contains("a revocation cannot be taken back"), "{taken_back:?}");
}

#[test]
fn an_older_list_is_not_taken_for_the_newest() {
    let desk = accredited();
    accredit(&desk, 2).ends(0);
    let bundle = desk.read("trust.bundle");
    let older = accredit(&desk, 1).ends(2);
    assert!(older.err.contains("trust_list_rollback"), "{older:?}");
    assert_eq!(desk.read("trust.bundle"), bundle);
    accredit(&desk, 3).ends(0);
}

#[test]
fn a_list_from_a_file_says_the_same() {
    let desk = accredited();
    accredit(&desk, 1).ends(0);
    let list = desk.run("inspect bodies-1.jwt --json").ends(0).json();
    let bodies = &list["unverified"][1]["content"]["credentialSubject"];
    desk.write("bodies.json", bodies.to_string());
    desk.run(&format!(
        "accredit bodies.json --url {LIST} --number 2 --issuer {OWNER} --key owner.key \
         --out bodies-2.jwt"
    ))
    .ends(0);
    let other = desk.run("inspect bodies-2.jwt --json").ends(0).json();
    assert_eq!(other["unverified"][1]["content"]["credentialSubject"], *bodies);
}

#[test]
fn a_document_that_cannot_be_used_is_added_only_knowingly() {
    let desk = pinned("Example Inc.");
    desk.run("bundle new other.bundle").ends(0);
    let add = format!("bundle add other.bundle r.jwt --url {REVOCATIONS}");
    let refused = desk.run(&add).ends(2);
    assert!(refused.err.contains("not added"), "{refused:?}");
    desk.run(&format!("{add} --unusable")).ends(0);
    let shown = desk.run("bundle show other.bundle").ends(0);
    assert!(shown.out.contains("unusable  status_list"), "{shown:?}");
}

#[test]
fn a_bundle_is_shown_with_its_digest() {
    let desk = pinned("Example Inc.");
    let shown = desk.run("bundle show trust.bundle --json").ends(0).json();
    let report = desk.run(&format!("{VERIFY} --json")).ends(0).json();
    assert_eq!(report["format"], "tegata.report/1");
    assert_eq!(report["inputs"]["bundle"], shown["digest"]);
    assert_eq!(shown["documents"][0]["problem"], serde_json::Value::Null);
    let text = desk.run("bundle show trust.bundle").ends(0);
    assert!(text.out.contains(BODY) && text.out.contains("sound  status_list"), "{text:?}");
}

#[test]
fn nothing_is_overwritten_unasked() {
    let desk = pinned("Example Inc.");
    for command in [
        "key new body.key --no-passphrase-i-know",
        "key public body.key --out cert.jwt",
        "bundle new trust.bundle",
        "status new r.json --kind token --url https://body.example/t",
        "issue draft.json --issuer did:web:body.example --key body.key --register r.json \
         --out cert.jwt",
    ] {
        let before = ["body.key", "cert.jwt", "trust.bundle", "r.json"].map(|name| desk.read(name));
        let refused = desk.run(command).ends(2);
        assert!(refused.err.contains("there already"), "{command}: {refused:?}");
        let after = ["body.key", "cert.jwt", "trust.bundle", "r.json"].map(|name| desk.read(name));
        assert_eq!(before, after, "{command}");
    }
    desk.run("bundle new trust.bundle --force").ends(0);
    desk.run("key new body.key --force").ends(2);
}

#[test]
fn an_anchor_is_replaced_only_knowingly() {
    let desk = pinned("Example Inc.");
    let shown = desk.run("bundle show trust.bundle --json").ends(0).json();
    desk.write("anchor.json", shown["anchors"][0].to_string());
    desk.run("bundle pin trust.bundle --anchor anchor.json").ends(2);
    desk.run("bundle pin trust.bundle --anchor anchor.json --replace").ends(0);
    desk.run(VERIFY).ends(0);
}

#[test]
fn a_day_is_asked_about_at_both_ends() {
    let desk = pinned("Example Inc.");
    let whole = desk.run(&format!("{VERIFY} --at 2026-01-14")).ends(3);
    // The certificate begins at 15:00 UTC of that day.
    assert!(whole.out.starts_with("UNDETERMINED   boundary_day"), "{whole:?}");
    assert!(whole.out.contains("at the day's beginning: not_yet_valid;"), "{whole:?}");
    let report = desk.run(&format!("{VERIFY} --at 2026-01-14 --json")).ends(3).json();
    assert_eq!(report["code"], "boundary_day");
    assert_eq!(report["verdict"], "undetermined");
    let early = desk.run(&format!("{VERIFY} --at 2026-01-13 --json")).ends(1).json();
    assert_eq!(early["code"], "not_yet_valid");
    assert_ne!(early["clocks"]["knownAt"], early["clocks"]["validAt"]);
    let then = desk.run(&format!("{VERIFY} --at 2026-01-13T00:00:00Z --on-the-day --json"));
    let then = then.ends(1).json();
    assert_eq!(then["clocks"]["knownAt"], then["clocks"]["validAt"]);
}

#[test]
fn a_policy_is_obeyed() {
    let desk = pinned("Example Inc.");
    desk.write("policy.json", r#"{ "roles": ["processor"] }"#);
    let refused = desk.run(&format!("{VERIFY} --policy policy.json")).ends(1);
    assert!(refused.out.contains("role_not_covered"), "{refused:?}");
    desk.write("policy.json", r#"{ "rolls": ["processor"] }"#);
    let mistake = desk.run(&format!("{VERIFY} --policy policy.json")).ends(2);
    assert!(mistake.err.contains("policy.json") && mistake.err.contains("rolls"), "{mistake:?}");
}
