//! Prohibitions: before every permission, in both clocks, and what is not known of them.

use super::land::{Land, MILL, NOVA, claim, curated, damaged, day, j, r, url};
use super::{THERE, Theme};
use crate::generate::Set;
use crate::generate::keys::{Kind, key};
use crate::generate::world::{event, statement, statement_at};
use serde_json::json;
use tegata::issue::Signer;

pub(super) fn add(set: &mut Set) {
    let land = land();
    let theme = &mut Theme::new(set, "prohibitions", &land);
    clocks(theme);
    targets(theme);
    facts(theme);
    claims(theme);
    unknown(theme);
}

fn land() -> Land {
    let mut land = Land::new();
    for name in ["corvia", "delmar", "elmis", "fjorda", "gelt"] {
        land.add(name);
    }
    land.regime("fjorda")["completeness"] = json!({ "permissions": claim() });
    land.regime("gelt")["completeness"]["prohibitions"]["documents"] = json!([url("o/gone")]);
    land.act("adequacy", "aldra", "borea", |_| {});
    land.act("corvia-adequacy", "aldra", "corvia", |_| {});
    land.act("delmar-adequacy", "aldra", "delmar", |_| {});
    land.act("fjorda-borea", "fjorda", "borea", |_| {});
    land.act("gelt-borea", "gelt", "borea", |_| {});
    land.order("mill", "aldra", |order| {
        order["events"][0]["publishedAt"] = json!(day("2021-12-01"));
        order["events"].as_array_mut().unwrap().push(event("e1", "lift", &day("2023-01-01")));
    });
    land.order("number", "aldra", |order| {
        order["target"]["organisations"] = json!(["https://register.example/number/0815"]);
    });
    land.order("again", "aldra", |order| {
        order["target"]["organisations"] = json!(["did:web:again.example"]);
        let more = [("e1", "lift", "2023-01-01"), ("e2", "order", "2024-01-01")];
        let events = order["events"].as_array_mut().unwrap();
        events.extend(more.map(|(id, kind, at)| event(id, kind, &day(at))));
    });
    land.order("corvia", "aldra", |order| {
        order["target"] = json!({ "organisations": "any", "when": "always",
            "territories": [{ "jurisdiction": j("corvia"), "reach": "with_parts" }] });
    });
    land.order("archives", "aldra", |order| {
        let territories = ["delmar", "elmis"]
            .map(|name| json!({ "jurisdiction": j(name), "reach": "with_parts" }));
        order["target"] = json!({ "organisations": "any", "territories": territories,
            "when": { "present": { "operand": "facts", "value": "medical_archive" } } });
    });
    land
}

fn clocks(theme: &mut Theme<'_>) {
    theme.ask("order", "An order against the importer beats the permission", THERE, |v| {
        v.on("2022-06-01").imported_by(MILL).prohibited()
    });
    theme.ask("order-first-instant", "From the first instant of its effect", THERE, |v| {
        v.at("2022-01-01T00:00:00Z").known_on("2022-01-01").imported_by(MILL).prohibited()
    });
    theme.ask("order-before-effect", "Published, and not yet in effect", THERE, |v| {
        v.on("2021-12-15").imported_by(MILL).recognised("adequacy").changing("2022-01-01T00:00:00Z")
    });
    theme.ask("order-before-publication", "By what was known before its publication", THERE, |v| {
        v.on("2022-06-01").known_on("2021-11-30").imported_by(MILL).recognised("adequacy")
    });
    theme.ask("order-hindsight", "With hindsight one knows when it was lifted", THERE, |v| {
        v.on("2022-06-01")
            .known_on("2026-11-23")
            .imported_by(MILL)
            .prohibited()
            .changing("2023-01-01T00:00:00Z")
    });
    theme.ask("lift", "Lifted", THERE, |v| {
        v.on("2023-01-01").imported_by(MILL).recognised("adequacy")
    });
    theme.ask("lift-unknown", "Lifted, by what was known before", THERE, |v| {
        v.on("2023-01-01").known_on("2022-12-31").imported_by(MILL).prohibited()
    });
    let again = "did:web:again.example";
    theme.ask(
        "order-lifted-between",
        "Between an order that was lifted and the next",
        THERE,
        |v| v.on("2023-06-01").imported_by(again).recognised("adequacy"),
    );
    theme.ask("order-again", "Ordered again", THERE, |v| {
        v.on("2024-06-01").imported_by(again).prohibited()
    });
}

fn targets(theme: &mut Theme<'_>) {
    theme.ask("order-other", "An order against somebody else", THERE, |v| {
        v.imported_by(NOVA).recognised("adequacy")
    });
    theme.ask("order-by-number", "The importer is named by its number in a register", THERE, |v| {
        let registrations =
            json!([{ "system": "https://register.example/number", "value": "0815" }]);
        v.with("importer", json!({ "registrations": registrations })).prohibited()
    });
    theme.ask("order-by-name", "A name identifies nobody", THERE, |v| {
        v.on("2022-06-01")
            .with("importer", json!({ "name": "Mill" }))
            .indeterminate("prohibition_unknown")
            .by("adequacy")
    });
    theme.ask(
        "order-territory",
        "An order against a territory that is otherwise permitted",
        ("aldra", "corvia"),
        |v| v.imported_by(NOVA).prohibited(),
    );
    theme.ask(
        "order-inside",
        "It holds where the transfer is not restricted, too",
        ("aldra", "aldra"),
        |v| v.on("2022-06-01").imported_by(MILL).prohibited(),
    );
    theme.ask("not-restricted", "The same area, and nobody is aimed at", ("aldra", "aldra"), |v| {
        v.imported_by(NOVA).not_restricted()
    });
    theme.ask(
        "order-of-others",
        "An order binds under its own regime only",
        ("corvia", "aldra"),
        |v| v.on("2022-06-01").imported_by(MILL).not_recognised("no_arrangement"),
    );
}

