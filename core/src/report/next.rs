//! When the answer changes: found once, when somebody asks.

use crate::clock::Timestamp;
use std::fmt;
use std::sync::{Arc, LazyLock};

type Find = Box<dyn FnOnce() -> Option<Timestamp> + Send>;

/// The instant at which an answer changes as time moves on, if it does.
#[derive(Clone)]
pub(crate) struct NextChange(Arc<LazyLock<Option<Timestamp>, Find>>);

impl NextChange {
    /// None is known.
    pub(crate) fn none() -> Self {
        Self::at(None)
    }

    pub(crate) fn at(instant: Option<Timestamp>) -> Self {
        Self::found_by(move || instant)
    }

    /// To be looked for when somebody asks; always with the same outcome.
    pub(crate) fn found_by(find: impl FnOnce() -> Option<Timestamp> + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(find))))
    }

    pub(crate) fn get(&self) -> Option<Timestamp> {
        **self.0
    }
}

impl fmt::Debug for NextChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
