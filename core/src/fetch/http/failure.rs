//! What went wrong below HTTP, in words that tell nobody about the inner network.

use super::resolver::HostRefused;
use crate::fetch::error::{FetchError, FetchFault};
use std::error::Error as _;

/// The error of a request that brought no whole answer.
pub(super) fn of(error: &reqwest::Error, url: &str) -> FetchError {
    if is_refused(error) {
        return FetchError::new(FetchFault::HostRefused, url);
    }
    let fault = match () {
        () if error.is_timeout() => FetchFault::TimedOut,
        () if error.is_connect() => FetchFault::Unreachable,
        () if error.is_body() || error.is_decode() => FetchFault::Damaged,
        () => FetchFault::Answered,
    };
    FetchError::new(fault, url)
}

/// Whether our own resolver said no, somewhere below.
fn is_refused(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.is::<HostRefused>() {
            return true;
        }
        cause = inner.source();
    }
    false
}
