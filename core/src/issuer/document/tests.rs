//! Each rule of a key document, from both sides.

use super::*;
use serde_json::{Value as Json, json};

const DID: &str = "did:web:body.example";
const MULTIKEY: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

/// The public key of RFC 8037, appendix A.2.
fn jwk() -> Json {
    json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })
}

fn named(kid: &str) -> Json {
    let mut jwk = jwk();
    jwk["kid"] = json!(kid);
    jwk
}

fn method(fragment: &str) -> Json {
    json!({ "id": format!("{DID}#{fragment}"), "controller": DID, "publicKeyJwk": jwk() })
}

/// What is read of a DID document.
fn read_did(methods: &[Json], assertion: Json) -> Result<Vec<Key>, String> {
    let text = json!({ "id": DID, "verificationMethod": methods, "assertionMethod": assertion });
    read(&text, NeedKind::DidDocument)
}

fn read(text: &Json, kind: NeedKind) -> Result<Vec<Key>, String> {
    match KeyDocument::read(&text.to_string(), kind, DID)? {
        KeyDocument::Keys(keys) => Ok(keys),
        KeyDocument::Elsewhere(url) => Err(url),
    }
}

#[test]
fn a_key_signs_statements_where_the_document_lists_it_for_that() {
    let methods = [method("1"), method("2")];
    let asserts = |listed: Json| -> Vec<bool> {
        read_did(&methods, listed).unwrap().iter().map(|key| key.asserts).collect()
    };
    assert_eq!(asserts(json!(["#1"])), [true, false]);
    assert_eq!(asserts(json!([format!("{DID}#2")])), [false, true]);
    assert_eq!(asserts(json!(["#3", "did:web:other.example#1", "1", 1])), [false, false]);
    assert_eq!(asserts(json!([])), [false, false]);
    assert_eq!(asserts(json!([method("3")])), [false, false, true]);
}

#[test]
fn a_key_of_somebody_else_is_left_out() {
    let ids = |change: &dyn Fn(&mut Json)| -> Vec<_> {
        let mut methods = [method("1"), method("2")];
        change(&mut methods[1]);
        let keys = read_did(&methods, json!([])).unwrap();
        keys.into_iter().map(|key| key.id.unwrap()).collect()
    };
    let first = format!("{DID}#1");
    assert_eq!(ids(&|_| {}), [first.as_str().into(), format!("{DID}#2").into()]);
    let other = "did:web:other.example";
    for (member, value) in [
        ("controller", json!(other)),
        ("controller", Json::Null),
        ("id", json!(format!("{other}#2"))),
        ("id", json!(format!("{DID}:2#2"))),
    ] {
        assert_eq!(ids(&|method| method[member] = value.clone()), [first.as_str().into()]);
    }
}

