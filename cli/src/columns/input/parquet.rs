//! Parquet with columns of text or of lists of texts; numbers and times where they make
//! sense.

use super::Source;
use crate::columns::wanted::{Cell, Record, Wanted, between};
use crate::failure::Failure;
use ::parquet::basic::{LogicalType, TimeUnit, Type};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, DataType};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::schema::types::ColumnDescriptor;
use std::fs::File;
use std::path::Path;
use std::vec;
use tegata::Timestamp;

/// Rows that are read at a time: cells may be large.
const ROWS: usize = 256;

pub(super) struct Parquet {
    file: SerializedFileReader<File>,
    /// The wanted columns, in their order.
    columns: Vec<Option<Column>>,
    group: usize,
    readers: Vec<Option<ColumnReader>>,
    ready: vec::IntoIter<Record>,
    given: u64,
}

/// A column of the file, and how its values are read.
struct Column {
    index: usize,
    name: String,
    read_as: ReadAs,
    /// The level of definition of a value that is there.
    defined: i16,
    /// What stands between the values of a list, if it is one.
    between: Option<&'static str>,
}

#[derive(Clone, Copy)]
enum ReadAs {
    Text,
    Number,
    Instant { per_second: i64 },
    Date,
}

/// A cell, or what is wrong with it.
type Read = Result<Cell, String>;

impl Parquet {
    pub(super) fn open(path: &Path, wanted: &Wanted) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|error| Failure::new(error.to_string()))?;
        let file = SerializedFileReader::new(file).map_err(told)?;
        let schema = file.metadata().file_metadata().schema_descr();
        let head: Vec<_> = schema.columns().iter().map(|column| name(column)).collect();
        let places = wanted
            .places(&head)?
            .into_iter()
            .map(|place| place.map(|index| Column::new(index, &schema.column(index))).transpose());
        let columns = places.collect::<Result<Vec<_>, _>>()?;
        let ready = Vec::new().into_iter();
        Ok(Self { file, columns, group: 0, readers: Vec::new(), ready, given: 0 })
    }

    /// The next rows; none at the end of the file.
    fn read(&mut self) -> Result<Option<Vec<Record>>, ParquetError> {
        loop {
            if self.readers.is_empty() && !self.next_group()? {
                return Ok(None);
            }
            let mut rows: Option<Vec<Record>> = None;
            for (column, reader) in self.columns.iter().zip(&mut self.readers) {
                let (Some(column), Some(reader)) = (column, reader) else { continue };
                let cells = column.read(reader)?;
                rows.get_or_insert_with(|| vec![Ok(Vec::new()); cells.len()]);
                if rows.as_ref().is_some_and(|rows| rows.len() != cells.len()) {
                    return Err(ParquetError::General("its columns differ in length".to_owned()));
                }
                rows.iter_mut().flatten().zip(cells).for_each(|(row, cell)| add(row, cell));
            }
            match rows {
                Some(rows) if !rows.is_empty() => return Ok(Some(self.fill(rows))),
                _ => self.readers.clear(),
            }
        }
    }

    /// Puts an empty cell where the file has no such column.
    fn fill(&self, rows: Vec<Record>) -> Vec<Record> {
        let fill = |cells: Vec<Cell>| {
            let mut cells = cells.into_iter();
            let cell = |column: &Option<Column>| column.as_ref().and_then(|_| cells.next()?);
            self.columns.iter().map(cell).collect()
        };
        rows.into_iter().map(|row| row.map(fill)).collect()
    }

    fn next_group(&mut self) -> Result<bool, ParquetError> {
        if self.group >= self.file.num_row_groups() {
            return Ok(false);
        }
        let group = self.file.get_row_group(self.group)?;
        let reader = |column: &Option<Column>| {
            column.as_ref().map(|column| group.get_column_reader(column.index)).transpose()
        };
        self.readers = self.columns.iter().map(reader).collect::<Result<_, _>>()?;
        self.group += 1;
        Ok(true)
    }
}

/// The name of a column. Only that of a list stands apart from the name of its values.
fn name(column: &ColumnDescriptor) -> String {
    match column.path().parts() {
        [list, _, _] if is_list_of_values(column) => list.clone(),
        _ => column.path().string(),
    }
}

/// As the format wants lists to be laid out: `name.list.element`.
fn is_list_of_values(column: &ColumnDescriptor) -> bool {
    let parts = column.path().parts();
    column.max_rep_level() == 1 && matches!(parts, [_, list, _] if list == "list")
}

/// Puts the values of each list together. A list begins where nothing is repeated.
fn lists(repeated: &[i16], values: impl Iterator<Item = Read>, between: &str) -> Vec<Read> {
    let mut cells: Vec<Read> = Vec::new();
    for (repeated, value) in repeated.iter().zip(values) {
        match (cells.last_mut(), value) {
            (Some(Ok(Some(cell))), Ok(Some(value))) if *repeated > 0 => {
                cell.push_str(between);
                cell.push_str(&value);
            }
            // A list that has a fault already.
            (Some(Err(_)), _) | (Some(Ok(Some(_))), Ok(None)) if *repeated > 0 => {}
            (Some(cell), value) if *repeated > 0 => *cell = value,
            (_, value) => cells.push(value),
        }
    }
    cells
}

