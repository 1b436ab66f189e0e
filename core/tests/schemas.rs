//! The JSON Schemas of `docs/schemas` and the library agree on what a document may hold.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod world;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tegata::recognition::{
    ArrangementDocument, ProhibitionDocument, RegimeDocument, RegisterDocument,
};
use tegata::{Policy, Transfer, TrustBundle, Verifier};

const NAMES: [&str; 17] = [
    "anchor",
    "arrangement",
    "body-list",
    "bundle",
    "certificate",
    "certificate-sd-jwt",
    "certification-events",
    "common",
    "jurisdictions",
    "pack",
    "policy",
    "prohibition",
    "regime",
    "report",
    "scheme",
    "sync",
    "transfer",
];

/// The question, and what surveys and lints answer.
const SURVEYS: [&str; 7] = ["asked", "impact", "lint", "period", "routes", "transfer", "where"];

#[test]
fn every_schema_is_one_and_is_tested() {
    let mut found: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    found.sort();
    let names: BTreeSet<_> = NAMES.into_iter().chain(SURVEYS).collect();
    assert!(found.iter().eq(&names), "{found:?}");
    for name in names {
        assert!(jsonschema::meta::is_valid(&schema(name)), "{name}");
        assert_eq!(schema(name)["$id"], uri(name));
    }
}

#[test]
fn certificates() {
    let verifier = Verifier::new(world::bundle());
    verifier.authenticate(world::certificate()).unwrap();
    verifier.authenticate(world::sd_jwt_certificate()).unwrap();
    let vcdm = Check::new("certificate", world::certificate_claims());
    vcdm.refuses_without(&[
        "/@context",
        "/type",
        "/issuer",
        "/credentialSubject/id",
        "/credentialSubject/legalName",
        "/credentialSubject/certification/number",
        "/credentialSubject/certification/scheme",
        "/credentialSubject/certification/schemeVersion",
        "/credentialSubject/certification/jurisdiction",
        "/credentialSubject/certification/roles",
    ]);
    vcdm.refuses_with(&[
        ("/validUntil", json!("2029-06-14T23:59:59")),
        ("/validUntil", json!("2029-06-14")),
        ("/type", json!(["VerifiableCredential"])),
        ("/@context", json!(["https://w3id.org/tegata/v1"])),
        ("/credentialSubject/legalName", json!("")),
        ("/credentialSubject/certification/roles", json!([])),
        ("/credentialSubject/certification/roles", json!(["owner"])),
        ("/credentialSubject/certification/scheme", json!("not a URL")),
        ("/credentialSubject/certification/decidedOn", json!("10 June 2026")),
        ("/credentialSubject/certification/scope/sites", json!("Tokyo")),
    ]);
    vcdm.accepts_with("/credentialSubject/unknown", json!("ignored"));
    let sd_jwt = Check::new("certificate-sd-jwt", world::sd_jwt_claims());
    sd_jwt.refuses_without(&["/vct", "/iss", "/sub", "/legalName", "/certification"]);
    sd_jwt.refuses_with(&[
        ("/exp", json!("1876168799")),
        ("/vct", json!("https://example.com/another")),
        ("/cnf", json!("key")),
        ("/status", json!({ "status_list": { "idx": -1, "uri": "https://body.example/s" } })),
        ("/status", json!({ "status_list": { "idx": "1", "uri": "https://body.example/s" } })),
    ]);
}

