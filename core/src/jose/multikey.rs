//! Public keys as Multikey, the form that did:key and DID documents use
//! (Controlled Identifiers 1.0 section 2.2.2).

use super::PublicKey;
use super::jwk::key_invalid;
use crate::code::Finding;
use crate::crypto::{KeyKind, PublicNumbers};

/// The first two bytes, a varint that says what kind of key follows (the multicodec
/// table), and the length of the key.
const CODECS: [(KeyKind, [u8; 2], usize); 3] = [
    (KeyKind::P256, [0x80, 0x24], 33),
    (KeyKind::P384, [0x81, 0x24], 49),
    (KeyKind::Ed25519, [0xed, 0x01], 32),
];

/// A P-384 key has 51 bytes, in base58 at most 70 characters, and the `z`.
const LONGEST: usize = 71;

impl PublicKey {
    /// Reads a public key from a Multikey: `z`, then base58btc.
    pub(crate) fn from_multikey(text: &str) -> Result<Self, Finding> {
        let numbers = numbers(text).map_err(key_invalid)?;
        Self::from_numbers(numbers).map_err(|fault| key_invalid(fault.to_string()))
    }

    /// The key as a Multikey; RSA keys have none here.
    pub fn to_multikey(&self) -> Option<String> {
        let numbers = self.numbers();
        let (_, prefix, _) = CODECS.iter().find(|(kind, ..)| *kind == numbers.kind())?;
        let key = match numbers {
            PublicNumbers::Ed25519 { x } => x.to_vec(),
            _ => numbers.compressed()?,
        };
        Some(format!("z{}", bs58::encode([prefix, key.as_slice()].concat()).into_string()))
    }
}

fn numbers(text: &str) -> Result<PublicNumbers, &'static str> {
    // Decoding base58 takes quadratic time.
    if text.len() > LONGEST {
        return Err("its multikey is too long");
    }
    let encoded = text.strip_prefix('z').ok_or("its multikey does not begin with `z`")?;
    let bytes = bs58::decode(encoded).into_vec().map_err(|_| "its multikey is not base58btc")?;
    let (kind, key, length) = CODECS
        .iter()
        .find_map(|(kind, prefix, length)| Some((*kind, bytes.strip_prefix(prefix)?, *length)))
        .ok_or("its multikey is of a kind that is not accepted")?;
    if key.len() != length {
        return Err("its multikey has the wrong length");
    }
    match kind {
        KeyKind::Ed25519 => key.try_into().ok().map(|x| PublicNumbers::Ed25519 { x }),
        _ => PublicNumbers::from_compressed(kind, key),
    }
    .ok_or("its point is not on the curve")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SigningKey;

    #[test]
    fn what_is_written_is_read_again() {
        for (kind, ..) in CODECS {
            let key = PublicKey::from_key(SigningKey::generate(kind).unwrap().public().clone());
            let text = key.to_multikey().unwrap();
            assert_eq!(PublicKey::from_multikey(&text).unwrap(), key);
            assert!(text.len() <= LONGEST);
        }
    }

    #[test]
    fn the_examples_of_did_key_are_read() {
        // did:key method, sections 3.1.3 and 3.1.5: the prefixes that all keys share.
        for (text, kind) in [
            ("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", KeyKind::Ed25519),
            ("zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169", KeyKind::P256),
            (
                "z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9",
                KeyKind::P384,
            ),
        ] {
            let key = PublicKey::from_multikey(text).unwrap();
            assert_eq!(key.numbers().kind(), kind);
            assert_eq!(key.to_multikey().as_deref(), Some(text));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let multikey = |bytes: &[u8]| format!("z{}", bs58::encode(bytes).into_string());
        let key = SigningKey::generate(KeyKind::P256).unwrap();
        let point = key.public().numbers().compressed().unwrap();
        let good = [&[0x80, 0x24], point.as_slice()].concat();
        let text = multikey(&good);
        assert!(PublicKey::from_multikey(&text).is_ok());
        let mut uncompressed = vec![0x80, 0x24];
        uncompressed.extend(key.public().numbers().point().unwrap());
        let mut hybrid = good.clone();
        hybrid[2] = 4;
        for bad in [
            String::new(),
            "z".into(),
            text[1..].into(),
            format!("m{}", &text[1..]),
            format!("{text}0"),
            format!("z{}", "1".repeat(10_000)),
            multikey(&[good.as_slice(), &[0]].concat()),
            multikey(&good[..good.len() - 1]),
            multikey(&[&[0], good.as_slice()].concat()),
            multikey(&uncompressed),
            multikey(&hybrid),
            multikey(&[&[0x81, 0x24], point.as_slice()].concat()),
            // X25519, secp256k1 and a varint written longer than necessary.
            multikey(&[&[0xec, 0x01][..], &[7; 32]].concat()),
            multikey(&[&[0xe7, 0x01], point.as_slice()].concat()),
            multikey(&[&[0x80, 0xa4, 0x00], point.as_slice()].concat()),
            // The neutral element of Edwards25519.
            multikey(&[&[0xed, 0x01, 1][..], &[0; 31]].concat()),
        ] {
            assert!(PublicKey::from_multikey(&bad).is_err(), "{bad}");
        }
    }
}
