//! Issuing credentials and presenting them.

mod disclosure;
mod key_file;
mod signer;

#[cfg(feature = "p256")]
pub use key_file::DeterministicKey;
pub use key_file::FileKey;
#[cfg(feature = "key-files")]
pub use key_file::KeyFormat;
pub use signer::Signer;
