//! draft
pub(crate) mod certificate;
pub mod code;
pub(crate) mod credential;
pub(crate) mod crypto;
pub mod error;
pub(crate) mod issue;
pub mod json;
pub mod limits;
pub use error::{Error, ErrorKind};
pub mod clock;
