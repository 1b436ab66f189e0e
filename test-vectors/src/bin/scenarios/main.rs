//! Runs worked questions of recognition: a fixture world is translated into signed
//! documents of the product's own formats, and every question is put to the verifier.
//!
//! `scenarios SEED.json SCENARIOS.json`

#![expect(
    clippy::indexing_slicing,
    reason = "a JSON value that has no such member gives null, and those written to are literals"
)]

mod instruments;
mod question;
mod sign;
mod world;

use question::Expected;
use serde_json::Value;
use std::fs;
use std::process::ExitCode;
use tegata::Verifier;
use world::World;

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, Failure> {
    let mut arguments = std::env::args().skip(1);
    let (Some(seed), Some(scenarios)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scenarios SEED.json SCENARIOS.json".into());
    };
    let (seed, scenarios) = (read(&seed)?, read(&scenarios)?);
    let world = World::build(&seed)?;
    for report in world.bundle.document_reports() {
        if let Some(problem) = &report.problem {
            println!("{}: {problem:?}", report.url);
        }
    }
    let tokens = world.tokens;
    let verifier = Verifier::new(world.bundle);
    let (mut passed, mut failed) = (0, 0);
    for scenario in scenarios["scenarios"].as_array().into_iter().flatten() {
        let faults = ask(&verifier, &tokens, &seed, scenario)?;
        if faults.is_empty() {
            passed += 1;
            continue;
        }
        failed += 1;
        println!("{} {}", scenario["id"], scenario["title"]);
        faults.iter().for_each(|fault| println!("    {fault}"));
    }
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

fn read(path: &str) -> Result<Value, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(serde_json::from_str(&text)?)
}

fn ask(
    verifier: &Verifier,
    tokens: &[world::Token],
    seed: &Value,
    scenario: &Value,
) -> Result<Vec<String>, Failure> {
    let query = &scenario["query"];
    let transfer = question::transfer(query, seed)?;
    let held = tokens.iter().filter(|token| question::presents(query, &token.organisation));
    let mut certificates = Vec::new();
    for token in held {
        match verifier.authenticate(&token.text) {
            Ok(certificate) => certificates.push(certificate),
            Err(refusal) => return Ok(vec![format!("{}: {refusal}", token.organisation)]),
        }
    }
    let decision = verifier.decide(&transfer, &certificates, question::clocks(query)?);
    Ok(Expected::of(scenario).compare(decision.report()))
}
