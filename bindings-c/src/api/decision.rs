//! Decisions.

use crate::answer::Decided;
use crate::fault::Fault;
use crate::ffi::{self, NOTHING, lend};
use crate::handle::Handle;
use crate::outs;
use crate::time;
use crate::types::{
    tegata_bytes, tegata_certificate, tegata_clocks, tegata_decision, tegata_report, tegata_result,
    tegata_transfer, tegata_verifier,
};
use crate::words::language;
use std::ffi::c_char;
use std::ptr;
use tegata_core::Certificate;

impl Handle for tegata_decision {
    type Object = Decided;
}

/// Steps 4 to 8: may these certificates be relied on for this transfer, in the eyes of the
/// exporter's law, at these clocks? They are all there is: a closed set. TEGATA_OK says that
/// the data may move, and nothing else does.
///
/// Ownership: you own `decision`; the rest stays yours. Threads: any. NULL: `certificates`
/// may be where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE,
/// TEGATA_WRONG_TYPE, TEGATA_TOO_LONG for more than 4096 certificates, TEGATA_ARGUMENT for
/// clocks that show no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decide(
    verifier: *const tegata_verifier,
    transfer: *const tegata_transfer,
    certificates: *const *mut tegata_certificate,
    count: usize,
    clocks: tegata_clocks,
    decision: *mut *mut tegata_decision,
) -> tegata_result {
    ffi::answer("tegata_decide", ptr::null_mut(), |call| {
        let (verifier, transfer) = (Handle::get(verifier)?, Handle::get(transfer)?);
        let certificates = presented(call.array(certificates, count)?)?;
        let (out, clocks) = (call.out(decision)?, time::clocks(clocks)?);
        let decided = verifier.decide(&transfer.read(), &certificates, clocks);
        outs::decision(decided.into(), out)
    })
}

/// The same about a whole day, from the clocks at its first second to those at its last (see
/// `tegata_day_of`). Where the answer is not the same throughout, it is undetermined.
///
/// Ownership: you own `decision`; the rest stays yours. Threads: any. NULL: `certificates`
/// may be where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE,
/// TEGATA_WRONG_TYPE, TEGATA_TOO_LONG for more than 4096 certificates, TEGATA_ARGUMENT for
/// clocks that show no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decide_day(
    verifier: *const tegata_verifier,
    transfer: *const tegata_transfer,
    certificates: *const *mut tegata_certificate,
    count: usize,
    first: tegata_clocks,
    last: tegata_clocks,
    decision: *mut *mut tegata_decision,
) -> tegata_result {
    ffi::answer("tegata_decide_day", ptr::null_mut(), |call| {
        let (verifier, transfer) = (Handle::get(verifier)?, Handle::get(transfer)?);
        let certificates = presented(call.array(certificates, count)?)?;
        let (out, first, last) = (call.out(decision)?, time::clocks(first)?, time::clocks(last)?);
        let decided = verifier.decide_day(&transfer.read(), &certificates, first, last);
        outs::decision(decided.into(), out)
    })
}

/// The decision in words, in English ("en") or Japanese ("ja"), safe to print.
///
/// Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good, and for another language.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decision_explain(
    decision: *const tegata_decision,
    language: *const c_char,
) -> tegata_bytes {
    ffi::value("tegata_decision_explain", NOTHING, |call| {
        let language = self::language(call.tag(language)?)?;
        Ok(lend(Handle::get(decision)?.answer().words(language)))
    })
}

/// The report as JSON (`tegata.report/1`): the same bytes for the same inputs, in every
/// language.
///
/// Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decision_json(decision: *const tegata_decision) -> tegata_bytes {
    ffi::value("tegata_decision_json", NOTHING, |_| {
        Ok(lend(Handle::get(decision)?.answer().json()))
    })
}

/// Who may receive the data: a name where there is one. It is from outside: make it safe
/// before printing.
///
/// Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good, and where the decision is no permit.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decision_importer(decision: *const tegata_decision) -> tegata_bytes {
    ffi::value("tegata_decision_importer", NOTHING, |_| {
        Ok(Handle::get(decision)?.permit().map_or(NOTHING, |permit| lend(permit.importer())))
    })
}

/// The instrument that permits it, or that none is needed.
///
/// Ownership: borrowed from `decision`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good, and where the decision is no permit.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decision_instrument(decision: *const tegata_decision) -> tegata_bytes {
    ffi::value("tegata_decision_instrument", NOTHING, |_| {
        Ok(Handle::get(decision)?.permit().map_or(NOTHING, |permit| lend(permit.instrument())))
    })
}

/// The report of the decision by itself, which tells more.
///
/// Ownership: you own `report`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decision_report(
    decision: *const tegata_decision,
    report: *mut *mut tegata_report,
) -> tegata_result {
    ffi::answer("tegata_decision_report", ptr::null_mut(), |call| {
        let (decision, out) = (Handle::get(decision)?, call.out(report)?);
        outs::made(decision.answer().report().clone(), out)
    })
}

/// Ends a decision.
///
/// Ownership: takes `decision`, and what was borrowed from it ends. Threads: any. NULL: does
/// nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decision_free(decision: *mut tegata_decision) -> tegata_result {
    ffi::answer("tegata_decision_free", ptr::null_mut(), |_| Handle::free(decision))
}

/// What the handles stand for.
pub(super) fn presented(handles: &[*mut tegata_certificate]) -> Result<Vec<Certificate>, Fault> {
    handles.iter().map(|handle| Ok(Certificate::clone(&*Handle::get(*handle)?))).collect()
}
