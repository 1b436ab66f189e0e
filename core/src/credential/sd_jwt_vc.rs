//! SD-JWT VC: the claims of a `dc+sd-jwt` (SD-JWT VC draft, section 2.2.2).

use super::claims::{check_texts, identifier, invalid, numeric_date, required_text, text};
use super::vcdm::{Validity, check_order};
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
            return Err(invalid(name, "expected an object"));
        }
    }
    let from = numeric_date(claims, "nbf")?;
    let until = numeric_date(claims, "exp")?;
    check_order(from, until)?;
    let signed = numeric_date(claims, "iat")?.or(from);
    Ok(Validity { from, until, signed })
}
