//! PKCS#8 as PEM (RFC 7468 section 10 and 11), encrypted by a passphrase if there is one.

use super::{FileKey, refused};
use crate::crypto;
use crate::error::{Error, ErrorKind};
use pkcs8::pkcs5::pbes2;
use pkcs8::{EncryptedPrivateKeyInfoRef, LineEnding, PrivateKeyInfoRef, SecretDocument};
use zeroize::Zeroizing;

const PLAIN: &str = "PRIVATE KEY";
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";

/// OWASP Password Storage Cheat Sheet (2023) for PBKDF2 with HMAC-SHA-256. Scrypt of
/// comparable cost needs more memory than OpenSSL allows by default.
const ITERATIONS: u32 = 600_000;

impl FileKey {
    /// The key as PEM. With a passphrase: PBES2 of PBKDF2-HMAC-SHA-256 and AES-256-CBC
    /// (RFC 8018), which OpenSSL and others read.
    pub fn to_pem(&self, passphrase: Option<&str>) -> Result<Zeroizing<String>, Error> {
        let der = self.to_pkcs8_der()?;
        let (label, document) = match passphrase {
            Some("") => return Err(refused("the passphrase is empty")),
            Some(passphrase) => (ENCRYPTED, encrypt(&der, passphrase)?),
            None => (PLAIN, SecretDocument::try_from(der.as_slice()).map_err(|_| unwritable())?),
        };
        document.to_pem(label, LineEnding::LF).map_err(|_| unwritable())
    }

    /// Reads a key from PEM. The passphrase is for an encrypted one.
    pub fn from_pem(pem: &str, passphrase: Option<&str>) -> Result<Self, Error> {
        let (label, document) = SecretDocument::from_pem(pem)
            .map_err(|_| refused("not a key in PEM").remedy(CONVERT))?;
        match (label, passphrase) {
            (PLAIN, _) => Self::from_pkcs8_der(document.as_bytes()),
            (ENCRYPTED, Some(passphrase)) => {
                Self::from_pkcs8_der(decrypt(&document, passphrase)?.as_bytes())
            }
            (ENCRYPTED, None) => Err(refused("the key is encrypted").remedy("give the passphrase")),
            (other, _) => {
                Err(refused(format!("a `{other}` in place of a `{PLAIN}`")).remedy(CONVERT))
            }
        }
    }
}

const CONVERT: &str = "`openssl pkcs8 -topk8` turns other forms of private keys into this one";

fn encrypt(der: &[u8], passphrase: &str) -> Result<SecretDocument, Error> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    crypto::random(&mut salt)?;
    crypto::random(&mut iv)?;
    pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ITERATIONS, &salt, iv)
        .ok()
        .zip(PrivateKeyInfoRef::try_from(der).ok())
        .and_then(|(parameters, key)| key.encrypt_with_params(parameters, passphrase).ok())
        .ok_or_else(unwritable)
}

fn decrypt(document: &SecretDocument, passphrase: &str) -> Result<SecretDocument, Error> {
    let encrypted = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes())
        .map_err(|_| refused("the encrypted key is damaged, or encrypted in an outdated way"))?;
    encrypted.decrypt(passphrase).map_err(|_| {
        refused("the key does not open").remedy("check the passphrase; the file may be damaged")
    })
}

