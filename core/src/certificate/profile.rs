//! The certificate profile: what a certificate must state, and how.

use crate::clock::Day;
use crate::code::Finding;
use crate::credential::claims::{
    check_texts, identifier, instant, invalid, invalid_at, required, required_text, text,
};
use crate::credential::vcdm;
use crate::issuer::{Form, Genuine};
use crate::jose::jws::unexpected_type;
use crate::json::{Object, Value};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The `type` of a certificate in VCDM form.
pub const CERTIFICATE_TYPE: &str = "DataProtectionCertification";

/// The `vct` of a certificate in SD-JWT VC form.
pub const CERTIFICATE_VCT: &str = "https://w3id.org/tegata/vct/data-protection-certification/1";

/// What an organisation does with the data (GDPR Article 4(7) and (8); CBPR and PRP).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides on purposes and means.
    Controller,
    /// Decides together with others (GDPR Article 26).
    JointController,
    /// Processes on behalf of a controller.
    Processor,
    /// Processes on behalf of a processor (GDPR Article 28(2)).
    SubProcessor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] =
        [Self::Controller, Self::JointController, Self::Processor, Self::SubProcessor];

    /// The name used in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Controller => "controller",
            Self::JointController => "joint_controller",
            Self::Processor => "processor",
            Self::SubProcessor => "sub_processor",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.as_str() == name).ok_or(())
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The object that holds `legalName` and `certification`: the subject in VCDM form, the
/// claims themselves in SD-JWT VC form.
pub(super) fn holder(genuine: &Genuine) -> Option<Object<'_>> {
    let claims = genuine.claims.root().as_object()?;
    match genuine.form {
        Form::DcSdJwt => Some(claims),
        Form::VcJwt | Form::VcSdJwt => claims.get("credentialSubject")?.as_object(),
    }
}

/// The member that says what was certified.
pub(super) fn certification(genuine: &Genuine) -> Result<Value<'_>, Finding> {
    let found = holder(genuine).and_then(|holder| holder.get("certification"));
    found.ok_or_else(|| invalid("certification", "it is missing"))
}

/// Checks the whole profile and gives the day of the decision.
pub(super) fn check(genuine: &Genuine) -> Result<Option<Day>, Finding> {
    check_kind(genuine)?;
    let holder = holder(genuine)
        .ok_or_else(|| invalid("credentialSubject", "expected exactly one organisation"))?;
    let id = if genuine.form == Form::DcSdJwt { "sub" } else { "id" };
    identifier(holder, id)?.ok_or_else(|| invalid_at(holder, id, "it is missing"))?;
    required_text(holder, "legalName")?;
    check_registrations(holder)?;
    check_certification(
        certification(genuine)?
            .as_object()
            .ok_or_else(|| invalid_at(holder, "certification", "expected an object"))?,
    )
}

fn check_kind(genuine: &Genuine) -> Result<(), Finding> {
    let claims = genuine.claims.root().as_object();
    let member = |name| claims.and_then(|claims| claims.get(name));
    let (found, expected, fits) = match genuine.form {
        Form::DcSdJwt => {
            let vct = member("vct").and_then(Value::as_str).unwrap_or_default();
            (vct.to_owned(), CERTIFICATE_VCT, vct == CERTIFICATE_VCT)
        }
        _ => {
            let fits = member("type").is_some_and(|types| vcdm::has_type(types, CERTIFICATE_TYPE));
            ("another credential".to_owned(), CERTIFICATE_TYPE, fits)
        }
    };
    if fits { Ok(()) } else { Err(unexpected_type(&found, expected)) }
}

fn check_registrations(holder: Object<'_>) -> Result<(), Finding> {
    let Some(value) = holder.get("registrations") else { return Ok(()) };
    let list =
        value.as_array().ok_or_else(|| invalid_at(holder, "registrations", "expected a list"))?;
    list.iter().try_for_each(|entry| {
        let entry = entry
            .as_object()
            .ok_or_else(|| invalid_at(holder, "registrations", "expected objects"))?;
        required_text(entry, "system")?;
        required_text(entry, "value").map(|_| ())
    })
}

fn check_certification(certification: Object<'_>) -> Result<Option<Day>, Finding> {
    for name in ["number", "schemeVersion", "jurisdiction"] {
        required_text(certification, name)?;
    }
    identifier(certification, "scheme")?
        .ok_or_else(|| invalid_at(certification, "scheme", "it is missing"))?;
    text(certification, "variant")?;
    text(certification, "objectOfConformity")?;
    identifier(certification, "events")?;
    check_roles(certification)?;
    check_scope(certification)?;
    check_surveillance(certification)?;
    let Some(decided) = text(certification, "decidedOn")? else { return Ok(None) };
    let day = decided.parse();
    day.map(Some)
        .map_err(|_| invalid_at(certification, "decidedOn", "expected a day, like 2026-06-10"))
}

/// Roles are stated, never implied, and from a closed list.
fn check_roles(certification: Object<'_>) -> Result<(), Finding> {
    check_texts(certification, "roles")?;
    let roles = required(certification, "roles")?.as_array();
    let known = |role: Value<'_>| role.as_str().is_some_and(|role| role.parse::<Role>().is_ok());
    match roles {
        Some(list) if !list.is_empty() && list.iter().all(known) => Ok(()),
        _ => Err(invalid_at(
            certification,
            "roles",
            "expected one or more of controller, joint_controller, processor, sub_processor",
        )),
    }
}

/// The dimensions of a scope that are lists of names.
pub(crate) const SCOPE_LISTS: [&str; 5] =
    ["entities", "activities", "dataSubjects", "sites", "subProcessors"];

fn check_scope(certification: Object<'_>) -> Result<(), Finding> {
    certification.get("scope").map_or(Ok(()), check_scope_itself)
}

/// Whether a scope that stands by itself, as in an event, has the right form.
pub(super) fn scope_is_sound(scope: Value<'_>) -> bool {
    check_scope_itself(scope).is_ok()
}

fn check_scope_itself(value: Value<'_>) -> Result<(), Finding> {
    let scope = value.as_object().ok_or_else(|| invalid(&value.pointer(), "expected an object"))?;
    SCOPE_LISTS.into_iter().try_for_each(|name| check_texts(scope, name))?;
    let Some(value) = scope.get("dataCategories") else { return Ok(()) };
    let data = value
        .as_object()
        .ok_or_else(|| invalid_at(scope, "dataCategories", "expected an object"))?;
    check_texts(data, "include")?;
    check_texts(data, "exclude")
}

fn check_surveillance(certification: Object<'_>) -> Result<(), Finding> {
    let Some(value) = certification.get("surveillance") else { return Ok(()) };
    let plan = value
        .as_object()
        .ok_or_else(|| invalid_at(certification, "surveillance", "expected an object"))?;
    let Some(due) = text(plan, "nextDue")? else { return Ok(()) };
    if due.parse::<Day>().is_err() {
        instant(plan, "nextDue")?;
    }
    Ok(())
}
