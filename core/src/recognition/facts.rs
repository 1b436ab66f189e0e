//! The facts of a question, as predicates see them, and those that it leaves open.

use super::persons;
use super::predicate::{Listing, Operand, Quantity, Truth};
use super::taxonomy::{Kinship, iri, kinship, short_names};
use super::transfer::Transfer;
use crate::certificate::Role;
use crate::clock::Timestamp;
use std::fmt;

/// A fact about a transfer that may be left open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    Role,
    ExporterRole,
    DataCategories,
    DataSubjects,
    Purposes,
    Sectors,
    Activity,
    Site,
    SubProcessors,
    Recipient,
    Means,
    Supervisor,
    Volume,
    VolumeSensitive,
    ImporterLaw(String),
    ExporterStatus(String),
    Asserted(String),
    BegunAt,
    Origin(String),
    Party(&'static str),
    Succession(String),
}

impl Fact {
    pub(crate) fn of(operand: Operand) -> Self {
        match operand {
            Operand::DataCategories => Self::DataCategories,
            Operand::DataSubjects => Self::DataSubjects,
            Operand::Purposes => Self::Purposes,
            Operand::Sectors => Self::Sectors,
            Operand::Role => Self::Role,
            Operand::Activity => Self::Activity,
            Operand::Site => Self::Site,
            Operand::Recipient => Self::Recipient,
            Operand::Means => Self::Means,
            Operand::Supervisor => Self::Supervisor,
        }
    }

    pub(crate) fn count(quantity: Quantity) -> Self {
        match quantity {
            Quantity::Volume => Self::Volume,
            Quantity::VolumeSensitive => Self::VolumeSensitive,
        }
    }

    pub(crate) fn named(listing: Listing, name: &str) -> Self {
        match listing {
            Listing::ImporterLaw => Self::ImporterLaw(name.to_owned()),
            Listing::ExporterStatus => Self::ExporterStatus(name.to_owned()),
            Listing::Facts => Self::Asserted(name.to_owned()),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = match self {
            Self::Role => "role",
            Self::ExporterRole => "exporterRole",
            Self::DataCategories => "dataCategories",
            Self::DataSubjects => "dataSubjects",
            Self::Purposes => "purposes",
            Self::Sectors => "sectors",
            Self::Activity => "activity",
            Self::Site => "site",
            Self::SubProcessors => "subProcessors",
            Self::Recipient => "recipient",
            Self::Means => "means",
            Self::Supervisor => "supervisor",
            Self::Volume => "volume",
            Self::VolumeSensitive => "volumeSensitive",
            Self::BegunAt => "begunAt",
            Self::Party(side) => side,
            Self::ImporterLaw(name) => return write!(f, "importerLaw {name}"),
            Self::ExporterStatus(name) => return write!(f, "exporterStatus {name}"),
            Self::Asserted(name) => return write!(f, "facts {name}"),
            Self::Succession(former) => return write!(f, "succession of {former}"),
            Self::Origin(regime) => return write!(f, "provenance {regime}"),
        };
        f.write_str(plain)
    }
}

/// A fact that was not stated, with values that it could take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    pub fact: Fact,
    /// Values of which each stands for all that would be judged alike.
    pub values: Vec<String>,
    /// Whether those stand for every value there is.
    pub exhaustive: bool,
}

/// Stands for every name that nobody has mentioned.
pub(crate) const OTHER: &str = "other";

impl Missing {
    pub(crate) fn yes_or_no(fact: Fact) -> Self {
        Self { fact, values: vec!["true".to_owned(), "false".to_owned()], exhaustive: true }
    }

    pub(crate) fn counts(fact: Fact, points: &[u64]) -> Self {
        Self { fact, values: points.iter().map(u64::to_string).collect(), exhaustive: true }
    }

    /// Just before an instant, or at it: all that a grace can tell apart.
    pub(crate) fn begun_around(instant: Timestamp) -> Self {
        let points = [instant.plus_seconds(-1), instant];
        let values = points.iter().map(Timestamp::to_string).collect();
        Self { fact: Fact::BegunAt, values, exhaustive: true }
    }

