//! What holds for every input, tried on random ones.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod world;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tegata::issue::{
    CertificateDraft, Challenge, Encoding, FileKey, Hiding, Issuer, ListKind, Signer, Status,
    StatusRegister, present,
};
use tegata::json::{self, Document as Json, JsonLimits};
use tegata::trust::{Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{Algorithm, Clocks, Document, Expected, Form, Timestamp, TrustBundle, Verifier};

const BODY: &str = "did:web:body.example";
const SCHEME: &str = "https://authority.example/scheme";
const NOW: &str = "2026-11-23T12:00:00Z";
const LISTS: [(&str, ListKind); 3] = [
    ("https://body.example/status/revocation", ListKind::Revocation),
    ("https://body.example/status/suspension", ListKind::Suspension),
    ("https://body.example/status/tokens", ListKind::Token),
];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

static KEYS: LazyLock<[FileKey; 3]> = LazyLock::new(|| {
    [Algorithm::Es256, Algorithm::Es384, Algorithm::EdDsa].map(|a| FileKey::generate(a).unwrap())
});

/// For each key a verifier that trusts it and has its lists, on which nothing is set.
static VERIFIERS: LazyLock<Vec<Verifier>> = LazyLock::new(|| {
    let empty = LISTS.map(|(url, kind)| StatusRegister::new(url, kind));
    KEYS.iter().map(|key| verifier(key, &empty)).collect()
});

fn verifier(key: &FileKey, registers: &[StatusRegister]) -> Verifier {
    let issuer = Issuer::new(BODY, key).unwrap();
    let (from, until) = (at("2026-11-23T00:00:00Z"), at("2026-11-24T00:00:00Z"));
    let publish = |register: &StatusRegister| Document {
        url: register.url().to_owned(),
        media_type: register.media_type().to_owned(),
        obtained_at: from,
        body: issuer.status_list(register, from, until).unwrap(),
    };
    let documents = registers.iter().map(publish).collect();
    Verifier::new(TrustBundle::new(from, vec![pin(&issuer)], documents).unwrap())
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
        id: BODY.to_owned(),
        keys: vec![issuer.public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor { certifies: vec![certifies], ..SpeaksFor::default() },
        pins: Vec::new(),
        sources: Vec::new(),
    }
}

fn issue(draft: &Value, encoding: &Encoding, key: &FileKey) -> String {
    let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
    let issuer = Issuer::new(BODY, key).unwrap();
    issuer.certificate(&draft, encoding, at("2026-06-14T10:00:00Z")).unwrap()
}

/// A draft whose entries stand at `index` of each list.
fn draft(index: u64) -> Value {
    let entries = LISTS.map(|(list, kind)| json!({ "kind": kind, "list": list, "index": index }));
    json!({
        "subject": {
            "id": "did:web:org.example",
            "legalName": "株式会社例",
            "contact": { "email": "privacy@org.example" },
            "certification": {
                "number": "EP-1", "scheme": SCHEME, "schemeVersion": "2024",
                "jurisdiction": "JP", "roles": ["controller"],
                "scope": { "sites": ["Tokyo", "Osaka"] },
            },
        },
        "validFrom": "2026-06-15T00:00:00+02:00",
        "validUntil": "2029-06-14T23:59:59+02:00",
        "status": entries,
    })
}

/// So many, and no file is left behind when one fails.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn text() -> impl Strategy<Value = String> {
    "\\PC{1,20}"
}

fn drafts() -> impl Strategy<Value = Value> {
    let roles = ["controller", "joint_controller", "processor", "sub_processor"];
    let begins =
        (1..=10_u32, 1..=28_u32, 0..24_u32, prop::sample::select(vec!["Z", "+09:00", "-11:30"]));
    let texts = || prop::option::of(prop::collection::vec(text(), 1..4));
    let scope = (texts(), texts(), texts(), prop::option::of(text()));
    (text(), text(), subsequence(roles.to_vec(), 1..=4), begins, scope, 0..131_072_u64).prop_map(
        |(name, number, roles, (month, day, hour, offset), scope, index)| {
            let mut draft = draft(index);
            draft["validFrom"] = json!(format!("2026-{month:02}-{day:02}T{hour:02}:30:00{offset}"));
            draft["subject"]["legalName"] = json!(name);
            let certification = &mut draft["subject"]["certification"];
            certification["number"] = json!(number);
            certification["roles"] = json!(roles);
            certification["decidedOn"] = json!(format!("2026-{month:02}-{:02}", 1 + day / 2));
            let (sites, activities, sub_processors, statement) = scope;
            let statement = statement.map(|text| json!({ "@value": text, "@language": "en" }));
            let members = json!({
                "sites": sites, "activities": activities, "subProcessors": sub_processors,
                "statement": statement,
            });
            certification["scope"] = members;
            let scope = certification["scope"].as_object_mut().unwrap();
            scope.retain(|_, member| !member.is_null());
            draft
        },
    )
}

