//! Asking this implementation.

use crate::format::{Expect, Vector};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tegata::{Clocks, Error, Expected, Policy, Refusal, Report, Standing, TrustBundle, Verifier};

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
    let token = token(vector)?;
    let bundle = bundle(dir, &vector.bundle)?;
    let refused =
        |error: Error| Expect { error: Some(error.code().to_owned()), ..Expect::default() };
    Ok(judge(vector, &token, &bundle).unwrap_or_else(refused))
}

fn token(vector: &Vector) -> Result<Vec<u8>, String> {
    match (&vector.input, &vector.input_b64) {
        (Some(text), None) => Ok(text.as_bytes().to_vec()),
        (None, Some(text)) => STANDARD.decode(text).map_err(|error| error.to_string()),
        // There is nothing to ask of a bundle that does not load.
        (None, None) if vector.expect.error.is_some() => Ok(Vec::new()),
        _ => Err("expected either `input` or `inputB64`".to_owned()),
    }
}

fn bundle(dir: &Path, bundle: &Value) -> Result<String, String> {
    let Some(reference) = bundle.as_str() else { return Ok(bundle.to_string()) };
    let name = reference.strip_prefix('@').ok_or("expected a bundle, or `@` and its name")?;
    let path = dir.join("worlds").join(name).with_extension("json");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn judge(vector: &Vector, token: &[u8], bundle: &str) -> Result<Expect, Error> {
    let bundle = TrustBundle::from_json(bundle)?;
    let policy = vector.policy.as_ref().map(|policy| Policy::from_json(&policy.to_string()));
    let verifier = Verifier::with_policy(bundle, policy.transpose()?.unwrap_or_default())?;
    let report = match ask(&verifier, vector, token) {
        Ok(standing) => standing.report(),
        Err(refusal) => refusal.report().clone(),
    };
    Ok(Expect { documents: problems(verifier.bundle()), ..told(&report) })
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
    Expect {
        verdict: Some(report.verdict().as_str().to_owned()),
        code: report.headline().map(code),
        findings: report.findings().iter().map(code).collect(),
        ..Expect::default()
    }
}

fn problems(bundle: &TrustBundle) -> std::collections::BTreeMap<String, String> {
    let reports = bundle.document_reports().iter();
    let problem = |report: &tegata::DocumentReport| {
        let code = report.problem.as_ref()?.code.as_str().to_owned();
        Some((report.url.clone(), code))
    };
    reports.filter_map(problem).collect()
}
