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
use tegata::{Policy, Transfer, TrustBundle, Verifier};

const NAMES: [&str; 9] = [
    "body-list",
    "bundle",
    "certificate",
    "certificate-sd-jwt",
    "certification-events",
    "common",
    "policy",
    "report",
    "scheme",
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
