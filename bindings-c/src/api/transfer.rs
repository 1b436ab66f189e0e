//! Transfers: the question.

use crate::ffi;
use crate::handle::Handle;
use crate::outs;
use crate::question::Question;
use crate::types::{
    tegata_bytes, tegata_certificate, tegata_credential, tegata_fault, tegata_result, tegata_text,
    tegata_transfer,
};
use std::ptr;
use tegata_core::Transfer;

impl Handle for tegata_transfer {
    type Object = Question;
}

/// A transfer from one jurisdiction to another: identifiers, or codes such as SG.
///
/// Ownership: you own `transfer`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_between(
    from: tegata_bytes,
    to: tegata_bytes,
    transfer: *mut *mut tegata_transfer,
) -> tegata_result {
    ffi::answer("tegata_transfer_between", ptr::null_mut(), |call| {
        let out = call.out(transfer)?;
        outs::made(Transfer::between(call.text(from)?, call.text(to)?), out)
    })
}

/// A transfer from its JSON (docs/schemas/transfer.json). Unknown members are refused.
///
/// Ownership: you own `transfer`. Threads: any. NULL: `fault` may be; `transfer` must not be.
/// Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_from_json(
    json: tegata_bytes,
    fault: *mut tegata_fault,
    transfer: *mut *mut tegata_transfer,
) -> tegata_result {
    ffi::answer("tegata_transfer_from_json", fault, |call| {
        let out = call.out(transfer)?;
        outs::made(Transfer::from_json(call.text(json)?)?, out)
    })
}

/// The transfer as canonical JSON, as it is now.
///
/// Ownership: you own `json`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_json(
    transfer: *const tegata_transfer,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_transfer_json", ptr::null_mut(), |call| {
        let (transfer, out) = (Handle::get(transfer)?, call.out(json)?);
        outs::text(transfer.read().to_json(), out)
    })
}

/// Who imports: the organisation of a certificate.
///
/// Ownership: both stay yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_to(
    transfer: *mut tegata_transfer,
    importer: *const tegata_certificate,
) -> tegata_result {
    ffi::answer("tegata_transfer_to", ptr::null_mut(), |_| {
        let importer = Handle::get(importer)?;
        Handle::get(transfer)?.change(|transfer| transfer.to(&*importer))
    })
}

/// Who imports: an identifier or a name.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_to_party(
    transfer: *mut tegata_transfer,
    importer: tegata_bytes,
) -> tegata_result {
    stating("tegata_transfer_to_party", transfer, importer, |transfer, importer| {
        transfer.to(importer)
    })
}

/// Who exports: an identifier or a name.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_exported_by(
    transfer: *mut tegata_transfer,
    exporter: tegata_bytes,
) -> tegata_result {
    stating("tegata_transfer_exported_by", transfer, exporter, |transfer, exporter| {
        transfer.exported_by(exporter)
    })
}

/// Adds a category of data: an IRI, or a short name of the taxonomy such as contact.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_of(
    transfer: *mut tegata_transfer,
    category: tegata_bytes,
) -> tegata_result {
    stating("tegata_transfer_of", transfer, category, Transfer::of)
}

/// Adds a kind of people whose data they are, such as employees.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_about(
    transfer: *mut tegata_transfer,
    subjects: tegata_bytes,
) -> tegata_result {
    stating("tegata_transfer_about", transfer, subjects, Transfer::about)
}

/// Adds a purpose, such as payroll.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_for_purpose(
    transfer: *mut tegata_transfer,
    purpose: tegata_bytes,
) -> tegata_result {
    stating("tegata_transfer_for_purpose", transfer, purpose, Transfer::for_purpose)
}

/// Adds a sector of the importer, such as public.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_in_sector(
    transfer: *mut tegata_transfer,
    sector: tegata_bytes,
) -> tegata_result {
    stating("tegata_transfer_in_sector", transfer, sector, Transfer::in_sector)
}

/// Says that a precondition is met, by its name.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_with_evidence(
    transfer: *mut tegata_transfer,
    precondition: tegata_bytes,
) -> tegata_result {
    stating("tegata_transfer_with_evidence", transfer, precondition, |transfer, precondition| {
        transfer.with_evidence(precondition)
    })
}

/// Shows a genuine credential as evidence. It counts by its type: whom it is about, and
/// whether it is still valid, is not looked at here, so see to that first.
///
/// Ownership: both stay yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_showing(
    transfer: *mut tegata_transfer,
    credential: *const tegata_credential,
) -> tegata_result {
    ffi::answer("tegata_transfer_showing", ptr::null_mut(), |_| {
        let credential = Handle::get(credential)?;
        Handle::get(transfer)?.change(|transfer| transfer.showing(&credential))
    })
}

/// Asserts a fact that instruments ask for, or, with 0, denies it.
///
/// Ownership: `transfer` stays yours. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for
/// what is neither 0 nor 1.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_fact(
    transfer: *mut tegata_transfer,
    name: tegata_bytes,
    holds: u32,
) -> tegata_result {
    ffi::answer("tegata_transfer_fact", ptr::null_mut(), |call| {
        let (transfer, name) = (Handle::get(transfer)?, call.text(name)?);
        let holds = ffi::truth(holds)?;
        transfer.change(|transfer| transfer.fact(name, holds))
    })
}

/// Ends a transfer.
///
/// Ownership: takes `transfer`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
/// TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_transfer_free(transfer: *mut tegata_transfer) -> tegata_result {
    ffi::answer("tegata_transfer_free", ptr::null_mut(), |_| Handle::free(transfer))
}

fn stating(
    function: &str,
    transfer: *mut tegata_transfer,
    text: tegata_bytes,
    state: impl FnOnce(Transfer, &str) -> Transfer,
) -> tegata_result {
    ffi::answer(function, ptr::null_mut(), |call| {
        let (transfer, text) = (Handle::get(transfer)?, call.text(text)?);
        transfer.change(|transfer| state(transfer, text))
    })
}
