use super::*;
use crate::code::Class;
use crate::credential::protected::in_sd_jwt_vc as protected;
use crate::json::{Value, decode};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: {folder} is not beside the project");
    None
}

fn payload(jwt: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(jwt.split('.').nth(1).unwrap()).unwrap()
}

fn open(token: &str, limits: &Limits, protected: Protected) -> Result<Disclosed, Finding> {
    let split = Split::of(token, limits)?;
    process(payload(split.jwt), split.disclosures(), limits, protected)
}

fn anything_goes(_: &[&str]) -> bool {
    false
}

fn tree(value: Value<'_>) -> serde_json::Value {
    decode(value).unwrap()
}

fn encode(disclosure: &serde_json::Value) -> String {
    URL_SAFE_NO_PAD.encode(disclosure.to_string())
}

fn sha256_of(disclosure: &str) -> String {
    DigestAlgorithm::Sha256.digest(disclosure)
}

/// A payload with these disclosures, as an unsigned token.
fn token(payload: &serde_json::Value, disclosures: &[String]) -> String {
    let mut token = format!("e30.{}.AA~", encode(payload));
    for disclosure in disclosures {
        token.push_str(disclosure);
        token.push('~');
    }
    token
}

fn opened(payload: serde_json::Value, disclosures: &[String]) -> Result<Disclosed, Code> {
    open(&token(&payload, disclosures), &Limits::default(), anything_goes)
        .map_err(|finding| finding.code)
}

#[test]
fn splits_a_token() {
    let limits = Limits::default();
    let split = Split::of("a.b.c~d~e~", &limits).unwrap();
    assert_eq!(split.jwt, "a.b.c");
    assert_eq!(split.disclosures().collect::<Vec<_>>(), ["d", "e"]);
    assert_eq!((split.key_binding, split.presented), (None, "a.b.c~d~e~"));
    let split = Split::of("a.b.c~x.y.z", &limits).unwrap();
    assert_eq!(split.disclosures().count(), 0);
    assert_eq!((split.key_binding, split.presented), (Some("x.y.z"), "a.b.c~"));
}

#[test]
fn refuses_tokens_that_do_not_split() {
    for (token, class) in [
        ("", Class::Malformed),
        ("a.b.c", Class::Malformed),
        ("~", Class::Malformed),
        ("~d~", Class::Malformed),
        ("a.b.c~d", Class::Malformed),
        ("a.b.c~x.y", Class::Malformed),
        ("a.b.c~x.y.z.", Class::Malformed),
        ("a.b.c~~", Class::DisclosureInvalid),
        ("a.b.c~d~~", Class::DisclosureInvalid),
        ("a.b.c~~d~", Class::DisclosureInvalid),
        ("a.b.c~~x.y.z", Class::DisclosureInvalid),
    ] {
        let refused = Split::of(token, &Limits::default()).unwrap_err();
        assert_eq!(refused.code.class(), class, "{token}");
    }
    let many = "a~".to_owned() + &"d~".repeat(1_025);
    let refused = Split::of(&many, &Limits::default()).unwrap_err();
    assert_eq!(refused.code.class(), Class::LimitExceeded);
}

#[test]
fn gives_the_published_contents() {
    let Some(folder) = shared("vectors/sd-jwt") else { return };
    let mut count = 0;
    for set in ["rfc9901-examples", "sd-jwt-vc-examples", "generated"] {
        for case in std::fs::read_dir(folder.join(set)).unwrap() {
            let case = case.unwrap().path();
            let Ok(token) = std::fs::read_to_string(case.join("sd_jwt_presentation.txt")) else {
                continue; // the settings, and the JSON serialisations
            };
            let token = token.trim();
            let split = Split::of(token, &Limits::default()).unwrap();
            assert_eq!(split.key_binding.is_some(), case.join("kb_jwt_payload.json").exists());
            check_binding(&case, &split);
            let disclosed = open(token, &Limits::default(), anything_goes).unwrap();
            let contents = std::fs::read_to_string(case.join("verified_contents.json")).unwrap();
            let contents: serde_json::Value = serde_json::from_str(&contents).unwrap();
            assert_eq!(tree(disclosed.document.root()), contents, "{}", case.display());
            check_issuance(&case);
            count += 1;
        }
    }
    assert!(count > 25, "only {count} vectors found");
}

