//! Verify an organisation's data-protection certificate: who issued it, whether that body
//! was accredited to do so, and whether it was in force on a given date, as known then.
//!
//! A [`TrustBundle`] is the verifier's whole world: anchors, and the documents that they
//! published. A [`Verifier`] answers questions from it, under a [`Policy`]:
//!
//! | Call | Steps | Answers |
//! |---|---|---|
//! | [`Verifier::open`] | 1 to 3 | is this credential, of any kind, genuine and from a known issuer |
//! | [`Verifier::authenticate`] | 1 to 3 | the same, read as a [`Certificate`]: facts, true for ever |
//! | [`Verifier::authenticate_presentation`] | 1 to 3 | the same, shown by the holder of its key |
//! | [`Verifier::assess`] | 4 and 5 | was its body accredited, was it in force, at these [`Clocks`] |
//! | [`Verifier::verify`] | 1 to 5 | both at once |
//! | [`Verifier::decide`] | 4 to 8 | may a [`Transfer`] rest on it in the eyes of the exporter's law |
//!
//! Beyond one answer:
//!
//! | Call | Answers |
//! |---|---|
//! | [`Verifier::decide_both`] | what was to be known on the day, and what is with hindsight |
//! | [`Verifier::period`] | from when until when a transfer was recognised, and by what |
//! | [`Verifier::routes`] | what would make it a yes, the smallest changes first |
//! | [`Verifier::corridors`] | from which regimes a certificate opens a way |
//! | [`Verifier::openings`] | which schemes open a way for a transfer |
//! | [`Verifier::verify_batch`] | are these many certificates good |
//! | [`Verifier::decide_batch`] | may each of these many transfers rest on its certificates |
//! | [`Verifier::ending`] | which decisions fall if an instrument ends |
//! | [`Pack::lint`](recognition::Pack::lint) | what is doubtful in a pack |
//!
//! ```
//! # #[cfg(feature = "system")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use tegata::{Clocks, TrustBundle, Verifier};
//!
//! let verifier = Verifier::new(TrustBundle::load("tests/data/trust.bundle")?);
//! let token = std::fs::read("tests/data/nova.vc.jwt")?;
//! let standing = verifier.verify(token, Clocks::at("2026-11-23T12:00:00Z".parse()?))?;
//! assert_eq!(standing.certificate().legal_name(), "Nova Inc.");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "system"))]
//! # fn main() {}
//! ```
//!
//! "No" is an answer and not an error: it is a [`Refusal`], whose [`Report`] names every
//! obstacle by its [`Code`] and says what was refused and what could not be checked. An
//! [`Error`] is the caller's own mistake. Nothing here reads a clock or a file unless it is
//! asked to, and nothing fetches.
//!
//! # Map of the crate
//!
//! | Module | Holds |
//! |---|---|
//! | [`clock`] | instants, days, the two clocks of a question, events |
//! | [`code`] | every finding, with its class, step, weight and words |
//! | [`certificate`] | certificates, and the envelope of trust documents |
//! | [`trust`] | anchors, lists of accredited bodies, scheme documents |
//! | [`status`] | certification events and status lists |
//! | [`recognition`] | transfers, and the rules of the exporter's law |
//! | [`report`] | the answer with its evidence |
//! | [`survey`] | many decisions at once: through time, across regimes, towards a yes |
//! | [`batch`] | many rows in one call: every core, each question once |
//! | [`explain`](mod@explain) | from codes to words, in English and Japanese |
//! | [`inspect`] | what a token says, unverified |
//! | [`issue`] | signing and presenting |
//! | [`fetch`] | what is missing, and obtaining it safely |
//! | [`sync`] | bringing a bundle up to date, without fetching |
//! | [`json`] | strict JSON and its canonical form |
//! | [`limits`] | what input may cost |
//! | [`error`] | the caller's own mistakes |
//!
//! # Features
//!
//! A feature adds interface or weight and never changes an outcome.
//!
//! | Feature | Default | Adds |
//! |---|---|---|
//! | `aws-lc` | yes | the cryptographic library, AWS-LC |
//! | `p256` | no | RustCrypto: needs no C compiler; beside `aws-lc` only deterministic signatures |
//! | `system` | yes | the machine's clock, loading and saving files |
//! | `pack` | no | the recognition pack that comes with the software |
//! | `http` | no | fetching over HTTPS ([`fetch`]); the only part with a network |
//! | `key-files` | no | private keys in encrypted files (PKCS#8, PBES2) |

pub mod batch;
mod bundle;
pub mod certificate;
pub mod clock;
pub mod code;
mod credential;
mod crypto;
pub mod error;
pub mod explain;
pub mod fetch;
#[cfg(feature = "system")]
mod files;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod inspect;
pub mod issue;
mod issuer;
mod jose;
pub mod json;
pub mod limits;
#[cfg(feature = "pack")]
mod pack;
mod policy;
pub mod recognition;
pub mod report;
pub mod status;
pub mod survey;
pub mod sync;
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
#[cfg(feature = "pack")]
pub use pack::embedded_pack;
pub use policy::{Policy, ProhibitionRule, StatusRule};
pub use recognition::{Recognised, Transfer};
pub use report::{Outcome, Refusal, Report, Retry, Verdict};
pub use status::Current;
pub use trust::{Accredited, Anchor, Certifies};
pub use verifier::{Decision, Expected, Glance, Permit, Standing, Verifier};

/// Runs the programs of the page on fetching.
#[cfg(doctest)]
#[doc = include_str!("../../docs/fetching.md")]
struct Fetching;

/// Runs the programs of the README.
#[cfg(all(doctest, feature = "system", feature = "pack"))]
#[doc = include_str!("../../README.md")]
struct Readme;
