//! Events: one algebra for bodies, keys, certificates, arrangements and prohibitions.
//!
//! An event has two dates that matter: when it takes effect, and when it was published.
//! A question sees only what was published by its `known_at`, and of that, what has taken
//! effect by its `valid_at`. A correction is a new event that supersedes another.

use super::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened to a body, a key, a certificate, an arrangement or an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Event {
    /// Unique among the events of its document.
    pub id: String,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventKind,
    /// When it takes effect.
    pub effective_at: Timestamp,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// When anyone could know of it.
    pub published_at: Timestamp,
    /// From when it also undoes the past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ex_tunc_from: Option<Timestamp>,
    /// How long the former state stays in effect, and for what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<Grace>,
    /// The event that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
    /// For `extend`: until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// For `extend` and `reduce` of a certificate: its whole scope from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<serde_json::Value>,
    /// For events of keys: the key's identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Why, in the publisher's words or code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it is published or cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// The closed vocabulary of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the field's own words")]
pub enum EventKind {
    Grant,
    Extend,
    Reduce,
    Suspend,
    Reinstate,
    Withdraw,
    Expire,
    Terminate,
    Lapse,
    Transfer,
    Void,
    Add,
    Retire,
    Compromise,
    Enact,
    Amend,
    Sunset,
    Annul,
    Challenge,
    Uphold,
    Repeal,
    Order,
    Lift,
}

impl EventKind {
    /// The name used in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Extend => "extend",
            Self::Reduce => "reduce",
            Self::Suspend => "suspend",
            Self::Reinstate => "reinstate",
            Self::Withdraw => "withdraw",
            Self::Expire => "expire",
            Self::Terminate => "terminate",
            Self::Lapse => "lapse",
            Self::Transfer => "transfer",
            Self::Void => "void",
            Self::Add => "add",
            Self::Retire => "retire",
            Self::Compromise => "compromise",
            Self::Enact => "enact",
            Self::Amend => "amend",
            Self::Sunset => "sunset",
            Self::Annul => "annul",
            Self::Challenge => "challenge",
            Self::Uphold => "uphold",
            Self::Repeal => "repeal",
            Self::Order => "order",
            Self::Lift => "lift",
        }
    }

    /// Events that a body's accreditation may have.
    pub const OF_BODIES: &'static [Self] = &[
        Self::Grant,
        Self::Extend,
        Self::Reduce,
        Self::Suspend,
        Self::Reinstate,
        Self::Withdraw,
        Self::Expire,
    ];

    /// Events that a key may have.
    pub const OF_KEYS: &'static [Self] = &[Self::Add, Self::Retire, Self::Compromise];

    /// Events that a certificate may have.
    pub const OF_CERTIFICATES: &'static [Self] = &[
        Self::Grant,
        Self::Extend,
        Self::Reduce,
        Self::Suspend,
        Self::Reinstate,
        Self::Withdraw,
        Self::Terminate,
        Self::Lapse,
        Self::Transfer,
        Self::Void,
    ];
}

/// How long a former state stays in effect after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Grace {
    /// The last instant of it.
    pub until: Timestamp,
    /// What it covers.
    pub applies_to: GraceFor,
}

/// What a grace period covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraceFor {
    /// Only transfers that had begun before the event.
    TransfersBegunBefore,
    /// Everything.
    All,
}

impl Event {
    /// An event that takes effect and is published at `at`.
    pub fn new(id: impl Into<String>, kind: EventKind, at: Timestamp) -> Self {
        Self {
            id: id.into(),
            kind,
            effective_at: at,
            decided_at: None,
            published_at: at,
            ex_tunc_from: None,
            grace: None,
            supersedes: None,
            until: None,
            scope: None,
            key: None,
            reason: None,
            reference: None,
        }
    }

    /// The first instant at which the event changes anything: the past too where it is
    /// ex tunc, and only after the grace that covers everything.
    pub fn bites_at(&self) -> Timestamp {
        let from = self.ex_tunc_from.map_or(self.effective_at, |past| past.min(self.effective_at));
        match self.grace {
            Some(Grace { until, applies_to: GraceFor::All }) => from.max(until.plus_seconds(1)),
            _ => from,
        }
    }
}

/// The events that a question sees, in the order in which they count.
#[derive(Clone, Debug)]
pub struct Timeline<'e> {
    events: Vec<&'e Event>,
}

impl<'e> Timeline<'e> {
    /// Those of `events` that were published by `known_at` and not superseded by then,
    /// ordered by effect, publication and identifier.
    pub fn known(events: &'e [Event], known_at: Timestamp) -> Self {
        let published = || events.iter().filter(|event| event.published_at <= known_at);
        let mut corrected: Vec<_> = published().filter_map(|e| e.supersedes.as_deref()).collect();
        corrected.sort_unstable();
        let stands = |event: &&Event| corrected.binary_search(&event.id.as_str()).is_err();
        let mut events: Vec<_> = published().filter(stands).collect();
        events.sort_by(|a, b| {
            (a.bites_at(), a.published_at, &a.id).cmp(&(b.bites_at(), b.published_at, &b.id))
        });
        Self { events }
    }

    /// Those that have taken effect by `valid_at`, in order.
    pub fn until(&self, valid_at: Timestamp) -> impl Iterator<Item = &'e Event> {
        self.events.iter().copied().take_while(move |event| event.bites_at() <= valid_at)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &'e Event> {
        self.events.iter().copied()
    }
}
