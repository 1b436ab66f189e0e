//! The part of a report that only decisions have: the instrument, what else was looked
//! at, what must be done, and what the open facts would change.

use super::{Verdict, finding_to_value};
use crate::code::Finding;
use crate::crypto::{hex, sha256};
use crate::recognition::Transfer;
use serde_json::{Value, json};
use std::sync::Arc;

/// What a decision rests on.
#[derive(Clone, Debug, Default)]
pub struct Ruling {
    pub(crate) instrument: Option<Instrument>,
    pub(crate) considered: Vec<Considered>,
    pub(crate) obligations: Vec<Owed>,
    pub(crate) unstated: Vec<Unstated>,
    pub(crate) transfer: Arc<Transfer>,
    pub(crate) taxonomy: [u8; 32],
    /// Names and digests of the packs that were asked.
    pub(crate) packs: Vec<(String, String)>,
}

/// The instrument that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub regime: String,
    /// Who states it here: the authority, or a curator that was pinned for it.
    pub stated_by: String,
    /// The document that states it.
    pub document: String,
    /// Where the law stands: act and article.
    pub citations: Vec<String>,
}

/// An instrument that was looked at, and why it does or does not permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// The instrument.
    pub instrument: String,
    /// What the answer would be by it alone.
    pub verdict: Verdict,
    /// The reasons.
    pub findings: Vec<Finding>,
}

/// Something that must be done because of the transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Its name.
    pub code: String,
    /// By which day.
    pub due: Option<String>,
    /// Where it stands.
    pub reference: String,
}

/// A fact that the question left open, and what the answer would be by its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unstated {
    /// The fact.
    pub fact: String,
    /// Values, each with the answer.
    pub would: Vec<(String, Verdict)>,
}

impl Ruling {
    /// The question.
    pub fn transfer(&self) -> &Transfer {
        &self.transfer
    }

    /// The instrument that decided, where one did.
    pub fn instrument(&self) -> Option<&Instrument> {
        self.instrument.as_ref()
    }

    /// Every instrument that was looked at, the best first.
    pub fn considered(&self) -> &[Considered] {
        &self.considered
    }

    /// What must be done because of the transfer.
    pub fn obligations(&self) -> &[Owed] {
        &self.obligations
    }

    /// What the open facts would change.
    pub fn unstated(&self) -> &[Unstated] {
        &self.unstated
    }

    /// The members that a decision adds to a report.
    pub(super) fn members(&self) -> Vec<(&'static str, Value)> {
        let mut members = vec![
            ("considered", self.considered.iter().map(considered_to_value).collect()),
            ("obligations", self.obligations.iter().map(owed_to_value).collect()),
        ];
        if let Some(instrument) = &self.instrument {
            members.push(("instrument", instrument_to_value(instrument)));
        }
        if !self.unstated.is_empty() {
            members.push(("unstated", self.unstated.iter().map(unstated_to_value).collect()));
        }
        members
    }

    pub(super) fn inputs(&self) -> [(&'static str, Value); 3] {
        let packs = self.packs.iter().map(|(id, sha256)| json!({ "id": id, "sha256": sha256 }));
        [
            ("transfer", json!(hex(&sha256(self.transfer.to_json().as_bytes())))),
            ("taxonomy", json!(hex(&self.taxonomy))),
            ("packs", packs.collect()),
        ]
    }
}

fn instrument_to_value(instrument: &Instrument) -> Value {
    json!({
        "id": instrument.id,
        "title": instrument.title,
        "regime": instrument.regime,
        "statedBy": instrument.stated_by,
        "document": instrument.document,
        "citations": instrument.citations,
    })
}

fn considered_to_value(considered: &Considered) -> Value {
    json!({
        "instrument": considered.instrument,
        "verdict": considered.verdict.as_str(),
        "findings": considered.findings.iter().map(finding_to_value).collect::<Vec<_>>(),
    })
}

fn owed_to_value(owed: &Owed) -> Value {
    let mut value = json!({ "code": owed.code, "reference": owed.reference });
    if let (Some(object), Some(due)) = (value.as_object_mut(), &owed.due) {
        object.insert("due".to_owned(), json!(due));
    }
    value
}

fn unstated_to_value(unstated: &Unstated) -> Value {
    let would = unstated.would.iter();
    let would =
        would.map(|(value, verdict)| json!({ "value": value, "verdict": verdict.as_str() }));
    json!({ "fact": unstated.fact, "would": would.collect::<Vec<_>>() })
}
