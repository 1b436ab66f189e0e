//! Issuing credentials and presenting them.
//!
//! An [`Issuer`] signs certificates, status lists and every other document. Before anything
//! leaves it, it is given to a verifier that trusts this issuer and nobody else: what that
//! verifier refuses is never issued.

mod certificate;
mod compact;
mod disclosure;
mod draft;
mod encoding;
mod issuer;
mod key_file;
mod mirror;
mod present;
mod register;
mod register_file;
mod signer;
mod statement;
mod status_list;
mod threshold;

pub use draft::{
    Assurance, CertificateDraft, Certification, DataCategories, Organisation, Registration, Scope,
    ScopeStatement, SurveillancePlan,
};
pub use encoding::{Encoding, Hiding};
pub use issuer::Issuer;
#[cfg(feature = "p256")]
pub use key_file::DeterministicKey;
pub use key_file::FileKey;
#[cfg(feature = "key-files")]
pub use key_file::KeyFormat;
pub use present::{Challenge, disclosable, disclose, present};
pub use register::{ListKind, Status, StatusEntry, StatusRegister};
pub use signer::Signer;
pub use threshold::combine;

use crate::code::{Code, Finding};
use crate::error::{Error, ErrorKind};
use crate::explain::{Language, explain};

/// A mistake of whoever issues.
fn invalid(place: impl Into<String>, problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::DocumentInvalid, place, problem)
}

/// What a verifier would say, as the issuer's mistake. The remedies of findings speak to
/// verifiers, so they are not used.
fn refused(finding: &Finding) -> Error {
    let problem = || explain(finding, Language::English).problem;
    match (finding.code, finding.fact("member"), finding.fact("fault")) {
        (Code::MemberInvalid, Some(member), Some(fault)) => {
            invalid(member, fault).remedy("correct it: every verifier would refuse this")
        }
        (Code::StatusMissing, ..) => invalid("/status", "there is no way to check revocation")
            .remedy("allocate an entry in a status register, or name the events' address"),
        (Code::KeyNotInForce, ..) => {
            invalid("", problem()).remedy("sign with a key that is valid at that time")
        }
        _ => invalid("", problem()).remedy("correct it: every verifier would refuse this"),
    }
}
