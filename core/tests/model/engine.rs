//! The same question, put to the engine: each document a pack of its own, which an anchor
//! pins by its digest, and certificates that were really issued.

use super::certificates::Card;
use super::rules::{Answer, Verdict};
use super::truth::Truth;
use super::world::{Case, EXPORTER, IMPORTER, NEXT_EDITION, SCHEMES, World, at, j};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tegata::issue::{FileKey, Issuer, Signer};
use tegata::recognition::{JurisdictionRegister, PACK_MEDIA_TYPE, Pack};
use tegata::trust::{Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{Algorithm, Certificate, Clocks, Decision, Document, Policy, TrustBundle, Verifier};

const BODY: &str = "did:web:body.example";
const CURATOR: &str = "https://curator.example";
const REGISTER: &str = "https://w.example/register";
/// How many certificates there are to choose from.
pub(crate) const POOL: usize = 12;

static KEY: LazyLock<FileKey> = LazyLock::new(|| FileKey::generate(Algorithm::EdDsa).unwrap());

/// Certificates that were issued once and for all worlds.
pub(crate) static CERTIFICATES: LazyLock<Vec<Certificate>> = LazyLock::new(|| {
    let verifier = verifier(&World::default());
    drafts().iter().map(|draft| verifier.authenticate(token(draft)).unwrap()).collect()
});

fn token(draft: &Value) -> String {
    let mut subject = draft["subject"].clone();
    let claims = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
        "type": ["VerifiableCredential", "DataProtectionCertification"],
        "issuer": BODY, "validFrom": draft["validFrom"], "validUntil": draft["validUntil"],
        "credentialSubject": subject.take() });
    let key = Issuer::new(BODY, &*KEY).unwrap().public_key().to_json();
    let header = json!({ "alg": "EdDSA", "kid": key["kid"], "typ": "vc+jwt" });
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let input = format!("{}.{}", encode(&header), encode(&claims));
    let signature = KEY.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn drafts() -> Vec<Value> {
    let draft = |index: usize| {
        let scheme = SCHEMES[[0, 0, 1, 2][index % 4]];
        let holder = if index % 5 == 3 { EXPORTER } else { IMPORTER };
        let number = ["2", "1", "10"][index % 3];
        let mut draft = json!({
            "subject": { "id": holder, "legalName": "Importer", "certification": {
                "number": format!("N-{index}"), "scheme": scheme,
                "schemeVersion": number, "jurisdiction": j("b"),
                "roles": ["controller", "processor"], "decidedOn": "2017-06-01" } },
            "validFrom": "2017-07-01T00:00:00Z", "validUntil": "2029-12-31T00:00:00Z" });
        let certification = &mut draft["subject"]["certification"];
        match index {
            1 => certification["variant"] = json!("x"),
            2 => certification["roles"] = json!(["processor"]),
            4 => certification["scope"] = json!({ "activities": ["alpha"], "sites": ["beta"] }),
            5 => {
                certification["scope"] = json!({ "dataCategories": {
                    "include": ["https://w3id.org/dpv/pd#Tracking"],
                    "exclude": ["https://w3id.org/dpv/pd#Location"] } });
            }
            6 => certification["jurisdiction"] = json!(j("b1")),
            7 => certification["decidedOn"] = json!("2020-02-10"),
            8 => draft["validUntil"] = json!("2021-01-01T00:00:00Z"),
            9 => {
                certification["scope"] = json!({ "subProcessors": ["alpha"],
                    "dataSubjects": ["https://w3id.org/dpv#Employee"] });
            }
            10 => certification["events"] = json!("https://body.example/events/not-there"),
            11 => {
                draft["subject"]["id"] = json!("did:web:parent.example");
                let certification = &mut draft["subject"]["certification"];
                certification["scope"] = json!({ "entities": [IMPORTER] });
            }
            _ => {}
        }
        draft
    };
    (0..POOL).map(draft).collect()
}

/// The certificates of a case as plain facts.
pub(crate) fn cards(case: &Case, verifier: &Verifier) -> Vec<Card> {
    let clocks = Clocks::new(case.valid_at, case.known_at);
    case.certificates.iter().map(|index| card(*index, verifier, clocks)).collect()
}

fn card(index: usize, verifier: &Verifier, clocks: Clocks) -> Card {
    let certificate = &CERTIFICATES[index];
    let draft = &drafts()[index]["subject"]["certification"]["scope"];
    let list =
        |value: &Value| -> Option<Vec<String>> { serde_json::from_value(value.clone()).ok() };
    let stands = match verifier.assess(certificate, clocks) {
        Ok(_) => Truth::Yes,
        Err(refusal) if refusal.is_undetermined() => Truth::Unknown,
        Err(_) => Truth::No,
    };
    let from = certificate.valid_from().unwrap();
    Card {
        subject: certificate.subject().to_owned(),
        scheme: certificate.scheme().to_owned(),
        version: certificate.scheme_version().to_owned(),
        variant: certificate.variant().map(str::to_owned),
        roles: certificate.roles().collect(),
        law: certificate.jurisdiction().to_owned(),
        decided: certificate.decided_on().map(|day| day.bounds(from)),
        stands,
        entities: list(&draft["entities"]),
        activities: list(&draft["activities"]),
        sites: list(&draft["sites"]),
        included: list(&draft["dataCategories"]["include"]),
        excluded: list(&draft["dataCategories"]["exclude"]).unwrap_or_default(),
        data_subjects: list(&draft["dataSubjects"]),
        sub_processors: list(&draft["subProcessors"]),
    }
}

