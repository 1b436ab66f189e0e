//! Keys, signatures, digests and randomness: the only place that knows a cryptographic
//! library.
//!
//! What a key must satisfy is decided here, once for all libraries. A library is one
//! provider file, `aws_lc` or `rust_crypto`, which offers the same few items (`Verifier`,
//! `Signer`, `decompress`, `random`, the digests). Where both are built, AWS-LC serves:
//! a feature never changes an outcome, and the tests hold both to the same answers.

mod algorithm;
#[cfg(feature = "aws-lc")]
mod aws_lc;
#[cfg(feature = "p256")]
#[cfg_attr(
    feature = "aws-lc",
    expect(dead_code, reason = "beside AWS-LC it only signs deterministically")
)]
mod rust_crypto;
mod signing;
mod verifying;
mod weak;
#[cfg(test)]
mod wycheproof;

#[cfg(feature = "aws-lc")]
use aws_lc as provider;
#[cfg(all(feature = "p256", not(feature = "aws-lc")))]
use rust_crypto as provider;

#[cfg(not(any(feature = "aws-lc", feature = "p256")))]
compile_error!("tegata needs a cryptographic library: the feature `aws-lc` or `p256`");

pub use algorithm::Algorithm;
pub(crate) use provider::{random, sha256, sha384, sha512};
pub(crate) use signing::SigningKey;
pub(crate) use verifying::{KeyFault, PublicNumbers, VerifyingKey};

use std::fmt::Write as _;

/// The kinds of keys that are used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// NIST P-256, for ES256.
    P256,
    /// NIST P-384, for ES384.
    P384,
    /// Edwards25519, for EdDSA.
    Ed25519,
    /// RSA, for PS256 and RS256; verified only, never used to sign.
    Rsa,
}

impl KeyKind {
    /// Whether a key of this kind can make signatures of that algorithm.
    pub(crate) fn fits(self, algorithm: Algorithm) -> bool {
        match algorithm {
            Algorithm::Es256 => self == Self::P256,
            Algorithm::Es384 => self == Self::P384,
            Algorithm::EdDsa | Algorithm::Ed25519 => self == Self::Ed25519,
            Algorithm::Ps256 | Algorithm::Rs256 => self == Self::Rsa,
        }
    }

    /// The name for a reader.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::Ed25519 => "Ed25519",
            Self::Rsa => "RSA",
        }
    }
}

/// A digest as text: lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
