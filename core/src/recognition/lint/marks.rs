//! Where a fact was read, and who has compared it with the law.

use super::{Lint, Remark};
use crate::clock::Timestamp;
use crate::recognition::arrangement::{Citation, Reviewed};
use crate::recognition::pack::Pack;

/// Every item of the pack.
pub(super) fn check(pack: &Pack) -> Vec<Remark> {
    let as_of = pack.about.as_of;
    let mut remarks = Vec::new();
    for place in pack.registers.iter().flat_map(|register| &register.jurisdictions) {
        remarks.extend(marks(&place.id, &place.source, &place.reviewed, as_of));
    }
    for regime in pack.regimes() {
        remarks.extend(citations(&regime.id, &regime.citations));
        remarks.extend(marks(&regime.id, &regime.source, &regime.reviewed, as_of));
    }
    for act in pack.arrangements() {
        remarks.extend(citations(&act.id, &act.citations));
        remarks.extend(marks(&act.id, &act.source, &act.reviewed, as_of));
    }
    for order in pack.prohibitions() {
        remarks.extend(citations(&order.id, &order.citations));
        remarks.extend(marks(&order.id, &order.source, &order.reviewed, as_of));
    }
    remarks
}

fn citations(id: &str, citations: &[Citation]) -> Option<Remark> {
    let cited = citations.iter().any(|citation| !citation.instrument.trim().is_empty());
    (!cited).then(|| Remark::new(Lint::NoCitation, id, ""))
}

fn marks(id: &str, source: &str, reviewed: &Reviewed, as_of: Timestamp) -> Vec<Remark> {
    let told = ["read:", "memory"].iter().any(|mark| source.starts_with(mark));
    let source = (!told).then(|| Remark::new(Lint::NoSource, id, format!("\"{source}\"")));
    let review = match reviewed {
        Reviewed::By { by, at } if by.trim().is_empty() || *at > as_of => {
            Some(Remark::new(Lint::ReviewMark, id, format!("\"{by}\", {}", at.date())))
        }
        _ => None,
    };
    source.into_iter().chain(review).collect()
}
