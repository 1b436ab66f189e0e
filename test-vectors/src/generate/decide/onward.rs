//! What binds data on their further way. Recognition is never transitive.

use super::land::{Land, NOVA, day, i, r, s};
use super::{THERE, Theme};
use crate::format::Vector;
use crate::generate::Set;
use crate::generate::world::event;
use serde_json::{Value, json};

fn rule(allowed: Value, barred: Value, inherits: bool) -> Value {
    json!({ "allowedTools": allowed, "barredTools": barred, "inherits": inherits })
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    for name in ["corvia", "delmar", "elmis", "fjorda", "gelt", "hadra", "ixia"] {
        land.add(name);
    }
    land.regime("fjorda")["exporterRule"] = json!("unrestricted");
    land.regime("gelt")["exporterRule"] = json!("permit_unless_listed");
    land.order("gelt-mill", "gelt", |_| {});
    land.act("adequacy", "aldra", "borea", |_| {});
    land.act("delmar-seal", "aldra", "delmar", |act| act.accepts_seal());
    // Under which the data came to Aldra.
    for (name, onward) in [
        ("free", rule(json!("any"), json!([]), false)),
        ("allows", rule(json!([i("adequacy")]), json!([]), false)),
        ("allows-seal", rule(json!([s("seal")]), json!([]), false)),
        ("bars", rule(json!("any"), json!([i("adequacy")]), false)),
        ("bars-for-ever", rule(json!("any"), json!([i("adequacy")]), true)),
        ("without-tool", rule(json!(["none"]), json!([]), false)),
    ] {
        land.act(name, "corvia", "aldra", |act| act.text()["onward"] = onward);
    }
    land.act("bars-and-ended", "corvia", "aldra", |act| {
        act.text()["onward"] = rule(json!("any"), json!([i("adequacy")]), false);
        act.event(event("e1", "repeal", &day("2024-01-01")));
    });
    // Every instrument of Elmis says the same; those of Corvia differ.
    for name in ["elmis-aldra", "elmis-borea"] {
        land.act(name, "elmis", "aldra", |act| {
            act.text()["onward"] = rule(json!([]), json!([]), false);
        });
    }
    land.act("hadra-aldra", "hadra", "aldra", |_| {});
    let seal = land.certify("ON-1", |_| {});
    let theme = &mut Theme::new(set, "onward", &land);
    direct(theme, &seal);
    inherited(theme);
    unrestricted(theme);
    theme.ask(
        "not-transitive",
        "Hadra permits Aldra and Aldra permits Borea: Hadra does not permit Borea",
        ("hadra", "borea"),
        |v| v.not_recognised("no_arrangement").considering(&[]),
    );
}

/// Data that came under instruments of these regimes, the last one last.
fn came(v: Vector, under: &[(&str, Option<&str>)]) -> Vector {
    let origins = under.iter().map(|(regime, act)| match act {
        Some(act) => json!({ "regime": r(regime), "instrument": i(act) }),
        None => json!({ "regime": r(regime) }),
    });
    v.with("provenance", origins.collect::<Vec<_>>())
}

fn direct(theme: &mut Theme<'_>, seal: &String) {
    theme.ask("free", "The data came under an instrument that allows every tool", THERE, |v| {
        came(v, &[("corvia", Some("free"))]).recognised("adequacy")
    });
    theme.ask("allowed", "The tool is one of those that are allowed", THERE, |v| {
        came(v, &[("corvia", Some("allows"))]).recognised("adequacy")
    });
    theme.ask("not-allowed", "The tool is none of those", THERE, |v| {
        came(v, &[("corvia", Some("allows-seal"))])
            .not_recognised("onward_tool_barred")
            .by("adequacy")
    });
    theme.ask("barred", "The tool is barred by name", THERE, |v| {
        came(v, &[("corvia", Some("bars"))]).not_recognised("onward_tool_barred").by("adequacy")
    });
    theme.ask(
        "barred-though-ended",
        "The instrument under which they came has ended, and still binds",
        THERE,
        |v| {
            came(v, &[("corvia", Some("bars-and-ended"))])
                .not_recognised("onward_tool_barred")
                .by("adequacy")
        },
    );
    theme.ask(
        "scheme-allowed",
        "The scheme of the certificate is the tool that is allowed",
        ("aldra", "delmar"),
        |v| {
            came(v, &[("corvia", Some("allows-seal"))])
                .imported_by(NOVA)
                .presenting(&[seal])
                .recognised("delmar-seal")
        },
    );
    theme.ask(
        "instrument-unknown",
        "They came under an instrument that nobody knows",
        THERE,
        |v| came(v, &[("corvia", Some("nowhere"))]).indeterminate("origin_unknown").by("adequacy"),
    );
    theme.ask("regime-unknown", "They came under a regime that nobody knows", THERE, |v| {
        came(v, &[("nowhere", None)]).indeterminate("origin_unknown").by("adequacy")
    });
    theme.ask(
        "instrument-unstated",
        "Under which instrument is not said, and they differ",
        THERE,
        |v| came(v, &[("corvia", None)]).indeterminate("origin_unknown").by("adequacy"),
    );
    theme.ask(
        "instrument-unstated-no-matter",
        "Under which is not said, and all say the same",
        THERE,
        |v| came(v, &[("elmis", None)]).not_recognised("onward_tool_barred").by("adequacy"),
    );
    theme.ask(
        "instrument-of-another-regime",
        "An instrument named under a regime that is not its own",
        THERE,
        |v| came(v, &[("elmis", Some("free"))]).indeterminate("origin_unknown").by("adequacy"),
    );
}

fn inherited(theme: &mut Theme<'_>) {
    let last = ("hadra", Some("hadra-aldra"));
    theme.ask("inherited", "A bar that is inherited, two transfers back", THERE, |v| {
        came(v, &[("corvia", Some("bars-for-ever")), last])
            .not_recognised("onward_tool_barred")
            .by("adequacy")
    });
    theme.ask(
        "not-inherited",
        "A bar that binds the next transfer only, two transfers back",
        THERE,
        |v| came(v, &[("corvia", Some("bars")), last]).recognised("adequacy"),
    );
    theme.ask(
        "inherited-unknown",
        "Two transfers back, under an instrument that nobody knows",
        THERE,
        |v| {
            came(v, &[("corvia", Some("nowhere")), last])
                .indeterminate("origin_unknown")
                .by("adequacy")
        },
    );
    theme.ask("worst-of-two", "The one allows, the other bars", THERE, |v| {
        came(v, &[("corvia", Some("bars-for-ever")), ("corvia", Some("allows"))])
            .not_recognised("onward_tool_barred")
            .by("adequacy")
    });
}

/// Regimes that ask for no instrument give no tool.
fn unrestricted(theme: &mut Theme<'_>) {
    let there = ("fjorda", "borea");
    theme.ask("unrestricted", "A regime without a rule on exports", there, |v| v.not_restricted());
    theme.ask(
        "unless-listed",
        "A regime that permits what it does not list",
        ("gelt", "borea"),
        |v| v.imported_by(NOVA).not_restricted(),
    );
    theme.ask("unless-listed-and-listed", "The same, and it is listed", ("gelt", "borea"), |v| {
        v.imported_by(super::land::MILL).prohibited()
    });
    theme.ask("unrestricted-and-free", "Data that may go on without a tool", there, |v| {
        came(v, &[("corvia", Some("without-tool"))]).not_restricted()
    });
    theme.ask(
        "unrestricted-and-bound",
        "Data that may only go on by a tool: there is none to look at",
        there,
        |v| came(v, &[("corvia", Some("allows"))]).indeterminate("origin_unknown"),
    );
}
