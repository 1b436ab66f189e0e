//! The five steps, tested through the public API on a whole world.

mod removal;
mod verify;
mod world;
