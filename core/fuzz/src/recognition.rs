//! Packs, predicates and questions of transfers: what is read is written so that it reads
//! the same, and whatever it says, deciding ends in an answer that does not depend on the
//! order of documents.

use crate::world::now;
use serde_json::{Value, json};
use tegata::recognition::{PACK_MEDIA_TYPE, Pack, Predicate};
use tegata::trust::SpeaksFor;
use tegata::{Anchor, Clocks, Document, Transfer, TrustBundle, Verifier};

const REGISTER: &str = "https://w.example/register";
const CURATOR: &str = "https://curator.example";

/// A pack by itself, and in a bundle that pins it.
pub fn pack(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(pack) = Pack::from_json(text) else { return };
    let written = serde_json::to_string(&pack).expect("a pack is written");
    assert_eq!(Pack::from_json(&written).as_ref(), Ok(&pack), "{written}");
    let name = pack.about.id.clone();
    let documents = vec![document(&name, text.to_owned()), document(REGISTER, register())];
    let speaks_for = SpeaksFor {
        regimes: pack.regimes().map(|regime| regime.id.clone()).collect(),
        prohibitions: pack.prohibitions().map(|order| order.regime.clone()).collect(),
        registers: pack.registers.iter().map(|register| register.id.clone()).collect(),
        ..SpeaksFor::default()
    };
    let places = pack.registers.iter().flat_map(|register| &register.jurisdictions);
    let places: Vec<_> = places.take(4).map(|place| place.id.clone()).collect();
    for from in &places {
        for to in &places {
            ask(&documents, &speaks_for, &Transfer::between(from.clone(), to.clone()));
        }
    }
}

/// A predicate by itself, and as the scope of an instrument.
pub fn predicate(data: &[u8]) {
    let Ok(predicate) = serde_json::from_slice::<Predicate>(data) else { return };
    let written = serde_json::to_value(&predicate).expect("a predicate is written");
    assert_eq!(serde_json::from_value::<Predicate>(written.clone()).ok(), Some(predicate));
    let (documents, speaks_for) = world(&written);
    for transfer in [Transfer::between("a", "b"), stated()] {
        ask(&documents, &speaks_for, &transfer);
    }
}

/// A question by itself, and put to a world.
pub fn transfer(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Ok(transfer) = Transfer::from_json(text) else { return };
    assert_eq!(Transfer::from_json(&transfer.to_json()).as_ref(), Ok(&transfer));
    let scope = json!({ "any": [
        { "isA": { "operand": "dataCategories", "values": "every", "of": ["contact"] } },
        { "not": { "present": { "operand": "facts", "value": "listed" } } },
        { "between": { "operand": "volume", "from": 10, "below": "unbounded" } },
    ] });
    let (documents, speaks_for) = world(&scope);
    ask(&documents, &speaks_for, &transfer);
}

/// At the ends of time too, there is an answer, and it is the same for either order.
fn ask(documents: &[Document], speaks_for: &SpeaksFor, transfer: &Transfer) {
    let forwards = verifier(documents.to_vec(), speaks_for);
    let backwards = verifier(documents.iter().rev().cloned().collect(), speaks_for);
    let (Some(forwards), Some(backwards)) = (forwards, backwards) else { return };
    assert_eq!(forwards.bundle().digest(), backwards.bundle().digest());
    let ends = [i64::MIN, 0, i64::MAX].map(|seconds| now().plus_seconds(seconds));
    for clocks in ends.map(Clocks::at) {
        let [one, other] =
            [&forwards, &backwards].map(|verifier| verifier.decide(transfer, &[], clocks));
        assert_eq!(one.report().to_json(), other.report().to_json());
        let change = one.report().next_change();
        assert!(change.is_none_or(|change| change > clocks.valid_at), "{change:?}");
    }
}

fn verifier(documents: Vec<Document>, speaks_for: &SpeaksFor) -> Option<Verifier> {
    let mut pins: Vec<_> = documents.iter().map(Document::sha256).collect();
    pins.sort();
    let mut speaks_for = speaks_for.clone();
    speaks_for.registers.push(REGISTER.to_owned());
    let curator = Anchor {
        id: CURATOR.to_owned(),
        keys: vec![crate::world::WORLD.anchors()[0].keys[0].clone()],
        threshold: 1,
        speaks_for,
        pins,
        sources: Vec::new(),
    };
    TrustBundle::new(now(), vec![curator], documents).ok().map(Verifier::new)
}

fn document(url: &str, body: String) -> Document {
    Document {
        url: url.to_owned(),
        media_type: PACK_MEDIA_TYPE.to_owned(),
        obtained_at: now(),
        body,
    }
}

fn about(id: &str) -> Value {
    json!({ "id": id, "title": "a pack", "curator": "nobody", "asOf": "2026-01-01T00:00:00Z",
        "nextUpdate": "2030-01-01T00:00:00Z", "notice": "invented" })
}

