//! Signing, and the holder's side.

mod holder;
mod issuer;

mod signer;
mod status_list;

pub(crate) use holder::{disclosable, disclose, present};
pub(crate) use issuer::{Issuer, combine};
pub(crate) use signer::Signer;
pub(crate) use status_list::{StatusEntry, StatusList};
