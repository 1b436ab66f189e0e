//! The envelope that all trust documents share: a VCDM 2.0 credential whose members are a
//! closed list, because a misspelt one would weaken a rule.

use crate::clock::Timestamp;
use crate::credential::vcdm::CONTEXT;
use crate::json::{Mismatch, Value, decode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The vocabulary context of tegata's own documents.
pub const TEGATA_CONTEXT: &str = "https://w3id.org/tegata/v1";

/// A signed statement of an authority about `S`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement<S> {
    /// The VCDM 2.0 context, then tegata's.
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// The identifier: the URL at which the document is published.
    pub id: String,
    /// `VerifiableCredential`, and the kind of statement.
    #[serde(rename = "type")]
    pub types: Vec<String>,
    /// Who states it.
    pub issuer: String,
    /// From when it is stated.
    pub valid_from: Timestamp,
    /// Until when, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// Grows with every edition, so that an old one cannot pass for the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence_number: Option<u64>,
    /// When the next edition is out at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_update: Option<Timestamp>,
    /// The statement itself.
    pub credential_subject: S,
}

impl<S> Statement<S> {
    /// A statement of `issuer`, to be published at `id`.
    pub fn new(kind: &str, id: &str, issuer: &str, valid_from: Timestamp, subject: S) -> Self {
        Self {
            context: vec![CONTEXT.to_owned(), TEGATA_CONTEXT.to_owned()],
            id: id.to_owned(),
            types: vec!["VerifiableCredential".to_owned(), kind.to_owned()],
            issuer: issuer.to_owned(),
            valid_from,
            valid_until: None,
            sequence_number: None,
            next_update: None,
            credential_subject: subject,
        }
    }

    /// Until when it may be relied on without asking for a newer edition.
    pub(crate) fn fresh_until(&self) -> Option<Timestamp> {
        match (self.next_update, self.valid_until) {
            (Some(next), Some(until)) => Some(next.min(until)),
            (next, until) => next.or(until),
        }
    }
}

impl<S: DeserializeOwned> Statement<S> {
    /// Reads the claims of a genuine credential as a statement of this kind.
    pub(crate) fn read(claims: Value<'_>) -> Result<Self, Mismatch> {
        decode(claims)
    }
}
