//! `tegata`: the command line of the SDK.
//!
//! It asks the library and writes the answers down; no verdict is made here.

mod args;
mod columns;
mod commands;
mod decision;
mod exit;
mod failure;
mod files;
mod grounds;
mod online;
mod output;
mod passphrase;
mod question;
mod report;
mod scope;
mod signing;
mod wanted;
mod when;

use args::Cli;
use clap::Parser as _;
use output::Output;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = Output::new(cli.language());
    let done = cli.command.run(&mut out);
    let done = out.finish().and(done);
    match done {
        Ok(exit) => exit.into(),
        Err(failure) => failure.report(),
    }
}
