//! The five steps, tested through the public API on a whole world.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod attacks;
mod batch;
mod binding;
mod borders;
mod cache;
mod decide;
mod holder;
mod removal;
mod status;
mod verify;
mod world;
