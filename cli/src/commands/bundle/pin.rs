//! `tegata bundle pin`.

use super::store::{lock, now, save};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::Output;
use crate::scope::{any_or, any_or_roles, role_or_any};
use clap::Args;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tegata::json::{JsonLimits, decode_str};
use tegata::trust::{Accredits, Anchor, Certifies, SpeaksFor};
use tegata::{PublicKey, Timestamp, TrustBundle};

/// Trust somebody for something: an authority that accredits, the owner of a scheme, or a
/// single certification body
#[derive(Args, Debug)]
pub(crate) struct Pin {
    /// The bundle
    file: PathBuf,

    /// An anchor written out in JSON, in place of the options below
    #[arg(long, value_name = "FILE", conflicts_with_all = ["issuer", "key", "scheme",
        "speaks_for_scheme", "speaks_for_status", "speaks_for_regime", "speaks_for_register",
        "source"])]
    anchor: Option<PathBuf>,

    /// Replace what was pinned for the same issuer before
    #[arg(long)]
    replace: bool,

    #[command(flatten)]
    whom: Whom,

    #[command(flatten)]
    what: What,
}

/// Who is trusted.
#[derive(Args, Debug)]
#[command(next_help_heading = "Whom")]
struct Whom {
    /// The identifier that its documents bear as issuer
    #[arg(long, value_name = "ID", required_unless_present = "anchor")]
    issuer: Option<String>,

    /// Its public key, a JWK in a file; repeat for several. Without a key: those that it
    /// publishes under its own name (a DID document, or JWT VC issuer metadata)
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,

    /// How many of its keys must sign each of its documents
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    threshold: usize,

    /// Where it publishes its documents. One that is missing from the bundle makes what
    /// depends on it undetermined
    #[arg(long, value_name = "URL")]
    source: Vec<String>,
}

/// What it is trusted for.
#[derive(Args, Debug)]
#[command(next_help_heading = "For what")]
struct What {
    /// It accredits bodies, in place of certifying organisations itself
    #[arg(long, requires = "scheme")]
    accredits: bool,

    /// The scheme that it certifies, or accredits bodies, for
    #[arg(long, value_name = "URL", requires = "jurisdiction")]
    scheme: Vec<String>,

    /// The versions of the scheme that it certifies, or `any`
    #[arg(long, value_name = "VERSION|any", requires = "scheme", conflicts_with = "accredits")]
    scheme_version: Vec<String>,

    /// The roles that its certificates may cover, or `any`
    #[arg(long, value_name = "ROLE|any", requires = "scheme", conflicts_with = "accredits",
        value_parser = role_or_any)]
    role: Vec<String>,

    /// The laws under which certificates may be granted, or `any`
    #[arg(long, value_name = "NAME|any", requires = "scheme")]
    jurisdiction: Vec<String>,

    /// From when its decisions to certify count
    #[arg(long, value_name = "INSTANT", requires = "scheme", conflicts_with = "accredits")]
    from: Option<Timestamp>,

    /// Until when its decisions to certify count
    #[arg(long, value_name = "INSTANT", requires = "scheme", conflicts_with = "accredits")]
    until: Option<Timestamp>,

    /// A scheme whose rules it states
    #[arg(long, value_name = "URL")]
    speaks_for_scheme: Vec<String>,

    /// An issuer whose status lists it may publish
    #[arg(long, value_name = "ID")]
    speaks_for_status: Vec<String>,

    /// A regime whose instruments and orders it states
    #[arg(long, value_name = "ID")]
    speaks_for_regime: Vec<String>,

    /// A register of jurisdictions that it keeps
    #[arg(long, value_name = "ID")]
    speaks_for_register: Vec<String>,
}

