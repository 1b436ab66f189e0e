//! Beyond one answer: many decisions at once, through time, across regimes, towards a yes.
//!
//! Everything here asks the same engine as [`Verifier::decide`](crate::Verifier::decide),
//! again and again, and has no opinion of its own on any rule.

mod both;
mod corridors;
mod impact;
mod period;
mod routes;
mod stating;
mod svg;

pub use both::Both;
pub use corridors::{Corridor, Corridors, Opening};
pub use impact::{Affected, Asked, Ending, Fate, Impact};
pub use period::{Period, Segment};
pub use routes::{Change, Route};
pub use stating::Stating;
pub use svg::Names;

use serde_json::Value;

/// Adds a member to an object, where there is one to add.
fn put(value: &mut Value, name: &str, member: Option<Value>) {
    if let (Some(object), Some(member)) = (value.as_object_mut(), member) {
        object.insert(name.to_owned(), member);
    }
}
