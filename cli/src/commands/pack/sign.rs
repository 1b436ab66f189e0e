//! `tegata pack sign`.

use super::show::read_pack;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::signing::{Destination, Signing};
use clap::Args;
use std::path::PathBuf;
use tegata::Clocks;
use tegata::certificate::Statement;
use tegata::recognition::PACK_TYPE;

/// Sign a pack, to be published at the URL that it bears as `about.id`
///
/// Verifiers rely on it for the regimes for which they pinned its signer (`speaksFor` of an
/// anchor), and for no others.
#[derive(Args, Debug)]
pub(crate) struct Sign {
    /// The pack, JSON in a file; `-` for standard input. `tegata pack show --json` prints
    /// one to begin with
    file: PathBuf,

    /// The number of this edition; each edition has a higher one
    #[arg(long)]
    number: u64,

    #[command(flatten)]
    signing: Signing,

    #[command(flatten)]
    destination: Destination,
}

impl Sign {
    pub(super) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        self.destination.check()?;
        let pack = read_pack(&self.file)?;
        let key = self.signing.key()?;
        let issuer = self.signing.issuer(&key)?;
        let (id, next_update) = (pack.about.id.clone(), pack.about.next_update);
        let now = Clocks::now().known_at;
        let mut statement = Statement::new(PACK_TYPE, &id, issuer.id(), now, pack);
        statement.sequence_number = Some(self.number);
        statement.next_update = Some(next_update);
        self.destination.write(&issuer.statement(&statement)?, out)
    }
}
