//! Step 5: the certificate was in force.

use super::token::{claims, encode, sign};
use super::valid::certificate_without_status;
use super::world::*;
use super::{Set, ask};
use crate::format::Vector;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::{Value, json};
use std::io::Write as _;
use tegata::Document;
use tegata::issue::{Issuer, ListKind, Status};

pub(super) fn add(set: &mut Set) {
    dates(set);
    lists(set);
    faulty_lists(set);
    references(set);
    events(set);
    faulty_events(set);
}

fn add_world(
    set: &mut Set,
    id: &str,
    title: &str,
    token: String,
    expecting: impl FnOnce(Vector) -> Vector,
    change: impl FnOnce(&mut World),
) {
    let vector = expecting(ask(World::with(change).bundle(), token));
    set.add("current", id, title, vector);
}

fn sd_jwt() -> String {
    issue(&draft(), Form::DcSdJwt, BODY, &body_key())
}

fn dates(set: &mut Set) {
    let mut add = |id: &str, title: &str, expecting: &dyn Fn(Vector) -> Vector| {
        add_world(set, id, title, certificate(), expecting, |_| {});
    };
    add("not-yet", "Before its beginning", &|vector| {
        vector.at("2026-06-14T21:00:00Z").refused("not_yet_valid")
    });
    add("expired", "After its end", &|vector| {
        vector.at("2029-06-15T00:00:00Z").refused("expired").finding("surveillance_overdue")
    });
    add("audit-overdue", "The yearly audit is overdue", &|vector| {
        vector.at("2027-10-01T00:00:00Z").undetermined("surveillance_overdue")
    });
    add("audit-in-tolerance", "The yearly audit is late, within tolerance", &|vector| {
        vector.at("2027-09-01T00:00:00Z").valid()
    });
    let soon = |until: &'static str| changed(|claims| claims["validUntil"] = json!(until));
    let token = soon("2026-11-23T11:59:30Z");
    add_world(
        set,
        "within-skew",
        "It ended half a minute ago",
        token,
        |vector| vector.because("clocks may differ by a minute").valid(),
        |_| {},
    );
    let token = soon("2026-11-23T11:58:30Z");
    add_world(
        set,
        "beyond-skew",
        "It ended ninety seconds ago",
        token,
        |vector| vector.refused("expired"),
        |_| {},
    );
}

fn lists(set: &mut Set) {
    let revoked = |world: &mut World| world.revocation = Status::Revoked;
    add_world(
        set,
        "revoked",
        "Revoked by its list",
        certificate(),
        |v| v.refused("revoked"),
        revoked,
    );
    add_world(
        set,
        "suspended",
        "Suspended by its list",
        certificate(),
        |v| v.refused("suspended"),
        |world| {
            world.suspension = Status::Suspended;
        },
    );
    for (id, status) in [("revoked", Status::Revoked), ("suspended", Status::Suspended)] {
        let title = format!("An SD-JWT VC, {id} by its token list");
        let change = |world: &mut World| world.token_status = status;
        add_world(set, &format!("sd-jwt-{id}"), &title, sd_jwt(), |v| v.refused(id), change);
    }
    let later = |vector: Vector| vector.at("2026-07-01T00:00:00Z");
    add_world(
        set,
        "unproven",
        "A list of November cannot deny a suspension in July",
        certificate(),
        |vector| later(vector).undetermined("status_unproven"),
        |_| {},
    );
    for (id, title, at, late) in [
        ("renewal-in-time", "A list within its time to live", "2026-11-23T13:00:30Z", false),
        ("renewal-overdue", "A list past its time to live", "2026-11-23T13:01:01Z", true),
    ] {
        let ask = |vector: Vector| {
            let vector = vector
                .at(at)
                .known(at)
                .because("its ttl is an hour; clocks may differ by a minute");
            if late { vector.valid().finding("renewal_overdue") } else { vector.valid() }
        };
        add_world(set, id, title, sd_jwt(), ask, |world| world.put = vec![hourly_list()]);
    }
    let only = || {
        changed(|claims| {
            claims["credentialStatus"].as_array_mut().unwrap().truncate(1);
        })
    };
    add_world(
        set,
        "not-revoked-later",
        "Not revoked in November, so not in July",
        only(),
        |vector| later(vector).valid(),
        |_| {},
    );
    add_world(
        set,
        "revoked-later",
        "Revoked by November; in July nobody can tell",
        only(),
        |vector| later(vector).undetermined("status_unproven"),
        revoked,
    );
    add_world(
        set,
        "list-ended",
        "A list that has ended",
        certificate(),
        |vector| vector.undetermined("status_stale"),
        |world| world.listed = ["2026-11-20T00:00:00Z", "2026-11-23T06:00:00Z"],
    );
    add_world(
        set,
        "list-old",
        "A list older than the policy allows",
        certificate(),
        |vector| vector.undetermined("status_stale"),
        |world| world.listed = ["2026-11-10T00:00:00Z", "2026-11-30T00:00:00Z"],
    );
    add_world(
        set,
        "list-old-and-revoked",
        "A revocation does not grow old",
        certificate(),
        |vector| vector.refused("revoked"),
        |world| {
            revoked(world);
            world.listed = ["2026-11-10T00:00:00Z", "2026-11-12T00:00:00Z"];
        },
    );
    add_world(
        set,
        "list-missing",
        "A list that is not in the bundle",
        certificate(),
        |vector| vector.undetermined("status_unavailable"),
        |world| world.without = vec![REVOCATIONS],
    );
    add_world(
        set,
        "list-missing-and-suspended",
        "One list is missing, the other says suspended",
        certificate(),
        |vector| vector.refused("suspended").finding("status_unavailable"),
        |world| {
            world.without = vec![REVOCATIONS];
            world.suspension = Status::Suspended;
        },
    );
}

