//! Step 6: what a certificate covers, dimension by dimension.

use super::land::{BODY, Issue, Land, MILL, NOVA, accepted, day};
use super::{THERE, Theme};
use crate::format::Vector;
use crate::generate::Set;
use crate::generate::world::event;
use serde_json::{Value, json};
use tegata::issue::{Hiding, disclose};

const PROFESSIONAL: &str = "https://w3id.org/dpv/pd#Professional";
const SALARY: &str = "https://w3id.org/dpv/pd#Salary";
const EMPLOYEE: &str = "https://w3id.org/dpv#Employee";
const LABS: &str = "did:web:nova-labs.example";
const CLOUD: &str = "did:web:cloud.example";

/// Certificates, each limited in one dimension.
struct Held {
    plain: String,
    entities: String,
    processor: String,
    data: String,
    subjects: String,
    activities: String,
    sites: String,
    sub_processors: String,
    strict: String,
    strict_stated: String,
    /// Sites hidden one by one, and activities as a whole.
    hidden: String,
    reduced: String,
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    land.schemes.push(("strict", json!(["dataCategories"])));
    land.act("act", "aldra", "borea", |act| {
        act.accepts_seal();
        act.text()["schemes"] = json!([accepted("seal"), accepted("strict")]);
    });
    let held = certify(&mut land);
    let theme = &mut Theme::new(set, "coverage", &land);
    parties(theme, &held);
    roles(theme, &held);
    data(theme, &held);
    lists(theme, &held);
    hidden(theme, &held);
    required(theme, &held);
}

fn certify(land: &mut Land) -> Held {
    let scope =
        |value: Value| move |draft: &mut Value| draft["subject"]["certification"]["scope"] = value;
    let data = json!({ "dataCategories": { "include": [PROFESSIONAL], "exclude": [SALARY] } });
    let sites = json!({ "sites": ["Port Borea", "Old Borea"] });
    let mut partly = sites.clone();
    partly["activities"] = json!(["payroll"]);
    let pointers = ["/certification/scope/sites/*", "/certification/scope/activities"];
    let hiding = Hiding { pointers: pointers.map(str::to_owned).into(), decoys: 0 };
    let hiding = Issue { hiding: Some(hiding), ..Issue::of(BODY) };
    let mut reduce = event("e1", "reduce", &day("2026-06-01"));
    reduce["scope"] = json!({ "sites": ["Port Borea"] });
    let strict = |draft: &mut Value| {
        draft["subject"]["certification"]["scheme"] = json!(super::land::s("strict"));
    };
    Held {
        plain: land.certify("CO-1", |_| {}),
        entities: land.certify("CO-2", scope(json!({ "entities": [LABS] }))),
        processor: land.certify("CO-3", |draft| {
            draft["subject"]["certification"]["roles"] = json!(["processor"]);
        }),
        data: land.certify("CO-4", scope(data.clone())),
        subjects: land.certify("CO-5", scope(json!({ "dataSubjects": [EMPLOYEE] }))),
        activities: land.certify("CO-6", scope(json!({ "activities": ["payroll"] }))),
        sites: land.certify("CO-7", scope(sites.clone())),
        sub_processors: land.certify("CO-8", scope(json!({ "subProcessors": [CLOUD] }))),
        strict: land.certify("CO-9", strict),
        strict_stated: land.certify("CO-10", |draft| {
            strict(draft);
            draft["subject"]["certification"]["scope"] = data;
        }),
        hidden: land.certify_with(&hiding, "CO-11", scope(partly)),
        reduced: land.certify_with(&Issue::then(&[reduce]), "CO-12", scope(sites)),
    }
}

