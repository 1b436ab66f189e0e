//! Questions about a whole day: one answer when both ends of it agree.

use super::decision::Decision;
use super::{Standing, Verifier};
use crate::certificate::Certificate;
use crate::clock::{Clocks, Day, Timestamp};
use crate::code::{Code, Finding, Step, Weight};
use crate::recognition::Transfer;
use crate::report::{NextChange, Refusal, Report, Ruling, Verdict};

impl Verifier {
    /// Steps 4 and 5 for a question that names a day and no time: asked at both ends of
    /// it. Where the verdicts differ, the answer is undetermined (`boundary_day`).
    pub fn assess_day(
        &self,
        certificate: &Certificate,
        first: Clocks,
        last: Clocks,
    ) -> Result<Standing, Refusal> {
        let begin = self.assess(certificate, first);
        let end = self.assess(certificate, last);
        if verdict(&begin) == verdict(&end) {
            return end;
        }
        let mut findings = vec![boundary(first, &begin, &end)];
        for refusal in [begin.err(), end.err()].into_iter().flatten() {
            findings.extend(undetermined(refusal.report()).cloned());
        }
        findings.dedup();
        Err(Refusal::new(Report {
            clocks: Some(last),
            certificates: vec![(certificate.clone(), None)],
            ..self.report(certificate.credential().token().as_bytes(), findings, Step::Current)
        }))
    }

    /// The first and the last second of a day where the exporter is, by the time zone of
    /// the register of jurisdictions; in UTC where no register knows the place.
    pub fn day_of(&self, transfer: &Transfer, day: Day) -> (Timestamp, Timestamp) {
        let Day::Date(date) = day else { return day.bounds(Timestamp::EPOCH_START) };
        let (noon, _) = date.bounds(Timestamp::EPOCH_START);
        let place = self.bundle.recognition().place(&transfer.from, noon);
        let zone = place.ok().map(|place| &*place.jurisdiction.item.time_zone);
        let bounds = zone.and_then(|zone| date.bounds_in(zone));
        bounds.unwrap_or_else(|| date.bounds(Timestamp::EPOCH_START))
    }

    /// Steps 4 to 8 for a question that names a day and no time. Where the verdict is not
    /// the same from the first instant to the last, the answer is indeterminate
    /// (`boundary_day`).
    pub fn decide_day(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        first: Clocks,
        last: Clocks,
    ) -> Decision {
        let begin = self.decide(transfer, certificates, first);
        let end = self.decide(transfer, certificates, last);
        let steady = begin.report().next_change().is_none_or(|change| change > last.valid_at);
        if begin.verdict() == end.verdict() && steady {
            return end;
        }
        let mut findings = vec![parted(first, &begin, &end)];
        findings.extend([&begin, &end].into_iter().flat_map(|d| undetermined(d.report())).cloned());
        findings.dedup();
        let ruling = end.report.ruling.map(|ruling| {
            Box::new(Ruling { instrument: None, obligations: Vec::new(), ..*ruling })
        });
        let verdict = Verdict::Indeterminate;
        let report =
            Report { verdict, findings, ruling, next_change: NextChange::none(), ..end.report };
        Decision { granted: None, report }
    }
}

fn parted(first: Clocks, begin: &Decision, end: &Decision) -> Finding {
    Finding::new(Code::BoundaryDay)
        .with("day", first.valid_at.date())
        .with("first", begin.verdict().as_str())
        .with("last", end.verdict().as_str())
}

type Answer = Result<Standing, Refusal>;

fn verdict(answer: &Answer) -> Verdict {
    answer.as_ref().map_or_else(|refusal| refusal.report().verdict(), |_| Verdict::Valid)
}

/// The day, and what was found at each end of it.
fn boundary(first: Clocks, begin: &Answer, end: &Answer) -> Finding {
    let told = |answer: &Answer| {
        answer.as_ref().map_or_else(|refusal| refusal.code().as_str(), |_| Verdict::Valid.as_str())
    };
    Finding::new(Code::BoundaryDay)
        .with("day", first.valid_at.date())
        .with("first", told(begin))
        .with("last", told(end))
}

/// What is missing at either end would be needed for the exact answer too.
fn undetermined(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings().iter().filter(|finding| finding.weight() == Weight::Undetermined)
}