fn unwritable() -> Error {
    Error::new(ErrorKind::Machine, "", "the key could not be encoded")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::Signer;
    use crate::jose::Algorithm;
    use std::io::Write;
    use std::process::{Command, Stdio};

    const ALGORITHMS: [Algorithm; 3] = [Algorithm::Es256, Algorithm::Es384, Algorithm::EdDsa];

    fn thumbprint(key: &FileKey) -> String {
        key.public_key().thumbprint()
    }

    /// What OpenSSL answers, or `None` when it is not there.
    fn openssl(arguments: &[&str], input: &str) -> Option<String> {
        let Ok(mut child) = Command::new("openssl")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
        else {
            println!("skipped: there is no openssl");
            return None;
        };
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "openssl {arguments:?}");
        Some(String::from_utf8(output.stdout).unwrap())
    }

    #[test]
    fn keys_survive_pem() {
        for algorithm in ALGORITHMS {
            let key = FileKey::generate(algorithm).unwrap();
            let plain = key.to_pem(None).unwrap();
            assert!(plain.starts_with("-----BEGIN PRIVATE KEY-----\n"));
            for passphrase in [None, Some("not needed")] {
                let read = FileKey::from_pem(&plain, passphrase).unwrap();
                assert_eq!(thumbprint(&read), thumbprint(&key));
            }
            let sealed = key.to_pem(Some("correct horse")).unwrap();
            assert!(sealed.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
            let read = FileKey::from_pem(&sealed, Some("correct horse")).unwrap();
            assert_eq!(thumbprint(&read), thumbprint(&key));
            for wrong in [None, Some(""), Some("correct horse ")] {
                let error = FileKey::from_pem(&sealed, wrong).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::KeyInvalid);
            }
        }
    }

    #[test]
    fn no_two_encryptions_are_alike() {
        let key = FileKey::generate(Algorithm::Es256).unwrap();
        assert_ne!(key.to_pem(Some("a")).unwrap(), key.to_pem(Some("a")).unwrap());
        assert!(key.to_pem(Some("")).is_err());
    }

    #[test]
    fn openssl_reads_what_is_written() {
        for algorithm in ALGORITHMS {
            let key = FileKey::generate(algorithm).unwrap();
            let sealed = key.to_pem(Some("pass: 日本")).unwrap();
            let arguments = ["pkey", "-passin", "pass:pass: 日本"];
            let Some(opened) = openssl(&arguments, &sealed) else { return };
            assert_eq!(thumbprint(&FileKey::from_pem(&opened, None).unwrap()), thumbprint(&key));
        }
    }

    #[test]
    fn what_openssl_writes_is_read() {
        for (kind, algorithm) in [
            (&["EC", "-pkeyopt", "ec_paramgen_curve:P-256"][..], Algorithm::Es256),
            (&["EC", "-pkeyopt", "ec_paramgen_curve:P-384"][..], Algorithm::Es384),
            (&["ED25519"][..], Algorithm::EdDsa),
        ] {
            let generate = [&["genpkey", "-algorithm"], kind].concat();
            let Some(plain) = openssl(&generate, "") else { return };
            let key = FileKey::from_pem(&plain, None).unwrap();
            assert_eq!(key.algorithm(), algorithm);
            for scheme in [&["-v2", "aes-256-cbc"][..], &["-scrypt"][..]] {
                let seal = [&["pkcs8", "-topk8", "-passout", "pass:x"], scheme].concat();
                let sealed = openssl(&seal, &plain).unwrap();
                let read = FileKey::from_pem(&sealed, Some("x")).unwrap();
                assert_eq!(thumbprint(&read), thumbprint(&key));
            }
        }
    }

    #[test]
    fn other_keys_are_refused() {
        for kind in [
            &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"][..],
            &["EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
            &["EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
            &["X25519"],
            &["ED448"],
        ] {
            let generate = [&["genpkey", "-algorithm"], kind].concat();
            let Some(pem) = openssl(&generate, "") else { return };
            let error = FileKey::from_pem(&pem, None).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::KeyInvalid, "{kind:?}");
        }
        let key = FileKey::generate(Algorithm::Es256).unwrap().to_pem(None).unwrap();
        let Some(public) = openssl(&["pkey", "-pubout"], &key) else { return };
        assert!(FileKey::from_pem(&public, None).is_err());
        let sec1 = openssl(&["ec"], &key).unwrap();
        assert!(FileKey::from_pem(&sec1, None).unwrap_err().advice().contains("pkcs8"));
        for damaged in ["", "-----BEGIN PRIVATE KEY-----\n", &key[1..], &key[..100]] {
            assert!(FileKey::from_pem(damaged, None).is_err());
        }
    }
}
