//! Fetching what an answer lacks.

mod answered;
mod fetcher;
mod network;
mod synced;

pub(crate) use answered::{Answered, Fetched};
pub(crate) use fetcher::Fetcher;
pub(crate) use network::Request;
pub(crate) use synced::Synced;
