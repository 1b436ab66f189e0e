//! The client: ask, fetch what is lacking, ask again.

use super::answered::Given;
use super::network::Network;
use super::{Answered, Synced};
use crate::answer::{Clocks, Decision, Standing, Transfer, Verifier, certificates, or_now};
use crate::input::{Instant, Text};
use crate::run::{tried, unlocked};
use crate::trust::{HighWater, TrustBundle};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tegata::Timestamp;
use tegata::fetch::{Cache, EventsRule, Gatherer, Guard, Stale};

type Client = tegata::fetch::Fetcher<Arc<Network>>;

/// Answers questions, and fetches what they lack from its publishers. One thing at a time:
/// threads that share it wait for one another.
///
/// Only whole documents of issuers that the bundle knows are asked for, over `https`, at
/// public addresses. `docs/fetching.md` tells what their publishers learn.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Fetcher {
    client: Mutex<Client>,
    network: Arc<Network>,
    guard: Guard,
    copies: Option<Copies>,
}

/// Where copies are kept.
#[derive(Clone)]
struct Copies {
    folder: PathBuf,
    stale: Stale,
}

impl Copies {
    fn open(&self) -> Result<Cache, tegata::Error> {
        let mut cache = Cache::open(&self.folder)?;
        cache.stale = self.stale;
        Ok(cache)
    }
}

impl Fetcher {
    /// Does something with the client, and raises what the caller's own transport raised.
    fn with<A: Send>(
        &self,
        py: Python<'_>,
        call: impl FnOnce(&mut Client) -> A + Send,
    ) -> PyResult<A> {
        let (done, raised) = unlocked(py, || {
            let mut client = self.client.lock().unwrap_or_else(PoisonError::into_inner);
            (call(&mut client), self.network.raised())
        })?;
        raised.map_or(Ok(done), Err)
    }
}

