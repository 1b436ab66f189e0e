//! Asking this implementation.

use crate::format::{Expect, Vector};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tegata::report::Unstated;
use tegata::{
    Clocks, Error, Expected, Policy, Refusal, Report, Standing, Transfer, TrustBundle, Verifier,
};

/// What became of all vectors of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many were answered as expected.
    pub passed: usize,
    /// The others.
    pub failed: Vec<Failure>,
}

/// A vector that was not answered as expected, or could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub problem: String,
}

/// Runs all vectors below `dir`, the folder that holds `worlds`.
pub fn run(dir: &Path) -> Summary {
    let mut summary = Summary::default();
    let paths = files(dir).unwrap_or_else(|problem| {
        summary.failed.push(Failure { path: dir.to_owned(), problem });
        Vec::new()
    });
    for path in paths {
        match check(dir, &path) {
            Ok(()) => summary.passed += 1,
            Err(problem) => summary.failed.push(Failure { path, problem }),
        }
    }
    summary
}

fn check(dir: &Path, path: &Path) -> Result<(), String> {
    let vector = read_vector(path)?;
    let given = answer(dir, &vector)?;
    vector.expect.differs_from(&given).map_or(Ok(()), Err)
}

/// All vectors below `dir` with their files, in the order of their names.
pub fn read(dir: &Path) -> Result<Vec<(PathBuf, Vector)>, String> {
    let read = |path: PathBuf| read_vector(&path).map(|vector| (path, vector));
    files(dir)?.into_iter().map(read).collect()
}

fn files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for group in entries(dir)?.iter().filter(|path| path.is_dir() && !path.ends_with("worlds")) {
        files.extend(entries(group)?);
    }
    Ok(files)
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error: std::io::Error| format!("{}: {error}", dir.display());
    let entries = fs::read_dir(dir).map_err(unreadable)?;
    let paths: Result<Vec<_>, _> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

fn read_vector(path: &Path) -> Result<Vector, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let vector: Vector = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if path.file_stem().is_some_and(|name| name == vector.id.as_str()) {
        return Ok(vector);
    }
    Err(format!("its `id` is {}, unlike its file", vector.id))
}

/// What this implementation answers. An error means that the vector itself is no question.
pub fn answer(dir: &Path, vector: &Vector) -> Result<Expect, String> {
    let (bundle, policy) = (bundle(dir, &vector.bundle)?, vector.policy.as_ref());
    match verifier(&bundle, policy) {
        Ok(verifier) => {
            let documents = problems(verifier.bundle());
            Ok(Expect { documents, ..told(&report(&verifier, vector)?) })
        }
        Err(error) => {
            let error = Some(error.code().to_owned());
            Ok(Expect { error, ..Expect::default() })
        }
    }
}

/// A verifier with a bundle and a policy, both as JSON.
pub fn verifier(bundle: &str, policy: Option<&Value>) -> Result<Verifier, Error> {
    let bundle = TrustBundle::from_json(bundle)?;
    let policy = policy.map(|policy| Policy::from_json(&policy.to_string()));
    Verifier::with_policy(bundle, policy.transpose()?.unwrap_or_default())
}

/// The report on a vector's question.
pub fn report(verifier: &Verifier, vector: &Vector) -> Result<Report, String> {
    match (&vector.transfer, &vector.certificates) {
        (Some(transfer), Some(certificates)) => decide(verifier, vector, transfer, certificates),
        (None, None) => Ok(match ask(verifier, vector, &token(vector)?) {
            Ok(standing) => standing.report(),
            Err(refusal) => refusal.report().clone(),
        }),
        _ => Err("expected both `transfer` and `certificates`, or neither".to_owned()),
    }
}

/// Credentials that are not genuine never come as far as a decision: such a vector is none.
fn decide(
    verifier: &Verifier,
    vector: &Vector,
    transfer: &Value,
    certificates: &[String],
) -> Result<Report, String> {
    let refused = |refusal: Refusal| refusal.to_string();
    let transfer = Transfer::from_json(&transfer.to_string()).map_err(|error| error.to_string())?;
    let shown: Result<Vec<_>, _> = vector.evidence.iter().map(|c| verifier.open(c)).collect();
    let transfer = shown.map_err(refused)?.iter().fold(transfer, Transfer::showing);
    let genuine: Result<Vec<_>, _> =
        certificates.iter().map(|token| verifier.authenticate(token)).collect();
    let clocks = Clocks::new(vector.valid_at, vector.known_at);
    Ok(verifier.decide(&transfer, &genuine.map_err(refused)?, clocks).report().clone())
}

/// What is presented, byte for byte.
pub fn token(vector: &Vector) -> Result<Vec<u8>, String> {
    match (&vector.input, &vector.input_b64) {
        (Some(text), None) => Ok(text.as_bytes().to_vec()),
        (None, Some(text)) => STANDARD.decode(text).map_err(|error| error.to_string()),
        _ => Err("expected either `input` or `inputB64`".to_owned()),
    }
}

/// The text of a vector's bundle: its own, or that of a world below `dir`.
pub fn bundle(dir: &Path, bundle: &Value) -> Result<String, String> {
    let Some(reference) = bundle.as_str() else { return Ok(bundle.to_string()) };
    let name = reference.strip_prefix('@').ok_or("expected a bundle, or `@` and its name")?;
    let path = dir.join("worlds").join(name).with_extension("json");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn ask(verifier: &Verifier, vector: &Vector, token: &[u8]) -> Result<Standing, Refusal> {
    let clocks = Clocks::new(vector.valid_at, vector.known_at);
    let Some(presentation) = &vector.presentation else { return verifier.verify(token, clocks) };
    let expected = Expected {
        audience: &presentation.audience,
        nonce: &presentation.nonce,
        max_age_seconds: presentation.max_age_seconds,
    };
    let certificate = verifier.authenticate_presentation(token, &expected, clocks)?;
    verifier.assess(&certificate, clocks)
}

fn told(report: &Report) -> Expect {
    let code = |finding: &tegata::Finding| finding.code.as_str().to_owned();
    let ruling = report.ruling();
    Expect {
        verdict: Some(report.verdict().as_str().to_owned()),
        code: report.headline().map(code),
        findings: report.findings().iter().map(code).collect(),
        instrument: ruling.and_then(|ruling| Some(ruling.instrument()?.id.clone())),
        considered: ruling.map(|ruling| {
            ruling.considered().iter().map(|considered| considered.instrument.clone()).collect()
        }),
        obligations: ruling.map(|ruling| {
            ruling.obligations().iter().map(|owed| (owed.code.clone(), owed.due.clone())).collect()
        }),
        unstated: ruling.map(|ruling| {
            ruling.unstated().iter().map(|open| (open.fact.clone(), would(open))).collect()
        }),
        next_change: report.next_change(),
        fresh_until: report.fresh_until(),
        ..Expect::default()
    }
}

fn would(open: &Unstated) -> BTreeMap<String, String> {
    let would = open.would.iter();
    would.map(|(value, verdict)| (value.clone(), verdict.as_str().to_owned())).collect()
}

fn problems(bundle: &TrustBundle) -> BTreeMap<String, String> {
    let reports = bundle.document_reports().iter();
    let problem = |report: &tegata::DocumentReport| {
        let code = report.problem.as_ref()?.code.as_str().to_owned();
        Some((report.url.clone(), code))
    };
    reports.filter_map(problem).collect()
}
