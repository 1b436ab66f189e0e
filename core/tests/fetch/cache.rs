//! Copies on disk: when they serve, when they do not, and what they cannot do.

use crate::network::{Network, answer, curious, knowing};
use crate::world::*;
use std::fs;
use std::path::Path;
use tegata::fetch::{Arrival, Cache, Fetched, Fetcher, Origin, Response, Stale};
use tegata::{Clocks, Code, Timestamp, Verifier};

const LIST_TYPE: &str = "application/vc+jwt";

/// What is answered at an instant by a client that starts anew, with copies in a folder.
fn ask(world: &World, network: &Network, folder: &Path, at: Timestamp) -> (String, Vec<Fetched>) {
    ask_with(world, network, Cache::open(folder).unwrap(), at)
}

fn ask_with(
    world: &World,
    network: &Network,
    cache: Cache,
    at: Timestamp,
) -> (String, Vec<Fetched>) {
    let known = knowing(world, &[LIST, SCHEME_URL]);
    let mut fetcher = Fetcher::new(known, network).guarded(curious()).with_cache(cache);
    let answered = fetcher.verify(world.token(), Clocks::at(at), at);
    (code(answered.answer), answered.fetched)
}

/// What a "yes" says besides.
fn notices(world: &World, network: &Network, cache: Cache, at: Timestamp) -> Vec<Code> {
    let mut fetcher = Fetcher::new(knowing(world, &[LIST, SCHEME_URL]), network).with_cache(cache);
    let standing = fetcher.verify(world.token(), Clocks::at(at), at).answer.unwrap();
    standing.notices().iter().map(|finding| finding.code).collect()
}

fn origins(fetched: &[Fetched]) -> Vec<Option<Origin>> {
    let origin = |one: &Fetched| match one.arrival {
        Arrival::Taken(origin) => Some(origin),
        _ => None,
    };
    fetched.iter().map(origin).collect()
}

/// A world whose certificate names one list and nothing else, and its network.
fn small() -> (World, Network) {
    let mut world = World::new().without_events();
    world.certificate["credentialStatus"].as_array_mut().unwrap().truncate(1);
    world.list_until = "2026-11-23T18:00:00Z".to_owned();
    let network = Network::default();
    network.put(REVOCATIONS, tagged(&world, "\"1\""));
    (world, network)
}

fn tagged(world: &World, etag: &str) -> Response {
    let list = world.status(REVOCATIONS, "revocation", &world.revoked);
    answer(LIST_TYPE, &list).with("ETag", etag).with("Cache-Control", "max-age=1")
}

fn hour(hour: u32) -> Timestamp {
    at(&format!("2026-11-23T{hour:02}:00:00Z"))
}

#[test]
fn a_fresh_copy_spares_the_publisher() {
    let (world, network) = small();
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(ask(&world, &network, folder.path(), hour(12)).0, "valid");
    assert_eq!(network.asked().len(), 1);
    // The list says until when it counts, and that goes before the server's one second.
    let (answer, fetched) = ask(&world, &network, folder.path(), hour(17));
    assert_eq!((&*answer, origins(&fetched)), ("valid", vec![Some(Origin::Copy)]));
    assert_eq!(network.asked(), [""; 0]);
}

#[test]
fn a_copy_past_its_time_is_renewed_by_its_tag() {
    let (mut world, network) = small();
    let folder = tempfile::tempdir().unwrap();
    ask(&world, &network, folder.path(), hour(12));
    network.log.take();
    world.list_until = "2026-11-24T00:00:00Z".to_owned();
    world.list_issued = "2026-11-23T18:30:00Z".to_owned();
    network.put(REVOCATIONS, tagged(&world, "\"2\""));
    assert_eq!(ask(&world, &network, folder.path(), hour(19)).0, "valid");
    let known = network.log.take()[0].known().etag.clone();
    assert_eq!(known.as_deref(), Some("\"1\""));
}

#[test]
fn not_modified_renews_a_list_with_a_time_to_live() {
    let (mut world, network) = small();
    world.list_until = "2026-11-30T00:00:00Z".to_owned();
    network.put(REVOCATIONS, tagged(&world, "\"1\""));
    let folder = tempfile::tempdir().unwrap();
    ask(&world, &network, folder.path(), hour(1));
    network.put(REVOCATIONS, Response::new(304, ""));
    // A week is what the list says; longer than a day none is used without asking.
    let tomorrow = at("2026-11-24T02:00:00Z");
    let (answer, fetched) = ask(&world, &network, folder.path(), tomorrow);
    assert_eq!((&*answer, origins(&fetched)), ("valid", vec![Some(Origin::Confirmed)]));
    let (_, fetched) = ask(&world, &network, folder.path(), at("2026-11-24T20:00:00Z"));
    assert_eq!(origins(&fetched), [Some(Origin::Copy)]);
}

