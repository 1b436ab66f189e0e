//! What a token or a JSON document says, whoever wrote it. Nothing here is verified, and
//! nothing that is found counts for anything.

use crate::error::{Error, ErrorKind};
use crate::jose::base64url;
use crate::json::Document;
use crate::limits::DOCUMENT_JSON;
use serde_json::{Value, json};

/// What must be read along with it.
pub const NOTICE: &str =
    "UNVERIFIED: anybody can write this; only `tegata verify` says whether it holds";

/// The parts of what was looked at, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// Header, payload and disclosures of a token; or one document.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is: `header`, `payload`, `disclosure`, `key binding header`,
    /// `key binding payload` or `document`.
    pub name: &'static str,
    /// What it says, or why it cannot be read.
    pub content: Result<Value, String>,
}

/// Takes a token or a JSON document apart. Private keys are not shown.
pub fn inspect(text: &str) -> Result<Inspection, Error> {
    let text = text.trim_ascii();
    if let Some(token) = Token::of(text) {
        return Ok(token.inspect());
    }
    let document = strict(text.as_bytes()).map_err(|fault| {
        refused(format!("neither a token nor JSON: {fault}"))
            .remedy("a token is three base64url parts with dots between; ask for the original file")
    })?;
    match document.as_array().map(Vec::as_slice) {
        // A document of several signatures over one payload.
        Some([Value::String(first), ..]) => match Token::of(first) {
            Some(token) => Ok(token.inspect()),
            None => Ok(Inspection::document(document)),
        },
        _ if is_private_key(&document) => Err(refused("this is a private key")
            .remedy("`tegata key show` tells about it without showing it")),
        _ => Ok(Inspection::document(document)),
    }
}

/// The media type of a document that a bundle may hold, told from its content; `None` where
/// it does not tell.
pub fn media_type(body: &str) -> Option<&'static str> {
    if body.trim_ascii_start().starts_with('{') {
        return Some("application/json");
    }
    if body.starts_with('[') {
        return Some("application/vc+jwt"); // several signatures over one payload
    }
    match part(Token::of(body)?.header).ok()?.get("typ")?.as_str()? {
        "vc+jwt" => Some("application/vc+jwt"),
        "statuslist+jwt" => Some("application/statuslist+jwt"),
        _ => None,
    }
}

impl Inspection {
    fn document(document: Value) -> Self {
        Self { parts: vec![Part { name: "document", content: Ok(document) }] }
    }

    /// All of it as JSON, under a notice that none of it is verified.
    pub fn to_json(&self) -> String {
        let parts = self.parts.iter().map(|part| match &part.content {
            Ok(content) => json!({ "part": part.name, "content": content }),
            Err(fault) => json!({ "part": part.name, "fault": fault }),
        });
        json!({ "notice": NOTICE, "unverified": parts.collect::<Vec<_>>() }).to_string()
    }
}

fn refused(problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::DocumentInvalid, "", problem)
}

fn is_private_key(document: &Value) -> bool {
    document.get("kty").is_some() && (document.get("d").or_else(|| document.get("k"))).is_some()
}

/// The parts of a compact JWS, with what may hang on it as an SD-JWT.
struct Token<'t> {
    header: &'t str,
    payload: &'t str,
    disclosures: Vec<&'t str>,
    key_binding: Option<&'t str>,
}

impl<'t> Token<'t> {
    /// Takes a token apart; `None` when it does not look like one.
    fn of(text: &'t str) -> Option<Self> {
        let mut rest = text.split('~');
        let mut parts = rest.next()?.split('.');
        let (header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let mut disclosures: Vec<_> = rest.collect();
        let key_binding = disclosures.pop().filter(|last| !last.is_empty());
        Some(Self { header, payload, disclosures, key_binding })
    }

    fn inspect(&self) -> Inspection {
        let mut named = vec![("header", self.header), ("payload", self.payload)];
        named.extend(self.disclosures.iter().map(|text| ("disclosure", *text)));
        if let Some(binding) = self.key_binding.and_then(Token::of) {
            named.push(("key binding header", binding.header));
            named.push(("key binding payload", binding.payload));
        }
        let read = |(name, encoded)| Part { name, content: part(encoded) };
        Inspection { parts: named.into_iter().map(read).collect() }
    }
}

/// A base64url part read as strict JSON: no member twice, no invalid text.
fn part(encoded: &str) -> Result<Value, String> {
    strict(&base64url::decode(encoded).ok_or("it is not base64url")?)
}

fn strict(bytes: &[u8]) -> Result<Value, String> {
    let document =
        Document::parse(bytes.to_vec(), &DOCUMENT_JSON).map_err(|error| error.to_string())?;
    serde_json::from_str(document.text()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_apart_as_it_stands() {
        let found = inspect("eyJ0eXAiOiJ2Yytqd3QifQ.e30=.AAAA~WyJzIiwibiIsMV0~\n").unwrap();
        let parts: Vec<_> =
            found.parts.iter().map(|part| (part.name, part.content.is_ok())).collect();
        assert_eq!(parts, [("header", true), ("payload", false), ("disclosure", true)]);
        assert_eq!(media_type("eyJ0eXAiOiJ2Yytqd3QifQ.e30.AAAA"), Some("application/vc+jwt"));
        assert_eq!(media_type("e30.e30.AAAA"), None);
    }

    #[test]
    fn a_private_key_is_not_shown() {
        let refused = inspect(r#"{"kty":"EC","d":"c2VjcmV0"}"#).unwrap_err().to_string();
        assert!(!refused.contains("c2VjcmV0"));
        assert!(inspect("nonsense").is_err());
    }
}