/// The published `sd_hash` is that of what we take for the presented part.
fn check_binding(case: &Path, split: &Split<'_>) {
    let Ok(binding) = std::fs::read_to_string(case.join("kb_jwt_payload.json")) else { return };
    let binding: serde_json::Value = serde_json::from_str(&binding).unwrap();
    assert_eq!(binding["sd_hash"], sha256_of(split.presented), "{}", case.display());
}

/// Everything disclosed is what the issuer hid, with nothing left over.
fn check_issuance(case: &Path) {
    let issuance = std::fs::read_to_string(case.join("sd_jwt_issuance.txt")).unwrap();
    let disclosed = open(issuance.trim(), &Limits::default(), anything_goes).unwrap();
    let claims = std::fs::read_to_string(case.join("user_claims.json")).unwrap();
    let claims: serde_json::Value = serde_json::from_str(&claims).unwrap();
    let disclosed = tree(disclosed.document.root());
    for (name, claim) in claims.as_object().unwrap() {
        assert_eq!(&disclosed[name], claim, "{}", case.display());
    }
}

/// Faults of a case that lie in the disclosures; the others find nothing here.
fn concerns_disclosures(id: &str) -> bool {
    let elsewhere =
        ["sd-attacker", "sd-iss-", "sd-kb-", "sd-nbf", "sd-novct", "sd-typ-", "sd-vct-"];
    !elsewhere.iter().any(|prefix| id.starts_with(prefix))
}

#[test]
fn answers_the_one_fault_cases() {
    let Some(folder) = shared("cases/dc-sd-jwt") else { return };
    let mut count = 0;
    for case in std::fs::read_dir(folder).unwrap() {
        let case = std::fs::read_to_string(case.unwrap().path()).unwrap();
        let case: serde_json::Value = serde_json::from_str(&case).unwrap();
        let (id, token) = (case["id"].as_str().unwrap(), case["input"].as_str().unwrap());
        let result = open(token, &Limits::default(), protected);
        if !concerns_disclosures(id) {
            assert!(result.is_ok(), "{id}: {result:?}");
            continue;
        }
        let answer = match &result {
            Ok(_) => "accept".to_owned(),
            Err(finding) => format!("reject:{}", finding.code.class()),
        };
        let also = case["also"].as_array().unwrap();
        assert!(case["expect"] == answer || also.contains(&json!(answer)), "{id}: {result:?}");
        count += 1;
    }
    assert!(count > 35, "only {count} cases found");
}

#[test]
fn remembers_where_something_stayed_hidden() {
    let kept = encode(&json!(["s", "b", [{"...": "x"}, 2]]));
    let disclosed = opened(
        json!({"_sd": [sha256_of(&kept)], "a": {"_sd": ["decoy"]}, "c": {"_sd": []}}),
        &[kept],
    )
    .unwrap();
    let root = disclosed.document.root().as_object().unwrap();
    assert_eq!(tree(root.value()), json!({"a": {}, "b": [2], "c": {}}));
    assert!(!root.has_hidden());
    assert!(root.get("a").unwrap().as_object().unwrap().has_hidden());
    assert!(root.get("b").unwrap().as_array().unwrap().has_hidden());
    assert!(!root.get("c").unwrap().as_object().unwrap().has_hidden());
    assert_eq!(disclosed.pointers().collect::<Vec<_>>(), ["/b"]);
}

#[test]
fn refuses_digests_out_of_place() {
    for payload in [
        json!({"_sd": "x"}),
        json!({"_sd": [1]}),
        json!({"a": {"_sd": {}}}),
        json!({"...": "x"}),
        json!({"a": {"...": "x"}}),
        json!({"a": [{"...": "x", "b": 1}]}),
        json!({"a": [{"...": 1}]}),
        json!({"a": [{"...": null}]}),
        json!({"a": {"_sd_alg": "sha-256"}}),
    ] {
        let refused = opened(payload.clone(), &[]).unwrap_err();
        assert_eq!(refused, Code::DisclosureMalformed, "{payload}");
    }
}

