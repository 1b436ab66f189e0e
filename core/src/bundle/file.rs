//! The bundle as a file: `tegata.bundle/1`.

use super::TrustBundle;
use crate::clock::Timestamp;
use crate::crypto::{hex, sha256};
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::json::to_canonical;
use crate::limits::{BUNDLE_BYTES, BUNDLE_JSON, DOCUMENT_BYTES};
use crate::trust::Anchor;
use serde::{Deserialize, Serialize};

const FORMAT: &str = "tegata.bundle/1";

/// A document of a bundle, as it was obtained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where it is published.
    pub url: String,
    /// Its media type, such as `application/vc+jwt`.
    pub media_type: String,
    /// When it was obtained.
    pub obtained_at: Timestamp,
    /// Its body, byte for byte.
    pub body: String,
}

impl Document {
    /// SHA-256 of the body, in hexadecimal.
    pub fn sha256(&self) -> String {
        hex(&sha256(self.body.as_bytes()))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BundleFile {
    format: String,
    created_at: Timestamp,
    anchors: Vec<Anchor>,
    documents: Vec<DocumentEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DocumentEntry {
    url: String,
    media_type: String,
    obtained_at: Timestamp,
    sha256: String,
    body: String,
}

fn damaged(place: impl Into<String>, problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::BundleInvalid, place, problem)
        .remedy("obtain the bundle again from where you had it")
}

impl TrustBundle {
    /// Reads a bundle.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        if text.len() > BUNDLE_BYTES {
            return Err(damaged("", format!("larger than {BUNDLE_BYTES} bytes")));
        }
        let file: BundleFile = json::decode_str(text, &BUNDLE_JSON)
            .map_err(|mismatch| damaged(mismatch.pointer, mismatch.problem))?;
        if file.format != FORMAT {
            return Err(damaged("/format", format!("expected {FORMAT}")));
        }
        let documents: Result<Vec<_>, _> = file.documents.into_iter().map(read_document).collect();
        Self::new(file.created_at, file.anchors, documents?)
    }

    /// The bundle as one JSON document.
    pub fn to_json(&self) -> String {
        to_canonical(&BundleFile {
            format: FORMAT.to_owned(),
            created_at: self.created_at(),
            anchors: self.anchors().to_vec(),
            documents: self.documents().iter().map(write_document).collect(),
        })
    }

    /// Reads a bundle from a file.
    #[cfg(feature = "system")]
    pub fn load(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let place = path.display().to_string();
        let bytes = crate::files::read(path, BUNDLE_BYTES)?;
        let text = String::from_utf8(bytes).map_err(|_| damaged(&*place, "it is not text"))?;
        Self::from_json(&text).map_err(|error| error.within(&place))
    }

    /// Writes the bundle to a file, whole or not at all.
    #[cfg(feature = "system")]
    pub fn save(&self, path: impl AsRef<std::path::Path>) -> Result<(), Error> {
        crate::files::replace(path.as_ref(), self.to_json().as_bytes())
    }
}

fn read_document(entry: DocumentEntry) -> Result<Document, Error> {
    let DocumentEntry { url, media_type, obtained_at, sha256, body } = entry;
    let document = Document { url, media_type, obtained_at, body };
    if document.sha256() == sha256 {
        return Ok(document);
    }
    Err(damaged(document.url, "its content does not match its digest"))
}

fn write_document(document: &Document) -> DocumentEntry {
    DocumentEntry {
        url: document.url.clone(),
        media_type: document.media_type.clone(),
        obtained_at: document.obtained_at,
        sha256: document.sha256(),
        body: document.body.clone(),
    }
}

/// One anchor an identifier, one document a URL, and nothing past the limits.
pub(super) fn check(anchors: &[Anchor], documents: &[Document]) -> Result<(), Error> {
    let mut ids: Vec<_> = anchors.iter().map(|anchor| &anchor.id).collect();
    ids.sort();
    if let Some(id) = twice(&ids) {
        return Err(damaged(id.as_str(), "there are two anchors of this identifier"));
    }
    // The digest of the bundle is one of canonical anchors: each must have that form.
    if let Some(anchor) = anchors.iter().find(|anchor| to_canonical(anchor).is_empty()) {
        return Err(damaged(&*anchor.id, "it holds a whole number that no double holds"));
    }
    let urls: Vec<_> = documents.iter().map(|document| &document.url).collect();
    if let Some(url) = twice(&urls) {
        return Err(damaged(url.as_str(), "there are two documents of this URL"));
    }
    match documents.iter().find(|document| document.body.len() > DOCUMENT_BYTES) {
        Some(document) => {
            Err(damaged(&*document.url, format!("larger than {DOCUMENT_BYTES} bytes")))
        }
        None => Ok(()),
    }
}

/// The first of two equal neighbours.
fn twice<'s>(sorted: &[&'s String]) -> Option<&'s String> {
    sorted.windows(2).find(|pair| pair.first() == pair.last())?.first().copied()
}

/// SHA-256 of the canonical anchors and the sorted (url, mediaType, obtainedAt, sha256).
pub(super) fn digest(anchors: &[Anchor], documents: &[Document]) -> [u8; 32] {
    let mut anchors: Vec<_> = anchors.iter().collect();
    anchors.sort_by(|a, b| a.id.cmp(&b.id));
    let mut rows: Vec<_> = documents
        .iter()
        .map(|d| {
            [d.url.clone(), d.media_type.clone(), d.obtained_at.in_utc().to_string(), d.sha256()]
        })
        .collect();
    rows.sort();
    sha256(to_canonical(&(anchors, rows)).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn anchors_without_a_canonical_form_are_refused() {
        let now = Timestamp::from_unix(0).unwrap();
        for (number, sound) in [(1_u64 << 53, true), ((1 << 53) + 1, false), (u64::MAX, false)] {
            let key = json!({
                "kty": "OKP", "crv": "Ed25519", "note": number,
                "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
            });
            let anchor = Anchor {
                id: "https://a.example".to_owned(),
                keys: vec![key],
                threshold: 1,
                speaks_for: crate::trust::SpeaksFor::default(),
                pins: Vec::new(),
                sources: Vec::new(),
            };
            assert_eq!(TrustBundle::new(now, vec![anchor], Vec::new()).is_ok(), sound);
        }
    }
}
