//! Who vouches for a body, with which key, and within what: delegates, lent keys, pins,
//! documents that are missing.

use crate::world::*;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tegata::issue::{FileKey, Signer as _};
use tegata::trust::{AnyOr, Certifies};
use tegata::{Anchor, Clocks, Policy, Role, StatusRule, TrustBundle, Verifier};

const DELEGATE: &str = "did:web:delegate.example";
const DELEGATED: &str = "https://delegate.example/bodies";
const ROGUE: &str = "did:web:rogue.example";

/// The world's list of bodies, as somebody else publishes it.
fn list_of(issuer: &str, url: &str, entities: Value, world: &World) -> Value {
    let mut list = world.body_list.clone();
    list["id"] = json!(url);
    list["issuer"] = json!(issuer);
    list["credentialSubject"] = entities;
    list
}

/// An entry for a body that may accredit others.
fn delegate(id: &str, key: &FileKey) -> Value {
    let mut entry = entity(id, key);
    entry["recognizedTo"][0]["action"] = json!("accredit");
    entry
}

/// Another anchor, which may accredit under a scheme of its own, and lists that entity.
fn rogue_listing(entity: Value, world: &mut World) -> Anchor {
    let signer = key(&format!("{ROGUE}#1"));
    let url = "https://rogue.example/bodies";
    let list = list_of(ROGUE, url, json!([entity]), world);
    world.more.push(document(url, sign("vc+jwt", &list, &signer)));
    let mut anchor = world.anchor.clone();
    anchor.id = ROGUE.to_owned();
    anchor.keys = vec![signer.public_key().to_json()];
    anchor.speaks_for.schemes.clear();
    anchor.speaks_for.accredits[0].scheme = "https://rogue.example/scheme".to_owned();
    anchor.sources.clear();
    anchor
}

fn answer_of(world: &World, anchors: Vec<Anchor>) -> String {
    let bundle = TrustBundle::new(at(NOW), anchors, world.documents()).unwrap();
    code(Verifier::new(bundle).verify(world.token(), now()))
}

/// The body is on no list but one that bears the authority's name and a key that another
/// list lent it.
#[test]
fn a_key_that_a_list_lends_an_anchor_is_not_the_anchors_own() {
    let answer = |lent: bool| {
        let mut world = World::new();
        let other = key(&format!("{AUTHORITY}#9"));
        let rogue = rogue_listing(delegate(AUTHORITY, &other), &mut world);
        let url = "https://authority.example/more";
        let bodies = json!([entity(BODY, &world.body)]);
        let more = list_of(AUTHORITY, url, bodies, &world);
        let signer = if lent { &other } else { &world.authority };
        let signed = document(url, sign("vc+jwt", &more, signer));
        world.more.push(signed);
        world.body_list["credentialSubject"] = json!([]);
        answer_of(&world, vec![world.anchor.clone(), rogue])
    };
    assert_eq!((answer(false), answer(true)), ("valid".into(), "issuer_unlisted".into()));
}

/// The authority vouches for its delegate with the key that it states, not with one that
/// somebody else states for the same name.
#[test]
fn a_superior_vouches_for_the_key_that_it_states() {
    let answer = |lent: bool| {
        let mut world = World::new();
        let (own, other) = (key(&format!("{DELEGATE}#1")), key(&format!("{DELEGATE}#9")));
        let rogue = rogue_listing(delegate(DELEGATE, &other), &mut world);
        let bodies = json!([entity(BODY, &world.body)]);
        let list = list_of(DELEGATE, DELEGATED, bodies, &world);
        let signer = if lent { &other } else { &own };
        world.more.push(document(DELEGATED, sign("vc+jwt", &list, signer)));
        world.body_list["credentialSubject"] = json!([delegate(DELEGATE, &own)]);
        answer_of(&world, vec![world.anchor.clone(), rogue])
    };
    assert_eq!((answer(false), answer(true)), ("valid".into(), "body_not_accredited".into()));
}

