//! Where C's pointers become Rust's values, and the border that no panic crosses.
//!
//! What is unsafe rests on what the header asks of the caller: that a pointer and a length
//! name memory that stays as it is during the call, that an output is memory of its type,
//! and that a function to call back may be called with its user data. Everything else about
//! an argument is checked. A reference made here lives no longer than its [`Call`].

use crate::fault::Fault;
use crate::log;
use crate::types::{tegata_bytes, tegata_fault, tegata_log_fn, tegata_result, tegata_sign_fn};
use std::ffi::{CStr, c_char, c_void};
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

/// More than any document may have: a bundle's limit is 256 MiB.
const LONGEST: usize = 1 << 28;
/// More certificates than a transfer has, or pointers than a token has claims.
const MOST: usize = 4096;
/// More than a language tag has (RFC 5646 section 4.4.1 wants room for 35).
const LONGEST_TAG: usize = 64;

/// Runs the body of an exported function that gives a result. What it gives is the answer,
/// a fault is told, and a panic is a fault.
pub(crate) fn answer(
    function: &str,
    place: *mut tegata_fault,
    body: impl FnOnce(&Call) -> Result<tegata_result, Fault>,
) -> tegata_result {
    caught(function, body).unwrap_or_else(|fault| {
        if let Ok(place) = Call(()).out(place) {
            place.put(told(&fault));
        }
        fault.result()
    })
}

/// Runs the body of an exported function that gives a value, `missing` where there is none.
pub(crate) fn value<V>(
    function: &str,
    missing: V,
    body: impl FnOnce(&Call) -> Result<V, Fault>,
) -> V {
    caught(function, body).unwrap_or(missing)
}

fn caught<V>(function: &str, body: impl FnOnce(&Call) -> Result<V, Fault>) -> Result<V, Fault> {
    // No state of ours is left half changed: locks are held for single assignments only.
    let ended = catch_unwind(AssertUnwindSafe(|| {
        #[cfg(feature = "planted-panic")]
        planted::go_off();
        body(&Call(()))
    }));
    let ended = ended.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Fault::Defect(text.unwrap_or_else(|| "a panic".to_owned())))
    });
    ended.inspect_err(|fault| log::tell(function, fault))
}

fn told(fault: &Fault) -> tegata_fault {
    let problem = fault.problem();
    let mut text = [0; 504];
    let len = problem.floor_char_boundary(text.len() - 1);
    for (place, byte) in text.iter_mut().zip(problem.bytes().take(len)) {
        *place = byte as c_char;
    }
    tegata_fault { result: fault.result(), len: len as u32, text }
}

/// One call from C. What the caller lends lives as long.
pub(crate) struct Call(());

impl Call {
    /// Bytes that the caller lends.
    pub(crate) fn bytes(&self, bytes: tegata_bytes) -> Result<&[u8], Fault> {
        if bytes.len > LONGEST {
            return Err(Fault::TooLong);
        }
        match (bytes.data.is_null(), bytes.len) {
            (_, 0) => Ok(&[]),
            (true, _) => Err(Fault::Null("the data of a text")),
            // SAFETY: not NULL, no longer than `LONGEST`, and the caller's during the call.
            (false, len) => Ok(unsafe { slice::from_raw_parts(bytes.data.cast(), len) }),
        }
    }

    /// Text that the caller lends.
    pub(crate) fn text(&self, bytes: tegata_bytes) -> Result<&str, Fault> {
        std::str::from_utf8(self.bytes(bytes)?).map_err(|_| Fault::NotUtf8)
    }

    /// Text that the caller lends, or none where it is empty.
    pub(crate) fn text_if_any(&self, bytes: tegata_bytes) -> Result<Option<&str>, Fault> {
        Ok(Some(self.text(bytes)?).filter(|text| !text.is_empty()))
    }

