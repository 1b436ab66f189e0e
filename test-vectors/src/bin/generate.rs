//! Writes the vectors below the given folder, or else where they belong.

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let own = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"));
    let dir = std::env::args_os().nth(1).map_or_else(own, PathBuf::from);
    let written = tegata_vectors::generate(&dir)?;
    println!("{written} vectors in {}", dir.display());
    Ok(())
}
