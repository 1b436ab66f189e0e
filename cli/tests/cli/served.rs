//! A folder that is shown to this machine.

use crate::support::*;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A child that ends with the test.
struct Shown(Child);

impl Drop for Shown {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ask(address: &str, head: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{head}\r\nHost: {address}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn documents_are_shown_as_a_publisher_would() {
    let desk = pinned("Example Inc.");
    desk.write("secret", "not for you");
    std::fs::create_dir_all(desk.path("shown/.well-known")).unwrap();
    desk.write("shown/revocations", desk.read("r.jwt"));
    desk.write("shown/.well-known/did.json", "{}");
    let mut command = desk.command();
    command.args(["serve-static", "shown"]).stdout(Stdio::piped());
    let mut shown = Shown(command.spawn().unwrap());
    let mut lines = BufReader::new(shown.0.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let address = first.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
    assert!(address.starts_with("127.0.0.1:"), "{first}");

    let list = ask(&address, "GET /revocations HTTP/1.1");
    assert!(list.starts_with("HTTP/1.1 200 OK\r\n"), "{list}");
    assert!(list.contains("Content-Type: application/vc+jwt\r\n"), "{list}");
    assert!(list.ends_with(desk.read("r.jwt").trim_end()), "{list}");
    let etag = list.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
    let same = ask(&address, &format!("GET /revocations HTTP/1.1\r\nIf-None-Match: {etag}"));
    assert!(same.starts_with("HTTP/1.1 304 Not Modified\r\n"), "{same}");
    let did = ask(&address, "GET /.well-known/did.json HTTP/1.1");
    assert!(did.contains("Content-Type: application/did\r\n"), "{did}");
    for target in ["/../secret", "/absent", "/"] {
        let absent = ask(&address, &format!("GET {target} HTTP/1.1"));
        assert!(absent.starts_with("HTTP/1.1 404 Not Found\r\n"), "{absent}");
    }
    let wrong = ask(&address, "POST /revocations HTTP/1.1");
    assert!(wrong.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"), "{wrong}");
    assert_eq!(lines.next().unwrap().unwrap(), "200 OK  GET /revocations");
}
