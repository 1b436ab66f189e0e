//! The provider that uses RustCrypto: Rust all the way down, so that no C compiler, file
//! system, clock or thread is needed.

use super::{KeyKind, PublicNumbers};
use crate::error::{Error, ErrorKind};
use crate::jose::Algorithm;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _};
use rsa::{BoxedUint, PublicKey, pkcs1v15, pss};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// Fills `bytes` from the operating system's generator.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes)
        .map_err(|_| Error::new(ErrorKind::Machine, "", "the system gives no random numbers"))
}

/// SHA-256 (FIPS 180-4).
pub(crate) fn sha256(data: &[u8]) -> [u8; 32] {
    Sha256::digest(data).into()
}

/// SHA-384 (FIPS 180-4).
pub(crate) fn sha384(data: &[u8]) -> [u8; 48] {
    Sha384::digest(data).into()
}

/// SHA-512 (FIPS 180-4).
pub(crate) fn sha512(data: &[u8]) -> [u8; 64] {
    Sha512::digest(data).into()
}

/// A public key as RustCrypto holds it, parsed.
pub(super) enum Verifier {
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    /// `None`: what is no point verifies nothing.
    Ed25519(Option<ed25519_dalek::VerifyingKey>),
    Rsa(Rsa),
}

impl Verifier {
    /// Parses a key; `None` when its point is not on the curve.
    pub(super) fn new(numbers: &PublicNumbers) -> Option<Self> {
        Some(match numbers {
            PublicNumbers::P256 { .. } => {
                Self::P256(p256::ecdsa::VerifyingKey::from_sec1_bytes(&numbers.point()?).ok()?)
            }
            PublicNumbers::P384 { .. } => {
                Self::P384(p384::ecdsa::VerifyingKey::from_sec1_bytes(&numbers.point()?).ok()?)
            }
            PublicNumbers::Ed25519 { x } => {
                Self::Ed25519(ed25519_dalek::VerifyingKey::from_bytes(x).ok())
            }
            PublicNumbers::Rsa { n, e } => Self::Rsa(Rsa::new(n, e)?),
        })
    }

    pub(super) fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let verified = match (self, algorithm) {
            (Self::P256(key), Algorithm::Es256) => p256::ecdsa::Signature::from_slice(signature)
                .and_then(|signature| key.verify(message, &signature)),
            (Self::P384(key), Algorithm::Es384) => p384::ecdsa::Signature::from_slice(signature)
                .and_then(|signature| key.verify(message, &signature)),
            (Self::Ed25519(Some(key)), Algorithm::EdDsa | Algorithm::Ed25519) => {
                ed25519_dalek::Signature::from_slice(signature)
                    .and_then(|signature| key.verify(message, &signature))
            }
            (Self::Rsa(key), Algorithm::Ps256 | Algorithm::Rs256) => {
                return key.verify(algorithm, message, signature);
            }
            _ => return false,
        };
        verified.is_ok()
    }
}

/// An RSA key for either padding. Never a private one: RustCrypto's RSA does not compute
/// with those in constant time.
pub(super) struct Rsa {
    pss: pss::VerifyingKey<Sha256>,
    pkcs1: pkcs1v15::VerifyingKey<Sha256>,
    length: usize,
}

impl Rsa {
    fn new(n: &[u8], e: &[u8]) -> Option<Self> {
        let number = BoxedUint::from_be_slice_vartime;
        let key = PublicKey::new(number(n), number(e)).ok()?;
        Some(Self {
            // The salt is as long as the digest (RFC 7518 section 3.5).
            pss: pss::VerifyingKey::new(key.clone()),
            pkcs1: pkcs1v15::VerifyingKey::new(key),
            length: n.len(),
        })
    }

    /// RFC 8017 sections 8.1.2 and 8.2.2, step 1: as long as the modulus, exactly.
    fn verify(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        if signature.len() != self.length {
            return false;
        }
        let verified = match algorithm {
            Algorithm::Ps256 => pss::Signature::try_from(signature)
                .and_then(|signature| self.pss.verify(message, &signature)),
            _ => pkcs1v15::Signature::try_from(signature)
                .and_then(|signature| self.pkcs1.verify(message, &signature)),
        };
        verified.is_ok()
    }
}

/// The point on the curve that a compressed one stands for.
pub(super) fn decompress(kind: KeyKind, compressed: &[u8]) -> Option<PublicNumbers> {
    match kind {
        KeyKind::P256 => point_256(&p256::ecdsa::VerifyingKey::from_sec1_bytes(compressed).ok()?),
        KeyKind::P384 => point_384(&p384::ecdsa::VerifyingKey::from_sec1_bytes(compressed).ok()?),
        KeyKind::Ed25519 | KeyKind::Rsa => None,
    }
}

