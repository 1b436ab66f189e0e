//! `tegata status`: a body's registers of revocations and suspensions.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{Existing, write};
use crate::output::Output;
use crate::signing::{Destination, Signing};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::path::PathBuf;
use tegata::Clocks;
use tegata::issue::{ListKind, Status, StatusRegister};

/// Keep the register behind a status list, and publish it
///
/// Keep the register safe: a list that is built from anything else could take a revocation
/// back.
#[derive(Subcommand, Debug)]
pub(crate) enum StatusCommand {
    New(New),
    Allocate(Allocate),
    Set(Set),
    Publish(Publish),
}

impl StatusCommand {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::New(command) => command.run(),
            Self::Allocate(command) => command.run(out),
            Self::Set(command) => command.run(),
            Self::Publish(command) => command.run(out),
        }
    }
}

/// Begin the register of a new list
#[derive(Args, Debug)]
pub(crate) struct New {
    /// The register, a new file
    file: PathBuf,

    /// What the list tells
    #[arg(long, value_enum)]
    kind: Kind,

    /// Where the list will be published
    #[arg(long)]
    url: String,

    /// Overwrite the file: whatever it says of certificates is lost
    #[arg(long)]
    force: bool,
}

/// The kinds of lists.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// For W3C credentials: revoked or not
    BitstringRevocation,
    /// For W3C credentials: suspended or not
    BitstringSuspension,
    /// For SD-JWT VCs: valid, revoked or suspended
    Token,
}

impl New {
    fn run(self) -> Result<Exit, Failure> {
        let kind = match self.kind {
            Kind::BitstringRevocation => ListKind::Revocation,
            Kind::BitstringSuspension => ListKind::Suspension,
            Kind::Token => ListKind::Token,
        };
        let register = StatusRegister::new(self.url, kind);
        let existing = Existing::replaced_if(self.force);
        write(&self.file, register.to_json().as_bytes(), existing)?;
        Ok(Exit::Good)
    }
}

/// Give out an unused entry, for a draft; `tegata issue --register` does it by itself
#[derive(Args, Debug)]
pub(crate) struct Allocate {
    /// The register
    file: PathBuf,
}

impl Allocate {
    fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let mut register = StatusRegister::load(&self.file)?;
        let entry = register.allocate()?;
        register.save(&self.file)?;
        out.json(&json!(entry).to_string());
        Ok(Exit::Good)
    }
}

/// Change what an entry says; a revocation stands for ever
#[derive(Args, Debug)]
pub(crate) struct Set {
    /// The register
    file: PathBuf,

    /// The entry
    index: u64,

    /// What it says from the next edition on
    #[arg(value_enum)]
    status: NewStatus,
}

/// What an entry can say.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum NewStatus {
    Valid,
    Revoked,
    Suspended,
}

impl Set {
    fn run(self) -> Result<Exit, Failure> {
        let status = match self.status {
            NewStatus::Valid => Status::Valid,
            NewStatus::Revoked => Status::Revoked,
            NewStatus::Suspended => Status::Suspended,
        };
        let mut register = StatusRegister::load(&self.file)?;
        register.set(self.index, status)?;
        register.save(&self.file)?;
        Ok(Exit::Good)
    }
}

/// Sign an edition of the list, to publish at the register's URL
#[derive(Args, Debug)]
pub(crate) struct Publish {
    /// The register
    file: PathBuf,

    /// Days for which the edition may be relied on; publish the next one before
    #[arg(long, value_name = "DAYS", default_value_t = 7,
        value_parser = clap::value_parser!(u32).range(1..=366))]
    valid_days: u32,

    #[command(flatten)]
    signing: Signing,

    #[command(flatten)]
    destination: Destination,
}

impl Publish {
    fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        self.destination.check()?;
        let register = StatusRegister::load(&self.file)?;
        let now = Clocks::now().known_at;
        let until = now.plus_seconds(i64::from(self.valid_days) * 24 * 3600);
        let key = self.signing.key()?;
        let list = self.signing.issuer(&key)?.status_list(&register, now, until)?;
        self.destination.write(&list, out)
    }
}