/// A verifier that knows the world.
pub(crate) fn verifier(world: &World) -> Verifier {
    try_verifier(world).unwrap()
}

/// The same; or what is wrong with a document.
pub(crate) fn try_verifier(world: &World) -> Result<Verifier, String> {
    let documents = documents(world);
    let pins = documents.iter().map(Document::sha256).collect();
    let every = |count: usize| (0..count).map(|n| format!("https://w3id.org/tegata/r/{n}"));
    let curator = Anchor {
        id: CURATOR.to_owned(),
        keys: vec![KEY.public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor {
            regimes: every(4).collect(),
            prohibitions: every(4).collect(),
            registers: vec![REGISTER.to_owned()],
            ..SpeaksFor::default()
        },
        pins,
        sources: Vec::new(),
    };
    let bundle = TrustBundle::new(at("2024-06-01T00:00:00Z"), vec![curator, body()], documents);
    let bundle = bundle.unwrap();
    if let Some(bad) = bundle.document_reports().iter().find(|report| report.problem.is_some()) {
        return Err(format!("{}: {:?}", bad.url, bad.problem));
    }
    let policy = Policy::from_json(r#"{"status":"allow_absent"}"#).unwrap();
    Ok(Verifier::with_policy(bundle, policy).unwrap())
}

fn body() -> Anchor {
    let certifies = |scheme: &str| Certifies {
        scheme: scheme.to_owned(),
        scheme_version: AnyOr::Any,
        roles: AnyOr::Any,
        jurisdictions: AnyOr::Any,
        from: None,
        until: None,
    };
    Anchor {
        id: BODY.to_owned(),
        keys: vec![Issuer::new(BODY, &*KEY).unwrap().public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor {
            certifies: SCHEMES.iter().map(|scheme| certifies(scheme)).collect(),
            ..SpeaksFor::default()
        },
        pins: Vec::new(),
        sources: Vec::new(),
    }
}

/// One pack for each thing that the world states.
fn documents(world: &World) -> Vec<Document> {
    let register =
        JurisdictionRegister { id: REGISTER.to_owned(), jurisdictions: world.places.clone() };
    let mut documents = vec![document(REGISTER, json!([register]), json!([]))];
    let mut state = |id: &str, part: Value| documents.push(document(id, json!([]), json!([part])));
    world.regimes.iter().for_each(|regime| state(&regime.id, json!({ "regime": regime })));
    world.arrangements.iter().for_each(|a| state(&a.id, json!({ "arrangements": [a] })));
    world.prohibitions.iter().for_each(|o| state(&o.id, json!({ "prohibitions": [o] })));
    documents
}

fn document(url: &str, registers: Value, parts: Value) -> Document {
    let about = json!({ "id": url, "title": "a document", "curator": "nobody",
        "asOf": "2024-06-01T00:00:00Z", "nextUpdate": NEXT_EDITION, "notice": "invented" });
    let pack = json!({ "about": about, "registers": registers, "parts": parts });
    let pack: Pack = serde_json::from_value(pack).unwrap();
    Document {
        url: url.to_owned(),
        media_type: PACK_MEDIA_TYPE.to_owned(),
        obtained_at: at("2024-06-01T00:00:00Z"),
        body: serde_json::to_string(&pack).unwrap(),
    }
}

/// The engine's whole decision.
pub(crate) fn decide(case: &Case, verifier: &Verifier) -> Decision {
    let presented: Vec<_> =
        case.certificates.iter().map(|index| CERTIFICATES[*index].clone()).collect();
    verifier.decide(&case.transfer, &presented, Clocks::new(case.valid_at, case.known_at))
}

pub(crate) fn verdict(verdict: tegata::Verdict) -> Verdict {
    match verdict {
        tegata::Verdict::NotRestricted => Verdict::NotRestricted,
        tegata::Verdict::Recognised => Verdict::Recognised,
        tegata::Verdict::Conditional => Verdict::Conditional,
        tegata::Verdict::Indeterminate => Verdict::Indeterminate,
        tegata::Verdict::NotRecognised => Verdict::NotRecognised,
        tegata::Verdict::Prohibited => Verdict::Prohibited,
        other => unreachable!("{other:?} is no verdict of a decision"),
    }
}

/// Its answer in the model's terms.
pub(crate) fn answer(decision: &Decision) -> Answer {
    let verdict = verdict(decision.verdict());
    let ruling = decision.ruling().unwrap();
    let used = ruling.instrument().filter(|_| verdict <= Verdict::Conditional);
    let considered = ruling.considered().iter();
    Answer {
        verdict,
        instruments: used.into_iter().map(|used| used.id.clone()).collect::<BTreeSet<_>>(),
        considered: considered
            .map(|considered| (considered.instrument.clone(), self::verdict(considered.verdict)))
            .collect(),
    }
}
