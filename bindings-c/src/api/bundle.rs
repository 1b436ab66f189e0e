//! Bundles.

use crate::fault::Fault;
use crate::ffi::{self, NOTHING, lend};
use crate::handle::Handle;
use crate::outs;
use crate::time;
use crate::types::{
    tegata_bundle, tegata_bytes, tegata_fault, tegata_instant, tegata_result, tegata_text,
};
use crate::world::{self, Bundle};
use std::ptr;
use tegata_core::inspect::media_type as media_type_of;
use tegata_core::{Anchor, Document, HighWater, TrustBundle};

impl Handle for tegata_bundle {
    type Object = Bundle;
}

/// Reads a bundle from a file.
///
/// Ownership: you own `bundle`. Threads: any. NULL: `fault` may be; `bundle` must not be.
/// Errors: TEGATA_FILE, TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_load(
    path: tegata_bytes,
    fault: *mut tegata_fault,
    bundle: *mut *mut tegata_bundle,
) -> tegata_result {
    ffi::answer("tegata_bundle_load", fault, |call| {
        let out = call.out(bundle)?;
        outs::made(TrustBundle::load(call.text(path)?)?, out)
    })
}

/// Reads a bundle from its JSON.
///
/// Ownership: you own `bundle`. Threads: any. NULL: `fault` may be; `bundle` must not be.
/// Errors: TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_from_json(
    json: tegata_bytes,
    fault: *mut tegata_fault,
    bundle: *mut *mut tegata_bundle,
) -> tegata_result {
    ffi::answer("tegata_bundle_from_json", fault, |call| {
        let out = call.out(bundle)?;
        outs::made(TrustBundle::from_json(call.text(json)?)?, out)
    })
}

/// The same bundle with the unofficial recognition pack that comes with the software. It only
/// fills in: where an anchor of the bundle speaks for a regime, that one's word alone counts.
///
/// Ownership: you own `with_pack`; `bundle` stays yours. Threads: any. NULL: `fault` may be;
/// the others must not be. Errors: TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_STALE,
/// TEGATA_WRONG_TYPE, TEGATA_ARGUMENT where the library was built without the pack.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_with_embedded_pack(
    bundle: *const tegata_bundle,
    fault: *mut tegata_fault,
    with_pack: *mut *mut tegata_bundle,
) -> tegata_result {
    ffi::answer("tegata_bundle_with_embedded_pack", fault, |call| {
        let (bundle, out) = (Handle::get(bundle)?, call.out(with_pack)?);
        outs::made(world::with_embedded_pack(bundle.shared())?, out)
    })
}

/// A bundle of nothing but the unofficial recognition pack that comes with the software.
///
/// Ownership: you own `bundle`. Threads: any. NULL: must not be. Errors: TEGATA_NULL,
/// TEGATA_ARGUMENT where the library was built without the pack.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_embedded(bundle: *mut *mut tegata_bundle) -> tegata_result {
    ffi::answer("tegata_bundle_embedded", ptr::null_mut(), |call| {
        let out = call.out(bundle)?;
        outs::made(world::embedded()?, out)
    })
}

/// The same bundle with a document added that was obtained at `obtained_at`, or put in the
/// place of the one of its URL. An empty `media_type` is told from the content. A document
/// that fails its verification is kept as invalid: ask `tegata_bundle_problem`.
///
/// Ownership: you own `with_document`; the rest stays yours. Threads: any. NULL: `fault` may
/// be; the others must not be. Errors: TEGATA_BUNDLE_INVALID, TEGATA_NULL, TEGATA_STALE,
/// TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what is no instant
/// and for content that does not tell its type.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_with_document(
    bundle: *const tegata_bundle,
    url: tegata_bytes,
    media_type: tegata_bytes,
    body: tegata_bytes,
    obtained_at: tegata_instant,
    fault: *mut tegata_fault,
    with_document: *mut *mut tegata_bundle,
) -> tegata_result {
    ffi::answer("tegata_bundle_with_document", fault, |call| {
        let (bundle, out) = (Handle::get(bundle)?, call.out(with_document)?);
        let (url, body) = (call.text(url)?.to_owned(), call.text(body)?.to_owned());
        let media_type = call.text_if_any(media_type)?.or_else(|| media_type_of(&body));
        let media_type = media_type.ok_or(Fault::Argument("the content does not tell its type"))?;
        let (media_type, obtained_at) = (media_type.to_owned(), time::instant(obtained_at)?);
        let document = Document { url, media_type, obtained_at, body };
        outs::made(bundle.with(document, obtained_at)?, out)
    })
}