/// Each delegate is known to the authority for another scheme, so that its list is read;
/// under this one there are still too many between. Their names are their keys, which need
/// nobody's word.
#[test]
fn a_chain_that_is_too_long_is_not_made_shorter_by_another_scheme() {
    let answer = |delegates: usize| {
        let mut world = World::new();
        let mut entities = vec![entity(BODY, &world.body)];
        let mut known = Vec::new();
        for n in 0..delegates {
            let signer = key("");
            let jwk = signer.public_key().to_json().to_string();
            let name = format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(jwk));
            let signer = signer.with_key_id(format!("{name}#0"));
            let url = format!("https://delegate-{n}.example/bodies");
            let list = list_of(&name, &url, json!(entities), &world);
            world.more.push(document(&url, sign("vc+jwt", &list, &signer)));
            let mut entry = delegate(&name, &signer);
            entry.as_object_mut().unwrap().remove("verificationMethod");
            entities = vec![entry.clone()];
            entry["recognizedTo"][0]["scheme"] = json!("https://authority.example/other");
            known.push(entry);
        }
        known.extend(entities);
        world.body_list["credentialSubject"] = json!(known);
        world.answer()
    };
    assert_eq!((answer(4), answer(5)), ("valid".into(), "body_not_accredited".into()));
}

#[test]
fn what_is_accredited_is_this_action_under_this_scheme() {
    let answer = |member: &str, value: &str| {
        let mut world = World::new();
        world.body_list["credentialSubject"][0]["recognizedTo"][0][member] = json!(value);
        world.answer()
    };
    assert_eq!(answer("action", "issue"), "valid");
    assert_eq!(answer("action", "accredit"), "body_not_accredited");
    assert_eq!(answer("scheme", "https://authority.example/other"), "body_not_accredited");
}

/// A certificate that names no variant, or another one, rests on none of the scheme's.
#[test]
fn a_certificate_is_of_a_variant_that_the_scheme_knows() {
    let answer = |variants: &[&str], variant: Option<&str>| {
        let mut world = World::new();
        world.scheme["credentialSubject"]["versions"][0]["variants"] = json!(variants);
        variant.into_iter().for_each(|name| world.certification()["variant"] = json!(name));
        world.answer()
    };
    let no = "scheme_version_not_in_force";
    assert_eq!((answer(&[], None), answer(&[], Some("a"))), ("valid".into(), "valid".into()));
    assert_eq!(answer(&["a", "b"], Some("b")), "valid");
    assert_eq!(answer(&["a", "b"], Some("c")), no);
    assert_eq!(answer(&["a", "b"], None), no);
}

/// A document that could accredit the body is missing: no "no" is certain.
#[test]
fn a_missing_list_leaves_a_no_open_and_nothing_else() {
    const MISSING: &str = "https://authority.example/more";
    let missing = |scheme: &str| {
        let mut world = World::new();
        world.anchor.sources.push(MISSING.to_owned());
        world.anchor.speaks_for.accredits[0].scheme = scheme.to_owned();
        world
    };
    let mut world = missing(SCHEME);
    assert_eq!(world.answer(), "valid");
    world.certification()["roles"] = json!(["sub_processor"]);
    let refusal = world.verifier().verify(world.token(), now()).unwrap_err();
    assert_eq!(refusal.code().as_str(), "accreditation_unknown");
    assert!(refusal.needs().iter().any(|need| need.url == MISSING), "{:?}", refusal.needs());
    // What is open already says what it needs itself.
    let mut world = missing(SCHEME);
    world.body_list["nextUpdate"] = json!("2026-11-22T00:00:00Z");
    assert_eq!(world.answer(), "accreditation_list_expired");
    // An anchor that may not accredit under the scheme could not have said yes.
    assert_eq!(missing("https://authority.example/other").answer(), "body_not_accredited");
}

#[test]
fn a_suspended_body_is_told_of_with_the_time_that_is_left() {
    let notice = |rule: Value, at: &str| {
        let mut world = World::new();
        world.scheme["credentialSubject"]["onAccreditationLoss"] = rule;
        world.accreditation().push(event("a2", "suspend", "2026-07-01T00:00:00Z"));
        world.accreditation().push(event("a3", "suspend", at));
        let standing = world.verifier().verify(world.token(), now()).unwrap();
        let [notice] = standing.notices() else { panic!("{:?}", standing.notices()) };
        assert_eq!(notice.code.as_str(), "body_suspended_now");
        assert_eq!(notice.fact("since"), Some("2026-07-01T00:00:00Z"));
        notice.fact("until").unwrap().to_owned()
    };
    let again = "2026-10-01T00:00:00Z";
    let run_off = json!({ "rule": "run_off", "months": 6 });
    assert_eq!(notice(run_off, again), "until 2027-01-01T00:00:00Z");
    assert_eq!(notice(json!({ "rule": "void" }), again), "for now");
}

