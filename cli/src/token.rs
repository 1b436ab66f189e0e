//! Looking into a token without verifying it: for `inspect`, and to guess media types.
//! Nothing that is found here counts for anything.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tegata::json::{Document, JsonLimits};

/// More than the library reads of any document.
const LIMITS: JsonLimits = JsonLimits { depth: 32, members: 100_000, nodes: 1_000_000 };

/// The parts of a compact JWS, with what may hang on it as an SD-JWT.
pub(crate) struct Token<'t> {
    pub(crate) header: Part,
    pub(crate) payload: Part,
    /// Base64url; each opens a claim.
    pub(crate) disclosures: Vec<&'t str>,
    /// The holder's proof of possession.
    pub(crate) key_binding: Option<&'t str>,
}

/// A part that is JSON, or why it is not.
pub(crate) type Part = Result<serde_json::Value, String>;

impl<'t> Token<'t> {
    /// Takes a token apart; `None` when it does not look like one.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        let mut rest = text.split('~');
        let parts: Vec<_> = rest.next()?.split('.').collect();
        let [header, payload, _signature] = parts.as_slice() else { return None };
        let mut rest: Vec<_> = rest.collect();
        let key_binding = rest.pop().filter(|last| !last.is_empty());
        Some(Self { header: part(header), payload: part(payload), disclosures: rest, key_binding })
    }

    /// The type that the header states.
    pub(crate) fn kind(&self) -> Option<&str> {
        self.header.as_ref().ok()?.get("typ")?.as_str()
    }
}

/// A base64url part read as strict JSON: no member twice, no invalid text.
pub(crate) fn part(encoded: &str) -> Part {
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| "it is not base64url".to_owned())?;
    json(&bytes)
}

/// Strict JSON.
pub(crate) fn json(bytes: &[u8]) -> Part {
    let document = Document::parse(bytes.to_vec(), &LIMITS).map_err(|error| error.to_string())?;
    serde_json::from_str(document.text()).map_err(|error| error.to_string())
}
