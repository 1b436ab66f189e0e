//! What carries the bytes: HTTPS, or a callable of the caller's own.

use pyo3::exceptions::{PyOSError, PyTimeoutError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::sync::{Mutex, PoisonError};
#[cfg(feature = "http")]
use tegata::fetch::BlockingHttp;
use tegata::fetch::{FetchError, FetchFault, Response, Transport};

/// The network of a fetcher.
pub(crate) enum Network {
    #[cfg(feature = "http")]
    Https(BlockingHttp),
    Own(Own),
}

/// A transport that Python brings.
pub(crate) struct Own {
    call: Py<PyAny>,
    /// What it raised that is no fault of a network.
    raised: Mutex<Option<PyErr>>,
}

impl Network {
    pub(super) fn own(call: Py<PyAny>) -> Self {
        Self::Own(Own { call, raised: Mutex::new(None) })
    }

    /// What the caller's transport raised since the last look, which is the caller's to see.
    pub(super) fn raised(&self) -> Option<PyErr> {
        match self {
            #[cfg(feature = "http")]
            Self::Https(_) => None,
            Self::Own(own) => own.raised().take(),
        }
    }
}

impl Transport for Network {
    fn fetch(&self, request: &tegata::fetch::Request) -> Result<Response, FetchError> {
        match self {
            #[cfg(feature = "http")]
            Self::Https(http) => http.fetch(request),
            Self::Own(own) => Python::attach(|py| own.fetch(py, request)),
        }
    }
}

impl Own {
    fn raised(&self) -> std::sync::MutexGuard<'_, Option<PyErr>> {
        self.raised.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fetch(
        &self,
        py: Python<'_>,
        request: &tegata::fetch::Request,
    ) -> Result<Response, FetchError> {
        let asked = self.call.call1(py, (Request(request.clone()),));
        asked.and_then(|answer| response(answer.bind(py))).map_err(|error| {
            let fault = fault(py, &error);
            if fault == FetchFault::Transport {
                self.raised().get_or_insert(error);
            }
            FetchError::new(fault, request.url())
        })
    }
}

/// What a network may do to anybody; everything else is a mistake of the transport's.
fn fault(py: Python<'_>, error: &PyErr) -> FetchFault {
    match () {
        () if error.is_instance_of::<PyTimeoutError>(py) => FetchFault::TimedOut,
        () if error.is_instance_of::<PyOSError>(py) => FetchFault::Unreachable,
        () => FetchFault::Transport,
    }
}

/// A status, headers, and a body.
fn response(answer: &Bound<'_, PyAny>) -> PyResult<Response> {
    let expected = || PyValueError::new_err("a transport gives (status, headers, body)");
    let (status, headers, body): (u16, Bound<'_, PyAny>, Vec<u8>) =
        answer.extract().map_err(|_| expected())?;
    let pairs = PyDict::new(answer.py());
    pairs.call_method1("update", (headers,))?;
    pairs.iter().try_fold(Response::new(status, body), |response, (name, value)| {
        Ok(response.with(name.extract::<String>()?, value.extract::<String>()?))
    })
}

/// A document to obtain, whose URL has passed the guard.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Request(tegata::fetch::Request);

#[pymethods]
impl Request {
    /// Where it is published.
    #[getter]
    fn url(&self) -> &str {
        self.0.url()
    }

    /// What it is, as in `Need.kind`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind().as_str()
    }

    /// The most bytes that it may have. Read no more.
    #[getter]
    fn limit(&self) -> usize {
        self.0.limit()
    }

    /// The media types that it may have; the first is preferred.
    #[getter]
    fn media_types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.media_types())
    }

    /// The headers to send.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let headers = PyDict::new(py);
        headers.set_item("Accept", self.0.media_types().join(", "))?;
        headers.set_item("Accept-Encoding", "identity")?;
        let known = self.0.known();
        for (name, value) in
            [("If-None-Match", &known.etag), ("If-Modified-Since", &known.last_modified)]
        {
            value.as_ref().map(|value| headers.set_item(name, value)).transpose()?;
        }
        Ok(headers)
    }

    fn __repr__(&self) -> String {
        format!("<Request for a {} at {:?}>", self.kind(), tegata::explain::printable(self.url()))
    }
}
