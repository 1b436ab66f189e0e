//! Names that nothing in the pack bears.

use super::{Lint, Remark};
use crate::certificate::AnyOr;
use crate::recognition::arrangement::{Arrangement, Importer, Territory, Version};
use crate::recognition::pack::Pack;
use crate::recognition::predicate::{Operand, Predicate};
use crate::recognition::regime::{Regime, Relation};
use crate::recognition::taxonomy::is_concept;
use std::collections::BTreeSet;

/// Whatever is named and not there.
pub(super) fn check(pack: &Pack) -> Vec<Remark> {
    let places = pack.registers.iter().flat_map(|register| &register.jurisdictions);
    let mut known = Known {
        places: places.clone().map(|place| &*place.id).collect(),
        regimes: pack.regimes().map(|regime| &*regime.id).collect(),
        instruments: pack.arrangements().map(|act| &*act.id).collect(),
        remarks: Vec::new(),
    };
    known.regimes.insert(Arrangement::EVERYBODY);
    for place in places {
        place.within.iter().for_each(|larger| known.place(&place.id, &larger.id));
        place.succession.iter().for_each(|s| known.place(&place.id, &s.successor));
    }
    pack.regimes().for_each(|regime| known.check_regime(regime));
    for act in pack.arrangements() {
        known.regime(&act.id, &act.exporter_regime);
        act.versions.iter().for_each(|version| known.check_version(&act.id, version));
    }
    for order in pack.prohibitions() {
        known.regime(&order.id, &order.regime);
        if let AnyOr::Only(list) = &order.target.territories {
            known.territories(&order.id, list);
        }
        known.concepts(&order.id, &order.target.when);
    }
    known.remarks
}

/// What the pack has, and what was found of names that it has not.
struct Known<'p> {
    places: BTreeSet<&'p str>,
    regimes: BTreeSet<&'p str>,
    instruments: BTreeSet<&'p str>,
    remarks: Vec<Remark>,
}

impl Known<'_> {
    fn place(&mut self, by: &str, name: &str) {
        if !self.places.contains(name) {
            self.remarks.push(Remark::new(Lint::UnknownPlace, by, name));
        }
    }

    fn regime(&mut self, by: &str, name: &str) {
        if !self.regimes.contains(name) {
            self.remarks.push(Remark::new(Lint::UnknownRegime, by, name));
        }
    }

    fn instrument(&mut self, by: &str, name: &str) {
        if !self.instruments.contains(name) {
            self.remarks.push(Remark::new(Lint::UnknownInstrument, by, name));
        }
    }

    fn territories(&mut self, by: &str, list: &[Territory]) {
        list.iter().for_each(|territory| self.place(by, &territory.jurisdiction));
    }

    fn check_regime(&mut self, regime: &Regime) {
        let by = &regime.id;
        regime.territories.iter().for_each(|territory| self.place(by, &territory.jurisdiction));
        regime.members.iter().for_each(|member| self.regime(by, &member.regime));
        regime.opted_out.iter().for_each(|out| self.instrument(by, &out.instrument));
        if let Relation::Replaces(AnyOr::Only(list)) = &regime.relation {
            list.iter().for_each(|replaced| self.regime(by, replaced));
        }
    }

    fn check_version(&mut self, by: &str, version: &Version) {
        match &version.importer {
            Importer::Any | Importer::Organisations(_) => {}
            Importer::Territories(list) => self.territories(by, list),
            Importer::Regimes(list) => list.iter().for_each(|name| self.regime(by, name)),
        }
        if let Some(adopts) = &version.adopts {
            self.regime(by, &adopts.regime);
            if let AnyOr::Only(list) = &adopts.instruments {
                list.iter().for_each(|name| self.instrument(by, name));
            }
        }
        let conditions = version.exclusions.iter().map(|exclusion| &exclusion.when);
        let conditions = conditions.chain(version.preconditions.iter().map(|p| &p.when));
        for predicate in conditions.chain([&version.scope]) {
            self.concepts(by, predicate);
        }
    }

    fn concepts(&mut self, by: &str, predicate: &Predicate) {
        match predicate {
            Predicate::All(parts) | Predicate::Any(parts) => {
                parts.iter().for_each(|part| self.concepts(by, part));
            }
            Predicate::Not(part) => self.concepts(by, part),
            Predicate::IsA(question) if has_concepts(question.operand) => {
                for name in question.of.iter().filter(|name| !is_concept(name)) {
                    self.remarks.push(Remark::new(Lint::UnknownConcept, by, name));
                }
            }
            _ => {}
        }
    }
}

fn has_concepts(operand: Operand) -> bool {
    let concepts =
        [Operand::DataCategories, Operand::DataSubjects, Operand::Purposes, Operand::Sectors];
    concepts.contains(&operand)
}
