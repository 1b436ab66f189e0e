//! Bringing documents in: what is missing, from whom, and how it is obtained safely.
//!
//! A [`Transport`] carries bytes and nothing else; whatever it brings is verified like any
//! document of a bundle. Only whole documents of known issuers are asked for, never an
//! entry about one holder.

mod error;
mod guard;
mod transport;

pub use error::{FetchError, FetchFault};
pub use guard::Guard;
pub use transport::{Request, Response, Transport, Validators};
