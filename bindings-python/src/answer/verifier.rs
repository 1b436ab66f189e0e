//! The verifier: the calls.

use super::clocks::or_now;
use super::{Both, Certificate, Clocks, Credential, Decision, Standing, Transfer, certificates};
use crate::columns::{self, Answers};
use crate::error::refused;
use crate::input::{Instant, Text, When};
use crate::output;
use crate::run::{tried, unlocked};
use crate::survey::{Affected, Asked, Corridors, Openings, Period, Routes, ending};
use crate::trust::{Policy, TrustBundle};
use pyo3::prelude::*;
use pyo3::types::{PyDateTime, PyTuple};
use std::sync::Arc;
use tegata::{Expected, Refusal};

/// Answers questions about credentials, from one bundle under one policy. Immutable; share
/// it between threads, which verify at the same time.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Verifier {
    verifier: tegata::Verifier,
    bundle: Py<TrustBundle>,
    policy: Py<Policy>,
    signature_cache: usize,
}

impl Verifier {
    /// The library's own, to be kept elsewhere.
    pub(crate) fn shared(&self) -> tegata::Verifier {
        self.verifier.clone()
    }

    fn given<T: Send>(
        &self,
        py: Python<'_>,
        call: impl FnOnce(&tegata::Verifier) -> Result<T, Refusal> + Send,
    ) -> PyResult<T> {
        unlocked(py, || call(&self.verifier))?.map_err(|refusal| refused(py, &refusal))
    }
}

#[pymethods]
impl Verifier {
    #[new]
    #[pyo3(signature = (bundle, policy = None, *, signature_cache = 0))]
    fn new(
        py: Python<'_>,
        bundle: Py<TrustBundle>,
        policy: Option<Py<Policy>>,
        signature_cache: usize,
    ) -> PyResult<Self> {
        let policy = policy.map_or_else(|| Py::new(py, Policy::default()), Ok)?;
        let (world, rules) = (Arc::clone(&bundle.get().0), policy.get().0.clone());
        let verifier = tried(py, || tegata::Verifier::with_policy(world, rules))?;
        let verifier = verifier.with_signature_cache(signature_cache);
        Ok(Self { verifier, bundle, policy, signature_cache })
    }

    /// The bundle.
    #[getter]
    fn bundle(&self, py: Python<'_>) -> Py<TrustBundle> {
        self.bundle.clone_ref(py)
    }

    /// The policy.
    #[getter]
    fn policy(&self, py: Python<'_>) -> Py<Policy> {
        self.policy.clone_ref(py)
    }

    /// Steps 1 to 3 for a credential of any kind.
    fn open(&self, py: Python<'_>, token: Text) -> PyResult<Credential> {
        self.given(py, |verifier| verifier.open(token)).map(Credential)
    }

    /// Steps 1 to 3 for an organisation's certificate: facts, true whatever the time.
    fn authenticate(&self, py: Python<'_>, token: Text) -> PyResult<Certificate> {
        self.given(py, |verifier| verifier.authenticate(token)).map(Certificate)
    }

    /// Steps 1 to 3 for a certificate that its holder presents with a proof of possession.
    #[pyo3(signature = (token, *, audience, nonce, max_age_seconds, clocks = None))]
    fn authenticate_presentation(
        &self,
        py: Python<'_>,
        token: Text,
        audience: &str,
        nonce: &str,
        max_age_seconds: u32,
        clocks: Option<Clocks>,
    ) -> PyResult<Certificate> {
        let (expected, clocks) = (Expected { audience, nonce, max_age_seconds }, or_now(clocks));
        let ask = |verifier: &tegata::Verifier| {
            verifier.authenticate_presentation(token, &expected, clocks)
        };
        self.given(py, ask).map(Certificate)
    }

    /// Steps 4 and 5: was the body accredited, and was the certificate in force?
    #[pyo3(signature = (certificate, clocks = None))]
    fn assess(
        &self,
        py: Python<'_>,
        certificate: &Certificate,
        clocks: Option<Clocks>,
    ) -> PyResult<Standing> {
        let clocks = or_now(clocks);
        self.given(py, |verifier| verifier.assess(&certificate.0, clocks)).map(Standing)
    }

    /// The same from the first to the last instant of a day.
    fn assess_day(
        &self,
        py: Python<'_>,
        certificate: &Certificate,
        first: Clocks,
        last: Clocks,
    ) -> PyResult<Standing> {
        let ask =
            |verifier: &tegata::Verifier| verifier.assess_day(&certificate.0, first.0, last.0);
        self.given(py, ask).map(Standing)
    }

    /// Steps 1 to 5: is this certificate good?
    #[pyo3(signature = (token, clocks = None))]
    fn verify(&self, py: Python<'_>, token: Text, clocks: Option<Clocks>) -> PyResult<Standing> {
        let clocks = or_now(clocks);
        self.given(py, |verifier| verifier.verify(token, clocks)).map(Standing)
    }

    /// Steps 4 to 8: may these certificates, which are all there is, be relied on for this
    /// transfer in the eyes of the exporter's law?
    #[pyo3(signature = (transfer, certificates = None, clocks = None))]
    fn decide(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        certificates: Option<&Bound<'_, PyAny>>,
        clocks: Option<Clocks>,
    ) -> PyResult<Decision> {
        let (held, clocks) = (all(certificates)?, or_now(clocks));
        unlocked(py, || self.verifier.decide(&transfer.0, &held, clocks)).map(Decision)
    }

