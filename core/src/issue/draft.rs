//! What a certificate is to say, before it is signed: one draft for every encoding.

use super::invalid;
use super::register::StatusEntry;
use crate::certificate::Role;
use crate::clock::{Day, Timestamp};
use crate::error::Error;
use crate::json;
use crate::limits::DOCUMENT_JSON;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A certificate that is yet to be signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateDraft {
    /// The identifier of the credential, such as `urn:uuid:…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whom and what it certifies.
    pub subject: Organisation,
    /// Its first instant.
    pub valid_from: Timestamp,
    /// Its last instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// The holder's public key as a JWK (RFC 7800), for encodings that a holder can present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_key: Option<serde_json::Value>,
    /// Where its status is published. Each encoding takes the entries that it can bear:
    /// SD-JWT VC one in a token list, VCDM those in bitstring lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<StatusEntry>,
}

impl CertificateDraft {
    /// Reads a draft. A member that is unknown, missing or wrong is named by its JSON pointer.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        json::decode_str(text, &DOCUMENT_JSON).map_err(|mismatch| {
            invalid(mismatch.pointer, mismatch.problem)
                .remedy("compare the draft with the certificate profile; names must match exactly")
        })
    }
}

/// A certified organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organisation {
    /// Its identifier: a DID or a URL.
    pub id: String,
    /// Its registered name.
    pub legal_name: String,
    /// Its numbers in official registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registrations: Vec<Registration>,
    /// How it can be reached, by means: `email`, `telephone`, `address`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contact: BTreeMap<String, String>,
    /// What is certified of it.
    pub certification: Certification,
}

/// A number in an official register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registration {
    /// The register, such as `https://www.gleif.org/lei`.
    pub system: String,
    /// The number there.
    pub value: String,
}

/// What is certified, by which scheme, under which law.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Certification {
    /// The certificate's number at its body.
    pub number: String,
    /// The scheme.
    pub scheme: String,
    /// The version of the scheme.
    pub scheme_version: String,
    /// The variant of the scheme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The law under which it is granted.
    pub jurisdiction: String,
    /// When the body decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Day>,
    /// The roles that it covers; at least one.
    pub roles: Vec<Role>,
    /// `organisation`, `processing_operation` or `management_system`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_of_conformity: Option<String>,
    /// What it is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// How thoroughly it was assessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<Assurance>,
    /// When it is audited again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surveillance: Option<SurveillancePlan>,
    /// Privacy-enhancing measures that it attests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub safeguards: Vec<String>,
    /// Where its signed events are published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<String>,
}

/// What a certificate is limited to. A dimension that is left out is not limited, unless
/// the scheme requires it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Scope {
    /// Legal entities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<String>>,
    /// Processing activities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activities: Option<Vec<String>>,
    /// Categories of personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_categories: Option<DataCategories>,
    /// Whose data it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_subjects: Option<Vec<String>>,
    /// Sites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sites: Option<Vec<String>>,
    /// Sub-processors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_processors: Option<Vec<String>>,
    /// The scope in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<ScopeStatement>,
}

/// Categories of data that are in and out of scope.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DataCategories {
    /// Covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Vec<String>>,
    /// Not covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Vec<String>>,
}

/// A text in a language (VCDM 2.0 section 4.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeStatement {
    /// The text.
    #[serde(rename = "@value")]
    pub value: String,
    /// Its language (RFC 5646).
    #[serde(rename = "@language")]
    pub language: String,
}

/// How thoroughly a certificate was assessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Assurance {
    /// Who assessed: `self`, `second_party`, `third_party`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessor: Option<String>,
    /// Who watches the assessor: `none`, `scheme_owner`, `accredited`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oversight: Option<String>,
    /// How close it looked: `document`, `remote`, `on_site`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<String>,
}

/// When a certified organisation is audited again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SurveillancePlan {
    /// The day by which the next audit is due.
    pub next_due: Day,
}
