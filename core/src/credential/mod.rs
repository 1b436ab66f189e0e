//! The forms in which a credential is secured.

pub(crate) mod sd_jwt;
