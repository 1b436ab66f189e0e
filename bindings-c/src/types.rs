//! The types that C sees.

#![expect(non_camel_case_types, reason = "they are named as C names them")]

use std::ffi::{c_char, c_void};

/// How a call ended. The numbers are fixed. Outputs are written for 0 to 3 and never for
/// what is greater.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tegata_result {
    /// Yes. From `tegata_decide`: the data may move, and nothing else says so. From a call
    /// that asks nothing: it is done.
    TEGATA_OK = 0,
    /// It is proved that something does not hold.
    TEGATA_REFUSED = 1,
    /// Something could not be checked; the report says what is needed.
    TEGATA_UNDETERMINED = 2,
    /// Evidence is still owed.
    TEGATA_CONDITIONAL = 3,
    /// A pointer is NULL that must not be.
    TEGATA_NULL = 16,
    /// A handle was freed, or never was one.
    TEGATA_STALE = 17,
    /// A handle is one of another type.
    TEGATA_WRONG_TYPE = 18,
    /// A number means nothing here, or a pointer is misaligned.
    TEGATA_ARGUMENT = 19,
    /// A text is not UTF-8.
    TEGATA_NOT_UTF8 = 20,
    /// A length or a count is past its limit.
    TEGATA_TOO_LONG = 21,
    /// A bundle, or a document for one, is damaged.
    TEGATA_BUNDLE_INVALID = 22,
    /// A policy or a question is malformed.
    TEGATA_CONFIG_INVALID = 23,
    /// A key cannot be used.
    TEGATA_KEY_INVALID = 24,
    /// A document that was to be issued would be refused by a verifier.
    TEGATA_DOCUMENT_INVALID = 25,
    /// A file could not be read or written.
    TEGATA_FILE = 26,
    /// The machine failed: no randomness, or a signer gave an error.
    TEGATA_MACHINE = 27,
    /// There are too many handles.
    TEGATA_TOO_MANY = 28,
    /// A defect of tegata. The answer is not known, and the process may go on.
    TEGATA_DEFECT = 99,
}

impl tegata_result {
    /// The name of a number.
    pub(crate) fn named(number: u32) -> Option<&'static str> {
        Some(match number {
            0 => "TEGATA_OK",
            1 => "TEGATA_REFUSED",
            2 => "TEGATA_UNDETERMINED",
            3 => "TEGATA_CONDITIONAL",
            16 => "TEGATA_NULL",
            17 => "TEGATA_STALE",
            18 => "TEGATA_WRONG_TYPE",
            19 => "TEGATA_ARGUMENT",
            20 => "TEGATA_NOT_UTF8",
            21 => "TEGATA_TOO_LONG",
            22 => "TEGATA_BUNDLE_INVALID",
            23 => "TEGATA_CONFIG_INVALID",
            24 => "TEGATA_KEY_INVALID",
            25 => "TEGATA_DOCUMENT_INVALID",
            26 => "TEGATA_FILE",
            27 => "TEGATA_MACHINE",
            28 => "TEGATA_TOO_MANY",
            99 => "TEGATA_DEFECT",
            _ => return None,
        })
    }
}

/// Text or bytes. As an argument: yours, read during the call only, and `data` may be NULL
/// where `len` is 0. As a result: borrowed from the handle that was asked, until that is
/// freed; `data` is NULL where the handle is no good or there is no such thing. There is no
/// NUL at the end, and there may be some within.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct tegata_bytes {
    /// Where it begins.
    pub data: *const c_char,
    /// How many bytes it has.
    pub len: usize,
}

/// An instant, and the offset in which it is written. The offset matters where a day must be
/// told, and not where instants are compared.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct tegata_instant {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub seconds: i64,
    /// Nanoseconds after them, 0 to 999999999.
    pub nanos: u32,
    /// Seconds east of UTC: whole minutes, at most 14 hours.
    pub offset: i32,
}

/// The seconds of an instant that does not come.
pub const TEGATA_NEVER: i64 = 9223372036854775807;

