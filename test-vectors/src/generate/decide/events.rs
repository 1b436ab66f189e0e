//! Every event of an instrument, in both clocks.

use super::Theme;
use super::land::{Act, Land, day};
use crate::generate::Set;
use crate::generate::world::event;
use serde_json::{Value, json};

/// An event that was published on another day than the one on which it takes effect.
fn announced(id: &str, kind: &str, effective: &str, published: &str) -> Value {
    let mut event = event(id, kind, &day(effective));
    event["publishedAt"] = json!(day(published));
    event
}

fn until(mut event: Value, until: &str) -> Value {
    event["until"] = json!(day(until));
    event
}

fn grace(mut event: Value, until: &str, applies_to: &str) -> Value {
    event["grace"] = json!({ "until": format!("{until}T23:59:59Z"), "appliesTo": applies_to });
    event
}

fn ex_tunc(mut event: Value, from: &str) -> Value {
    event["exTuncFrom"] = json!(day(from));
    event
}

/// An act of Aldra for a territory of the same name, with these events after its enactment.
fn act(land: &mut Land, name: &str, events: &[Value]) {
    drawn_up(land, name, |act| events.iter().for_each(|event| act.event(event.clone())));
}

fn drawn_up(land: &mut Land, name: &str, change: impl FnOnce(&mut Act)) {
    land.add(name);
    land.act(name, "aldra", name, change);
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    drawn_up(&mut land, "enact", |act| {
        act.0["events"] = json!([announced("e0", "enact", "2020-06-01", "2020-03-01")]);
    });
    drawn_up(&mut land, "amend", |act| {
        act.amend(announced("e1", "amend", "2022-01-01", "2021-06-01"), |text| {
            text["exclusions"] = json!([{ "name": "health", "kind": "data",
                "reference": "Article 2, as amended",
                "when": { "isA": { "operand": "dataCategories", "values": "some",
                    "of": ["health"] } } }]);
        });
    });
    sunsets(&mut land);
    ends(&mut land);
    annulments(&mut land);
    drawn_up(&mut land, "reviewed", |act| act.0["reviewDue"] = json!(day("2024-01-01")));
    drawn_up(&mut land, "unreviewed", |act| act.0["reviewed"] = json!("unreviewed"));
    for state in ["enabling_only", "empty", "announced", "unverified"] {
        drawn_up(&mut land, &state.replace('_', "-"), |act| act.0["state"] = json!(state));
    }
    let theme = &mut Theme::new(set, "events", &land);
    enactment(theme);
    amendment(theme);
    ask_sunsets(theme);
    ask_suspensions(theme);
    ask_ends(theme);
    ask_graces(theme);
    ask_annulments(theme);
    ask_states(theme);
}

fn enactment(theme: &mut Theme<'_>) {
    let there = ("aldra", "enact");
    theme.ask("enact-first-instant", "From the first instant of its effect", there, |v| {
        v.at("2020-06-01T00:00:00Z").known_on("2020-06-01").recognised("enact")
    });
    theme.ask(
        "enact-second-before",
        "Published, and a second before it takes effect",
        there,
        |v| {
            v.at("2020-05-31T23:59:59Z")
                .known("2020-05-31T23:59:59Z")
                .not_recognised("arrangement_not_yet")
                .by("enact")
                .changing("2020-06-01T00:00:00Z")
        },
    );
    theme.ask(
        "enact-unpublished",
        "An act not yet published is neither used nor shown",
        there,
        |v| {
            v.at("2020-07-01T12:00:00Z")
                .known_on("2020-02-29")
                .not_recognised("no_arrangement")
                .considering(&[])
        },
    );
    theme.ask(
        "enact-known-ahead",
        "Asked about a day after its effect, known before it",
        there,
        |v| v.at("2020-07-01T12:00:00Z").known_on("2020-03-01").recognised("enact"),
    );
}

fn amendment(theme: &mut Theme<'_>) {
    let there = ("aldra", "amend");
    let health = json!(["health"]);
    theme.ask("amend-before", "The day before an amendment excludes the data", there, |v| {
        v.on("2021-12-31")
            .with("dataCategories", health.clone())
            .recognised("amend")
            .changing("2022-01-01T00:00:00Z")
    });
    theme.ask("amend-after", "The day of the amendment", there, |v| {
        v.on("2022-01-01")
            .with("dataCategories", health.clone())
            .not_recognised("data_excluded")
            .by("amend")
    });
    theme.ask(
        "amend-unpublished",
        "The same day, by what was known before its publication",
        there,
        |v| {
            v.on("2022-01-01")
                .known_on("2021-05-31")
                .with("dataCategories", health.clone())
                .recognised("amend")
        },
    );
    theme.ask("amend-other-data", "Data that the amendment does not touch", there, |v| {
        v.on("2022-02-01").with("dataCategories", json!(["contact"])).recognised("amend")
    });
}