    /// A short text with a NUL at its end.
    pub(crate) fn tag(&self, tag: *const c_char) -> Result<&str, Fault> {
        if tag.is_null() {
            return Err(Fault::Null("the language"));
        }
        // SAFETY: not NULL, and it has a NUL at its end: nothing after that is read.
        let len =
            (0..LONGEST_TAG).find(|at| unsafe { *tag.add(*at) } == 0).ok_or(Fault::TooLong)?;
        // SAFETY: `len` bytes and a NUL were just read.
        let tag = unsafe { CStr::from_bytes_with_nul(slice::from_raw_parts(tag.cast(), len + 1)) };
        tag.ok().and_then(|tag| tag.to_str().ok()).ok_or(Fault::NotUtf8)
    }

    /// An array that the caller lends.
    pub(crate) fn array<T>(&self, first: *const T, count: usize) -> Result<&[T], Fault> {
        if count > MOST {
            return Err(Fault::TooLong);
        }
        match (first.is_null(), count) {
            (_, 0) => Ok(&[]),
            (true, _) => Err(Fault::Null("an array")),
            _ if !first.is_aligned() => Err(Fault::Argument("an array is misaligned")),
            // SAFETY: neither NULL nor misaligned, and the caller's during the call.
            _ => Ok(unsafe { slice::from_raw_parts(first, count) }),
        }
    }

    /// Texts that the caller lends.
    pub(crate) fn texts(
        &self,
        first: *const tegata_bytes,
        count: usize,
    ) -> Result<Vec<&str>, Fault> {
        self.array(first, count)?.iter().map(|text| self.text(*text)).collect()
    }

    /// The place of an output. Ask for all of them before anything is done.
    pub(crate) fn out<T>(&self, place: *mut T) -> Result<Out<'_, T>, Fault> {
        if !place.is_aligned() {
            return Err(Fault::Argument("an output is misaligned"));
        }
        // SAFETY: NULL, or aligned memory for a `T`, the caller's during the call.
        let place = unsafe { place.cast::<MaybeUninit<T>>().as_mut() };
        place.map(Out).ok_or(Fault::Null("an output"))
    }
}

/// C's truth.
pub(crate) fn truth(number: u32) -> Result<bool, Fault> {
    match number {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Fault::Argument("expected 0 or 1")),
    }
}

/// The place of an output, not yet written.
pub(crate) struct Out<'c, T>(&'c mut MaybeUninit<T>);

impl<T> Out<'_, T> {
    /// Writes it.
    pub(crate) fn put(self, value: T) {
        self.0.write(value);
    }
}

/// Whom to tell of faults.
#[derive(Clone, Copy)]
pub(crate) struct LogTo {
    function: unsafe extern "C" fn(*mut c_void, tegata_result, tegata_bytes, tegata_bytes),
    user_data: *mut c_void,
}

// SAFETY: the header asks that the function may be called on any thread with its user data.
unsafe impl Send for LogTo {}
// SAFETY: as above.
unsafe impl Sync for LogTo {}

impl LogTo {
    /// None for NULL.
    pub(crate) fn new(function: tegata_log_fn, user_data: *mut c_void) -> Option<Self> {
        function.map(|function| Self { function, user_data })
    }

    /// Tells it.
    pub(crate) fn tell(self, result: tegata_result, function: &str, problem: &str) {
        // SAFETY: the caller gave both together for this.
        unsafe { (self.function)(self.user_data, result, lend(function), lend(problem)) }
    }
}

/// A text for C to borrow from where it is kept.
pub(crate) fn lend(text: &str) -> tegata_bytes {
    tegata_bytes { data: text.as_ptr().cast(), len: text.len() }
}

/// No text at all.
pub(crate) const NOTHING: tegata_bytes = tegata_bytes { data: std::ptr::null(), len: 0 };

