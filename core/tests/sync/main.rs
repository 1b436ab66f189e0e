//! Bringing a bundle up to date: the attacks of The Update Framework, one test each, and
//! the laws that every sync keeps.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod anchors;
mod attacks;
mod changes;
#[cfg(feature = "system")]
mod gather;
mod laws;
mod recognition;
mod world;
