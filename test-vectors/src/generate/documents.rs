//! Documents of a bundle that count for nothing, and what becomes of those who need them.

use super::keys::{Kind, key};
use super::token::sign;
use super::valid::certificate_without_status;
use super::world::*;
use super::{Set, ask};
use serde_json::{Value, json};
use tegata::issue::Signer;

const ROGUE: &str = "did:web:rogue.example";
const ROGUE_DOCUMENT: &str = "https://rogue.example/document";

pub(super) fn add(set: &mut Set) {
    lists(set);
    thresholds(set);
    rogues(set);
}

/// Lists that are not what they should be: the body is unknown.
fn lists(set: &mut Set) {
    let mut add = |code: &str, id: &str, title: &str, change: &dyn Fn(&mut World)| {
        let mut world = World::with(change);
        world.without_body();
        let vector = ask(world.bundle(), certificate());
        let vector = vector.undetermined("issuer_unlisted").document(LIST, code);
        set.add("documents", id, title, vector);
    };
    let code = "document_malformed";
    add(code, "misspelt-member", "A misspelt member in a list of bodies", &|world| {
        world.entity()["keyEvent"] = json!([]);
    });
    add(code, "no-next-update", "A list that never expires", &|world| {
        remove(&mut world.list, "/nextUpdate");
    });
    add(code, "foreign-event", "A list with an event that bodies do not have", &|world| {
        world.accreditation(event("a2", "lapse", "2026-08-01T00:00:00Z"));
    });
    add(code, "another-address", "A list that stands for another", &|world| {
        world.list["id"] = json!("https://authority.example/bodies/2");
    });
    add(code, "key-of-another", "A list that gives a body somebody else's key", &|world| {
        world.entity()["verificationMethod"][0]["controller"] = json!(AUTHORITY);
    });
    add("signature_invalid", "forged-list", "A list signed with another key", &|world| {
        let forger = key(Kind::Ed25519, &format!("{AUTHORITY}#1 forged"));
        let named = super::token::header("vc+jwt", &authority_key());
        let token = super::token::sign_with(&named, &world.list, &forger);
        world.put = vec![document(LIST, "application/vc+jwt", token)];
    });
}

fn thresholds(set: &mut Set) {
    let second = key(Kind::P384, &format!("{AUTHORITY}#2"));
    let mut add = |code: &str, id: &str, title: &str, body: &dyn Fn(&Value) -> Vec<String>| {
        let world = World::with(|world| {
            world.without_body();
            world.anchors[0]["threshold"] = json!(2);
            let keys = world.anchors[0]["keys"].as_array_mut().unwrap();
            keys.push(second.public_key().to_json());
            let both = json!([
                sign("vc+jwt", &world.rules, &authority_key()),
                sign("vc+jwt", &world.rules, &second),
            ]);
            world.put = vec![
                document(RULES, "application/json", both.to_string()),
                document(LIST, "application/json", json!(body(&world.list)).to_string()),
            ];
        });
        let vector = ask(world.bundle(), certificate()).undetermined("issuer_unlisted");
        set.add("documents", id, title, vector.document(LIST, code));
    };
    let first = |list: &Value| sign("vc+jwt", list, &authority_key());
    let code = "threshold_not_met";
    add(code, "one-of-two", "One signature where two are needed", &|list| vec![first(list)]);
    add(code, "one-twice", "Two signatures of one key", &|list| vec![first(list), first(list)]);
    add("token_malformed", "two-payloads", "Two signatures over different lists", &|list| {
        let mut other = list.clone();
        other["sequenceNumber"] = json!(8);
        vec![first(list), sign("vc+jwt", &other, &second)]
    });
    add("token_malformed", "no-signature", "A list of no signatures", &|_| Vec::new());
}

/// Another anchor that speaks for nothing here: it changes nothing.
fn rogues(set: &mut Set) {
    let rogue = key(Kind::P256, &format!("{ROGUE}#1"));
    let with = |speaks_for: Value, statement: &dyn Fn(&World) -> Value| {
        World::with(|world| {
            world.anchors.push(json!({
                "id": ROGUE, "keys": [rogue.public_key().to_json()], "speaksFor": speaks_for,
            }));
            let mut statement = statement(world);
            statement["id"] = json!(ROGUE_DOCUMENT);
            statement["issuer"] = json!(ROGUE);
            world.put = vec![statement_at(ROGUE_DOCUMENT, &statement, &rogue)];
        })
        .bundle()
    };
    let code = "speaks_out_of_turn";
    let bundle = with(json!({}), &|world| world.list.clone());
    let vector = ask(bundle, certificate()).valid().document(ROGUE_DOCUMENT, code);
    set.add("documents", "list-out-of-turn", "A list from somebody who may not accredit", vector);
    let bundle = with(json!({ "schemes": ["urn:x:other"] }), &|world| world.rules.clone());
    let vector = ask(bundle, certificate()).valid().document(ROGUE_DOCUMENT, code);
    set.add(
        "documents",
        "rules-out-of-turn",
        "Rules from somebody who does not own the scheme",
        vector,
    );

    let accredits = json!({ "accredits": [{ "scheme": "urn:x:other", "jurisdictions": "any" }] });
    let forged = key(Kind::P256, &format!("{BODY}#forged"));
    let lending = |world: &World| {
        let mut list = world.list.clone();
        list["credentialSubject"] = json!([entity(BODY, &[&forged])]);
        list
    };
    let forgery = sign("vc+jwt", &super::token::claims(&certificate_without_status()), &forged);
    let policy = json!({ "status": "allow_absent" });
    let vector = ask(with(accredits, &lending), forgery).under(policy);
    let vector = vector
        .refused("body_not_accredited")
        .because("a key counts only for what the authority that states it may accredit");
    set.add("documents", "lent-key", "An authority of another scheme lends a body a key", vector);
}
