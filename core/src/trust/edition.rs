//! Anchor documents: an anchor's keys in numbered editions, so that it can change them.
//!
//! An edition counts where the keys before it and its own keys both signed it, each as many
//! as their threshold asks for (The Update Framework, section 5.3). What the anchor may
//! speak for is not in it: that stays the decision of whoever pinned the anchor.

use crate::certificate::Statement;
use serde::{Deserialize, Serialize};

/// A signed edition of an anchor's keys.
pub type AnchorDocument = Statement<AnchorKeys>;

/// The `type` of an anchor document.
pub const ANCHOR_TYPE: &str = "TrustAnchor";

/// The keys of an anchor, and where its documents are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnchorKeys {
    /// The anchor: the issuer of this document.
    pub id: String,
    /// Its public keys, as JWKs.
    pub keys: Vec<serde_json::Value>,
    /// How many distinct keys must sign each of its documents.
    pub threshold: usize,
    /// Where its other documents are published.
    pub sources: Vec<String>,
    /// Where the next edition will be published.
    pub next: String,
}

impl AnchorDocument {
    /// Whether it is consistent in itself.
    pub(crate) fn check(&self) -> Result<(), String> {
        let subject = &self.credential_subject;
        if self.sequence_number.is_none() || self.next_update.is_none() {
            return Err("it has no `sequenceNumber` or no `nextUpdate`".to_owned());
        }
        if self.issuer != subject.id {
            return Err(format!("{} states the keys of {}", self.issuer, subject.id));
        }
        if subject.keys.is_empty() {
            return Err("it states no key".to_owned());
        }
        if subject.next == self.id {
            return Err("the next edition would take its place".to_owned());
        }
        Ok(())
    }
}
