//! Judging what arrived: everything at once, so that the order of arrival cannot matter.

use super::Arrivals;
use super::asked::key_documents;
use super::problem::Problem;
use super::turn::{Turned, turn};
use crate::bundle::{Document, DocumentReport, HighWater, TrustBundle, claimed};
use crate::clock::Timestamp;
use crate::code::{Code, Finding};
use crate::error::Error;
use crate::issuer::KeyDocument;
use crate::limits::DOCUMENT_BYTES;
use crate::status::ListSource;
use std::collections::BTreeMap;

/// What became of everything that arrived so far.
#[derive(Debug)]
pub(super) struct Judged {
    pub bundle: TrustBundle,
    pub seen: HighWater,
    /// What was obtained or failed, by URL, with what stands against it.
    pub arrived: BTreeMap<String, Option<Problem>>,
}

/// Puts what may count into the bundle. What may not is left out, and the rest judged again
/// without it, until all that is left stands together.
pub(super) fn judge(
    before: &TrustBundle,
    seen: &HighWater,
    at: Timestamp,
    arrivals: &Arrivals,
) -> Result<Judged, Error> {
    let turned = turn(before, seen, arrivals);
    let mut arrived: BTreeMap<_, _> =
        arrivals.iter().map(|(url, arrival)| (url.clone(), arrival.clone().err())).collect();
    for (url, problem) in &turned.refused {
        arrived.insert(url.clone(), Some(problem.clone()));
    }
    let (mut offers, held) = (BTreeMap::new(), Held::new(before, &turned));
    for document in arrivals.values().flatten() {
        match check_form(document) {
            _ if turned.refused.contains_key(&document.url) => {}
            Ok(()) if held.has(document, at) => {}
            Ok(()) => {
                offers.insert(&*document.url, document);
            }
            Err(problem) => {
                arrived.insert(document.url.clone(), Some(problem));
            }
        }
    }
    let marks = held.marks(seen, at)?;
    let bundle = loop {
        let bundle = held.with(&offers, at)?;
        let refused = refused(&bundle, &marks, &offers);
        if refused.is_empty() {
            break bundle;
        }
        for (url, problem) in refused {
            offers.remove(&*url);
            arrived.insert(url, Some(problem));
        }
    };
    let mut seen = marks;
    seen.see(&bundle);
    Ok(Judged { bundle, seen, arrived })
}

/// What stays where nothing better arrived.
struct Held<'a> {
    before: &'a TrustBundle,
    turned: &'a Turned,
}

impl<'a> Held<'a> {
    fn new(before: &'a TrustBundle, turned: &'a Turned) -> Self {
        Self { before, turned }
    }

    fn documents(&self) -> impl Iterator<Item = &'a Document> {
        let editions = self.turned.editions.iter();
        let replaced = |url: &str| self.turned.editions.iter().any(|edition| edition.url == url);
        self.before.documents().iter().filter(move |held| !replaced(&held.url)).chain(editions)
    }

    /// Whether nothing is gained by that document.
    fn has(&self, document: &Document, at: Timestamp) -> bool {
        let same = |held: &Document| held.url == document.url && held.body == document.body;
        self.documents().any(same) && !self.is_confirmed_by(document, at)
    }

    /// Whether the document shows that a status list is still the newest one, though the time
    /// for which it passed for that has run out.
    fn is_confirmed_by(&self, document: &Document, at: Timestamp) -> bool {
        match self.before.status_list(&document.url) {
            Some(ListSource::Sound(list)) => {
                list.renewal_due() < at
                    && list.obtained < document.obtained_at
                    && list.until.is_none_or(|until| at <= until)
            }
            _ => false,
        }
    }

    /// What was seen before, here or elsewhere, and still counts.
    fn marks(&self, seen: &HighWater, at: Timestamp) -> Result<HighWater, Error> {
        let mut marks = seen.clone();
        self.turned.dropped.iter().for_each(|anchor| marks.forget(anchor));
        match self.turned.anchors == self.before.anchors() {
            true => marks.see(self.before),
            false => marks.see(&self.with(&BTreeMap::new(), at)?),
        }
        Ok(marks)
    }

    /// The bundle with what is offered in its place. Where that changes nothing, its time
    /// does not change either.
    fn with(&self, offers: &Offers<'_>, at: Timestamp) -> Result<TrustBundle, Error> {
        let kept = self.documents().filter(|held| !offers.contains_key(&*held.url));
        let documents = kept.chain(offers.values().copied()).cloned().collect();
        let changed = !offers.is_empty() || !self.turned.editions.is_empty();
        let made = if changed { at } else { self.before.created_at() };
        TrustBundle::new(made, self.turned.anchors.clone(), documents)
    }
}

