//! What an instrument demands of a certificate, and of what must be in place besides.

use super::land::{Act, Issue, Land, MILL, NOVA, accepted, day, events_url, j, r, s};
use super::{THERE, Theme};
use crate::generate::Set;
use crate::generate::keys::{Kind, key};
use crate::generate::token::sign;
use crate::generate::world::{event, remove};
use serde_json::{Value, json};
use tegata::issue::Signer;

const ASSESSOR: &str = "did:web:assessor.example";

/// An act for a territory of its own that accepts the seal, as changed.
fn sealed(land: &mut Land, name: &str, change: impl FnOnce(&mut Act)) {
    land.add(name);
    land.act(name, "aldra", name, |act| {
        act.accepts_seal();
        change(act);
    });
}

pub(super) fn add(set: &mut Set) {
    let mut land = Land::new();
    land.schemes.extend(["base", "lesser"].map(|name| (name, json!([]))));
    land.act("borea", "aldra", "borea", |act| act.accepts_seal());
    acts(&mut land);
    let certification = |member: &'static str, value: Value| {
        move |draft: &mut Value| draft["subject"]["certification"][member] = value
    };
    let seal = land.certify("DE-1", |_| {});
    let versions = [("DE-2", "2.5"), ("DE-3", "3"), ("DE-4", "2019b")].map(|(number, version)| {
        land.certify(number, certification("schemeVersion", json!(version)))
    });
    let variant = land.certify("DE-5", certification("variant", json!("transfer")));
    let lesser = land.certify("DE-6", certification("scheme", json!(s("lesser"))));
    let foreign = land.certify("DE-7", certification("jurisdiction", json!(j("corvia"))));
    let by_regime = land.certify("DE-8", certification("jurisdiction", json!(r("law"))));
    let young = land.certify("DE-9", |draft| {
        draft["subject"]["certification"]["decidedOn"] = json!("2025-01-10");
        draft["validFrom"] = json!(day("2025-02-01"));
    });
    let old = land.certify("DE-10", |draft| {
        draft["subject"]["certification"]["decidedOn"] = json!("2023-12-31");
    });
    let undated = land.certify("DE-11", |draft| {
        remove(draft, "/subject/certification/decidedOn");
    });
    let mills = land.certify("DE-12", |draft| draft["subject"]["id"] = json!(MILL));
    let suspend = [event("e1", "suspend", &day("2026-10-01"))];
    let suspended = land.certify_with(&Issue::then(&suspend), "DE-13", |_| {});
    let bases = bases(&mut land);
    let evidence = evidence(&mut land);
    let theme = &mut Theme::new(set, "demands", &land);
    versioned(theme, &seal, &versions, &variant);
    roles(theme, &seal, &lesser);
    holders(theme, &seal, &mills);
    based(theme, &seal, &bases);
    granted(theme, &seal, &foreign, &by_regime);
    issued(theme, &seal, &young, &old, &undated);
    standing(theme, &seal, &suspended);
    preconditions(theme, &evidence);
    obligations(theme, &seal);
}

