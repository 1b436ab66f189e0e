//! Reading and writing files, whole or not at all.

use crate::error::{Error, ErrorKind};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

fn failed(path: &Path, problem: impl ToString) -> Error {
    Error::new(ErrorKind::File, path.display().to_string(), problem.to_string())
}

/// The content of a file of at most `limit` bytes.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|error| failed(path, error))?;
    let mut bytes = Vec::new();
    let bound = limit as u64 + 1;
    file.take(bound).read_to_end(&mut bytes).map_err(|error| failed(path, error))?;
    if bytes.len() > limit {
        return Err(failed(path, format!("larger than {limit} bytes")));
    }
    Ok(bytes)
}

/// Puts `content` in the place of a file: a neighbour is written and flushed, then renamed,
/// and the folder is flushed, so that whatever is written later is not there without it.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), Error> {
    let name = path.file_name().ok_or_else(|| failed(path, "it names no file"))?;
    let temporary =
        path.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    // A process of this number that was killed may have left its own behind.
    let _ = fs::remove_file(&temporary);
    let written =
        File::options().write(true).create_new(true).open(&temporary).and_then(|mut file| {
            file.write_all(content)?;
            file.sync_all()?;
            fs::rename(&temporary, path)?;
            flush_folder(path)
        });
    written.map_err(|error| {
        // Nothing half-written stays behind; that it could not be removed changes no answer.
        let _ = fs::remove_file(&temporary);
        failed(path, error)
    })
}

/// Only Unix opens folders as files.
fn flush_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match cfg!(unix) {
        true => File::open(folder.unwrap_or(Path::new(".")))?.sync_all(),
        false => Ok(()),
    }
}
