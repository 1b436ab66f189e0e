//! Every instant that any document names, of those that can matter to a transfer: a place,
//! a regime, an instrument or an order begins, changes or ends.

use super::arrangement::Arrangement;
use super::prohibition::Prohibition;
use super::regime::{Claim, Regime};
use super::registry::{Held, Registry};
use super::shown::Shown;
use super::transfer::Transfer;
use crate::clock::{Timeline, Timestamp};
use std::collections::BTreeSet;

/// Those who may come into it, at whatever time.
#[derive(Default)]
struct Concerned<'r> {
    places: BTreeSet<&'r str>,
    regimes: BTreeSet<&'r str>,
    points: Vec<Timestamp>,
}

impl Registry {
    /// The instants at which an answer may change: all after `since`, and some before it.
    /// `laws` are those of the certificates.
    pub(crate) fn instants<'n>(
        &self,
        transfer: &'n Transfer,
        laws: impl Iterator<Item = &'n str>,
        since: Timestamp,
        known_at: Timestamp,
    ) -> Vec<Timestamp> {
        let mut concerned = Concerned::default();
        let names = [&*transfer.from, &*transfer.to].into_iter().chain(laws);
        names.for_each(|name| self.concern_name(name, &mut concerned));
        for origin in &transfer.provenance {
            self.concern_regime(&origin.regime, &mut concerned);
        }
        self.concern_regime(Arrangement::EVERYBODY, &mut concerned);
        let regimes: Vec<_> = concerned.regimes.iter().copied().collect();
        let mut points = concerned.points;
        points.extend(transfer.shown.iter().flat_map(Shown::turning_points));
        for regime in regimes {
            let changing = self.change_after(regime, since);
            for held in self.arrangements(regime).iter().filter(|_| changing) {
                points.extend(held.item.turning_points(known_at));
            }
            for held in self.prohibitions(regime) {
                points.extend(held.item.turning_points(known_at));
            }
        }
        points
    }

    /// Whatever a name meant at any time.
    fn concern_name<'r>(&'r self, name: &str, concerned: &mut Concerned<'r>) {
        for (id, from, until) in self.meanings(name) {
            concerned.during(from, until);
            self.concern_place(id, concerned);
        }
    }

    /// A place, what it was ever within, what it follows, and the regimes of all of them.
    fn concern_place<'r>(&'r self, id: &'r str, concerned: &mut Concerned<'r>) {
        if !concerned.places.insert(id) {
            return;
        }
        if let Some(held) = self.jurisdiction(id) {
            for larger in &held.item.within {
                concerned.during(larger.from, larger.until);
                self.concern_place(&larger.id, concerned);
            }
            concerned.points.extend(held.item.succession.iter().map(|succession| succession.at));
        }
        for (former, at) in self.formers(id) {
            concerned.points.push(at);
            self.concern_place(former, concerned);
        }
        self.regimes_ever_in(id).for_each(|regime| self.concern_regime(regime, concerned));
    }

    /// A regime, the areas that it was ever a member of, and those whose lists it adopts.
    fn concern_regime<'r>(&'r self, id: &'r str, concerned: &mut Concerned<'r>) {
        if !concerned.regimes.insert(id) {
            return;
        }
        if let Some(held) = self.regime(id) {
            concerned.regime(held);
        }
        let versions = self.arrangements(id).iter().flat_map(|held| &held.item.versions);
        for adopts in versions.filter_map(|version| version.adopts.as_ref()) {
            self.concern_regime(&adopts.regime, concerned);
        }
        self.areas_ever_of(id).for_each(|area| self.concern_regime(area, concerned));
    }
}

impl Concerned<'_> {
    fn during(&mut self, from: Option<Timestamp>, until: Option<Timestamp>) {
        self.points.extend(from);
        self.points.extend(until.map(after));
    }

    fn regime(&mut self, held: &Held<Regime>) {
        let regime = &held.item;
        regime.territories.iter().for_each(|t| self.during(t.from, t.until));
        regime.members.iter().for_each(|member| self.during(member.from, member.until));
        regime.opted_out.iter().for_each(|out| self.during(Some(out.effective_at), out.until));
        let claims = &regime.completeness;
        for claim in claims.permissions.iter().chain(&claims.prohibitions) {
            self.during(Some(claim.from), Some(claim_end(claim, held)));
        }
    }
}

/// The last instant of which a claim speaks.
fn claim_end(claim: &Claim, held: &Held<Regime>) -> Timestamp {
    claim.until.or(held.fresh_until).unwrap_or(claim.as_of)
}

fn after(end: Timestamp) -> Timestamp {
    end.plus_seconds(1)
}

impl Prohibition {
    fn turning_points(&self, known_at: Timestamp) -> Vec<Timestamp> {
        let timeline = Timeline::known(&self.events, known_at);
        timeline.iter().map(|event| event.bites_at()).collect()
    }
}
