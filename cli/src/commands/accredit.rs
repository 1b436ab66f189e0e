//! `tegata accredit`: sign a list of accredited bodies.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::Output;
use crate::scope::{any_or, any_or_roles, role_or_any};
use crate::signing::{Destination, Signing};
use clap::Args;
use std::path::{Path, PathBuf};
use tegata::certificate::Statement;
use tegata::json::{JsonLimits, decode_str};
use tegata::trust::{
    Action, LIST_TYPE, OneOrMany, RecognizedAction, RecognizedEntity, VerificationMethod,
};
use tegata::{Clocks, Event, EventKind, PublicKey, Timestamp};

/// Sign a list of accredited certification bodies
///
/// The bodies come from a file, or one of them from the options below, or both.
#[derive(Args, Debug)]
pub(crate) struct Accredit {
    /// The bodies, JSON in a file: a RecognizedEntity, or a list of them; `-` for standard
    /// input
    #[arg(required_unless_present = "body")]
    bodies: Option<PathBuf>,

    /// Where the list will be published
    #[arg(long)]
    url: String,

    /// The number of this edition; each edition has a higher one
    #[arg(long)]
    number: u64,

    /// Days until the next edition is out at the latest
    #[arg(long, value_name = "DAYS", default_value_t = 30,
        value_parser = clap::value_parser!(u32).range(1..=3660))]
    next_update_days: u32,

    #[command(flatten)]
    body: Body,

    #[command(flatten)]
    signing: Signing,

    #[command(flatten)]
    destination: Destination,
}

/// One body, written out as options.
#[derive(Args, Debug)]
#[command(next_help_heading = "One body")]
struct Body {
    /// Its identifier: the issuer of its certificates
    #[arg(long, value_name = "ID", requires_all = ["name", "established", "scheme",
        "scheme_version", "role", "jurisdiction"])]
    body: Option<String>,

    /// Its legal name
    #[arg(long, requires = "body")]
    name: Option<String>,

    /// Where it is established
    #[arg(long, value_name = "CODE", requires = "body")]
    established: Option<String>,

    /// Its public key, a JWK in a file; repeat for several. Without a key: those that it
    /// publishes under its own name
    #[arg(long, value_name = "FILE", requires = "body")]
    body_key: Vec<PathBuf>,

    /// Where it publishes a status list, or a list of its own; repeat for several.
    /// `bundle sync` fetches them
    #[arg(long, value_name = "URL", requires = "body")]
    source: Vec<String>,

    /// The scheme that it may certify for
    #[arg(long, value_name = "URL", requires = "body")]
    scheme: Option<String>,

    /// The versions of the scheme, or `any`
    #[arg(long, value_name = "VERSION|any", requires = "body")]
    scheme_version: Vec<String>,

    /// The roles that its certificates may cover, or `any`
    #[arg(long, value_name = "ROLE|any", requires = "body", value_parser = role_or_any)]
    role: Vec<String>,

    /// The laws under which it may certify, or `any`
    #[arg(long, value_name = "NAME|any", requires = "body")]
    jurisdiction: Vec<String>,

    /// The standard of its accreditation
    #[arg(long, default_value = "ISO/IEC 17065")]
    standard: String,

    /// Since when it is accredited. Default: now
    #[arg(long, value_name = "INSTANT", requires = "body")]
    since: Option<Timestamp>,
}

impl Accredit {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        self.destination.check()?;
        let now = Clocks::now().known_at;
        let key = self.signing.key()?;
        let issuer = self.signing.issuer(&key)?;
        let mut bodies = self.bodies.as_deref().map(read_bodies).transpose()?.unwrap_or_default();
        bodies.extend(self.body.entity(now)?);
        let list = Statement::new(LIST_TYPE, &self.url, issuer.id(), now, OneOrMany(bodies));
        let next_update = now.plus_seconds(i64::from(self.next_update_days) * 24 * 3600);
        let list = Statement {
            sequence_number: Some(self.number),
            next_update: Some(next_update),
            ..list
        };
        self.destination.write(&issuer.statement(&list)?, out)
    }
}

fn read_bodies(path: &Path) -> Result<Vec<RecognizedEntity>, Failure> {
    const LIMITS: JsonLimits = JsonLimits { depth: 32, members: 100_000, nodes: 1_000_000 };
    let OneOrMany(bodies) =
        decode_str(&read_text(path)?, &LIMITS).map_err(|mismatch| Failure::file(path, mismatch))?;
    Ok(bodies)
}

impl Body {
    fn entity(&self, now: Timestamp) -> Result<Option<RecognizedEntity>, Failure> {
        let Some(id) = &self.body else { return Ok(None) };
        let keys = self.body_key.iter().map(|path| method(id, path));
        let keys: Result<Vec<_>, _> = keys.collect();
        Ok(Some(RecognizedEntity {
            id: id.clone(),
            kind: "RecognizedEntity".to_owned(),
            legal_name: self.name.clone().unwrap_or_default(),
            jurisdiction: self.established.clone().unwrap_or_default(),
            verification_method: keys?,
            recognized_to: vec![self.action(now)?],
            key_events: Vec::new(),
            sources: self.source.clone(),
        }))
    }

    fn action(&self, now: Timestamp) -> Result<RecognizedAction, Failure> {
        Ok(RecognizedAction {
            action: Action::Issue,
            scheme: self.scheme.clone().unwrap_or_default(),
            scheme_version: any_or(&self.scheme_version),
            roles: any_or_roles(&self.role),
            jurisdictions: any_or(&self.jurisdiction),
            standard: self.standard.clone(),
            events: vec![grant(self.since.unwrap_or(now), now)],
        })
    }
}

fn grant(since: Timestamp, now: Timestamp) -> Event {
    Event { published_at: now, ..Event::new("grant-1", EventKind::Grant, since) }
}

/// A key without a name gets the one that issuers use by default.
fn method(body: &str, path: &Path) -> Result<VerificationMethod, Failure> {
    let key = PublicKey::from_jwk_text(&read_text(path)?)
        .map_err(|error| Failure::from(error).within(path))?;
    let default = || format!("{body}#{}", key.thumbprint());
    Ok(VerificationMethod {
        id: key.key_id().map_or_else(default, str::to_owned),
        kind: "JsonWebKey".to_owned(),
        controller: body.to_owned(),
        public_key_jwk: key.to_json(),
        valid_from: None,
        expires: None,
        compromised: None,
    })
}
