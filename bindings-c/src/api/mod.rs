//! The exported functions, one file a noun. Each one is documented for C, with a line on
//! ownership, threads, NULL and errors; a test looks for them.

pub mod bundle;
pub mod certificate;
pub mod clocks;
pub mod decision;
#[cfg(feature = "http")]
pub mod fetcher;
pub mod general;
pub mod issue;
#[cfg(feature = "measuring")]
mod measure;
pub mod register;
pub mod report;
pub mod signer;
pub mod survey;
pub mod transfer;
pub mod verifier;
