//! Reading files and standard input within bounds; writing files whole or not at all.

use crate::failure::Failure;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

/// Bytes of any document that is read here: the library's own bound for trust documents.
pub(crate) const DOCUMENT_BYTES: usize = 16 << 20;

/// The bytes of a file, or of standard input for `-`; at most one more than `limit`.
pub(crate) fn read_bytes(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let bound = limit as u64 + 1;
    let read = if path == Path::new("-") {
        io::stdin().lock().take(bound).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(bound).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::file(path, error))?;
    Ok(bytes)
}

/// A token without the white space that editors and mail programs leave behind it. One
/// that is too long is cut off past the limit, for the verifier to refuse.
pub(crate) fn read_token(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    // Room for the white space, so that it does not make a token too long.
    let bound = limit.saturating_add(4096);
    let mut bytes = read_bytes(path, bound)?;
    if bytes.len() <= bound {
        bytes.truncate(bytes.trim_ascii_end().len());
    }
    Ok(bytes)
}

/// The text of a document.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = read_bytes(path, DOCUMENT_BYTES)?;
    if bytes.len() > DOCUMENT_BYTES {
        return Err(Failure::file(path, format!("larger than {DOCUMENT_BYTES} bytes")));
    }
    String::from_utf8(bytes).map_err(|_| Failure::file(path, "it is not text"))
}

/// Whether an existing file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    Keep,
    Replace,
}

impl Existing {
    pub(crate) fn replaced_if(force: bool) -> Self {
        if force { Self::Replace } else { Self::Keep }
    }
}

/// Refuses early to write over a file, before any work is done.
pub(crate) fn check_free(path: &Path, existing: Existing) -> Result<(), Failure> {
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(taken(path));
    }
    Ok(())
}

/// Writes a file, whole or not at all.
pub(crate) fn write(path: &Path, content: &[u8], existing: Existing) -> Result<(), Failure> {
    match existing {
        Existing::Keep => create(path, content),
        Existing::Replace => replace(path, content),
    }
}

fn create(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = opened.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => taken(path),
        _ => Failure::file(path, error),
    })?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(|error| {
        // The file is ours and of no use; the first error is the one to report.
        let _ = fs::remove_file(path);
        Failure::file(path, error)
    })
}

/// A neighbour is written and flushed, then takes the place of the file.
fn replace(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let neighbour = beside(path, &format!(".{}.new", std::process::id()));
    // A process of this number that was killed may have left its own behind.
    let _ = fs::remove_file(&neighbour);
    create(&neighbour, content)?;
    fs::rename(&neighbour, path).map_err(|error| {
        let _ = fs::remove_file(&neighbour);
        Failure::file(path, error)
    })
}

/// The path with `ending` added to its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn taken(path: &Path) -> Failure {
    Failure::file(path, "the file is there already")
        .advice("choose another name, or overwrite it with --force")
}
