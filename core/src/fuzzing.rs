//! Internal parsers for the fuzz targets: thin functions that panic when an invariant is
//! broken. Behind the feature `fuzzing`, and no part of the API.

use crate::clock::{CalendarDate, Clocks, Day, Timestamp};
use crate::code::NeedKind;
use crate::credential::protected::in_sd_jwt_vc;
use crate::credential::sd_jwt::{DigestAlgorithm, Split, process};
use crate::issuer::{KeyDocument, key_location};
use crate::jose::jws::{self, Jws};
use crate::jose::{PublicKey, base64url};
use crate::json::{
    Document, JsonLimits, Number, Value, canonicalize, decode, decode_bytes, decode_str,
};
use crate::limits::{DOCUMENT_JSON, Limits};
use crate::policy::Policy;
use crate::status::{EventsDocument, token_list};
use crate::trust::{BodyList, SchemeDocument};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

fn limits() -> JsonLimits {
    Limits::default().json()
}

fn parse(data: &[u8]) -> Option<Document> {
    Document::parse(data.to_vec(), &limits()).ok()
}

/// What is accepted here every other parser accepts, and reads as the same value.
pub fn json(data: &[u8]) {
    let Some(document) = parse(data) else { return };
    let other: Option<serde_json::Value> = serde_json::from_slice(data).ok();
    assert_eq!(decode::<serde_json::Value>(document.root()).ok(), other);
    walk(document.root());
}

/// Containers hold as much as they say, and no name twice.
fn walk(value: Value<'_>) {
    if let Some(object) = value.as_object() {
        assert_eq!(object.iter().count(), object.len());
        for (index, (name, member)) in object.iter().enumerate() {
            assert!(!object.iter().take(index).any(|(other, _)| other == name), "{name} twice");
            walk(member);
        }
    } else if let Some(array) = value.as_array() {
        assert_eq!(array.iter().count(), array.len());
        array.iter().for_each(walk);
    }
}

/// The canonical form is acceptable, its own canonical form, and the same value.
pub fn jcs(data: &[u8]) {
    if let Some(bits) = data.first_chunk() {
        canonical_double(f64::from_bits(u64::from_le_bytes(*bits)));
    }
    let Some(document) = parse(data) else { return };
    let Some(canonical) = canonicalize(&document) else { return };
    let again = parse(canonical.as_bytes());
    assert!(again.is_some(), "the canonical form is refused: {canonical}");
    let Some(again) = again else { return };
    assert_eq!(canonicalize(&again).as_ref(), Some(&canonical));
    assert!(same(document.root(), again.root()), "another value: {canonical}");
}

/// RFC 8785 section 3.2.2.3: the text of a double is read as the same double.
fn canonical_double(double: f64) {
    if !double.is_finite() {
        return;
    }
    let number = parse(format!("{double:?}").as_bytes());
    let text = number.as_ref().and_then(canonicalize).unwrap_or_default();
    let read = parse(text.as_bytes()).and_then(|document| as_double(document.root()));
    assert_eq!(read, Some(double), "written as {text}");
}

#[expect(clippy::cast_precision_loss, reason = "canonical numbers are doubles")]
fn as_double(value: Value<'_>) -> Option<f64> {
    Some(match value.as_number()? {
        Number::Unsigned(number) => number as f64,
        Number::Negative(number) => number as f64,
        Number::Float(number) => number,
    })
}

/// Equal but for the order of members.
fn same(a: Value<'_>, b: Value<'_>) -> bool {
    if let (Some(a), Some(b)) = (a.as_object(), b.as_object()) {
        let equal = |(name, value)| b.get(name).is_some_and(|other| same(value, other));
        return a.len() == b.len() && a.iter().all(equal);
    }
    if let (Some(a), Some(b)) = (a.as_array(), b.as_array()) {
        return a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b));
    }
    a.kind() == b.kind()
        && a.as_str() == b.as_str()
        && a.as_bool() == b.as_bool()
        && as_double(a) == as_double(b)
}

/// Each byte string has one text.
pub fn base64url(data: &[u8]) {
    assert_eq!(base64url::decode(&base64url::encode(data)).as_deref(), Some(data));
    let Ok(text) = str::from_utf8(data) else { return };
    if let Some(bytes) = base64url::decode(text) {
        assert_eq!(base64url::encode(bytes), text);
    }
}

