//! The transfer of a certificate between bodies, and sources on a certificate that disagree.

use super::land::{BODY, Issue, Land, NOVA, OTHER_BODY, body_key, day, events_url};
use super::{THERE, Theme};
use crate::generate::Set;
use crate::generate::world::{event, instant, register};
use serde_json::{Value, json};
use tegata::issue::{Issuer, ListKind, Status};

const LIST: &str = "https://body.example/status/revocation";

/// An event by which a body hands a certificate over.
fn handed_over(at: &str, to: &str) -> Value {
    let mut event = event("e1", "transfer", &day(at));
    event["reference"] = json!(events_url(to));
    event
}

/// What body B issues in the place of a certificate of body A.
fn carried(land: &mut Land, number: &str, decided: &str, from: Option<&'static str>) -> String {
    let issue = Issue { carried_from: from, ..Issue::of(OTHER_BODY) };
    land.certify_with(&issue, number, |draft| {
        draft["subject"]["certification"]["decidedOn"] = json!(decided);
        draft["validFrom"] = json!(day(decided));
    })
}

struct Held {
    /// Handed over on 1 July 2025, and carried on from then.
    former: String,
    later: String,
    /// Handed over on 1 July 2025, and carried on from the next day.
    gap_former: String,
    gap_later: String,
    /// A successor that the former body does not name.
    unnamed: String,
    /// Suspended when it was handed over.
    suspended: String,
    suspended_later: String,
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    land.add("corvia");
    land.act("act", "aldra", "borea", |act| act.accepts_seal());
    // Withdrawn on 1 January 2025, with a grace: older certificates go on.
    land.act("old-only", "aldra", "corvia", |act| {
        act.accepts_seal();
        let mut withdraw = event("e1", "withdraw", &day("2025-01-01"));
        withdraw["grace"] = json!({ "until": "2027-12-31T23:59:59Z", "appliesTo": "all" });
        act.event(withdraw);
        act.text()["issuedRelation"] = json!("not_after_withdrawal");
    });
    let held = certify(&mut land);
    let [agreeing, disagreeing] = listed(&mut land);
    let theme = &mut Theme::new(set, "handover", &land);
    joined(theme, &held);
    gaps(theme, &held);
    not_joined(theme, &held);
    theme.ask("sources-agree", "A status list and the events agree", THERE, |v| {
        v.imported_by(NOVA).presenting(&[&agreeing]).recognised("act")
    });
    theme.ask("sources-disagree", "A status list and the events disagree", THERE, |v| {
        v.imported_by(NOVA).presenting(&[&disagreeing]).indeterminate("status_conflict").by("act")
    });
    theme.ask(
        "sources-disagree-beside-a-good-one",
        "They disagree on one certificate, another stands",
        THERE,
        |v| v.imported_by(NOVA).presenting(&[&disagreeing, &agreeing]).recognised("act"),
    );
}

fn certify(land: &mut Land) -> Held {
    let then = |to: &str| Issue { events: vec![handed_over("2025-07-01", to)], ..Issue::of(BODY) };
    let mut suspended = then("HA-7");
    suspended.events.push(event("e2", "suspend", &day("2025-06-01")));
    Held {
        former: land.certify_with(&then("HA-2"), "HA-1", |_| {}),
        later: carried(land, "HA-2", "2025-07-01", Some("HA-1")),
        gap_former: land.certify_with(&then("HA-4"), "HA-3", |_| {}),
        gap_later: carried(land, "HA-4", "2025-07-02", Some("HA-3")),
        unnamed: carried(land, "HA-5", "2025-07-01", Some("HA-1")),
        suspended: land.certify_with(&suspended, "HA-6", |_| {}),
        suspended_later: carried(land, "HA-7", "2025-07-01", Some("HA-6")),
    }
}

