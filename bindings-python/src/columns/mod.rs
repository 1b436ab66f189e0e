//! Many rows in one call: Arrow columns in, Arrow columns out.

mod cells;
mod rows;

use crate::arrow;
use cells::Table;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use rows::{Batches, READ, Reader, Unread, unread};
use tegata::Clocks;
use tegata::batch::{Asking, Batch, COLUMNS, Reports};

/// Answers as a stream of Arrow record batches, which are worked out as they are read.
///
/// It can be read once: `pyarrow.table(answers)`, `polars.DataFrame(answers)`, or from DuckDB
/// by its name.
#[pyclass(frozen, module = "tegata")]
pub(crate) struct Answers(Unread);

#[pymethods]
impl Answers {
    /// The stream, as the Arrow PyCapsule interface wants it. A schema that is asked for is
    /// passed over, as the interface allows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = Reader::of(&self.0).ok_or_else(|| PyValueError::new_err(READ))?;
        arrow::export(py, Box::new(reader))
    }

    fn __repr__(&self) -> &'static str {
        "<Answers: a stream of Arrow record batches>"
    }
}

/// Steps 1 to 5 for each token of a column.
pub(crate) fn verify(
    verifier: &tegata::Verifier,
    tokens: &Bound<'_, PyAny>,
    clocks: Clocks,
    reports: bool,
) -> PyResult<Answers> {
    let table = Table::import(tokens, &["certificate"])?;
    let (fault, tokens) = (table.fault(), table.map(|row| Ok(row.certificate())));
    let answers = batch(verifier, reports).verify(tokens, clocks);
    Ok(Answers(unread(Batches::new(Box::new(answers), fault, reports))))
}

/// Steps 1 to 8 for each row of a table.
pub(crate) fn decide(
    verifier: &tegata::Verifier,
    questions: &Bound<'_, PyAny>,
    clocks: Clocks,
    reports: bool,
) -> PyResult<Answers> {
    let table = Table::import(questions, &COLUMNS)?;
    let (asking, batch) = (Asking::from(clocks), batch(verifier, reports));
    let asker = batch.clone();
    let fault = table.fault();
    let questions = table.map(move |row| {
        let cells = row.texts()?;
        asking.question(asker.verifier(), |name| {
            cells.iter().find(|(column, _)| *column == name).map(|(_, cell)| *cell)
        })
    });
    let answers = batch.decide(questions);
    Ok(Answers(unread(Batches::new(Box::new(answers), fault, reports))))
}

fn batch(verifier: &tegata::Verifier, reports: bool) -> Batch<'static> {
    let reports = if reports { Reports::Attach } else { Reports::Omit };
    verifier.lasting_batch().reports(reports)
}
