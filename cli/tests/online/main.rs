//! `--online`, against a server on this machine.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../core/tests/fetch_http/server.rs"]
#[expect(dead_code, reason = "the tests of the library use the rest")]
mod server;
#[path = "../cli/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;
mod sync;

use server::{Server, send};
use std::sync::{Arc, Mutex};
use support::*;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/tests/data/tls/root.pem");

/// A desk with a certificate whose list is published by a server and is not in the bundle;
/// the URL has no port if it is to be `plain`.
fn publishing(plain: bool) -> (Desk, Server, String) {
    let list = Arc::new(Mutex::new(String::new()));
    let shown = Arc::clone(&list);
    let server = Server::start(move |asked, client| match asked.path() {
        "/revocations" => send(client, "application/vc+jwt", &shown.lock().unwrap()),
        _ => client.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    });
    let ported = server.url("body.example", "/revocations");
    let url = if plain { REVOCATIONS.to_owned() } else { ported };
    let desk = Desk::new();
    desk.key("body");
    desk.run("bundle new trust.bundle").ends(0);
    desk.run(&format!(
        "bundle pin trust.bundle --issuer {BODY} --key body.jwk --scheme {SCHEME} \
         --scheme-version any --role any --jurisdiction any"
    ))
    .ends(0);
    desk.run(&format!("status new r.json --kind bitstring-revocation --url {url}")).ends(0);
    desk.write("draft.json", draft("Example Inc.").to_string());
    let signs = format!("--issuer {BODY} --key body.key");
    desk.run(&format!("issue draft.json {signs} --register r.json --out cert.jwt")).ends(0);
    desk.run(&format!("status publish r.json {signs} --out r.jwt")).ends(0);
    *list.lock().unwrap() = desk.read("r.jwt").trim_end().to_owned();
    (desk, server, url)
}

fn published() -> (Desk, Server, String) {
    publishing(false)
}

fn online(server: &Server) -> String {
    format!("--online --fetch-port {} --fetch-roots {ROOT}", server.address.port())
}

#[test]
fn verify_fetches_what_it_lacks_and_says_so() {
    let (desk, server, url) = published();
    desk.run(VERIFY).ends(3);
    assert!(server.log().is_empty());
    let valid = desk.run(&format!("{VERIFY} {}", online(&server))).ends(0);
    assert!(valid.out.starts_with("VALID"), "{valid:?}");
    assert_eq!(valid.err, format!("fetched: {url}\n"));
    assert_eq!(server.log().len(), 1);
}

#[test]
fn json_is_the_report_and_can_be_had_again_offline() {
    let (desk, server, url) = published();
    let at = "--at 2026-11-23T12:00:00Z";
    let asked = format!("{VERIFY} {} {at} --json --save-bundle new.bundle", online(&server));
    let told = desk.run(&asked).ends(0);
    let line: serde_json::Value = serde_json::from_str(&told.err).unwrap();
    let expected = serde_json::json!({ "url": url, "kind": "status_list", "from": "publisher" });
    assert_eq!(line, expected);
    let again = format!("verify cert.jwt --bundle new.bundle {at} --json");
    let again = desk.run(&again).ends(0);
    let (told, again) = (told.json(), again.json());
    assert_eq!(told["inputs"], again["inputs"]);
    assert_eq!((&told["verdict"], &told["findings"]), (&again["verdict"], &again["findings"]));
}

#[test]
fn decide_fetches_what_its_certificates_lack() {
    let (desk, server, url) = published();
    let question = "decide --from SG --to JP --data contact --certificate cert.jwt \
                    --bundle trust.bundle";
    let offline = desk.run(question);
    assert!(offline.err.is_empty(), "{offline:?}");
    let told = desk.run(&format!("{question} {}", online(&server)));
    assert_eq!(told.err, format!("fetched: {url}\n"));
    assert_eq!(server.log().len(), 1);
}

#[test]
fn what_was_not_obtained_is_told_and_the_answer_stays_open() {
    let (desk, server, url) = published();
    // Nobody believes this host by the roots of the system.
    let told = desk.run(&format!("{VERIFY} --online --fetch-port {}", server.address.port()));
    let told = told.ends(3);
    let expected =
        format!("not fetched: {url}: the host could not be reached [fetch_unreachable]\n");
    assert_eq!(told.err, expected);
    // And at this port nobody is asked at all.
    let told = desk.run(&format!("{VERIFY} --online")).ends(3);
    assert!(told.err.contains("[fetch_url_refused]"), "{told:?}");
    assert!(server.log().is_empty());
}

#[test]
fn copies_are_kept_where_it_is_said() {
    let (desk, server, url) = published();
    let verify = format!("{VERIFY} {} --cache copies", online(&server));
    desk.run(&verify).ends(0);
    let again = desk.run(&verify).ends(0);
    assert_eq!(again.err, format!("from the cache: {url}\n"));
    assert_eq!(server.log().len(), 1);
}

/// The commands of the page, continued lines joined.
fn commands(page: &str) -> Vec<Vec<String>> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("$ tegata "));
    lines.map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn the_page_on_fetching_shows_commands_that_work() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/fetching.md");
    let commands = commands(&std::fs::read_to_string(page).unwrap());
    assert!(commands.len() >= 7, "{commands:?}");
    let (desk, server, _) = publishing(true);
    desk.write("nova.vc.jwt", desk.read("cert.jwt"));
    desk.write("roots.pem", std::fs::read(ROOT).unwrap());
    for words in commands {
        let mut command = desk.command();
        command.env("TEGATA_TEST_PORT", server.address.port().to_string());
        command.env("TEGATA_TEST_ROOTS", ROOT);
        let ran = Ran::from(command.args(&words).output().unwrap());
        if words[0] == "verify" {
            // The page's instant is one of its past, when nothing was issued yet.
            let then = words.contains(&"--at".to_owned());
            assert!(then || ran.out.starts_with("VALID"), "{words:?}: {ran:#?}");
        }
        assert_ne!(ran.code, 2, "{words:?}: {ran:#?}");
        let online = words.contains(&"--online".to_owned());
        assert_eq!(online, !ran.err.is_empty(), "{words:?}: {ran:#?}");
    }
}
