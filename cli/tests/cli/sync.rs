//! `tegata bundle sync`, from folders and from other bundles.

use crate::support::{BODY, Desk, OWNER, REVOCATIONS, SCHEME};
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

const LIST: &str = "https://owner.example/bodies";

/// A desk with an empty bundle that trusts the owner, and the first edition in `mirror`.
fn desk() -> Desk {
    let desk = Desk::new();
    keys(&desk);
    pinned(&desk, "trust.bundle");
    edition(&desk, "mirror", 1);
    desk
}

/// The keys of the owner and the body, and the body's register.
pub(crate) fn keys(desk: &Desk) {
    desk.key("owner");
    desk.key("body");
    desk.run(&format!("status new r.json --kind bitstring-revocation --url {REVOCATIONS}")).ends(0);
}

fn pinned(desk: &Desk, bundle: &str) {
    desk.run(&format!("bundle new {bundle}")).ends(0);
    desk.run(&format!(
        "bundle pin {bundle} --issuer {OWNER} --key owner.jwk --accredits --scheme {SCHEME} \
         --jurisdiction JP --source {LIST}"
    ))
    .ends(0);
}

/// Publishes a list of that number, and the body's status list, in a folder.
pub(crate) fn edition(desk: &Desk, folder: &str, number: u32) {
    for host in ["owner.example", "body.example"] {
        fs::create_dir_all(desk.path(folder).join(host)).unwrap();
    }
    desk.run(&format!(
        "accredit --url {LIST} --number {number} --issuer {OWNER} --key owner.key \
         --body {BODY} --name Body --established JP --body-key body.jwk --scheme {SCHEME} \
         --scheme-version any --role any --jurisdiction JP --source {REVOCATIONS} \
         --since 2024-01-01T00:00:00Z --out {folder}/owner.example/bodies --force"
    ))
    .ends(0);
    desk.run(&format!(
        "status publish r.json --issuer {BODY} --key body.key \
         --out {folder}/body.example/revocations --force"
    ))
    .ends(0);
}

const SYNC: &str = "bundle sync trust.bundle --from mirror";

#[test]
fn a_bundle_is_filled_and_kept_up_to_date() {
    let desk = desk();
    let first = desk.run(SYNC).ends(0);
    assert!(first.out.contains("added, number 1  https://owner.example/bodies"), "{first:?}");
    assert!(first.out.contains(REVOCATIONS), "{first:?}");
    assert!(first.out.contains(&format!("{BODY} may now certify under {SCHEME}")), "{first:?}");
    let (bundle, seen) = (desk.read("trust.bundle"), desk.read("trust.bundle.seen"));
    let again = desk.run(SYNC).ends(0);
    assert!(again.out.contains("nothing has changed"), "{again:?}");
    assert_eq!((desk.read("trust.bundle"), desk.read("trust.bundle.seen")), (bundle, seen));
    edition(&desk, "mirror", 2);
    let report = desk.run(&format!("{SYNC} --json")).ends(0).json();
    assert_eq!(report["format"], "tegata.sync/1");
    assert_eq!(report["documents"][1]["to"], 2);
    let japanese = desk.run(&format!("--lang ja {SYNC}")).ends(0);
    assert!(japanese.out.contains("変更はありません"), "{japanese:?}");
}

#[test]
fn an_older_list_is_refused_and_the_bundle_stays() {
    let desk = desk();
    edition(&desk, "mirror", 5);
    desk.run(SYNC).ends(0);
    edition(&desk, "mirror", 4);
    let bundle = desk.read("trust.bundle");
    let refused = desk.run(SYNC).ends(1);
    assert!(refused.out.contains("kept the old one"), "{refused:?}");
    assert!(refused.out.contains("[rollback]"), "{refused:?}");
    // The status list is newer, so the bundle is another one; its list is the old one.
    let list = |bundle: &str| {
        let bundle: serde_json::Value = serde_json::from_str(bundle).unwrap();
        bundle["documents"].as_array().unwrap().iter().find(|d| d["url"] == LIST).unwrap().clone()
    };
    assert_eq!(list(&desk.read("trust.bundle")), list(&bundle));
}

#[test]
fn what_is_missing_leaves_it_open() {
    let desk = desk();
    fs::remove_file(desk.path("mirror/body.example/revocations")).unwrap();
    let missing = desk.run(SYNC).ends(3);
    assert!(missing.out.contains("[unavailable]"), "{missing:?}");
    desk.run("bundle sync trust.bundle --from nowhere").ends(2);
    desk.run("bundle sync absent.bundle --from mirror").ends(2);
}

