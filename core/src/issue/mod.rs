//! Issuing credentials and presenting them.

mod disclosure;
mod key_file;
mod signer;

pub use key_file::FileKey;
#[cfg(feature = "key-files")]
pub use key_file::KeyFormat;
pub use signer::Signer;
