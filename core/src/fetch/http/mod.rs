//! The transport over HTTPS: one logic, an async client and a blocking one.

mod address;
mod blocking;
mod client;
mod failure;
mod fetcher;
mod hosts;
mod resolver;
mod tls;

pub use blocking::BlockingHttp;
pub use client::Http;
pub use fetcher::AsyncFetcher;
pub use resolver::{Resolve, SystemResolver};
pub use tls::Roots;

use super::guard::Guard;
use std::sync::Arc;
use std::time::Duration;

/// Every knob of fetching over HTTPS, safe by default.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// What may be asked at all.
    pub guard: Guard,
    /// How long a connection may take: 3 s.
    pub connect: Duration,
    /// How long all of it may take, from the first look-up to the last byte, redirects
    /// included: 10 s.
    pub whole: Duration,
    /// How many requests one host gets at a time: 2.
    pub per_host: usize,
    /// Whose certificates prove a host's identity.
    pub roots: Roots,
    /// How names become addresses. What it gives is checked all the same.
    pub resolver: Arc<dyn Resolve>,
    /// One address that may be asked though it is not public, to test with a server on this
    /// machine, and the port there for URLs without one. No release build has such a field.
    #[cfg(feature = "fetch-loopback")]
    pub loopback: Option<core::net::SocketAddr>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            guard: Guard::default(),
            connect: Duration::from_secs(3),
            whole: Duration::from_secs(10),
            per_host: 2,
            roots: Roots::System,
            resolver: Arc::new(SystemResolver),
            #[cfg(feature = "fetch-loopback")]
            loopback: None,
        }
    }
}

#[cfg(all(feature = "fetch-loopback", not(debug_assertions)))]
compile_error!("`fetch-loopback` is for tests; it opens what the guard of fetching closes");
