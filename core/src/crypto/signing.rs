//! Private keys.

use super::{KeyKind, PublicNumbers, VerifyingKey, provider};
use crate::error::{Error, ErrorKind};
use zeroize::Zeroizing;

/// A private key with its public one. Deliberately without `Debug` and `Clone`.
pub(crate) struct SigningKey {
    signer: provider::Signer,
    public: VerifyingKey,
}

impl SigningKey {
    /// Makes a new key.
    pub(crate) fn generate(kind: KeyKind) -> Result<Self, Error> {
        if kind == KeyKind::Rsa {
            return Err(unusable("RSA keys only verify here, they do not sign"));
        }
        let signer = provider::Signer::generate(kind)
            .ok_or_else(|| machine("the system could not make a key"))?;
        Self::new(signer)
    }

    /// Reads a key from unencrypted PKCS#8 in DER.
    pub(crate) fn from_pkcs8(der: &[u8]) -> Result<Self, Error> {
        [KeyKind::P256, KeyKind::P384, KeyKind::Ed25519]
            .into_iter()
            .find_map(|kind| provider::Signer::from_pkcs8(kind, der))
            .ok_or_else(|| unusable("not a private key for P-256, P-384 or Ed25519"))
            .and_then(Self::new)
    }

    /// Puts a key together from its public numbers and the private one.
    pub(crate) fn from_private(public: &PublicNumbers, private: &[u8]) -> Result<Self, Error> {
        let length = match public {
            PublicNumbers::P384 { .. } => 48,
            _ => 32,
        };
        // Fixed lengths: RFC 7518 section 6.2.2.1, RFC 8032 section 5.1.5.
        (private.len() == length)
            .then(|| provider::Signer::from_private(public, private))
            .flatten()
            .ok_or_else(|| unusable("the private key does not belong to the public one"))
            .and_then(Self::new)
    }

    fn new(signer: provider::Signer) -> Result<Self, Error> {
        let numbers = signer.public().ok_or_else(|| machine("the key could not be read back"))?;
        let public = VerifyingKey::new(numbers).map_err(|fault| unusable(fault.to_string()))?;
        Ok(Self { signer, public })
    }

    /// The key as unencrypted PKCS#8 in DER.
    pub(crate) fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.signer.to_pkcs8().ok_or_else(|| machine("the key could not be written"))
    }

    /// The private number, as the member `d` of a JWK holds it.
    pub(crate) fn private(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.signer.private().ok_or_else(|| machine("the key could not be written"))
    }

    /// The public key.
    pub(crate) fn public(&self) -> &VerifyingKey {
        &self.public
    }

    /// The signature in the form that JWS uses (RFC 7518 section 3.4, RFC 8037 section 3.1).
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        self.signer.sign(message).ok_or_else(|| machine("the signature could not be made"))
    }

    /// The one signature that RFC 6979 (for Ed25519, RFC 8032) gives for `message`.
    #[cfg(feature = "p256")]
    pub(crate) fn sign_deterministically(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        super::rust_crypto::Signer::from_private(self.public.numbers(), &self.private()?)
            .and_then(|signer| signer.sign(message))
            .ok_or_else(|| machine("the signature could not be made"))
    }
}

fn unusable(problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::KeyInvalid, "", problem)
}

fn machine(problem: &'static str) -> Error {
    Error::new(ErrorKind::Machine, "", problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::Algorithm;

    const KINDS: [(KeyKind, Algorithm, usize); 3] = [
        (KeyKind::P256, Algorithm::Es256, 64),
        (KeyKind::P384, Algorithm::Es384, 96),
        (KeyKind::Ed25519, Algorithm::EdDsa, 64),
    ];

    #[test]
    fn what_is_signed_verifies_and_nothing_else_does() {
        for (kind, algorithm, length) in KINDS {
            let key = SigningKey::generate(kind).unwrap();
            let mut signature = key.sign(b"message").unwrap();
            assert_eq!(signature.len(), length);
            assert!(key.public().verify(algorithm, b"message", &signature));
            assert!(!key.public().verify(algorithm, b"massage", &signature));
            assert!(!key.public().verify(algorithm, b"message", &signature[1..]));
            assert!(!key.public().verify(algorithm, b"message", &[]));
            for other in Algorithm::ALL.iter().filter(|other| !kind.fits(**other)) {
                assert!(!key.public().verify(*other, b"message", &signature));
            }
            let stranger = SigningKey::generate(kind).unwrap();
            assert!(!stranger.public().verify(algorithm, b"message", &signature));
            signature.push(0);
            assert!(!key.public().verify(algorithm, b"message", &signature));
        }
    }

    #[test]
    fn keys_survive_both_encodings() {
        for (kind, algorithm, _) in KINDS {
            let key = SigningKey::generate(kind).unwrap();
            let numbers = key.public().numbers();
            let read = SigningKey::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
            assert_eq!(read.public().numbers(), numbers);
            let joined = SigningKey::from_private(numbers, &key.private().unwrap()).unwrap();
            assert!(key.public().verify(algorithm, b"m", &joined.sign(b"m").unwrap()));
        }
    }

    #[test]
    fn halves_of_different_keys_are_refused() {
        for (kind, ..) in KINDS {
            let (one, two) =
                (SigningKey::generate(kind).unwrap(), SigningKey::generate(kind).unwrap());
            let private = two.private().unwrap();
            let error = SigningKey::from_private(one.public().numbers(), &private).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::KeyInvalid);
            let own = one.private().unwrap();
            let short = &own[1..];
            assert!(SigningKey::from_private(one.public().numbers(), short).is_err());
            let long = [&[0], own.as_slice()].concat();
            assert!(SigningKey::from_private(one.public().numbers(), &long).is_err());
        }
    }

    #[test]
    fn damaged_pkcs8_is_refused() {
        for (kind, ..) in KINDS {
            let der = SigningKey::generate(kind).unwrap().to_pkcs8().unwrap();
            assert!(SigningKey::from_pkcs8(&der[..der.len() - 1]).is_err());
            assert!(SigningKey::from_pkcs8(&[]).is_err());
        }
        assert!(SigningKey::generate(KeyKind::Rsa).is_err());
    }

    #[test]
    fn digests_are_those_of_fips_180() {
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        assert!(hex(&crate::crypto::sha256(b"abc")).starts_with("ba7816bf8f01cfea"));
        assert!(hex(&crate::crypto::sha384(b"abc")).starts_with("cb00753f45a35e8b"));
        assert!(hex(&crate::crypto::sha512(b"abc")).starts_with("ddaf35a193617aba"));
    }
}