fn acts(land: &mut Land) {
    let versions = |value: Value| move |act: &mut Act| act.text()["schemes"][0]["versions"] = value;
    sealed(land, "listed", versions(json!({ "list": ["1", "2"] })));
    sealed(land, "range", versions(json!({ "range": { "from": "1", "to": "2.5" } })));
    sealed(land, "amended", versions(json!("as_amended")));
    sealed(land, "variant", |act| act.text()["schemes"][0]["variants"] = json!(["transfer"]));
    sealed(land, "roles", |act| {
        act.text()["schemes"][0]["roles"] = json!(["controller"]);
    });
    sealed(land, "reg-12", |act| {
        let mut lesser = accepted("lesser");
        lesser["roles"] = json!(["processor"]);
        act.text()["schemes"].as_array_mut().unwrap().push(lesser);
    });
    sealed(land, "exporter", |act| act.text()["holder"] = json!("exporter"));
    sealed(land, "either", |act| act.text()["holder"] = json!("either"));
    sealed(land, "based", |act| act.text()["requiresBase"] = json!([s("base")]));
    sealed(land, "law", |act| act.text()["grantedUnderLawOf"] = json!("importer"));
    sealed(land, "not-before", |act| {
        act.0["events"][0] = event("e0", "enact", &day("2024-06-01"));
        act.text()["issuedRelation"] = json!("not_before_enactment");
    });
    sealed(land, "not-after", |act| {
        let mut withdraw = event("e1", "withdraw", &day("2024-01-01"));
        withdraw["grace"] = json!({ "until": "2027-12-31T23:59:59Z", "appliesTo": "all" });
        act.event(withdraw);
        act.text()["issuedRelation"] = json!("not_after_withdrawal");
    });
    for (name, evidence) in [
        ("by-fact", json!("fact")),
        ("by-attestation", json!("attestation")),
        ("by-credential", json!({ "credential": "TransferAssessment" })),
    ] {
        land.add(name);
        land.act(name, "aldra", name, |act| {
            act.text()["preconditions"] = json!([{ "id": "assessment", "when": "always",
                "evidence": evidence, "reference": "Article 3" }]);
        });
    }
    land.add("if-sensitive");
    land.act("if-sensitive", "aldra", "if-sensitive", |act| {
        act.text()["preconditions"] = json!([{ "id": "label", "evidence": "fact",
            "reference": "Article 5", "when": { "isA": { "operand": "dataCategories",
                "values": "some", "of": ["special"] } } }]);
    });
    sealed(land, "owing", |act| {
        let due = |code: &str, months: u32, from: &str| json!({ "code": code, "due": { "months": months, "from": from }, "reference": "Article 6" });
        act.text()["obligations"] = json!([
            due("keep_record", 36, "transfer"), due("review_act", 84, "enactment"),
            due("check_importer", 12, "certificate_decision"),
            due("return_data", 6, "certificate_end"),
            { "code": "inform", "reference": "Article 7" },
        ]);
    });
}

fn versioned(
    theme: &mut Theme<'_>,
    seal: &String,
    [v25, v3, v2019b]: &[String; 3],
    variant: &String,
) {
    let code = "version_not_accepted";
    for (id, title, act, certificate, expected) in [
        ("version-listed", "A version of the list", "listed", seal, None),
        ("version-not-listed", "A new version needs a new act", "listed", v3, Some(code)),
        ("version-range-edge", "The upper end of a range", "range", v25, None),
        ("version-out-of-range", "Above the range", "range", v3, Some(code)),
        ("version-any", "Any version", "borea", v3, None),
        ("version-as-amended", "Whatever the scheme has in force", "amended", v3, None),
        ("variant", "The variant that is asked for", "variant", variant, None),
        (
            "variant-missing",
            "A certificate without a variant",
            "variant",
            seal,
            Some("variant_not_accepted"),
        ),
    ] {
        theme.ask(id, title, ("aldra", act), |v| {
            let v = v.imported_by(NOVA).presenting(&[certificate]);
            match expected {
                None => v.recognised(act),
                Some(code) => v.not_recognised(code).by(act),
            }
        });
    }
    theme.ask("version-not-comparable", "A version that is no number", ("aldra", "range"), |v| {
        v.imported_by(NOVA)
            .presenting(&[v2019b])
            .indeterminate("version_not_comparable")
            .by("range")
    });
    theme.ask(
        "version-not-a-number-listed",
        "The same is simply not on a list",
        ("aldra", "listed"),
        |v| v.imported_by(NOVA).presenting(&[v2019b]).not_recognised(code).by("listed"),
    );
}

