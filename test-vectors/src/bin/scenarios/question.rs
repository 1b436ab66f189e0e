//! The worked questions, and what is expected of the answers.

use crate::Failure;
use crate::instruments::PURPOSES;
use crate::world::{concept, did, each, instrument, regime, text};
use serde_json::{Value, json};
use tegata::report::Report;
use tegata::{Clocks, Finding, Timestamp, Transfer};

/// The question in the product's own form. What the shorthand leaves out by habit is
/// written out: an importer that is not itself subject to the exporter's law, an exporter
/// of no special kind, a purpose and a sector that nothing excludes.
pub(crate) fn transfer(query: &Value, seed: &Value) -> Result<Transfer, Failure> {
    let data: Vec<_> = each(&query["data"]).map(text).collect();
    let subjects = data.iter().map(|name| if *name == "hr" { "hr_people" } else { "consumers" });
    let subjects: Vec<_> = subjects.map(concept).collect();
    let named = |names: &[&str], or: &str| {
        let names = if names.is_empty() { vec![or] } else { names.to_vec() };
        names.into_iter().map(concept).collect::<Vec<_>>()
    };
    let mut purposes: Vec<_> = query["purpose"].as_str().into_iter().collect();
    purposes.extend(data.iter().filter(|name| PURPOSES.contains(name)));
    let sectors: Vec<_> = query["sector"].as_str().into_iter().collect();
    let categories: Vec<_> = data
        .iter()
        .map(|name| if PURPOSES.contains(name) { "consumer" } else { name })
        .map(concept)
        .collect();
    let mut transfer = json!({
        "from": query["frm"],
        "to": query["to"],
        "importer": party(&query["importer"]),
        "dataCategories": categories,
        "dataSubjects": subjects,
        "purposes": named(&purposes, "service"),
        "sectors": named(&sectors, "private"),
        "importerLaw": importer_law(query, seed),
        "exporterStatus": { "ciio": query["ciio"] == true },
        "evidence": each(&query["evidence"]).collect::<Vec<_>>(),
        "provenance": each(&query["origin"]).map(|o| origin(text(o), query, seed)).collect::<Vec<_>>(),
        "volumeSensitive": query["n_sensitive"].as_u64().unwrap_or(0),
    });
    if query["exporter"].is_string() {
        transfer["exporter"] = party(&query["exporter"]);
    }
    for (from, to) in
        [("role", "role"), ("activity", "activity"), ("site", "site"), ("n", "volume")]
    {
        if !query[from].is_null() {
            transfer[to] = query[from].clone();
        }
    }
    for flag in each(&query["flags"]) {
        transfer["facts"][text(flag)] = json!(true);
    }
    Ok(Transfer::from_json(&transfer.to_string())?)
}

fn party(name: &Value) -> Value {
    json!({ "id": did(text(name)), "name": name })
}

fn importer_law(query: &Value, seed: &Value) -> Value {
    let mut laws = json!({});
    for area in each(&seed["complete_for"]) {
        laws[regime(text(area))] = json!(false);
    }
    if query["art3"] == true {
        laws[regime("EEA")] = json!(true);
    }
    if query["importer_law"].is_array() {
        let required = each(&seed["recognition"]).filter_map(|entry| entry["subject_to"].as_str());
        required.for_each(|law| laws[law] = json!(false));
    }
    each(&query["importer_law"]).for_each(|law| laws[text(law)] = json!(true));
    laws
}

/// The shorthand names the regime of origin; the data came under its instrument for the
/// place from which they now go on.
fn origin(area: &str, query: &Value, seed: &Value) -> Value {
    let reaches =
        |entry: &&Value| entry["frm"] == area && each(&entry["to"]).any(|to| *to == query["frm"]);
    let mut origin = json!({ "regime": regime(area) });
    if let Some(entry) = each(&seed["recognition"]).find(reaches) {
        origin["instrument"] = json!(instrument(text(&entry["id"])));
    }
    origin
}

