//! The question: a transfer of personal data.

use super::facts::{Fact, OTHER};
use super::persons;
use super::shown::Shown;
use super::taxonomy;
use crate::certificate::{Certificate, Credential, Role};
use crate::clock::Timestamp;
use crate::credential::claims::is_identifier;
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::limits::Limits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A transfer of personal data, with what is known of it. What is not stated is unknown,
/// never "no".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Transfer {
    /// Where the exporter is: an identifier, or a code such as `SG`.
    pub from: String,
    /// Where the data are processed by the importer.
    pub to: String,
    /// The exporter.
    #[serde(default, skip_serializing_if = "Party::is_unnamed")]
    pub exporter: Party,
    /// The importer.
    #[serde(default, skip_serializing_if = "Party::is_unnamed")]
    pub importer: Party,
    /// Categories of data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_categories: Vec<String>,
    /// Whose data they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_subjects: Vec<String>,
    /// What for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<String>,
    /// The importer's sectors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// The importer's role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The exporter's role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exporter_role: Option<Role>,
    /// The processing, as certificates name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<String>,
    /// The site, as certificates name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Sub-processors that take part; an empty list says that there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_processors: Option<Vec<String>>,
    /// The kind of recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// How the data travel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// Who supervises the importer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<String>,
    /// Persons whose data are transferred in the year that counts. More than
    /// [`Transfer::MOST_PERSONS`] count as not stated.
    #[serde(
        default,
        skip_serializing_if = "persons::is_unstated",
        deserialize_with = "persons::read_any"
    )]
    pub volume: Option<u64>,
    /// Persons whose sensitive data are; the same limit holds.
    #[serde(
        default,
        skip_serializing_if = "persons::is_unstated",
        deserialize_with = "persons::read_any"
    )]
    pub volume_sensitive: Option<u64>,
    /// Laws, and whether they bind the importer directly.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub importer_law: BTreeMap<String, bool>,
    /// What the exporter is, or is not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub exporter_status: BTreeMap<String, bool>,
    /// Other facts that instruments ask for, asserted or denied.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, bool>,
    /// Preconditions that the asker says are met, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Genuine credentials that were shown as evidence.
    #[serde(skip)]
    pub(crate) shown: Vec<Shown>,
    /// When the transfers began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<Timestamp>,
    /// Earlier transfers of the same data, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provenance: Vec<Origin>,
}

/// Somebody who exports or imports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Party {
    /// A URL, DID or URN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// A name. It identifies nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Numbers in registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registrations: Vec<Registration>,
}

/// A number in a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registration {
    /// Which register.
    pub system: String,
    /// The number.
    pub value: String,
}

/// An earlier transfer of the same data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Origin {
    /// Under which regime they left.
    pub regime: String,
    /// Under which instrument; none: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
}

impl Party {
    fn is_unnamed(&self) -> bool {
        *self == Self::default()
    }
}

impl From<&str> for Party {
    fn from(text: &str) -> Self {
        match is_identifier(text) {
            true => Self { id: Some(text.to_owned()), ..Self::default() },
            false => Self { name: Some(text.to_owned()), ..Self::default() },
        }
    }
}

impl From<&Certificate> for Party {
    fn from(certificate: &Certificate) -> Self {
        let registrations = certificate.registrations();
        Self {
            id: Some(certificate.subject().to_owned()),
            name: Some(certificate.legal_name().to_owned()),
            registrations: registrations
                .map(|(system, value)| Registration {
                    system: system.to_owned(),
                    value: value.to_owned(),
                })
                .collect(),
        }
    }
}

impl Transfer {
    /// The greatest number of persons that a question can state: 2^53 - 1, up to where JSON
    /// counts without rounding (RFC 7493 section 2.2).
    pub const MOST_PERSONS: u64 = persons::MOST;

    /// A transfer from one jurisdiction to another.
    pub fn between(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { from: from.into(), to: to.into(), ..Self::default() }
    }