/// The claims of a status list as core issues it.
pub(super) fn status_list(url: &str, purpose: &str) -> Value {
    let (body, world) = (body_key(), World::new());
    let kind = if purpose == "suspension" { ListKind::Suspension } else { ListKind::Revocation };
    let issuer = Issuer::new(BODY, &body).unwrap();
    let [from, until] = world.listed.map(instant);
    claims(&issuer.status_list(&register(url, kind, Status::Valid), from, until).unwrap())
}

/// A token list of two bits an entry, with the same byte everywhere.
/// A token list that asks to be obtained anew every hour.
fn hourly_list() -> Document {
    let key = body_key();
    let [from, until] = World::new().listed.map(instant);
    let issuer = Issuer::new(BODY, &key).unwrap();
    let register = register(TOKENS, ListKind::Token, Status::Valid).with_ttl(3_600);
    let body = issuer.status_list(&register, from, until).unwrap();
    document(TOKENS, register.media_type(), body)
}

fn token_list(bytes: usize, byte: u8) -> Document {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&vec![byte; bytes]).unwrap();
    let [from, until] = World::new().listed.map(|at| instant(at).unix());
    let claims = json!({
        "iss": BODY, "sub": TOKENS, "iat": from, "exp": until,
        "status_list": { "bits": 2, "lst": encode(packed.finish().unwrap()) },
    });
    document(TOKENS, "application/statuslist+jwt", sign("statuslist+jwt", &claims, &body_key()))
}

fn faulty_lists(set: &mut Set) {
    let code = "status_list_invalid";
    let listed = "document_malformed";
    let mut add = |id: &str, title: &str, sound: bool, change: &dyn Fn(&mut Value)| {
        let mut list = status_list(REVOCATIONS, "revocation");
        change(&mut list);
        let expecting = |vector: Vector| {
            let vector = vector.undetermined(code);
            if sound { vector } else { vector.document(REVOCATIONS, listed) }
        };
        let document = statement_at(REVOCATIONS, &list, &body_key());
        let change = |world: &mut World| world.put = vec![document];
        add_world(set, id, title, certificate(), expecting, change);
    };
    add("list-other-purpose", "A list for another purpose", true, &|list| {
        list["credentialSubject"]["statusPurpose"] = json!("suspension");
    });
    add("list-other-address", "A list that stands for another", false, &|list| {
        list["id"] = json!("https://body.example/status/other");
    });
    add("list-not-multibase", "A list that is not multibase", false, &|list| {
        let encoded = list["credentialSubject"]["encodedList"].as_str().unwrap();
        list["credentialSubject"]["encodedList"] = json!(encoded.replacen('u', "z", 1));
    });
    add("list-not-gzip", "A list that is not compressed", false, &|list| {
        list["credentialSubject"]["encodedList"] = json!("uAAAA");
    });
    add_world(
        set,
        "list-of-another",
        "A list by a body that may not speak for this one",
        certificate(),
        |vector| vector.undetermined(code),
        |world| {
            let other = super::keys::key(super::keys::Kind::P256, "did:web:body-b.example#1");
            let mut list = status_list(REVOCATIONS, "revocation");
            list["issuer"] = json!("did:web:body-b.example");
            world.put = vec![statement_at(REVOCATIONS, &list, &other)];
            let subjects = world.list["credentialSubject"].as_array_mut().unwrap();
            subjects.push(entity("did:web:body-b.example", &[&other]));
        },
    );
    add_world(
        set,
        "list-too-short",
        "A token list without the certificate's place",
        sd_jwt(),
        |vector| vector.undetermined(code).finding("herd_too_small"),
        |world| world.put = vec![token_list(256, 0)],
    );
    let low = changed_sd_jwt(|claims| claims["status"]["status_list"]["idx"] = json!(5));
    add_world(
        set,
        "herd-too-small",
        "A token list of a thousand entries",
        low,
        |vector| vector.valid().finding("herd_too_small"),
        |world| world.put = vec![token_list(256, 0)],
    );
    add_world(
        set,
        "value-unknown",
        "A token list with a value of no agreed meaning",
        sd_jwt(),
        |vector| vector.undetermined("status_value_unknown"),
        |world| world.put = vec![token_list(32_768, 0xff)],
    );
}

