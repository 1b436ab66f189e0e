//! Reading claims: each is there in the right form, or the credential is refused.

use crate::clock::Timestamp;
use crate::code::{Code, Finding};
use crate::json::{Number, Object, Value};

/// The finding for a member that is missing or wrong.
pub(crate) fn invalid(member: &str, fault: &str) -> Finding {
    Finding::new(Code::MemberInvalid).with("member", member).with("fault", fault)
}

/// The same for the member `name` of `object`, with its JSON pointer (RFC 6901).
pub(crate) fn invalid_at(object: Object<'_>, name: &str, fault: &str) -> Finding {
    let name = name.replace('~', "~0").replace('/', "~1");
    invalid(&format!("{}/{name}", object.value().pointer()), fault)
}

/// The member `name` of `object`; missing is a fault.
pub(crate) fn required<'d>(object: Object<'d>, name: &str) -> Result<Value<'d>, Finding> {
    object.get(name).ok_or_else(|| invalid_at(object, name, "it is missing"))
}

/// A member that is a non-empty string where it is there.
pub(crate) fn text<'d>(object: Object<'d>, name: &str) -> Result<Option<&'d str>, Finding> {
    let Some(value) = object.get(name) else { return Ok(None) };
    match value.as_str() {
        Some(text) if !text.is_empty() => Ok(Some(text)),
        _ => Err(invalid_at(object, name, "expected a string with something in it")),
    }
}

/// A member that must be a non-empty string.
pub(crate) fn required_text<'d>(object: Object<'d>, name: &str) -> Result<&'d str, Finding> {
    text(object, name)?.ok_or_else(|| invalid_at(object, name, "it is missing"))
}

/// A member that is a list of non-empty strings where it is there.
pub(crate) fn check_texts(object: Object<'_>, name: &str) -> Result<(), Finding> {
    let Some(value) = object.get(name) else { return Ok(()) };
    let fault = || invalid_at(object, name, "expected a list of strings");
    let list = value.as_array().ok_or_else(fault)?;
    if list.iter().all(|item| item.as_str().is_some_and(|text| !text.is_empty())) {
        return Ok(());
    }
    Err(fault())
}

/// A member that is an XSD dateTimeStamp where it is there.
pub(crate) fn instant(object: Object<'_>, name: &str) -> Result<Option<Timestamp>, Finding> {
    let Some(text) = text(object, name)? else { return Ok(None) };
    text.parse().map(Some).map_err(|_| {
        invalid_at(
            object,
            name,
            "expected an instant with its offset, like 2026-06-15T00:00:00+02:00",
        )
    })
}

/// A member that is a NumericDate (RFC 7519 section 2) where it is there.
pub(crate) fn numeric_date(object: Object<'_>, name: &str) -> Result<Option<Timestamp>, Finding> {
    let Some(value) = object.get(name) else { return Ok(None) };
    let fault = || invalid_at(object, name, "expected a number of seconds since 1970");
    let seconds = match value.as_number().ok_or_else(fault)? {
        Number::Unsigned(seconds) => i64::try_from(seconds).map_err(|_| fault())?,
        Number::Negative(seconds) => seconds,
        Number::Float(seconds) => whole_seconds(seconds).ok_or_else(fault)?,
    };
    Timestamp::from_unix(seconds).map(Some).ok_or_else(fault)
}

/// Rounded down, and only where the number surely fits.
fn whole_seconds(seconds: f64) -> Option<i64> {
    const YEAR_10000: f64 = 253_402_300_800.0;
    #[expect(clippy::cast_possible_truncation, reason = "bounded on the line before")]
    (seconds.is_finite() && seconds.abs() < YEAR_10000).then(|| seconds.floor() as i64)
}

/// A URL, DID or URN as an identifier: a scheme, then something, and no character that
/// could make two different texts look alike to a person or a parser.
pub(crate) fn is_identifier(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme_ok = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let visible = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_graphic())
            || !text.chars().any(|c| c.is_control() || c.is_whitespace())
    };
    scheme_ok && !rest.is_empty() && visible(rest)
}

/// A member that is an identifier where it is there.
pub(crate) fn identifier<'d>(object: Object<'d>, name: &str) -> Result<Option<&'d str>, Finding> {
    match text(object, name)? {
        Some(text) if !is_identifier(text) => {
            Err(invalid_at(object, name, "expected a URL, DID or URN"))
        }
        found => Ok(found),
    }
}
