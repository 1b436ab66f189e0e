//! What may be fetched at all: judged by the URL before anything is asked.

use super::error::{FetchError, FetchFault};
use crate::code::NeedKind;

/// What may be fetched. The default allows https on port 443, no redirects, and nothing
/// that is about one certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Guard {
    /// Ports beside 443 that may be asked.
    pub ports: Vec<u16>,
    /// How many redirects are followed, each within one origin and checked again: none
    /// unless it is raised, and never more than three.
    pub redirects: u8,
    /// What becomes of documents that are about one certificate.
    pub events: EventsRule,
}

/// What becomes of the events of a certificate, which its body publishes one certificate a
/// document: whoever asks for them tells the body whom they have to do with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventsRule {
    /// They are not fetched. Whoever needs them gets them from the certificate's holder.
    #[default]
    Refuse,
    /// They are fetched.
    Fetch,
}

impl Guard {
    /// Whether documents of that kind are fetched: whole lists are, and what is about one
    /// holder only on demand.
    pub(super) fn allows(&self, kind: NeedKind) -> bool {
        kind != NeedKind::CertificationEvents || self.events == EventsRule::Fetch
    }

    /// Whether a URL is of a form that is fetched: https, a plain host name in lower case,
    /// an allowed port, no credentials, no fragment, and no spelling that two parsers
    /// could read in two ways.
    pub fn check(&self, url: &str) -> Result<(), FetchError> {
        let refused = |why: &str| Err(FetchError::new(FetchFault::UrlRefused, url).because(why));
        let Some(rest) = url.strip_prefix(SCHEME) else {
            return refused("only https is fetched");
        };
        if url.len() > URL_BYTES {
            return refused("it is too long");
        }
        if !url.bytes().all(is_plain) {
            return refused("it holds a character that URLs of documents do not need");
        }
        let (host, port) = split_authority(authority(rest));
        if !is_host_name(host) {
            return refused("its host is not a plain name");
        }
        match port {
            Some(port) if port == HTTPS || self.ports.contains(&port) => Ok(()),
            _ => refused("its port is not allowed"),
        }
    }
}

#[cfg(feature = "http")]
/// Scheme, host and port, as they are written.
pub(crate) fn origin(url: &str) -> &str {
    let rest = url.strip_prefix(SCHEME).unwrap_or_default();
    url.get(..SCHEME.len() + authority(rest).len()).unwrap_or_default()
}

#[cfg(feature = "http")]
/// The host of a URL that passed.
pub(crate) fn host(url: &str) -> &str {
    split_authority(authority(url.strip_prefix(SCHEME).unwrap_or_default())).0
}

fn authority(rest: &str) -> &str {
    rest.split(['/', '?']).next().unwrap_or_default()
}

fn split_authority(authority: &str) -> (&str, Option<u16>) {
    match authority.split_once(':') {
        Some((host, port)) => (host, read_port(port)),
        None => (authority, Some(HTTPS)),
    }
}

const SCHEME: &str = "https://";

const HTTPS: u16 = 443;

/// RFC 9110 section 4.1 asks for 8,000 at least; documents are published at short ones.
const URL_BYTES: usize = 2_048;

/// Printable ASCII but for what URLs never hold unescaped (RFC 3986 section 2), `\` which
/// browsers read as `/`, `@` which could begin a host, and `#`.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?[]!$&'()*+,;=%".contains(&byte)
}

/// A canonical number: no sign, no leading zero.
fn read_port(digits: &str) -> Option<u16> {
    let port: u16 = digits.parse().ok()?;
    (port > 0 && port.to_string() == digits).then_some(port)
}

/// A name of at least two labels (RFC 1123 section 2.1) in lower case, whose last label is
/// no number in any notation: so never an address, never a name of the local network.
fn is_host_name(host: &str) -> bool {
    let labels = || host.split('.');
    let sound = |label: &str| {
        let edge = |byte: Option<u8>| byte.is_some_and(|b| b != b'-');
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && edge(label.bytes().next())
            && edge(label.bytes().next_back())
    };
    let last = labels().next_back().unwrap_or_default();
    host.len() <= 253
        && labels().count() >= 2
        && labels().all(sound)
        && last.starts_with(|c: char| c.is_ascii_lowercase())
        && !LOCAL.contains(&last)
}

/// Names that no public host has (RFC 6761, RFC 6762, RFC 8375, and the reserved
/// `internal`). What they resolve to is checked as well; this only asks nobody in vain.
const LOCAL: [&str; 5] = ["arpa", "internal", "local", "localhost", "onion"];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_documents_pass() {
        for url in [
            "https://a.example/.well-known/did.json",
            "https://status.body-a.example/lists/1?v=2",
            "https://xn--zckzah.example",
            "https://a.example:443/x",
        ] {
            assert_eq!(Guard::default().check(url), Ok(()), "{url}");
        }
        let guard = Guard { ports: vec![8443], ..Guard::default() };
        assert_eq!(guard.check("https://a.example:8443/x"), Ok(()));
    }

    #[test]
    fn whatever_could_be_read_in_two_ways_is_refused() {
        for url in [
            "",
            "https://",
            "https:///x",
            "//a.example/1",
            "http://a.example/1",
            "HTTPS://a.example/1",
            "file:///etc/shadow",
            "ftp://a.example/x",
            "data:application/statuslist+jwt,AAAA",
            "javascript:alert(1)",
            "https://127.0.0.1/1",
            "https://127.1/1",
            "https://0177.0.0.1/1",
            "https://2130706433/1",
            "https://0x7f000001/1",
            "https://a.0x7f/1",
            "https://[::1]/1",
            "https://[::ffff:127.0.0.1]/1",
            "https://localhost/1",
            "https://a.localhost/1",
            "https://localhost./1",
            "https://a.example./1",
            "https://a.internal/",
            "https://printer.local/",
            "https://1.0.0.127.in-addr.arpa/",
            "https://user:pw@a.example/1",
            "https://user@a.example/1",
            "https://a.example\\@evil.example/1",
            "https://a.example#@evil.example/",
            "https://a.example/\r\nHost: evil",
            "https://a.example/ x",
            "https://a.example/é",
            "https://１２７.0.0.1/1",
            "https://a\u{3002}example/",
            "https://A.example/",
            "https://a.example:22/1",
            "https://a.example:0443/1",
            "https://a.example:/1",
            "https://a.example:+443/1",
            "https://a.example:8443:443/1",
            "https://a..example/",
            "https://-a.example/",
            "https://a-.example/",
            "https://a_b.example/",
            "https://a.example%2f.evil.example/",
            "https://%61.example/",
        ] {
            let refused = Guard::default().check(url).map_err(|error| error.fault());
            assert_eq!(refused, Err(FetchFault::UrlRefused), "{url}");
        }
    }

    proptest! {
        #[test]
        fn what_passes_names_one_host_for_every_reader(rest in "[ -~é\\\\\r\n]{0,40}") {
            let url = format!("https://{rest}");
            if Guard::default().check(&url).is_ok() {
                let host = rest.split(['/', '?', ':']).next().unwrap();
                prop_assert!(host.split('.').count() > 1);
                prop_assert!(host.parse::<core::net::IpAddr>().is_err());
                prop_assert!(!url.contains(['@', '\\', '#', ' ', '\r', '\n']));
            }
        }
    }
}
