//! The Python package `tegata`: the library's calls, as Python writes them.
//!
//! Glue only. Nothing here parses a credential, judges one or looks at a clock; each method
//! turns its arguments into the library's types, calls the library without the interpreter's
//! lock ([`run::unlocked`]), and turns the outcome into Python's.

mod answer;
mod arrow;
#[cfg(feature = "bench")]
mod bench;
mod certify;
mod columns;
mod error;
mod input;
mod online;
mod output;
mod run;
mod survey;
mod trust;

use pyo3::prelude::*;

/// The compiled part of the package `tegata`.
#[pymodule(gil_used = false)]
mod _tegata {
    use super::{Bound, PyModule, PyModuleMethods as _, PyResult};
    #[pymodule_export]
    use crate::answer::{
        Both, Certificate, Clocks, Credential, Decision, Finding, Need, Permit, Report, Standing,
        Transfer, Verifier,
    };
    #[cfg(feature = "bench")]
    #[pymodule_export]
    use crate::bench::_raw_p256;
    #[pymodule_export]
    use crate::certify::{
        Issuer, Signer, StatusEntry, StatusList, combine, disclosable, disclose, present,
    };
    #[pymodule_export]
    use crate::columns::Answers;
    #[pymodule_export]
    use crate::online::{Answered, Fetched, Fetcher, Request, Synced};
    #[pymodule_export]
    use crate::run::_panic;
    #[pymodule_export]
    use crate::survey::{
        Affected, Asked, Corridor, Corridors, Opening, Openings, Period, Route, Routes, Segment,
    };
    #[pymodule_export]
    use crate::trust::{
        Document, HeldPack, HighWater, Pack, Policy, Remark, TrustBundle, inspect, printable,
    };

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::run::one_interpreter(module.py())?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
