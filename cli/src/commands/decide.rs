//! `tegata decide`: may data be transferred, in the eyes of the exporter's law?

use crate::columns::{Call, Run, Table};
use crate::decision;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::grounds::{Grounds, Refused, Tokens};
use crate::online::{Online, Reports};
use crate::output::Output;
use crate::question::Asked;
use crate::when::When;
use clap::Args;
use tegata::survey::Both;
use tegata::{Clocks, Transfer, Verifier};

/// Say whether the exporter's law recognises a transfer: by which instrument, since when,
/// under which conditions, and until when
#[derive(Args, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Decide {
    #[command(flatten)]
    question: Asked,

    #[command(flatten)]
    grounds: Grounds,

    /// Print the report (tegata.report/1) and nothing else
    #[arg(long, help_heading = "The answer", conflicts_with = "table")]
    json: bool,

    #[command(flatten)]
    when: When,

    #[command(flatten)]
    online: Online,

    #[command(flatten)]
    table: Table,
}

/// A decision, with the question that it answers.
struct Decided {
    transfer: Transfer,
    both: Both,
    ends: (Clocks, Clocks),
}

const EXAMPLE: &str = "\
Example:
  tegata decide --from JP --to GB --data contact --purpose payroll

Exit codes:
  0  recognised, or not restricted    1  not recognised, or prohibited
  3  indeterminate                    4  conditional: evidence is still owed";

impl Decide {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let verifier = self.grounds.verifier()?;
        if self.table.is_given() {
            return self.many(&verifier, out);
        }
        let tokens = self.grounds.read(&verifier)?;
        let asked = self.online.ask(verifier, |verifier| self.decide(verifier, &tokens))?;
        asked.tell(out, self.json);
        let Decided { transfer, both, ends } = match asked.answer? {
            Ok(decided) => decided,
            // What is not genuine proves nothing, and must not be passed over in silence.
            Err(refused) => return Ok(refused.tell(out, self.json)),
        };
        let decision = &both.decision;
        if self.json {
            out.json(&decision.report().to_json());
        } else {
            let answer = decision::Answer {
                transfer: &transfer,
                decision,
                on_the_day: both.on_the_day.as_ref(),
                bundle: asked.verifier.bundle(),
                ends,
            };
            decision::print(out, &answer);
        }
        Ok(Exit::from(decision.report()))
    }

    /// Every row of a table, each with its own question.
    fn many(&self, verifier: &Verifier, out: &mut Output) -> Result<Exit, Failure> {
        let (table, when) = (&self.table, &self.when);
        if self.question != Asked::default() || self.grounds.are_presented() {
            return Err(Failure::new("the questions are in the table")
                .advice("leave out the flags of a single question, or make columns of them"));
        }
        Run { table, online: &self.online, call: Call::Decide, verifier, when }.go(out)?;
        Ok(Exit::Good)
    }

    /// Decides once, and gives every report that tells what is lacking.
    fn decide(&self, verifier: &Verifier, tokens: &Tokens) -> (Put, Reports) {
        let (transfer, certificates) = match tokens.ask(verifier, &self.question) {
            Ok(Ok(asked)) => asked,
            Ok(Err(refused)) => {
                let report = refused.report().clone();
                return (Ok(Err(refused)), vec![report]);
            }
            Err(failure) => return (Err(failure), Vec::new()),
        };
        let ends = self.when.clocks_by(|day| verifier.day_of(&transfer, day));
        let both = verifier.decide_both(&transfer, &certificates, ends.0, ends.1);
        let assess = |certificate| match verifier.assess(certificate, ends.1) {
            Ok(standing) => standing.report(),
            Err(refusal) => refusal.report().clone(),
        };
        let mut reports: Reports = certificates.iter().map(assess).collect();
        reports.push(both.decision.report().clone());
        (Ok(Ok(Decided { transfer, both, ends })), reports)
    }
}

/// The answer to a question that was put, or the first file that is not genuine.
type Put = Result<Result<Decided, Refused>, Failure>;
