//! Issuing and presenting.

use crate::fault::Fault;
use crate::ffi;
use crate::handle::Handle;
use crate::outs;
use crate::time;
use crate::types::{
    tegata_bytes, tegata_fault, tegata_instant, tegata_register, tegata_result, tegata_signer,
    tegata_text,
};
use tegata_core::Statement;
use tegata_core::issue::{
    CertificateDraft, Challenge, Encoding, Hiding, Issuer, combine, disclosable, disclose, present,
};

/// How a certificate is encoded: VCDM 2.0 as vc+jwt. Everything is visible.
pub const TEGATA_VC_JWT: u32 = 0;
/// How a certificate is encoded: VCDM 2.0 as vc+sd-jwt, with selective disclosure.
pub const TEGATA_VC_SD_JWT: u32 = 1;
/// How a certificate is encoded: SD-JWT VC as dc+sd-jwt, for wallets.
pub const TEGATA_DC_SD_JWT: u32 = 2;

/// Signs a certificate from a draft in JSON (see examples/drafts), in one of the encodings TEGATA_VC_JWT, TEGATA_VC_SD_JWT and TEGATA_DC_SD_JWT. `hidden` holds JSON
/// pointers into the draft's subject that the holder may keep back; with a `count` of 0, what
/// is sensibly hidden. What any verifier would refuse is never issued.
///
/// Ownership: you own `token`; the rest stays yours. Threads: any. NULL: `fault` may be, and
/// `hidden` where `count` is 0; the others must not be. Errors: TEGATA_DOCUMENT_INVALID,
/// TEGATA_KEY_INVALID, TEGATA_MACHINE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
/// TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for an encoding that is none.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_issue_certificate(
    signer: *const tegata_signer,
    issuer: tegata_bytes,
    draft: tegata_bytes,
    encoding: u32,
    hidden: *const tegata_bytes,
    count: usize,
    issued_at: tegata_instant,
    fault: *mut tegata_fault,
    token: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_issue_certificate", fault, |call| {
        let (signer, out, encoded) = (Handle::get(signer)?, call.out(token)?, encoded(encoding)?);
        let draft = CertificateDraft::from_json(call.text(draft)?)?;
        let mut hiding = Hiding::usual(&draft);
        if count > 0 {
            let pointers = call.texts(hidden, count)?.into_iter().map(str::to_owned);
            hiding.pointers = pointers.collect();
        }
        let issuer = Issuer::new(call.text(issuer)?, &*signer)?;
        outs::text(issuer.certificate(&draft, &encoded(hiding), time::instant(issued_at)?)?, out)
    })
}

fn encoded(encoding: u32) -> Result<fn(Hiding) -> Encoding, Fault> {
    match encoding {
        TEGATA_VC_JWT => Ok(|_| Encoding::VcJwt),
        TEGATA_VC_SD_JWT => Ok(Encoding::VcSdJwt),
        TEGATA_DC_SD_JWT => Ok(Encoding::DcSdJwt),
        _ => Err(Fault::Argument("no such encoding")),
    }
}

/// Signs any other document: a list of bodies, a scheme, events, a regime, an arrangement, an
/// order, in JSON as docs/schemas have it. What a bundle would not accept is never issued.
///
/// Ownership: you own `token`; the rest stays yours. Threads: any. NULL: `fault` may be; the
/// others must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_KEY_INVALID, TEGATA_MACHINE,
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_issue_statement(
    signer: *const tegata_signer,
    issuer: tegata_bytes,
    statement: tegata_bytes,
    fault: *mut tegata_fault,
    token: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_issue_statement", fault, |call| {
        let (signer, out) = (Handle::get(signer)?, call.out(token)?);
        let statement = Statement::<serde_json::Value>::from_json(call.text(statement)?)?;
        let issuer = Issuer::new(call.text(issuer)?, &*signer)?;
        outs::text(issuer.statement(&statement)?, out)
    })
}

/// Signs an edition of a status list: what the register says at `issued_at`, to be relied on
/// until `until`.
///
/// Ownership: you own `token`; the rest stays yours. Threads: any. NULL: `fault` may be; the
/// others must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_KEY_INVALID, TEGATA_MACHINE,
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG,
/// TEGATA_ARGUMENT for what is no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_issue_status_list(
    signer: *const tegata_signer,
    issuer: tegata_bytes,
    register: *const tegata_register,
    issued_at: tegata_instant,
    until: tegata_instant,
    fault: *mut tegata_fault,
    token: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_issue_status_list", fault, |call| {
        let (signer, register) = (Handle::get(signer)?, Handle::get(register)?);
        let (out, issued_at) = (call.out(token)?, time::instant(issued_at)?);
        let issuer = Issuer::new(call.text(issuer)?, &*signer)?;
        let list = issuer.status_list(&register.read(), issued_at, time::instant(until)?)?;
        outs::text(list, out)
    })
}

/// Puts the signatures of several keys over one and the same statement together, to reach an
/// anchor's threshold.
///
/// Ownership: you own `document`; the rest stays yours. Threads: any. NULL: `fault` may be;
/// the others must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8,
/// TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_combine(
    tokens: *const tegata_bytes,
    count: usize,
    fault: *mut tegata_fault,
    document: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_combine", fault, |call| {
        let out = call.out(document)?;
        outs::text(combine(&call.texts(tokens, count)?)?, out)
    })
}

/// The JSON pointers of what the holder of an SD-JWT may show or keep back, as a JSON array.
///
/// Ownership: you own `pointers`. Threads: any. NULL: `fault` may be; `pointers` must not be.
/// Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_disclosable(
    token: tegata_bytes,
    fault: *mut tegata_fault,
    pointers: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_disclosable", fault, |call| {
        let out = call.out(pointers)?;
        outs::text(serde_json::json!(disclosable(call.text(token)?)?).to_string(), out)
    })
}

/// Shows of an SD-JWT the claims at the JSON pointers in `keep` with all that is inside them,
/// and nothing else that can be hidden. Without proof of possession.
///
/// Ownership: you own `shown`. Threads: any. NULL: `fault` may be, and `keep` where `count` is
/// 0; `shown` must not be. Errors: TEGATA_DOCUMENT_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8,
/// TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_disclose(
    token: tegata_bytes,
    keep: *const tegata_bytes,
    count: usize,
    fault: *mut tegata_fault,
    shown: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_disclose", fault, |call| {
        let out = call.out(shown)?;
        outs::text(disclose(call.text(token)?, &call.texts(keep, count)?)?, out)
    })
}

/// The same with a proof that the holder has the key that the certificate names, addressed to
/// `audience` with the `nonce` that it gave.
///
/// Ownership: you own `shown`; the rest stays yours. Threads: any. NULL: `fault` may be, and
/// `keep` where `count` is 0; the others must not be. Errors: TEGATA_DOCUMENT_INVALID,
/// TEGATA_KEY_INVALID, TEGATA_MACHINE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE,
/// TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what is no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_present(
    token: tegata_bytes,
    keep: *const tegata_bytes,
    count: usize,
    holder: *const tegata_signer,
    audience: tegata_bytes,
    nonce: tegata_bytes,
    issued_at: tegata_instant,
    fault: *mut tegata_fault,
    shown: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_present", fault, |call| {
        let (holder, out) = (Handle::get(holder)?, call.out(shown)?);
        let (token, keep) = (call.text(token)?, call.texts(keep, count)?);
        let challenge = Challenge { audience: call.text(audience)?, nonce: call.text(nonce)? };
        let issued_at = time::instant(issued_at)?;
        outs::text(present(token, &keep, &*holder, challenge, issued_at)?, out)
    })
}