/// Noon of the days of the question.
pub(crate) fn clocks(query: &Value) -> Result<Clocks, Failure> {
    let noon = |day: &str| format!("{day}T12:00:00Z").parse::<Timestamp>();
    let valid_at = text(&query["t"]);
    Ok(Clocks::new(noon(valid_at)?, noon(query["k"].as_str().unwrap_or(valid_at))?))
}

/// Whose certificates are presented: the importer's, the exporter's, or those named.
pub(crate) fn presents(query: &Value, organisation: &str) -> bool {
    ["importer", "exporter", "cert_org"].iter().any(|side| query[*side] == organisation)
}

/// What a scenario expects.
pub(crate) struct Expected<'s> {
    verdict: &'s str,
    reasons: Vec<&'s str>,
    arrangement: Option<&'s str>,
    obligations: Vec<&'s str>,
}

impl<'s> Expected<'s> {
    pub(crate) fn of(scenario: &'s Value) -> Self {
        let expected = &scenario["expected"];
        Self {
            verdict: text(&expected["verdict"]),
            reasons: each(&expected["sub_indications"]).map(text).collect(),
            arrangement: expected["arrangement"].as_str(),
            obligations: each(&expected["obligations"]).map(text).collect(),
        }
    }

    /// In what the report differs.
    pub(crate) fn compare(&self, report: &Report) -> Vec<String> {
        let mut faults = Vec::new();
        let inside = self.reasons.contains(&"NOT_A_RESTRICTED_TRANSFER");
        let verdict =
            if inside { "not_restricted".to_owned() } else { self.verdict.to_lowercase() };
        if report.verdict().as_str() != verdict {
            faults.push(format!("expected {verdict}, found {}", report.verdict().as_str()));
        }
        let found = report.ruling().and_then(|ruling| ruling.instrument());
        let found = found.map(|instrument| instrument.id.clone());
        if self.arrangement.is_some_and(|name| found.as_deref() != Some(&*instrument(name))) {
            faults.push(format!("expected {:?}, found {found:?}", self.arrangement));
        }
        for reason in &self.reasons {
            if !report.findings().iter().any(|finding| says(finding, reason)) {
                faults.push(format!("missing {reason}"));
            }
        }
        let owed = report.ruling().map_or(&[][..], |ruling| ruling.obligations());
        let mut owed: Vec<_> = owed.iter().map(|owed| owed.code.as_str()).collect();
        let mut expected = self.obligations.clone();
        owed.sort_unstable();
        expected.sort_unstable();
        if owed != expected {
            faults.push(format!("expected obligations {expected:?}, found {owed:?}"));
        }
        if !faults.is_empty() {
            let codes = report.findings().iter().map(|f| f.code.as_str());
            faults.push(format!("findings: {:?}", codes.collect::<Vec<_>>()));
        }
        faults
    }
}

/// Whether a finding says what the fixture calls `reason`.
fn says(finding: &Finding, reason: &str) -> bool {
    let (name, argument) = reason.split_once(':').unwrap_or((reason, ""));
    let code = finding.code.as_str();
    let fact = |name: &str| finding.fact(name).unwrap_or_default();
    match (name, argument) {
        ("DATA_CATEGORY_EXCLUDED", "hr") => code == "data_subjects_excluded",
        ("DATA_CATEGORY_EXCLUDED", name) if PURPOSES.contains(&name) => {
            code == "purpose_excluded" && fact("what") == name
        }
        ("DATA_CATEGORY_EXCLUDED", what) => code == "data_excluded" && fact("what") == what,
        ("DATA_CATEGORY_OUT_OF_CERT_SCOPE", what) => {
            code == "data_category_not_covered" && fact("value") == concept(what)
        }
        ("CONDITION_NOT_EVIDENCED", what) => {
            code == "evidence_owed" && fact("precondition") == what
        }
        ("WITHDRAWAL_ANNOUNCED", day) => {
            code == "withdrawal_announced" && fact("from").starts_with(day)
        }
        ("GRACE_PERIOD", day) => code == "grace_period" && fact("until").starts_with(day),
        ("CERT_LAPSED", _) => code == "withdrawn" && fact("event") == "lapse",
        ("SITE_UNSTATED", _) => code == "coverage_fact_unstated" && fact("fact") == "site",
        ("VOLUME_UNSTATED", _) => code == "fact_unstated" && fact("fact").starts_with("volume"),
        ("IMPORTER_LAW_UNSTATED", _) => {
            code == "fact_unstated" && fact("fact").starts_with("importerLaw")
        }
        ("BODY_ACCREDITATION_SUSPENDED_RUNOFF_UNTIL", day) => {
            code == "body_suspended_now" && fact("until").contains(day)
        }
        (name, "") => by_name(name).map_or_else(
            || code == "prohibited" && fact("order").ends_with(name),
            |expected| code == expected,
        ),
        _ => false,
    }
}