type Offers<'a> = BTreeMap<&'a str, &'a Document>;

/// What can be told of a document by itself: its size, and which one it says it is.
fn check_form(document: &Document) -> Result<(), Problem> {
    if document.body.len() > DOCUMENT_BYTES {
        return Err(Problem::TooLarge { limit: DOCUMENT_BYTES });
    }
    match claimed(document).and_then(|claimed| claimed.address) {
        Some(id) if id != document.url => Err(Problem::AnotherDocument { id }),
        _ => Ok(()),
    }
}

/// In which order faults are dealt with: whatever others rest on comes first, so that
/// nothing is refused for the fault of another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Sound,
    Keys,
    ListOfAnchor,
    List,
    Other,
}

/// The offers to refuse next.
fn refused(bundle: &TrustBundle, marks: &HighWater, offers: &Offers<'_>) -> Vec<(String, Problem)> {
    let mut refused = Vec::new();
    for (report, document) in bundle.document_reports().iter().zip(bundle.documents()) {
        if !offers.contains_key(&*report.url) {
            continue;
        }
        if let Err(problem) = check(bundle, marks, report, document) {
            refused.push((rank(bundle, report, document), report.url.clone(), problem));
        }
    }
    let first = refused.iter().map(|(rank, ..)| *rank).min();
    let first = refused.into_iter().filter(|(rank, ..)| Some(*rank) == first);
    first.map(|(_, url, problem)| (url, problem)).collect()
}

fn rank(bundle: &TrustBundle, report: &DocumentReport, document: &Document) -> Rank {
    let of_anchor = || {
        let issuer = claimed(document).map(|claimed| claimed.issuer);
        issuer.is_some_and(|issuer| bundle.anchors().iter().any(|anchor| anchor.id == issuer))
    };
    match report.kind {
        "keys" => Rank::Keys,
        _ if report.problem.is_none() => Rank::Sound,
        "list_of_bodies" if of_anchor() => Rank::ListOfAnchor,
        "list_of_bodies" => Rank::List,
        _ => Rank::Other,
    }
}

/// Whether a document may take its place.
fn check(
    bundle: &TrustBundle,
    marks: &HighWater,
    report: &DocumentReport,
    document: &Document,
) -> Result<(), Problem> {
    if let Some(finding) = &report.problem {
        return Err(Problem::Unsound(finding.clone()));
    }
    match &report.issuer {
        None => check_keys(bundle, document),
        Some(issuer) => {
            check_issuer(bundle, marks, &report.url, issuer)?;
            Ok(marks.check(report, document)?)
        }
    }
}

/// What bears no signature counts only where an issuer publishes its own keys.
fn check_keys(bundle: &TrustBundle, document: &Document) -> Result<(), Problem> {
    let documents = key_documents(bundle);
    let keys = documents.get(&document.url).ok_or(Problem::Unsigned)?;
    match KeyDocument::read(&document.body, keys.kind, &keys.issuer) {
        Ok(_) => Ok(()),
        Err(fault) => Err(Problem::Unsound(
            Finding::new(Code::KeyDocumentInvalid)
                .with("document", &document.url)
                .with("fault", fault),
        )),
    }
}

/// Nobody's document takes the place of another's, however well it is signed.
fn check_issuer(
    bundle: &TrustBundle,
    marks: &HighWater,
    url: &str,
    issuer: &str,
) -> Result<(), Problem> {
    let expected = owners(bundle, marks, url);
    match expected.first() {
        Some(owner) if !expected.iter().any(|owner| owner == issuer) => {
            Err(Problem::AnotherIssuer { issuer: issuer.to_owned(), expected: owner.clone() })
        }
        _ => Ok(()),
    }
}

/// Who may publish at a URL, where that is known: the anchors whose source it is, the body
/// that a list names for it and whoever may publish its status, or else whose document was
/// there before.
fn owners(bundle: &TrustBundle, marks: &HighWater, url: &str) -> Vec<String> {
    let anchors = bundle.anchors().iter();
    let of = anchors.filter(|anchor| anchor.sources.iter().any(|source| source == url));
    let owners: Vec<_> = of.map(|anchor| anchor.id.clone()).collect();
    if !owners.is_empty() {
        return owners;
    }
    let body = bundle.body_sources().find(|(source, _)| *source == url).map(|(_, body)| body);
    if let Some(body) = body {
        let delegates =
            bundle.anchors().iter().filter(|anchor| anchor.speaks_for.status.contains(body));
        return [body.clone()].into_iter().chain(delegates.map(|a| a.id.clone())).collect();
    }
    let before = marks.issuer(url).filter(|issuer| bundle.ring(issuer).is_some());
    before.map(str::to_owned).into_iter().collect()
}
