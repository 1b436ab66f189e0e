//! What the bundle's regimes, instruments and orders state, indexed for questions.

use super::arrangement::Arrangement;
use super::instruments::Instruments;
use super::jurisdiction::{
    Jurisdiction, JurisdictionKind, JurisdictionRegister, SucceededInstruments, during,
};
use super::pack::{HeldPack, Pack};
use super::prohibition::Prohibition;
use super::regime::{Claim, Regime, Relation};
use crate::certificate::AnyOr;
use crate::certificate::jurisdiction::by_local_name;
use crate::clock::{Event, Timestamp, is_zone};
use crate::code::{Code, Finding};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Something that a sound document states.
#[derive(Debug)]
pub(crate) struct Held<T> {
    pub item: T,
    pub document: Arc<str>,
    pub issuer: Arc<str>,
    pub fresh_until: Option<Timestamp>,
}

/// Documents that somebody should have here and has not, by regime.
pub(crate) type Gaps = HashMap<String, Vec<String>>;

/// Everything that recognition is decided from.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    jurisdictions: HashMap<String, Held<Jurisdiction>>,
    codes: HashMap<String, Vec<Alias>>,
    /// The former jurisdictions of a successor.
    successions: HashMap<String, Vec<Former>>,
    regimes: HashMap<String, Held<Regime>>,
    /// The regimes that name a jurisdiction as their territory.
    territories: HashMap<String, Vec<String>>,
    /// The regimes of which one is a member.
    areas: HashMap<String, Vec<String>>,
    arrangements: HashMap<String, Instruments>,
    instruments: HashMap<String, Arc<Held<Arrangement>>>,
    prohibitions: HashMap<String, Vec<Held<Prohibition>>>,
    /// The packs that stated some of it, in the order of their names.
    pub packs: Vec<HeldPack>,
    /// The documents that each broken claim of completeness lacks.
    lacking: HashSet<String>,
    /// Instruments that cannot be told, and orders that cannot be told.
    pub unknown_permissions: Gaps,
    pub unknown_prohibitions: Gaps,
}

#[derive(Debug)]
struct Alias {
    id: String,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
}

#[derive(Debug)]
struct Former {
    id: String,
    at: Timestamp,
    instruments: SucceededInstruments,
}

/// A jurisdiction and all that it lies within, itself first.
pub(crate) struct Place<'r> {
    pub jurisdiction: &'r Held<Jurisdiction>,
    /// Each with the index of the one within it that led there.
    chain: Vec<(&'r str, Option<usize>)>,
}

/// A chain of jurisdictions within one another is short.
const CHAIN: usize = 8;

impl Registry {
    pub(crate) fn add_register(
        &mut self,
        register: JurisdictionRegister,
        held: &Held<()>,
    ) -> Result<(), String> {
        let twice = register.jurisdictions.iter().find(|j| self.jurisdictions.contains_key(&j.id));
        if let Some(twice) = twice {
            return Err(format!("another register has {}", twice.id));
        }
        let zoneless = register.jurisdictions.iter().find(|j| !is_zone(&j.time_zone));
        if let Some(Jurisdiction { id, time_zone, .. }) = zoneless {
            return Err(format!("{id}: {time_zone} is no zone of the IANA database"));
        }
        for jurisdiction in register.jurisdictions {
            for code in &jurisdiction.codes {
                let alias =
                    Alias { id: jurisdiction.id.clone(), from: code.from, until: code.until };
                self.codes.entry(code.value.clone()).or_default().push(alias);
            }
            for succession in &jurisdiction.succession {
                let former = Former {
                    id: jurisdiction.id.clone(),
                    at: succession.at,
                    instruments: succession.instruments,
                };
                self.successions.entry(succession.successor.clone()).or_default().push(former);
            }
            self.jurisdictions.insert(jurisdiction.id.clone(), held.of(jurisdiction));
        }
        Ok(())
    }

