//! A data-protection officer's check: which certificates of a folder are good today, and
//! where one is not, why and what to do.

use std::error::Error;
use tegata::explain::printable;
use tegata::{Clocks, Language, Report, TrustBundle, Verifier, explain};
use tegata_examples::{certificates, folder_and_now};

fn main() -> Result<(), Box<dyn Error>> {
    let (folder, now) = folder_and_now()?;
    let verifier = Verifier::new(TrustBundle::load(folder.join("trust.bundle"))?);

    println!("{:14} {:14} {:14} {:12} UNTIL", "FILE", "ORGANISATION", "NUMBER", "VERDICT");
    for (name, token) in certificates(&folder)? {
        let report = match verifier.verify(&token, Clocks::at(now)) {
            Ok(standing) => standing.report(),
            Err(refusal) => refusal.report().clone(),
        };
        print(&name, &report);
    }
    Ok(())
}

/// One line for the certificate, and one for each obstacle and each missing document.
fn print(name: &str, report: &Report) {
    // Only an authentic certificate has a name and a number worth printing.
    let certificate = report.certificate();
    let organisation = certificate.map_or("?".to_owned(), |known| printable(known.legal_name()));
    let number = certificate.map_or("?".to_owned(), |known| printable(known.number()));
    let until = certificate.and_then(|known| known.valid_until());
    let until = until.map_or(String::new(), |until| until.date());
    let verdict = report.verdict().as_str();
    println!("{name:14} {organisation:14} {number:14} {verdict:12} {until}");
    for finding in report.findings() {
        let words = explain(finding, Language::English);
        println!("    {}: {}", finding.code, words.problem);
        println!("        {}", words.remedy);
    }
    for need in report.needs() {
        println!("    needs the {} at {}", need.kind.as_str(), printable(&need.url));
    }
}
