//! The fixture's instruments and orders in the product's own form.

use crate::world::{
    concept, day_of, did, each, event, instrument, jurisdiction, last_second, regime, scheme, text,
};
use serde_json::{Value, json};

/// Names that are no categories of data but say whose data they are, or what for.
pub(crate) const PURPOSES: [&str; 2] = ["journalistic", "immigration_control"];

pub(crate) fn arrangement(entry: &Value, seed: &Value) -> Value {
    let (events, versions) = life(entry, seed);
    json!({
        "id": instrument(text(&entry["id"])),
        "title": entry["id"],
        "citations": [],
        "effect": effect(text(&entry["effect"])),
        "exporterRegime": if entry["frm"] == "*" { "any".to_owned() } else { regime(text(&entry["frm"])) },
        "state": "operative",
        "events": events,
        "versions": versions,
        "source": "fixture",
        "reviewed": "unreviewed",
    })
}

fn effect(name: &str) -> String {
    match name {
        "CONFORMITY_ONLY" => "conformity_accepted".to_owned(),
        name => name.to_lowercase(),
    }
}

/// Events, and the whole text after each one that changes it.
fn life(entry: &Value, seed: &Value) -> (Vec<Value>, Vec<Value>) {
    let (mut events, mut versions) = (Vec::new(), Vec::new());
    let mut terms = entry.clone();
    let mut sunset = false;
    for (index, source) in each(&entry["ev"]).enumerate() {
        let mut event = event(index, source);
        match text(&source["type"]) {
            "annul" if source["temporal"] == "ex_tunc" => {
                event["exTuncFrom"] = json!(day_of(text(&entry["ev"][0]["eff"])));
            }
            // A later sunset moves the first one.
            "sunset" if sunset => {
                event["type"] = json!("extend");
                event["effectiveAt"] = event["publishedAt"].clone();
                event["until"] = json!(day_of(text(&source["eff"])));
            }
            "sunset" => sunset = true,
            _ => {}
        }
        if let Some(until) = source["grace"].as_str() {
            event["grace"] = json!({ "until": last_second(until), "appliesTo": "all" });
        }
        if let Some(reference) = source["ref"].as_str() {
            event["reference"] = json!(reference);
        }
        let id = event["id"].clone();
        let makes = matches!(text(&source["type"]), "enact" | "amend");
        events.push(event);
        for (name, value) in source["patch"].as_object().into_iter().flatten() {
            terms[name] = value.clone();
        }
        if makes {
            versions.push(version(&id, &terms, seed));
        } else if source["patch"].is_object() {
            let amend = json!({
                "id": format!("a{index}"),
                "type": "amend",
                "effectiveAt": day_of(text(&source["patch_from"])),
                "publishedAt": day_of(text(&source["known"])),
            });
            versions.push(version(&amend["id"], &terms, seed));
            events.push(amend);
        }
    }
    (events, versions)
}

fn version(event: &Value, terms: &Value, seed: &Value) -> Value {
    let flag = |name: &str| terms[name] == true;
    json!({
        "event": event,
        "importer": importer(terms),
        "holder": terms["holder"].as_str().unwrap_or("importer"),
        "schemes": each(&terms["schemes"]).map(|s| accepted(text(s), terms)).collect::<Vec<_>>(),
        "requiresBase": each(&terms["also"]).map(|s| scheme(text(s))).collect::<Vec<_>>(),
        "grantedUnderLawOf": if flag("need_local_grant") { "importer" } else { "any" },
        "issuedRelation": if flag("require_issued_after_enact") { "not_before_enactment" } else { "any" },
        "scope": "always",
        "exclusions": exclusions(terms),
        "preconditions": each(&terms["cond"]).map(precondition).collect::<Vec<_>>(),
        "obligations": each(&terms["obl"])
            .map(|code| json!({ "code": code, "reference": "fixture" }))
            .collect::<Vec<_>>(),
        "onward": onward(terms, seed),
    })
}

fn importer(terms: &Value) -> Value {
    let to: Vec<_> = each(&terms["to"]).map(text).collect();
    let area = |name: &&str| matches!(*name, "EEA" | "EEA-EFTA");
    if to.contains(&"*") {
        return json!("any");
    }
    if to.iter().all(area) {
        return json!({ "regimes": to.into_iter().map(regime).collect::<Vec<_>>() });
    }
    let territories = to
        .into_iter()
        .map(|name| json!({ "jurisdiction": jurisdiction(name), "reach": "with_parts" }));
    json!({ "territories": territories.collect::<Vec<_>>() })
}