#[test]
fn trust_documents() {
    let list = Check::new("body-list", document("bodies"));
    list.refuses_without(&["/sequenceNumber", "/nextUpdate", "/credentialSubject/0/recognizedTo"]);
    list.refuses_with(&[
        ("/unknown", json!(1)),
        ("/credentialSubject/0/misspelt", json!([])),
        ("/credentialSubject/0/recognizedTo/0/action", json!("bless")),
        ("/credentialSubject/0/recognizedTo/0/roles", json!("all")),
        ("/credentialSubject/0/recognizedTo/0/events/0/type", json!("void")),
        ("/credentialSubject/0/verificationMethod/0/publicKeyJwk/d", json!("AA")),
    ]);
    let scheme = Check::new("scheme", document("rules"));
    scheme.refuses_without(&["/credentialSubject/onAccreditationLoss"]);
    scheme.refuses_with(&[
        ("/credentialSubject/onAccreditationLoss", json!({ "rule": "run_off" })),
        ("/credentialSubject/onAccreditationLoss", json!({ "rule": "shrug" })),
        ("/credentialSubject/maxValidityMonths", json!(-1)),
        ("/credentialSubject/requiredScope", json!(["data_categories"])),
    ]);
    let events = Check::new("certification-events", document(world::NUMBER));
    events.refuses_without(&["/credentialSubject/events/0/publishedAt"]);
    events.refuses_with(&[
        ("/credentialSubject/events/0/type", json!("retire")),
        ("/credentialSubject/events/0/effectiveAt", json!("2026-06-10")),
        ("/credentialSubject/events/0/until", json!("2030-06-10T00:00:00Z")),
    ]);
}

#[test]
fn anchors_and_syncs() {
    let key = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "did:web:law.example#1",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    let subject = json!({
        "id": "did:web:law.example", "keys": [key], "threshold": 1,
        "sources": ["https://law.example/bodies"], "next": "https://law.example/anchor/2",
    });
    let mut edition = stated("JurisdictionRegister", subject);
    edition["type"] = json!(["VerifiableCredential", "TrustAnchor"]);
    let check = Check::new("anchor", edition);
    check.refuses_without(&["/sequenceNumber", "/nextUpdate", "/credentialSubject/next"]);
    check.refuses_with(&[
        ("/credentialSubject/keys", json!([])),
        ("/credentialSubject/threshold", json!(0)),
        ("/credentialSubject/speaksFor", json!({})),
    ]);
    check.agrees_with(&|text| {
        let read = tegata::trust::AnchorDocument::from_json(text);
        read.is_ok_and(|edition| edition.check().is_ok())
    });

    let bundle = TrustBundle::from_json(&world::bundle().to_json()).unwrap();
    let sync =
        tegata::sync::Sync::new(bundle, tegata::HighWater::default(), world::clocks().valid_at);
    let report = sync.finish().unwrap().report;
    let check = Check::new("sync", parse(&report.to_json()));
    check.refuses_without(&["/documents/0/outcome", "/documents/0/problems/0/code", "/after"]);
    check.refuses_with(&[("/documents/0/outcome", json!("lost"))]);
}

#[test]
fn registers_and_regimes() {
    let register = Check::new("jurisdictions", stated("JurisdictionRegister", register()));
    let place = "/credentialSubject/jurisdictions/0";
    register.refuses_without_members(place, &["id", "kind", "codes", "within", "reviewed"]);
    register.refuses_with(&[
        (&format!("{place}/kind"), json!("planet")),
        (&format!("{place}/codes/0/system"), json!("iso4217")),
        (&format!("{place}/succession/0/instruments"), json!("unclear")),
    ]);
    register.agrees_with(&|text| RegisterDocument::from_json(text).is_ok());
    let regime = Check::new("regime", stated("Regime", regime()));
    let subject = "/credentialSubject";
    regime.refuses_without_members(subject, &["territories", "relation", "completeness"]);
    regime.refuses_with(&[
        ("/credentialSubject/exporterRule", json!("permit")),
        ("/credentialSubject/relation", json!("replaces")),
        ("/credentialSubject/members/0/adoption", json!("by_hand")),
        ("/credentialSubject/completeness/permission", json!({})),
    ]);
    regime.agrees_with(&|text| RegimeDocument::from_json(text).is_ok());
}

