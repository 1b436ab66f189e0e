//! `--online`: what an answer lacks is fetched from its publishers, and the question is put
//! again. Without it nothing here knows a network.

use crate::failure::Failure;
use crate::output::Output;
use clap::Args;
#[cfg(feature = "http")]
use std::path::PathBuf;
use tegata::Verifier;
pub(crate) use tegata::fetch::Reports;
use tegata::fetch::{Arrival, Fetched, Origin};

/// Whether to fetch, and how.
#[derive(Args, Debug)]
#[command(next_help_heading = "Fetching")]
pub(crate) struct Online {
    /// Fetch what the answer lacks from its publishers: whole lists and documents of issuers
    /// that the bundle knows, and nothing else. What was fetched is told on standard error
    #[cfg(feature = "http")]
    #[arg(long)]
    online: bool,

    /// Save the bundle with what was fetched, so that the answer can be had again without a
    /// network
    #[cfg(feature = "http")]
    #[arg(long, value_name = "FILE", requires = "online")]
    save_bundle: Option<PathBuf>,

    #[cfg(feature = "http")]
    #[command(flatten)]
    knobs: knobs::Knobs,
}

/// An answer, the verifier that gave it, and what was fetched for it.
pub(crate) struct Asked<A> {
    pub(crate) answer: A,
    pub(crate) verifier: Verifier,
    fetched: Vec<Fetched>,
}

impl Online {
    /// Whether something may be fetched.
    pub(crate) fn is_given(&self) -> bool {
        #[cfg(feature = "http")]
        return self.online;
        #[cfg(not(feature = "http"))]
        false
    }

    /// Puts a question; online, again and again until fetching can do no more.
    pub(crate) fn ask<A>(
        &self,
        verifier: Verifier,
        question: impl Fn(&Verifier) -> (A, Reports),
    ) -> Result<Asked<A>, Failure> {
        #[cfg(feature = "http")]
        if self.online {
            return self.fetch(verifier, question);
        }
        let (answer, _) = question(&verifier);
        Ok(Asked { answer, verifier, fetched: Vec::new() })
    }

    #[cfg(feature = "http")]
    fn fetch<A>(
        &self,
        verifier: Verifier,
        question: impl Fn(&Verifier) -> (A, Reports),
    ) -> Result<Asked<A>, Failure> {
        let mut fetcher = self.knobs.fetcher(verifier)?;
        let now = tegata::Clocks::now().known_at;
        let answered = fetcher.ask(now, question);
        if let Some(path) = &self.save_bundle {
            answered.verifier.bundle().save(path)?;
        }
        let tegata::fetch::Answered { answer, verifier, fetched, .. } = answered;
        Ok(Asked { answer, verifier, fetched })
    }
}

impl<A> Asked<A> {
    /// Tells what was fetched, beside the answer: a line a document, of JSON on demand.
    pub(crate) fn tell(&self, out: &Output, json: bool) {
        for one in &self.fetched {
            let line = if json { one.to_json() } else { in_words(out, one) };
            out.note(&line);
        }
    }
}

fn in_words(out: &Output, one: &Fetched) -> String {
    let (english, japanese) = match &one.arrival {
        Arrival::Taken(Origin::Publisher) => ("fetched", "取得しました"),
        Arrival::Taken(Origin::Copy) => ("from the cache", "保存済みの写しを使用しました"),
        Arrival::Taken(Origin::Confirmed) => {
            ("from the cache, confirmed by its publisher", "保存済みの写しを発行元が確認しました")
        }
        Arrival::Taken(Origin::StaleCopy) => (
            "from the cache, PAST ITS TIME: its publisher did not answer",
            "期限切れの写しを使用しました（発行元が応答しません）",
        ),
        Arrival::Missed(_) => ("not fetched", "取得できませんでした"),
        _ => ("fetched, and not used", "取得しましたが、使用しません"),
    };
    let told = format!("{}: {}", out.pick(english, japanese), one.url);
    match (one.problem(out.language()), one.code()) {
        (Some(problem), Some(code)) => format!("{told}: {problem} [{code}]"),
        _ => told,
    }
}

#[cfg(feature = "http")]
mod knobs {
    use super::watched::Watched;
    use crate::failure::Failure;
    use crate::files::read_text;
    use clap::Args;
    use std::path::{Path, PathBuf};
    use tegata::Verifier;
    use tegata::fetch::{BlockingHttp, Cache, EventsRule, Fetcher, Roots, Settings, Stale};

