//! Several regimes over one exporter: areas and their members, federations, zones, and
//! lists that one regime takes over from another.

use super::Theme;
use super::land::{Land, MILL, NOVA, day, i, j, part, r, regime, url};
use crate::generate::Set;
use crate::generate::world::event;
use serde_json::{Value, json};

pub(super) fn add(set: &mut Set) {
    let theme = &mut Theme::new(set, "regimes", &area());
    areas(theme);
    let mut land = area();
    land.order("mill", "aldra", |_| {});
    theme.moves_to("orders", &land);
    orders(theme);
    incomplete(theme);
    theme.moves_to("federation", &federation());
    federations(theme);
    theme.moves_to("reach", &reachable());
    reach(theme);
}

fn opted_out() -> Value {
    json!([{ "instrument": i("second"), "effectiveAt": day("2023-01-01"),
        "publishedAt": day("2022-12-01") }])
}

/// An act that takes over another regime's.
fn adopting(land: &mut Land, name: &str, from: &str, of: &str, stands: Value) {
    land.act(name, from, from, |act| {
        act.text()["importer"] = json!("any");
        act.text()["adopts"] =
            json!({ "regime": r(of), "instruments": "any", "effects": "any", "stands": stands });
    });
}

/// Aldra is the area; the others are members of it, each in its way, or adopt from it.
fn area() -> Land {
    let mut land = Land::new();
    for name in ["corvia", "delmar", "elmis", "fjorda", "gelt", "hadra", "ixia", "juno"] {
        land.add(name);
    }
    land.add("juno-east");
    land.regime("aldra")["members"] = json!([
        { "regime": r("corvia"), "adoption": "automatic", "until": "2025-12-31T23:59:59Z" },
        { "regime": r("delmar"), "adoption": "automatic_unless_opted_out" },
        { "regime": r("elmis"), "adoption": "per_instrument" },
        { "regime": r("juno"), "adoption": "per_instrument", "until": "2021-12-31T23:59:59Z" },
        { "regime": r("juno"), "adoption": "automatic", "from": day("2024-01-01"),
            "until": "2024-12-31T23:59:59Z" },
        { "regime": r("juno"), "adoption": "per_instrument", "from": day("2025-01-01") },
    ]);
    land.regime("delmar")["optedOut"] = opted_out();
    land.act("first", "aldra", "borea", |_| {});
    land.act("late", "aldra", "juno-east", |act| {
        act.0["events"][0] = event("e0", "enact", &day("2022-09-01"));
    });
    land.act("second", "aldra", "gelt", |act| {
        let mut annul = event("e1", "annul", &day("2024-06-01"));
        annul["exTuncFrom"] = json!(day("2020-01-01"));
        act.event(annul);
    });
    adopting(&mut land, "elmis-adopts", "elmis", "aldra", json!("as_it_stands"));
    adopting(&mut land, "fjorda-adopts", "fjorda", "aldra", json!({ "as_of": day("2023-01-01") }));
    adopting(&mut land, "hadra-adopts", "hadra", "elmis", json!("as_it_stands"));
    adopting(&mut land, "ixia-adopts", "ixia", "aldra", json!("as_it_stands"));
    land.acts.last_mut().unwrap()["events"].as_array_mut().unwrap().push(event(
        "e1",
        "repeal",
        &day("2025-01-01"),
    ));
    land
}