#[test]
fn arrangements_and_prohibitions() {
    let arrangement = Check::new("arrangement", stated("RecognitionArrangement", arrangement()));
    let version = "/credentialSubject/versions/0";
    arrangement.refuses_without_members(version, &["holder", "scope", "exclusions", "onward"]);
    arrangement.refuses_with(&[
        ("/credentialSubject/effect", json!("bless")),
        ("/credentialSubject/exporterRegime", json!("any")),
        ("/credentialSubject/events/0/type", json!("grant")),
        (&format!("{version}/importer"), json!("everybody")),
        (&format!("{version}/scope"), json!({ "always": true })),
        (&format!("{version}/exclusion"), json!([])),
        (&format!("{version}/exclusions/0/when/any/0/isA/operand"), json!("colour")),
        (&format!("{version}/schemes/0/versions"), json!({ "range": { "from": "1" } })),
        (&format!("{version}/preconditions/0/evidence"), json!({ "fact": "x" })),
    ]);
    arrangement.agrees_with(&|text| ArrangementDocument::from_json(text).is_ok());
    let order = Check::new("prohibition", stated("Prohibition", prohibition()));
    order.refuses_without_members("/credentialSubject/target", &["organisations", "when"]);
    order.refuses_with(&[("/credentialSubject/events/0/type", json!("enact"))]);
    order.agrees_with(&|text| ProhibitionDocument::from_json(text).is_ok());
}

#[test]
fn transfers() {
    let transfer = json!({
        "from": "SG", "to": "US", "importer": { "name": "Nova", "registrations": [] },
        "dataCategories": ["contact"], "role": "processor", "subProcessors": [], "volume": 3,
        "facts": { "a": true }, "begunAt": "2026-01-01T00:00:00Z",
        "provenance": [{ "regime": "https://law.example/r/a" }],
    });
    let check = Check::new("transfer", transfer);
    check.refuses_without(&["/from", "/to", "/provenance/0/regime"]);
    check.refuses_with(&[
        ("/role", json!("owner")),
        ("/volume", json!(-1)),
        ("/volume", json!(1_u64 << 53)),
        ("/facts/a", json!("yes")),
        ("/importer/lei", json!("")),
    ]);
    check.agrees_with(&|text| Transfer::from_json(text).is_ok());
}

/// A statement of that kind.
fn stated(kind: &str, mut subject: Value) -> Value {
    if kind != "JurisdictionRegister" {
        let subject = subject.as_object_mut().unwrap();
        subject.insert("source".to_owned(), json!("made up"));
        subject.insert("reviewed".to_owned(), json!("unreviewed"));
    }
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "id": "https://law.example/document", "type": ["VerifiableCredential", kind],
        "issuer": "did:web:law.example", "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2027-01-01T00:00:00Z", "sequenceNumber": 1,
        "nextUpdate": "2026-02-01T00:00:00Z", "credentialSubject": subject,
    })
}

fn register() -> Value {
    let reviewed = json!({ "by": { "by": "me", "at": "2026-01-01T00:00:00Z" } });
    json!({ "id": "https://law.example/register", "jurisdictions": [{
        "id": "https://law.example/j/a", "kind": "state",
        "codes": [{ "system": "iso3166-1", "value": "XA", "until": "2020-12-31T23:59:59Z" }],
        "names": [{ "lang": "en", "name": "A", "viewpoint": "its own" }],
        "within": [{ "id": "https://law.example/j/b" }], "timeZone": "UTC",
        "succession": [{ "successor": "https://law.example/j/c", "at": "2021-01-01T00:00:00Z",
            "instruments": "lapse" }],
        "source": "made up", "reviewed": reviewed, "notes": ["a note"],
    }] })
}

fn regime() -> Value {
    json!({
        "id": "https://law.example/r/a", "title": "The law of A",
        "territories": [{ "jurisdiction": "https://law.example/j/a" }],
        "members": [{ "regime": "https://law.example/r/b", "adoption": "automatic" }],
        "relation": { "replaces": ["https://law.example/r/c"] },
        "exporterRule": "deny_unless_permitted", "authorities": ["The authority of A"],
        "optedOut": [{ "instrument": "https://law.example/i/x",
            "effectiveAt": "2026-01-01T00:00:00Z", "publishedAt": "2026-01-01T00:00:00Z" }],
        "completeness": { "permissions": { "from": "2000-01-01T00:00:00Z",
            "asOf": "2026-01-01T00:00:00Z", "documents": ["https://law.example/i/x"] } },
        "citations": [{ "instrument": "Act A", "article": "Article 1" }],
    })
}