/// Each decoded triple of header, payload and signature has one token.
pub fn jws(data: &[u8]) {
    let Ok(token) = str::from_utf8(data) else { return };
    let Ok(parsed) = Jws::parse(token, &Limits::default()) else { return };
    let Ok(payload) = parsed.payload() else { return };
    let header = token.split('.').next().and_then(|text| jws::decode(text, "header").ok());
    let parts = [header.unwrap_or_default(), payload, parsed.signature().to_vec()];
    assert_eq!(parts.map(base64url::encode).join("."), token);
    let _ = (parsed.key_id(), parsed.claims(&limits()));
}

/// What was read is written so that it reads as the same key.
pub fn jwk(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(key) = PublicKey::from_jwk_text(text) {
        same_key_again(&key);
    }
    if let Ok(key) = PublicKey::from_multikey(text) {
        assert_eq!(key.to_multikey().as_deref(), Some(text));
        same_key_again(&key);
    }
}

fn same_key_again(key: &PublicKey) {
    let again = PublicKey::from_jwk_text(&key.to_json().to_string());
    assert_eq!(again.as_ref(), Ok(key));
    assert!(again.is_ok_and(|again| again.thumbprint() == key.thumbprint()));
    assert!(!key.verify(crate::Algorithm::Es256, b"", b""));
}

/// No digest is left in what is disclosed, and every disclosure has its place.
///
/// The lines of `data` are the payload and the disclosures. A fuzzer cannot find digests:
/// `@0` to `@9` stand for those of the disclosures.
pub fn sd_jwt(data: &[u8]) {
    split(data);
    let Ok(text) = str::from_utf8(data) else { return };
    let mut lines: Vec<_> = text.lines().take(11).map(str::to_owned).collect();
    // From the last: a digest can only stand in what was made after it.
    for index in (1..lines.len()).rev() {
        let encoded = lines.get(index).map(base64url::encode).unwrap_or_default();
        let digest = DigestAlgorithm::Sha256.digest(&encoded);
        let place = format!("@{}", index - 1);
        lines.iter_mut().take(index).for_each(|line| *line = line.replace(&place, &digest));
        lines.get_mut(index).into_iter().for_each(|line| line.clone_from(&encoded));
    }
    let Some((payload, disclosures)) = lines.split_first() else { return };
    for protected in [in_sd_jwt_vc, |_: &[&str]| false] {
        let disclosures = disclosures.iter().map(String::as_str);
        let payload = payload.clone().into_bytes();
        let Ok(disclosed) = process(payload, disclosures.clone(), &Limits::default(), protected)
        else {
            continue;
        };
        assert_eq!(disclosed.pointers().count(), disclosures.count());
        walk(disclosed.document.root());
        check_disclosed(disclosed.document.root());
    }
}

fn check_disclosed(value: Value<'_>) {
    if let Some(object) = value.as_object() {
        for (name, value) in object.iter() {
            assert!(!matches!(name, "_sd" | "_sd_alg" | "..."), "`{name}` is left");
            check_disclosed(value);
        }
    } else if let Some(array) = value.as_array() {
        array.iter().for_each(check_disclosed);
    }
}

/// The parts of a token, put together again, are the token.
fn split(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(split) = Split::of(text, &Limits::default()) else { return };
    let mut again = split.jwt.to_owned() + "~";
    for disclosure in split.disclosures() {
        again.push_str(disclosure);
        again.push('~');
    }
    assert_eq!(again, split.presented);
    assert_eq!(again + split.key_binding.unwrap_or_default(), text);
}

/// A list stays within its limit, and answers for its entries and for no others.
///
/// The first byte says how many bits an entry has, and whether the rest is a compressed
/// list or is to be compressed first: a fuzzer cannot find checksums.
pub fn token_list_bytes(data: &[u8]) {
    const LIMIT: usize = 1 << 16;
    let Some((first, rest)) = data.split_first() else { return };
    let bits = 1_u8 << (first & 3);
    let packed = if first & 4 == 0 { rest.to_vec() } else { deflate(rest) };
    let text = serde_json::json!({
        "sub": "https://a.example/1", "iat": 0,
        "status_list": { "bits": bits, "lst": base64url::encode(packed) },
    });
    read_token_list(text.to_string().as_bytes(), LIMIT);
}

