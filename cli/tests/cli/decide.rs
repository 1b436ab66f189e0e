//! Decisions from the command line, by the pack that comes with the software.

use crate::support::*;
use std::path::Path;

/// A file of the library's own test data.
fn data(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/data").join(name);
    path.to_str().unwrap().to_owned()
}

fn nova() -> String {
    let (bundle, token) = (data("trust.bundle"), data("nova.vc.jwt"));
    format!("decide --to US --bundle {bundle} --certificate {token} --data contact")
}

const NOON: &str = "--at 2026-11-23T12:00:00+08:00 --on-the-day";

#[test]
fn each_verdict_has_its_words_and_its_exit_code() {
    let desk = Desk::new();
    for (question, code, words) in [
        ("--from FR --to GB", 0, "RECOGNISED     under Adequacy decision: United Kingdom"),
        ("--from FR --to DE", 0, "NOT RESTRICTED the exporter's law does not"),
        ("--from FR --to US", 1, "NOT RECOGNISED the instrument needs a certificate"),
        ("--from FR --to GL", 3, "INDETERMINATE  no instrument was found"),
        ("--from CA --to US", 4, "CONDITIONAL    the instrument asks for"),
        ("--from XX --to US", 3, "INDETERMINATE  no register in the bundle knows XX"),
    ] {
        let ran = desk.run(&format!("decide {question} --at 2026-11-23")).ends(code);
        assert!(ran.out.starts_with(words), "{question}: {}", ran.out);
        assert!(ran.out.contains("Nobody has reviewed it against the law"), "{}", ran.out);
        assert!(ran.out.contains("it is not legal advice"), "{}", ran.out);
    }
}