impl Pin {
    pub(super) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let _alone = lock(&self.file)?;
        let bundle = TrustBundle::load(&self.file)?;
        let anchor = self.anchor()?;
        if !self.replace && bundle.anchors().iter().any(|known| known.id == anchor.id) {
            return Err(Failure::new(format!("{} is pinned already", anchor.id))
                .advice("look at it with `tegata bundle show`, or replace it with --replace"));
        }
        let id = anchor.id.clone();
        save(&bundle, &bundle.with_anchor(anchor, now())?, &self.file)?;
        out.field(out.pick("pinned", "登録"), &id);
        Ok(Exit::Good)
    }

    fn anchor(&self) -> Result<Anchor, Failure> {
        if let Some(path) = &self.anchor {
            return read_anchor(path);
        }
        let id = self.whom.issuer.clone().unwrap_or_default();
        let keys: Result<_, _> = self.whom.key.iter().map(|path| read_key(path, &id)).collect();
        Ok(Anchor {
            keys: keys?,
            id,
            threshold: self.whom.threshold,
            speaks_for: self.what.speaks_for()?,
            pins: Vec::new(),
            sources: self.whom.source.clone(),
        })
    }
}

fn read_anchor(path: &Path) -> Result<Anchor, Failure> {
    const LIMITS: JsonLimits = JsonLimits { depth: 16, members: 1_024, nodes: 16_384 };
    decode_str(&read_text(path)?, &LIMITS).map_err(|mismatch| Failure::file(path, mismatch))
}

/// Admits the key first, so that a private or weak one is refused here already. A key
/// without a name gets the one that issuers use by default.
fn read_key(path: &Path, issuer: &str) -> Result<Value, Failure> {
    let key = PublicKey::from_jwk_text(&read_text(path)?).map_err(|error| {
        let advice = "give a public key: `tegata key public` prints the one of a private key";
        Failure::from(error).advice(advice).within(path)
    })?;
    if key.key_id().is_some() {
        return Ok(key.to_json());
    }
    let name = format!("{issuer}#{}", key.thumbprint());
    Ok(key.with_key_id(name).to_json())
}

impl What {
    fn speaks_for(&self) -> Result<SpeaksFor, Failure> {
        let something = [
            &self.scheme,
            &self.speaks_for_scheme,
            &self.speaks_for_status,
            &self.speaks_for_regime,
            &self.speaks_for_register,
        ];
        if something.iter().all(|list| list.is_empty()) {
            return Err(Failure::new("nothing says what it is trusted for").advice(
                "name a --scheme that it certifies (or, with --accredits, accredits bodies \
                 for), or use one of the --speaks-for options",
            ));
        }
        Ok(SpeaksFor {
            accredits: if self.accredits { self.accredits() } else { Vec::new() },
            certifies: if self.accredits { Vec::new() } else { self.certifies()? },
            schemes: self.speaks_for_scheme.clone(),
            status: self.speaks_for_status.clone(),
            regimes: self.speaks_for_regime.clone(),
            prohibitions: self.speaks_for_regime.clone(),
            registers: self.speaks_for_register.clone(),
        })
    }

    fn accredits(&self) -> Vec<Accredits> {
        let jurisdictions = any_or(&self.jurisdiction);
        let mandate = |scheme: &String| Accredits {
            scheme: scheme.clone(),
            jurisdictions: jurisdictions.clone(),
        };
        self.scheme.iter().map(mandate).collect()
    }

    fn certifies(&self) -> Result<Vec<Certifies>, Failure> {
        if !self.scheme.is_empty() && (self.scheme_version.is_empty() || self.role.is_empty()) {
            return Err(Failure::new("which versions and roles it may certify is not said")
                .advice("give --scheme-version and --role; `any` must be written out"));
        }
        let pin = |scheme: &String| Certifies {
            scheme: scheme.clone(),
            scheme_version: any_or(&self.scheme_version),
            roles: any_or_roles(&self.role),
            jurisdictions: any_or(&self.jurisdiction),
            from: self.from,
            until: self.until,
        };
        Ok(self.scheme.iter().map(pin).collect())
    }
}