fn sunsets(land: &mut Land) {
    let sunset = || announced("e1", "sunset", "2022-06-27", "2020-01-01");
    let mut eastern = sunset();
    eastern["effectiveAt"] = json!("2022-06-27T00:00:00+09:00");
    act(land, "sunset", &[eastern]);
    let extended = |published: &str| {
        let mut extend = until(event("e2", "extend", &day("2022-06-20")), "2023-06-27");
        extend["publishedAt"] = json!(published);
        [sunset(), extend]
    };
    act(land, "extended", &extended("2022-06-20T00:00:00Z"));
    act(land, "extended-last-second", &extended("2022-06-27T23:59:59Z"));
    act(land, "extended-late", &extended("2022-06-28T00:00:00Z"));
    act(
        land,
        "extended-twice",
        &[
            sunset(),
            until(event("e2", "extend", &day("2022-06-20")), "2022-12-27"),
            until(event("e3", "extend", &day("2022-12-20")), "2024-12-27"),
        ],
    );
}

fn ask_sunsets(theme: &mut Theme<'_>) {
    let there = ("aldra", "sunset");
    theme.ask(
        "sunset-last-second",
        "The last second of the last day where the authority is",
        there,
        |v| {
            v.at("2022-06-27T23:59:59+09:00")
                .known_on("2022-06-01")
                .recognised("sunset")
                .changing("2022-06-28T00:00:00+09:00")
        },
    );
    theme.ask("sunset-over", "The next second", there, |v| {
        v.at("2022-06-28T00:00:00+09:00")
            .known_on("2022-06-28")
            .not_recognised("arrangement_expired")
            .by("sunset")
    });
    let there = ("aldra", "extended");
    theme.ask(
        "extend-unknown",
        "After the sunset, by what was known before the extension",
        there,
        |v| {
            v.on("2022-08-01")
                .known_on("2022-06-19")
                .not_recognised("arrangement_expired")
                .by("extended")
        },
    );
    theme.ask("extend-known", "After the sunset, extended in time", there, |v| {
        v.on("2022-08-01").recognised("extended").changing("2023-06-28T00:00:00Z")
    });
    theme.ask("extend-over", "After the end of the extension", there, |v| {
        v.on("2023-06-28").not_recognised("arrangement_expired").by("extended")
    });
    theme.ask(
        "extend-last-second",
        "An extension published in the last second",
        ("aldra", "extended-last-second"),
        |v| v.on("2022-08-01").recognised("extended-last-second"),
    );
    theme.ask(
        "extend-late",
        "An extension published a second too late revives nothing",
        ("aldra", "extended-late"),
        |v| v.on("2022-08-01").not_recognised("arrangement_expired").by("extended-late"),
    );
    let there = ("aldra", "extended-twice");
    theme.ask("extend-twice", "An extension of an extension", there, |v| {
        v.on("2023-06-01").recognised("extended-twice").changing("2024-12-28T00:00:00Z")
    });
    theme.ask("extend-once-known", "The same, when only the first was known", there, |v| {
        v.on("2023-06-01")
            .known_on("2022-10-01")
            .not_recognised("arrangement_expired")
            .by("extended-twice")
    });
}

fn ends(land: &mut Land) {
    let withdraw = || announced("e1", "withdraw", "2022-07-01", "2022-01-01");
    act(
        land,
        "suspended",
        &[
            announced("e1", "suspend", "2021-03-01", "2021-02-01"),
            event("e2", "uphold", &day("2021-06-01")),
        ],
    );
    act(
        land,
        "challenged",
        &[event("e1", "challenge", &day("2021-02-01")), event("e2", "uphold", &day("2022-02-01"))],
    );
    act(land, "withdrawn", &[withdraw()]);
    act(land, "repealed", &[event("e1", "repeal", &day("2022-05-01"))]);
    drawn_up(land, "enacted-again", |act| {
        act.event(event("e1", "repeal", &day("2022-05-01")));
        act.amend(event("e2", "enact", &day("2022-09-01")), |_| {});
    });
    let mut correction = announced("e2", "withdraw", "2022-10-01", "2022-02-01");
    correction["supersedes"] = json!("e1");
    act(land, "corrected", &[withdraw(), correction]);
    act(land, "grace-all", &[grace(withdraw(), "2022-12-31", "all")]);
    act(land, "grace-begun", &[grace(withdraw(), "2022-12-31", "transfers_begun_before")]);
}