fn accepted(name: &str, terms: &Value) -> Value {
    let roles = terms["role_map"].as_object().map(|map| {
        let roles = map.iter().filter(|(_, schemes)| each(schemes).any(|s| s == name));
        roles.map(|(role, _)| role.clone()).collect::<Vec<_>>()
    });
    json!({
        "scheme": scheme(name),
        "versions": "as_amended",
        "variants": "any",
        "roles": roles.map_or(json!("any"), |roles| json!(roles)),
    })
}

fn exclusions(terms: &Value) -> Vec<Value> {
    let entry = |name: &str, kind: &str, when: Value| json!({ "name": name, "kind": kind, "when": when, "reference": "fixture" });
    let mut list = Vec::new();
    for name in each(&terms["excl"]).map(text) {
        list.push(match name {
            "hr" => entry(name, "data_subjects", some("dataSubjects", &concept("hr_people"))),
            _ if PURPOSES.contains(&name) => {
                entry(name, "purpose", some("purposes", &concept(name)))
            }
            _ => entry(name, "data", some("dataCategories", &concept(name))),
        });
    }
    for name in each(&terms["excl_purpose"]).map(text) {
        list.push(entry(name, "purpose", some("purposes", &concept(name))));
    }
    for name in each(&terms["sector_not"]).map(text) {
        list.push(entry(name, "sector", some("sectors", &concept(name))));
    }
    if let Some(law) = terms["subject_to"].as_str() {
        list.push(entry(law, "importer_law", json!({ "not": present("importerLaw", law) })));
    }
    if terms["not_art3"] == true {
        let subject = present("importerLaw", &regime(text(&terms["frm"])));
        list.push(entry("already_subject", "importer_law", subject));
    }
    if terms["not_ciio"] == true {
        list.push(entry("ciio", "exporter", present("exporterStatus", "ciio")));
    }
    if terms["volume"] == true {
        let band = json!({ "all": [
            { "between": { "operand": "volume", "from": 100_000, "below": { "below": 1_000_000 } } },
            { "between": { "operand": "volumeSensitive", "from": 0, "below": { "below": 10_000 } } },
        ]});
        list.push(entry("volume", "volume", json!({ "not": band })));
    }
    list
}

fn some(operand: &str, kind: &str) -> Value {
    json!({ "isA": { "operand": operand, "values": "some", "of": [kind] } })
}

fn present(operand: &str, value: &str) -> Value {
    json!({ "present": { "operand": operand, "value": value } })
}

fn precondition(condition: &Value) -> Value {
    let kinds: Vec<_> = each(&condition["when"]).map(|name| concept(text(name))).collect();
    let when = match kinds.is_empty() {
        true => json!("always"),
        false => json!({ "isA": { "operand": "dataCategories", "values": "some", "of": kinds } }),
    };
    json!({ "id": condition["id"], "when": when, "evidence": "fact", "reference": "fixture" })
}

/// The fixture writes onward bars at the tool that they bar; the product writes them at
/// the instrument under which the data came.
fn onward(terms: &Value, seed: &Value) -> Value {
    let barring = each(&seed["recognition"]).filter(|tool| {
        let reaches = each(&terms["to"]).any(|to| *to == tool["frm"]);
        reaches && each(&tool["bars_origin"]).any(|origin| *origin == terms["frm"])
    });
    let barred = barring.flat_map(|tool| {
        let schemes = each(&tool["schemes"]).map(|s| scheme(text(s)));
        schemes.chain([instrument(text(&tool["id"]))]).collect::<Vec<_>>()
    });
    json!({ "allowedTools": "any", "barredTools": barred.collect::<Vec<_>>(), "inherits": true })
}

pub(crate) fn prohibition(order: &Value) -> Value {
    let kinds: Vec<_> = each(&order["cats"]).map(|name| concept(text(name))).collect();
    let mut when = Vec::new();
    if !kinds.is_empty() {
        when.push(json!({
            "isA": { "operand": "dataCategories", "values": "some", "of": kinds }
        }));
    }
    if let Some(flag) = order["flag"].as_str() {
        when.push(present("facts", flag));
    }
    let events = each(&order["ev"]).enumerate().map(|(index, e)| event(index, e));
    json!({
        "id": format!("https://w3id.org/tegata/order/{}", text(&order["id"])),
        "title": order["id"],
        "regime": regime(text(&order["frm"])),
        "citations": [],
        "target": {
            "organisations": order["org"].as_str().map_or(json!("any"), |org| json!([did(org)])),
            "territories": "any",
            "when": { "all": when },
        },
        "events": events.collect::<Vec<_>>(),
        "source": "fixture",
        "reviewed": "unreviewed",
    })
}
