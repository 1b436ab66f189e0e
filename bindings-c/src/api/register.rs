//! Registers of statuses.

use crate::fault::Fault;
use crate::ffi;
use crate::handle::Handle;
use crate::outs;
use crate::register::Register;
use crate::types::{tegata_bytes, tegata_fault, tegata_register, tegata_result, tegata_text};
use std::ptr;
use tegata_core::issue::{ListKind, Status, StatusRegister};

impl Handle for tegata_register {
    type Object = Register;
}

/// A kind of status list: Bitstring Status List for VCDM, revoked or not.
pub const TEGATA_LIST_REVOCATION: u32 = 0;
/// A kind of status list: Bitstring Status List for VCDM, suspended or not.
pub const TEGATA_LIST_SUSPENSION: u32 = 1;
/// A kind of status list: Token Status List for SD-JWT VC, valid, revoked or suspended.
pub const TEGATA_LIST_TOKEN: u32 = 2;

/// A status: nothing against the certificate.
pub const TEGATA_STATUS_VALID: u32 = 0;
/// A status: withdrawn for good.
pub const TEGATA_STATUS_REVOKED: u32 = 1;
/// A status: not in force for the time being.
pub const TEGATA_STATUS_SUSPENDED: u32 = 2;

/// An empty register for the list that is published at `url`, of one of the kinds
/// TEGATA_LIST_REVOCATION, TEGATA_LIST_SUSPENSION and TEGATA_LIST_TOKEN.
///
/// Ownership: you own `status_register`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for a kind that is none.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_register_new(
    url: tegata_bytes,
    kind: u32,
    status_register: *mut *mut tegata_register,
) -> tegata_result {
    ffi::answer("tegata_register_new", ptr::null_mut(), |call| {
        let out = call.out(status_register)?;
        outs::made(StatusRegister::new(call.text(url)?, list(kind)?), out)
    })
}

/// A register from the JSON that `tegata_register_json` gave.
///
/// Ownership: you own `status_register`. Threads: any. NULL: `fault` may be; `status_register` must not
/// be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_register_from_json(
    json: tegata_bytes,
    fault: *mut tegata_fault,
    status_register: *mut *mut tegata_register,
) -> tegata_result {
    ffi::answer("tegata_register_from_json", fault, |call| {
        let out = call.out(status_register)?;
        outs::made(StatusRegister::from_json(call.text(json)?)?, out)
    })
}

/// The register as JSON, as it is now. Keep it: a list that is built from anything else could
/// take a revocation back.
///
/// Ownership: you own `json`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_register_json(
    status_register: *const tegata_register,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_register_json", ptr::null_mut(), |call| {
        let (register, out) = (Handle::get(status_register)?, call.out(json)?);
        outs::text(register.read().to_json(), out)
    })
}

/// Gives out an unused entry, at a random place. Write it into the draft of a certificate as
/// `{"kind": ..., "list": url, "index": index}`, and keep the register.
///
/// Ownership: `status_register` stays yours. Threads: any. NULL: `fault` may be; the others must not
/// be. Errors: TEGATA_DOCUMENT_INVALID where every entry is given out, TEGATA_MACHINE,
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_register_allocate(
    status_register: *mut tegata_register,
    fault: *mut tegata_fault,
    index: *mut u64,
) -> tegata_result {
    ffi::answer("tegata_register_allocate", fault, |call| {
        let (register, out) = (Handle::get(status_register)?, call.out(index)?);
        out.put(register.change(StatusRegister::allocate)?.index);
        Ok(tegata_result::TEGATA_OK)
    })
}

/// Changes what an entry says, to one of TEGATA_STATUS_VALID, TEGATA_STATUS_REVOKED and
/// TEGATA_STATUS_SUSPENDED. A revocation stands for ever.
///
/// Ownership: `status_register` stays yours. Threads: any. NULL: `fault` may be; `status_register` must
/// not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
/// TEGATA_ARGUMENT for a status that is none.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_register_set(
    status_register: *mut tegata_register,
    index: u64,
    status: u32,
    fault: *mut tegata_fault,
) -> tegata_result {
    ffi::answer("tegata_register_set", fault, |_| {
        let (register, status) = (Handle::get(status_register)?, stated(status)?);
        register.change(|register| register.set(index, status))?;
        Ok(tegata_result::TEGATA_OK)
    })
}

/// Ends a register.
///
/// Ownership: takes `status_register`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
/// TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_register_free(status_register: *mut tegata_register) -> tegata_result {
    ffi::answer("tegata_register_free", ptr::null_mut(), |_| Handle::free(status_register))
}

fn list(kind: u32) -> Result<ListKind, Fault> {
    match kind {
        TEGATA_LIST_REVOCATION => Ok(ListKind::Revocation),
        TEGATA_LIST_SUSPENSION => Ok(ListKind::Suspension),
        TEGATA_LIST_TOKEN => Ok(ListKind::Token),
        _ => Err(Fault::Argument("no such kind of list")),
    }
}

fn stated(status: u32) -> Result<Status, Fault> {
    match status {
        TEGATA_STATUS_VALID => Ok(Status::Valid),
        TEGATA_STATUS_REVOKED => Ok(Status::Revoked),
        TEGATA_STATUS_SUSPENDED => Ok(Status::Suspended),
        _ => Err(Fault::Argument("no such status")),
    }
}
