//! Reading the cells of columns that come as Arrow arrays.

use crate::arrow::{Arrays, import};
use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt32Type, UInt64Type,
};
use arrow_array::{Array as _, ArrayRef, new_empty_array};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};
use tegata::Timestamp;

/// A fault of the stream, for whoever reads the answers: none of its rows is to blame.
pub(super) type Fault = Arc<Mutex<Option<ArrowError>>>;

/// A table, or a lone column, that is read array by array.
pub(super) struct Table {
    arrays: Arrays,
    names: &'static [&'static str],
    /// What is being read, and the next row of it.
    part: Arc<Part>,
    next: usize,
    fault: Fault,
}

/// Arrays of the same length, under the names of their columns.
struct Part {
    /// What they came in.
    around: ArrayRef,
    columns: Vec<(&'static str, Column)>,
    rows: usize,
}

enum Column {
    /// Texts or bytes as they are.
    Plain(ArrayRef),
    /// Places in an array of texts.
    Keyed(Vec<Option<usize>>, ArrayRef),
    /// What was written out.
    Written(Vec<Option<String>>),
}

/// A row of a part, which stays as long as somebody needs the row.
pub(super) struct Row {
    part: Arc<Part>,
    row: usize,
}

/// The cell of a row's certificate.
pub(super) struct Certificate(Row);

impl Table {
    /// Refuses what has no such columns, or columns that nobody knows: they may be misspelt.
    pub(super) fn import(
        given: &Bound<'_, PyAny>,
        names: &'static [&'static str],
    ) -> PyResult<Self> {
        let arrays = import(given)?;
        match &arrays.data_type() {
            DataType::Struct(fields) => {
                for field in fields {
                    let known = names.iter().any(|name| name == field.name());
                    let expected = names.join(", ");
                    if !known {
                        return Err(PyValueError::new_err(format!(
                            "there is no meaning for the column {:?}: select those of {expected}",
                            field.name()
                        )));
                    }
                    check_type(field.name(), field.data_type())?;
                }
                if fields.is_empty() {
                    return Err(PyValueError::new_err("the table has no columns"));
                }
            }
            lone if names.len() == 1 => check_type("certificate", lone)?,
            other => {
                let problem = format!("expected a table with columns, not {other}");
                return Err(PyTypeError::new_err(problem));
            }
        }
        let around = new_empty_array(&DataType::Null);
        let part = Arc::new(Part { around, columns: Vec::new(), rows: 0 });
        Ok(Self { arrays, names, part, next: 0, fault: Fault::default() })
    }

    /// Where a fault of the stream will be.
    pub(super) fn fault(&self) -> Fault {
        Arc::clone(&self.fault)
    }

    /// The next row; none at the end, or at a fault of the stream.
    fn step(&mut self) -> Result<Option<Row>, ArrowError> {
        while self.next >= self.part.rows {
            let Some(array) = self.arrays.next() else { return Ok(None) };
            (self.part, self.next) = (Arc::new(Part::read(self.names, &array?)?), 0);
        }
        self.next += 1;
        Ok(Some(Row { part: Arc::clone(&self.part), row: self.next - 1 }))
    }
}

impl Iterator for Table {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.step().unwrap_or_else(|error| {
            *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            None
        })
    }
}

impl Part {
    fn read(names: &[&'static str], array: &ArrayRef) -> Result<Self, ArrowError> {
        // From outside: nothing of it is looked at before it is known to be sound.
        array.to_data().validate_full()?;
        let (around, rows) = (Arc::clone(array), array.len());
        let Some(table) = array.as_struct_opt() else {
            let column = names.first().map(|name| (*name, Column::new(array)));
            return Ok(Self { around, columns: column.into_iter().collect(), rows });
        };
        let column = |name: &&'static str| Some((*name, Column::new(table.column_by_name(name)?)));
        Ok(Self { around, columns: names.iter().filter_map(column).collect(), rows })
    }

    /// A row that is null as a whole has null cells.
    fn cell<'p>(&'p self, column: &'p Column, row: usize) -> Option<&'p [u8]> {
        column.cell(row).filter(|_| self.around.is_valid(row))
    }
}

impl Row {
    pub(super) fn certificate(self) -> Certificate {
        Certificate(self)
    }

