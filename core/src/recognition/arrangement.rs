//! Arrangements: instruments by which one regime recognises another, or its certificates.

use super::predicate::Predicate;
use crate::certificate::{AnyOr, Role, Statement};
use crate::clock::{Event, EventKind, Timestamp};
use serde::{Deserialize, Serialize};

/// A signed arrangement.
pub type ArrangementDocument = Statement<Arrangement>;

/// The `type` of an arrangement.
pub const ARRANGEMENT_TYPE: &str = "RecognitionArrangement";

/// One instrument, in one direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Arrangement {
    /// `https://w3id.org/tegata/instrument/…`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where the law stands.
    pub citations: Vec<Citation>,
    /// What it does to transfers.
    pub effect: LegalEffect,
    /// Whose instrument it is; `any` only for effects that permit no transfer.
    pub exporter_regime: String,
    /// The name that it shares with the instrument of the other direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair_id: Option<String>,
    /// Whether it can permit at all.
    pub state: ArrangementState,
    /// What happened to it.
    pub events: Vec<Event>,
    /// Its whole text as enacted and as amended, each by the event that made it so.
    pub versions: Vec<Version>,
    /// When its authority must review it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_due: Option<Timestamp>,
    /// Where its curator read it.
    pub source: String,
    /// Whether anybody has compared it with the law.
    pub reviewed: Reviewed,
    /// What a reader should know besides: what is open, where sources disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A place in the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Citation {
    /// The act.
    pub instrument: String,
    /// The article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// SHA-256 of the text that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// The seven legal effects that go by the name of recognition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalEffect {
    /// Transfers to a territory are permitted; nobody's certificate matters.
    PermitTerritory,
    /// Transfers to listed or certified organisations are permitted.
    PermitIfCertified,
    /// A certificate is an appropriate safeguard, under conditions.
    Safeguard,
    /// The exporter's certificate authorises its exports.
    ExporterAuthorisation,
    /// A foreign certificate counts as technically equal; no transfer is permitted by that.
    ConformityAccepted,
    /// A foreign mark counts as one's own; no transfer is permitted by that.
    MarkEquivalent,
    /// Authorities help one another; no transfer is permitted by that.
    EnforcementCooperation,
}

impl LegalEffect {
    /// The name used in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PermitTerritory => "permit_territory",
            Self::PermitIfCertified => "permit_if_certified",
            Self::Safeguard => "safeguard",
            Self::ExporterAuthorisation => "exporter_authorisation",
            Self::ConformityAccepted => "conformity_accepted",
            Self::MarkEquivalent => "mark_equivalent",
            Self::EnforcementCooperation => "enforcement_cooperation",
        }
    }

    /// Whether it can permit a transfer.
    pub fn permits(self) -> bool {
        !matches!(
            self,
            Self::ConformityAccepted | Self::MarkEquivalent | Self::EnforcementCooperation
        )
    }

    /// Whether a certificate is constitutive.
    pub fn needs_certificate(self) -> bool {
        matches!(self, Self::PermitIfCertified | Self::Safeguard | Self::ExporterAuthorisation)
    }
}

/// Whether an instrument can permit at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrangementState {
    /// As its events say.
    Operative,
    /// It only enables others to be made.
    EnablingOnly,
    /// Its list has no entry.
    Empty,
    /// It was announced and not made.
    Announced,
    /// Nobody has verified its list.
    Unverified,
}

impl ArrangementState {
    /// The name used in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operative => "operative",
            Self::EnablingOnly => "enabling_only",
            Self::Empty => "empty",
            Self::Announced => "announced",
            Self::Unverified => "unverified",
        }
    }
}

/// Whether anybody has compared a document with the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reviewed {
    /// Nobody.
    Unreviewed,
    /// Somebody, then.
    By {
        /// Who.
        by: String,
        /// When.
        at: Timestamp,
    },
}

