//! The commands beyond one decision, with the pack that comes with the software.

use crate::support::{Desk, Ran, pinned};
use serde_json::{Value, json};

const KNOWN: &str = "--at 2026-11-23 --known-at 2026-11-23";

fn japanese(desk: &Desk, arguments: &str) -> Ran {
    desk.command().args(["--lang", "ja"]).args(arguments.split(' ')).output().unwrap().into()
}

#[test]
fn a_period_is_told_printed_and_drawn() {
    let desk = Desk::new();
    let question = "period --from KR --to DE --data contact --since 2020-01-01 \
                    --until 2026-11-23 --known-at 2026-11-23";
    let ran = desk.run(&format!("{question} --svg period.svg")).ends(0);
    let told = "KR → DE: not until 2025-09-15, recognised since 2025-09-16";
    assert_eq!(ran.out.lines().next(), Some(told));
    let drawn = desk.read("period.svg");
    assert!(drawn.starts_with("<svg ") && drawn.contains("2025-09-16 – 2026-11-23: RECOGNISED"));
    let json = desk.run(&format!("{question} --json")).ends(0).json();
    assert_eq!(json["format"], "tegata.period/1");
    let last = json["segments"].as_array().unwrap().last().unwrap();
    assert_eq!(last["from"], "2025-09-16T00:00:00+09:00");
    assert_eq!(last["verdict"], "recognised");
    let told = "KR → DE: 2025-09-15まで不承認、2025-09-16から承認";
    let ran = japanese(&desk, &question.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(ran.out.lines().next(), Some(told));
}

#[test]
fn a_period_that_ends_before_it_begins_is_a_mistake() {
    let question = "period --from KR --to DE --since 2026-01-01 --until 2020-01-01";
    Desk::new().run(question).ends(2);
}

#[test]
fn routes_are_told_and_printed() {
    let desk = Desk::new();
    let question = format!("routes --from AU --to JP --data contact {KNOWN}");
    let evidence = "reasonable_steps_that_recipient_keeps_the_principles";
    let ran = desk.run(&question).ends(0);
    assert!(ran.out.starts_with("CONDITIONAL"), "{}", ran.out);
    assert!(ran.out.contains(&format!("--evidence {evidence}")), "{}", ran.out);
    let json = desk.run(&format!("{question} --json")).ends(0).json();
    let changes = json["routes"].as_array().unwrap().iter().map(|route| &route["changes"]);
    let changes: Vec<_> = changes.collect();
    assert!(changes.contains(&&json!([{ "evidence": evidence }])), "{changes:?}");
    // What it advises, done, keeps the promise.
    let done = format!("decide --from AU --to JP --data contact --evidence {evidence} {KNOWN}");
    desk.run(&done).ends(0);
    assert!(japanese(&desk, &question).out.contains("前提を満たして示す"));
}

#[test]
fn a_question_must_say_where_from_and_where_to() {
    let desk = Desk::new();
    for command in ["routes --from DE", "decide --to JP", "period --from DE --since 2020-01-01"] {
        let ran = desk.run(command).ends(2);
        assert!(ran.err.contains("the question does not say --"), "{}", ran.err);
    }
    desk.run("where").ends(2);
}

#[test]
fn where_asks_every_regime() {
    let desk = Desk::new();
    let question = format!("where --to CH --data contact {KNOWN}");
    let ran = desk.run(&format!("{question} --svg where.svg")).ends(0);
    assert!(ran.out.contains("Adequacy decision: Switzerland"), "{}", ran.out);
    assert!(desk.read("where.svg").contains("role=\"img\""));
    let json = desk.run(&format!("{question} --json")).ends(0).json();
    let corridors = json["corridors"].as_array().unwrap();
    let europe = |one: &&Value| one["regime"] == "https://w3id.org/tegata/r/eu-gdpr";
    assert_eq!(corridors.iter().find(europe).unwrap()["verdict"], "recognised");
    // A place that nobody knows is open, wherever one asks.
    let nowhere = desk.run(&format!("where --to XX {KNOWN} --json")).ends(1).json();
    let corridors = nowhere["corridors"].as_array().unwrap();
    assert!(corridors.iter().all(|one| one["code"] == "jurisdiction_unknown"));
}

#[test]
fn where_names_the_schemes_of_a_corridor() {
    let desk = Desk::new();
    let question = format!("where --from SG --to US {KNOWN}");
    assert!(desk.run(&question).ends(0).out.contains("scheme/global-cbpr"));
    let json = desk.run(&format!("{question} --json")).ends(0).json();
    assert_eq!(json["openings"][0]["verdict"], "recognised");
    desk.run(&format!("where --from US --to DE {KNOWN}")).ends(1);
    desk.run(&format!("{question} --svg no.svg")).ends(2);
}

/// One decision with a single leg, and one that does not rest on the instrument.
fn decisions(desk: &Desk) {
    let decision = |id: &str, to: &str| {
        json!({
            "id": id,
            "transfer": {
                "from": "DE", "to": to, "purposes": ["https://w3id.org/dpv#PersonnelPayment"],
                "importerLaw": { "appi_business_operator": true },
            },
            "validAt": "2025-06-02T09:00:00Z", "knownAt": "2025-06-02T09:00:00Z",
        })
    };
    let lines = [decision("first", "JP").to_string(), decision("second", "CH").to_string()];
    desk.write("decisions.jsonl", lines.join("\n") + "\n\n");
}

#[test]
fn impact_tells_what_falls() {
    let desk = Desk::new();
    decisions(&desk);
    let question = "impact decisions.jsonl --instrument eu-jp --ends 2027-01-01";
    let ran = desk.run(question).ends(1);
    assert!(ran.out.contains("first: NOT RECOGNISED"), "{}", ran.out);
    assert!(!ran.out.contains("second"));
    assert_eq!(ran.err, "", "no bar where there is no terminal");
    let json = desk.run(&format!("{question} --json")).ends(1).json();
    assert_eq!((&json["id"], &json["fate"]), (&json!("first"), &json!("falls")));
    desk.run(&question.replace("eu-jp", "eu-kr")).ends(0);
    assert!(japanese(&desk, question).out.contains("失効"));
}

#[test]
fn impact_names_the_line_that_it_cannot_read() {
    let desk = Desk::new();
    decisions(&desk);
    desk.write("bad.jsonl", desk.read("decisions.jsonl") + "{}\n");
    let ran = desk.run("impact bad.jsonl --instrument eu-jp --ends 2027-01-01").ends(2);
    assert!(ran.err.contains("bad.jsonl:4:"), "{}", ran.err);
    desk.run("impact decisions.jsonl --instrument eu-atlantis --ends 2027-01-01").ends(2);
}

#[test]
fn a_pack_is_linted() {
    let desk = Desk::new();
    desk.run("pack lint").ends(0);
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/tests/data/packs");
    let ran = desk.run(&format!("pack lint {packs}/gap.json")).ends(1);
    assert!(ran.out.contains("[gap]"), "{}", ran.out);
    let json = desk.run(&format!("pack lint {packs}/gap.json --json")).ends(1).json();
    assert_eq!(json["format"], "tegata.lint/1");
    assert_eq!(json["remarks"][0]["code"], "gap");
    assert!(japanese(&desk, &format!("pack lint {packs}/gap.json")).out.contains("指摘 1 件"));
}

#[test]
fn a_line_that_is_too_long_is_refused() {
    let desk = Desk::new();
    desk.write("long.jsonl", " ".repeat((1 << 20) + 1));
    let ran = desk.run("impact long.jsonl --instrument eu-jp --ends 2027-01-01").ends(2);
    assert!(ran.err.contains("long.jsonl:1: longer than"), "{}", ran.err);
}

/// The place of a certificate is where its holder was certified; stored decisions name
/// certificates by their files.
#[test]
fn certificates_say_where_and_are_read_from_files() {
    let desk = pinned("Nova Inc.");
    let ran = desk.run("where --certificate cert.jwt --bundle trust.bundle --json");
    let asked = &ran.json()["transfer"];
    assert_eq!(asked["to"], "JP");
    assert_eq!(asked["importer"]["name"], "Nova Inc.");
    let decision = json!({
        "id": "1", "transfer": { "from": "DE", "to": "CH" }, "certificates": ["cert.jwt"],
        "validAt": "2026-06-02T09:00:00Z", "knownAt": "2026-06-02T09:00:00Z",
    });
    desk.write("decisions.jsonl", decision.to_string());
    let question = "impact decisions.jsonl --instrument eu-ch --ends 2027-01-01";
    desk.run(&format!("{question} --bundle trust.bundle")).ends(1);
    // Without the bundle nobody knows the body, and an answer would be about another question.
    desk.run(question).ends(2);
}