fn add(row: &mut Record, cell: Read) {
    match (row.as_mut(), cell) {
        (Ok(cells), Ok(cell)) => cells.push(cell),
        (Ok(_), Err(problem)) => *row = Err(problem),
        (Err(_), _) => {}
    }
}

fn told(error: ParquetError) -> Failure {
    Failure::new(error.to_string())
}

impl Source for Parquet {
    fn next(&mut self) -> Result<Option<Record>, Failure> {
        if self.ready.len() == 0
            && let Some(rows) = self.read().map_err(told)?
        {
            self.ready = rows.into_iter();
        }
        let row = self.ready.next();
        self.given += u64::from(row.is_some());
        Ok(row)
    }

    fn position(&self) -> u64 {
        self.given
    }

    fn length(&self) -> Option<u64> {
        u64::try_from(self.file.metadata().file_metadata().num_rows()).ok()
    }
}

impl Column {
    fn new(index: usize, column: &ColumnDescriptor) -> Result<Self, Failure> {
        let name = name(column);
        let fault = |what: &str| Failure::new(format!("the column `{name}` is {what}"));
        let is_list = column.max_rep_level() > 0;
        if is_list && !(is_list_of_values(column) && column.physical_type() == Type::BYTE_ARRAY) {
            return Err(fault("more than a list of texts").advice("make it one, or a text"));
        }
        let between = is_list.then(|| between(&name));
        let read_as = match (column.physical_type(), column.logical_type_ref()) {
            (Type::BYTE_ARRAY, _) => ReadAs::Text,
            (Type::INT32, Some(LogicalType::Date)) => ReadAs::Date,
            (Type::INT64, Some(LogicalType::Timestamp(of))) => {
                if !of.is_adjusted_to_u_t_c {
                    return Err(fault("a time without a time zone")
                        .advice("make it a time with a time zone, or a text"));
                }
                ReadAs::Instant { per_second: per_second(&of.unit) }
            }
            (Type::INT32 | Type::INT64, _) => ReadAs::Number,
            (other, _) => {
                return Err(fault(&format!("of the type {other}")).advice("make it a text"));
            }
        };
        Ok(Self { index, name, read_as, defined: column.max_def_level(), between })
    }

    fn read(&self, reader: &mut ColumnReader) -> Result<Vec<Read>, ParquetError> {
        match reader {
            ColumnReader::ByteArrayColumnReader(reader) => {
                self.cells(reader, |text| self.text(text))
            }
            ColumnReader::Int32ColumnReader(reader) => {
                self.cells(reader, |number| self.number(i64::from(*number)))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                self.cells(reader, |number| self.number(*number))
            }
            _ => Err(ParquetError::General(format!("the column `{}` has no text", self.name))),
        }
    }

    /// The next cells.
    fn cells<T: DataType>(
        &self,
        reader: &mut ColumnReaderImpl<T>,
        cell: impl Fn(&T::T) -> Read,
    ) -> Result<Vec<Read>, ParquetError> {
        let (mut levels, mut repeated, mut values) = (Vec::new(), Vec::new(), Vec::new());
        reader.read_records(ROWS, Some(&mut levels), Some(&mut repeated), &mut values)?;
        if self.defined == 0 {
            return Ok(values.iter().map(cell).collect());
        }
        let mut values = values.iter();
        let read = |level: &i16| match *level == self.defined {
            true => values.next().map_or(Ok(None), &cell),
            false => Ok(None),
        };
        let read = levels.iter().map(read);
        Ok(match self.between {
            None => read.collect(),
            Some(between) => lists(&repeated, read, between),
        })
    }

    fn text(&self, bytes: &ByteArray) -> Read {
        match str::from_utf8(bytes.data()) {
            Ok("") => Ok(None),
            Ok(text) => Ok(Some(text.to_owned())),
            Err(_) => Err(format!("the column `{}` is not UTF-8", self.name)),
        }
    }

    fn number(&self, number: i64) -> Read {
        let instant = |seconds: i64| Timestamp::from_unix(seconds);
        let text = match self.read_as {
            ReadAs::Text | ReadAs::Number => Some(number.to_string()),
            ReadAs::Date => number.checked_mul(86_400).and_then(instant).map(|day| day.date()),
            ReadAs::Instant { per_second } => {
                instant(number.div_euclid(per_second)).map(|instant| instant.to_string())
            }
        };
        let outside = || format!("the column `{}` has a time that no calendar has", self.name);
        text.map(Some).ok_or_else(outside)
    }
}

fn per_second(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}
