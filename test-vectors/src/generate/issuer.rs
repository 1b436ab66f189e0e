//! Step 2: who issued it, and with which key.

use super::keys::{Kind, key};
use super::token::{claims, header, sign_with};
use super::valid::certificate_without_status;
use super::world::*;
use super::{Set, ask};
use serde_json::{Value, json};
use tegata::Document;
use tegata::issue::Signer;

const DID_DOCUMENT: &str = "https://body.example/.well-known/did.json";

pub(super) fn add(set: &mut Set) {
    names(set);
    documents(set);
    times(set);
}

fn names(set: &mut Set) {
    let world = || World::new().bundle();
    let mut add = |code: &str, id: &str, title: &str, token: String| {
        set.add("issuer", id, title, ask(world(), token).refused(code));
    };
    let token = changed(|claims| claims["iss"] = json!("did:web:other.example"));
    add("issuer_contradictory", "two-issuers", "An `iss` unlike the `issuer`", token);
    let stranger = "did:web:stranger.example";
    let token = issue(&draft(), Form::VcJwt, stranger, &key(Kind::P256, &format!("{stranger}#1")));
    add("issuer_unknown", "stranger", "An issuer that nobody knows", token);
    let kid = |kid: Value| {
        let mut header = header("vc+jwt", &body_key());
        header["kid"] = kid;
        sign_with(&header, &claims(&certificate()), &body_key())
    };
    let foreign = kid(json!(format!("{AUTHORITY}#1")));
    add("key_foreign", "foreign-key", "A key that belongs to somebody else", foreign);
    let unknown = kid(json!(format!("{BODY}#9")));
    add("key_not_found", "unknown-key", "A key that the issuer does not have", unknown);
    let untold = sign_with(
        &json!({ "alg": "ES256", "typ": "vc+jwt" }),
        &claims(&certificate()),
        &body_key(),
    );
    add("key_not_found", "key-untold", "No key is named, and the issuer has three", untold);
    let world = World::with(|world| {
        world.without_body();
        world.without.push(LIST);
    })
    .bundle();
    let vector = ask(world, certificate()).undetermined("issuer_unlisted");
    set.add("issuer", "list-missing", "The list that knows the issuer is missing", vector);
}

/// The body's DID document.
pub(super) fn did_document(assertion: &Value) -> Document {
    let methods = json!([method(BODY, &body_key())]);
    document(
        DID_DOCUMENT,
        "application/did+json",
        json!({ "id": BODY, "verificationMethod": methods, "assertionMethod": assertion })
            .to_string(),
    )
}

/// A bundle that pins the body by its name, with its key document.
fn by_name(document: Option<Document>) -> Value {
    let mut anchor = pin(BODY, &body_key());
    anchor["keys"] = json!([]);
    bundle(&[anchor], document.into_iter().collect())
}

fn documents(set: &mut Set) {
    let token = certificate_without_status;
    let vector = ask(by_name(None), token()).undetermined("key_document_missing");
    set.add("issuer", "key-document-missing", "The DID document is not in the bundle", vector);
    let mut other = did_document(&json!([]));
    other.body = other.body.replace(BODY, "did:web:other.example");
    let vector = ask(by_name(Some(other)), token()).undetermined("key_document_invalid");
    set.add("issuer", "key-document-invalid", "The DID document is another's", vector);
    let vector = ask(by_name(Some(did_document(&json!([])))), token()).refused("key_purpose");
    set.add("issuer", "key-purpose", "A key that is not for statements", vector);
    weak_name(set);
    let world = World::with(|world| {
        world.without_body();
        let disputed = key(Kind::P256, "another key").public_key().to_json();
        let mut list = world.list.clone();
        list["id"] = json!("https://authority.example/bodies/2");
        let jwk = &mut list["credentialSubject"][0]["verificationMethod"][0]["publicKeyJwk"];
        jwk["x"] = disputed["x"].clone();
        jwk["y"] = disputed["y"].clone();
        world.put =
            vec![statement_at("https://authority.example/bodies/2", &list, &authority_key())];
    });
    let vector = ask(world.bundle(), certificate()).undetermined("key_document_invalid");
    set.add("issuer", "key-disputed", "Two lists state different keys under one name", vector);
}

/// did:key of the neutral element, for which anybody can sign (RFC 8032 section 8.4).
fn weak_name(set: &mut Set) {
    const MULTIKEY: &str = "z6MkeXATEjyXENzBXBxgC5EHk2JE5aqd7qMGGtDpLUH1e2Sj";
    let did = format!("did:key:{MULTIKEY}");
    let mut anchor = pin(&did, &body_key());
    anchor["keys"] = json!([]);
    let mut claims = claims(&certificate_without_status());
    claims["issuer"] = json!(did);
    let header = json!({ "alg": "EdDSA", "typ": "vc+jwt", "kid": format!("{did}#{MULTIKEY}") });
    let token = sign_with(&header, &claims, &other_keys()[1]);
    let vector = ask(bundle(&[anchor], Vec::new()), token).refused("key_invalid");
    set.add("issuer", "weak-key", "An issuer whose key is of small order", vector);
}

fn times(set: &mut Set) {
    let bounded = |member: &str, instant: &str| {
        let world = World::with(|world| {
            world.without_body();
            world.entity()["verificationMethod"][0][member] = json!(instant);
        });
        world.bundle()
    };
    let code = "key_not_in_force";
    let vector = ask(bounded("expires", "2026-06-01T00:00:00Z"), certificate()).refused(code);
    set.add("issuer", "key-retired", "Signed after the key was retired", vector);
    let vector = ask(bounded("validFrom", "2026-07-01T00:00:00Z"), certificate()).refused(code);
    set.add("issuer", "key-not-yet", "Signed before the key came into use", vector);
    let undated = changed(|claims| {
        remove(claims, "/iat");
        remove(claims, "/validFrom");
    });
    let vector = ask(bounded("expires", "2026-12-31T00:00:00Z"), undated).refused(code);
    set.add("issuer", "key-and-no-date", "A key with an end, a token without a date", vector);
    let event = json!({
        "id": "k1", "type": "retire", "key": format!("{BODY}#p256"),
        "effectiveAt": "2026-06-01T00:00:00Z", "publishedAt": "2026-06-01T00:00:00Z",
    });
    let world = World::with(|world| {
        world.without_body();
        world.entity()["keyEvents"] = json!([event]);
    });
    let vector = ask(world.bundle(), certificate()).refused(code);
    set.add("issuer", "key-retired-by-event", "The same by an event of the key", vector);
}
