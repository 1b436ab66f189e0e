//! Step 3: the signature is the issuer's.

use super::keys::{Kind, key};
use super::token::{claims, encode, header, sign, sign_with};
use super::world::*;
use super::{Set, ask};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use tegata::issue::Signer;

pub(super) fn add(set: &mut Set) {
    let good = certificate();
    let (input, signature) = good.rsplit_once('.').unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let payload = claims(&good);
    let forger = key(Kind::P256, &format!("{BODY}#p256 forged"));
    let mut refused = |code: &str, id: &str, title: &str, token: String| {
        set.add("authentic", id, title, ask(World::new().bundle(), token).refused(code));
    };

    let mut other = header("vc+jwt", &body_key());
    other["alg"] = json!("EdDSA");
    let code = "algorithm_key_mismatch";
    let token = sign_with(&other, &payload, &body_key());
    refused(code, "another-algorithm", "An algorithm that is not the key's", token);
    other["alg"] = json!("ES384");
    let token = sign_with(&other, &payload, &body_key());
    refused(code, "another-curve", "The algorithm of another curve", token);

    let code = "signature_invalid";
    let changed = changed(|claims| claims["credentialSubject"]["legalName"] = json!("Other"));
    let (changed, _) = changed.rsplit_once('.').unwrap();
    refused(
        code,
        "payload-changed",
        "A payload that was changed",
        format!("{changed}.{signature}"),
    );
    let mut flipped = bytes.clone();
    flipped.iter_mut().take(1).for_each(|byte| *byte ^= 1);
    let with = |signature: &[u8]| format!("{input}.{}", encode(signature));
    refused(code, "signature-changed", "A signature that was changed", with(&flipped));
    refused(code, "signature-empty", "A signature of no bytes", with(&[]));
    refused(code, "signature-zero", "A signature of zeros (CVE-2022-21449)", with(&[0; 64]));
    refused(code, "signature-der", "A signature in DER", with(&der(&bytes)));
    let longer = [bytes.as_slice(), &[0]].concat();
    refused(code, "signature-longer", "A signature with a byte more", with(&longer));
    let named = header("vc+jwt", &body_key());
    let token = sign_with(&named, &payload, &forger);
    refused(code, "another-key", "Signed with another key under the issuer's name", token);
    let mut embedded = named;
    embedded["jwk"] = forger.public_key().to_json();
    let token = sign_with(&embedded, &payload, &forger);
    refused(code, "key-in-header", "Signed with a key that the header brings along", token);
    let sd_jwt = issue(&draft(), Form::DcSdJwt, BODY, &body_key());
    let (jwt, disclosures) = sd_jwt.split_once('~').unwrap();
    let forged = sign("dc+sd-jwt", &claims(jwt), &forger);
    let (_, signature) = forged.rsplit_once('.').unwrap();
    let (input, _) = jwt.rsplit_once('.').unwrap();
    let token = format!("{input}.{signature}~{disclosures}");
    refused(code, "sd-jwt-another-key", "An SD-JWT VC signed with another key", token);
}

/// ECDSA's other encoding, which JWS does not use (RFC 7518 section 3.4).
fn der(signature: &[u8]) -> Vec<u8> {
    let (r, s) = signature.split_at(signature.len() / 2);
    let numbers: Vec<u8> = [integer(r), integer(s)].concat();
    [&[0x30, u8::try_from(numbers.len()).unwrap()][..], &numbers].concat()
}

fn integer(number: &[u8]) -> Vec<u8> {
    let positive = if number.first().is_some_and(|byte| *byte > 0x7f) { &[0][..] } else { &[] };
    let length = u8::try_from(number.len() + positive.len()).unwrap();
    [&[0x02, length][..], positive, number].concat()
}
