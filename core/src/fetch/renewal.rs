//! Editions: which one is due for renewal, and which one goes back.

use crate::bundle::{Document, HighWater, TrustBundle};
use crate::certificate::Certificate;
use crate::clock::Timestamp;
use crate::code::{Need, NeedKind};
use crate::jose::jws;
use crate::json;
use crate::limits::DOCUMENT_JSON;
use crate::report::Report;
pub(super) use crate::status::DAY;
use crate::status::{EventsSource, ListSource, lists_named_by};
use crate::verifier::Verifier;
use serde::Deserialize;

/// The lists and events behind a "yes" whose publishers said that a newer edition should
/// be asked for by now. What was asked as of an earlier day needs none.
pub(super) fn overdue(report: &Report, verifier: &Verifier, now: Timestamp) -> Vec<Need> {
    let known_at = report.clocks().map_or(now, |clocks| clocks.known_at.min(now));
    let accredited = report.certificates.iter().filter(|(_, accredited)| accredited.is_some());
    let mut needs: Vec<_> = accredited
        .flat_map(|(certificate, _)| behind(certificate))
        .filter(|need| {
            fresh_until(verifier.bundle(), &need.url).is_some_and(|until| until < known_at)
        })
        .collect();
    needs.sort();
    needs.dedup();
    needs
}

fn behind(certificate: &Certificate) -> impl Iterator<Item = Need> {
    let lists = lists_named_by(certificate).into_iter();
    let lists = lists.map(|url| Need { url, kind: NeedKind::StatusList });
    let events = certificate.events_url().map(str::to_owned);
    lists.chain(events.map(|url| Need { url, kind: NeedKind::CertificationEvents }))
}

/// Until when the document of a URL may be used before a newer one is asked for: as long
/// as it says, and never longer than a day after it was obtained.
fn fresh_until(bundle: &TrustBundle, url: &str) -> Option<Timestamp> {
    let obtained_at = obtained(bundle, url)?.obtained_at;
    let longest = obtained_at.plus_seconds(DAY);
    Some(stated_until(bundle, url).map_or(longest, |until| until.min(longest)))
}

/// Until when the document of a URL says itself that it may be used: `exp`, `nextUpdate`,
/// or its time to live, which counts from when it was obtained (Token Status List section
/// 5.1).
pub(super) fn stated_until(bundle: &TrustBundle, url: &str) -> Option<Timestamp> {
    let document = obtained(bundle, url)?;
    match (bundle.status_list(url), bundle.events(url)) {
        (Some(ListSource::Sound(list)), _) => list.stated_until(),
        (_, Some(EventsSource::Sound { document, .. })) => document.fresh_until(),
        _ => next_update(&document.body),
    }
}

fn obtained<'b>(bundle: &'b TrustBundle, url: &str) -> Option<&'b Document> {
    let documents = bundle.documents();
    let place = documents.binary_search_by(|document| document.url.as_str().cmp(url)).ok()?;
    documents.get(place)
}

/// What every other document of an anchor says in its envelope.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    next_update: Option<Timestamp>,
    valid_until: Option<Timestamp>,
}

/// Of a compact JWS, of the first of several over one payload, or of a plain document. It
/// is only about when to ask again; whoever relies on the document judges its time anew.
fn next_update(body: &str) -> Option<Timestamp> {
    let first = body.trim_start_matches(['[', '"', ' ', '\n']);
    let decoded = first.split('.').nth(1).and_then(|part| jws::decode(part, "payload").ok());
    let payload = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    let text = payload.as_deref().unwrap_or(body);
    let Envelope { next_update, valid_until } = json::decode_str(text, &DOCUMENT_JSON).ok()?;
    next_update.into_iter().chain(valid_until).min()
}

/// Why the edition in `candidate` must not take the place of the one in `bundle`.
pub(super) fn goes_back(
    bundle: &TrustBundle,
    candidate: &TrustBundle,
    url: &str,
) -> Option<String> {
    let mut marks = HighWater::default();
    let numbered = marks.admit(bundle).and_then(|()| marks.admit(candidate));
    if let Err(error) = numbered {
        return Some(error.problem().to_owned());
    }
    let (held, offered) = (issued(bundle, url)?, issued(candidate, url)?);
    (offered < held).then(|| format!("it is from {offered}, and the one at hand from {held}"))
}

fn issued(bundle: &TrustBundle, url: &str) -> Option<Timestamp> {
    match (bundle.status_list(url), bundle.events(url)) {
        (Some(ListSource::Sound(list)), _) => Some(list.issued),
        (_, Some(EventsSource::Sound { document, .. })) => Some(document.valid_from),
        _ => None,
    }
}
