//! The async client over the same steps as the blocking one.

use super::Http;
use crate::certificate::Certificate;
use crate::clock::{Clocks, Timestamp};
use crate::fetch::cache::Cache;
use crate::fetch::desk::{Answered, Desk, Reports};
use crate::fetch::fetcher::{decide, verify};
use crate::fetch::memory::Memory;
use crate::recognition::Transfer;
use crate::report::Refusal;
use crate::verifier::{Decision, Standing, Verifier};

/// [`Fetcher`](crate::fetch::Fetcher) for async code.
#[derive(Debug)]
pub struct AsyncFetcher {
    memory: Memory,
    http: Http,
}

impl AsyncFetcher {
    /// A fetcher that begins with what the verifier's bundle holds.
    pub fn new(verifier: Verifier, http: Http) -> Self {
        let memory = Memory::new(verifier, http.guard().clone());
        Self { memory, http }
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
    pub async fn verify(
        &mut self,
        token: impl AsRef<[u8]>,
        clocks: Clocks,
        now: Timestamp,
    ) -> Answered<Result<Standing, Refusal>> {
        self.ask(now, |verifier| verify(verifier, token.as_ref(), clocks)).await
    }

    /// [`Verifier::decide`], with what it lacks fetched.
    pub async fn decide(
        &mut self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
        now: Timestamp,
    ) -> Answered<Decision> {
        self.ask(now, |verifier| decide(verifier, transfer, certificates, clocks)).await
    }

    /// Any question: it is put again and again, each time with more documents, until
    /// fetching can do no more. Gives the last answer.
    pub async fn ask<A>(
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
                let response = self.http.fetch(&request).await;
                desk.supply(&request, response);
            }
        };
        desk.finish(answer)
    }
}
