//! The compact JWS of RFC 7515, read strictly.
//!
//! Only the compact form; one byte string per token (no padding, no stray bits); the
//! header names an algorithm of a closed list; `crit`, `b64` and `zip` are refused;
//! `jwk`, `jku`, `x5u` and `x5c` are never looked at.

use super::Algorithm;
use crate::code::{Code, Finding};
use crate::json::{Document, JsonLimits, Object};
use crate::limits::Limits;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The types of token that are told apart by their signed `typ` (RFC 8725 section 3.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenType {
    /// `vc+jwt`: a VCDM 2.0 credential (VC-JOSE-COSE section 3.1.1).
    VcJwt,
    /// `vc+sd-jwt`: the same with selective disclosure (VC-JOSE-COSE section 3.2.1).
    VcSdJwt,
    /// `dc+sd-jwt`: an SD-JWT VC.
    DcSdJwt,
    /// `kb+jwt`: a holder's key binding (RFC 9901 section 4.3).
    KeyBinding,
    /// `statuslist+jwt`: a Token Status List.
    StatusList,
}

impl TokenType {
    const ALL: [Self; 5] =
        [Self::VcJwt, Self::VcSdJwt, Self::DcSdJwt, Self::KeyBinding, Self::StatusList];

    /// The value of `typ`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::VcJwt => "vc+jwt",
            Self::VcSdJwt => "vc+sd-jwt",
            Self::DcSdJwt => "dc+sd-jwt",
            Self::KeyBinding => "kb+jwt",
            Self::StatusList => "statuslist+jwt",
        }
    }

    /// RFC 7515 section 4.1.9: `application/` may be left out.
    fn from_typ(typ: &str) -> Option<Self> {
        let short = typ.strip_prefix("application/").unwrap_or(typ);
        Self::ALL.into_iter().find(|kind| kind.as_str() == short)
    }
}

/// A compact JWS whose form is sound. Nothing in it is authentic yet.
pub(crate) struct Jws<'t> {
    /// The bytes that were signed.
    pub signing_input: &'t str,
    /// The payload, still in base64url.
    payload: &'t str,
    signature: Signature,
    header: Document,
    pub algorithm: Algorithm,
    pub kind: TokenType,
}

/// The longest signature: RSA with 8192 bits.
const SIGNATURE_BYTES: usize = 1024;

struct Signature {
    bytes: [u8; SIGNATURE_BYTES],
    len: usize,
}

impl<'t> Jws<'t> {
    /// Reads the three parts and the header.
    pub(crate) fn parse(token: &'t str, limits: &Limits) -> Result<Self, Finding> {
        let (signing_input, payload, signature) = split(token)?;
        let header = token.split('.').next().unwrap_or_default();
        let header = parse_header(header, limits)?;
        let (algorithm, kind) = {
            let object = header.root().as_object().ok_or_else(|| bad("it is not an object"))?;
            read_header(object)?
        };
        Ok(Self {
            signing_input,
            payload,
            signature: Signature::decode(signature)?,
            header,
            algorithm,
            kind,
        })
    }

    /// The identifier of the key, as the header gives it.
    pub(crate) fn key_id(&self) -> Option<&str> {
        self.header.root().as_object()?.get("kid")?.as_str()
    }

    /// The bytes of the signature.
    pub(crate) fn signature(&self) -> &[u8] {
        self.signature.bytes.get(..self.signature.len).unwrap_or_default()
    }

    /// The decoded payload.
    pub(crate) fn payload(&self) -> Result<Vec<u8>, Finding> {
        decode(self.payload, "payload")
    }

    /// The payload as it stands in the token, for comparing signatures over one text.
    pub(crate) fn encoded_payload(&self) -> &'t str {
        self.payload
    }

    /// The payload as JSON.
    pub(crate) fn claims(&self, limits: &JsonLimits) -> Result<Document, Finding> {
        Document::parse(self.payload()?, limits).map_err(|error| error.finding("payload"))
    }

    /// Refuses any type but `expected`.
    pub(crate) fn expect(&self, expected: TokenType) -> Result<(), Finding> {
        if self.kind == expected {
            return Ok(());
        }
        Err(unexpected_type(self.kind.as_str(), expected.as_str()))
    }
}

