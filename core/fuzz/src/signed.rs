//! The targets that go through the public API with signed input.

use crate::world::{
    AUDIENCE, AUTHORITY, NONCE, WORLD, World, binding_claims, bitstring, bitstring_claims, clocks,
    decode, digest, document, encode, now, packed_bitstring, scheme, sign, sign_with, vc_claims,
};
use crate::{documents, edits};
use serde_json::Value;
use tegata::explain::{Language, explain};
use tegata::{Expected, Refusal, Report, TrustBundle, Verifier};

/// Whole verification: nothing but the genuine tokens is ever accepted.
pub fn verify(data: &[u8]) {
    let world = &*WORLD;
    let Some((mode, rest)) = data.split_first() else { return };
    match mode % 6 {
        0 => judge(world, rest),
        1 => judge(world, &edited(rest, world.vc.as_bytes())),
        2 => judge(world, &edited(rest, world.sd.as_bytes())),
        3 => judge(world, &decoded_and_edited(rest, 0)),
        4 => judge(world, &decoded_and_edited(rest, 1)),
        _ => hostile_issuer(world, rest),
    }
}

fn edited(program: &[u8], text: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    edits::apply(program, &mut text);
    text
}

/// The token with one of its decoded parts edited, under the old signature.
fn decoded_and_edited(program: &[u8], part: usize) -> Vec<u8> {
    let mut parts: Vec<_> = WORLD.vc.split('.').map(str::to_owned).collect();
    if let Some(part) = parts.get_mut(part) {
        *part = encode(edited(program, &decode(part)));
    }
    parts.join(".").into_bytes()
}

fn judge(world: &World, token: &[u8]) {
    let answer = world.verifier.verify(token, clocks());
    let accepted = answer.is_ok();
    let report = answer.map_or_else(refused, |standing| standing.report());
    assert_eq!(accepted, is_genuine(world, token), "{} is {}", lossy(token), report.to_json());
    check_report(&report);
}

fn lossy(token: &[u8]) -> String {
    String::from_utf8_lossy(token).into_owned()
}

fn refused(refusal: Refusal) -> Report {
    refusal.report().clone()
}

/// The certificates themselves; of the SD-JWT also with fewer disclosures, in any order.
fn is_genuine(world: &World, token: &[u8]) -> bool {
    let Ok(token) = str::from_utf8(token) else { return false };
    if token == world.vc {
        return true;
    }
    let known: Vec<_> = world.sd.split('~').collect();
    let mut parts: Vec<_> = token.split('~').collect();
    let closed = parts.len() > 1 && parts.pop() == Some("");
    let mut distinct = parts.clone();
    distinct.sort_unstable();
    distinct.dedup();
    closed
        && distinct.len() == parts.len()
        && parts.first() == known.first()
        && parts.iter().all(|part| !part.is_empty() && known.contains(part))
}

/// A report can always be written, and cannot attack whoever reads it.
fn check_report(report: &Report) {
    let json = report.to_json();
    assert!(serde_json::from_str::<Value>(&json).is_ok(), "{json}");
    assert!(!json.chars().any(char::is_control), "{json}");
    for finding in report.findings() {
        let _ = (explain(finding, Language::English), explain(finding, Language::Japanese));
    }
}

/// An issuer that is known may sign anything: no oracle, but never a panic.
fn hostile_issuer(world: &World, program: &[u8]) {
    let sd = world.sd.split('~').next().and_then(|jwt| jwt.split('.').nth(1));
    let token = match program.first().map_or(0, |byte| byte & 0x80) {
        0 => {
            let claims = edited(program, vc_claims().to_string().as_bytes());
            sign(&world.body, "vc+jwt", &claims)
        }
        _ => {
            let claims = edited(program, &decode(sd.unwrap_or_default()));
            let rest = world.sd.split_once('~').map_or("", |(_, rest)| rest);
            sign(&world.body, "dc+sd-jwt", &claims) + "~" + rest
        }
    };
    let answer = world.verifier.verify(&token, clocks());
    check_report(&answer.map_or_else(refused, |standing| standing.report()));
}

