//! The instruments of one regime, indexed by whom they reach: of thousands, a question is
//! about few.

use super::arrangement::{Arrangement, Importer};
use super::registry::Held;
use crate::clock::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// An instrument as its document states it.
pub(crate) type Instrument = Arc<Held<Arrangement>>;

#[derive(Debug, Default)]
pub(crate) struct Instruments {
    all: Vec<Instrument>,
    /// Those that reach named territories only, by each of them.
    by_territory: HashMap<String, Vec<usize>>,
    /// All others: whom they reach is for the question.
    others: Vec<usize>,
    /// Nothing about any of them changes after this instant.
    latest: Option<Timestamp>,
}

impl Instruments {
    pub(crate) fn add(&mut self, held: Instrument) {
        let index = self.all.len();
        match territories(&held.item) {
            Some(named) => named.into_iter().for_each(|territory| {
                self.by_territory.entry(territory.to_owned()).or_default().push(index);
            }),
            None => self.others.push(index),
        }
        self.latest = self.latest.max(held.item.latest());
        self.all.push(held);
    }

    /// Puts another statement of the same instrument in its place.
    pub(crate) fn replace(&mut self, held: &Instrument) {
        let known = self.all.iter_mut().find(|known| known.item.id == held.item.id);
        known.into_iter().for_each(|known| *known = Arc::clone(held));
        self.latest = self.latest.max(held.item.latest());
    }

    pub(crate) fn all(&self) -> &[Instrument] {
        &self.all
    }

    /// Those that may reach one of these territories.
    pub(crate) fn reaching<'t>(
        &self,
        territories: impl Iterator<Item = &'t str>,
    ) -> Vec<&Instrument> {
        let named = territories.filter_map(|id| self.by_territory.get(id)).flatten();
        let mut indices: Vec<usize> = named.chain(&self.others).copied().collect();
        indices.sort_unstable();
        indices.dedup();
        indices.into_iter().filter_map(|index| self.all.get(index)).collect()
    }

    /// Whether anything about one of them may change after an instant.
    pub(crate) fn change_after(&self, instant: Timestamp) -> bool {
        self.latest.is_some_and(|latest| latest > instant)
    }
}

/// All territories that an instrument ever named, if it never reached others.
fn territories(arrangement: &Arrangement) -> Option<BTreeSet<&str>> {
    let mut named = BTreeSet::new();
    for version in &arrangement.versions {
        match (&version.importer, &version.adopts) {
            (Importer::Territories(list), None) => {
                named.extend(list.iter().map(|territory| &*territory.jurisdiction));
            }
            _ => return None,
        }
    }
    Some(named)
}
