//! Registers of jurisdictions: what there is, within what, under which codes, and when.

use super::arrangement::Reviewed;
use crate::certificate::Statement;
use crate::clock::Timestamp;
use serde::{Deserialize, Serialize};

/// A signed register of jurisdictions.
pub type RegisterDocument = Statement<JurisdictionRegister>;

/// The `type` of a register of jurisdictions.
pub const REGISTER_TYPE: &str = "JurisdictionRegister";

/// The jurisdictions that somebody keeps a register of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JurisdictionRegister {
    /// The register's identifier.
    pub id: String,
    /// Its entries.
    pub jurisdictions: Vec<Jurisdiction>,
}

/// A place or an organisation with law of its own, or within one that has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Jurisdiction {
    /// `https://w3id.org/tegata/j/…`.
    pub id: String,
    /// What it is.
    pub kind: JurisdictionKind,
    /// Codes by which people name it, each in its time.
    pub codes: Vec<JurisdictionCode>,
    /// Its names.
    pub names: Vec<JurisdictionName>,
    /// What it is a part of, each in its time.
    pub within: Vec<Within>,
    /// The IANA time zone in which its whole days are counted, such as `Asia/Tokyo`; of
    /// several, the one of its seat of government.
    pub time_zone: String,
    /// What came of it when it ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub succession: Vec<Succession>,
    /// Where its curator read it.
    pub source: String,
    /// Whether anybody has compared it with the law.
    pub reviewed: Reviewed,
    /// What a reader should know besides: what is open, where sources disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The kinds of jurisdictions. Disputed and unresolved ones are never decided for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the field's own words")]
pub enum JurisdictionKind {
    State,
    Supranational,
    Member,
    Subnational,
    Zone,
    InternationalOrganisation,
    Disputed,
    Unresolved,
}

/// A code of a jurisdiction in the time in which it meant this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JurisdictionCode {
    /// Whose code.
    pub system: CodeSystem,
    /// The code.
    pub value: String,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Systems of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeSystem {
    /// ISO 3166-1 alpha-2 or alpha-3.
    #[serde(rename = "iso3166-1")]
    Iso3166Part1,
    /// ISO 3166-2.
    #[serde(rename = "iso3166-2")]
    Iso3166Part2,
    /// ISO 3166-3, for names no longer used.
    #[serde(rename = "iso3166-3")]
    Iso3166Part3,
    /// UN M49.
    #[serde(rename = "m49")]
    M49,
}

/// A name, in a language and, where names are contested, from a viewpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JurisdictionName {
    /// The language tag.
    pub lang: String,
    /// The name.
    pub name: String,
    /// Whose usage it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viewpoint: Option<String>,
}

/// A time of being part of another jurisdiction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Within {
    /// The larger one.
    pub id: String,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A jurisdiction that took another's place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Succession {
    /// The jurisdiction that follows.
    pub successor: String,
    /// When.
    pub at: Timestamp,
    /// What became of instruments that name the former one.
    pub instruments: SucceededInstruments,
}

/// What becomes of instruments that name a jurisdiction which has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SucceededInstruments {
    /// They hold for the successor.
    Continue,
    /// They ended.
    Lapse,
    /// Nobody has said.
    Undeclared,
}

/// Whether an instant lies within a time whose open ends are left out.
pub(crate) fn during(from: Option<Timestamp>, until: Option<Timestamp>, at: Timestamp) -> bool {
    from.is_none_or(|from| from <= at) && until.is_none_or(|until| at <= until)
}
