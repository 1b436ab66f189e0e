//! Rule 4: three values. A predicate over a fact that the question leaves open is unknown.

use tegata::Transfer;
use tegata::certificate::Role;
use tegata::recognition::{
    Between, Bound, IsA, Listing, Operand, Predicate, Present, Quantifier, Quantity,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    No,
    Unknown,
    Yes,
}

pub(crate) fn truth(holds: bool) -> Truth {
    if holds { Truth::Yes } else { Truth::No }
}

pub(crate) fn not(truth: Truth) -> Truth {
    match truth {
        Truth::No => Truth::Yes,
        Truth::Unknown => Truth::Unknown,
        Truth::Yes => Truth::No,
    }
}

pub(crate) fn all(parts: &[Truth]) -> Truth {
    if parts.contains(&Truth::No) {
        return Truth::No;
    }
    if parts.contains(&Truth::Unknown) { Truth::Unknown } else { Truth::Yes }
}

pub(crate) fn any(parts: &[Truth]) -> Truth {
    if parts.contains(&Truth::Yes) {
        return Truth::Yes;
    }
    if parts.contains(&Truth::Unknown) { Truth::Unknown } else { Truth::No }
}

/// What a predicate says of a transfer.
pub(crate) fn holds(predicate: &Predicate, transfer: &Transfer) -> Truth {
    let each = |parts: &[Predicate]| -> Vec<Truth> {
        parts.iter().map(|part| holds(part, transfer)).collect()
    };
    match predicate {
        Predicate::Always => Truth::Yes,
        Predicate::All(parts) => all(&each(parts)),
        Predicate::Any(parts) => any(&each(parts)),
        Predicate::Not(part) => not(holds(part, transfer)),
        Predicate::IsA(question) => is_a(question, transfer),
        Predicate::Between(question) => between(question, transfer),
        Predicate::Present(question) => present(question, transfer),
    }
}

fn is_a(question: &IsA, transfer: &Transfer) -> Truth {
    let values = stated(question.operand, transfer);
    if values.is_empty() && question.operand == Operand::Role {
        return whatever_the_role(question);
    }
    if values.is_empty() {
        return Truth::Unknown;
    }
    let fits = |value: &String| -> Truth {
        let kinds = question.of.iter().map(|kind| one_is_a(question.operand, value, kind));
        any(&kinds.collect::<Vec<_>>())
    };
    let each: Vec<_> = values.iter().map(fits).collect();
    match question.values {
        Quantifier::Some => any(&each),
        Quantifier::Every => all(&each),
    }
}

/// A role that is not stated is one of four.
fn whatever_the_role(question: &IsA) -> Truth {
    let fits = |role: &Role| {
        question
            .of
            .iter()
            .any(|kind| role.as_str() == kind || role_above(role.as_str()) == Some(kind.as_str()))
    };
    let (yes, no): (Vec<Role>, Vec<Role>) = Role::ALL.iter().partition(|role| fits(role));
    match (yes.is_empty(), no.is_empty()) {
        (_, true) => Truth::Yes,
        (true, _) => Truth::No,
        _ => Truth::Unknown,
    }
}

fn stated(operand: Operand, transfer: &Transfer) -> Vec<String> {
    let one = |value: &Option<String>| value.iter().cloned().collect();
    match operand {
        Operand::DataCategories => transfer.data_categories.clone(),
        Operand::DataSubjects => transfer.data_subjects.clone(),
        Operand::Purposes => transfer.purposes.clone(),
        Operand::Sectors => transfer.sectors.clone(),
        Operand::Role => transfer.role.iter().map(|role| role.as_str().to_owned()).collect(),
        Operand::Activity => one(&transfer.activity),
        Operand::Site => one(&transfer.site),
        Operand::Recipient => one(&transfer.recipient),
        Operand::Means => one(&transfer.means),
        Operand::Supervisor => one(&transfer.supervisor),
    }
}

fn one_is_a(operand: Operand, value: &str, kind: &str) -> Truth {
    match operand {
        Operand::DataCategories | Operand::DataSubjects | Operand::Purposes | Operand::Sectors => {
            concept_is_a(value, kind)
        }
        Operand::Role => truth(value == kind || role_above(value) == Some(kind)),
        _ => truth(value == kind),
    }
}

