//! Reports and refusals: every answer with its evidence.
//!
//! The JSON form is `tegata.report/1`, serialised by RFC 8785, so that the same inputs
//! give the same bytes in every language. It holds codes and facts; words in any language
//! are rendered from them by [`explain`](mod@crate::explain).

mod next;
mod ruling;
mod words;

pub(crate) use next::NextChange;
pub use ruling::{Considered, Instrument, Owed, Ruling, Unstated};

use crate::certificate::{Certificate, jurisdiction};
use crate::clock::{Clocks, Timestamp};
use crate::code::{Class, Code, Finding, Need, Step, Weight};
use crate::crypto::{hex, sha256};
use crate::explain::{Language, is_hostile};
use crate::json::to_canonical;
use crate::trust::Accredited;
use serde_json::{Map, Value, json};
use std::fmt;
use std::fmt::Write as _;

/// The name of the format, in every report.
pub const FORMAT: &str = "tegata.report/1";

/// What the answer is not.
pub const NOTICE: &str = "This report states what was checked and found; it is not legal advice.";

/// The answer in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// Everything that was asked holds.
    Valid,
    /// It is proved that something does not hold.
    Refused,
    /// Something could not be checked.
    Undetermined,
    /// The exporter's law recognises it under an instrument, at these clocks.
    Recognised,
    /// It would, with evidence that is still owed.
    Conditional,
    /// Whether it does cannot be told.
    Indeterminate,
    /// It does not.
    NotRecognised,
    /// An order forbids the transfer.
    Prohibited,
    /// The exporter's law does not restrict it.
    NotRestricted,
}

impl Verdict {
    /// The verdict of a decision whose gravest finding has this weight.
    pub(crate) fn of_decision(weight: Option<Weight>) -> Self {
        match weight {
            None => Self::NotRestricted,
            Some(Weight::Notice) => Self::Recognised,
            Some(Weight::Conditional) => Self::Conditional,
            Some(Weight::Undetermined) => Self::Indeterminate,
            Some(Weight::Refused) => Self::NotRecognised,
            Some(Weight::Prohibited) => Self::Prohibited,
        }
    }

    /// The weight of the findings that make it.
    pub(crate) fn weight(self) -> Weight {
        match self {
            Self::Valid | Self::Recognised | Self::NotRestricted => Weight::Notice,
            Self::Conditional => Weight::Conditional,
            Self::Undetermined | Self::Indeterminate => Weight::Undetermined,
            Self::Refused | Self::NotRecognised => Weight::Refused,
            Self::Prohibited => Weight::Prohibited,
        }
    }

    /// Whether the data may move, as far as this goes.
    pub fn is_yes(self) -> bool {
        matches!(self, Self::Valid | Self::Recognised | Self::NotRestricted)
    }

    /// The word that people read.
    pub fn word(self, language: Language) -> &'static str {
        let (english, japanese) = match self {
            Self::Valid => ("VALID", "有効"),
            Self::Refused => ("REFUSED", "拒否"),
            Self::Undetermined => ("UNDETERMINED", "判定不能"),
            Self::Recognised => ("RECOGNISED", "承認"),
            Self::Conditional => ("CONDITIONAL", "条件付き"),
            Self::Indeterminate => ("INDETERMINATE", "判定不能"),
            Self::NotRecognised => ("NOT RECOGNISED", "不承認"),
            Self::Prohibited => ("PROHIBITED", "禁止"),
            Self::NotRestricted => ("NOT RESTRICTED", "制限なし"),
        };
        match language {
            Language::English => english,
            Language::Japanese => japanese,
        }
    }

    /// The name used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Refused => "refused",
            Self::Undetermined => "undetermined",
            Self::Recognised => "recognised",
            Self::Conditional => "conditional",
            Self::Indeterminate => "indeterminate",
            Self::NotRecognised => "not_recognised",
            Self::Prohibited => "prohibited",
            Self::NotRestricted => "not_restricted",
        }
    }
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing stands against it.
    Passed,
    /// It is proved not to hold.
    Failed,
    /// It could not be checked.
    Unknown,
    /// It was not asked, or its inputs were missing.
    Skipped,
}

impl Outcome {
    /// The name used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }
}

/// An answer with its evidence. Holds claims of a certificate only if it is authentic.
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) verdict: Verdict,
    pub(crate) clocks: Option<Clocks>,
    /// The first and the last step that were looked at.
    pub(crate) began: Step,
    pub(crate) reached: Step,
    pub(crate) findings: Vec<Finding>,
    pub(crate) certificates: Vec<(Certificate, Option<Accredited>)>,
    /// For a decision: what it rests on.
    pub(crate) ruling: Option<Box<Ruling>>,
    /// What was asked about, byte for byte.
    pub(crate) tokens: Vec<Box<[u8]>>,
    pub(crate) bundle: [u8; 32],
    pub(crate) policy: [u8; 32],
    pub(crate) fresh_until: Option<Timestamp>,
    pub(crate) next_change: NextChange,
}

