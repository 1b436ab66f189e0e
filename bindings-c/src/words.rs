//! Languages.

use crate::fault::Fault;
use tegata_core::Language;

/// The language of a tag.
pub(crate) fn language(tag: &str) -> Result<Language, Fault> {
    Language::from_tag(tag).ok_or(Fault::Argument("expected the language en or ja"))
}
