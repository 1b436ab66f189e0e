//! draft
mod bundle;
pub mod certificate;
pub mod clock;
pub mod code;
mod credential;
mod crypto;
pub mod error;
pub mod explain;
#[cfg(feature = "system")]
mod files;
pub mod issue;
mod issuer;
mod jose;
pub mod json;
pub mod limits;
mod policy;
pub mod recognition;
pub mod report;
pub mod status;
pub mod trust;
mod verifier;

pub use bundle::{Document, DocumentReport, HighWater, TrustBundle};
pub use certificate::{
    CERTIFICATE_TYPE, CERTIFICATE_VCT, Certificate, Credential, Role, Statement,
};
pub use clock::{Clocks, Day, Event, EventKind, Timestamp};
pub use code::{Class, Code, Finding, Need, NeedKind, Step, Weight};
pub use error::{Error, ErrorKind};
pub use explain::{Language, explain};
pub use issuer::{Authentic, Form};
pub use jose::{Algorithm, PublicKey};
pub use limits::Limits;
pub use policy::{Policy, ProhibitionRule, StatusRule};
pub use recognition::{Recognised, Transfer};
pub use report::{Outcome, Refusal, Report, Retry, Verdict};
pub use status::Current;
pub use trust::{Accredited, Anchor, Certifies};
pub use verifier::{Decision, Expected, Permit, Standing, Verifier};
