//! The keys of one issuer.

use crate::clock::Timestamp;
use crate::code::{Code, Finding, NeedKind};
use crate::jose::jwk::PublicKey;

/// One key of an issuer, with the time in which it signs.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The identifier that tokens use, where the key has one.
    pub id: Option<Box<str>>,
    pub public: PublicKey,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub compromised: Vec<Compromise>,
    /// Controlled Identifiers 1.0 section 3.3: whether it may sign statements.
    pub asserts: bool,
}

/// A key in other hands since an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Compromise {
    pub since: Timestamp,
    pub published_at: Timestamp,
}

impl Key {
    /// The earliest compromise that was public by `known_at`.
    pub(crate) fn compromised_since(&self, known_at: Timestamp) -> Option<Timestamp> {
        let known = self.compromised.iter().filter(|known| known.published_at <= known_at);
        known.map(|known| known.since).min()
    }

    /// Refuses a signature made outside the key's time. A token that does not say when it
    /// was signed could be from any time.
    pub(crate) fn check_in_force(&self, signed: Option<Timestamp>) -> Result<(), Finding> {
        let early = self.from.is_some_and(|from| signed.is_none_or(|signed| signed < from));
        let late = self.until.is_some_and(|until| signed.is_none_or(|signed| signed > until));
        if !early && !late {
            return Ok(());
        }
        let written = |instant: Option<Timestamp>| instant.map_or("?".to_owned(), |i| i.to_string());
        Err(Finding::new(Code::KeyNotInForce)
            .with("signed", written(signed))
            .with("from", written(self.from))
            .with("until", written(self.until)))
    }
}

/// All keys of one issuer, or why they are not known.
#[derive(Clone, Debug)]
pub(crate) struct KeyRing {
    pub source: KeySource,
}

/// Where an issuer's keys stand.
#[derive(Clone, Debug)]
pub(crate) enum KeySource {
    Known(Vec<Key>),
    /// The document that holds them is not in the bundle.
    Missing { url: String, kind: NeedKind },
    /// The document that holds them is not acceptable.
    Invalid { url: String, fault: String },
}

impl KeyRing {
    pub(crate) fn keys(&self) -> &[Key] {
        match &self.source {
            KeySource::Known(keys) => keys,
            _ => &[],
        }
    }

    /// The key that a token of `issuer` names. Without a name, the issuer's only key.
    pub(crate) fn find(&self, issuer: &str, key_id: Option<&str>) -> Result<&Key, Finding> {
        match &self.source {
            KeySource::Known(keys) => find(keys, issuer, key_id),
            KeySource::Missing { url, kind } => Err(Finding::new(Code::KeyDocumentMissing)
                .with("document", url)
                .needing(*kind, url)),
            KeySource::Invalid { url, fault } => Err(Finding::new(Code::KeyDocumentInvalid)
                .with("document", url)
                .with("fault", fault)
                .by(url)),
        }
    }
}

fn find<'k>(keys: &'k [Key], issuer: &str, key_id: Option<&str>) -> Result<&'k Key, Finding> {
    let found = match key_id {
        Some(id) => keys.iter().find(|key| key.id.as_deref() == Some(id)),
        None => keys.first().filter(|_| keys.len() == 1),
    };
    let key = found.ok_or_else(|| not_found(issuer, key_id))?;
    if !key.asserts {
        return Err(Code::KeyPurpose.into());
    }
    Ok(key)
}

/// A key identifier that names another controller is an attempt to borrow its key.
fn not_found(issuer: &str, key_id: Option<&str>) -> Finding {
    let controller = key_id.and_then(|id| id.split_once('#')).map(|(controller, _)| controller);
    match controller {
        Some(other) if !other.is_empty() && other != issuer => Code::KeyForeign.into(),
        _ => Code::KeyNotFound.into(),
    }
}