/// A presentation is accepted as it was made; one that the holder signs anew only if it is
/// bound to this audience, this nonce and this credential.
pub fn key_binding(data: &[u8]) {
    let world = &*WORLD;
    let Some((mode, rest)) = data.split_first() else { return };
    let claims = binding_claims(&world.sd).to_string();
    let (binding, accepted) = match mode % 3 {
        0 => {
            let token = edited(rest, world.presentation.as_bytes());
            let genuine = token == world.presentation.as_bytes();
            return present(world, &token, genuine, genuine);
        }
        1 => {
            let claims = edited(rest, claims.as_bytes());
            let fits = is_bound(world, &claims);
            (sign(&world.holder, "kb+jwt", &claims), fits)
        }
        _ => {
            let header = edited(rest, br#"{"alg":"EdDSA","typ":"kb+jwt"}"#);
            let typed = serde_json::from_slice::<Value>(&header)
                .is_ok_and(|header| header.get("typ").is_some_and(|typ| ends_in_kb(typ)));
            (sign_with(&world.holder, &header, claims.as_bytes()), typed)
        }
    };
    present(world, format!("{}{binding}", world.sd).as_bytes(), accepted, false);
}

fn ends_in_kb(typ: &Value) -> bool {
    matches!(typ.as_str(), Some("kb+jwt" | "application/kb+jwt"))
}

fn is_bound(world: &World, claims: &[u8]) -> bool {
    let Ok(claims) = serde_json::from_slice::<Value>(claims) else { return false };
    let is = |name: &str, text: &str| claims.get(name).and_then(Value::as_str) == Some(text);
    is("aud", AUDIENCE) && is("nonce", NONCE) && is("sd_hash", &digest(&world.sd))
}

fn present(world: &World, token: &[u8], may: bool, must: bool) {
    let expected = Expected { audience: AUDIENCE, nonce: NONCE, max_age_seconds: 300 };
    let answer = world.verifier.authenticate_presentation(token, &expected, clocks());
    assert!(may || answer.is_err(), "accepted: {}", lossy(token));
    assert!(answer.is_ok() || !must, "refused as it was made");
    assert!(world.verifier.verify(token, clocks()).is_err() || !token.ends_with(b"~"));
    if let Err(refusal) = answer {
        check_report(refusal.report());
    }
}

/// A status list of the body, damaged or with any content: the certificate stands only
/// if its bit is clear.
pub fn bitstring_list(data: &[u8]) {
    let world = &*WORLD;
    let Some((mode, rest)) = data.split_first() else { return };
    match mode % 3 {
        0 => drop(with_list(world, packed_bitstring(&world.body, rest))),
        1 => {
            let mut bytes = rest.to_vec();
            bytes.resize(bytes.len().max(1 << 14), 0);
            let stands = with_list(world, bitstring(&world.body, &bytes));
            // Entry 7 is the rightmost bit of the first byte.
            assert_eq!(stands, bytes.first().is_some_and(|byte| byte & 1 == 0));
        }
        _ => {
            let mut list = packed_bitstring(&world.body, &[]);
            let claims = bitstring_claims(SMALL_LIST).to_string();
            list.body = sign(&world.body, "vc+jwt", &edited(rest, claims.as_bytes()));
            with_list(world, list);
        }
    }
}

/// 16,384 zero bytes as GZIP: one stored byte and back-references to it.
const SMALL_LIST: &[u8] = include_bytes!("zeros.gz");

fn with_list(world: &World, list: tegata::Document) -> bool {
    let documents = vec![list, scheme(&world.authority)];
    let bundle = TrustBundle::new(now(), world.anchors(), documents).expect("a sound bundle");
    let answer = Verifier::new(bundle).verify(&world.vc, clocks());
    let stands = answer.is_ok();
    check_report(&answer.map_or_else(refused, |standing| standing.report()));
    stands
}

/// A bundle that was read is written so that it reads as the same bundle.
pub fn bundle(data: &[u8]) {
    let world = &*WORLD;
    let Some((mode, rest)) = data.split_first() else { return };
    match mode % 3 {
        0 => {
            let text = str::from_utf8(rest).ok();
            text.and_then(|text| TrustBundle::from_json(text).ok()).iter().for_each(same_again);
        }
        1 => {
            let text = edited(rest, world.verifier.bundle().to_json().as_bytes());
            let text = String::from_utf8_lossy(&text);
            TrustBundle::from_json(&text).iter().for_each(same_again);
        }
        _ => signed_document(world, rest),
    }
}

/// One of the documents with edits in it, signed by who may sign it.
fn signed_document(world: &World, program: &[u8]) {
    let choice = program.first().map_or(0, |byte| usize::from(byte / 7));
    let all = documents::all();
    let Some((url, claims)) = all.get(choice % all.len()) else { return };
    let key = if url.starts_with(AUTHORITY) { &world.authority } else { &world.body };
    let token = sign(key, "vc+jwt", &edited(program, claims.to_string().as_bytes()));
    let mut documents = world.verifier.bundle().documents().to_vec();
    documents.retain(|document| document.url != *url);
    documents.push(document(url, "application/vc+jwt", token));
    let bundle = TrustBundle::new(now(), world.anchors(), documents).expect("a sound bundle");
    same_again(&bundle);
    let answer = Verifier::new(bundle).verify(&world.vc, clocks());
    check_report(&answer.map_or_else(refused, |standing| standing.report()));
}

fn same_again(bundle: &TrustBundle) {
    let json = bundle.to_json();
    let again = TrustBundle::from_json(&json).expect("what was written is read");
    assert_eq!(again.digest(), bundle.digest());
    assert_eq!(again.document_reports(), bundle.document_reports());
    assert_eq!(again.to_json(), json);
}
