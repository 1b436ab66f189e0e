//! Rule 10: events in two clocks.
//!
//! Nothing is replayed: each question about an instant is put to all events that are known.

use super::truth::Truth;
use tegata::clock::{Grace, GraceFor};
use tegata::recognition::{Arrangement, Prohibition, Version};
use tegata::{Clocks, Event, EventKind, Timestamp};

/// The events that were published by then and that nothing published by then corrects.
fn known(events: &[Event], known_at: Timestamp) -> Vec<&Event> {
    let published: Vec<_> = events.iter().filter(|e| e.published_at <= known_at).collect();
    let corrected = |event: &Event| {
        published.iter().any(|other| other.supersedes.as_deref() == Some(&*event.id))
    };
    let mut stand: Vec<_> = published.iter().copied().filter(|event| !corrected(event)).collect();
    stand.sort_by_key(|event| (event.effective_at, event.published_at, event.id.clone()));
    stand
}

/// Whether an event comes after another (FORMATS section 4: effect, publication, identifier).
fn later(event: &Event, other: &Event) -> bool {
    let order = |e: &Event| (e.effective_at, e.published_at, e.id.clone());
    order(event) > order(other)
}

/// Rule 2: candidates are those published at `known_at`.
pub(crate) fn is_published(arrangement: &Arrangement, known_at: Timestamp) -> bool {
    let mut acts = arrangement.events.iter().filter(|event| event.kind == EventKind::Enact);
    acts.any(|event| event.published_at <= known_at)
}

/// Whether an instrument is in force, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    NotYet,
    InForce,
    Annulled,
    Withdrawn,
    Expired,
    Suspended,
    /// In a grace for transfers that had begun, and nobody said when these did.
    Unsettled,
}

impl Life {
    pub(crate) fn truth(self) -> Truth {
        match self {
            Self::InForce => Truth::Yes,
            Self::Unsettled => Truth::Unknown,
            _ => Truth::No,
        }
    }
}

/// What stands of an arrangement at the two clocks, for transfers that began then.
pub(crate) fn life(a: &Arrangement, clocks: Clocks, begun: Option<Timestamp>) -> Life {
    let events = known(&a.events, clocks.known_at);
    let at = clocks.valid_at;
    let Some(enacted) = enacted(&events, at) else { return Life::NotYet };
    let mut unsettled = false;
    for end in events.iter().filter(|event| ended_by(event, &events, at)) {
        match in_grace(end, at, begun) {
            Truth::Yes => {}
            Truth::Unknown => unsettled = true,
            Truth::No if end.kind == EventKind::Annul => return Life::Annulled,
            Truth::No => return Life::Withdrawn,
        }
    }
    if sunset(&events, at).is_some_and(|end| end < at) {
        return Life::Expired;
    }
    if suspended(&events, enacted, at) {
        return Life::Suspended;
    }
    if unsettled { Life::Unsettled } else { Life::InForce }
}

/// The last enactment that has taken effect.
fn enacted<'e>(events: &[&'e Event], at: Timestamp) -> Option<&'e Event> {
    let mut enactments = events.iter().filter(|e| e.kind == EventKind::Enact);
    enactments.rfind(|event| event.effective_at <= at).copied()
}

/// An end counts from its effect, or from when it undoes the past, unless the act was made
/// anew since: later by its effect, and after the end was made public.
fn ended_by(end: &Event, events: &[&Event], at: Timestamp) -> bool {
    let ends = [EventKind::Withdraw, EventKind::Repeal, EventKind::Annul];
    let from = end.ex_tunc_from.map_or(end.effective_at, |past| past.min(end.effective_at));
    let anew = events.iter().any(|event| {
        event.kind == EventKind::Enact
            && event.effective_at <= at
            && later(event, end)
            && event.published_at > end.published_at
    });
    ends.contains(&end.kind) && from <= at && !anew
}

/// A suspension lasts until the instrument is upheld, or made anew.
fn suspended(events: &[&Event], enacted: &Event, at: Timestamp) -> bool {
    let in_effect = |kind: EventKind| {
        events.iter().filter(move |event| event.kind == kind && event.effective_at <= at)
    };
    in_effect(EventKind::Suspend)
        .filter(|event| later(event, enacted))
        .any(|suspension| !in_effect(EventKind::Uphold).any(|uphold| later(uphold, suspension)))
}

/// The last instant before the sunset: the end of its day, unless moved by an event that
/// was published in time. An act that was made anew after that end, or with effect after
/// it, begins anew.
fn sunset(events: &[&Event], at: Timestamp) -> Option<Timestamp> {
    let mut events = events.to_vec();
    events.sort_by_key(|event| (event.published_at, event.id.clone()));
    let mut end: Option<Timestamp> = None;
    for event in events {
        let in_time = end.is_none_or(|end| event.published_at <= end);
        let after = end.is_some_and(|end| end < event.effective_at);
        match event.kind {
            EventKind::Enact if event.effective_at <= at && (!in_time || after) => end = None,
            EventKind::Sunset if in_time => end = Some(event.effective_at.day().1),
            EventKind::Extend if in_time && end.is_some() => {
                end = event.until.map(|until| until.day().1);
            }
            _ => {}
        }
    }
    end
}

/// A grace keeps the effect until its end, for what it names.
fn in_grace(event: &Event, at: Timestamp, begun: Option<Timestamp>) -> Truth {
    let Some(Grace { until, applies_to }) = event.grace else { return Truth::No };
    if at > until {
        return Truth::No;
    }
    match (applies_to, begun) {
        (GraceFor::All, _) => Truth::Yes,
        (GraceFor::TransfersBegunBefore, None) => Truth::Unknown,
        (GraceFor::TransfersBegunBefore, Some(begun)) => {
            super::truth::truth(begun < event.effective_at)
        }
    }
}

/// The text that counts: that of the last enactment or amendment in effect; before it is
/// enacted, the first enactment to come.
pub(crate) fn text(a: &Arrangement, clocks: Clocks) -> Option<&Version> {
    let events = known(&a.events, clocks.known_at);
    let makes = |event: &&&Event| matches!(event.kind, EventKind::Enact | EventKind::Amend);
    let event = if enacted(&events, clocks.valid_at).is_some() {
        events.iter().filter(makes).rfind(|event| event.effective_at <= clocks.valid_at)?
    } else {
        events.iter().find(|event| event.kind == EventKind::Enact)?
    };
    a.versions.iter().find(|version| version.event == event.id)
}

/// Since when it is in effect.
pub(crate) fn since(a: &Arrangement, clocks: Clocks) -> Option<Timestamp> {
    let events = known(&a.events, clocks.known_at);
    enacted(&events, clocks.valid_at).map(|event| event.effective_at)
}

/// When it ended or is to end by withdrawal or repeal, as far as that is known.
pub(crate) fn withdrawn_at(a: &Arrangement, clocks: Clocks) -> Option<Timestamp> {
    let events = known(&a.events, clocks.known_at);
    let enacted = enacted(&events, clocks.valid_at)?;
    let mut ends = events.iter().filter(|event| {
        matches!(event.kind, EventKind::Withdraw | EventKind::Repeal) && later(event, enacted)
    });
    ends.next().map(|event| event.effective_at)
}

/// Whether an order stands: the last thing that happened to it is that it was given.
pub(crate) fn order_stands(order: &Prohibition, clocks: Clocks) -> bool {
    let events = known(&order.events, clocks.known_at);
    let last = events.iter().rfind(|event| event.effective_at <= clocks.valid_at);
    last.is_some_and(|event| event.kind == EventKind::Order)
}
