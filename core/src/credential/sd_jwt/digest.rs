//! The hash algorithms of digests (RFC 9901 section 4.1.1).

use crate::code::{Code, Finding};
use crate::crypto::{sha256, sha384, sha512};
use crate::json::Document;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The algorithm that `_sd_alg` names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DigestAlgorithm {
    #[default]
    Sha256,
    Sha384,
    Sha512,
}

impl DigestAlgorithm {
    /// The algorithm of a payload: RFC 9901 section 7.1 step 2.d. Names are exact, and
    /// what is absent means SHA-256.
    pub(super) fn of(payload: &Document) -> Result<Self, Finding> {
        let Some(object) = payload.root().as_object() else {
            return Err(Finding::new(Code::JsonMalformed)
                .with("part", "payload")
                .with("fault", "it is not an object"));
        };
        let Some(value) = object.get("_sd_alg") else { return Ok(Self::Sha256) };
        let name = value.as_str().unwrap_or_else(|| value.kind());
        match value.as_str() {
            Some("sha-256") => Ok(Self::Sha256),
            Some("sha-384") => Ok(Self::Sha384),
            Some("sha-512") => Ok(Self::Sha512),
            _ => Err(Finding::new(Code::DigestAlgorithmUnknown).with("algorithm", name)),
        }
    }

    /// The digest of a text in base64url.
    pub(crate) fn digest(self, text: &str) -> String {
        let mut digest = String::with_capacity(self.encoded_len());
        self.digest_onto(text, &mut digest);
        digest
    }

    /// Appends the digest of a text in base64url.
    pub(super) fn digest_onto(self, text: &str, out: &mut String) {
        match self {
            Self::Sha256 => URL_SAFE_NO_PAD.encode_string(sha256(text.as_bytes()), out),
            Self::Sha384 => URL_SAFE_NO_PAD.encode_string(sha384(text.as_bytes()), out),
            Self::Sha512 => URL_SAFE_NO_PAD.encode_string(sha512(text.as_bytes()), out),
        }
    }

    /// Characters of a digest: 32, 48 or 64 bytes, six bits to a character.
    pub(super) fn encoded_len(self) -> usize {
        match self {
            Self::Sha256 => 43,
            Self::Sha384 => 64,
            Self::Sha512 => 86,
        }
    }
}
