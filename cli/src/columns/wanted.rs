//! Which columns of a table are read.

use crate::failure::Failure;

/// A cell as text; none where it is null or missing.
pub(crate) type Cell = Option<String>;

/// The cells of a row, one for each wanted column, or what is wrong with the row.
pub(crate) type Record = Result<Vec<Cell>, String>;

/// What stands between several values in a cell of this column: tokens hold no spaces, and
/// names no semicolons.
pub(crate) fn between(column: &str) -> &'static str {
    if column == "certificate" { " " } else { ";" }
}

/// The columns that a question is made of, and those that go through to the answers.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) asked: &'static [&'static str],
    pub(crate) kept: Vec<String>,
    pub(crate) others: Others,
}

/// What becomes of a column that nobody knows. It may be a misspelt one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    Refuse,
    Ignore,
}

impl Wanted {
    /// All of them: first those of the question.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.asked.iter().copied().chain(self.kept.iter().map(String::as_str))
    }

    /// Where each wanted column stands in a table with such a head.
    pub(crate) fn places(&self, head: &[String]) -> Result<Vec<Option<usize>>, Failure> {
        let unknown = head.iter().find(|name| self.names().all(|known| known != **name));
        if let (Some(name), Others::Refuse) = (unknown, self.others) {
            return Err(Failure::new(format!("there is no meaning for the column `{name}`"))
                .advice(format!(
                    "known are {}; carry others into the answers with --keep, or \
                     give --ignore-others",
                    self.asked.join(", ")
                )));
        }
        let place = |wanted: &str| head.iter().position(|name| name == wanted);
        if let Some(missing) = self.kept.iter().find(|name| place(name).is_none()) {
            return Err(Failure::new(format!("there is no column `{missing}` to keep")));
        }
        if self.asked.iter().all(|name| place(name).is_none()) {
            let known = self.asked.join(", ");
            return Err(Failure::new(format!("the table has none of the columns {known}")));
        }
        Ok(self.names().map(place).collect())
    }
}