    /// One of `names`, or something else.
    pub(crate) fn one_of(fact: Fact, names: &[String]) -> Self {
        if matches!(fact, Fact::Role | Fact::ExporterRole) {
            return Self::role(fact);
        }
        let closed = matches!(fact, Fact::Activity | Fact::Site | Fact::Supervisor);
        let mut values = names.to_vec();
        if closed {
            values.push(OTHER.to_owned());
        }
        Self { fact, values, exhaustive: closed }
    }

    pub(crate) fn role(fact: Fact) -> Self {
        let values = Role::ALL.iter().map(|role| role.as_str().to_owned()).collect();
        Self { fact, values, exhaustive: true }
    }

    /// Stated too generally: one of its kinds would settle it.
    fn narrower(fact: Fact, kind: &str) -> Self {
        Self { fact, values: vec![kind.to_owned()], exhaustive: false }
    }

    /// Nobody can say which values there are.
    pub(crate) fn open(fact: Fact) -> Self {
        Self { fact, values: Vec::new(), exhaustive: false }
    }
}

/// What a question states.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'t> {
    pub transfer: &'t Transfer,
}

impl<'t> Facts<'t> {
    pub(crate) fn values(&self, operand: Operand) -> Vec<&'t str> {
        let transfer = self.transfer;
        let one = |value: &'t Option<String>| value.as_deref().into_iter().collect();
        let many = |values: &'t [String]| values.iter().map(String::as_str).collect();
        match operand {
            Operand::DataCategories => many(&transfer.data_categories),
            Operand::DataSubjects => many(&transfer.data_subjects),
            Operand::Purposes => many(&transfer.purposes),
            Operand::Sectors => many(&transfer.sectors),
            Operand::Role => transfer.role.iter().map(|role| role.as_str()).collect(),
            Operand::Activity => one(&transfer.activity),
            Operand::Site => one(&transfer.site),
            Operand::Recipient => one(&transfer.recipient),
            Operand::Means => one(&transfer.means),
            Operand::Supervisor => one(&transfer.supervisor),
        }
    }

    pub(crate) fn count(&self, quantity: Quantity) -> Option<u64> {
        match quantity {
            Quantity::Volume => persons::stated(self.transfer.volume),
            Quantity::VolumeSensitive => persons::stated(self.transfer.volume_sensitive),
        }
    }

    /// Whether `name` is there; none where nobody has said.
    pub(crate) fn has(&self, listing: Listing, name: &str) -> Option<bool> {
        let stated = match listing {
            Listing::ImporterLaw => &self.transfer.importer_law,
            Listing::ExporterStatus => &self.transfer.exporter_status,
            Listing::Facts => &self.transfer.facts,
        };
        stated.get(name).copied()
    }

    /// Whether a value is of a kind. A value that is more general than the kind may be.
    pub(crate) fn is_a(&self, operand: Operand, value: &str, kind: &str) -> Truth {
        match operand {
            Operand::DataCategories
            | Operand::DataSubjects
            | Operand::Purposes
            | Operand::Sectors => concept_is_a(Fact::of(operand), value, kind),
            Operand::Role => Truth::of(role_is_a(value, kind)),
            _ => Truth::of(value == kind),
        }
    }
}

pub(crate) fn concept_is_a(fact: Fact, value: &str, kind: &str) -> Truth {
    match kinship(value, kind) {
        Kinship::Within => Truth::True,
        Kinship::Apart => Truth::False,
        Kinship::Around => Truth::Unknown(vec![Missing::narrower(fact, kind)]),
        Kinship::Unknown => Truth::Unknown(vec![Missing::open(fact)]),
    }
}

/// Those who control together control (GDPR Article 26); who processes for a processor
/// processes (Article 28(2)).
pub(crate) fn role_is_a(role: &str, kind: &str) -> bool {
    let broader = match role {
        "joint_controller" => "controller",
        "sub_processor" => "processor",
        other => other,
    };
    role == kind || broader == kind
}

