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
