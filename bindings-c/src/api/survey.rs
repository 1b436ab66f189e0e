//! Many decisions at once, and what goes with them.

use super::decision::presented;
use crate::ffi;
use crate::handle::Handle;
use crate::outs;
use crate::survey::{self, Ending};
use crate::time;
use crate::types::{
    tegata_bytes, tegata_certificate, tegata_clocks, tegata_ending, tegata_fault, tegata_instant,
    tegata_result, tegata_text, tegata_transfer, tegata_verifier,
};
use std::ptr;
use tegata_core::inspect::inspect;
use tegata_core::survey::{Opening, Route};

/// From when until when a transfer was recognised, and by what, with the knowledge of
/// `known_at`: JSON, tegata.period/1.
///
/// Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `certificates` may be
/// where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
/// TEGATA_TOO_LONG, TEGATA_ARGUMENT for what is no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_period(
    verifier: *const tegata_verifier,
    transfer: *const tegata_transfer,
    certificates: *const *mut tegata_certificate,
    count: usize,
    from: tegata_instant,
    until: tegata_instant,
    known_at: tegata_instant,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_period", ptr::null_mut(), |call| {
        let (verifier, transfer) = (Handle::get(verifier)?, Handle::get(transfer)?);
        let certificates = presented(call.array(certificates, count)?)?;
        let (out, from, until) = (call.out(json)?, time::instant(from)?, time::instant(until)?);
        let known_at = time::instant(known_at)?;
        let period = verifier.period(&transfer.read(), &certificates, from, until, known_at);
        outs::text(period.to_json(), out)
    })
}

/// What would make the answer a yes, the smallest changes first: JSON, tegata.routes/1.
///
/// Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `certificates` may be
/// where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
/// TEGATA_TOO_LONG, TEGATA_ARGUMENT for clocks that show no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_routes(
    verifier: *const tegata_verifier,
    transfer: *const tegata_transfer,
    certificates: *const *mut tegata_certificate,
    count: usize,
    clocks: tegata_clocks,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_routes", ptr::null_mut(), |call| {
        let (verifier, transfer) = (Handle::get(verifier)?, Handle::get(transfer)?);
        let certificates = presented(call.array(certificates, count)?)?;
        let (out, clocks) = (call.out(json)?, time::clocks(clocks)?);
        let transfer = transfer.read();
        let routes = verifier.routes(&transfer, &certificates, clocks);
        outs::text(Route::to_json(&transfer, clocks, &routes), out)
    })
}

/// From which regimes the certificates open a way: JSON, tegata.where/1. Where the transfer is
/// from is left out of it.
///
/// Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `certificates` may be
/// where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
/// TEGATA_TOO_LONG, TEGATA_ARGUMENT for clocks that show no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_corridors(
    verifier: *const tegata_verifier,
    transfer: *const tegata_transfer,
    certificates: *const *mut tegata_certificate,
    count: usize,
    clocks: tegata_clocks,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_corridors", ptr::null_mut(), |call| {
        let (verifier, transfer) = (Handle::get(verifier)?, Handle::get(transfer)?);
        let certificates = presented(call.array(certificates, count)?)?;
        let (out, clocks) = (call.out(json)?, time::clocks(clocks)?);
        let corridors = verifier.corridors(&transfer.read(), &certificates, clocks);
        outs::text(corridors.to_json(), out)
    })
}

/// Which schemes would open a way for the transfer: JSON, tegata.where/1.
///
/// Ownership: you own `json`; the rest stays yours. Threads: any. NULL: must not be. Errors:
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_ARGUMENT for clocks that show no
/// instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_openings(
    verifier: *const tegata_verifier,
    transfer: *const tegata_transfer,
    clocks: tegata_clocks,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_openings", ptr::null_mut(), |call| {
        let (verifier, transfer) = (Handle::get(verifier)?, Handle::get(transfer)?);
        let (out, clocks) = (call.out(json)?, time::clocks(clocks)?);
        let transfer = transfer.read();
        let openings = verifier.openings(&transfer, clocks);
        outs::text(Opening::to_json(&transfer, clocks, &openings), out)
    })
}

/// What becomes of a stored decision if an instrument ends: JSON, tegata.impact/1. The
/// decision is one in JSON (docs/schemas/asked.json); its certificates are the ones given.
///
/// Ownership: you own `json`; the rest stays yours. Threads: any. NULL: `fault` may be, and
/// `certificates` where `count` is 0; nothing else. Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what
/// is no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_impact(
    verifier: *const tegata_verifier,
    ending: tegata_ending,
    asked: tegata_bytes,
    certificates: *const *mut tegata_certificate,
    count: usize,
    fault: *mut tegata_fault,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_impact", fault, |call| {
        let (verifier, out) = (Handle::get(verifier)?, call.out(json)?);
        let certificates = presented(call.array(certificates, count)?)?;
        let ending = Ending {
            instrument: call.text(ending.instrument)?.to_owned(),
            effective_at: time::instant(ending.effective_at)?,
            published_at: time::instant(ending.published_at)?,
            ex_tunc_from: time::instant_or_never(ending.ex_tunc_from)?,
        };
        outs::text(survey::impact(&verifier, ending, call.text(asked)?, &certificates)?, out)
    })
}

/// What is doubtful in a pack that is not signed, in JSON; in the embedded one where `pack` is
/// empty: JSON, tegata.lint/1.
///
/// Ownership: you own `json`. Threads: any. NULL: `fault` may be; `json` must not be. Errors:
/// TEGATA_BUNDLE_INVALID, TEGATA_CONFIG_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8,
/// TEGATA_TOO_LONG, TEGATA_ARGUMENT where the library was built without a pack.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_pack_lint(
    pack: tegata_bytes,
    fault: *mut tegata_fault,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_pack_lint", fault, |call| {
        let out = call.out(json)?;
        outs::text(survey::lint(call.text_if_any(pack)?)?, out)
    })
}

/// What a token or a JSON document says, whoever wrote it: JSON. Nothing of it is verified.
///
/// Ownership: you own `json`. Threads: any. NULL: `fault` may be; `json` must not be. Errors:
/// TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_inspect(
    token: tegata_bytes,
    fault: *mut tegata_fault,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_inspect", fault, |call| {
        let out = call.out(json)?;
        outs::text(inspect(call.text(token)?)?.to_json(), out)
    })
}
