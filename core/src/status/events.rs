//! A certificate's own history: signed certification events, replayed.

use crate::certificate::Statement;
use crate::clock::{Clocks, Event, EventKind, Timeline, Timestamp};
use serde::{Deserialize, Serialize};

/// A signed document with the events of one certificate.
pub type EventsDocument = Statement<CertificationEvents>;

/// The `type` of a document of certification events.
pub const EVENTS_TYPE: &str = "CertificationEvents";

/// The history of one certificate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificationEvents {
    /// The organisation's identifier.
    pub id: String,
    /// The certificate's number.
    pub number: String,
    /// The scheme.
    pub scheme: String,
    /// What happened, in any order.
    pub events: Vec<Event>,
}

/// An events document of the bundle, or why it cannot be used.
#[derive(Debug)]
pub(crate) enum EventsSource {
    Sound {
        document: Box<EventsDocument>,
        /// The thumbprint of the key that signed it.
        key: [u8; 32],
    },
    Invalid(String),
}

/// Where a certificate stood at an instant, by its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Active,
    Suspended(Timestamp),
    Ended(Timestamp, EventKind),
    Void(Timestamp),
}

/// What the events tell about one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replay {
    pub state: State,
    /// When the certificate's scope was reduced without saying to what.
    pub reduced: Option<Timestamp>,
    /// When the scope was last restated, and so differs from the one in the certificate.
    pub restated: Option<Timestamp>,
    /// The end that an extension gave it.
    pub until: Option<Timestamp>,
}

impl CertificationEvents {
    /// Replays what was known at `known_at` up to `valid_at`. An event in the holder's
    /// favour counts only if the body was accredited when deciding it.
    pub(crate) fn replay(
        &self,
        valid_at: Timestamp,
        known_at: Timestamp,
        was_accredited: &dyn Fn(Timestamp) -> bool,
    ) -> Replay {
        let timeline = Timeline::known(&self.events, known_at);
        let start = Replay { state: State::Active, reduced: None, restated: None, until: None };
        let counts = |event: &&Event| {
            let favours = matches!(event.kind, EventKind::Reinstate | EventKind::Extend);
            !favours || was_accredited(event.decided_at.unwrap_or(event.effective_at))
        };
        let replay = timeline.until(valid_at).filter(counts).fold(start, next);
        let void = timeline.iter().find(|event| event.kind == EventKind::Void);
        match void.map(|event| (event.ex_tunc_from, event)) {
            // Without a date, void means void from its beginning.
            Some((None, event)) => Replay { state: State::Void(event.effective_at), ..replay },
            Some((Some(from), _)) if from <= valid_at => {
                Replay { state: State::Void(from), ..replay }
            }
            _ => replay,
        }
    }

    /// The scope as last restated, where an event that counts did so.
    pub(crate) fn restated_scope(
        &self,
        clocks: Clocks,
        was_accredited: &dyn Fn(Timestamp) -> bool,
    ) -> Option<&serde_json::Value> {
        let timeline = Timeline::known(&self.events, clocks.known_at);
        let restates = timeline.until(clocks.valid_at).filter(|event| match event.kind {
            EventKind::Reduce => true,
            EventKind::Extend => was_accredited(event.decided_at.unwrap_or(event.effective_at)),
            _ => false,
        });
        restates.filter_map(|event| event.scope.as_ref()).last()
    }

    /// When another body took the certificate over: an event of that kind which names the
    /// other history by its URL.
    pub(crate) fn handed_over(
        &self,
        kind: EventKind,
        other: &str,
        known_at: Timestamp,
    ) -> Option<Timestamp> {
        let timeline = Timeline::known(&self.events, known_at);
        let handing = timeline
            .iter()
            .find(|event| event.kind == kind && event.reference.as_deref() == Some(other));
        handing.map(|event| event.effective_at)
    }

    /// When the grant was published; `None` when no event tells of it.
    pub(crate) fn granted(&self) -> Option<Timestamp> {
        let grants = self.events.iter().filter(|event| event.kind == EventKind::Grant);
        grants.map(|event| event.published_at).min()
    }

    /// Whether each event is one that certificates can have, and has a name of its own.
    pub(crate) fn check(&self) -> Result<(), String> {
        let mut ids: Vec<_> = self.events.iter().map(|event| &event.id).collect();
        ids.sort_unstable();
        if let Some([id, ..]) = ids.windows(2).find(|pair| pair.first() == pair.last()) {
            return Err(format!("two events are called `{id}`"));
        }
        for event in &self.events {
            if !EventKind::OF_CERTIFICATES.contains(&event.kind) {
                return Err(format!("`{}` is no event of a certificate", event.kind.as_str()));
            }
            if event.until.is_some() && event.kind != EventKind::Extend {
                return Err("only an `extend` sets a new end".to_owned());
            }
        }
        Ok(())
    }
}

