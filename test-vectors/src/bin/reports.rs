//! Writes what this implementation reports on each vector, for other front ends to compare
//! with byte for byte.
//!
//! One JSON object a line, in the order of the files: `id` is `<group>/<name>`, and either
//! `report` is the text of the report (`tegata.report/1`), or `error` the code with which
//! the bundle or the policy is refused. The folder of vectors may be given; the default is
//! the one beside this program's sources. In it, `worlds/` holds the bundles that are named.

use serde_json::json;
use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tegata_vectors::{Vector, bundle, read, report, verifier};

fn main() -> Result<(), Box<dyn Error>> {
    let own = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"));
    let dir = std::env::args_os().nth(1).map_or_else(own, PathBuf::from);
    let mut out = BufWriter::new(io::stdout().lock());
    for (path, vector) in read(&dir)? {
        let name = path.strip_prefix(&dir)?.with_extension("");
        let (member, text) = answer(&dir, &vector)?;
        writeln!(out, "{}", json!({ "id": name.to_string_lossy(), member: text }))?;
    }
    Ok(out.flush()?)
}

/// The member of the line, and what it says.
fn answer(dir: &Path, vector: &Vector) -> Result<(&'static str, String), Box<dyn Error>> {
    let bundle = bundle(dir, &vector.bundle)?;
    Ok(match verifier(&bundle, vector.policy.as_ref()) {
        Ok(verifier) => ("report", report(&verifier, vector)?.to_json()),
        Err(error) => ("error", error.code().to_owned()),
    })
}
