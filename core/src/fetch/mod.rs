//! Bringing documents in: what is missing, from whom, and how it is obtained safely.
//!
//! A [`Transport`] carries bytes and nothing else; whatever it brings is verified like any
//! document of a bundle. Only whole documents of known issuers are asked for, never an
//! entry about one holder.

mod arrival;
#[cfg(feature = "system")]
mod cache;
#[cfg(feature = "system")]
mod desk;
mod error;
#[cfg(feature = "system")]
mod fetcher;
#[cfg(feature = "system")]
mod gatherer;
mod guard;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "system")]
mod memory;
mod obtained;
mod renewal;
mod round;
mod transport;

pub use arrival::{Arrival, Fetched, Origin};
#[cfg(feature = "system")]
pub use cache::{Cache, Stale};
#[cfg(feature = "system")]
pub use desk::{Answered, Reports};
pub use error::{FetchError, FetchFault};
#[cfg(feature = "system")]
pub use fetcher::Fetcher;
#[cfg(feature = "system")]
pub use gatherer::{Gatherer, Progress};
pub use guard::{EventsRule, Guard};
#[cfg(feature = "http")]
pub use http::{AsyncFetcher, BlockingHttp, Http, Resolve, Roots, Settings, SystemResolver};
pub use round::{FETCHES, Round};
pub use transport::{Request, Response, Transport, Validators};
