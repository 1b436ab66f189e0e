//! Step 1: what is no credential at all.

use super::token::{claims, header, sign, sign_text, sign_with};
use super::world::*;
use super::{Set, ask};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

pub(super) fn add(set: &mut Set) {
    bytes(set);
    sizes(set);
    json_texts(set);
    headers(set);
    types(set);
    members(set);
}

fn refused(set: &mut Set, code: &str, id: &str, title: &str, token: String) {
    set.add("parse", id, title, ask(World::new().bundle(), token).refused(code));
}

fn bytes(set: &mut Set) {
    let good = certificate();
    let (input, signature) = good.rsplit_once('.').unwrap();
    let sd_jwt = issue(&draft(), Form::DcSdJwt, BODY, &body_key());
    let code = "token_malformed";
    let mut add = |id: &str, title: &str, token: String| refused(set, code, id, title, token);
    add("not-a-token", "Something else", "not a token".to_owned());
    add("empty", "Nothing", String::new());
    add("two-parts", "No signature part", input.to_owned());
    add("padded", "Base64url with padding", format!("{good}=="));
    add(
        "standard-alphabet",
        "Base64 of the other alphabet",
        format!("{input}.+/{}", &signature[2..]),
    );
    add("stray-bits", "Bits after the last byte", format!("{input}.{}", stray(signature)));
    add("line-break", "A line break at the end, as from a text file", format!("{good}\n"));
    add("no-tilde", "An SD-JWT without its tilde", sd_jwt.split('~').next().unwrap().to_owned());
    add("tilde", "A vc+jwt with a tilde", format!("{good}~"));
    let utf16 = STANDARD.encode([0xff, 0xfe, b'e', 0, b'y', 0]);
    let mut vector = ask(World::new().bundle(), "").refused(code);
    (vector.input, vector.input_b64) = (None, Some(utf16));
    set.add("parse", "not-text", "Bytes that are no UTF-8", vector);
    let code = "format_unsupported";
    refused(set, code, "plain-json", "A credential in plain JSON", claims(&good).to_string());
    refused(set, code, "encrypted", "Five parts: an encrypted token", format!("{good}.AA.AA"));
}

/// The same bytes, spelt with bits that belong to no byte: 64 bytes leave four over.
fn stray(signature: &str) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (head, last) = signature.split_at(signature.len() - 1);
    let next = ALPHABET.split_once(last).and_then(|(_, rest)| rest.chars().next()).unwrap();
    format!("{head}{next}")
}

fn sizes(set: &mut Set) {
    let world = || World::new().bundle();
    let policy = json!({ "limits": { "credentialBytes": 1000 } });
    let vector = ask(world(), certificate()).under(policy).refused("too_large");
    set.add("parse", "too-large", "Larger than the policy allows", vector);
    let mut large = header("vc+jwt", &body_key());
    large["x"] = json!("x".repeat(9_000));
    let token = sign_with(&large, &claims(&certificate()), &body_key());
    refused(set, "too_large", "header-too-large", "A header of nine thousand bytes", token);
    let deep = changed(|claims| claims["deep"] = (0..32).fold(json!(1), |inner, _| json!([inner])));
    refused(set, "json_too_large", "too-deep", "Thirty-three levels of JSON", deep);
    let policy = json!({ "limits": { "jsonValues": 20 } });
    let vector = ask(world(), certificate()).under(policy).refused("json_too_large");
    set.add("parse", "too-many-values", "More values than the policy allows", vector);
}

