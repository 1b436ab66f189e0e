//! Questions about a whole day: one answer when both ends of it agree.

use super::{Standing, Verifier};
use crate::certificate::Certificate;
use crate::clock::Clocks;
use crate::code::{Code, Finding, Step, Weight};
use crate::report::{Refusal, Report, Verdict};

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
