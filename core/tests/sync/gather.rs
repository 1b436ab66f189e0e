//! Gathering what a sync wants, over a network that stands in memory.

use crate::world::{LIST, OTHER, OTHER_LIST, STATUS, World, anchor, authority_key, row};
use crate::world::{body_key, codes, list, sign, status};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;
use tegata::fetch::{Cache, FetchError, FetchFault, Gatherer, Request, Response, Transport};
use tegata::sync::{DocumentChange, Outcome, Sync, Synced};
use tegata::{Timestamp, TrustBundle};

/// What is published, with an `ETag` each, and what was asked.
#[derive(Default)]
struct Net {
    published: BTreeMap<String, String>,
    /// Each takes a while to answer.
    slow: bool,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    asked: Vec<(String, u16)>,
    now: BTreeMap<String, usize>,
    most_hosts: usize,
    most_of_one: usize,
}

impl Net {
    fn of(world: &World) -> Self {
        Self { published: world.net.clone(), ..Self::default() }
    }

    fn asked(&self) -> Vec<(String, u16)> {
        let mut asked = std::mem::take(&mut self.log.lock().unwrap().asked);
        asked.sort();
        asked
    }

    fn answer(&self, request: &Request) -> Response {
        let Some(body) = self.published.get(request.url()) else { return Response::new(404, "") };
        let etag = format!("\"{}\"", body.len());
        if request.known().etag.as_ref() == Some(&etag) {
            return Response::new(304, "");
        }
        Response::new(200, body.as_str())
            .with("Content-Type", "application/vc+jwt")
            .with("ETag", etag)
    }
}

impl Transport for Net {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        let host = request.url().split('/').nth(2).unwrap().to_owned();
        let mut log = self.log.lock().unwrap();
        *log.now.entry(host.clone()).or_default() += 1;
        log.most_of_one = log.most_of_one.max(log.now[&host]);
        log.most_hosts = log.most_hosts.max(log.now.values().filter(|open| **open > 0).count());
        drop(log);
        if self.slow {
            thread::sleep(Duration::from_millis(300));
        }
        let answer = self.answer(request);
        let mut log = self.log.lock().unwrap();
        *log.now.get_mut(&host).unwrap() -= 1;
        log.asked.push((request.url().to_owned(), answer.status()));
        match answer.status() {
            404 if self.slow => Err(FetchError::new(FetchFault::TimedOut, request.url())),
            _ => Ok(answer),
        }
    }
}

fn gather(world: &World, gatherer: &Gatherer<&Net>, now: Timestamp) -> Synced {
    let bundle = TrustBundle::from_json(&world.bundle.to_json()).unwrap();
    gatherer.gather(Sync::new(bundle, world.seen.clone(), now), now, |_| {}).unwrap()
}

fn cached<'n>(net: &'n Net, folder: &Path) -> Gatherer<&'n Net> {
    Gatherer::new(net).with_cache(Cache::open(folder).unwrap())
}

#[test]
fn it_gives_what_handing_in_would_give() {
    let mut world = World::new();
    world.publish(LIST, sign(&list(8), &authority_key()));
    world.publish(STATUS, sign(&status("22", 5), &body_key()));
    let net = Net::of(&world);
    let mut told = Vec::new();
    let bundle = TrustBundle::from_json(&world.bundle.to_json()).unwrap();
    let sync = Sync::new(bundle, world.seen.clone(), world.at);
    let gathered = Gatherer::new(&net).gather(sync, world.at, |progress| told.push(progress));
    let expected = world.run(|_| {});
    assert_eq!(gathered.unwrap().bundle.digest(), expected.bundle.digest());
    let told: Vec<_> = told.iter().map(|progress| (progress.done, progress.wanted)).collect();
    assert_eq!(told, [(1, 2), (2, 2)]);
}