/// The same for the claims as a whole.
pub fn token_list_claims(data: &[u8]) {
    read_token_list(data, 1 << 10);
}

fn read_token_list(claims: &[u8], limit: usize) {
    let document = parse(claims);
    let Some(claims) = document.as_ref().and_then(|document| document.root().as_object()) else {
        return;
    };
    let url: Arc<str> = "https://a.example/1".into();
    let Ok(list) = token_list(claims, String::new(), [0; 32], &url, limit) else { return };
    let entries = list.entries();
    assert!((1..=limit as u64 * 8).contains(&entries));
    assert!([0, entries / 2, entries - 1].into_iter().all(|index| list.value(index).is_some()));
    assert!([entries, u64::MAX].into_iter().all(|index| list.value(index).is_none()));
    let _ = list.fresh_until(i64::MAX);
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let level = flate2::Compression::fast();
    let mut encoder = flate2::bufread::ZlibEncoder::new(bytes, level);
    assert!(std::io::Read::read_to_end(&mut encoder, &mut packed).is_ok());
    packed
}

/// The keys of a document are its issuer's own.
pub fn did_document(data: &[u8]) {
    const DID: &str = "did:web:a.example";
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(KeyDocument::Keys(keys)) = KeyDocument::read(text, NeedKind::DidDocument, DID) {
        let own = |id: &str| id.split('#').next() == Some(DID);
        assert!(keys.iter().all(|key| key.id.as_deref().is_some_and(own)));
        keys.iter().for_each(|key| same_key_again(&key.public));
    }
    let _ = KeyDocument::read(text, NeedKind::KeySet, DID);
    let _ = KeyDocument::read(text, NeedKind::IssuerMetadata, "https://a.example");
    let _ = KeyDocument::within(text);
    if let Some((url, _)) = key_location(text) {
        assert!(url.starts_with("https://"), "{url}");
    }
}

/// Documents of trust and the policy: what was read is written so that it reads the same.
pub fn statement(data: &[u8]) {
    reads_again::<BodyList>(data);
    reads_again::<SchemeDocument>(data);
    if let Some(document) = reads_again::<EventsDocument>(data) {
        replay(&document);
    }
    let Some(policy) = str::from_utf8(data).ok().and_then(|text| Policy::from_json(text).ok())
    else {
        return;
    };
    assert_eq!(Policy::from_json(&policy.to_json()), Ok(policy));
}

fn reads_again<T>(data: &[u8]) -> Option<T>
where
    T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug,
{
    let document: T = decode_bytes(data, &DOCUMENT_JSON).ok()?;
    let written = serde_json::to_string(&document).unwrap_or_default();
    assert_eq!(decode_str::<T>(&written, &DOCUMENT_JSON).as_ref(), Ok(&document));
    Some(document)
}

/// Events are replayed at every instant that they name, and at the ends of time.
fn replay(document: &EventsDocument) {
    let subject = &document.credential_subject;
    let _ = (subject.check(), subject.granted());
    let named = subject.events.iter().take(8).map(|event| event.bites_at());
    let ends = [i64::MIN, i64::MAX].map(|seconds| document.valid_from.plus_seconds(seconds));
    for instant in named.chain(ends) {
        let Clocks { valid_at, known_at } = Clocks::at(instant);
        let _ = subject.replay(valid_at, known_at, &|_| true);
    }
}

/// An instant or a day that was read is written so that it reads the same.
pub fn timestamp(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(instant) = text.parse::<Timestamp>() {
        assert_eq!(instant.to_string().parse(), Ok(instant));
        assert_eq!(instant.in_utc().to_string().parse(), Ok(instant));
        let (first, last) = instant.day();
        assert!(first <= instant && instant.unix() <= last.unix(), "{first} to {last}");
        let _ = (instant.plus_months(u32::MAX), instant.plus_seconds(i64::MIN).to_string());
    }
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string().parse::<Day>().ok(), Some(day));
    }
    if let Ok(date) = text.parse::<CalendarDate>() {
        let _ = date.plus_months(u32::MAX);
    }
}
