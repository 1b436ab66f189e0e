//! What answers rest on: bundles, policies, packs.

mod bundle;
mod document;
mod high_water;
mod look;
mod pack;
mod policy;

pub(crate) use bundle::TrustBundle;
pub(crate) use document::Document;
pub(crate) use high_water::HighWater;
pub(crate) use look::{inspect, printable};
pub(crate) use pack::{HeldPack, Pack, Remark};
pub(crate) use policy::Policy;
