//! What a question about a transfer is answered from: certificates, a bundle, a policy.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{read_text, read_token};
use crate::output::Output;
use crate::question::Asked;
use crate::report;
use clap::Args;
use std::path::PathBuf;
use tegata::{Certificate, Clocks, Policy, Refusal, Report, Transfer, TrustBundle, Verifier};

/// The flags that name them.
#[derive(Args, Debug)]
#[command(next_help_heading = "What the answer rests on")]
pub(crate) struct Grounds {
    /// A certificate of the importer (or, where the law asks for it, of the exporter); may
    /// be given several times
    #[arg(long, value_name = "FILE")]
    certificate: Vec<PathBuf>,

    /// A genuine credential of another kind that an instrument asks for; may be given
    /// several times
    #[arg(long, value_name = "FILE")]
    credential: Vec<PathBuf>,

    #[command(flatten)]
    world: World,
}

/// Whom and what the answer rests on.
#[derive(Args, Debug)]
pub(crate) struct World {
    /// The trust bundle: whom you trust, and their documents. Default: only the pack that
    /// comes with the software
    #[arg(long, value_name = "FILE", env = "TEGATA_BUNDLE")]
    bundle: Option<PathBuf>,

    /// Leave out the pack that comes with the software
    #[cfg(feature = "pack")]
    #[arg(long)]
    without_pack: bool,

    /// A policy of your own, in JSON
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

/// A file that is not what it should be.
pub(crate) struct Refused {
    path: PathBuf,
    refusal: Refusal,
}

/// The certificates and credentials, read once.
pub(crate) struct Tokens {
    certificates: Vec<(PathBuf, Vec<u8>)>,
    credentials: Vec<(PathBuf, Vec<u8>)>,
}

/// A question with its certificates, or the first file that is not genuine.
type Put = Result<(Transfer, Vec<Certificate>), Refused>;

impl Grounds {
    /// Whether files are presented.
    pub(crate) fn are_presented(&self) -> bool {
        !self.certificate.is_empty() || !self.credential.is_empty()
    }

    pub(crate) fn verifier(&self) -> Result<Verifier, Failure> {
        self.world.verifier()
    }

    /// Reads the certificates and the question.
    pub(crate) fn ask(&self, verifier: &Verifier, question: &Asked) -> Result<Put, Failure> {
        self.read(verifier)?.ask(verifier, question)
    }

    /// Reads the files that are asked about.
    pub(crate) fn read(&self, verifier: &Verifier) -> Result<Tokens, Failure> {
        let limit = verifier.policy().limits.credential_bytes;
        let all = |paths: &[PathBuf]| {
            let read = |path: &PathBuf| Ok((path.clone(), read_token(path, limit)?));
            paths.iter().map(read).collect::<Result<Vec<_>, Failure>>()
        };
        Ok(Tokens { certificates: all(&self.certificate)?, credentials: all(&self.credential)? })
    }

    /// The same; where the transfer is from and where it goes may be left open.
    pub(crate) fn ask_openly(&self, verifier: &Verifier, asked: &Asked) -> Result<Put, Failure> {
        self.read(verifier)?.ask_openly(verifier, asked)
    }
}

impl Tokens {
    /// What is asked, of this verifier.
    pub(crate) fn ask(&self, verifier: &Verifier, question: &Asked) -> Result<Put, Failure> {
        let (transfer, certificates) = match self.ask_openly(verifier, question)? {
            Ok(asked) => asked,
            Err(refused) => return Ok(Err(refused)),
        };
        Asked::check(&transfer)?;
        Ok(Ok((transfer, certificates)))
    }

    fn ask_openly(&self, verifier: &Verifier, asked: &Asked) -> Result<Put, Failure> {
        let mut certificates = Vec::new();
        for (path, token) in &self.certificates {
            match verifier.authenticate(token) {
                Ok(certificate) => certificates.push(certificate),
                Err(refusal) => return Ok(Err(Refused { path: path.clone(), refusal })),
            }
        }
        let mut transfer = asked.transfer(&certificates)?;
        for (path, token) in &self.credentials {
            match verifier.open(token) {
                Ok(credential) => transfer = transfer.showing(&credential),
                Err(refusal) => return Ok(Err(Refused { path: path.clone(), refusal })),
            }
        }
        Ok(Ok((transfer, certificates)))
    }
}

impl World {
    pub(crate) fn verifier(&self) -> Result<Verifier, Failure> {
        let policy = match &self.policy {
            Some(path) => Policy::from_json(&read_text(path)?)
                .map_err(|error| Failure::from(error).within(path))?,
            None => Policy::default(),
        };
        Ok(Verifier::with_policy(self.bundle()?, policy)?)
    }

    #[cfg(feature = "pack")]
    fn bundle(&self) -> Result<TrustBundle, Failure> {
        match (&self.bundle, self.without_pack) {
            (Some(path), true) => Ok(TrustBundle::load(path)?),
            (Some(path), false) => Ok(TrustBundle::load(path)?.with_embedded_pack()?),
            (None, false) => Ok(TrustBundle::embedded()?),
            (None, true) => Err(no_bundle()),
        }
    }

    #[cfg(not(feature = "pack"))]
    fn bundle(&self) -> Result<TrustBundle, Failure> {
        let path = self.bundle.as_ref().ok_or_else(no_bundle)?;
        Ok(TrustBundle::load(path)?)
    }
}

fn no_bundle() -> Failure {
    Failure::new("there is nothing to decide by: no bundle was given")
        .advice("give one with --bundle, or use the pack that comes with the software")
}

impl Refused {
    /// Why the file counts for nothing.
    pub(crate) fn report(&self) -> &Report {
        self.refusal.report()
    }

    /// Says why the file counts for nothing.
    pub(crate) fn tell(&self, out: &mut Output, json: bool) -> Exit {
        let report = self.refusal.report();
        if json {
            out.json(&report.to_json());
        } else {
            out.heading(&self.path.display().to_string());
            let now = Clocks::now();
            report::print(out, report, None, (now, now));
        }
        Exit::from(report)
    }
}
