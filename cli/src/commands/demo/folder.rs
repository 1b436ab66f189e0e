//! The folder of the demo: its own files are replaced, foreign ones never.

use super::exhibits::Exhibit;
use super::world::World;
use crate::failure::Failure;
use crate::files::{self, Existing};
use std::fs;
use std::path::Path;

/// The file by which the demo knows its own folder again.
const MARK: &str = "READ-ME.txt";

const MARK_TEXT: &str = "\
Made by `tegata demo`, which replaces these files when it runs again.

trust.bundle   whom the demo's verifier trusts, and their signed documents
*.jwt          certificates: a good one, and what can become of it
drafts/        what was to be certified, before it was signed (tegata issue)
documents/     the signed documents in the bundle (tegata inspect, tegata bundle add)

The keys existed in memory only and are gone.
";

/// Refuses a folder that holds anything but an earlier demo.
pub(super) fn check(folder: &Path) -> Result<(), Failure> {
    let Ok(mut entries) = fs::read_dir(folder) else {
        return files::check_free(folder, Existing::Keep)
            .map_err(|_| Failure::file(folder, "it is not a folder").advice(ELSEWHERE));
    };
    let own = || fs::read_to_string(folder.join(MARK)).is_ok_and(|text| text == MARK_TEXT);
    if entries.next().is_none() || own() {
        return Ok(());
    }
    Err(Failure::file(folder, "the folder holds files that are not the demo's").advice(ELSEWHERE))
}

const ELSEWHERE: &str = "name another folder with --out";

/// Writes everything that was made.
pub(super) fn write(folder: &Path, world: &World, exhibits: &[Exhibit]) -> Result<(), Failure> {
    for folder in [folder, &folder.join("drafts"), &folder.join("documents")] {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
    }
    let put = |path: &Path, text: &str| files::write(path, text.as_bytes(), Existing::Replace);
    put(&folder.join(MARK), MARK_TEXT)?;
    put(&folder.join("trust.bundle"), &world.bundle()?.to_json())?;
    for (file, document) in world.documents() {
        put(&folder.join("documents").join(file), &document.body)?;
    }
    for exhibit in exhibits {
        put(&folder.join(exhibit.file), &exhibit.token)?;
        let Some(draft) = &exhibit.draft else { continue };
        let text =
            serde_json::to_string_pretty(draft).map_err(|error| Failure::new(error.to_string()))?;
        let path = folder.join("drafts").join(exhibit.file).with_extension("json");
        put(&path, &text)?;
    }
    Ok(())
}
