//! The five steps, tested through the public API on a whole world.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod accreditation;
mod attacks;
mod batch;
mod binding;
mod borders;
mod cache;
mod day;
mod decide;
mod handover;
mod holder;
mod removal;
mod status;
mod verify;
mod world;