fn parties(theme: &mut Theme<'_>, held: &Held) {
    let number = || json!({ "registrations": [{ "system": "https://register.example/number", "value": "4711" }] });
    theme.ask("holder", "The certificate's own holder", THERE, |v| {
        v.imported_by(NOVA).presenting(&[&held.plain]).recognised("act")
    });
    theme.ask("holder-by-number", "The holder by its number in a register", THERE, |v| {
        v.with("importer", number()).presenting(&[&held.plain]).recognised("act")
    });
    theme.ask("holder-by-name", "The holder's name, which identifies nobody", THERE, |v| {
        v.with("importer", json!({ "name": "Nova Ltd" }))
            .presenting(&[&held.plain])
            .indeterminate("entity_ambiguous")
            .by("act")
    });
    theme.ask("holder-unnamed", "Who imports is not said", THERE, |v| {
        v.presenting(&[&held.plain]).indeterminate("coverage_fact_unstated").by("act")
    });
    theme.ask("entity-other", "Somebody else", THERE, |v| {
        v.imported_by(MILL)
            .presenting(&[&held.plain])
            .not_recognised("entity_not_covered")
            .by("act")
    });
    theme.ask("entity-listed", "An affiliate that the certificate names", THERE, |v| {
        v.imported_by(LABS).presenting(&[&held.entities]).recognised("act")
    });
    theme.ask("entity-not-listed", "An affiliate that it does not name", THERE, |v| {
        v.imported_by("did:web:nova-retail.example")
            .presenting(&[&held.entities])
            .not_recognised("entity_not_covered")
            .by("act")
    });
}

fn roles(theme: &mut Theme<'_>, held: &Held) {
    theme.ask("role-unstated-no-matter", "Every role is covered", THERE, |v| {
        v.imported_by(NOVA).presenting(&[&held.plain]).recognised("act")
    });
    theme.ask("role-not-covered", "A role that the certificate does not cover", THERE, |v| {
        v.imported_by(NOVA)
            .with("role", "controller")
            .presenting(&[&held.processor])
            .not_recognised("role_out_of_scope")
            .by("act")
    });
    theme.ask("role-of-a-kind", "Who processes for a processor processes", THERE, |v| {
        v.imported_by(NOVA)
            .with("role", "sub_processor")
            .presenting(&[&held.processor])
            .recognised("act")
    });
    theme.ask("role-unstated", "The role is unstated, and not every one is covered", THERE, |v| {
        v.imported_by(NOVA)
            .presenting(&[&held.processor])
            .indeterminate("coverage_fact_unstated")
            .by("act")
            .would(
                "role",
                &[
                    ("controller", "not_recognised"),
                    ("joint_controller", "not_recognised"),
                    ("processor", "recognised"),
                    ("sub_processor", "recognised"),
                ],
            )
    });
}

fn data(theme: &mut Theme<'_>, held: &Held) {
    let of = |v: Vector, category: &str| {
        v.imported_by(NOVA).with("dataCategories", json!([category])).presenting(&[&held.data])
    };
    theme.ask("data-included", "A kind of the included data", THERE, |v| {
        of(v, "employment").recognised("act")
    });
    theme.ask("data-excluded", "A kind that is taken out again", THERE, |v| {
        of(v, "salary").not_recognised("data_category_not_covered").by("act")
    });
    theme.ask("data-not-included", "Data of another kind", THERE, |v| {
        of(v, "health").not_recognised("data_category_not_covered").by("act")
    });
    theme.ask(
        "data-with-a-hole",
        "The included data as a whole, of which a part is taken out",
        THERE,
        |v| of(v, "professional").indeterminate("coverage_fact_unstated").by("act"),
    );
    theme.ask("data-too-general", "Data stated more generally than what is included", THERE, |v| {
        of(v, "personal").indeterminate("coverage_fact_unstated").by("act")
    });
    theme.ask("data-unknown-concept", "A concept that the taxonomy does not know", THERE, |v| {
        of(v, "https://taxonomy.example/mood").indeterminate("coverage_fact_unstated").by("act")
    });
    theme.ask("data-unstated", "No data stated", THERE, |v| {
        v.imported_by(NOVA)
            .presenting(&[&held.data])
            .indeterminate("coverage_fact_unstated")
            .by("act")
    });
    let about = |v: Vector, subjects: &str| {
        v.imported_by(NOVA).with("dataSubjects", json!([subjects])).presenting(&[&held.subjects])
    };
    theme.ask("subjects", "The people that the certificate names", THERE, |v| {
        about(v, "employees").recognised("act")
    });
    theme.ask("subjects-other", "Other people", THERE, |v| {
        about(v, "consumers").not_recognised("data_subjects_not_covered").by("act")
    });
    theme.ask("subjects-unstated", "Whose data they are is not said", THERE, |v| {
        v.imported_by(NOVA)
            .presenting(&[&held.subjects])
            .indeterminate("coverage_fact_unstated")
            .by("act")
    });
}

