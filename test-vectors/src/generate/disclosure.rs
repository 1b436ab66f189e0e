//! Step 1 for SD-JWTs: disclosures that do not belong where they are.

use super::token::{digest, disclosure, encode};
use super::world::*;
use super::{Set, ask};
use serde_json::{Value, json};

const SALT: &str = "2GLC42sKQveCfGfryNRN9w";

pub(super) fn add(set: &mut Set) {
    malformed(set);
    digests(set);
    names(set);
}

fn refused(set: &mut Set, code: &str, id: &str, title: &str, token: String) {
    set.add("disclosure", id, title, ask(World::new().bundle(), token).refused(code));
}

/// The certificate with these digests at its top level, and these disclosures.
fn with(digests: &[&str], disclosures: &[&str]) -> String {
    let all: String = disclosures.iter().map(|disclosure| format!("{disclosure}~")).collect();
    changed_sd_jwt(|claims| claims["_sd"] = json!(digests)) + &all
}

/// The certificate with this disclosure and its digest at the top level.
fn disclosing(content: &Value) -> String {
    let disclosure = disclosure(content);
    with(&[&digest(&disclosure)], &[&disclosure])
}

fn malformed(set: &mut Set) {
    let code = "disclosure_malformed";
    let mut add = |id: &str, title: &str, token: String| refused(set, code, id, title, token);
    add("not-base64url", "A disclosure that is not base64url", with(&[], &["a+b/"]));
    add("empty", "A disclosure that is empty", with(&[], &[""]));
    add("not-json", "A disclosure that is no JSON", with(&[], &[&encode("[")]));
    add("not-a-list", "A disclosure that is no list", disclosing(&json!({ "contact": 1 })));
    let four = json!([SALT, "contact", "a", "b"]);
    add("four-fields", "A disclosure of four fields", disclosing(&four));
    add("salt-is-number", "A salt that is a number", disclosing(&json!([1, "contact", "a"])));
    add("name-is-number", "A name that is a number", disclosing(&json!([SALT, 1, "a"])));
    let token = changed_sd_jwt(|claims| claims["_sd"] = json!("digest"));
    add("sd-is-text", "An `_sd` that is no list", token);
    let token = changed_sd_jwt(|claims| claims["certification"]["_sd_alg"] = json!("sha-256"));
    add("sd-alg-inside", "An `_sd_alg` below the top level", token);
    let token = changed_sd_jwt(|claims| {
        claims["certification"]["scope"]["sites"] = json!([{ "...": digest("x"), "a": 1 }]);
    });
    add("element-with-company", "A digest of an element beside other members", token);
}

fn digests(set: &mut Set) {
    let contact = disclosure(&json!([SALT, "contact", { "email": "a@b.example" }]));
    let known = digest(&contact);
    let mut add = |code: &str, id: &str, title: &str, token: String| {
        refused(set, code, id, title, token);
    };
    let code = "digest_algorithm_unknown";
    for name in ["md5", "SHA-256"] {
        let token = changed_sd_jwt(|claims| claims["_sd_alg"] = json!(name));
        let id = format!("digests-{}", name.to_lowercase().replace("sha-256", "upper-case"));
        add(code, &id, &format!("Digests with {name}"), token);
    }
    let code = "disclosure_unreferenced";
    add(code, "unreferenced", "A disclosure that no digest stands for", with(&[], &[&contact]));
    let altered = disclosure(&json!([SALT, "contact", { "email": "c@d.example" }]));
    add(code, "altered", "A disclosure that was altered", with(&[&known], &[&altered]));
    let code = "disclosure_repeated";
    add(code, "digest-twice", "A digest that is there twice", with(&[&known, &known], &[&contact]));
    let decoy = digest("decoy");
    add(code, "decoy-twice", "A digest without disclosure, twice", with(&[&decoy, &decoy], &[]));
    add(
        code,
        "disclosure-twice",
        "A disclosure given twice",
        with(&[&known], &[&contact, &contact]),
    );
}

fn names(set: &mut Set) {
    let mut add = |code: &str, id: &str, title: &str, token: String| {
        refused(set, code, id, title, token);
    };
    let code = "disclosure_name_taken";
    for (id, name) in [("name-sd", "_sd"), ("name-dots", "..."), ("name-there", "jti")] {
        let title = format!("A disclosure called `{name}`");
        add(code, id, &title, disclosing(&json!([SALT, name, "urn:x:1"])));
    }
    let code = "disclosure_not_allowed";
    for (id, name) in
        [("hides-exp", "exp"), ("hides-status", "status"), ("hides-name", "legalName")]
    {
        let token = hiding(&format!("/{name}"));
        add(code, id, &format!("`{name}` behind a disclosure"), token);
    }
    for name in ["roles", "decidedOn", "events"] {
        let id = format!("hides-{}", name.to_lowercase());
        let token = hiding(&format!("/certification/{name}"));
        add(code, &id, &format!("`certification.{name}` behind a disclosure"), token);
    }
    let token = hiding("/certification/scope/dataCategories/exclude");
    add(code, "hides-exclude", "What is excluded behind a disclosure", token);
}

/// The certificate with the member at `pointer` behind a disclosure, which core refuses to issue.
fn hiding(pointer: &str) -> String {
    let mut opened = String::new();
    let token = changed_sd_jwt(|claims| {
        claims["certification"]["events"] = json!(EVENTS);
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = claims.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        let value = parent.remove(name).unwrap();
        opened = disclosure(&json!([SALT, name, value]));
        parent.insert("_sd".to_owned(), json!([digest(&opened)]));
    });
    token + &opened + "~"
}
