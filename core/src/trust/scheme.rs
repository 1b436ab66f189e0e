//! Scheme documents: the rules that a scheme's owner sets for its certificates.

use crate::certificate::{ScopeDimension, Statement};
use crate::clock::Timestamp;
use serde::{Deserialize, Serialize};

/// A signed scheme document.
pub type SchemeDocument = Statement<Scheme>;

/// The `type` of a scheme document.
pub const SCHEME_TYPE: &str = "CertificationScheme";

/// The rules of a certification scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scheme {
    /// The scheme's identifier, as in its certificates.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its versions with the times in which certificates may rest on them.
    pub versions: Vec<SchemeVersion>,
    /// What is certified: `organisation`, `processing_operation`, `management_system`.
    pub object_of_conformity: String,
    /// The dimensions of scope that each certificate must state.
    pub required_scope: Vec<ScopeDimension>,
    /// How often a certified organisation is audited again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surveillance: Option<Surveillance>,
    /// How long a certificate may run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_validity_months: Option<u32>,
    /// What becomes of a body's certificates when it loses its accreditation.
    pub on_accreditation_loss: OnAccreditationLoss,
}

/// A version of a scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SchemeVersion {
    /// Its name, as in certificates.
    pub version: String,
    /// From when bodies may certify under it.
    pub valid_from: Timestamp,
    /// Until when bodies may certify under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// Until when certificates under it stand; none: to their own end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition_until: Option<Timestamp>,
    /// Its variants; empty where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<String>,
}

/// How often a certified organisation is audited again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Surveillance {
    /// Months from one audit to the next.
    pub interval_months: u32,
    /// Months that an audit may be late.
    pub tolerance_months: u32,
}

/// What becomes of a body's certificates when it loses its accreditation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule", try_from = "Written")]
pub enum OnAccreditationLoss {
    /// They end with it.
    Void,
    /// They stand for so many months, or to their own end if that is sooner (IAF MD 2).
    RunOff {
        /// Calendar months from the loss.
        months: u32,
    },
    /// They stand to their own end.
    Unaffected,
}

/// The rule as documents write it. A choice that serde itself finds among the members could
/// be an array too, and would pass over members that are not its own.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    rule: Rule,
    months: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Rule {
    Void,
    RunOff,
    Unaffected,
}

impl TryFrom<Written> for OnAccreditationLoss {
    type Error = &'static str;

    fn try_from(Written { rule, months }: Written) -> Result<Self, Self::Error> {
        match (rule, months) {
            (Rule::Void, None) => Ok(Self::Void),
            (Rule::RunOff, Some(months)) => Ok(Self::RunOff { months }),
            (Rule::Unaffected, None) => Ok(Self::Unaffected),
            (Rule::RunOff, None) => Err("a run-off has no end without its `months`"),
            (Rule::Void | Rule::Unaffected, Some(_)) => Err("only a run-off has `months`"),
        }
    }
}