fn point_256(key: &p256::ecdsa::VerifyingKey) -> Option<PublicNumbers> {
    PublicNumbers::from_point(KeyKind::P256, key.to_sec1_point(false).as_bytes())
}

fn point_384(key: &p384::ecdsa::VerifyingKey) -> Option<PublicNumbers> {
    PublicNumbers::from_point(KeyKind::P384, key.to_sec1_point(false).as_bytes())
}

/// A private key as RustCrypto holds it; it is wiped when dropped. ECDSA signatures are
/// deterministic (RFC 6979).
pub(super) enum Signer {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    Ed25519(ed25519_dalek::SigningKey),
}

impl Signer {
    pub(super) fn generate(kind: KeyKind) -> Option<Self> {
        // A random number is out of range less than once in 2^32 times.
        (0..4).find_map(|_| {
            let mut private = Zeroizing::new([0; 48]);
            random(private.as_mut()).ok()?;
            let length = if kind == KeyKind::P384 { 48 } else { 32 };
            Self::of(kind, private.get(..length)?)
        })
    }

    fn of(kind: KeyKind, private: &[u8]) -> Option<Self> {
        match kind {
            KeyKind::P256 => p256::ecdsa::SigningKey::from_slice(private).ok().map(Self::P256),
            KeyKind::P384 => p384::ecdsa::SigningKey::from_slice(private).ok().map(Self::P384),
            KeyKind::Ed25519 => {
                ed25519_dalek::SigningKey::try_from(private).ok().map(Self::Ed25519)
            }
            KeyKind::Rsa => None,
        }
    }

    /// From PKCS#8 (RFC 5208, RFC 5958). A public key inside must be the private one's.
    pub(super) fn from_pkcs8(kind: KeyKind, der: &[u8]) -> Option<Self> {
        match kind {
            KeyKind::P256 => p256::ecdsa::SigningKey::from_pkcs8_der(der).ok().map(Self::P256),
            KeyKind::P384 => p384::ecdsa::SigningKey::from_pkcs8_der(der).ok().map(Self::P384),
            KeyKind::Ed25519 => {
                ed25519_dalek::SigningKey::from_pkcs8_der(der).ok().map(Self::Ed25519)
            }
            KeyKind::Rsa => None,
        }
    }

    /// From the private number (RFC 7518 section 6.2.2, RFC 8037 section 2) and the
    /// public key, which must be its own.
    pub(super) fn from_private(numbers: &PublicNumbers, private: &[u8]) -> Option<Self> {
        let signer = Self::of(numbers.kind(), private)?;
        (signer.public().as_ref() == Some(numbers)).then_some(signer)
    }

    pub(super) fn to_pkcs8(&self) -> Option<Zeroizing<Vec<u8>>> {
        let document = match self {
            Self::P256(key) => key.to_pkcs8_der(),
            Self::P384(key) => key.to_pkcs8_der(),
            // Without the public key it is version 1: OpenSSL 3 does not read version 2.
            Self::Ed25519(key) => {
                let secret_key = key.to_bytes();
                ed25519_dalek::pkcs8::KeypairBytes { secret_key, public_key: None }.to_pkcs8_der()
            }
        };
        document.ok().map(|document| document.to_bytes())
    }

    /// The private number, as JWK encodes it.
    #[expect(clippy::unnecessary_wraps, reason = "the other provider can fail here")]
    pub(super) fn private(&self) -> Option<Zeroizing<Vec<u8>>> {
        Some(Zeroizing::new(match self {
            Self::P256(key) => key.to_bytes().to_vec(),
            Self::P384(key) => key.to_bytes().to_vec(),
            Self::Ed25519(key) => key.to_bytes().to_vec(),
        }))
    }

    pub(super) fn public(&self) -> Option<PublicNumbers> {
        match self {
            Self::P256(key) => point_256(key.verifying_key()),
            Self::P384(key) => point_384(key.verifying_key()),
            Self::Ed25519(key) => {
                Some(PublicNumbers::Ed25519 { x: key.verifying_key().to_bytes() })
            }
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        Some(match self {
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.try_sign(message).ok()?;
                signature.to_bytes().to_vec()
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = key.try_sign(message).ok()?;
                signature.to_bytes().to_vec()
            }
            Self::Ed25519(key) => key.try_sign(message).ok()?.to_vec(),
        })
    }
}
