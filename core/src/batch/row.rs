//! One row of the answer.

use super::Reports;
use crate::clock::Timestamp;
use crate::error::ErrorKind;
use crate::report::{Report, Verdict};

/// An answer as a row of a table. The names of its columns are those of the members.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The answer; none where the row could not be asked.
    pub verdict: Option<Verdict>,
    /// The code of the finding that decided; `ok` for a yes, and `config_invalid` where the
    /// row could not be asked.
    pub code: &'static str,
    /// The identifier of the certificate's holder. The facts of a certificate are there
    /// only if it is authentic; of several, they are those of the first.
    pub organisation: Option<Box<str>>,
    /// The holder's name. Hostile to terminals, logs and spreadsheets: escape it.
    pub legal_name: Option<Box<str>>,
    /// The scheme of the certificate.
    pub scheme: Option<Box<str>>,
    /// The identifier of the body that granted it.
    pub body: Option<Box<str>>,
    /// For a decision: the instrument that decided.
    pub instrument: Option<Box<str>>,
    /// The end that is written in the certificate.
    pub valid_until: Option<Timestamp>,
    /// When the answer changes as time moves on, with what is known now.
    pub next_change: Option<Timestamp>,
    /// What is wrong with a row that could not be asked.
    pub problem: Option<Box<str>>,
    /// The report as JSON, where it was asked for.
    pub report: Option<Box<str>>,
}

impl Row {
    pub(super) fn of(report: &Report, reports: Reports) -> Self {
        let fact = |text: &str| Some(text.into());
        let certificate = report.certificate();
        let instrument = report.ruling().and_then(|ruling| ruling.instrument.as_ref());
        Self {
            verdict: Some(report.verdict()),
            code: report.headline().map_or("ok", |finding| finding.code.as_str()),
            organisation: certificate.and_then(|c| fact(c.subject())),
            legal_name: certificate.and_then(|c| fact(c.legal_name())),
            scheme: certificate.and_then(|c| fact(c.scheme())),
            body: certificate.and_then(|c| fact(c.issuer())),
            instrument: instrument.and_then(|instrument| fact(&instrument.id)),
            valid_until: certificate.and_then(|c| c.valid_until()),
            next_change: report.next_change(),
            problem: None,
            report: (reports == Reports::Attach).then(|| report.to_json().into()),
        }
    }

    /// A row that could not be asked.
    pub(super) fn unasked(problem: &str) -> Self {
        Self {
            verdict: None,
            code: ErrorKind::ConfigInvalid.as_str(),
            organisation: None,
            legal_name: None,
            scheme: None,
            body: None,
            instrument: None,
            valid_until: None,
            next_change: None,
            problem: Some(problem.into()),
            report: None,
        }
    }

    /// What it holds in memory, roughly.
    pub(super) fn bytes(&self) -> usize {
        let Self { organisation, legal_name, scheme, body, instrument, problem, report, .. } = self;
        let texts = [organisation, legal_name, scheme, body, instrument, problem, report];
        let texts: usize = texts.into_iter().flatten().map(|text| text.len()).sum();
        texts.saturating_add(size_of::<Self>())
    }
}
