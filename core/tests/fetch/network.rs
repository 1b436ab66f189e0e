//! A network in memory, which keeps a log.

use std::cell::RefCell;
use std::collections::BTreeMap;
use tegata::fetch::{EventsRule, FetchError, FetchFault, Guard, Request, Response, Transport};
use tegata::{Document, TrustBundle, Verifier};

use crate::world::{NOW, World, at};

/// What stands at each URL, and what was asked.
#[derive(Default)]
pub(crate) struct Network {
    pub(crate) answers: RefCell<BTreeMap<String, Response>>,
    pub(crate) log: RefCell<Vec<Request>>,
}

impl Transport for Network {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        self.log.borrow_mut().push(request.clone());
        let answers = self.answers.borrow();
        let answer = answers.get(request.url()).cloned();
        answer.ok_or_else(|| FetchError::new(FetchFault::Unreachable, request.url()))
    }
}

impl Network {
    /// Everything that the world published.
    pub(crate) fn of(world: &World) -> Self {
        let network = Self::default();
        world.documents().iter().for_each(|document| network.publish(document));
        network
    }

    pub(crate) fn publish(&self, document: &Document) {
        let answer = answer(&document.media_type, &document.body);
        self.put(&document.url, answer);
    }

    pub(crate) fn put(&self, url: &str, answer: Response) {
        self.answers.borrow_mut().insert(url.to_owned(), answer);
    }

    pub(crate) fn remove(&self, url: &str) {
        self.answers.borrow_mut().remove(url);
    }

    /// The URLs that were asked since the last look.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.log.take().iter().map(|request| request.url().to_owned()).collect()
    }
}

pub(crate) fn answer(media_type: &str, body: &str) -> Response {
    Response::new(200, body).with("Content-Type", media_type)
}

/// A verifier that knows the world's anchor and these of its documents.
pub(crate) fn knowing(world: &World, urls: &[&str]) -> Verifier {
    let documents = world.documents().into_iter();
    let documents = documents.filter(|document| urls.contains(&&*document.url)).collect();
    Verifier::new(TrustBundle::new(at(NOW), vec![world.anchor.clone()], documents).unwrap())
}

/// A guard that lets certificates' events be fetched as well.
pub(crate) fn curious() -> Guard {
    let mut guard = Guard::default();
    guard.events = EventsRule::Fetch;
    guard
}