/// A function of the caller's that signs.
#[derive(Clone, Copy)]
pub(crate) struct SignWith {
    function: unsafe extern "C" fn(*mut c_void, tegata_bytes, *mut u8, *mut usize) -> i32,
    user_data: *mut c_void,
}

// SAFETY: the header asks that the function may be called on any thread with its user data.
unsafe impl Send for SignWith {}
// SAFETY: as above.
unsafe impl Sync for SignWith {}

impl SignWith {
    /// An RSA signature of 8192 bits has as many.
    const LONGEST: usize = 1024;

    /// A fault for NULL.
    pub(crate) fn new(function: tegata_sign_fn, user_data: *mut c_void) -> Result<Self, Fault> {
        let function = function.ok_or(Fault::Null("the function that signs"))?;
        Ok(Self { function, user_data })
    }

    /// The signature, or what is wrong.
    pub(crate) fn sign(self, message: &[u8]) -> Result<Vec<u8>, String> {
        let (mut signature, mut len) = (vec![0; Self::LONGEST], 0);
        let message = tegata_bytes { data: message.as_ptr().cast(), len: message.len() };
        let place = signature.as_mut_ptr();
        // SAFETY: the caller gave both together for this, and knows how much room there is.
        match unsafe { (self.function)(self.user_data, message, place, &raw mut len) } {
            0 if len <= Self::LONGEST => {
                signature.truncate(len);
                Ok(signature)
            }
            0 => Err(format!("it gave a signature of {len} bytes")),
            failure => Err(format!("it failed with {failure}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::{Remote, Signing};
    use tegata_core::Algorithm;
    use tegata_core::issue::{FileKey, Signer};

    /// A caller's function, which signs with the key that its user data point to.
    unsafe extern "C" fn sign(
        user_data: *mut c_void,
        message: tegata_bytes,
        signature: *mut u8,
        signature_len: *mut usize,
    ) -> i32 {
        // SAFETY: the test hands in a key, and `SignWith` the rest as the header says.
        unsafe {
            let key = &*user_data.cast::<FileKey>();
            let message = slice::from_raw_parts(message.data.cast(), message.len);
            let signed = key.sign(message).unwrap();
            signature.copy_from_nonoverlapping(signed.as_ptr(), signed.len());
            *signature_len = signed.len();
        }
        0
    }

    unsafe extern "C" fn fail(
        _: *mut c_void,
        _: tegata_bytes,
        _: *mut u8,
        signature_len: *mut usize,
    ) -> i32 {
        // SAFETY: as the header says.
        unsafe { *signature_len = usize::MAX };
        0
    }

    #[test]
    fn a_function_of_the_callers_signs() {
        let mut key = FileKey::generate(Algorithm::Es256).unwrap();
        let user_data = (&raw mut key).cast();
        let remote = |function: tegata_sign_fn| {
            let function = SignWith::new(function, user_data).unwrap();
            let public = key.public_key().clone();
            Signing::Function(Remote { function, algorithm: Algorithm::Es256, public })
        };
        let signature = remote(Some(sign)).sign(b"message").unwrap();
        assert!(key.public_key().verify(Algorithm::Es256, b"message", &signature));
        let told = remote(Some(fail)).sign(b"message").unwrap_err().to_string();
        assert!(told.contains("18446744073709551615 bytes"), "{told}");
    }
}

/// Panics on demand.
#[cfg(feature = "planted-panic")]
pub(crate) mod planted {
    use std::sync::atomic::{AtomicBool, Ordering};

    static ARMED: AtomicBool = AtomicBool::new(false);

    /// Makes every exported function panic, or no longer.
    #[unsafe(no_mangle)]
    pub extern "C" fn tegata_plant_panic(armed: bool) {
        ARMED.store(armed, Ordering::SeqCst);
    }

    #[expect(clippy::panic, reason = "that is what it is for")]
    pub(super) fn go_off() {
        if ARMED.load(Ordering::SeqCst) {
            panic!("a planted panic");
        }
    }
}
