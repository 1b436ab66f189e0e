//! What belongs to no handle.

use crate::fault::Fault;
use crate::ffi::{self, LogTo, NOTHING, lend};
use crate::handle::Handle;
use crate::log;
use crate::types::{tegata_bytes, tegata_log_fn, tegata_result, tegata_text};
use std::ffi::c_void;

impl Handle for tegata_text {
    type Object = String;
}

/// The version of the library, such as "0.1.0". Compare it with TEGATA_VERSION, that of the
/// header.
///
/// Ownership: static text. Threads: any. NULL: none is taken. Errors: none.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_version() -> tegata_bytes {
    ffi::value("tegata_version", NOTHING, |_| Ok(lend(env!("CARGO_PKG_VERSION"))))
}

/// The name of a result, such as "TEGATA_STALE".
///
/// Ownership: static text. Threads: any. NULL: none is taken. Errors: no text for a number
/// that is no result.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_result_name(result: u32) -> tegata_bytes {
    ffi::value("tegata_result_name", NOTHING, |_| {
        let name = tegata_result::named(result).ok_or(Fault::Argument("no such result"))?;
        Ok(lend(name))
    })
}

/// Tells `log` of every result of 16 or more of this process from now on, with `user_data`;
/// of panics, too. One function at a time: the last one that was set, or none.
///
/// Ownership: `user_data` stays yours, and must be good until another `log` is set and calls
/// that began before have ended. Threads: any; `log` is called on the thread whose call
/// failed, on several at once. NULL: a NULL `log` is told nothing. Errors: none.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_log_set(log: tegata_log_fn, user_data: *mut c_void) -> tegata_result {
    ffi::answer("tegata_log_set", std::ptr::null_mut(), |_| {
        log::set(LogTo::new(log, user_data));
        Ok(tegata_result::TEGATA_OK)
    })
}

/// What a text holds.
///
/// Ownership: borrowed from `text`. Threads: any. NULL: gives no text. Errors: gives no text
/// for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_text_bytes(text: *const tegata_text) -> tegata_bytes {
    ffi::value("tegata_text_bytes", NOTHING, |_| Ok(lend(&Handle::get(text)?)))
}

/// Ends a text.
///
/// Ownership: takes `text`, and what was borrowed from it ends. Threads: any. NULL: does
/// nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_text_free(text: *mut tegata_text) -> tegata_result {
    ffi::answer("tegata_text_free", std::ptr::null_mut(), |_| Handle::free(text))
}
