//! Step 5: was the certificate in force, as far as was known.
//!
//! Two sources can tell: status lists, which speak for their own instant only, and the
//! body's signed events, which tell the history. Whatever the certificate names must be
//! there; what is missing, stale or contradictory makes the answer undetermined.

mod current;
mod events;
mod list;
mod reference;

pub use current::Current;
pub(crate) use current::{Question, assess, handed_over, scope, turning_points};
pub(crate) use events::EventsSource;
pub use events::{CertificationEvents, EVENTS_TYPE, EventsDocument};
pub use list::{BITSTRING_LIST_TYPE, MINIMUM_ENTRIES};
pub(crate) use list::{DAY, ListSource, StatusList, bitstring_list, token_list};
pub(crate) use reference::lists_named_by;