/// The instant from which the body was accredited, whatever else happened before.
#[test]
fn a_decision_before_the_accreditation_is_told_when_it_began() {
    let mut world = World::new();
    world.accreditation()[0] = event("a1", "suspend", "2026-06-01T00:00:00Z");
    world.accreditation().push(event("a2", "grant", "2026-07-01T00:00:00Z"));
    let refusal = world.verifier().verify(world.token(), now()).unwrap_err();
    assert_eq!(refusal.code().as_str(), "accreditation_not_yet");
    let finding = &refusal.report().findings()[0];
    assert_eq!(finding.fact("from"), Some("2026-07-01T00:00:00Z"));
}

#[test]
fn a_body_is_accredited_again_after_a_suspension_and_not_after_an_end() {
    let answer = |end: &str, again: &str| {
        let mut world = World::new();
        world.scheme["credentialSubject"]["onAccreditationLoss"] = json!({ "rule": "void" });
        world.accreditation().push(event("a2", end, "2026-02-01T00:00:00Z"));
        world.accreditation().push(event("a3", again, "2026-03-01T00:00:00Z"));
        world.answer_at(Clocks::at(at(NOW)))
    };
    assert_eq!(answer("suspend", "reinstate"), "valid");
    assert_eq!(answer("withdraw", "reinstate"), "accreditation_ended_before");
    assert_eq!(answer("withdraw", "suspend"), "accreditation_ended_before");
    assert_eq!(answer("withdraw", "grant"), "valid");
}

/// Each of a pin's terms, and the key that is pinned.
#[test]
fn a_pin_holds_within_its_own_terms() {
    let world = World::new().without_events().without_lists();
    let ask = |signer: &FileKey, change: &dyn Fn(&mut Certifies)| {
        let mut anchor = pin(BODY, &world.body);
        change(&mut anchor.speaks_for.certifies[0]);
        let bundle = TrustBundle::new(at(NOW), vec![anchor], Vec::new()).unwrap();
        let policy = Policy { status: StatusRule::AllowAbsent, ..Policy::default() };
        let verifier = Verifier::with_policy(bundle, policy).unwrap();
        code(verifier.verify(sign("vc+jwt", &world.certificate, signer), now()))
    };
    let own = |change: &dyn Fn(&mut Certifies)| ask(&world.body, change);
    let no = "body_not_accredited";
    assert_eq!(own(&|terms| terms.scheme = "https://authority.example/other".into()), no);
    let roles = |role| move |terms: &mut Certifies| terms.roles = AnyOr::Only(vec![role]);
    assert_eq!(own(&roles(Role::Controller)), "valid");
    assert_eq!(own(&roles(Role::Processor)), no);
    let laws = |law: &str| AnyOr::Only(vec![law.to_owned()]);
    assert_eq!(own(&|terms| terms.jurisdictions = laws("JP")), "valid");
    assert_eq!(own(&|terms| terms.jurisdictions = laws("SG")), no);
}

/// A pin is of a key: one that a list states for the same body does not share it.
#[test]
fn a_pin_is_no_word_for_a_key_that_a_list_states() {
    let mut world = World::new();
    let listed = key(&format!("{BODY}#9"));
    world.body_list["credentialSubject"] = json!([entity(BODY, &listed)]);
    let pinned = pin(BODY, &world.body);
    // The list itself accredits the body for nothing that the certificate needs.
    world.body_list["credentialSubject"][0]["recognizedTo"][0]["roles"] = json!(["processor"]);
    let anchors = vec![world.anchor.clone(), pinned];
    let bundle = TrustBundle::new(at(NOW), anchors, world.documents()).unwrap();
    let verifier = Verifier::new(bundle);
    let answer =
        |signer: &FileKey| code(verifier.verify(sign("vc+jwt", &world.certificate, signer), now()));
    assert_eq!(
        (answer(&world.body), answer(&listed)),
        ("valid".into(), "body_not_accredited".into())
    );
}
