//! The loop as data: a verdict says what it lacks, somebody obtains it, and the question
//! is asked again. Nothing here does the obtaining, so it serves any network.

use super::arrival::{Arrival, Fetched, Origin};
use super::error::{FetchError, FetchFault};
use super::guard::Guard;
use super::obtained::{self, Reply};
use super::renewal::{self, overdue};
use super::transport::{Request, Response};
use crate::bundle::{Document, TrustBundle};
use crate::clock::Timestamp;
use crate::code::{Need, NeedKind, Step, Weight};
use crate::report::Report;
use crate::verifier::Verifier;
use std::collections::BTreeMap;

/// Documents that one verdict may cost: a key document, a list of bodies, its scheme, two
/// status lists, events, and two to spare.
pub const FETCHES: usize = 8;

/// What a bundle calls a document that holds keys: nobody signs those.
const KEYS: &str = "keys";

/// One verdict's way to the documents that it lacks.
///
/// Ask [`verifier`](Self::verifier) the question, give the report to
/// [`wants`](Self::wants), obtain what it names, [`supply`](Self::supply) each answer, and
/// ask again, until it wants nothing more.
///
/// ```
/// # use tegata::fetch::{FetchError, FetchFault, Round, Transport};
/// # use tegata::{Clocks, Report, Verifier};
/// # fn answer(network: &dyn Transport, verifier: Verifier, token: &str, clocks: Clocks) -> Report {
/// let mut round = Round::new(verifier);
/// loop {
///     let report = match round.verifier().verify(token, clocks) {
///         Ok(standing) => standing.report(),
///         Err(refusal) => refusal.report().clone(),
///     };
///     let wanted = round.wants(&report, clocks.known_at);
///     if wanted.is_empty() {
///         return report;
///     }
///     for request in wanted {
///         let response = network.fetch(&request);
///         round.supply(&request, response, clocks.known_at);
///     }
/// }
/// # }
/// ```
#[derive(Debug)]
pub struct Round {
    verifier: Verifier,
    guard: Guard,
    left: usize,
    tried: BTreeMap<String, Tried>,
    unsound: Vec<String>,
    fetched: Vec<Fetched>,
}

/// How far a URL was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tried {
    /// A copy was at hand. If that did not settle it, the publisher may be asked.
    Copy,
    /// The publisher was asked, or may not be.
    Publisher,
}

impl Round {
    /// A round under the default guard.
    pub fn new(verifier: Verifier) -> Self {
        Self::guarded(verifier, Guard::default())
    }

    /// A round under a guard of one's own.
    pub fn guarded(verifier: Verifier, guard: Guard) -> Self {
        Self {
            verifier,
            guard,
            left: FETCHES,
            tried: BTreeMap::new(),
            unsound: Vec::new(),
            fetched: Vec::new(),
        }
    }

    /// The verifier with all that was supplied so far. Put the question to it.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// What became of each document that was wanted so far.
    pub fn fetched(&self) -> &[Fetched] {
        &self.fetched
    }

    /// What is to be obtained now. Empty when fetching can do no more.
    ///
    /// A "no" is final: no document would change it, and none is asked for. What decides
    /// whether a certificate's body is accredited comes first; what the certificate itself
    /// names is asked for only once that is settled.
    pub fn wants(&mut self, report: &Report, now: Timestamp) -> Vec<Request> {
        let mut needs = wanted_by(report, &self.verifier, now);
        // What does for now is not worth a word about what is not fetched anyway.
        needs.retain(|need| self.guard.allows(need.kind) || !report.verdict().is_yes());
        needs.dedup_by(|later, first| later.url == first.url);
        let most = self.left.max(1);
        let requests = needs.iter().filter_map(|need| self.admit(need));
        requests.take(most).collect()
    }

    /// Takes in what a transport answered to a request.
    pub fn supply(
        &mut self,
        request: &Request,
        response: Result<Response, FetchError>,
        now: Timestamp,
    ) {
        let answered = response.and_then(|response| obtained::read(request, &response, now));
        let document = answered.and_then(|reply| match reply {
            Reply::Document(document) => Ok(document),
            // Without a copy of its own, this asked for no such answer.
            Reply::Unchanged => Err(FetchError::new(FetchFault::Answered, request.url())),
        });
        self.take(request, document, Origin::Publisher, now);
    }

    /// The verifier without documents that failed their own verification: those were
    /// worth an entry in this verdict's report, and must not weigh on the next one.
    pub fn finish(self) -> (Verifier, Vec<Fetched>) {
        if self.unsound.is_empty() {
            return (self.verifier, self.fetched);
        }
        let bundle = self.verifier.bundle();
        let sound = |document: &&Document| !self.unsound.contains(&document.url);
        let documents = bundle.documents().iter().filter(sound).cloned().collect();
        match TrustBundle::new(bundle.created_at(), bundle.anchors().to_vec(), documents) {
            Ok(bundle) => (self.verifier.with(bundle), self.fetched),
            Err(_) => (self.verifier, self.fetched),
        }
    }