/// The whole text of an instrument from an event on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Version {
    /// The `enact` or `amend` event that made it so.
    pub event: String,
    /// Whom it reaches.
    pub importer: Importer,
    /// Another regime's instruments that it takes over; it then has no terms of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopts: Option<Adopts>,
    /// Who must hold the certificate.
    pub holder: Holder,
    /// The certificates that it accepts; empty where it needs none.
    pub schemes: Vec<AcceptedScheme>,
    /// Schemes of which the holder must have a certificate besides.
    pub requires_base: Vec<String>,
    /// Under whose law the certificate must have been granted.
    pub granted_under_law_of: GrantedUnder,
    /// How the certificate's decision must lie to the instrument's own life.
    pub issued_relation: IssuedRelation,
    /// What it is for.
    pub scope: Predicate,
    /// What it is not for.
    pub exclusions: Vec<Exclusion>,
    /// What must be in place before the transfer.
    pub preconditions: Vec<Precondition>,
    /// What must be done because of the transfer.
    pub obligations: Vec<Obligation>,
    /// What binds the data on their further way.
    pub onward: Onward,
}

/// Whom an instrument reaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Importer {
    /// Everybody outside.
    Any,
    /// Those in these territories.
    Territories(Vec<Territory>),
    /// Those in the territories of these regimes, and not of their members.
    Regimes(Vec<String>),
    /// These organisations, wherever they are.
    Organisations(Vec<String>),
}

/// A territory and how far below it an instrument reaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Territory {
    /// The jurisdiction.
    pub jurisdiction: String,
    /// What of the jurisdictions within it.
    pub reach: Reach,
}

/// What of the jurisdictions within a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Those are included in which no regime of their own replaces the one around it.
    WithParts,
    /// Only the territory as named.
    AsNamed,
}

/// Another regime's instruments, taken over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Adopts {
    /// Whose.
    pub regime: String,
    /// Which.
    pub instruments: AnyOr<String>,
    /// Those of which effects.
    pub effects: AnyOr<LegalEffect>,
    /// As they stand, or as they stood.
    pub stands: Stands,
}

/// At which state an adopted list counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Stands {
    /// From time to time.
    AsItStands,
    /// As it stood then, whatever came of it later.
    AsOf(Timestamp),
}

/// Who must hold the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Holder {
    Importer,
    Exporter,
    Either,
}

/// A scheme whose certificates are accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AcceptedScheme {
    /// The scheme.
    pub scheme: String,
    /// Which of its versions.
    pub versions: Versions,
    /// Which of its variants.
    pub variants: AnyOr<String>,
    /// For holders in which role.
    pub roles: AnyOr<Role>,
}

/// Versions of a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Versions {
    /// Every one.
    Any,
    /// Those in force under the scheme's own rules from time to time.
    AsAmended,
    /// These; a new one needs a new act.
    List(Vec<String>),
    /// From one to another, by their numbers.
    Range {
        /// The first.
        from: String,
        /// The last.
        to: String,
    },
}

/// Under whose law the certificate must have been granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantedUnder {
    /// The importer's.
    Importer,
    /// Anybody's.
    Any,
}

/// How the certificate's decision must lie to the instrument's own life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum IssuedRelation {
    Any,
    NotBeforeEnactment,
    NotAfterWithdrawal,
}

/// What an instrument is not for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Exclusion {
    /// Its short name, for reports.
    pub name: String,
    /// What kind of exclusion it is.
    pub kind: ExclusionKind,
    /// When it applies.
    pub when: Predicate,
    /// Where it stands.
    pub reference: String,
}

/// Kinds of exclusions, each with a code of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ExclusionKind {
    Data,
    DataSubjects,
    Purpose,
    Sector,
    ImporterLaw,
    Exporter,
    Volume,
    Other,
}

/// What must be in place before the transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Precondition {
    /// Its name, by which evidence is given.
    pub id: String,
    /// When it is asked for.
    pub when: Predicate,
    /// What shows it.
    pub evidence: Evidence,
    /// Where it stands.
    pub reference: String,
}

