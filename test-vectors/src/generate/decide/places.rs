//! Names of places in their time: codes that were used again, successors, and places of
//! which it is open whose they are.

use super::Theme;
use super::land::{Land, day, j, part};
use crate::generate::Set;
use serde_json::{Value, json};

fn code(value: &str, from: Option<&str>, until: Option<&str>) -> Value {
    let mut code = json!({ "system": "iso3166-1", "value": value });
    if let Some(from) = from {
        code["from"] = json!(day(from));
    }
    if let Some(until) = until {
        code["until"] = json!(format!("{until}T23:59:59Z"));
    }
    code
}

fn succeeded(successor: &str, instruments: &str) -> Value {
    json!([{ "successor": j(successor), "at": day("2022-07-01"), "instruments": instruments }])
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    // XQ meant Kelda until 2009 and has meant Lomond since 2012.
    for name in ["kelda", "lomond"] {
        land.add(name);
        land.act(name, "aldra", name, |act| {
            act.0["events"][0]["effectiveAt"] = json!(day("2001-01-01"));
            act.0["events"][0]["publishedAt"] = json!(day("2001-01-01"));
        });
    }
    land.place("kelda")["codes"] =
        json!([code("XQ", None, Some("2009-12-31")), code("XK", None, None)]);
    land.place("lomond")["codes"] =
        json!([code("XQ", Some("2012-01-01"), None), code("XD", None, None)]);
    land.place("aldra")["codes"] = json!([code("XD", None, None), code("XA", None, None)]);
    // Three countries that ended, and what became of instruments that name them.
    for (former, later, instruments) in [
        ("mora", "nova-mora", "continue"),
        ("orsa", "nova-orsa", "lapse"),
        ("runa", "nova-runa", "undeclared"),
    ] {
        land.add(former);
        land.add(later);
        land.place(former)["succession"] = succeeded(later, instruments);
        land.act(former, "aldra", former, |_| {});
        land.act(&format!("from-{former}"), former, "borea", |_| {});
    }
    // The regime of Mora goes on under its successor, which has none of its own.
    land.regimes.retain(|regime| regime["id"] != super::land::r("nova-mora"));
    for (name, kind) in [("strand", "disputed"), ("tarn", "unresolved")] {
        land.places.push(part(name, "borea"));
        land.place(name)["kind"] = json!(kind);
    }
    land.act("adequacy", "aldra", "borea", |_| {});
    land.place("borea")["within"] = json!([
        { "id": j("union"), "from": day("2010-01-01"), "until": "2023-12-31T23:59:59Z" },
    ]);
    land.add("union");
    land.act("union", "runa", "union", |_| {});
    let theme = &mut Theme::new(set, "places", &land);
    codes(theme);
    successions(theme);
    open(theme);
    memberships(theme);
}

fn codes(theme: &mut Theme<'_>) {
    let there = ("aldra", "=XQ");
    theme.ask("code-then", "A code in the time of its former meaning", there, |v| {
        v.on("2009-12-31").recognised("kelda").changing("2010-01-01T00:00:00Z")
    });
    theme.ask("code-between", "The same code while it had none", there, |v| {
        v.on("2011-06-01").indeterminate("jurisdiction_unknown")
    });
    theme.ask("code-now", "The same code in the time of its present meaning", there, |v| {
        v.recognised("lomond")
    });
    theme.ask("code-other", "Another code of the former one", ("aldra", "=XK"), |v| {
        v.recognised("kelda")
    });
    theme.ask(
        "code-of-two",
        "A code that means two places at once means neither",
        ("aldra", "=XD"),
        |v| v.indeterminate("jurisdiction_unknown"),
    );
    theme.ask("code-exporter", "An exporter by its code", ("=XA", "lomond"), |v| {
        v.recognised("lomond")
    });
    theme.ask("code-unknown", "A code that no register has", ("aldra", "=XX"), |v| {
        v.indeterminate("jurisdiction_unknown")
    });
    theme.ask(
        "code-unknown-exporter",
        "An exporter in a place that no register has",
        ("=XX", "borea"),
        |v| v.indeterminate("jurisdiction_unknown"),
    );
}

fn successions(theme: &mut Theme<'_>) {
    theme.ask("succession-before", "A place before it ended", ("aldra", "mora"), |v| {
        v.on("2022-06-30").recognised("mora").changing("2022-07-01T00:00:00Z")
    });
    theme.ask("succession-ended", "A place that had ended by then", ("aldra", "mora"), |v| {
        v.on("2022-07-01").indeterminate("jurisdiction_succeeded")
    });
    theme.ask(
        "succession-continue",
        "Instruments that name the former one hold for its successor",
        ("aldra", "nova-mora"),
        |v| v.recognised("mora"),
    );
    theme.ask(
        "succession-continue-before",
        "Not before the succession",
        ("aldra", "nova-mora"),
        |v| v.on("2022-06-30").not_recognised("no_arrangement").changing("2022-07-01T00:00:00Z"),
    );
    theme.ask("succession-lapse", "Instruments that lapsed with it", ("aldra", "nova-orsa"), |v| {
        v.not_recognised("no_arrangement").considering(&[])
    });
    theme.ask(
        "succession-undeclared",
        "Nobody has said what became of them",
        ("aldra", "nova-runa"),
        |v| v.indeterminate("fact_unstated").by("runa"),
    );
    theme.ask(
        "succession-regime-continues",
        "The successor exports under the former one's law",
        ("nova-mora", "borea"),
        |v| v.recognised("from-mora"),
    );
    theme.ask(
        "succession-regime-lapsed",
        "A successor with law of its own",
        ("nova-orsa", "borea"),
        |v| v.not_recognised("no_arrangement").considering(&[]),
    );
    theme.ask(
        "succession-exporter-ended",
        "An exporter in a place that has ended",
        ("mora", "borea"),
        |v| v.indeterminate("jurisdiction_succeeded"),
    );
}

fn open(theme: &mut Theme<'_>) {
    theme.ask("disputed", "To a place that is disputed", ("aldra", "strand"), |v| {
        v.indeterminate("jurisdiction_disputed")
    });
    theme.ask(
        "unresolved",
        "To a place that the rules may or may not reach",
        ("aldra", "tarn"),
        |v| v.indeterminate("territorial_scope_unresolved"),
    );
    theme.ask("disputed-exporter", "From a place that is disputed", ("strand", "borea"), |v| {
        v.indeterminate("jurisdiction_disputed")
    });
}

/// Borea was part of the union until the end of 2023.
fn memberships(theme: &mut Theme<'_>) {
    let there = ("nova-runa", "borea");
    theme.ask("within-others-law", "An act of another country's law", there, |v| {
        v.on("2023-06-01").not_recognised("no_arrangement")
    });
    let there = ("runa", "borea");
    theme.ask("within-then", "A part of what the act names, at that time", there, |v| {
        v.on("2022-06-30").recognised("from-runa").considering(&["from-runa", "union"])
    });
}
