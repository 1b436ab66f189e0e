//! Credentials that are genuine.

use crate::error::unpicklable;
use crate::output;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTuple};
use tegata::json::{self, Value};

/// A credential of any kind that is genuine: steps 1 to 3 hold.
#[pyclass(frozen, module = "tegata", from_py_object)]
#[derive(Clone)]
pub(crate) struct Credential(pub(crate) tegata::Credential);

#[pymethods]
impl Credential {
    /// The issuer's identifier.
    #[getter]
    fn issuer(&self) -> &str {
        self.0.issuer()
    }

    /// How it is encoded: `vc+jwt`, `vc+sd-jwt` or `dc+sd-jwt`.
    #[getter]
    fn form(&self) -> &'static str {
        self.0.form().as_str()
    }

    /// The token as it was presented.
    #[getter]
    fn token(&self) -> &str {
        self.0.token()
    }

    /// The claims, with what was disclosed in its place. Text from outside: escape it.
    #[getter]
    fn claims<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, self.0.claims())
    }

    fn __repr__(&self) -> String {
        format!("<Credential {} of {}>", self.form(), output::quoted(self.issuer()))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.token() == other.0.token()
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.token().into_pyobject(py)?.hash()
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("Credential", "hand on its token, and open that again"))
    }
}

/// An organisation's certificate that is genuine: facts, true whatever the time.
#[pyclass(frozen, module = "tegata", from_py_object)]
#[derive(Clone)]
pub(crate) struct Certificate(pub(crate) tegata::Certificate);

#[pymethods]
impl Certificate {
    /// The identifier of the certification body.
    #[getter]
    fn issuer(&self) -> &str {
        self.0.issuer()
    }

    /// The organisation's identifier.
    #[getter]
    fn subject(&self) -> &str {
        self.0.subject()
    }

    /// The organisation's name. Text from outside: escape it.
    #[getter]
    fn legal_name(&self) -> &str {
        self.0.legal_name()
    }

    /// The certificate's number.
    #[getter]
    fn number(&self) -> &str {
        self.0.number()
    }

    /// The scheme.
    #[getter]
    fn scheme(&self) -> &str {
        self.0.scheme()
    }

    /// The version of the scheme.
    #[getter]
    fn scheme_version(&self) -> &str {
        self.0.scheme_version()
    }

    /// The variant of the scheme, where it has variants.
    #[getter]
    fn variant(&self) -> Option<&str> {
        self.0.variant()
    }

    /// The regime under whose law it was granted.
    #[getter]
    fn jurisdiction(&self) -> &str {
        self.0.jurisdiction()
    }

    /// The roles that it covers.
    #[getter]
    fn roles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.roles().map(|role| role.as_str()).collect::<Vec<_>>())
    }

    /// When it begins, where it says so.
    #[getter]
    fn valid_from<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        output::instant_if(py, self.0.valid_from())
    }

    /// When it ends, where it says so.
    #[getter]
    fn valid_until<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        output::instant_if(py, self.0.valid_until())
    }

    /// When the body decided: a day, or an instant.
    #[getter]
    fn decided_on<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.decided_on().map(|day| output::day(py, day)).transpose()
    }

    /// Where its signed events are published.
    #[getter]
    fn events_url(&self) -> Option<&str> {
        self.0.events_url()
    }

    /// The credential that carries it.
    #[getter]
    fn credential(&self) -> Credential {
        Credential(self.0.credential().clone())
    }

    /// The token as it was presented.
    #[getter]
    fn token(&self) -> &str {
        self.0.credential().token()
    }

    /// Any member of its `certification`, or none.
    fn member<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.member(name).map(|value| parsed(py, value)).transpose()
    }

    fn _repr_html_(&self) -> String {
        let facts = [
            ("organisation", self.legal_name()),
            ("number", self.number()),
            ("scheme", self.scheme()),
            ("issued by", self.issuer()),
            ("under the law of", self.jurisdiction()),
        ];
        let rows = facts
            .map(|(name, fact)| format!("<tr><th>{name}</th><td>{}</td></tr>", output::html(fact)));
        format!("<table>{}</table>", rows.concat())
    }

    fn __repr__(&self) -> String {
        let [number, name, issuer] =
            [self.number(), self.legal_name(), self.issuer()].map(output::quoted);
        format!("<Certificate {number} of {name}, issued by {issuer}>")
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.token() == other.token()
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.token().into_pyobject(py)?.hash()
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("Certificate", "hand on its token, and authenticate that again"))
    }
}

/// All certificates of an iterable.
pub(crate) fn certificates(given: &Bound<'_, PyAny>) -> PyResult<Vec<tegata::Certificate>> {
    given.try_iter()?.map(|one| Ok(one?.extract::<Certificate>()?.0)).collect()
}

fn parsed<'py>(py: Python<'py>, value: Value<'_>) -> PyResult<Bound<'py, PyAny>> {
    let value: serde_json::Value = json::decode(value)
        .map_err(|mismatch| pyo3::exceptions::PyValueError::new_err(mismatch.problem))?;
    output::parsed(py, &value.to_string())
}
