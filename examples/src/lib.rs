//! Programs that show tegata at work. Run them in this order, in an empty folder:
//!
//! ```text
//! cargo run -p tegata-examples --bin certification_body -- demo 2026-11-23T09:00:00Z
//! cargo run -p tegata-examples --bin compliance_check   -- demo 2026-11-23T12:00:00Z
//! cargo run -p tegata-examples --bin verifying_service  -- demo 2026-11-23T12:00:00Z
//! ```

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use tegata::Timestamp;

/// The two arguments of every example: a folder, and the instant that counts as now.
pub fn folder_and_now() -> Result<(PathBuf, Timestamp), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next(), arguments.next(), arguments.next()) {
        (Some(folder), Some(now), None) => Ok((folder.into(), now.parse()?)),
        _ => Err("expected a folder and an instant, like 2026-11-23T12:00:00Z".into()),
    }
}

/// The certificates of a folder with the names of their files, in order.
pub fn certificates(folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join("certificates"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        found.push((name, fs::read_to_string(entry.path())?));
    }
    found.sort();
    Ok(found)
}