    /// All cells that are there.
    pub(super) fn texts(&self) -> Result<Vec<(&'static str, &str)>, String> {
        let cells = self
            .part
            .columns
            .iter()
            .filter_map(|(name, column)| Some((*name, self.part.cell(column, self.row)?)));
        let text = |(name, cell)| match str::from_utf8(cell) {
            Ok(text) => Ok((name, text)),
            Err(_) => Err(format!("the column `{name}` is not UTF-8")),
        };
        cells.map(text).collect()
    }
}

/// A null is as good as an empty token, which is none.
impl AsRef<[u8]> for Certificate {
    fn as_ref(&self) -> &[u8] {
        let Row { part, row } = &self.0;
        let column = part.columns.first();
        column.and_then(|(_, column)| part.cell(column, *row)).unwrap_or_default()
    }
}

impl Column {
    fn new(array: &ArrayRef) -> Self {
        match array.data_type() {
            kind if is_text(kind) => Self::Plain(Arc::clone(array)),
            DataType::Dictionary(..) => Self::keyed(array),
            _ => Self::Written((0..array.len()).map(|row| written(array, row)).collect()),
        }
    }

    fn keyed(array: &ArrayRef) -> Self {
        let dictionary = array.as_any_dictionary();
        let (keys, texts) = (dictionary.keys(), dictionary.values());
        if texts.is_empty() {
            return Self::Written(vec![None; keys.len()]);
        }
        let places = dictionary.normalized_keys().into_iter().enumerate();
        let places = places.map(|(row, place)| keys.is_valid(row).then_some(place));
        Self::Keyed(places.collect(), Arc::clone(texts))
    }

    fn cell(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Plain(texts) => text(texts, row),
            Self::Keyed(places, texts) => text(texts, (*places.get(row)?)?),
            Self::Written(texts) => texts.get(row)?.as_deref().map(str::as_bytes),
        }
    }
}

fn is_text(kind: &DataType) -> bool {
    use DataType::{Binary, BinaryView, LargeBinary, LargeUtf8, Utf8, Utf8View};
    matches!(kind, Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView)
}

/// The bytes of a text that is there.
fn text(array: &ArrayRef, row: usize) -> Option<&[u8]> {
    if row >= array.len() || array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).as_bytes(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).as_bytes(),
        DataType::Utf8View => array.as_string_view().value(row).as_bytes(),
        DataType::Binary => array.as_binary::<i32>().value(row),
        DataType::LargeBinary => array.as_binary::<i64>().value(row),
        DataType::BinaryView => array.as_binary_view().value(row),
        _ => return None,
    })
}

/// A number, a day or an instant as text.
fn written(array: &ArrayRef, row: usize) -> Option<String> {
    if array.is_null(row) {
        return None;
    }
    let day = |days: i32| Timestamp::from_unix(i64::from(days) * 86_400).map(|day| day.date());
    let instant = |value: i64, per_second: i64| {
        Timestamp::from_unix(value.div_euclid(per_second)).map(|instant| instant.to_string())
    };
    match array.data_type() {
        DataType::Int32 => Some(array.as_primitive::<Int32Type>().value(row).to_string()),
        DataType::Int64 => Some(array.as_primitive::<Int64Type>().value(row).to_string()),
        DataType::UInt32 => Some(array.as_primitive::<UInt32Type>().value(row).to_string()),
        DataType::UInt64 => Some(array.as_primitive::<UInt64Type>().value(row).to_string()),
        DataType::Date32 => day(array.as_primitive::<Date32Type>().value(row)),
        DataType::Timestamp(TimeUnit::Second, _) => {
            instant(array.as_primitive::<TimestampSecondType>().value(row), 1)
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            instant(array.as_primitive::<TimestampMillisecondType>().value(row), 1_000)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            instant(array.as_primitive::<TimestampMicrosecondType>().value(row), 1_000_000)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            instant(array.as_primitive::<TimestampNanosecondType>().value(row), 1_000_000_000)
        }
        _ => None,
    }
}

/// Columns of text in any encoding, and numbers and times where a text would be one.
fn check_type(name: &str, kind: &DataType) -> PyResult<()> {
    use DataType::{Date32, Dictionary, Int32, Int64, Null, Timestamp as At, UInt32, UInt64};
    let good = match (name, kind) {
        (_, Null) => true,
        (_, kind) if is_text(kind) => true,
        (_, Dictionary(_, texts)) => is_text(texts),
        ("volume" | "volume_sensitive", Int32 | Int64 | UInt32 | UInt64) => true,
        ("valid_at" | "known_at", Date32 | At(_, Some(_))) => true,
        _ => false,
    };
    let problem = || format!("the column {name:?} is of the type {kind}: make it a text");
    if good { Ok(()) } else { Err(PyTypeError::new_err(problem())) }
}