/// Any encoding, hiding some of what can be hidden.
fn encode(draft: &Value, form: Form, keep: &[bool], decoys: u8) -> Encoding {
    let draft = CertificateDraft::from_json(&draft.to_string()).unwrap();
    let pointers = Hiding::usual(&draft).pointers;
    let chosen = pointers.into_iter().zip(keep).filter(|(_, hide)| **hide).map(|(p, _)| p);
    let hiding = Hiding { pointers: chosen.collect(), decoys };
    match form {
        Form::VcSdJwt => Encoding::VcSdJwt(hiding),
        Form::DcSdJwt => Encoding::DcSdJwt(hiding),
        _ => Encoding::VcJwt,
    }
}

fn forms() -> impl Strategy<Value = Form> {
    prop::sample::select(vec![Form::VcJwt, Form::VcSdJwt, Form::DcSdJwt])
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn what_is_issued_verifies_and_says_the_same(
        draft in drafts(),
        form in forms(),
        keep in prop::collection::vec(any::<bool>(), 5),
        decoys in 0..8_u8,
        key in 0..3_usize,
    ) {
        let token = issue(&draft, &encode(&draft, form, &keep, decoys), &KEYS[key]);
        let standing = VERIFIERS[key].verify(&token, Clocks::at(at(NOW))).unwrap();
        let certificate = standing.certificate();
        prop_assert_eq!(certificate.credential().form(), form);
        prop_assert_eq!(certificate.valid_from().unwrap(), at(draft["validFrom"].as_str().unwrap()));
        let claims: Value = json::decode(certificate.credential().claims()).unwrap();
        let told = if form == Form::DcSdJwt { &claims } else { &claims["credentialSubject"] };
        for member in ["legalName", "contact", "certification"] {
            prop_assert_eq!(&told[member], &draft["subject"][member]);
        }
    }
}

/// Tokens of every form, and what each is presented with.
fn samples() -> Vec<(String, bool)> {
    let (key, holder) = (&KEYS[0], &KEYS[2]);
    let mut draft = draft(7);
    draft["holderKey"] = holder.public_key().to_json();
    let token = |form| issue(&draft, &encode(&draft, form, &[true; 5], 2), key);
    let challenge = Challenge { audience: "https://importer.example", nonce: "n" };
    let shown = present(&token(Form::DcSdJwt), &["/contact"], holder, challenge, at(NOW)).unwrap();
    let [vc_jwt, vc_sd_jwt, dc_sd_jwt] = [Form::VcJwt, Form::VcSdJwt, Form::DcSdJwt].map(token);
    vec![(vc_jwt, false), (vc_sd_jwt, false), (dc_sd_jwt, false), (shown, true)]
}

fn is_genuine(token: &[u8], presented: bool) -> bool {
    let expected =
        Expected { audience: "https://importer.example", nonce: "n", max_age_seconds: 60 };
    let verifier = &VERIFIERS[0];
    match presented {
        true => verifier.authenticate_presentation(token, &expected, Clocks::at(at(NOW))).is_ok(),
        false => verifier.authenticate(token).is_ok(),
    }
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn no_byte_of_a_token_can_be_changed(
        changes in prop::collection::vec(1..=255_u8, 4096),
    ) {
        for (token, presented) in samples() {
            prop_assert!(is_genuine(token.as_bytes(), presented));
            for (place, change) in (0..token.len()).zip(changes.iter().cycle()) {
                let mut bytes = token.clone().into_bytes();
                bytes[place] ^= change;
                prop_assert!(!is_genuine(&bytes, presented), "{place} of {token}");
            }
        }
    }
}

