//! Many decisions at once, on the pack that comes with the software and with certificates
//! that a pinned body issued.

#![cfg(feature = "pack")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corridors;
mod impact;
mod period;
mod routes;
mod svg;
mod world;
