//! Decisions, steps 6 to 8: one module and one world a theme. What is expected is what the
//! rules say, never what a verifier printed.

mod completeness;
mod coverage;
mod demands;
mod effects;
mod events;
mod facts;
mod handover;
mod land;
mod onward;
mod places;
mod prohibitions;
mod ranking;
mod regimes;

use super::{Set, ask};
use crate::format::Vector;
use land::{Land, i, j};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn add(set: &mut Set) {
    for add in THEMES {
        add(set);
    }
}

const THEMES: &[fn(&mut Set)] = &[
    effects::add,
    events::add,
    prohibitions::add,
    facts::add,
    completeness::add,
    demands::add,
    coverage::add,
    ranking::add,
    onward::add,
    regimes::add,
    places::add,
    handover::add,
];

/// The vectors of one theme, which share a world.
struct Theme<'s> {
    set: &'s mut Set,
    name: &'static str,
    world: String,
}

impl<'s> Theme<'s> {
    fn new(set: &'s mut Set, name: &'static str, land: &Land) -> Self {
        let mut theme = Self { set, name, world: String::new() };
        theme.moves_to("", land);
        theme
    }

    /// The questions that follow are put in another world of the theme.
    fn moves_to(&mut self, world: &str, land: &Land) {
        let dash = if world.is_empty() { "" } else { "-" };
        let name = format!("decide-{}{dash}{world}", self.name);
        self.world = format!("@{name}");
        assert!(self.set.worlds.insert(name, land.bundle()).is_none(), "two worlds of one name");
    }

    /// A question about a transfer from one place to another, with its answer. A place is
    /// called by its name, or by a code after `=`.
    fn ask(
        &mut self,
        id: &str,
        title: &str,
        (from, to): (&str, &str),
        answer: impl FnOnce(Vector) -> Vector,
    ) {
        let place = |name: &str| name.strip_prefix('=').map_or_else(|| j(name), str::to_owned);
        let question = Vector {
            input: None,
            transfer: Some(json!({ "from": place(from), "to": place(to) })),
            certificates: Some(Vec::new()),
            ..ask(json!(self.world), "")
        };
        self.set.add(&format!("decide-{}", self.name), id, title, answer(question));
    }
}

/// From Aldra to Borea.
const THERE: (&str, &str) = ("aldra", "borea");

impl Vector {
    /// States a fact of the transfer.
    fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.transfer.as_mut().unwrap()[member] = value.into();
        self
    }

    /// Who imports.
    fn imported_by(self, id: &str) -> Self {
        self.with("importer", json!({ "id": id }))
    }

    fn presenting(self, certificates: &[&String]) -> Self {
        let certificates = certificates.iter().map(|token| (*token).clone()).collect();
        Self { certificates: Some(certificates), ..self }
    }

    fn showing(self, evidence: &[&String]) -> Self {
        Self { evidence: evidence.iter().map(|token| (*token).clone()).collect(), ..self }
    }

    /// At noon of a day, with that day's knowledge.
    fn on(self, day: &str) -> Self {
        let noon = format!("{day}T12:00:00Z");
        self.at(&noon).known(&noon)
    }

    /// With the knowledge of the noon of a day.
    fn known_on(self, day: &str) -> Self {
        self.known(&format!("{day}T12:00:00Z"))
    }

    fn recognised(self, act: &str) -> Self {
        self.expecting("recognised", None).by(act)
    }

    fn conditional(self, act: &str) -> Self {
        self.expecting("conditional", Some("evidence_owed")).by(act)
    }

    fn indeterminate(self, code: &str) -> Self {
        self.expecting("indeterminate", Some(code))
    }

    fn not_recognised(self, code: &str) -> Self {
        self.expecting("not_recognised", Some(code))
    }

    fn prohibited(self) -> Self {
        self.expecting("prohibited", Some("prohibited"))
    }

    fn not_restricted(self) -> Self {
        self.expecting("not_restricted", None).finding("not_restricted")
    }

    /// The instrument that decides.
    fn by(mut self, act: &str) -> Self {
        self.expect.instrument = Some(i(act));
        self
    }

    /// The instruments that were looked at, the nearest first.
    fn considering(mut self, acts: &[&str]) -> Self {
        self.expect.considered = Some(acts.iter().map(|act| i(act)).collect());
        self
    }

    /// All obligations with their days.
    fn owing(mut self, obligations: &[(&str, Option<&str>)]) -> Self {
        let owed = obligations.iter();
        let owed = owed.map(|(code, due)| ((*code).to_owned(), due.map(str::to_owned)));
        self.expect.obligations = Some(owed.collect());
        self
    }

    /// What each value of an open fact would give.
    fn would(mut self, fact: &str, values: &[(&str, &str)]) -> Self {
        let values =
            values.iter().map(|(value, verdict)| ((*value).to_owned(), (*verdict).to_owned()));
        let unstated = self.expect.unstated.get_or_insert_with(BTreeMap::new);
        unstated.insert(fact.to_owned(), values.collect());
        self
    }

    /// When the answer becomes another one.
    fn changing(mut self, instant: &str) -> Self {
        self.expect.next_change = Some(instant.parse().unwrap());
        self
    }

    fn fresh_until(mut self, instant: &str) -> Self {
        self.expect.fresh_until = Some(instant.parse().unwrap());
        self
    }
}
