//! Signatures that come out the same each time.

use super::FileKey;
use crate::error::Error;
use crate::issue::signer::{Signer, checked};
use crate::jose::{Algorithm, PublicKey};

/// A key that gives one signature for each message (RFC 6979), so that whoever makes a
/// document again from the same input gets the same bytes. Made for test vectors.
#[derive(Debug)]
pub struct DeterministicKey(FileKey);

impl DeterministicKey {
    /// Signs with `key`, deterministically.
    pub fn new(key: FileKey) -> Self {
        Self(key)
    }
}

impl Signer for DeterministicKey {
    fn algorithm(&self) -> Algorithm {
        self.0.algorithm()
    }

    fn public_key(&self) -> &PublicKey {
        self.0.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        checked(self, message, self.0.signing.sign_deterministically(message)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;

    /// RFC 6979 appendix A.2.5: P-256 with SHA-256, message "sample".
    #[test]
    fn the_signature_is_that_of_rfc_6979() {
        let key = FileKey::from_jwk(
            r#"{"kty":"EC","crv":"P-256",
                "x":"YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y",
                "y":"eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk",
                "d":"ya-p2EW6dRZrXCFXZ7HWk05Qw9s26JsSe4piKxIPZyE"}"#,
        )
        .unwrap();
        let signature = DeterministicKey::new(key).sign(b"sample").unwrap();
        assert_eq!(
            base64url::encode(&signature),
            "79SLKqy2qP0RQN2c1F6B1p0sh3tWqvmRw00OqE6vNxb3yxyULWV8QdQ2x6G24p9l8-kA27mv9AZNxKsvhDrNqA"
        );
    }

    #[test]
    fn every_algorithm_signs_the_same_each_time() {
        for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::EdDsa] {
            let key = DeterministicKey::new(FileKey::generate(algorithm).unwrap());
            let signature = key.sign(b"m").unwrap();
            assert_eq!(key.sign(b"m").unwrap(), signature);
            assert!(key.public_key().verify(algorithm, b"m", &signature));
        }
    }
}
