//! SD-JWT (RFC 9901): an issuer's JWT and the disclosures that open parts of it.
//!
//! [`Split`] takes the compact form apart and [`process`] puts the disclosed claims where
//! their digests stand. Neither verifies a signature: what comes out is as true as the
//! JWT that it came from.

mod digest;
mod resolve;

pub(crate) use digest::DigestAlgorithm;

use crate::code::{Code, Finding};
use crate::json::{Document, JsonError, JsonFault};
use crate::limits::Limits;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::ops::Range;

/// The parts of `<issuer's JWT>~<disclosure>~...~[<key-binding JWT>]` (RFC 9901 section 4).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Split<'t> {
    /// The issuer's JWT, not yet looked into.
    pub(crate) jwt: &'t str,
    /// The holder's key-binding JWT, when one is attached.
    pub(crate) key_binding: Option<&'t str>,
    /// What `sd_hash` covers: everything up to and including the last tilde.
    pub(crate) presented: &'t str,
    disclosures: Option<&'t str>,
}

impl<'t> Split<'t> {
    /// Takes a token apart by its tildes.
    pub(crate) fn of(token: &'t str, limits: &Limits) -> Result<Self, Finding> {
        let Some((covered, last)) = token.rsplit_once('~') else {
            return Err(token_fault("no `~` follows the issuer's JWT"));
        };
        let key_binding = match last.bytes().filter(|byte| *byte == b'.').count() {
            0 if last.is_empty() => None,
            2 => Some(last),
            _ => return Err(token_fault("what follows the last `~` is no JWT")),
        };
        let (jwt, disclosures) = match covered.split_once('~') {
            Some((jwt, disclosures)) => (jwt, Some(disclosures)),
            None => (covered, None),
        };
        if jwt.is_empty() {
            return Err(token_fault("no JWT precedes the first `~`"));
        }
        let presented = token.get(..=covered.len()).unwrap_or_default();
        let split = Self { jwt, key_binding, presented, disclosures };
        split.check(limits).map(|()| split)
    }

    /// The disclosures as received: base64url, not yet decoded.
    pub(crate) fn disclosures(&self) -> impl Iterator<Item = &'t str> + Clone {
        self.disclosures.into_iter().flat_map(|all| all.split('~'))
    }

    fn check(&self, limits: &Limits) -> Result<(), Finding> {
        let mut count = 0;
        for disclosure in self.disclosures() {
            count += 1;
            if count > limits.disclosures {
                let limit = limits.disclosures.to_string();
                return Err(Finding::new(Code::TooLarge)
                    .with("part", "number of disclosures")
                    .with("limit", limit));
            }
            if disclosure.is_empty() {
                return Err(malformed("one of them is empty"));
            }
        }
        Ok(())
    }
}

/// Says of a claim's path whether it may never be hidden behind a disclosure. Elements of
/// an array have the path of their array.
pub(crate) type Protected = fn(path: &[&str]) -> bool;

/// The payload of an SD-JWT with its disclosed claims in place.
#[derive(Debug)]
pub(crate) struct Disclosed {
    /// The processed payload: no digest is left in it, and [`Object::has_hidden`] and
    /// [`Array::has_hidden`] tell where there was one that nothing answered.
    ///
    /// [`Object::has_hidden`]: crate::json::Object::has_hidden
    /// [`Array::has_hidden`]: crate::json::Array::has_hidden
    pub(crate) document: Document,
    /// The algorithm of the digests, which is that of `sd_hash` too (section 4.3.1).
    pub(crate) algorithm: DigestAlgorithm,
    /// For each disclosure, in the token's order, the node of its value in `document`.
    places: Vec<Option<usize>>,
}

impl Disclosed {
    /// Claims without any disclosure.
    pub(crate) fn plain(document: Document) -> Self {
        Self { document, algorithm: DigestAlgorithm::default(), places: Vec::new() }
    }

    /// The JSON pointers of what was disclosed, in the order of the token's disclosures.
    pub(crate) fn pointers(&self) -> impl Iterator<Item = String> {
        self.places.iter().flatten().map(|place| self.document.value_at(*place).pointer())
    }
}

/// Processes the disclosures against the payload of the issuer's JWT, which is JSON and
/// no longer base64url: RFC 9901 section 7.1, steps 2.d to 5.
pub(crate) fn process<'t>(
    payload: Vec<u8>,
    disclosures: impl Iterator<Item = &'t str> + Clone,
    limits: &Limits,
    protected: Protected,
) -> Result<Disclosed, Finding> {
    let (text, parts) = join(payload, disclosures.clone())?;
    let document = Document::parse_parts(text, &parts, &limits.json()).map_err(unreadable)?;
    let algorithm = DigestAlgorithm::of(&document)?;
    let mut digests = String::with_capacity(algorithm.encoded_len() * parts.len());
    disclosures.for_each(|disclosure| algorithm.digest_onto(disclosure, &mut digests));
    let digests = digests.as_bytes().chunks_exact(algorithm.encoded_len());
    let (resolved, places) = resolve::resolve(&document, digests, limits, protected)?;
    Ok(Disclosed { document: resolved.finish(document), algorithm, places })
}

/// Appends the decoded disclosures to the payload, so that one parse reads them all.
fn join<'t>(
    mut text: Vec<u8>,
    disclosures: impl Iterator<Item = &'t str> + Clone,
) -> Result<(Vec<u8>, Vec<Range<usize>>), Finding> {
    let (count, encoded) =
        disclosures.clone().fold((0, 0), |(count, sum), next| (count + 1, sum + next.len()));
    text.reserve(encoded / 4 * 3 + 4 * count);
    let mut parts = Vec::with_capacity(count + 1);
    parts.push(0..text.len());
    for disclosure in disclosures {
        let from = text.len();
        URL_SAFE_NO_PAD
            .decode_vec(disclosure, &mut text)
            .map_err(|_| malformed("it is not base64url"))?;
        parts.push(from..text.len());
    }
    Ok((text, parts))
}

fn unreadable((part, error): (usize, JsonError)) -> Finding {
    if part == 0 {
        return error.finding("payload");
    }
    match error.fault {
        JsonFault::TooDeep(_) | JsonFault::TooMany(_) => error.finding("disclosures"),
        _ => malformed(error.to_string()),
    }
}

fn token_fault(fault: &str) -> Finding {
    Finding::new(Code::TokenMalformed).with("fault", fault)
}

fn malformed(fault: impl Into<String>) -> Finding {
    Finding::new(Code::DisclosureMalformed).with("fault", fault)
}

#[cfg(test)]
mod tests;
