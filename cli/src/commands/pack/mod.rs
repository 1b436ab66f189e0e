//! `tegata pack`: what regimes recognise, as one document to read, sign and publish.

mod instrument;
mod lint;
mod show;
mod sign;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Subcommand;

/// Read a recognition pack, look for what is doubtful in it, or sign one of your own
///
/// A pack says what the law of one or more regimes recognises: instruments with their
/// dates, conditions and sources. One comes with the software; it is unofficial.
#[derive(Subcommand, Debug)]
pub(crate) enum Pack {
    Show(show::Show),
    Lint(lint::Lint),
    Sign(Box<sign::Sign>),
}

impl Pack {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::Show(command) => command.run(out),
            Self::Lint(command) => command.run(out),
            Self::Sign(command) => command.run(out),
        }
    }
}
