//! What a hostile credential may cost: at most 50 ms of CPU and 32 MiB of memory, report
//! included. Each case runs in a process of its own, so that its memory can be told apart.
//!
//! `cargo test --release --test budgets -- --nocapture` prints the table. Without
//! optimisation everything takes longer, and only the order of magnitude is asserted.

#![cfg(feature = "system")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod hostile;

use hostile::Case;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};
use tegata::{Clocks, Expected, TrustBundle, Verifier};

const TIME: Duration = Duration::from_millis(50);
const MEMORY_KIB: u64 = 32 << 10;
/// Unoptimised code is up to so many times slower.
const SLOWER: u32 = if cfg!(debug_assertions) { 30 } else { 1 };
/// The quickest of so many tries is what it costs; the others waited for somebody else.
const TRIES: usize = 7;
/// Names the folder of the case that a child process measures.
const CHILD: &str = "TEGATA_BUDGET_CASE";

#[test]
fn no_credential_costs_more_than_its_budget() {
    if let Ok(folder) = env::var(CHILD) {
        return measure(Path::new(&folder), Part::Credential);
    }
    check("no_credential_costs_more_than_its_budget", hostile::all());
}

/// A list is inflated when its bundle is read, so that is measured too.
#[test]
fn no_status_list_costs_more_than_its_budget() {
    if let Ok(folder) = env::var(CHILD) {
        return measure(Path::new(&folder), Part::BundleAndCredential);
    }
    for case in hostile::bombs() {
        let verifier = Verifier::new(case.bundle);
        let refusal = verifier.verify(&case.token, Clocks::at(hostile::now())).unwrap_err();
        let fault = refusal.report().headline().unwrap().fact("fault").unwrap();
        let inflated = fault.ends_with("its list is larger than 4194304 bytes");
        assert!(inflated, "{}: {fault}", case.name);
    }
    check("no_status_list_costs_more_than_its_budget", hostile::bombs());
}

fn check(test: &str, cases: Vec<Case>) {
    let folder = tempfile::tempdir().unwrap();
    let (mut over, mut name_width) = (Vec::new(), 0);
    cases.iter().for_each(|case| name_width = name_width.max(case.name.len()));
    for case in cases {
        let (took, grown, answer) = in_child(test, &case, folder.path());
        let millis = took.as_secs_f64() * 1e3;
        println!("{:name_width$}  {millis:8.2} ms  {grown:6} KiB  {answer}", case.name);
        if took > TIME * SLOWER || grown > MEMORY_KIB {
            over.push(case.name);
        }
    }
    assert!(over.is_empty(), "over budget: {over:?}");
}

fn in_child(test: &str, case: &Case, folder: &Path) -> (Duration, u64, String) {
    assert!(case.token.len() <= 1 << 20, "{} has {} bytes", case.name, case.token.len());
    fs::write(folder.join("token"), &case.token).unwrap();
    case.bundle.save(folder.join("bundle")).unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, folder)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.split_once("cost ")).unwrap_or_else(|| {
        panic!("{}: {text}{}", case.name, String::from_utf8_lossy(&output.stderr))
    });
    let mut fields = line.1.split(' ');
    let mut number = || fields.next().unwrap().parse().unwrap();
    (Duration::from_nanos(number()), number(), fields.next().unwrap().to_owned())
}

/// What is measured.
#[derive(Clone, Copy)]
enum Part {
    Credential,
    BundleAndCredential,
}

/// In the child: one verification for the memory, more for the time.
fn measure(folder: &Path, part: Part) {
    let token = fs::read(folder.join("token")).unwrap();
    let load = || Verifier::new(TrustBundle::load(folder.join("bundle")).unwrap());
    let loaded = matches!(part, Part::Credential).then(load);
    let once = || match &loaded {
        Some(verifier) => ask(verifier, &token),
        None => ask(&load(), &token),
    };
    let before = peak_kib();
    let answer = once();
    let grown = peak_kib().saturating_sub(before);
    let tries = (0..TRIES).map(|_| {
        let start = Instant::now();
        once();
        start.elapsed()
    });
    println!("cost {} {grown} {answer}", tries.min().unwrap().as_nanos());
}

/// The answer with its report, as whoever shows it would have it.
fn ask(verifier: &Verifier, token: &[u8]) -> &'static str {
    let clocks = Clocks::at(hostile::now());
    let expected = Expected { audience: "a", nonce: "n", max_age_seconds: 300 };
    let answer = match token.ends_with(hostile::BOUND) {
        true => verifier
            .authenticate_presentation(token, &expected, clocks)
            .and_then(|certificate| verifier.assess(&certificate, clocks)),
        false => verifier.verify(token, clocks),
    };
    let report = answer.map_or_else(|refusal| refusal.report().clone(), |s| s.report());
    assert!(!report.to_json().is_empty());
    report.headline().map_or("ok", |finding| finding.code.as_str())
}

/// The peak of resident memory so far, where the system tells.
fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or_default()
}