/// The same bundle with an anchor added, or in the place of the one of its identifier. `anchor`
/// is JSON, as anchors stand in a bundle; `at` becomes the time at which the bundle was made.
///
/// Ownership: you own `with_anchor`; the rest stays yours. Threads: any. NULL: `fault` may be;
/// the others must not be. Errors: TEGATA_CONFIG_INVALID, TEGATA_BUNDLE_INVALID, TEGATA_NULL,
/// TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG, TEGATA_ARGUMENT for what
/// is no instant.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_with_anchor(
    bundle: *const tegata_bundle,
    anchor: tegata_bytes,
    at: tegata_instant,
    fault: *mut tegata_fault,
    with_anchor: *mut *mut tegata_bundle,
) -> tegata_result {
    ffi::answer("tegata_bundle_with_anchor", fault, |call| {
        let (bundle, out) = (Handle::get(bundle)?, call.out(with_anchor)?);
        let anchor = Anchor::from_json(call.text(anchor)?)?;
        outs::made(bundle.shared().with_anchor(anchor, time::instant(at)?)?, out)
    })
}

/// Whether a bundle may follow those that were admitted before: none of its documents may be
/// older than one that was seen, nor another of the same number or time. `marks` is what the
/// last call gave, an empty text the first time; keep `raised` beside the bundle.
///
/// Ownership: you own `raised`; the rest stays yours. Threads: any. NULL: `fault` may be; the
/// others must not be. Errors: TEGATA_BUNDLE_INVALID for a bundle that goes back,
/// TEGATA_CONFIG_INVALID for marks that are none, TEGATA_NULL, TEGATA_STALE,
/// TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8, TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_admit(
    bundle: *const tegata_bundle,
    marks: tegata_bytes,
    fault: *mut tegata_fault,
    raised: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_bundle_admit", fault, |call| {
        let (bundle, out) = (Handle::get(bundle)?, call.out(raised)?);
        let marks = call.text_if_any(marks)?.map(HighWater::from_json).transpose()?;
        let mut marks = marks.unwrap_or_default();
        marks.admit(bundle.shared())?;
        outs::text(marks.to_json(), out)
    })
}

/// The bundle as JSON, to keep.
///
/// Ownership: borrowed from `bundle`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_json(bundle: *const tegata_bundle) -> tegata_bytes {
    ffi::value("tegata_bundle_json", NOTHING, |_| Ok(lend(Handle::get(bundle)?.json())))
}

/// The digest of the bundle in hexadecimal, as reports name it.
///
/// Ownership: borrowed from `bundle`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_digest(bundle: *const tegata_bundle) -> tegata_bytes {
    ffi::value("tegata_bundle_digest", NOTHING, |_| Ok(lend(Handle::get(bundle)?.digest())))
}

/// How many documents the bundle has.
///
/// Ownership: a number. Threads: any. NULL: gives 0. Errors: gives 0 for a handle that is no
/// good.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_count(bundle: *const tegata_bundle) -> usize {
    ffi::value("tegata_bundle_count", 0, |_| Ok(Handle::get(bundle)?.shared().documents().len()))
}

/// The URL of a document of the bundle; the first one is number 0, and they are in the order
/// of their URLs.
///
/// Ownership: borrowed from `bundle`. Threads: any. NULL: gives no text. Errors: gives no
/// text for a handle that is no good, and where there are not so many.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_url(bundle: *const tegata_bundle, number: usize) -> tegata_bytes {
    ffi::value("tegata_bundle_url", NOTHING, |_| {
        let bundle = Handle::get(bundle)?;
        let document = bundle.shared().documents().get(number);
        Ok(document.map_or(NOTHING, |document| lend(&document.url)))
    })
}

/// The code of what is wrong with the document of that URL, for which it counts for nothing.
///
/// Ownership: static text. Threads: any. NULL: gives no text. Errors: gives no text for a
/// handle that is no good, for a URL of which the bundle has no document, and for a document
/// that is sound.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_problem(
    bundle: *const tegata_bundle,
    url: tegata_bytes,
) -> tegata_bytes {
    ffi::value("tegata_bundle_problem", NOTHING, |call| {
        let problem = Handle::get(bundle)?.problem(call.text(url)?)?;
        Ok(problem.map_or(NOTHING, lend))
    })
}

/// Writes the bundle to a file, whole or not at all.
///
/// Ownership: `bundle` stays yours. Threads: any. NULL: `fault` may be; `bundle` must not be.
/// Errors: TEGATA_FILE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8,
/// TEGATA_TOO_LONG.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_save(
    bundle: *const tegata_bundle,
    path: tegata_bytes,
    fault: *mut tegata_fault,
) -> tegata_result {
    ffi::answer("tegata_bundle_save", fault, |call| {
        Handle::get(bundle)?.shared().save(call.text(path)?)?;
        Ok(tegata_result::TEGATA_OK)
    })
}

/// Ends a bundle. Verifiers that were made from it live on.
///
/// Ownership: takes `bundle`, and what was borrowed from it ends. Threads: any. NULL: does
/// nothing. Errors: TEGATA_STALE, TEGATA_WRONG_TYPE.
#[unsafe(no_mangle)]
pub extern "C" fn tegata_bundle_free(bundle: *mut tegata_bundle) -> tegata_result {
    ffi::answer("tegata_bundle_free", ptr::null_mut(), |_| Handle::free(bundle))
}
