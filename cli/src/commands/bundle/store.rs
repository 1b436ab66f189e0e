//! Saving a bundle, with the marks of what was seen kept beside it.
//!
//! The bundle is written first, and then the marks. Whatever stops the program between the
//! two leaves marks that are a step behind the bundle, never ahead of it, and the next
//! program looks at what the bundle holds as well.

use crate::failure::Failure;
use crate::files::{Existing, beside, read_text, write};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tegata::{Clocks, HighWater, Timestamp, TrustBundle};

/// The machine's present time.
pub(super) fn now() -> Timestamp {
    Clocks::now().known_at
}

/// Holds off every other command that writes this bundle, for as long as the file is open. The
/// system lets go of it whatever becomes of this program; the empty file stays.
pub(super) fn lock(path: &Path) -> Result<File, Failure> {
    path.metadata().map_err(|error| Failure::file(path, error))?;
    let path = beside(path, ".lock");
    let opened = File::options().write(true).create(true).truncate(false).open(&path);
    let file = opened.map_err(|error| Failure::file(&path, error))?;
    match file.try_lock() {
        // Some network drives know no locks; there it is up to whoever uses them.
        Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
            Err(Failure::file(&path, error))
        }
        Err(TryLockError::WouldBlock) => Err(Failure::file(&path, "somebody changes this bundle")
            .advice("wait until the other command has ended, and try again")),
        _ => Ok(file),
    }
}

/// Saves `bundle` in the place of `before`, unless a document in it is older than one that
/// was seen before.
pub(super) fn save(before: &TrustBundle, bundle: &TrustBundle, path: &Path) -> Result<(), Failure> {
    let mut seen = marks(path)?;
    seen.see(before);
    seen.admit(bundle).map_err(|error| {
        let failure = Failure::from(error);
        failure.advice("an old document must not pass for the newest: obtain the current one")
    })?;
    write_synced(Some(bundle), &seen, path)
}

/// Writes a bundle, where it has changed, and the marks, where they have.
pub(super) fn write_synced(
    bundle: Option<&TrustBundle>,
    seen: &HighWater,
    path: &Path,
) -> Result<(), Failure> {
    if let Some(bundle) = bundle {
        bundle.save(path)?;
    }
    if marks(path).is_ok_and(|before| before == *seen) {
        return Ok(());
    }
    write(&marks_path(path), seen.to_json().as_bytes(), Existing::Replace)
}

/// What was seen before, as far as it was kept.
pub(super) fn marks(path: &Path) -> Result<HighWater, Failure> {
    let path = marks_path(path);
    if path.symlink_metadata().is_err() {
        return Ok(HighWater::default());
    }
    let marks = HighWater::from_json(&read_text(&path)?);
    marks.map_err(|error| Failure::from(error).within(&path))
}

fn marks_path(path: &Path) -> PathBuf {
    beside(path, ".seen")
}
