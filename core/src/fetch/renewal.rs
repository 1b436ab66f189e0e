//! Editions: which one is due for renewal, and which one goes back.

use crate::bundle::{HighWater, TrustBundle};
use crate::certificate::Certificate;
use crate::clock::Timestamp;
use crate::code::{Need, NeedKind};
use crate::report::Report;
use crate::status::{EventsSource, ListSource, lists_named_by};
use crate::verifier::Verifier;

/// The lists and events behind a "yes" whose publishers said that a newer edition should
/// be asked for by now. What was asked as of an earlier day needs none.
pub(super) fn overdue(report: &Report, verifier: &Verifier, now: Timestamp) -> Vec<Need> {
    let known_at = report.clocks().map_or(now, |clocks| clocks.known_at.min(now));
    let accredited = report.certificates.iter().filter(|(_, accredited)| accredited.is_some());
    let mut needs: Vec<_> = accredited
        .flat_map(|(certificate, _)| behind(certificate))
        .filter(|need| fresh_until(verifier, &need.url).is_some_and(|until| until < known_at))
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

/// Until when a document says that it may be used before a newer one is asked for.
pub(super) fn fresh_until(verifier: &Verifier, url: &str) -> Option<Timestamp> {
    let (bundle, policy) = (verifier.bundle(), verifier.policy());
    match (bundle.status_list(url), bundle.events(url)) {
        (Some(ListSource::Sound(list)), _) => {
            list.fresh_until(i64::from(policy.max_status_age_seconds))
        }
        (_, Some(EventsSource::Sound { document, .. })) => document.fresh_until(),
        _ => None,
    }
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
