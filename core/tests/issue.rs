//! What is issued verifies; what would not verify is not issued.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::{Value, json};
use tegata::certificate::Statement;
use tegata::issue::{
    CertificateDraft, Challenge, Encoding, FileKey, Hiding, Issuer, ListKind, Signer, Status,
    StatusRegister, combine, disclosable, disclose, present,
};
use tegata::recognition::{
    ArrangementDocument, ProhibitionDocument, RegimeDocument, RegisterDocument,
};
use tegata::status::{CertificationEvents, EVENTS_TYPE, EventsDocument};
use tegata::trust::{
    Accredits, Action, Anchor, AnyOr, BodyList, Certifies, LIST_TYPE, OneOrMany, RecognizedAction,
    RecognizedEntity, SpeaksFor,
};
use tegata::{
    Algorithm, Clocks, Code, Document, Error, ErrorKind, Event, EventKind, Expected, Form, Refusal,
    Standing, Timestamp, TrustBundle, Verifier,
};

const BODY: &str = "did:web:body-a.example";
const SCHEME: &str = "https://schemes.example/cbpr";
const REVOCATIONS: &str = "https://body-a.example/status/revocation";
const SUSPENSIONS: &str = "https://body-a.example/status/suspension";
const TOKENS: &str = "https://body-a.example/status/tokens";
const EVENTS: &str = "https://body-a.example/events/EP-2026-0042";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn issued() -> Timestamp {
    at("2026-06-14T10:00:00Z")
}

fn today() -> Clocks {
    Clocks::at(at("2026-11-23T12:00:00Z"))
}

fn key() -> FileKey {
    FileKey::generate(Algorithm::Es256).unwrap()
}

fn draft_json() -> Value {
    json!({
        "id": "urn:uuid:6c1a7a1e-5d2c-4b5e-9a46-6f9c2b9d3f11",
        "subject": {
            "id": "did:web:org.example",
            "legalName": "株式会社例",
            "registrations": [{ "system": "https://www.gleif.org/lei", "value": "5493001KJTIIGC8Y1R12" }],
            "contact": { "email": "privacy@org.example" },
            "certification": {
                "number": "EP-2026-0042", "scheme": SCHEME, "schemeVersion": "2024",
                "jurisdiction": "JP", "decidedOn": "2026-06-10",
                "roles": ["controller", "processor"],
                "objectOfConformity": "processing_operation",
                "scope": {
                    "dataCategories": { "include": ["contact"], "exclude": ["health"] },
                    "sites": ["Tokyo", "Osaka"], "subProcessors": ["did:web:cloud.example"],
                    "statement": { "@value": "Payroll", "@language": "en" }
                },
                "assurance": { "assessor": "third_party", "depth": "on_site" },
                "surveillance": { "nextDue": "2027-06-15" },
                "safeguards": ["pseudonymisation"]
            }
        },
        "validFrom": "2026-06-15T00:00:00+02:00",
        "validUntil": "2029-06-14T23:59:59+02:00",
        "status": [
            { "kind": "revocation", "list": REVOCATIONS, "index": 94_567 },
            { "kind": "suspension", "list": SUSPENSIONS, "index": 1_234 },
            { "kind": "token", "list": TOKENS, "index": 70_001 }
        ]
    })
}

fn draft() -> CertificateDraft {
    CertificateDraft::from_json(&draft_json().to_string()).unwrap()
}

fn encodings(draft: &CertificateDraft) -> [Encoding; 3] {
    let hiding = Hiding::usual(draft);
    [Encoding::VcJwt, Encoding::VcSdJwt(hiding.clone()), Encoding::DcSdJwt(hiding)]
}

