//! A small land of law for one theme: jurisdictions, regimes, acts and orders, kept by one
//! curator; a scheme, and the bodies that certify under it. All of it is fictional.

use crate::generate::NOW;
use crate::generate::keys::{Kind, key};
use crate::generate::world::{bundle, document, entity, event, instant, statement, statement_at};
use serde_json::{Value, json};
use tegata::Document;
use tegata::issue::{CertificateDraft, DeterministicKey, Encoding, Hiding, Issuer, Signer};

const CURATOR: &str = "did:web:curator.example";
const AUTHORITY: &str = "did:web:authority.example";
pub(super) const BODY: &str = "did:web:body-a.example";
pub(super) const OTHER_BODY: &str = "did:web:body-b.example";
pub(super) const REGISTER: &str = "https://law.example/register";
pub(super) const NOVA: &str = "did:web:nova.example";
pub(super) const MILL: &str = "did:web:mill.example";

/// A jurisdiction.
pub(super) fn j(name: &str) -> String {
    format!("https://law.example/j/{name}")
}

/// A regime.
pub(super) fn r(name: &str) -> String {
    format!("https://law.example/r/{name}")
}

/// An instrument.
pub(super) fn i(name: &str) -> String {
    format!("https://law.example/i/{name}")
}

/// A scheme.
pub(super) fn s(name: &str) -> String {
    format!("https://scheme.example/{name}")
}

/// Where the curator publishes what is called so.
pub(super) fn url(path: &str) -> String {
    format!("https://curator.example/{path}")
}

/// The URL of a certificate's events.
pub(super) fn events_url(number: &str) -> String {
    format!("https://body.example/events/{number}")
}

