//! Private keys: in a file, in memory, or behind a Python callable.

use crate::error::unpicklable;
use crate::input::{Json, Text, Word, word};
use crate::output;
use crate::run::tried;
use pyo3::exceptions::{PyException, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tegata::issue::{FileKey, KeyFormat, Signer as _};
use tegata::{Algorithm, Error, PublicKey};

/// A private key, wherever it is kept.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Signer(Key);

enum Key {
    File(FileKey),
    Callable(Callable),
}

/// A key that Python signs with: in an HSM, in a KMS.
struct Callable {
    sign: Py<PyAny>,
    public: PublicKey,
    algorithm: Algorithm,
}

/// One use of a callable.
struct Call<'k> {
    key: &'k Callable,
    /// What the callable raised.
    raised: Mutex<Option<PyErr>>,
}

impl Signer {
    /// Signs something, without the interpreter's lock until the callable needs it. What the
    /// callable raised is the cause of the exception; what is no `Exception`, such as the
    /// user's interrupt, goes through as it is.
    pub(crate) fn signing<T: Send>(
        &self,
        py: Python<'_>,
        call: impl FnOnce(&dyn tegata::issue::Signer) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        match &self.0 {
            Key::File(key) => tried(py, || call(key)),
            Key::Callable(key) => {
                let this = Call { key, raised: Mutex::new(None) };
                tried(py, || call(&this)).map_err(|error| this.cause(py, error))
            }
        }
    }

    fn public(&self) -> &PublicKey {
        match &self.0 {
            Key::File(key) => key.public_key(),
            Key::Callable(key) => &key.public,
        }
    }

    fn of(key: FileKey, key_id: Option<String>) -> Self {
        Self(Key::File(match key_id {
            Some(id) => key.with_key_id(id),
            None => key,
        }))
    }
}

#[pymethods]
impl Signer {
    /// Makes a new key: `ES256`, `ES384`, `EdDSA` or `Ed25519`.
    #[staticmethod]
    #[pyo3(signature = (algorithm = "ES256", *, key_id = None))]
    fn generate(py: Python<'_>, algorithm: &str, key_id: Option<String>) -> PyResult<Self> {
        let algorithm = word(algorithm)?;
        tried(py, || FileKey::generate(algorithm)).map(|key| Self::of(key, key_id))
    }

    /// Reads a key from a file that only its owner may touch.
    #[staticmethod]
    #[pyo3(signature = (path, *, passphrase = None, key_id = None))]
    fn load(
        py: Python<'_>,
        path: PathBuf,
        passphrase: Option<&str>,
        key_id: Option<String>,
    ) -> PyResult<Self> {
        tried(py, || FileKey::load(path, passphrase)).map(|key| Self::of(key, key_id))
    }

    /// Reads a key from a private JWK.
    #[staticmethod]
    #[pyo3(signature = (jwk, *, key_id = None))]
    fn from_jwk(py: Python<'_>, jwk: Json, key_id: Option<String>) -> PyResult<Self> {
        tried(py, || FileKey::from_jwk(jwk.as_str())).map(|key| Self::of(key, key_id))
    }

    /// Reads a key from PEM.
    #[staticmethod]
    #[pyo3(signature = (pem, *, passphrase = None, key_id = None))]
    fn from_pem(
        py: Python<'_>,
        pem: Text,
        passphrase: Option<&str>,
        key_id: Option<String>,
    ) -> PyResult<Self> {
        let pem = std::str::from_utf8(pem.as_ref())
            .map_err(|_| PyValueError::new_err("the key is not UTF-8"))?;
        tried(py, || FileKey::from_pem(pem, passphrase)).map(|key| Self::of(key, key_id))
    }