fn references(set: &mut Set) {
    let unchanged = |_: &mut World| {};
    let token = certificate_without_status();
    add_world(
        set,
        "no-status",
        "No way to check revocation",
        token,
        |v| v.refused("status_missing"),
        unchanged,
    );
    let entry =
        |change: &dyn Fn(&mut Value)| changed(|claims| change(&mut claims["credentialStatus"][0]));
    let code = "status_reference_invalid";
    for (id, title, member, value) in [
        ("index-is-number", "An index that is a number", "statusListIndex", json!(INDEX)),
        ("index-leading-zero", "An index with a leading zero", "statusListIndex", json!("094567")),
        (
            "purpose-unknown",
            "A purpose that the standard does not have",
            "statusPurpose",
            json!("revoked"),
        ),
        ("list-is-no-url", "A list that is no URL", "statusListCredential", json!("list 1")),
    ] {
        let token = entry(&|entry| entry[member] = value.clone());
        add_world(set, id, title, token, |v| v.refused(code), unchanged);
    }
    let negative = changed_sd_jwt(|claims| claims["status"]["status_list"]["idx"] = json!(-1));
    add_world(
        set,
        "sd-jwt-index-negative",
        "A negative index",
        negative,
        |v| v.refused(code),
        unchanged,
    );
    let code = "status_mechanism_unknown";
    let token = entry(&|entry| entry["type"] = json!("StatusList2021Entry"));
    add_world(
        set,
        "mechanism-unknown",
        "A mechanism that is not supported",
        token,
        |v| v.undetermined(code),
        unchanged,
    );
    let token = entry(&|entry| entry["type"] = json!("StatusList2021Entry"));
    add_world(
        set,
        "mechanism-unknown-and-suspended",
        "The same beside a suspension",
        token,
        |vector| vector.refused("suspended").finding(code),
        |world| world.suspension = Status::Suspended,
    );
    let token = changed_sd_jwt(|claims| claims["status"] = json!({ "identifier_list": {} }));
    add_world(
        set,
        "sd-jwt-mechanism-unknown",
        "The same in an SD-JWT VC",
        token,
        |v| v.undetermined(code),
        unchanged,
    );
}

