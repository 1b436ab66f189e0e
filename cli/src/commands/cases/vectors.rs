//! Cases as test vectors without answers (`test-vectors/README.md`), so that every front end
//! can be asked the same.

use super::file::Case;
use crate::failure::Failure;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes the cases that are for this verifier, and counts them.
pub(super) fn write(paths: &[PathBuf], folder: &Path) -> Result<usize, Failure> {
    let group = folder.join("cases");
    fs::create_dir_all(&group).map_err(|error| Failure::file(&group, error.to_string()))?;
    let mut count = 0;
    for path in paths {
        let failed = |problem: String| Failure::file(path, problem);
        let bytes = fs::read(path).map_err(|error| failed(error.to_string()))?;
        let case = Case::read(&bytes).map_err(failed)?;
        if case.skipped().is_some() {
            continue;
        }
        let vector = vector(&case).map_err(failed)?;
        let file = group.join(&case.id).with_added_extension("json");
        fs::write(&file, vector.to_string()).map_err(|e| Failure::file(&file, e.to_string()))?;
        count += 1;
    }
    Ok(count)
}

fn vector(case: &Case) -> Result<Value, String> {
    let at = case.clocks().valid_at.to_string();
    let mut vector = json!({
        "id": case.id,
        "title": case.id,
        "bundle": bundle(case),
        "policy": case.policy(),
        "inputB64": STANDARD.encode(case.input()?),
        "validAt": at,
        "knownAt": at,
        "expect": {},
    });
    if let (Some(vector), Some(expected)) = (vector.as_object_mut(), case.presentation()) {
        let bound = json!({
            "audience": expected.audience,
            "nonce": expected.nonce,
            "maxAgeSeconds": expected.max_age_seconds,
        });
        vector.insert("presentation".to_owned(), bound);
    }
    Ok(vector)
}

/// As `TrustBundle::to_json` writes it; one that must not load can be written, too.
fn bundle(case: &Case) -> Value {
    let documents = case.documents().into_iter().map(|document| {
        json!({
            "url": document.url,
            "mediaType": document.media_type,
            "obtainedAt": document.obtained_at,
            "sha256": document.sha256(),
            "body": document.body,
        })
    });
    json!({
        "format": "tegata.bundle/1",
        "createdAt": case.clocks().valid_at,
        "anchors": case.anchors(),
        "documents": documents.collect::<Vec<_>>(),
    })
}
