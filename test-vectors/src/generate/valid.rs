//! What is good: every form, every algorithm, every way in which an issuer is known.

use super::keys::{Kind, key};
use super::token::{claims, disclosure, encode, header, sign, sign_with};
use super::world::*;
use super::{Set, ask};
use serde_json::{Value, json};
use tegata::issue::{Signer, combine, disclose};

pub(super) fn add(set: &mut Set) {
    forms(set);
    algorithms(set);
    issuers(set);
    authorities(set);
}

fn forms(set: &mut Set) {
    let world = || World::new().bundle();
    let mut add = |id: &str, title: &str, token: String| {
        set.add("valid", id, title, ask(world(), token).valid());
    };
    let [vc_sd_jwt, dc_sd_jwt] =
        [Form::VcSdJwt, Form::DcSdJwt].map(|form| issue(&draft(), form, BODY, &body_key()));
    add("vc-jwt", "A certificate as vc+jwt, with status lists", certificate());
    add("vc-jwt-events", "The same with signed events", certificate_with_events());
    add("vc-sd-jwt", "The same as vc+sd-jwt, everything disclosed", vc_sd_jwt.clone());
    add("vc-sd-jwt-nothing-disclosed", "The same, nothing disclosed", hidden(&vc_sd_jwt));
    add("dc-sd-jwt", "The same as dc+sd-jwt, everything disclosed", dc_sd_jwt.clone());
    add("dc-sd-jwt-nothing-disclosed", "The same, nothing disclosed", hidden(&dc_sd_jwt));
    let site = disclose(&dc_sd_jwt, &["/certification/scope/sites/1"]).unwrap();
    add("dc-sd-jwt-one-element", "The same, one element of a list disclosed", site);
    add("dc-sd-jwt-sha-512", "Digests with SHA-512", sha_512());
    let long = sign("application/vc+jwt", &claims(&certificate()), &body_key());
    add("type-in-full", "The type written with application/", long);
    let unknown = changed(|claims| claims["futureMember"] = json!({ "a": [1, 2.5, null] }));
    add("unknown-member", "A member that nobody knows is ignored", unknown);
    let alias = |claims: &mut Value| {
        certification(claims)["jurisdiction"] = json!("https://w3id.org/tegata/j/jp")
    };
    add("jurisdiction-identifier", "JP and its identifier mean the same", changed(alias));
}

fn hidden(token: &str) -> String {
    disclose(token, &[]).unwrap()
}

fn sha_512() -> String {
    use sha2::{Digest, Sha512};
    let contact =
        disclosure(&json!(["2GLC42sKQveCfGfryNRN9w", "contact", { "email": "a@b.example" }]));
    let token = changed_sd_jwt(|claims| {
        claims["_sd"] = json!([encode(Sha512::digest(&contact))]);
        claims["_sd_alg"] = json!("sha-512");
    });
    token + &contact + "~"
}

fn algorithms(set: &mut Set) {
    let world = || World::new().bundle();
    let [p384, ed25519] = other_keys();
    let es384 = issue(&draft(), Form::VcJwt, BODY, &p384);
    set.add("valid", "es384", "Signed with ES384", ask(world(), es384).valid());
    let eddsa = issue(&draft(), Form::VcJwt, BODY, &ed25519);
    set.add("valid", "eddsa", "Signed with EdDSA", ask(world(), eddsa).valid());
    let mut named = header("vc+jwt", &ed25519);
    named["alg"] = json!("Ed25519");
    let token = sign_with(&named, &claims(&certificate()), &ed25519);
    let vector = ask(world(), token)
        .because("EdDSA on Ed25519 and Ed25519 (RFC 9864) are two names of one algorithm")
        .valid();
    set.add("valid", "ed25519", "Signed with Ed25519 by a key that says EdDSA", vector);
}

