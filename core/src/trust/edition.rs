//! Anchor documents: an anchor's keys in numbered editions, so that it can change them.
//!
//! An edition counts where the keys before it and its own keys both signed it, each as many
//! as their threshold asks for (The Update Framework, section 5.3). What the anchor may
//! speak for is not in it: that stays the decision of whoever pinned the anchor.

use crate::certificate::Statement;
use serde::{Deserialize, Serialize};

/// A signed edition of an anchor's keys.
///
/// The holder of each key signs the same statement, and the signatures are put together.
/// Here the second edition takes the place of a first one of the key `old`:
///
/// ```
/// use tegata::certificate::Statement;
/// use tegata::issue::{FileKey, Issuer, combine};
/// use tegata::trust::{ANCHOR_TYPE, AnchorDocument, AnchorKeys};
/// use tegata::{Algorithm, Timestamp};
///
/// # fn main() -> Result<(), tegata::Error> {
/// let id = "did:web:authority.example";
/// let (old, new) = (FileKey::generate(Algorithm::Es256)?, FileKey::generate(Algorithm::Es256)?);
/// let (leaving, coming) = (Issuer::new(id, &old)?, Issuer::new(id, &new)?);
/// let keys = AnchorKeys {
///     id: id.to_owned(),
///     keys: vec![coming.public_key().to_json()],
///     threshold: 1,
///     sources: vec!["https://authority.example/bodies".to_owned()],
///     next: "https://authority.example/anchor/3".to_owned(),
/// };
/// let from = Timestamp::from_unix(1_795_000_000).unwrap();
/// let url = "https://authority.example/anchor/2";
/// let edition = AnchorDocument {
///     sequence_number: Some(2),
///     next_update: Some(from.plus_months(12)),
///     ..Statement::new(ANCHOR_TYPE, url, id, from, keys)
/// };
/// let published = combine(&[leaving.statement(&edition)?, coming.statement(&edition)?])?;
/// assert!(published.starts_with('['));
/// # Ok(())
/// # }
/// ```
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
    /// Whether it is consistent in itself; says what is wrong.
    pub fn check(&self) -> Result<(), String> {
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
        if subject.threshold == 0 {
            return Err("a threshold of 0 asks for no signature".to_owned());
        }
        if subject.next == self.id {
            return Err("the next edition would take its place".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    const ID: &str = "did:web:authority.example";

    fn fault(change: impl Fn(&mut AnchorDocument)) -> Option<String> {
        let keys = AnchorKeys {
            id: ID.to_owned(),
            keys: vec![serde_json::Value::Null],
            threshold: 1,
            sources: Vec::new(),
            next: "https://authority.example/3".to_owned(),
        };
        let (url, from) = ("https://authority.example/2", Timestamp::EPOCH_START);
        let mut edition = AnchorDocument {
            sequence_number: Some(2),
            next_update: Some(from.plus_months(12)),
            ..AnchorDocument::new(ANCHOR_TYPE, url, ID, from, keys)
        };
        change(&mut edition);
        edition.check().err()
    }

    #[test]
    fn an_edition_is_sound_in_itself_or_says_what_is_wrong() {
        assert_eq!(fault(|_| {}), None);
        let unnumbered = "it has no `sequenceNumber` or no `nextUpdate`";
        let no_key = "it states no key";
        let no_signature = "a threshold of 0 asks for no signature";
        let itself = "the next edition would take its place";
        let told = |change: fn(&mut AnchorDocument)| fault(change).unwrap();
        assert_eq!(told(|edition| edition.sequence_number = None), unnumbered);
        assert_eq!(told(|edition| edition.next_update = None), unnumbered);
        assert_eq!(told(|edition| edition.credential_subject.keys.clear()), no_key);
        assert_eq!(told(|edition| edition.credential_subject.threshold = 0), no_signature);
        assert_eq!(told(|edition| edition.credential_subject.next = edition.id.clone()), itself);
        let other = told(|edition| edition.credential_subject.id = "did:web:other.example".into());
        assert_eq!(other, format!("{ID} states the keys of did:web:other.example"));
    }
}
