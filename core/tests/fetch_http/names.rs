//! Names that resolve to where they should not.

use crate::server::{Always, HERE, INNER, Server, send};
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tegata::NeedKind;
use tegata::fetch::{BlockingHttp, FetchError, FetchFault, Request, Resolve, Settings, Transport};

const LIST: &str = "application/statuslist+jwt";

/// A server that may be asked, and one within that listens at the same port.
fn both() -> (Server, Server) {
    let here = Server::start(|_, client| {
        io::Write::write_all(client, b"HTTP/1.1 200 OK\r\nConnection: close\r\n")?;
        write!(client, "Content-Type: {LIST}\r\nContent-Length: 4\r\n\r\nhere")?;
        Err(io::Error::other("one request a connection"))
    });
    let inner =
        Server::at((INNER, here.address.port()).into(), |_, client| send(client, LIST, "inner"));
    (here, inner)
}

fn fetch(server: &Server, http: &BlockingHttp, settings: &Settings) -> Result<String, FetchError> {
    let url = server.url("body.example", "/1");
    let request = Request::new(&url, NeedKind::StatusList, &settings.guard).unwrap();
    http.fetch(&request).map(|answer| String::from_utf8(answer.body().to_vec()).unwrap())
}

/// Gives one address after the other, and remembers how often it was asked.
#[derive(Debug)]
struct Turning {
    addresses: Vec<IpAddr>,
    asked: AtomicUsize,
}

impl Resolve for Turning {
    fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        let turn = self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(vec![self.addresses[turn % self.addresses.len()]])
    }
}

#[test]
fn the_address_that_was_checked_is_the_one_that_is_asked() {
    let (here, inner) = both();
    let mut settings = here.settings();
    let turning = Arc::new(Turning { addresses: vec![HERE, INNER], asked: AtomicUsize::new(0) });
    settings.resolver = Arc::clone(&turning) as Arc<dyn Resolve>;
    let http = BlockingHttp::new(&settings).unwrap();
    for _ in 0..3 {
        assert_eq!(fetch(&here, &http, &settings).unwrap(), "here");
        let refused = fetch(&here, &http, &settings).unwrap_err();
        assert_eq!(refused.fault(), FetchFault::HostRefused);
    }
    // Once for each connection: there is no second look-up for anyone to answer otherwise.
    assert_eq!(turning.asked.load(Ordering::SeqCst), 6);
    assert!(inner.log().is_empty());
}

#[test]
fn one_inner_address_among_others_refuses_all() {
    let (here, inner) = both();
    for addresses in [vec![HERE, INNER], vec![INNER, HERE], vec![INNER]] {
        let mut settings = here.settings();
        settings.resolver = Arc::new(Always(addresses));
        let http = BlockingHttp::new(&settings).unwrap();
        assert_eq!(fetch(&here, &http, &settings).unwrap_err().fault(), FetchFault::HostRefused);
    }
    assert!(here.log().is_empty() && inner.log().is_empty());
}

#[test]
fn without_the_switch_of_the_tests_nothing_here_is_asked() {
    let (here, _) = both();
    let mut settings = here.settings();
    settings.loopback = None;
    let http = BlockingHttp::new(&settings).unwrap();
    assert_eq!(fetch(&here, &http, &settings).unwrap_err().fault(), FetchFault::HostRefused);
    assert!(here.log().is_empty());
}

#[test]
fn a_host_must_prove_its_name() {
    let (here, _) = both();
    let settings = here.settings();
    let http = BlockingHttp::new(&settings).unwrap();
    let url = here.url("stranger.example", "/1");
    let request = Request::new(&url, NeedKind::StatusList, &settings.guard).unwrap();
    assert_eq!(http.fetch(&request).unwrap_err().fault(), FetchFault::Unreachable);
    let mut settings = here.settings();
    settings.roots = tegata::fetch::Roots::System;
    let http = BlockingHttp::new(&settings).unwrap();
    assert_eq!(fetch(&here, &http, &settings).unwrap_err().fault(), FetchFault::Unreachable);
}

#[test]
fn a_look_up_that_takes_too_long_is_left() {
    #[derive(Debug)]
    struct Slow;
    impl Resolve for Slow {
        fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
            std::thread::sleep(std::time::Duration::from_secs(4));
            Ok(vec![HERE])
        }
    }
    let (here, _) = both();
    let mut settings = here.settings();
    settings.resolver = Arc::new(Slow);
    settings.whole = std::time::Duration::from_millis(300);
    let began = std::time::Instant::now();
    let http = BlockingHttp::new(&settings).unwrap();
    assert_eq!(fetch(&here, &http, &settings).unwrap_err().fault(), FetchFault::TimedOut);
    drop(http);
    assert!(began.elapsed().as_secs() < 3);
}