/// What the body's signed events say. The lists are of 20 November.
fn events(set: &mut Set) {
    let mut add =
        |id: &str, title: &str, events: Vec<Value>, expecting: &dyn Fn(Vector) -> Vector| {
            let change =
                |world: &mut World| events.into_iter().for_each(|event| world.history(event));
            add_world(set, id, title, certificate_with_events(), expecting, change);
        };
    let withdrawn = || event("2", "withdraw", "2026-11-21T00:00:00Z");
    let suspended = || event("2", "suspend", "2026-08-01T00:00:00Z");
    let reinstated = || event("3", "reinstate", "2026-09-01T00:00:00Z");
    let superseding = |kind: &str| {
        let mut event = event("3", kind, "2026-11-22T00:00:00Z");
        event["supersedes"] = json!("2");
        event
    };
    for kind in ["withdraw", "terminate", "lapse", "transfer"] {
        let ended = event("2", kind, "2026-11-21T00:00:00Z");
        add(&format!("event-{kind}"), &format!("Ended by the event {kind}"), vec![ended], &|v| {
            v.refused("withdrawn")
        });
    }
    add("withdrawn-later", "Withdrawn later than asked", vec![withdrawn()], &|vector| {
        vector.at("2026-11-20T12:00:00Z").valid()
    });
    add(
        "suspended-by-event",
        "Suspended by an event",
        vec![event("2", "suspend", "2026-11-21T00:00:00Z")],
        &|vector| vector.refused("suspended_by_event"),
    );
    add(
        "suspended-then",
        "Suspended in August, reinstated since",
        vec![suspended(), reinstated()],
        &|vector| vector.at("2026-08-15T00:00:00Z").refused("suspended_by_event"),
    );
    add("reinstated", "The same, asked now", vec![suspended(), reinstated()], &Vector::valid);
    add(
        "corrected",
        "A withdrawal that was corrected",
        vec![withdrawn(), superseding("suspend")],
        &|vector| vector.refused("suspended_by_event"),
    );
    let void = || event("2", "void", "2026-11-21T00:00:00Z");
    add("void", "Declared void: it never held", vec![void()], &|vector| {
        vector.at("2026-08-15T00:00:00Z").refused("void_from_start")
    });
    add("void-not-yet-known", "The same, as known before", vec![void()], &|vector| {
        vector.at("2026-11-20T12:00:00Z").known("2026-11-20T12:00:00Z").valid()
    });
    add("not-granted", "As known before it was granted", Vec::new(), &|vector| {
        vector.known("2026-06-10T08:00:00Z").refused("not_granted")
    });
    let reduced = || event("2", "reduce", "2026-11-01T00:00:00Z");
    add(
        "scope-reduced",
        "Its scope was reduced, nobody says to what",
        vec![reduced()],
        &|vector| vector.undetermined("scope_reduced"),
    );
    let mut restated = reduced();
    restated["scope"] = json!({ "sites": ["Tokyo"] });
    add("scope-restated", "Its scope was reduced and stated anew", vec![restated], &|vector| {
        vector.valid().finding("scope_restated")
    });
    add(
        "conflict",
        "The list knows no suspension that the events tell of",
        vec![suspended()],
        &|vector| vector.refused("suspended_by_event").finding("status_conflict"),
    );
    add_world(
        set,
        "conflict-revoked",
        "The list says revoked, the events know nothing of it",
        certificate_with_events(),
        |vector| vector.undetermined("status_conflict"),
        |world| world.revocation = Status::Revoked,
    );
}

fn faulty_events(set: &mut Set) {
    let mut add = |id: &str,
                   title: &str,
                   expecting: &dyn Fn(Vector) -> Vector,
                   change: &dyn Fn(&mut World)| {
        add_world(set, id, title, certificate_with_events(), expecting, change);
    };
    let code = "events_invalid";
    add(
        "events-missing",
        "The events are not in the bundle",
        &|v| v.undetermined("events_unavailable"),
        &|world| {
            world.without = vec![EVENTS];
        },
    );
    add(
        "events-of-another",
        "The events of another certificate",
        &|v| v.undetermined(code),
        &|world| {
            world.events["credentialSubject"]["number"] = json!("EP-2026-0043");
        },
    );
    let malformed =
        |vector: Vector| vector.undetermined(code).document(EVENTS, "document_malformed");
    add("events-unknown-kind", "An event that nobody knows", &malformed, &|world| {
        world.history(event("2", "retire", "2026-08-01T00:00:00Z"));
    });
    add("events-same-name", "Two events of one name", &malformed, &|world| {
        world.history(event("1", "suspend", "2026-08-01T00:00:00Z"));
    });
    add(
        "events-stale",
        "Events that should have been replaced",
        &|v| v.undetermined("status_stale"),
        &|world| {
            world.events["nextUpdate"] = json!("2026-11-22T00:00:00Z");
        },
    );
    add(
        "reinstated-unaccredited",
        "Reinstated by a body that was no longer accredited",
        &|vector| vector.refused("suspended_by_event").finding("status_conflict"),
        &|world| {
            world.accreditation(event("a2", "withdraw", "2026-08-15T00:00:00Z"));
            world.history(event("2", "suspend", "2026-08-01T00:00:00Z"));
            world.history(event("3", "reinstate", "2026-09-01T00:00:00Z"));
        },
    );
}
