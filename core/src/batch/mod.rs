//! Many questions in one call: on every core, and each different question once.
//!
//! The answers come in the order of the questions, one row for each, and they are the same
//! whatever the number of threads. A row that cannot be asked, because its question is
//! malformed, gives a row that says so; nothing that a row holds stops the others.
//!
//! ```
//! # #[cfg(feature = "system")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use tegata::{Clocks, TrustBundle, Verdict, Verifier};
//!
//! let verifier = Verifier::new(TrustBundle::load("tests/data/trust.bundle")?);
//! let nova = std::fs::read("tests/data/nova.vc.jwt")?;
//! let clocks = Clocks::at("2026-11-23T12:00:00Z".parse()?);
//! let rows = verifier.verify_batch(&[&nova[..], b"", &nova[..]], clocks);
//! assert_eq!(rows[0].verdict, Some(Verdict::Valid));
//! assert_eq!(rows[0].legal_name.as_deref(), Some("Nova Inc."));
//! assert_eq!(rows[1].code, "token_malformed");
//! assert_eq!(rows[2], rows[0]);
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "system"))]
//! # fn main() {}
//! ```
//!
//! [`Verifier::batch`] streams: it takes any iterator, holds a part of it at a time, and can
//! be stopped.

mod cells;
mod known;
mod question;
mod row;
mod rows;
mod workers;

pub use cells::{Asking, COLUMNS};
pub use question::Question;
pub use row::Row;

use crate::clock::Clocks;
use crate::limits::{BATCH_BYTES, BATCH_CERTIFICATES, BATCH_ROWS};
use crate::verifier::Verifier;
use question::{Asked, Presented};
use rows::Rows;
use std::borrow::Borrow;
use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What a question asks, all of it, by SHA-256.
type Digest = [u8; 32];

/// How a batch is worked through. The defaults serve: every core, bounded memory, no
/// reports.
#[derive(Clone)]
pub struct Batch<'b> {
    verifier: Held<'b>,
    workers: NonZeroUsize,
    rows: usize,
    bytes: usize,
    reports: Reports,
    stop: Option<&'b AtomicBool>,
    progress: Option<&'b (dyn Fn(u64) + Sync)>,
}

/// A verifier that somebody else holds, or one that is held here.
#[derive(Clone)]
enum Held<'b> {
    Lent(&'b Verifier),
    Shared(Arc<Verifier>),
}

impl Deref for Held<'_> {
    type Target = Verifier;

    fn deref(&self) -> &Verifier {
        match self {
            Self::Lent(verifier) => verifier,
            Self::Shared(verifier) => verifier,
        }
    }
}

/// Whether rows carry their reports as JSON, which cost more than the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reports {
    /// They do not.
    Omit,
    /// Each row has its report, `tegata.report/1`.
    Attach,
}

impl Verifier {
    /// Steps 1 to 5 for each token, as [`verify`](Self::verify) takes them.
    pub fn verify_batch(
        &self,
        tokens: &[impl AsRef<[u8]> + Sync],
        clocks: Clocks,
    ) -> Vec<Arc<Row>> {
        self.batch().verify(tokens.iter().map(|token| Ok(token.as_ref())), clocks).collect()
    }

    /// Steps 1 to 8 for each question: its certificates are authenticated, then
    /// [`decide`](Self::decide) judges. One that is not genuine makes the row a refusal,
    /// since it must not be passed over in silence.
    pub fn decide_batch(&self, questions: &[Question]) -> Vec<Arc<Row>> {
        self.batch().decide(questions.iter().map(Ok)).collect()
    }

    /// The same for any number of rows, in bounded memory.
    pub fn batch(&self) -> Batch<'_> {
        Batch::by(Held::Lent(self))
    }

    /// The same, for rows that may outlive this verifier.
    pub fn lasting_batch(&self) -> Batch<'static> {
        Batch::by(Held::Shared(Arc::new(self.clone())))
    }
}

impl<'b> Batch<'b> {
    fn by(verifier: Held<'b>) -> Self {
        Self {
            verifier,
            workers: workers::every_core(),
            rows: BATCH_ROWS,
            bytes: BATCH_BYTES,
            reports: Reports::Omit,
            stop: None,
            progress: None,
        }
    }

    /// The verifier that answers.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// On so many threads. Default: as many as the machine has cores.
    #[must_use]
    pub fn on_threads(self, workers: NonZeroUsize) -> Self {
        Self { workers, ..self }
    }

    /// So many rows are read before they are answered. More use the cores better; fewer
    /// need less memory and come sooner. At least one is.
    #[must_use]
    pub fn in_parts_of(self, rows: usize) -> Self {
        Self { rows: rows.max(1), ..self }
    }

    /// Whether rows carry their reports.
    #[must_use]
    pub fn reports(self, reports: Reports) -> Self {
        Self { reports, ..self }
    }

    /// Stops as soon as the flag is set: the rows end, and what was not answered yet is
    /// left out. Look at the flag afterwards to tell such an end from the real one.
    #[must_use]
    pub fn stopped_by(self, stop: &'b AtomicBool) -> Self {
        Self { stop: Some(stop), ..self }
    }

    /// Tells how many rows have been answered, after each part.
    #[must_use]
    pub fn telling(self, progress: &'b (dyn Fn(u64) + Sync)) -> Self {
        Self { progress: Some(progress), ..self }
    }

    /// Steps 1 to 5 for each token. What could not be read as a token at all is an `Err`
    /// that says why; its row says it again.
    pub fn verify<T>(
        self,
        tokens: impl IntoIterator<Item = Result<T, String>>,
        clocks: Clocks,
    ) -> impl Iterator<Item = Arc<Row>>
    where
        T: AsRef<[u8]> + Sync,
    {
        self.verify_day(tokens, clocks, clocks)
    }

    /// The same from the first to the last instant of a day, as
    /// [`assess_day`](Verifier::assess_day) judges.
    pub fn verify_day<T>(
        self,
        tokens: impl IntoIterator<Item = Result<T, String>>,
        first: Clocks,
        last: Clocks,
    ) -> impl Iterator<Item = Arc<Row>>
    where
        T: AsRef<[u8]> + Sync,
    {
        let present = move |token| Presented { token, first, last };
        Rows::new(self, None, tokens.into_iter().map(move |token| token.map(present)))
    }

    /// Steps 1 to 8 for each question. What could not be read as a question is an `Err`
    /// that says why; its row says it again.
    pub fn decide<Q>(
        self,
        questions: impl IntoIterator<Item = Result<Q, String>>,
    ) -> impl Iterator<Item = Arc<Row>>
    where
        Q: Borrow<Question> + Sync,
    {
        // Many transfers rest on few certificates.
        let own = Verifier::clone(&self.verifier).with_signature_cache(BATCH_CERTIFICATES);
        Rows::new(self, Some(own), questions.into_iter().map(|question| question.map(Asked)))
    }
}

impl fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { workers, rows, reports, .. } = self;
        f.debug_struct("Batch")
            .field("workers", workers)
            .field("rows", rows)
            .field("reports", reports)
            .finish_non_exhaustive()
    }
}
