//! `tegata key`: make private keys, and tell about them.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{Existing, check_free};
use crate::output::Output;
use crate::passphrase::Passphrase;
use crate::signing::{Destination, KeyFile};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use tegata::issue::{FileKey, KeyFormat, Signer as _};
use tegata::{Algorithm, PublicKey};

/// Make private keys, and tell about them
#[derive(Subcommand, Debug)]
pub(crate) enum Key {
    New(New),
    Show(Show),
    Public(Public),
}

impl Key {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::New(command) => command.run(out),
            Self::Show(command) => command.run(out),
            Self::Public(command) => command.run(out),
        }
    }
}

/// Make a new private key in a new file, encrypted with a passphrase
#[derive(Args, Debug)]
pub(crate) struct New {
    /// The file; a key is never overwritten
    file: PathBuf,

    /// ES256, ES384 or EdDSA
    #[arg(long, default_value = "ES256", value_parser = algorithm)]
    algorithm: Algorithm,

    /// The identifier of the key (kid), such as did:web:body.example#2026; it goes into the
    /// public key that is printed
    #[arg(long, value_name = "KID")]
    id: Option<String>,

    #[command(flatten)]
    passphrase: Passphrase,

    /// Write the key unencrypted: whoever gets the file can sign in your name
    #[arg(long, conflicts_with = "passphrase_file")]
    no_passphrase_i_know: bool,
}

impl New {
    fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        check_free(&self.file, Existing::Keep)
            .map_err(|taken| taken.advice("a key is never overwritten: choose another name"))?;
        let mut key = FileKey::generate(self.algorithm)?;
        if let Some(id) = self.id {
            key = key.with_key_id(id);
        }
        if self.no_passphrase_i_know {
            key.save(&self.file, KeyFormat::PlainJwk)?;
        } else {
            let passphrase = self.passphrase.choose()?;
            key.save(&self.file, KeyFormat::EncryptedPem { passphrase: &passphrase })?;
            if let Some(id) = key.key_id() {
                out.note(&format!("an encrypted file has no identifier: sign with --key-id {id}"));
            }
        }
        out.json(&key.public_key().to_json().to_string());
        Ok(Exit::Good)
    }
}

/// Tell what kind of key a private key is
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The private key, a file
    file: PathBuf,

    #[command(flatten)]
    key: KeyFile,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Show {
    fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let key = self.key.open(&self.file)?;
        let public = key.public_key();
        if self.json {
            out.json(&to_json(key.algorithm(), public));
            return Ok(Exit::Good);
        }
        out.field(out.pick("algorithm", "署名方式"), key.algorithm().as_str());
        let id = public.key_id().unwrap_or(out.pick("none", "なし"));
        out.field(out.pick("identifier", "識別子"), id);
        out.field(out.pick("thumbprint", "拇印"), &public.thumbprint());
        out.field(out.pick("public key", "公開鍵"), &public.to_json().to_string());
        Ok(Exit::Good)
    }
}

fn to_json(algorithm: Algorithm, public: &PublicKey) -> String {
    let facts = json!({
        "algorithm": algorithm.as_str(),
        "keyId": public.key_id(),
        "thumbprint": public.thumbprint(),
        "publicKey": public.to_json(),
    });
    facts.to_string()
}

/// Print the public key of a private key, as a JWK to hand out
#[derive(Args, Debug)]
pub(crate) struct Public {
    /// The private key, a file
    file: PathBuf,

    #[command(flatten)]
    key: KeyFile,

    #[command(flatten)]
    destination: Destination,
}

impl Public {
    fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let key = self.key.open(&self.file)?;
        self.destination.write(&key.public_key().to_json().to_string(), out)
    }
}

/// The algorithms that keys can be made for.
fn algorithm(name: &str) -> Result<Algorithm, String> {
    let known = Algorithm::from_name(name);
    let made = known.filter(|known| !matches!(known, Algorithm::Ps256 | Algorithm::Rs256));
    made.ok_or_else(|| "expected ES256, ES384, EdDSA or Ed25519".to_owned())
}
