//! Measures in units of one raw signature verification, so that the speed of the machine
//! and most of its noise cancel out.

use crate::heap::allocations;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 4001;

/// One raw P-256 verification over the bytes that a token signs, its key parsed before.
pub struct Unit {
    key: ParsedPublicKey,
    message: Vec<u8>,
    signature: Vec<u8>,
}

impl Unit {
    /// The unit for a compact JWS; `point` is the signer's key, uncompressed.
    pub fn of(jwt: &str, point: &[u8]) -> Self {
        let (message, signature) = jwt.rsplit_once('.').expect("a compact JWS");
        Self {
            key: ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).expect("a point"),
            message: message.into(),
            signature: URL_SAFE_NO_PAD.decode(signature).expect("base64url"),
        }
    }

    pub fn verify(&self) {
        self.key.verify_sig(black_box(&self.message), black_box(&self.signature)).expect("valid");
    }
}

/// What one verification costs.
pub struct Cost {
    /// In units of one raw verification.
    pub ratio: f64,
    /// One raw verification, in microseconds.
    pub unit: f64,
    pub allocations: u64,
}

/// Compares the medians of many single calls, the unit's and the work's in turn. One call is
/// far shorter than a turn of the scheduler, so that other programs disturb few of them.
pub fn measure(unit: &Unit, work: &dyn Fn()) -> Cost {
    work();
    let allocations = allocations(work);
    let (mut units, mut works) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        units.push(time(&|| unit.verify()));
        works.push(time(work));
    }
    let (unit, work) = (median(&mut units), median(&mut works));
    let ratio = work.as_secs_f64() / unit.as_secs_f64();
    Cost { ratio, unit: unit.as_secs_f64() * 1e6, allocations }
}

fn time(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
