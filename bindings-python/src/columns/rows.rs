//! Writing answers as Arrow record batches.

use super::cells::Fault;
use arrow_array::{
    ArrayRef, DictionaryArray, Int16Array, RecordBatch, RecordBatchReader, StringArray,
    TimestampMicrosecondArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use tegata::batch::Row;
use tegata::{Code, ErrorKind, Timestamp};

/// Rows of one record batch.
const ROWS: usize = 4096;

/// The answers, worked out batch by batch as they are read.
pub(super) struct Batches {
    answers: Answered,
    fault: Fault,
    reports: bool,
    schema: SchemaRef,
    verdicts: Words,
    codes: Words,
}

pub(super) type Answered = Box<dyn Iterator<Item = Arc<Row>> + Send>;

impl Batches {
    pub(super) fn new(answers: Answered, fault: Fault, reports: bool) -> Self {
        let schema = schema(reports);
        let codes = Code::ALL.iter().map(|code| code.as_str());
        let codes = Words::new(["ok", ErrorKind::ConfigInvalid.as_str()].into_iter().chain(codes));
        Self { answers, fault, reports, schema, verdicts: Words::new(VERDICTS), codes }
    }

    fn batch(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let rows: Vec<_> = self.answers.by_ref().take(ROWS).collect();
        if !rows.is_empty() {
            return Some(self.write(&rows));
        }
        let fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner).take();
        fault.map(Err)
    }

    fn write(&self, rows: &[Arc<Row>]) -> Result<RecordBatch, ArrowError> {
        let texts = |of: fn(&Row) -> &Option<Box<str>>| -> ArrayRef {
            Arc::new(rows.iter().map(|row| of(row).as_deref()).collect::<StringArray>())
        };
        let verdicts = rows.iter().map(|row| row.verdict.map(|verdict| verdict.as_str()));
        let mut columns = vec![
            self.verdicts.column(verdicts)?,
            self.codes.column(rows.iter().map(|row| Some(row.code)))?,
            texts(|row| &row.organisation),
            texts(|row| &row.legal_name),
            texts(|row| &row.scheme),
            texts(|row| &row.body),
            texts(|row| &row.instrument),
            instants(rows.iter().map(|row| row.valid_until)),
            instants(rows.iter().map(|row| row.next_change)),
            texts(|row| &row.problem),
        ];
        if self.reports {
            columns.push(texts(|row| &row.report));
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    /// A panic must not go on into the C code that reads the stream.
    fn next(&mut self) -> Option<Self::Item> {
        let internal = || {
            ArrowError::ComputeError("the library failed in a way that it should not".to_owned())
        };
        catch_unwind(AssertUnwindSafe(|| self.batch())).unwrap_or_else(|_| Some(Err(internal())))
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// Answers that nobody has begun to read.
pub(super) type Unread = Arc<Mutex<Option<Batches>>>;

/// What is said to whoever reads them once more.
pub(super) const READ: &str = "the answers have been read already: ask again";

pub(super) fn unread(batches: Batches) -> Unread {
    Arc::new(Mutex::new(Some(batches)))
}

/// A reader of answers. Some ask for a stream only to see its schema, so the answers belong
/// to the one who first reads a batch.
pub(super) struct Reader {
    unread: Unread,
    schema: SchemaRef,
    own: Option<Batches>,
}

impl Reader {
    /// None where somebody has begun to read.
    pub(super) fn of(unread: &Unread) -> Option<Self> {
        let schema = take(unread, |held| held.as_ref().map(RecordBatchReader::schema))?;
        Some(Self { unread: Arc::clone(unread), schema, own: None })
    }
}

fn take<T>(unread: &Unread, look: impl FnOnce(&mut Option<Batches>) -> T) -> T {
    look(&mut unread.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.own.is_none() {
            self.own = take(&self.unread, Option::take);
        }
        match &mut self.own {
            Some(batches) => batches.next(),
            None => Some(Err(ArrowError::InvalidArgumentError(READ.to_owned()))),
        }
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// Every word that a verdict has.
const VERDICTS: [&str; 9] = [
    "valid",
    "refused",
    "undetermined",
    "recognised",
    "conditional",
    "indeterminate",
    "not_recognised",
    "prohibited",
    "not_restricted",
];

/// A closed list of words: the dictionary of a column, the same in every batch.
struct Words(Arc<StringArray>, Vec<&'static str>);

impl Words {
    fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let words: Vec<_> = words.into_iter().collect();
        Self(Arc::new(StringArray::from(words.clone())), words)
    }

    fn column<'w>(
        &self,
        cells: impl Iterator<Item = Option<&'w str>>,
    ) -> Result<ArrayRef, ArrowError> {
        let place = |cell: Option<&str>| {
            let Some(word) = cell else { return Ok(None) };
            let place = self.1.iter().position(|known| *known == word);
            let place = place.and_then(|place| i16::try_from(place).ok());
            place
                .map(Some)
                .ok_or_else(|| ArrowError::ComputeError(format!("the word {word:?} is in no list")))
        };
        let keys = cells.map(place).collect::<Result<Int16Array, _>>()?;
        Ok(Arc::new(DictionaryArray::try_new(keys, self.0.clone())?))
    }
}

/// In UTC, by the microsecond, which every reader of Arrow knows.
fn instants(cells: impl Iterator<Item = Option<Timestamp>>) -> ArrayRef {
    let micros = |at: Timestamp| {
        let parts = i64::from(at.subsec_nanoseconds() / 1000);
        at.unix().saturating_mul(1_000_000).saturating_add(parts)
    };
    let cells: TimestampMicrosecondArray = cells.map(|cell| cell.map(micros)).collect();
    Arc::new(cells.with_timezone("UTC"))
}

fn schema(reports: bool) -> SchemaRef {
    let word = || DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8));
    let instant = || DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let mut fields = vec![
        Field::new("verdict", word(), true),
        Field::new("code", word(), false),
        Field::new("organisation", DataType::Utf8, true),
        Field::new("legal_name", DataType::Utf8, true),
        Field::new("scheme", DataType::Utf8, true),
        Field::new("body", DataType::Utf8, true),
        Field::new("instrument", DataType::Utf8, true),
        Field::new("valid_until", instant(), true),
        Field::new("next_change", instant(), true),
        Field::new("problem", DataType::Utf8, true),
    ];
    if reports {
        fields.push(Field::new("report", DataType::Utf8, true));
    }
    Arc::new(Schema::new(fields))
}