/// What shows that a precondition is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Evidence {
    /// The asker says so.
    Fact,
    /// Somebody attests it; the asker has the attestation.
    Attestation,
    /// A genuine credential of this type.
    Credential(String),
}

impl Evidence {
    /// What it is, for reports.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fact => "fact",
            Self::Attestation => "attestation",
            Self::Credential(kind) => kind,
        }
    }
}

/// What must be done because of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Obligation {
    /// Its name.
    pub code: String,
    /// By when, where there is a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Where it stands.
    pub reference: String,
}

/// A time in calendar months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Due {
    /// So many months.
    pub months: u32,
    /// From which day.
    pub from: DueFrom,
}

/// The day from which a time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueFrom {
    /// Of the transfer.
    Transfer,
    /// On which the instrument took effect.
    Enactment,
    /// On which the body decided on the certificate.
    CertificateDecision,
    /// On which the certificate ends.
    CertificateEnd,
}

/// What binds the data on their further way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Onward {
    /// Instruments and schemes that the next transfer may rest on.
    pub allowed_tools: AnyOr<String>,
    /// Those that it may not.
    pub barred_tools: Vec<String>,
    /// Whether the same binds every transfer after the next.
    pub inherits: bool,
}

/// Events that an arrangement may have.
pub(crate) const EVENTS: &[EventKind] = &[
    EventKind::Enact,
    EventKind::Amend,
    EventKind::Sunset,
    EventKind::Extend,
    EventKind::Suspend,
    EventKind::Withdraw,
    EventKind::Annul,
    EventKind::Challenge,
    EventKind::Uphold,
    EventKind::Repeal,
];

impl Arrangement {
    /// In place of a regime: an instrument that everybody shares.
    pub const EVERYBODY: &'static str = "any";

    /// Whether it is consistent in itself.
    pub(crate) fn check(&self) -> Result<(), String> {
        check_events(&self.events, EVENTS)?;
        if self.exporter_regime == Self::EVERYBODY && self.effect.permits() {
            return Err("only an effect that permits no transfer can be everybody's".to_owned());
        }
        let makes = |event: &&Event| matches!(event.kind, EventKind::Enact | EventKind::Amend);
        for event in self.events.iter().filter(makes) {
            if self.versions.iter().filter(|version| version.event == event.id).count() != 1 {
                return Err(format!("the event `{}` needs one version of the text", event.id));
            }
        }
        let foreign = self.versions.iter().find(|version| {
            !self.events.iter().filter(makes).any(|event| event.id == version.event)
        });
        match foreign {
            Some(version) => Err(format!("no event `{}` makes a version", version.event)),
            None => self.check_schemes(),
        }
    }

    fn check_schemes(&self) -> Result<(), String> {
        let adopted = |version: &&Version| version.adopts.is_none();
        for version in self.versions.iter().filter(adopted) {
            if self.effect.needs_certificate() && version.schemes.is_empty() {
                return Err("it needs a certificate and accepts none".to_owned());
            }
            if self.effect == LegalEffect::PermitTerritory && !version.schemes.is_empty() {
                return Err("it permits a territory and asks for certificates".to_owned());
            }
        }
        Ok(())
    }
}

/// Each event must be one of its subject's, under a name of its own.
pub(crate) fn check_events(events: &[Event], allowed: &[EventKind]) -> Result<(), String> {
    for (index, event) in events.iter().enumerate() {
        if !allowed.contains(&event.kind) {
            return Err(format!("`{}` is no event of its subject", event.kind.as_str()));
        }
        if event.kind == EventKind::Extend && event.until.is_none() {
            return Err(format!("the event `{}` extends without saying until when", event.id));
        }
        if events.iter().skip(index + 1).any(|other| other.id == event.id) {
            return Err(format!("two events are called `{}`", event.id));
        }
    }
    Ok(())
}