fn pin(issuer: &Issuer<'_>) -> Anchor {
    let certifies = Certifies {
        scheme: SCHEME.to_owned(),
        scheme_version: AnyOr::Any,
        roles: AnyOr::Any,
        jurisdictions: AnyOr::Any,
        from: None,
        until: None,
    };
    Anchor {
        id: issuer.id().to_owned(),
        keys: vec![issuer.public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor { certifies: vec![certifies], ..SpeaksFor::default() },
        pins: Vec::new(),
        sources: Vec::new(),
    }
}

fn document(url: &str, media_type: &str, body: String) -> Document {
    let obtained_at = today().valid_at;
    Document { url: url.to_owned(), media_type: media_type.to_owned(), obtained_at, body }
}

/// The three registers with the draft's entries given out.
fn registers() -> [StatusRegister; 3] {
    let mut registers = [
        StatusRegister::new(REVOCATIONS, ListKind::Revocation),
        StatusRegister::new(SUSPENSIONS, ListKind::Suspension),
        StatusRegister::new(TOKENS, ListKind::Token),
    ];
    for (register, entry) in registers.iter_mut().zip(draft().status) {
        assert_eq!(register.reserve(entry.index).unwrap(), entry);
    }
    registers
}

fn published(issuer: &Issuer<'_>, registers: &[StatusRegister]) -> Vec<Document> {
    let (from, until) = (at("2026-11-23T00:00:00Z"), at("2026-11-24T00:00:00Z"));
    let sign = |register: &StatusRegister| {
        let list = issuer.status_list(register, from, until).unwrap();
        document(register.url(), register.media_type(), list)
    };
    registers.iter().map(sign).collect()
}

fn verifier(anchors: Vec<Anchor>, documents: Vec<Document>) -> Verifier {
    let bundle = TrustBundle::new(today().valid_at, anchors, documents).unwrap();
    for report in bundle.document_reports() {
        assert_eq!(report.problem, None, "{}", report.url);
    }
    Verifier::new(bundle)
}

fn verify(
    issuer: &Issuer<'_>,
    registers: &[StatusRegister],
    token: &str,
) -> Result<Standing, Refusal> {
    verifier(vec![pin(issuer)], published(issuer, registers)).verify(token, today())
}

#[test]
fn one_draft_verifies_in_every_encoding_and_under_every_algorithm() {
    let draft = draft();
    let forms = [Form::VcJwt, Form::VcSdJwt, Form::DcSdJwt];
    for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::EdDsa, Algorithm::Ed25519] {
        let key = FileKey::generate(algorithm).unwrap();
        let issuer = Issuer::new(BODY, &key).unwrap();
        for (encoding, form) in encodings(&draft).iter().zip(forms) {
            let token = issuer.certificate(&draft, encoding, issued()).unwrap();
            let standing = verify(&issuer, &registers(), &token).unwrap();
            let certificate = standing.certificate();
            assert_eq!(certificate.credential().form(), form);
            assert_eq!(certificate.issuer(), BODY);
            assert_eq!(certificate.subject(), "did:web:org.example");
            assert_eq!(certificate.legal_name(), "株式会社例");
            assert_eq!(certificate.number(), "EP-2026-0042");
            assert_eq!(certificate.valid_from(), Some(draft.valid_from));
            assert_eq!(certificate.valid_until(), draft.valid_until);
            assert_eq!(certificate.decided_on(), draft.subject.certification.decided_on);
            assert_eq!(certificate.roles().collect::<Vec<_>>(), draft.subject.certification.roles);
        }
    }
}

#[test]
fn a_revoked_or_suspended_certificate_is_refused() {
    let (key, draft) = (key(), draft());
    let issuer = Issuer::new(BODY, &key).unwrap();
    let cases = [
        (0, Status::Revoked, [Some(Code::Revoked), None]),
        (1, Status::Suspended, [Some(Code::Suspended), None]),
        (2, Status::Revoked, [None, Some(Code::Revoked)]),
        (2, Status::Suspended, [None, Some(Code::Suspended)]),
    ];
    let encodings = [Encoding::VcJwt, Encoding::DcSdJwt(Hiding::usual(&draft))];
    let tokens = encodings.map(|encoding| issuer.certificate(&draft, &encoding, issued()).unwrap());
    for (register, status, expected) in cases {
        let mut registers = registers();
        registers[register].set(draft.status[register].index, status).unwrap();
        for (token, expected) in tokens.iter().zip(expected) {
            let refused = verify(&issuer, &registers, token).err().map(|refusal| refusal.code());
            assert_eq!(refused, expected, "{register} {status:?}");
        }
    }
}

/// Sets the member at `pointer`, or takes it away.
fn with(pointer: &str, value: Value) -> Value {
    let mut draft = draft_json();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = draft.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Value::Null => parent.remove(name),
        value => parent.insert(name.to_owned(), value),
    };
    draft
}

