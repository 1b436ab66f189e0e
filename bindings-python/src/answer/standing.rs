//! A certificate that was good.

use super::{Certificate, Clocks, Finding, Report};
use crate::error::unpicklable;
use crate::output;
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTuple};

/// A certificate that was good at given clocks: steps 1 to 5 hold.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Standing(pub(crate) tegata::Standing);

#[pymethods]
impl Standing {
    /// The certificate.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.0.certificate().clone())
    }

    /// The clocks of the question.
    #[getter]
    fn clocks(&self) -> Clocks {
        Clocks(self.0.clocks())
    }

    /// Who accredited the body: an authority, or the body's own pin.
    #[getter]
    fn accredited_by(&self) -> &str {
        self.0.accredited().by()
    }

    /// The list that says so; none for a body that was pinned.
    #[getter]
    fn accredited_in(&self) -> Option<&str> {
        self.0.accredited().list()
    }

    /// When the certificate ends, extensions included.
    #[getter]
    fn until<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        output::instant_if(py, self.0.current().until())
    }

    /// Until when the documents behind the answer may be relied on.
    #[getter]
    fn fresh_until<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        output::instant_if(py, self.0.fresh_until())
    }

    /// What is worth knowing all the same.
    #[getter]
    fn notices<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.notices().iter().cloned().map(Finding).collect::<Vec<_>>())
    }

    /// The whole report.
    #[getter]
    fn report(&self) -> Report {
        Report::new(self.0.report())
    }

    fn __repr__(&self) -> String {
        let certificate = self.0.certificate();
        let [number, name] = [certificate.number(), certificate.legal_name()].map(output::quoted);
        format!("<Standing of certificate {number} of {name} at {}>", self.0.clocks().valid_at)
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(unpicklable("Standing", "hand on report.to_json(), or ask again"))
    }
}
