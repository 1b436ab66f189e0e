//! The register behind a status list.

use crate::input::{Json, Named, Word};
use crate::output;
use crate::run::tried;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tegata::issue::{ListKind, Status, StatusRegister};

/// The register behind one published status list. Keep it: a list that is built from
/// anything else could take a revocation back.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct StatusList(Mutex<StatusRegister>);

impl StatusList {
    /// No Python runs while the register is held, so nobody waits for long.
    pub(crate) fn register(&self) -> MutexGuard<'_, StatusRegister> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(register: StatusRegister) -> Self {
        Self(Mutex::new(register))
    }

    fn set(&self, py: Python<'_>, entry: Place, status: Status) -> PyResult<()> {
        if let Place::Entry(entry) = &entry {
            let register = self.register();
            if entry.0.list != register.url() || entry.0.kind != register.kind() {
                return Err(PyValueError::new_err("the entry is of another list"));
            }
        }
        tried(py, || self.register().set(entry.index(), status))
    }
}

#[pymethods]
impl StatusList {
    #[new]
    fn new(url: String, kind: Word<ListKind>) -> Self {
        Self::of(StatusRegister::new(url, kind.0))
    }

    /// Reads a register from a file.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        tried(py, || StatusRegister::load(path)).map(Self::of)
    }

    /// Reads a register.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Json) -> PyResult<Self> {
        tried(py, || StatusRegister::from_json(document.as_str())).map(Self::of)
    }

    /// Writes the register to a file, whole or not at all.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        tried(py, || self.register().save(path))
    }

    /// The register as JSON.
    fn to_json(&self) -> String {
        self.register().to_json()
    }

    /// Where the list is published.
    #[getter]
    fn url(&self) -> String {
        self.register().url().to_owned()
    }

    /// What the list tells: `revocation`, `suspension` or `token`.
    #[getter]
    fn kind(&self) -> &'static str {
        kind(self.register().kind())
    }

    /// The media type under which the list is published.
    #[getter]
    fn media_type(&self) -> &'static str {
        self.register().media_type()
    }

    /// Gives out an unused entry, for a draft. Save the register before the certificate
    /// leaves the house: an entry must never be given out twice.
    fn allocate(&self, py: Python<'_>) -> PyResult<StatusEntry> {
        tried(py, || self.register().allocate()).map(StatusEntry)
    }

    /// What an entry says: `valid`, `revoked` or `suspended`; none for one that was never
    /// given out.
    fn status(&self, entry: Place) -> Option<&'static str> {
        self.register().status(entry.index()).map(|status| match status {
            Status::Valid => "valid",
            Status::Revoked => "revoked",
            Status::Suspended => "suspended",
        })
    }

    /// Withdraws a certificate, for good.
    fn revoke(&self, py: Python<'_>, entry: Place) -> PyResult<()> {
        self.set(py, entry, Status::Revoked)
    }

    /// Puts a certificate out of force for the time being.
    fn suspend(&self, py: Python<'_>, entry: Place) -> PyResult<()> {
        self.set(py, entry, Status::Suspended)
    }

    /// Ends a suspension.
    fn reinstate(&self, py: Python<'_>, entry: Place) -> PyResult<()> {
        self.set(py, entry, Status::Valid)
    }

    fn __repr__(&self) -> String {
        format!("<StatusList {} at {}>", self.kind(), output::quoted(&self.url()))
    }
}

/// One entry of one list, as a draft names it.
#[pyclass(frozen, eq, module = "tegata", from_py_object)]
#[derive(Clone, PartialEq)]
pub(crate) struct StatusEntry(pub(super) tegata::issue::StatusEntry);

#[pymethods]
impl StatusEntry {
    #[new]
    fn new(kind: Word<ListKind>, list: String, index: u64) -> Self {
        Self(tegata::issue::StatusEntry { kind: kind.0, list, index })
    }

    /// The kind of list.
    #[getter]
    fn kind(&self) -> &'static str {
        kind(self.0.kind)
    }

    /// Where the list is published.
    #[getter]
    fn list(&self) -> &str {
        &self.0.list
    }

    /// The place in it.
    #[getter]
    fn index(&self) -> u64 {
        self.0.index
    }

    fn __repr__(&self) -> String {
        format!("StatusEntry({:?}, {:?}, {})", self.kind(), self.list(), self.index())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.kind(), self.list(), self.index()).into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyAny>, (&'static str, String, u64)) {
        let entry = slf.get();
        (slf.get_type().into_any(), (entry.kind(), entry.list().to_owned(), entry.index()))
    }
}

/// An entry, or its place.
#[derive(FromPyObject)]
enum Place {
    Entry(StatusEntry),
    Index(u64),
}

impl Place {
    fn index(&self) -> u64 {
        match self {
            Self::Entry(entry) => entry.0.index,
            Self::Index(index) => *index,
        }
    }
}

fn kind(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Revocation => "revocation",
        ListKind::Suspension => "suspension",
        ListKind::Token => "token",
    }
}

impl Named for ListKind {
    const EXPECTED: &'static str = "revocation, suspension or token";

    fn named(word: &str) -> Option<Self> {
        [Self::Revocation, Self::Suspension, Self::Token].into_iter().find(|one| kind(*one) == word)
    }
}
