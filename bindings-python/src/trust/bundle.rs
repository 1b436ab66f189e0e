//! The trust bundle: anchors and documents, verified and indexed.

use super::{Document, HeldPack};
use crate::answer::Clocks;
use crate::input::{Instant, Json, Text, decoded};
use crate::output;
use crate::run::{tried, unlocked};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTuple};
use std::path::PathBuf;
use std::sync::Arc;
use tegata::{Anchor, Timestamp};

/// The verifier's whole world: whom it trusts for what, and the documents that they
/// published. Immutable.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct TrustBundle(pub(crate) Arc<tegata::TrustBundle>);

impl TrustBundle {
    fn made(
        py: Python<'_>,
        make: impl FnOnce() -> Result<tegata::TrustBundle, tegata::Error> + Send,
    ) -> PyResult<Self> {
        tried(py, make).map(|bundle| Self(Arc::new(bundle)))
    }
}

#[pymethods]
impl TrustBundle {
    #[new]
    #[pyo3(signature = (*, created_at = None))]
    fn new(py: Python<'_>, created_at: Option<Instant>) -> PyResult<Self> {
        let at = at_or_now(created_at);
        Self::made(py, || tegata::TrustBundle::new(at, Vec::new(), Vec::new()))
    }

    /// Reads a bundle from a file.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Self::made(py, || tegata::TrustBundle::load(path))
    }

    /// Reads a bundle.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Json) -> PyResult<Self> {
        Self::made(py, || tegata::TrustBundle::from_json(document.as_str()))
    }

    /// A bundle of nothing but the unofficial recognition pack that comes with the software.
    #[staticmethod]
    fn embedded(py: Python<'_>) -> PyResult<Self> {
        Self::made(py, tegata::TrustBundle::embedded)
    }

    /// The same bundle with that pack. Where an anchor of the bundle speaks for a regime,
    /// the pack is silent.
    fn with_embedded_pack(&self, py: Python<'_>) -> PyResult<Self> {
        Self::made(py, || self.0.with_embedded_pack())
    }

    /// The same bundle with an anchor added, or in the place of the one of its identifier.
    #[pyo3(signature = (anchor, *, at = None))]
    fn with_anchor(&self, py: Python<'_>, anchor: Json, at: Option<Instant>) -> PyResult<Self> {
        let at = at_or_now(at);
        let anchor: Anchor = decoded(py, &anchor)?;
        Self::made(py, || self.0.with_anchor(anchor, at))
    }

    /// The same bundle with a document added, or in the place of the one of its URL. Its
    /// media type is told from its content where none is given.
    #[pyo3(signature = (url, body, *, media_type = None, obtained_at = None))]
    fn with_document(
        &self,
        py: Python<'_>,
        url: String,
        body: Text,
        media_type: Option<String>,
        obtained_at: Option<Instant>,
    ) -> PyResult<Self> {
        let body = std::str::from_utf8(body.as_ref())
            .map_err(|_| PyValueError::new_err("the document is not UTF-8"))?;
        let guessed = || tegata::inspect::media_type(body).map(str::to_owned);
        let media_type = media_type.or_else(guessed).ok_or_else(|| {
            let problem = "what kind of document this is cannot be told from its content";
            PyValueError::new_err(format!("{problem}: give its media_type"))
        })?;
        let at = at_or_now(obtained_at);
        let body = body.to_owned();
        let document = tegata::Document { url, media_type, obtained_at: at, body };
        Self::made(py, || self.0.with_document(document, at))
    }

    /// Writes the bundle to a file, whole or not at all.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        tried(py, || self.0.save(path))
    }

    /// The bundle as one JSON document.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        unlocked(py, || self.0.to_json())
    }

    /// SHA-256, in hexadecimal, over the anchors and the digests of the documents.
    #[getter]
    fn digest(&self) -> String {
        output::hex(self.0.digest())
    }

    /// When it was put together.
    #[getter]
    fn created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        output::instant(py, self.0.created_at())
    }

    /// Whom it trusts, and for what.
    #[getter]
    fn anchors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let anchors = self.0.anchors().iter();
        let anchors =
            anchors.map(|anchor| output::parsed(py, &serde_json::json!(anchor).to_string()));
        PyTuple::new(py, anchors.collect::<PyResult<Vec<_>>>()?)
    }

    /// The documents, each with what became of it, by URL.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let documents = self.0.documents().iter().zip(self.0.document_reports());
        let documents = documents.map(|(document, report)| Document {
            document: document.clone(),
            report: report.clone(),
        });
        PyTuple::new(py, documents.collect::<Vec<_>>())
    }

    /// The recognition packs that count here.
    #[getter]
    fn packs<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let packs = self.0.packs().iter().cloned().map(HeldPack);
        PyTuple::new(py, packs.collect::<Vec<_>>())
    }

    /// What people call a jurisdiction, a regime, an instrument or a scheme, where a
    /// document says so. Text from outside: escape it.
    #[pyo3(signature = (id, language = "en"))]
    fn title(&self, id: &str, language: &str) -> Option<&str> {
        self.0.title(id, language)
    }

    fn __repr__(&self) -> String {
        let (anchors, documents) = (self.0.anchors().len(), self.0.documents().len());
        let digest: String = self.digest().chars().take(12).collect();
        format!("<TrustBundle {digest}: {anchors} anchors, {documents} documents>")
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.digest() == other.0.digest()
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.digest().into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json(slf.py())?,)))
    }
}

fn at_or_now(given: Option<Instant>) -> Timestamp {
    given.map_or_else(|| Clocks::now().0.known_at, |given| given.0)
}