#[test]
fn a_stale_copy_serves_only_where_it_is_allowed_and_says_so() {
    let (mut world, network) = small();
    world.list_until = "2026-11-30T00:00:00Z".to_owned();
    network.put(REVOCATIONS, tagged(&world, "\"1\""));
    let folder = tempfile::tempdir().unwrap();
    let tomorrow = at("2026-11-24T02:00:00Z");
    ask(&world, &network, folder.path(), hour(1));
    network.remove(REVOCATIONS);
    assert_eq!(ask(&world, &network, folder.path(), tomorrow).0, "status_unavailable");
    let serving = || {
        let mut cache = Cache::open(folder.path()).unwrap();
        cache.stale = Stale::Serve;
        cache
    };
    let (answer, fetched) = ask_with(&world, &network, serving(), tomorrow);
    assert_eq!((&*answer, origins(&fetched)), ("valid", vec![Some(Origin::StaleCopy)]));
    assert_eq!(notices(&world, &network, serving(), hour(2)), [Code::PinnedLocally; 0]);
    assert_eq!(notices(&world, &network, serving(), tomorrow), [Code::RenewalOverdue]);
    // The list's own end stands, whatever is allowed.
    let (answer, _) = ask_with(&world, &network, serving(), at("2026-12-01T00:00:00Z"));
    assert_eq!(answer, "status_stale");
}

#[test]
fn a_publisher_cannot_go_back_behind_a_copy() {
    let (mut world, network) = small();
    let folder = tempfile::tempdir().unwrap();
    ask(&world, &network, folder.path(), hour(12));
    world.list_issued = "2026-11-22T00:00:00Z".to_owned();
    world.list_until = "2026-11-30T00:00:00Z".to_owned();
    network.put(REVOCATIONS, tagged(&world, "\"0\""));
    let (answer, fetched) = ask(&world, &network, folder.path(), hour(19));
    assert_eq!(answer, "status_unavailable");
    assert!(matches!(fetched[0].arrival, Arrival::Older(_)), "{fetched:?}");
}

#[test]
fn a_planted_copy_is_verified_like_everything_else() {
    let (world, network) = small();
    let folder = tempfile::tempdir().unwrap();
    ask(&world, &network, folder.path(), hour(12));
    network.log.take();
    // Another world's list, in a file that is sound as such.
    let (stranger, elsewhere) = small();
    let planted = tempfile::tempdir().unwrap();
    ask(&stranger, &elsewhere, planted.path(), hour(12));
    let name = |folder: &Path| fs::read_dir(folder).unwrap().next().unwrap().unwrap().file_name();
    fs::copy(planted.path().join(name(planted.path())), folder.path().join(name(folder.path())))
        .unwrap();
    let (answer, fetched) = ask(&world, &network, folder.path(), hour(12));
    assert_eq!(answer, "valid");
    assert!(matches!(fetched[0].arrival, Arrival::Unsound(_)), "{fetched:?}");
    assert_eq!(fetched[1].arrival, Arrival::Taken(Origin::Publisher));
    assert_eq!(network.asked().len(), 1);
}

#[test]
fn planted_keys_are_never_read() {
    // A file such as this cache would have written, for the address of somebody's keys.
    let plant = |url: &str, media_type: &str, folder: &Path| {
        let thief = tegata::issue::Signer::public_key(&key(&format!("{BODY}#1"))).to_json();
        let body = serde_json::json!({
            "id": BODY, "assertionMethod": [format!("{BODY}#1")],
            "verificationMethod": [{
                "id": format!("{BODY}#1"), "type": "JsonWebKey", "controller": BODY,
                "publicKeyJwk": thief,
            }],
        });
        let document = tegata::Document {
            url: url.to_owned(),
            media_type: media_type.to_owned(),
            obtained_at: hour(11),
            body: body.to_string(),
        };
        let file = serde_json::json!({
            "format": "tegata.copy/1", "url": url, "mediaType": media_type,
            "obtainedAt": "2026-11-23T11:00:00Z", "freshUntil": "2026-11-24T00:00:00Z",
            "sha256": document.sha256(), "body": document.body,
        });
        let name = tegata::Document { body: url.to_owned(), ..document }.sha256();
        fs::write(folder.join(format!("{name}.tegata.json")), file.to_string()).unwrap();
    };
    let did = "https://body.example/.well-known/did.json";
    let mut world = World::new();
    world.body_list["credentialSubject"][0]["verificationMethod"] = serde_json::json!([]);
    // As the keys that they are, and as the source of an anchor that happens to be there.
    for source in [false, true] {
        let mut known = vec![LIST, SCHEME_URL];
        if source {
            world.anchor.sources.insert(0, did.to_owned());
            known.clear();
        }
        let folder = tempfile::tempdir().unwrap();
        plant(did, "application/json", folder.path());
        let network = Network::of(&world);
        let cache = Cache::open(folder.path()).unwrap();
        let mut fetcher = Fetcher::new(knowing(&world, &known), &network).with_cache(cache);
        let answered = fetcher.verify(world.token(), Clocks::at(hour(12)), hour(12));
        assert!(answered.answer.is_err());
        let fetched = answered.fetched;
        let taken = |one: &&Fetched| one.url == did && matches!(one.arrival, Arrival::Taken(_));
        assert!(!fetched.iter().any(|one| taken(&one)), "{fetched:?}");
        assert!(network.asked().contains(&did.to_owned()));
    }
}

