//! From the cells of a row to its question.

use super::wanted::Cell;
use crate::question::{self, Asked};
use crate::when::When;
use std::sync::LazyLock;
use tegata::batch::Question;
use tegata::{Day, Timestamp, Transfer, Verifier};

/// The column of tokens; several in a cell have spaces between them.
const CERTIFICATE: &str = "certificate";

/// What a verification is asked about.
pub(crate) const VERIFY: &[&str] = &[CERTIFICATE];

/// What a decision is asked about: the question's own columns, or `transfer` in their place.
pub(crate) static DECIDE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let besides = [CERTIFICATE, "transfer", "valid_at", "known_at"];
    besides.into_iter().chain(question::COLUMNS).collect()
});

/// What is the same for all rows.
pub(crate) struct Asking<'a> {
    pub(crate) verifier: &'a Verifier,
    pub(crate) when: &'a When,
    pub(crate) now: Timestamp,
}

/// The token of a verification. None is none that is valid.
pub(crate) fn token(cells: Vec<Cell>) -> String {
    cells.into_iter().next().flatten().unwrap_or_default()
}

impl Asking<'_> {
    /// The question of a row.
    pub(crate) fn question(&self, cells: &[Cell]) -> Result<Question, String> {
        let cell = |name: &str| {
            let place = DECIDE.iter().position(|known| *known == name)?;
            cells.get(place)?.as_deref().map(str::trim).filter(|cell| !cell.is_empty())
        };
        let columns = question::COLUMNS.iter();
        let stated: Vec<_> = columns.filter_map(|name| Some((*name, cell(name)?))).collect();
        let transfer = match (cell("transfer"), stated.first()) {
            (None, _) => transfer(&stated)?,
            (Some(json), None) => Transfer::from_json(json).map_err(|error| error.to_string())?,
            (Some(_), Some((name, _))) => {
                return Err(format!("both `transfer` and `{name}` are there"));
            }
        };
        for (name, place) in [("from", &transfer.from), ("to", &transfer.to)] {
            if place.is_empty() {
                return Err(format!("the question does not say `{name}`"));
            }
        }
        let day = |name: &str| cell(name).map(|text| day(name, text)).transpose();
        let when = self.when.or(day("valid_at")?, day("known_at")?);
        let bounds = |day| self.verifier.day_of(&transfer, day);
        let (first, last) = when.clocks_at(self.now, bounds);
        let tokens = cell(CERTIFICATE).unwrap_or_default().split_whitespace();
        let certificates = tokens.map(|token| token.as_bytes().into()).collect();
        let mut question = Question::new(transfer, first);
        (question.last, question.certificates) = (last, certificates);
        Ok(question)
    }
}

fn transfer(stated: &[(&str, &str)]) -> Result<Transfer, String> {
    let mut asked = Asked::default();
    for (name, cell) in stated {
        asked.set(name, cell).map_err(|problem| format!("`{name}`: {problem}"))?;
    }
    Ok(asked.by_flags())
}

fn day(name: &str, text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| format!("`{name}` is neither an instant with its offset nor a day"))
}
