//! What silence proves: claims to list everything, documents that are missing or too old.

use super::land::{Land, claim, curated, damaged, day, r, url};
use super::{THERE, Theme};
use crate::generate::Set;
use crate::generate::world::event;
use serde_json::json;

pub(super) fn add(set: &mut Set) {
    let land = land();
    let theme = &mut Theme::new(set, "completeness", &land);
    theme.ask(
        "claimed",
        "Nothing is there, and the regime claims to list everything",
        THERE,
        |v| v.not_recognised("no_arrangement").considering(&[]).changing("2031-01-01T00:00:00Z"),
    );
    theme.ask(
        "claimed-later",
        "A claim speaks of its time, whenever it was published",
        THERE,
        |v| {
            v.on("2001-06-01")
                .not_recognised("no_arrangement")
                .because("the claim was checked in 2026 and goes back to 2000")
        },
    );
    theme.ask("claim-first-instant", "The first instant of the claim", THERE, |v| {
        v.at("2000-01-01T00:00:00Z").not_recognised("no_arrangement")
    });
    theme.ask("claim-second-before", "A second before it", THERE, |v| {
        v.at("1999-12-31T23:59:59Z")
            .indeterminate("registry_not_complete")
            .changing("2000-01-01T00:00:00Z")
    });
    theme.ask("claim-over", "After its end", THERE, |v| {
        v.at("2031-01-01T00:00:00Z").indeterminate("registry_not_complete")
    });
    theme.ask(
        "not-claimed",
        "Nothing is there, and nothing is claimed",
        ("corvia", "borea"),
        |v| v.indeterminate("registry_not_complete"),
    );
    theme.ask(
        "claim-until-next-edition",
        "A claim without an end holds until the next edition is due",
        ("ixia", "borea"),
        |v| v.at("2026-12-20T00:00:00Z").not_recognised("no_arrangement"),
    );
    theme.ask("claim-after-next-edition", "A second after that", ("ixia", "borea"), |v| {
        v.at("2026-12-20T00:00:01Z").indeterminate("registry_not_complete")
    });
    broken(theme);
    present(theme);
    theme.ask("regime-unknown", "No regime speaks for the exporter", ("lond", "borea"), |v| {
        v.indeterminate("regime_unknown")
    });
    stale(theme);
    sources(theme);
}

fn land() -> Land {
    let mut land = Land::new();
    for name in ["corvia", "delmar", "elmis", "fjorda", "gelt", "hadra", "ixia", "juno"] {
        land.add(name);
    }
    land.places.push(super::land::place("lond"));
    land.regime("corvia")["completeness"] = json!({});
    for (name, document) in
        [("delmar", "gone"), ("gelt", "gone"), ("hadra", "gone"), ("juno", "gone")]
    {
        land.regime(name)["completeness"]["permissions"]["documents"] =
            json!([url(&format!("i/{document}"))]);
    }
    let mut open_ended = claim();
    open_ended.as_object_mut().unwrap().remove("until");
    land.regime("ixia")["completeness"]["permissions"] = open_ended;
    land.act("gelt-borea", "gelt", "borea", |_| {});
    land.act("hadra-borea", "hadra", "borea", |act| {
        act.event(event("e1", "repeal", &day("2021-01-01")));
    });
    land.act("juno-borea", "juno", "borea", |act| {
        act.text()["preconditions"] = json!([{ "id": "assessment", "when": "always",
            "evidence": "fact", "reference": "Article 3" }]);
    });
    land.act("elmis-borea", "elmis", "borea", |_| {});
    land.act("fjorda-borea", "fjorda", "borea", |_| {});
    let named = json!([url("i/elmis-borea")]);
    land.regime("elmis")["completeness"]["permissions"]["documents"] = named;
    let act = land.acts.last().unwrap().clone();
    let digest = curated("RecognitionArrangement", "i/fjorda-borea", act).sha256();
    land.regime("fjorda")["completeness"]["permissions"]["documents"] = json!([digest]);
    land
}

fn broken(theme: &mut Theme<'_>) {
    theme.ask(
        "claim-broken",
        "A document that the claim names is not here",
        ("delmar", "borea"),
        |v| v.indeterminate("recognition_unknown"),
    );
    theme.ask(
        "claim-broken-and-yes",
        "Another instrument permits all the same",
        ("gelt", "borea"),
        |v| v.recognised("gelt-borea"),
    );
    theme.ask(
        "claim-broken-and-no",
        "Another instrument does not: the missing one might",
        ("hadra", "borea"),
        |v| v.indeterminate("recognition_unknown").considering(&["hadra-borea"]),
    );
    theme.ask(
        "claim-broken-and-conditional",
        "Another instrument would, with evidence",
        ("juno", "borea"),
        |v| v.conditional("juno-borea"),
    );
}

fn present(theme: &mut Theme<'_>) {
    theme.ask(
        "claim-by-url",
        "A claim that names its documents by URL, all here",
        ("elmis", "aldra"),
        |v| v.not_recognised("no_arrangement"),
    );
    theme.ask(
        "claim-by-digest",
        "A claim that names its documents by SHA-256, all here",
        ("fjorda", "aldra"),
        |v| v.not_recognised("no_arrangement"),
    );
}

/// Documents that should have been replaced by now.
fn stale(theme: &mut Theme<'_>) {
    theme.ask("fresh", "Fresh until its next edition is due", ("gelt", "borea"), |v| {
        v.recognised("gelt-borea").fresh_until("2026-12-20T00:00:00Z")
    });
    theme.ask("stale", "Asked after the next edition was due", ("gelt", "borea"), |v| {
        v.on("2026-12-21").indeterminate("recognition_stale").by("gelt-borea")
    });
    theme.ask("stale-about-the-past", "The same about a day before that", ("gelt", "borea"), |v| {
        v.on("2026-12-21")
            .at("2026-06-01T12:00:00Z")
            .indeterminate("recognition_stale")
            .by("gelt-borea")
            .because(
                "with the knowledge of that day the old edition may lack what was published since",
            )
    });
    theme.ask(
        "stale-and-nothing",
        "An old edition does not prove that there is nothing",
        THERE,
        |v| v.on("2026-12-21").indeterminate("recognition_stale"),
    );
}

/// What an anchor is known to publish.
fn sources(theme: &mut Theme<'_>) {
    let mut land = land();
    land.put = vec![damaged("i/elmis-borea")];
    theme.moves_to("damaged", &land);
    theme.ask("damaged", "The instrument's document is damaged", ("elmis", "borea"), |v| {
        v.indeterminate("recognition_unknown").document(&url("i/elmis-borea"), "document_malformed")
    });
    let mut land = self::land();
    land.sources = vec![url("i/never-seen")];
    theme.moves_to("source", &land);
    theme.ask("source-missing", "A document of the curator is not here", THERE, |v| {
        v.indeterminate("recognition_unknown")
    });
    let mut land = self::land();
    land.unseen = vec![r("hidden")];
    land.sources = vec![url("r/hidden")];
    theme.moves_to("regime", &land);
    theme.ask(
        "regime-unseen",
        "A regime that nobody sees may apply to the exporter",
        ("gelt", "borea"),
        |v| v.indeterminate("recognition_unknown").by("gelt-borea").finding("prohibitions_unknown"),
    );
}
