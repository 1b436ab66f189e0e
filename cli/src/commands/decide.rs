//! `tegata decide`: may data be transferred, in the eyes of the exporter's law?

mod question;

use crate::decision;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{read_text, read_token};
use crate::output::Output;
use crate::report;
use crate::when::When;
use clap::Args;
use question::Asked;
use std::path::{Path, PathBuf};
use tegata::{Certificate, Clocks, Decision, Policy, Refusal, Transfer, TrustBundle, Verifier};

/// Say whether the exporter's law recognises a transfer: by which instrument, since when,
/// under which conditions, and until when
#[derive(Args, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Decide {
    #[command(flatten)]
    question: Asked,

    /// A certificate of the importer (or, where the law asks for it, of the exporter); may
    /// be given several times
    #[arg(long, value_name = "FILE")]
    certificate: Vec<PathBuf>,

    /// A genuine credential of another kind that an instrument asks for; may be given
    /// several times
    #[arg(long, value_name = "FILE")]
    credential: Vec<PathBuf>,

    /// The trust bundle: whom you trust, and their documents. Default: only the pack that
    /// comes with the software
    #[arg(long, value_name = "FILE", env = "TEGATA_BUNDLE")]
    bundle: Option<PathBuf>,

    /// Leave out the pack that comes with the software
    #[cfg(feature = "pack")]
    #[arg(long)]
    without_pack: bool,

    /// A policy of your own, in JSON
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// Print the report (tegata.report/1) and nothing else
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    when: When,
}

const EXAMPLE: &str = "\
Example:
  tegata decide --from JP --to GB --data contact --purpose payroll

Exit codes:
  0  recognised, or not restricted    1  not recognised, or prohibited
  3  indeterminate                    4  conditional: evidence is still owed";

impl Decide {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let verifier = self.verifier()?;
        let certificates = match self.certificates(&verifier)? {
            Ok(certificates) => certificates,
            // What is not genuine proves nothing, and must not be passed over in silence.
            Err((path, refusal)) => return Ok(self.refuse(out, &path, &refusal)),
        };
        let mut transfer = self.question.transfer(&certificates)?;
        for path in &self.credential {
            let token = read_token(path, verifier.policy().limits.credential_bytes)?;
            match verifier.open(token) {
                Ok(credential) => transfer = transfer.showing(&credential),
                Err(refusal) => return Ok(self.refuse(out, path, &refusal)),
            }
        }
        let (first, last) = self.when.clocks_by(|day| verifier.day_of(&transfer, day));
        let decision = decide(&verifier, &transfer, &certificates, (first, last));
        if self.json {
            out.json(&decision.report().to_json());
        } else {
            let then = on_the_day((first, last));
            let then = then.map(|ends| decide(&verifier, &transfer, &certificates, ends));
            let answer = decision::Answer {
                transfer: &transfer,
                decision: &decision,
                on_the_day: then.as_ref(),
                bundle: verifier.bundle(),
                ends: (first, last),
            };
            decision::print(out, &answer);
        }
        Ok(Exit::from(decision.report()))
    }

    fn verifier(&self) -> Result<Verifier, Failure> {
        let policy = match &self.policy {
            Some(path) => Policy::from_json(&read_text(path)?)
                .map_err(|error| Failure::from(error).within(path))?,
            None => Policy::default(),
        };
        Ok(Verifier::with_policy(self.bundle()?, policy)?)
    }

    #[cfg(feature = "pack")]
    fn bundle(&self) -> Result<TrustBundle, Failure> {
        match (&self.bundle, self.without_pack) {
            (Some(path), true) => Ok(TrustBundle::load(path)?),
            (Some(path), false) => Ok(TrustBundle::load(path)?.with_embedded_pack()?),
            (None, false) => Ok(TrustBundle::embedded()?),
            (None, true) => Err(no_bundle()),
        }
    }

    #[cfg(not(feature = "pack"))]
    fn bundle(&self) -> Result<TrustBundle, Failure> {
        let path = self.bundle.as_ref().ok_or_else(no_bundle)?;
        Ok(TrustBundle::load(path)?)
    }

    fn certificates(&self, verifier: &Verifier) -> Result<Authentic, Failure> {
        let mut certificates = Vec::new();
        for path in &self.certificate {
            let token = read_token(path, verifier.policy().limits.credential_bytes)?;
            match verifier.authenticate(token) {
                Ok(certificate) => certificates.push(certificate),
                Err(refusal) => return Ok(Err((path.clone(), refusal))),
            }
        }
        Ok(Ok(certificates))
    }

    fn refuse(&self, out: &mut Output, path: &Path, refusal: &Refusal) -> Exit {
        let report = refusal.report();
        if self.json {
            out.json(&report.to_json());
        } else {
            out.heading(&path.display().to_string());
            let now = Clocks::now();
            report::print(out, report, None, (now, now));
        }
        Exit::from(report)
    }
}

type Authentic = Result<Vec<Certificate>, (PathBuf, Refusal)>;

fn no_bundle() -> Failure {
    Failure::new("there is nothing to decide by: no bundle was given")
        .advice("give one with --bundle, or use the pack that comes with the software")
}

/// The clocks at the beginning and at the end of what is asked.
type Ends = (Clocks, Clocks);

fn decide(
    verifier: &Verifier,
    transfer: &Transfer,
    certificates: &[Certificate],
    (first, last): Ends,
) -> Decision {
    match first == last {
        true => verifier.decide(transfer, certificates, last),
        false => verifier.decide_day(transfer, certificates, first, last),
    }
}

/// The same question with the knowledge of its own time, where it was asked with more.
fn on_the_day((first, last): Ends) -> Option<Ends> {
    let hindsight = last.known_at > last.valid_at;
    hindsight.then(|| (Clocks::at(first.valid_at), Clocks::at(last.valid_at)))
}
