//! `tegata bundle`: put a trust bundle together, and look into it.

mod add;
mod new;
mod pin;
mod show;
mod store;
mod sync;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Subcommand;

/// Put a trust bundle together, and look into it
///
/// A bundle is everything that verification rests on: whom you trust, for what, and the
/// signed documents that they published. Nothing outside it counts.
#[derive(Subcommand, Debug)]
pub(crate) enum Bundle {
    New(new::New),
    Pin(Box<pin::Pin>),
    Add(add::Add),
    Show(show::Show),
    Sync(sync::SyncBundle),
}

impl Bundle {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::New(command) => command.run(),
            Self::Pin(command) => command.run(out),
            Self::Add(command) => command.run(out),
            Self::Show(command) => command.run(out),
            Self::Sync(command) => command.run(out),
        }
    }
}
