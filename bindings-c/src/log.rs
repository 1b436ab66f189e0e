//! Where mistakes are told: one function of the caller's, for the whole process.

use crate::fault::Fault;
use crate::ffi::LogTo;
use std::sync::{PoisonError, RwLock};

static TOLD: RwLock<Option<LogTo>> = RwLock::new(None);

/// Tells `to` from now on, or nobody.
pub(crate) fn set(to: Option<LogTo>) {
    *TOLD.write().unwrap_or_else(PoisonError::into_inner) = to;
}

/// Tells of a fault of that function. The lock is not held meanwhile: whoever is told may
/// call back.
pub(crate) fn tell(function: &str, fault: &Fault) {
    let told = *TOLD.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(to) = told {
        to.tell(fault.result(), function, &fault.problem());
    }
}
