//! SD-JWT VC: the claims of a `dc+sd-jwt` (SD-JWT VC draft, section 2.2.2).

use super::claims::{
    check_texts, identifier, instant, invalid_at, numeric_date, required_text, text,
};
use super::vcdm::{Validity, check_order};
use crate::clock::Timestamp;
use crate::code::Finding;
use crate::json::Object;

/// Checks the registered claims and gives the validity. `vct` is the type and must be
/// there; a wrong form is a fault, never an absence.
pub(crate) fn check(claims: Object<'_>) -> Result<Validity, Finding> {
    required_text(claims, "vct")?;
    identifier(claims, "iss")?;
    identifier(claims, "sub")?;
    text(claims, "vct#integrity")?;
    check_texts(claims, "aka_vcts")?;
    for name in ["cnf", "status"] {
        if claims.get(name).is_some_and(|value| value.as_object().is_none()) {
            return Err(invalid_at(claims, name, "expected an object"));
        }
    }
    let (begin, end) = (numeric_date(claims, "nbf")?, numeric_date(claims, "exp")?);
    check_order(begin, end)?;
    let from = written(claims, "validFrom", begin)?;
    let until = written(claims, "validUntil", end)?;
    let signed = numeric_date(claims, "iat")?.or(from);
    Ok(Validity { from, until, signed })
}

/// A NumericDate knows no offset, and days are counted where they were written: a
/// certificate may repeat its validity as an instant with offset, which must be the same.
fn written(
    claims: Object<'_>,
    name: &str,
    numeric: Option<Timestamp>,
) -> Result<Option<Timestamp>, Finding> {
    let Some(instant) = instant(claims, name)? else { return Ok(numeric) };
    if numeric.map(Timestamp::unix) == Some(instant.unix()) {
        return Ok(Some(instant));
    }
    Err(invalid_at(claims, name, "it is not the same instant as `nbf` or `exp`"))
}
