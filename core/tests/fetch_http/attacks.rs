//! Answers that are too slow, too large, cut short, disguised, or lead elsewhere.

use crate::server::{Asked, Client, INNER, Server, send};
use std::io;
use std::thread::sleep;
use std::time::{Duration, Instant};
use tegata::NeedKind;
use tegata::fetch::{BlockingHttp, FetchFault, Request, Response, Settings, Transport};

const LIST: &str = "application/statuslist+jwt";

/// What comes of fetching `/1` of a server with these settings, within the time that the
/// settings allow.
fn fetch_with(server: &Server, settings: &Settings) -> Result<Response, FetchFault> {
    let url = server.url("body.example", "/1");
    let request = Request::new(&url, NeedKind::StatusList, &settings.guard).unwrap();
    let http = BlockingHttp::new(settings).unwrap();
    let began = Instant::now();
    let answer = http.fetch(&request);
    assert!(began.elapsed() < settings.whole + Duration::from_secs(2), "{:?}", began.elapsed());
    answer.map_err(|error| {
        assert_eq!(error.url(), url);
        error.fault()
    })
}

fn fetch(
    answer: impl Fn(&Asked, Client<'_>) -> io::Result<()> + Send + Sync + 'static,
) -> Result<Response, FetchFault> {
    let server = Server::start(answer);
    fetch_with(&server, &hasty(&server))
}

/// Settings that wait for a second and no longer.
fn hasty(server: &Server) -> Settings {
    let mut settings = server.settings();
    settings.whole = Duration::from_secs(1);
    settings
}

#[test]
fn a_plain_answer_is_read() {
    let server = Server::start(|_, client| send(client, LIST, "e30"));
    let answer = fetch_with(&server, &server.settings()).unwrap();
    assert_eq!((answer.status(), answer.body()), (200, &b"e30"[..]));
    let log = server.log();
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].header("accept-encoding"), Some("identity"));
    assert!(log[0].header("accept").unwrap().starts_with(LIST));
    for header in ["cookie", "authorization", "referer", "if-none-match"] {
        assert_eq!(log[0].header(header), None);
    }
}

#[test]
fn a_body_that_drips_is_cut_off() {
    let slow = fetch(|_, client| {
        write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {LIST}\r\nContent-Length: 999\r\n\r\n")?;
        loop {
            client.write_all(b"A")?;
            client.flush()?;
            sleep(Duration::from_millis(50));
        }
    });
    assert_eq!(slow.unwrap_err(), FetchFault::TimedOut);
}

#[test]
fn a_head_that_drips_is_cut_off() {
    let slow = fetch(|_, client| {
        client.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            client.write_all(b"X: y\r\n")?;
            client.flush()?;
            sleep(Duration::from_millis(50));
        }
    });
    assert!(matches!(slow.unwrap_err(), FetchFault::TimedOut | FetchFault::Answered));
}

#[test]
fn a_server_that_says_nothing_is_left() {
    let mute = fetch(|_, _| {
        sleep(Duration::from_secs(3));
        Ok(())
    });
    assert_eq!(mute.unwrap_err(), FetchFault::TimedOut);
}

#[test]
fn a_body_without_end_is_cut_off_at_the_limit() {
    let endless = fetch(|_, client| {
        write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {LIST}\r\n")?;
        write!(client, "Transfer-Encoding: chunked\r\n\r\n")?;
        loop {
            write!(client, "10000\r\n{}\r\n", "A".repeat(0x10000))?;
        }
    });
    assert_eq!(endless.unwrap_err(), FetchFault::TooLarge);
}

#[test]
fn a_head_without_end_is_cut_off() {
    let endless = fetch(|_, client| {
        write!(client, "HTTP/1.1 200 OK\r\n")?;
        loop {
            write!(client, "X: {}\r\n", "y".repeat(4096))?;
        }
    });
    assert_eq!(endless.unwrap_err(), FetchFault::Answered);
}

