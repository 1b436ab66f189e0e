//! The W3C Verifiable Credentials Data Model 2.0, as far as a verifier must enforce it.

use super::claims::{
    self, identifier, instant, invalid, invalid_at, numeric_date, required, required_text,
};
use crate::clock::Timestamp;
use crate::code::{Code, Finding};
use crate::json::{Object, Value};

/// The first context of every credential (VCDM 2.0 section 4.3).
pub(crate) const CONTEXT: &str = "https://www.w3.org/ns/credentials/v2";

/// When a credential says that it was signed and for how long it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Validity {
    /// The later of `validFrom` and `nbf`.
    pub from: Option<Timestamp>,
    /// The earlier of `validUntil` and `exp`.
    pub until: Option<Timestamp>,
    /// When it was signed, by its own word: `iat`, or else its beginning.
    pub signed: Option<Timestamp>,
}

/// The issuer of a credential: `issuer`, or its `id` (section 4.7).
pub(crate) fn issuer<'d>(credential: Object<'d>) -> Result<&'d str, Finding> {
    let value = required(credential, "issuer")?;
    let id = match value.as_object() {
        Some(object) => required_text(object, "id")?,
        None => value
            .as_str()
            .ok_or_else(|| invalid_at(credential, "issuer", "expected one URL or DID"))?,
    };
    if !claims::is_identifier(id) {
        return Err(invalid_at(credential, "issuer", "expected a URL or DID"));
    }
    Ok(id)
}

/// Checks a whole credential, and the JWT claims around it (VC-JOSE-COSE section 3.1.3).
pub(crate) fn check(credential: Object<'_>) -> Result<Validity, Finding> {
    check_contexts(credential)?;
    check_types(required(credential, "type")?)?;
    let id = identifier(credential, "id")?;
    let subject = check_subjects(credential)?;
    check_wrapper(credential, id, subject)?;
    check_texts_with_language(credential)?;
    check_typed(credential)?;
    validity(credential)
}

fn check_contexts(credential: Object<'_>) -> Result<(), Finding> {
    let fault = |fault: &str| Finding::new(Code::ContextInvalid).with("fault", fault);
    let contexts = credential.get("@context").ok_or_else(|| fault("it is missing"))?;
    let contexts = contexts.as_array().ok_or_else(|| fault("expected a list"))?;
    if contexts.get(0).and_then(Value::as_str) != Some(CONTEXT) {
        return Err(fault("the first one must be the VCDM 2.0 context"));
    }
    // An inline context could give our own terms another meaning.
    if contexts.iter().all(|context| context.as_str().is_some_and(claims::is_identifier)) {
        return Ok(());
    }
    Err(fault("only URLs are accepted"))
}

/// Section 4.5: one type or several, `VerifiableCredential` among them.
fn check_types(types: Value<'_>) -> Result<(), Finding> {
    if has_type(types, "VerifiableCredential") && types_are_texts(types) {
        return Ok(());
    }
    Err(invalid("type", "expected `VerifiableCredential` and what kind of credential it is"))
}

fn types_are_texts(types: Value<'_>) -> bool {
    types.as_str().is_some()
        || types.as_array().is_some_and(|list| list.iter().all(|item| item.as_str().is_some()))
}

/// Whether `types` (a name or a list of names) holds `name`.
pub(crate) fn has_type(types: Value<'_>, name: &str) -> bool {
    types.as_str() == Some(name)
        || types.as_array().is_some_and(|list| list.iter().any(|item| item.as_str() == Some(name)))
}

/// Section 4.8: one subject or several, none of them empty. Gives the identifier of a
/// single one.
fn check_subjects<'d>(credential: Object<'d>) -> Result<Option<&'d str>, Finding> {
    let value = required(credential, "credentialSubject")?;
    let check = |value: Value<'d>| match value.as_object() {
        Some(subject) if !subject.is_empty() => identifier(subject, "id"),
        _ => Err(invalid_at(
            credential,
            "credentialSubject",
            "expected an object with something in it",
        )),
    };
    let Some(list) = value.as_array() else { return check(value) };
    if list.is_empty() {
        return Err(invalid_at(credential, "credentialSubject", "there is no subject"));
    }
    list.iter().try_for_each(|subject| check(subject).map(|_| ()))?;
    Ok(None)
}