fn facts(theme: &mut Theme<'_>) {
    let there = ("aldra", "delmar");
    let fact = "medical_archive";
    theme.ask("fact-unstated", "An order turns on a fact that is not stated", there, |v| {
        v.imported_by(NOVA)
            .indeterminate("prohibition_unknown")
            .by("delmar-adequacy")
            .would("facts medical_archive", &[("true", "prohibited"), ("false", "recognised")])
    });
    theme.ask("fact-denied", "The fact is denied", there, |v| {
        v.imported_by(NOVA).with("facts", json!({ fact: false })).recognised("delmar-adequacy")
    });
    theme.ask("fact-asserted", "The fact is asserted", there, |v| {
        v.imported_by(NOVA).with("facts", json!({ fact: true })).prohibited()
    });
    theme.ask(
        "fact-unstated-and-no",
        "A cap makes nothing better: no instrument, and a fact unstated",
        ("aldra", "elmis"),
        |v| v.imported_by(NOVA).not_recognised("no_arrangement").finding("prohibition_unknown"),
    );
}

fn claims(theme: &mut Theme<'_>) {
    let policy = || json!({ "prohibitions": "require_claim" });
    let there = ("fjorda", "borea");
    theme.ask("not-claimed", "No claim to list every order: a warning", there, |v| {
        v.imported_by(NOVA).recognised("fjorda-borea").finding("prohibitions_not_claimed")
    });
    theme.ask("claim-required", "The same under a policy that asks for a claim", there, |v| {
        v.imported_by(NOVA)
            .under(policy())
            .indeterminate("prohibitions_not_complete")
            .by("fjorda-borea")
    });
    theme.ask(
        "claim-required-and-there",
        "A policy that asks for a claim, and it is there",
        THERE,
        |v| v.imported_by(NOVA).under(policy()).recognised("adequacy"),
    );
    theme.ask("claim-required-other-time", "The claim does not speak of that time", THERE, |v| {
        v.imported_by(NOVA)
            .under(policy())
            .at("2031-01-01T00:00:00Z")
            .indeterminate("prohibitions_not_complete")
            .by("adequacy")
    });
    theme.ask(
        "claimed-and-missing",
        "An order that the claim names is not here",
        ("gelt", "borea"),
        |v| v.imported_by(NOVA).indeterminate("prohibitions_unknown").by("gelt-borea"),
    );
}

/// Documents that nobody can read, or that their signer may not state.
fn unknown(theme: &mut Theme<'_>) {
    let mut land = land();
    land.put = vec![damaged("o/other")];
    theme.moves_to("damaged", &land);
    theme.ask("damaged", "A document that nobody can read may be an order", THERE, |v| {
        v.imported_by(NOVA)
            .indeterminate("prohibitions_unknown")
            .by("adequacy")
            .document(&url("o/other"), "document_malformed")
    });

    let mut land = self::land();
    let other = "did:web:other.example";
    let signer = key(Kind::Ed25519, &format!("{other}#1"));
    land.anchors.push(json!({
        "id": other, "keys": [signer.public_key().to_json()],
        "speaksFor": { "regimes": [r("borea")], "prohibitions": [r("borea")] },
    }));
    land.order("foreign", "aldra", |order| order["target"]["organisations"] = json!("any"));
    let foreign = land.orders.pop().unwrap();
    let at = "https://other.example/o/foreign";
    land.put = vec![statement_at(at, &statement("Prohibition", at, other, foreign), &signer)];
    land.act("foreign", "aldra", "elmis", |_| {});
    let foreign = land.acts.pop().unwrap();
    let act_at = "https://other.example/i/foreign";
    let act = statement("RecognitionArrangement", act_at, other, foreign);
    land.put.push(statement_at(act_at, &act, &signer));
    theme.moves_to("foreign", &land);
    let refused = |v: crate::format::Vector| {
        v.document(at, "speaks_out_of_turn").document(act_at, "speaks_out_of_turn")
    };
    theme.ask(
        "foreign-order",
        "An order signed by one who does not speak for that regime",
        THERE,
        |v| refused(v.imported_by(NOVA).recognised("adequacy")),
    );
    theme.ask(
        "foreign-act",
        "An act signed by one who does not speak for that regime",
        ("aldra", "elmis"),
        |v| {
            let v = v.imported_by(NOVA).with("facts", json!({ "medical_archive": false }));
            refused(v.not_recognised("no_arrangement").considering(&[]))
        },
    );
    let wrong = curated("Prohibition", "o/wrong", json!({ "id": "https://law.example/o/wrong" }));
    let mut land = self::land();
    land.put = vec![wrong];
    theme.moves_to("malformed", &land);
    theme.ask("malformed", "An order without its members is none, and may be one", THERE, |v| {
        v.imported_by(NOVA)
            .indeterminate("prohibitions_unknown")
            .by("adequacy")
            .document(&url("o/wrong"), "document_malformed")
    });
}
