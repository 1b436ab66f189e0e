//! Instants and clocks.

use crate::fault::Fault;
use crate::ffi;
use crate::handle::Handle;
use crate::time::{clocks_of, in_c};
use crate::types::{
    tegata_bytes, tegata_clocks, tegata_instant, tegata_result, tegata_transfer, tegata_verifier,
};
use std::ptr;
use tegata_core::{Clocks, Timestamp};

/// Both clocks at the machine's present time.
///
/// Ownership: a plain value. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_ARGUMENT for a misaligned output.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_clocks_now(clocks: *mut tegata_clocks) -> tegata_result {
    ffi::answer("tegata_clocks_now", ptr::null_mut(), |call| {
        call.out(clocks)?.put(clocks_of(Clocks::now()));
        Ok(tegata_result::TEGATA_OK)
    })
}

/// Clocks from texts such as 2026-06-15T00:00:00+02:00. Without `known_at`, both clocks are
/// at `valid_at`: the day itself, as it was known then.
///
/// Ownership: a plain value. Threads: any. NULL: `clocks` must not be. Errors: TEGATA_NULL,
/// TEGATA_NOT_UTF8, TEGATA_ARGUMENT for a text that is no instant with its offset.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_clocks_at(
    valid_at: tegata_bytes,
    known_at: tegata_bytes,
    clocks: *mut tegata_clocks,
) -> tegata_result {
    ffi::answer("tegata_clocks_at", ptr::null_mut(), |call| {
        let out = call.out(clocks)?;
        let valid_at = instant(call.text(valid_at)?)?;
        let known_at = call.text_if_any(known_at)?.map_or(Ok(valid_at), instant)?;
        out.put(clocks_of(Clocks::new(valid_at, known_at)));
        Ok(tegata_result::TEGATA_OK)
    })
}

/// The first and the last second of a day, such as 2026-03-29, where the exporter of the
/// transfer is; in UTC where no register of the bundle knows the place. For
/// `tegata_assess_day` and `tegata_decide_day`.
///
/// Ownership: plain values. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_ARGUMENT for a text that is no
/// day.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_day_of(
    verifier: *const tegata_verifier,
    transfer: *const tegata_transfer,
    day: tegata_bytes,
    first: *mut tegata_instant,
    last: *mut tegata_instant,
) -> tegata_result {
    ffi::answer("tegata_day_of", ptr::null_mut(), |call| {
        let (verifier, transfer) = (Handle::get(verifier)?, Handle::get(transfer)?);
        let (first, last) = (call.out(first)?, call.out(last)?);
        let day = call.text(day)?.parse().map_err(|_| Fault::Argument("that is no day"))?;
        let (begin, end) = verifier.day_of(&transfer.read(), day);
        first.put(in_c(begin));
        last.put(in_c(end));
        Ok(tegata_result::TEGATA_OK)
    })
}

fn instant(text: &str) -> Result<Timestamp, Fault> {
    text.parse().map_err(|_| Fault::Argument("expected an instant with its offset"))
}
