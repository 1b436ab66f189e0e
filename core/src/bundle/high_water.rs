//! What was seen before, kept outside the bundle: an old bundle must stay replayable, and
//! yet an old list must not pass for the newest when a bundle is brought up to date.

use super::TrustBundle;
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::json::to_canonical;
use crate::limits::DOCUMENT_JSON;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The highest sequence number that was seen of each signed document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HighWater {
    /// By URL.
    marks: BTreeMap<String, Mark>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Mark {
    issuer: String,
    sequence_number: u64,
    sha256: String,
}

impl HighWater {
    /// Reads what was kept.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        json::decode_str(text, &DOCUMENT_JSON)
            .map_err(|m| Error::new(ErrorKind::ConfigInvalid, m.pointer, m.problem))
    }

    /// What is to be kept.
    pub fn to_json(&self) -> String {
        to_canonical(self)
    }

    /// Admits a bundle, and raises the marks; refuses it whole if a document is older than
    /// one seen before (rollback), or another of the same number (equivocation).
    pub fn admit(&mut self, bundle: &TrustBundle) -> Result<(), Error> {
        let mut raised = self.clone();
        for (report, document) in bundle.document_reports().iter().zip(bundle.documents()) {
            let (Some(issuer), Some(sequence_number)) = (&report.issuer, report.sequence) else {
                continue;
            };
            let mark = Mark { issuer: issuer.clone(), sequence_number, sha256: document.sha256() };
            raised.raise(&report.url, mark)?;
        }
        *self = raised;
        Ok(())
    }

    fn raise(&mut self, url: &str, mark: Mark) -> Result<(), Error> {
        let refuse = |problem: String| Err(Error::new(ErrorKind::BundleInvalid, url, problem));
        match self.marks.get(url).filter(|seen| seen.issuer == mark.issuer) {
            Some(seen) if mark.sequence_number < seen.sequence_number => refuse(format!(
                "number {} is older than number {}, which was seen before (trust_list_rollback)",
                mark.sequence_number, seen.sequence_number
            )),
            Some(seen)
                if mark.sequence_number == seen.sequence_number && mark.sha256 != seen.sha256 =>
            {
                refuse(format!(
                    "number {} was seen before with another content (trust_list_rollback)",
                    mark.sequence_number
                ))
            }
            _ => {
                self.marks.insert(url.to_owned(), mark);
                Ok(())
            }
        }
    }
}
