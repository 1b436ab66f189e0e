//! Copies of documents on disk, one file each, so that a publisher is asked no more often
//! than it wants to be.
//!
//! Nothing here is trusted: a copy goes the way of every document of a bundle, signature
//! and all. Documents that are not signed (keys that issuers publish) are never kept.

mod copy;
mod freshness;

use super::transport::{Request, Response};
use crate::bundle::Document;
use crate::clock::Timestamp;
use crate::crypto::{hex, sha256};
use crate::error::{Error, ErrorKind};
use crate::files;
use crate::limits::DOCUMENT_BYTES;
pub(super) use copy::Copy;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A folder of copies. Several processes may share it: a file is replaced whole or not at
/// all, and one that is damaged counts as absent.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Files that it may hold; the oldest make room.
    pub entries: usize,
    /// Bytes that it may hold.
    pub bytes: u64,
    /// What becomes of a copy past its time when its publisher does not answer.
    pub stale: Stale,
}

/// What becomes of a copy past its time when its publisher does not answer.
#[derive(Clone, core::marker::Copy, Debug, Default, PartialEq, Eq)]
pub enum Stale {
    /// It is not used.
    #[default]
    Refuse,
    /// It is used as far as the policy allows its age (`maxStatusAgeSeconds`), and what was
    /// fetched says so.
    Serve,
}

/// Documents of hundreds of bodies.
const ENTRIES: usize = 1_024;
const BYTES: u64 = 256 << 20;

/// A copy in its file: its body as a JSON string, which escapes may double, and more.
const FILE_BYTES: usize = 2 * DOCUMENT_BYTES + 65_536;

impl Cache {
    /// The cache in that folder, which is made if it is not there.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = folder.as_ref().to_owned();
        let failed = |problem: std::io::Error| {
            Error::new(ErrorKind::File, folder.display().to_string(), problem.to_string())
        };
        fs::create_dir_all(&folder).map_err(failed)?;
        let cache = Self { folder, entries: ENTRIES, bytes: BYTES, stale: Stale::default() };
        cache.sweep();
        Ok(cache)
    }

    /// The copy of a document, if there is a sound one.
    pub(super) fn find(&self, request: &Request) -> Option<Copy> {
        let text = String::from_utf8(files::read(&self.place(request.url()), FILE_BYTES).ok()?);
        let copy = Copy::read(&text.ok()?)?;
        let document = copy.document();
        let typed = request.media_types().contains(&&*document.media_type);
        (typed && document.url == request.url()).then_some(copy)
    }

    /// Keeps a document that was found genuine, until when it says or its publisher does.
    /// That it could not be kept changes no answer.
    pub(super) fn keep(&self, document: &Document, response: &Response, stated: Option<Timestamp>) {
        if freshness::is_not_to_be_stored(response) {
            return;
        }
        let fresh_until = freshness::until(document, response, stated);
        let copy = Copy::new(document.clone(), response, fresh_until);
        self.put(&copy);
    }

    /// Notes that a publisher confirmed a copy.
    pub(super) fn confirm(&self, copy: &Copy, stated: Option<Timestamp>, response: &Response) {
        let fresh_until = freshness::until(copy.document(), response, stated);
        self.put(&copy.confirmed(response, fresh_until));
    }

    fn put(&self, copy: &Copy) {
        let place = self.place(&copy.document().url);
        if files::replace(&place, copy.to_json().as_bytes()).is_ok() {
            self.sweep();
        }
    }

    /// The URL is from outside, so it names no file: its digest does.
    fn place(&self, url: &str) -> PathBuf {
        self.folder.join(format!("{}{ENDING}", hex(&sha256(url.as_bytes()))))
    }

    /// Removes the oldest files past the bounds, and what a crash left half-written.
    fn sweep(&self) {
        let mut files: Vec<_> = self.files().collect();
        files.sort_by_key(|file| std::cmp::Reverse(file.modified));
        let mut bytes = 0_u64;
        for (number, file) in files.iter().enumerate() {
            bytes = bytes.saturating_add(file.bytes);
            let half = file.name.starts_with('.');
            if half && is_left_behind(file.modified) || number >= self.entries || bytes > self.bytes
            {
                let _ = fs::remove_file(self.folder.join(&file.name));
            }
        }
    }

    fn files(&self) -> impl Iterator<Item = Kept> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let ours = name.contains(ENDING);
            let modified = about.modified().ok()?;
            ours.then_some(Kept { name, bytes: about.len(), modified })
        })
    }
}

const ENDING: &str = ".tegata.json";

/// A file of ours.
struct Kept {
    name: String,
    bytes: u64,
    modified: SystemTime,
}

/// A file that is being written is not yet a minute old.
fn is_left_behind(modified: SystemTime) -> bool {
    modified.elapsed().is_ok_and(|age| age.as_secs() > 60)
}
