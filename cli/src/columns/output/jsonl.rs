//! One JSON object a line. What is null is left out.

use super::{Shape, Sink, Value, values};
use crate::columns::wanted::Cell;
use crate::output::escape_hostile;
use serde_json::{Map, Value as Json};
use std::io::{self, Write};
use tegata::batch::Row;

pub(super) struct Jsonl<W> {
    shape: Shape,
    out: W,
}

impl<W: Write> Jsonl<W> {
    pub(super) fn new(shape: Shape, out: W) -> Self {
        Self { shape, out }
    }
}

impl<W: Write> Sink for Jsonl<W> {
    fn add(&mut self, kept: &[Cell], row: &Row) -> io::Result<()> {
        let mut members = Map::new();
        for (name, cell) in self.shape.kept.iter().zip(kept) {
            members.extend(cell.iter().map(|text| (name.clone(), Json::from(text.as_str()))));
        }
        for (name, value) in values(row, self.shape.reports) {
            let json = match value {
                // A report is JSON already, and is read as such.
                Value::Text(report) if name == "report" => serde_json::from_str(report)?,
                Value::Text(text) => Json::from(text),
                Value::Instant(instant) => Json::from(instant.in_utc().to_string()),
                Value::Null => continue,
            };
            members.insert(name.to_owned(), json);
        }
        writeln!(self.out, "{}", escape_hostile(&Json::Object(members).to_string()))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
