//! From the cells of a row to its question.

use super::wanted::Cell;
use tegata::Verifier;
use tegata::batch::{Asking, COLUMNS, Question};

/// What a verification is asked about.
pub(crate) const VERIFY: &[&str] = &["certificate"];

/// What a decision is asked about.
pub(crate) const DECIDE: &[&str] = &COLUMNS;

/// The token of a verification. None is none that is valid.
pub(crate) fn token(cells: Vec<Cell>) -> String {
    cells.into_iter().next().flatten().unwrap_or_default()
}

/// The question of a row.
pub(crate) fn question(
    asking: &Asking,
    verifier: &Verifier,
    cells: &[Cell],
) -> Result<Question, String> {
    asking.question(verifier, |name| {
        let place = COLUMNS.iter().position(|known| *known == name)?;
        cells.get(place)?.as_deref()
    })
}
