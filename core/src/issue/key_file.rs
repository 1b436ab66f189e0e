//! A private key that this process holds itself.

#[cfg(feature = "p256")]
mod deterministic;
#[cfg(feature = "key-files")]
mod pem;
#[cfg(feature = "key-files")]
mod store;

#[cfg(feature = "p256")]
pub use deterministic::DeterministicKey;
#[cfg(feature = "key-files")]
pub use store::KeyFormat;

use super::signer::{Signer, checked};
use crate::crypto::{KeyKind, SigningKey};
use crate::error::{Error, ErrorKind};
use crate::jose::{Algorithm, PublicKey, base64url, curve_numbers, fitting};
use serde::{Deserialize, Deserializer};
use std::fmt;
use zeroize::Zeroizing;

/// A private key for ES256, ES384 or EdDSA in memory, from a file or newly made.
pub struct FileKey {
    signing: SigningKey,
    public: PublicKey,
    algorithm: Algorithm,
}

impl FileKey {
    /// Makes a new key for `algorithm`. RSA keys only verify here.
    pub fn generate(algorithm: Algorithm) -> Result<Self, Error> {
        let kind = match algorithm {
            Algorithm::Es256 => KeyKind::P256,
            Algorithm::Es384 => KeyKind::P384,
            Algorithm::EdDsa | Algorithm::Ed25519 => KeyKind::Ed25519,
            Algorithm::Ps256 | Algorithm::Rs256 => KeyKind::Rsa,
        };
        SigningKey::generate(kind).map(|signing| Self::new(signing, algorithm))
    }

    /// Reads a key from unencrypted PKCS#8 in DER.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, Error> {
        let signing = SigningKey::from_pkcs8(der)?;
        let algorithm = usual(signing.public().kind());
        Ok(Self::new(signing, algorithm))
    }

    /// Reads a key from a private JWK.
    pub fn from_jwk(text: &str) -> Result<Self, Error> {
        // serde_json's own words may quote the secret.
        let problem = "not a private EC or OKP key as JWK";
        let jwk: PrivateJwk<'_> = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            refused(format!("{problem} (line {line}, column {column})"))
        })?;
        // Serde takes an array of the members' values as well.
        match text.trim_start().starts_with('{') {
            true => jwk.open(),
            false => Err(refused(problem.to_owned())),
        }
    }

    /// The key as unencrypted PKCS#8 in DER.
    pub fn to_pkcs8_der(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.signing.to_pkcs8()
    }

    /// The key as a private JWK, unencrypted.
    pub fn to_jwk(&self) -> Result<Zeroizing<String>, Error> {
        let private = Zeroizing::new(base64url::encode(&self.signing.private()?));
        let public = self.public.to_json().to_string();
        // The whole length at once: a string that grows leaves copies behind.
        let mut jwk = Zeroizing::new(String::with_capacity(public.len() + private.len() + 8));
        jwk.push_str(public.strip_suffix("}").unwrap_or_default());
        jwk.push_str(r#","d":""#);
        jwk.push_str(&private);
        jwk.push_str("\"}\n");
        Ok(jwk)
    }

    /// Sets the identifier of the key (`kid`).
    #[must_use]
    pub fn with_key_id(mut self, id: impl Into<String>) -> Self {
        self.public = self.public.with_key_id(id);
        self
    }

    fn new(signing: SigningKey, algorithm: Algorithm) -> Self {
        let public = PublicKey::from_key(signing.public().clone()).with_algorithm(algorithm);
        Self { signing, public, algorithm }
    }
}

impl Signer for FileKey {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    fn public_key(&self) -> &PublicKey {
        &self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        checked(self, message, self.signing.sign(message)?)
    }
}

/// Shows the public key only.
impl fmt::Debug for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FileKey").field(&self.public).finish()
    }
}

/// A private JWK, borrowed from its text so that there is no second copy of the secret.
/// A member that is there twice is an error of serde's.
#[derive(Deserialize)]
struct PrivateJwk<'a> {
    kty: &'a str,
    crv: &'a str,
    x: &'a str,
    #[serde(default, borrow, deserialize_with = "present")]
    y: Option<&'a str>,
    d: &'a str,
    #[serde(default, deserialize_with = "present")]
    kid: Option<String>,
    #[serde(default, deserialize_with = "present")]
    alg: Option<String>,
    #[serde(default, rename = "use", deserialize_with = "present")]
    usage: Option<String>,
    #[serde(default, deserialize_with = "present")]
    key_ops: Option<Vec<String>>,
}

/// A member that is there has a value: `null` is not taken for absent.
fn present<'de, D, T>(member: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(member).map(Some)
}