    /// Steps 1 to 5 for each token of an Arrow column.
    #[pyo3(signature = (tokens, clocks = None, *, reports = false))]
    fn verify_batch(
        &self,
        tokens: &Bound<'_, PyAny>,
        clocks: Option<Clocks>,
        reports: bool,
    ) -> PyResult<Answers> {
        columns::verify(&self.verifier, tokens, or_now(clocks), reports)
    }

    /// Steps 1 to 8 for each row of an Arrow table.
    #[pyo3(signature = (questions, clocks = None, *, reports = false))]
    fn decide_batch(
        &self,
        questions: &Bound<'_, PyAny>,
        clocks: Option<Clocks>,
        reports: bool,
    ) -> PyResult<Answers> {
        columns::decide(&self.verifier, questions, or_now(clocks), reports)
    }

    /// The same from the first to the last instant of a day.
    fn decide_day(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        certificates: &Bound<'_, PyAny>,
        first: Clocks,
        last: Clocks,
    ) -> PyResult<Decision> {
        let held = all(Some(certificates))?;
        let ask = || self.verifier.decide_day(&transfer.0, &held, first.0, last.0);
        unlocked(py, ask).map(Decision)
    }

    /// Decides with hindsight, and once more with what was known on the day, where the
    /// question knows more than that.
    #[pyo3(signature = (transfer, certificates, first, last = None))]
    fn decide_both(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        certificates: &Bound<'_, PyAny>,
        first: Clocks,
        last: Option<Clocks>,
    ) -> PyResult<Both> {
        let (held, last) = (all(Some(certificates))?, last.unwrap_or(first));
        let ask = || self.verifier.decide_both(&transfer.0, &held, first.0, last.0);
        unlocked(py, ask).map(Both)
    }

    /// The first and the last second of a day where the exporter is.
    fn day_of<'py>(
        &self,
        py: Python<'py>,
        transfer: &Transfer,
        day: When,
    ) -> PyResult<(Bound<'py, PyDateTime>, Bound<'py, PyDateTime>)> {
        let (first, last) = unlocked(py, || self.verifier.day_of(&transfer.0, day.0))?;
        Ok((output::instant(py, first)?, output::instant(py, last)?))
    }

    /// From when until when the transfer was recognised, and by what.
    #[pyo3(signature = (transfer, certificates = None, *, since, until = None, known_at = None))]
    fn period(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        certificates: Option<&Bound<'_, PyAny>>,
        since: Instant,
        until: Option<Instant>,
        known_at: Option<Instant>,
    ) -> PyResult<Period> {
        let (held, now) = (all(certificates)?, Clocks::now().0.known_at);
        let or_now = |at: Option<Instant>| at.map_or(now, |at| at.0);
        let (until, known_at) = (or_now(until), or_now(known_at));
        let ask = || self.verifier.period(&transfer.0, &held, since.0, until, known_at);
        Ok(Period::new(unlocked(py, ask)?, self.bundle(py)))
    }

    /// What would make it a yes, the smallest changes first.
    #[pyo3(signature = (transfer, certificates = None, clocks = None))]
    fn routes(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        certificates: Option<&Bound<'_, PyAny>>,
        clocks: Option<Clocks>,
    ) -> PyResult<Routes> {
        let (held, clocks) = (all(certificates)?, or_now(clocks));
        let found = unlocked(py, || self.verifier.routes(&transfer.0, &held, clocks))?;
        Routes::new(py, &transfer.0, clocks, found)
    }

    /// From which regimes a transfer to the importer's place is open.
    #[pyo3(signature = (transfer, certificates = None, clocks = None))]
    fn corridors(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        certificates: Option<&Bound<'_, PyAny>>,
        clocks: Option<Clocks>,
    ) -> PyResult<Corridors> {
        let (held, clocks) = (all(certificates)?, or_now(clocks));
        let found = unlocked(py, || self.verifier.corridors(&transfer.0, &held, clocks))?;
        Ok(Corridors::new(found, self.bundle(py)))
    }

    /// Every kind of certificate that an instrument in reach accepts, and what the answer
    /// would be with it: the best first.
    #[pyo3(signature = (transfer, clocks = None))]
    fn openings(
        &self,
        py: Python<'_>,
        transfer: &Transfer,
        clocks: Option<Clocks>,
    ) -> PyResult<Openings> {
        let clocks = or_now(clocks);
        let found = unlocked(py, || self.verifier.openings(&transfer.0, clocks))?;
        Openings::new(py, &transfer.0, clocks, found)
    }

    /// What becomes of past decisions if an instrument ends.
    #[pyo3(signature = (decisions, *, instrument, ends, published = None, annulled_from = None))]
    fn impact<'py>(
        &self,
        py: Python<'py>,
        decisions: Vec<Asked>,
        instrument: String,
        ends: Instant,
        published: Option<Instant>,
        annulled_from: Option<Instant>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let ending = ending(instrument, ends, published, annulled_from);
        let ask = || -> Result<Vec<_>, tegata::Error> {
            let replay = self.verifier.ending(ending)?;
            Ok(decisions.into_iter().map(|asked| Affected::of(asked, &replay)).collect())
        };
        PyTuple::new(py, tried(py, ask)?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (bundle, policy) = (self.bundle.bind(py).repr()?, self.policy.bind(py).repr()?);
        Ok(format!("<Verifier from {bundle} under {policy}>"))
    }

    /// By content, so that worker processes can receive it.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (py, this) = (slf.py(), slf.get());
        let rebuild = py.import("tegata._pickle")?.getattr("verifier")?;
        let content = (this.bundle(py), this.policy(py), this.signature_cache);
        (rebuild, content).into_pyobject(py)
    }
}

fn all(given: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<tegata::Certificate>> {
    given.map_or_else(|| Ok(Vec::new()), certificates)
}
