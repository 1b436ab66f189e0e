//! Certificates, and credentials of other kinds.

use crate::ffi::{self, NOTHING, lend};
use crate::handle::Handle;
use crate::outs;
use crate::types::{
    tegata_bytes, tegata_certificate, tegata_credential, tegata_result, tegata_text,
};
use std::ptr;
use tegata_core::json::canonical;
use tegata_core::{Certificate, Credential};

impl Handle for tegata_certificate {
    type Object = Certificate;
}

impl Handle for tegata_credential {
    type Object = Credential;
}

/// The identifier of the organisation: a URL, DID or URN. It is from outside: make it safe before
/// printing.
///
/// Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_certificate_subject(
    certificate: *const tegata_certificate,
) -> tegata_bytes {
    of(certificate, "tegata_certificate_subject", Certificate::subject)
}

/// The organisation's legal name. It is from outside: make it safe before
/// printing.
///
/// Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_certificate_legal_name(
    certificate: *const tegata_certificate,
) -> tegata_bytes {
    of(certificate, "tegata_certificate_legal_name", Certificate::legal_name)
}

/// The number of the certificate. It is from outside: make it safe before
/// printing.
///
/// Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_certificate_number(
    certificate: *const tegata_certificate,
) -> tegata_bytes {
    of(certificate, "tegata_certificate_number", Certificate::number)
}

/// The identifier of the scheme. It is from outside: make it safe before
/// printing.
///
/// Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_certificate_scheme(
    certificate: *const tegata_certificate,
) -> tegata_bytes {
    of(certificate, "tegata_certificate_scheme", Certificate::scheme)
}

/// The identifier of the body that issued it. It is from outside: make it safe before
/// printing.
///
/// Ownership: borrowed from `certificate`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_certificate_issuer(
    certificate: *const tegata_certificate,
) -> tegata_bytes {
    of(certificate, "tegata_certificate_issuer", Certificate::issuer)
}

/// The claims of the certificate as canonical JSON, with what was disclosed in its place.
///
/// Ownership: you own `claims`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_certificate_claims(
    certificate: *const tegata_certificate,
    claims: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_certificate_claims", ptr::null_mut(), |call| {
        let (certificate, out) = (Handle::get(certificate)?, call.out(claims)?);
        outs::text(claims_of(certificate.credential()), out)
    })
}

/// The identifier of the issuer of a credential. It is from outside: make it safe before
/// printing.
///
/// Ownership: borrowed from `credential`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_credential_issuer(credential: *const tegata_credential) -> tegata_bytes {
    ffi::value("tegata_credential_issuer", NOTHING, |_| Ok(lend(Handle::get(credential)?.issuer())))
}

/// The claims of a credential as canonical JSON, with what was disclosed in its place.
///
/// Ownership: you own `claims`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_credential_claims(
    credential: *const tegata_credential,
    claims: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_credential_claims", ptr::null_mut(), |call| {
        let (credential, out) = (Handle::get(credential)?, call.out(claims)?);
        outs::text(claims_of(&credential), out)
    })
}

/// Ends a certificate.
///
/// Ownership: takes `certificate`, and what was borrowed from it ends. Threads: any. NULL:
/// does nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_certificate_free(certificate: *mut tegata_certificate) -> tegata_result {
    ffi::answer("tegata_certificate_free", ptr::null_mut(), |_| Handle::free(certificate))
}

/// Ends a credential.
///
/// Ownership: takes `credential`, and what was borrowed from it ends. Threads: any. NULL:
/// does nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_credential_free(credential: *mut tegata_credential) -> tegata_result {
    ffi::answer("tegata_credential_free", ptr::null_mut(), |_| Handle::free(credential))
}

fn of(
    certificate: *const tegata_certificate,
    function: &str,
    told: fn(&Certificate) -> &str,
) -> tegata_bytes {
    ffi::value(function, NOTHING, |_| Ok(lend(told(&*Handle::get(certificate)?))))
}

/// What has no canonical form, for a number that no double holds, is no text.
fn claims_of(credential: &Credential) -> String {
    canonical(credential.claims()).unwrap_or_default()
}
