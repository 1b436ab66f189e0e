//! Private keys on disk.

use super::FileKey;
use crate::error::{Error, ErrorKind};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use zeroize::Zeroizing;

/// How a private key is written. The plain forms are readable by whoever gets the file.
#[derive(Clone, Copy)]
pub enum KeyFormat<'a> {
    /// PKCS#8 in PEM, encrypted under a passphrase.
    EncryptedPem {
        /// The passphrase; not empty.
        passphrase: &'a str,
    },
    /// PKCS#8 in PEM.
    PlainPem,
    /// A private JWK, which keeps the key's identifier.
    PlainJwk,
}

/// Bytes of a key file: the largest written here has less than one kilobyte.
const LONGEST: usize = 64 << 10;

impl FileKey {
    /// Reads a key from a file in any [`KeyFormat`]. On Unix a file that others than its
    /// owner may touch is refused.
    pub fn load(path: impl AsRef<Path>, passphrase: Option<&str>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = read(path)?;
        let key = match std::str::from_utf8(&bytes) {
            Ok(text) if text.trim_start().starts_with('{') => Self::from_jwk(text),
            Ok(text) => Self::from_pem(text, passphrase),
            Err(_) => Err(super::refused("neither PEM nor a JWK")),
        };
        key.map_err(|error| error.within(&path.to_string_lossy()))
    }

    /// Writes the key to a new file that only its owner may read. An existing file or
    /// symbolic link is left alone, and so is nothing half-written.
    pub fn save(&self, path: impl AsRef<Path>, format: KeyFormat<'_>) -> Result<(), Error> {
        let path = path.as_ref();
        let text = match format {
            KeyFormat::EncryptedPem { passphrase } => self.to_pem(Some(passphrase)),
            KeyFormat::PlainPem => self.to_pem(None),
            KeyFormat::PlainJwk => self.to_jwk(),
        };
        let text = text.map_err(|error| error.within(&path.to_string_lossy()))?;
        // Creating is exclusive and does not follow links (POSIX open, O_EXCL).
        let file = create_options().open(path).map_err(|error| failed(path, &error))?;
        fill(file, text.as_bytes()).and_then(|()| sync_directory(path)).map_err(|error| {
            // The file is ours and of no use; the first error is the one to report.
            let _ = fs::remove_file(path);
            failed(path, &error)
        })
    }
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    let fail = |error| failed(path, &error);
    // Opening a pipe would wait for a writer.
    check(path, &fs::metadata(path).map_err(fail)?)?;
    let file = File::open(path).map_err(fail)?;
    // Again, for the file that was in fact opened.
    check(path, &file.metadata().map_err(fail)?)?;
    // The whole length at once: a vector that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST + 2));
    file.take(LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() > LONGEST {
        return Err(refuse(path, "the file is too large for a key"));
    }
    Ok(bytes)
}

fn check(path: &Path, metadata: &Metadata) -> Result<(), Error> {
    if !metadata.is_file() {
        return Err(refuse(path, "not a file"));
    }
    if is_shared(metadata) {
        return Err(refuse(path, "others than the owner may read or change this private key")
            .remedy("chmod 600 the file; if others could read it, use a new key"));
    }
    Ok(())
}

#[cfg(unix)]
fn is_shared(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o077 != 0
}

/// Elsewhere the directory's access list decides.
#[cfg(not(unix))]
fn is_shared(_: &Metadata) -> bool {
    false
}

fn create_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the new name itself survive a crash.
#[cfg(unix)]
fn sync_directory(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

fn refuse(path: &Path, problem: &str) -> Error {
    Error::new(ErrorKind::KeyInvalid, path.to_string_lossy(), problem)
}

fn failed(path: &Path, error: &io::Error) -> Error {
    let failure = Error::new(ErrorKind::File, path.to_string_lossy(), error.to_string());
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            failure.remedy("a key is never overwritten: choose another name")
        }
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::Signer;
    use crate::jose::Algorithm;

    const FORMATS: [(KeyFormat<'static>, Option<&str>); 3] = [
        (KeyFormat::EncryptedPem { passphrase: "p" }, Some("p")),
        (KeyFormat::PlainPem, None),
        (KeyFormat::PlainJwk, None),
    ];

    fn key() -> FileKey {
        FileKey::generate(Algorithm::Es256).unwrap().with_key_id("k1")
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let directory = tempfile::tempdir().unwrap();
        for (index, (format, passphrase)) in FORMATS.into_iter().enumerate() {
            let (key, path) = (key(), directory.path().join(index.to_string()));
            key.save(&path, format).unwrap();
            let read = FileKey::load(&path, passphrase).unwrap();
            assert_eq!(read.public_key().thumbprint(), key.public_key().thumbprint());
            let kept = matches!(format, KeyFormat::PlainJwk).then_some("k1");
            assert_eq!(read.key_id(), kept);
        }
    }

    #[test]
    fn nothing_is_overwritten_and_nothing_left_behind() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key.pem");
        fs::write(&path, "precious").unwrap();
        let error = key().save(&path, KeyFormat::PlainPem).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::File);
        assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
        let path = directory.path().join("empty.pem");
        assert!(key().save(&path, KeyFormat::EncryptedPem { passphrase: "" }).is_err());
        assert!(!path.exists());
        assert!(key().save(directory.path().join("no/key.pem"), KeyFormat::PlainPem).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_has_access() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key.pem");
        key().save(&path, KeyFormat::PlainPem).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        for mode in [0o640, 0o604, 0o620, 0o601, 0o777] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let error = FileKey::load(&path, None).unwrap_err();
            assert!(error.advice().contains("chmod 600"), "{mode:o}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(FileKey::load(&path, None).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_written_through() {
        let directory = tempfile::tempdir().unwrap();
        let (target, link) = (directory.path().join("target"), directory.path().join("link"));
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(key().save(&link, KeyFormat::PlainPem).is_err());
        assert!(!target.exists() && link.is_symlink());
    }

    #[test]
    fn what_is_no_key_file_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        assert!(FileKey::load(directory.path(), None).is_err());
        assert!(FileKey::load(directory.path().join("absent"), None).is_err());
        for (index, content) in
            [&b""[..], b"\xff\xfe", b"{}", b"-----BEGIN", &[b' '; LONGEST + 1]].iter().enumerate()
        {
            let path = directory.path().join(index.to_string());
            fill(create_options().open(&path).unwrap(), content).unwrap();
            let error = FileKey::load(&path, None).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::KeyInvalid);
            assert!(error.place().contains(&*path.to_string_lossy()));
        }
    }
}
