//! The holder's side: choosing what to show, and proving possession of the key.

use super::Signer;
use super::issuer::at_or_now;
use crate::input::{Instant, Names};
use crate::run::tried;
use pyo3::prelude::*;
use tegata::issue::Challenge;

/// The JSON pointers of what the holder of an SD-JWT may show or keep back.
#[pyfunction]
pub(crate) fn disclosable(py: Python<'_>, token: &str) -> PyResult<Vec<String>> {
    tried(py, || tegata::issue::disclosable(token))
}

/// Shows of an SD-JWT the claims at `keep`, and nothing else that can be hidden. Without
/// proof of possession: whoever gets a copy can show it too.
#[pyfunction]
pub(crate) fn disclose(py: Python<'_>, token: &str, keep: Names) -> PyResult<String> {
    tried(py, || tegata::issue::disclose(token, &borrowed(&keep)))
}

/// The same with a proof that the holder has the key for which it was issued.
#[pyfunction]
#[pyo3(signature = (token, keep, *, signer, audience, nonce, at = None))]
pub(crate) fn present(
    py: Python<'_>,
    token: &str,
    keep: Names,
    signer: &Signer,
    audience: &str,
    nonce: &str,
    at: Option<Instant>,
) -> PyResult<String> {
    let (challenge, at) = (Challenge { audience, nonce }, at_or_now(at));
    signer.signing(py, |key| tegata::issue::present(token, &borrowed(&keep), key, challenge, at))
}

fn borrowed(names: &Names) -> Vec<&str> {
    names.0.iter().map(String::as_str).collect()
}
