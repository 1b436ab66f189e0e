//! When the answer changes: found once, when somebody asks.

use crate::clock::Timestamp;
use std::fmt;
use std::sync::{Arc, LazyLock};

type Find = Box<dyn FnOnce() -> Option<Timestamp> + Send>;

/// The instant at which an answer changes as time moves on, if it does.
#[derive(Clone)]
pub(crate) enum NextChange {
    At(Option<Timestamp>),
    Found(Arc<LazyLock<Option<Timestamp>, Find>>),
}

impl NextChange {
    /// None is known.
    pub(crate) fn none() -> Self {
        Self::At(None)
    }

    pub(crate) fn at(instant: Option<Timestamp>) -> Self {
        Self::At(instant)
    }

    /// To be looked for when somebody asks; always with the same outcome.
    pub(crate) fn found_by(find: impl FnOnce() -> Option<Timestamp> + Send + 'static) -> Self {
        Self::Found(Arc::new(LazyLock::new(Box::new(find))))
    }

    pub(crate) fn get(&self) -> Option<Timestamp> {
        match self {
            Self::At(instant) => *instant,
            Self::Found(found) => ***found,
        }
    }
}

impl fmt::Debug for NextChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
