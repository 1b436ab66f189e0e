//! What a raw signature check costs in this very process (feature `bench`).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::time::Instant;

/// Verifies a signature with a key that was parsed before, so many times. Gives the seconds
/// that it took.
#[pyfunction]
pub(crate) fn _raw_p256(
    py: Python<'_>,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
    rounds: u32,
) -> PyResult<f64> {
    let key = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key);
    let key = key.map_err(|_| PyValueError::new_err("it is no P-256 key"))?;
    py.detach(|| {
        let start = Instant::now();
        let good = (0..rounds).all(|_| key.verify_sig(message, signature).is_ok());
        good.then(|| start.elapsed().as_secs_f64())
    })
    .ok_or_else(|| PyValueError::new_err("the signature does not verify"))
}
