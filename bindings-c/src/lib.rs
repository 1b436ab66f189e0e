//! The C and C++ interface of tegata. It has no opinion on any rule: each function turns
//! C's values into Rust's, puts the question to the core, and hands the answer back.
//!
//! | Module | Holds |
//! |---|---|
//! | `api` | the exported functions, one file a noun |
//! | `types` | the types that C sees |
//! | `ffi` | pointers, and the border that no panic crosses: all the unsafe code |
//! | `handle`, `table` | handles, and what they stand for |
//! | `fault` | the caller's mistakes |
//! | `answer` | reports, with what C borrows of them |
//! | `online` | what fetches, with feature `http` |
//! | `log` | where mistakes are told |

mod answer;
#[expect(unsafe_code, reason = "to export a name counts as unsafe; a test allows nothing else")]
pub mod api;
mod fault;
#[expect(unsafe_code, reason = "here C's pointers become Rust's values, and nowhere else")]
mod ffi;
mod handle;
mod log;
#[cfg(feature = "http")]
mod online;
mod outs;
mod question;
mod register;
mod signing;
mod survey;
mod table;
mod time;
pub mod types;
mod words;
mod world;
