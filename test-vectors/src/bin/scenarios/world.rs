//! The fixture world in the product's own documents.

use crate::Failure;
use crate::instruments;
use crate::sign::Author;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use tegata::trust::Anchor;
use tegata::{Document, Timestamp, TrustBundle};

const BASE: &str = "https://w3id.org/tegata";

/// A bundle and the certificates of its organisations.
pub(crate) struct World {
    pub(crate) bundle: TrustBundle,
    pub(crate) tokens: Vec<Token>,
}

/// An organisation's certificate.
pub(crate) struct Token {
    pub(crate) organisation: String,
    pub(crate) text: String,
}

impl World {
    pub(crate) fn build(seed: &Value) -> Result<Self, Failure> {
        let curator = Author::new("did:web:curator.example".to_owned())?;
        let mut documents = Vec::new();
        let mut publish = |url: String, kind: &str, subject: Value| -> Result<(), Failure> {
            let body = curator.state(&url, kind, subject)?;
            documents.push(document(url, body)?);
            Ok(())
        };
        publish(at("register"), "JurisdictionRegister", register(seed))?;
        for (name, regime) in regimes(seed) {
            publish(at(&format!("regimes/{name}")), "Regime", regime)?;
        }
        for arrangement in each(&seed["recognition"]) {
            let url = at(&format!("instruments/{}", text(&arrangement["id"])));
            publish(url, "RecognitionArrangement", instruments::arrangement(arrangement, seed))?;
        }
        for order in each(&seed["prohibitions"]) {
            let url = at(&format!("orders/{}", text(&order["id"])));
            publish(url, "Prohibition", instruments::prohibition(order))?;
        }
        for (name, scheme) in members(&seed["schemes"]) {
            publish(at(&format!("schemes/{name}")), "CertificationScheme", rules(name, scheme))?;
        }
        let mut bodies = BTreeMap::new();
        for (name, _) in members(&seed["bodies"]) {
            bodies.insert(name.clone(), Author::new(did(name))?);
        }
        let listed = members(&seed["bodies"]).map(|(name, body)| entity(&bodies, name, body));
        publish(at("bodies"), "RecognizedEntityCredential", listed.collect())?;
        let mut tokens = Vec::new();
        for certificate in each(&seed["certificates"]) {
            let body = bodies.get(text(&certificate["body"])).ok_or("no such body")?;
            let url = at(&format!("events/{}", text(&certificate["id"])));
            let events = body.state(&url, "CertificationEvents", history(certificate))?;
            documents.push(document(url.clone(), events)?);
            let jurisdiction = &seed["bodies"][text(&certificate["body"])]["j"];
            let credential = credential(certificate, &body.id, text(jurisdiction), &url);
            let organisation = text(&certificate["org"]).to_owned();
            tokens.push(Token { organisation, text: body.sign(&credential)? });
        }
        let anchor: Anchor = serde_json::from_value(anchor(seed, &curator))?;
        let bundle = TrustBundle::new(instant("2027-06-01")?, vec![anchor], documents)?;
        Ok(Self { bundle, tokens })
    }
}

fn document(url: String, body: String) -> Result<Document, Failure> {
    let obtained_at = instant("2027-06-01")?;
    Ok(Document { url, media_type: "application/vc+jwt".to_owned(), obtained_at, body })
}

fn anchor(seed: &Value, curator: &Author) -> Value {
    let schemes: Vec<_> = members(&seed["schemes"]).map(|(name, _)| scheme(name)).collect();
    let regimes: Vec<_> = regimes(seed).into_iter().map(|(name, _)| regime(&name)).collect();
    let accredits = schemes.iter().map(|s| json!({ "scheme": s, "jurisdictions": "any" }));
    json!({
        "id": curator.id,
        "keys": [curator.public()],
        "speaksFor": {
            "accredits": accredits.collect::<Vec<_>>(),
            "schemes": schemes,
            "regimes": regimes,
            "prohibitions": regimes,
            "registers": [at("register")],
        },
    })
}