    /// Reads a question. Unknown members are refused.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        json::decode_str(text, &Limits::default().json()).map_err(|mismatch| {
            Error::new(ErrorKind::ConfigInvalid, mismatch.pointer, mismatch.problem)
                .remedy("compare it with the schema of transfers")
        })
    }

    /// The question as canonical JSON (RFC 8785).
    pub fn to_json(&self) -> String {
        json::to_canonical(self)
    }

    /// Who imports: a certificate's holder, an identifier, or a name.
    #[must_use]
    pub fn to(mut self, importer: impl Into<Party>) -> Self {
        self.importer = importer.into();
        self
    }

    /// Who exports.
    #[must_use]
    pub fn exported_by(mut self, exporter: impl Into<Party>) -> Self {
        self.exporter = exporter.into();
        self
    }

    /// Adds a category of data: an IRI, or a short name of the taxonomy such as `contact`.
    #[must_use]
    pub fn of(mut self, category: &str) -> Self {
        self.data_categories.push(taxonomy::iri(category));
        self
    }

    /// Adds a kind of people whose data they are, such as `employees`.
    #[must_use]
    pub fn about(mut self, subjects: &str) -> Self {
        self.data_subjects.push(taxonomy::iri(subjects));
        self
    }

    /// Adds a purpose, such as `payroll`.
    #[must_use]
    pub fn for_purpose(mut self, purpose: &str) -> Self {
        self.purposes.push(taxonomy::iri(purpose));
        self
    }

    /// Adds a sector of the importer, such as `public`.
    #[must_use]
    pub fn in_sector(mut self, sector: &str) -> Self {
        self.sectors.push(taxonomy::iri(sector));
        self
    }

    /// The importer's role.
    #[must_use]
    pub fn as_role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// The processing, as certificates name it.
    #[must_use]
    pub fn in_activity(mut self, activity: impl Into<String>) -> Self {
        self.activity = Some(activity.into());
        self
    }

    /// The site, as certificates name it.
    #[must_use]
    pub fn at_site(mut self, site: impl Into<String>) -> Self {
        self.site = Some(site.into());
        self
    }

    /// Persons whose data, and whose sensitive data, are transferred in the year that counts.
    #[must_use]
    pub fn of_persons(mut self, all: u64, sensitive: u64) -> Self {
        self.volume = Some(all);
        self.volume_sensitive = Some(sensitive);
        self
    }

    /// Says that a precondition is met, by its name.
    #[must_use]
    pub fn with_evidence(mut self, precondition: impl Into<String>) -> Self {
        self.evidence.push(precondition.into());
        self
    }

    /// Shows a genuine credential as evidence. It counts by its type, if it is about the
    /// importer or the exporter, by their identifiers, and only while it is valid. Whether
    /// its issuer has revoked it is not looked at.
    #[must_use]
    pub fn showing(mut self, credential: &Credential) -> Self {
        self.shown.push(Shown::of(credential));
        self
    }

    /// Asserts or denies a fact that instruments ask for.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, holds: bool) -> Self {
        self.facts.insert(name.into(), holds);
        self
    }

    /// Says whether a law binds the importer directly.
    #[must_use]
    pub fn importer_under(mut self, law: impl Into<String>, holds: bool) -> Self {
        self.importer_law.insert(law.into(), holds);
        self
    }

    /// Says whether the exporter is something, such as an operator of critical infrastructure.
    #[must_use]
    pub fn exporter_is(mut self, status: impl Into<String>, holds: bool) -> Self {
        self.exporter_status.insert(status.into(), holds);
        self
    }

    /// Adds an earlier transfer of the same data.
    #[must_use]
    pub fn received_under(mut self, regime: impl Into<String>, instrument: Option<&str>) -> Self {
        let instrument = instrument.map(str::to_owned);
        self.provenance.push(Origin { regime: regime.into(), instrument });
        self
    }

    /// The same question with a fact that it left open, or stated more generally.
    pub(crate) fn supposing(&self, fact: &Fact, value: &str) -> Self {
        let mut other = self.clone();
        let named = || Some(value.to_owned());
        let listed = || vec![value.to_owned()];
        let holds = value == "true";
        match fact {
            Fact::Role => other.role = value.parse().ok(),
            Fact::ExporterRole => other.exporter_role = value.parse().ok(),
            Fact::DataCategories => other.data_categories = listed(),
            Fact::DataSubjects => other.data_subjects = listed(),
            Fact::Purposes => other.purposes = listed(),
            Fact::Sectors => other.sectors = listed(),
            Fact::Activity => other.activity = named(),
            Fact::Site => other.site = named(),
            Fact::SubProcessors if value == OTHER => other.sub_processors = Some(Vec::new()),
            Fact::SubProcessors => other.sub_processors = Some(listed()),
            Fact::Recipient => other.recipient = named(),
            Fact::Means => other.means = named(),
            Fact::Supervisor => other.supervisor = named(),
            Fact::Volume => other.volume = value.parse().ok(),
            Fact::VolumeSensitive => other.volume_sensitive = value.parse().ok(),
            Fact::ImporterLaw(law) => {
                other.importer_law.insert(law.clone(), holds);
            }
            Fact::ExporterStatus(name) => {
                other.exporter_status.insert(name.clone(), holds);
            }
            Fact::Asserted(name) => {
                other.facts.insert(name.clone(), holds);
            }
            Fact::BegunAt => other.begun_at = value.parse().ok(),
            Fact::Origin(_) | Fact::Party(_) | Fact::Succession(_) => {}
        }
        other
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::Facts;
    use super::super::predicate::Quantity;
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn each_part_of_a_question_has_its_member() {
        let transfer = Transfer::between("SG", "JP")
            .exported_by("did:web:sender.example")
            .to("Mill")
            .of("contact")
            .about("employees")
            .for_purpose("payroll")
            .in_sector("public")
            .as_role(Role::Processor)
            .in_activity("backup")
            .at_site("Osaka")
            .of_persons(1000, 10)
            .with_evidence("tia")
            .fact("emr", true)
            .importer_under("act", false)
            .exporter_is("ciio", true)
            .received_under("r/o", Some("i"));
        let said: Value = serde_json::from_str(&transfer.to_json()).unwrap();
        assert_eq!(
            said,
            json!({ "from": "SG", "to": "JP",
                "exporter": { "id": "did:web:sender.example" }, "importer": { "name": "Mill" },
                "dataCategories": ["https://w3id.org/dpv/pd#Contact"],
                "dataSubjects": ["https://w3id.org/dpv#Employee"],
                "purposes": ["https://w3id.org/dpv#PersonnelPayment"],
                "sectors": ["https://w3id.org/tegata/v1#PublicSector"],
                "role": "processor", "activity": "backup", "site": "Osaka",
                "volume": 1000, "volumeSensitive": 10, "evidence": ["tia"],
                "facts": { "emr": true }, "importerLaw": { "act": false },
                "exporterStatus": { "ciio": true },
                "provenance": [{ "regime": "r/o", "instrument": "i" }] })
        );
        assert_eq!(Transfer::from_json(&transfer.to_json()).unwrap(), transfer);
        assert_eq!(Transfer::between("SG", "JP").to_json(), r#"{"from":"SG","to":"JP"}"#);
    }

    /// Two questions must never share a canonical form, nor have none.
    #[test]
    fn persons_beyond_what_json_counts_are_not_stated() {
        let most = Transfer::MOST_PERSONS;
        let all = Transfer::between("SG", "JP").of_persons(most, most);
        assert_eq!(Transfer::from_json(&all.to_json()).unwrap(), all);
        let more = Transfer::between("SG", "JP").of_persons(most + 1, 90_071_992_547_409_930);
        assert_eq!(more.to_json(), r#"{"from":"SG","to":"JP"}"#);
        let facts = Facts { transfer: &more };
        assert_eq!(facts.count(Quantity::Volume), None);
        assert_eq!(facts.count(Quantity::VolumeSensitive), None);
        for (name, count) in [("volume", most + 1), ("volumeSensitive", 90_071_992_547_409_930)] {
            let text = json!({ "from": "SG", "to": "JP", name: count }).to_string();
            let error = Transfer::from_json(&text).unwrap_err();
            assert_eq!(error.place(), format!("/{name}"));
            assert!(error.to_string().contains("at most 9007199254740991 persons"), "{error}");
        }
    }

    #[test]
    fn that_no_other_takes_part_is_a_supposition_too() {
        let suppose =
            |value: &str| Transfer::default().supposing(&Fact::SubProcessors, value).sub_processors;
        assert_eq!(suppose("Cloud"), Some(vec!["Cloud".to_owned()]));
        assert_eq!(suppose(OTHER), Some(Vec::new()));
    }
}
