//! Public keys: admitted once, then used for any number of signatures.

use super::{KeyKind, provider, weak};
use crate::crypto::Algorithm;
use std::fmt;
use std::sync::Arc;

/// A public key that passed every check and is ready for use. Cheap to clone.
#[derive(Clone)]
pub(crate) struct VerifyingKey(Arc<Admitted>);

struct Admitted {
    numbers: PublicNumbers,
    verifier: provider::Verifier,
}

impl VerifyingKey {
    /// Admits a key (SECURITY section 1.1 J13).
    pub(crate) fn new(numbers: PublicNumbers) -> Result<Self, KeyFault> {
        weak::check(&numbers)?;
        // All that is left for a library to refuse.
        let verifier = provider::Verifier::new(&numbers).ok_or(KeyFault::NotOnCurve)?;
        Ok(Self(Arc::new(Admitted { numbers, verifier })))
    }

    /// Whether `signature` is one of `message` by this key. An algorithm that is not
    /// the key's never verifies.
    pub(crate) fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        self.0.verifier.verify(algorithm, message, signature)
    }

    /// What kind of key it is.
    pub(crate) fn kind(&self) -> KeyKind {
        self.0.numbers.kind()
    }

    /// The numbers it consists of.
    pub(crate) fn numbers(&self) -> &PublicNumbers {
        &self.0.numbers
    }
}

/// The numbers of a public key, encoded as JWK encodes them (RFC 7518 section 6, RFC 8037).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PublicNumbers {
    P256 { x: [u8; 32], y: [u8; 32] },
    P384 { x: [u8; 48], y: [u8; 48] },
    Ed25519 { x: [u8; 32] },
    Rsa { n: Vec<u8>, e: Vec<u8> },
}

impl PublicNumbers {
    /// The point of an elliptic curve; `None` when a coordinate has the wrong length.
    pub(crate) fn ec(kind: KeyKind, x: &[u8], y: &[u8]) -> Option<Self> {
        match kind {
            KeyKind::P256 => Some(Self::P256 { x: x.try_into().ok()?, y: y.try_into().ok()? }),
            KeyKind::P384 => Some(Self::P384 { x: x.try_into().ok()?, y: y.try_into().ok()? }),
            KeyKind::Ed25519 | KeyKind::Rsa => None,
        }
    }

    /// The point of an elliptic curve from its uncompressed form (SEC 1 section 2.3.3).
    pub(crate) fn from_point(kind: KeyKind, point: &[u8]) -> Option<Self> {
        let coordinates = point.strip_prefix(&[4])?;
        let (x, y) = coordinates.split_at_checked(coordinates.len() / 2)?;
        Self::ec(kind, x, y)
    }

    /// The point of an elliptic curve from its compressed form (SEC 1 section 2.3.4).
    pub(crate) fn from_compressed(kind: KeyKind, point: &[u8]) -> Option<Self> {
        matches!(point.first(), Some(2 | 3)).then(|| provider::decompress(kind, point)).flatten()
    }

    /// The uncompressed point of an elliptic curve; for other keys `None`.
    pub(crate) fn point(&self) -> Option<Vec<u8>> {
        let (x, y) = self.coordinates()?;
        Some([&[4], x, y].concat())
    }

    /// The compressed point of an elliptic curve; for other keys `None`.
    pub(crate) fn compressed(&self) -> Option<Vec<u8>> {
        let (x, y) = self.coordinates()?;
        let parity = y.last()? & 1;
        Some([&[2 | parity], x].concat())
    }

    fn coordinates(&self) -> Option<(&[u8], &[u8])> {
        match self {
            Self::P256 { x, y } => Some((x, y)),
            Self::P384 { x, y } => Some((x, y)),
            Self::Ed25519 { .. } | Self::Rsa { .. } => None,
        }
    }

    /// What kind of key the numbers make.
    pub(crate) fn kind(&self) -> KeyKind {
        match self {
            Self::P256 { .. } => KeyKind::P256,
            Self::P384 { .. } => KeyKind::P384,
            Self::Ed25519 { .. } => KeyKind::Ed25519,
            Self::Rsa { .. } => KeyKind::Rsa,
        }
    }
}

/// Why numbers are not acceptable as a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyFault {
    NotOnCurve,
    NotCanonical,
    SmallOrder,
    RsaPadded,
    RsaSize,
    RsaEven,
    RsaExponent,
    RsaFlawedGenerator,
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOnCurve => "its point is not on the curve",
            Self::NotCanonical => "its point is not in canonical form",
            Self::SmallOrder => "its point has small order: anybody can sign for it",
            Self::RsaPadded => "its RSA numbers begin with a zero byte",
            Self::RsaSize => "its RSA modulus does not have 2048 to 8192 bits",
            Self::RsaEven => "its RSA modulus is even",
            Self::RsaExponent => "its RSA exponent is not an odd number from 65537 to 2^32",
            Self::RsaFlawedGenerator => "its RSA modulus is of a flawed generator (CVE-2017-15361)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SigningKey;

    fn public(kind: KeyKind) -> VerifyingKey {
        SigningKey::generate(kind).unwrap().public().clone()
    }

    #[test]
    fn a_point_off_the_curve_is_refused() {
        for kind in [KeyKind::P256, KeyKind::P384] {
            let mut point = public(kind).numbers().point().unwrap();
            *point.last_mut().unwrap() ^= 1;
            let numbers = PublicNumbers::from_point(kind, &point).unwrap();
            assert_eq!(VerifyingKey::new(numbers).err(), Some(KeyFault::NotOnCurve));
        }
    }

    #[test]
    fn zero_and_coordinates_past_the_field_are_refused() {
        for fill in [0x00, 0xff] {
            let p256 = PublicNumbers::P256 { x: [fill; 32], y: [fill; 32] };
            let p384 = PublicNumbers::P384 { x: [fill; 48], y: [fill; 48] };
            assert_eq!(VerifyingKey::new(p256).err(), Some(KeyFault::NotOnCurve));
            assert_eq!(VerifyingKey::new(p384).err(), Some(KeyFault::NotOnCurve));
        }
    }

    #[test]
    fn compression_is_undone() {
        for kind in [KeyKind::P256, KeyKind::P384] {
            for _ in 0..8 {
                let numbers = public(kind).numbers().clone();
                let mut point = numbers.compressed().unwrap();
                assert_eq!(PublicNumbers::from_compressed(kind, &point), Some(numbers));
                point.pop();
                assert_eq!(PublicNumbers::from_compressed(kind, &point), None);
            }
        }
    }

    #[test]
    fn only_compressed_points_are_decompressed() {
        let numbers = public(KeyKind::P256).numbers().clone();
        let mut point = numbers.point().unwrap();
        assert_eq!(PublicNumbers::from_compressed(KeyKind::P256, &point), None);
        point[0] = 6 | (point[64] & 1);
        assert_eq!(PublicNumbers::from_compressed(KeyKind::P256, &point), None);
        let compressed = numbers.compressed().unwrap();
        assert_eq!(PublicNumbers::from_compressed(KeyKind::P384, &compressed), None);
        assert_eq!(PublicNumbers::from_compressed(KeyKind::P256, &[]), None);
    }

    #[test]
    fn keys_are_shared_between_threads() {
        fn shareable<T: Send + Sync + Clone>() {}
        shareable::<VerifyingKey>();
    }
}