#[test]
fn a_draft_with_a_wrong_member_is_refused_with_its_place() {
    for (pointer, value, place) in [
        ("/subject/certification/schemVersion", json!("2024"), None),
        ("/subject/legalname", json!("x"), None),
        ("/validTo", json!("2029-06-14T23:59:59Z"), None),
        ("/validFrom", json!("2026-06-15"), None),
        ("/subject/certification/decidedOn", json!("10 June"), None),
        ("/subject/certification/roles", json!(["owner"]), Some("/subject/certification/roles/0")),
        ("/subject/certification/number", Value::Null, Some("/subject/certification")),
        ("/subject/certification/scope/site", json!(["Tokyo"]), None),
        (
            "/subject/certification/surveillance",
            json!({"due": "2027-06-15"}),
            Some("/subject/certification/surveillance/due"),
        ),
    ] {
        let error = CertificateDraft::from_json(&with(pointer, value).to_string()).unwrap_err();
        assert_eq!(error.place(), place.unwrap_or(pointer), "{error}");
        assert_eq!(error.kind(), ErrorKind::DocumentInvalid);
        assert!(!error.advice().is_empty());
    }
}

fn refusal_of(draft: &Value, encodings: &[usize]) -> Vec<Error> {
    let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
    let key = key();
    let issuer = Issuer::new(BODY, &key).unwrap();
    let all = self::encodings(&draft);
    let chosen = all.iter().enumerate().filter(|(index, _)| encodings.contains(index));
    chosen.map(|(_, one)| issuer.certificate(&draft, one, issued()).unwrap_err()).collect()
}

#[test]
fn what_a_verifier_would_refuse_is_not_issued() {
    for (pointer, value, encodings) in [
        ("/subject/id", json!("org.example"), &[0, 1, 2][..]),
        ("/subject/legalName", json!(""), &[0, 1, 2]),
        ("/subject/certification/number", json!(""), &[0, 1, 2]),
        ("/subject/certification/scheme", json!("cbpr"), &[0, 1, 2]),
        ("/subject/certification/roles", json!([]), &[0, 1, 2]),
        ("/subject/certification/events", json!("events"), &[0, 1, 2]),
        ("/subject/certification/decidedOn", json!("2026-07-01"), &[0, 1, 2]),
        ("/validUntil", json!("2026-06-01T00:00:00Z"), &[0, 1, 2]),
        ("/validFrom", json!("2026-06-15T00:00:00.5Z"), &[2]),
        ("/id", json!("not an identifier"), &[0, 1]),
        ("/holderKey", json!({"kty": "oct", "k": "AA"}), &[1, 2]),
        ("/status", Value::Null, &[0, 1, 2]),
        ("/status", json!([{"kind": "token", "list": TOKENS, "index": 1}]), &[0, 1]),
        ("/status", json!([{"kind": "revocation", "list": REVOCATIONS, "index": 1}]), &[2]),
        ("/status", json!([{"kind": "revocation", "list": "list 1", "index": 1}]), &[0, 1]),
        (
            "/status",
            json!([
                {"kind": "token", "list": TOKENS, "index": 1},
                {"kind": "token", "list": TOKENS, "index": 2},
            ]),
            &[2],
        ),
    ] {
        for error in refusal_of(&with(pointer, value.clone()), encodings) {
            assert_eq!(error.kind(), ErrorKind::DocumentInvalid, "{pointer} {error}");
        }
    }
}

#[test]
fn what_must_be_visible_cannot_be_hidden() {
    let (key, draft) = (key(), draft());
    let issuer = Issuer::new(BODY, &key).unwrap();
    for pointer in [
        "/legalName",
        "/certification",
        "/certification/number",
        "/certification/roles/*",
        "/certification/scope",
        "/certification/scope/dataCategories/exclude",
        "/certification/nothing",
    ] {
        let hiding = Hiding { pointers: vec![pointer.to_owned()], decoys: 0 };
        for encoding in [Encoding::VcSdJwt(hiding.clone()), Encoding::DcSdJwt(hiding.clone())] {
            let error = issuer.certificate(&draft, &encoding, issued()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::DocumentInvalid, "{pointer}");
        }
    }
}