fn register(seed: &Value) -> Value {
    let places = members(&seed["jurisdictions"]).filter(|(_, place)| place[0] != "regime");
    let places = places.map(|(name, place)| {
        let kind = match text(&place[0]) {
            "intlorg" => "international_organisation",
            kind => kind,
        };
        let within = each(&place[1]).filter(|w| seed["jurisdictions"][text(&w[0])][0] != "regime");
        let within = within.filter(|larger| text(&larger[0]) != "UK").map(|larger| {
            dated(json!({ "id": jurisdiction(text(&larger[0])) }), &larger[1], &larger[2])
        });
        json!({
            "id": jurisdiction(name),
            "kind": kind,
            "codes": [{ "system": "iso3166-1", "value": name }],
            "names": [{ "lang": "en", "name": name }],
            "within": within.collect::<Vec<_>>(),
            "timeZone": "UTC",
            "source": "fixture",
            "reviewed": "unreviewed",
        })
    });
    json!({ "id": at("register"), "jurisdictions": places.collect::<Vec<_>>() })
}

/// One regime for the EEA, one for its EFTA states, and one for every other state and for
/// every place that the fixture gives a regime of its own.
fn regimes(seed: &Value) -> Vec<(String, Value)> {
    let own = |name: &str| each(&seed["own_regime"]).any(|own| own == name);
    let mut territories: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (name, place) in members(&seed["jurisdictions"]) {
        let alone = matches!(text(&place[0]), "state" | "intlorg") || own(name);
        let mut joined = false;
        for larger in each(&place[1]) {
            let area = text(&larger[0]);
            if matches!(area, "EEA" | "EEA-EFTA" | "UK") {
                let from = if area == "UK" { &json!("2021-01-01") } else { &larger[1] };
                let territory = json!({ "jurisdiction": jurisdiction(name) });
                let territory = dated(territory, from, &larger[2]);
                territories.entry(area.to_owned()).or_default().push(territory);
                joined = true;
            }
        }
        if alone && !joined && name != "UK" {
            let territory = json!({ "jurisdiction": jurisdiction(name) });
            territories.entry(name.clone()).or_default().push(territory);
        }
    }
    let described = territories.into_iter().map(|(name, territories)| {
        let relation = if own(&name) { json!({ "replaces": "any" }) } else { json!("adds") };
        let members = match name.as_str() {
            "EEA" => vec![json!({
                "regime": regime("EEA-EFTA"), "from": "2018-07-20T00:00:00Z",
                "adoption": "per_instrument",
            })],
            _ => Vec::new(),
        };
        let value = json!({
            "id": regime(&name),
            "title": name,
            "territories": territories,
            "members": members,
            "relation": relation,
            "exporterRule": "deny_unless_permitted",
            "authorities": [],
            "completeness": completeness(&name, seed),
            "citations": [],
            "source": "fixture",
            "reviewed": "unreviewed",
        });
        (name, value)
    });
    described.collect()
}

fn completeness(name: &str, seed: &Value) -> Value {
    if !each(&seed["complete_for"]).any(|complete| complete == name) {
        return json!({});
    }
    let urls = |list: &Value, room: &str| {
        let own = each(list).filter(|entry| entry["frm"] == name);
        own.map(|entry| at(&format!("{room}/{}", text(&entry["id"])))).collect::<Vec<_>>()
    };
    let claim = |documents: Vec<String>| {
        json!({
            "from": "0001-01-01T00:00:00Z", "asOf": "2027-06-01T00:00:00Z",
            "until": "9999-12-31T00:00:00Z", "documents": documents,
        })
    };
    json!({
        "permissions": claim(urls(&seed["recognition"], "instruments")),
        "prohibitions": claim(urls(&seed["prohibitions"], "orders")),
    })
}

