//! A pinned taxonomy, so that "is a kind of" means the same tomorrow.
//!
//! Concepts are those of the W3C Data Privacy Vocabulary (DPV 2) and its extension for
//! personal data, and a few of tegata's own for what law distinguishes and DPV does not.

use crate::crypto::sha256;

const PREFIXES: [(&str, &str); 3] = [
    ("dpv:", "https://w3id.org/dpv#"),
    ("pd:", "https://w3id.org/dpv/pd#"),
    ("tegata:", "https://w3id.org/tegata/v1#"),
];

/// A concept, what it is a kind of, and the short name that people may type.
type Concept = (&'static str, &'static [&'static str], &'static str);

#[rustfmt::skip]
const CONCEPTS: &[Concept] = &[
    // Data.
    ("dpv:PersonalData", &[], "personal"),
    ("dpv:NonPersonalData", &[], "non_personal"),
    ("dpv:SensitivePersonalData", &["dpv:PersonalData"], "sensitive"),
    ("dpv:SpecialCategoryPersonalData", &["dpv:SensitivePersonalData"], "special"),
    ("pd:Contact", &["dpv:PersonalData"], "contact"),
    ("pd:EmailAddress", &["pd:Contact"], "email"),
    ("pd:TelephoneNumber", &["pd:Contact"], "telephone"),
    ("pd:PhysicalAddress", &["pd:Contact"], "address"),
    ("pd:Location", &["dpv:PersonalData"], "location"),
    ("pd:DeviceBased", &["dpv:PersonalData"], "device"),
    ("tegata:Telemetry", &["pd:DeviceBased"], "telemetry"),
    ("pd:Professional", &["dpv:PersonalData"], "professional"),
    ("pd:EmploymentHistory", &["pd:Professional"], "employment"),
    ("pd:Salary", &["pd:Professional", "pd:Financial"], "salary"),
    ("pd:Health", &["dpv:SpecialCategoryPersonalData"], "health"),
    ("pd:Genetic", &["dpv:SpecialCategoryPersonalData"], "genetic"),
    ("pd:Biometric", &["dpv:SpecialCategoryPersonalData"], "biometric"),
    ("pd:Sexual", &["dpv:SpecialCategoryPersonalData"], "sexual_orientation"),
    ("pd:Religion", &["dpv:SpecialCategoryPersonalData"], "religion"),
    ("pd:PoliticalAffiliation", &["dpv:SpecialCategoryPersonalData"], "political_opinion"),
    ("pd:EthnicOrigin", &["dpv:SpecialCategoryPersonalData"], "ethnic_origin"),
    ("pd:TradeUnionMembership", &["dpv:SpecialCategoryPersonalData"], "trade_union"),
    ("pd:Criminal", &["dpv:SensitivePersonalData"], "criminal"),
    ("pd:Financial", &["dpv:PersonalData"], "financial"),
    ("pd:Credit", &["pd:Financial"], "credit"),
    ("pd:FinancialAccount", &["pd:Financial"], "financial_account"),
    ("pd:OfficialID", &["dpv:PersonalData"], "national_id"),
    ("tegata:KoreanResidentRegistrationNumber", &["pd:OfficialID"], "kr_rrn"),
    ("tegata:ImportantData", &["dpv:NonPersonalData"], "important_data"),
    // Data subjects.
    ("dpv:DataSubject", &[], "anyone"),
    ("dpv:Customer", &["dpv:DataSubject"], "customers"),
    ("dpv:Consumer", &["dpv:Customer"], "consumers"),
    ("dpv:Employee", &["dpv:DataSubject"], "employees"),
    ("dpv:JobApplicant", &["dpv:DataSubject"], "applicants"),
    ("dpv:Patient", &["dpv:DataSubject"], "patients"),
    ("dpv:Child", &["dpv:DataSubject"], "children"),
    ("dpv:Student", &["dpv:DataSubject"], "students"),
    // Purposes.
    ("dpv:Purpose", &[], "any_purpose"),
    ("dpv:ServiceProvision", &["dpv:Purpose"], "service"),
    ("dpv:Marketing", &["dpv:Purpose"], "marketing"),
    ("dpv:HumanResourceManagement", &["dpv:Purpose"], "human_resources"),
    ("dpv:PersonnelPayment", &["dpv:HumanResourceManagement"], "payroll"),
    ("dpv:ResearchAndDevelopment", &["dpv:Purpose"], "research"),
    ("dpv:AcademicResearch", &["dpv:ResearchAndDevelopment"], "academic"),
    ("dpv:FraudPreventionAndDetection", &["dpv:Purpose"], "fraud_prevention"),
    ("tegata:Journalism", &["dpv:Purpose"], "journalism"),
    ("tegata:ReligiousActivity", &["dpv:Purpose"], "religious"),
    ("tegata:PoliticalActivity", &["dpv:Purpose"], "political"),
    ("tegata:ImmigrationControl", &["dpv:Purpose"], "immigration_control"),
    // Sectors.
    ("tegata:PublicSector", &[], "public"),
    ("tegata:PrivateSector", &[], "private"),
    ("tegata:FinancialSector", &["tegata:PrivateSector"], "finance"),
    ("tegata:HealthSector", &[], "healthcare"),
    ("tegata:TelecommunicationsSector", &["tegata:PrivateSector"], "telecommunications"),
];

/// How one concept stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// The same, or a kind of it.
    Within,
    /// More general than it.
    Around,
    /// Neither.
    Apart,
    /// One of them is not in this taxonomy.
    Unknown,
}

