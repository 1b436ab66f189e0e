//! Instruments beside one another and after one another.

use super::{Lint, Remark};
use crate::clock::{Clocks, EventKind, Timestamp};
use crate::recognition::arrangement::{Arrangement, ArrangementState};
use crate::recognition::pack::Pack;
use std::collections::BTreeMap;

/// Overlaps, gaps, ends without a successor, and pairs of one.
pub(super) fn check(pack: &Pack) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for acts in alike(pack).values() {
        remarks.extend(overlaps(acts, pack.about.as_of));
        remarks.extend(gaps(acts));
        remarks.extend(sunsets(acts, pack.about.as_of));
    }
    remarks.extend(pairs(pack));
    remarks
}

/// The instruments that permit, by whose they are and whom they reach.
fn alike(pack: &Pack) -> BTreeMap<(&str, String), Vec<&Arrangement>> {
    let mut alike: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let operative =
        |act: &&Arrangement| act.effect.permits() && act.state == ArrangementState::Operative;
    for act in pack.arrangements().filter(operative) {
        let importer = act.versions.last().map(|version| format!("{:?}", version.importer));
        let key = (&*act.exporter_regime, importer.unwrap_or_default());
        alike.entry(key).or_default().push(act);
    }
    alike
}

fn overlaps(acts: &[&Arrangement], as_of: Timestamp) -> Vec<Remark> {
    let standing: Vec<_> = acts.iter().filter(|act| act.stands(Clocks::at(as_of))).collect();
    let same = |a: &Arrangement, b: &Arrangement| {
        a.effect == b.effect
            && a.versions.last().zip(b.versions.last()).is_some_and(|(a, b)| {
                (&a.scope, &a.exclusions, &a.preconditions, &a.schemes, &a.adopts)
                    == (&b.scope, &b.exclusions, &b.preconditions, &b.schemes, &b.adopts)
            })
    };
    let mut remarks = Vec::new();
    for (index, one) in standing.iter().enumerate() {
        let others = standing.iter().skip(index + 1).filter(|other| same(one, other));
        remarks.extend(others.map(|other| Remark::new(Lint::Overlap, &one.id, &other.id)));
    }
    remarks
}

/// A time in which an instrument stood, as was known then.
struct Spell<'p> {
    act: &'p str,
    from: Timestamp,
    /// The first instant after it; none: it goes on.
    end: Option<Timestamp>,
}

fn spells(act: &Arrangement) -> Vec<Spell<'_>> {
    let known = act.events.iter().map(|event| event.published_at).max();
    let mut points = known.map_or_else(Vec::new, |known| act.turning_points(known));
    points.extend(act.events.iter().map(|event| event.published_at));
    points.sort();
    points.dedup();
    let mut spells: Vec<Spell<'_>> = Vec::new();
    for point in points {
        let open = spells.last_mut().filter(|spell| spell.end.is_none());
        match (open, act.stands(Clocks::at(point))) {
            (None, true) => spells.push(Spell { act: &act.id, from: point, end: None }),
            (Some(spell), false) => spell.end = Some(point),
            _ => {}
        }
    }
    spells
}

/// Times between two instruments of the same reach.
fn gaps(acts: &[&Arrangement]) -> Vec<Remark> {
    let mut all: Vec<_> = acts.iter().flat_map(|act| spells(act)).collect();
    all.sort_by_key(|spell| spell.from);
    let mut remarks = Vec::new();
    let mut covered: Option<Option<Timestamp>> = None;
    for spell in all {
        if let Some(Some(end)) = covered.filter(|end| end.is_some_and(|end| end < spell.from)) {
            let about = format!("{} to {}", end.date(), spell.from.plus_seconds(-1).date());
            remarks.push(Remark::new(Lint::Gap, spell.act, about));
        }
        covered = Some(match covered {
            Some(None) => None,
            Some(Some(end)) => spell.end.map(|other| other.max(end)),
            None => spell.end,
        });
    }
    remarks
}

fn sunsets(acts: &[&Arrangement], as_of: Timestamp) -> Vec<Remark> {
    let sets = |act: &&&Arrangement| act.events.iter().any(|e| e.kind == EventKind::Sunset);
    let ended = acts.iter().filter(sets).filter_map(|act| {
        let end = spells(act).last()?.end?;
        let follows = |other: &&Arrangement| {
            spells(other).iter().any(|spell| spell.end.is_none_or(|later| later > end))
        };
        let alone = end <= as_of && !acts.iter().any(follows);
        alone.then(|| {
            Remark::new(Lint::SunsetWithoutSuccessor, &act.id, end.plus_seconds(-1).date())
        })
    });
    ended.collect()
}

fn pairs(pack: &Pack) -> Vec<Remark> {
    let mut pairs: BTreeMap<&str, Vec<&Arrangement>> = BTreeMap::new();
    for act in pack.arrangements() {
        act.pair_id.iter().for_each(|pair| pairs.entry(pair).or_default().push(act));
    }
    let one_sided = pairs.into_iter().filter(|(_, acts)| {
        let first = acts.first().map(|act| &act.exporter_regime);
        acts.iter().all(|act| Some(&act.exporter_regime) == first)
    });
    let acts = one_sided.filter_map(|(pair, acts)| Some((pair, *acts.first()?)));
    acts.map(|(pair, act)| Remark::new(Lint::AsymmetricPair, &act.id, pair)).collect()
}
