//! Rule 4: a fact that is not stated matters only where its values do.

use super::candidate::Judged;
use super::decide::Question;
use super::facts::{Fact, Missing};
use super::transfer::Transfer;
use crate::code::Weight;
use std::collections::BTreeMap;

/// How often the question may be asked again to see what open facts would change.
pub(crate) const SUPPOSITIONS: usize = 64;

/// What an instrument says; where that is open, and every value of the open facts would give
/// the same verdict, that one, with the most that any of the values leaves owed.
pub(crate) fn settled<'r>(
    question: &Question<'_>,
    judge: impl Fn(&Question<'_>) -> Option<Judged<'r>>,
) -> Option<Judged<'r>> {
    let judged = judge(question)?;
    if judged.weight() != Weight::Undetermined {
        return Some(judged);
    }
    let every = completions(question.transfer, &merged(judged.missing())).unwrap_or_default();
    let mut most: Option<Judged<'r>> = None;
    for transfer in &every {
        let supposed = judge(&Question { transfer, ..*question });
        let fits = |supposed: &Judged<'_>| {
            let same = most.as_ref().is_none_or(|most| most.weight() == supposed.weight());
            same && supposed.weight() != Weight::Undetermined
        };
        let Some(supposed) = supposed.filter(fits) else { return Some(judged) };
        if most.as_ref().is_none_or(|most| most.obstacles() < supposed.obstacles()) {
            most = Some(supposed);
        }
    }
    most.or(Some(judged))
}

/// The question with every combination of values of those facts whose values stand for all
/// there are; the others stay open. None where there is none, or where they are too many.
pub(crate) fn completions(transfer: &Transfer, missing: &[Missing]) -> Option<Vec<Transfer>> {
    let missing = || missing.iter().filter(|open| open.exhaustive);
    let count = missing().map(|open| open.values.len()).product::<usize>();
    if count > SUPPOSITIONS || missing().next().is_none() {
        return None;
    }
    let with = |supposed: Vec<Transfer>, open: &Missing| {
        let each = supposed.iter().flat_map(|transfer| {
            open.values.iter().map(|value| transfer.supposing(&open.fact, value))
        });
        each.collect()
    };
    Some(missing().fold(vec![transfer.clone()], with))
}

/// Each open fact once, with all values that anything asked of it.
pub(crate) fn merged<'m>(missing: impl IntoIterator<Item = &'m Missing>) -> Vec<Missing> {
    let mut facts: BTreeMap<&Fact, Missing> = BTreeMap::new();
    for open in missing {
        let known = facts.entry(&open.fact).or_insert_with(|| open.clone());
        known.exhaustive &= open.exhaustive;
        known.values.extend(open.values.iter().cloned());
        known.values.sort();
        known.values.dedup();
    }
    facts.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_combinations_are_tried_as_there_are_suppositions() {
        let count = |missing: &[Missing]| {
            completions(&Transfer::default(), missing).map(|transfers| transfers.len())
        };
        let open = |facts: usize| {
            let name = |fact: usize| Fact::Asserted(fact.to_string());
            (0..facts).map(|fact| Missing::yes_or_no(name(fact))).collect::<Vec<_>>()
        };
        assert_eq!(count(&open(6)), Some(SUPPOSITIONS));
        assert_eq!(count(&open(7)), None);
        assert_eq!(count(&open(0)), None);
        // Nobody can list the values of this one.
        assert_eq!(count(&[Missing::open(Fact::Sectors)]), None);
    }

    #[test]
    fn a_fact_of_which_some_values_are_unknown_stays_so() {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let all = Missing::one_of(Fact::Activity, &names(&["payroll", "backup"]));
        let some = Missing { values: names(&["payroll"]), ..Missing::open(Fact::Activity) };
        let values = names(&["backup", "other", "payroll"]);
        let known =
            |exhaustive| vec![Missing { fact: Fact::Activity, values: values.clone(), exhaustive }];
        assert_eq!(merged([&all, &some]), known(false));
        assert_eq!(merged([&some, &all]), known(false));
        assert_eq!(merged([&all, &all]), known(true));
    }
}
