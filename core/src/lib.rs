//! draft
pub mod code;
pub(crate) mod crypto;
pub mod error;
pub mod issue;
pub(crate) mod jose;
pub mod json;
pub mod limits;
pub use error::{Error, ErrorKind};
pub use jose::{Algorithm, PublicKey};
