//! The provider that uses AWS-LC.

use super::{KeyKind, PublicNumbers};
use crate::crypto::Algorithm;
use crate::error::{Error, ErrorKind};
use aws_lc_rs::encoding::{AsBigEndian, AsDer, Curve25519SeedBin, EcPrivateKeyBin};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED,
    ECDSA_P384_SHA384_FIXED_SIGNING, ED25519, EcdsaKeyPair, EcdsaSigningAlgorithm,
    EcdsaVerificationAlgorithm, Ed25519KeyPair, KeyPair, ParsedPublicKey,
    RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents,
};
use aws_lc_rs::{digest, rand};
use zeroize::Zeroizing;

/// Fills `bytes` from the operating system's generator.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), Error> {
    rand::fill(bytes)
        .map_err(|_| Error::new(ErrorKind::Machine, "", "the system gives no random numbers"))
}

/// SHA-256 (FIPS 180-4).
pub(crate) fn sha256(data: &[u8]) -> [u8; 32] {
    hash(&digest::SHA256, data)
}

/// SHA-384 (FIPS 180-4).
pub(crate) fn sha384(data: &[u8]) -> [u8; 48] {
    hash(&digest::SHA384, data)
}

/// SHA-512 (FIPS 180-4).
pub(crate) fn sha512(data: &[u8]) -> [u8; 64] {
    hash(&digest::SHA512, data)
}

fn hash<const N: usize>(algorithm: &'static digest::Algorithm, data: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(digest::digest(algorithm, data).as_ref());
    out
}

/// A public key as AWS-LC holds it, parsed. One key is bound to one algorithm there,
/// so an RSA key is held twice.
pub(super) enum Verifier {
    P256(ParsedPublicKey),
    P384(ParsedPublicKey),
    Ed25519(ParsedPublicKey),
    Rsa { pss: ParsedPublicKey, pkcs1: ParsedPublicKey },
}

impl Verifier {
    /// Parses a key; `None` when its point is not on the curve. Points of Edwards25519
    /// are decoded at each verification: what is no point verifies nothing.
    pub(super) fn new(numbers: &PublicNumbers) -> Option<Self> {
        let key = |algorithm, bytes: &[u8]| ParsedPublicKey::new(algorithm, bytes).ok();
        Some(match numbers {
            PublicNumbers::P256 { .. } => {
                Self::P256(key(&ECDSA_P256_SHA256_FIXED, &numbers.point()?)?)
            }
            PublicNumbers::P384 { .. } => {
                Self::P384(key(&ECDSA_P384_SHA384_FIXED, &numbers.point()?)?)
            }
            PublicNumbers::Ed25519 { x } => Self::Ed25519(key(&ED25519, x)?),
            PublicNumbers::Rsa { n, e } => {
                let rsa = RsaPublicKeyComponents { n, e };
                Self::Rsa {
                    pss: rsa.to_parsed_public_key(&RSA_PSS_2048_8192_SHA256).ok()?,
                    pkcs1: rsa.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok()?,
                }
            }
        })
    }

    pub(super) fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let key = match (self, algorithm) {
            (Self::P256(key), Algorithm::Es256) | (Self::P384(key), Algorithm::Es384) => key,
            (Self::Ed25519(key), Algorithm::EdDsa | Algorithm::Ed25519) => key,
            (Self::Rsa { pss, .. }, Algorithm::Ps256) => pss,
            (Self::Rsa { pkcs1, .. }, Algorithm::Rs256) => pkcs1,
            _ => return false,
        };
        key.verify_sig(message, signature).is_ok()
    }
}

/// The point on the curve that a compressed one stands for.
pub(super) fn decompress(kind: KeyKind, compressed: &[u8]) -> Option<PublicNumbers> {
    let (algorithm, length): (&'static EcdsaVerificationAlgorithm, _) = match kind {
        KeyKind::P256 => (&ECDSA_P256_SHA256_FIXED, 65),
        KeyKind::P384 => (&ECDSA_P384_SHA384_FIXED, 97),
        KeyKind::Ed25519 | KeyKind::Rsa => return None,
    };
    let key = ParsedPublicKey::new(algorithm, compressed).ok()?;
    // SubjectPublicKeyInfo ends with the uncompressed point (RFC 5480 section 2).
    let info = key.as_der().ok()?;
    let info = info.as_ref();
    PublicNumbers::from_point(kind, info.get(info.len().checked_sub(length)?..)?)
}

