//! Transfers, which C may change.

use crate::fault::Fault;
use crate::types::tegata_result;
use std::sync::{Mutex, PoisonError};
use tegata_core::Transfer;

/// A transfer. Threads that change it take turns.
pub(crate) struct Question(Mutex<Transfer>);

impl From<Transfer> for Question {
    fn from(transfer: Transfer) -> Self {
        Self(Mutex::new(transfer))
    }
}

impl Question {
    /// The transfer as it is now.
    pub(crate) fn read(&self) -> Transfer {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another in its place. A change that panics changes nothing.
    pub(crate) fn change(
        &self,
        change: impl FnOnce(Transfer) -> Transfer,
    ) -> Result<tegata_result, Fault> {
        let mut transfer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *transfer = change(transfer.clone());
        Ok(tegata_result::TEGATA_OK)
    }
}