/// The finding for a token of another type than `expected`.
pub(crate) fn unexpected_type(found: &str, expected: &str) -> Finding {
    Finding::new(Code::TypeUnexpected).with("type", found).with("expected", expected)
}

/// Splits `header.payload.signature` and gives signing input, payload and signature.
fn split(token: &str) -> Result<(&str, &str, &str), Finding> {
    let malformed = |fault: &str| Finding::new(Code::TokenMalformed).with("fault", fault);
    let unsupported = |format: &str| Finding::new(Code::FormatUnsupported).with("format", format);
    if token.starts_with('{') || token.starts_with('[') {
        return Err(unsupported("a credential in plain JSON"));
    }
    match token.matches('.').count() {
        2 => {}
        4 => return Err(unsupported("an encrypted token (JWE)")),
        _ => return Err(malformed("expected three parts with two dots between them")),
    }
    let (signing_input, signature) = token.rsplit_once('.').unwrap_or_default();
    let (header, payload) = signing_input.split_once('.').unwrap_or_default();
    if header.is_empty() || payload.is_empty() {
        return Err(malformed("the header or the payload is empty"));
    }
    Ok((signing_input, payload, signature))
}

/// Strict base64url: no padding, no other alphabet, no stray bits (RFC 7515 section 2).
pub(crate) fn decode(text: &str, part: &str) -> Result<Vec<u8>, Finding> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| not_base64(part))
}

fn not_base64(part: &str) -> Finding {
    Finding::new(Code::TokenMalformed).with("fault", format!("the {part} is not base64url"))
}

impl Signature {
    fn decode(text: &str) -> Result<Self, Finding> {
        let mut bytes = [0; SIGNATURE_BYTES];
        if text.len() > SIGNATURE_BYTES.div_ceil(3) * 4 {
            return Err(
                Finding::new(Code::TokenMalformed).with("fault", "the signature is too long")
            );
        }
        let len =
            URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).map_err(|_| not_base64("signature"))?;
        Ok(Self { bytes, len })
    }
}

fn parse_header(text: &str, limits: &Limits) -> Result<Document, Finding> {
    if text.len() / 4 * 3 > limits.header_bytes {
        return Err(Finding::new(Code::TooLarge)
            .with("part", "header")
            .with("limit", format!("{} bytes", limits.header_bytes)));
    }
    Document::parse(decode(text, "header")?, &limits.json())
        .map_err(|error| error.finding("header"))
}

fn bad(fault: &str) -> Finding {
    Finding::new(Code::HeaderInvalid).with("fault", fault)
}

/// RFC 7515 section 4, one member after the other.
fn read_header(header: Object<'_>) -> Result<(Algorithm, TokenType), Finding> {
    let (mut algorithm, mut kind) = (None, None);
    for (name, value) in header.iter() {
        let text = value.as_str();
        match name {
            "alg" => algorithm = Some(text.ok_or_else(|| not_allowed(value.kind()))?),
            "typ" => kind = Some(text.ok_or_else(|| bad("`typ` is not a string"))?),
            "kid" | "cty" if text.is_none() => return Err(bad("`kid` or `cty` is not a string")),
            "crit" => return Err(refuse_critical(value.as_array().map(|names| names.len()))),
            "b64" | "zip" => return Err(bad("`b64` and `zip` have no place in a credential")),
            _ => {}
        }
    }
    let name = algorithm.ok_or_else(|| bad("there is no `alg`"))?;
    let algorithm = Algorithm::from_name(name).ok_or_else(|| not_allowed(name))?;
    let typ = kind.unwrap_or("nothing");
    let kind =
        TokenType::from_typ(typ).ok_or_else(|| unexpected_type(typ, "vc+jwt or dc+sd-jwt"))?;
    Ok((algorithm, kind))
}

pub(crate) fn not_allowed(algorithm: &str) -> Finding {
    Finding::new(Code::AlgorithmNotAllowed).with("algorithm", algorithm)
}

/// RFC 7515 section 4.1.11: we understand no extension, so each one is refused.
fn refuse_critical(extensions: Option<usize>) -> Finding {
    match extensions {
        None | Some(0) => bad("`crit` is not a list of names"),
        Some(_) => Code::HeaderCritical.into(),
    }
}
