//! The mandate that a pack needs.

use crate::recognition::{Arrangement, Pack};
use crate::trust::SpeaksFor;
use std::collections::BTreeSet;

impl SpeaksFor {
    /// What somebody must be trusted for who is to state all of a pack.
    pub fn all_of(pack: &Pack) -> Self {
        let own = pack.regimes().map(|regime| &regime.id);
        let instruments = pack.arrangements().map(|instrument| &instrument.exporter_regime);
        let instruments = instruments.filter(|regime| *regime != Arrangement::EVERYBODY);
        let regimes: BTreeSet<_> = own.chain(instruments).cloned().collect();
        let orders: BTreeSet<_> = pack.prohibitions().map(|order| order.regime.clone()).collect();
        let registers = pack.registers.iter().map(|register| register.id.clone());
        Self {
            regimes: regimes.into_iter().collect(),
            prohibitions: orders.into_iter().collect(),
            registers: registers.collect(),
            ..Self::default()
        }
    }
}
