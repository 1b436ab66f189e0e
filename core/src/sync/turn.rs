//! Turning an anchor's keys: the next edition counts where the present keys and its own
//! signed it (The Update Framework, section 5.3.4).

use super::Arrivals;
use super::problem::Problem;
use crate::bundle::{Document, DocumentReport, Edition, HighWater, TrustBundle};
use crate::code::{Code, Finding};
use crate::limits::SYNC_ROUNDS;
use crate::trust::Anchor;
use std::collections::BTreeMap;

/// The anchors after every edition that may follow, and the editions.
#[derive(Debug)]
pub(super) struct Turned {
    pub anchors: Vec<Anchor>,
    pub editions: Vec<Document>,
    /// The anchors that gave up a key.
    pub dropped: Vec<String>,
    /// The editions that may not follow.
    pub refused: BTreeMap<String, Problem>,
}

/// Follows the editions of every anchor as far as they go.
pub(super) fn turn(before: &TrustBundle, seen: &HighWater, arrivals: &Arrivals) -> Turned {
    let anchors = Vec::new();
    let (editions, dropped, refused) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut turned = Turned { anchors, editions, dropped, refused };
    for anchor in before.anchors() {
        let mut now = anchor.clone();
        let mut at = before.edition(anchor).map(place);
        // A chain can be no longer than there were rounds to ask for its links.
        for _ in 0..SYNC_ROUNDS {
            let Some((document, edition)) = turned.next(&now, at.as_ref(), seen, arrivals) else {
                break;
            };
            at = Some(place(&edition));
            if edition.states(&now) && now.sources.contains(&document.url) {
                continue; // The edition of the keys as they were pinned.
            }
            if edition.drops_keys_of(&now) {
                turned.dropped.push(now.id.clone());
            }
            now = edition.adopted_by(&now);
            turned.editions.push(document.clone());
        }
        turned.anchors.push(now);
    }
    turned
}

/// The number of an edition, and where the next one is.
type Place = (u64, String);

fn place(edition: &Edition) -> Place {
    (edition.number(), edition.statement.credential_subject.next.clone())
}

impl Turned {
    /// The edition that follows, if it has arrived and may.
    fn next<'a>(
        &mut self,
        anchor: &Anchor,
        at: Option<&Place>,
        seen: &HighWater,
        arrivals: &'a Arrivals,
    ) -> Option<(&'a Document, Edition)> {
        // Keys that were pinned without an edition are followed by one among the sources.
        let urls = at.map_or(&*anchor.sources, |(_, next)| std::slice::from_ref(next));
        for url in urls {
            let Some(Ok(document)) = arrivals.get(url) else { continue };
            if !Edition::is_one(document) {
                continue;
            }
            match follow(anchor, at.map(|(number, _)| *number), seen, document) {
                Ok(edition) => return Some((document, edition)),
                Err(problem) => {
                    self.refused.insert(url.clone(), problem);
                }
            }
        }
        None
    }
}

fn follow(
    anchor: &Anchor,
    number: Option<u64>,
    seen: &HighWater,
    document: &Document,
) -> Result<Edition, Problem> {
    let edition = Edition::open(document).map_err(|finding| match counted(&finding) {
        Some((signed, needed)) => Problem::NewKeysMissing { signed, needed },
        None => Problem::Unsound(finding),
    })?;
    check_whose(&edition, anchor, document)?;
    if let Some(expected) = number.map(|number| number.saturating_add(1)) {
        let offered = edition.number();
        if offered != expected {
            return Err(Problem::OutOfSequence { offered, expected });
        }
    }
    edition.check_signed_by(anchor).map_err(|finding| match counted(&finding) {
        Some((signed, needed)) => Problem::OldKeysMissing { signed, needed },
        None => Problem::Unsound(finding),
    })?;
    seen.check(&DocumentReport::of_edition(&edition), document)?;
    Ok(edition)
}

fn check_whose(edition: &Edition, anchor: &Anchor, document: &Document) -> Result<(), Problem> {
    let statement = &edition.statement;
    if statement.id != document.url {
        return Err(Problem::AnotherDocument { id: statement.id.clone() });
    }
    if statement.issuer != anchor.id {
        let (issuer, expected) = (statement.issuer.clone(), anchor.id.clone());
        return Err(Problem::AnotherIssuer { issuer, expected });
    }
    Ok(())
}

/// How many keys signed, and how many must, where that is what is wrong.
fn counted(finding: &Finding) -> Option<(usize, usize)> {
    let fact = |name| finding.fact(name)?.parse().ok();
    Some((fact("signed")?, fact("needed")?)).filter(|_| finding.code == Code::ThresholdNotMet)
}
