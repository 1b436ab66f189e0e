//! One verdict's work, step by step: both clients are thin loops over it.

use super::arrival::{Fetched, Origin};
use super::cache::{Copy, Stale};
use super::error::FetchError;
use super::memory::{Memory, is_key_document};
use super::obtained::{self, Reply};
use super::renewal::stated_until;
use super::round::Round;
use super::transport::{Request, Response};
use crate::bundle::Document;
use crate::clock::Timestamp;
use crate::report::Report;
use crate::verifier::Verifier;
use std::collections::VecDeque;

/// What a question tells about its answer: every report that says what is lacking. For a
/// decision, those of its certificates come first.
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
pub(super) struct Desk<'m> {
    memory: &'m mut Memory,
    round: Round,
    now: Timestamp,
    queue: VecDeque<Request>,
    /// The copy of the document that is being fetched.
    held: Option<Copy>,
}

impl<'m> Desk<'m> {
    pub(super) fn new(memory: &'m mut Memory, now: Timestamp) -> Self {
        let round = Round::guarded(memory.begin(now), memory.guard.clone());
        Self { memory, round, now, queue: VecDeque::new(), held: None }
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

    /// The next document that a transport is to fetch. What copies can settle is settled
    /// on the way, and who did not answer a moment ago is not asked.
    pub(super) fn next(&mut self) -> Option<Request> {
        while let Some(request) = self.queue.pop_front() {
            let copy = self.memory.copy(&request);
            if let Some(copy) =
                copy.as_ref().filter(|copy| !request.must_be_new() && copy.is_fresh(self.now))
            {
                self.round.take(&request, Ok(copy.document().clone()), Origin::Copy, self.now);
                continue;
            }
            if let Some(error) = self.memory.failed(&request, self.now) {
                self.held = copy;
                self.miss(&request, error);
                continue;
            }
            let known = copy.as_ref().map(|copy| copy.validators().clone());
            self.held = copy;
            return Some(request.unless(known.unwrap_or_default()));
        }
        None
    }

    /// Takes in what the transport answered.
    pub(super) fn supply(&mut self, request: &Request, response: Result<Response, FetchError>) {
        let now = self.now;
        let answered = response.and_then(|response| {
            obtained::read(request, &response, now).map(|reply| (reply, response))
        });
        match (answered, self.held.take()) {
            (Ok((Reply::Document(document), response)), held) => {
                self.arrive(request, document, &response, held);
            }
            (Ok((Reply::Unchanged, response)), Some(copy)) => {
                let copy = copy.dated(now);
                let document = Ok(copy.document().clone());
                if self.round.take(request, document, Origin::Confirmed, now)
                    && let Some(cache) = &self.memory.cache
                {
                    let stated = stated_until(self.round.verifier().bundle(), request.url());
                    cache.confirm(&copy, stated, &response);
                }
            }
            // Only what is at hand is asked about, so this does not happen.
            (Ok((Reply::Unchanged, _)), None) => {}
            (Err(error), held) => {
                self.held = held;
                self.memory.fail(&error, now);
                self.miss(request, error);
            }
        }
    }

    /// The answer with everything behind it. What was fetched serves the next question.
    pub(super) fn finish<A>(self, answer: A) -> Answered<A> {
        let verifier = self.round.verifier().clone();
        let (next, fetched) = self.round.finish();
        self.memory.end(next, &fetched, self.now);
        Answered { answer, fetched, verifier }
    }

    /// A document came. One that goes back behind the copy at hand does not count.
    fn arrive(
        &mut self,
        request: &Request,
        document: Document,
        response: &Response,
        held: Option<Copy>,
    ) {
        let back = held.and_then(|held| self.round.goes_back(held.document(), &document));
        if let Some(why) = back {
            return self.round.refuse(request, why);
        }
        let kept = document.clone();
        let sound = self.round.take(request, Ok(document), Origin::Publisher, self.now);
        let keys = is_key_document(request.kind()) || self.round.is_unsigned(request.url());
        if let (true, false, Some(cache)) = (sound, keys, &self.memory.cache) {
            let stated = stated_until(self.round.verifier().bundle(), request.url());
            cache.keep(&kept, response, stated);
        }
    }

    /// No document came. A copy past its time serves where that is allowed.
    fn miss(&mut self, request: &Request, error: FetchError) {
        let serves = self.memory.cache.as_ref().is_some_and(|cache| cache.stale == Stale::Serve);
        match self.held.take().filter(|_| serves) {
            Some(copy) => {
                let document = Ok(copy.document().clone());
                self.round.take(request, document, Origin::StaleCopy, self.now);
            }
            None => {
                self.round.take(request, Err(error), Origin::Publisher, self.now);
            }
        }
    }
}
