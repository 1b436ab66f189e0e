//! Documents from their publishers, over HTTPS.

use super::Missed;
use crate::failure::Failure;
use crate::files::read_text;
use clap::Args;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tegata::fetch::{
    BlockingHttp, FetchError, FetchFault, Request, Response, Roots, Settings, Transport as _,
};
use tegata::{Document, Need, Timestamp};

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

    /// Believe hosts by these certificates of authorities (PEM) and no others. Default: those
    /// of the system
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    fetch_roots: Option<PathBuf>,
}

impl Knobs {
    pub(super) fn open(&self) -> Result<Network, Failure> {
        let mut settings = Settings::default();
        settings.guard.ports.clone_from(&self.fetch_port);
        settings.guard.redirects = self.fetch_redirects;
        if let Some(path) = &self.fetch_roots {
            settings.roots = Roots::Only(read_text(path)?.into_bytes());
        }
        #[cfg(feature = "fetch-loopback")]
        crate::online::loopback::allow(&mut settings);
        Ok(Network { http: BlockingHttp::new(&settings)?, silent: BTreeSet::new() })
    }
}

/// The publishers.
pub(super) struct Network {
    http: BlockingHttp,
    /// Hosts that kept us waiting once, and will not do so again in this sync.
    silent: BTreeSet<String>,
}

impl Network {
    pub(super) fn obtain(&mut self, need: &Need, now: Timestamp) -> Result<Document, Missed> {
        let host = need.url.split('/').nth(2).unwrap_or_default().to_owned();
        let obtained = match self.silent.contains(&host) {
            true => Err(FetchError::new(FetchFault::TimedOut, &need.url)
                .because("its host did not answer a moment ago")),
            false => self.fetch(need, now),
        };
        obtained.map_err(|error| {
            if matches!(error.fault(), FetchFault::TimedOut | FetchFault::Unreachable) {
                self.silent.insert(host);
            }
            let problem = format!("{error} ({})", error.code());
            Missed { class: error.class(), problem }
        })
    }

    fn fetch(&self, need: &Need, now: Timestamp) -> Result<Document, FetchError> {
        let request = Request::new(&need.url, need.kind, self.http.guard())?;
        read(&request, &self.http.fetch(&request)?, now)
    }
}

/// The document, of a media type that it may have, whole, as text.
fn read(request: &Request, response: &Response, now: Timestamp) -> Result<Document, FetchError> {
    let refused = |fault| FetchError::new(fault, request.url());
    if response.status() != 200 {
        let why = format!("status {}", response.status());
        return Err(refused(FetchFault::Answered).because(why));
    }
    if response.body().len() > request.limit() {
        return Err(refused(FetchFault::TooLarge));
    }
    if response.header("content-encoding").is_some_and(|how| how != "identity") {
        return Err(refused(FetchFault::Damaged));
    }
    let media_type = response.header("content-type").unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !request.media_types().contains(&&*media_type) {
        return Err(refused(FetchFault::WrongType));
    }
    let body = String::from_utf8(response.body().to_vec());
    let body = body.map_err(|_| refused(FetchFault::Damaged))?.trim_ascii_end().to_owned();
    Ok(Document { url: request.url().to_owned(), media_type, obtained_at: now, body })
}
