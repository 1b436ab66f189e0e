//! Reports, with what C borrows of them.

use crate::types::tegata_result;
use std::sync::OnceLock;
use tegata_core::{Decision, Language, Permit, Refusal, Report, Standing, Verdict};

/// A report. Its texts are made when they are first asked for, and kept.
pub(crate) struct Answer {
    given: Given,
    report: OnceLock<Report>,
    json: OnceLock<String>,
    english: OnceLock<String>,
    japanese: OnceLock<String>,
}

enum Given {
    Standing(Box<Standing>),
    Refusal(Refusal),
    Decision(Box<Decision>),
    Report(Box<Report>),
}

impl From<Given> for Answer {
    fn from(given: Given) -> Self {
        Self {
            given,
            report: OnceLock::new(),
            json: OnceLock::new(),
            english: OnceLock::new(),
            japanese: OnceLock::new(),
        }
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Given::Refusal(refusal).into()
    }
}

impl From<Report> for Answer {
    fn from(report: Report) -> Self {
        Given::Report(Box::new(report)).into()
    }
}

impl From<Result<Standing, Refusal>> for Answer {
    fn from(answer: Result<Standing, Refusal>) -> Self {
        match answer {
            Ok(standing) => Given::Standing(Box::new(standing)).into(),
            Err(refusal) => refusal.into(),
        }
    }
}

impl Answer {
    /// The answer as a number.
    pub(crate) fn result(&self) -> tegata_result {
        match &self.given {
            Given::Standing(_) => tegata_result::TEGATA_OK,
            _ => of_verdict(self.report().verdict()),
        }
    }

    /// The report.
    pub(crate) fn report(&self) -> &Report {
        match &self.given {
            Given::Standing(standing) => self.report.get_or_init(|| standing.report()),
            Given::Refusal(refusal) => refusal.report(),
            Given::Decision(decision) => decision.report(),
            Given::Report(report) => report,
        }
    }

    /// The report as JSON.
    pub(crate) fn json(&self) -> &str {
        self.json.get_or_init(|| self.report().to_json())
    }

    /// The report in words.
    pub(crate) fn words(&self, language: Language) -> &str {
        let kept = match language {
            Language::English => &self.english,
            Language::Japanese => &self.japanese,
        };
        kept.get_or_init(|| self.report().in_words(language))
    }
}

/// A decision, with what C borrows of it.
pub(crate) struct Decided {
    answer: Answer,
    permit: OnceLock<Option<Permit>>,
}

impl From<Decision> for Decided {
    fn from(decision: Decision) -> Self {
        Self { answer: Given::Decision(Box::new(decision)).into(), permit: OnceLock::new() }
    }
}

impl Decided {
    /// The report.
    pub(crate) fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The permit, where there is one.
    pub(crate) fn permit(&self) -> Option<&Permit> {
        let Given::Decision(decision) = &self.answer.given else { return None };
        self.permit.get_or_init(|| decision.permit().ok()).as_ref()
    }
}

/// What is not known to be a yes is none.
fn of_verdict(verdict: Verdict) -> tegata_result {
    match verdict {
        Verdict::Valid | Verdict::Recognised | Verdict::NotRestricted => tegata_result::TEGATA_OK,
        Verdict::Refused | Verdict::NotRecognised | Verdict::Prohibited => {
            tegata_result::TEGATA_REFUSED
        }
        Verdict::Conditional => tegata_result::TEGATA_CONDITIONAL,
        _ => tegata_result::TEGATA_UNDETERMINED,
    }
}