    pub(crate) fn add_regime(&mut self, held: Held<Regime>) -> Result<(), String> {
        let regime = &held.item;
        if self.regimes.contains_key(&regime.id) {
            return Err(format!("another document describes {}", regime.id));
        }
        for territory in &regime.territories {
            let regimes = self.territories.entry(territory.jurisdiction.clone()).or_default();
            push_once(regimes, &regime.id);
        }
        for member in &regime.members {
            push_once(self.areas.entry(member.regime.clone()).or_default(), &regime.id);
        }
        self.regimes.insert(regime.id.clone(), held);
        Ok(())
    }

    pub(crate) fn add_arrangement(&mut self, held: Held<Arrangement>) -> Result<(), String> {
        held.item.check()?;
        let id = held.item.id.clone();
        if self.instruments.contains_key(&id) {
            return Err(format!("another document states {id}"));
        }
        let held = Arc::new(held);
        let regime = held.item.exporter_regime.clone();
        self.arrangements.entry(regime).or_default().add(Arc::clone(&held));
        self.instruments.insert(id, held);
        Ok(())
    }

    /// Adds an event to an instrument, as if it had been published. None of that name: no.
    pub(crate) fn suppose(&mut self, instrument: &str, event: Event) -> bool {
        let Some(held) = self.instruments.get(instrument) else { return false };
        let mut item = held.item.clone();
        item.events.push(event);
        let supposed = Arc::new(Held {
            item,
            document: Arc::clone(&held.document),
            issuer: Arc::clone(&held.issuer),
            fresh_until: held.fresh_until,
        });
        if let Some(instruments) = self.arrangements.get_mut(&supposed.item.exporter_regime) {
            instruments.replace(&supposed);
        }
        self.instruments.insert(instrument.to_owned(), supposed);
        true
    }

    pub(crate) fn add_prohibition(&mut self, held: Held<Prohibition>) -> Result<(), String> {
        held.item.check()?;
        self.prohibitions.entry(held.item.regime.clone()).or_default().push(held);
        Ok(())
    }

    /// Adds all of a pack, or nothing.
    pub(crate) fn add_pack(
        &mut self,
        pack: Pack,
        held: &Held<()>,
        sha256: String,
    ) -> Result<(), String> {
        pack.check()?;
        self.check_new(&pack)?;
        let stated_by = held.issuer.to_string();
        self.packs.push(HeldPack { about: pack.about, stated_by, sha256 });
        self.packs.sort_by(|a, b| a.about.id.cmp(&b.about.id));
        for register in pack.registers {
            self.add_register(register, held)?;
        }
        for part in pack.parts {
            part.regime.map_or(Ok(()), |regime| self.add_regime(held.of(regime)))?;
            part.arrangements.into_iter().try_for_each(|a| self.add_arrangement(held.of(a)))?;
            part.prohibitions.into_iter().try_for_each(|p| self.add_prohibition(held.of(p)))?;
        }
        Ok(())
    }

    /// Nothing is stated twice, here or within the pack.
    fn check_new(&self, pack: &Pack) -> Result<(), String> {
        let mut seen = HashSet::new();
        let places = pack.registers.iter().flat_map(|register| &register.jurisdictions);
        let places = places.map(|place| (&place.id, self.jurisdictions.contains_key(&place.id)));
        let regimes =
            pack.regimes().map(|regime| (&regime.id, self.regimes.contains_key(&regime.id)));
        let instruments =
            pack.arrangements().map(|a| (&a.id, self.instruments.contains_key(&a.id)));
        let mut all = places.chain(regimes).chain(instruments);
        match all.find(|(id, known)| *known || !seen.insert(*id)) {
            Some((twice, _)) => Err(format!("{twice} is stated twice")),
            None => Ok(()),
        }
    }

    /// The registers without what another one has.
    pub(crate) fn not_registered(
        &self,
        mut registers: Vec<JurisdictionRegister>,
    ) -> Vec<JurisdictionRegister> {
        for register in &mut registers {
            register.jurisdictions.retain(|place| !self.jurisdictions.contains_key(&place.id));
        }
        registers
    }

    /// Looks for what the claims of completeness name; `there` knows the sound documents
    /// by URL and by SHA-256.
    pub(crate) fn check_claims(&mut self, there: impl Fn(&str) -> bool) {
        let claims = self.regimes.values().flat_map(|held| {
            let claims = &held.item.completeness;
            claims.permissions.iter().chain(&claims.prohibitions)
        });
        let named = claims.flat_map(|claim| &claim.documents);
        self.lacking = named.filter(|document| !there(document)).cloned().collect();
    }

