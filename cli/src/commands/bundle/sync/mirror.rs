//! Documents without a network: a folder with a file for each URL, or another bundle.

use super::Missed;
use crate::commands::bundle::add::document;
use crate::failure::Failure;
use crate::files::{DOCUMENT_BYTES, read_bytes};
use std::path::{Path, PathBuf};
use tegata::{Class, Document, Timestamp, TrustBundle};

/// Somewhere that documents lie. Nothing in it is trusted, not even another bundle's anchors.
pub(super) enum Mirror {
    Folder(PathBuf),
    Bundle(Box<TrustBundle>),
}

impl Mirror {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        Ok(Self::Bundle(Box::new(TrustBundle::load(path)?)))
    }

    /// The document of that URL, if there is one here.
    pub(super) fn obtain(&self, url: &str, now: Timestamp) -> Option<Result<Document, Missed>> {
        match self {
            Self::Folder(folder) => read(&place(folder, url)?, url, now),
            Self::Bundle(bundle) => {
                bundle.documents().iter().find(|document| document.url == url).cloned().map(Ok)
            }
        }
    }
}

fn read(path: &Path, url: &str, now: Timestamp) -> Option<Result<Document, Missed>> {
    let path = if path.is_dir() { path.join(INDEX) } else { path.to_owned() };
    if !path.is_file() {
        return None;
    }
    let missed = |problem: &str| {
        Err(Missed { class: Class::StatusUnavailable, problem: problem.to_owned() })
    };
    // One byte more than may be is enough for the rules to say that it is too large.
    let Ok(bytes) = read_bytes(&path, DOCUMENT_BYTES) else {
        return Some(missed("its file cannot be read"));
    };
    Some(match String::from_utf8(bytes) {
        Ok(text) => Ok(document(text, url, now)),
        Err(_) => missed("its file is not text"),
    })
}

/// The file of a URL that ends in a slash, or below which there are others.
const INDEX: &str = "index";

/// Where in the folder a URL's file is. None for a URL that could lead out of it.
fn place(folder: &Path, url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut place = folder.join(host.replace(':', "+"));
    let plain = |part: &str| {
        let sound = |c: char| c.is_ascii_alphanumeric() || "-._~%+=@,!".contains(c);
        part != "." && part != ".." && part.chars().all(sound)
    };
    if host.is_empty() || !plain(&host.replace(':', "+")) {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" => place.push(INDEX),
            part if plain(part) => place.push(part),
            _ => return None,
        }
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_files_of_the_folder() {
        let place = |url| place(Path::new("m"), url).map(|path| path.display().to_string());
        let found = |path: &str| Some(path.to_owned());
        assert_eq!(place("https://a.example/b/c.jwt"), found("m/a.example/b/c.jwt"));
        assert_eq!(place("https://a.example:8443/b"), found("m/a.example+8443/b"));
        assert_eq!(place("https://a.example"), found("m/a.example/index"));
        assert_eq!(place("https://a.example/b/"), found("m/a.example/b/index"));
    }

    #[test]
    fn no_url_leads_out_of_the_folder() {
        for url in [
            "https://a.example/../b",
            "https://../b",
            "https://./b",
            "https:///etc/passwd",
            "https://a.example/b\\..\\c",
            "https://a.example/b?c",
            "https://a.example/b#c",
            "https://a.example/b\0c",
            "http://a.example/b",
            "file:///etc/passwd",
        ] {
            assert_eq!(place(Path::new("m"), url), None, "{url}");
        }
    }
}