fn rules(name: &str, rules: &Value) -> Value {
    let loss = match rules["acc"].as_str() {
        Some("six_months") => json!({ "rule": "run_off", "months": 6 }),
        Some("invalid_on_withdrawal") => json!({ "rule": "void" }),
        _ => json!({ "rule": "unaffected" }),
    };
    json!({
        "id": scheme(name),
        "title": name,
        "versions": [{ "version": "1", "validFrom": "1990-01-01T00:00:00Z" }],
        "objectOfConformity": rules["obj"],
        "requiredScope": [],
        "surveillance": { "intervalMonths": 12, "toleranceMonths": 0 },
        "onAccreditationLoss": loss,
    })
}

fn entity(bodies: &BTreeMap<String, Author>, name: &str, body: &Value) -> Value {
    let events: Vec<_> = each(&body["ev"]).enumerate().map(|(i, e)| event(i, e)).collect();
    let public = bodies.get(name).map_or(Value::Null, Author::public);
    let recognised = each(&body["schemes"]).map(|s| {
        json!({
            "action": "issue", "scheme": scheme(text(s)), "schemeVersion": "any", "roles": "any",
            "jurisdictions": "any", "standard": "fixture", "events": events,
        })
    });
    json!({
        "id": did(name),
        "type": "RecognizedEntity",
        "legalName": name,
        "jurisdiction": law(text(&body["j"])),
        "verificationMethod": [{
            "id": format!("{}#key", did(name)), "type": "JsonWebKey", "controller": did(name),
            "publicKeyJwk": public,
        }],
        "recognizedTo": recognised.collect::<Vec<_>>(),
    })
}

fn credential(certificate: &Value, issuer: &str, granted_in: &str, events: &str) -> Value {
    let mut certification = json!({
        "number": certificate["id"],
        "scheme": scheme(text(&certificate["scheme"])),
        "schemeVersion": "1",
        "jurisdiction": law(granted_in),
        "decidedOn": certificate["frm"],
        "roles": certificate["roles"],
        "scope": scope(certificate, &[]),
        "events": events,
    });
    if let Some(due) = certificate["surv"].as_str() {
        certification["surveillance"] = json!({ "nextDue": due });
    }
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "type": ["VerifiableCredential", "DataProtectionCertification"],
        "issuer": issuer,
        "validFrom": day(&certificate["frm"]),
        "validUntil": last_second(text(&certificate["to"])),
        "credentialSubject": {
            "id": did(text(&certificate["org"])),
            "legalName": certificate["org"],
            "certification": certification,
        },
    })
}

/// The whole scope, with what an event takes out of it.
fn scope(certificate: &Value, without: &[Value]) -> Value {
    let taken_out = each(&certificate["excl"]).chain(without).map(text).map(concept);
    let entities = each(&certificate["entities"]).map(|name| did(text(name)));
    let included = each(&certificate["cats"]).map(|c| concept(text(c)));
    let mut scope = json!({
        "entities": entities.collect::<Vec<_>>(),
        "dataCategories": {
            "include": included.collect::<Vec<_>>(),
            "exclude": taken_out.collect::<Vec<_>>(),
        },
    });
    for name in ["sites", "activities"] {
        if certificate[name].is_array() {
            scope[name] = certificate[name].clone();
        }
    }
    // The lists of the framework keep employees' data apart.
    match certificate["hr"].as_bool() {
        Some(true) => scope["dataSubjects"] = json!([concept("consumers"), concept("hr_people")]),
        Some(false) => scope["dataSubjects"] = json!([concept("consumers")]),
        None => {}
    }
    scope
}

fn history(certificate: &Value) -> Value {
    let grant = json!({ "type": "grant", "eff": certificate["frm"], "known": certificate["frm"] });
    let events = std::iter::once(&grant).chain(each(&certificate["ev"])).enumerate();
    let events = events.map(|(index, entry)| {
        let mut event = event(index, entry);
        if entry["type"] == "reduce" {
            let without: Vec<_> = each(&entry["excl"]).cloned().collect();
            event["scope"] = scope(certificate, &without);
        }
        event
    });
    json!({
        "id": did(text(&certificate["org"])),
        "number": certificate["id"],
        "scheme": scheme(text(&certificate["scheme"])),
        "events": events.collect::<Vec<_>>(),
    })
}

