//! Step 5 in one place: dates, events, lists, and what they say together.

use super::events::{EventsDocument, EventsSource, Replay, State};
use super::list::{ListSource, MINIMUM_ENTRIES, StatusList};
use super::reference::{Purpose, Reference, each};
use crate::certificate::{Certificate, Scope};
use crate::clock::{Clocks, Day, Event, EventKind, Timeline, Timestamp};
use crate::code::{Code, Finding, NeedKind};

/// Proof that step 5 was passed. Only this module makes one.
#[derive(Clone, Copy, Debug)]
pub struct Current {
    until: Option<Timestamp>,
    fresh_until: Option<Timestamp>,
    _made_here: (),
}

impl Current {
    /// When the certificate ends, extensions included.
    pub fn until(&self) -> Option<Timestamp> {
        self.until
    }

    /// Until when the lists and events behind this may be relied on.
    pub fn fresh_until(&self) -> Option<Timestamp> {
        self.fresh_until
    }
}

/// What step 5 needs to know.
pub(crate) struct Question<'q> {
    pub certificate: &'q Certificate,
    pub clocks: Clocks,
    /// Seconds by which clocks may differ.
    pub skew: i64,
    /// Seconds that a list may be old at the time that counts.
    pub max_age: i64,
    /// Whether a certificate without any status is refused.
    pub status_required: bool,
    /// Months that an audit may be late; `None`: the scheme sets no audits.
    pub audit_tolerance: Option<u32>,
    pub lists: &'q dyn Fn(&str) -> Option<&'q ListSource>,
    pub events: &'q dyn Fn(&str) -> Option<&'q EventsSource>,
    /// Whether somebody, with that key, may publish the certificate's status.
    pub may_publish: &'q dyn Fn(&str, &[u8; 32]) -> bool,
    pub was_accredited: &'q dyn Fn(Timestamp) -> bool,
}

/// Step 5. Adds what it finds; gives the proof when nothing stands against it.
pub(crate) fn assess(question: &Question<'_>, findings: &mut Vec<Finding>) -> Option<Current> {
    let before = findings.len();
    let events = check_events(question, findings);
    let replay = events.map(|document| question.replay(document, question.clocks));
    let until = replay.and_then(|replay| replay.until).or(question.certificate.valid_until());
    check_dates(question, until, findings);
    check_surveillance(question, findings);
    let mut fresh_until = events.and_then(EventsDocument::fresh_until);
    let checked = check_lists(question, events, &mut fresh_until, findings);
    if !checked && events.is_none() {
        findings.push(no_status(question));
    }
    let added = findings.get(before..).unwrap_or_default();
    let clear = added.iter().all(|finding| finding.weight() == crate::code::Weight::Notice);
    clear.then_some(Current { until, fresh_until, _made_here: () })
}

/// What the certificate covers at that time: as its events restate it, or as written.
pub(crate) fn scope(question: &Question<'_>) -> Scope {
    let document =
        question.certificate.events_url().and_then(|url| find_events(question, url).ok());
    let restated = document.and_then(|document| {
        let events = &document.credential_subject;
        events.restated_scope(question.clocks, question.was_accredited)
    });
    restated.map_or_else(|| question.certificate.scope(), Scope::restated)
}

/// When the body of `former` handed the certificate over to that of `later`, without a gap:
/// each of the two histories names the other one, and the later begins before the former
/// has ended.
pub(crate) fn handed_over(former: &Question<'_>, later: &Question<'_>) -> Option<Timestamp> {
    let (here, there) = (former.certificate, later.certificate);
    let same = here.subject() == there.subject() && here.scheme() == there.scheme();
    let (old, new) = (here.events_url()?, there.events_url()?);
    let known_at = former.clocks.known_at;
    let ended = find_events(former, old).ok()?;
    let ended = ended.credential_subject.handed_over(EventKind::Transfer, new, known_at)?;
    let began = find_events(later, new).ok()?;
    let began = began.credential_subject.handed_over(EventKind::Grant, old, known_at)?;
    (same && began <= ended).then_some(ended)
}

