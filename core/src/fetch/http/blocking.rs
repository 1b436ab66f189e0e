//! The blocking client: the async one, driven on the caller's own thread.

use super::{Http, Settings};
use crate::error::{Error, ErrorKind};
use crate::fetch::error::{FetchError, FetchFault};
use crate::fetch::fetcher::Fetcher;
use crate::fetch::gatherer::Gatherer;
use crate::fetch::guard::Guard;
use crate::fetch::transport::{Request, Response, Transport};
use crate::verifier::Verifier;
use tokio::runtime::{Builder, Handle, Runtime};

/// A transport over HTTPS. Keep one: it reuses connections. May be shared by threads.
#[derive(Debug)]
pub struct BlockingHttp {
    http: Http,
    /// Taken when this is dropped.
    runtime: Option<Runtime>,
}

/// Look-ups at a time. One that hangs goes on after its caller has left, and must not let
/// threads pile up.
const LOOK_UPS: usize = 16;

impl BlockingHttp {
    /// A transport with these settings.
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(LOOK_UPS)
            .build()
            .map_err(|error| Error::new(ErrorKind::Machine, "HTTPS", error.to_string()))?;
        Ok(Self { http: Http::new(settings)?, runtime: Some(runtime) })
    }

    /// What it may ask.
    pub fn guard(&self) -> &Guard {
        self.http.guard()
    }
}

impl Fetcher<BlockingHttp> {
    /// A fetcher over HTTPS, under one guard for all.
    pub fn over_https(verifier: Verifier, settings: &Settings) -> Result<Self, Error> {
        let http = BlockingHttp::new(settings)?;
        Ok(Self::new(verifier, http).guarded(settings.guard.clone()))
    }
}

impl Gatherer<BlockingHttp> {
    /// One that asks over HTTPS, under one guard for all.
    pub fn over_https(settings: &Settings) -> Result<Self, Error> {
        Ok(Self::new(BlockingHttp::new(settings)?).guarded(settings.guard.clone()))
    }
}

impl Transport for BlockingHttp {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        let fail = |why| Err(FetchError::new(FetchFault::Transport, request.url()).because(why));
        if Handle::try_current().is_ok() {
            return fail("the blocking client cannot serve async code; use the other one");
        }
        match &self.runtime {
            Some(runtime) => runtime.block_on(self.http.fetch(request)),
            None => fail("it was shut down"),
        }
    }
}

impl Drop for BlockingHttp {
    /// A look-up that nobody waits for any more must not hold up the caller either.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
