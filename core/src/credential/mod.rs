//! Credentials of any kind: the two data models and the disclosures of SD-JWT.

pub(crate) mod claims;
pub(crate) mod protected;
pub(crate) mod sd_jwt;
pub(crate) mod sd_jwt_vc;
pub(crate) mod vcdm;
