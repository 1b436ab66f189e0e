//! Verifiers, and the questions to them that are about a credential.

use crate::fault::Fault;
use crate::ffi::{self, Call};
use crate::handle::Handle;
use crate::outs;
use crate::time;
use crate::types::{
    tegata_bundle, tegata_bytes, tegata_certificate, tegata_clocks, tegata_credential,
    tegata_expected, tegata_fault, tegata_report, tegata_result, tegata_text, tegata_verifier,
};
use crate::world::Bundle;
use std::ptr;
use tegata_core::{Expected, Policy, Verifier};

impl Handle for tegata_verifier {
    type Object = Verifier;
}

/// A verifier that answers from this bundle, under a policy in JSON; an empty `policy` is
/// the default one.
///
/// Ownership: you own `verifier`; `bundle` stays yours, and may be freed. Threads: any.
/// NULL: `fault` may be; the others must not be. Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_verifier_new(
    bundle: *const tegata_bundle,
    policy: tegata_bytes,
    fault: *mut tegata_fault,
    verifier: *mut *mut tegata_verifier,
) -> tegata_result {
    ffi::answer("tegata_verifier_new", fault, |call| {
        let (bundle, out) = (Handle::get(bundle)?, call.out(verifier)?);
        outs::made(made(call, &bundle, policy)?, out)
    })
}

/// The same, which also remembers the last `capacity` different certificates that passed steps
/// 1 to 3, so that the same bytes need not pass them again. For many questions about few
/// certificates.
///
/// Ownership: you own `verifier`; `bundle` stays yours, and may be freed. Threads: any.
/// NULL: `fault` may be; the others must not be. Errors: TEGATA_CONFIG_INVALID, TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_verifier_new_remembering(
    bundle: *const tegata_bundle,
    policy: tegata_bytes,
    capacity: usize,
    fault: *mut tegata_fault,
    verifier: *mut *mut tegata_verifier,
) -> tegata_result {
    ffi::answer("tegata_verifier_new_remembering", fault, |call| {
        let (bundle, out) = (Handle::get(bundle)?, call.out(verifier)?);
        outs::made(made(call, &bundle, policy)?.with_signature_cache(capacity), out)
    })
}

/// The policy as canonical JSON, with its defaults written out.
///
/// Ownership: you own `json`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_verifier_policy(
    verifier: *const tegata_verifier,
    json: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_verifier_policy", ptr::null_mut(), |call| {
        let (verifier, out) = (Handle::get(verifier)?, call.out(json)?);
        outs::text(verifier.policy().to_json(), out)
    })
}

/// Steps 1 to 5: is this certificate good, at these clocks?
///
/// Ownership: you own `report`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG, TEGATA_ARGUMENT for clocks that show no
/// instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_verify(
    verifier: *const tegata_verifier,
    token: tegata_bytes,
    clocks: tegata_clocks,
    report: *mut *mut tegata_report,
) -> tegata_result {
    ffi::answer("tegata_verify", ptr::null_mut(), |call| {
        let (verifier, out) = (Handle::get(verifier)?, call.out(report)?);
        let (token, clocks) = (call.bytes(token)?, time::clocks(clocks)?);
        outs::report(verifier.verify(token, clocks).into(), out)
    })
}

/// Steps 1 to 3: is this a genuine certificate of an organisation, from a known issuer? The
/// facts in it are true whatever the time. `certificate` is NULL unless the result is
/// TEGATA_OK, and `refusal` is NULL if it is.
///
/// Ownership: you own `certificate` and `refusal`. Threads: any. NULL: must not be. Errors:
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_authenticate(
    verifier: *const tegata_verifier,
    token: tegata_bytes,
    certificate: *mut *mut tegata_certificate,
    refusal: *mut *mut tegata_report,
) -> tegata_result {
    ffi::answer("tegata_authenticate", ptr::null_mut(), |call| {
        let verifier = Handle::get(verifier)?;
        let outs = (call.out(certificate)?, call.out(refusal)?);
        outs::either(verifier.authenticate(call.bytes(token)?), outs)
    })
}

