//! One verdict's work, step by step: both clients are thin loops over it.

use super::arrival::Fetched;
use super::error::FetchError;
use super::guard::Guard;
use super::round::Round;
use super::transport::{Request, Response};
use crate::clock::Timestamp;
use crate::report::Report;
use crate::verifier::Verifier;
use std::collections::VecDeque;

/// What a question may say about itself: every report that its answer holds. For a
/// decision, those of its certificates first.
pub type Reports = Vec<Report>;

/// An answer, and what was fetched for it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Answered<A> {
    /// The answer.
    pub answer: A,
    /// What became of each document that it lacked.
    pub fetched: Vec<Fetched>,
    /// The verifier that gave it. Its bundle, saved, gives the same answer again.
    pub verifier: Verifier,
}

/// The state of one verdict.
pub(super) struct Desk {
    round: Round,
    now: Timestamp,
    queue: VecDeque<Request>,
}

impl Desk {
    pub(super) fn new(verifier: Verifier, guard: Guard, now: Timestamp) -> Self {
        Self { round: Round::guarded(verifier, guard), now, queue: VecDeque::new() }
    }

    /// The verifier to put the question to.
    pub(super) fn verifier(&self) -> &Verifier {
        self.round.verifier()
    }

    /// Looks at what an answer lacks. Gives whether there is anything to do about it.
    pub(super) fn consider(&mut self, reports: &[Report]) -> bool {
        for report in reports {
            self.queue.extend(self.round.wants(report, self.now));
        }
        !self.queue.is_empty()
    }

    /// The next document that a transport is to fetch.
    pub(super) fn next(&mut self) -> Option<Request> {
        self.queue.pop_front()
    }

    /// Takes in what the transport answered.
    pub(super) fn supply(&mut self, request: &Request, response: Result<Response, FetchError>) {
        self.round.supply(request, response, self.now);
    }

    /// The answer with everything behind it, and the verifier for the next question.
    pub(super) fn finish<A>(self, answer: A) -> (Answered<A>, Verifier) {
        let verifier = self.round.verifier().share();
        let (next, fetched) = self.round.finish();
        (Answered { answer, fetched, verifier }, next)
    }
}