fn joined(theme: &mut Theme<'_>, held: &Held) {
    let both = [&held.former, &held.later];
    let hindsight = "2026-11-23";
    for (id, title, day) in [
        ("joined-before", "Handed over without a gap: the day before", "2025-06-30"),
        ("joined-day", "The day on which it was handed over", "2025-07-01"),
        ("joined-after", "The day after", "2025-07-02"),
    ] {
        theme.ask(id, title, THERE, |v| {
            v.on(day).known_on(hindsight).imported_by(NOVA).presenting(&both).recognised("act")
        });
    }
    theme.ask("joined-ends", "The answer lasts to the end of the later certificate", THERE, |v| {
        v.on("2025-06-30")
            .known_on(hindsight)
            .imported_by(NOVA)
            .presenting(&both)
            .recognised("act")
            .changing("2027-03-01T00:01:00Z")
    });
    theme.ask("former-alone", "The former alone, after it was handed over", THERE, |v| {
        v.imported_by(NOVA).presenting(&[&held.former]).not_recognised("withdrawn").by("act")
    });
    theme.ask("later-alone", "The later alone, before it began", THERE, |v| {
        v.on("2025-06-30")
            .known_on(hindsight)
            .imported_by(NOVA)
            .presenting(&[&held.later])
            .not_recognised("not_yet_valid")
            .by("act")
    });
    theme.ask("joined-decision", "Joined, it is as old as the first decision", ("aldra", "corvia"), |v| {
        v.imported_by(NOVA).presenting(&both).recognised("old-only").finding("grace_period")
            .because("an instrument that goes on for older certificates goes on for one that changed its body")
    });
}

/// A day between the two is a day without a certificate.
fn gaps(theme: &mut Theme<'_>, held: &Held) {
    let both = [&held.gap_former, &held.gap_later];
    for (id, title, day, verdict) in [
        ("gap-before", "Handed over with a day's gap: the day before", "2025-06-30", true),
        ("gap-day", "The day between the two is a day without a certificate", "2025-07-01", false),
        ("gap-after", "The day after", "2025-07-02", true),
    ] {
        theme.ask(id, title, THERE, |v| {
            let v = v.on(day).known_on("2026-11-23").imported_by(NOVA).presenting(&both);
            match verdict {
                true => v.recognised("act"),
                false => v
                    .not_recognised("withdrawn")
                    .by("act")
                    .changing("2025-07-01T23:59:00Z")
                    .because("clocks may differ by a minute"),
            }
        });
    }
    theme.ask(
        "gap-decision",
        "With a gap it is as old as the later decision",
        ("aldra", "corvia"),
        |v| {
            v.imported_by(NOVA)
                .presenting(&both)
                .not_recognised("certificate_postdates")
                .by("old-only")
        },
    );
}

fn not_joined(theme: &mut Theme<'_>, held: &Held) {
    let there = ("aldra", "corvia");
    let code = "certificate_postdates";
    theme.ask("not-shown", "The former certificate is not shown: nothing is joined", there, |v| {
        v.imported_by(NOVA).presenting(&[&held.later]).not_recognised(code).by("old-only")
    });
    theme.ask("not-named-back", "The former body names another successor", there, |v| {
        v.imported_by(NOVA)
            .presenting(&[&held.former, &held.unnamed])
            .not_recognised(code)
            .by("old-only")
    });
    theme.ask(
        "not-standing",
        "The former certificate did not stand when it was handed over",
        there,
        |v| {
            v.imported_by(NOVA)
                .presenting(&[&held.suspended, &held.suspended_later])
                .not_recognised(code)
                .by("old-only")
        },
    );
    theme.ask("not-known-yet", "By what was known before the transfer", THERE, |v| {
        v.on("2025-06-30").imported_by(NOVA).presenting(&[&held.former]).recognised("act")
    });
}

/// Two certificates on one list, which says that the second is revoked.
fn listed(land: &mut Land) -> [String; 2] {
    let key = body_key(BODY);
    let issuer = Issuer::new(BODY, &key).unwrap();
    let register = register(LIST, ListKind::Revocation, Status::Valid);
    let [from, until] = ["2026-11-20T00:00:00Z", "2026-11-30T00:00:00Z"].map(instant);
    let list = issuer.status_list(&register, from, until).unwrap();
    land.put.push(crate::generate::world::document(LIST, register.media_type(), list));
    let at = |index: u64| {
        move |draft: &mut Value| {
            draft["status"] = json!([{ "kind": "revocation", "list": LIST, "index": index }]);
        }
    };
    let index = crate::generate::world::INDEX;
    [land.certify("LI-1", at(index)), land.certify("LI-2", at(index + 1))]
}
