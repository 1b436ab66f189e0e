//! A fact as it might be stated.

use super::put;
use crate::recognition::{Fact, Missing, OTHER, Transfer, other_than, replaces_within};
use serde_json::{Value, json};

/// A fact, and how it would have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stating {
    fact: Fact,
    value: String,
    none_of: Vec<String>,
}

impl Stating {
    pub(super) fn new(fact: Fact, value: &str) -> Self {
        Self { fact, value: value.to_owned(), none_of: Vec::new() }
    }

    /// The fact, as reports name it: `role`, `importerLaw pipeda`.
    pub fn fact(&self) -> String {
        self.fact.to_string()
    }

    /// Its value: of several that do as well, one.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Every value does as well that is none of these, and no kind of one; empty: only that.
    pub fn none_of(&self) -> &[String] {
        &self.none_of
    }

    /// Each value of each fact that is missing, and a value that nothing asked of it.
    pub(super) fn each(missing: &[Missing], transfer: &Transfer) -> impl Iterator<Item = Self> {
        let mut stated: Vec<Self> = Vec::new();
        let facts = missing.iter().map(|open| &open.fact);
        for fact in facts {
            if stated.iter().any(|known| known.fact == *fact) {
                continue;
            }
            let asked = missing.iter().filter(|open| open.fact == *fact);
            let mut names: Vec<_> = asked.flat_map(|open| open.values.iter().cloned()).collect();
            names.sort();
            names.dedup();
            names.retain(|name| name != OTHER);
            stated.extend(Self::other(fact, &names, transfer));
            stated.extend(names.iter().map(|name| Self::new(fact.clone(), name)));
        }
        stated.into_iter()
    }

    /// Where names are open-ended, something else than all of those.
    fn other(fact: &Fact, names: &[String], transfer: &Transfer) -> Option<Self> {
        let value = other_than(fact, names, transfer)?;
        let mut none_of = names.to_vec();
        none_of.sort();
        Some(Self { none_of, ..Self::new(fact.clone(), &value) })
    }

    /// The question with the fact so stated. What was said more generally is said anew.
    pub(super) fn apply(&self, transfer: &Transfer) -> Transfer {
        replaces_within(transfer, &self.fact, &self.value)
    }

    pub(super) fn to_value(&self) -> Value {
        let mut value = json!({ "fact": self.fact(), "value": self.value });
        put(&mut value, "noneOf", (!self.none_of.is_empty()).then(|| json!(self.none_of)));
        value
    }
}
