//! What a question states, what it leaves open, and predicates over both.

use super::land::{Land, NOVA};
use super::{THERE, Theme};
use crate::format::Vector;
use crate::generate::Set;
use serde_json::{Value, json};

fn fact(name: &str) -> Value {
    json!({ "present": { "operand": "facts", "value": name } })
}

fn is_a(operand: &str, values: &str, of: &[&str]) -> Value {
    json!({ "isA": { "operand": operand, "values": values, "of": of } })
}

fn between(operand: &str, from: u64, below: Value) -> Value {
    json!({ "between": { "operand": operand, "from": from, "below": below } })
}

const HEALTH: &str = "https://w3id.org/dpv/pd#Health";

/// Acts whose scope is a predicate, each for a territory of its name.
fn scopes() -> Vec<(&'static str, Value)> {
    vec![
        ("role-either", is_a("role", "some", &["controller", "processor"])),
        ("role-controller", is_a("role", "every", &["controller"])),
        ("every", is_a("dataCategories", "every", &["contact"])),
        ("some", is_a("dataCategories", "some", &["contact"])),
        ("all", json!({ "all": [fact("a"), fact("b")] })),
        ("any", json!({ "any": [fact("a"), fact("b")] })),
        ("not", json!({ "not": fact("a") })),
        ("either-way", json!({ "any": [fact("a"), { "not": fact("a") }] })),
        ("activity", is_a("activity", "some", &["payroll"])),
        ("site", is_a("site", "some", &["Port Borea"])),
        ("recipient", is_a("recipient", "some", &["hospital"])),
        ("means", is_a("means", "some", &["secure_line"])),
        ("supervisor", is_a("supervisor", "some", &["https://law.example/authority"])),
        ("unbounded", between("volume", 1_000, json!("unbounded"))),
    ]
}

/// Acts with one exclusion of a kind.
fn exclusions() -> Vec<(&'static str, &'static str, Value)> {
    let band = json!({ "all": [
        between("volume", 100_000, json!({ "below": 1_000_000 })),
        between("volumeSensitive", 0, json!({ "below": 10_000 })),
    ] });
    let law =
        json!({ "present": { "operand": "importerLaw", "value": "https://law.example/data-act" } });
    let status =
        json!({ "present": { "operand": "exporterStatus", "value": "critical_infrastructure" } });
    vec![
        ("data", "data", is_a("dataCategories", "some", &[HEALTH])),
        ("subjects", "data_subjects", is_a("dataSubjects", "some", &["employees"])),
        ("purpose", "purpose", is_a("purposes", "some", &["journalism"])),
        ("sector", "sector", is_a("sectors", "some", &["public"])),
        ("law", "importer_law", json!({ "not": law })),
        ("exporter", "exporter", status),
        ("volume", "volume", json!({ "not": band })),
        ("other", "other", fact("scraped")),
    ]
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    land.act("adequacy", "aldra", "borea", |_| {});
    for (name, scope) in scopes() {
        land.add(name);
        land.act(name, "aldra", name, |act| act.text()["scope"] = scope);
    }
    for (name, kind, when) in exclusions() {
        land.add(name);
        land.act(name, "aldra", name, |act| {
            act.text()["exclusions"] =
                json!([{ "name": name, "kind": kind, "when": when, "reference": "Article 4" }]);
        });
    }
    land.add("role-split");
    for role in ["controller", "processor"] {
        land.act(&format!("role-split-{role}"), "aldra", "role-split", |act| {
            act.text()["scope"] = is_a("role", "some", &[role]);
        });
    }
    let theme = &mut Theme::new(set, "facts", &land);
    theme.ask("nothing-stated", "An act that asks nothing needs no facts", THERE, |v| {
        v.recognised("adequacy")
    });
    roles(theme);
    data(theme);
    quantifiers(theme);
    connectives(theme);
    volumes(theme);
    names(theme);
    kinds(theme);
}

fn roles(theme: &mut Theme<'_>) {
    theme.ask(
        "role-unstated-all-yes",
        "The role is unstated, and every role gives yes",
        ("aldra", "role-either"),
        |v| v.recognised("role-either"),
    );
    theme.ask(
        "role-unstated-other-instrument",
        "Every role gives yes, but not by the same instrument",
        ("aldra", "role-split"),
        |v| {
            v.indeterminate("fact_unstated")
                .by("role-split-controller")
                .would(
                    "role",
                    &[
                        ("controller", "recognised"),
                        ("joint_controller", "recognised"),
                        ("processor", "recognised"),
                        ("sub_processor", "recognised"),
                    ],
                )
                .because("an answer names the instrument under which it holds")
        },
    );
    let there = ("aldra", "role-controller");
    theme.ask("role-unstated-differs", "The role is unstated, and it matters", there, |v| {
        v.indeterminate("fact_unstated").by("role-controller").would(
            "role",
            &[
                ("controller", "recognised"),
                ("joint_controller", "recognised"),
                ("processor", "not_recognised"),
                ("sub_processor", "not_recognised"),
            ],
        )
    });
    theme.ask("role-joint", "Who controls together with others controls", there, |v| {
        v.with("role", "joint_controller").recognised("role-controller")
    });
    theme.ask("role-processor", "A processor does not", there, |v| {
        v.with("role", "processor").not_recognised("outside_instrument_scope").by("role-controller")
    });
}