#[test]
fn refuses_disclosures_of_another_shape() {
    let element = encode(&json!(["s", 1]));
    let claim = encode(&json!(["s", "n", 1]));
    for (payload, disclosure) in [
        (json!({"_sd": [sha256_of(&element)]}), &element),
        (json!({"a": [{"...": sha256_of(&claim)}]}), &claim),
    ] {
        let refused = opened(payload, std::slice::from_ref(disclosure)).unwrap_err();
        assert_eq!(refused, Code::DisclosureMalformed);
    }
    for disclosure in ["W10=", "W1", "W1-", "!", "W 10", "W11d", "_w"] {
        let refused =
            opened(json!({"_sd": [sha256_of(disclosure)]}), &[disclosure.to_owned()]).unwrap_err();
        assert_eq!(refused, Code::DisclosureMalformed, "{disclosure}");
    }
}

#[test]
fn refuses_names_that_are_taken() {
    for name in ["_sd", "...", "_sd_alg", "a"] {
        let disclosure = encode(&json!(["s", name, 1]));
        let payload = json!({"_sd": [sha256_of(&disclosure)], "a": 1});
        assert_eq!(opened(payload, &[disclosure]).unwrap_err(), Code::DisclosureNameTaken);
    }
    let twins = [encode(&json!(["s", "n", 1])), encode(&json!(["t", "n", 1]))];
    let payload = json!({"_sd": [sha256_of(&twins[0]), sha256_of(&twins[1])]});
    assert_eq!(opened(payload, &twins).unwrap_err(), Code::DisclosureNameTaken);
}

#[test]
fn refuses_a_digest_that_stands_twice() {
    let claim = encode(&json!(["s", "n", {"_sd": ["decoy"]}]));
    let digest = sha256_of(&claim);
    for payload in [
        json!({"_sd": [digest, digest]}),
        json!({"_sd": [digest], "a": {"_sd": [digest]}}),
        json!({"_sd": [digest, "decoy"]}),
        json!({"_sd": [digest], "a": [{"...": "decoy"}]}),
    ] {
        let refused = opened(payload, std::slice::from_ref(&claim)).unwrap_err();
        assert_eq!(refused, Code::DisclosureRepeated);
    }
    let payload = json!({"_sd": [digest]});
    assert_eq!(opened(payload, &[claim.clone(), claim]).unwrap_err(), Code::DisclosureRepeated);
    let element = encode(&json!(["s", 1]));
    let place = json!({"...": sha256_of(&element)});
    let refused = opened(json!({"a": [place, place]}), &[element]).unwrap_err();
    assert_eq!(refused, Code::DisclosureRepeated);
}

#[test]
fn refuses_a_disclosure_that_nothing_refers_to() {
    let inner = encode(&json!(["s", "m", 1]));
    let outer = encode(&json!(["s", "n", {"_sd": [sha256_of(&inner)]}]));
    let payload = json!({"_sd": [sha256_of(&outer)]});
    assert!(opened(payload.clone(), &[inner.clone(), outer]).is_ok());
    assert_eq!(opened(payload, &[inner]).unwrap_err(), Code::DisclosureUnreferenced);
}

