//! Signers: keys, and functions that sign with a key kept elsewhere.

use crate::fault::Fault;
use crate::ffi::{self, SignWith};
use crate::handle::Handle;
use crate::outs;
use crate::signing::{Remote, Signing};
use crate::types::{
    tegata_bytes, tegata_fault, tegata_result, tegata_sign_fn, tegata_signer, tegata_text,
};
use std::ffi::c_void;
use std::ptr;
use tegata_core::issue::{FileKey, KeyFormat, Signer};
use tegata_core::{Algorithm, PublicKey};

impl Handle for tegata_signer {
    type Object = Signing;
}

/// Makes a new private key: for ES256, ES384, EdDSA or Ed25519. An empty `key_id` is none.
///
/// Ownership: you own `signer`. Threads: any. NULL: `fault` may be; `signer` must not be.
/// Errors: TEGATA_KEY_INVALID, TEGATA_MACHINE, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG,
/// TEGATA_ARGUMENT for an unknown algorithm.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_signer_generate(
    algorithm: tegata_bytes,
    key_id: tegata_bytes,
    fault: *mut tegata_fault,
    signer: *mut *mut tegata_signer,
) -> tegata_result {
    ffi::answer("tegata_signer_generate", fault, |call| {
        let out = call.out(signer)?;
        let key = FileKey::generate(named(call.text(algorithm)?)?)?;
        outs::made(Signing::Key(with_id(key, call.text_if_any(key_id)?)), out)
    })
}

/// Reads a private key from a file: PKCS#8 in PEM, encrypted or not, or a JWK. On Unix a file
/// that others than its owner may touch is refused. An empty `passphrase` is none, and an
/// empty `key_id` leaves the one in the file.
///
/// Ownership: you own `signer`; `passphrase` stays yours, to be wiped when you like. Threads:
/// any. NULL: `fault` may be; `signer` must not be. Errors: TEGATA_FILE, TEGATA_KEY_INVALID,
/// TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_signer_load(
    path: tegata_bytes,
    passphrase: tegata_bytes,
    key_id: tegata_bytes,
    fault: *mut tegata_fault,
    signer: *mut *mut tegata_signer,
) -> tegata_result {
    ffi::answer("tegata_signer_load", fault, |call| {
        let out = call.out(signer)?;
        let key = FileKey::load(call.text(path)?, call.text_if_any(passphrase)?)?;
        outs::made(Signing::Key(with_id(key, call.text_if_any(key_id)?)), out)
    })
}

/// A signer that calls `sign` with `user_data`, for a key that is kept elsewhere. Each
/// signature is verified with the public key, a JWK, before anything is given out.
///
/// Ownership: you own `signer`; `user_data` stays yours, and must be good until `signer` is
/// freed and calls that use it have ended. Threads: any; `sign` may be called on several at
/// once. NULL: `fault` and `user_data` may be; `sign` and `signer` must not be. Errors:
/// TEGATA_KEY_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for an
/// unknown algorithm.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_signer_from_function(
    algorithm: tegata_bytes,
    public_jwk: tegata_bytes,
    sign: tegata_sign_fn,
    user_data: *mut c_void,
    fault: *mut tegata_fault,
    signer: *mut *mut tegata_signer,
) -> tegata_result {
    ffi::answer("tegata_signer_from_function", fault, |call| {
        let (out, function) = (call.out(signer)?, SignWith::new(sign, user_data)?);
        let algorithm = named(call.text(algorithm)?)?;
        let public = PublicKey::from_jwk_text(call.text(public_jwk)?)?;
        outs::made(Signing::Function(Remote { function, algorithm, public }), out)
    })
}

/// Writes a private key to a new file that only its owner may read: encrypted PKCS#8 in PEM.
/// An existing file is left alone.
///
/// Ownership: `signer` stays yours. Threads: any. NULL: `fault` may be; `signer` must not be.
/// Errors: TEGATA_FILE, TEGATA_KEY_INVALID for an empty passphrase, TEGATA_NULL, TEGATA_STALE,
/// TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for a signer whose
/// key is kept elsewhere.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_signer_save(
    signer: *const tegata_signer,
    path: tegata_bytes,
    passphrase: tegata_bytes,
    fault: *mut tegata_fault,
) -> tegata_result {
    ffi::answer("tegata_signer_save", fault, |call| {
        let signer = Handle::get(signer)?;
        let Signing::Key(key) = &*signer else {
            return Err(Fault::Argument("the key is kept elsewhere"));
        };
        let passphrase = call.text(passphrase)?;
        key.save(call.text(path)?, KeyFormat::EncryptedPem { passphrase })?;
        Ok(tegata_result::TEGATA_OK)
    })
}

/// The public key as a JWK, to hand out.
///
/// Ownership: you own `jwk`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_signer_public_jwk(
    signer: *const tegata_signer,
    jwk: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_signer_public_jwk", ptr::null_mut(), |call| {
        let (signer, out) = (Handle::get(signer)?, call.out(jwk)?);
        outs::text(signer.public_key().to_json().to_string(), out)
    })
}

/// Ends a signer, and wipes the key in it.
///
/// Ownership: takes `signer`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
/// TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_signer_free(signer: *mut tegata_signer) -> tegata_result {
    ffi::answer("tegata_signer_free", ptr::null_mut(), |_| Handle::free(signer))
}

fn named(algorithm: &str) -> Result<Algorithm, Fault> {
    Algorithm::from_name(algorithm).ok_or(Fault::Argument("no such algorithm"))
}

fn with_id(key: FileKey, id: Option<&str>) -> FileKey {
    match id {
        Some(id) => key.with_key_id(id),
        None => key,
    }
}
