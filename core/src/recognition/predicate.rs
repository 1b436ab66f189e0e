//! Predicates of instruments: a small closed language, total and without side effects.
//!
//! It has three values (Kleene's strong logic). A fact that the question leaves open makes
//! what is asked of it unknown, and is named with the values that it could take.

use super::facts::{Fact, Facts, Missing, role_is_a};
use super::persons;
use crate::certificate::Role;
use serde::{Deserialize, Serialize};

/// What an instrument says of a transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Predicate {
    /// Whatever the transfer.
    Always,
    /// Each of them.
    All(Vec<Predicate>),
    /// At least one of them.
    Any(Vec<Predicate>),
    /// Not that.
    Not(Box<Predicate>),
    /// Whether values of an operand are one of the named, or a kind of one.
    IsA(IsA),
    /// Whether a number lies in an interval.
    Between(Between),
    /// Whether something named is there.
    Present(Present),
}

/// Whether values of an operand are one of the named, or a kind of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IsA {
    /// What is asked about.
    pub operand: Operand,
    /// How many of its values must be.
    pub values: Quantifier,
    /// The names.
    pub of: Vec<String>,
}

/// How many values must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Quantifier {
    Some,
    Every,
}

/// Operands that have names as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are the members of a transfer")]
pub enum Operand {
    DataCategories,
    DataSubjects,
    Purposes,
    Sectors,
    Role,
    Activity,
    Site,
    Recipient,
    Means,
    Supervisor,
}

/// Whether a number lies in an interval: at least `from`, below `below`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Between {
    /// What is counted.
    pub operand: Quantity,
    /// At least so many.
    #[serde(deserialize_with = "persons::read")]
    pub from: u64,
    /// Its upper end, written out even where there is none.
    pub below: Bound,
}

/// The upper end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Bound {
    /// No end.
    Unbounded,
    /// Fewer than so many.
    Below(#[serde(deserialize_with = "persons::read")] u64),
}

/// Operands that are counts of persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Quantity {
    /// Persons whose data are transferred in the year that counts.
    Volume,
    /// Persons whose sensitive data are.
    VolumeSensitive,
}

/// Whether something named is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Present {
    /// Among what.
    pub operand: Listing,
    /// Its name.
    pub value: String,
}

/// Operands of which each name is either there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Listing {
    /// Laws that bind the importer directly.
    ImporterLaw,
    /// What the exporter is, such as an operator of critical infrastructure.
    ExporterStatus,
    /// Facts that the asker asserts or denies.
    Facts,
}

/// Yes, no, or unknown for want of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown(Vec<Missing>),
}

impl Truth {
    pub(crate) fn of(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            unknown => unknown,
        }
    }

    /// One "no" decides, whatever is unknown beside it.
    pub(crate) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut missing = Vec::new();
        let mut unknown = false;
        for part in parts {
            match part {
                Self::True => {}
                Self::False => return Self::False,
                Self::Unknown(more) => {
                    unknown = true;
                    missing.extend(more);
                }
            }
        }
        if unknown { Self::Unknown(missing) } else { Self::True }
    }

    /// One "yes" decides, whatever is unknown beside it.
    pub(crate) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::all(parts.into_iter().map(Self::not)).not()
    }
}

impl Predicate {
    /// What it says of a transfer.
    pub(crate) fn holds(&self, facts: &Facts<'_>) -> Truth {
        match self {
            Self::Always => Truth::True,
            Self::All(parts) => Truth::all(parts.iter().map(|part| part.holds(facts))),
            Self::Any(parts) => Truth::any(parts.iter().map(|part| part.holds(facts))),
            Self::Not(part) => part.holds(facts).not(),
            Self::IsA(question) => question.holds(facts),
            Self::Between(question) => question.holds(facts),
            Self::Present(question) => question.holds(facts),
        }
    }
}

impl IsA {
    fn holds(&self, facts: &Facts<'_>) -> Truth {
        let values = facts.values(self.operand);
        if values.is_empty() {
            if let Some(same) = self.whatever_the_role() {
                return Truth::of(same);
            }
            return Truth::Unknown(vec![Missing::one_of(Fact::of(self.operand), &self.of)]);
        }
        let each = values.iter().map(|value| {
            Truth::any(self.of.iter().map(|kind| facts.is_a(self.operand, value, kind)))
        });
        match self.values {
            Quantifier::Some => Truth::any(each),
            Quantifier::Every => Truth::all(each),
        }
    }

    /// What it says of every role, if it asks for one and that is always the same.
    fn whatever_the_role(&self) -> Option<bool> {
        let fits = |role: &Role| self.of.iter().any(|kind| role_is_a(role.as_str(), kind));
        let fitting = Role::ALL.iter().filter(|role| fits(role)).count();
        match fitting {
            _ if self.operand != Operand::Role => None,
            0 => Some(false),
            _ if fitting == Role::ALL.len() => Some(true),
            _ => None,
        }
    }
}

impl Between {
    fn holds(&self, facts: &Facts<'_>) -> Truth {
        let Some(count) = facts.count(self.operand) else {
            if let Some(same) = self.whatever_the_count() {
                return Truth::of(same);
            }
            let fact = Fact::count(self.operand);
            return Truth::Unknown(vec![Missing::counts(fact, &self.turning_points())]);
        };
        let below = match self.below {
            Bound::Unbounded => true,
            Bound::Below(end) => count < end,
        };
        Truth::of(self.from <= count && below)
    }

