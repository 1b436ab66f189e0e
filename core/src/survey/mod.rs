//! Beyond one answer: many decisions at once, through time, across regimes, towards a yes.
//!
//! Everything here asks the same engine as [`Verifier::decide`](crate::Verifier::decide),
//! again and again, and has no opinion of its own on any rule.
//!
//! ```
//! # #[cfg(feature = "pack")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use tegata::{Transfer, TrustBundle, Verdict, Verifier};
//!
//! let verifier = Verifier::new(TrustBundle::embedded()?);
//! let transfer = Transfer::between("KR", "DE").of("contact");
//! let now = "2026-11-23T12:00:00Z".parse()?;
//! let period = verifier.period(&transfer, &[], "2020-01-01T00:00:00Z".parse()?, now, now);
//! let last = period.segments.last().ok_or("a period has a segment")?;
//! assert_eq!(last.verdict, Verdict::Recognised);
//! assert_eq!(last.from.to_string(), "2025-09-16T00:00:00+09:00");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "pack"))]
//! # fn main() {}
//! ```

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