/// GDPR Article 26: who controls jointly controls. Article 28(2): who processes for a
/// processor processes.
fn role_above(role: &str) -> Option<&'static str> {
    match role {
        "joint_controller" => Some("controller"),
        "sub_processor" => Some("processor"),
        _ => None,
    }
}

/// Whether a certificate for these roles is one for this role.
pub(crate) fn role_is_among(role: Role, roles: &[Role]) -> bool {
    roles.iter().any(|among| role == *among || role_above(role.as_str()) == Some(among.as_str()))
}

/// Below the kind: yes. Above it: it may be. Apart: no.
pub(crate) fn concept_is_a(value: &str, kind: &str) -> Truth {
    if !KINDS.iter().any(|(name, _)| *name == value) || !KINDS.iter().any(|(name, _)| *name == kind)
    {
        return Truth::Unknown;
    }
    if below(value, kind) {
        return Truth::Yes;
    }
    if below(kind, value) { Truth::Unknown } else { Truth::No }
}

fn below(value: &str, kind: &str) -> bool {
    let above = KINDS.iter().filter(|(name, _)| *name == value);
    value == kind || above.flat_map(|(_, above)| above.iter()).any(|above| below(above, kind))
}

/// The concepts of the random worlds, as DPV 2.3 arranges them.
const KINDS: &[(&str, &[&str])] = &[
    ("https://w3id.org/dpv#Data", &[]),
    ("https://w3id.org/dpv#PersonalData", &["https://w3id.org/dpv#Data"]),
    ("https://w3id.org/dpv/pd#Tracking", &["https://w3id.org/dpv#PersonalData"]),
    ("https://w3id.org/dpv/pd#Location", &["https://w3id.org/dpv/pd#Tracking"]),
    ("https://w3id.org/dpv/pd#Contact", &["https://w3id.org/dpv/pd#Tracking"]),
    (
        "https://w3id.org/dpv/pd#PhysicalAddress",
        &["https://w3id.org/dpv/pd#Contact", "https://w3id.org/dpv/pd#Location"],
    ),
    ("https://w3id.org/dpv/pd#Financial", &["https://w3id.org/dpv#PersonalData"]),
    ("https://w3id.org/dpv#DataSubject", &[]),
    ("https://w3id.org/dpv#Employee", &["https://w3id.org/dpv#DataSubject"]),
    ("https://w3id.org/dpv#Consumer", &["https://w3id.org/dpv#DataSubject"]),
    ("https://w3id.org/dpv#Purpose", &[]),
    ("https://w3id.org/dpv#Marketing", &["https://w3id.org/dpv#Purpose"]),
    ("https://w3id.org/dpv#DirectMarketing", &["https://w3id.org/dpv#Marketing"]),
    ("https://w3id.org/tegata/v1#PrivateSector", &[]),
    ("https://w3id.org/tegata/v1#FinancialSector", &["https://w3id.org/tegata/v1#PrivateSector"]),
    ("https://w3id.org/tegata/v1#PublicSector", &[]),
];

fn between(question: &Between, transfer: &Transfer) -> Truth {
    let count = match question.operand {
        Quantity::Volume => transfer.volume,
        Quantity::VolumeSensitive => transfer.volume_sensitive,
    };
    // Rule 4: unknown, unless every count gives the same.
    let Some(count) = count else {
        return match question.below {
            Bound::Below(end) if end <= question.from => Truth::No,
            Bound::Unbounded if question.from == 0 => Truth::Yes,
            _ => Truth::Unknown,
        };
    };
    let fewer = match question.below {
        Bound::Unbounded => true,
        Bound::Below(end) => count < end,
    };
    truth(count >= question.from && fewer)
}

fn present(question: &Present, transfer: &Transfer) -> Truth {
    let stated = match question.operand {
        Listing::ImporterLaw => &transfer.importer_law,
        Listing::ExporterStatus => &transfer.exporter_status,
        Listing::Facts => &transfer.facts,
    };
    stated.get(&question.value).map_or(Truth::Unknown, |there| truth(*there))
}
