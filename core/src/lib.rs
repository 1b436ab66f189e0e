//! draft
pub mod code;
pub mod error;
pub mod json;
pub mod limits;
pub use error::{Error, ErrorKind};
pub mod clock;
