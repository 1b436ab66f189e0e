//! The seven legal effects, and the best of several instruments.

use super::land::{BODY, Issue, Land, MILL, NOVA, accepted, day};
use super::{THERE, Theme};
use crate::generate::Set;
use crate::generate::world::event;
use serde_json::{Value, json};

/// What turns on a fact that the asker may assert or deny.
fn fact(name: &str) -> Value {
    json!({ "present": { "operand": "facts", "value": name } })
}

fn health() -> Value {
    json!([{ "name": "health", "kind": "data", "reference": "Article 2",
        "when": { "isA": { "operand": "dataCategories", "values": "some", "of": ["health"] } } }])
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    for name in
        ["corvia", "delmar", "elmis", "fjorda", "gelt", "hadra", "ixia", "juno", "kelda", "lorn"]
    {
        land.add(name);
    }
    for name in ["kelda", "lorn"] {
        land.regime(name)["completeness"] = json!({});
    }
    land.schemes.extend(["list", "export", "management", "mark"].map(|name| (name, json!([]))));
    acts(&mut land);
    let holding = |scheme: &'static str, holder: &'static str| {
        move |draft: &mut Value| {
            draft["subject"]["id"] = json!(holder);
            draft["subject"]["certification"]["scheme"] = json!(super::land::s(scheme));
        }
    };
    let seal = land.certify("EF-1", |_| {});
    let list = land.certify("EF-2", holding("list", NOVA));
    let export = land.certify_with(&Issue::of(BODY), "EF-3", holding("export", MILL));
    let management = land.certify("EF-4", holding("management", NOVA));
    let mark = land.certify("EF-5", holding("mark", NOVA));
    let theme = &mut Theme::new(set, "effects", &land);

    theme.ask(
        "permit-territory",
        "A territory is permitted; nobody's certificate matters",
        THERE,
        |v| v.imported_by(NOVA).recognised("adequacy").considering(&["adequacy"]),
    );
    theme.ask(
        "permit-territory-nobody",
        "The same, and the importer is not even named",
        THERE,
        |v| v.recognised("adequacy").owing(&[]),
    );
    let corvia = ("aldra", "corvia");
    theme.ask("permit-if-certified", "A listed organisation", corvia, |v| {
        v.imported_by(NOVA).presenting(&[&list]).recognised("corvia-list")
    });
    theme.ask(
        "permit-if-certified-missing",
        "Only listed organisations, and nothing was presented",
        corvia,
        |v| v.imported_by(NOVA).not_recognised("certificate_missing").by("corvia-list"),
    );
    theme.ask(
        "permit-if-certified-other",
        "Presented certificates are a closed set",
        corvia,
        |v| {
            v.imported_by(NOVA)
                .presenting(&[&seal])
                .not_recognised("scheme_not_accepted_by_instrument")
                .by("corvia-list")
                .because(
                    "Nova is on the list in this very world, but did not present that certificate",
                )
        },
    );
    let delmar = ("aldra", "delmar");
    theme.ask("safeguard", "A certificate as an appropriate safeguard", delmar, |v| {
        v.imported_by(NOVA).presenting(&[&seal]).recognised("delmar-seal")
    });
    theme.ask("safeguard-missing", "A safeguard that nobody shows", delmar, |v| {
        v.imported_by(NOVA).not_recognised("certificate_missing").by("delmar-seal")
    });
    let elmis = ("aldra", "elmis");
    theme.ask(
        "exporter-authorisation",
        "The exporter's certificate authorises its exports",
        elmis,
        |v| {
            v.with("exporter", json!({ "id": MILL }))
                .imported_by(NOVA)
                .presenting(&[&export])
                .recognised("elmis-export")
        },
    );
    theme.ask(
        "exporter-authorisation-wrong-holder",
        "The importer holds what the exporter must hold",
        elmis,
        |v| {
            v.with("exporter", json!({ "id": NOVA }))
                .imported_by(MILL)
                .presenting(&[&export])
                .not_recognised("wrong_holder")
                .by("elmis-export")
        },
    );
    no_effect(theme, &management, &mark);
    best(theme, &seal);
}

fn acts(land: &mut Land) {
    land.act("adequacy", "aldra", "borea", |_| {});
    land.act("corvia-list", "aldra", "corvia", |act| {
        act.0["effect"] = json!("permit_if_certified");
        act.text()["schemes"] = json!([accepted("list")]);
    });
    land.act("delmar-seal", "aldra", "delmar", |act| act.accepts_seal());
    land.act("elmis-export", "aldra", "elmis", |act| {
        act.0["effect"] = json!("exporter_authorisation");
        act.text()["schemes"] = json!([accepted("export")]);
        act.text()["holder"] = json!("exporter");
    });
    land.act("conformity", "aldra", "borea", |act| {
        act.0["effect"] = json!("conformity_accepted");
        act.0["exporterRegime"] = json!("any");
        act.text()["importer"] = json!("any");
        act.text()["schemes"] = json!([accepted("management")]);
    });
    land.act("fjorda-mark", "aldra", "fjorda", |act| {
        act.0["effect"] = json!("mark_equivalent");
        act.text()["schemes"] = json!([accepted("mark")]);
    });
    land.act("gelt-enforcement", "aldra", "gelt", |act| {
        act.0["effect"] = json!("enforcement_cooperation");
    });
    land.act("kelda-enforcement", "kelda", "gelt", |act| {
        act.0["effect"] = json!("enforcement_cooperation");
    });
    land.act("kelda-announced", "kelda", "hadra", |act| act.0["state"] = json!("announced"));
    land.act("lorn-general", "lorn", "hadra", |act| {
        act.text()["importer"] = json!("any");
        act.text()["scope"] = fact("registered");
    });
    land.act("hadra-seal", "aldra", "hadra", |act| act.accepts_seal());
    land.act("hadra-adequacy", "aldra", "hadra", |act| act.text()["exclusions"] = health());
    land.act("ixia-evidence", "aldra", "ixia", |act| {
        act.text()["preconditions"] = json!([{ "id": "assessment", "when": "always",
            "evidence": "fact", "reference": "Article 3" }]);
    });
    land.act("ixia-fact", "aldra", "ixia", |act| act.text()["scope"] = fact("registered"));
    land.act("juno-fact", "aldra", "juno", |act| act.text()["scope"] = fact("registered"));
    land.act("juno-over", "aldra", "juno", |act| {
        act.event(event("e1", "repeal", &day("2021-01-01")));
    });
}

