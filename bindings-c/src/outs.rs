//! Giving answers out.

use crate::answer::{Answer, Decided};
use crate::fault::Fault;
use crate::ffi::Out;
use crate::handle::Handle;
use crate::types::{tegata_decision, tegata_report, tegata_result, tegata_text};
use std::ptr;
use tegata_core::Refusal;

/// A report, and its answer as a number.
pub(crate) fn report(
    answer: Answer,
    out: Out<'_, *mut tegata_report>,
) -> Result<tegata_result, Fault> {
    let result = answer.result();
    out.put(Handle::new(answer)?);
    Ok(result)
}

/// A decision, and its answer as a number.
pub(crate) fn decision(
    decided: Decided,
    out: Out<'_, *mut tegata_decision>,
) -> Result<tegata_result, Fault> {
    let result = decided.answer().result();
    out.put(Handle::new(decided)?);
    Ok(result)
}

/// What was asked for, or the refusal.
pub(crate) fn either<H: Handle>(
    answer: Result<H::Object, Refusal>,
    (out, refused): (Out<'_, *mut H>, Out<'_, *mut tegata_report>),
) -> Result<tegata_result, Fault> {
    match answer {
        Ok(object) => {
            out.put(H::new(object)?);
            refused.put(ptr::null_mut());
            Ok(tegata_result::TEGATA_OK)
        }
        Err(refusal) => {
            let result = report(refusal.into(), refused)?;
            out.put(ptr::null_mut());
            Ok(result)
        }
    }
}

/// What was made.
pub(crate) fn made<H: Handle>(
    object: impl Into<H::Object>,
    out: Out<'_, *mut H>,
) -> Result<tegata_result, Fault> {
    out.put(H::new(object.into())?);
    Ok(tegata_result::TEGATA_OK)
}

/// A text.
pub(crate) fn text(
    text: impl Into<String>,
    out: Out<'_, *mut tegata_text>,
) -> Result<tegata_result, Fault> {
    made(text, out)
}
