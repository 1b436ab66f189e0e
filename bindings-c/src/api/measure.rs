//! The same call without C between, to measure what C adds.

use crate::ffi;
use crate::handle::Handle;
use crate::time;
use crate::types::{tegata_bytes, tegata_clocks, tegata_verifier};
use std::hint::black_box;
use std::time::Instant;

/// Nanoseconds for that many verifications.
#[unsafe(no_mangle)]
pub(super) extern "C" fn tegata_measure_verify(
    verifier: *const tegata_verifier,
    token: tegata_bytes,
    clocks: tegata_clocks,
    turns: u32,
) -> u64 {
    ffi::value("tegata_measure_verify", 0, |call| {
        let (verifier, token) = (Handle::get(verifier)?, call.bytes(token)?);
        let clocks = time::clocks(clocks)?;
        let start = Instant::now();
        for _ in 0..turns {
            drop(black_box(verifier.verify(black_box(token), clocks)));
        }
        Ok(u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX))
    })
}
