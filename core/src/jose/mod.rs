//! JOSE: algorithms, keys and their encodings.

mod alg;
pub(crate) mod base64url;
mod jwk;
mod multikey;

pub use alg::Algorithm;
pub use jwk::PublicKey;
pub(crate) use jwk::{curve_numbers, fitting};