impl Report {
    /// The answer in one word.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Everything that was found, in the order of steps and ranks.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The finding that decided the answer: of the gravest, the first that stood in the way.
    pub fn headline(&self) -> Option<&Finding> {
        let weight = self.verdict.weight();
        let mut findings = self.findings.iter().filter(|_| weight != Weight::Notice);
        findings.find(|finding| finding.weight() == weight)
    }

    /// The two clocks of the question; none for what does not depend on time.
    pub fn clocks(&self) -> Option<Clocks> {
        self.clocks
    }

    /// The certificate that it is about, if that is authentic; the first of several.
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificates.first().map(|(certificate, _)| certificate)
    }

    /// For a decision: the instrument, the others, the obligations, the open facts.
    pub fn ruling(&self) -> Option<&Ruling> {
        self.ruling.as_deref()
    }

    /// The documents of known issuers that would settle it.
    pub fn needs(&self) -> Vec<&Need> {
        let mut needs: Vec<_> = self.findings.iter().filter_map(|f| f.needs.as_ref()).collect();
        needs.sort();
        needs.dedup();
        needs
    }

    /// When the answer changes as time moves on, with what is known now.
    pub fn next_change(&self) -> Option<Timestamp> {
        self.next_change.get()
    }

    /// Until when the documents behind it may be relied on.
    pub fn fresh_until(&self) -> Option<Timestamp> {
        self.fresh_until
    }

    /// How one step ended.
    pub fn outcome(&self, step: Step) -> Outcome {
        let worst = self.findings.iter().filter(|finding| finding.code.step() == step);
        match worst.map(Finding::weight).max() {
            Some(Weight::Refused | Weight::Prohibited) => Outcome::Failed,
            Some(Weight::Undetermined | Weight::Conditional) => Outcome::Unknown,
            _ if self.began <= step && step <= self.reached => Outcome::Passed,
            _ => Outcome::Skipped,
        }
    }

    /// The report as JSON: the same bytes for the same inputs, in every language.
    ///
    /// It is the canonical form (RFC 8785), except that characters which could attack a
    /// terminal or a log are written as `\u` escapes; reading it loses nothing.
    pub fn to_json(&self) -> String {
        escape_hostile(&to_canonical(&self.to_value()))
    }

    fn to_value(&self) -> Value {
        let headline = self.headline();
        let mut report = json!({
            "format": FORMAT,
            "verdict": self.verdict.as_str(),
            "code": headline.map_or("ok", |finding| finding.code.as_str()),
            "class": headline.map_or("ok", |finding| finding.code.class().as_str()),
            "steps": Step::ALL.map(|step| json!({
                "step": step.number(), "outcome": self.outcome(step).as_str()
            })),
            "findings": self.findings.iter().map(finding_to_value).collect::<Vec<_>>(),
            "certificates": self.certificates.iter().map(certificate_to_value).collect::<Vec<_>>(),
            "inputs": {
                "credentials": self.tokens.iter().map(|token| hex(&sha256(token))).collect::<Vec<_>>(),
                "bundle": hex(&self.bundle),
                "policy": hex(&self.policy),
            },
            "software": concat!("tegata ", env!("CARGO_PKG_VERSION")),
            "notice": NOTICE,
        });
        let mut add = |name: &str, value: Value| {
            if let (Some(report), false) = (report.as_object_mut(), value.is_null()) {
                report.insert(name.to_owned(), value);
            }
        };
        for (name, value) in self.ruling.iter().flat_map(|ruling| ruling.members()) {
            add(name, value);
        }
        add("clocks", self.clocks.map_or(Value::Null, clocks_to_value));
        add("nextChange", instant(self.next_change.get()));
        add("freshUntil", instant(self.fresh_until));
        let needs = self.needs();
        if !needs.is_empty() {
            add("needs", needs.into_iter().map(need_to_value).collect());
        }
        let inputs = report.get_mut("inputs").and_then(Value::as_object_mut);
        if let (Some(inputs), Some(ruling)) = (inputs, &self.ruling) {
            inputs.extend(ruling.inputs().map(|(name, value)| (name.to_owned(), value)));
        }
        report
    }
}

/// The facts of a certificate, and on whose word its body was accredited.
fn certificate_to_value((certificate, accredited): &(Certificate, Option<Accredited>)) -> Value {
    let mut value = facts_to_value(certificate);
    if let (Some(object), Some(accredited)) = (value.as_object_mut(), accredited) {
        object.insert("accreditedBy".to_owned(), json!(accredited.by()));
        if let Some(list) = accredited.list() {
            object.insert("accreditedIn".to_owned(), json!(list));
        }
    }
    value
}

