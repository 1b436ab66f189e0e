//! What would make it a yes.

use super::{at, each};
use crate::answer::Transfer;
use crate::output;
use crate::run::unlocked;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple};

/// What would make it a yes: a sequence of routes, the smallest changes first.
#[pyclass(frozen, module = "tegata", sequence)]
pub(crate) struct Routes {
    json: String,
    routes: Vec<Route>,
}

impl Routes {
    pub(crate) fn new(
        py: Python<'_>,
        transfer: &tegata::Transfer,
        clocks: tegata::Clocks,
        found: Vec<tegata::survey::Route>,
    ) -> PyResult<Self> {
        let one = |route: tegata::survey::Route| {
            let json =
                tegata::survey::Route::to_json(transfer, clocks, std::slice::from_ref(&route));
            Route { route, json }
        };
        let made = || {
            let json = tegata::survey::Route::to_json(transfer, clocks, &found);
            Self { json, routes: found.into_iter().map(one).collect() }
        };
        unlocked(py, made)
    }
}

#[pymethods]
impl Routes {
    /// All of it as canonical JSON, `tegata.routes/1`.
    fn to_json(&self) -> &str {
        &self.json
    }

    /// The same as Python's own values.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        output::parsed(py, &self.json)
    }

    fn __len__(&self) -> usize {
        self.routes.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        each(py, self.routes.iter().cloned())
    }

    fn __getitem__(&self, index: isize) -> PyResult<Route> {
        at(&self.routes, index)
    }

    fn __repr__(&self) -> String {
        format!("<Routes: {}>", self.routes.len())
    }
}

/// A way to a yes: after all of its changes the verdict is as promised.
#[pyclass(frozen, eq, module = "tegata")]
#[derive(Clone, PartialEq)]
pub(crate) struct Route {
    route: tegata::survey::Route,
    /// `tegata.routes/1` with this route alone.
    json: String,
}

#[pymethods]
impl Route {
    /// What to change, each as a mapping: `present`, `evidence`, `show`, `state`, `leaveOut`.
    #[getter]
    fn changes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let route = output::parsed(py, &self.json)?.get_item("routes")?.get_item(0)?;
        let changes = route.get_item("changes")?;
        PyTuple::new(py, changes.try_iter()?.collect::<PyResult<Vec<_>>>()?)
    }

    /// The answer then.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.route.verdict.as_str()
    }

    /// By which instrument; none where none is needed.
    #[getter]
    fn instrument(&self) -> Option<&str> {
        self.route.instrument.as_deref()
    }

    /// The question after the changes, but for the certificates: those must be had first.
    fn apply(&self, transfer: &Transfer) -> Transfer {
        Transfer(self.route.apply(&transfer.0))
    }

    fn __repr__(&self) -> String {
        format!("<Route to {} by {} changes>", self.verdict(), self.route.changes.len())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.json.as_str().into_pyobject(py)?.hash()
    }
}