fn data(theme: &mut Theme<'_>) {
    let there = ("aldra", "data");
    let of = |v: Vector, category: &str| v.with("dataCategories", json!([category]));
    theme.ask("data-excluded", "A kind of the excluded data", there, |v| {
        of(v, "genetic")
            .not_recognised("data_excluded")
            .by("data")
            .because("genetic data are health data in the taxonomy")
    });
    theme.ask("data-unrelated", "Data of another kind", there, |v| {
        of(v, "credit").recognised("data")
    });
    theme.ask("data-more-general", "Data stated more generally than the exclusion", there, |v| {
        of(v, "https://w3id.org/dpv#PersonalData")
            .indeterminate("fact_unstated")
            .by("data")
            .would("dataCategories", &[(HEALTH, "not_recognised")])
    });
    theme.ask("data-unknown-concept", "A concept that the taxonomy does not know", there, |v| {
        of(v, "https://taxonomy.example/mood").indeterminate("fact_unstated").by("data")
    });
    theme.ask("data-unstated", "No data stated at all", there, |v| {
        v.indeterminate("fact_unstated").by("data")
    });
    theme.ask("data-among-others", "One of several categories is excluded", there, |v| {
        v.with("dataCategories", json!(["contact", "health"]))
            .not_recognised("data_excluded")
            .by("data")
    });
    theme.ask(
        "data-no-and-open",
        "One category is excluded, another too general: that is a no",
        there,
        |v| {
            v.with("dataCategories", json!(["personal", "health"]))
                .not_recognised("data_excluded")
                .by("data")
        },
    );
}

fn quantifiers(theme: &mut Theme<'_>) {
    for (id, title, act, data, code) in [
        ("every-holds", "Every category fits", "every", ["contact", "email"], None),
        (
            "every-fails",
            "Every category must fit, and one does not",
            "every",
            ["contact", "credit"],
            Some("outside_instrument_scope"),
        ),
        ("some-holds", "One category that fits is enough", "some", ["contact", "credit"], None),
        (
            "some-fails",
            "No category fits",
            "some",
            ["salary", "credit"],
            Some("outside_instrument_scope"),
        ),
    ] {
        theme.ask(id, title, ("aldra", act), |v| {
            let v = v.with("dataCategories", json!(data));
            match code {
                None => v.recognised(act),
                Some(code) => v.not_recognised(code).by(act),
            }
        });
    }
    theme.ask(
        "every-open",
        "Every category must fit, and of one it cannot be told",
        ("aldra", "every"),
        |v| {
            v.with("dataCategories", json!(["email", "personal"]))
                .indeterminate("fact_unstated")
                .by("every")
        },
    );
    theme.ask(
        "some-decided",
        "One that fits decides, whatever the others are",
        ("aldra", "some"),
        |v| v.with("dataCategories", json!(["email", "personal"])).recognised("some"),
    );
}

fn connectives(theme: &mut Theme<'_>) {
    let no = "not_recognised";
    let (yes, open) = ("recognised", "indeterminate");
    for (id, title, act, facts, verdict) in [
        ("all-one-false", "all: one no decides", "all", json!({ "a": false }), no),
        ("all-one-open", "all: a yes and an open fact", "all", json!({ "a": true }), open),
        ("all-true", "all: two yes", "all", json!({ "a": true, "b": true }), yes),
        ("any-one-true", "any: one yes decides", "any", json!({ "b": true }), yes),
        ("any-one-open", "any: a no and an open fact", "any", json!({ "b": false }), open),
        ("any-false", "any: two no", "any", json!({ "a": false, "b": false }), no),
        ("not-open", "not: of an open fact", "not", json!({}), open),
        ("not-false", "not: of what is denied", "not", json!({ "a": false }), yes),
        ("not-true", "not: of what is asserted", "not", json!({ "a": true }), no),
        (
            "either-way-open",
            "Every value of the open fact gives the same",
            "either-way",
            json!({}),
            yes,
        ),
    ] {
        theme.ask(id, title, ("aldra", act), |v| {
            let v = v.with("facts", facts);
            match verdict {
                "recognised" => v.recognised(act),
                "indeterminate" => v.indeterminate("fact_unstated").by(act),
                _ => v.not_recognised("outside_instrument_scope").by(act),
            }
        });
    }
}