fn json_texts(set: &mut Set) {
    let body = body_key();
    let (head, payload) = (header("vc+jwt", &body).to_string(), claims(&certificate()).to_string());
    let with = |text: &str| {
        let payload = format!("{},{text}}}", payload.strip_suffix('}').unwrap());
        sign_text(&head, &payload, &body)
    };
    let mut add =
        |code: &str, id: &str, title: &str, token: String| refused(set, code, id, title, token);
    let code = "json_malformed";
    add(code, "trailing-comma", "A comma too many", with("\"a\":1,"));
    add(code, "lone-surrogate", "Half a character", with(r#""a":"\ud800""#));
    add(
        code,
        "byte-order-mark",
        "A byte-order mark",
        sign_text(&head, &format!("\u{feff}{payload}"), &body),
    );
    add(code, "payload-is-list", "A payload that is no object", sign_text(&head, "[]", &body));
    let code = "json_member_repeated";
    add(
        code,
        "member-twice",
        "A member that is there twice",
        with(r#""issuer":"did:web:other.example""#),
    );
    add(
        code,
        "member-twice-escaped",
        "Twice, once with an escape",
        with(r#""issu\u0065r":"did:web:other.example""#),
    );
    add(code, "nested-member-twice", "Twice, further inside", with(r#""a":{"b":1,"b":2}"#));
    let twice = format!("{{\"alg\":\"none\",{}", &head[1..]);
    add(code, "header-member-twice", "Twice in the header", sign_text(&twice, &payload, &body));
    let code = "json_number_range";
    add(code, "number-too-large", "A number that no field can hold", with(r#""a":1e400"#));
}

fn headers(set: &mut Set) {
    let body = body_key();
    let with = |name: &str, value: Value| {
        let mut header = header("vc+jwt", &body);
        header[name] = value;
        sign_with(&header, &claims(&certificate()), &body)
    };
    let mut add =
        |code: &str, id: &str, title: &str, token: String| refused(set, code, id, title, token);
    let code = "header_invalid";
    add(code, "header-zip", "A compressed payload", with("zip", json!("DEF")));
    add(code, "header-b64", "An unencoded payload", with("b64", json!(false)));
    add(code, "header-kid-number", "A key identifier that is a number", with("kid", json!(1)));
    add(code, "header-crit-empty", "An empty list of extensions", with("crit", json!([])));
    let no_algorithm = json!({ "typ": "vc+jwt" });
    let token = sign_with(&no_algorithm, &claims(&certificate()), &body);
    add(code, "header-no-alg", "No algorithm", token);
    add("header_critical", "header-critical", "A critical extension", with("crit", json!(["exp"])));
    let code = "algorithm_not_allowed";
    for name in ["none", "HS256", "ES256K", "RS256", "es256"] {
        let id = format!("algorithm-{}", if name == "es256" { "lower-case" } else { name });
        add(code, &id.to_lowercase(), &format!("The algorithm {name}"), with("alg", json!(name)));
    }
    let token = with("alg", json!("none"));
    let unsigned = token.rsplit_once('.').unwrap().0.to_owned() + ".";
    add(code, "unsigned", "No algorithm, no signature", unsigned);
    let policy = json!({ "algorithms": ["EdDSA"] });
    let vector = ask(World::new().bundle(), certificate()).under(policy).refused(code);
    set.add("parse", "algorithm-by-policy", "ES256, where the policy wants EdDSA", vector);
}

fn types(set: &mut Set) {
    let (body, payload) = (body_key(), claims(&certificate()));
    let code = "type_unexpected";
    let mut add = |id: &str, title: &str, token: String| refused(set, code, id, title, token);
    for kind in ["JWT", "kb+jwt", "statuslist+jwt", "vp+jwt"] {
        let id = format!("type-{}", kind.replace('+', "-").to_lowercase());
        add(&id, &format!("A token of the type {kind}"), sign(kind, &payload, &body));
    }
    let untyped = json!({ "alg": "ES256", "kid": format!("{BODY}#p256") });
    add("type-missing", "A token without a type", sign_with(&untyped, &payload, &body));
    let other = changed(|claims| claims["type"] = json!(["VerifiableCredential", "Diploma"]));
    add("another-credential", "A credential of another kind", other);
    let other = changed_sd_jwt(|claims| claims["vct"] = json!("https://other.example/vct"));
    add("another-vct", "An SD-JWT VC of another kind", other);
    let older = sign("vc+sd-jwt", &claims(&changed_sd_jwt(|_| {})), &body) + "~";
    add("older-sd-jwt-vc", "An SD-JWT VC under the name of older drafts", older);
}

fn members(set: &mut Set) {
    let mut add = |code: &str, id: &str, title: &str, change: &dyn Fn(&mut Value)| {
        refused(set, code, id, title, changed(change));
    };
    let code = "context_invalid";
    add(code, "context-missing", "No context", &|claims| remove(claims, "/@context"));
    add(code, "context-other-first", "Another context first", &|claims| {
        claims["@context"].as_array_mut().unwrap().reverse();
    });
    add(code, "context-inline", "A context of its own", &|claims| {
        claims["@context"].as_array_mut().unwrap().push(json!({ "legalName": "urn:x" }));
    });
    let code = "member_invalid";
    add(code, "no-number", "No number", &|claims| remove(certification(claims), "/number"));
    add(code, "no-roles", "No role", &|claims| certification(claims)["roles"] = json!([]));
    add(code, "role-unknown", "A role that nobody knows", &|claims| {
        certification(claims)["roles"] = json!(["controller", "owner"]);
    });
    add(code, "name-is-number", "A name that is a number", &|claims| {
        claims["credentialSubject"]["legalName"] = json!(7);
    });
    add(code, "scope-is-text", "Sites that are no list", &|claims| {
        certification(claims)["scope"]["sites"] = json!("Tokyo");
    });
    add(code, "no-offset", "An instant without its offset", &|claims| {
        claims["validFrom"] = json!("2026-06-15T00:00:00");
    });
    add(code, "impossible-day", "The 31st of June", &|claims| {
        certification(claims)["decidedOn"] = json!("2026-06-31");
    });
    add(code, "date-is-text", "An `iat` that is a string", &|claims| {
        claims["iat"] = json!("1781431200")
    });
    add(code, "two-subjects", "Two organisations", &|claims| {
        let one = claims["credentialSubject"].take();
        claims["credentialSubject"] = json!([one, one]);
    });
    add(code, "claim-vc", "The claim `vc` of an older data model", &|claims| {
        claims["vc"] = json!({})
    });
    add(code, "jti-contradicts", "A `jti` unlike the `id`", &|claims| {
        claims["jti"] = json!("urn:x:1")
    });
    let code = "validity_contradictory";
    add(code, "ends-before-it-begins", "It ends before it begins", &|claims| {
        claims["validUntil"] = json!("2026-06-14T00:00:00Z");
    });
    add(code, "exp-before-valid-from", "Its `exp` is before its `validFrom`", &|claims| {
        claims["exp"] = json!(1_700_000_000);
    });
    let token = changed_sd_jwt(|claims| claims["exp"] = json!(1_700_000_000));
    refused(set, code, "sd-jwt-ends-before-it-begins", "The same as SD-JWT VC", token);
    let token = changed_sd_jwt(|claims| claims["cnf"] = json!("key"));
    refused(set, "member_invalid", "cnf-is-text", "A holder's key that is a string", token);
}
