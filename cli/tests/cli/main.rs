//! The command line, driven as a user drives it: the built program, its output, its exit
//! codes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod broken;
mod cases;
#[cfg(feature = "columns")]
mod columns;
#[cfg(feature = "pack")]
mod decide;
mod demo;
mod flow;
#[cfg(target_os = "linux")]
mod offline;
#[cfg(feature = "pack")]
mod pages;
mod presentation;
mod readme;
mod served;
mod support;
#[cfg(feature = "pack")]
mod survey;
mod sync;
mod sync_page;
mod terminal;
