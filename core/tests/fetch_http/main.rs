//! Fetching over HTTPS from servers that mean ill, all on this machine.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod attacks;
mod clients;
mod names;
mod server;
