//! CSV (RFC 4180) with the names of its columns in the first line.

use super::{Lines, Source};
use crate::columns::wanted::{Record, Wanted};
use crate::failure::Failure;
use ::csv::{ByteRecord, Reader, ReaderBuilder};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Bytes of a row. An open quotation mark would make the rest of the file one cell.
const ROW: u64 = 64 << 20;

pub(super) struct Csv {
    reader: Reader<Bounded>,
    row: ByteRecord,
    /// What may still be read for this row.
    left: Rc<Cell<u64>>,
    places: Vec<Option<usize>>,
    columns: usize,
    read: Rc<Cell<u64>>,
    length: Option<u64>,
}

impl Csv {
    pub(super) fn new(lines: Lines, wanted: &Wanted) -> Result<Self, Failure> {
        let (read, length) = (Rc::clone(&lines.read), lines.length);
        let left = Rc::new(Cell::new(ROW));
        let bounded = Bounded { lines, left: Rc::clone(&left) };
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(bounded);
        let head = reader.byte_headers().map_err(told)?;
        let head: Vec<_> = head.iter().map(name).collect::<Result<_, _>>()?;
        let places = wanted.places(&head)?;
        let row = ByteRecord::new();
        Ok(Self { reader, row, left, places, columns: head.len(), read, length })
    }

    fn record(&self) -> Record {
        let line = self.row.position().map_or(0, ::csv::Position::line);
        let cell = |place: &Option<usize>| {
            let Some(bytes) = place.and_then(|place| self.row.get(place)) else { return Ok(None) };
            match str::from_utf8(bytes) {
                Ok("") => Ok(None),
                Ok(text) => Ok(Some(text.to_owned())),
                Err(_) => Err(format!("line {line}: it is not UTF-8")),
            }
        };
        if self.row.len() != self.columns {
            let (cells, columns) = (self.row.len(), self.columns);
            return Err(format!("line {line}: {cells} cells in place of {columns}"));
        }
        self.places.iter().map(cell).collect()
    }
}

/// Spreadsheets put a byte order mark before the first name.
fn name(bytes: &[u8]) -> Result<String, Failure> {
    let text = str::from_utf8(bytes).map_err(|_| Failure::new("the head is not UTF-8"))?;
    Ok(text.trim_start_matches('\u{feff}').trim().to_owned())
}

fn told(error: ::csv::Error) -> Failure {
    Failure::new(error.to_string())
}

impl Source for Csv {
    fn next(&mut self) -> Result<Option<Record>, Failure> {
        self.left.set(ROW);
        let more = self.reader.read_byte_record(&mut self.row).map_err(told)?;
        Ok(more.then(|| self.record()))
    }

    fn position(&self) -> u64 {
        self.read.get()
    }

    fn length(&self) -> Option<u64> {
        self.length
    }
}

/// Reads only so much for one row.
struct Bounded {
    lines: Lines,
    left: Rc<Cell<u64>>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            let problem = format!("a row is longer than {ROW} bytes: is a quotation mark open?");
            return Err(io::Error::other(problem));
        }
        let count = self.lines.reader.read(buffer)?;
        self.left.set(self.left.get().saturating_sub(count as u64));
        Ok(count)
    }
}
