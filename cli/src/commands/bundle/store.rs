//! Saving a bundle, with the marks of what was seen kept beside it.

use crate::failure::Failure;
use crate::files::{Existing, beside, read_text, write};
use std::path::Path;
use tegata::{Clocks, HighWater, Timestamp, TrustBundle};

/// The machine's present time.
pub(super) fn now() -> Timestamp {
    Clocks::now().known_at
}

/// Saves a bundle that was brought up to date, unless a document in it is older than one
/// that was seen before.
pub(super) fn save(bundle: &TrustBundle, path: &Path) -> Result<(), Failure> {
    let marks_path = beside(path, ".seen");
    let mut marks = load_marks(&marks_path)?;
    marks.admit(bundle).map_err(|error| {
        let failure = Failure::from(error);
        failure.advice("an old document must not pass for the newest: obtain the current one")
    })?;
    // The marks first: a crash between the two leaves marks that the next attempt meets.
    write(&marks_path, marks.to_json().as_bytes(), Existing::Replace)?;
    Ok(bundle.save(path)?)
}

fn load_marks(path: &Path) -> Result<HighWater, Failure> {
    if path.symlink_metadata().is_err() {
        return Ok(HighWater::default());
    }
    let marks = HighWater::from_json(&read_text(path)?);
    marks.map_err(|error| Failure::from(error).within(path))
}
