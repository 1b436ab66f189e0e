//! An organisation's data-protection certificate: one type for both encodings.

mod any;
pub(crate) mod jurisdiction;
mod profile;
mod scope;
mod statement;

use crate::clock::{Day, Timestamp};
use crate::code::Finding;
use crate::issuer::{Authentic, Form, Genuine};
use crate::json::{Object, Value};
use std::fmt;
use std::sync::Arc;

pub use any::AnyOr;
pub use profile::{CERTIFICATE_TYPE, CERTIFICATE_VCT, Role};
pub use scope::ScopeDimension;
pub(crate) use scope::{Scope, Stated};
pub use statement::{Statement, TEGATA_CONTEXT};

/// A credential of any kind that is genuine: steps 1 to 3 hold.
#[derive(Clone)]
pub struct Credential {
    pub(crate) genuine: Arc<Genuine>,
}

impl Credential {
    pub(crate) fn new(genuine: Genuine) -> Self {
        Self { genuine: Arc::new(genuine) }
    }

    /// The issuer's identifier.
    pub fn issuer(&self) -> &str {
        self.genuine.issuer()
    }

    /// How it is encoded.
    pub fn form(&self) -> Form {
        self.genuine.form
    }

    /// The claims as JSON, with what was disclosed in its place.
    pub fn claims(&self) -> Value<'_> {
        self.genuine.claims.root()
    }

    /// The proof that it is genuine.
    pub fn authentic(&self) -> Authentic {
        self.genuine.authentic
    }

    /// The token as it was presented.
    pub fn token(&self) -> &str {
        &self.genuine.token
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("issuer", &self.issuer()).finish_non_exhaustive()
    }
}

/// A genuine certificate: **facts**, true whatever the time. Whether its body was
/// accredited and whether it was in force is asked of [`Verifier::assess`].
///
/// [`Verifier::assess`]: crate::Verifier::assess
#[derive(Clone)]
pub struct Certificate {
    credential: Credential,
    decided: Option<Day>,
    /// Where `certification` stands in the claims: most questions are about it.
    certification: usize,
}

impl Certificate {
    /// Reads a genuine credential as a certificate (certificate profile, section 1).
    pub(crate) fn read(credential: Credential) -> Result<Self, Finding> {
        let decided = profile::check(&credential.genuine)?;
        let certification = profile::certification(&credential.genuine)?.position();
        Ok(Self { credential, decided, certification })
    }

    /// The credential that carries it.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// The identifier of the certification body.
    pub fn issuer(&self) -> &str {
        self.credential.issuer()
    }

    /// The organisation's identifier.
    pub fn subject(&self) -> &str {
        match self.genuine().form {
            Form::DcSdJwt => self.holder_text("sub"),
            _ => self.holder_text("id"),
        }
    }

    /// The organisation's name. Hostile to terminals, logs and spreadsheets: escape it.
    pub fn legal_name(&self) -> &str {
        self.holder_text("legalName")
    }

    /// The certificate's number.
    pub fn number(&self) -> &str {
        self.text("number")
    }

    /// The scheme.
    pub fn scheme(&self) -> &str {
        self.text("scheme")
    }

    /// The version of the scheme.
    pub fn scheme_version(&self) -> &str {
        self.text("schemeVersion")
    }

    /// The variant of the scheme, where it has variants.
    pub fn variant(&self) -> Option<&str> {
        self.member("variant").and_then(Value::as_str)
    }

    /// The regime under whose law it was granted, as written in it.
    pub fn jurisdiction(&self) -> &str {
        self.text("jurisdiction")
    }

    /// The roles that it covers.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        let list = self.member("roles").and_then(Value::as_array);
        list.into_iter().flat_map(|list| list.iter()).filter_map(|role| role.as_str()?.parse().ok())
    }

    /// When it begins, where it says so.
    pub fn valid_from(&self) -> Option<Timestamp> {
        self.genuine().validity.from
    }

    /// When it ends, where it says so.
    pub fn valid_until(&self) -> Option<Timestamp> {
        self.genuine().validity.until
    }

    /// When the body decided, where it says so.
    pub fn decided_on(&self) -> Option<Day> {
        self.decided
    }

    /// Where its signed events are published.
    pub fn events_url(&self) -> Option<&str> {
        self.member("events").and_then(Value::as_str)
    }

    /// What it covers, as written in it.
    pub(crate) fn scope(&self) -> Scope {
        Scope::read(self.member("scope"))
    }

    /// The numbers under which registers know the organisation: system and value.
    pub(crate) fn registrations(&self) -> impl Iterator<Item = (&str, &str)> {
        let list = self.holder().and_then(|holder| holder.get("registrations")?.as_array());
        list.into_iter().flat_map(|list| list.iter()).filter_map(|entry| {
            let entry = entry.as_object()?;
            Some((entry.get("system")?.as_str()?, entry.get("value")?.as_str()?))
        })
    }

    /// Any member of `certification`.
    pub fn member(&self, name: &str) -> Option<Value<'_>> {
        self.certification()?.get(name)
    }

    pub(crate) fn genuine(&self) -> &Genuine {
        &self.credential.genuine
    }

    /// The first and the last instant at which the body may have decided: the day of
    /// `decidedOn` as counted where the certificate begins, or else its beginning.
    pub(crate) fn decided_within(&self) -> Option<(Timestamp, Timestamp)> {
        let validity = self.genuine().validity;
        let like = validity.from.or(validity.signed);
        match (self.decided, like) {
            (Some(Day::Instant(instant)), _) => Some((instant, instant)),
            (Some(day), Some(like)) => Some(day.bounds(like)),
            (Some(day), None) => Timestamp::from_unix(0).map(|utc| day.bounds(utc)),
            (None, like) => like.map(|instant| (instant, instant)),
        }
    }

    fn holder(&self) -> Option<Object<'_>> {
        profile::holder(self.genuine())
    }

    fn certification(&self) -> Option<Object<'_>> {
        self.genuine().claims.value_at(self.certification).as_object()
    }

    fn holder_text(&self, name: &str) -> &str {
        self.holder().and_then(|holder| holder.get(name)?.as_str()).unwrap_or_default()
    }

    fn text(&self, name: &str) -> &str {
        self.member(name).and_then(Value::as_str).unwrap_or_default()
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("issuer", &self.issuer())
            .field("number", &self.number())
            .finish_non_exhaustive()
    }
}
