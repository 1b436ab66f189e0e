//! Status lists, inflated once when the bundle is built.

use crate::clock::Timestamp;
use crate::credential::{claims, vcdm};
use crate::issuer::Genuine;
use crate::jose::jws;
use crate::json::{Object, Value};
use flate2::bufread::{GzDecoder, ZlibDecoder};
use std::io::Read;
use std::sync::Arc;

/// The `type` of a Bitstring Status List credential.
pub const BITSTRING_LIST_TYPE: &str = "BitstringStatusListCredential";

/// Bitstring Status List section 2.2 and 6.1: fewer entries would tell who is looked up.
pub const MINIMUM_ENTRIES: u64 = 131_072;

/// No list passes for the newest for longer without asking for a newer one, whatever it says:
/// so long may a revocation go unnoticed at most.
pub(crate) const DAY: i64 = 24 * 3_600;

/// A status list of the bundle, or why it cannot be used.
#[derive(Debug)]
pub(crate) enum ListSource {
    Sound(StatusList),
    Invalid(String),
}

/// A genuine status list.
#[derive(Debug)]
pub(crate) struct StatusList {
    pub url: Arc<str>,
    pub issuer: String,
    /// The thumbprint of the key that signed it.
    pub key: [u8; 32],
    pub issued: Timestamp,
    /// When this copy came from its publisher: at the earliest when it was issued.
    pub obtained: Timestamp,
    pub until: Option<Timestamp>,
    /// How long a copy should be used before a newer one is asked for, in seconds.
    pub ttl: Option<i64>,
    bits: u8,
    order: BitOrder,
    /// Bitstring only: what the list says.
    purposes: Vec<String>,
    bytes: Vec<u8>,
}

/// The two standards count the bits of a byte from opposite ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BitOrder {
    /// Bitstring Status List section 2.2: index 0 is the leftmost bit.
    LeftFirst,
    /// Token Status List section 4.1: index 0 is the least significant bit.
    RightFirst,
}

impl StatusList {
    /// The value at `index`; `None` beyond the end.
    pub(crate) fn value(&self, index: u64) -> Option<u8> {
        let per_byte = u64::from(8 / self.bits);
        let byte = *self.bytes.get(usize::try_from(index / per_byte).ok()?)?;
        let place = u8::try_from(index % per_byte).ok()? * self.bits;
        let shift = match self.order {
            BitOrder::LeftFirst => 8 - self.bits - place,
            BitOrder::RightFirst => place,
        };
        Some((byte >> shift) & (0xff >> (8 - self.bits)))
    }

    /// Until when this copy may be used: its own end, its time to live, or the age that
    /// the policy allows, whichever is first.
    pub(crate) fn fresh_until(&self, max_age: i64) -> Option<Timestamp> {
        let age = self.ttl.map_or(max_age, |ttl| ttl.min(max_age));
        let aged = self.issued.plus_seconds(age);
        Some(self.until.map_or(aged, |until| until.min(aged)))
    }

    /// Until when it says itself that this copy serves: its end, or its time to live, which
    /// counts from when it was obtained (Token Status List section 5.1).
    pub(crate) fn stated_until(&self) -> Option<Timestamp> {
        let lived = self.ttl.map(|ttl| self.obtained.plus_seconds(ttl));
        self.until.into_iter().chain(lived).min()
    }

    /// When a newer one is to be asked for: when it says, and after a day at the latest.
    pub(crate) fn renewal_due(&self) -> Timestamp {
        let longest = self.obtained.plus_seconds(DAY);
        self.stated_until().map_or(longest, |until| until.min(longest))
    }

    /// How many entries there are.
    pub(crate) fn entries(&self) -> u64 {
        self.bytes.len() as u64 * u64::from(8 / self.bits)
    }

    /// Whether the list speaks about `purpose` (Bitstring only).
    pub(crate) fn is_for(&self, purpose: &str) -> bool {
        self.order == BitOrder::LeftFirst && self.purposes.iter().any(|known| known == purpose)
    }

    /// Whether it is a Token Status List.
    pub(crate) fn is_token_list(&self) -> bool {
        self.order == BitOrder::RightFirst
    }

    /// Whether its entries have room for "suspended".
    pub(crate) fn tells_suspension(&self) -> bool {
        self.bits > 1
    }
}

/// Reads a genuine credential as a Bitstring Status List, published at `url`.
pub(crate) fn bitstring_list(
    genuine: &Genuine,
    url: &Arc<str>,
    max_bytes: usize,
) -> Result<StatusList, String> {
    let claims = genuine.claims.root().as_object().ok_or("it is not an object")?;
    if !claims.get("type").is_some_and(|types| vcdm::has_type(types, BITSTRING_LIST_TYPE)) {
        return Err(format!("its type is not {BITSTRING_LIST_TYPE}"));
    }
    if claims.get("id").and_then(Value::as_str) != Some(url) {
        return Err("its `id` is not the address at which it is published".to_owned());
    }
    let subject = claims.get("credentialSubject").and_then(Value::as_object);
    let subject = subject.ok_or("it has no single subject")?;
    if subject.get("type").and_then(Value::as_str) != Some("BitstringStatusList") {
        return Err("its subject is not a BitstringStatusList".to_owned());
    }
    let encoded = subject.get("encodedList").and_then(Value::as_str);
    let bytes = inflate_bitstring(encoded.ok_or("it has no `encodedList`")?, max_bytes)?;
    if bytes.len() as u64 * 8 < MINIMUM_ENTRIES {
        return Err(format!("it has fewer than {MINIMUM_ENTRIES} entries"));
    }
    let issued = genuine.validity.signed.ok_or("it does not say when it was issued")?;
    Ok(StatusList {
        url: Arc::clone(url),
        issuer: genuine.issuer().to_owned(),
        key: *genuine.authentic.key_thumbprint(),
        issued,
        obtained: issued,
        until: genuine.validity.until,
        ttl: milliseconds(subject)?,
        bits: 1,
        order: BitOrder::LeftFirst,
        purposes: purposes(subject)?,
        bytes,
    })
}

