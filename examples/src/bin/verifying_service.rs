//! A service that verifies on many threads: one verifier, shared by reference, no lock.

use std::collections::BTreeMap;
use std::error::Error;
use std::thread;
use tegata::{Clocks, TrustBundle, Verifier};
use tegata_examples::{certificates, folder_and_now};

const WORKERS: usize = 4;
const REQUESTS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let (folder, now) = folder_and_now()?;
    let certificates = certificates(&folder)?;
    let verifier = Verifier::new(TrustBundle::load(folder.join("trust.bundle"))?);
    let clocks = Clocks::at(now);

    let answers = thread::scope(|scope| {
        let work = || serve(&verifier, &certificates, clocks);
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join()).collect::<Vec<_>>()
    });
    for (number, answers) in answers.into_iter().enumerate() {
        let answers = answers.map_err(|_| "a worker panicked")?;
        println!("worker {}: {}", number + 1, summary(&answers));
    }
    Ok(())
}

/// Answers one worker's share of the requests, and counts the answers by their kind.
fn serve(
    verifier: &Verifier,
    certificates: &[(String, String)],
    clocks: Clocks,
) -> BTreeMap<&'static str, usize> {
    let mut answers = BTreeMap::new();
    for (_, token) in certificates.iter().cycle().take(REQUESTS) {
        let answer = match verifier.verify(token, clocks) {
            Ok(_) => "valid",
            Err(refusal) if refusal.is_undetermined() => "undetermined",
            Err(_) => "refused",
        };
        *answers.entry(answer).or_default() += 1;
    }
    answers
}

fn summary(answers: &BTreeMap<&str, usize>) -> String {
    let parts: Vec<_> = answers.iter().map(|(answer, count)| format!("{count} {answer}")).collect();
    parts.join(", ")
}
