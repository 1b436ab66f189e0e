//! Case files: what they must not fetch is counted.

use crate::support::*;
use std::path::Path;

const CONTROL: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/cases/status-list/tsl-ok.json");

#[test]
fn a_case_that_fetches_what_it_must_not_fails() {
    if !Path::new(CONTROL).exists() {
        return println!("skipped: the case files are not beside the project");
    }
    let mut case: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(CONTROL).unwrap()).unwrap();
    let desk = Desk::new();
    desk.write("sound.json", case.to_string());
    let sound = desk.run("cases sound.json").ends(0);
    assert_eq!(sound.out, "1 passed, 0 failed, 0 skipped\n");
    let url = case["resources"].as_object().unwrap().keys().next().unwrap().clone();
    case["must_not_fetch"] = vec![url.clone()].into();
    desk.write("fetching.json", case.to_string());
    let fetching = desk.run("cases fetching.json").ends(1);
    assert!(fetching.out.contains(&format!("fetches {url}")), "{fetching:?}");
    // And a redirect brings nothing.
    case["must_not_fetch"] = serde_json::json!([]);
    case["resources"][&url] = serde_json::json!({ "redirect": "https://127.0.0.1/" });
    desk.write("redirected.json", case.to_string());
    let redirected = desk.run("cases redirected.json").ends(1);
    assert!(redirected.out.contains("reject:status_unavailable"), "{redirected:?}");
}
