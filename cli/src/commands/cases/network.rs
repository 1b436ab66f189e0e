//! The network of a case, in memory: it answers what the case says and remembers what it
//! was asked.

use super::file::{Case, Resource};
use std::cell::RefCell;
use std::collections::BTreeMap;
use tegata::fetch::{FetchError, FetchFault, Request, Response, Transport};

/// What stands at which URL.
pub(super) struct Network<'c> {
    resources: &'c BTreeMap<String, Resource>,
    asked: RefCell<Vec<String>>,
}

impl<'c> Network<'c> {
    pub(super) fn of(case: &'c Case) -> Self {
        Self { resources: &case.resources, asked: RefCell::default() }
    }

    /// The first of these URLs that was asked.
    pub(super) fn was_asked(&self, urls: &[String]) -> Option<String> {
        self.asked.borrow().iter().find(|asked| urls.contains(asked)).cloned()
    }
}

impl Transport for Network<'_> {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        self.asked.borrow_mut().push(request.url().to_owned());
        let fail = |fault| FetchError::new(fault, request.url());
        let resource = self.resources.get(request.url());
        let resource = resource.ok_or_else(|| fail(FetchFault::Unreachable))?;
        // A body that drips a byte a second outlives every deadline.
        resource.response().ok_or_else(|| fail(FetchFault::TimedOut))
    }
}
