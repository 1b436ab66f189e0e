//! The two clients, and how they share a host.

use crate::server::{Server, send};
use crate::world::{NOW, World, at, now};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use tegata::NeedKind;
use tegata::fetch::{AsyncFetcher, BlockingHttp, FetchFault, Http, Request, Transport};

const LIST: &str = "application/statuslist+jwt";

#[test]
fn one_host_gets_a_bounded_number_of_requests_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counting, peak) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::start(move |_, client| {
        peak.fetch_max(counting.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(50));
        counting.fetch_sub(1, Ordering::SeqCst);
        send(client, LIST, "e30")
    });
    let settings = server.settings();
    let http = BlockingHttp::new(&settings).unwrap();
    thread::scope(|scope| {
        for number in 0..12 {
            let url = server.url("body.example", &format!("/{number}"));
            let request = Request::new(&url, NeedKind::StatusList, &settings.guard).unwrap();
            let http = &http;
            scope.spawn(move || http.fetch(&request).unwrap());
        }
    });
    assert_eq!(server.log().len(), 12);
    assert!(most.load(Ordering::SeqCst) <= 2, "{most:?}");
}

#[test]
fn async_code_has_a_client_of_its_own() {
    let server = Server::start(|_, client| send(client, LIST, "e30"));
    let settings = server.settings();
    let url = server.url("body.example", "/1");
    let request = Request::new(&url, NeedKind::StatusList, &settings.guard).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let blocking = BlockingHttp::new(&settings).unwrap();
    runtime.block_on(async {
        let http = Http::new(&settings).unwrap();
        assert_eq!(http.fetch(&request).await.unwrap().body(), b"e30");
        // The blocking one says so rather than take the runtime down.
        assert_eq!(blocking.fetch(&request).unwrap_err().fault(), FetchFault::Transport);
    });
}

#[test]
fn the_async_client_takes_the_same_steps() {
    let mut world = World::new().without_events();
    world.certificate["credentialStatus"].as_array_mut().unwrap().truncate(1);
    let list = std::sync::Mutex::new(String::new());
    let list = Arc::new(list);
    let published = Arc::clone(&list);
    let server = Server::start(move |_, client| {
        send(client, "application/vc+jwt", &published.lock().unwrap())
    });
    let url = server.url("body.example", "/list");
    world.certificate["credentialStatus"][0]["statusListCredential"] = (&*url).into();
    *list.lock().unwrap() = world.status(&url, "revocation", &[]);
    let settings = server.settings();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let http = Http::new(&settings).unwrap();
        let mut fetcher = AsyncFetcher::new(world.verifier(), http);
        for asked in [1, 0] {
            let answered = fetcher.verify(world.token(), now(), at(NOW)).await;
            assert!(answered.answer.is_ok());
            assert_eq!(answered.fetched.len(), asked);
        }
    });
    assert_eq!(server.log().len(), 1);
}

#[test]
fn no_environment_variable_puts_a_proxy_between() {
    // The client reads none; were it to, this would be the way to it.
    const NAMES: [&str; 3] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"];
    if std::env::var_os("TEGATA_TEST_PROXIED").is_none() {
        let program = std::env::current_exe().unwrap();
        let mut command = std::process::Command::new(program);
        command.args(["--exact", "clients::no_environment_variable_puts_a_proxy_between"]);
        NAMES.iter().for_each(|name| {
            command.env(name, "http://127.0.0.1:9");
        });
        assert!(command.env("TEGATA_TEST_PROXIED", "1").output().unwrap().status.success());
        return;
    }
    let server = Server::start(|_, client| send(client, LIST, "e30"));
    let settings = server.settings();
    let url = server.url("body.example", "/1");
    let request = Request::new(&url, NeedKind::StatusList, &settings.guard).unwrap();
    assert!(BlockingHttp::new(&settings).unwrap().fetch(&request).is_ok());
}
