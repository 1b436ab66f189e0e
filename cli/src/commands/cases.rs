//! `tegata cases`: runs case files (one input, one fault each) against this verifier.
//!
//! The layout of the files is described in `docs/CASES.md`. A case carries its own clock,
//! trust, policy and network; nothing outside the file has a say.

mod file;
mod network;
mod vectors;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Args;
use file::{Case, Exception, Expectation};
use network::Network;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use tegata::explain::{Language, explain};
use tegata::fetch::{EventsRule, Fetcher, Guard};
use tegata::{Error, Refusal, Report, Standing, TrustBundle, Verifier};

/// Run case files, each one input with one fault, against this verifier
#[derive(Args, Debug)]
pub(crate) struct Cases {
    /// Case files, or folders of them
    #[arg(required = true)]
    folders: Vec<PathBuf>,

    /// Known divergences: JSON, a list of `id`, `answer` and `reason`
    #[arg(long, value_name = "FILE")]
    exceptions: Option<PathBuf>,

    /// Ask nothing: write the cases as test vectors without answers into a new folder, for
    /// other front ends to be asked
    #[arg(long, value_name = "FOLDER", conflicts_with = "exceptions")]
    as_vectors: Option<PathBuf>,
}

impl Cases {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        if let Some(folder) = &self.as_vectors {
            let count = vectors::write(&files_below_all(&self.folders)?, folder)?;
            out.line(format_args!("{count} cases"));
            return Ok(Exit::Good);
        }
        let known = self
            .exceptions
            .as_deref()
            .map(|path| exceptions(path).map_err(|problem| Failure::file(path, problem)));
        let known = known.transpose()?.unwrap_or_default();
        let mut lines = Vec::new();
        let tally = run(&self.folders, &known, &mut lines);
        out.bytes(&lines);
        match tally {
            Ok(tally) if tally.is_clean() => Ok(Exit::Good),
            Ok(_) => Ok(Exit::Refused),
            Err(error) => Err(Failure::new(error.to_string())),
        }
    }
}

/// What a run counted.
#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    /// Whether nothing failed, and something was run at all.
    fn is_clean(&self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

/// Reads a file of known divergences.
fn exceptions(path: &Path) -> Result<Vec<Exception>, String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}

/// Runs every case file below the folders and prints mismatches, skips and the count.
fn run(folders: &[PathBuf], exceptions: &[Exception], out: &mut dyn Write) -> io::Result<Tally> {
    let mut tally = Tally::default();
    for path in
        folders.iter().map(|folder| files_below(folder)).collect::<io::Result<Vec<_>>>()?.concat()
    {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match fs::read(&path).map_err(|e| e.to_string()).and_then(|bytes| Case::read(&bytes)) {
            Err(problem) => report(out, &mut tally.failed, &name, "a case file", &problem)?,
            Ok(case) => match case.skipped() {
                Some(reason) => {
                    tally.skipped += 1;
                    writeln!(out, "{}  skipped: {reason}", case.id)?;
                }
                None => {
                    let known = exceptions.iter().find(|known| known.id == case.id);
                    judge(&case, known, &mut tally, out)?;
                }
            },
        }
    }
    writeln!(out, "{} passed, {} failed, {} skipped", tally.passed, tally.failed, tally.skipped)?;
    Ok(tally)
}

/// Counts one case. A known divergence must diverge as known, and no other way.
fn judge(
    case: &Case,
    known: Option<&Exception>,
    tally: &mut Tally,
    out: &mut dyn Write,
) -> io::Result<()> {
    match (check(case), known) {
        (Ok(()), None) => tally.passed += 1,
        (Ok(()), Some(_)) => {
            report(out, &mut tally.failed, &case.id, "a known divergence", "it diverges no more")?;
        }
        (Err(got), Some(known)) if got == known.answer => {
            tally.skipped += 1;
            writeln!(out, "{}  skipped: {}", case.id, known.reason)?;
        }
        (Err(got), _) => report(out, &mut tally.failed, &case.id, &case.expected_text(), &got)?,
    }
    Ok(())
}

fn report(
    out: &mut dyn Write,
    failed: &mut usize,
    id: &str,
    expected: &str,
    got: &str,
) -> io::Result<()> {
    *failed += 1;
    writeln!(out, "{id}  {expected}  {got}")
}

/// The `.json` files below all of these.
fn files_below_all(folders: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let below = |folder: &PathBuf| {
        files_below(folder).map_err(|error| Failure::file(folder, error.to_string()))
    };
    Ok(folders.iter().map(below).collect::<Result<Vec<_>, _>>()?.concat())
}

