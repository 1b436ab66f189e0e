//! Documents from their publishers, over HTTPS.

use crate::failure::Failure;
use crate::files::read_text;
use clap::Args;
use std::path::PathBuf;
use tegata::fetch::{BlockingHttp, Cache, Gatherer, Roots, Settings};

/// How to fetch.
#[derive(Args, Debug)]
#[command(next_help_heading = "Fetching")]
pub(super) struct Knobs {
    /// Also ask hosts at this port, beside 443; may be given several times
    #[arg(long, value_name = "PORT", conflicts_with = "from")]
    fetch_port: Vec<u16>,

    /// Follow that many redirects within one host, at most 3. Default: none
    #[arg(long, value_name = "NUMBER", conflicts_with = "from", default_value_t = 0)]
    #[arg(hide_default_value = true, value_parser = clap::value_parser!(u8).range(0..=3))]
    fetch_redirects: u8,

    /// Keep copies of signed documents in this folder, and ask publishers only whether they
    /// have changed since
    #[arg(long, value_name = "FOLDER", conflicts_with = "from")]
    cache: Option<PathBuf>,

    /// Believe hosts by these certificates of authorities (PEM) and no others. Default: those
    /// of the system
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    fetch_roots: Option<PathBuf>,
}

impl Knobs {
    pub(super) fn open(&self) -> Result<Gatherer<BlockingHttp>, Failure> {
        let mut settings = Settings::default();
        settings.guard.ports.clone_from(&self.fetch_port);
        settings.guard.redirects = self.fetch_redirects;
        if let Some(path) = &self.fetch_roots {
            settings.roots = Roots::Only(read_text(path)?.into_bytes());
        }
        #[cfg(feature = "fetch-loopback")]
        crate::online::loopback::allow(&mut settings);
        let publishers = Gatherer::over_https(&settings)?;
        Ok(match &self.cache {
            Some(folder) => publishers.with_cache(Cache::open(folder)?),
            None => publishers,
        })
    }
}
