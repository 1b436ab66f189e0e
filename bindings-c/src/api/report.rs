//! Reports.

use crate::answer::Answer;
use crate::ffi::{self, NOTHING, lend};
use crate::handle::Handle;
use crate::time;
use crate::types::{tegata_bytes, tegata_instant, tegata_report, tegata_result};
use crate::words::language;
use std::ffi::c_char;
use std::ptr;

impl Handle for tegata_report {
    type Object = Answer;
}

/// The report as JSON (`tegata.report/1`): the same bytes for the same inputs, in every
/// language.
///
/// Ownership: borrowed from `report`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_json(report: *const tegata_report) -> tegata_bytes {
    ffi::value("tegata_report_json", NOTHING, |_| Ok(lend(Handle::get(report)?.json())))
}

/// The report in words, in English ("en") or Japanese ("ja"), safe to print.
///
/// Ownership: borrowed from `report`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good, and for another language.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_explain(
    report: *const tegata_report,
    language: *const c_char,
) -> tegata_bytes {
    ffi::value("tegata_report_explain", NOTHING, |call| {
        let language = self::language(call.tag(language)?)?;
        Ok(lend(Handle::get(report)?.words(language)))
    })
}

/// The answer as a number, TEGATA_OK to TEGATA_CONDITIONAL.
///
/// Ownership: a number. Threads: any. NULL: gives TEGATA_NULL. Errors: TEGATA_STALE,
/// TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_result(report: *const tegata_report) -> tegata_result {
    ffi::answer("tegata_report_result", ptr::null_mut(), |_| Ok(Handle::get(report)?.result()))
}

/// The answer in one word, such as "valid", "refused" or "undetermined".
///
/// Ownership: static text. Threads: any. NULL: gives no text. Errors: gives no text for a
/// handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_verdict(report: *const tegata_report) -> tegata_bytes {
    ffi::value("tegata_report_verdict", NOTHING, |_| {
        Ok(lend(Handle::get(report)?.report().verdict().as_str()))
    })
}

/// The code of the finding that decided the answer, such as "revoked"; permanent, and "ok"
/// where nothing stands in the way.
///
/// Ownership: static text. Threads: any. NULL: gives no text. Errors: gives no text for a
/// handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_code(report: *const tegata_report) -> tegata_bytes {
    ffi::value("tegata_report_code", NOTHING, |_| {
        let report = Handle::get(report)?;
        let headline = report.report().headline();
        Ok(lend(headline.map_or("ok", |finding| finding.code.as_str())))
    })
}

/// When the answer changes as time moves on, with what is known now. Its seconds are
/// TEGATA_NEVER where nothing is known to change it.
///
/// Ownership: a plain value. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_next_change(
    report: *const tegata_report,
    instant: *mut tegata_instant,
) -> tegata_result {
    ffi::answer("tegata_report_next_change", ptr::null_mut(), |call| {
        let (report, out) = (Handle::get(report)?, call.out(instant)?);
        out.put(time::in_c_or_never(report.report().next_change()));
        Ok(tegata_result::TEGATA_OK)
    })
}

/// Until when the documents behind the answer may be relied on. Its seconds are TEGATA_NEVER
/// where none of them ends.
///
/// Ownership: a plain value. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_fresh_until(
    report: *const tegata_report,
    instant: *mut tegata_instant,
) -> tegata_result {
    ffi::answer("tegata_report_fresh_until", ptr::null_mut(), |call| {
        let (report, out) = (Handle::get(report)?, call.out(instant)?);
        out.put(time::in_c_or_never(report.report().fresh_until()));
        Ok(tegata_result::TEGATA_OK)
    })
}

/// Ends a report.
///
/// Ownership: takes `report`, and what was borrowed from it ends. Threads: any. NULL: does
/// nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_report_free(report: *mut tegata_report) -> tegata_result {
    ffi::answer("tegata_report_free", ptr::null_mut(), |_| Handle::free(report))
}
