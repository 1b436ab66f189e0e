//! Fetching over HTTPS from servers that mean ill, all on this machine.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod attacks;
mod clients;
mod day;
mod names;
mod server;
#[path = "../steps/world.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod world;
