//! What a day of checks costs the publishers.

use crate::server::{Asked, Client, Server, send};
use crate::world::{INDEX, World, at, key, pin, sign};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tegata::fetch::{Cache, Fetcher};
use tegata::issue::FileKey;
use tegata::{Clocks, TrustBundle, Verifier};

const BODIES: usize = 20;
const CERTIFICATES: usize = 10_000;
const MIDNIGHT: &str = "2026-11-23T00:00:00Z";

struct Body {
    id: String,
    key: FileKey,
    list: String,
}

impl Body {
    fn new(number: usize, server: &Server) -> Self {
        let host = format!("b{number:02}.bodies.example");
        let id = format!("did:web:{host}");
        let key = key(&format!("{id}#1"));
        Self { key, list: server.url(&host, "/list"), id }
    }

    /// Its list of revocations, to be asked for again after six hours.
    fn status(&self, world: &World) -> String {
        let list = world.status(&self.list, "revocation", &[]);
        let payload = list.split('.').nth(1).unwrap();
        let payload =
            base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, payload);
        let mut list: serde_json::Value = serde_json::from_slice(&payload.unwrap()).unwrap();
        list["issuer"] = (&*self.id).into();
        list["validFrom"] = MIDNIGHT.into();
        list["validUntil"] = "2026-11-25T00:00:00Z".into();
        list["credentialSubject"]["ttl"] = (6 * 3_600_000).into();
        sign("vc+jwt", &list, &self.key)
    }

    fn certificate(&self, world: &World, number: usize) -> String {
        let mut certificate = world.certificate.clone();
        certificate["issuer"] = (&*self.id).into();
        certificate["credentialSubject"]["certification"]["number"] = number.to_string().into();
        let entry = &mut certificate["credentialStatus"][0];
        entry["statusListCredential"] = (&*self.list).into();
        entry["statusListIndex"] = ((INDEX + number) % 131_072).to_string().into();
        sign("vc+jwt", &certificate, &self.key)
    }
}

/// Lists by the name of their host, each with a tag; unchanged for whoever has it.
fn serve(lists: &BTreeMap<String, String>, asked: &Asked, client: Client<'_>) -> io::Result<()> {
    if asked.header("if-none-match") == Some("\"1\"") {
        return client.write_all(b"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
    }
    let list = &lists[asked.header("host").unwrap()];
    write!(
        client,
        "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Type: application/vc+jwt\r\n\
         Content-Length: {}\r\n\r\n{list}",
        list.len()
    )
}

#[test]
fn ten_thousand_certificates_cost_twenty_fetches_and_some_confirmations() {
    let lists = Arc::new(Mutex::new(BTreeMap::new()));
    let published = Arc::clone(&lists);
    let server = Server::start(move |asked, client| match asked.path() {
        "/list" => serve(&published.lock().unwrap(), asked, client),
        _ => send(client, "text/plain", ""),
    });
    let mut world = World::new().without_events();
    world.certificate["credentialStatus"].as_array_mut().unwrap().truncate(1);
    let bodies: Vec<_> = (0..BODIES).map(|number| Body::new(number, &server)).collect();
    for body in &bodies {
        let host = body.list.split('/').nth(2).unwrap().to_owned();
        lists.lock().unwrap().insert(host, body.status(&world));
    }
    let anchors = bodies.iter().map(|body| pin(&body.id, &body.key)).collect();
    let midnight = at(MIDNIGHT);
    let verifier = Verifier::new(TrustBundle::new(midnight, anchors, Vec::new()).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut fetcher = Fetcher::over_https(verifier, &server.settings())
        .unwrap()
        .with_cache(Cache::open(folder.path()).unwrap());
    let began = Instant::now();
    for number in 0..CERTIFICATES {
        let second = i64::try_from(number * 86_400 / CERTIFICATES).unwrap();
        let now = midnight.plus_seconds(second);
        let token = bodies[number % BODIES].certificate(&world, number);
        let answered = fetcher.verify(token, Clocks::at(now), now);
        assert!(answered.answer.is_ok(), "{number}: {:?} {:?}", answered.answer, answered.fetched);
    }
    let log = server.log();
    let confirmed = log.iter().filter(|asked| asked.header("if-none-match").is_some()).count();
    let whole = log.len() - confirmed;
    println!(
        "{CERTIFICATES} certificates of {BODIES} bodies over a day, in {:?}:",
        began.elapsed()
    );
    println!("{whole} lists fetched, {confirmed} confirmed");
    assert_eq!(whole, BODIES);
    // Every six hours, and the day has four times six.
    assert_eq!(confirmed, 3 * BODIES);
    // Nobody can tell from what was asked whom it was about.
    assert!(log.iter().all(|asked| asked.path() == "/list"));
}