    /// How to fetch.
    #[derive(Args, Debug)]
    pub(super) struct Knobs {
        /// Also ask hosts at this port, beside 443; may be given several times
        #[arg(long, value_name = "PORT", requires = "online")]
        fetch_port: Vec<u16>,

        /// Follow that many redirects within one host, at most 3. Default: none
        #[arg(long, value_name = "NUMBER", requires = "online", default_value_t = 0)]
        #[arg(hide_default_value = true, value_parser = clap::value_parser!(u8).range(0..=3))]
        fetch_redirects: u8,

        /// Also fetch the events of certificates: each body then learns which of its
        /// certificates is being checked from here
        #[arg(long, requires = "online")]
        fetch_events: bool,

        /// Keep copies of signed documents in this folder, and ask a publisher again only
        /// when they are past their time
        #[arg(long, value_name = "FOLDER", requires = "online")]
        cache: Option<PathBuf>,

        /// Use a copy past its time when its publisher does not answer, as far as the policy
        /// allows its age
        #[arg(long, requires = "cache")]
        allow_stale: bool,

        /// Believe hosts by these certificates of authorities (PEM) and no others. Default:
        /// those of the system
        #[arg(long, value_name = "FILE", requires = "online")]
        fetch_roots: Option<PathBuf>,
    }

    impl Knobs {
        pub(super) fn fetcher(&self, verifier: Verifier) -> Result<Fetcher<Watched>, Failure> {
            let settings = self.settings()?;
            let fetcher = Fetcher::new(verifier, Watched::over(BlockingHttp::new(&settings)?));
            let fetcher = fetcher.guarded(settings.guard);
            Ok(match &self.cache {
                Some(folder) => fetcher.with_cache(self.open(folder)?),
                None => fetcher,
            })
        }

        fn open(&self, folder: &Path) -> Result<Cache, Failure> {
            let mut cache = Cache::open(folder)?;
            if self.allow_stale {
                cache.stale = Stale::Serve;
            }
            Ok(cache)
        }

        fn settings(&self) -> Result<Settings, Failure> {
            let mut settings = Settings::default();
            settings.guard.ports.clone_from(&self.fetch_port);
            settings.guard.redirects = self.fetch_redirects;
            if self.fetch_events {
                settings.guard.events = EventsRule::Fetch;
            }
            if let Some(path) = &self.fetch_roots {
                settings.roots = Roots::Only(read_text(path)?.into_bytes());
            }
            #[cfg(feature = "fetch-loopback")]
            super::loopback::allow(&mut settings);
            Ok(settings)
        }
    }
}

/// Shows on a terminal what is being fetched, while it is.
#[cfg(feature = "http")]
mod watched {
    use indicatif::{ProgressBar, ProgressStyle};
    use std::time::Duration;
    use tegata::explain::printable;
    use tegata::fetch::{BlockingHttp, FetchError, Request, Response, Transport};

    pub(super) struct Watched {
        http: BlockingHttp,
        style: ProgressStyle,
    }

    impl Watched {
        pub(super) fn over(http: BlockingHttp) -> Self {
            let style = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}");
            Self { http, style: style.unwrap_or_else(|_| ProgressStyle::default_spinner()) }
        }
    }

    impl Transport for Watched {
        fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
            let bar = ProgressBar::new_spinner().with_style(self.style.clone());
            bar.set_message(printable(request.url()).to_string());
            bar.enable_steady_tick(Duration::from_millis(100));
            let answered = self.http.fetch(request);
            bar.finish_and_clear();
            answered
        }
    }
}

/// For tests: every name is this machine, which may be asked; the environment says at which
/// port, and whose word counts on who it is.
#[cfg(feature = "fetch-loopback")]
pub(crate) mod loopback {
    use std::io;
    use std::net::{IpAddr, Ipv4Addr};
    use std::sync::Arc;
    use tegata::fetch::{Resolve, Roots, Settings};

    #[derive(Debug)]
    struct Here;

    impl Resolve for Here {
        fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
            Ok(vec![Ipv4Addr::LOCALHOST.into()])
        }
    }

    pub(crate) fn allow(settings: &mut Settings) {
        let port = std::env::var("TEGATA_TEST_PORT").ok().and_then(|port| port.parse().ok());
        settings.loopback = Some((Ipv4Addr::LOCALHOST, port.unwrap_or(0)).into());
        settings.resolver = Arc::new(Here);
        if let Some(roots) = std::env::var_os("TEGATA_TEST_ROOTS") {
            settings.roots = Roots::Only(std::fs::read(roots).unwrap_or_default());
        }
    }
}
