//! Handles as C holds them.

use crate::fault::Fault;
use crate::table;
use crate::types::tegata_result;
use std::any::Any;
use std::ptr;
use std::sync::Arc;

/// A type that C sees only pointers of, each of which stands for an object in the table. No
/// two of them stand for objects of the same type.
pub(crate) trait Handle: Sized {
    /// What it stands for.
    type Object: Any + Send + Sync;

    /// A new handle.
    fn new(object: Self::Object) -> Result<*mut Self, Fault> {
        table::insert(object).map(ptr::without_provenance_mut)
    }

    /// What a handle stands for.
    fn get(handle: *const Self) -> Result<Arc<Self::Object>, Fault> {
        table::get(handle.addr())
    }

    /// Ends a handle; NULL is none, and fine.
    fn free(handle: *mut Self) -> Result<tegata_result, Fault> {
        if !handle.is_null() {
            table::remove::<Self::Object>(handle.addr())?;
        }
        Ok(tegata_result::TEGATA_OK)
    }
}
