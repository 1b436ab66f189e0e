//! JOSE: keys, signed tokens and their encodings.

pub(crate) mod base64url;
pub(crate) mod jwk;
pub(crate) mod jws;
mod multikey;

pub use crate::crypto::Algorithm;
pub use jwk::PublicKey;
pub(crate) use jwk::{curve_numbers, fitting};
