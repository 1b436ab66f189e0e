//! JOSE: algorithms, keys and their encodings.

mod alg;
pub(crate) mod base64url;

pub use alg::Algorithm;