/// VC-JOSE-COSE sections 3.1.1 and 3.1.3: the payload is the credential itself, and the
/// registered claims beside it must not say otherwise.
fn check_wrapper(
    credential: Object<'_>,
    id: Option<&str>,
    subject: Option<&str>,
) -> Result<(), Finding> {
    if credential.get("vc").is_some() || credential.get("vp").is_some() {
        return Err(invalid_at(
            credential,
            "vc",
            "the claims `vc` and `vp` of older data models are refused",
        ));
    }
    let same =
        |claim: &str, other: Option<&str>, member: &str| match claims::text(credential, claim)? {
            Some(text) if Some(text) != other => {
                Err(invalid_at(credential, claim, &format!("it contradicts `{member}`")))
            }
            _ => Ok(()),
        };
    same("jti", id, "id")?;
    if required(credential, "credentialSubject")?.as_object().is_some() {
        same("sub", subject, "credentialSubject.id")?;
    }
    let issuer = issuer(credential)?;
    match claims::text(credential, "iss")? {
        Some(other) if other != issuer => {
            let finding = Finding::new(Code::IssuerContradictory);
            Err(finding.with("issuer", issuer).with("other", other))
        }
        _ => Ok(()),
    }
}

/// Section 4.4: a name or description is a text, or texts with their language.
fn check_texts_with_language(credential: Object<'_>) -> Result<(), Finding> {
    ["name", "description"].into_iter().try_for_each(|member| {
        let Some(value) = credential.get(member) else { return Ok(()) };
        let tagged = |value: Value<'_>| {
            value.as_object().is_some_and(|o| o.get("@value").is_some_and(|v| v.as_str().is_some()))
        };
        let list = value.as_array().is_some_and(|list| list.iter().all(tagged));
        if value.as_str().is_some() || tagged(value) || list {
            return Ok(());
        }
        Err(invalid_at(credential, member, "expected a text, or a text with its language"))
    })
}

/// Members whose objects must say what they are (section 4.5).
const TYPED: [&str; 5] =
    ["credentialStatus", "credentialSchema", "evidence", "termsOfUse", "refreshService"];

fn check_typed(credential: Object<'_>) -> Result<(), Finding> {
    TYPED.into_iter().try_for_each(|member| {
        each(credential, member, |object| {
            let types =
                object.get("type").ok_or_else(|| invalid_at(object, "type", "it is missing"))?;
            if !types_are_texts(types) {
                return Err(invalid_at(object, "type", "expected a name"));
            }
            if member == "credentialSchema" {
                identifier(object, "id")?
                    .ok_or_else(|| invalid_at(object, "id", "it is missing"))?;
            }
            Ok(())
        })
    })
}

/// Calls `check` with the object at `member`, or with each object of the list there.
pub(crate) fn each<'d>(
    parent: Object<'d>,
    member: &str,
    mut check: impl FnMut(Object<'d>) -> Result<(), Finding>,
) -> Result<(), Finding> {
    let Some(value) = parent.get(member) else { return Ok(()) };
    let mut one = |value: Value<'d>| match value.as_object() {
        Some(object) => check(object),
        None => Err(invalid_at(parent, member, "expected an object, or a list of objects")),
    };
    match value.as_array() {
        Some(list) => list.iter().try_for_each(one),
        None => one(value),
    }
}

/// Section 4.9, with `nbf`, `exp` and `iat`: both the statement and its signature must hold.
pub(crate) fn validity(credential: Object<'_>) -> Result<Validity, Finding> {
    let (from, until) = (instant(credential, "validFrom")?, instant(credential, "validUntil")?);
    let (begin, end) = (numeric_date(credential, "nbf")?, numeric_date(credential, "exp")?);
    let issued = numeric_date(credential, "iat")?;
    let from = from.max(begin);
    let until = earlier(until, end);
    check_order(from, until)?;
    Ok(Validity { from, until, signed: issued.or(from) })
}

/// A validity that ends before it begins is a contradiction, whatever the time.
pub(crate) fn check_order(
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> Result<(), Finding> {
    match (from, until) {
        (Some(from), Some(until)) if from > until => Err(Finding::new(Code::ValidityContradictory)
            .with("from", from.to_string())
            .with("until", until.to_string())),
        _ => Ok(()),
    }
}

fn earlier(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => a.or(b),
    }
}
