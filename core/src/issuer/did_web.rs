//! Where issuers publish their keys: did:web, and JWT VC Issuer Metadata.

/// The URL of a did:web document (did:web method specification, section 3.2).
pub(super) fn did_web_url(did: &str) -> Option<String> {
    let rest = did.strip_prefix("did:web:")?;
    let mut parts = rest.split(':');
    let host = parts.next()?.replace("%3A", ":").replace("%3a", ":");
    if !is_host(&host) {
        return None;
    }
    let path: Vec<&str> = parts.collect();
    if path.is_empty() {
        return Some(format!("https://{host}/.well-known/did.json"));
    }
    let sound = path.iter().all(|part| is_path_segment(part));
    sound.then(|| format!("https://{host}/{}/did.json", path.join("/")))
}

/// The URL of an issuer's metadata: the well-known part goes between host and path, and a
/// trailing slash goes away (SD-JWT VC section 3.5).
pub(super) fn metadata_url(issuer: &str) -> Option<String> {
    let rest = issuer.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path));
    if !is_host(host) || issuer.contains(['?', '#']) {
        return None;
    }
    let path = path.trim_end_matches('/');
    let slash = if path.is_empty() { "" } else { "/" };
    Some(format!("https://{host}/.well-known/jwt-vc-issuer{slash}{path}"))
}

/// A DNS name in lower case, perhaps with a port; never an address.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let labels = || name.split('.');
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let last_is_name = labels()
        .next_back()
        .is_some_and(|label| label.starts_with(|c: char| c.is_ascii_alphabetic()));
    name.len() <= 253 && labels().all(label_ok) && last_is_name && port.parse::<u16>().is_ok()
}

fn is_path_segment(part: &str) -> bool {
    let sound = |b: u8| b.is_ascii_alphanumeric() || b"-._~%".contains(&b);
    !part.is_empty() && part != "." && part != ".." && part.bytes().all(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn did_web_documents_live_where_the_method_says() {
        let url = |did: &str| did_web_url(did).unwrap_or_default();
        assert_eq!(url("did:web:body-a.example"), "https://body-a.example/.well-known/did.json");
        assert_eq!(url("did:web:a.example:b:c"), "https://a.example/b/c/did.json");
        assert_eq!(url("did:web:a.example%3A8443"), "https://a.example:8443/.well-known/did.json");
        for did in [
            "did:web:127.0.0.1",
            "did:web:a.example:..",
            "did:web:A.example",
            "did:web:",
            "did:web:a.example.",
            "did:web:a@b.example",
            "did:web:a..example",
            "did:web:a_b.example",
            "did:web:a.example%3A65536",
            "did:web:a.example:",
            "did:web:a.example:.",
            "did:web:a.example:b/c",
            "did:web:a.example::b",
        ] {
            assert_eq!(url(did), "", "{did}");
        }
        let label = |length| url(&format!("did:web:{}.example", "a".repeat(length)));
        assert!(!label(63).is_empty() && label(64).is_empty());
        let name = |more| url(&format!("did:web:{}{}.example", "a.".repeat(122), "a".repeat(more)));
        assert!(!name(1).is_empty() && name(2).is_empty(), "253 characters and no more");
    }

    #[test]
    fn metadata_lives_between_host_and_path() {
        let url = |issuer| metadata_url(issuer).unwrap_or_default();
        assert_eq!(url("https://a.example"), "https://a.example/.well-known/jwt-vc-issuer");
        assert_eq!(
            url("https://a.example/t/1/"),
            "https://a.example/.well-known/jwt-vc-issuer/t/1"
        );
        assert_eq!(url("http://a.example"), "");
        for issuer in ["https://a.example/b?x", "https://a.example/b#x", "https://a@b.example/b"] {
            assert_eq!(url(issuer), "", "{issuer}");
        }
    }
}