/// Every instant at which the certificate's standing may change, by what is known.
pub(crate) fn turning_points(question: &Question<'_>) -> Vec<Timestamp> {
    let certificate = question.certificate;
    let document = certificate.events_url().and_then(|url| find_events(question, url).ok());
    let events = document.map_or(&[][..], |document| &document.credential_subject.events);
    let timeline = Timeline::known(events, question.clocks.known_at);
    let ends = timeline.iter().filter_map(|event| event.until).chain(certificate.valid_until());
    let skew = question.skew;
    let after = move |end: Timestamp| end.plus_seconds(skew + 1);
    let begins = certificate.valid_from().map(|from| from.plus_seconds(-skew));
    let fresh = document.and_then(EventsDocument::fresh_until);
    let mut points: Vec<_> = timeline
        .iter()
        .map(Event::bites_at)
        .chain(begins)
        .chain(ends.chain(fresh).map(after))
        .collect();
    points.extend(audit_end(question).map(|end| end.plus_seconds(1)));
    each(certificate.genuine(), &mut |reference| {
        let list = reference.and_then(|reference| find_list(question, &reference));
        // At its own instant a list speaks; before, it is a later one; then it grows stale.
        points.extend(list.iter().flat_map(|list| {
            let stale =
                list.until.into_iter().chain([list.issued.plus_seconds(question.max_age - skew)]);
            let stale = stale.chain([list.renewal_due()]);
            [list.issued.plus_seconds(-skew)].into_iter().chain(stale.map(after))
        }));
    });
    points
}

impl Question<'_> {
    fn replay(&self, document: &EventsDocument, clocks: Clocks) -> Replay {
        let (valid_at, known_at) = (clocks.valid_at, clocks.known_at);
        document.credential_subject.replay(valid_at, known_at, self.was_accredited)
    }

    /// The instant at which a source must have been fresh: it need not outlive the
    /// question, nor know more than the asker.
    fn fresh_at(&self) -> Timestamp {
        self.clocks.valid_at.min(self.clocks.known_at)
    }
}

fn no_status(question: &Question<'_>) -> Finding {
    let named = question.certificate.events_url().is_some();
    match question.status_required && !named {
        true => Code::StatusMissing.into(),
        false => Code::StatusNotChecked.into(),
    }
}

fn check_dates(question: &Question<'_>, until: Option<Timestamp>, findings: &mut Vec<Finding>) {
    let valid_at = question.clocks.valid_at;
    let from = question.certificate.valid_from();
    if let Some(from) = from.filter(|from| valid_at < from.plus_seconds(-question.skew)) {
        findings.push(Finding::new(Code::NotYetValid).with("from", from.to_string()));
    }
    if let Some(until) = until.filter(|until| valid_at > until.plus_seconds(question.skew)) {
        findings.push(Finding::new(Code::Expired).with("until", until.to_string()));
    }
}

/// An audit that is late by more than the scheme's tolerance leaves it open whether the
/// certificate still stands.
fn check_surveillance(question: &Question<'_>, findings: &mut Vec<Finding>) {
    let Some(due) = audit_due(question) else { return };
    if audit_end(question).is_some_and(|end| question.clocks.valid_at > end) {
        findings.push(Finding::new(Code::SurveillanceOverdue).with("due", due.date()));
    }
}

/// The last instant of the day on which the next audit is due.
fn audit_due(question: &Question<'_>) -> Option<Timestamp> {
    let plan = question.certificate.member("surveillance")?.as_object()?;
    let due = plan.get("nextDue")?.as_str()?.parse::<Day>().ok()?;
    let like = question.certificate.valid_from().unwrap_or(question.clocks.valid_at);
    Some(due.bounds(like).1)
}

/// The last instant at which an audit is not too late, where the scheme sets audits.
fn audit_end(question: &Question<'_>) -> Option<Timestamp> {
    Some(audit_due(question)?.plus_months(question.audit_tolerance?))
}

