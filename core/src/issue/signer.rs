//! What can sign: a key in a file, in an HSM or in a KMS.

use crate::error::{Error, ErrorKind};
use crate::jose::{Algorithm, PublicKey};

/// A private key, wherever it is kept.
pub trait Signer: Send + Sync {
    /// The algorithm it signs with.
    fn algorithm(&self) -> Algorithm;

    /// The public key that its signatures verify with.
    fn public_key(&self) -> &PublicKey;

    /// The identifier of the key, for the header.
    fn key_id(&self) -> Option<&str> {
        self.public_key().key_id()
    }

    /// Signs `message` (the JWS signing input) and returns the signature as JWS encodes
    /// it: r and s side by side for ECDSA (RFC 7518 section 3.4), never DER.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error>;
}

impl Error {
    /// An HSM, a KMS or another [`Signer`] could not sign.
    pub fn signing_failed(signer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::new(ErrorKind::Machine, signer, problem)
    }
}

/// Lets through a signature that verifies: a fault of the machine, or a signer that
/// uses another key or encoding, must not leave a wrong signature behind.
pub(crate) fn checked(
    signer: &dyn Signer,
    message: &[u8],
    signature: Vec<u8>,
) -> Result<Vec<u8>, Error> {
    if signer.public_key().verify(signer.algorithm(), message, &signature) {
        return Ok(signature);
    }
    let problem = "the signature does not verify with the signer's own public key";
    Err(Error::signing_failed(signer.key_id().unwrap_or("signer"), problem)
        .remedy("check that the signer uses that key and gives signatures as JWS encodes them"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::FileKey;

    struct Faulty(FileKey);

    impl Signer for Faulty {
        fn algorithm(&self) -> Algorithm {
            self.0.algorithm()
        }

        fn public_key(&self) -> &PublicKey {
            self.0.public_key()
        }

        fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
            let mut signature = self.0.sign(message)?;
            signature[7] ^= 1;
            Ok(signature)
        }
    }

    #[test]
    fn a_wrong_signature_is_held_back() {
        let key = FileKey::generate(Algorithm::Es256).unwrap().with_key_id("k1");
        let signature = key.sign(b"m").unwrap();
        assert_eq!(checked(&key, b"m", signature.clone()).unwrap(), signature);
        let faulty = Faulty(key);
        let error = checked(&faulty, b"m", faulty.sign(b"m").unwrap()).unwrap_err();
        assert_eq!((error.kind(), error.place()), (ErrorKind::Machine, "k1"));
    }
}