fn volumes(theme: &mut Theme<'_>) {
    let there = ("aldra", "volume");
    for (id, title, volume, sensitive, fits) in [
        ("volume-below", "One person fewer than the band", 99_999, 0, false),
        ("volume-lower-edge", "The lower edge of the band", 100_000, 0, true),
        ("volume-upper-edge", "The last number within the band", 999_999, 9_999, true),
        ("volume-above", "The first number above it", 1_000_000, 0, false),
        ("volume-sensitive-above", "Too many with sensitive data", 500_000, 10_000, false),
    ] {
        theme.ask(id, title, there, |v| {
            let v = v.with("volume", volume).with("volumeSensitive", sensitive);
            if fits {
                v.recognised("volume")
            } else {
                v.not_recognised("volume_out_of_band").by("volume")
            }
        });
    }
    theme.ask("volume-unstated", "The number is unstated", there, |v| {
        v.with("volumeSensitive", 0).indeterminate("fact_unstated").by("volume").would(
            "volume",
            &[
                ("99999", "not_recognised"),
                ("100000", "recognised"),
                ("999999", "recognised"),
                ("1000000", "not_recognised"),
            ],
        )
    });
    theme.ask(
        "volume-unstated-no-matter",
        "One number is unstated, and the other says no",
        there,
        |v| v.with("volumeSensitive", 10_000).not_recognised("volume_out_of_band").by("volume"),
    );
    let there = ("aldra", "unbounded");
    theme.ask("volume-unbounded", "A band without an upper end", there, |v| {
        v.with("volume", 9_000_000).recognised("unbounded")
    });
    theme.ask("volume-unbounded-below", "Below its lower end", there, |v| {
        v.with("volume", 999).not_recognised("outside_instrument_scope").by("unbounded")
    });
}

/// Operands that are names: the one that is meant, another, and none.
fn names(theme: &mut Theme<'_>) {
    for (act, fits, other) in [
        ("activity", "payroll", "marketing"),
        ("site", "Port Borea", "Old Borea"),
        ("recipient", "hospital", "insurer"),
        ("means", "secure_line", "post"),
        ("supervisor", "https://law.example/authority", "https://law.example/nobody"),
    ] {
        theme.ask(
            &format!("{act}-fits"),
            &format!("The {act} is the one that is meant"),
            ("aldra", act),
            |v| v.with(act, fits).recognised(act),
        );
        theme.ask(&format!("{act}-other"), &format!("Another {act}"), ("aldra", act), |v| {
            v.with(act, other).not_recognised("outside_instrument_scope").by(act)
        });
        theme.ask(&format!("{act}-unstated"), &format!("No {act} stated"), ("aldra", act), |v| {
            v.indeterminate("fact_unstated").by(act)
        });
    }
}

/// Each kind of exclusion has a code of its own.
fn kinds(theme: &mut Theme<'_>) {
    for (act, code, member, hit, miss) in [
        (
            "subjects",
            "data_subjects_excluded",
            "dataSubjects",
            json!(["employees"]),
            json!(["consumers"]),
        ),
        ("purpose", "purpose_excluded", "purposes", json!(["journalism"]), json!(["payroll"])),
        ("sector", "sector_excluded", "sectors", json!(["public"]), json!(["finance"])),
        (
            "law",
            "importer_law_excluded",
            "importerLaw",
            json!({ "https://law.example/data-act": false }),
            json!({ "https://law.example/data-act": true }),
        ),
        (
            "exporter",
            "exporter_excluded",
            "exporterStatus",
            json!({ "critical_infrastructure": true }),
            json!({ "critical_infrastructure": false }),
        ),
        (
            "other",
            "transfer_excluded",
            "facts",
            json!({ "scraped": true }),
            json!({ "scraped": false }),
        ),
    ] {
        let there = ("aldra", act);
        theme.ask(&format!("{act}-excluded"), &format!("Excluded: {act}"), there, |v| {
            v.imported_by(NOVA).with(member, hit).not_recognised(code).by(act)
        });
        theme.ask(&format!("{act}-not-excluded"), &format!("Not excluded: {act}"), there, |v| {
            v.imported_by(NOVA).with(member, miss).recognised(act)
        });
        theme.ask(
            &format!("{act}-open"),
            &format!("Perhaps excluded: {act}, of which nothing is stated"),
            there,
            |v| v.imported_by(NOVA).indeterminate("fact_unstated").by(act),
        );
    }
}
