//! The policy: what a verifier accepts.

use crate::input::Json;
use crate::output;
use crate::run::tried;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// What a verifier accepts. The defaults are safe; each loosening has a name that says so.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(Default, PartialEq)]
pub(crate) struct Policy(pub(crate) tegata::Policy);

/// Names of the arguments, and of the members of the document.
const MEMBERS: [(&str, &str); 9] = [
    ("algorithms", "algorithms"),
    ("clock_skew_seconds", "clockSkewSeconds"),
    ("status", "status"),
    ("max_status_age_seconds", "maxStatusAgeSeconds"),
    ("schemes", "schemes"),
    ("jurisdictions", "jurisdictions"),
    ("roles", "roles"),
    ("prohibitions", "prohibitions"),
    ("limits", "limits"),
];

#[pymethods]
impl Policy {
    #[new]
    #[pyo3(signature = (**members))]
    fn new(py: Python<'_>, members: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let document = PyDict::new(py);
        for (name, value) in members.into_iter().flatten() {
            let member = MEMBERS.iter().find(|(known, _)| name.eq(known).unwrap_or_default());
            let Some((_, member)) = member else {
                let problem = format!("Policy() got an unexpected keyword argument {name:?}");
                return Err(pyo3::exceptions::PyTypeError::new_err(problem));
            };
            document.set_item(member, value)?;
        }
        Self::from_json(py, document.as_any().extract()?)
    }

    /// Reads a policy document. Unknown members are refused.
    #[staticmethod]
    fn from_json(py: Python<'_>, document: Json) -> PyResult<Self> {
        tried(py, || tegata::Policy::from_json(document.as_str())).map(Self)
    }

    /// The whole policy as canonical JSON, with its defaults written out.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.to_json())
    }

    fn __repr__(&self) -> String {
        if self.0 == tegata::Policy::default() {
            return "Policy()".to_owned();
        }
        format!("Policy.from_json({:?})", self.to_json())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.to_json().into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json(),)))
    }
}
