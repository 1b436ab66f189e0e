//! One file a command.

pub(crate) mod bundle;
pub(crate) mod cases;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod inspect;
pub(crate) mod key;
pub(crate) mod verify;