/// How `name` stands to `kind`. Both may be IRIs or short names.
pub(crate) fn kinship(name: &str, kind: &str) -> Kinship {
    if name == kind {
        return Kinship::Within;
    }
    match (find(name), find(kind)) {
        (Some(name), Some(kind)) if is_a(name, kind.0) => Kinship::Within,
        (Some(name), Some(kind)) if is_a(kind, name.0) => Kinship::Around,
        (Some(_), Some(_)) => Kinship::Apart,
        _ => Kinship::Unknown,
    }
}

/// The IRI for a concept given by its short name; anything else stays as it is.
pub(crate) fn iri(name: &str) -> String {
    let Some((compact, _, _)) = find(name) else { return name.to_owned() };
    let expanded = PREFIXES.iter().find_map(|(prefix, iri)| {
        compact.strip_prefix(prefix).map(|local| format!("{iri}{local}"))
    });
    expanded.unwrap_or_else(|| name.to_owned())
}

/// The short names that stand for concepts.
pub fn short_names() -> impl Iterator<Item = &'static str> {
    CONCEPTS.iter().map(|(_, _, short)| *short)
}

/// Whether the taxonomy has a concept, by its IRI or its short name.
pub fn is_concept(name: &str) -> bool {
    find(name).is_some()
}

/// SHA-256 over the whole table: what reports were computed with.
pub fn taxonomy_digest() -> [u8; 32] {
    let line =
        |(name, broader, short): &Concept| format!("{name} < {} = {short}\n", broader.join(", "));
    sha256(CONCEPTS.iter().map(line).collect::<String>().as_bytes())
}

fn find(name: &str) -> Option<&'static Concept> {
    let split = PREFIXES.iter().find_map(|(prefix, iri)| Some((prefix, name.strip_prefix(iri)?)));
    CONCEPTS.iter().find(|(compact, _, short)| match split {
        Some((prefix, local)) => compact.strip_prefix(prefix) == Some(local),
        None => *short == name,
    })
}

/// The table has no cycles; a test says so.
fn is_a(concept: &Concept, kind: &str) -> bool {
    concept.0 == kind
        || concept.1.iter().any(|broader| {
            CONCEPTS.iter().find(|(name, ..)| name == broader).is_some_and(|c| is_a(c, kind))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hex;

    #[test]
    fn every_name_is_there_once_and_broader_ones_stand_before() {
        for (index, (name, broader, short)) in CONCEPTS.iter().enumerate() {
            let others = || CONCEPTS.iter().skip(index + 1);
            assert!(others().all(|other| other.0 != *name && other.2 != *short), "{name}");
            for kind in *broader {
                assert!(CONCEPTS.iter().any(|other| other.0 == *kind), "{name} < {kind}");
            }
        }
    }

    #[test]
    fn short_names_and_iris_are_the_same() {
        assert_eq!(iri("health"), "https://w3id.org/dpv/pd#Health");
        assert_eq!(kinship("health", "https://w3id.org/dpv#PersonalData"), Kinship::Within);
        assert_eq!(kinship("personal", "health"), Kinship::Around);
        assert_eq!(kinship("health", "credit"), Kinship::Apart);
        assert_eq!(kinship("health", "https://example.org/other"), Kinship::Unknown);
        assert_eq!(kinship("https://example.org/x", "https://example.org/x"), Kinship::Within);
    }

    #[test]
    fn the_table_is_pinned() {
        let pinned = "2ad2da722b2f2dfe9b1c88b6caf56882bcfdd20c02ff218f975d0662c6e5d092";
        assert_eq!(hex(&taxonomy_digest()), pinned);
    }
}
