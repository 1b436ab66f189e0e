//! One file a command.

pub(crate) mod accredit;
pub(crate) mod bundle;
pub(crate) mod cases;
pub(crate) mod completions;
pub(crate) mod corridors;
pub(crate) mod decide;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod impact;
pub(crate) mod inspect;
pub(crate) mod issue;
pub(crate) mod key;
pub(crate) mod pack;
pub(crate) mod period;
pub(crate) mod present;
pub(crate) mod routes;
pub(crate) mod serve_static;
pub(crate) mod status;
pub(crate) mod verify;
