//! `tegata present`: the holder shows a certificate.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::Output;
use crate::signing::{Destination, KeyFile};
use clap::Args;
use std::path::PathBuf;
use tegata::Clocks;
use tegata::issue::{Challenge, disclosable, disclose, present};

/// Show an SD-JWT certificate that you hold, and prove that you hold it
#[derive(Args, Debug)]
pub(crate) struct Present {
    /// The certificate as its body gave it to you, a file; `-` for standard input
    certificate: PathBuf,

    /// Show this claim: a JSON pointer, as --list prints them
    #[arg(long, value_name = "POINTER", conflicts_with = "show_all")]
    show: Vec<String>,

    /// Show everything
    #[arg(long)]
    show_all: bool,

    /// Only list what can be shown or kept back
    #[arg(long, conflicts_with_all = ["show", "show_all", "key", "without_proof"])]
    list: bool,

    /// Your private key, for which the certificate was issued
    #[arg(long, value_name = "FILE", requires_all = ["audience", "nonce"],
        required_unless_present_any = ["list", "without_proof"])]
    key: Option<PathBuf>,

    #[command(flatten)]
    opening: KeyFile,

    /// The verifier's identifier, as it told you
    #[arg(long, requires = "key")]
    audience: Option<String>,

    /// The fresh value that the verifier gave you
    #[arg(long, requires = "key")]
    nonce: Option<String>,

    /// Do not prove that you hold it: whoever gets a copy can show it too
    #[arg(long, conflicts_with = "key")]
    without_proof: bool,

    #[command(flatten)]
    destination: Destination,
}

impl Present {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let token = read_text(&self.certificate)?;
        let token = token.trim_ascii();
        let all = disclosable(token).map_err(|e| Failure::from(e).within(&self.certificate))?;
        if self.list {
            all.iter().for_each(|pointer| out.field("", pointer));
            return Ok(Exit::Good);
        }
        self.destination.check()?;
        let keep = if self.show_all { &all } else { &self.show };
        let keep: Vec<&str> = keep.iter().map(String::as_str).collect();
        let shown = self.presentation(token, &keep)?;
        self.destination.write(&shown, out)
    }

    fn presentation(&self, token: &str, keep: &[&str]) -> Result<String, Failure> {
        let (Some(path), Some(audience), Some(nonce)) = (&self.key, &self.audience, &self.nonce)
        else {
            return Ok(disclose(token, keep)?);
        };
        let key = self.opening.open(path)?;
        let challenge = Challenge { audience, nonce };
        Ok(present(token, keep, &key, challenge, Clocks::now().known_at)?)
    }
}
