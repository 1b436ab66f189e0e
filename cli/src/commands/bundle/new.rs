//! `tegata bundle new`.

use super::store::now;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{Existing, write};
use clap::Args;
use std::path::PathBuf;
use tegata::TrustBundle;

/// Make an empty bundle
#[derive(Args, Debug)]
pub(crate) struct New {
    /// The bundle, a new file
    file: PathBuf,

    /// Overwrite the file
    #[arg(long)]
    force: bool,
}

impl New {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let bundle = TrustBundle::new(now(), Vec::new(), Vec::new())?;
        let existing = Existing::replaced_if(self.force);
        write(&self.file, bundle.to_json().as_bytes(), existing)?;
        Ok(Exit::Good)
    }
}
