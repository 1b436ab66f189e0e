//! Of several instruments that say no, the nearest miss is told; never by the order of
//! documents.

use super::Theme;
use super::land::{Land, NOVA, accepted, day, j};
use crate::generate::Set;
use crate::generate::world::event;
use serde_json::{Value, json};

fn excluding(name: &str, category: &str) -> Value {
    json!({ "name": name, "kind": "data", "reference": "Article 4",
        "when": { "isA": { "operand": "dataCategories", "values": "some", "of": [category] } } })
}

/// An enactment on another day than the usual one.
fn since(from: &str) -> Value {
    event("e0", "enact", &day(from))
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    for name in ["gates", "obstacles", "starts", "names", "routes", "standing"] {
        land.add(name);
    }
    let repeal = || event("e1", "repeal", &day("2025-01-01"));
    // One act for each gate at which the transfer may stop.
    land.act("gates-future", "aldra", "gates", |act| act.0["events"][0] = since("2027-06-01"));
    land.acts.last_mut().unwrap()["events"][0]["publishedAt"] = json!(day("2026-01-01"));
    land.act("gates-excluded", "aldra", "gates", |act| {
        act.text()["exclusions"] = json!([excluding("health", "health")]);
    });
    land.act("gates-scheme", "aldra", "gates", |act| {
        act.0["effect"] = json!("safeguard");
        act.text()["schemes"] = json!([accepted("other")]);
    });
    land.act("gates-seal", "aldra", "gates", |act| {
        act.accepts_seal();
        act.text()["schemes"][0]["variants"] = json!(["transfer"]);
    });
    land.act("obstacles-two", "aldra", "obstacles", |act| {
        act.text()["exclusions"] =
            json!([excluding("health", "health"), excluding("special", "special")]);
    });
    land.act("obstacles-one", "aldra", "obstacles", |act| {
        act.text()["exclusions"] = json!([excluding("health", "health")]);
    });
    for (name, from) in [
        ("starts-first", "2015-01-01"),
        ("starts-last", "2022-01-01"),
        ("starts-next", "2019-01-01"),
    ] {
        land.act(name, "aldra", "starts", |act| {
            act.0["events"] = json!([since(from), repeal()]);
        });
    }
    for name in ["names-b", "names-a", "names-c"] {
        land.act(name, "aldra", "names", |act| act.event(repeal()));
    }
    land.act("routes-dead", "aldra", "routes", |act| act.event(repeal()));
    land.add("general");
    land.act("general-seal", "general", "routes", |act| {
        act.accepts_seal();
        act.text()["importer"] = json!("any");
    });
    land.act("general-dead", "general", "routes", |act| act.event(repeal()));
    land.act("standing", "aldra", "standing", |act| act.accepts_seal());
    land.schemes.push(("other", json!([])));
    let seal = land.certify("RA-1", |_| {});
    let ended = land.certify("RA-2", |draft| {
        draft["validUntil"] = json!("2025-02-28T23:59:59Z");
    });
    let elsewhere = land.certify("RA-3", |draft| {
        draft["subject"]["certification"]["jurisdiction"] = json!(j("gates"));
        draft["subject"]["certification"]["scope"] = json!({ "sites": ["Port Gates"] });
    });
    let theme = &mut Theme::new(set, "ranking", &land);
    gates(theme, &seal);
    ties(theme);
    routes(theme, &seal);
    certificates(theme, &seal, &ended, &elsewhere);
}

fn gates(theme: &mut Theme<'_>, seal: &String) {
    let there = ("aldra", "gates");
    theme.ask(
        "furthest-gate",
        "Four acts say no, each at another gate: the furthest is told",
        there,
        |v| {
            v.imported_by(NOVA)
                .with("dataCategories", json!(["health"]))
                .presenting(&[seal])
                .not_recognised("variant_not_accepted")
                .by("gates-seal")
                .considering(&["gates-seal", "gates-scheme", "gates-excluded", "gates-future"])
        },
    );
    theme.ask(
        "furthest-gate-without-certificate",
        "Without a certificate two acts stop at the same gate",
        there,
        |v| {
            v.imported_by(NOVA)
                .with("dataCategories", json!(["health"]))
                .not_recognised("certificate_missing")
                .by("gates-scheme")
                .considering(&["gates-scheme", "gates-seal", "gates-excluded", "gates-future"])
        },
    );
    theme.ask("yes-before-all", "Other data: the act that excluded health permits", there, |v| {
        v.imported_by(NOVA)
            .with("dataCategories", json!(["contact"]))
            .recognised("gates-excluded")
            .considering(&["gates-excluded", "gates-scheme", "gates-seal", "gates-future"])
    });
}

fn ties(theme: &mut Theme<'_>) {
    theme.ask(
        "fewest-obstacles",
        "At the same gate, the one with fewer obstacles",
        ("aldra", "obstacles"),
        |v| {
            v.with("dataCategories", json!(["health"]))
                .not_recognised("data_excluded")
                .by("obstacles-one")
                .considering(&["obstacles-one", "obstacles-two"])
        },
    );
    theme.ask(
        "latest-start",
        "With as many obstacles, the one that took effect last",
        ("aldra", "starts"),
        |v| {
            v.not_recognised("arrangement_withdrawn").by("starts-last").considering(&[
                "starts-last",
                "starts-next",
                "starts-first",
            ])
        },
    );
    theme.ask("identifier", "With the same start, the first identifier", ("aldra", "names"), |v| {
        v.not_recognised("arrangement_withdrawn")
            .by("names-a")
            .considering(&["names-a", "names-b", "names-c"])
    });
}

fn routes(theme: &mut Theme<'_>, seal: &String) {
    let there = ("general", "routes");
    theme.ask(
        "named-before-route",
        "What names the destination is told before a general safeguard that nobody shows",
        there,
        |v| {
            v.imported_by(NOVA)
                .not_recognised("arrangement_withdrawn")
                .by("general-dead")
                .considering(&["general-dead", "general-seal"])
        },
    );
    theme.ask("route-taken", "The general safeguard, shown", there, |v| {
        v.imported_by(NOVA).presenting(&[seal]).recognised("general-seal")
    });
    theme.ask(
        "route-alone",
        "Only the general safeguard reaches there: the route is told, and that there is no other",
        ("general", "aldra"),
        |v| {
            v.imported_by(NOVA)
                .not_recognised("certificate_missing")
                .by("general-seal")
                .finding("no_arrangement")
        },
    );
    theme.ask(
        "dead-alone",
        "Only an act that has ended: that is told, not silence",
        ("aldra", "routes"),
        |v| {
            v.imported_by(NOVA)
                .not_recognised("arrangement_withdrawn")
                .by("routes-dead")
                .considering(&["routes-dead"])
        },
    );
}

fn certificates(theme: &mut Theme<'_>, seal: &String, ended: &String, elsewhere: &String) {
    let there = ("aldra", "standing");
    theme.ask(
        "best-of-three",
        "Of three certificates the one that stands and covers",
        there,
        |v| {
            v.imported_by(NOVA)
                .with("site", "Port Standing")
                .presenting(&[ended, elsewhere, seal])
                .recognised("standing")
        },
    );
    theme.ask(
        "nearest-certificate",
        "One has ended, the other covers another site: the latter is nearer",
        there,
        |v| {
            v.imported_by(NOVA)
                .with("site", "Port Standing")
                .presenting(&[ended, elsewhere])
                .not_recognised("site_not_covered")
                .by("standing")
        },
    );
}