fn next(replay: Replay, event: &Event) -> Replay {
    let since = event.bites_at();
    let state = match (replay.state, event.kind) {
        (State::Ended(..) | State::Void(_), EventKind::Grant) => State::Active,
        (State::Ended(..) | State::Void(_), _) => replay.state,
        (State::Suspended(since), EventKind::Suspend) => State::Suspended(since),
        (_, EventKind::Suspend) => State::Suspended(since),
        (_, EventKind::Grant | EventKind::Reinstate) => State::Active,
        (
            _,
            kind @ (EventKind::Withdraw
            | EventKind::Terminate
            | EventKind::Lapse
            | EventKind::Transfer),
        ) => State::Ended(since, kind),
        _ => replay.state,
    };
    let replay = Replay { state, until: event.until.or(replay.until), ..replay };
    match (event.kind, &event.scope) {
        (EventKind::Reduce | EventKind::Extend, Some(_)) => {
            Replay { reduced: None, restated: Some(since), ..replay }
        }
        (EventKind::Reduce, None) => Replay { reduced: Some(since), ..replay },
        _ => replay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::EventKind::{
        Add, Extend, Grant, Lapse, Reduce, Reinstate, Suspend, Terminate, Transfer, Void, Withdraw,
    };
    use serde_json::json;

    const OLD: &str = "https://body.example/old";

    fn at(day: i64) -> Timestamp {
        Timestamp::from_unix(day * 86_400).unwrap()
    }

    fn event(kind: EventKind, day: i64) -> Event {
        Event::new(format!("{}-{day}", kind.as_str()), kind, at(day))
    }

    fn history(events: &[Event]) -> CertificationEvents {
        let (id, number, scheme) = ("did:web:org.example".into(), "1".into(), "urn:scheme".into());
        CertificationEvents { id, number, scheme, events: events.to_vec() }
    }

    /// What stands on a day, by all that is known on day 100.
    fn on(day: i64, events: &[Event]) -> Replay {
        history(events).replay(at(day), at(100), &|_| true)
    }

    #[test]
    fn each_event_moves_the_certificate_on() {
        let ended = |day, kind| State::Ended(at(day), kind);
        let active = State::Active;
        for (events, expected) in [
            (&[(Grant, 1)][..], active),
            (&[(Grant, 1), (Suspend, 51)], active),
            (&[(Suspend, 10)], State::Suspended(at(10))),
            (&[(Suspend, 10), (Suspend, 20)], State::Suspended(at(10))),
            (&[(Suspend, 10), (Extend, 20)], State::Suspended(at(10))),
            (&[(Suspend, 10), (Reinstate, 20)], active),
            (&[(Suspend, 10), (Grant, 20)], active),
            (&[(Suspend, 10), (Withdraw, 20)], ended(20, Withdraw)),
            (&[(Withdraw, 10)], ended(10, Withdraw)),
            (&[(Terminate, 10)], ended(10, Terminate)),
            (&[(Lapse, 10)], ended(10, Lapse)),
            (&[(Transfer, 10)], ended(10, Transfer)),
            // After its end, only a new grant begins it again.
            (&[(Withdraw, 10), (Reinstate, 20)], ended(10, Withdraw)),
            (&[(Withdraw, 10), (Suspend, 20)], ended(10, Withdraw)),
            (&[(Withdraw, 10), (Lapse, 20)], ended(10, Withdraw)),
            (&[(Withdraw, 10), (Grant, 20)], active),
        ] {
            let all: Vec<_> = events.iter().map(|(kind, day)| event(*kind, *day)).collect();
            assert_eq!(on(50, &all).state, expected, "{events:?}");
        }
    }

    #[test]
    fn void_undoes_the_past_from_its_date_or_all_of_it() {
        let grant = event(Grant, 1);
        let from_start = [grant.clone(), event(Void, 40)];
        assert_eq!(on(5, &from_start).state, State::Void(at(40)));
        let dated = Event { ex_tunc_from: Some(at(20)), ..event(Void, 40) };
        let dated = [grant, event(Suspend, 10), dated];
        assert_eq!(on(19, &dated).state, State::Suspended(at(10)));
        assert_eq!(on(20, &dated).state, State::Void(at(20)));
        assert_eq!(on(50, &dated).state, State::Void(at(20)));
        let unknown = history(&dated).replay(at(50), at(39), &|_| true);
        assert_eq!(unknown.state, State::Suspended(at(10)));
    }

    #[test]
    fn the_last_extension_sets_the_end() {
        let extend = |day, until| Event { until: Some(at(until)), ..event(Extend, day) };
        assert_eq!(on(50, &[event(Grant, 1)]).until, None);
        assert_eq!(on(50, &[extend(10, 90), event(Suspend, 20)]).until, Some(at(90)));
        assert_eq!(on(50, &[extend(10, 90), extend(20, 95)]).until, Some(at(95)));
        assert_eq!(on(15, &[extend(10, 90), extend(20, 95)]).until, Some(at(90)));
    }

    #[test]
    fn a_reduction_is_open_until_the_scope_is_stated() {
        let stated = |kind, day| Event { scope: Some(json!({ "day": day })), ..event(kind, day) };
        let replayed = |events: &[Event]| {
            let Replay { reduced, restated, .. } = on(50, events);
            (reduced, restated)
        };
        assert_eq!(replayed(&[event(Reduce, 10)]), (Some(at(10)), None));
        assert_eq!(replayed(&[stated(Reduce, 10)]), (None, Some(at(10))));
        assert_eq!(replayed(&[event(Reduce, 10), stated(Extend, 20)]), (None, Some(at(20))));
        assert_eq!(
            replayed(&[stated(Extend, 10), event(Reduce, 20)]),
            (Some(at(20)), Some(at(10)))
        );
        assert_eq!(replayed(&[event(Extend, 10), stated(Grant, 20)]), (None, None));
    }

    #[test]
    fn the_scope_is_the_last_that_counts() {
        let stated = |kind, day| Event { scope: Some(json!(day)), ..event(kind, day) };
        let history = history(&[stated(Reduce, 10), stated(Extend, 20), stated(Grant, 30)]);
        let scope = |day, known, accredited| {
            let scope = history.restated_scope(Clocks::new(at(day), at(known)), &|_| accredited);
            scope.and_then(serde_json::Value::as_i64)
        };
        assert_eq!((scope(9, 100, true), scope(10, 100, true)), (None, Some(10)));
        assert_eq!((scope(50, 100, true), scope(50, 19, true)), (Some(20), Some(10)));
        assert_eq!(scope(50, 100, false), Some(10), "a reduction needs no accredited body");
    }

    /// It was decided in another time than the one in which it takes effect.
    #[test]
    fn the_body_must_be_accredited_when_it_decides_in_the_holders_favour() {
        let decided = |kind| Event { decided_at: Some(at(15)), ..event(kind, 20) };
        let state = |last: Event| {
            let accredited = |at_day: Timestamp| at_day == at(15);
            history(&[event(Suspend, 10), last]).replay(at(50), at(100), &accredited).state
        };
        assert_eq!(state(decided(Reinstate)), State::Active);
        assert_eq!(state(event(Reinstate, 20)), State::Suspended(at(10)));
        assert_eq!(state(event(Withdraw, 20)), State::Ended(at(20), Withdraw));
    }

    #[test]
    fn a_certificate_is_handed_over_by_that_kind_to_that_history() {
        let names = |kind, day, other: &str| Event {
            reference: Some(other.to_owned()),
            ..event(kind, day)
        };
        let history =
            history(&[names(Grant, 10, OLD), names(Transfer, 20, "urn:x"), event(Transfer, 30)]);
        let handed = |kind, other, known| history.handed_over(kind, other, at(known));
        assert_eq!(handed(Grant, OLD, 100), Some(at(10)));
        assert_eq!(handed(Grant, OLD, 9), None);
        assert_eq!(handed(Transfer, OLD, 100), None);
        assert_eq!(handed(Transfer, "urn:x", 100), Some(at(20)));
        assert_eq!(handed(Withdraw, "urn:x", 100), None);
        assert_eq!(history.granted(), Some(at(10)));
    }

    #[test]
    fn only_events_of_certificates_are_admitted_each_under_its_own_name() {
        let check = |events: &[Event]| history(events).check();
        let same = Event { id: "grant-1".to_owned(), ..event(Suspend, 2) };
        assert_eq!(check(&[event(Grant, 1), event(Grant, 2), event(Void, 3)]), Ok(()));
        assert_eq!(
            check(&[event(Grant, 1), event(Reduce, 2), same]),
            Err("two events are called `grant-1`".to_owned())
        );
        assert_eq!(check(&[event(Add, 1)]), Err("`add` is no event of a certificate".to_owned()));
        let until = |kind| Event { until: Some(at(9)), ..event(kind, 1) };
        assert_eq!(check(&[until(Extend)]), Ok(()));
        assert_eq!(check(&[event(Extend, 1)]), Ok(()));
        assert_eq!(check(&[until(Reduce)]), Err("only an `extend` sets a new end".to_owned()));
    }
}