fn roles(theme: &mut Theme<'_>, seal: &String, lesser: &String) {
    let there = ("aldra", "roles");
    theme.ask("role", "The role for which the scheme is accepted", there, |v| {
        v.imported_by(NOVA).with("role", "controller").presenting(&[seal]).recognised("roles")
    });
    theme.ask("role-other", "Another role", there, |v| {
        v.imported_by(NOVA)
            .with("role", "processor")
            .presenting(&[seal])
            .not_recognised("scheme_not_accepted_for_role")
            .by("roles")
    });
    theme.ask("role-unstated", "No role stated", there, |v| {
        v.imported_by(NOVA).presenting(&[seal]).indeterminate("fact_unstated").by("roles")
    });
    let there = ("aldra", "reg-12");
    theme.ask("role-lesser-scheme", "A processor may hold either certificate", there, |v| {
        v.imported_by(NOVA).with("role", "processor").presenting(&[lesser]).recognised("reg-12")
    });
    theme.ask("role-lesser-scheme-controller", "Anybody else may not", there, |v| {
        v.imported_by(NOVA)
            .with("role", "controller")
            .presenting(&[lesser])
            .not_recognised("scheme_not_accepted_for_role")
            .by("reg-12")
    });
    theme.ask(
        "role-best-certificate",
        "Of two certificates the one that is accepted counts",
        there,
        |v| {
            v.imported_by(NOVA)
                .with("role", "controller")
                .presenting(&[lesser, seal])
                .recognised("reg-12")
        },
    );
    theme.ask(
        "role-unstated-no-matter",
        "With the better certificate the role does not matter",
        there,
        |v| v.imported_by(NOVA).presenting(&[lesser, seal]).recognised("reg-12"),
    );
}

fn holders(theme: &mut Theme<'_>, seal: &String, mills: &String) {
    for (id, title, act, certificate, expected) in [
        ("holder-importer", "The importer must hold it, and does", "borea", seal, None),
        (
            "holder-importer-wrong",
            "The importer must, and the exporter does",
            "borea",
            mills,
            Some("wrong_holder"),
        ),
        ("holder-exporter", "The exporter must, and does", "exporter", mills, None),
        (
            "holder-exporter-wrong",
            "The exporter must, and the importer does",
            "exporter",
            seal,
            Some("wrong_holder"),
        ),
        ("holder-either-importer", "Either may, and the importer does", "either", seal, None),
        ("holder-either-exporter", "Either may, and the exporter does", "either", mills, None),
    ] {
        theme.ask(id, title, ("aldra", act), |v| {
            let v = v
                .with("exporter", json!({ "id": MILL }))
                .imported_by(NOVA)
                .presenting(&[certificate]);
            match expected {
                None => v.recognised(act),
                Some(code) => v.not_recognised(code).by(act),
            }
        });
    }
}

/// A base that stands, one of another holder, and one of which the history is missing.
fn bases(land: &mut Land) -> [String; 3] {
    let base = |draft: &mut Value| draft["subject"]["certification"]["scheme"] = json!(s("base"));
    let stands = land.certify("BA-1", base);
    let mills = land.certify("BA-2", |draft| {
        base(draft);
        draft["subject"]["id"] = json!(MILL);
    });
    // The list of events that the certificate names is another certificate's.
    let open = land.certify("BA-3", |draft| {
        base(draft);
        draft["subject"]["certification"]["events"] = json!(events_url("BA-1"));
    });
    [stands, mills, open]
}

fn based(theme: &mut Theme<'_>, seal: &String, [stands, mills, open]: &[String; 3]) {
    let there = ("aldra", "based");
    theme.ask("base", "A second certificate must be there, and is", there, |v| {
        v.imported_by(NOVA).presenting(&[seal, stands]).recognised("based")
    });
    theme.ask("base-missing", "It is not", there, |v| {
        v.imported_by(NOVA).presenting(&[seal]).not_recognised("base_missing").by("based")
    });
    theme.ask("base-of-another", "It is another holder's", there, |v| {
        v.imported_by(NOVA).presenting(&[seal, mills]).not_recognised("base_missing").by("based")
    });
    theme.ask("base-undetermined", "Whether it stands cannot be told", there, |v| {
        v.imported_by(NOVA).presenting(&[seal, open]).indeterminate("base_undetermined").by("based")
    });
}