fn areas(theme: &mut Theme<'_>) {
    let (borea, gelt) = (|from: &'static str| (from, "borea"), |from: &'static str| (from, "gelt"));
    theme.ask(
        "member-automatic",
        "A member takes over the area's instruments",
        borea("corvia"),
        |v| v.on("2025-06-01").recognised("first").changing("2026-01-01T00:00:00Z"),
    );
    theme.ask(
        "member-no-longer",
        "After the end of its membership it does not",
        borea("corvia"),
        |v| v.not_recognised("no_arrangement"),
    );
    theme.ask(
        "member-unless-opted-out",
        "A member takes over what it does not opt out of",
        borea("delmar"),
        |v| v.recognised("first").finding("adopted_automatically"),
    );
    theme.ask("opted-out", "A member has opted out", gelt("delmar"), |v| {
        v.on("2023-06-01").not_recognised("no_arrangement")
    });
    theme.ask("opted-out-later", "Before the opting out took effect", gelt("delmar"), |v| {
        v.on("2022-12-15").recognised("second").changing("2023-01-01T00:00:00Z")
    });
    theme.ask(
        "opted-out-unknown",
        "By what was known before it was published",
        gelt("delmar"),
        |v| v.on("2023-06-01").known_on("2022-11-30").recognised("second"),
    );
    theme.ask(
        "member-per-instrument",
        "A member that takes over one by one, and has none",
        borea("juno"),
        |v| v.not_recognised("no_arrangement"),
    );
    theme.ask(
        "adoption-then",
        "The same member in a year in which it took over everything",
        borea("juno"),
        |v| v.on("2024-06-01").recognised("first").changing("2025-01-01T00:00:00Z"),
    );
    theme.ask("adoption-between", "In a time in which it was no member", borea("juno"), |v| {
        v.on("2023-06-01")
            .not_recognised("no_arrangement")
            .considering(&[])
            .changing("2024-01-01T00:00:00Z")
    });
    theme.ask("member-to-area", "From a member to the area", ("juno", "aldra"), |v| {
        v.not_restricted()
    });
    theme.ask("area-to-member", "From the area to a member", ("aldra", "elmis"), |v| {
        v.not_restricted()
    });
    theme.ask("member-to-member", "From one member to another", ("juno", "elmis"), |v| {
        v.not_restricted()
    });
    theme.ask("former-member", "To a former member", ("aldra", "corvia"), |v| {
        v.not_recognised("no_arrangement")
    });
    theme.ask("former-member-then", "To the same when it was one", ("aldra", "corvia"), |v| {
        v.on("2025-12-31").not_restricted().changing("2026-01-01T00:00:00Z")
    });
    adoptions(theme);
}

fn orders(theme: &mut Theme<'_>) {
    let borea = |from: &'static str| (from, "borea");
    theme.ask(
        "area-order-binds-member",
        "The area's order binds a member that takes over its acts",
        borea("delmar"),
        |v| v.imported_by(MILL).prohibited(),
    );
    theme.ask(
        "area-order-and-adopter",
        "It does not bind one that merely adopts its list",
        borea("fjorda"),
        |v| v.imported_by(MILL).recognised("fjorda-adopts"),
    );
}

/// What is not known of an area is not known of those who take over its instruments.
fn incomplete(theme: &mut Theme<'_>) {
    let mut land = area();
    land.regime("aldra")["completeness"] = json!({});
    theme.moves_to("open-area", &land);
    let hadra = |from: &'static str| (from, "hadra");
    theme.ask(
        "open-area-member",
        "The area does not claim to list everything: its member cannot either",
        hadra("delmar"),
        |v| v.indeterminate("registry_not_complete").finding("prohibitions_not_claimed"),
    );
    theme.ask("open-area-adopter", "Nor can one that adopts its list", hadra("elmis"), |v| {
        v.indeterminate("registry_not_complete")
    });
    theme.ask(
        "open-area-per-instrument",
        "One that takes over one by one can",
        hadra("juno"),
        |v| v.not_recognised("no_arrangement"),
    );
    let mut land = area();
    for list in ["permissions", "prohibitions"] {
        land.regime("aldra")["completeness"][list]["documents"] = json!([url("gone")]);
    }
    theme.moves_to("broken-area", &land);
    theme.ask("broken-area-member", "A document of the area is not here", hadra("delmar"), |v| {
        v.indeterminate("recognition_unknown").finding("prohibitions_unknown")
    });
    theme.ask(
        "broken-area-order",
        "It may be an order that binds the member",
        ("delmar", "borea"),
        |v| v.indeterminate("prohibitions_unknown").by("first"),
    );
    theme.ask(
        "broken-area-adopter",
        "It binds no one that merely adopts the list, and may permit",
        hadra("elmis"),
        |v| v.indeterminate("recognition_unknown"),
    );
    theme.ask(
        "broken-area-adopter-yes",
        "What is adopted and known permits all the same",
        ("elmis", "borea"),
        |v| v.recognised("elmis-adopts"),
    );
}

