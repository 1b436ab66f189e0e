//! Questions and answers.

mod certificate;
mod clocks;
mod decision;
mod finding;
mod report;
mod standing;
mod transfer;
mod verifier;

pub(crate) use certificate::{Certificate, Credential, certificates};
pub(crate) use clocks::{Clocks, or_now};
pub(crate) use decision::{Both, Decision, Permit};
pub(crate) use finding::{Finding, Need};
pub(crate) use report::Report;
pub(crate) use standing::Standing;
pub(crate) use transfer::Transfer;
pub(crate) use verifier::Verifier;
