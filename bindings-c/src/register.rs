//! Registers of statuses, which C may change.

use std::sync::{Mutex, PoisonError};
use tegata_core::Error;
use tegata_core::issue::StatusRegister;

/// A register. Threads that change it take turns.
pub(crate) struct Register(Mutex<StatusRegister>);

impl From<StatusRegister> for Register {
    fn from(register: StatusRegister) -> Self {
        Self(Mutex::new(register))
    }
}

impl Register {
    /// The register as it is now.
    pub(crate) fn read(&self) -> StatusRegister {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes it. A change that fails, or panics, changes nothing.
    pub(crate) fn change<V>(
        &self,
        change: impl FnOnce(&mut StatusRegister) -> Result<V, Error>,
    ) -> Result<V, Error> {
        let mut register = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = register.clone();
        let given = change(&mut changed)?;
        *register = changed;
        Ok(given)
    }
}
