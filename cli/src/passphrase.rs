//! Passphrases of key files: from a file, the environment or a prompt, never an argument.

use crate::failure::Failure;
use crate::files::read_bytes;
use clap::Args;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use tegata::issue::FileKey;
use zeroize::Zeroizing;

/// The environment variable that may hold a passphrase.
const VARIABLE: &str = "TEGATA_PASSPHRASE";

/// Bytes of a passphrase file.
const LONGEST: usize = 4096;

/// Where a passphrase comes from.
#[derive(Args, Debug)]
pub(crate) struct Passphrase {
    /// The file that holds the key's passphrase. Without it: the variable
    /// TEGATA_PASSPHRASE, or else a prompt
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    /// Opens a private key, asking for its passphrase where it has one.
    pub(crate) fn open(&self, path: &Path) -> Result<FileKey, Failure> {
        if !is_encrypted(path) {
            return Ok(FileKey::load(path, None)?);
        }
        let passphrase = match self.given()? {
            Some(passphrase) => passphrase,
            None => prompt(&format!("Passphrase of {}: ", path.display()))?,
        };
        Ok(FileKey::load(path, Some(&passphrase))?)
    }

    /// A passphrase for a new key. A prompt asks twice.
    pub(crate) fn choose(&self) -> Result<Zeroizing<String>, Failure> {
        if let Some(passphrase) = self.given()? {
            return Ok(passphrase);
        }
        let first = prompt("Passphrase for the new key: ")?;
        if *first != *prompt("The same again: ")? {
            return Err(Failure::new("the two passphrases differ"));
        }
        Ok(first)
    }

    fn given(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        match &self.passphrase_file {
            Some(path) => read(path).map(Some),
            None => Ok(std::env::var(VARIABLE).ok().map(Zeroizing::new)),
        }
    }
}

/// The file's first line; an editor's line break at its end is no part of it.
fn read(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let bytes = Zeroizing::new(read_bytes(path, LONGEST)?);
    let text = std::str::from_utf8(&bytes).ok().filter(|_| bytes.len() <= LONGEST);
    let text = text.ok_or_else(|| Failure::file(path, "it is no passphrase"))?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn prompt(question: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(question).map(Zeroizing::new).map_err(|error| {
        Failure::new(format!("no passphrase could be asked for: {error}"))
            .advice(format!("give --passphrase-file, or set {VARIABLE}"))
    })
}

/// Whether the file says so in its first line. Whatever goes wrong here, opening the key
/// will tell.
fn is_encrypted(path: &Path) -> bool {
    const MARK: &[u8] = b"-----BEGIN ENCRYPTED";
    let mut start = Vec::new();
    let regular = path.metadata().is_ok_and(|metadata| metadata.is_file());
    let read = regular.then(|| File::open(path)).and_then(Result::ok);
    let read = read.map(|file| file.take(MARK.len() as u64).read_to_end(&mut start));
    matches!(read, Some(Ok(_))) && start == MARK
}