/// One file takes everything to where there is no network; its anchors are not trusted.
#[test]
fn a_bundle_is_carried_to_another_place() {
    let desk = desk();
    desk.run(SYNC).ends(0);
    pinned(&desk, "plant.bundle");
    let told = desk.run("bundle sync plant.bundle --from trust.bundle").ends(0);
    assert!(told.out.contains("added, number 1"), "{told:?}");
    let documents = ["plant.bundle", "trust.bundle"].map(|bundle| {
        let shown = desk.run(&format!("bundle show {bundle} --json")).ends(0).json();
        shown["documents"].clone()
    });
    assert_eq!(documents[0], documents[1]);
    desk.run("bundle new empty.bundle").ends(0);
    desk.run("bundle sync empty.bundle --from trust.bundle").ends(0);
    let empty = desk.run("bundle show empty.bundle --json").ends(0).json();
    let nothing = serde_json::json!([]);
    assert_eq!((&empty["anchors"], &empty["documents"]), (&nothing, &nothing));
}

/// Killed at any moment, a sync leaves the bundle before or the bundle after, and the next
/// one goes on from there.
#[test]
fn a_kill_leaves_the_old_bundle_or_the_new_one() {
    let desk = desk();
    desk.run(SYNC).ends(0);
    let begun = Instant::now();
    desk.run(SYNC).ends(0);
    let usual = begun.elapsed();
    let (mut old_ones, mut new_ones) = (0, 0);
    for round in 0..24_u32 {
        edition(&desk, "mirror", 2 + round);
        let before = desk.read("trust.bundle");
        let mut sync = command(&desk).stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(usual * (round % 12) / 10);
        sync.kill().unwrap(); // SIGKILL
        let finished = sync.wait().unwrap().success();
        let left = desk.read("trust.bundle");
        let shown = desk.run("bundle show trust.bundle --json").ends(0).json();
        let number = &shown["documents"][1]["sequenceNumber"];
        match left == before {
            true => old_ones += 1,
            false => new_ones += 1,
        }
        assert!(*number == 1 + round || *number == 2 + round, "{number} in round {round}");
        assert!(!finished || *number == 2 + round);
        desk.run(SYNC).ends(0);
        // The marks never refuse the bundle beside them.
        desk.run(&format!("bundle add trust.bundle mirror/owner.example/bodies --url {LIST}"))
            .ends(0);
    }
    println!("killed before the new bundle {old_ones} times, after it {new_ones} times");
}

fn command(desk: &Desk) -> Command {
    let mut command = desk.command();
    command.args(SYNC.split_whitespace());
    command
}

/// The moment between the two files, which a kill seldom meets: a new bundle, old marks.
#[test]
fn a_new_bundle_beside_old_marks_is_no_way_back() {
    let desk = desk();
    desk.run(SYNC).ends(0);
    let marks = desk.read("trust.bundle.seen");
    edition(&desk, "mirror", 3);
    desk.run(SYNC).ends(0);
    desk.write("trust.bundle.seen", &marks);
    edition(&desk, "mirror", 2);
    assert!(desk.run(SYNC).ends(1).out.contains("[rollback]"));
    desk.write("trust.bundle.seen", &marks);
    let add = format!("bundle add trust.bundle mirror/owner.example/bodies --url {LIST}");
    assert!(desk.run(&add).ends(2).err.contains("trust_list_rollback"));
}

#[test]
fn nothing_is_left_behind() {
    let desk = desk();
    desk.run(SYNC).ends(0);
    let names = fs::read_dir(desk.path(".")).unwrap().flatten().map(|entry| entry.file_name());
    let names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    let left = |name: &&String| name.starts_with('.') || name.ends_with(".new");
    assert_eq!(names.iter().find(left), None, "{names:?}");
}

/// Two commands that write one bundle would lose the work of one of them.
#[test]
fn one_command_at_a_time_changes_a_bundle() {
    let desk = desk();
    let lock = fs::File::create(desk.path("trust.bundle.lock")).unwrap();
    lock.lock().unwrap();
    let before = desk.read("trust.bundle");
    for command in [SYNC, "bundle add trust.bundle --url https://a.example/1 owner.jwk"] {
        let told = desk.run(command).ends(2);
        assert!(told.err.contains("somebody changes this bundle"), "{told:?}");
    }
    assert_eq!(desk.read("trust.bundle"), before);
    drop(lock);
    desk.run(SYNC).ends(0);
}
