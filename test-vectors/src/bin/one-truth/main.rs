//! One truth: every front end gives the same report on every question, byte for byte.
//!
//! ```console
//! one-truth FOLDER… [--cli PROGRAM] [--front NAME=PROGRAM]…
//! ```
//!
//! Each folder holds test vectors. The answers of Rust are the measure. The command line is
//! started for each question; any other front end is a program that answers as
//! `tegata_vectors::front` says. The last line but the count of each is the digest of all its
//! reports, in order.

mod cli;

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use tegata_vectors::{Vector, bundle, front, read, report, verifier};

fn main() -> ExitCode {
    match Asked::of(std::env::args().skip(1)).and_then(|asked| asked.compare()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

/// What the arguments say.
#[derive(Default)]
struct Asked {
    folders: Vec<PathBuf>,
    cli: Option<PathBuf>,
    fronts: Vec<(String, String)>,
}

/// What a front end says to a question: a report, or the code of an error.
type Told = Result<String, String>;

impl Asked {
    fn of(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut asked = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--cli" => asked.cli = arguments.next().map(PathBuf::from),
                "--front" => {
                    let named = arguments.next();
                    let named = named.as_deref().and_then(|named| named.split_once('='));
                    let (name, program) = named.ok_or("expected --front NAME=PROGRAM")?;
                    asked.fronts.push((name.to_owned(), program.to_owned()));
                }
                folder => asked.folders.push(PathBuf::from(folder)),
            }
        }
        if asked.folders.is_empty() { Err("which folders?".to_owned()) } else { Ok(asked) }
    }

    fn compare(&self) -> Result<bool, String> {
        let truth = self.everywhere(of_rust)?;
        println!("{} questions\n{:8} {}", truth.len(), "rust", digest(&truth));
        let mut same = true;
        if let Some(program) = &self.cli {
            let mut told = self.everywhere(|dir| cli::ask(program, dir))?;
            same &= cli::reconcile(&truth, &mut told);
            same &= agrees("cli", &truth, &told);
        }
        for (name, program) in &self.fronts {
            let told = self.everywhere(|dir| of_front(program, dir))?;
            same &= agrees(name, &truth, &told);
        }
        Ok(same)
    }

    /// The answers to the questions of every folder, each with its name.
    fn everywhere(
        &self,
        ask: impl Fn(&Path) -> Result<Vec<Told>, String>,
    ) -> Result<Vec<(String, Told)>, String> {
        let mut all = Vec::new();
        for folder in &self.folders {
            let names = read(folder)?.into_iter().map(|(path, _)| path.display().to_string());
            let told = ask(folder)?;
            all.extend(names.zip(told));
        }
        Ok(all)
    }
}

fn of_rust(dir: &Path) -> Result<Vec<Told>, String> {
    let answer =
        |vector: &Vector| match verifier(&bundle(dir, &vector.bundle)?, vector.policy.as_ref()) {
            Ok(verifier) => Ok(Ok(report(&verifier, vector)?.to_json())),
            Err(error) => Ok(Err(error.code().to_owned())),
        };
    read(dir)?.iter().map(|(_, vector)| answer(vector)).collect()
}

fn of_front(program: &str, dir: &Path) -> Result<Vec<Told>, String> {
    let told = front::ask(&mut Command::new(program), dir)?;
    let told = told.iter().map(|told| match (told.get("report"), told.get("error")) {
        (Some(report), None) => Ok(report.to_owned()),
        // C's name for it says the same.
        (_, error) => {
            let error = error.unwrap_or_default();
            Err(error.strip_prefix("TEGATA_").unwrap_or(error).to_lowercase())
        }
    });
    Ok(told.collect())
}

/// Whether all answers are the same; tells the first ones that are not.
fn agrees(name: &str, truth: &[(String, Told)], told: &[(String, Told)]) -> bool {
    let different: Vec<_> = truth.iter().zip(told).filter(|(a, b)| a.1 != b.1).collect();
    println!("{name:8} {}  {} different", digest(told), different.len());
    for (truth, told) in different.iter().take(5) {
        println!("  {}\n    rust {:?}\n    {name} {:?}", truth.0, truth.1, told.1);
    }
    truth.len() == told.len() && different.is_empty()
}

fn digest(told: &[(String, Told)]) -> String {
    let mut sha256 = Sha256::new();
    for (_, told) in told {
        let (Ok(text) | Err(text)) = told;
        sha256.update(text);
        sha256.update([0]);
    }
    sha256.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
