//! A pinned taxonomy, so that "is a kind of" means the same tomorrow.
//!
//! Concepts are those of the W3C Data Privacy Vocabulary (DPV), release 2.3, and of its
//! extension for personal data, each below the very concepts that it has there (its
//! `skos:broader`), so nothing is a kind of anything on our word. Two exceptions: a kind of
//! `dpv:HumanSubject` stands below `dpv:DataSubject`, for those whose data a transfer
//! carries are data subjects; and what law distinguishes and DPV does not is tegata's own.

use crate::crypto::sha256;
use std::sync::LazyLock;

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
    ("dpv:Data", &[], "data"),
    ("dpv:PersonalData", &["dpv:Data"], "personal"),
    ("dpv:NonPersonalData", &["dpv:Data"], "non_personal"),
    ("dpv:SensitiveData", &["dpv:Data"], "sensitive_data"),
    ("dpv:SensitivePersonalData", &["dpv:PersonalData", "dpv:SensitiveData"], "sensitive"),
    ("dpv:SpecialCategoryPersonalData", &["dpv:SensitivePersonalData"], "special"),
    ("pd:Tracking", &["dpv:PersonalData"], "tracking"),
    ("pd:Identifier", &["pd:Tracking"], "identifier"),
    ("pd:Contact", &["pd:Tracking"], "contact"),
    ("pd:EmailAddress", &["pd:Contact"], "email"),
    ("pd:TelephoneNumber", &["pd:Contact"], "telephone"),
    ("pd:Location", &["pd:Tracking"], "location"),
    ("pd:PhysicalAddress", &["pd:Contact", "pd:Location"], "address"),
    ("pd:DeviceBased", &["pd:Tracking"], "device"),
    ("pd:IPAddress", &["pd:DeviceBased"], "ip_address"),
    ("tegata:Telemetry", &["pd:DeviceBased"], "telemetry"),
    ("pd:External", &["dpv:PersonalData"], "external"),
    ("pd:Behavioural", &["pd:External"], "behavioural"),
    ("pd:Identifying", &["pd:External"], "identifying"),
    ("pd:Name", &["pd:Identifying"], "name"),
    ("pd:OfficialID", &["pd:Identifying"], "national_id"),
    ("tegata:KoreanResidentRegistrationNumber", &["pd:OfficialID"], "kr_rrn"),
    ("pd:Biometric", &["dpv:SpecialCategoryPersonalData", "pd:Identifying"], "biometric"),
    ("pd:Ethnicity", &["pd:External"], "ethnicity"),
    ("pd:EthnicOrigin", &["dpv:SpecialCategoryPersonalData", "pd:Ethnicity"], "ethnic_origin"),
    ("pd:Race", &["dpv:SpecialCategoryPersonalData", "pd:Ethnicity"], "race"),
    ("pd:MedicalHealth", &["dpv:SpecialCategoryPersonalData", "pd:External"], "medical"),
    ("pd:HealthRecord", &["pd:MedicalHealth"], "health_record"),
    ("pd:Health", &["pd:MedicalHealth"], "health"),
    ("pd:Genetic", &["pd:Health"], "genetic"),
    ("pd:Sexual", &["dpv:SpecialCategoryPersonalData", "pd:External"], "sexual_orientation"),
    ("pd:Social", &["dpv:PersonalData"], "social"),
    ("pd:Communication", &["pd:Social"], "communication"),
    ("pd:Criminal", &["pd:Social"], "criminal"),
    ("pd:Professional", &["pd:Social"], "professional"),
    ("pd:EmploymentHistory", &["pd:Professional"], "employment"),
    ("pd:Salary", &["pd:Professional"], "salary"),
    ("pd:PublicLife", &["pd:Social"], "public_life"),
    ("pd:Religion", &["dpv:SpecialCategoryPersonalData", "pd:PublicLife"], "religion"),
    ("pd:PoliticalAffiliation", &["dpv:SpecialCategoryPersonalData", "pd:PublicLife"], "political_affiliation"),
    ("pd:PoliticalOpinion", &["dpv:SpecialCategoryPersonalData", "pd:PublicLife"], "political_opinion"),
    ("pd:SocialNetwork", &["pd:Social"], "social_network"),
    ("pd:GroupMembership", &["pd:SocialNetwork"], "group_membership"),
    ("pd:TradeUnionMembership", &["dpv:SpecialCategoryPersonalData", "pd:GroupMembership"], "trade_union"),
    ("pd:Internal", &["dpv:PersonalData"], "internal"),
    ("pd:KnowledgeBelief", &["pd:Internal"], "knowledge_and_belief"),
    ("pd:ReligiousBelief", &["dpv:SpecialCategoryPersonalData", "pd:KnowledgeBelief"], "religious_belief"),
    ("pd:PhilosophicalBelief", &["dpv:SpecialCategoryPersonalData", "pd:KnowledgeBelief"], "philosophical_belief"),
    ("pd:Financial", &["dpv:PersonalData"], "financial"),
    ("pd:Transactional", &["pd:Financial"], "transactional"),
    ("pd:Purchase", &["pd:Transactional"], "purchase"),
    ("pd:Credit", &["pd:Transactional"], "credit"),
    ("pd:FinancialAccount", &["pd:Financial"], "financial_account"),
    ("pd:BankAccount", &["pd:FinancialAccount"], "bank_account"),
    ("pd:PaymentCard", &["pd:FinancialAccount"], "payment_card"),
    ("tegata:ImportantData", &["dpv:Data"], "important_data"),
    ("tegata:PassengerNameRecord", &["dpv:PersonalData"], "passenger_name_record"),
    // Data subjects.
    ("dpv:DataSubject", &[], "anyone"),
    ("dpv:Customer", &["dpv:DataSubject"], "customers"),
    ("dpv:Consumer", &["dpv:DataSubject"], "consumers"),
    ("dpv:User", &["dpv:DataSubject"], "users"),
    ("dpv:Employee", &["dpv:DataSubject"], "employees"),
    ("dpv:JobApplicant", &["dpv:DataSubject"], "applicants"),
    ("dpv:Patient", &["dpv:DataSubject"], "patients"),
    ("dpv:VulnerableHuman", &["dpv:DataSubject"], "vulnerable"),
    ("dpv:Child", &["dpv:VulnerableHuman"], "children"),
    ("dpv:Student", &["dpv:DataSubject"], "students"),
    // Purposes.
    ("dpv:Purpose", &[], "any_purpose"),
    ("dpv:ServiceManagement", &["dpv:Purpose"], "service_management"),
    ("dpv:ServiceProvision", &["dpv:ServiceManagement"], "service"),
    ("dpv:Marketing", &["dpv:Purpose"], "marketing"),
    ("dpv:DirectMarketing", &["dpv:Marketing"], "direct_marketing"),
    ("dpv:HumanResourceManagement", &["dpv:Purpose"], "human_resources"),
    ("dpv:PersonnelManagement", &["dpv:HumanResourceManagement"], "personnel"),
    ("dpv:PersonnelPayment", &["dpv:PersonnelManagement"], "payroll"),
    ("dpv:PersonnelHiring", &["dpv:PersonnelManagement"], "recruitment"),
    ("dpv:ResearchAndDevelopment", &["dpv:Purpose"], "research"),
    ("dpv:AcademicResearch", &["dpv:ResearchAndDevelopment"], "academic"),
    ("dpv:ScientificResearch", &["dpv:ResearchAndDevelopment"], "scientific"),
    ("dpv:EnforceSecurity", &["dpv:Purpose"], "security"),
    ("dpv:MisusePreventionAndDetection", &["dpv:EnforceSecurity"], "misuse_prevention"),
    ("dpv:FraudPreventionAndDetection", &["dpv:MisusePreventionAndDetection"], "fraud_prevention"),
    ("tegata:Journalism", &["dpv:Purpose"], "journalism"),
    ("tegata:ReligiousActivity", &["dpv:Purpose"], "religious"),
    ("tegata:PoliticalActivity", &["dpv:Purpose"], "political"),
    ("tegata:ImmigrationControl", &["dpv:Purpose"], "immigration_control"),
    ("tegata:LawEnforcement", &["dpv:Purpose"], "law_enforcement"),
    ("tegata:ProfessionalWriting", &["dpv:Purpose"], "professional_writing"),
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
    static DIGEST: LazyLock<[u8; 32]> = LazyLock::new(|| {
        let line = |(name, broader, short): &Concept| {
            format!("{name} < {} = {short}\n", broader.join(", "))
        };
        sha256(CONCEPTS.iter().map(line).collect::<String>().as_bytes())
    });
    *DIGEST
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
        assert_eq!(kinship("genetic", "health"), Kinship::Within);
        assert_eq!(kinship("health", "credit"), Kinship::Apart);
        assert_eq!(kinship("health", "https://example.org/other"), Kinship::Unknown);
        assert_eq!(kinship("https://example.org/x", "https://example.org/x"), Kinship::Within);
    }

    #[test]
    fn the_table_is_pinned() {
        let pinned = "fdd9515e540fd112a49ccb413647cfdf0f7a57494200fc8c6c7570390eecadb8";
        assert_eq!(hex(&taxonomy_digest()), pinned);
    }
}