/// A private key as AWS-LC holds it; freed memory is wiped there.
pub(super) enum Signer {
    Ecdsa(KeyKind, EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl Signer {
    pub(super) fn generate(kind: KeyKind) -> Option<Self> {
        match ecdsa(kind) {
            Some(algorithm) => {
                EcdsaKeyPair::generate(algorithm).ok().map(|pair| Self::Ecdsa(kind, pair))
            }
            None if kind == KeyKind::Ed25519 => Ed25519KeyPair::generate().ok().map(Self::Ed25519),
            None => None,
        }
    }

    /// From PKCS#8 (RFC 5208, RFC 5958). A public key inside must be the private one's.
    pub(super) fn from_pkcs8(kind: KeyKind, der: &[u8]) -> Option<Self> {
        match ecdsa(kind) {
            Some(algorithm) => {
                EcdsaKeyPair::from_pkcs8(algorithm, der).ok().map(|pair| Self::Ecdsa(kind, pair))
            }
            None if kind == KeyKind::Ed25519 => {
                Ed25519KeyPair::from_pkcs8(der).ok().map(Self::Ed25519)
            }
            None => None,
        }
    }

    /// From the private number (RFC 7518 section 6.2.2, RFC 8037 section 2) and the
    /// public key, which must be its own.
    pub(super) fn from_private(numbers: &PublicNumbers, private: &[u8]) -> Option<Self> {
        if let PublicNumbers::Ed25519 { x } = numbers {
            return Ed25519KeyPair::from_seed_and_public_key(private, x).ok().map(Self::Ed25519);
        }
        let (kind, point) = (numbers.kind(), numbers.point()?);
        EcdsaKeyPair::from_private_key_and_public_key(ecdsa(kind)?, private, &point)
            .ok()
            .map(|pair| Self::Ecdsa(kind, pair))
    }

    pub(super) fn to_pkcs8(&self) -> Option<Zeroizing<Vec<u8>>> {
        let document = match self {
            Self::Ecdsa(_, pair) => pair.to_pkcs8v1(),
            // Version 1: OpenSSL 3 does not read version 2.
            Self::Ed25519(pair) => pair.to_pkcs8v1(),
        };
        Some(Zeroizing::new(document.ok()?.as_ref().to_vec()))
    }

    /// The private number, as JWK encodes it.
    pub(super) fn private(&self) -> Option<Zeroizing<Vec<u8>>> {
        let bytes = match self {
            Self::Ecdsa(_, pair) => {
                let number: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes().ok()?;
                number.as_ref().to_vec()
            }
            Self::Ed25519(pair) => {
                let seed: Curve25519SeedBin<'_> = pair.seed().ok()?.as_be_bytes().ok()?;
                seed.as_ref().to_vec()
            }
        };
        Some(Zeroizing::new(bytes))
    }

    pub(super) fn public(&self) -> Option<PublicNumbers> {
        match self {
            Self::Ecdsa(kind, pair) => PublicNumbers::from_point(*kind, pair.public_key().as_ref()),
            Self::Ed25519(pair) => {
                Some(PublicNumbers::Ed25519 { x: pair.public_key().as_ref().try_into().ok()? })
            }
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let signature = match self {
            Self::Ecdsa(_, pair) => pair.sign(&SystemRandom::new(), message).ok()?,
            Self::Ed25519(pair) => pair.try_sign(message).ok()?,
        };
        Some(signature.as_ref().to_vec())
    }
}

fn ecdsa(kind: KeyKind) -> Option<&'static EcdsaSigningAlgorithm> {
    match kind {
        KeyKind::P256 => Some(&ECDSA_P256_SHA256_FIXED_SIGNING),
        KeyKind::P384 => Some(&ECDSA_P384_SHA384_FIXED_SIGNING),
        KeyKind::Ed25519 | KeyKind::Rsa => None,
    }
}
