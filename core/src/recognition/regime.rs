//! Regimes: bodies of law on exports of personal data, and what their registries claim.

use super::arrangement::{Citation, Reviewed};
use super::jurisdiction::during;
use crate::certificate::{AnyOr, Statement};
use crate::clock::Timestamp;
use serde::{Deserialize, Serialize};

/// A signed description of a regime.
pub type RegimeDocument = Statement<Regime>;

/// The `type` of a regime document.
pub const REGIME_TYPE: &str = "Regime";

/// A body of law under which personal data leave a territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Regime {
    /// `https://w3id.org/tegata/r/…`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where it applies, and when. What lies within a territory is included unless a
    /// regime of its own replaces this one there.
    pub territories: Vec<RegimeTerritory>,
    /// Regimes that belong to its area: transfers to them are not restricted, and they take
    /// over its instruments as `adoption` says.
    pub members: Vec<Member>,
    /// How it stands to the regimes of the territory around it.
    pub relation: Relation,
    /// What it says where no instrument applies.
    pub exporter_rule: ExporterRule,
    /// Its authorities.
    pub authorities: Vec<String>,
    /// Instruments of a larger area that it does not take over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opted_out: Vec<OptOut>,
    /// Of what its registry claims to hold everything. No claim: nothing is proved by absence.
    pub completeness: Completeness,
    /// Where the law stands.
    pub citations: Vec<Citation>,
    /// Where its curator read it.
    pub source: String,
    /// Whether anybody has compared it with the law.
    pub reviewed: Reviewed,
    /// What a reader should know besides: what is open, where sources disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A territory of a regime in its time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegimeTerritory {
    /// The jurisdiction.
    pub jurisdiction: String,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A regime that belongs to a larger area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Member {
    /// The member.
    pub regime: String,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// How it takes over the instruments of the larger area.
    pub adoption: Adoption,
}

/// How a member takes over the instruments of the larger area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adoption {
    /// As they are made.
    Automatic,
    /// As they are made, unless it says otherwise (GDPR Article 45(1a) as adapted for EEA-EFTA).
    AutomaticUnlessOptedOut,
    /// One by one, by instruments of its own.
    PerInstrument,
}

/// An instrument of a larger area that a member does not take over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OptOut {
    /// The instrument.
    pub instrument: String,
    /// From when.
    pub effective_at: Timestamp,
    /// When anyone could know of it.
    pub published_at: Timestamp,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// How a regime stands to those of the territory around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Relation {
    /// It applies in their place.
    Replaces(AnyOr<String>),
    /// It applies beside them.
    Adds,
}

/// What a regime says where no instrument applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExporterRule {
    /// Nothing leaves without an instrument that permits it.
    DenyUnlessPermitted,
    /// Everything may leave but for what is listed as prohibited.
    PermitUnlessListed,
    /// It has no rule on exports.
    Unrestricted,
}

/// Of what a regime's registry claims to hold everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Completeness {
    /// Of the instruments that permit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Claim>,
    /// Of the orders that prohibit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prohibitions: Option<Claim>,
}

/// A claim to hold everything there was in an interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Claim {
    /// From when it holds everything.
    pub from: Timestamp,
    /// When that was last checked.
    pub as_of: Timestamp,
    /// Until when it holds everything; none: until the next edition is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Its documents, by URL or SHA-256: one that is missing breaks the claim.
    pub documents: Vec<String>,
}

impl RegimeTerritory {
    /// Whether the regime applied there at that time.
    pub(crate) fn applies(&self, at: Timestamp) -> bool {
        during(self.from, self.until, at)
    }
}

impl Claim {
    /// Until when it holds everything.
    pub(crate) fn ends(&self, next_edition: Option<Timestamp>) -> Timestamp {
        self.until.or(next_edition).unwrap_or(self.as_of)
    }
}

impl Regime {
    /// How a member took over its instruments at that time, if it was one.
    pub(crate) fn adoption_by(&self, regime: &str, at: Timestamp) -> Option<Adoption> {
        let mut members = self.members.iter();
        members
            .find(|member| member.regime == regime && during(member.from, member.until, at))
            .map(|member| member.adoption)
    }
}