fn arrangement() -> Value {
    let is_a = json!({ "isA": { "operand": "role", "values": "some", "of": ["processor"] } });
    let between = json!({ "between": { "operand": "volume", "from": 1, "below": "unbounded" } });
    let below = json!({ "between": { "operand": "volume", "from": 1, "below": { "below": 9 } } });
    let present = json!({ "not": { "present": { "operand": "facts", "value": "a" } } });
    json!({
        "id": "https://law.example/i/a", "title": "An act", "citations": [],
        "effect": "safeguard", "exporterRegime": "https://law.example/r/a",
        "pairId": "a-b", "state": "operative", "reviewDue": "2028-01-01T00:00:00Z",
        "events": [{ "id": "e0", "type": "enact", "effectiveAt": "2026-01-01T00:00:00Z",
            "publishedAt": "2026-01-01T00:00:00Z" }],
        "versions": [{
            "event": "e0",
            "importer": { "territories": [
                { "jurisdiction": "https://law.example/j/b", "reach": "with_parts" }] },
            "adopts": { "regime": "https://law.example/r/b", "instruments": "any",
                "effects": ["safeguard"], "stands": { "as_of": "2026-01-01T00:00:00Z" } },
            "holder": "importer",
            "schemes": [{ "scheme": "https://scheme.example/s",
                "versions": { "range": { "from": "1", "to": "2" } }, "variants": "any",
                "roles": ["processor"] }],
            "requiresBase": [], "grantedUnderLawOf": "any", "issuedRelation": "any",
            "scope": { "all": [between, below, present] },
            "exclusions": [{ "name": "x", "kind": "other", "when": { "any": [is_a] },
                "reference": "Article 2" }],
            "preconditions": [{ "id": "p", "when": "always",
                "evidence": { "credential": "Assessment" }, "reference": "Article 3" }],
            "obligations": [{ "code": "o", "due": { "months": 3, "from": "transfer" },
                "reference": "Article 4" }],
            "onward": { "allowedTools": "any", "barredTools": [], "inherits": true },
        }],
    })
}

fn prohibition() -> Value {
    json!({
        "id": "https://law.example/o/a", "title": "An order",
        "regime": "https://law.example/r/a", "citations": [],
        "target": { "organisations": ["did:web:mill.example"], "when": "always",
            "territories": [{ "jurisdiction": "https://law.example/j/b", "reach": "as_named" }] },
        "events": [{ "id": "e0", "type": "order", "effectiveAt": "2026-01-01T00:00:00Z",
            "publishedAt": "2026-01-01T00:00:00Z" }],
    })
}

#[test]
fn bundles() {
    let check = Check::new("bundle", parse(&world::bundle().to_json()));
    check.refuses_without(&["/format", "/createdAt", "/anchors", "/documents", "/anchors/0/keys"]);
    check.refuses_with(&[
        ("/format", json!("tegata.bundle/2")),
        ("/comment", json!("")),
        ("/anchors/0/speaksFor/accredit", json!([])),
        ("/documents/0/sha256", json!("abc")),
    ]);
    check.agrees_with(&|text| TrustBundle::from_json(text).is_ok());
}

#[test]
fn policies() {
    let check = Check::new("policy", parse(&Policy::default().to_json()));
    validate("policy", &json!({}), true);
    check.refuses_with(&[
        ("/algorithms", json!(["none"])),
        ("/algorithms", json!(["HS256"])),
        ("/algorithms", json!([])),
        ("/clockSkewSeconds", json!(301)),
        ("/status", json!("optional")),
        ("/satus", json!("required")),
        ("/limits/jsonDepht", json!(3)),
    ]);
    check.agrees_with(&|text| Policy::from_json(text).is_ok());
}