/// One purpose or several (section 2.2).
fn purposes(subject: Object<'_>) -> Result<Vec<String>, String> {
    let value = subject.get("statusPurpose").ok_or("it has no `statusPurpose`")?;
    if let Some(one) = value.as_str() {
        return Ok(vec![one.to_owned()]);
    }
    let list = value.as_array().ok_or("its `statusPurpose` is not a name")?;
    let names: Option<Vec<_>> = list.iter().map(|name| name.as_str().map(str::to_owned)).collect();
    names.ok_or_else(|| "its `statusPurpose` is not a list of names".to_owned())
}

/// Section 2.2: `ttl` is in milliseconds.
fn milliseconds(subject: Object<'_>) -> Result<Option<i64>, String> {
    let Some(value) = subject.get("ttl") else { return Ok(None) };
    let millis = value.as_u64().ok_or("its `ttl` is not a number of milliseconds")?;
    Ok(Some(i64::try_from(millis / 1000).unwrap_or(i64::MAX)))
}

/// Section 2.2: multibase `u`, then base64url without padding, then GZIP.
fn inflate_bitstring(encoded: &str, max_bytes: usize) -> Result<Vec<u8>, String> {
    let body = encoded.strip_prefix('u').ok_or("its `encodedList` is not multibase base64url")?;
    let packed = jws::decode(body, "list").map_err(|_| "its `encodedList` is not base64url")?;
    let mut decoder = GzDecoder::new(packed.as_slice());
    let bytes = inflate(&mut decoder, max_bytes)?;
    if decoder.into_inner().is_empty() {
        return Ok(bytes);
    }
    Err("something follows its compressed list".to_owned())
}

/// Reads the claims of a verified `statuslist+jwt`, published at `url`.
pub(crate) fn token_list(
    claims: Object<'_>,
    issuer: String,
    key: [u8; 32],
    url: &Arc<str>,
    max_bytes: usize,
) -> Result<StatusList, String> {
    if claims.get("sub").and_then(Value::as_str) != Some(url) {
        return Err("its `sub` is not the address at which it is published".to_owned());
    }
    let date = |name| {
        claims::numeric_date(claims, name).map_err(|_| format!("its `{name}` is not a date"))
    };
    let issued = date("iat")?.ok_or("it has no `iat`")?;
    let list = claims.get("status_list").and_then(Value::as_object);
    let list = list.ok_or("it has no `status_list`")?;
    let bits = match list.get("bits").and_then(Value::as_u64) {
        Some(bits @ (1 | 2 | 4 | 8)) => u8::try_from(bits).map_err(|error| error.to_string())?,
        _ => return Err("its `bits` are not 1, 2, 4 or 8".to_owned()),
    };
    let packed = list.get("lst").and_then(Value::as_str).ok_or("it has no `lst`")?;
    Ok(StatusList {
        url: Arc::clone(url),
        issuer,
        key,
        issued,
        obtained: issued,
        until: date("exp")?,
        ttl: seconds(claims)?,
        bits,
        order: BitOrder::RightFirst,
        purposes: Vec::new(),
        bytes: inflate_token_list(packed, max_bytes)?,
    })
}

/// Token Status List section 5.1: `ttl` is a positive number of seconds.
fn seconds(claims: Object<'_>) -> Result<Option<i64>, String> {
    let Some(value) = claims.get("ttl") else { return Ok(None) };
    match value.as_u64() {
        Some(seconds) if seconds > 0 => Ok(Some(i64::try_from(seconds).unwrap_or(i64::MAX))),
        _ => Err("its `ttl` is not a positive number of seconds".to_owned()),
    }
}

/// Section 4.1: base64url without padding of a ZLIB stream (RFC 1950).
fn inflate_token_list(encoded: &str, max_bytes: usize) -> Result<Vec<u8>, String> {
    let packed = jws::decode(encoded, "list").map_err(|_| "its `lst` is not base64url")?;
    let mut decoder = ZlibDecoder::new(packed.as_slice());
    let bytes = inflate(&mut decoder, max_bytes)?;
    if decoder.total_in() == packed.len() as u64 {
        return Ok(bytes);
    }
    Err("something follows its compressed list".to_owned())
}

/// Inflates at most `max_bytes`; memory grows with what came out, never with a promise.
fn inflate(decoder: &mut dyn Read, max_bytes: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let bound = max_bytes as u64 + 1;
    decoder
        .take(bound)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("its compressed list is damaged ({error})"))?;
    if bytes.len() > max_bytes {
        return Err(format!("its list is larger than {max_bytes} bytes"));
    }
    if bytes.is_empty() {
        return Err("its list is empty".to_owned());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
