//! The answer without its report, for questions that are asked many times over.

use super::Verifier;
use super::decide::{Asked, present};
use crate::certificate::Certificate;
use crate::clock::Clocks;
use crate::code::{Code, Weight};
use crate::recognition::{Decided, Transfer, Wanted};
use crate::report::Verdict;

/// A decision in three words: the verdict, by which instrument, and what stood in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// The answer.
    pub verdict: Verdict,
    /// The instrument that decided, where one did.
    pub instrument: Option<String>,
    /// What decided against it; none for a yes.
    pub code: Option<Code>,
}

impl Glance {
    pub(crate) fn of(decided: &Decided<'_>) -> Self {
        let weight = decided.weight();
        let findings = decided.rulings.iter().flat_map(|ruling| &ruling.findings);
        let grave = |code: &Code| Some(code.weight()) == weight && weight > Some(Weight::Notice);
        Self {
            verdict: Verdict::of_decision(weight),
            instrument: decided.deciding().map(|judged| judged.instrument.item.id.clone()),
            code: findings.map(|finding| finding.code).filter(grave).min(),
        }
    }
}

impl Verifier {
    /// Steps 4 to 8 as [`decide`](Self::decide) takes them, and only what came of them: no
    /// report, no obligations, no date of the next change.
    pub fn glance(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
    ) -> Glance {
        self.consider(transfer, certificates, clocks, &[], Glance::of)
    }

    /// Decides, as if certificates had been presented that nobody has, and looks at what
    /// came of it.
    pub(crate) fn consider<A>(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
        supposed: &[Wanted],
        look: impl FnOnce(&Decided<'_>) -> A,
    ) -> A {
        let weighed: Vec<_> = certificates.iter().map(|c| self.weigh(c, clocks)).collect();
        let presented = present(self, certificates, &weighed, clocks);
        let asked = Asked { verifier: self, presented: &presented, clocks, supposed };
        let open = asked.about(transfer);
        match asked.settle(transfer, &open) {
            Some(settled) => look(&asked.about(&settled)),
            None => look(&open),
        }
    }
}
