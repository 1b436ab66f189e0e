//! Issuing credentials and presenting them.

mod disclosure;