#[test]
fn reports() {
    let verifier = Verifier::new(world::bundle());
    let good = verifier.verify(world::certificate(), world::clocks()).unwrap().report();
    let check = Check::new("report", parse(&good.to_json()));
    check.refuses_without(&["/verdict", "/inputs/bundle", "/notice"]);
    check.refuses_with(&[("/verdict", json!("maybe")), ("/code", json!("revoked"))]);

    let transfer = Transfer::between("SG", "US").of("contact").for_purpose("payroll");
    let certificate = verifier.authenticate(world::certificate()).unwrap();
    let decision = verifier.decide(&transfer, &[certificate], world::clocks());
    let check = Check::new("report", parse(&decision.report().to_json()));
    check.refuses_with(&[("/considered", json!({})), ("/inputs/transfer", json!("SG"))]);

    let late = tegata::Clocks::at(world::instant("2031-01-01T00:00:00Z"));
    let stranger =
        Verifier::new(TrustBundle::new(world::clocks().known_at, vec![], vec![]).unwrap());
    let refusals = [
        verifier.verify(world::certificate(), late).unwrap_err(),
        verifier.verify("not a token", world::clocks()).unwrap_err(),
        stranger.verify(world::certificate(), world::clocks()).unwrap_err(),
        Verifier::new(bundle_without_events())
            .verify(world::certificate(), world::clocks())
            .unwrap_err(),
    ];
    for refusal in &refusals {
        validate("report", &parse(&refusal.report().to_json()), true);
    }
    let [.., needy] = &refusals;
    assert!(needy.is_undetermined() && !needy.needs().is_empty());
}

#[test]
fn questions() {
    let transfer = Transfer::between("DE", "JP")
        .to("did:web:nova.example")
        .of("contact")
        .as_role(tegata::Role::Processor)
        .of_persons(10, 0)
        .importer_under("gdpr", false)
        .received_under("https://w3id.org/tegata/r/eu-gdpr", None);
    let check = Check::new("transfer", parse(&transfer.to_json()));
    check.refuses_with(&[("/role", json!("owner")), ("/importerLaw/gdpr", json!("no"))]);
    check.agrees_with(&|text| Transfer::from_json(text).is_ok());
    let asked = json!({
        "id": "1", "transfer": parse(&transfer.to_json()), "certificates": ["nova.jwt"],
        "validAt": "2026-11-23T12:00:00Z", "knownAt": "2026-11-23T12:00:00Z",
    });
    let check = Check::new("asked", asked);
    check.refuses_without(&["/id", "/transfer/from", "/knownAt"]);
    check.agrees_with(&|text| tegata::survey::Asked::from_json(text).is_ok());
}

/// What the surveys answer, from the pack that comes with the software.
#[cfg(feature = "pack")]
#[test]
fn surveys() {
    use tegata::survey::{Asked, Ending, Opening, Route};
    let verifier = Verifier::new(TrustBundle::embedded().unwrap());
    let clocks = world::clocks();
    let transfer = Transfer::between("DE", "US").of("contact");
    let since = world::instant("2010-01-01T00:00:00Z");
    let period = verifier.period(&transfer, &[], since, clocks.valid_at, clocks.known_at);
    let check = Check::new("period", parse(&period.to_json()));
    check.refuses_without(&["/segments/0/until", "/knownAt", "/notice"]);
    check.refuses_with(&[("/segments/0/verdict", json!("valid")), ("/segments", json!([]))]);

    let routes = verifier.routes(&transfer, &[], clocks);
    let check = Check::new("routes", parse(&Route::to_json(&transfer, clocks, &routes)));
    check.refuses_without(&["/routes/0/changes", "/validAt"]);
    check.refuses_with(&[("/routes/0/changes", json!([{ "hope": "yes" }]))]);

    let corridors = verifier.corridors(&transfer, &[], clocks);
    let check = Check::new("where", parse(&corridors.to_json()));
    check.refuses_without(&["/corridors", "/corridors/0/from"]);
    let openings = verifier.openings(&transfer, clocks);
    let check = Check::new("where", parse(&Opening::to_json(&transfer, clocks, &openings)));
    check.refuses_without(&["/openings", "/openings/0/holder", "/transfer/from"]);

    let instrument = "https://w3id.org/tegata/instrument/eu-ch".to_owned();
    let at = clocks.valid_at;
    let ending = Ending { instrument, effective_at: at, published_at: at, ex_tunc_from: None };
    let transfer = Transfer::between("DE", "CH").of("contact");
    let affected = verifier.ending(ending).unwrap().of(&transfer, &[], clocks);
    let (id, certificates) = ("1".to_owned(), Vec::new());
    let asked = Asked { id, transfer, certificates, valid_at: at, known_at: at };
    let check = Check::new("impact", parse(&asked.to_json(&affected)));
    check.refuses_without(&["/fate", "/before/verdict"]);
    check.refuses_with(&[("/fate", json!("stands"))]);
}