#[pymethods]
impl Fetcher {
    #[new]
    #[pyo3(signature = (
        verifier, *, transport = None, ports = Vec::new(), redirects = 0, events = false,
        cache = None, allow_stale = false, roots = None, connect_seconds = 3.0, seconds = 10.0
    ))]
    #[expect(clippy::too_many_arguments, reason = "Python names them")]
    fn new(
        py: Python<'_>,
        verifier: &Verifier,
        transport: Option<Py<PyAny>>,
        ports: Vec<u16>,
        redirects: u8,
        events: bool,
        cache: Option<PathBuf>,
        allow_stale: bool,
        roots: Option<Text>,
        connect_seconds: f64,
        seconds: f64,
    ) -> PyResult<Self> {
        if transport.is_some() && roots.is_some() {
            return Err(PyValueError::new_err("roots are for HTTPS, not for your transport"));
        }
        if allow_stale && cache.is_none() {
            return Err(PyValueError::new_err("allow_stale is about a cache, and none is given"));
        }
        let guard = guard(ports, redirects, events);
        let network = match transport {
            Some(call) => Network::own(call),
            None => https(py, &guard, roots, duration(connect_seconds)?, duration(seconds)?)?,
        };
        let network = Arc::new(network);
        let stale = if allow_stale { Stale::Serve } else { Stale::Refuse };
        let copies = cache.map(|folder| Copies { folder, stale });
        let client = Client::new(verifier.shared(), Arc::clone(&network)).guarded(guard.clone());
        let client = match &copies {
            Some(copies) => client.with_cache(tried(py, || copies.open())?),
            None => client,
        };
        Ok(Self { client: Mutex::new(client), network, guard, copies })
    }

    /// The bundle with all that was fetched so far.
    #[getter]
    fn bundle(&self, py: Python<'_>) -> PyResult<TrustBundle> {
        self.with(py, |client| client.verifier().shared_bundle()).map(TrustBundle)
    }

    /// `Verifier.verify`, with what it lacks fetched. `now` tells how old copies are.
    #[pyo3(signature = (token, clocks = None, *, now = None))]
    fn verify(
        &self,
        py: Python<'_>,
        token: Text,
        clocks: Option<Clocks>,
        now: Option<Instant>,
    ) -> PyResult<Answered> {
        let (clocks, now) = (or_now(clocks), at_or_now(now));
        let answered = self.with(py, |client| client.verify(token, clocks, now))?;
        Answered::new(py, answered, |py, answer| {
            let standing = answer.map(|standing| Py::new(py, Standing(standing)));
            Ok(Given::Standing(match standing {
                Ok(standing) => Ok(standing?),
                Err(refusal) => Err(Box::new(refusal)),
            }))
        })
    }

    /// `Verifier.decide`, with what it lacks fetched.
    #[pyo3(signature = (transfer, certificates = None, clocks = None, *, now = None))]
    fn decide(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        certificates: Option<&Bound<'_, PyAny>>,
        clocks: Option<Clocks>,
        now: Option<Instant>,
    ) -> PyResult<Answered> {
        let held = certificates.map_or_else(|| Ok(Vec::new()), self::certificates)?;
        let (clocks, now) = (or_now(clocks), at_or_now(now));
        let answered = self.with(py, |client| client.decide(&transfer.0, &held, clocks, now))?;
        Answered::new(py, answered, |py, answer| Py::new(py, Decision(answer)).map(Given::Decision))
    }

    /// Brings a bundle up to date, as `tegata bundle sync` does: what is old, forged, or stands
    /// in another's place is refused, and what was there before stays. `seen` is what earlier
    /// syncs have seen. Hosts are asked at once, your own transport from several threads.
    #[pyo3(signature = (bundle, seen = None, *, now = None))]
    fn sync(
        &self,
        py: Python<'_>,
        bundle: &TrustBundle,
        seen: Option<&HighWater>,
        now: Option<Instant>,
    ) -> PyResult<Synced> {
        let now = at_or_now(now);
        let seen = seen.map(|seen| seen.0.clone()).unwrap_or_default();
        let gather = |_: &mut Client| {
            let (at, before) = (bundle.0.created_at(), &bundle.0);
            let (anchors, documents) = (before.anchors().to_vec(), before.documents().to_vec());
            let before = tegata::TrustBundle::new(at, anchors, documents)?;
            let gatherer = Gatherer::new(&*self.network).guarded(self.guard.clone());
            let gatherer = match &self.copies {
                Some(copies) => gatherer.with_cache(copies.open()?),
                None => gatherer,
            };
            gatherer.gather(tegata::sync::Sync::new(before, seen, now), now, |_| {})
        };
        let synced = self.with(py, gather)?;
        Synced::new(py, tried(py, || synced)?)
    }

    fn __repr__(&self) -> &'static str {
        match *self.network {
            #[cfg(feature = "http")]
            Network::Https(_) => "<Fetcher over HTTPS>",
            Network::Own(_) => "<Fetcher over a transport of its own>",
        }
    }
}

fn guard(ports: Vec<u16>, redirects: u8, events: bool) -> Guard {
    let mut guard = Guard::default();
    guard.ports = ports;
    guard.redirects = redirects;
    if events {
        guard.events = EventsRule::Fetch;
    }
    guard
}

#[cfg(feature = "http")]
fn https(
    py: Python<'_>,
    guard: &Guard,
    roots: Option<Text>,
    connect: Duration,
    whole: Duration,
) -> PyResult<Network> {
    use tegata::fetch::{BlockingHttp, Roots, Settings};
    let mut settings = Settings::default();
    settings.guard = guard.clone();
    settings.connect = connect;
    settings.whole = whole;
    if let Some(roots) = roots {
        settings.roots = Roots::Only(roots.as_ref().to_vec());
    }
    tried(py, || BlockingHttp::new(&settings)).map(Network::Https)
}

#[cfg(not(feature = "http"))]
fn https(_: Python<'_>, _: &Guard, _: Option<Text>, _: Duration, _: Duration) -> PyResult<Network> {
    Err(PyValueError::new_err("this package was built without HTTPS: give a transport"))
}

fn duration(seconds: f64) -> PyResult<Duration> {
    Duration::try_from_secs_f64(seconds)
        .map_err(|error| PyValueError::new_err(format!("{seconds} seconds: {error}")))
}

fn at_or_now(given: Option<Instant>) -> Timestamp {
    given.map_or_else(|| Clocks::now().0.known_at, |given| given.0)
}
