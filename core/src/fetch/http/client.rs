//! The async client.

use super::hosts::Hosts;
use super::resolver::Guarded;
use super::{Settings, failure, tls};
use crate::error::{Error, ErrorKind};
use crate::fetch::error::{FetchError, FetchFault};
use crate::fetch::guard::{Guard, host, origin};
use crate::fetch::transport::{Request, Response};
use core::net::SocketAddr;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{Client, Url, redirect};
use std::sync::Arc;
use std::time::Duration;

/// A transport over HTTPS, for async code. Keep one: it reuses connections.
#[derive(Clone, Debug)]
pub struct Http {
    client: Client,
    guard: Guard,
    whole: Duration,
    hosts: Arc<Hosts>,
}

/// However many a guard allows.
const REDIRECTS: u8 = 3;

impl Http {
    /// A transport with these settings.
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let resolver =
            Guarded { resolver: Arc::clone(&settings.resolver), admitted: admitted(settings) };
        let client = Client::builder()
            .tls_backend_preconfigured(tls::configure(&settings.roots)?)
            .dns_resolver(Arc::new(resolver))
            .connect_timeout(settings.connect)
            .timeout(settings.whole)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .https_only(true)
            .referer(false)
            .user_agent(concat!("tegata/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| Error::new(ErrorKind::Machine, "HTTPS", error.to_string()))?;
        Ok(Self {
            client,
            guard: settings.guard.clone(),
            whole: settings.whole,
            hosts: Arc::new(Hosts::new(settings.per_host)),
        })
    }

    /// What it may ask.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// Fetches one document, within one deadline for everything.
    pub async fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        let late = || FetchError::new(FetchFault::TimedOut, request.url());
        tokio::time::timeout(self.whole, self.follow(request)).await.unwrap_or_else(|_| Err(late()))
    }

    /// Asks, and goes where a redirect leads as often as the guard allows.
    async fn follow(&self, request: &Request) -> Result<Response, FetchError> {
        let _turn = self.hosts.enter(host(request.url())).await;
        let mut url = request.url().to_owned();
        for hop in 0..=self.guard.redirects.min(REDIRECTS) {
            let response = self.send(&url, request).await?;
            let last = hop == self.guard.redirects.min(REDIRECTS);
            match next(&url, &response, &self.guard).filter(|_| !last) {
                Some(next) => url = next,
                None => return Ok(response),
            }
        }
        Err(FetchError::new(FetchFault::RedirectRefused, request.url()))
    }

    /// One request and its whole answer.
    async fn send(&self, url: &str, request: &Request) -> Result<Response, FetchError> {
        let fail = |error: reqwest::Error| failure::of(&error, request.url());
        let mut sent = self.client.get(parse(url, &self.guard)?);
        sent = sent.header(ACCEPT, request.media_types().join(", "));
        sent = sent.header(ACCEPT_ENCODING, "identity");
        if let Some(etag) = &request.known().etag {
            sent = sent.header(IF_NONE_MATCH, etag);
        }
        if let Some(date) = &request.known().last_modified {
            sent = sent.header(IF_MODIFIED_SINCE, date);
        }
        let mut answer = sent.send().await.map_err(fail)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(fail)? {
            if body.len() + chunk.len() > request.limit() {
                return Err(FetchError::new(FetchFault::TooLarge, request.url()));
            }
            body.extend_from_slice(&chunk);
        }
        let response = Response::new(answer.status().as_u16(), body);
        Ok(answer.headers().iter().fold(response, |response, (name, value)| {
            response.with(name.as_str(), value.to_str().unwrap_or("?"))
        }))
    }
}

#[cfg(feature = "fetch-loopback")]
fn admitted(settings: &Settings) -> Option<SocketAddr> {
    settings.loopback
}

#[cfg(not(feature = "fetch-loopback"))]
fn admitted(_: &Settings) -> Option<SocketAddr> {
    None
}

/// The URL as the client reads it, which must name the host that the guard saw.
fn parse(url: &str, guard: &Guard) -> Result<Url, FetchError> {
    guard.check(url)?;
    let parsed = Url::parse(url).ok();
    let same = |parsed: &Url| parsed.scheme() == "https" && parsed.host_str() == Some(host(url));
    parsed.filter(same).ok_or_else(|| FetchError::new(FetchFault::UrlRefused, url))
}

/// Where an answer sends us, if that is within the same origin and passes the guard.
fn next(url: &str, response: &Response, guard: &Guard) -> Option<String> {
    if !matches!(response.status(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.header("location")?;
    let origin = origin(url);
    let next = if location.starts_with('/') && !location.starts_with("//") {
        format!("{origin}{location}")
    } else {
        location.to_owned()
    };
    let same = next.strip_prefix(origin).is_some_and(|path| path.starts_with(['/', '?']));
    (same && guard.check(&next).is_ok()).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_within_their_origin() {
        let url = "https://a.example/1";
        let leads = |location: &str| {
            next(url, &Response::new(302, "").with("Location", location), &Guard::default())
        };
        assert_eq!(leads("/2").as_deref(), Some("https://a.example/2"));
        assert_eq!(leads("https://a.example/2").as_deref(), Some("https://a.example/2"));
        for elsewhere in [
            "",
            "2",
            "//evil.example/",
            "https://evil.example/",
            "https://a.example.evil.example/",
            "https://a.example:8443/2",
            "https://a.example@evil.example/",
            "http://a.example/2",
            "https://127.0.0.1/l",
            "gopher://127.0.0.1:6379/_x",
            "/\\evil.example",
            "/ x",
            "https://a.example",
            "/#@evil.example",
        ] {
            assert_eq!(leads(elsewhere), None, "{elsewhere}");
        }
        assert_eq!(
            next(url, &Response::new(304, "").with("Location", "/2"), &Guard::default()),
            None
        );
    }

    #[test]
    fn what_the_guard_passes_is_read_alike_by_the_client() {
        let guard = Guard::default();
        for url in ["https://a.example", "https://a.example:443/x", "https://a.example/a/../b?c"] {
            assert!(parse(url, &guard).is_ok(), "{url}");
        }
        assert!(parse("https://xn--a.example/", &guard).is_err());
    }
}
