//! Texts of instruments that say nothing: exclusions that never apply, versions that no
//! certificate can have.

use super::{Lint, Remark};
use crate::recognition::arrangement::{Exclusion, Version, Versions};
use crate::recognition::demands::is_range;
use crate::recognition::pack::Pack;
use crate::recognition::predicate::{Bound, Predicate};
use std::collections::BTreeSet;

/// Every text of every instrument.
pub(super) fn check(pack: &Pack) -> Vec<Remark> {
    let texts = || pack.arrangements().flat_map(|act| act.versions.iter().map(move |v| (act, v)));
    let schemes: BTreeSet<_> =
        texts().flat_map(|(_, version)| &version.schemes).map(|s| &*s.scheme).collect();
    let mut remarks = Vec::new();
    for (act, version) in texts() {
        let remark = |code, about: &str| Remark::new(code, &act.id, about);
        let empty = version.schemes.iter().filter(|accepted| is_empty(&accepted.versions));
        remarks.extend(empty.map(|accepted| remark(Lint::DanglingVersion, &accepted.scheme)));
        let bases = version.requires_base.iter().filter(|base| !schemes.contains(&***base));
        remarks.extend(bases.map(|base| remark(Lint::DanglingBase, base)));
        let idle = unreachable(version);
        remarks.extend(idle.map(|idle| remark(Lint::UnreachableExclusion, &idle.name)));
    }
    remarks
}

/// Whether no version is meant.
fn is_empty(versions: &Versions) -> bool {
    match versions {
        Versions::Any | Versions::AsAmended => false,
        Versions::List(list) => list.is_empty(),
        Versions::Range { from, to } => !is_range(from, to),
    }
}

/// The exclusions that nothing can meet, that an earlier one takes in, or that the scope
/// leaves no room for.
fn unreachable(version: &Version) -> impl Iterator<Item = &Exclusion> {
    version.exclusions.iter().enumerate().filter_map(|(index, exclusion)| {
        let when = &exclusion.when;
        let mut earlier = version.exclusions.iter().take(index);
        let idle = is_never(when)
            || earlier.any(|other| other.when == *when)
            || outside(&version.scope, when);
        idle.then_some(exclusion)
    })
}

/// Whether a predicate holds of nothing, as far as its form tells.
fn is_never(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::All(parts) => {
            let denied = |part: &Predicate| Predicate::Not(Box::new(part.clone()));
            parts.iter().any(|part| is_never(part) || parts.contains(&denied(part)))
        }
        Predicate::Any(parts) => parts.iter().all(is_never),
        Predicate::Not(part) => is_always(part),
        Predicate::IsA(question) => question.of.is_empty(),
        Predicate::Between(between) => {
            matches!(between.below, Bound::Below(end) if end <= between.from)
        }
        Predicate::Always | Predicate::Present(_) => false,
    }
}

fn is_always(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Always => true,
        Predicate::All(parts) => parts.iter().all(is_always),
        Predicate::Any(parts) => parts.iter().any(is_always),
        Predicate::Not(part) => is_never(part),
        _ => false,
    }
}

/// Whether the scope denies what the exclusion asks for, or the other way round.
fn outside(scope: &Predicate, when: &Predicate) -> bool {
    match scope {
        Predicate::All(parts) => parts.iter().any(|part| outside(part, when)),
        Predicate::Not(denied) => **denied == *when,
        other => matches!(when, Predicate::Not(denied) if **denied == *other),
    }
}
