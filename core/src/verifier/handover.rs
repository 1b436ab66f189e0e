//! The transfer of a certificate from one body to another joins the two histories.
//!
//! The old body records a `transfer`, the new one a `grant`; the `reference` of each is the
//! URL of the other's events. Both certificates must be presented: what is not shown is not
//! joined. A day between the two is a day without a certificate, and joins nothing.

use super::Verifier;
use crate::certificate::Certificate;
use crate::clock::{Clocks, Timestamp};
use crate::code::{Finding, Weight};
use crate::status;

impl Verifier {
    /// When the first of the bodies decided, if others took the certificate over from it
    /// without a gap.
    pub(super) fn first_decided(
        &self,
        certificate: &Certificate,
        presented: &[Certificate],
        clocks: Clocks,
    ) -> Option<(Timestamp, Timestamp)> {
        if presented.len() < 2 {
            return None;
        }
        let mut first = certificate;
        // Each step goes back to another certificate; so many are enough to end a circle.
        for _ in presented {
            match presented.iter().find(|former| self.took_over(former, first, clocks)) {
                Some(former) => first = former,
                None => break,
            }
        }
        let carried = !std::ptr::eq(first, certificate) && first.decided_on().is_some();
        carried.then(|| first.decided_within()).flatten()
    }

    /// Whether `later` carries `former` on, which stood until then.
    fn took_over(&self, former: &Certificate, later: &Certificate, clocks: Clocks) -> bool {
        let handed_over = self.ask_status(former, clocks, |former| {
            self.ask_status(later, clocks, |later| status::handed_over(former, later))
        });
        handed_over.is_some_and(|at| {
            let before = Clocks { valid_at: at.plus_seconds(-1), ..clocks };
            let findings = self.weigh(former, before).findings;
            findings.iter().map(Finding::weight).all(|weight| weight == Weight::Notice)
        })
    }
}
