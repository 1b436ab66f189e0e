//! Obtaining what a verdict lacks, over networks that stand in memory.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[cfg(feature = "system")]
mod cache;
mod network;
mod round;
#[path = "../steps/world.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod world;