/// The events document that the certificate names, checked; what it says is added.
fn check_events<'q>(
    question: &Question<'q>,
    findings: &mut Vec<Finding>,
) -> Option<&'q EventsDocument> {
    let Some(url) = question.certificate.events_url() else {
        findings.extend(check_decided_by_then(question));
        return None;
    };
    match find_events(question, url) {
        Ok(document) => {
            findings.extend(by_events(question, document));
            Some(document)
        }
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

fn find_events<'q>(question: &Question<'q>, url: &str) -> Result<&'q EventsDocument, Finding> {
    let invalid = |fault: &str| {
        Finding::new(Code::EventsInvalid)
            .with("fault", fault)
            .with("document", url)
            .by(url)
            .needing(NeedKind::CertificationEvents, url)
    };
    let (document, key) = match (question.events)(url) {
        None => {
            return Err(Finding::new(Code::EventsUnavailable)
                .with("document", url)
                .needing(NeedKind::CertificationEvents, url));
        }
        Some(EventsSource::Invalid(fault)) => return Err(invalid(fault)),
        Some(EventsSource::Sound { document, key }) => (document, key),
    };
    let certificate = question.certificate;
    let about = &document.credential_subject;
    if !(question.may_publish)(&document.issuer, key) {
        return Err(invalid("its issuer may not speak for the body"));
    }
    if about.number != certificate.number() || about.scheme != certificate.scheme() {
        return Err(invalid("it is about another certificate"));
    }
    let fresh_at = question.fresh_at().plus_seconds(-question.skew);
    if document.fresh_until().is_some_and(|until| until < fresh_at) {
        let finding =
            Finding::new(Code::StatusStale).with("listed", document.valid_from.to_string());
        return Err(finding.with("list", url).by(url).needing(NeedKind::CertificationEvents, url));
    }
    Ok(document)
}

fn by_events(question: &Question<'_>, document: &EventsDocument) -> Option<Finding> {
    let known_at = question.clocks.known_at;
    if document.credential_subject.granted().is_some_and(|granted| granted > known_at) {
        return Some(Finding::new(Code::NotGranted).with("known", known_at.to_string()));
    }
    let replay = question.replay(document, question.clocks);
    let since = |code, since: Timestamp| {
        Finding::new(code).with("since", since.to_string()).by(&document.id)
    };
    match replay.state {
        State::Void(from) => Some(since(Code::VoidFromStart, from)),
        State::Ended(at, event) => Some(since(Code::Withdrawn, at).with("event", event.as_str())),
        State::Suspended(at) => Some(since(Code::SuspendedByEvent, at)),
        State::Active => match (replay.reduced, replay.restated) {
            (Some(at), _) => Some(since(Code::ScopeReduced, at)),
            (None, restated) => restated.map(|at| since(Code::ScopeRestated, at)),
        },
    }
}

/// Without a grant event, a certificate counts as published when it was decided.
fn check_decided_by_then(question: &Question<'_>) -> Option<Finding> {
    let known_at = question.clocks.known_at;
    let (decided, _) = question.certificate.decided_within()?;
    let unknown = decided > known_at.plus_seconds(question.skew)
        && question.certificate.decided_on().is_some();
    unknown.then(|| Finding::new(Code::NotGranted).with("known", known_at.to_string()))
}

/// Asks every list that the certificate names. Gives whether it names any.
fn check_lists(
    question: &Question<'_>,
    events: Option<&EventsDocument>,
    fresh_until: &mut Option<Timestamp>,
    findings: &mut Vec<Finding>,
) -> bool {
    let mut any = false;
    let (mut small, mut late) = (None, None);
    each(question.certificate.genuine(), &mut |reference| {
        any = true;
        let checked = reference.and_then(|reference| {
            let list = find_list(question, &reference)?;
            if list.entries() < MINIMUM_ENTRIES {
                small = Some(
                    about(Code::HerdTooSmall, list).with("entries", list.entries().to_string()),
                );
            }
            *fresh_until = earliest(*fresh_until, list.fresh_until(question.max_age));
            check_list(question, &reference, list, events)?;
            late = late.take().or_else(|| check_renewal(question, list));
            Ok(())
        });
        findings.extend(checked.err());
    });
    findings.extend(small.into_iter().chain(late));
    any
}

fn earliest(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => a.or(b),
    }
}

fn find_list<'q>(
    question: &Question<'q>,
    reference: &Reference<'_>,
) -> Result<&'q StatusList, Finding> {
    let url = reference.list;
    match (question.lists)(url) {
        None => Err(Finding::new(Code::StatusUnavailable)
            .with("list", url)
            .needing(NeedKind::StatusList, url)),
        Some(ListSource::Invalid(fault)) => Err(list_invalid(url, fault)),
        Some(ListSource::Sound(list)) => {
            let fits = match reference.purpose {
                Purpose::Revocation => list.is_for("revocation"),
                Purpose::Suspension => list.is_for("suspension"),
                Purpose::Token => list.is_token_list(),
            };
            if !fits {
                return Err(list_invalid(url, "it is a list for another purpose"));
            }
            if !(question.may_publish)(&list.issuer, &list.key) {
                return Err(list_invalid(url, "its issuer may not speak for the body"));
            }
            Ok(list)
        }
    }
}