/// Issuers that are pinned, each with another kind of name.
fn issuers(set: &mut Set) {
    let body = body_key();
    let pinned = ask(World::pinned(), certificate_without_status());
    let policy = json!({ "status": "allow_absent" });
    let vector = pinned.under(policy.clone()).valid();
    let vector = vector.finding("pinned_locally").finding("status_not_checked");
    set.add("valid", "pinned", "A body that was pinned, and a certificate without status", vector);

    let unnamed = || key(Kind::P256, "unnamed");
    let multikey = body.public_key().to_multikey().unwrap();
    let did_key = format!("did:key:{multikey}");
    let jwk = unnamed().public_key().to_json();
    let jwk = json!({ "kty": jwk["kty"], "crv": jwk["crv"], "x": jwk["x"], "y": jwk["y"] });
    let did_jwk = format!("did:jwk:{}", encode(jwk.to_string()));
    let named = |kid: String, did: &str, key: &dyn Signer| {
        let mut claims = claims(&certificate_without_status());
        claims["issuer"] = json!(did);
        let mut header = header("vc+jwt", key);
        header["kid"] = json!(kid);
        sign_with(&header, &claims, key)
    };
    let mut add = |id: &str, title: &str, did: &str, documents, token: String| {
        let mut anchor = pin(did, &body);
        anchor["keys"] = json!([]);
        let vector = ask(bundle(&[anchor], documents), token).under(policy.clone()).valid();
        set.add("valid", id, title, vector);
    };
    let token = named(format!("{did_key}#{multikey}"), &did_key, &body);
    add("did-key", "An issuer whose name is its key (did:key)", &did_key, vec![], token);
    let token = named(format!("{did_jwk}#0"), &did_jwk, &unnamed());
    add("did-jwk", "An issuer whose name is its key (did:jwk)", &did_jwk, vec![], token);
    let token = named(format!("{BODY}#p256"), BODY, &body);
    let documents = vec![super::issuer::did_document(&json!([format!("{BODY}#p256")]))];
    add("did-web", "An issuer with a DID document (did:web)", BODY, documents, token);
    let url = "https://body.example/issuer/1";
    let metadata = json!({ "issuer": url, "jwks_uri": "https://body.example/jwks" });
    let documents = vec![
        document(
            "https://body.example/.well-known/jwt-vc-issuer/issuer/1",
            "application/json",
            metadata.to_string(),
        ),
        document(
            "https://body.example/jwks",
            "application/jwk-set+json",
            json!({ "keys": [body.public_key().to_json()] }).to_string(),
        ),
    ];
    let token = named(format!("{BODY}#p256"), url, &body);
    add("issuer-metadata", "An issuer with JWT VC Issuer Metadata", url, documents, token);
}

pub(super) fn certificate_without_status() -> String {
    changed(|claims| remove(claims, "/credentialStatus"))
}

/// Authorities with several keys, and with delegates.
fn authorities(set: &mut Set) {
    let second = key(Kind::P384, &format!("{AUTHORITY}#2"));
    let both = |statement: &Value| {
        let signed =
            [&authority_key() as &dyn Signer, &second].map(|key| sign("vc+jwt", statement, key));
        combine(&signed).unwrap()
    };
    let world = World::with(|world| {
        world.anchors[0]["threshold"] = json!(2);
        let keys = world.anchors[0]["keys"].as_array_mut().unwrap();
        keys.push(second.public_key().to_json());
        world.put = vec![
            document(LIST, "application/json", both(&world.list)),
            document(RULES, "application/json", both(&world.rules)),
        ];
    });
    let vector = ask(world.bundle(), certificate()).valid();
    set.add("valid", "threshold", "Two keys must sign the authority's lists, and do", vector);

    let vector = ask(delegated(|_| {}).bundle(), certificate()).valid();
    set.add("valid", "delegate", "The authority's delegate accredits the body", vector);

    let publisher = key(Kind::Ed25519, "did:web:status.example#1");
    let world = World::with(|world| {
        world.anchors.push(json!({
            "id": "did:web:status.example",
            "keys": [publisher.public_key().to_json()],
            "speaksFor": { "status": [BODY] },
        }));
        let mut list = super::current::status_list(REVOCATIONS, "revocation");
        list["issuer"] = json!("did:web:status.example");
        world.put = vec![statement_at(REVOCATIONS, &list, &publisher)];
    });
    let vector = ask(world.bundle(), certificate()).valid();
    set.add("valid", "status-publisher", "Another anchor publishes the body's status", vector);
}

/// A world in which a delegate accredits the body, and the authority the delegate.
pub(super) fn delegated(change: impl FnOnce(&mut Value)) -> World {
    const DELEGATE: &str = "did:web:delegate.example";
    const DELEGATED: &str = "https://delegate.example/bodies";
    let delegate = key(Kind::P256, &format!("{DELEGATE}#1"));
    World::with(|world| {
        let mut list = world.list.clone();
        list["id"] = json!(DELEGATED);
        list["issuer"] = json!(DELEGATE);
        let mut entry = entity(DELEGATE, &[&delegate]);
        entry["recognizedTo"][0]["action"] = json!("accredit");
        change(&mut entry["recognizedTo"][0]);
        world.list["credentialSubject"] = json!([entry]);
        world.put = vec![statement_at(DELEGATED, &list, &delegate)];
    })
}
