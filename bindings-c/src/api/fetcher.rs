//! Fetching over HTTPS what an answer lacks.

use super::decision::presented;
use crate::ffi;
use crate::handle::Handle;
use crate::online::Fetcher;
use crate::outs;
use crate::time;
use crate::types::{
    tegata_bundle, tegata_bytes, tegata_certificate, tegata_clocks, tegata_decision, tegata_fault,
    tegata_fetcher, tegata_report, tegata_result, tegata_text, tegata_transfer, tegata_verifier,
};
use std::ptr;
use tegata_core::Clocks;

impl Handle for tegata_fetcher {
    type Object = Fetcher;
}

/// A fetcher that begins with what the verifier's bundle holds. Only whole documents of issuers
/// that the bundle knows are asked for, over https, at public addresses; docs/fetching.md tells
/// the rules. `knobs` is JSON with any of `ports`, `redirects`, `events`, `roots` (PEM),
/// `connectMilliseconds`, `milliseconds`, `cache` (a folder) and `allowStale`; empty, all are as
/// that page says.
///
/// Ownership: you own `fetcher`; `verifier` stays yours, and may be freed. Threads: any.
/// NULL: `fault` may be; the others must not be. Errors: TEGATA_ARGUMENT for other knobs,
/// TEGATA_CONFIG_INVALID, TEGATA_FILE, TEGATA_MACHINE, TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_NOT_UTF8,
/// TEGATA_TOO_LONG.
#[cfg(feature = "http")]
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_fetcher_new(
    verifier: *const tegata_verifier,
    knobs: tegata_bytes,
    fault: *mut tegata_fault,
    fetcher: *mut *mut tegata_fetcher,
) -> tegata_result {
    ffi::answer("tegata_fetcher_new", fault, |call| {
        let (verifier, out) = (Handle::get(verifier)?, call.out(fetcher)?);
        outs::made(Fetcher::new((*verifier).clone(), call.text_if_any(knobs)?)?, out)
    })
}

/// `tegata_verify`, with what it lacks fetched. `fetched` is a JSON array: of each document its
/// `url` and `kind`, and either where it came `from` or a `code` and a `problem`. Its URLs are
/// from outside.
///
/// Ownership: you own `report` and `fetched`; `fetcher` stays yours. Threads: any; a call waits
/// for the network, and for calls on other threads with the same fetcher. NULL: must not be.
/// Errors: TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE, TEGATA_TOO_LONG, TEGATA_ARGUMENT for
/// clocks that show no instant.
#[cfg(feature = "http")]
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_verify_online(
    fetcher: *const tegata_fetcher,
    token: tegata_bytes,
    clocks: tegata_clocks,
    report: *mut *mut tegata_report,
    fetched: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_verify_online", ptr::null_mut(), |call| {
        let fetcher = Handle::get(fetcher)?;
        let (out, told) = (call.out(report)?, call.out(fetched)?);
        let (token, clocks) = (call.bytes(token)?, time::clocks(clocks)?);
        let now = Clocks::now().known_at;
        let (answer, fetched) = fetcher.ask(|client| client.verify(token, clocks, now));
        outs::text(fetched, told)?;
        outs::report(answer.into(), out)
    })
}

/// `tegata_decide`, with what it lacks fetched. `fetched` is as `tegata_verify_online` gives it.
/// TEGATA_OK says that the data may move, and nothing else does.
///
/// Ownership: you own `decision` and `fetched`; the rest stays yours. Threads: any; a call waits
/// for the network, and for calls on other threads with the same fetcher. NULL: `certificates`
/// may be where `count` is 0; nothing else. Errors: TEGATA_NULL, TEGATA_STALE,
/// TEGATA_WRONG_TYPE, TEGATA_TOO_LONG for more than 4096 certificates, TEGATA_ARGUMENT for
/// clocks that show no instant.
#[cfg(feature = "http")]
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_decide_online(
    fetcher: *const tegata_fetcher,
    transfer: *const tegata_transfer,
    certificates: *const *mut tegata_certificate,
    count: usize,
    clocks: tegata_clocks,
    decision: *mut *mut tegata_decision,
    fetched: *mut *mut tegata_text,
) -> tegata_result {
    ffi::answer("tegata_decide_online", ptr::null_mut(), |call| {
        let (fetcher, transfer) = (Handle::get(fetcher)?, Handle::get(transfer)?);
        let certificates = presented(call.array(certificates, count)?)?;
        let (out, told) = (call.out(decision)?, call.out(fetched)?);
        let (transfer, clocks) = (transfer.read(), time::clocks(clocks)?);
        let now = Clocks::now().known_at;
        let (answer, fetched) =
            fetcher.ask(|client| client.decide(&transfer, &certificates, clocks, now));
        outs::text(fetched, told)?;
        outs::decision(answer.into(), out)
    })
}

/// The bundle with all that was fetched so far: from it, the same answer can be had again
/// without a network.
///
/// Ownership: you own `bundle`; `fetcher` stays yours. Threads: any. NULL: must not be. Errors:
/// TEGATA_NULL, TEGATA_STALE, TEGATA_WRONG_TYPE.
#[cfg(feature = "http")]
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_fetcher_bundle(
    fetcher: *const tegata_fetcher,
    bundle: *mut *mut tegata_bundle,
) -> tegata_result {
    ffi::answer("tegata_fetcher_bundle", ptr::null_mut(), |call| {
        let (fetcher, out) = (Handle::get(fetcher)?, call.out(bundle)?);
        outs::made(fetcher.verifier().shared_bundle(), out)
    })
}

/// Ends a fetcher. Calls that have begun on other threads end as they would.
///
/// Ownership: takes `fetcher`. Threads: any. NULL: does nothing. Errors: TEGATA_STALE,
/// TEGATA_WRONG_TYPE.
#[cfg(feature = "http")]
#[unsafe(no_mangle)]
pub extern "C" fn tegata_fetcher_free(fetcher: *mut tegata_fetcher) -> tegata_result {
    ffi::answer("tegata_fetcher_free", ptr::null_mut(), |_| Handle::free(fetcher))
}