#[test]
fn salts_are_predictable_only_when_asked_for() {
    let key = FileKey::generate(Algorithm::EdDsa).unwrap();
    let draft = draft();
    let encoding = Encoding::DcSdJwt(Hiding::usual(&draft));
    let issue = |seed: Option<&str>| {
        let issuer = Issuer::new(BODY, &key).unwrap();
        let issuer = seed.into_iter().fold(issuer, Issuer::with_predictable_salts);
        issuer.certificate(&draft, &encoding, issued()).unwrap()
    };
    assert_eq!(issue(Some("a")), issue(Some("a")));
    assert_ne!(issue(Some("a")), issue(Some("b")));
    assert_ne!(issue(None), issue(None));
}

#[test]
fn keys_are_named_after_their_issuer() {
    let key = key();
    let thumbprint = key.public_key().thumbprint();
    let issuer = Issuer::new(BODY, &key).unwrap();
    assert_eq!(issuer.public_key().key_id(), Some(&*format!("{BODY}#{thumbprint}")));
    assert!(Issuer::new("body-a", &key).is_err());
    assert!(
        Issuer::new("did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169", &key).is_err()
    );
    let named = key.with_key_id("did:web:other.example#key-1");
    assert!(Issuer::new(BODY, &named).is_err());
    let named = named.with_key_id("key-1");
    assert!(Issuer::new(BODY, &named).is_err());
    assert!(Issuer::new("https://body-a.example", &named).is_ok());
    let named = named.with_key_id(format!("{BODY}#key-1"));
    assert!(Issuer::new(BODY, &named).is_ok());
}

const CHALLENGE: Challenge<'static> =
    Challenge { audience: "https://importer.example", nonce: "n-0S6_WzA2Mj" };

fn presented(token: &str, verifier: &Verifier, audience: &str, nonce: &str) -> Option<Code> {
    let expected = Expected { audience, nonce, max_age_seconds: 300 };
    let result = verifier.authenticate_presentation(token, &expected, today());
    result.err().map(|refusal| refusal.code())
}

#[test]
fn a_holder_shows_what_it_chooses_and_proves_its_key() {
    let (key, holder, other) = (key(), key(), key());
    let issuer = Issuer::new(BODY, &key).unwrap();
    let draft = with("/holderKey", holder.public_key().to_json());
    let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
    let verifier = verifier(vec![pin(&issuer)], Vec::new());
    let now = today().valid_at;
    for (encoding, prefix) in encodings(&draft)[1..].iter().zip(["/credentialSubject", ""]) {
        let token = issuer.certificate(&draft, encoding, issued()).unwrap();
        let site = format!("{prefix}/certification/scope/sites/1");
        assert!(disclosable(&token).unwrap().contains(&site));
        let shown = present(&token, &[&site], &holder, CHALLENGE, now).unwrap();
        let Challenge { audience, nonce } = CHALLENGE;
        assert_eq!(presented(&shown, &verifier, audience, nonce), None);
        let other_nonce = Some(Code::KeyBindingNonceWrong);
        assert_eq!(presented(&shown, &verifier, audience, "another"), other_nonce);
        let elsewhere = Some(Code::KeyBindingAudienceWrong);
        assert_eq!(presented(&shown, &verifier, "https://other.example", nonce), elsewhere);
        let late = present(&token, &[], &holder, CHALLENGE, now.plus_seconds(-3600)).unwrap();
        assert_eq!(presented(&late, &verifier, audience, nonce), Some(Code::KeyBindingStale));
        let unbound = disclose(&token, &[]).unwrap();
        let missing = Some(Code::KeyBindingMissing);
        assert_eq!(presented(&unbound, &verifier, audience, nonce), missing);
        let refused = verifier.authenticate(&shown).unwrap_err();
        assert_eq!(refused.code(), Code::KeyBindingUnexpected);

        let certificate = verifier.authenticate(disclose(&token, &[&site]).unwrap()).unwrap();
        let claims: Value = tegata::json::decode(certificate.credential().claims()).unwrap();
        let claims = claims.pointer(prefix).unwrap();
        assert_eq!(claims.pointer("/certification/scope/sites"), Some(&json!(["Osaka"])));
        assert_eq!(claims.get("contact"), None);

        let error = present(&token, &[], &other, CHALLENGE, now).unwrap_err();
        assert_eq!((error.kind(), error.place()), (ErrorKind::KeyInvalid, "/cnf"));
        assert!(present(&shown, &[], &holder, CHALLENGE, now).is_err());
        assert!(present(&token, &["/nothing"], &holder, CHALLENGE, now).is_err());
    }
}

