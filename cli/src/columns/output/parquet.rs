//! Parquet: one group of rows for each part, in columns that may be null.

use super::{COLUMNS, Shape, Sink, Value, values};
use crate::columns::wanted::Cell;
use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ParquetMetaDataReader;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};
use std::fs::File;
use std::io;
use std::sync::Arc;
use tegata::batch::Row;

/// A part: it becomes a file when it is whole.
pub(super) struct Parquet {
    shape: Shape,
    writer: SerializedFileWriter<File>,
    columns: Vec<Column>,
}

/// The values of a column that are there, and which rows have one.
enum Column {
    Texts(Vec<ByteArray>, Vec<i16>),
    Instants(Vec<i64>, Vec<i16>),
}

/// Columns of answers that hold instants.
const INSTANTS: [&str; 2] = ["valid_until", "next_change"];

impl Parquet {
    pub(super) fn new(shape: &Shape, file: File) -> io::Result<Self> {
        let writer = SerializedFileWriter::new(file, schema(shape)?, properties())?;
        let kept = shape.kept.len();
        let columns = shape.names().enumerate();
        let columns = columns.map(|(index, name)| Column::new(index >= kept && is_instant(name)));
        Ok(Self { shape: shape.clone(), columns: columns.collect(), writer })
    }
}

impl Sink for Parquet {
    fn add(&mut self, kept: &[Cell], row: &Row) -> io::Result<()> {
        let cell = |n| kept.get(n).and_then(Option::as_deref);
        let kept = (0..self.shape.kept.len()).map(|n| cell(n).map_or(Value::Null, Value::Text));
        let answers = values(row, self.shape.reports).map(|(_, value)| value);
        for (column, value) in self.columns.iter_mut().zip(kept.chain(answers)) {
            column.add(&value);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let mut group = self.writer.next_row_group()?;
        for column in &self.columns {
            column.write(&mut group)?;
        }
        group.close()?;
        self.writer.close()?;
        Ok(())
    }
}

impl Column {
    fn new(instants: bool) -> Self {
        match instants {
            true => Self::Instants(Vec::new(), Vec::new()),
            false => Self::Texts(Vec::new(), Vec::new()),
        }
    }

    fn add(&mut self, value: &Value<'_>) {
        match (self, value) {
            (Self::Texts(texts, there), Value::Text(text)) => {
                texts.push(ByteArray::from(*text));
                there.push(1);
            }
            (Self::Instants(instants, there), Value::Instant(instant)) => {
                instants.push(instant.unix().saturating_mul(1_000));
                there.push(1);
            }
            (Self::Texts(_, there) | Self::Instants(_, there), _) => there.push(0),
        }
    }

    fn write(&self, group: &mut SerializedRowGroupWriter<'_, File>) -> Result<(), ParquetError> {
        let Some(mut column) = group.next_column()? else {
            return Err(ParquetError::General("there are more columns than names".to_owned()));
        };
        match self {
            Self::Texts(texts, there) => {
                column.typed::<ByteArrayType>().write_batch(texts, Some(there), None)?
            }
            Self::Instants(instants, there) => {
                column.typed::<Int64Type>().write_batch(instants, Some(there), None)?
            }
        };
        column.close()
    }
}

/// Makes one file of the parts: their groups of rows are copied as they are.
pub(super) fn join(
    shape: &Shape,
    parts: &mut dyn Iterator<Item = io::Result<File>>,
    whole: File,
) -> io::Result<()> {
    let mut writer = SerializedFileWriter::new(whole, schema(shape)?, properties())?;
    for part in parts {
        let part = part?;
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&part)?;
        for group in metadata.row_groups() {
            let mut copy = writer.next_row_group()?;
            for column in group.columns() {
                let closed = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or(0),
                    rows_written: u64::try_from(group.num_rows()).unwrap_or(0),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                copy.append_column(&part, closed)?;
            }
            copy.close()?;
        }
    }
    writer.close()?;
    Ok(())
}

fn is_instant(name: &str) -> bool {
    INSTANTS.contains(&name) && COLUMNS.contains(&name)
}

fn schema(shape: &Shape) -> Result<TypePtr, ParquetError> {
    let kept = shape.kept.len();
    let column = |(index, name): (usize, &str)| {
        let (physical, logical) = match index >= kept && is_instant(name) {
            true => (Physical::INT64, LogicalType::timestamp(true, TimeUnit::MILLIS)),
            false => (Physical::BYTE_ARRAY, LogicalType::String),
        };
        let column = Type::primitive_type_builder(name, physical);
        let column = column.with_repetition(Repetition::OPTIONAL).with_logical_type(Some(logical));
        column.build().map(Arc::new)
    };
    let columns = shape.names().enumerate().map(column).collect::<Result<_, _>>()?;
    Type::group_type_builder("answers").with_fields(columns).build().map(Arc::new)
}

/// Snappy is what every reader of Parquet knows.
fn properties() -> WriterPropertiesPtr {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    // An index of pages would not survive the joining of parts.
    let properties = properties.set_statistics_enabled(EnabledStatistics::Chunk);
    Arc::new(properties.set_offset_index_disabled(true).build())
}
