//! Opening the signed documents of a bundle: one signature, or as many as an anchor's
//! threshold asks for.

use super::file::Document;
use crate::code::{Code, Finding};
use crate::issuer::{Binding, Form, Genuine, Rings, Rules, open};
use crate::jose::Algorithm;
use crate::jose::jws::{self, Jws};
use crate::json::{self, JsonLimits, Value};
use crate::limits::{DOCUMENT_BYTES, DOCUMENT_JSON, Limits, SIGNATURES};
use crate::trust::Anchor;

/// Limits and algorithms for trust documents.
pub(super) struct DocumentRules {
    limits: Limits,
}

impl DocumentRules {
    pub(super) fn new() -> Self {
        Self {
            limits: Limits {
                credential_bytes: DOCUMENT_BYTES,
                json_members: DOCUMENT_JSON.members,
                json_values: DOCUMENT_JSON.nodes,
                ..Limits::default()
            },
        }
    }

    pub(super) fn rules(&self) -> Rules<'_> {
        Rules { limits: &self.limits, json: DOCUMENT_JSON, algorithms: &Algorithm::ALL }
    }
}

/// The signatures of a document: a compact JWS, or a JSON array of several over one payload.
pub(super) fn tokens(document: &Document) -> Result<Vec<String>, Finding> {
    if !document.body.starts_with('[') {
        return Ok(vec![document.body.clone()]);
    }
    let limits = JsonLimits { depth: 1, members: 0, nodes: SIGNATURES + 1 };
    let tokens: Vec<String> = json::decode_str(&document.body, &limits).map_err(|mismatch| {
        Finding::new(Code::TokenMalformed).with("fault", mismatch.to_string())
    })?;
    if tokens.is_empty() {
        return Err(Finding::new(Code::TokenMalformed).with("fault", "it has no signature"));
    }
    Ok(tokens)
}

/// What a document says of itself, before any of it is verified: only to decide in which
/// order to look, never what to believe.
#[derive(Debug, Default)]
pub(crate) struct Claimed {
    pub issuer: String,
    pub types: Vec<String>,
    /// Where it is published: its `id`, or the `sub` of a Token Status List.
    pub address: Option<String>,
}

/// Whose word a document claims to be, of what type, and of which address.
pub(crate) fn claimed(document: &Document) -> Option<Claimed> {
    claimed_by(&tokens(document).ok()?)
}

pub(super) fn claimed_by(tokens: &[String]) -> Option<Claimed> {
    let payload = tokens.first()?.split('.').nth(1)?;
    let bytes = jws::decode(payload, "payload").ok()?;
    let document = json::Document::parse(bytes, &DOCUMENT_JSON).ok()?;
    let claims = document.root().as_object()?;
    let issuer = claims.get("issuer").or_else(|| claims.get("iss"))?;
    let issuer = issuer.as_str().or_else(|| issuer.as_object()?.get("id")?.as_str())?;
    let address = claims.get("id").or_else(|| claims.get("sub")).and_then(Value::as_str);
    let types = claims.get("type").and_then(Value::as_array);
    let types = types.into_iter().flat_map(|list| list.iter()).filter_map(Value::as_str);
    Some(Claimed {
        issuer: issuer.to_owned(),
        types: types.map(str::to_owned).collect(),
        address: address.map(str::to_owned),
    })
}

/// Opens a signed document. Distinct keys are counted, and each signature must hold.
pub(super) fn open_all(
    tokens: &[String],
    rules: &DocumentRules,
    rings: &Rings<'_>,
    anchors: &[Anchor],
) -> Result<Genuine, Finding> {
    let mut keys = Vec::new();
    let mut first: Option<Genuine> = None;
    for token in tokens {
        let genuine = open(token, &rules.rules(), rings, &Binding::Refuse)?;
        if genuine.form != Form::VcJwt {
            return Err(jws::unexpected_type(genuine.form.as_str(), Form::VcJwt.as_str()));
        }
        let key = *genuine.authentic.key_thumbprint();
        if !keys.contains(&key) {
            keys.push(key);
        }
        first.get_or_insert(genuine);
    }
    check_one_payload(tokens, rules)?;
    let genuine = first.ok_or(Code::TokenMalformed)?;
    let needed =
        anchors.iter().find(|anchor| anchor.id == genuine.issuer()).map_or(1, |a| a.threshold);
    if keys.len() < needed {
        return Err(Finding::new(Code::ThresholdNotMet)
            .with("signed", keys.len().to_string())
            .with("needed", needed.to_string()));
    }
    Ok(genuine)
}

/// Signatures count together only over the identical payload.
pub(super) fn check_one_payload(tokens: &[String], rules: &DocumentRules) -> Result<(), Finding> {
    let mut payload = None;
    for token in tokens {
        let jws = Jws::parse(token, rules.rules().limits)?;
        if *payload.get_or_insert(jws.encoded_payload()) != jws.encoded_payload() {
            let finding = Finding::new(Code::TokenMalformed);
            return Err(finding.with("fault", "its signatures are over different payloads"));
        }
    }
    Ok(())
}
