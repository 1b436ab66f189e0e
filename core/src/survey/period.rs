//! A transfer through time: from when until when it was recognised, and by what.

use super::put;
use crate::certificate::Certificate;
use crate::clock::{Clocks, Timestamp};
use crate::code::Code;
use crate::json::to_canonical;
use crate::recognition::Transfer;
use crate::report::Verdict;
use crate::verifier::{Glance, Verifier};
use serde_json::{Value, json};

/// The name of the format.
const FORMAT: &str = "tegata.period/1";

/// What became of one transfer through time, as known at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// The question.
    pub transfer: Transfer,
    /// What was published later does not count.
    pub known_at: Timestamp,
    /// Without gaps and in order; neighbours differ.
    pub segments: Vec<Segment>,
}

/// A time in which the answer is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its first instant.
    pub from: Timestamp,
    /// Its last second.
    pub until: Timestamp,
    /// The answer.
    pub verdict: Verdict,
    /// The instrument that decided, where one did.
    pub instrument: Option<String>,
    /// What decided against it; none for a yes.
    pub code: Option<Code>,
}

impl Verifier {
    /// Asks about a transfer at every instant from `from` to `until`, with what was known
    /// at `known_at`.
    ///
    /// The limits of the segments are exact: the question is put at each instant that a
    /// document of the bundle or a certificate names, and between two of those nothing can
    /// change. Times that end do so with their last second.
    pub fn period(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        from: Timestamp,
        until: Timestamp,
        known_at: Timestamp,
    ) -> Period {
        let points = self.turning_points(transfer, certificates, from, known_at);
        let within = points.into_iter().filter(|point| from < *point && *point <= until);
        let mut segments: Vec<Segment> = Vec::new();
        for point in [from].into_iter().chain(within).filter(|point| *point <= until) {
            let clocks = Clocks::new(point, known_at);
            let segment = Segment::new(point, until, self.glance(transfer, certificates, clocks));
            match segments.last_mut() {
                Some(last) if last.is_like(&segment) => {}
                last => {
                    last.into_iter().for_each(|last| last.until = point.plus_seconds(-1));
                    segments.push(segment);
                }
            }
        }
        Period { transfer: transfer.clone(), known_at, segments }
    }
}

impl Segment {
    fn new(from: Timestamp, until: Timestamp, glance: Glance) -> Self {
        let Glance { verdict, instrument, code } = glance;
        Self { from, until, verdict, instrument, code }
    }

    fn is_like(&self, other: &Self) -> bool {
        let told = |s: &Self| (s.verdict, s.instrument.clone(), s.code);
        told(self) == told(other)
    }

    fn to_value(&self) -> Value {
        let mut value = json!({
            "from": self.from, "until": self.until, "verdict": self.verdict.as_str(),
        });
        put(&mut value, "instrument", self.instrument.as_ref().map(|id| json!(id)));
        put(&mut value, "code", self.code.map(|code| json!(code.as_str())));
        value
    }
}

impl Period {
    /// The times in which the verdict is the same, whatever its instrument or its reason.
    pub fn verdicts(&self) -> Vec<(Verdict, Timestamp, Timestamp)> {
        let mut verdicts: Vec<(Verdict, Timestamp, Timestamp)> = Vec::new();
        for segment in &self.segments {
            match verdicts.last_mut() {
                Some((verdict, _, until)) if *verdict == segment.verdict => *until = segment.until,
                _ => verdicts.push((segment.verdict, segment.from, segment.until)),
            }
        }
        verdicts
    }

    /// All of it as canonical JSON, `tegata.period/1`.
    pub fn to_json(&self) -> String {
        let segments: Vec<_> = self.segments.iter().map(Segment::to_value).collect();
        to_canonical(&json!({
            "format": FORMAT,
            "transfer": self.transfer,
            "knownAt": self.known_at,
            "segments": segments,
            "notice": crate::report::NOTICE,
        }))
    }
}
