//! What signs: a key that this process holds, or a function of the caller's.

use crate::ffi::SignWith;
use tegata_core::issue::{FileKey, Signer};
use tegata_core::{Algorithm, Error, PublicKey};

/// A signer of either kind.
pub(crate) enum Signing {
    /// A key in memory.
    Key(FileKey),
    /// A key that the caller keeps, in an HSM or a KMS.
    Function(Remote),
}

/// A key that the caller keeps.
pub(crate) struct Remote {
    pub(crate) function: SignWith,
    pub(crate) algorithm: Algorithm,
    pub(crate) public: PublicKey,
}

impl Signing {
    fn inner(&self) -> &dyn Signer {
        match self {
            Self::Key(key) => key,
            Self::Function(remote) => remote,
        }
    }
}

impl Signer for Signing {
    fn algorithm(&self) -> Algorithm {
        self.inner().algorithm()
    }

    fn public_key(&self) -> &PublicKey {
        self.inner().public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        self.inner().sign(message)
    }
}

impl Signer for Remote {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn public_key(&self) -> &PublicKey {
        &self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let signed = self.function.sign(message);
        signed.map_err(|problem| Error::signing_failed("the function that signs", problem))
    }
}