#[test]
fn hosts_are_asked_at_once_and_each_one_thing_at_a_time() {
    let other = format!("{OTHER}#1");
    let second = "https://other.example/bodies/2";
    let mut world = World::of(vec![
        anchor("did:web:authority.example", &[&authority_key()], 1, &[LIST]),
        anchor(OTHER, &[&other], 1, &[OTHER_LIST, second]),
    ]);
    world.publish(LIST, sign(&list(7), &authority_key()));
    let net = Net { slow: true, ..Net::of(&world) };
    let synced = gather(&world, &Gatherer::new(&net), world.at);
    let log = net.log.lock().unwrap();
    assert_eq!((log.most_hosts, log.most_of_one), (2, 1));
    // A host that kept us waiting is not asked for the rest.
    let asked: Vec<_> = log.asked.iter().map(|(url, _)| url.as_str()).collect();
    assert!(asked.contains(&OTHER_LIST) && !asked.contains(&second), "{asked:?}");
    assert_eq!(codes(row(&synced, second)), ["unavailable"]);
}

/// What is at hand is asked for on condition that it has changed, and a confirmation counts
/// as the document.
#[test]
fn publishers_are_asked_whether_it_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new();
    let mut net = Net::of(&world);
    let both = |status| vec![(LIST.to_owned(), status), (STATUS.to_owned(), status)];
    gather(&world, &cached(&net, folder.path()), world.at);
    assert_eq!(net.asked(), both(200));
    for days in [1, 3] {
        let later = world.at.plus_seconds(days * 86_400);
        let second = gather(&world, &cached(&net, folder.path()), later);
        assert_eq!(net.asked(), both(304), "a copy is confirmed however old it is");
        assert!(!second.report.has_refusals() && !second.report.is_incomplete());
        assert!(second.report.changes.is_empty());
        let unchanged = |row: &DocumentChange| row.outcome == Outcome::Unchanged;
        assert!(second.report.documents.iter().all(unchanged));
    }
    net.published.insert(LIST.to_owned(), sign(&list(12), &authority_key()));
    let third = gather(&world, &cached(&net, folder.path()), world.at);
    assert_eq!(net.asked(), [(LIST.to_owned(), 200), (STATUS.to_owned(), 304)]);
    assert_eq!(row(&third, LIST).outcome.as_str(), "updated");
}

/// A copy that was tampered with is as good as a publisher that lies: it is refused.
#[test]
fn a_copy_on_disk_is_not_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new();
    let net = Net::of(&world);
    gather(&world, &cached(&net, folder.path()), world.at);
    world.publish(LIST, sign(&list(8), &authority_key()));
    world.sync();
    // The publisher, or somebody in its place, confirms number 7, which is on disk.
    world.publish(LIST, sign(&list(7), &authority_key()));
    let net = Net::of(&world);
    let synced = gather(&world, &cached(&net, folder.path()), world.at);
    assert!(net.asked().contains(&(LIST.to_owned(), 304)));
    assert_eq!(codes(row(&synced, LIST)), ["rollback"]);
}

#[test]
fn nothing_is_asked_that_the_guard_refuses() {
    let inner = "https://127.0.0.1/bodies";
    let world =
        World::of(vec![anchor("did:web:authority.example", &[&authority_key()], 1, &[inner])]);
    let net = Net::of(&world);
    let synced = gather(&world, &Gatherer::new(&net), world.at);
    assert!(net.asked().iter().all(|(url, _)| url != inner), "{:?}", net.asked());
    assert!(!synced.report.documents.is_empty());
}

/// A list with a time to live, obtained again unchanged, is as fresh as on the first day.
#[test]
fn a_confirmed_list_counts_from_its_confirmation() {
    let mut world = World::new();
    let mut hourly = status("22", 5);
    hourly["credentialSubject"]["ttl"] = serde_json::json!(3_600_000);
    world.publish(STATUS, sign(&hourly, &body_key()));
    world.sync();
    let obtained = |synced: &Synced| {
        let mut documents = synced.bundle.documents().iter();
        documents.find(|document| document.url == STATUS).unwrap().obtained_at
    };
    let net = Net::of(&world);
    let soon = world.at.plus_seconds(1_800);
    let synced = gather(&world, &Gatherer::new(&net), soon);
    assert_eq!(obtained(&synced), world.at);
    assert!(!synced.report.has_changed());
    let later = world.at.plus_seconds(7_200);
    let synced = gather(&world, &Gatherer::new(&net), later);
    assert_eq!(obtained(&synced), later);
    assert_eq!(row(&synced, STATUS).outcome.as_str(), "unchanged");
    assert!(synced.report.changes.is_empty());
}
