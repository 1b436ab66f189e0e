//! Arrow's C data interface, carried in Python's capsules: the one file with `unsafe`.
//!
//! A capsule is read only under the name that the PyCapsule interface gives it, and what it
//! held is moved out, so that nothing is released twice. What comes in is untrusted: whoever
//! reads it calls `validate_full` first.

#![expect(unsafe_code, reason = "the interface hands structures of C over by their addresses")]

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array as _, ArrayReader as _, ArrayRef, RecordBatchReader, make_array};
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Arrays of one type, as they come.
pub(crate) enum Arrays {
    Stream(ArrayStreamReader),
    One(Option<ArrayRef>),
}

impl Arrays {
    /// The type of all of them.
    pub(crate) fn data_type(&self) -> DataType {
        match self {
            Self::Stream(stream) => stream.field().data_type().clone(),
            Self::One(array) => {
                array.as_ref().map_or(DataType::Null, |array| array.data_type().clone())
            }
        }
    }
}

impl Iterator for Arrays {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Stream(stream) => stream.next(),
            Self::One(array) => array.take().map(Ok),
        }
    }
}

/// Takes what an object offers by `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn import(given: &Bound<'_, PyAny>) -> PyResult<Arrays> {
    if given.hasattr("__arrow_c_stream__")? {
        let capsule = given.call_method0("__arrow_c_stream__")?;
        return stream(capsule.cast::<PyCapsule>()?);
    }
    if given.hasattr("__arrow_c_array__")? {
        let pair = given.call_method0("__arrow_c_array__")?;
        let pair = pair.cast::<PyTuple>()?;
        let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
        return one(schema.cast::<PyCapsule>()?, array.cast::<PyCapsule>()?);
    }
    let kind = given.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "expected an Arrow array or table (__arrow_c_stream__ or __arrow_c_array__), not {kind}"
    )))
}

fn stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Arrays> {
    let pointer = capsule.pointer_checked(Some(STREAM))?;
    // SAFETY: under this name a capsule holds an ArrowArrayStream that is valid as long as the
    // capsule is. It is moved out, and what stays behind counts as released.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr().cast()) };
    ArrayStreamReader::try_new(stream).map(Arrays::Stream).map_err(fault)
}

fn one(schema: &Bound<'_, PyCapsule>, array: &Bound<'_, PyCapsule>) -> PyResult<Arrays> {
    let schema = schema.pointer_checked(Some(SCHEMA))?;
    let array = array.pointer_checked(Some(ARRAY))?;
    // SAFETY: under these names the capsules hold an ArrowSchema and an ArrowArray that are
    // valid as long as the capsules are. The array is moved out; the schema is only read.
    let data = unsafe {
        let array = FFI_ArrowArray::from_raw(array.as_ptr().cast());
        from_ffi(array, schema.cast::<FFI_ArrowSchema>().as_ref())
    };
    Ok(Arrays::One(Some(make_array(data.map_err(fault)?))))
}

/// Offers batches as a stream.
pub(crate) fn export(
    py: Python<'_>,
    batches: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(batches), STREAM)
}

fn fault(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
