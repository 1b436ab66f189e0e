//! `bundle sync` from publishers.

use crate::ROOT;
use crate::server::Server;
use crate::support::{BODY, Desk, OWNER, SCHEME};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

type Shown = Arc<Mutex<BTreeMap<String, String>>>;

/// A server that shows what is put into the map, and a bundle that trusts the owner of it.
fn published() -> (Desk, Server, Shown) {
    let shown = Shown::default();
    let showing = Arc::clone(&shown);
    let server =
        Server::start(move |asked, client| match showing.lock().unwrap().get(asked.path()) {
            Some(_) if asked.header("if-none-match") == Some("\"1\"") => {
                client.write_all(b"HTTP/1.1 304 Not Modified\r\n\r\n")
            }
            Some(body) => marked(client, body),
            None => client.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        });
    let (list, status) = (server.url("authority.example", "/bodies"), revocations(&server));
    let desk = Desk::new();
    desk.key("owner");
    desk.key("body");
    desk.run(&format!("status new r.json --kind bitstring-revocation --url {status}")).ends(0);
    desk.run("bundle new trust.bundle").ends(0);
    desk.run(&format!(
        "bundle pin trust.bundle --issuer {OWNER} --key owner.jwk --accredits --scheme {SCHEME} \
         --jurisdiction JP --source {list}"
    ))
    .ends(0);
    (desk, server, shown)
}

fn marked(client: &mut dyn Write, body: &str) -> std::io::Result<()> {
    let length = body.len();
    write!(client, "HTTP/1.1 200 OK\r\nContent-Type: application/vc+jwt\r\nETag: \"1\"\r\n")?;
    write!(client, "Content-Length: {length}\r\n\r\n{body}")
}

fn revocations(server: &Server) -> String {
    server.url("body.example", "/revocations")
}

fn publish(desk: &Desk, server: &Server, shown: &Shown, number: u32) {
    let (list, status) = (server.url("authority.example", "/bodies"), revocations(server));
    desk.run(&format!(
        "accredit --url {list} --number {number} --issuer {OWNER} --key owner.key --body {BODY} \
         --name Body --established JP --body-key body.jwk --scheme {SCHEME} --scheme-version any \
         --role any --jurisdiction JP --source {status} --out bodies.jwt --force"
    ))
    .ends(0);
    desk.run(&format!("status publish r.json --issuer {BODY} --key body.key --out r.jwt --force"))
        .ends(0);
    for (path, file) in [("/bodies", "bodies.jwt"), ("/revocations", "r.jwt")] {
        shown.lock().unwrap().insert(path.to_owned(), desk.read(file).trim_end().to_owned());
    }
}

fn sync(server: &Server) -> String {
    format!("bundle sync trust.bundle --fetch-port {} --fetch-roots {ROOT}", server.address.port())
}

#[test]
fn a_bundle_is_synced_from_its_publishers() {
    let (desk, server, shown) = published();
    publish(&desk, &server, &shown, 1);
    let told = desk.run(&sync(&server)).ends(0);
    assert!(told.out.contains("added, number 1"), "{told:?}");
    assert!(told.err.is_empty(), "no bar where there is no terminal: {told:?}");
    let asked: Vec<_> = server.log().iter().map(|asked| asked.path().to_owned()).collect();
    assert_eq!(asked, ["/bodies", "/revocations"], "the lists, once each, and nothing else");
    desk.run(&sync(&server)).ends(0);
    publish(&desk, &server, &shown, 2);
    assert!(desk.run(&sync(&server)).ends(0).out.contains("updated from number 1 to 2"));
}

#[test]
fn a_publisher_that_fails_changes_nothing() {
    let (desk, server, shown) = published();
    publish(&desk, &server, &shown, 1);
    desk.run(&sync(&server)).ends(0);
    let bundle = desk.read("trust.bundle");
    shown.lock().unwrap().clear();
    let told = desk.run(&sync(&server)).ends(3);
    assert!(told.out.contains("fetch_answered_otherwise"), "{told:?}");
    assert_eq!(desk.read("trust.bundle"), bundle);
}

/// A folder is instead of the network, not beside it.
#[test]
fn a_folder_asks_nobody() {
    let (desk, server, shown) = published();
    publish(&desk, &server, &shown, 1);
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.run("bundle sync trust.bundle --from empty").ends(3);
    desk.run(&format!("{} --from empty", sync(&server))).ends(2);
    assert!(server.log().is_empty());
}

/// With copies at hand, a publisher is asked only whether its document has changed.
#[test]
fn publishers_are_asked_for_changes() {
    let (desk, server, shown) = published();
    publish(&desk, &server, &shown, 1);
    let sync = format!("{} --cache copies", sync(&server));
    desk.run(&sync).ends(0);
    desk.run(&sync).ends(0);
    let conditions: Vec<_> =
        server.log().iter().map(|asked| asked.header("if-none-match").map(str::to_owned)).collect();
    let mark = Some("\"1\"".to_owned());
    assert_eq!(conditions, [None, None, mark.clone(), mark]);
}