/// The program prints them (`cli/tests/cli/survey.rs`).
#[test]
fn lints() {
    let codes = tegata::recognition::Lint::ALL.map(|lint| json!(lint.as_str()));
    let listed = &schema("lint")["properties"]["remarks"]["items"]["properties"]["code"]["enum"];
    assert_eq!(listed, &json!(codes));
}

fn bundle_without_events() -> TrustBundle {
    let bundle = world::bundle();
    let others = bundle.documents().iter().filter(|document| !document.url.contains("/events/"));
    let others = others.cloned().collect();
    TrustBundle::new(bundle.created_at(), bundle.anchors().to_vec(), others).unwrap()
}

/// A document that its schema accepts, and that the tests then spoil.
struct Check {
    name: &'static str,
    sound: Value,
}

impl Check {
    fn new(name: &'static str, sound: Value) -> Self {
        validate(name, &sound, true);
        Self { name, sound }
    }

    fn refuses_without(&self, pointers: &[&str]) {
        for pointer in pointers {
            validate(self.name, &self.without(pointer), false);
        }
    }

    fn refuses_without_members(&self, parent: &str, members: &[&str]) {
        for member in members {
            validate(self.name, &self.without(&format!("{parent}/{member}")), false);
        }
    }

    fn refuses_with(&self, changes: &[(&str, Value)]) {
        for (pointer, value) in changes {
            validate(self.name, &self.with(pointer, value.clone()), false);
        }
    }

    fn accepts_with(&self, pointer: &str, value: Value) {
        validate(self.name, &self.with(pointer, value), true);
    }

    /// Schema and library judge alike: the sound document, and each of its members left
    /// out, misspelt or of another type, wherever the schema tells.
    fn agrees_with(&self, reads: &dyn Fn(&str) -> bool) {
        assert!(reads(&self.sound.to_string()), "{}", self.name);
        for member in self.sound.as_object().unwrap().keys() {
            let pointer = format!("/{member}");
            let misspelt = self.with(&format!("{pointer}x"), json!(1));
            for changed in [self.without(&pointer), self.with(&pointer, json!({"x": 1})), misspelt]
            {
                let accepted = validator(self.name).is_valid(&changed);
                assert_eq!(reads(&changed.to_string()), accepted, "{}: {changed}", self.name);
            }
        }
    }

    fn without(&self, pointer: &str) -> Value {
        let mut changed = self.sound.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        let parent = changed.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        parent.remove(member).unwrap();
        changed
    }

    fn with(&self, pointer: &str, value: Value) -> Value {
        let mut changed = self.sound.clone();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[member] = value;
        changed
    }
}

fn validate(name: &str, document: &Value, expected: bool) {
    let validator = validator(name);
    let errors: Vec<_> = validator
        .iter_errors(document)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert_eq!(errors.is_empty(), expected, "{name}: {errors:?}\n{document:#}");
}

fn validator(name: &str) -> Validator {
    let registry = Registry::new().add(uri("common"), schema("common")).unwrap();
    let registry = registry.add(uri("transfer"), schema("transfer")).unwrap().prepare().unwrap();
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_registry(&registry)
        .build(&schema(name))
        .unwrap()
}

fn uri(name: &str) -> String {
    format!("https://w3id.org/tegata/schemas/{name}.json")
}

fn schema(name: &str) -> Value {
    parse(&fs::read_to_string(folder().join(format!("{name}.json"))).unwrap())
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schemas")
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The payload of the world's document whose URL ends so.
fn document(end: &str) -> Value {
    let bundle = world::bundle();
    let document = bundle.documents().iter().find(|one| one.url.ends_with(end)).unwrap();
    let payload = document.body.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}
