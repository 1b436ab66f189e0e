//! `tegata issue`: sign a certificate.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::Output;
use crate::signing::{Destination, Signing};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use tegata::issue::{CertificateDraft, Encoding, Hiding, Issuer, StatusRegister};
use tegata::{Clocks, PublicKey, Timestamp};

/// Sign a certificate from a draft
///
/// What a verifier would refuse is never signed. Give a status register for each list in
/// which the certificate can be revoked or suspended: an entry is given out and written
/// into the certificate, and the register is brought up to date.
#[derive(Args, Debug)]
pub(crate) struct Issue {
    /// The draft, JSON in a file; `-` for standard input
    draft: PathBuf,

    /// How the certificate is encoded
    #[arg(long, value_enum, default_value = "vc+jwt")]
    form: Form,

    /// What its holder may keep back: a JSON pointer into the draft's subject, such as
    /// /certification/scope/sites/*. Default: what is sensibly hidden
    #[arg(long, value_name = "POINTER")]
    hide: Vec<String>,

    /// A status register to give out an entry of
    #[arg(long, value_name = "FILE")]
    register: Vec<PathBuf>,

    /// The holder's public key, a JWK in a file, for proofs of possession
    #[arg(long, value_name = "FILE")]
    holder_key: Option<PathBuf>,

    #[command(flatten)]
    signing: Signing,

    #[command(flatten)]
    destination: Destination,
}

/// The encodings of a certificate.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A W3C credential: everything is visible
    #[value(name = "vc+jwt")]
    Plain,
    /// A W3C credential of which its holder may keep parts back
    #[value(name = "vc+sd-jwt")]
    Selective,
    /// An SD-JWT VC, for wallets
    #[value(name = "dc+sd-jwt")]
    Wallet,
}

impl Issue {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        self.destination.check()?;
        let mut draft = self.draft()?;
        let mut registers = self.registers()?;
        for (_, register) in &mut registers {
            draft.status.push(register.allocate()?);
        }
        let key = self.signing.key()?;
        let token = self.sign(&self.signing.issuer(&key)?, &draft, Clocks::now().known_at)?;
        // The registers first: an entry must never be given out twice.
        registers.iter().try_for_each(|(path, register)| register.save(path))?;
        self.destination.write(&token, out)?;
        // The body needs the entry to revoke the certificate.
        for (entry, path) in draft.status.iter().rev().zip(self.register.iter().rev()) {
            out.note(&format!("status entry {} of {}", entry.index, path.display()));
        }
        Ok(Exit::Good)
    }

    fn draft(&self) -> Result<CertificateDraft, Failure> {
        let draft = CertificateDraft::from_json(&read_text(&self.draft)?);
        let mut draft = draft.map_err(|error| Failure::from(error).within(&self.draft))?;
        if let Some(path) = &self.holder_key {
            let key = PublicKey::from_jwk_text(&read_text(path)?);
            let key = key.map_err(|error| Failure::from(error).within(path))?;
            draft.holder_key = Some(key.to_json());
        }
        Ok(draft)
    }

    fn registers(&self) -> Result<Vec<(&Path, StatusRegister)>, Failure> {
        let paths = self.register.iter().map(PathBuf::as_path);
        paths.map(|path| Ok((path, StatusRegister::load(path)?))).collect()
    }

    fn sign(
        &self,
        issuer: &Issuer<'_>,
        draft: &CertificateDraft,
        now: Timestamp,
    ) -> Result<String, Failure> {
        let encoding = match self.form {
            Form::Plain if self.hide.is_empty() => Encoding::VcJwt,
            Form::Plain => {
                return Err(Failure::new("nothing of a vc+jwt can be kept back")
                    .advice("choose another --form, or leave --hide out"));
            }
            Form::Selective => Encoding::VcSdJwt(self.hiding(draft)),
            Form::Wallet => Encoding::DcSdJwt(self.hiding(draft)),
        };
        Ok(issuer.certificate(draft, &encoding, now)?)
    }

    fn hiding(&self, draft: &CertificateDraft) -> Hiding {
        let usual = Hiding::usual(draft);
        if self.hide.is_empty() {
            return usual;
        }
        Hiding { pointers: self.hide.clone(), ..usual }
    }
}
