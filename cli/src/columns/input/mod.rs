//! Tables of questions, read row by row.

#[cfg(feature = "columns")]
mod csv;
mod jsonl;
#[cfg(feature = "columns")]
mod parquet;

use super::wanted::{Record, Wanted};
use crate::failure::Failure;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A table that is read from its beginning.
pub(crate) trait Source {
    /// The next row; none at the end. An error is one of the file, not of a row.
    fn next(&mut self) -> Result<Option<Record>, Failure>;

    /// How far it has been read, in the unit of its length.
    fn position(&self) -> u64;

    /// Its length, in bytes or rows; none where nobody knows.
    fn length(&self) -> Option<u64>;
}

/// Where the questions are.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// One JSON object, or one token, a line.
    Jsonl(PathBuf),
    /// With the names of its columns in the first line.
    #[cfg(feature = "columns")]
    Csv(PathBuf),
    /// Flat columns of text.
    #[cfg(feature = "columns")]
    Parquet(PathBuf),
}

impl Input {
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Jsonl(path) => path,
            #[cfg(feature = "columns")]
            Self::Csv(path) | Self::Parquet(path) => path,
        }
    }

    pub(crate) fn open(&self, wanted: &Wanted) -> Result<Box<dyn Source>, Failure> {
        let opened: Result<Box<dyn Source>, Failure> = match self {
            Self::Jsonl(path) => Lines::open(path)
                .map(|lines| Box::new(jsonl::Jsonl::new(lines, wanted.clone())) as _),
            #[cfg(feature = "columns")]
            Self::Csv(path) => {
                Lines::open(path).and_then(|lines| Ok(Box::new(csv::Csv::new(lines, wanted)?) as _))
            }
            #[cfg(feature = "columns")]
            Self::Parquet(path) => {
                parquet::Parquet::open(path, wanted).map(|table| Box::new(table) as _)
            }
        };
        opened.map_err(|failure| failure.within(self.path()))
    }
}

/// A file or standard input, and how far it has been read.
struct Lines {
    reader: BufReader<Box<dyn Read>>,
    read: Rc<Cell<u64>>,
    length: Option<u64>,
}

impl Lines {
    fn open(path: &Path) -> Result<Self, Failure> {
        let read = Rc::new(Cell::new(0));
        let (source, length): (Box<dyn Read>, _) = if path == Path::new("-") {
            (Box::new(io::stdin().lock()), None)
        } else {
            let file = File::open(path).map_err(|error| Failure::new(error.to_string()))?;
            let length = file.metadata().ok().filter(|file| file.is_file()).map(|file| file.len());
            (Box::new(file), length)
        };
        let counted = Counted { source, read: Rc::clone(&read) };
        Ok(Self { reader: BufReader::with_capacity(1 << 16, Box::new(counted)), read, length })
    }

    /// The next line without its end, which is cut off after `limit` bytes; whether it was.
    fn line(&mut self, limit: usize) -> io::Result<Option<(Vec<u8>, bool)>> {
        let mut line = Vec::new();
        let bound = limit as u64 + 1;
        if (&mut self.reader).take(bound).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let long = line.len() as u64 == bound && !line.ends_with(b"\n");
        if long {
            self.reader.skip_until(b'\n')?;
        }
        line.truncate(line.trim_ascii_end().len());
        Ok(Some((line, long)))
    }
}

/// Counts what is read.
struct Counted {
    source: Box<dyn Read>,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.read.set(self.read.get() + count as u64);
        Ok(count)
    }
}
