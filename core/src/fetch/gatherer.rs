//! Bringing a bundle up to date from its publishers.

use super::cache::Cache;
use super::error::{FetchError, FetchFault};
use super::guard::Guard;
use super::memory::is_key_document;
use super::obtained::{self, Reply};
use super::renewal::stated_until;
use super::transport::{Request, Response, Transport};
use crate::bundle::{Document, TrustBundle};
use crate::clock::Timestamp;
use crate::code::Need;
use crate::error::Error;
use crate::sync::{Sync, Synced};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// Obtains through a [`Transport`] what a [`Sync`] wants: from several hosts at once, and from
/// each one document after another.
#[derive(Debug)]
pub struct Gatherer<T> {
    transport: T,
    guard: Guard,
    cache: Option<Cache>,
}

/// How far a sync has come. More may be wanted once what was asked for is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Documents that were asked for.
    pub done: usize,
    /// Documents that are wanted so far.
    pub wanted: usize,
}

/// Hosts that are asked at the same time.
const HOSTS: usize = 8;

impl<T: Transport + core::marker::Sync> Gatherer<T> {
    /// One that asks over this transport what the default guard allows.
    pub fn new(transport: T) -> Self {
        Self { transport, guard: Guard::default(), cache: None }
    }

    /// Asks only what this guard allows.
    #[must_use]
    pub fn guarded(mut self, guard: Guard) -> Self {
        self.guard = guard;
        self
    }

    /// Keeps copies on disk, and asks publishers only whether they have changed.
    #[must_use]
    pub fn with_cache(mut self, cache: Cache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Sees a sync through to its end. `watch` is told of every document.
    pub fn gather(
        &self,
        mut sync: Sync,
        now: Timestamp,
        mut watch: impl FnMut(Progress),
    ) -> Result<Synced, Error> {
        let mut silent = BTreeSet::new();
        let mut came = BTreeMap::new();
        let mut progress = Progress { done: 0, wanted: 0 };
        loop {
            let wanted = sync.wanted();
            if wanted.is_empty() {
                break;
            }
            progress.wanted += wanted.len();
            self.ask(wanted, &mut silent, now, |need, answer| {
                progress.done += 1;
                watch(progress);
                match answer {
                    Ok(Came { document, head }) => {
                        came.insert(need.url.clone(), (document.sha256(), head));
                        sync.arrive(document)
                    }
                    Err(error) => {
                        let problem = format!("{error} ({})", error.code());
                        sync.fail(&need.url, error.class(), &problem)
                    }
                }
            })?;
        }
        let synced = sync.finish()?;
        self.keep(&synced.bundle, &came, now);
        Ok(synced)
    }

    /// Asks all hosts, and takes what they answer as it comes. A host that kept us waiting is
    /// not asked again.
    fn ask(
        &self,
        wanted: Vec<Need>,
        silent: &mut BTreeSet<String>,
        now: Timestamp,
        mut take: impl FnMut(&Need, Result<Came, FetchError>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let hosts = Mutex::new(by_host(wanted).into_iter());
        let next = || hosts.lock().unwrap_or_else(PoisonError::into_inner).next();
        let known = &silent.clone();
        let (answers, arriving) = mpsc::sync_channel(HOSTS);
        thread::scope(|scope| {
            for _ in 0..HOSTS {
                let answers = answers.clone();
                scope.spawn(move || {
                    while let Some((host, needs)) = next() {
                        let mut is_silent = known.contains(&host);
                        for need in needs {
                            let answer = match is_silent {
                                true => Err(is_known_silent(&need)),
                                false => self.obtain(&need, now),
                            };
                            is_silent = is_silent || answer.as_ref().is_err_and(is_silence);
                            if answers.send((host.clone(), need, answer)).is_err() {
                                return; // Nobody listens any more.
                            }
                        }
                    }
                });
            }
            drop(answers);
            arriving.into_iter().try_for_each(|(host, need, answer)| {
                if answer.as_ref().is_err_and(is_silence) {
                    silent.insert(host);
                }
                take(&need, answer)
            })
        })
    }

    fn obtain(&self, need: &Need, now: Timestamp) -> Result<Came, FetchError> {
        let request = Request::new(&need.url, need.kind, &self.guard)?;
        let cache = self.cache.as_ref().filter(|_| !is_key_document(need.kind));
        let copy = cache.and_then(|cache| cache.find(&request));
        let known = copy.as_ref().map(|copy| copy.validators().clone()).unwrap_or_default();
        let request = request.unless(known);
        let response = self.transport.fetch(&request)?;
        let head = response.head_over(request.known());
        match (obtained::read(&request, &response, now)?, copy) {
            (Reply::Document(document), _) => Ok(Came { document, head }),
            (Reply::Unchanged, Some(copy)) => {
                Ok(Came { document: copy.dated(now).document().clone(), head })
            }
            // Only what is at hand is asked about, so this does not happen.
            (Reply::Unchanged, None) => Err(FetchError::new(FetchFault::Answered, &need.url)),
        }
    }

    /// Keeps a copy of what was found genuine and is signed.
    fn keep(&self, bundle: &TrustBundle, came: &Headed, now: Timestamp) {
        let Some(cache) = &self.cache else { return };
        for (document, report) in bundle.documents().iter().zip(bundle.document_reports()) {
            let head = came.get(&document.url).filter(|(digest, _)| *digest == document.sha256());
            let sound = report.url == document.url && report.problem.is_none();
            if let (Some((_, head)), true, false) = (head, sound, report.kind == "keys") {
                let kept = Document { obtained_at: now, ..document.clone() };
                cache.keep(&kept, head, stated_until(bundle, &document.url));
            }
        }
    }
}

/// A document as it came, and what was said of it.
struct Came {
    document: Document,
    head: Response,
}

/// What was said of each document, beside its digest.
type Headed = BTreeMap<String, (String, Response)>;

fn by_host(wanted: Vec<Need>) -> BTreeMap<String, Vec<Need>> {
    let mut hosts = BTreeMap::<_, Vec<_>>::new();
    for need in wanted {
        let host = need.url.split('/').nth(2).unwrap_or_default().to_owned();
        hosts.entry(host).or_default().push(need);
    }
    hosts
}

fn is_silence(error: &FetchError) -> bool {
    matches!(error.fault(), FetchFault::TimedOut | FetchFault::Unreachable)
}

fn is_known_silent(need: &Need) -> FetchError {
    let late = FetchError::new(FetchFault::TimedOut, &need.url);
    late.because("its host did not answer a moment ago")
}