fn ask_suspensions(theme: &mut Theme<'_>) {
    let there = ("aldra", "suspended");
    theme.ask("suspend-before", "The suspension is published and not yet in effect", there, |v| {
        v.on("2021-02-15").recognised("suspended").changing("2021-03-01T00:00:00Z")
    });
    theme.ask("suspend", "Suspended", there, |v| {
        v.on("2021-03-01").not_recognised("arrangement_suspended").by("suspended")
    });
    theme.ask(
        "suspend-hindsight",
        "Upholding it does not undo the time of the suspension",
        there,
        |v| {
            v.on("2021-03-15")
                .known_on("2021-07-01")
                .not_recognised("arrangement_suspended")
                .by("suspended")
                .changing("2021-06-01T00:00:00Z")
        },
    );
    theme.ask("uphold", "Upheld, the suspension is over", there, |v| {
        v.on("2021-06-01").recognised("suspended")
    });
    let there = ("aldra", "challenged");
    theme.ask("challenge", "A challenge is a warning", there, |v| {
        v.on("2021-03-01").recognised("challenged").finding("arrangement_challenged")
    });
    theme.ask("challenge-upheld", "Upheld by the court", there, |v| {
        v.on("2022-03-01").recognised("challenged")
    });
}

fn ask_ends(theme: &mut Theme<'_>) {
    let there = ("aldra", "withdrawn");
    theme.ask("withdraw-announced", "A withdrawal that is announced", there, |v| {
        v.on("2022-03-01")
            .recognised("withdrawn")
            .finding("withdrawal_announced")
            .changing("2022-07-01T00:00:00Z")
    });
    theme.ask("withdraw", "The first day without it", there, |v| {
        v.on("2022-07-01").not_recognised("arrangement_withdrawn").by("withdrawn")
    });
    theme.ask(
        "withdraw-unpublished",
        "That day, by what was known before the announcement",
        there,
        |v| v.on("2022-07-01").known_on("2021-12-31").recognised("withdrawn"),
    );
    theme.ask("withdraw-past", "A withdrawal leaves the past as it was", there, |v| {
        v.on("2022-06-30")
            .known_on("2026-11-23")
            .recognised("withdrawn")
            .changing("2022-07-01T00:00:00Z")
    });
    theme.ask("repeal", "Repealed", ("aldra", "repealed"), |v| {
        v.on("2022-05-01").not_recognised("arrangement_withdrawn").by("repealed")
    });
    let there = ("aldra", "enacted-again");
    theme.ask("enact-again", "Repealed, and enacted again later", there, |v| {
        v.on("2022-09-01").recognised("enacted-again")
    });
    theme.ask("enact-again-between", "Between the repeal and the new act", there, |v| {
        v.on("2022-06-01")
            .known_on("2022-10-01")
            .not_recognised("arrangement_withdrawn")
            .by("enacted-again")
            .changing("2022-09-01T00:00:00Z")
    });
    let there = ("aldra", "corrected");
    theme.ask("correction-unknown", "A withdrawal as it was first published", there, |v| {
        v.on("2022-08-01")
            .known_on("2022-01-15")
            .not_recognised("arrangement_withdrawn")
            .by("corrected")
    });
    theme.ask("correction", "A later event supersedes it with another day", there, |v| {
        v.on("2022-08-01")
            .known_on("2022-02-01")
            .recognised("corrected")
            .changing("2022-10-01T00:00:00Z")
    });
}