fn adoptions(theme: &mut Theme<'_>) {
    let gelt = |from: &'static str| (from, "gelt");
    theme.ask("adopts-as-it-stands", "A list taken over as it stands", gelt("elmis"), |v| {
        v.on("2023-06-01").recognised("elmis-adopts").finding("adopted_instrument")
    });
    theme.ask("adopts-annulled", "The adopted instrument was annulled", gelt("elmis"), |v| {
        v.on("2024-06-01").not_recognised("arrangement_annulled").by("elmis-adopts")
    });
    theme.ask(
        "adopts-annulled-hindsight",
        "Annulled from its beginning, with hindsight",
        gelt("elmis"),
        |v| {
            v.on("2023-06-01")
                .known_on("2024-06-01")
                .not_recognised("arrangement_annulled")
                .by("elmis-adopts")
        },
    );
    theme.ask(
        "adopts-as-it-stood",
        "A list taken over as it stood: the annulment does not touch it",
        gelt("fjorda"),
        |v| v.on("2024-06-01").recognised("fjorda-adopts").finding("adopted_instrument"),
    );
    theme.ask(
        "adopts-as-known",
        "As it stood then, and no more than was known by the day of the question",
        ("fjorda", "juno-east"),
        |v| {
            v.on("2022-12-01")
                .known_on("2022-06-01")
                .not_recognised("no_arrangement")
                .considering(&[])
        },
    );
    theme.ask(
        "adopts-as-known-later",
        "The same when it was known",
        ("fjorda", "juno-east"),
        |v| v.on("2022-12-01").recognised("fjorda-adopts"),
    );
    theme.ask(
        "adopts-what-adopts",
        "What an adopted regime itself adopts does not count",
        gelt("hadra"),
        |v| v.on("2023-06-01").not_recognised("no_arrangement"),
    );
    theme.ask(
        "adopting-act-ended",
        "The adopting act has ended; the adopted one has not",
        ("ixia", "borea"),
        |v| v.not_recognised("arrangement_withdrawn").by("ixia-adopts"),
    );
}

/// A federation with a province whose law adds to it, and a zone whose law replaces it.
fn federation() -> Land {
    let mut land = Land::new();
    land.add("corvia");
    land.add("delmar");
    land.add("elmis");
    land.places.extend([part("aldra-west", "aldra"), part("aldra-zone", "aldra")]);
    land.regimes.extend([regime("aldra-west"), regime("aldra-zone")]);
    land.regime("aldra-zone")["relation"] = json!({ "replaces": "any" });
    land.act("federal", "aldra", "borea", |_| {});
    land.act("federal-corvia", "aldra", "corvia", |_| {});
    land.act("western", "aldra-west", "borea", |_| {});
    land.act("federal-delmar", "aldra", "delmar", |_| {});
    land.act("western-delmar", "aldra-west", "delmar", |act| {
        act.text()["preconditions"] = json!([{ "id": "assessment", "when": "always",
            "evidence": "attestation", "reference": "Section 17" }]);
    });
    land.act("western-elmis", "aldra-west", "elmis", |act| {
        act.text()["scope"] = json!({ "present": { "operand": "facts", "value": "registered" } });
    });
    land.act("zone", "aldra-zone", "corvia", |_| {});
    land
}

