//! Certificates whose steps 1 to 3 are known to hold.
//!
//! Those steps depend on the bytes, the bundle and the policy alone. The verifier's bundle
//! and policy never change, so the digest of the bytes, all of them, is the whole key.

use crate::certificate::Certificate;
use crate::crypto::sha256;
use crate::report::Refusal;
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};

type Digest = [u8; 32];

/// The last certificates that were read, up to a number of them.
pub(super) struct SignatureCache {
    capacity: NonZeroUsize,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    certificates: HashMap<Digest, Certificate>,
    oldest_first: VecDeque<Digest>,
}

impl SignatureCache {
    pub(super) fn new(capacity: NonZeroUsize) -> Self {
        Self { capacity, known: Mutex::default() }
    }

    /// One for another bundle: as large, and empty.
    pub(super) fn emptied(&self) -> Self {
        Self::new(self.capacity)
    }

    /// The certificate of these bytes, from memory or as `read` gives it. A refusal is not
    /// remembered: strangers would decide what is.
    pub(super) fn recall_or(
        &self,
        token: &[u8],
        read: impl FnOnce() -> Result<Certificate, Refusal>,
    ) -> Result<Certificate, Refusal> {
        let digest = sha256(token);
        let known = self.known().certificates.get(&digest).cloned();
        if let Some(certificate) = known {
            return Ok(certificate);
        }
        // Not under the lock: others go on meanwhile.
        let certificate = read()?;
        self.known().remember(digest, certificate.clone(), self.capacity);
        Ok(certificate)
    }

    /// A thread that panicked left nothing worse behind than one entry too many.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn remember(&mut self, digest: Digest, certificate: Certificate, capacity: NonZeroUsize) {
        if self.certificates.insert(digest, certificate).is_some() {
            return; // another thread read the same bytes
        }
        self.oldest_first.push_back(digest);
        while self.oldest_first.len() > capacity.get() {
            let oldest = self.oldest_first.pop_front();
            oldest.map(|digest| self.certificates.remove(&digest));
        }
    }
}

impl fmt::Debug for SignatureCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignatureCache").field("capacity", &self.capacity).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::bundle::TrustBundle;
    use crate::clock::Timestamp;
    use crate::verifier::Verifier;
    use std::sync::Arc;

    /// A client asks clones of its verifier; over another bundle nothing is known to be genuine.
    #[test]
    fn clones_remember_together_and_other_bundles_begin_anew() {
        let bundle =
            || TrustBundle::new(Timestamp::from_unix(0).unwrap(), Vec::new(), Vec::new()).unwrap();
        let verifier = Verifier::new(bundle()).with_signature_cache(4);
        let (own, clone) = (verifier.cache.clone().unwrap(), verifier.clone().cache.unwrap());
        assert!(Arc::ptr_eq(&own, &clone));
        let other = verifier.with(bundle()).cache.unwrap();
        assert!(!Arc::ptr_eq(&own, &other));
        assert_eq!(other.capacity.get(), 4);
    }
}