fn no_effect(theme: &mut Theme<'_>, management: &String, mark: &String) {
    theme.ask(
        "conformity-accepted",
        "A certificate accepted everywhere, with no effect on transfers",
        ("aldra", "fjorda"),
        |v| {
            v.imported_by(NOVA)
                .presenting(&[management])
                .not_recognised("no_transfer_effect")
                .by("conformity")
        },
    );
    theme.ask(
        "conformity-beside-a-permission",
        "The same beside an instrument that permits",
        THERE,
        |v| {
            v.imported_by(NOVA)
                .presenting(&[management])
                .recognised("adequacy")
                .considering(&["adequacy", "conformity"])
        },
    );
    theme.ask(
        "mark-equivalent",
        "A mark that counts as one's own permits no transfer",
        ("aldra", "fjorda"),
        |v| {
            v.imported_by(NOVA)
                .presenting(&[mark])
                .not_recognised("no_transfer_effect")
                .by("fjorda-mark")
        },
    );
    theme.ask(
        "enforcement-cooperation",
        "Authorities that help one another permit no transfer",
        ("aldra", "gelt"),
        |v| v.imported_by(NOVA).not_recognised("no_arrangement").considering(&[]),
    );
    theme.ask("no-effect-proves-nothing", "An instrument without effect is no proof that there is none with it", ("kelda", "gelt"), |v| {
        v.imported_by(NOVA).indeterminate("registry_not_complete").considering(&[])
            .because("what permits no transfer says nothing about transfers; and the regime claims no whole list")
    });
    theme.ask(
        "conformity-proves-nothing",
        "Nor is a certificate that is accepted as such",
        ("kelda", "gelt"),
        |v| {
            v.imported_by(NOVA)
                .presenting(&[management])
                .indeterminate("registry_not_complete")
                .considering(&["conformity"])
        },
    );
    theme.ask(
        "inoperative-proves-nothing",
        "Nor is an act that was announced and not made",
        ("kelda", "hadra"),
        |v| {
            v.imported_by(NOVA)
                .indeterminate("registry_not_complete")
                .considering(&["kelda-announced"])
        },
    );
    theme.ask(
        "general-proves-nothing",
        "Nor is a general act that is for other transfers",
        ("lorn", "hadra"),
        |v| {
            v.imported_by(NOVA)
                .with("facts", json!({ "registered": false }))
                .indeterminate("registry_not_complete")
                .considering(&["lorn-general"])
        },
    );
}

fn best(theme: &mut Theme<'_>, seal: &String) {
    let hadra = ("aldra", "hadra");
    theme.ask(
        "best-certificate",
        "The one excludes the data, the other accepts the certificate",
        hadra,
        |v| {
            v.imported_by(NOVA)
                .with("dataCategories", json!(["health"]))
                .presenting(&[seal])
                .recognised("hadra-seal")
                .considering(&["hadra-seal", "hadra-adequacy"])
        },
    );
    theme.ask(
        "best-territory",
        "The one lacks a certificate, the other permits the territory",
        hadra,
        |v| {
            v.imported_by(NOVA)
                .with("dataCategories", json!(["contact"]))
                .recognised("hadra-adequacy")
                .considering(&["hadra-adequacy", "hadra-seal"])
        },
    );
    theme.ask(
        "conditional-before-open",
        "Evidence owed is nearer to yes than a fact unstated",
        ("aldra", "ixia"),
        |v| v.conditional("ixia-evidence").considering(&["ixia-evidence", "ixia-fact"]),
    );
    theme.ask(
        "recognised-before-conditional",
        "With the fact, the other one suffices",
        ("aldra", "ixia"),
        |v| {
            v.with("facts", json!({ "registered": true }))
                .recognised("ixia-fact")
                .considering(&["ixia-fact", "ixia-evidence"])
        },
    );
    theme.ask(
        "open-before-no",
        "A fact unstated is nearer to yes than an act repealed",
        ("aldra", "juno"),
        |v| {
            v.indeterminate("fact_unstated")
                .by("juno-fact")
                .considering(&["juno-fact", "juno-over"])
                .would("facts registered", &[("true", "recognised"), ("false", "not_recognised")])
        },
    );
    theme.ask(
        "none-suffices",
        "Neither suffices: the one that came further is told",
        ("aldra", "juno"),
        |v| {
            v.with("facts", json!({ "registered": false }))
                .not_recognised("outside_instrument_scope")
                .by("juno-fact")
                .considering(&["juno-fact", "juno-over"])
        },
    );
}
