//! Step 4: the body was accredited for what it certified.

use super::current::status_list;
use super::valid::{certificate_without_status, delegated};
use super::world::*;
use super::{Set, ask};
use crate::format::Vector;
use serde_json::{Value, json};

pub(super) fn add(set: &mut Set) {
    policies(set);
    scopes(set);
    decisions(set);
    losses(set);
    schemes(set);
    compromises(set);
}

/// Adds a question about the usual certificate in a changed world.
fn add_world(
    set: &mut Set,
    id: &str,
    title: &str,
    expecting: impl FnOnce(Vector) -> Vector,
    change: impl FnOnce(&mut World),
) {
    let vector = expecting(ask(World::with(change).bundle(), certificate()));
    set.add("accredited", id, title, vector);
}

fn policies(set: &mut Set) {
    for (code, id, title, policy) in [
        (
            "scheme_not_accepted",
            "scheme-not-accepted",
            "A scheme that the policy does not accept",
            json!({ "schemes": ["https://other.example"] }),
        ),
        (
            "jurisdiction_not_accepted",
            "jurisdiction-not-accepted",
            "A law that the policy does not accept",
            json!({ "jurisdictions": ["SG"] }),
        ),
        (
            "role_not_covered",
            "role-not-covered",
            "A role that the certificate does not cover",
            json!({ "roles": ["controller", "sub_processor"] }),
        ),
    ] {
        let vector = ask(World::new().bundle(), certificate()).under(policy).refused(code);
        set.add("accredited", id, title, vector);
    }
}

fn scopes(set: &mut Set) {
    let code = "body_not_accredited";
    for (id, title, member, value) in [
        ("another-role", "Accredited for another role", "roles", json!(["controller"])),
        ("another-law", "Accredited under another law", "jurisdictions", json!(["SG"])),
        ("another-version", "Accredited for another version", "schemeVersion", json!(["2019"])),
        ("another-scheme", "Accredited for another scheme", "scheme", json!("urn:x:other")),
        ("another-action", "Accredited to accredit, not to issue", "action", json!("accredit")),
    ] {
        let change = |world: &mut World| world.grant()[member] = value;
        add_world(set, id, title, |vector| vector.refused(code), change);
    }
    add_world(
        set,
        "beyond-mandate",
        "The authority has no mandate for this law",
        |v| v.refused(code),
        |world| {
            world.anchors[0]["speaksFor"]["accredits"][0]["jurisdictions"] = json!(["SG"]);
        },
    );
    let narrow = delegated(|grant| grant["roles"] = json!(["processor"]));
    let vector = ask(narrow.bundle(), certificate()).refused(code);
    set.add("accredited", "delegate-widens", "A delegate grants more than it was given", vector);
    add_world(
        set,
        "list-2-missing",
        "Refused, were it not for a list that is missing",
        |vector| vector.undetermined("accreditation_unknown"),
        |world| {
            world.grant()["roles"] = json!(["controller"]);
            let sources = world.anchors[0]["sources"].as_array_mut().unwrap();
            sources.push(json!("https://authority.example/bodies/2"));
        },
    );
    add_world(
        set,
        "list-2-of-another",
        "Refused, were it not for a list in whose place the body put a document of its own",
        |vector| vector.undetermined("accreditation_unknown"),
        |world| {
            let url = "https://authority.example/bodies/2";
            world.grant()["roles"] = json!(["controller"]);
            world.anchors[0]["sources"].as_array_mut().unwrap().push(json!(url));
            let list = status_list(url, "revocation");
            world.put = vec![statement_at(url, &list, &body_key())];
        },
    );
    add_world(
        set,
        "list-expired",
        "A list that should have been replaced",
        |vector| vector.undetermined("accreditation_list_expired"),
        |world| world.list["nextUpdate"] = json!("2026-11-22T00:00:00Z"),
    );
    add_world(
        set,
        "extended-later",
        "An accreditation that was extended after the decision",
        |vector| vector.undetermined("accreditation_scope_unknown"),
        |world| world.accreditation(event("a2", "extend", "2026-08-01T00:00:00Z")),
    );
}

/// Where the accreditation stood when the body decided, on 10 June 2026.
fn decisions(set: &mut Set) {
    let mut refused = |code: &str, id: &str, title: &str, kind: &str, at: &str| {
        let change = |world: &mut World| match kind {
            "grant" => world.grant()["events"] = json!([event("a1", kind, at)]),
            _ => world.accreditation(event("a2", kind, at)),
        };
        let expecting = |vector: Vector| match code {
            "boundary_day" => vector.undetermined(code),
            _ => vector.refused(code),
        };
        add_world(set, id, title, expecting, change);
    };
    let (day, hour) = ("2026-06-11T00:00:00Z", "2026-06-10T10:00:00Z");
    let before = "2026-06-01T00:00:00Z";
    refused("accreditation_not_yet", "not-yet", "Accredited a day later", "grant", day);
    refused("boundary_day", "boundary-day", "Accredited on the day of the decision", "grant", hour);
    refused("accreditation_ended_before", "ended-before", "Withdrawn before", "withdraw", before);
    refused("accreditation_ended_before", "expired-before", "Expired before", "expire", before);
    refused("accreditation_suspended", "suspended", "Suspended before", "suspend", before);

    let undated = changed(|claims| {
        remove(claims, "/validFrom");
        remove(claims, "/iat");
        remove(certification(claims), "/decidedOn");
    });
    let vector = ask(World::new().bundle(), undated).undetermined("decision_undated");
    set.add("accredited", "undated", "A certificate that bears no date at all", vector);
    let mut anchor = pin(BODY, &body_key());
    anchor["speaksFor"]["certifies"][0]["until"] = json!(before);
    let vector = ask(bundle(&[anchor], Vec::new()), certificate_without_status());
    let vector = vector.under(json!({ "status": "allow_absent" }));
    let vector = vector.refused("accreditation_ended_before");
    set.add("accredited", "pin-ended", "A pin that ended before the decision", vector);
}

