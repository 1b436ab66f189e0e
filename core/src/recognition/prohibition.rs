//! Prohibitions: orders that beat every permission.

use super::arrangement::{Citation, Reviewed, Territory, check_events};
use super::predicate::Predicate;
use crate::certificate::{AnyOr, Statement};
use crate::clock::{Clocks, Event, EventKind, Timeline, Timestamp};
use serde::{Deserialize, Serialize};

/// A signed prohibition.
pub type ProhibitionDocument = Statement<Prohibition>;

/// The `type` of a prohibition.
pub const PROHIBITION_TYPE: &str = "Prohibition";

/// An order that forbids transfers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Prohibition {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose order it is.
    pub regime: String,
    /// Where the law stands.
    pub citations: Vec<Citation>,
    /// What it forbids: all three must fit.
    pub target: Target,
    /// When it was ordered and lifted.
    pub events: Vec<Event>,
    /// Where its curator read it.
    pub source: String,
    /// Whether anybody has compared it with the law.
    pub reviewed: Reviewed,
    /// What a reader should know besides: what is open, where sources disagree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// What a prohibition forbids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Target {
    /// Transfers to these organisations.
    pub organisations: AnyOr<String>,
    /// Transfers to these territories.
    pub territories: AnyOr<Territory>,
    /// Transfers such as these.
    pub when: Predicate,
}

impl Prohibition {
    /// Whether it is consistent in itself.
    pub(crate) fn check(&self) -> Result<(), String> {
        check_events(&self.events, &[EventKind::Order, EventKind::Lift])
    }

    /// Since when it stands, if it does.
    pub(crate) fn stands(&self, clocks: Clocks) -> Option<Timestamp> {
        let timeline = Timeline::known(&self.events, clocks.known_at);
        timeline.until(clocks.valid_at).fold(None, |since, event| match event.kind {
            EventKind::Order => since.or(Some(event.effective_at)),
            _ => None,
        })
    }
}
