//! Asking the command line: files for what is given, one run for each question.

use super::Told;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tegata_vectors::{Vector, bundle, read, token};

/// Questions that cannot be put to the command line as they stand, and why.
const KNOWN: [(&str, &str); 2] = [
    (
        "decide-coverage/holder-unnamed.json",
        "it takes the holder for the importer if none is named",
    ),
    ("parse/line-break.json", "it takes the line break at the end of a file for an editor's"),
];

/// Puts the truth in the place of what is known to differ; false where that differs no more.
/// Mistakes are told in words, and by an exit code that says that they are some.
pub(super) fn reconcile(truth: &[(String, Told)], told: &mut [(String, Told)]) -> bool {
    let mut differ = true;
    for ((name, truth), (_, told)) in truth.iter().zip(told) {
        match KNOWN.iter().find(|(known, _)| name.ends_with(known)) {
            Some((known, reason)) => {
                println!("  {known}: {reason}");
                differ &= truth != told;
                told.clone_from(truth);
            }
            None if truth.is_err() && told.is_err() => told.clone_from(truth),
            None => {}
        }
    }
    differ
}

/// What the command line reports on the vectors of a folder.
pub(super) fn ask(program: &Path, dir: &Path) -> Result<Vec<Told>, String> {
    let folder = std::env::temp_dir().join(format!("one-truth-{}", std::process::id()));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let told = read(dir)?.iter().map(|(_, vector)| one(program, dir, vector, &folder)).collect();
    let _ = fs::remove_dir_all(&folder); // what stays behind is in the folder for such things
    told
}

fn one(program: &Path, dir: &Path, vector: &Vector, folder: &Path) -> Result<Told, String> {
    let file = |name: &str, content: &[u8]| -> Result<PathBuf, String> {
        let path = folder.join(name);
        fs::write(&path, content).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path)
    };
    let mut command = Command::new(program);
    command.arg(if vector.transfer.is_some() { "decide" } else { "verify" }).arg("--json");
    command.arg("--bundle").arg(file("bundle", bundle(dir, &vector.bundle)?.as_bytes())?);
    command.args(["--at", &vector.valid_at.to_string()]);
    command.args(["--known-at", &vector.known_at.to_string()]);
    if let Some(policy) = &vector.policy {
        command.arg("--policy").arg(file("policy", policy.to_string().as_bytes())?);
    }
    if let Some(expected) = &vector.presentation {
        command.args(["--audience", &expected.audience, "--nonce", &expected.nonce]);
        command.args(["--max-age", &expected.max_age_seconds.to_string()]);
    }
    match &vector.transfer {
        Some(transfer) => {
            command.arg("--without-pack");
            command.arg("--transfer").arg(file("transfer", transfer.to_string().as_bytes())?);
            for (at, one) in vector.certificates.iter().flatten().enumerate() {
                let path = file(&format!("certificate-{at}"), one.as_bytes())?;
                command.arg("--certificate").arg(path);
            }
            for (at, one) in vector.evidence.iter().enumerate() {
                let path = file(&format!("credential-{at}"), one.as_bytes())?;
                command.arg("--credential").arg(path);
            }
        }
        // Where the bundle must not load there is nothing to ask.
        None => {
            command.arg(file("token", &token(vector).unwrap_or_default())?);
        }
    }
    answer(&mut command)
}

/// A mistake of the caller's is told in words, and by an exit code of its own.
fn answer(command: &mut Command) -> Result<Told, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let told = String::from_utf8(output.stdout).map_err(|error| error.to_string())?;
    Ok(match output.status.code() {
        Some(0 | 1 | 3 | 4) => Ok(told.trim_end_matches('\n').to_owned()),
        _ => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    })
}