/// The answer about a certificate that is only in the list of that kind, at `index`.
fn answer(verifier: &Verifier, kind: ListKind, index: u64) -> String {
    let mut draft = draft(index);
    draft["status"].as_array_mut().unwrap().retain(|entry| entry["kind"] == json!(kind));
    let encoding = match kind {
        ListKind::Token => Encoding::DcSdJwt(Hiding { pointers: Vec::new(), decoys: 0 }),
        _ => Encoding::VcJwt,
    };
    let answer = verifier.verify(issue(&draft, &encoding, &KEYS[2]), Clocks::at(at(NOW)));
    answer.map_or_else(|refusal| refusal.code().to_string(), |_| "valid".to_owned())
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn setting_one_status_changes_one_answer(
        (list, status, told) in prop::sample::select(vec![
            (0, Status::Revoked, "revoked"), (1, Status::Suspended, "suspended"),
            (2, Status::Revoked, "revoked"), (2, Status::Suspended, "suspended"),
        ]),
        first in 0..131_064_u64,
        entries in prop::collection::btree_map(0..8_u64, any::<bool>(), 2..6),
        chosen in any::<Index>(),
    ) {
        let (url, kind) = LISTS[list];
        let mut register = StatusRegister::new(url, kind);
        // Neighbours share a byte.
        for (place, is_set) in &entries {
            register.reserve(first + place).unwrap();
            register.set(first + place, if *is_set { status } else { Status::Valid }).unwrap();
        }
        let chosen = *entries.keys().nth(chosen.index(entries.len())).unwrap();
        let ask = |register: &StatusRegister| -> BTreeMap<u64, String> {
            let verifier = verifier(&KEYS[2], std::slice::from_ref(register));
            entries.keys().map(|place| (*place, answer(&verifier, kind, first + place))).collect()
        };
        let mut expected = ask(&register);
        for (place, is_set) in &entries {
            prop_assert_eq!(&expected[place], if *is_set { told } else { "valid" });
        }
        register.set(first + chosen, status).unwrap();
        expected.insert(chosen, told.to_owned());
        prop_assert_eq!(ask(&register), expected);
    }
}

/// Documents whose numbers have an exact form (RFC 7493 section 2.2).
fn documents() -> impl Strategy<Value = Value> {
    let whole = -(1_i64 << 53)..=1 << 53;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        whole.prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no such number", |n| n.is_finite())
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn canonical(text: &str) -> Option<String> {
    let limits = JsonLimits { depth: 16, members: 100, nodes: 1000 };
    json::canonicalize(&Json::parse(text.as_bytes().to_vec(), &limits).unwrap())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn the_canonical_form_is_one_and_is_that_of_others(document in documents()) {
        let form = canonical(&document.to_string()).unwrap();
        prop_assert_eq!(&form, &serde_json_canonicalizer::to_string(&document).unwrap());
        let pretty = serde_json::to_string_pretty(&document).unwrap();
        prop_assert_eq!(canonical(&pretty), Some(form.clone()));
        prop_assert_eq!(canonical(&form), Some(form));
    }
}

fn instants() -> impl Strategy<Value = Timestamp> {
    let (from, until) = (at("2024-01-01T00:00:00Z").unix(), at("2031-01-01T00:00:00Z").unix());
    (from..until).prop_map(|seconds| Timestamp::from_unix(seconds).unwrap())
}

fn report(verifier: &Verifier, token: &str, clocks: Clocks) -> String {
    match verifier.verify(token, clocks) {
        Ok(standing) => standing.report().to_json(),
        Err(refusal) => refusal.report().to_json(),
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn an_answer_depends_on_nothing_but_the_question(
        documents in Just(world::bundle().documents().to_vec()).prop_shuffle(),
        kept in 0..=3_usize,
        token in prop::sample::select(vec![world::certificate(), world::sd_jwt_certificate()]),
        damage in prop::option::of(any::<Index>()),
        (valid_at, known_at) in (instants(), instants()),
    ) {
        let mut token = token;
        if let Some(damage) = damage {
            let place = damage.index(token.len());
            token.replace_range(place..=place, "A");
        }
        let build = |documents: Vec<Document>| {
            let anchors = world::bundle().anchors().to_vec();
            let bundle = TrustBundle::new(world::clocks().known_at, anchors, documents).unwrap();
            Verifier::new(bundle)
        };
        let mut shuffled = documents;
        shuffled.truncate(kept);
        let mut sorted = shuffled.clone();
        sorted.sort_by(|a, b| a.url.cmp(&b.url));
        let (one, other) = (build(shuffled), build(sorted));
        let clocks = Clocks::new(valid_at, known_at);
        let expected = report(&one, &token, clocks);
        prop_assert_eq!(&report(&other, &token, clocks), &expected);
        let remembering = build(world::bundle().documents().to_vec()).with_signature_cache(2);
        let whole = report(&remembering, &token, clocks);
        std::thread::scope(|scope| {
            let ask = || (report(&one, &token, clocks), report(&remembering, &token, clocks));
            let threads: Vec<_> = (0..6).map(|_| scope.spawn(ask)).collect();
            for thread in threads {
                assert_eq!(thread.join().unwrap(), (expected.clone(), whole.clone()));
            }
        });
    }
}
