//! Where a certificate says that its status can be looked up.

use crate::certificate::Certificate;
use crate::code::{Code, Finding};
use crate::credential::claims::is_identifier;
use crate::credential::vcdm;
use crate::issuer::{Form, Genuine};
use crate::json::{Object, Value};

/// A reference to one entry of one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'c> {
    pub list: &'c str,
    pub index: u64,
    pub purpose: Purpose,
}

/// What an entry can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Bitstring: revoked or not.
    Revocation,
    /// Bitstring: suspended or not.
    Suspension,
    /// Token Status List: valid, invalid or suspended.
    Token,
}

impl Purpose {
    /// Whether a "no" of the list also denies a suspension.
    pub(crate) fn tells_suspension(self) -> bool {
        self != Self::Revocation
    }
}

/// Revocation, suspension, messages and refresh, and as many again for a second mechanism.
const REFERENCES: usize = 8;

fn invalid(fault: &str) -> Finding {
    Finding::new(Code::StatusReferenceInvalid).with("fault", fault)
}

/// Calls `use_it` with each reference of the credential, or with what is wrong with it:
/// one that cannot be read must not hide that another says "revoked".
pub(crate) fn each<'c>(
    genuine: &'c Genuine,
    use_it: &mut dyn FnMut(Result<Reference<'c>, Finding>),
) {
    let Some(claims) = genuine.claims.root().as_object() else { return };
    if genuine.form == Form::DcSdJwt {
        return claims.get("status").into_iter().for_each(|s| use_it(token_reference(s)));
    }
    let listed = claims.get("credentialStatus").and_then(Value::as_array);
    if listed.is_some_and(|list| list.len() > REFERENCES) {
        return use_it(Err(invalid(&format!("there are more than {REFERENCES}"))));
    }
    let checked = vcdm::each(claims, "credentialStatus", |entry| {
        match bitstring_reference(entry) {
            Ok(None) => {}
            Ok(Some(reference)) => use_it(Ok(reference)),
            Err(finding) => use_it(Err(finding)),
        }
        Ok(())
    });
    if let Err(finding) = checked {
        use_it(Err(finding));
    }
}

/// The URLs of the lists that a certificate names.
pub(crate) fn lists_named_by(certificate: &Certificate) -> Vec<String> {
    let mut lists = Vec::new();
    each(certificate.genuine(), &mut |reference| {
        lists.extend(reference.ok().map(|reference| reference.list.to_owned()));
    });
    lists
}

/// Token Status List section 6: `status.status_list` with `idx` and `uri`.
fn token_reference(status: Value<'_>) -> Result<Reference<'_>, Finding> {
    let status = status.as_object().ok_or_else(|| invalid("`status` is not an object"))?;
    let Some(entry) = status.get("status_list") else {
        let mechanism = status.iter().next().map_or("nothing", |(name, _)| name);
        return Err(Finding::new(Code::StatusMechanismUnknown).with("mechanism", mechanism));
    };
    let entry = entry.as_object().ok_or_else(|| invalid("`status_list` is not an object"))?;
    let index = entry.get("idx").and_then(Value::as_u64);
    let index = index.ok_or_else(|| invalid("`idx` is not a whole number from 0"))?;
    let list = entry.get("uri").and_then(Value::as_str).filter(|uri| is_identifier(uri));
    let list = list.ok_or_else(|| invalid("`uri` is not a URL"))?;
    Ok(Reference { list, index, purpose: Purpose::Token })
}

/// Bitstring Status List section 2.1. Purposes that say nothing of validity give `None`.
fn bitstring_reference(entry: Object<'_>) -> Result<Option<Reference<'_>>, Finding> {
    let kind = entry.get("type").and_then(Value::as_str).unwrap_or("?");
    if kind != "BitstringStatusListEntry" {
        return Err(Finding::new(Code::StatusMechanismUnknown).with("mechanism", kind));
    }
    let text = |name| entry.get(name).and_then(Value::as_str);
    let purpose = match text("statusPurpose") {
        Some("revocation") => Purpose::Revocation,
        Some("suspension") => Purpose::Suspension,
        Some("message" | "refresh") => return Ok(None),
        _ => return Err(invalid("its `statusPurpose` is not one of the standard's")),
    };
    if entry.get("statusSize").is_some_and(|size| size.as_u64() != Some(1)) {
        return Err(invalid("a `statusSize` other than 1 has no meaning for this purpose"));
    }
    let index = text("statusListIndex").and_then(decimal);
    let index =
        index.ok_or_else(|| invalid("`statusListIndex` is not a decimal number in a string"))?;
    let list = text("statusListCredential").filter(|url| is_identifier(url));
    let list = list.ok_or_else(|| invalid("`statusListCredential` is not a URL"))?;
    if text("id") == Some(list) {
        return Err(invalid("its `id` is the list's own"));
    }
    Ok(Some(Reference { list, index, purpose }))
}

/// ASCII digits without a leading zero: one number, one spelling.
fn decimal(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = text == "0" || !text.starts_with('0');
    (plain && canonical).then(|| text.parse().ok()).flatten()
}
