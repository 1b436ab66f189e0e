//! `tegata serve-static`: shows a folder of documents to this machine, as a publisher would.
//!
//! For trying things out. It answers one request after the other, in plain HTTP, and only
//! to this machine: nobody should publish with it, and nothing that fetches will ask it.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Args;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};
use tegata::explain::printable;

/// Show a folder of documents over HTTP to this machine alone, for trying things out
#[derive(Args, Debug)]
pub(crate) struct ServeStatic {
    /// The folder; the path of a URL is the path within it
    folder: PathBuf,

    /// The port. Default: any that is free
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,

    /// Seconds for which the answers may be kept
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    max_age: u32,
}

/// A head that is longer is no browser's.
const HEAD: u64 = 8_192;

/// A client that is slower keeps all others waiting.
const PATIENCE: Duration = Duration::from_secs(2);

impl ServeStatic {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let root = self.folder.canonicalize();
        let root = root.map_err(|error| Failure::file(&self.folder, error))?;
        let here = (Ipv4Addr::LOCALHOST, self.port);
        let fault = |error: io::Error| Failure::new(format!("port {}: {error}", self.port));
        let listener = TcpListener::bind(here).map_err(fault)?;
        let address = listener.local_addr().map_err(fault)?;
        out.line(format_args!("http://{address}/ shows {}", self.folder.display()));
        for stream in listener.incoming().flatten() {
            // Whoever breaks off, or talks nonsense, is no reason to stop.
            if let Ok(line) = self.answer(&root, stream) {
                out.line(format_args!("{}", printable(&line)));
            }
        }
        Ok(Exit::Good)
    }

    /// Answers one request and hangs up. Gives what was asked and answered.
    fn answer(&self, root: &Path, mut stream: TcpStream) -> io::Result<String> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let head = read_head(&mut stream)?;
        let mut words = head.split_ascii_whitespace();
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let found = find(root, target).and_then(|file| Shown::read(&file).ok());
        let status = match (method, &found) {
            ("GET" | "HEAD", Some(shown)) if head.contains(&shown.etag) => "304 Not Modified",
            ("GET" | "HEAD", Some(_)) => "200 OK",
            ("GET" | "HEAD", None) => "404 Not Found",
            _ => "405 Method Not Allowed",
        };
        let body = found.as_ref().filter(|_| status.starts_with("200"));
        let bytes = body.map_or(&[][..], |shown| &shown.bytes);
        write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\n")?;
        if let Some(shown) = found.as_ref().filter(|_| !status.starts_with('4')) {
            let (kind, etag, age) = (shown.media_type, &shown.etag, self.max_age);
            write!(stream, "Content-Type: {kind}\r\nETag: {etag}\r\n")?;
            write!(stream, "Cache-Control: max-age={age}\r\n")?;
        }
        write!(stream, "Content-Length: {}\r\n\r\n", bytes.len())?;
        if method == "GET" {
            stream.write_all(bytes)?;
        }
        stream.flush()?;
        Ok(format!("{status}  {method} {target}"))
    }
}

/// Up to the empty line, within bounds.
fn read_head(stream: &mut impl Read) -> io::Result<String> {
    let mut head = Vec::new();
    for byte in io::BufReader::new(stream).take(HEAD).bytes() {
        head.push(byte?);
        if head.ends_with(b"\r\n\r\n") {
            break;
        }
    }
    String::from_utf8(head).map_err(io::Error::other)
}

/// The file of a path: plain names below the folder, and nothing that leads out of it.
fn find(root: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split('?').next()?.strip_prefix('/')?;
    let plain = |name: &str| {
        let visible = name == ".well-known" || !name.starts_with('.');
        let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        !name.is_empty() && visible && name.bytes().all(sound)
    };
    if !path.split('/').all(plain) {
        return None;
    }
    let file = root.join(path).canonicalize().ok()?;
    (file.starts_with(root) && file.is_file()).then_some(file)
}

/// A file as it is shown.
struct Shown {
    bytes: Vec<u8>,
    media_type: &'static str,
    etag: String,
}

impl Shown {
    fn read(file: &Path) -> io::Result<Self> {
        let bytes = fs::read(file)?.trim_ascii_end().to_vec();
        let changed = fs::metadata(file)?.modified()?.duration_since(UNIX_EPOCH);
        let changed = changed.map_or(0, |since| since.as_nanos());
        let etag = format!("\"{:x}-{changed:x}\"", bytes.len());
        Ok(Self { media_type: media_type(file, &bytes), etag, bytes })
    }
}

/// What the document says it is, or else what its name does.
fn media_type(file: &Path, bytes: &[u8]) -> &'static str {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match name {
        "did.json" => "application/did",
        "jwks.json" => "application/jwk-set+json",
        _ => {
            let told = std::str::from_utf8(bytes).ok().and_then(tegata::inspect::media_type);
            told.unwrap_or("application/octet-stream")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_of_the_folder_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("shown/.well-known")).unwrap();
        for name in ["secret", "shown/list.jwt", "shown/.hidden", "shown/.well-known/did.json"] {
            fs::write(root.join(name), "{}").unwrap();
        }
        let root = root.join("shown");
        #[cfg(unix)]
        std::os::unix::fs::symlink("../secret", root.join("link")).unwrap();
        for target in ["/list.jwt", "/list.jwt?v=2", "/.well-known/did.json"] {
            assert!(find(&root, target).is_some(), "{target}");
        }
        for target in [
            "",
            "/",
            "list.jwt",
            "//list.jwt",
            "/../secret",
            "/.well-known/../../secret",
            "/.hidden",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/link",
            "/\\secret",
            "/.well-known",
            "http://a.example/list.jwt",
            "/list.jwt/",
            "/absent",
        ] {
            assert!(find(&root, target).is_none(), "{target}");
        }
    }
}