    /// Whether a claim speaks of that instant and nothing that it names is missing.
    pub(crate) fn claims(&self, claim: Option<&Claim>, held: &Held<Regime>, at: Timestamp) -> bool {
        claim.is_some_and(|claim| {
            during(Some(claim.from), Some(claim.ends(held.fresh_until)), at)
                && !claim.documents.iter().any(|document| self.lacking.contains(document))
        })
    }

    /// Regimes of which not even the description is here, while documents of those who
    /// speak for them are missing: each might be one of the exporter's.
    pub(crate) fn unseen_regimes(&self) -> impl Iterator<Item = (&String, &String)> {
        let unseen = self.unknown_permissions.iter();
        let unseen = unseen.filter(|(regime, _)| !self.regimes.contains_key(*regime));
        unseen.filter_map(|(regime, gaps)| Some((regime, gaps.first()?)))
    }

    /// What a claim names and the bundle has not.
    pub(crate) fn lacks<'c>(&self, claim: &'c Claim) -> Option<&'c String> {
        claim.documents.iter().find(|document| self.lacking.contains(*document))
    }

    /// The documents that broken claims of completeness lack.
    pub(crate) fn lacking(&self) -> impl Iterator<Item = &String> {
        self.lacking.iter()
    }

    /// Every instrument.
    pub(crate) fn instruments(&self) -> impl Iterator<Item = &Arc<Held<Arrangement>>> {
        self.instruments.values()
    }

    /// Every order.
    pub(crate) fn orders(&self) -> impl Iterator<Item = &Held<Prohibition>> {
        self.prohibitions.values().flatten()
    }

    /// What people call a jurisdiction, a regime or an instrument.
    pub(crate) fn title(&self, id: &str, language: &str) -> Option<&str> {
        let place = || {
            let names = &self.jurisdictions.get(id)?.item.names;
            let own = names.iter().find(|name| name.lang == language);
            own.or(names.first()).map(|name| name.name.as_str())
        };
        let regime = || self.regimes.get(id).map(|held| held.item.title.as_str());
        let instrument = || self.instruments.get(id).map(|held| held.item.title.as_str());
        place().or_else(regime).or_else(instrument)
    }

    pub(crate) fn instrument(&self, id: &str) -> Option<&Arc<Held<Arrangement>>> {
        self.instruments.get(id)
    }

    pub(crate) fn regime(&self, id: &str) -> Option<&Held<Regime>> {
        self.regimes.get(id)
    }

    /// The instruments of one regime; those of `any` are everybody's.
    pub(crate) fn arrangements(&self, regime: &str) -> &[Arc<Held<Arrangement>>] {
        self.arrangements.get(regime).map_or(&[], Instruments::all)
    }

    /// Those of one regime that may reach a place.
    pub(crate) fn arrangements_reaching(
        &self,
        regime: &str,
        place: &Place<'_>,
    ) -> Vec<&Arc<Held<Arrangement>>> {
        let formers = self.formers(&place.jurisdiction.item.id).map(|(former, _)| former);
        let within = place.chain.iter().map(|(id, _)| *id);
        let instruments = self.arrangements.get(regime);
        instruments.map_or_else(Vec::new, |all| all.reaching(within.chain(formers)))
    }

    /// Whether an instrument of a regime may change after an instant.
    pub(crate) fn change_after(&self, regime: &str, instant: Timestamp) -> bool {
        self.arrangements.get(regime).is_some_and(|instruments| instruments.change_after(instant))
    }

    pub(crate) fn prohibitions(&self, regime: &str) -> &[Held<Prohibition>] {
        self.prohibitions.get(regime).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn jurisdiction(&self, id: &str) -> Option<&Held<Jurisdiction>> {
        self.jurisdictions.get(id)
    }

    /// Every regime, in the order of their identifiers.
    pub(crate) fn regimes(&self) -> impl Iterator<Item = &Held<Regime>> {
        let mut regimes: Vec<_> = self.regimes.values().collect();
        regimes.sort_by(|a, b| a.item.id.cmp(&b.item.id));
        regimes.into_iter()
    }

    /// Whatever a name means or meant, each in its time.
    pub(crate) fn meanings(
        &self,
        name: &str,
    ) -> impl Iterator<Item = (&str, Option<Timestamp>, Option<Timestamp>)> {
        let local = by_local_name(name).into_owned();
        let itself = [name, &local].map(|id| self.jurisdictions.get(id));
        let itself = itself.into_iter().flatten().map(|held| (&*held.item.id, None, None));
        let aliases = self.codes.get(name).into_iter().flatten();
        itself.chain(aliases.map(|alias| (&*alias.id, alias.from, alias.until)))
    }

    /// The former jurisdictions in whose place one stands, and since when.
    pub(crate) fn formers(&self, id: &str) -> impl Iterator<Item = (&str, Timestamp)> {
        let formers = self.successions.get(id).into_iter().flatten();
        formers.map(|former| (&*former.id, former.at))
    }

    pub(crate) fn regimes_ever_in(&self, jurisdiction: &str) -> impl Iterator<Item = &str> {
        self.territories.get(jurisdiction).into_iter().flatten().map(String::as_str)
    }

    pub(crate) fn areas_ever_of(&self, regime: &str) -> impl Iterator<Item = &str> {
        self.areas.get(regime).into_iter().flatten().map(String::as_str)
    }

    /// The larger areas to which a regime belongs at that time.
    pub(crate) fn areas(&self, regime: &str, at: Timestamp) -> impl Iterator<Item = &Held<Regime>> {
        let areas = self.areas.get(regime).into_iter().flatten();
        areas
            .filter_map(|area| self.regimes.get(area))
            .filter(move |area| area.item.adoption_by(regime, at).is_some())
    }

    /// The jurisdiction that a name meant at that time.
    pub(crate) fn place(&self, name: &str, at: Timestamp) -> Result<Place<'_>, Finding> {
        let unknown = || Finding::new(Code::JurisdictionUnknown).with("name", name);
        let by_code = || {
            let aliases = self.codes.get(name).into_iter().flatten();
            let mut meant = aliases.filter(|alias| during(alias.from, alias.until, at));
            let id = &meant.next()?.id;
            // A code that means two places at once means neither.
            meant.all(|other| other.id == *id).then(|| self.jurisdictions.get(id)).flatten()
        };
        let found = self.jurisdictions.get(name).or_else(by_code);
        let found = found.or_else(|| self.jurisdictions.get(&*by_local_name(name)));
        let jurisdiction = found.ok_or_else(unknown)?;
        check_settled(&jurisdiction.item, at)?;
        let mut chain = vec![(&*jurisdiction.item.id, None)];
        self.climb(&mut chain, at);
        Ok(Place { jurisdiction, chain })
    }

    fn climb<'r>(&'r self, chain: &mut Vec<(&'r str, Option<usize>)>, at: Timestamp) {
        let mut next = 0;
        while let Some((id, _)) = chain.get(next).copied() {
            let within = self.jurisdictions.get(id).map_or(&[][..], |held| &held.item.within);
            for larger in within.iter().filter(|larger| during(larger.from, larger.until, at)) {
                if chain.len() < CHAIN && !chain.iter().any(|(known, _)| *known == larger.id) {
                    chain.push((&larger.id, Some(next)));
                }
            }
            next += 1;
        }
    }

    /// Former jurisdictions in whose place this one stands, and what their instruments do.
    pub(crate) fn predecessors(
        &self,
        place: &Place<'_>,
        at: Timestamp,
    ) -> Vec<(&str, SucceededInstruments)> {
        let formers = self.successions.get(&place.jurisdiction.item.id).into_iter().flatten();
        let formers = formers.filter(|former| former.at <= at);
        formers.map(|former| (&*former.id, former.instruments)).collect()
    }

    /// The regimes under which a place lies, without those that another replaces there.
    pub(crate) fn regimes_of(&self, place: &Place<'_>, at: Timestamp) -> Vec<&Held<Regime>> {
        let mut found = Vec::new();
        for (depth, (jurisdiction, _)) in place.chain.iter().enumerate() {
            self.regimes_in(jurisdiction, at).for_each(|regime| found.push((depth, regime)));
        }
        for (former, instruments) in self.predecessors(place, at) {
            if instruments == SucceededInstruments::Continue {
                self.regimes_in(former, at).for_each(|regime| found.push((CHAIN, regime)));
            }
        }
        let replaced = |depth: usize, regime: &Held<Regime>| {
            found.iter().any(|(nearer, other)| *nearer < depth && replaces(&other.item, regime))
        };
        let mut regimes: Vec<_> = found
            .iter()
            .filter(|(depth, regime)| !replaced(*depth, regime))
            .map(|(_, regime)| *regime)
            .collect();
        regimes.sort_by(|a, b| a.item.id.cmp(&b.item.id));
        regimes.dedup_by(|a, b| a.item.id == b.item.id);
        regimes
    }

    fn regimes_in(&self, jurisdiction: &str, at: Timestamp) -> impl Iterator<Item = &Held<Regime>> {
        let named = self.territories.get(jurisdiction).into_iter().flatten();
        named.filter_map(|id| self.regimes.get(id)).filter(move |held| {
            let territories = &held.item.territories;
            territories
                .iter()
                .any(|t| t.jurisdiction == jurisdiction && during(t.from, t.until, at))
        })
    }

    /// Whether what reaches a larger jurisdiction with its parts reaches this place: no
    /// regime of its own replaces the one around it on the way.
    pub(crate) fn is_part_of(&self, place: &Place<'_>, larger: &str, at: Timestamp) -> bool {
        let Some(mut index) = place.chain.iter().position(|(id, _)| *id == larger) else {
            return false;
        };
        while let Some((_, Some(inner))) = place.chain.get(index) {
            index = *inner;
            let id = place.chain.get(index).map_or("", |(id, _)| *id);
            let around = place.chain.iter().skip(index + 1).map(|(id, _)| *id);
            let around: Vec<_> = around.flat_map(|id| self.regimes_in(id, at)).collect();
            let cuts_off = |own: &Held<Regime>| match &own.item.relation {
                Relation::Replaces(AnyOr::Any) => true,
                _ => around.iter().any(|other| replaces(&own.item, other)),
            };
            if self.regimes_in(id, at).any(cuts_off) {
                return false;
            }
        }
        true
    }
}

