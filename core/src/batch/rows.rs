//! The rows of a batch: a part is read, its new questions are answered on every core, and
//! the answers are put in order.

use super::known::Known;
use super::row::Row;
use super::workers::on_each;
use super::{Batch, Digest, Reports};
use crate::limits::BATCH_KNOWN_BYTES;
use crate::verifier::Verifier;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::vec;

/// A question of a row.
pub(super) trait Ask: Sync {
    /// What it asks, all of it: equal digests mean equal answers.
    fn digest(&self) -> Digest;

    /// What it holds in memory, roughly.
    fn bytes(&self) -> usize;

    /// The answer, which depends on the question and the verifier alone.
    fn answer(&self, desk: &Desk<'_>) -> Row;
}

/// What all questions of a batch are answered with.
pub(super) struct Desk<'b> {
    pub verifier: &'b Verifier,
    pub reports: Reports,
}

pub(super) struct Rows<'b, I> {
    batch: Batch<'b>,
    /// What answers, if it is not the verifier of the batch itself.
    own: Option<Verifier>,
    questions: I,
    ready: vec::IntoIter<Arc<Row>>,
    known: Known,
    answered: u64,
}

impl<'b, I, A> Rows<'b, I>
where
    I: Iterator<Item = Result<A, String>>,
    A: Ask,
{
    pub(super) fn new(batch: Batch<'b>, own: Option<Verifier>, questions: I) -> Self {
        let (ready, known) = (Vec::new().into_iter(), Known::up_to(BATCH_KNOWN_BYTES));
        Self { batch, own, questions, ready, known, answered: 0 }
    }

    /// The next questions, up to a number of rows and about a number of bytes.
    fn read(&mut self) -> Vec<Result<A, String>> {
        let mut part = Vec::new();
        let mut bytes = 0_usize;
        while part.len() < self.batch.rows && bytes < self.batch.bytes && !self.is_stopped() {
            let Some(question) = self.questions.next() else { break };
            bytes = bytes.saturating_add(question.as_ref().map_or(0, A::bytes));
            part.push(question);
        }
        part
    }

    /// The answers to a part; none once the batch was stopped.
    fn answer(&mut self, part: &[Result<A, String>]) -> Option<Vec<Arc<Row>>> {
        let Batch { verifier, workers, reports, stop, .. } = &self.batch;
        let (workers, stop) = (*workers, *stop);
        let verifier = self.own.as_ref().unwrap_or(verifier);
        let desk = Desk { verifier, reports: *reports };
        let digests =
            on_each(part, workers, stop, |question| question.as_ref().ok().map(A::digest))?;
        let new = self.known.unknown_of(part, &digests);
        let rows = on_each(&new, workers, stop, |(_, question)| Arc::new(question.answer(&desk)))?;
        for ((digest, _), row) in new.iter().zip(rows) {
            self.known.learn(*digest, row);
        }
        let row = |(question, digest): (&Result<A, String>, &Option<Digest>)| {
            let known = digest.as_ref().and_then(|digest| self.known.row(digest));
            known.unwrap_or_else(|| {
                Arc::new(match question {
                    Ok(question) => question.answer(&desk),
                    Err(problem) => Row::unasked(problem),
                })
            })
        };
        let answers = part.iter().zip(&digests).map(row).collect();
        self.known.forget_the_oldest();
        Some(answers)
    }

    fn is_stopped(&self) -> bool {
        self.batch.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

impl<I, A> Iterator for Rows<'_, I>
where
    I: Iterator<Item = Result<A, String>>,
    A: Ask,
{
    type Item = Arc<Row>;

    fn next(&mut self) -> Option<Arc<Row>> {
        if let Some(row) = self.ready.next() {
            return Some(row);
        }
        let part = self.read();
        let rows = self.answer(&part).filter(|_| !self.is_stopped())?;
        self.answered += rows.len() as u64;
        if let (Some(tell), false) = (self.batch.progress, rows.is_empty()) {
            tell(self.answered);
        }
        self.ready = rows.into_iter();
        self.ready.next()
    }
}