fn ask_graces(theme: &mut Theme<'_>) {
    let there = ("aldra", "grace-all");
    theme.ask("grace-all", "Withdrawn with a grace for everything", there, |v| {
        v.on("2022-09-01")
            .recognised("grace-all")
            .finding("grace_period")
            .changing("2023-01-01T00:00:00Z")
    });
    theme.ask("grace-all-over", "After the grace", there, |v| {
        v.on("2023-01-01").not_recognised("arrangement_withdrawn").by("grace-all")
    });
    let there = ("aldra", "grace-begun");
    theme.ask("grace-begun", "A grace for transfers that had begun, and it had", there, |v| {
        v.on("2022-09-01")
            .with("begunAt", day("2022-06-30"))
            .recognised("grace-begun")
            .finding("grace_period")
            .changing("2023-01-01T00:00:00Z")
    });
    theme.ask("grace-begun-not", "A transfer that began with the withdrawal", there, |v| {
        v.on("2022-09-01")
            .with("begunAt", day("2022-07-01"))
            .not_recognised("arrangement_withdrawn")
            .by("grace-begun")
    });
    theme.ask("grace-begun-unstated", "When it began was not said", there, |v| {
        v.on("2022-09-01").indeterminate("fact_unstated").by("grace-begun").would(
            "begunAt",
            &[("2022-06-30T23:59:59Z", "recognised"), ("2022-07-01T00:00:00Z", "not_recognised")],
        )
    });
    theme.ask(
        "grace-begun-over",
        "After the grace it no longer matters when it began",
        there,
        |v| v.on("2023-01-01").not_recognised("arrangement_withdrawn").by("grace-begun"),
    );
}

fn annulments(land: &mut Land) {
    let annul = || event("e1", "annul", &day("2022-07-16"));
    act(land, "annulled", &[annul()]);
    act(land, "annulled-ex-tunc", &[ex_tunc(annul(), "2020-01-01")]);
    act(land, "annulled-in-part", &[ex_tunc(annul(), "2021-01-01")]);
    act(land, "annulled-maintained", &[grace(annul(), "2023-01-31", "all")]);
}

fn ask_annulments(theme: &mut Theme<'_>) {
    let there = ("aldra", "annulled");
    theme.ask("annul-past", "An annulment without a date undoes only the future", there, |v| {
        v.on("2022-01-01")
            .known_on("2026-11-23")
            .recognised("annulled")
            .changing("2022-07-16T00:00:00Z")
    });
    theme.ask("annul", "From the day of the annulment", there, |v| {
        v.on("2022-07-16").not_recognised("arrangement_annulled").by("annulled")
    });
    theme.ask("annul-unknown", "By what was known before the judgment", there, |v| {
        v.on("2022-07-16").known_on("2022-07-15").recognised("annulled")
    });
    let there = ("aldra", "annulled-ex-tunc");
    theme.ask(
        "ex-tunc-on-the-day",
        "Annulled from its beginning: as it was known on the day",
        there,
        |v| v.on("2022-01-01").recognised("annulled-ex-tunc"),
    );
    theme.ask("ex-tunc-hindsight", "The same transfer with hindsight", there, |v| {
        v.on("2022-01-01")
            .known_on("2022-07-16")
            .not_recognised("arrangement_annulled")
            .by("annulled-ex-tunc")
    });
    let there = ("aldra", "annulled-in-part");
    theme.ask(
        "ex-tunc-before",
        "Undone from an instant after its beginning: before that",
        there,
        |v| {
            v.on("2020-12-31")
                .known_on("2026-11-23")
                .recognised("annulled-in-part")
                .changing("2021-01-01T00:00:00Z")
        },
    );
    theme.ask(
        "ex-tunc-after",
        "Undone from an instant after its beginning: after that",
        there,
        |v| {
            v.on("2021-01-01")
                .known_on("2026-11-23")
                .not_recognised("arrangement_annulled")
                .by("annulled-in-part")
        },
    );
    let there = ("aldra", "annulled-maintained");
    theme.ask("maintained-effects", "Annulled, its effects maintained for a time", there, |v| {
        v.on("2022-12-01")
            .recognised("annulled-maintained")
            .finding("grace_period")
            .changing("2023-02-01T00:00:00Z")
    });
    theme.ask("maintained-effects-over", "After that time", there, |v| {
        v.on("2023-02-01").not_recognised("arrangement_annulled").by("annulled-maintained")
    });
}

fn ask_states(theme: &mut Theme<'_>) {
    theme.ask("review-overdue", "Its review is overdue", ("aldra", "reviewed"), |v| {
        v.recognised("reviewed").finding("review_overdue")
    });
    theme.ask("unreviewed", "Nobody has compared it with the law", ("aldra", "unreviewed"), |v| {
        v.recognised("unreviewed").finding("instrument_unreviewed")
    });
    for (state, title) in [
        ("enabling-only", "What merely enables permits nothing"),
        ("empty", "A list without entries permits nothing"),
        ("announced", "What was announced and not made permits nothing"),
        ("unverified", "A list that nobody has verified permits nothing"),
    ] {
        theme.ask(&format!("state-{state}"), title, ("aldra", state), |v| {
            v.not_recognised("no_arrangement").by(state).finding("arrangement_inoperative")
        });
    }
}
