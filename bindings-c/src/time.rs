//! Instants, as C has them and as the core does.

use crate::fault::Fault;
use crate::types::{TEGATA_NEVER, tegata_clocks, tegata_instant};
use tegata_core::{Clocks, Timestamp};

/// The core's clocks for C's.
pub(crate) fn clocks(clocks: tegata_clocks) -> Result<Clocks, Fault> {
    Ok(Clocks::new(instant(clocks.valid_at)?, instant(clocks.known_at)?))
}

/// The core's instant for C's.
pub(crate) fn instant(instant: tegata_instant) -> Result<Timestamp, Fault> {
    Timestamp::from_parts(instant.seconds, instant.nanos, instant.offset)
        .ok_or(Fault::Argument("a clock shows no instant"))
}

/// C's clocks for the core's.
pub(crate) fn clocks_of(clocks: Clocks) -> tegata_clocks {
    tegata_clocks { valid_at: in_c(clocks.valid_at), known_at: in_c(clocks.known_at) }
}

/// C's instant for the core's.
pub(crate) fn in_c(instant: Timestamp) -> tegata_instant {
    tegata_instant {
        seconds: instant.unix(),
        nanos: instant.subsec_nanoseconds(),
        offset: instant.offset_seconds(),
    }
}

/// The same, where there may be none.
pub(crate) fn in_c_or_never(instant: Option<Timestamp>) -> tegata_instant {
    instant.map_or(tegata_instant { seconds: TEGATA_NEVER, nanos: 0, offset: 0 }, in_c)
}

/// The core's instant for C's, where there may be none.
pub(crate) fn instant_or_never(given: tegata_instant) -> Result<Option<Timestamp>, Fault> {
    (given.seconds != TEGATA_NEVER).then(|| instant(given)).transpose()
}