/// The two clocks of a question.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct tegata_clocks {
    /// The instant that is asked about.
    pub valid_at: tegata_instant,
    /// The instant whose knowledge decides: what was published later does not count.
    pub known_at: tegata_instant,
}

/// What a presentation must be bound to. All of it is required.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct tegata_expected {
    /// The verifier's own identifier, which the holder must have addressed.
    pub audience: tegata_bytes,
    /// The fresh value that the verifier gave to the holder.
    pub nonce: tegata_bytes,
    /// Seconds that may have passed since the holder signed.
    pub max_age_seconds: u32,
}

/// The end of an instrument that is supposed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct tegata_ending {
    /// The identifier of the instrument.
    pub instrument: tegata_bytes,
    /// When it ends.
    pub effective_at: tegata_instant,
    /// When anyone could know of that.
    pub published_at: tegata_instant,
    /// From when the past is undone too, as a court's annulment does; TEGATA_NEVER for a repeal.
    pub ex_tunc_from: tegata_instant,
}

/// What is wrong with what you gave, in English. Yours: a plain struct, which the call fills
/// where it gives 16 or more, and leaves alone otherwise. NULL if you do not want it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct tegata_fault {
    /// What the call gave.
    pub result: tegata_result,
    /// How many bytes of `text` there are, the NUL not counted.
    pub len: u32,
    /// UTF-8, safe to print, cut where it is too long, and with a NUL at its end.
    pub text: [c_char; 504],
}

/// Told of every result of 16 or more, on the thread that made the call, before the call
/// ends. `function` and `problem` are safe to print and live as long as the call back.
/// It may call tegata.
pub type tegata_log_fn = Option<
    unsafe extern "C" fn(
        user_data: *mut c_void,
        result: tegata_result,
        function: tegata_bytes,
        problem: tegata_bytes,
    ),
>;

/// Signs `message` with a key of yours. Write the signature as JWS encodes it (r and s side
/// by side for ECDSA, never DER) to `signature`, which has room for 1024 bytes, put its
/// length into `signature_len`, and return 0; return anything else where it fails. It may be
/// called on any thread that issues with the key, on several at once.
pub type tegata_sign_fn = Option<
    unsafe extern "C" fn(
        user_data: *mut c_void,
        message: tegata_bytes,
        signature: *mut u8,
        signature_len: *mut usize,
    ) -> i32,
>;

/// Anchors and documents, verified and indexed. Immutable; share it between threads.
pub struct tegata_bundle {
    _private: [u8; 0],
}

/// Answers questions from one bundle under one policy. Immutable; share it between threads.
pub struct tegata_verifier {
    _private: [u8; 0],
}

/// Answers questions, and fetches over HTTPS what they lack. Threads that use it take turns by
/// themselves.
#[cfg(feature = "http")]
pub struct tegata_fetcher {
    _private: [u8; 0],
}

/// A genuine credential of any kind. Immutable; share it between threads.
pub struct tegata_credential {
    _private: [u8; 0],
}

/// A genuine certificate of an organisation: facts, true for ever. Immutable; share it
/// between threads.
pub struct tegata_certificate {
    _private: [u8; 0],
}

/// A transfer of personal data, with what is known of it. What is not stated is unknown,
/// never "no". Threads that change it take turns by themselves.
pub struct tegata_transfer {
    _private: [u8; 0],
}

/// An answer with its evidence. Immutable; share it between threads.
pub struct tegata_report {
    _private: [u8; 0],
}

/// The answer to "may it be relied on for this transfer". Immutable; share it between threads.
pub struct tegata_decision {
    _private: [u8; 0],
}

/// Something that signs: a key, or a call back into your program. Share it between threads.
pub struct tegata_signer {
    _private: [u8; 0],
}

/// The statuses that an issuer keeps, and publishes as lists. Threads that change it take
/// turns by themselves.
pub struct tegata_register {
    _private: [u8; 0],
}

/// A text that a call made. Immutable; share it between threads.
pub struct tegata_text {
    _private: [u8; 0],
}