    /// Takes in a document from wherever it came, and says whether it counts.
    pub(super) fn take(
        &mut self,
        request: &Request,
        document: Result<Document, FetchError>,
        from: Origin,
        now: Timestamp,
    ) -> bool {
        if from != Origin::Copy {
            self.left = self.left.saturating_sub(1);
            self.tried.insert(request.url().to_owned(), Tried::Publisher);
        }
        let arrival = match document {
            Ok(document) => self.put(document, from, now),
            Err(error) => Arrival::Missed(error),
        };
        let sound = matches!(arrival, Arrival::Taken(_));
        let (url, kind) = (request.url().to_owned(), request.kind());
        self.fetched.push(Fetched { url, kind, arrival });
        sound
    }

    /// Why a document would go back behind another one of its URL, if it would.
    #[cfg(feature = "system")]
    pub(super) fn goes_back(&self, held: &Document, offered: &Document) -> Option<String> {
        let with = |bundle: &TrustBundle, document: &Document| {
            bundle.with_document(document.clone(), offered.obtained_at).ok()
        };
        let held = with(self.verifier.bundle(), held)?;
        renewal::goes_back(&held, &with(&held, offered)?, &offered.url)
    }

    /// Whether nothing but the connection proves whose the document of a URL is.
    #[cfg(feature = "system")]
    pub(super) fn is_unsigned(&self, url: &str) -> bool {
        let mut reports = self.verifier.bundle().document_reports().iter();
        reports.any(|report| report.url == url && report.kind == KEYS)
    }

    /// Notes that what a publisher offered goes back, and does not count.
    #[cfg(feature = "system")]
    pub(super) fn refuse(&mut self, request: &Request, why: String) {
        self.left = self.left.saturating_sub(1);
        self.tried.insert(request.url().to_owned(), Tried::Publisher);
        let (url, kind) = (request.url().to_owned(), request.kind());
        self.fetched.push(Fetched { url, kind, arrival: Arrival::Older(why) });
    }

    /// A document is judged by the bundle that it would make.
    fn put(&mut self, document: Document, from: Origin, now: Timestamp) -> Arrival {
        let url = document.url.clone();
        let bundle = self.verifier.bundle();
        let candidate = match bundle.with_document(document, now) {
            Ok(candidate) => candidate,
            Err(error) => {
                let damaged = FetchError::new(FetchFault::Damaged, url);
                return Arrival::Missed(damaged.because(error.problem()));
            }
        };
        let held = bundle.documents().iter().any(|document| document.url == url);
        let report = candidate.document_reports().iter().find(|report| report.url == url);
        if from != Origin::Publisher && report.is_some_and(|report| report.kind == KEYS) {
            let unproved = FetchError::new(FetchFault::Damaged, url);
            return Arrival::Missed(unproved.because("nobody signed it, and it is a copy"));
        }
        match report.and_then(|report| report.problem.clone()) {
            // What stands here already is not given up for something worse, and what a copy
            // gets wrong its publisher may get right.
            Some(problem) if held || from.is_copy() => return Arrival::Unsound(problem),
            Some(problem) => {
                self.unsound.push(url);
                self.verifier = self.verifier.with(candidate);
                return Arrival::Unsound(problem);
            }
            None => {}
        }
        match renewal::goes_back(bundle, &candidate, &url) {
            Some(why) => Arrival::Older(why),
            None => {
                self.unsound.retain(|other| *other != url);
                self.verifier = self.verifier.with(candidate);
                Arrival::Taken(from)
            }
        }
    }

    /// A request for what was not tried yet, within the budget, if the guard allows it.
    fn admit(&mut self, need: &Need) -> Option<Request> {
        let again = match self.tried.get(&need.url) {
            None => false,
            Some(Tried::Copy) => true,
            Some(Tried::Publisher) => return None,
        };
        let request = match self.left {
            0 => Err(FetchError::new(FetchFault::TooMany, &need.url)),
            _ => Request::new(&need.url, need.kind, &self.guard),
        };
        match request {
            Ok(request) if again => {
                self.tried.insert(need.url.clone(), Tried::Publisher);
                Some(request.renewed())
            }
            Ok(request) => {
                self.tried.insert(need.url.clone(), Tried::Copy);
                Some(request)
            }
            Err(error) => {
                self.tried.insert(need.url.clone(), Tried::Publisher);
                let (url, kind) = (need.url.clone(), need.kind);
                self.fetched.push(Fetched { url, kind, arrival: Arrival::Missed(error) });
                None
            }
        }
    }
}

/// What a report lacks, as far as fetching may help it.
fn wanted_by(report: &Report, verifier: &Verifier, now: Timestamp) -> Vec<Need> {
    if report.verdict().is_yes() {
        return overdue(report, verifier, now);
    }
    if report.verdict().weight() != Weight::Undetermined {
        return Vec::new();
    }
    let accredited = is_accredited(report);
    let wanted = |need: &&Need| accredited || !is_named_by_certificates(need.kind);
    report.needs().into_iter().filter(wanted).cloned().collect()
}

/// Their URLs stand in certificates; those of all other documents follow from an anchor or
/// from the name of an issuer that one of them vouches for.
fn is_named_by_certificates(kind: NeedKind) -> bool {
    matches!(kind, NeedKind::StatusList | NeedKind::CertificationEvents)
}

/// Whether nothing is open about who issued what was asked about.
fn is_accredited(report: &Report) -> bool {
    let open = |weight| weight >= Weight::Undetermined;
    let mut findings = report.findings().iter();
    !findings.any(|finding| finding.code.step() <= Step::Accredited && open(finding.weight()))
}
