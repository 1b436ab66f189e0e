//! Every instant at which an answer may change as the time that is asked about moves on,
//! while what is known stays the same.

use super::Verifier;
use crate::certificate::Certificate;
use crate::clock::{Clocks, Timestamp};
use crate::recognition::Transfer;
use crate::status;
use std::collections::BTreeSet;

impl Verifier {
    /// All of them after `since`, in order. Between two neighbours the answer is the same.
    pub(crate) fn turning_points(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        since: Timestamp,
        known_at: Timestamp,
    ) -> Vec<Timestamp> {
        let laws = certificates.iter().map(Certificate::jurisdiction);
        let mut points = self.bundle.recognition().instants(transfer, laws, since, known_at);
        for certificate in certificates {
            points.extend(self.bundle.registry().turning_points(certificate, known_at));
            // At the beginning of time no document is stale yet.
            let clocks = Clocks::new(Timestamp::EPOCH_START, known_at);
            points.extend(self.ask_status(certificate, clocks, status::turning_points));
        }
        // Of those that differ only in their offset from UTC, the first stays.
        let mut in_order = BTreeSet::new();
        in_order.extend(points);
        in_order.split_off(&since.plus_seconds(1)).into_iter().collect()
    }
}