impl PrivateJwk<'_> {
    fn open(self) -> Result<FileKey, Error> {
        if self.usage.as_deref().is_some_and(|usage| usage != "sig") {
            return Err(refused("its use is not `sig`"));
        }
        if self.key_ops.is_some_and(|operations| !operations.iter().any(|name| name == "sign")) {
            return Err(refused("its operations do not include `sign`"));
        }
        let numbers = curve_numbers(self.kty, self.crv, self.x, self.y).map_err(refused)?;
        let private = base64url::decode(self.d).ok_or_else(|| refused("its `d` is not base64url"));
        let signing = SigningKey::from_private(&numbers, &Zeroizing::new(private?))?;
        let algorithm = match self.alg {
            Some(name) => fitting(&name, numbers.kind()).map_err(refused)?,
            None => usual(numbers.kind()),
        };
        let mut key = FileKey::new(signing, algorithm);
        if let Some(id) = self.kid {
            key = key.with_key_id(id);
        }
        Ok(key)
    }
}

/// The algorithm of a key that does not name one. `EdDSA` is what verifiers know today.
fn usual(kind: KeyKind) -> Algorithm {
    match kind {
        KeyKind::P256 => Algorithm::Es256,
        KeyKind::P384 => Algorithm::Es384,
        KeyKind::Ed25519 => Algorithm::EdDsa,
        KeyKind::Rsa => Algorithm::Ps256,
    }
}

fn refused(problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::KeyInvalid, "", problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const ALGORITHMS: [Algorithm; 4] =
        [Algorithm::Es256, Algorithm::Es384, Algorithm::EdDsa, Algorithm::Ed25519];

    fn member(key: &FileKey) -> Value {
        serde_json::from_str(&key.to_jwk().unwrap()).unwrap()
    }

    #[test]
    fn keys_sign_and_survive_both_forms() {
        for algorithm in ALGORITHMS {
            let key = FileKey::generate(algorithm).unwrap().with_key_id("key \"1\"}");
            let signature = key.sign(b"message").unwrap();
            assert!(key.public_key().verify(algorithm, b"message", &signature));
            let read = FileKey::from_jwk(&key.to_jwk().unwrap()).unwrap();
            assert_eq!(read.public_key(), key.public_key());
            assert_eq!(read.algorithm(), algorithm);
            let read = FileKey::from_pkcs8_der(&key.to_pkcs8_der().unwrap()).unwrap();
            assert_eq!(read.public_key().thumbprint(), key.public_key().thumbprint());
            assert_eq!(read.key_id(), None);
            assert!(read.algorithm().same_as(algorithm));
        }
        assert!(FileKey::generate(Algorithm::Ps256).is_err());
    }

    #[test]
    fn the_key_of_rfc_8037_gives_its_signature() {
        let key = FileKey::from_jwk(
            r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        )
        .unwrap();
        let signature =
            key.sign(b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc").unwrap();
        assert_eq!(
            base64url::encode(signature),
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
    }

    #[test]
    fn damaged_private_jwks_are_refused_without_quoting_them() {
        let key = member(&FileKey::generate(Algorithm::Es256).unwrap());
        let secret = key["d"].as_str().unwrap();
        let stranger = member(&FileKey::generate(Algorithm::Es256).unwrap());
        for (name, value) in [
            ("x", stranger["x"].clone()),
            ("d", stranger["d"].clone()),
            ("d", json!(format!("{secret}="))),
            ("d", json!(format!("AA{secret}"))),
            ("d", json!(null)),
            ("y", json!(null)),
            ("kid", json!(null)),
            ("kty", json!(secret)),
            ("crv", json!("P-384")),
            ("alg", json!("ES384")),
            ("use", json!("enc")),
            ("key_ops", json!(["verify"])),
            ("key_ops", json!(secret)),
        ] {
            let mut damaged = key.clone();
            damaged[name] = value;
            let error = FileKey::from_jwk(&damaged.to_string()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::KeyInvalid, "{name}");
            if name != "kty" {
                assert!(!error.to_string().contains(secret), "{name}");
            }
        }
        for text in [format!("\"{secret}\""), format!(r#"{{"d":"{secret}","d":"{secret}"}}"#)] {
            assert!(!FileKey::from_jwk(&text).unwrap_err().to_string().contains(secret));
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let key = FileKey::generate(Algorithm::Es256).unwrap();
        let secret = member(&key)["d"].as_str().unwrap().to_owned();
        let shown = format!("{key:?}");
        assert!(shown.contains("kty") && !shown.contains(&secret), "{shown}");
    }
}
