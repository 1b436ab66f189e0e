//! One transfer in two lights: what was to be known on its day, and what is known later.

use crate::certificate::Certificate;
use crate::clock::Clocks;
use crate::recognition::Transfer;
use crate::verifier::{Decision, Verifier};

/// A decision with all that was asked to count, and the one that could be made on the day.
#[derive(Clone, Debug)]
pub struct Both {
    /// By the clocks of the question.
    pub decision: Decision,
    /// With the knowledge of the day itself; none where the question asked for no other.
    pub on_the_day: Option<Decision>,
}

impl Verifier {
    /// Decides, and decides once more with what was known on the day, where the question
    /// knows more than that: the first answers for what to do now, the second for whether
    /// it was right then. `first` and `last` are the ends of the day that is asked about,
    /// the same for an instant.
    pub fn decide_both(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        first: Clocks,
        last: Clocks,
    ) -> Both {
        let decide = |first: Clocks, last: Clocks| match first == last {
            true => self.decide(transfer, certificates, last),
            false => self.decide_day(transfer, certificates, first, last),
        };
        let later = last.known_at > last.valid_at;
        let then = || decide(Clocks::at(first.valid_at), Clocks::at(last.valid_at));
        Both { decision: decide(first, last), on_the_day: later.then(then) }
    }
}