/// The `.json` files below a folder, in order; a file stands for itself.
fn files_below(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries: Vec<_> = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            files.extend(files_below(&entry)?);
        } else if entry.extension().is_some_and(|extension| extension == "json") {
            files.push(entry);
        }
    }
    Ok(files)
}

/// What the verifier answered, and what it would show.
struct Answer {
    /// `accept`, or `reject:<class>`.
    verdict: String,
    shown: String,
}

fn check(case: &Case) -> Result<(), String> {
    let memory = peak_memory();
    let start = Instant::now();
    let answer = ask(case, case.bundle(), |verifier, question| question(&verifier));
    let took = start.elapsed();
    if !case.expects(&answer.verdict) {
        return Err(answer.verdict);
    }
    check_online(case)?;
    let Expectation { max_ms, max_rss_mb, output_must_not_contain, must_report, .. } =
        &case.expectation;
    if let Some(limit) = max_ms.filter(|limit| took.as_millis() > u128::from(*limit)) {
        return Err(format!("took {} ms, more than {limit} ms", took.as_millis()));
    }
    let grown =
        peak_memory().zip(memory).map_or(0, |(after, before)| after.saturating_sub(before) / 1024);
    if let Some(limit) = max_rss_mb.filter(|limit| grown > *limit) {
        return Err(format!("grew by {grown} MB, more than {limit} MB"));
    }
    if let Some(text) = output_must_not_contain.iter().find(|text| answer.shown.contains(*text)) {
        return Err(format!("shows {text:?}"));
    }
    let said = |(name, value): (&String, &String)| {
        answer.shown.contains(&format!("\"{name}\":\"{value}\""))
    };
    match must_report.iter().find(|entry| !said(*entry)) {
        Some((name, value)) => Err(format!("does not report {name} = {value}")),
        None => Ok(()),
    }
}

/// The same question with an empty bundle, over the network of the case.
fn check_online(case: &Case) -> Result<(), String> {
    let network = Network::of(case);
    let answer = ask(case, case.trust(), |verifier, question| {
        let now = case.clocks().known_at;
        let mut guard = Guard::default();
        guard.events = EventsRule::Fetch;
        let mut fetcher = Fetcher::new(verifier, &network).guarded(guard);
        let asked = fetcher.ask(now, |verifier| {
            let answer = question(verifier);
            let report = report_of(&answer);
            (answer, vec![report])
        });
        asked.answer
    });
    if let Some(url) = network.was_asked(&case.expectation.must_not_fetch) {
        return Err(format!("fetches {url}"));
    }
    if case.expects(&answer.verdict) { Ok(()) } else { Err(format!("online: {}", answer.verdict)) }
}

/// What is asked of a verifier, perhaps several times.
type Question<'q> = &'q dyn Fn(&Verifier) -> Result<Standing, Refusal>;

fn ask(
    case: &Case,
    bundle: Result<TrustBundle, Error>,
    put: impl FnOnce(Verifier, Question<'_>) -> Result<Standing, Refusal>,
) -> Answer {
    let verifier = bundle.and_then(|bundle| Verifier::with_policy(bundle, case.policy()));
    let verifier = match verifier {
        Ok(verifier) => verifier,
        Err(error) => {
            let verdict = format!("reject:{}", error.code());
            return Answer { verdict, shown: error.to_string() };
        }
    };
    let input = match case.input() {
        Ok(input) => input,
        Err(problem) => return Answer { verdict: problem.clone(), shown: problem },
    };
    let clocks = case.clocks();
    show(put(verifier, &|verifier| match case.presentation() {
        Some(expected) => verifier
            .authenticate_presentation(&input, &expected, clocks)
            .and_then(|certificate| verifier.assess(&certificate, clocks)),
        None => verifier.verify(&input, clocks),
    }))
}

fn report_of(answer: &Result<Standing, Refusal>) -> Report {
    match answer {
        Ok(standing) => standing.report(),
        Err(refusal) => refusal.report().clone(),
    }
}

fn show(answer: Result<Standing, Refusal>) -> Answer {
    let report = report_of(&answer);
    let verdict = match &answer {
        Ok(_) => "accept".to_owned(),
        Err(refusal) => format!("reject:{}", refusal.class()),
    };
    let mut shown = report.to_json();
    for finding in report.findings() {
        for language in [Language::English, Language::Japanese] {
            let words = explain(finding, language);
            shown.push_str(&words.problem);
            shown.push_str(&words.remedy);
        }
    }
    Answer { verdict, shown }
}

/// The peak resident memory of this process in KiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse().ok()
}