fn by_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "ACTIVITY_OUT_OF_CERT_SCOPE" => "activity_not_covered",
        "ARRANGEMENT_ANNULLED" => "arrangement_annulled",
        "ARRANGEMENT_EXPIRED" => "arrangement_expired",
        "ARRANGEMENT_NOT_YET_EFFECTIVE" => "arrangement_not_yet",
        "ARRANGEMENT_UNDER_CHALLENGE" => "arrangement_challenged",
        "ARRANGEMENT_WITHDRAWN" => "arrangement_withdrawn",
        "BASE_CERTIFICATION_MISSING" => "base_missing",
        "BODY_ACCREDITATION_RUNOFF_ENDED" => "accreditation_run_off_ended",
        "BODY_NOT_ACCREDITED_AT_ISSUANCE" => "accreditation_not_yet",
        "CERT_EXPIRED" => "expired",
        "CERT_NOT_GRANTED_UNDER_DESTINATION_LAW" => "not_granted_under_importer_law",
        "CERT_NOT_YET_VALID" => "not_yet_valid",
        "CERT_PREDATES_ARRANGEMENT" => "certificate_predates",
        "CERT_SUSPENDED" => "suspended_by_event",
        "CERT_VOID_AB_INITIO" => "void_from_start",
        "CONFORMITY_ONLY_NO_TRANSFER_EFFECT" => "no_transfer_effect",
        "ENTITY_NOT_COVERED" => "entity_not_covered",
        "EXPORTER_IS_CIIO" => "exporter_excluded",
        "HR_DATA_NOT_COVERED" => "data_subjects_not_covered",
        "IMPORTER_ALREADY_SUBJECT_TO_GDPR" | "IMPORTER_NOT_SUBJECT_TO_REQUIRED_LAW" => {
            "importer_law_excluded"
        }
        "JURISDICTION_DISPUTED" => "jurisdiction_disputed",
        "JURISDICTION_UNKNOWN" => "jurisdiction_unknown",
        "NOT_A_RESTRICTED_TRANSFER" => "not_restricted",
        "NO_ARRANGEMENT" => "no_arrangement",
        "ONWARD_TRANSFER_TOOL_NOT_ACCEPTED_FOR_ORIGIN" => "onward_tool_barred",
        "PURPOSE_EXCLUDED" => "purpose_excluded",
        "REGISTRY_NOT_COMPLETE_FOR_EXPORTER_REGIME" => "registry_not_complete",
        "ROLE_NOT_COVERED" => "role_out_of_scope",
        "SCHEME_NOT_ACCEPTED" => "scheme_not_accepted_by_instrument",
        "SCHEME_NOT_ACCEPTED_FOR_ROLE" => "scheme_not_accepted_for_role",
        "SECTOR_EXCLUDED" => "sector_excluded",
        "SITE_NOT_COVERED" => "site_not_covered",
        "SURVEILLANCE_OVERDUE" => "surveillance_overdue",
        "TERRITORIAL_SCOPE_UNRESOLVED" => "territorial_scope_unresolved",
        "VOLUME_OUT_OF_BAND" => "volume_out_of_band",
        "WRONG_HOLDER" => "wrong_holder",
        _ => return None,
    })
}
