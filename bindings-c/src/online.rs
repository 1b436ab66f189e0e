//! What fetches, and how.

use crate::fault::Fault;
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tegata_core::fetch::{
    Answered, BlockingHttp, Cache, EventsRule, Fetched, Roots, Settings, Stale,
};
use tegata_core::{Error, Verifier, json};

type Client = tegata_core::fetch::Fetcher<BlockingHttp>;

/// A client. Threads that use it take turns.
pub(crate) struct Fetcher(Mutex<Client>);

/// How to fetch, as C says it; what is not said is as it is by default.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Knobs {
    ports: Vec<u16>,
    redirects: u8,
    events: bool,
    roots: Option<String>,
    connect_milliseconds: Option<u64>,
    milliseconds: Option<u64>,
    cache: Option<PathBuf>,
    allow_stale: bool,
}

impl Fetcher {
    /// A client that begins with what the verifier's bundle holds. The knobs are JSON, or empty.
    pub(crate) fn new(verifier: Verifier, knobs: Option<&str>) -> Result<Self, Fault> {
        let knobs = knobs.map(read).transpose()?.unwrap_or_default();
        let client = Client::over_https(verifier, &knobs.settings())?;
        let client = match &knobs.cache {
            Some(folder) => client.with_cache(knobs.open(folder)?),
            None => client,
        };
        Ok(Self(Mutex::new(client)))
    }

    /// Puts a question. Gives the answer, and what was fetched as JSON.
    pub(crate) fn ask<A>(&self, ask: impl FnOnce(&mut Client) -> Answered<A>) -> (A, String) {
        let mut client = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = ask(&mut client);
        let fetched: Vec<_> = answered.fetched.iter().map(Fetched::to_json).collect();
        (answered.answer, format!("[{}]", fetched.join(",")))
    }

    /// The verifier with all that was fetched so far.
    pub(crate) fn verifier(&self) -> Verifier {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).verifier().clone()
    }
}

fn read(knobs: &str) -> Result<Knobs, Fault> {
    let limits = json::JsonLimits { depth: 4, members: 16, nodes: 256 };
    json::decode_str(knobs, &limits).map_err(|_| Fault::Argument("these are no knobs of a fetcher"))
}

impl Knobs {
    fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.guard.ports.clone_from(&self.ports);
        settings.guard.redirects = self.redirects;
        if self.events {
            settings.guard.events = EventsRule::Fetch;
        }
        if let Some(roots) = &self.roots {
            settings.roots = Roots::Only(roots.clone().into_bytes());
        }
        if let Some(time) = self.connect_milliseconds {
            settings.connect = Duration::from_millis(time);
        }
        if let Some(time) = self.milliseconds {
            settings.whole = Duration::from_millis(time);
        }
        settings
    }

    fn open(&self, folder: &PathBuf) -> Result<Cache, Error> {
        let mut cache = Cache::open(folder)?;
        if self.allow_stale {
            cache.stale = Stale::Serve;
        }
        Ok(cache)
    }
}
