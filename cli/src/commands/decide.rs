//! `tegata decide`: may data be transferred, in the eyes of the exporter's law?

use crate::columns::{Call, Run, Table};
use crate::decision;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::grounds::Grounds;
use crate::output::Output;
use crate::question::Asked;
use crate::when::When;
use clap::Args;
use tegata::Verifier;

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
    table: Table,
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
        let (transfer, certificates) = match self.grounds.ask(&verifier, &self.question)? {
            Ok(asked) => asked,
            // What is not genuine proves nothing, and must not be passed over in silence.
            Err(refused) => return Ok(refused.tell(out, self.json)),
        };
        let (first, last) = self.when.clocks_by(|day| verifier.day_of(&transfer, day));
        let both = verifier.decide_both(&transfer, &certificates, first, last);
        let decision = &both.decision;
        if self.json {
            out.json(&decision.report().to_json());
        } else {
            let answer = decision::Answer {
                transfer: &transfer,
                decision,
                on_the_day: both.on_the_day.as_ref(),
                bundle: verifier.bundle(),
                ends: (first, last),
            };
            decision::print(out, &answer);
        }
        Ok(Exit::from(decision.report()))
    }

    /// Every row of a table, each with its own question.
    fn many(&self, verifier: &Verifier, out: &mut Output) -> Result<Exit, Failure> {
        let (table, when) = (&self.table, &self.when);
        Run { table, call: Call::Decide, verifier, when }.go(out)?;
        Ok(Exit::Good)
    }
}