/// A regime may name a place, or a member, once for each of several times.
fn push_once(ids: &mut Vec<String>, id: &str) {
    if !ids.iter().any(|known| known == id) {
        ids.push(id.to_owned());
    }
}

fn replaces(nearer: &Regime, other: &Held<Regime>) -> bool {
    match &nearer.relation {
        Relation::Replaces(which) => which.has(&other.item.id),
        Relation::Adds => false,
    }
}

/// Nothing is decided for a place of which it is open whose it is.
fn check_settled(jurisdiction: &Jurisdiction, at: Timestamp) -> Result<(), Finding> {
    let name = &jurisdiction.id;
    let open = |code| Err(Finding::new(code).with("name", name));
    match jurisdiction.kind {
        JurisdictionKind::Disputed => return open(Code::JurisdictionDisputed),
        JurisdictionKind::Unresolved => return open(Code::TerritorialScopeUnresolved),
        _ => {}
    }
    match jurisdiction.succession.iter().find(|succession| succession.at <= at) {
        Some(succession) => Err(Finding::new(Code::JurisdictionSucceeded)
            .with("name", name)
            .with("successor", &succession.successor)),
        None => Ok(()),
    }
}

impl Held<()> {
    /// The same document's word for something else.
    pub(crate) fn of<T>(&self, item: T) -> Held<T> {
        Held {
            item,
            document: Arc::clone(&self.document),
            issuer: Arc::clone(&self.issuer),
            fresh_until: self.fresh_until,
        }
    }
}

impl Place<'_> {
    pub(crate) fn is(&self, jurisdiction: &str) -> bool {
        self.jurisdiction.item.id == jurisdiction
    }

    /// Whether the place is, or lies within, a jurisdiction.
    pub(crate) fn lies_within(&self, jurisdiction: &str) -> bool {
        self.chain.iter().any(|(id, _)| *id == jurisdiction)
    }
}
