//! Step 4: was the body accredited for what it certified.
//!
//! Anchors say who may speak for what, and may change their keys in signed editions; lists
//! name accredited bodies; scheme documents state each scheme's own rules. `accreditation`
//! weighs them.

pub(crate) mod accreditation;
mod anchor;
mod edition;
mod list;
mod scheme;

pub use crate::certificate::{AnyOr, ScopeDimension};
pub use accreditation::Accredited;
pub use anchor::{Accredits, Anchor, Certifies, SpeaksFor};
pub use edition::{ANCHOR_TYPE, AnchorDocument, AnchorKeys};
pub use list::{
    Action, BodyList, LIST_TYPE, OneOrMany, RecognizedAction, RecognizedEntity, VerificationMethod,
};
pub use scheme::{
    OnAccreditationLoss, SCHEME_TYPE, Scheme, SchemeDocument, SchemeVersion, Surveillance,
};