fn granted(theme: &mut Theme<'_>, seal: &String, foreign: &String, by_regime: &String) {
    let there = ("aldra", "law");
    theme.ask(
        "law-of-another",
        "Granted under the law of another place than the destination",
        there,
        |v| {
            v.imported_by(NOVA)
                .presenting(&[seal])
                .not_recognised("not_granted_under_importer_law")
                .by("law")
        },
    );
    theme.ask(
        "law-unknown-place",
        "Granted under the law of a place that nobody knows",
        there,
        |v| {
            v.imported_by(NOVA)
                .presenting(&[foreign])
                .indeterminate("jurisdiction_unknown")
                .by("law")
        },
    );
    theme.ask("law-of-the-importer", "Granted under the regime of the destination", there, |v| {
        v.imported_by(NOVA).presenting(&[by_regime]).recognised("law")
    });
}

fn issued(theme: &mut Theme<'_>, seal: &String, young: &String, old: &String, undated: &String) {
    let there = ("aldra", "not-before");
    theme.ask("issued-after-enactment", "Decided after the instrument took effect", there, |v| {
        v.imported_by(NOVA).presenting(&[young]).recognised("not-before")
    });
    theme.ask("issued-before-enactment", "Decided before that", there, |v| {
        v.imported_by(NOVA)
            .presenting(&[seal])
            .not_recognised("certificate_predates")
            .by("not-before")
    });
    let there = ("aldra", "not-after");
    theme.ask(
        "issued-before-withdrawal",
        "Decided the day before the instrument was withdrawn",
        there,
        |v| v.imported_by(NOVA).presenting(&[old]).recognised("not-after").finding("grace_period"),
    );
    theme.ask("issued-after-withdrawal", "Decided after that", there, |v| {
        v.imported_by(NOVA)
            .presenting(&[seal])
            .not_recognised("certificate_postdates")
            .by("not-after")
    });
    for act in ["not-before", "not-after"] {
        theme.ask(
            &format!("issued-undated-{act}"),
            "When it was decided is not said",
            ("aldra", act),
            |v| v.imported_by(NOVA).presenting(&[undated]).indeterminate("issue_undated").by(act),
        );
    }
    theme.ask("issued-undated-no-matter", "Where it does not matter, nobody asks", THERE, |v| {
        v.imported_by(NOVA).presenting(&[undated]).recognised("borea")
    });
}

/// Steps 4 and 5 within a decision.
fn standing(theme: &mut Theme<'_>, seal: &String, suspended: &String) {
    theme.ask("certificate-ended", "The certificate has expired", THERE, |v| {
        v.at("2027-03-02T12:00:00Z")
            .imported_by(NOVA)
            .presenting(&[seal])
            .not_recognised("expired")
            .by("borea")
    });
    theme.ask("certificate-ends", "The answer changes when it does", THERE, |v| {
        v.imported_by(NOVA)
            .presenting(&[seal])
            .recognised("borea")
            .changing("2027-03-01T00:01:00Z")
            .because("clocks may differ by a minute")
    });
    theme.ask("certificate-suspended", "The certificate is suspended", THERE, |v| {
        v.imported_by(NOVA)
            .presenting(&[suspended])
            .not_recognised("suspended_by_event")
            .by("borea")
    });
    theme.ask("certificate-suspended-later", "It was not on the day of the transfer", THERE, |v| {
        v.on("2026-09-30")
            .known_on("2026-11-23")
            .imported_by(NOVA)
            .presenting(&[suspended])
            .recognised("borea")
            .changing("2026-10-01T00:00:00Z")
    });
    theme.ask(
        "certificate-suspended-beside-a-good-one",
        "One that is suspended, and one that stands",
        THERE,
        |v| v.imported_by(NOVA).presenting(&[suspended, seal]).recognised("borea"),
    );
    theme.ask("certificate-not-granted-yet", "By what was known before its grant", THERE, |v| {
        v.known_on("2024-02-01")
            .imported_by(NOVA)
            .presenting(&[seal])
            .not_recognised("not_granted")
            .by("borea")
    });
}