fn lists(theme: &mut Theme<'_>, held: &Held) {
    for (id, code, member, certificate, fits, other) in [
        (
            "activity",
            "activity_not_covered",
            "activity",
            &held.activities,
            json!("payroll"),
            json!("marketing"),
        ),
        ("site", "site_not_covered", "site", &held.sites, json!("Old Borea"), json!("New Borea")),
        (
            "sub-processor",
            "sub_processor_not_covered",
            "subProcessors",
            &held.sub_processors,
            json!([CLOUD]),
            json!([CLOUD, MILL]),
        ),
    ] {
        theme.ask(id, "What the certificate lists", THERE, |v| {
            v.imported_by(NOVA).with(member, fits).presenting(&[certificate]).recognised("act")
        });
        theme.ask(&format!("{id}-other"), "What it does not list", THERE, |v| {
            v.imported_by(NOVA)
                .with(member, other)
                .presenting(&[certificate])
                .not_recognised(code)
                .by("act")
        });
        theme.ask(
            &format!("{id}-unstated"),
            "The certificate is limited in it, and the question says nothing",
            THERE,
            |v| {
                v.imported_by(NOVA)
                    .presenting(&[certificate])
                    .indeterminate("coverage_fact_unstated")
                    .by("act")
            },
        );
    }
    theme.ask("sub-processor-none", "No sub-processor takes part", THERE, |v| {
        v.imported_by(NOVA)
            .with("subProcessors", json!([]))
            .presenting(&[&held.sub_processors])
            .recognised("act")
    });
    theme.ask("reduced", "A site that a later event took out", THERE, |v| {
        v.imported_by(NOVA)
            .with("site", "Old Borea")
            .presenting(&[&held.reduced])
            .not_recognised("site_not_covered")
            .by("act")
    });
    theme.ask("reduced-before", "The same site before that", THERE, |v| {
        v.on("2026-05-31")
            .known_on("2026-11-23")
            .imported_by(NOVA)
            .with("site", "Old Borea")
            .presenting(&[&held.reduced])
            .recognised("act")
            .changing("2026-06-01T00:00:00Z")
    });
}

fn hidden(theme: &mut Theme<'_>, held: &Held) {
    let shown = |pointers: &[&str]| disclose(&held.hidden, pointers).unwrap();
    let all = shown(&[
        "/certification/scope/activities",
        "/certification/scope/sites/0",
        "/certification/scope/sites/1",
    ]);
    let one = shown(&["/certification/scope/activities", "/certification/scope/sites/0"]);
    let no_activities = shown(&["/certification/scope/sites/0", "/certification/scope/sites/1"]);
    let asked =
        |v: Vector, site: &str| v.imported_by(NOVA).with("activity", "payroll").with("site", site);
    theme.ask("disclosed", "Everything that may be hidden is disclosed", THERE, |v| {
        asked(v, "Old Borea").presenting(&[&all]).recognised("act")
    });
    theme.ask("disclosed-element", "The one element that matters is disclosed", THERE, |v| {
        asked(v, "Port Borea").presenting(&[&one]).recognised("act")
    });
    theme.ask(
        "hidden-element",
        "Another element is, and the one that matters may be hidden",
        THERE,
        |v| asked(v, "Old Borea").presenting(&[&one]).indeterminate("scope_hidden").by("act"),
    );
    theme.ask("hidden-dimension", "A whole dimension is hidden: never unlimited", THERE, |v| {
        asked(v, "Old Borea").presenting(&[&no_activities]).indeterminate("scope_hidden").by("act")
    });
}

fn required(theme: &mut Theme<'_>, held: &Held) {
    theme.ask(
        "required-unstated",
        "The scheme requires a dimension, and the certificate lacks it",
        THERE,
        |v| {
            v.imported_by(NOVA)
                .with("dataCategories", json!(["contact"]))
                .presenting(&[&held.strict])
                .indeterminate("scope_unstated")
                .by("act")
        },
    );
    theme.ask("required-stated", "The certificate states it", THERE, |v| {
        v.imported_by(NOVA)
            .with("dataCategories", json!(["employment"]))
            .presenting(&[&held.strict_stated])
            .recognised("act")
    });
    theme.ask("not-required-unstated", "Not required and not stated is not limited", THERE, |v| {
        v.imported_by(NOVA)
            .with("dataCategories", json!(["health"]))
            .with("site", "anywhere")
            .presenting(&[&held.plain])
            .recognised("act")
    });
}
