//! Bringing documents in: what is missing, from whom, and how it is obtained safely.
//!
//! A [`Transport`] carries bytes and nothing else; whatever it brings is verified like any
//! document of a bundle. Only whole documents of known issuers are asked for, never an
//! entry about one holder.

mod arrival;
mod desk;
mod error;
mod fetcher;
mod guard;
#[cfg(feature = "http")]
mod http;
mod obtained;
mod renewal;
mod round;
mod transport;

pub use arrival::{Arrival, Fetched, Origin};
pub use desk::{Answered, Reports};
pub use error::{FetchError, FetchFault};
pub use fetcher::Fetcher;
pub use guard::Guard;
#[cfg(feature = "http")]
pub use http::{AsyncFetcher, BlockingHttp, Http, Resolve, Roots, Settings, SystemResolver};
pub use round::{FETCHES, Round};
pub use transport::{Request, Response, Transport, Validators};