/// Credentials that show an assessment: of the kind that is asked for, one that is over, and
/// one of another kind.
fn evidence(land: &mut Land) -> [String; 3] {
    let assessor = key(Kind::P256, &format!("{ASSESSOR}#1"));
    land.anchors.push(json!({ "id": ASSESSOR, "keys": [assessor.public_key().to_json()] }));
    let credential = |kind: &str, until: &str| {
        let claims = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiableCredential", kind], "issuer": ASSESSOR,
            "validFrom": day("2026-11-01"), "validUntil": day(until),
            "credentialSubject": { "id": MILL },
        });
        sign("vc+jwt", &claims, &assessor)
    };
    [
        ("TransferAssessment", "2027-11-01"),
        ("TransferAssessment", "2026-11-20"),
        ("PenetrationTest", "2027-11-01"),
    ]
    .map(|(kind, until)| credential(kind, until))
}

fn preconditions(theme: &mut Theme<'_>, [evidence, over, other]: &[String; 3]) {
    for act in ["by-fact", "by-attestation", "by-credential"] {
        theme.ask(&format!("{act}-owed"), "Evidence is owed", ("aldra", act), |v| {
            v.conditional(act)
        });
    }
    for act in ["by-fact", "by-attestation"] {
        theme.ask(
            &format!("{act}-given"),
            "The asker says that it is there",
            ("aldra", act),
            |v| v.with("evidence", json!(["assessment"])).recognised(act),
        );
    }
    let there = ("aldra", "by-credential");
    theme.ask(
        "by-credential-said",
        "A credential is asked for: to say so is not enough",
        there,
        |v| v.with("evidence", json!(["assessment"])).conditional("by-credential"),
    );
    theme.ask("by-credential-shown", "It is shown", there, |v| {
        v.imported_by(MILL).showing(&[evidence]).recognised("by-credential")
    });
    theme.ask("by-credential-of-exporter", "It is the exporter's own", there, |v| {
        let exporter = json!({ "id": MILL });
        v.with("exporter", exporter).showing(&[evidence]).recognised("by-credential")
    });
    theme.ask("by-credential-of-another", "It is about neither party", there, |v| {
        v.imported_by(NOVA).showing(&[evidence]).conditional("by-credential")
    });
    theme.ask("by-credential-over", "It is no longer valid", there, |v| {
        v.imported_by(MILL).showing(&[over]).conditional("by-credential")
    });
    theme.ask("by-credential-other", "A credential of another type", there, |v| {
        v.imported_by(MILL).showing(&[other]).conditional("by-credential")
    });
    let there = ("aldra", "if-sensitive");
    theme.ask("owed-if", "Evidence that is asked for such data only", there, |v| {
        v.with("dataCategories", json!(["health"])).conditional("if-sensitive")
    });
    theme.ask("owed-if-not", "Other data", there, |v| {
        v.with("dataCategories", json!(["contact"])).recognised("if-sensitive")
    });
    theme.ask("owed-if-open", "Whether it is asked for cannot be told", there, |v| {
        v.indeterminate("fact_unstated").by("if-sensitive")
    });
}

fn obligations(theme: &mut Theme<'_>, seal: &String) {
    let there = ("aldra", "owing");
    theme.ask(
        "obligations",
        "Obligations, in calendar months from the day that each names",
        there,
        |v| {
            v.imported_by(NOVA).presenting(&[seal]).recognised("owing").owing(&[
                ("keep_record", Some("2029-11-23")),
                ("review_act", Some("2027-01-01")),
                ("check_importer", Some("2025-02-20")),
                ("return_data", Some("2027-08-28")),
                ("inform", None),
            ])
        },
    );
    theme.ask("obligations-end-of-month", "From the last day of a long month", there, |v| {
        v.on("2026-03-31").imported_by(NOVA).presenting(&[seal]).recognised("owing").owing(&[
            ("keep_record", Some("2029-03-31")),
            ("review_act", Some("2027-01-01")),
            ("check_importer", Some("2025-02-20")),
            ("return_data", Some("2027-08-28")),
            ("inform", None),
        ])
    });
    theme.ask(
        "obligations-of-a-no",
        "Where there is no permission, nothing follows from it",
        there,
        |v| v.imported_by(NOVA).not_recognised("certificate_missing").by("owing").owing(&[]),
    );
}