/// The same for a certificate that its holder presents with a proof of possession, which
/// must be there and must fit what is expected. `tegata_authenticate` refuses such a token.
///
/// Ownership: you own `certificate` and `refusal`. Threads: any. NULL: must not be. Errors:
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG,
/// TEGATA_ARGUMENT for clocks that show no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_authenticate_presentation(
    verifier: *const tegata_verifier,
    token: tegata_bytes,
    expected: tegata_expected,
    clocks: tegata_clocks,
    certificate: *mut *mut tegata_certificate,
    refusal: *mut *mut tegata_report,
) -> tegata_result {
    ffi::answer("tegata_authenticate_presentation", ptr::null_mut(), |call| {
        let verifier = Handle::get(verifier)?;
        let outs = (call.out(certificate)?, call.out(refusal)?);
        let expected = Expected {
            audience: call.text(expected.audience)?,
            nonce: call.text(expected.nonce)?,
            max_age_seconds: expected.max_age_seconds,
        };
        let (token, clocks) = (call.bytes(token)?, time::clocks(clocks)?);
        outs::either(verifier.authenticate_presentation(token, &expected, clocks), outs)
    })
}

/// Steps 1 to 3 for a credential of any kind. `credential` is NULL unless the result is
/// TEGATA_OK, and `refusal` is NULL if it is.
///
/// Ownership: you own `credential` and `refusal`. Threads: any. NULL: must not be. Errors:
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_open(
    verifier: *const tegata_verifier,
    token: tegata_bytes,
    credential: *mut *mut tegata_credential,
    refusal: *mut *mut tegata_report,
) -> tegata_result {
    ffi::answer("tegata_open", ptr::null_mut(), |call| {
        let verifier = Handle::get(verifier)?;
        let outs = (call.out(credential)?, call.out(refusal)?);
        outs::either(verifier.open(call.bytes(token)?), outs)
    })
}

/// Steps 4 and 5: was the certificate's body accredited, and was it in force, at these
/// clocks?
///
/// Ownership: you own `report`; `certificate` stays yours. Threads: any. NULL: must not be.
/// Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_ARGUMENT for clocks that show
/// no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_assess(
    verifier: *const tegata_verifier,
    certificate: *const tegata_certificate,
    clocks: tegata_clocks,
    report: *mut *mut tegata_report,
) -> tegata_result {
    ffi::answer("tegata_assess", ptr::null_mut(), |call| {
        let (verifier, certificate) = (Handle::get(verifier)?, Handle::get(certificate)?);
        let (out, clocks) = (call.out(report)?, time::clocks(clocks)?);
        outs::report(verifier.assess(&certificate, clocks).into(), out)
    })
}

/// The same about a whole day, from the clocks at its first second to those at its last.
/// Where the two differ, the answer is undetermined.
///
/// Ownership: you own `report`; `certificate` stays yours. Threads: any. NULL: must not be.
/// Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_ARGUMENT for clocks that show
/// no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_assess_day(
    verifier: *const tegata_verifier,
    certificate: *const tegata_certificate,
    first: tegata_clocks,
    last: tegata_clocks,
    report: *mut *mut tegata_report,
) -> tegata_result {
    ffi::answer("tegata_assess_day", ptr::null_mut(), |call| {
        let (verifier, certificate) = (Handle::get(verifier)?, Handle::get(certificate)?);
        let (out, first, last) = (call.out(report)?, time::clocks(first)?, time::clocks(last)?);
        outs::report(verifier.assess_day(&certificate, first, last).into(), out)
    })
}

/// Ends a verifier. Calls that have begun on other threads end as they would.
///
/// Ownership: takes `verifier`, and what was borrowed from it ends. Threads: any. NULL: does
/// nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_verifier_free(verifier: *mut tegata_verifier) -> tegata_result {
    ffi::answer("tegata_verifier_free", ptr::null_mut(), |_| Handle::free(verifier))
}

fn made(call: &Call, bundle: &Bundle, policy: tegata_bytes) -> Result<Verifier, Fault> {
    let policy = call.text_if_any(policy)?.map(Policy::from_json).transpose()?;
    Ok(Verifier::with_policy(bundle.shared().clone(), policy.unwrap_or_default())?)
}
