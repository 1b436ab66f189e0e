//! CSV (RFC 4180), made safe for spreadsheets.

use super::{Shape, Sink, Value, values};
use crate::columns::wanted::Cell;
use ::csv::{Writer, WriterBuilder};
use std::borrow::Cow;
use std::io::{self, Write};
use tegata::batch::Row;

pub(super) struct Csv<W: Write> {
    shape: Shape,
    writer: Writer<W>,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(shape: Shape, out: W) -> Self {
        let writer = WriterBuilder::new().has_headers(false).from_writer(out);
        Self { shape, writer }
    }
}

/// The names of the columns.
pub(super) fn head(shape: &Shape, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().from_writer(out);
    writer.write_record(shape.names().map(|name| harmless(name).into_owned()))?;
    writer.flush()
}

impl<W: Write> Sink for Csv<W> {
    fn add(&mut self, kept: &[Cell], row: &Row) -> io::Result<()> {
        // A row that was not read keeps nothing.
        let kept = (0..self.shape.kept.len()).map(|n| kept.get(n).and_then(Option::as_deref));
        for cell in kept {
            self.writer.write_field(&*harmless(cell.unwrap_or_default()))?;
        }
        for (_, value) in values(row, self.shape.reports) {
            match value {
                Value::Text(text) => self.writer.write_field(&*harmless(text))?,
                Value::Instant(instant) => {
                    self.writer.write_field(instant.in_utc().to_string())?;
                }
                Value::Null => self.writer.write_field("")?,
            }
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A cell that no spreadsheet takes for a formula: one that begins like one, and is no
/// plain number, gets an apostrophe before it. Full-width signs count too.
fn harmless(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    match formula && cell.parse::<f64>().is_err() {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_are_made_text() {
        for hostile in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "-"] {
            assert_eq!(harmless(hostile), format!("'{hostile}"));
        }
        for plain in ["", "Nova Inc.", "-12.5", "a=1", "did:web:x"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