/// The body loses its accreditation after the decision: the scheme says what follows.
fn losses(set: &mut Set) {
    let lost = || event("a2", "withdraw", "2026-07-01T00:00:00Z");
    let rule = |world: &mut World, rule: Value| world.scheme()["onAccreditationLoss"] = rule;
    add_world(
        set,
        "run-off",
        "It stands for six months more",
        |vector| vector.valid().finding("accreditation_run_off"),
        |world| world.accreditation(lost()),
    );
    add_world(
        set,
        "run-off-over",
        "It stood for three months more",
        |vector| vector.refused("accreditation_run_off_ended"),
        |world| {
            world.accreditation(lost());
            rule(world, json!({ "rule": "run_off", "months": 3 }));
        },
    );
    add_world(
        set,
        "lost-void",
        "It ended with the accreditation",
        |vector| vector.refused("accreditation_lost_void"),
        |world| {
            world.accreditation(lost());
            rule(world, json!({ "rule": "void" }));
        },
    );
    add_world(set, "lost-unaffected", "It stands to its own end", Vector::valid, |world| {
        world.accreditation(lost());
        rule(world, json!({ "rule": "unaffected" }));
    });
    add_world(
        set,
        "body-suspended-now",
        "The body is suspended since",
        |vector| vector.valid().finding("body_suspended_now"),
        |world| world.accreditation(event("a2", "suspend", "2026-09-01T00:00:00Z")),
    );
    add_world(
        set,
        "loss-not-yet-known",
        "The loss was published only later",
        |vector| vector.at("2026-11-21T00:00:00Z").known("2026-11-21T00:00:00Z").valid(),
        |world| {
            let mut lost = lost();
            lost["publishedAt"] = json!("2026-11-22T00:00:00Z");
            world.accreditation(lost);
            rule(world, json!({ "rule": "void" }));
        },
    );
}

fn schemes(set: &mut Set) {
    let code = "scheme_version_not_in_force";
    for (id, title, member, at) in [
        ("version-not-yet", "A version that came later", "validFrom", "2026-07-01T00:00:00Z"),
        (
            "version-retired",
            "A version that was retired before",
            "validUntil",
            "2026-06-01T00:00:00Z",
        ),
        (
            "transition-over",
            "A version whose transition is over",
            "transitionUntil",
            "2026-10-01T00:00:00Z",
        ),
    ] {
        let change = |world: &mut World| world.scheme()["versions"][0][member] = json!(at);
        add_world(set, id, title, |vector| vector.refused(code), change);
    }
    add_world(
        set,
        "rules-missing",
        "The rules of the scheme are missing",
        |vector| vector.undetermined("scheme_unknown"),
        |world| world.without = vec![RULES],
    );
    let long = changed(|claims| claims["validUntil"] = json!("2029-06-16T00:00:00+02:00"));
    let vector = ask(World::new().bundle(), long).refused("validity_too_long");
    set.add("accredited", "too-long", "Longer than the scheme's maximum", vector);
}

/// The body's key is in other hands since October.
fn compromises(set: &mut Set) {
    let compromised = |world: &mut World| {
        let mut event = event("k1", "compromise", "2026-10-01T00:00:00Z");
        event["key"] = json!(format!("{BODY}#p256"));
        world.entity()["keyEvents"] = json!([event]);
    };
    add_world(
        set,
        "compromised",
        "A key in other hands, and nothing older",
        |vector| vector.undetermined("no_poe"),
        compromised,
    );
    let [p384, _] = other_keys();
    let world = World::with(|world| {
        compromised(world);
        world.put = vec![statement_at(EVENTS, &world.events, &p384)];
    });
    let vector = ask(world.bundle(), certificate_with_events()).valid();
    set.add(
        "accredited",
        "compromised-and-proved",
        "The same, and a sound key tells of the grant",
        vector,
    );
    let world = World::with(|world| {
        compromised(world);
        world.listed = ["2026-09-01T00:00:00Z", "2026-09-10T00:00:00Z"];
    });
    let vector = ask(world.bundle(), certificate());
    let vector = vector.at("2026-09-01T12:00:00Z").known("2026-09-01T12:00:00Z").valid();
    set.add(
        "accredited",
        "compromise-not-yet-known",
        "The same, asked before it was known",
        vector,
    );
}