#[test]
fn a_certificate_without_a_holder_key_cannot_be_bound() {
    let (key, holder, draft) = (key(), key(), draft());
    let issuer = Issuer::new(BODY, &key).unwrap();
    let encoding = Encoding::DcSdJwt(Hiding::usual(&draft));
    let token = issuer.certificate(&draft, &encoding, issued()).unwrap();
    let error = present(&token, &[], &holder, CHALLENGE, issued()).unwrap_err();
    assert_eq!(error.place(), "/cnf");
    let plain = issuer.certificate(&draft, &Encoding::VcJwt, issued()).unwrap();
    assert!(present(&plain, &[], &holder, CHALLENGE, issued()).is_err());
}

const AUTHORITY: &str = "did:web:forum.example";
const LIST: &str = "https://forum.example/bodies";

fn body_list(body: &Issuer<'_>) -> BodyList {
    let since = at("2024-01-01T00:00:00Z");
    let entity = RecognizedEntity {
        id: body.id().to_owned(),
        kind: "RecognizedEntity".to_owned(),
        legal_name: "Body A".to_owned(),
        jurisdiction: "JP".to_owned(),
        verification_method: vec![body.verification_method()],
        recognized_to: vec![RecognizedAction {
            action: Action::Issue,
            scheme: SCHEME.to_owned(),
            scheme_version: AnyOr::Any,
            roles: AnyOr::Any,
            jurisdictions: AnyOr::Only(vec!["JP".to_owned()]),
            standard: "ISO/IEC 17065".to_owned(),
            events: vec![Event::new("1", EventKind::Grant, since)],
        }],
        key_events: Vec::new(),
        sources: Vec::new(),
    };
    Statement {
        sequence_number: Some(1),
        next_update: Some(at("2027-01-01T00:00:00Z")),
        ..Statement::new(LIST_TYPE, LIST, AUTHORITY, since, OneOrMany(vec![entity]))
    }
}

#[test]
fn two_of_three_keys_speak_for_an_authority() {
    let (body_key, keys, draft) = (key(), [key(), key(), key()], draft());
    let body = Issuer::new(BODY, &body_key).unwrap();
    let authority = keys.each_ref().map(|key| Issuer::new(AUTHORITY, key).unwrap());
    let accredits = Accredits { scheme: SCHEME.to_owned(), jurisdictions: AnyOr::Any };
    let anchor = Anchor {
        id: AUTHORITY.to_owned(),
        keys: authority.each_ref().map(|one| one.public_key().to_json()).to_vec(),
        threshold: 2,
        speaks_for: SpeaksFor { accredits: vec![accredits], ..SpeaksFor::default() },
        pins: Vec::new(),
        sources: Vec::new(),
    };
    let list = body_list(&body);
    let signed = authority.each_ref().map(|one| one.statement(&list).unwrap());
    let token = body.certificate(&draft, &Encoding::VcJwt, issued()).unwrap();
    let ask = |list: String| {
        let mut documents = published(&body, &registers());
        documents.push(document(LIST, "application/json", list));
        let bundle = TrustBundle::new(today().valid_at, vec![anchor.clone()], documents).unwrap();
        Verifier::new(bundle).verify(&token, today()).map_err(|refusal| refusal.code())
    };
    let standing = ask(combine(&signed[..2]).unwrap()).unwrap();
    assert_eq!(standing.accredited().by(), AUTHORITY);
    assert!(ask(combine(&signed).unwrap()).is_ok());
    assert_eq!(ask(signed[0].clone()).unwrap_err(), Code::IssuerUnlisted);
    assert!(combine(&signed[..1]).is_err());
    assert!(combine(&[&signed[0], &signed[0]]).is_err());
    let later = BodyList { sequence_number: Some(2), ..list };
    let later = authority[1].statement(&later).unwrap();
    assert_eq!(combine(&[&signed[0], &later]).unwrap_err().place(), "/1");
}