#[test]
fn what_is_compressed_without_being_asked_is_never_inflated() {
    for encoding in ["gzip", "br", "zstd", "deflate"] {
        let bomb = fetch(move |_, client| {
            // Ten bytes that begin as a gzip member would.
            let body = b"\x1f\x8b\x08\0\0\0\0\0\0\x03";
            write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {LIST}\r\n")?;
            write!(
                client,
                "Content-Encoding: {encoding}\r\nContent-Length: {}\r\n\r\n",
                body.len()
            )?;
            client.write_all(body)
        });
        let answer = bomb.unwrap();
        assert_eq!(answer.body().len(), 10, "{encoding}");
        assert_eq!(answer.header("content-encoding"), Some(encoding));
    }
}

#[test]
fn a_body_that_is_cut_short_is_no_document() {
    let short = fetch(|_, client| {
        write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {LIST}\r\nContent-Length: 9\r\n\r\nAAA")?;
        Err(io::Error::other("enough"))
    });
    assert_eq!(short.unwrap_err(), FetchFault::Damaged);
    let unfinished = fetch(|_, client| {
        write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {LIST}\r\n")?;
        write!(client, "Transfer-Encoding: chunked\r\n\r\n3\r\nAAA\r\n")?;
        Err(io::Error::other("enough"))
    });
    assert_eq!(unfinished.unwrap_err(), FetchFault::Damaged);
    // Without a length, only the end of TLS tells that it is whole.
    let open = fetch(|_, client| {
        write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {LIST}\r\nConnection: close\r\n\r\nAAA")?;
        Err(io::Error::other("enough"))
    });
    assert_eq!(open.unwrap_err(), FetchFault::Damaged);
}

#[test]
fn two_lengths_are_no_answer() {
    let torn = fetch(|_, client| {
        write!(client, "HTTP/1.1 200 OK\r\nContent-Type: {LIST}\r\nContent-Length: 3\r\n")?;
        write!(client, "Content-Length: 6\r\n\r\nAAAAAA")
    });
    assert_eq!(torn.unwrap_err(), FetchFault::Answered);
}

fn redirecting(location: &'static str) -> Server {
    Server::start(move |asked, client| match asked.path() {
        "/2" => send(client, LIST, "e30"),
        _ => write!(
            client,
            "HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
        ),
    })
}

#[test]
fn redirects_are_not_followed() {
    for location in ["/2", "https://127.0.0.1/l", "http://169.254.169.254/latest/meta-data/"] {
        let server = redirecting(location);
        assert_eq!(fetch_with(&server, &server.settings()).unwrap().status(), 302);
        assert_eq!(server.log().len(), 1);
    }
}

#[test]
fn redirects_that_are_allowed_stay_on_their_host() {
    let server = redirecting("/2");
    let mut settings = server.settings();
    settings.guard.redirects = 1;
    assert_eq!(fetch_with(&server, &settings).unwrap().body(), b"e30");
    for location in ["https://other.example/2", "http://body.example/2", "gopher://127.0.0.1/_x"] {
        let server = redirecting(location);
        let mut settings = server.settings();
        settings.guard.redirects = 3;
        assert_eq!(fetch_with(&server, &settings).unwrap().status(), 302, "{location}");
        assert_eq!(server.log().len(), 1);
    }
}

#[test]
fn a_circle_of_redirects_ends() {
    let server = redirecting("/1");
    let mut settings = server.settings();
    settings.guard.redirects = 200;
    assert_eq!(fetch_with(&server, &settings).unwrap().status(), 302);
    assert_eq!(server.log().len(), 4);
}

#[test]
fn nothing_is_learnt_about_hosts_within() {
    let fault = |addresses: Vec<std::net::IpAddr>| {
        let server = Server::start(|_, client| send(client, LIST, "e30"));
        let mut settings = hasty(&server);
        settings.resolver = std::sync::Arc::new(crate::server::Always(addresses));
        let url = server.url("body.example", "/1");
        let request = Request::new(&url, NeedKind::StatusList, &settings.guard).unwrap();
        let error = BlockingHttp::new(&settings).unwrap().fetch(&request).unwrap_err();
        assert!(server.log().is_empty());
        (error.fault(), error.to_string())
    };
    let nobody = fault(Vec::new());
    assert_eq!(nobody.0, FetchFault::HostRefused);
    // One that is there, one that is not, and one that nobody can reach.
    for inner in [INNER, [10, 255, 255, 1].into(), [169, 254, 169, 254].into()] {
        assert_eq!(fault(vec![inner]), nobody);
    }
}
