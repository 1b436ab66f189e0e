//! The organisation's certificate.

pub(crate) mod disclosure;
