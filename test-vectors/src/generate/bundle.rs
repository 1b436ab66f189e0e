//! Bundles and policies that must not load.

use super::world::*;
use super::{Set, ask};
use serde_json::{Value, json};

pub(super) fn add(set: &mut Set) {
    let code = "bundle_invalid";
    let mut add = |code: &str, id: &str, title: &str, change: &dyn Fn(&mut Value)| {
        let mut bundle = World::new().bundle();
        change(&mut bundle);
        set.add("bundle", id, title, ask(bundle, "").error(code));
    };
    add(code, "digest-wrong", "A document that does not match its digest", &|bundle| {
        bundle["documents"][0]["body"] = json!("{}");
    });
    add(code, "format-unknown", "A bundle of another format", &|bundle| {
        bundle["format"] = json!("tegata.bundle/2");
    });
    add(code, "member-unknown", "A misspelt member of an anchor", &|bundle| {
        bundle["anchors"][0]["speaksfor"] = json!({});
    });
    add(code, "member-missing", "A document without its URL", &|bundle| {
        remove(bundle, "/documents/0/url");
    });
    add(code, "document-twice", "Two documents of one URL", &|bundle| {
        let document = bundle["documents"][0].clone();
        bundle["documents"].as_array_mut().unwrap().push(document);
    });
    add(code, "anchor-twice", "Two anchors of one identifier", &|bundle| {
        let anchor = bundle["anchors"][0].clone();
        bundle["anchors"].as_array_mut().unwrap().push(anchor);
    });
    add(code, "threshold-too-high", "More signatures wanted than there are keys", &|bundle| {
        bundle["anchors"][0]["threshold"] = json!(2);
    });
    add(code, "threshold-zero", "No signature wanted", &|bundle| {
        bundle["anchors"][0]["threshold"] = json!(0);
    });
    let code = "key_invalid";
    for (id, title, member, value) in [
        ("key-small-order", "An anchor's key of small order", "x", json!("A".repeat(43))),
        ("key-private", "An anchor's private key", "d", json!("A".repeat(43))),
        ("key-symmetric", "An anchor's key of a kind that is not accepted", "kty", json!("oct")),
        ("key-for-encryption", "An anchor's key that is not for signatures", "use", json!("enc")),
    ] {
        add(code, id, title, &|bundle| bundle["anchors"][0]["keys"][0][member] = value.clone());
    }
    for (id, title, policy) in [
        ("policy-misspelt", "A misspelt member of a policy", json!({ "satus": "required" })),
        (
            "policy-skew",
            "A policy that lets clocks differ by an hour",
            json!({ "clockSkewSeconds": 3600 }),
        ),
        ("policy-no-algorithm", "A policy that allows no algorithm", json!({ "algorithms": [] })),
        ("policy-none", "A policy that allows `none`", json!({ "algorithms": ["none"] })),
    ] {
        let vector = ask(World::new().bundle(), "").under(policy).error("config_invalid");
        set.add("bundle", id, title, vector);
    }
}