#[test]
fn a_key_is_written_in_one_way_or_it_is_left_out() {
    let read = |jwk: Option<Json>, multikey: Option<&str>| {
        let mut method = json!({ "id": format!("{DID}#1"), "controller": DID });
        jwk.into_iter().for_each(|jwk| method["publicKeyJwk"] = jwk);
        multikey.into_iter().for_each(|key| method["publicKeyMultibase"] = json!(key));
        let keys = read_did(&[method], json!(["#1"])).unwrap();
        keys.first().map(|key| key.public.thumbprint())
    };
    let thumbprint = |public: Result<PublicKey, _>| public.ok().map(|key| key.thumbprint());
    assert_eq!(read(Some(jwk()), None), Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k".into()));
    assert_eq!(read(None, Some(MULTIKEY)), thumbprint(PublicKey::from_multikey(MULTIKEY)));
    assert_eq!(read(None, Some("z6Mk")), None);
    assert_eq!(read(Some(json!("a key")), None), None);
    assert_eq!(read(Some(jwk()), Some(MULTIKEY)), None);
    assert_eq!(read(None, None), None);
}

#[test]
fn a_key_ends_when_it_expires_or_is_revoked_whichever_is_first() {
    let (early, late) = ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    let until = |expires: Option<&str>, revoked: Option<&str>| {
        let mut method = method("1");
        expires.into_iter().for_each(|at| method["expires"] = json!(at));
        revoked.into_iter().for_each(|at| method["revoked"] = json!(at));
        read_did(&[method], json!([])).map(|keys| keys[0].until)
    };
    let at = |text: &str| Ok(text.parse().ok());
    assert_eq!(until(None, None), Ok(None));
    assert_eq!((until(Some(early), None), until(None, Some(late))), (at(early), at(late)));
    assert_eq!(
        (until(Some(early), Some(late)), until(Some(late), Some(early))),
        (at(early), at(early))
    );
    // What cannot be read must not make a key good for ever.
    assert_eq!(
        until(Some("tomorrow"), None).unwrap_err(),
        "expected an instant with its offset, like 2026-06-15T00:00:00+02:00"
    );
}

#[test]
fn so_many_keys_are_read_and_no_more() {
    let too_many = Err("it has more than 256 keys".to_owned());
    let count = |read: Result<Vec<Key>, String>| read.map(|keys| keys.len());
    let numbers = |count: usize| (0..count).map(|n| n.to_string());
    let methods = |count| numbers(count).map(|n| method(&n)).collect::<Vec<_>>();
    let set = |count| json!({ "keys": numbers(count).map(|n| named(&n)).collect::<Vec<_>>() });
    assert_eq!(count(read_did(&methods(256), json!([]))), Ok(256));
    assert_eq!(count(read_did(&methods(257), json!([]))), too_many);
    assert_eq!(count(read_did(&[], json!(methods(256)))), Ok(256));
    assert_eq!(count(read_did(&[], json!(methods(257)))), too_many);
    assert_eq!(count(read(&set(256), NeedKind::KeySet)), Ok(256));
    assert_eq!(count(read(&set(257), NeedKind::KeySet)), too_many);
}

#[test]
fn one_name_is_one_key() {
    let methods = [method("1"), method("1")];
    let refused = read_did(&methods, json!([])).unwrap_err();
    assert_eq!(refused, "two of its verification methods have one identifier");
    let set = json!({ "keys": [named("a"), named("b"), named("a")] });
    let refused = read(&set, NeedKind::KeySet).unwrap_err();
    assert_eq!(refused, "two of its keys have one identifier");
    let set = json!({ "keys": [named("a"), named("b")] });
    assert_eq!(read(&set, NeedKind::KeySet).unwrap().len(), 2);
}

#[test]
fn a_key_set_passes_over_what_it_cannot_use_and_never_holds_a_private_key() {
    let mut unknown = named("b");
    unknown["kty"] = json!("oct");
    let set = |other: Json| read(&json!({ "keys": [named("a"), other] }), NeedKind::KeySet);
    assert_eq!(set(unknown).unwrap().len(), 1);
    let mut private = named("b");
    private["d"] = json!("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    assert_eq!(set(private).unwrap_err(), "it publishes a private key");
}

#[test]
fn metadata_holds_the_keys_or_says_where_they_are() {
    let read = |member: Json| {
        let mut text = json!({ "issuer": DID });
        text.as_object_mut().unwrap().extend(member.as_object().unwrap().clone());
        let keys = read(&text, NeedKind::IssuerMetadata)?;
        Ok::<_, String>(keys.into_iter().map(|key| key.id).collect::<Vec<_>>())
    };
    let url = "https://body.example/keys";
    let jwks = json!({ "keys": [named("a")] });
    assert_eq!(read(json!({ "jwks": jwks })), Ok(vec![Some("a".into())]));
    assert_eq!(read(json!({ "jwks_uri": url })).unwrap_err(), url);
    for (member, fault) in [
        (json!({}), "expected either `jwks` or `jwks_uri`"),
        (json!({ "jwks": jwks, "jwks_uri": url }), "expected either `jwks` or `jwks_uri`"),
        (json!({ "jwks": [] }), "its `jwks` is not an object"),
        (json!({ "jwks_uri": 1 }), "its `jwks_uri` is not a string"),
        (json!({ "issuer": "https://other.example" }), "its `issuer` is not did:web:body.example"),
    ] {
        assert_eq!(read(member).unwrap_err(), fault);
    }
}