    /// A key behind a callable: it takes the bytes to sign, and gives the signature as JWS
    /// encodes it (for ECDSA r and s side by side, not DER).
    #[staticmethod]
    #[pyo3(signature = (sign, *, public_key, algorithm = None))]
    fn from_callable(
        py: Python<'_>,
        sign: Py<PyAny>,
        public_key: Json,
        algorithm: Option<Word<Algorithm>>,
    ) -> PyResult<Self> {
        if !sign.bind(py).is_callable() {
            return Err(PyTypeError::new_err("what is to sign cannot be called"));
        }
        let public = tried(py, || PublicKey::from_jwk_text(public_key.as_str()))?;
        let algorithm = algorithm.map(|word| word.0).or(public.algorithm()).ok_or_else(|| {
            PyValueError::new_err("neither `algorithm` nor the key's `alg` says how to sign")
        })?;
        Ok(Self(Key::Callable(Callable { sign, public, algorithm })))
    }

    /// The algorithm it signs with.
    #[getter]
    fn algorithm(&self) -> &'static str {
        match &self.0 {
            Key::File(key) => key.algorithm().as_str(),
            Key::Callable(key) => key.algorithm.as_str(),
        }
    }

    /// The identifier of the key (`kid`).
    #[getter]
    fn key_id(&self) -> Option<&str> {
        self.public().key_id()
    }

    /// The public key, as a JWK to hand out.
    #[getter]
    fn public_key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.public().to_json().to_string())
    }

    /// The thumbprint of the public key (RFC 7638).
    #[getter]
    fn thumbprint(&self) -> String {
        self.public().thumbprint()
    }

    /// Signs bytes.
    fn sign<'py>(&self, py: Python<'py>, message: Text) -> PyResult<Bound<'py, PyBytes>> {
        let signature = self.signing(py, |key| key.sign(message.as_ref()))?;
        Ok(PyBytes::new(py, &signature))
    }

    /// Writes the key to a new file, encrypted under a passphrase.
    #[pyo3(signature = (path, *, passphrase))]
    fn save(&self, py: Python<'_>, path: PathBuf, passphrase: &str) -> PyResult<()> {
        let key = self.file()?;
        tried(py, || key.save(path, KeyFormat::EncryptedPem { passphrase }))
    }

    /// Writes the key to a new file as it is: whoever gets the file can sign.
    fn save_unencrypted(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let key = self.file()?;
        tried(py, || key.save(path, KeyFormat::PlainJwk))
    }

    fn __repr__(&self) -> String {
        format!("<Signer {} {}>", self.algorithm(), output::quoted(&self.thumbprint()))
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("Signer", "a private key stays where it is"))
    }
}

impl Signer {
    fn file(&self) -> PyResult<&FileKey> {
        match &self.0 {
            Key::File(key) => Ok(key),
            Key::Callable(_) => {
                Err(PyTypeError::new_err("the private key is not here: a callable signs with it"))
            }
        }
    }
}

impl Call<'_> {
    fn sign(&self, py: Python<'_>, message: &[u8]) -> PyResult<Vec<u8>> {
        let signature = self.key.sign.bind(py).call1((PyBytes::new(py, message),))?;
        let expected = |_| PyTypeError::new_err("the callable must return bytes");
        Ok(signature.cast_into::<PyBytes>().map_err(expected)?.as_bytes().to_vec())
    }

    fn raised(&self) -> MutexGuard<'_, Option<PyErr>> {
        self.raised.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cause(&self, py: Python<'_>, error: PyErr) -> PyErr {
        match self.raised().take() {
            Some(raised) if !raised.is_instance_of::<PyException>(py) => raised,
            raised => {
                error.set_cause(py, raised);
                error
            }
        }
    }
}

impl tegata::issue::Signer for Call<'_> {
    fn algorithm(&self) -> Algorithm {
        self.key.algorithm
    }

    fn public_key(&self) -> &PublicKey {
        &self.key.public
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        Python::attach(|py| {
            self.sign(py, message).map_err(|raised| {
                let (name, told) = (self.key_id().unwrap_or("callable"), raised.to_string());
                *self.raised() = Some(raised);
                Error::signing_failed(name, told)
            })
        })
    }
}