/// Two places that may lie in one another's way.
fn register() -> String {
    let place = |id: &str, within: Value| {
        json!({ "id": id, "kind": "state", "codes": [], "names": [], "within": within,
            "timeZone": "UTC", "source": "here", "reviewed": "unreviewed" })
    };
    let places = [place("a", json!([])), place("b", json!([]))];
    let register = json!({ "id": REGISTER, "jurisdictions": places });
    json!({ "about": about(REGISTER), "registers": [register], "parts": [] }).to_string()
}

fn world(scope: &Value) -> (Vec<Document>, SpeaksFor) {
    let part = part(scope);
    let url = "https://w.example/pack";
    let pack = json!({ "about": about(url), "registers": [], "parts": [part] });
    let documents = vec![document(url, pack.to_string()), document(REGISTER, register())];
    let regimes = vec!["r/a".to_owned()];
    let prohibitions = regimes.clone();
    (documents, SpeaksFor { regimes, prohibitions, ..SpeaksFor::default() })
}

/// A regime, an instrument with most of what one can have, and an order.
fn part(scope: &Value) -> Value {
    let claim = json!({ "from": "2000-01-01T00:00:00Z", "asOf": "2026-01-01T00:00:00Z",
        "documents": [] });
    let regime = json!({ "id": "r/a", "title": "a", "territories": [{ "jurisdiction": "a" }],
        "members": [{ "regime": "r/m", "from": "2001-01-01T00:00:00Z", "adoption": "automatic" }],
        "relation": "adds", "exporterRule": "deny_unless_permitted", "authorities": [],
        "completeness": { "permissions": claim }, "citations": [], "source": "here",
        "reviewed": "unreviewed" });
    let event = |id: &str, kind: &str, at: &str| json!({ "id": id, "type": kind, "effectiveAt": at, "publishedAt": at });
    let mut annul = event("e2", "annul", "2027-01-01T00:00:00Z");
    annul["exTuncFrom"] = json!("2026-06-01T00:00:00Z");
    annul["grace"] = json!({ "until": "2027-06-01T00:00:00Z",
        "appliesTo": "transfers_begun_before" });
    let events = [
        event("e0", "enact", "2020-01-01T00:00:00Z"),
        event("e1", "sunset", "2029-01-01T00:00:00Z"),
        annul,
    ];
    let version = json!({ "event": "e0", "importer": { "territories": [{ "jurisdiction": "b",
        "reach": "with_parts" }] }, "holder": "importer", "schemes": [], "requiresBase": [],
        "grantedUnderLawOf": "any", "issuedRelation": "any", "scope": scope, "exclusions": [],
        "preconditions": [{ "id": "p", "when": "always", "evidence": "attestation",
            "reference": "1" }],
        "obligations": [{ "code": "o", "due": { "months": 12, "from": "enactment" },
            "reference": "2" }],
        "onward": { "allowedTools": "any", "barredTools": ["i"], "inherits": true } });
    let instrument = json!({ "id": "i", "title": "i", "citations": [],
        "effect": "permit_territory", "exporterRegime": "r/a", "state": "operative",
        "events": events, "versions": [version], "source": "here", "reviewed": "unreviewed" });
    let order = json!({ "id": "o", "title": "o", "regime": "r/a", "citations": [],
        "target": { "organisations": ["did:web:mill.example"], "territories": "any",
            "when": "always" },
        "events": [event("e0", "order", "2026-03-01T00:00:00Z"),
            event("e1", "lift", "2026-04-01T00:00:00Z")],
        "source": "here", "reviewed": "unreviewed" });
    json!({ "regime": regime, "arrangements": [instrument], "prohibitions": [order] })
}

/// A question that leaves little open.
fn stated() -> Transfer {
    let transfer = Transfer::between("a", "b").to("did:web:mill.example").of("contact");
    let transfer = transfer.about("employees").for_purpose("payroll").of_persons(10, 0);
    transfer.fact("listed", true).with_evidence("p").received_under("r/a", Some("i"))
}

/// Where the targets start.
pub fn packs() -> Vec<String> {
    let register: Value = serde_json::from_str(&register()).expect("sound");
    let scope = json!({ "isA": { "operand": "role", "values": "some", "of": ["processor"] } });
    let pack = json!({ "about": about("https://w.example/pack"),
        "registers": register["registers"], "parts": [part(&scope)] });
    let mut inner = pack.clone();
    inner["registers"][0]["id"] = json!("inner");
    vec![pack.to_string(), inner.to_string()]
}

pub fn predicates() -> Vec<String> {
    [
        r#""always""#,
        r#"{"all":[{"present":{"operand":"facts","value":"listed"}},{"not":{"any":[]}}]}"#,
        r#"{"isA":{"operand":"dataCategories","values":"every","of":["contact","https://w3id.org/dpv/pd#Health"]}}"#,
        r#"{"between":{"operand":"volumeSensitive","from":18446744073709551615,"below":{"below":0}}}"#,
        r#"{"isA":{"operand":"supervisor","values":"some","of":[]}}"#,
    ]
    .map(str::to_owned)
    .into()
}

pub fn transfers() -> Vec<String> {
    let begun = r#"{"from":"a","to":"b","begunAt":"2026-05-01T00:00:00Z","role":"processor","subProcessors":[]}"#;
    vec![stated().to_json(), Transfer::between("a", "b").to_json(), begun.to_owned()]
}
