//! Counts of persons, which have one canonical form each.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};

/// Up to here every whole number is a double of its own (RFC 7493 section 2.2). Two greater
/// ones could share a canonical form, and so could two questions.
pub(crate) const MOST: u64 = (1 << 53) - 1;

/// Reads a count of at most [`MOST`].
pub(crate) fn read<'de, D: Deserializer<'de>>(source: D) -> Result<u64, D::Error> {
    let count = u64::deserialize(source)?;
    if count > MOST {
        let limit = format!("at most {MOST} persons");
        return Err(D::Error::invalid_value(Unexpected::Unsigned(count), &limit.as_str()));
    }
    Ok(count)
}

/// The same where a count may be missing.
pub(crate) fn read_any<'de, D: Deserializer<'de>>(source: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    struct Persons(#[serde(deserialize_with = "read")] u64);
    Ok(Option::<Persons>::deserialize(source)?.map(|persons| persons.0))
}

/// Nothing is known of a count that nobody could have counted.
pub(crate) fn stated(count: Option<u64>) -> Option<u64> {
    count.filter(|count| *count <= MOST)
}

/// Whether there is nothing to write.
#[expect(clippy::ref_option, reason = "serde asks in this way")]
pub(crate) fn is_unstated(count: &Option<u64>) -> bool {
    stated(*count).is_none()
}
