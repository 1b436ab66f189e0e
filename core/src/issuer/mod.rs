//! Steps 2 and 3: who issued it, with which key, and is the signature theirs.
//!
//! Keys are looked up by (issuer, key identifier), never globally, and come from the
//! bundle alone: an anchor's pin, a list of accredited bodies, or the key document of an
//! issuer that one of those names.

mod did_web;
mod document;
mod keys;
mod open;

pub(crate) use document::{KeyDocument, key_location, key_of};
pub(crate) use keys::{Compromise, Key, KeyRing, KeySource, Source};
pub use open::{Authentic, Form};
pub(crate) use open::{Binding, Genuine, Presented, Rings, Rules, open, open_signed};
