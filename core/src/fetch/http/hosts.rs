//! How many requests one host gets at a time.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hosts share a fixed number of slots, so that nobody who names many hosts makes this
/// grow. Two hosts of one slot wait for one another, and no more.
#[derive(Debug)]
pub(super) struct Hosts {
    slots: Vec<Arc<Semaphore>>,
}

const SLOTS: u64 = 64;

impl Hosts {
    pub(super) fn new(per_host: usize) -> Self {
        let slot = |_| Arc::new(Semaphore::new(per_host.clamp(1, Semaphore::MAX_PERMITS)));
        Self { slots: (0..SLOTS).map(slot).collect() }
    }

    /// Waits for its turn, which lasts until the permit is dropped.
    pub(super) async fn enter(&self, host: &str) -> Option<OwnedSemaphorePermit> {
        let mut hasher = DefaultHasher::new();
        host.hash(&mut hasher);
        let slot = usize::try_from(hasher.finish() % SLOTS).ok()?;
        Arc::clone(self.slots.get(slot)?).acquire_owned().await.ok()
    }
}
