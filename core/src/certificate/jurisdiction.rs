//! Names of jurisdictions.

use std::borrow::Cow;

const PREFIX: &str = "https://w3id.org/tegata/j/";

/// The identifier for a jurisdiction that may be given by its ISO 3166 code: `JP` and
/// `US-CA` are aliases of `https://w3id.org/tegata/j/jp` and `…/us-ca`.
pub(crate) fn identifier(name: &str) -> Cow<'_, str> {
    if is_code(name) { by_local_name(name) } else { Cow::Borrowed(name) }
}

/// The identifier of ours that ends in this name, for places without a code: `AE-DIFC`.
pub(crate) fn by_local_name(name: &str) -> Cow<'_, str> {
    let local = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if local {
        return Cow::Owned(format!("{PREFIX}{}", name.to_ascii_lowercase()));
    }
    Cow::Borrowed(name)
}

/// Whether two names mean the same jurisdiction.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a == b || alias(a, b) || alias(b, a)
}

fn alias(code: &str, identifier: &str) -> bool {
    is_code(code)
        && identifier.strip_prefix(PREFIX).is_some_and(|local| {
            local.bytes().eq(code.bytes().map(|byte| byte.to_ascii_lowercase()))
        })
}

/// ISO 3166-1 alpha-2, or 3166-2 with its subdivision.
fn is_code(name: &str) -> bool {
    let (country, rest) = name.split_once('-').map_or((name, None), |(c, r)| (c, Some(r)));
    let upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && rest.is_none_or(|rest| (1..=3).contains(&rest.len()) && upper(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_aliases_of_identifiers() {
        assert!(same("JP", "https://w3id.org/tegata/j/jp"));
        assert!(same("https://w3id.org/tegata/j/us-ca", "US-CA"));
        assert!(!same("jp", "https://w3id.org/tegata/j/jp"));
        assert!(!same("JP", "SG"));
        assert_eq!(identifier("JP"), "https://w3id.org/tegata/j/jp");
        assert_eq!(by_local_name("AE-DIFC"), "https://w3id.org/tegata/j/ae-difc");
        assert_eq!(by_local_name("https://other.example/jp"), "https://other.example/jp");
    }
}
