//! Anchors: who may speak for what, in this verifier's world.

use crate::certificate::{AnyOr, Role};
use crate::clock::Timestamp;
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::limits::DOCUMENT_JSON;
use serde::{Deserialize, Serialize};

/// Somebody whose word counts here, and for what. Nothing outside `speaks_for` counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Anchor {
    /// The identifier that its documents bear as `issuer`.
    pub id: String,
    /// Its public keys, as JWKs; `kid` is the name that its documents use.
    pub keys: Vec<serde_json::Value>,
    /// SHA-256, in hexadecimal, of packs that count as its own without a signature: whoever
    /// wrote the digest here vouches for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<String>,
    /// How many distinct keys must sign each of its documents.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub threshold: usize,
    /// What it may speak for.
    #[serde(default)]
    pub speaks_for: SpeaksFor,
    /// Where its documents are published. One that is missing from the bundle makes what
    /// depends on it undetermined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

impl Anchor {
    /// Reads an anchor as it stands in a bundle (`docs/schemas/bundle.json`).
    pub fn from_json(text: &str) -> Result<Self, Error> {
        json::decode_str(text, &DOCUMENT_JSON).map_err(|mismatch| {
            Error::new(ErrorKind::ConfigInvalid, mismatch.pointer, mismatch.problem)
                .remedy("compare it with the anchors in the schema of bundles")
        })
    }
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_one(threshold: &usize) -> bool {
    *threshold == 1
}

/// What an anchor may speak for. Empty lists: nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SpeaksFor {
    /// The schemes and jurisdictions for which it may accredit bodies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accredits: Vec<Accredits>,
    /// What it may certify itself: a local pin of a single body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certifies: Vec<Certifies>,
    /// The schemes whose rules it states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemes: Vec<String>,
    /// The regimes whose recognition it states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regimes: Vec<String>,
    /// The regimes whose prohibitions it states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prohibitions: Vec<String>,
    /// The registers of jurisdictions that it keeps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub registers: Vec<String>,
    /// The issuers whose status lists it may publish.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<String>,
}

/// A mandate to accredit bodies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Accredits {
    /// The scheme.
    pub scheme: String,
    /// The laws under which its bodies may certify.
    pub jurisdictions: AnyOr<String>,
}

/// A body that is trusted by the bundle's owner directly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Certifies {
    /// The scheme.
    pub scheme: String,
    /// The versions of it.
    pub scheme_version: AnyOr<String>,
    /// The roles.
    pub roles: AnyOr<Role>,
    /// The laws under which it may certify.
    pub jurisdictions: AnyOr<String>,
    /// From when its decisions count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when its decisions count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_threshold_of_one_goes_without_saying() {
        let written = |anchor: &Anchor| serde_json::to_value(anchor).unwrap();
        let read = |text: &serde_json::Value| Anchor::deserialize(text).unwrap();
        let plain = json!({ "id": "did:web:a.example", "keys": [], "speaksFor": {} });
        let mut anchor = read(&plain);
        assert_eq!((anchor.threshold, written(&anchor)), (1, plain));
        anchor.threshold = 2;
        assert_eq!(written(&anchor)["threshold"], 2);
        assert_eq!(read(&written(&anchor)), anchor);
    }
}
