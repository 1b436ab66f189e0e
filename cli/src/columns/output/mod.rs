//! Tables of answers, written row by row.

#[cfg(feature = "columns")]
mod csv;
mod jsonl;
#[cfg(feature = "columns")]
mod parquet;

use super::wanted::Cell;
use clap::ValueEnum;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use tegata::Timestamp;
use tegata::batch::Row;

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line
    Jsonl,
    /// With the names of the columns in the first line
    #[cfg(feature = "columns")]
    Csv,
    /// Columns
    #[cfg(feature = "columns")]
    Parquet,
}

/// The columns of every answer, in their order; `report` is there if it was asked for.
const COLUMNS: [&str; 11] = [
    "verdict",
    "code",
    "organisation",
    "legal_name",
    "scheme",
    "body",
    "instrument",
    "valid_until",
    "next_change",
    "problem",
    "report",
];

/// What a table of answers looks like.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) format: Format,
    /// Columns of the questions, before those of the answers.
    pub(crate) kept: Vec<String>,
    pub(crate) reports: bool,
}

/// A table, or a part of one, that is being written.
pub(crate) trait Sink {
    /// Adds a row: what is kept of its question, and the answer.
    fn add(&mut self, kept: &[Cell], row: &Row) -> io::Result<()>;

    /// Writes what is left.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A cell of an answer.
enum Value<'r> {
    Text(&'r str),
    Instant(Timestamp),
    Null,
}

impl Format {
    /// By the ending of a file's name.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        Self::from_str(path.extension()?.to_str()?, true).ok()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            #[cfg(feature = "columns")]
            Self::Csv => "csv",
            #[cfg(feature = "columns")]
            Self::Parquet => "parquet",
        }
    }
}

impl Shape {
    /// The names of all columns.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let answers = COLUMNS.iter().copied().filter(|name| self.reports || *name != "report");
        self.kept.iter().map(String::as_str).chain(answers)
    }

    /// A whole table as a stream; none for a format that is no stream.
    pub(crate) fn stream<'w>(
        &self,
        out: impl Write + 'w,
    ) -> io::Result<Option<Box<dyn Sink + 'w>>> {
        let mut out = BufWriter::new(out);
        self.head(&mut out)?;
        Ok(match self.format {
            Format::Jsonl => Some(Box::new(jsonl::Jsonl::new(self.clone(), out))),
            #[cfg(feature = "columns")]
            Format::Csv => Some(Box::new(csv::Csv::new(self.clone(), out))),
            #[cfg(feature = "columns")]
            Format::Parquet => None,
        })
    }

    /// A part of a table, in a file of its own.
    pub(crate) fn part(&self, file: File) -> io::Result<Box<dyn Sink>> {
        Ok(match self.format {
            Format::Jsonl => Box::new(jsonl::Jsonl::new(self.clone(), BufWriter::new(file))),
            #[cfg(feature = "columns")]
            Format::Csv => Box::new(csv::Csv::new(self.clone(), BufWriter::new(file))),
            #[cfg(feature = "columns")]
            Format::Parquet => Box::new(parquet::Parquet::new(self, file)?),
        })
    }

    /// Makes one table of its parts.
    pub(crate) fn join(
        &self,
        parts: &mut dyn Iterator<Item = io::Result<File>>,
        whole: File,
    ) -> io::Result<()> {
        #[cfg(feature = "columns")]
        if self.format == Format::Parquet {
            return parquet::join(self, parts, whole);
        }
        let mut whole = BufWriter::new(whole);
        self.head(&mut whole)?;
        for part in parts {
            io::copy(&mut part?, &mut whole)?;
        }
        whole.flush()
    }

    /// What stands before the first row.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        #[cfg(feature = "columns")]
        if self.format == Format::Csv {
            csv::head(self, out)?;
        }
        out.flush()
    }
}

/// The cells of an answer, in the order of its columns.
fn values(row: &Row, reports: bool) -> impl Iterator<Item = (&'static str, Value<'_>)> {
    let values = [
        text(row.verdict.map(|verdict| verdict.as_str())),
        Value::Text(row.code),
        text(row.organisation.as_deref()),
        text(row.legal_name.as_deref()),
        text(row.scheme.as_deref()),
        text(row.body.as_deref()),
        text(row.instrument.as_deref()),
        instant(row.valid_until),
        instant(row.next_change),
        text(row.problem.as_deref()),
        text(row.report.as_deref()),
    ];
    COLUMNS.into_iter().zip(values).filter(move |(name, _)| reports || *name != "report")
}

fn text(cell: Option<&str>) -> Value<'_> {
    cell.map_or(Value::Null, Value::Text)
}

fn instant<'r>(cell: Option<Timestamp>) -> Value<'r> {
    cell.map_or(Value::Null, Value::Instant)
}
