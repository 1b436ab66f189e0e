//! `tegata bundle sync`.

mod mirror;
#[cfg(feature = "http")]
mod network;
mod told;

use super::store;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Args;
#[cfg(feature = "http")]
use indicatif::{ProgressBar, ProgressStyle};
use mirror::Mirror;
use std::path::PathBuf;
#[cfg(feature = "http")]
use tegata::fetch::{BlockingHttp, Gatherer};
use tegata::sync::{Sync, Synced};
use tegata::{Class, Document, Need, Timestamp, TrustBundle};

/// Bring a bundle up to date: the lists, rules and packs of those whom you trust, and the
/// status lists of the bodies that they list
///
/// What is old, forged, or stands in another's place is refused, and what was there before
/// stays. Ends with 0 when all is in order, 1 when something was refused, and 3 when something
/// could not be had or is late. What was seen is kept beside the bundle, in a file whose name
/// ends in .seen.
#[derive(Args, Debug)]
pub(crate) struct SyncBundle {
    /// The bundle
    file: PathBuf,

    /// Take documents from here and from no network: a folder with a file for each URL
    /// (https://a.example/b/c is a.example/b/c), or another bundle; repeat for several
    #[arg(long, value_name = "DIR", required = cfg!(not(feature = "http")))]
    from: Vec<PathBuf>,

    /// Print what changed as JSON
    #[arg(long)]
    json: bool,

    #[cfg(feature = "http")]
    #[command(flatten)]
    knobs: network::Knobs,
}

impl SyncBundle {
    pub(super) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let now = store::now();
        let _alone = store::lock(&self.file)?;
        let seen = store::marks(&self.file)?;
        let source = self.source()?;
        let sync = Sync::new(TrustBundle::load(&self.file)?, seen, now);
        let Synced { bundle, seen, report, .. } = source.bring(sync, now)?;
        let changed = report.has_changed().then_some(&bundle);
        store::write_synced(changed, &seen, &self.file)?;
        match self.json {
            true => out.json(&report.to_json()),
            false => told::tell(out, &report),
        }
        Ok(match () {
            () if report.has_refusals() => Exit::Refused,
            () if report.is_incomplete() => Exit::Undetermined,
            () => Exit::Good,
        })
    }

    fn source(&self) -> Result<Source, Failure> {
        #[cfg(feature = "http")]
        if self.from.is_empty() {
            return Ok(Source::Publishers(Box::new(self.knobs.open()?)));
        }
        let mirrors: Result<_, _> = self.from.iter().map(|path| Mirror::open(path)).collect();
        Ok(Source::Mirrors(mirrors?))
    }
}

/// Why a document was not obtained.
struct Missed {
    class: Class,
    problem: String,
}

/// Where documents come from.
enum Source {
    Mirrors(Vec<Mirror>),
    #[cfg(feature = "http")]
    Publishers(Box<Gatherer<BlockingHttp>>),
}

impl Source {
    /// Obtains whatever is wanted, until nothing is.
    fn bring(&self, sync: Sync, now: Timestamp) -> Result<Synced, Failure> {
        match self {
            Self::Mirrors(mirrors) => from_mirrors(sync, mirrors, now),
            #[cfg(feature = "http")]
            Self::Publishers(publishers) => {
                let bar = progress();
                let synced = publishers.gather(sync, now, |progress| {
                    bar.set_length(progress.wanted as u64);
                    bar.set_position(progress.done as u64);
                });
                bar.finish_and_clear();
                Ok(synced?)
            }
        }
    }
}

fn from_mirrors(mut sync: Sync, mirrors: &[Mirror], now: Timestamp) -> Result<Synced, Failure> {
    loop {
        let wanted = sync.wanted();
        if wanted.is_empty() {
            return Ok(sync.finish()?);
        }
        for Need { url, .. } in wanted {
            match find(mirrors, &url, now) {
                Ok(document) => sync.arrive(document)?,
                Err(missed) => sync.fail(&url, missed.class, &missed.problem)?,
            }
        }
    }
}

/// The first one that has it counts; one that is unreadable is told if no other has it.
fn find(mirrors: &[Mirror], url: &str, now: Timestamp) -> Result<Document, Missed> {
    let class = Class::StatusUnavailable;
    let mut missed = Missed { class, problem: "no folder or bundle has it".to_owned() };
    for mirror in mirrors {
        match mirror.obtain(url, now) {
            Some(Ok(document)) => return Ok(document),
            Some(Err(fault)) => missed = fault,
            None => {}
        }
    }
    Err(missed)
}

/// A bar on a terminal, and nothing elsewhere.
#[cfg(feature = "http")]
fn progress() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}");
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}