#[test]
fn a_document_that_no_bundle_would_accept_is_not_signed() {
    let (key, body_key) = (key(), key());
    let authority = Issuer::new(AUTHORITY, &key).unwrap();
    let list = body_list(&Issuer::new(BODY, &body_key).unwrap());
    assert!(authority.statement(&list).is_ok());
    let mut foreign_key = list.clone();
    foreign_key.credential_subject.0[0].verification_method[0].controller = AUTHORITY.to_owned();
    let mut foreign_event = list.clone();
    foreign_event.credential_subject.0[0].recognized_to[0].events[0].kind = EventKind::Lapse;
    for wrong in [
        BodyList { sequence_number: None, ..list.clone() },
        BodyList { next_update: None, ..list.clone() },
        BodyList { issuer: BODY.to_owned(), ..list.clone() },
        BodyList { types: vec!["VerifiableCredential".to_owned()], ..list.clone() },
        BodyList { context: vec!["https://w3id.org/tegata/v1".to_owned()], ..list.clone() },
        foreign_key,
        foreign_event,
    ] {
        let error = authority.statement(&wrong).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::DocumentInvalid, "{error}");
    }
    let text = serde_json::to_string(&list).unwrap();
    assert_eq!(BodyList::from_json(&text).unwrap(), list);
    let misspelt = text.replace("nextUpdate", "nextUpdates");
    assert_eq!(BodyList::from_json(&misspelt).unwrap_err().place(), "/nextUpdates");
}

/// One of each kind from which recognition is decided.
fn recognition_statements() -> [Value; 4] {
    let kept = json!({ "source": "made up", "reviewed": "unreviewed" });
    let with = |mut subject: Value| {
        let kept = kept.as_object().unwrap().clone();
        subject.as_object_mut().unwrap().extend(kept);
        subject
    };
    let place = with(json!({
        "id": "https://law.example/j/a", "kind": "state", "codes": [], "names": [],
        "within": [], "timeZone": "UTC",
    }));
    let regime = with(json!({
        "id": "https://law.example/r/a", "title": "The law of A", "territories": [],
        "members": [], "relation": "adds", "exporterRule": "deny_unless_permitted",
        "authorities": [], "completeness": {}, "citations": [],
    }));
    let arrangement = with(json!({
        "id": "https://law.example/i/a", "title": "An act", "citations": [],
        "effect": "permit_territory", "exporterRegime": "https://law.example/r/a",
        "state": "announced", "events": [], "versions": [],
    }));
    let prohibition = with(json!({
        "id": "https://law.example/o/a", "title": "An order", "citations": [],
        "regime": "https://law.example/r/a", "events": [],
        "target": { "organisations": "any", "territories": "any", "when": "always" },
    }));
    let register = json!({ "id": "https://law.example/register", "jurisdictions": [place] });
    let subjects = [
        ("JurisdictionRegister", register),
        ("Regime", regime),
        ("RecognitionArrangement", arrangement),
        ("Prohibition", prohibition),
    ];
    subjects.map(|(kind, subject)| {
        json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
            "id": format!("https://law.example/documents/{kind}"),
            "type": ["VerifiableCredential", kind],
            "issuer": "did:web:authority.example",
            "validFrom": "2026-11-20T00:00:00Z",
            "credentialSubject": subject,
        })
    })
}

#[test]
fn what_recognition_is_decided_from_is_signed_as_a_bundle_reads_it() {
    let key = key();
    let issuer = Issuer::new("did:web:authority.example", &key).unwrap();
    let [register, regime, arrangement, prohibition] =
        recognition_statements().map(|statement| statement.to_string());
    assert!(issuer.statement(&RegisterDocument::from_json(&register).unwrap()).is_ok());
    assert!(issuer.statement(&RegimeDocument::from_json(&regime).unwrap()).is_ok());
    assert!(issuer.statement(&ArrangementDocument::from_json(&arrangement).unwrap()).is_ok());
    assert!(issuer.statement(&ProhibitionDocument::from_json(&prohibition).unwrap()).is_ok());
    // Everybody's instruments may be told of by whoever speaks for a regime; they never permit.
    let everybody = arrangement.replace("https://law.example/r/a", "any");
    let permits = issuer.statement(&ArrangementDocument::from_json(&everybody).unwrap());
    assert_eq!(permits.unwrap_err().code(), "document_invalid");
    let conformity = everybody.replace("permit_territory", "conformity_accepted");
    assert!(issuer.statement(&ArrangementDocument::from_json(&conformity).unwrap()).is_ok());
    assert!(RegimeDocument::from_json(&regime.replace("relation", "relations")).is_err());
}

