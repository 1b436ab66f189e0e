//! Puts the files of `pack/` together as one document, compressed: 638 KB become 70 KB.

use flate2::{Compression, write::ZlibEncoder};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=pack");
    if std::env::var_os("CARGO_FEATURE_PACK").is_none() {
        return Ok(());
    }
    let out = std::env::var_os("OUT_DIR").ok_or("cargo names the folder")?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(document(Path::new("pack"))?.as_bytes())?;
    fs::write(Path::new(&out).join("pack.zlib"), packed.finish()?)?;
    Ok(())
}

fn document(folder: &Path) -> Result<String, Box<dyn Error>> {
    let about = fs::read_to_string(folder.join("about.json"))?;
    let register = fs::read_to_string(folder.join("jurisdictions.json"))?;
    let entries = fs::read_dir(folder.join("regimes"))?;
    let mut files: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let parts: Vec<String> = files.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let parts = parts.join(",");
    Ok(format!("{{\"about\":{about},\"registers\":[{register}],\"parts\":[{parts}]}}"))
}
