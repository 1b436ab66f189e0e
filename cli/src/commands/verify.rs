//! `tegata verify`: is this certificate good?

use crate::columns::{Call, Run, Table};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{read_text, read_token};
use crate::online::Online;
use crate::output::Output;
use crate::report;
use crate::when::When;
use clap::Args;
use std::path::PathBuf;
use tegata::{Clocks, Expected, Policy, Refusal, Report, Standing, TrustBundle, Verifier};

/// Say whether a certificate may be relied on: genuine, from an accredited body, in force
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// The certificate, a file; `-` for standard input
    #[arg(required_unless_present = "table", conflicts_with = "table")]
    certificate: Option<PathBuf>,

    /// The trust bundle: whom you trust, and their documents
    #[arg(long, value_name = "FILE", env = "TEGATA_BUNDLE")]
    bundle: PathBuf,

    /// A policy of your own, in JSON
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// Print the report (tegata.report/1) and nothing else
    #[arg(long, conflicts_with = "table")]
    json: bool,

    #[command(flatten)]
    when: When,

    #[command(flatten)]
    online: Online,

    #[command(flatten)]
    presentation: Presentation,

    #[command(flatten)]
    table: Table,
}

/// What a holder's proof of possession must be bound to.
#[derive(Args, Debug)]
#[command(next_help_heading = "Presentation by the certificate's holder")]
struct Presentation {
    /// Your own identifier, which the holder must have addressed
    #[arg(long, requires = "nonce", conflicts_with = "table")]
    audience: Option<String>,

    /// The fresh value that you gave to the holder
    #[arg(long, requires = "audience")]
    nonce: Option<String>,

    /// Seconds that may have passed since the holder signed
    #[arg(long, value_name = "SECONDS", default_value_t = 300, requires = "nonce")]
    max_age: u32,
}

impl Presentation {
    fn expected(&self) -> Option<Expected<'_>> {
        Some(Expected {
            audience: self.audience.as_deref()?,
            nonce: self.nonce.as_deref()?,
            max_age_seconds: self.max_age,
        })
    }
}

/// The clocks at the beginning and at the end of what is asked.
type Ends = (Clocks, Clocks);

impl Verify {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let verifier = self.verifier()?;
        let Some(certificate) = &self.certificate else { return self.many(&verifier, out) };
        let token = read_token(certificate, verifier.policy().limits.credential_bytes)?;
        let ends = self.when.clocks();
        let asked = self.online.ask(verifier, |verifier| {
            let answer = self.ask(verifier, &token, ends);
            let report = report_of(&answer);
            (answer, vec![report])
        })?;
        let answer = &asked.answer;
        let report = report_of(answer);
        asked.tell(out, self.json);
        if self.json {
            out.json(&report.to_json());
        } else {
            report::print(out, &report, answer.as_ref().ok(), ends);
        }
        Ok(Exit::from(&report))
    }

    /// Every row of a table.
    fn many(&self, verifier: &Verifier, out: &mut Output) -> Result<Exit, Failure> {
        let (table, when) = (&self.table, &self.when);
        Run { table, online: &self.online, call: Call::Verify, verifier, when }.go(out)?;
        Ok(Exit::Good)
    }

    fn verifier(&self) -> Result<Verifier, Failure> {
        let bundle = TrustBundle::load(&self.bundle)?;
        let Some(path) = &self.policy else { return Ok(Verifier::new(bundle)) };
        let policy = Policy::from_json(&read_text(path)?)
            .map_err(|error| Failure::from(error).within(path))?;
        Ok(Verifier::with_policy(bundle, policy)?)
    }

    fn ask(
        &self,
        verifier: &Verifier,
        token: &[u8],
        (first, last): Ends,
    ) -> Result<Standing, Refusal> {
        let certificate = match self.presentation.expected() {
            // A proof of possession is fresh or stale by the time that counts as known.
            Some(expected) => verifier.authenticate_presentation(token, &expected, last),
            None => verifier.authenticate(token),
        }?;
        if first == last {
            return verifier.assess(&certificate, last);
        }
        verifier.assess_day(&certificate, first, last)
    }
}

fn report_of(answer: &Result<Standing, Refusal>) -> Report {
    match answer {
        Ok(standing) => standing.report(),
        Err(refusal) => refusal.report().clone(),
    }
}