/// A value of a fact that is none of `names` and no kind of one; none where only the names
/// themselves are values. Of what was stated too generally, a kind.
pub(crate) fn other_than(fact: &Fact, names: &[String], transfer: &Transfer) -> Option<String> {
    let (root, stated) = match fact {
        Fact::DataCategories => ("personal", &transfer.data_categories),
        Fact::DataSubjects => ("anyone", &transfer.data_subjects),
        Fact::Purposes => ("any_purpose", &transfer.purposes),
        Fact::Sectors => ("private", &transfer.sectors),
        Fact::Recipient | Fact::Means | Fact::Supervisor => return Some(OTHER.to_owned()),
        _ => return None,
    };
    let within = |name: &str, kind: &str| kinship(name, kind) == Kinship::Within;
    let mut fits = short_names().filter(|name| {
        within(name, root)
            && !within(root, name)
            && names.iter().all(|other| kinship(name, other) == Kinship::Apart)
            && (stated.is_empty() || stated.iter().any(|general| within(name, general)))
    });
    fits.next().map(iri)
}

/// The question with a fact stated, in place of what was said more generally of it.
pub(crate) fn replaces_within(transfer: &Transfer, fact: &Fact, value: &str) -> Transfer {
    let mut other = transfer.supposing(fact, value);
    let keep = |stated: &[String], list: &mut Vec<String>| {
        let kept = stated.iter().filter(|kind| kinship(value, kind) != Kinship::Within);
        *list = kept.cloned().chain([value.to_owned()]).collect();
    };
    match fact {
        Fact::DataCategories => keep(&transfer.data_categories, &mut other.data_categories),
        Fact::DataSubjects => keep(&transfer.data_subjects, &mut other.data_subjects),
        Fact::Purposes => keep(&transfer.purposes, &mut other.purposes),
        Fact::Sectors => keep(&transfer.sectors, &mut other.sectors),
        _ => {}
    }
    other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_value_is_no_kind_of_those_that_are_named() {
        let ask = |fact: Fact, named: &str, transfer: Transfer| {
            other_than(&fact, &[named.to_owned()], &transfer)
        };
        let plain = |fact: Fact, named: &str| ask(fact, named, Transfer::default());
        let concept = |iri: &str| Some(iri.to_owned());
        assert_eq!(
            plain(Fact::DataCategories, "health"),
            concept("https://w3id.org/dpv/pd#Tracking")
        );
        assert_eq!(
            plain(Fact::DataSubjects, "employees"),
            concept("https://w3id.org/dpv#Customer")
        );
        assert_eq!(plain(Fact::Purposes, "service"), concept("https://w3id.org/dpv#Marketing"));
        let telecommunications = "https://w3id.org/tegata/v1#TelecommunicationsSector";
        assert_eq!(plain(Fact::Sectors, "finance"), concept(telecommunications));
        for fact in [Fact::Recipient, Fact::Means, Fact::Supervisor] {
            assert_eq!(plain(fact, "named"), Some(OTHER.to_owned()));
        }
        assert_eq!(plain(Fact::Activity, "named"), None);
        // Of what was said in general, a kind.
        let special = Transfer::default().of("special");
        let biometric = concept("https://w3id.org/dpv/pd#Biometric");
        assert_eq!(ask(Fact::DataCategories, "health", special), biometric);
    }

    #[test]
    fn a_stated_fact_takes_the_place_of_what_was_said_more_generally() {
        let general = Transfer::default()
            .of("special")
            .of("contact")
            .about("vulnerable")
            .about("employees")
            .for_purpose("marketing")
            .for_purpose("research")
            .in_sector("private")
            .in_sector("public");
        let stated = |fact: &Fact, value: &str| replaces_within(&general, fact, value);
        let iris = |names: [&str; 2]| [iri(names[0]), names[1].to_owned()];
        let data = stated(&Fact::DataCategories, "health").data_categories;
        assert_eq!(data, iris(["contact", "health"]));
        let subjects = stated(&Fact::DataSubjects, "children").data_subjects;
        assert_eq!(subjects, iris(["employees", "children"]));
        let purposes = stated(&Fact::Purposes, "direct_marketing").purposes;
        assert_eq!(purposes, iris(["research", "direct_marketing"]));
        assert_eq!(stated(&Fact::Sectors, "finance").sectors, iris(["public", "finance"]));
        let site = stated(&Fact::Site, "Osaka");
        assert_eq!(site, general.at_site("Osaka"));
    }
}