#[test]
fn a_damaged_file_is_no_copy() {
    let (world, network) = small();
    let folder = tempfile::tempdir().unwrap();
    ask(&world, &network, folder.path(), hour(12));
    for entry in fs::read_dir(folder.path()).unwrap() {
        fs::write(entry.unwrap().path(), "{").unwrap();
    }
    network.log.take();
    assert_eq!(ask(&world, &network, folder.path(), hour(12)).0, "valid");
    assert_eq!(network.asked().len(), 1);
}

#[test]
fn what_its_server_asks_nobody_to_keep_is_not_kept() {
    let (world, network) = small();
    network.put(REVOCATIONS, tagged(&world, "\"1\"").with("Cache-Control", "no-store"));
    let folder = tempfile::tempdir().unwrap();
    ask(&world, &network, folder.path(), hour(12));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn keys_that_nobody_signed_are_never_kept_on_disk() {
    let mut world = World::new();
    // The list names the body, and the body publishes its keys itself.
    let entity = &mut world.body_list["credentialSubject"][0];
    entity.as_object_mut().unwrap().remove("verificationMethod");
    entity["verificationMethod"] = serde_json::json!([]);
    let did = serde_json::json!({
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": BODY,
        "verificationMethod": [{
            "id": format!("{BODY}#1"), "type": "JsonWebKey", "controller": BODY,
            "publicKeyJwk": tegata::issue::Signer::public_key(&world.body).to_json(),
        }],
        "assertionMethod": [format!("{BODY}#1")],
    });
    let network = Network::of(&world);
    let url = "https://body.example/.well-known/did.json";
    network.put(url, answer("application/did+json", &did.to_string()));
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(folder.path()).unwrap();
    let mut fetcher = Fetcher::new(knowing(&world, &[LIST, SCHEME_URL]), &network)
        .guarded(curious())
        .with_cache(cache);
    let token = world.token();
    let mut ask = |at: Timestamp| code(fetcher.verify(&token, Clocks::at(at), at).answer);
    assert_eq!(ask(hour(12)), "valid");
    let kept: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().all(|text| !text.contains(url)));
    // In memory they serve for an hour.
    let keys_asked = |network: &Network| network.asked().iter().any(|asked| asked == url);
    assert!(keys_asked(&network));
    assert_eq!(ask(at("2026-11-23T12:59:00Z")), "valid");
    assert!(!keys_asked(&network));
    assert_eq!(ask(at("2026-11-23T13:01:00Z")), "valid");
    assert!(keys_asked(&network));
}

#[test]
fn a_folder_holds_no_more_than_it_may() {
    let (world, _) = small();
    let folder = tempfile::tempdir().unwrap();
    let network = Network::of(&World::new());
    let mut cache = Cache::open(folder.path()).unwrap();
    cache.entries = 2;
    let full = World::new();
    let network_of_full = Network::of(&full);
    let known = knowing(&full, &[LIST, SCHEME_URL]);
    let mut fetcher = Fetcher::new(known, &network_of_full).guarded(curious()).with_cache(cache);
    assert_eq!(code(fetcher.verify(full.token(), now(), at(NOW)).answer), "valid");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    // A stranger's file is left alone, whatever it is.
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let mut cache = Cache::open(folder.path()).unwrap();
    cache.bytes = 1;
    ask_with(&world, &network, cache, hour(12));
    assert!(folder.path().join("notes.txt").exists());
}

#[test]
fn many_writers_leave_whole_files() {
    let (world, _) = small();
    let folder = tempfile::tempdir().unwrap();
    let list = tagged(&world, "\"1\"");
    let token = world.token();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let network = Network::default();
                    network.put(REVOCATIONS, list.clone());
                    let cache = Cache::open(folder.path()).unwrap();
                    let known = knowing(&world, &[LIST, SCHEME_URL]);
                    let mut fetcher = Fetcher::new(known, &network).with_cache(cache);
                    let answered = fetcher.verify(&token, now(), at(NOW));
                    assert_eq!(code(answered.answer), "valid");
                }
            });
        }
    });
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn who_did_not_answer_is_left_in_peace_for_a_minute() {
    let (world, network) = small();
    network.remove(REVOCATIONS);
    let verifier: Verifier = knowing(&world, &[LIST, SCHEME_URL]);
    let mut fetcher = Fetcher::new(verifier, &network);
    let mut ask = |at: Timestamp| {
        let answered = fetcher.verify(world.token(), Clocks::at(at), at);
        assert_eq!(code(answered.answer), "status_unavailable");
        assert!(matches!(answered.fetched[0].arrival, Arrival::Missed(_)));
        network.asked().len()
    };
    let noon = hour(12);
    let asked: Vec<_> = [0, 1, 60, 61].iter().map(|s| ask(noon.plus_seconds(*s))).collect();
    assert_eq!(asked, [1, 0, 0, 1]);
}