    /// What it says of every count, if that is always the same.
    fn whatever_the_count(&self) -> Option<bool> {
        match self.below {
            Bound::Below(end) if end <= self.from => Some(false),
            Bound::Unbounded if self.from == 0 => Some(true),
            _ => None,
        }
    }

    /// A count on either side of each end: between them, nothing changes.
    fn turning_points(&self) -> Vec<u64> {
        let ends = match self.below {
            Bound::Unbounded => vec![self.from],
            Bound::Below(end) => vec![self.from, end],
        };
        ends.into_iter().flat_map(|end| [end.saturating_sub(1), end]).collect()
    }
}

impl Present {
    fn holds(&self, facts: &Facts<'_>) -> Truth {
        match facts.has(self.operand, &self.value) {
            Some(there) => Truth::of(there),
            None => {
                let fact = Fact::named(self.operand, &self.value);
                Truth::Unknown(vec![Missing::yes_or_no(fact)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognition::Transfer;
    use proptest::prelude::*;

    const NAMES: [&str; 4] = ["a", "b", "c", "d"];

    fn predicates() -> impl Strategy<Value = Predicate> {
        let leaf = prop_oneof![
            Just(Predicate::Always),
            proptest::sample::select(&NAMES[..]).prop_map(|name| Predicate::Present(Present {
                operand: Listing::Facts,
                value: name.to_owned(),
            })),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let several = || proptest::collection::vec(inner.clone(), 0..4);
            prop_oneof![
                several().prop_map(Predicate::All),
                several().prop_map(Predicate::Any),
                inner.clone().prop_map(|part| Predicate::Not(Box::new(part))),
            ]
        })
    }

    fn transfer(facts: &[Option<bool>]) -> Transfer {
        let stated = NAMES.iter().zip(facts).filter_map(|(name, fact)| Some((name, (*fact)?)));
        stated.fold(Transfer::default(), |transfer, (name, holds)| transfer.fact(*name, holds))
    }

    fn holds(predicate: &Predicate, facts: &[Option<bool>]) -> Truth {
        predicate.holds(&Facts { transfer: &transfer(facts) })
    }

    proptest! {
        /// What is decided stays so, whatever the open facts turn out to be.
        #[test]
        fn more_facts_never_turn_an_answer(
            predicate in predicates(),
            facts in proptest::array::uniform4(proptest::option::of(any::<bool>())),
            rest in any::<[bool; 4]>(),
        ) {
            let all: Vec<_> =
                facts.iter().zip(rest).map(|(fact, rest)| Some(fact.unwrap_or(rest))).collect();
            let (partly, wholly) = (holds(&predicate, &facts), holds(&predicate, &all));
            prop_assert!(!matches!(wholly, Truth::Unknown(_)));
            if !matches!(partly, Truth::Unknown(_)) {
                prop_assert_eq!(partly, wholly);
            }
        }

        #[test]
        fn not_all_is_any_not(
            parts in proptest::collection::vec(predicates(), 0..4),
            facts in proptest::array::uniform4(proptest::option::of(any::<bool>())),
        ) {
            let negated = parts.iter().cloned().map(|part| Predicate::Not(Box::new(part)));
            let any_not = holds(&Predicate::Any(negated.collect()), &facts);
            let not_all = holds(&Predicate::Not(Box::new(Predicate::All(parts))), &facts);
            prop_assert_eq!(any_not, not_all);
        }

        /// An unknown always names what would settle it.
        #[test]
        fn what_is_unknown_names_a_fact(
            predicate in predicates(),
            facts in proptest::array::uniform4(proptest::option::of(any::<bool>())),
        ) {
            if let Truth::Unknown(missing) = holds(&predicate, &facts) {
                prop_assert!(!missing.is_empty());
            }
        }
    }

    #[test]
    fn counts_lie_in_their_interval() {
        let between =
            Between { operand: Quantity::Volume, from: 100_000, below: Bound::Below(1_000_000) };
        for (count, expected) in
            [(99_999, Truth::False), (100_000, Truth::True), (1_000_000, Truth::False)]
        {
            let transfer = Transfer::default().of_persons(count, 0);
            assert_eq!(between.holds(&Facts { transfer: &transfer }), expected, "{count}");
        }
    }

    #[test]
    fn what_is_so_of_every_role_needs_no_role() {
        let asks = |operand, of: &[&str]| {
            let of = of.iter().map(|name| name.to_string()).collect();
            let question = IsA { operand, values: Quantifier::Some, of };
            question.holds(&Facts { transfer: &Transfer::default() })
        };
        let every = ["controller", "processor"];
        assert_eq!(asks(Operand::Role, &every), Truth::True);
        assert_eq!(asks(Operand::Role, &[]), Truth::False);
        assert_eq!(asks(Operand::Role, &["archivist"]), Truth::False);
        for (operand, of) in [(Operand::Role, &every[..1]), (Operand::Activity, &every[..])] {
            assert!(matches!(asks(operand, of), Truth::Unknown(_)), "{operand:?}");
        }
    }

    #[test]
    fn what_is_so_of_every_count_needs_no_count() {
        let asks = |from: u64, below: Bound| {
            let between = Between { operand: Quantity::Volume, from, below };
            between.holds(&Facts { transfer: &Transfer::default() })
        };
        assert_eq!(asks(0, Bound::Unbounded), Truth::True);
        assert_eq!(asks(10, Bound::Below(10)), Truth::False);
        for (from, below) in [(1, Bound::Unbounded), (0, Bound::Below(1)), (10, Bound::Below(11))] {
            assert!(matches!(asks(from, below), Truth::Unknown(_)), "{from}, {below:?}");
        }
    }
}
