//! Whatever reads a document takes an object, and never an array of its members' values: the
//! order in which a type declares them is no part of a format.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use tegata::issue::{CertificateDraft, FileKey, StatusRegister};
use tegata::json::{JsonLimits, decode_str};
use tegata::recognition::{
    ArrangementDocument, Pack, ProhibitionDocument, RegimeDocument, RegisterDocument,
};
use tegata::status::EventsDocument;
use tegata::survey::Asked;
use tegata::trust::{AnchorDocument, BodyList, OnAccreditationLoss, Scheme, SchemeDocument};
use tegata::{Algorithm, Anchor, Error, HighWater, Policy, Transfer, TrustBundle};

const LIMITS: JsonLimits = JsonLimits { depth: 8, members: 64, nodes: 1024 };

/// The code, and what is wrong.
fn told<T>(read: Result<T, Error>) -> (&'static str, String) {
    let error = read.err().unwrap();
    (error.code(), error.to_string())
}

#[test]
fn no_document_is_an_array() {
    for (expected, (code, problem)) in [
        ("config_invalid", told(Policy::from_json("[]"))),
        ("config_invalid", told(Transfer::from_json("[]"))),
        ("config_invalid", told(Pack::from_json("[]"))),
        ("config_invalid", told(Asked::from_json("[]"))),
        ("bundle_invalid", told(TrustBundle::from_json("[]"))),
        ("config_invalid", told(HighWater::from_json("[]"))),
        ("document_invalid", told(StatusRegister::from_json("[]"))),
        ("document_invalid", told(CertificateDraft::from_json("[]"))),
        ("document_invalid", told(AnchorDocument::from_json("[]"))),
        ("document_invalid", told(BodyList::from_json("[]"))),
        ("document_invalid", told(SchemeDocument::from_json("[]"))),
        ("document_invalid", told(EventsDocument::from_json("[]"))),
        ("document_invalid", told(RegisterDocument::from_json("[]"))),
        ("document_invalid", told(RegimeDocument::from_json("[]"))),
        ("document_invalid", told(ArrangementDocument::from_json("[]"))),
        ("document_invalid", told(ProhibitionDocument::from_json("[]"))),
    ] {
        assert_eq!(code, expected, "{problem}");
        assert!(problem.contains("expected an object, found an array"), "{problem}");
    }
}

/// Members that are all optional, in the order in which they are declared.
#[test]
fn no_member_is_an_array_for_an_object() {
    let anchor = |speaks_for: Value| {
        let text = json!({ "id": "did:web:a.example", "keys": [], "speaksFor": speaks_for });
        decode_str::<Anchor>(&text.to_string(), &LIMITS)
    };
    assert!(anchor(json!({})).is_ok());
    let fault = anchor(json!([])).unwrap_err();
    assert_eq!(fault.to_string(), "/speaksFor: expected an object, found an array");
    let policy = Policy::from_json(r#"{"limits":[]}"#).unwrap_err();
    assert!(policy.to_string().contains("expected an object, found an array"), "{policy}");
}

/// What names itself among its members is no array that begins with the name, and has no
/// members but its own.
#[test]
fn a_rule_is_an_object_with_its_own_members() {
    let scheme = |rule: Value| {
        let text = json!({
            "id": "https://a.example/scheme", "title": "A scheme", "versions": [],
            "objectOfConformity": "organisation", "requiredScope": [],
            "onAccreditationLoss": rule,
        });
        decode_str::<Scheme>(&text.to_string(), &LIMITS)
    };
    let run_off = scheme(json!({ "rule": "run_off", "months": 6 })).unwrap();
    assert_eq!(run_off.on_accreditation_loss, OnAccreditationLoss::RunOff { months: 6 });
    assert!(scheme(json!({ "rule": "void" })).is_ok());
    let array = "expected an object, found an array";
    for (rule, problem) in [
        (json!(["void"]), array),
        (json!(["run_off", 6]), array),
        (json!(["run_off", { "months": 6 }]), array),
        (json!({ "rule": "run_off" }), "a run-off has no end without its `months`"),
        (json!({ "rule": "void", "months": 6 }), "only a run-off has `months`"),
        (json!({ "rule": "unaffected", "months": 6 }), "only a run-off has `months`"),
        (json!({ "rule": "void", "more": 1 }), "unknown field `more`"),
    ] {
        let fault = scheme(rule.clone()).unwrap_err();
        assert!(fault.pointer.starts_with("/onAccreditationLoss"), "{rule}: {fault}");
        assert!(fault.problem.contains(problem), "{rule}: {fault}");
    }
}

#[test]
fn a_private_key_is_no_array() {
    let key = FileKey::generate(Algorithm::Es256).unwrap();
    let jwk: Value = serde_json::from_str(&key.to_jwk().unwrap()).unwrap();
    assert!(FileKey::from_jwk(&jwk.to_string()).is_ok());
    let [kty, crv, x, y, d] = ["kty", "crv", "x", "y", "d"].map(|name| &jwk[name]);
    let array = json!([kty, crv, x, y, d, "1", "ES256", "sig", ["sign"]]).to_string();
    assert!(FileKey::from_jwk(&array).is_err());
    // One key, and nothing after it.
    assert!(FileKey::from_jwk(&format!("{jwk} {jwk}")).is_err());
}
