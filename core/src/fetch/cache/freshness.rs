//! How long a copy need not be asked for again.

use super::super::renewal::DAY;
use super::super::transport::Response;
use crate::bundle::Document;
use crate::clock::Timestamp;

/// Until when. What the document itself says (`exp`, `ttl`, `nextUpdate`) is signed, and
/// goes before what the server says; of that, RFC 9111 section 5.2.2 and 5.1.
pub(super) fn until(
    document: &Document,
    response: &Response,
    stated: Option<Timestamp>,
) -> Timestamp {
    let now = document.obtained_at;
    let longest = now.plus_seconds(DAY);
    let said = || now.plus_seconds(max_age(response).saturating_sub(age(response)).max(0));
    stated.unwrap_or_else(said).min(longest)
}

/// Whether the server asks that nobody keep it.
pub(super) fn is_not_to_be_stored(response: &Response) -> bool {
    directives(response).any(|directive| directive.eq_ignore_ascii_case("no-store"))
}

/// Nothing said, or `no-cache`, is none at all.
fn max_age(response: &Response) -> i64 {
    if directives(response).any(|directive| directive.eq_ignore_ascii_case("no-cache")) {
        return 0;
    }
    let seconds = directives(response).filter_map(|directive| {
        let (name, value) = directive.split_once('=')?;
        name.eq_ignore_ascii_case("max-age").then_some(value)
    });
    // A shorter one of two is the safer, and one that cannot be read is none.
    seconds.map(|value| value.parse().unwrap_or(0)).min().unwrap_or(0)
}

fn age(response: &Response) -> i64 {
    response.header("age").and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}

fn directives(response: &Response) -> impl Iterator<Item = &str> {
    response.all("cache-control").flat_map(|value| value.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(headers: &[(&str, &str)], stated: Option<i64>) -> i64 {
        let now = Timestamp::from_unix(1_000).unwrap();
        let document = Document {
            url: String::new(),
            media_type: String::new(),
            obtained_at: now,
            body: String::new(),
        };
        let response = headers
            .iter()
            .fold(Response::new(200, ""), |response, (name, value)| response.with(*name, *value));
        let stated = stated.map(|seconds| now.plus_seconds(seconds));
        until(&document, &response, stated).unix() - now.unix()
    }

    #[test]
    fn the_document_goes_before_the_server() {
        let header = [("Cache-Control", "public, max-age=60")];
        assert_eq!(seconds(&header, None), 60);
        assert_eq!(seconds(&header, Some(600)), 600);
        assert_eq!(seconds(&header, Some(5)), 5);
    }

    #[test]
    fn nothing_lasts_longer_than_a_day() {
        assert_eq!(seconds(&[("cache-control", "max-age=99999999")], None), DAY);
        assert_eq!(seconds(&[], Some(99_999_999)), DAY);
    }

    #[test]
    fn what_is_not_said_clearly_is_no_time_at_all() {
        for value in
            ["", "no-cache, max-age=60", "max-age=x", "max-age=-5", "max-age=60, max-age=0"]
        {
            assert_eq!(seconds(&[("Cache-Control", value)], None), 0, "{value}");
        }
        assert_eq!(seconds(&[("Cache-Control", "max-age=60"), ("Age", "20")], None), 40);
        assert_eq!(seconds(&[("Cache-Control", "max-age=60"), ("Age", "90")], None), 0);
    }

    #[test]
    fn no_store_is_kept_nowhere() {
        let response = Response::new(200, "").with("Cache-Control", "private, No-Store");
        assert!(is_not_to_be_stored(&response));
    }
}
