//! What input may cost. Every number has its reason; all can be changed in the policy.

use crate::json::JsonLimits;
use serde::{Deserialize, Serialize};

/// The limits for credentials, serialised as part of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes of one credential. Certificates are 2 to 20 KB; SD-JWTs of many disclosures larger.
    pub credential_bytes: usize,
    /// Bytes of the decoded JOSE header. Five members fit into 500 bytes.
    pub header_bytes: usize,
    /// Nesting of JSON. The certificate profile needs 7 levels.
    pub json_depth: usize,
    /// Members of one object.
    pub json_members: usize,
    /// Values in one credential.
    pub json_values: usize,
    /// Disclosures of one SD-JWT.
    pub disclosures: usize,
    /// Disclosures inside disclosures.
    pub disclosure_depth: usize,
    /// Bytes of an inflated status list: 131,072 entries of 8 bits need 128 KiB.
    pub status_list_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            credential_bytes: 1 << 20,
            header_bytes: 8 << 10,
            json_depth: 32,
            json_members: 2_048,
            json_values: 20_000,
            disclosures: 1_024,
            disclosure_depth: 16,
            status_list_bytes: 4 << 20,
        }
    }
}

impl Limits {
    /// The limits for the JSON of a credential.
    pub fn json(&self) -> JsonLimits {
        JsonLimits { depth: self.json_depth, members: self.json_members, nodes: self.json_values }
    }
}

/// A list of bodies, a pack or an event document: a large authority lists thousands.
pub(crate) const DOCUMENT_JSON: JsonLimits =
    JsonLimits { depth: 32, members: 100_000, nodes: 1_000_000 };

/// Bytes of a list of bodies, a pack or an event document.
pub(crate) const DOCUMENT_BYTES: usize = 16 << 20;

/// A whole bundle: bodies are strings, so the JSON around them is small.
pub(crate) const BUNDLE_JSON: JsonLimits =
    JsonLimits { depth: 16, members: 4_096, nodes: 4_000_000 };

/// Bytes of a whole bundle.
pub(crate) const BUNDLE_BYTES: usize = 256 << 20;

/// Superiors between a body and an anchor: forum, authority, delegate, and one to spare.
pub(crate) const ACCREDITATION_DEPTH: usize = 4;

/// Signatures on one document that needs several.
pub(crate) const SIGNATURES: usize = 16;

/// Rows of a batch that are held at a time: enough to keep many cores busy for a while.
pub(crate) const BATCH_ROWS: usize = 4096;

/// Bytes of questions that are held at a time: fewer rows where rows are large.
pub(crate) const BATCH_BYTES: usize = 64 << 20;

/// Bytes of answers that are remembered for the questions that come again.
pub(crate) const BATCH_KNOWN_BYTES: usize = 64 << 20;

/// Certificates that are remembered while decisions about them are made, each with some
/// 5 KB.
pub(crate) const BATCH_CERTIFICATES: usize = 16_384;

/// How far the number of a document may go in one step: seconds since 1970 fit, once.
pub(crate) const SEQUENCE_STEP: u64 = 1 << 32;

/// No document may have a higher number: half of what a double counts (RFC 8785) is left,
/// so that no single number is the end.
pub(crate) const LAST_SEQUENCE: u64 = 1 << 52;

/// Times that a sync asks for more: superiors and their bodies' lists, and an anchor that
/// changed its keys a few times a year while nobody looked.
pub(crate) const SYNC_ROUNDS: usize = 32;

/// Documents of a sync: a thousand bodies with two lists each fit.
pub(crate) const SYNC_DOCUMENTS: usize = 4_096;

/// Bytes of all documents of a sync: half of what a bundle may have.
pub(crate) const SYNC_BYTES: usize = BUNDLE_BYTES / 2;
