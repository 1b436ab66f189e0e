//! One copy, as it stands in its file.

use super::super::transport::{Response, Validators};
use crate::bundle::Document;
use crate::clock::Timestamp;
use crate::json;
use crate::json::to_canonical;
use crate::limits::DOCUMENT_JSON;
use serde::{Deserialize, Serialize};

const FORMAT: &str = "tegata.copy/1";

/// A document as it was obtained, and until when it need not be asked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Copy {
    document: Document,
    validators: Validators,
    fresh_until: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    format: String,
    url: String,
    media_type: String,
    obtained_at: Timestamp,
    fresh_until: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
    /// A disk may fail, and a damaged copy must not pass for a forged document.
    sha256: String,
    body: String,
}

impl Copy {
    /// A copy of what a publisher answered.
    pub(super) fn new(document: Document, response: &Response, fresh_until: Timestamp) -> Self {
        Self { document, validators: validators(response), fresh_until }
    }

    /// The same document, which its publisher confirmed (RFC 9111 section 4.3.4).
    pub(super) fn confirmed(&self, response: &Response, fresh_until: Timestamp) -> Self {
        let new = validators(response);
        let known = &self.validators;
        let validators = Validators {
            etag: new.etag.or_else(|| known.etag.clone()),
            last_modified: new.last_modified.or_else(|| known.last_modified.clone()),
        };
        Self { document: self.document.clone(), validators, fresh_until }
    }

    /// The same as of an instant at which it was confirmed.
    pub(crate) fn dated(mut self, now: Timestamp) -> Self {
        self.document.obtained_at = now;
        self
    }

    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    pub(crate) fn validators(&self) -> &Validators {
        &self.validators
    }

    /// Whether it need not be asked for again. One from the future was not made here.
    pub(crate) fn is_fresh(&self, now: Timestamp) -> bool {
        self.document.obtained_at <= now && now <= self.fresh_until
    }

    /// Reads a file; nothing for one that is damaged.
    pub(super) fn read(text: &str) -> Option<Self> {
        let file: File = json::decode_str(text, &DOCUMENT_JSON).ok()?;
        let File { url, media_type, obtained_at, fresh_until, etag, last_modified, .. } = file;
        let document = Document { url, media_type, obtained_at, body: file.body };
        let sound = file.format == FORMAT && document.sha256() == file.sha256;
        let validators = Validators { etag, last_modified };
        sound.then_some(Self { document, validators, fresh_until })
    }

    pub(super) fn to_json(&self) -> String {
        let document = self.document.clone();
        to_canonical(&File {
            format: FORMAT.to_owned(),
            sha256: document.sha256(),
            url: document.url,
            media_type: document.media_type,
            obtained_at: document.obtained_at,
            fresh_until: self.fresh_until,
            etag: self.validators.etag.clone(),
            last_modified: self.validators.last_modified.clone(),
            body: document.body,
        })
    }
}

/// What the publisher will know its document by; nothing that is no header value.
fn validators(response: &Response) -> Validators {
    let value = |name| {
        let value = response.header(name)?;
        let plain = value.len() <= 256 && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        plain.then(|| value.to_owned())
    };
    Validators { etag: value("etag"), last_modified: value("last-modified") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy() -> Copy {
        let document = Document {
            url: "https://a.example/1".to_owned(),
            media_type: "application/vc+jwt".to_owned(),
            obtained_at: Timestamp::from_unix(1_000).unwrap(),
            body: "a.b.c".to_owned(),
        };
        let response = Response::new(200, "").with("ETag", "\"1\"").with("Last-Modified", "\n");
        Copy::new(document, &response, Timestamp::from_unix(2_000).unwrap())
    }

    #[test]
    fn a_copy_comes_back_as_it_was() {
        let copy = copy();
        assert_eq!(Copy::read(&copy.to_json()), Some(copy.clone()));
        assert_eq!(copy.validators().etag.as_deref(), Some("\"1\""));
        assert_eq!(copy.validators().last_modified, None);
    }

    #[test]
    fn a_damaged_one_is_none() {
        let json = copy().to_json();
        assert_eq!(Copy::read(&json.replace("a.b.c", "a.b.d")), None);
        assert_eq!(Copy::read(&json[..json.len() / 2]), None);
        assert_eq!(Copy::read(""), None);
    }

    #[test]
    fn it_is_fresh_for_a_time() {
        let fresh = |seconds| copy().is_fresh(Timestamp::from_unix(seconds).unwrap());
        assert_eq!([999, 1_000, 2_000, 2_001].map(fresh), [false, true, true, false]);
    }
}