fn list_invalid(url: &str, fault: &str) -> Finding {
    Finding::new(Code::StatusListInvalid)
        .with("fault", fault)
        .with("list", url)
        .by(url)
        .needing(NeedKind::StatusList, url)
}

/// What a list says of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Nothing,
    Revoked,
    Suspended,
}

fn read(reference: &Reference<'_>, list: &StatusList) -> Result<Says, Finding> {
    let value = list
        .value(reference.index)
        .ok_or_else(|| list_invalid(&list.url, "it has no entry of that index"))?;
    match (reference.purpose, value) {
        (_, 0) => Ok(Says::Nothing),
        (Purpose::Revocation | Purpose::Token, 1) => Ok(Says::Revoked),
        (Purpose::Suspension, 1) | (Purpose::Token, 2) => Ok(Says::Suspended),
        (_, other) => Err(about(Code::StatusValueUnknown, list).with("value", other.to_string())),
    }
}

fn about(code: Code, list: &StatusList) -> Finding {
    Finding::new(code)
        .with("listed", list.issued.to_string())
        .with("list", &*list.url)
        .by(&*list.url)
}

fn check_list(
    question: &Question<'_>,
    reference: &Reference<'_>,
    list: &StatusList,
    events: Option<&EventsDocument>,
) -> Result<(), Finding> {
    let says = read(reference, list)?;
    let clocks = question.clocks;
    if list.issued > clocks.known_at.plus_seconds(question.skew) {
        return Err(list_invalid(&list.url, "it is from a time after the one that is asked about"));
    }
    match events {
        Some(document) => agree(question, reference, list, says, document),
        None => by_list_alone(question, reference, list, says),
    }
}

/// A list speaks at its own instant; there, and only there, it must agree with the events.
fn agree(
    question: &Question<'_>,
    reference: &Reference<'_>,
    list: &StatusList,
    says: Says,
    document: &EventsDocument,
) -> Result<(), Finding> {
    let state = question.replay(document, Clocks::at(list.issued)).state;
    let revoked = matches!(state, State::Ended(..) | State::Void(_));
    let suspended = matches!(state, State::Suspended(_));
    let agrees = match reference.purpose {
        Purpose::Revocation => (says == Says::Revoked) == revoked,
        Purpose::Suspension => (says == Says::Suspended) == suspended || revoked,
        Purpose::Token => {
            (says == Says::Revoked) == revoked
                && (!list.tells_suspension() || (says == Says::Suspended) == suspended)
        }
    };
    if agrees { Ok(()) } else { Err(about(Code::StatusConflict, list)) }
}

/// Revocation is for good: a later "no" clears the past, a later "yes" does not date it.
/// A suspension comes and goes: only a list of that time, or later and fresh, can tell.
fn by_list_alone(
    question: &Question<'_>,
    reference: &Reference<'_>,
    list: &StatusList,
    says: Says,
) -> Result<(), Finding> {
    let valid_at = question.clocks.valid_at;
    let later = list.issued > valid_at.plus_seconds(question.skew);
    let unproven = || about(Code::StatusUnproven, list).with("at", valid_at.to_string());
    match (says, later) {
        (Says::Revoked, false) => Err(about(Code::Revoked, list)),
        (Says::Suspended, false) if is_fresh(question, list) => Err(about(Code::Suspended, list)),
        (Says::Nothing, false) if is_fresh(question, list) => Ok(()),
        (_, false) => Err(about(Code::StatusStale, list).needing(NeedKind::StatusList, &*list.url)),
        (Says::Nothing, true) if !reference.purpose.tells_suspension() => Ok(()),
        (Says::Nothing, true)
            if reference.purpose == Purpose::Token && !list.tells_suspension() =>
        {
            Ok(())
        }
        (_, true) => Err(unproven()),
    }
}

/// A list that counts by the policy's age alone: what happened since may be in a newer one.
fn check_renewal(question: &Question<'_>, list: &StatusList) -> Option<Finding> {
    let due = list.renewal_due();
    let late = question.fresh_at() > due.plus_seconds(question.skew);
    late.then(|| about(Code::RenewalOverdue, list).with("due", due.to_string()))
}

fn is_fresh(question: &Question<'_>, list: &StatusList) -> bool {
    let at = question.fresh_at();
    let in_time = list.until.is_none_or(|until| at <= until.plus_seconds(question.skew));
    in_time && at <= list.issued.plus_seconds(question.max_age)
}