/// Beginning and end of a time, in the manner of documents.
pub(super) fn day(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

#[derive(Default)]
pub(super) struct Land {
    pub(super) places: Vec<Value>,
    pub(super) regimes: Vec<Value>,
    pub(super) acts: Vec<Value>,
    pub(super) orders: Vec<Value>,
    /// The dimensions of scope that each scheme requires.
    pub(super) schemes: Vec<(&'static str, Value)>,
    /// Anchors beside the curator and the authority.
    pub(super) anchors: Vec<Value>,
    /// Documents that the curator is known to publish.
    pub(super) sources: Vec<String>,
    /// Regimes that the curator may speak for beside those that it describes.
    pub(super) unseen: Vec<String>,
    /// Editions of documents that another edition takes the place of, by URL.
    pub(super) put: Vec<Document>,
    published: Vec<Document>,
}

impl Land {
    /// Aldra, which exports under a regime that denies, and Borea.
    pub(super) fn new() -> Self {
        Self {
            places: vec![place("aldra"), place("borea")],
            regimes: vec![regime("aldra"), regime("borea")],
            schemes: vec![("seal", json!([]))],
            ..Self::default()
        }
    }

    /// Another jurisdiction with a regime of its own.
    pub(super) fn add(&mut self, name: &str) -> &mut Value {
        self.places.push(place(name));
        self.regimes.push(regime(name));
        self.regimes.last_mut().unwrap()
    }

    /// The regime called `name`.
    pub(super) fn regime(&mut self, name: &str) -> &mut Value {
        self.regimes.iter_mut().find(|regime| regime["id"] == r(name)).unwrap()
    }

    /// The jurisdiction called `name`.
    pub(super) fn place(&mut self, name: &str) -> &mut Value {
        self.places.iter_mut().find(|place| place["id"] == j(name)).unwrap()
    }

    /// An act of one regime that permits a territory, since 1 January 2020, as changed.
    pub(super) fn act(&mut self, name: &str, from: &str, to: &str, change: impl FnOnce(&mut Act)) {
        let mut act = Act(act(name, from, to));
        change(&mut act);
        self.acts.push(act.0);
    }

    /// An order of one regime against an organisation, since 1 January 2022, as changed.
    pub(super) fn order(&mut self, name: &str, regime: &str, change: impl FnOnce(&mut Value)) {
        let mut order = json!({
            "id": format!("https://law.example/o/{name}"), "title": format!("Order {name}"),
            "regime": r(regime), "citations": [],
            "target": { "organisations": [MILL], "territories": "any", "when": "always" },
            "events": [event("e0", "order", &day("2022-01-01"))],
            "source": "made up", "reviewed": reviewed(),
        });
        change(&mut order);
        self.orders.push(order);
    }

    /// A certificate of body A as `vc+jwt`, with its history.
    pub(super) fn certify(&mut self, number: &str, change: impl FnOnce(&mut Value)) -> String {
        self.certify_with(&Issue::of(BODY), number, change)
    }

    /// A certificate as it is asked for. Its history begins with its grant.
    pub(super) fn certify_with(
        &mut self,
        issue: &Issue,
        number: &str,
        change: impl FnOnce(&mut Value),
    ) -> String {
        let mut draft = draft(number);
        change(&mut draft);
        let key = body_key(issue.body);
        let certification = &draft["subject"]["certification"];
        let mut grant =
            event("e0", "grant", &day(certification["decidedOn"].as_str().unwrap_or("2024-02-20")));
        if let Some(reference) = issue.carried_from {
            grant["reference"] = json!(events_url(reference));
        }
        let events: Vec<_> = [grant].into_iter().chain(issue.events.iter().cloned()).collect();
        let history = json!({
            "id": draft["subject"]["id"], "number": number, "scheme": certification["scheme"],
            "events": events,
        });
        let url = events_url(number);
        let history = statement("CertificationEvents", &url, issue.body, history);
        self.published.push(statement_at(&url, &history, &key));
        let at = draft["validFrom"].as_str().unwrap().to_owned();
        let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
        let encoding = match issue.hiding.clone() {
            Some(hiding) => Encoding::DcSdJwt(hiding),
            None => Encoding::VcJwt,
        };
        let issuer = Issuer::new(issue.body, &key).unwrap().with_predictable_salts("vectors");
        issuer.certificate(&draft, &encoding, instant(&at)).unwrap()
    }

    /// Everything as a bundle.
    pub(super) fn bundle(&self) -> Value {
        bundle(&self.anchors(), self.documents())
    }

    fn anchors(&self) -> Vec<Value> {
        let regimes: Vec<_> = self.regimes.iter().map(|regime| regime["id"].clone()).collect();
        let unseen = self.unseen.iter().map(|regime| json!(regime));
        let regimes: Vec<_> = regimes.into_iter().chain(unseen).collect();
        let schemes = self.schemes.iter().map(|(name, _)| s(name));
        let accredits = schemes.clone().map(|s| json!({ "scheme": s, "jurisdictions": "any" }));
        let mut anchors = vec![
            json!({
                "id": CURATOR, "keys": [curator_key().public_key().to_json()],
                "speaksFor": {
                    "regimes": regimes, "prohibitions": regimes, "registers": [REGISTER],
                },
                "sources": self.sources,
            }),
            json!({
                "id": AUTHORITY, "keys": [authority_key().public_key().to_json()],
                "speaksFor": {
                    "accredits": accredits.collect::<Vec<_>>(),
                    "schemes": schemes.collect::<Vec<_>>(),
                },
            }),
        ];
        anchors.extend(self.anchors.iter().cloned());
        anchors
    }

    fn documents(&self) -> Vec<Document> {
        let register = json!({ "id": REGISTER, "jurisdictions": self.places });
        let mut documents = vec![curated("JurisdictionRegister", "register", register)];
        for (kind, folder, subjects) in [
            ("Regime", "r", &self.regimes),
            ("RecognitionArrangement", "i", &self.acts),
            ("Prohibition", "o", &self.orders),
        ] {
            documents.extend(subjects.iter().map(|subject| {
                let name = subject["id"].as_str().unwrap().rsplit('/').next().unwrap();
                curated(kind, &format!("{folder}/{name}"), subject.clone())
            }));
        }
        documents.extend(self.schemes.iter().map(|(name, required)| rules(name, required)));
        if !self.published.is_empty() {
            documents.push(self.bodies());
        }
        documents.extend(self.published.iter().cloned());
        documents.retain(|document| self.put.iter().all(|put| put.url != document.url));
        documents.extend(self.put.iter().cloned());
        documents
    }

    /// Both bodies may certify under every scheme since 2018.
    fn bodies(&self) -> Document {
        const LIST: &str = "https://authority.example/bodies";
        let since = event("a1", "grant", &day("2018-01-01"));
        let grants = self.schemes.iter().map(|(name, _)| {
            json!({
                "action": "issue", "scheme": s(name), "schemeVersion": "any", "roles": "any",
                "jurisdictions": "any", "standard": "ISO/IEC 17065", "events": [since],
            })
        });
        let grants: Vec<_> = grants.collect();
        let bodies = [BODY, OTHER_BODY].map(|body| {
            let mut entity = entity(body, &[&body_key(body)]);
            entity["recognizedTo"] = json!(grants);
            entity
        });
        let list = statement("RecognizedEntityCredential", LIST, AUTHORITY, json!(bodies));
        statement_at(LIST, &list, &authority_key())
    }
}

/// By whom and how a certificate is issued.
#[derive(Default)]
pub(super) struct Issue {
    pub(super) body: &'static str,
    /// What happened after the grant.
    pub(super) events: Vec<Value>,
    /// Absent: `vc+jwt`. Else `dc+sd-jwt`.
    pub(super) hiding: Option<Hiding>,
    /// The number of another body's certificate that this one carries on.
    pub(super) carried_from: Option<&'static str>,
}

impl Issue {
    pub(super) fn of(body: &'static str) -> Self {
        Self { body, ..Self::default() }
    }

    pub(super) fn then(events: &[Value]) -> Self {
        Self { events: events.to_vec(), ..Self::of(BODY) }
    }
}

/// An act that is being drawn up.
pub(super) struct Act(pub(super) Value);

impl Act {
    /// Its first text.
    pub(super) fn text(&mut self) -> &mut Value {
        &mut self.0["versions"][0]
    }

    pub(super) fn event(&mut self, event: Value) {
        self.0["events"].as_array_mut().unwrap().push(event);
    }

    /// It is a safeguard for certificates of the scheme `seal`, wherever the importer is.
    pub(super) fn accepts_seal(&mut self) {
        self.0["effect"] = json!("safeguard");
        self.text()["schemes"] = json!([accepted("seal")]);
    }

    /// Another text from an amendment on.
    pub(super) fn amend(&mut self, event: Value, change: impl FnOnce(&mut Value)) {
        let mut text = self.text().clone();
        text["event"] = event["id"].clone();
        change(&mut text);
        self.0["versions"].as_array_mut().unwrap().push(text);
        self.event(event);
    }
}

/// Certificates of a scheme, whatever their version, variant and role.
pub(super) fn accepted(scheme: &str) -> Value {
    json!({ "scheme": s(scheme), "versions": "any", "variants": "any", "roles": "any" })
}

fn reviewed() -> Value {
    json!({ "by": { "by": "the makers of these vectors", "at": NOW } })
}

pub(super) fn place(name: &str) -> Value {
    json!({
        "id": j(name), "kind": "state", "codes": [],
        "names": [{ "lang": "en", "name": name }],
        "within": [], "timeZone": "UTC", "source": "made up", "reviewed": reviewed(),
    })
}

/// A place within another one.
pub(super) fn part(name: &str, of: &str) -> Value {
    let mut part = place(name);
    part["kind"] = json!("subnational");
    part["within"] = json!([{ "id": j(of) }]);
    part
}

/// A regime with that territory, which claims to list everything since 2000.
pub(super) fn regime(name: &str) -> Value {
    json!({
        "id": r(name), "title": format!("The law of {name}"),
        "territories": [{ "jurisdiction": j(name) }], "members": [], "relation": "adds",
        "exporterRule": "deny_unless_permitted", "authorities": [],
        "completeness": { "permissions": claim(), "prohibitions": claim() },
        "citations": [], "source": "made up", "reviewed": reviewed(),
    })
}

pub(super) fn claim() -> Value {
    json!({
        "from": day("2000-01-01"), "asOf": day("2026-11-20"),
        "until": "2030-12-31T23:59:59Z", "documents": [],
    })
}

fn act(name: &str, from: &str, to: &str) -> Value {
    json!({
        "id": i(name), "title": format!("Act {name}"),
        "citations": [{ "instrument": format!("Act {name}"), "article": "Article 1" }],
        "effect": "permit_territory", "exporterRegime": r(from), "state": "operative",
        "events": [event("e0", "enact", &day("2020-01-01"))], "versions": [text(to)],
        "source": "made up", "reviewed": reviewed(),
    })
}

fn text(to: &str) -> Value {
    json!({
        "event": "e0",
        "importer": { "territories": [{ "jurisdiction": j(to), "reach": "with_parts" }] },
        "holder": "importer", "schemes": [], "requiresBase": [], "grantedUnderLawOf": "any",
        "issuedRelation": "any", "scope": "always", "exclusions": [], "preconditions": [],
        "obligations": [],
        "onward": { "allowedTools": "any", "barredTools": [], "inherits": false },
    })
}

/// A certificate of Nova in Borea, as controller and processor, without a limit.
fn draft(number: &str) -> Value {
    json!({
        "subject": {
            "id": NOVA, "legalName": "Nova Ltd",
            "registrations": [{ "system": "https://register.example/number", "value": "4711" }],
            "certification": {
                "number": number, "scheme": s("seal"), "schemeVersion": "2",
                "jurisdiction": j("borea"), "decidedOn": "2024-02-20",
                "roles": ["controller", "processor"], "scope": {}, "events": events_url(number),
            },
        },
        "validFrom": day("2024-03-01"), "validUntil": "2027-02-28T23:59:59Z",
    })
}

fn rules(name: &str, required: &Value) -> Document {
    let versions = ["1", "2", "2.5", "3", "2019b"];
    let versions =
        versions.map(|version| json!({ "version": version, "validFrom": day("2018-01-01") }));
    let subject = json!({
        "id": s(name), "title": format!("Scheme {name}"), "versions": versions,
        "objectOfConformity": "processing_operation", "requiredScope": required,
        "maxValidityMonths": 36,
        "onAccreditationLoss": { "rule": "unaffected" },
    });
    let url = format!("https://authority.example/rules/{name}");
    let rules = statement("CertificationScheme", &url, AUTHORITY, subject);
    statement_at(&url, &rules, &authority_key())
}

/// A document of the curator.
pub(super) fn curated(kind: &str, path: &str, subject: Value) -> Document {
    let url = url(path);
    statement_at(&url, &statement(kind, &url, CURATOR, subject), &curator_key())
}

/// A document in the place of another that nobody can read.
pub(super) fn damaged(path: &str) -> Document {
    document(&url(path), "application/vc+jwt", "damaged".to_owned())
}

fn curator_key() -> DeterministicKey {
    key(Kind::Ed25519, &format!("{CURATOR}#1"))
}

fn authority_key() -> DeterministicKey {
    key(Kind::Ed25519, &format!("{AUTHORITY}#1"))
}

pub(super) fn body_key(body: &str) -> DeterministicKey {
    key(Kind::P256, &format!("{body}#p256"))
}