/// In canonical JSON such characters stand only inside strings, where escapes may.
fn escape_hostile(json: &str) -> String {
    json.chars().fold(String::with_capacity(json.len()), |mut out, character| {
        if is_hostile(character) {
            character.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _ = write!(out, "\\u{unit:04x}");
            });
        } else {
            out.push(character);
        }
        out
    })
}

/// Instants in reports are written in UTC.
fn instant(instant: Option<Timestamp>) -> Value {
    instant.map_or(Value::Null, |instant| Value::String(instant.in_utc().to_string()))
}

fn clocks_to_value(clocks: Clocks) -> Value {
    json!({
        "validAt": clocks.valid_at.in_utc().to_string(),
        "knownAt": clocks.known_at.in_utc().to_string(),
    })
}

fn need_to_value(need: &Need) -> Value {
    json!({ "kind": need.kind.as_str(), "url": need.url })
}

fn finding_to_value(finding: &Finding) -> Value {
    let because: Map<String, Value> = finding
        .because
        .iter()
        .map(|(name, fact)| ((*name).to_owned(), Value::String(fact.clone())))
        .collect();
    let mut value = json!({
        "code": finding.code.as_str(),
        "class": finding.code.class().as_str(),
        "step": finding.code.step().number(),
        "weight": finding.weight().as_str(),
        "because": because,
        "reference": finding.code.reference(),
    });
    if let Some(object) = value.as_object_mut() {
        if let Some(subject) = &finding.subject {
            object.insert("subject".to_owned(), json!(subject));
        }
        if !finding.evidence.is_empty() {
            object.insert("evidence".to_owned(), json!(finding.evidence));
        }
    }
    value
}

fn facts_to_value(certificate: &Certificate) -> Value {
    let mut value = json!({
        "form": certificate.credential().form().as_str(),
        "issuer": certificate.issuer(),
        "subject": certificate.subject(),
        "legalName": certificate.legal_name(),
        "number": certificate.number(),
        "scheme": certificate.scheme(),
        "schemeVersion": certificate.scheme_version(),
        "jurisdiction": jurisdiction::identifier(certificate.jurisdiction()),
        "roles": certificate.roles().map(|role| role.as_str()).collect::<Vec<_>>(),
    });
    let mut add = |name: &str, member: Value| {
        if let (Some(object), false) = (value.as_object_mut(), member.is_null()) {
            object.insert(name.to_owned(), member);
        }
    };
    add("variant", json!(certificate.variant()));
    add("decidedOn", json!(certificate.decided_on().map(|day| day.to_string())));
    add("validFrom", json!(certificate.valid_from().map(|instant| instant.to_string())));
    add("validUntil", json!(certificate.valid_until().map(|instant| instant.to_string())));
    value
}

/// Whether asking again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// The same credential will get the same answer.
    Never,
    /// Not before that time, where it is known.
    Later(Option<Timestamp>),
    /// With the documents that [`Refusal::needs`] names.
    WithDocuments,
}

/// "Not yes", with its report.
#[derive(Clone, Debug)]
pub struct Refusal {
    report: Box<Report>,
}

impl Refusal {
    /// The report must not say "valid".
    pub(crate) fn new(report: Report) -> Self {
        Self { report: Box::new(report) }
    }

    /// The whole report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The code of the finding that decided it.
    pub fn code(&self) -> Code {
        self.report.headline().map_or(Code::TokenMalformed, |finding| finding.code)
    }

    /// The class of that code.
    pub fn class(&self) -> Class {
        self.code().class()
    }

    /// Whether something could not be checked, so that the answer is neither yes nor no.
    pub fn is_undetermined(&self) -> bool {
        matches!(self.report.verdict, Verdict::Undetermined | Verdict::Indeterminate)
    }

    /// Whether only evidence is still owed.
    pub fn is_conditional(&self) -> bool {
        self.report.verdict == Verdict::Conditional
    }

    /// The documents of known issuers that would settle it. Obtain them and ask again.
    pub fn needs(&self) -> Vec<&Need> {
        self.report.needs()
    }

    /// Whether asking again can help.
    pub fn retry(&self) -> Retry {
        if !self.report.needs().is_empty() {
            return Retry::WithDocuments;
        }
        match self.report.headline().map(|headline| (headline.code, headline)) {
            Some((Code::NotYetValid, headline)) => {
                Retry::Later(headline.fact("from").and_then(|from| from.parse().ok()))
            }
            Some((Code::Suspended | Code::SuspendedByEvent | Code::KeyBindingStale, _)) => {
                Retry::Later(None)
            }
            _ => Retry::Never,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.report.verdict.as_str(), self.code())
    }
}

impl std::error::Error for Refusal {}