#[test]
fn a_certificate_names_the_importer_and_its_scheme_the_instrument() {
    let desk = Desk::new();
    let told = desk.run(&format!("{} --from SG {NOON}", nova())).ends(0).out;
    assert!(told.starts_with("RECOGNISED     Nova Inc. under Singapore: "), "{told}");
    for line in [
        "importer         Nova Inc. (did:web:nova.example)",
        "law              Personal Data Protection Regulations 2021 (S 63/2021), 12",
        "8  no prohibition stands in the way   passed",
        "changes on       2029-06-15T00:01:00+02:00",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let day_before = "--at 2026-03-01T12:00:00+08:00 --on-the-day";
    let told = desk.run(&format!("{} --from SG {day_before}", nova())).ends(3).out;
    assert!(told.contains("nearest miss     Singapore: recipients"), "{told}");
    assert!(told.contains("it accepts scheme/apec-cbpr, scheme/apec-prp"), "{told}");
}

#[test]
fn the_report_names_the_pack_by_its_digest() {
    let report = Desk::new().run(&format!("{} --from SG {NOON} --json", nova())).ends(0).json();
    assert_eq!(report["verdict"], "recognised");
    assert_eq!(report["instrument"]["id"], "https://w3id.org/tegata/instrument/sg-reg12");
    assert_eq!(report["inputs"]["packs"][0]["id"], "https://w3id.org/tegata/pack/unofficial");
    assert_eq!(report["inputs"]["packs"][0]["sha256"].as_str().unwrap().len(), 64);
    let codes = report["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap());
    assert!(codes.into_iter().any(|code| code == "instrument_unreviewed"));
}

#[test]
fn on_the_day_and_with_hindsight_are_told_together() {
    let told = Desk::new().run("decide --from DE --to US --at 2018-03-01T12:00:00Z").ends(1).out;
    assert!(told.starts_with("NOT RECOGNISED the instrument was annulled"), "{told}");
    assert!(told.contains("on the day       NOT RECOGNISED: the instrument needs"), "{told}");
    let then = Desk::new().run("decide --from DE --to US --at 2018-03-01T12:00:00Z --on-the-day");
    assert!(!then.ends(1).out.contains("on the day  "));
}

#[test]
fn a_day_is_the_exporters_and_has_one_answer_or_none() {
    let desk = Desk::new();
    let german = desk.run("decide --from DE --to EPO --at 2025-07-15").ends(0);
    assert!(german.out.contains("2025-07-15T00:00:00+02:00"), "{}", german.out);
    let reunion = desk.run("decide --from RE --to EPO --at 2025-07-15 --json").ends(3).json();
    assert_eq!(reunion["code"], "boundary_day");
    desk.run("decide --from RE --to EPO --at 2025-07-16").ends(0);
}

#[test]
fn facts_settle_what_is_open() {
    let desk = Desk::new();
    let question = "decide --from AE-DIFC --to US-CA --data contact --at 2026-11-23";
    let told = desk.run(question).ends(3).out;
    assert!(told.contains("importerLaw ccpa: false → NOT RECOGNISED; true → RECOGNISED"), "{told}");
    desk.run(&format!("{question} --importer-law ccpa")).ends(0);
    desk.run(&format!("{question} --importer-law ccpa=no")).ends(1);
}

#[test]
fn evidence_makes_a_condition_a_yes() {
    let desk = Desk::new();
    let evidence = "--evidence comparable_protection_by_contract_or_other_means";
    desk.run(&format!("decide --from CA-ON --to US --at 2026-11-23 {evidence}")).ends(0);
}

#[test]
fn a_question_may_be_a_file() {
    let desk = Desk::new();
    desk.write("q.json", r#"{ "from": "FR", "to": "GB", "dataCategories": ["contact"] }"#);
    desk.run("decide --transfer q.json --at 2026-11-23").ends(0);
    desk.write("q.json", r#"{ "from": "FR", "to": "GB", "datacategories": [] }"#);
    let wrong = desk.run("decide --transfer q.json").ends(2);
    assert!(wrong.err.contains("q.json") && wrong.err.contains("datacategories"), "{wrong:?}");
    desk.run("decide --transfer q.json --from FR").ends(2);
}

#[test]
fn mistakes_are_told_with_what_is_known() {
    let desk = Desk::new();
    let misspelt = desk.run("decide --from FR --to GB --data contakt").ends(2);
    assert!(misspelt.err.contains("known are") && misspelt.err.contains("contact"), "{misspelt:?}");
    desk.run("decide --from FR").ends(2);
    desk.run("decide --from FR --to GB --role owner").ends(2);
    desk.run("decide --from FR --to GB --fact x=perhaps").ends(2);
    let nothing = desk.run("decide --from FR --to GB --without-pack").ends(2);
    assert!(nothing.err.contains("no bundle was given"), "{nothing:?}");
}

#[test]
fn what_is_not_genuine_stops_the_question_and_says_nothing_of_itself() {
    let desk = Desk::new();
    let token = std::fs::read_to_string(data("nova.vc.jwt")).unwrap();
    desk.write("forged.jwt", format!("{}x", token.trim_end()));
    let bundle = data("trust.bundle");
    let command = format!("decide --from SG --to US --bundle {bundle} --certificate forged.jwt");
    let ran = desk.run(&command).ends(1);
    assert!(ran.out.contains("REFUSED") && !ran.out.contains("Nova"), "{}", ran.out);
}

#[test]
fn it_speaks_japanese() {
    let told = Desk::new().run("decide --from JP --to GB --lang ja --at 2026-11-23").ends(0).out;
    assert!(told.starts_with("承認") && told.contains("検討した制度"), "{told}");
    assert!(told.contains("法的助言ではありません"), "{told}");
}

#[test]
fn a_pack_is_shown_and_one_of_ones_own_is_signed_and_relied_on() {
    let desk = Desk::new();
    let shown = desk.run("pack show").ends(0).out;
    assert!(shown.contains("sg-pdpa") && shown.contains("no claim"), "{shown}");
    desk.run("pack show --regime nowhere").ends(2);
    let mut pack = desk.run("pack show --json").ends(0).json();
    // An authority states its own law: here, that of Singapore, with a review mark.
    let parts = pack["parts"].as_array().unwrap();
    let own = |part: &&serde_json::Value| {
        part["regime"]["id"].as_str().is_some_and(|id| id.ends_with("/sg-pdpa"))
    };
    let mut part = parts.iter().find(own).unwrap().clone();
    part["arrangements"][0]["title"] = "As the authority itself states it".into();
    pack["parts"] = vec![part].into();
    pack["registers"] = Vec::<serde_json::Value>::new().into();
    pack["about"]["id"] = "https://authority.example/pack".into();
    desk.write("pack.json", pack.to_string());
    desk.key("authority");
    desk.run(
        "pack sign pack.json --number 1 --issuer did:web:law.example --key authority.key --out pack.jwt",
    )
    .ends(0);
    let bundle = data("trust.bundle");
    std::fs::copy(bundle, desk.path("mine.bundle")).unwrap();
    desk.run(
        "bundle pin mine.bundle --issuer did:web:law.example --key authority.jwk \
         --speaks-for-regime https://w3id.org/tegata/r/sg-pdpa",
    )
    .ends(0);
    desk.run("bundle add mine.bundle pack.jwt --url https://authority.example/pack").ends(0);
    let question = nova().replace(&data("trust.bundle"), "mine.bundle");
    let report = desk.run(&format!("{question} --from SG {NOON} --json")).ends(0).json();
    assert_eq!(report["instrument"]["title"], "As the authority itself states it");
    assert_eq!(report["instrument"]["statedBy"], "did:web:law.example");
    assert_eq!(report["inputs"]["packs"].as_array().unwrap().len(), 2);
}
