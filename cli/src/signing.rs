//! What every command that signs has in common: who signs, and where the result goes.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{Existing, check_free, write};
use crate::output::Output;
use crate::passphrase::Passphrase;
use clap::Args;
use std::path::{Path, PathBuf};
use tegata::issue::{FileKey, Issuer};

/// How a private key is opened.
#[derive(Args, Debug)]
pub(crate) struct KeyFile {
    /// The identifier of the key (kid), where its file does not hold it
    #[arg(long, value_name = "KID")]
    key_id: Option<String>,

    #[command(flatten)]
    passphrase: Passphrase,
}

impl KeyFile {
    pub(crate) fn open(&self, path: &Path) -> Result<FileKey, Failure> {
        let key = self.passphrase.open(path)?;
        Ok(match &self.key_id {
            Some(id) => key.with_key_id(id),
            None => key,
        })
    }
}

/// Who signs.
#[derive(Args, Debug)]
#[command(next_help_heading = "Signing")]
pub(crate) struct Signing {
    /// The identifier of the issuer: a DID or a URL
    #[arg(long, value_name = "ID")]
    issuer: String,

    /// Its private key, a file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,

    #[command(flatten)]
    opening: KeyFile,
}

impl Signing {
    pub(crate) fn key(&self) -> Result<FileKey, Failure> {
        self.opening.open(&self.key)
    }

    pub(crate) fn issuer<'k>(&self, key: &'k FileKey) -> Result<Issuer<'k>, Failure> {
        Ok(Issuer::new(&*self.issuer, key)?)
    }
}

/// Where the result goes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(crate) struct Destination {
    /// Write to a file in place of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Overwrite that file
    #[arg(long, requires = "out")]
    force: bool,
}

impl Destination {
    fn existing(&self) -> Existing {
        Existing::replaced_if(self.force)
    }

    /// Refuses early, before anything is signed, to write over a file.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        self.out.as_deref().map_or(Ok(()), |path| check_free(path, self.existing()))
    }

    /// Writes a signed document and a line break.
    pub(crate) fn write(&self, text: &str, out: &mut Output) -> Result<Exit, Failure> {
        let line = format!("{text}\n");
        match &self.out {
            Some(path) => write(path, line.as_bytes(), self.existing())?,
            None => out.bytes(line.as_bytes()),
        }
        Ok(Exit::Good)
    }
}
