//! Tables of questions and of answers: many rows in one run (docs/SCALE.md).

mod asking;
mod input;
mod output;
mod parts;
mod run;
mod wanted;

pub(crate) use run::{Call, Run};

use crate::failure::Failure;
use clap::Args;
use input::Input;
use output::{Format, Shape};
use parts::Earlier;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use tegata::batch::Reports;
use wanted::{Others, Wanted};

/// Many rows at once, in place of one question.
#[derive(Args, Debug)]
#[command(next_help_heading = "Many rows at once (docs/SCALE.md)")]
pub(crate) struct Table {
    /// One question a line, a JSON object with the columns as its members; `-` for standard
    /// input
    #[arg(long, value_name = "FILE", group = "table")]
    jsonl: Option<PathBuf>,

    /// One question a row, the names of the columns in the first; `-` for standard input
    #[cfg(feature = "columns")]
    #[arg(long, value_name = "FILE", group = "table")]
    csv: Option<PathBuf>,

    /// One question a row
    #[cfg(feature = "columns")]
    #[arg(long, value_name = "FILE", group = "table")]
    parquet: Option<PathBuf>,

    /// Where the answers go, in the format of its ending: .jsonl, .csv or .parquet.
    /// Default: standard output
    #[arg(short, long, value_name = "FILE", requires = "table")]
    out: Option<PathBuf>,

    /// The format of the answers. Default: by the ending, or else jsonl
    #[arg(long, value_name = "FORMAT", requires = "table")]
    format: Option<Format>,

    /// A column of the questions that the answers have too, such as your own number of a
    /// row; may be given several times
    #[arg(long, value_name = "COLUMN", requires = "table")]
    keep: Vec<String>,

    /// Pass over columns that mean nothing here. Default: refuse them, for they may be
    /// misspelt
    #[arg(long, requires = "table")]
    ignore_others: bool,

    /// Add the report (tegata.report/1) of each row
    #[arg(long, requires = "table")]
    reports: bool,

    /// Take up a run that was broken off, and lose and repeat nothing
    #[arg(long, requires = "out", conflicts_with = "force")]
    resume: bool,

    /// Begin anew, whatever is there
    #[arg(long, requires = "out")]
    force: bool,

    /// So many rows are lost at most when a run is broken off
    #[arg(long, value_name = "ROWS", default_value = "16384", requires = "out")]
    part: NonZeroUsize,

    /// How many threads. Default: one for each core
    #[arg(long, requires = "table")]
    threads: Option<NonZeroUsize>,
}

impl Table {
    /// The table of questions, if one was given.
    fn input(&self) -> Option<Input> {
        let input = self.jsonl.clone().map(Input::Jsonl);
        #[cfg(feature = "columns")]
        let input = input
            .or_else(|| self.csv.clone().map(Input::Csv))
            .or_else(|| self.parquet.clone().map(Input::Parquet));
        input
    }

    /// Whether many rows are asked about.
    pub(crate) fn is_given(&self) -> bool {
        self.input().is_some()
    }

    fn wanted(&self, asked: &'static [&'static str]) -> Wanted {
        let others = if self.ignore_others { Others::Ignore } else { Others::Refuse };
        Wanted { asked, kept: self.keep.clone(), others }
    }

    fn shape(&self) -> Result<Shape, Failure> {
        let by_ending = self.out.as_deref().and_then(Format::of);
        let format = match (self.format.or(by_ending), &self.out) {
            (Some(format), _) => format,
            (None, None) => Format::Jsonl,
            (None, Some(path)) => {
                return Err(Failure::file(path, "its ending is not that of a table")
                    .advice("end it in .jsonl, .csv or .parquet, or give --format"));
            }
        };
        let shape = Shape { format, kept: self.keep.clone(), reports: self.reports };
        let mut names: Vec<_> = shape.names().collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair.first() == pair.last()) {
            Some(pair) => {
                let name = pair.first().copied().unwrap_or_default();
                Err(Failure::new(format!("the answers would have two columns `{name}`"))
                    .advice("give the column of the questions another name"))
            }
            None => Ok(shape),
        }
    }

    fn reports(&self) -> Reports {
        if self.reports { Reports::Attach } else { Reports::Omit }
    }

    fn earlier(&self) -> Earlier {
        match (self.resume, self.force) {
            (true, _) => Earlier::Resume,
            (_, true) => Earlier::Discard,
            _ => Earlier::Refuse,
        }
    }

    fn out(&self) -> Option<&Path> {
        self.out.as_deref()
    }
}
