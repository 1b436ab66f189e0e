//! Test vectors: one question a file, with its answer, the same for every front end.
//!
//! [`generate`] makes them, always the same bytes; [`run`] asks this implementation all of
//! them. The format is described in `README.md` and bound by `schema.json`.

mod format;
pub mod front;
mod generate;
mod run;

pub use format::{Expect, Presentation, Vector};
pub use generate::generate;
pub use run::{Failure, Summary, answer, bundle, read, report, run, token, verifier};
