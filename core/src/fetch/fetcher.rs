//! The blocking client: ask, fetch what is lacking, ask again.

use super::cache::Cache;
use super::desk::{Answered, Desk, Reports};
use super::guard::Guard;
use super::memory::Memory;
use super::transport::Transport;
use crate::certificate::Certificate;
use crate::clock::{Clocks, Timestamp};
use crate::recognition::Transfer;
use crate::report::Refusal;
use crate::verifier::{Decision, Standing, Verifier};

/// Answers questions, and fetches through a [`Transport`] what they lack. What was fetched
/// serves later questions too.
#[derive(Debug)]
pub struct Fetcher<T> {
    memory: Memory,
    transport: T,
}

impl<T: Transport> Fetcher<T> {
    /// A fetcher that begins with what the verifier's bundle holds.
    pub fn new(verifier: Verifier, transport: T) -> Self {
        Self { memory: Memory::new(verifier, Guard::default()), transport }
    }

    /// Asks only what this guard allows.
    #[must_use]
    pub fn guarded(mut self, guard: Guard) -> Self {
        self.memory.guard = guard;
        self
    }

    /// Keeps copies on disk.
    #[must_use]
    pub fn with_cache(mut self, cache: Cache) -> Self {
        self.memory.cache = Some(cache);
        self
    }

    /// The verifier with all that was fetched so far.
    pub fn verifier(&self) -> &Verifier {
        &self.memory.verifier
    }

    /// [`Verifier::verify`], with what it lacks fetched.
    pub fn verify(
        &mut self,
        token: impl AsRef<[u8]>,
        clocks: Clocks,
        now: Timestamp,
    ) -> Answered<Result<Standing, Refusal>> {
        self.ask(now, |verifier| verify(verifier, token.as_ref(), clocks))
    }

    /// [`Verifier::decide`], with what it lacks fetched.
    pub fn decide(
        &mut self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
        now: Timestamp,
    ) -> Answered<Decision> {
        self.ask(now, |verifier| decide(verifier, transfer, certificates, clocks))
    }

    /// Any question: it is put again and again, each time with more documents, until
    /// fetching can do no more. Gives the last answer.
    pub fn ask<A>(
        &mut self,
        now: Timestamp,
        question: impl Fn(&Verifier) -> (A, Reports),
    ) -> Answered<A> {
        let mut desk = Desk::new(&mut self.memory, now);
        let answer = loop {
            let (answer, reports) = question(desk.verifier());
            if !desk.consider(&reports) {
                break answer;
            }
            while let Some(request) = desk.next() {
                desk.supply(&request, self.transport.fetch(&request));
            }
        };
        desk.finish(answer)
    }
}

pub(super) fn verify(
    verifier: &Verifier,
    token: &[u8],
    clocks: Clocks,
) -> (Result<Standing, Refusal>, Reports) {
    let answer = verifier.verify(token, clocks);
    let report = match &answer {
        Ok(standing) => standing.report(),
        Err(refusal) => refusal.report().clone(),
    };
    (answer, vec![report])
}

/// Each certificate speaks for itself before all of them do: the list that one names must
/// not wait for what is open about another.
pub(super) fn decide(
    verifier: &Verifier,
    transfer: &Transfer,
    certificates: &[Certificate],
    clocks: Clocks,
) -> (Decision, Reports) {
    let mut reports: Reports = certificates
        .iter()
        .map(|certificate| match verifier.assess(certificate, clocks) {
            Ok(standing) => standing.report(),
            Err(refusal) => refusal.report().clone(),
        })
        .collect();
    let decision = verifier.decide(transfer, certificates, clocks);
    reports.push(decision.report().clone());
    (decision, reports)
}