/// An event as the product writes it.
pub(crate) fn event(index: usize, entry: &Value) -> Value {
    json!({
        "id": format!("e{index}"),
        "type": entry["type"],
        "effectiveAt": day(&entry["eff"]),
        "publishedAt": day(&entry["known"]),
    })
}

/// Adds what a pair of the fixture's days says; `0000` and `9999` are no bounds.
fn dated(mut value: Value, from: &Value, until: &Value) -> Value {
    if let Some(from) = from.as_str().filter(|from| *from != "0000") {
        value["from"] =
            json!(if from.len() == 4 { format!("{from}-01-01T00:00:00Z") } else { day_of(from) });
    }
    if let Some(until) = until.as_str().filter(|until| *until != "9999") {
        value["until"] = json!(last_second(until));
    }
    value
}

pub(crate) fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn day(value: &Value) -> String {
    day_of(text(value))
}

pub(crate) fn day_of(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

pub(crate) fn last_second(day: &str) -> String {
    format!("{day}T23:59:59Z")
}

fn instant(day: &str) -> Result<Timestamp, Failure> {
    Ok(day_of(day).parse()?)
}

fn at(path: &str) -> String {
    format!("https://world.example/{path}")
}

pub(crate) fn jurisdiction(name: &str) -> String {
    format!("{BASE}/j/{}", name.to_lowercase())
}

pub(crate) fn regime(name: &str) -> String {
    format!("{BASE}/r/{}", name.to_lowercase())
}

pub(crate) fn scheme(name: &str) -> String {
    format!("{BASE}/scheme/{name}")
}

pub(crate) fn instrument(name: &str) -> String {
    format!("{BASE}/instrument/{name}")
}

/// Whose law a body grants under.
fn law(name: &str) -> String {
    match name {
        "EEA" => regime(name),
        "UK" => jurisdiction("GB"),
        name => jurisdiction(name),
    }
}

pub(crate) fn did(name: &str) -> String {
    let local: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("did:web:{local}.example")
}

/// The fixture's short names of data, people and purposes as concepts.
pub(crate) fn concept(name: &str) -> String {
    let (space, local) = match name {
        "pd" => ("dpv#", "PersonalData"),
        "nonpd" => ("dpv#", "NonPersonalData"),
        "special" => ("dpv#", "SpecialCategoryPersonalData"),
        "hr" => ("dpv/pd#", "EmploymentHistory"),
        "telemetry" => ("tegata/v1#", "Telemetry"),
        "health" => ("dpv/pd#", "Health"),
        "biometric" => ("dpv/pd#", "Biometric"),
        "genetic" => ("dpv/pd#", "Genetic"),
        "sexual_orientation" => ("dpv/pd#", "Sexual"),
        "criminal" => ("dpv/pd#", "Criminal"),
        "financial" => ("dpv/pd#", "Financial"),
        "credit" => ("dpv/pd#", "Credit"),
        "national_id" => ("dpv/pd#", "OfficialID"),
        "kr_rrn" => ("tegata/v1#", "KoreanResidentRegistrationNumber"),
        "important_data" => ("tegata/v1#", "ImportantData"),
        "consumers" => ("dpv#", "Consumer"),
        "hr_people" => ("dpv#", "Employee"),
        "journalistic" | "press" => ("tegata/v1#", "Journalism"),
        "academic" => ("dpv#", "AcademicResearch"),
        "religious" => ("tegata/v1#", "ReligiousActivity"),
        "political" => ("tegata/v1#", "PoliticalActivity"),
        "immigration_control" => ("tegata/v1#", "ImmigrationControl"),
        "service" => ("dpv#", "ServiceProvision"),
        "public" => ("tegata/v1#", "PublicSector"),
        "private" => ("tegata/v1#", "PrivateSector"),
        // What the fixture calls `consumer` or `contact` is ordinary data of customers.
        _ => ("dpv/pd#", "Contact"),
    };
    format!("https://w3id.org/{space}{local}")
}