#[test]
fn no_disclosure_reaches_into_the_next() {
    let halves = [r#"["s","n",[1"#, r#"]]"#].map(|half| URL_SAFE_NO_PAD.encode(half));
    let payload = json!({"_sd": [sha256_of(&halves[0])]});
    assert_eq!(opened(payload, &halves).unwrap_err(), Code::DisclosureMalformed);
    // The two bytes of one character, of which each part has one.
    let halves: [&[u8]; 2] = [b"[\"s\",\"n\",\"\xC3", b"\xA9\"]"];
    let halves = halves.map(|half| URL_SAFE_NO_PAD.encode(half));
    let payload = json!({"_sd": [sha256_of(&halves[0])]});
    assert_eq!(opened(payload, &halves).unwrap_err(), Code::DisclosureMalformed);
}

#[test]
fn refuses_to_hide_what_must_be_visible() {
    let nested = encode(&json!(["s", "note", {"exclude": ["health"]}]));
    let role = encode(&json!(["s", "controller"]));
    let exp = encode(&json!(["s", "exp", 1]));
    let scope = encode(&json!(["s", "scope", {"sites": []}]));
    for (payload, disclosure, name) in [
        (json!({"_sd": [sha256_of(&exp)]}), exp, "exp"),
        (json!({"_sd": [sha256_of(&nested)]}), nested, "note.exclude"),
        (
            json!({"certification": {"roles": [{"...": sha256_of(&role)}]}}),
            role,
            "certification.roles",
        ),
        (json!({"certification": {"_sd": [sha256_of(&scope)]}}), scope, "certification.scope"),
    ] {
        let token = token(&payload, &[disclosure]);
        let refused = open(&token, &Limits::default(), protected).unwrap_err();
        assert_eq!(refused.code, Code::DisclosureNotAllowed);
        assert_eq!(refused.fact("name"), Some(name));
    }
}

/// A chain of disclosures, each inside the one before it.
fn chain(length: usize) -> (serde_json::Value, Vec<String>) {
    let mut disclosures = vec![encode(&json!(["s", "n", 1]))];
    while disclosures.len() < length {
        let digest = sha256_of(disclosures.last().unwrap());
        disclosures.push(encode(&json!(["s", "n", {"_sd": [digest]}])));
    }
    (json!({"_sd": [sha256_of(disclosures.last().unwrap())]}), disclosures)
}

#[test]
fn bounds_disclosures_inside_disclosures() {
    let (payload, disclosures) = chain(16);
    assert!(opened(payload, &disclosures).is_ok());
    let (payload, disclosures) = chain(17);
    assert_eq!(opened(payload, &disclosures).unwrap_err(), Code::JsonTooLarge);
    // Deep only when put together.
    let deep = |inner| json!(["s", "n", (0..20).fold(inner, |value, _| json!([value]))]);
    let inner = encode(&deep(json!(1)));
    let outer = encode(&deep(json!({"_sd": [sha256_of(&inner)]})));
    let payload = json!({"_sd": [sha256_of(&outer)]});
    assert_eq!(opened(payload, &[inner, outer]).unwrap_err(), Code::JsonTooLarge);
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    println!("{what}: {:?}", start.elapsed());
    // Generous, for an unoptimised build on a busy machine; quadratic work takes minutes.
    assert!(start.elapsed().as_secs() < 5, "{what} is slow");
    result
}

#[test]
fn hostile_tokens_cost_little() {
    let large = Limits { json_values: 200_000, json_members: 50_000, ..Limits::default() };
    let decoys: Vec<_> = (0..20_000).map(|n| sha256_of(&n.to_string())).collect();
    let claims: Vec<_> =
        (0..1_024).map(|n| encode(&json!(["s", format!("claim {n}"), n]))).collect();
    let mut digests: Vec<_> = claims.iter().map(|claim| sha256_of(claim)).collect();
    digests.extend(decoys.iter().cloned());

    let members = token(&json!({"_sd": digests}), &claims);
    let result =
        timed("1,024 claims among 20,000 decoys", || open(&members, &large, anything_goes));
    assert_eq!(result.unwrap().document.root().as_object().unwrap().len(), 1_024);

    let elements: Vec<_> = (0..1_024).map(|n| encode(&json!([n.to_string(), n]))).collect();
    let places: Vec<_> =
        elements.iter().map(|e| sha256_of(e)).chain(decoys).map(|d| json!({"...": d})).collect();
    let elements = token(&json!({"a": places}), &elements);
    let result = timed("1,024 elements among 20,000", || open(&elements, &large, anything_goes));
    assert!(result.is_ok());

    let (payload, disclosures) = chain(1_024);
    let chained = token(&payload, &disclosures);
    let result = timed("1,024 disclosures deep", || open(&chained, &large, anything_goes));
    assert_eq!(result.unwrap_err().code, Code::JsonTooLarge);

    let by_default = timed("default limits", || open(&members, &Limits::default(), protected));
    assert_eq!(by_default.unwrap_err().code.class(), Class::LimitExceeded);
}