fn federations(theme: &mut Theme<'_>) {
    theme.ask(
        "province-both",
        "Federal and provincial law both permit",
        ("aldra-west", "borea"),
        |v| v.recognised("federal").considering(&["federal", "western"]),
    );
    theme.ask(
        "province-one",
        "Federal law permits, provincial law does not",
        ("aldra-west", "corvia"),
        |v| v.not_recognised("no_arrangement").considering(&["federal-corvia"]),
    );
    theme.ask(
        "province-elsewhere",
        "Elsewhere in the federation only federal law counts",
        ("aldra", "corvia"),
        |v| v.recognised("federal-corvia"),
    );
    theme.ask(
        "province-conditional",
        "Federal law permits, provincial law under a condition",
        ("aldra-west", "delmar"),
        |v| v.conditional("western-delmar").considering(&["western-delmar", "federal-delmar"]),
    );
    theme.ask(
        "province-open-and-no",
        "The one is open, the other says no",
        ("aldra-west", "elmis"),
        |v| v.not_recognised("no_arrangement").finding("fact_unstated"),
    );
    theme.ask(
        "province-within",
        "Within the federation, out of the province",
        ("aldra-west", "aldra"),
        |v| {
            v.not_recognised("no_arrangement")
                .finding("not_restricted")
                .because("federal law does not restrict it, provincial law does")
        },
    );
    theme.ask(
        "into-province",
        "Within the federation, into the province",
        ("aldra", "aldra-west"),
        |v| v.not_restricted(),
    );
    theme.ask(
        "zone-own-law",
        "A zone whose law replaces that around it",
        ("aldra-zone", "corvia"),
        |v| v.recognised("zone").considering(&["zone"]),
    );
    theme.ask(
        "zone-not-federal",
        "What federal law permits does not count there",
        ("aldra-zone", "borea"),
        |v| v.not_recognised("no_arrangement").considering(&[]),
    );
    theme.ask(
        "into-zone",
        "From the federation into the zone is an export",
        ("aldra", "aldra-zone"),
        |v| v.not_recognised("no_arrangement"),
    );
}

/// How far below a territory an instrument reaches, and other ways to name importers.
fn reachable() -> Land {
    let mut land = Land::new();
    land.places.extend([part("borea-west", "borea"), part("borea-zone", "borea")]);
    land.regimes.extend([regime("borea-west"), regime("borea-zone")]);
    land.regime("borea-zone")["relation"] = json!({ "replaces": "any" });
    for name in ["corvia", "delmar", "elmis"] {
        land.add(name);
    }
    land.act("with-parts", "aldra", "borea", |_| {});
    land.act("as-named", "corvia", "borea", |act| {
        let territory = json!([{ "jurisdiction": j("borea"), "reach": "as_named" }]);
        act.text()["importer"] = json!({ "territories": territory });
    });
    land.act("by-regime", "delmar", "borea", |act| {
        act.text()["importer"] = json!({ "regimes": [r("borea")] });
    });
    land.act("by-name", "elmis", "borea", |act| {
        act.text()["importer"] = json!({ "organisations": [NOVA] });
    });
    land
}

fn reach(theme: &mut Theme<'_>) {
    for (id, title, from, to, act) in [
        ("reach-part", "A territory with its parts", "aldra", "borea-west", Some("with-parts")),
        (
            "reach-zone",
            "Not a part whose own law replaces that around it",
            "aldra",
            "borea-zone",
            None,
        ),
        ("reach-as-named", "The territory as it is named", "corvia", "borea", Some("as-named")),
        ("reach-as-named-part", "Not its parts", "corvia", "borea-west", None),
        ("reach-regime", "All places under a regime", "delmar", "borea-west", Some("by-regime")),
        ("reach-regime-zone", "Not where another replaces it", "delmar", "borea-zone", None),
    ] {
        theme.ask(id, title, (from, to), |v| match act {
            Some(act) => v.recognised(act),
            None => v.not_recognised("no_arrangement").considering(&[]),
        });
    }
    let there = ("elmis", "borea");
    theme.ask("reach-organisation", "An organisation by its name in the act", there, |v| {
        v.imported_by(NOVA).recognised("by-name")
    });
    theme.ask(
        "reach-organisation-elsewhere",
        "The same, wherever it is",
        ("elmis", "delmar"),
        |v| v.imported_by(NOVA).recognised("by-name"),
    );
    theme.ask("reach-organisation-other", "Another organisation", there, |v| {
        v.imported_by(MILL).not_recognised("no_arrangement").considering(&[])
    });
    theme.ask("reach-organisation-unnamed", "Which organisation is not said", there, |v| {
        v.indeterminate("fact_unstated").by("by-name")
    });
}