#[test]
fn signed_events_decide_between_lists() {
    let key = key();
    let issuer = Issuer::new(BODY, &key).unwrap();
    let draft = with("/subject/certification/events", json!(EVENTS));
    let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
    let token = issuer.certificate(&draft, &Encoding::VcJwt, issued()).unwrap();
    let event = |id: &str, kind, text| Event::new(id, kind, at(text));
    let events = vec![
        event("1", EventKind::Grant, "2026-06-14T10:00:00Z"),
        event("2", EventKind::Suspend, "2026-08-01T00:00:00Z"),
        event("3", EventKind::Reinstate, "2026-09-01T00:00:00Z"),
    ];
    let history = CertificationEvents {
        id: "did:web:org.example".to_owned(),
        number: "EP-2026-0042".to_owned(),
        scheme: SCHEME.to_owned(),
        events,
    };
    let from = at("2026-11-01T00:00:00Z");
    let statement: EventsDocument = Statement {
        next_update: Some(at("2026-12-01T00:00:00Z")),
        ..Statement::new(EVENTS_TYPE, EVENTS, BODY, from, history)
    };
    let mut documents = published(&issuer, &registers());
    let signed = issuer.statement(&statement).unwrap();
    documents.push(document(EVENTS, "application/vc+jwt", signed));
    let verifier = verifier(vec![pin(&issuer)], documents);
    assert!(verifier.verify(&token, today()).is_ok());
    let august = Clocks::new(at("2026-08-15T00:00:00Z"), today().known_at);
    assert_eq!(verifier.verify(&token, august).unwrap_err().code(), Code::SuspendedByEvent);
}

#[test]
fn a_register_keeps_its_word() {
    let mut register = StatusRegister::new(TOKENS, ListKind::Token);
    let first = register.allocate().unwrap();
    assert_eq!((first.kind, &*first.list), (ListKind::Token, TOKENS));
    assert_eq!(register.status(first.index), Some(Status::Valid));
    assert!(register.reserve(first.index).is_err());
    assert!(register.reserve(131_072).is_err());
    register.set(first.index, Status::Suspended).unwrap();
    register.set(first.index, Status::Valid).unwrap();
    register.set(first.index, Status::Revoked).unwrap();
    assert!(register.set(first.index, Status::Valid).is_err());
    assert!(register.set(first.index, Status::Suspended).is_err());
    assert!(register.set((first.index + 1) % 131_072, Status::Revoked).is_err());
    assert_eq!(StatusRegister::from_json(&register.to_json()).unwrap(), register);
    let mut revocations = StatusRegister::new(REVOCATIONS, ListKind::Revocation);
    let entry = revocations.allocate().unwrap();
    assert!(revocations.set(entry.index, Status::Suspended).is_err());
    assert!(revocations.clone().with_size(131_064).is_err());
    assert!(revocations.clone().with_size(131_080).is_ok());
    let full = r#""revoked":[],"#;
    assert!(revocations.to_json().contains(full));
    for damage in [r#""revoked":[131072],"#, r#""revoked":[1,1],"#, r#""revokd":[],"#, ""] {
        let text = revocations.to_json().replace(full, damage);
        assert!(StatusRegister::from_json(&text).is_err(), "{damage}");
    }
}

#[test]
fn a_status_list_that_nobody_could_use_is_not_signed() {
    let key = key();
    let issuer = Issuer::new(BODY, &key).unwrap();
    for register in registers() {
        let from = at("2026-11-23T00:00:00Z");
        assert!(issuer.status_list(&register, from, from.plus_seconds(-1)).is_err());
    }
}
