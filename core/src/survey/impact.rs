//! If an instrument ended: which decisions fall, and which have another leg to stand on.
//!
//! Decisions are asked again in a world in which one more event was published. The signed
//! documents are left as they are; the supposed event stands beside them.

use crate::certificate::Certificate;
use crate::clock::{Clocks, Event, EventKind, Timestamp};
use crate::code::{Code, Finding};
use crate::error::{Error, ErrorKind};
use crate::json::{decode_str, to_canonical};
use crate::limits::Limits;
use crate::recognition::{Decided, Transfer};
use crate::verifier::{Glance, Verifier};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The end of an instrument that is supposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The instrument.
    pub instrument: String,
    /// When it ends.
    pub effective_at: Timestamp,
    /// When anyone could know of that.
    pub published_at: Timestamp,
    /// From when the past is undone too, as a court's annulment does; none for a repeal.
    pub ex_tunc_from: Option<Timestamp>,
}

/// A decision that was made, as its maker keeps it: the question without the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    /// The maker's own name for it.
    pub id: String,
    /// The transfer.
    pub transfer: Transfer,
    /// The certificates that were presented: the names of their files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<String>,
    /// The time that was asked about.
    pub valid_at: Timestamp,
    /// The time whose knowledge counted.
    pub known_at: Timestamp,
}

/// What an ending does to decisions. Share it between threads.
#[derive(Debug)]
pub struct Impact<'v> {
    before: &'v Verifier,
    after: Verifier,
    ending: Ending,
}

/// What becomes of one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// In one word.
    pub fate: Fate,
    /// At which clocks it was asked again.
    pub clocks: Clocks,
    /// The answer while the instrument goes on.
    pub before: Glance,
    /// The answer after its end.
    pub after: Glance,
}

/// What becomes of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The answer and its instrument are the same.
    Unaffected,
    /// It was a yes, and another instrument gives the same yes.
    AnotherLeg,
    /// It was a yes, and is none any more.
    Falls,
    /// It was no yes, and is another no.
    Differs,
}

impl Fate {
    /// The name used in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unaffected => "unaffected",
            Self::AnotherLeg => "another_leg",
            Self::Falls => "falls",
            Self::Differs => "differs",
        }
    }
}

impl Asked {
    /// Reads one record. Unknown members are refused.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        decode_str(text, &Limits::default().json()).map_err(|mismatch| {
            Error::new(ErrorKind::ConfigInvalid, mismatch.pointer, mismatch.problem)
                .remedy("compare it with the schema of stored decisions")
        })
    }

    /// What became of it as canonical JSON, `tegata.impact/1`.
    pub fn to_json(&self, affected: &Affected) -> String {
        to_canonical(&json!({
            "format": "tegata.impact/1",
            "id": self.id,
            "fate": affected.fate.as_str(),
            "validAt": affected.clocks.valid_at,
            "knownAt": affected.clocks.known_at,
            "before": glance_to_value(&affected.before),
            "after": glance_to_value(&affected.after),
        }))
    }
}

impl Verifier {
    /// Supposes that an instrument of the bundle ended. An error where there is none of
    /// that name.
    pub fn ending(&self, ending: Ending) -> Result<Impact<'_>, Error> {
        let kind = match ending.ex_tunc_from {
            Some(_) => EventKind::Annul,
            None => EventKind::Repeal,
        };
        let mut event = Event::new("supposed", kind, ending.effective_at);
        event.published_at = ending.published_at;
        event.ex_tunc_from = ending.ex_tunc_from;
        let bundle = self.bundle().supposing(&ending.instrument, event)?;
        let after = Self::with_policy(bundle, self.policy().clone())?;
        Ok(Impact { before: self, after, ending })
    }
}

impl Impact<'_> {
    /// Asks about a decision again, with the end of the instrument known.
    ///
    /// An end that leaves the past alone touches transfers that go on: they are asked about
    /// at the day of the end, or at their own if that is later. One that undoes the past is
    /// asked about at the decision's own time.
    pub fn of(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
    ) -> Affected {
        let valid_at = match self.ending.ex_tunc_from {
            Some(_) => clocks.valid_at,
            None => clocks.valid_at.max(self.ending.effective_at),
        };
        let clocks = Clocks::new(valid_at, clocks.known_at.max(self.ending.published_at));
        let (before, touched) =
            self.before.consider(transfer, certificates, clocks, &[], |decided| {
                (Glance::of(decided), self.is_considered(decided))
            });
        let after = match touched {
            true => self.after.glance(transfer, certificates, clocks),
            false => before.clone(),
        };
        Affected { fate: fate(&before, &after), clocks, before, after }
    }

    /// Whether the instrument has a say, by itself or because another one adopts it. One
    /// that permits nothing may matter to how silence is read.
    fn is_considered(&self, decided: &Decided<'_>) -> bool {
        let id = &*self.ending.instrument;
        let held = self.before.bundle().recognition().instrument(id);
        let permits = held.is_some_and(|held| held.item.effect.permits());
        let mut considered = decided.rulings.iter().flat_map(|ruling| &ruling.considered);
        let adopts = |finding: &Finding| {
            finding.code == Code::AdoptedInstrument && finding.fact("instrument") == Some(id)
        };
        !permits || considered.any(|j| j.instrument.item.id == id || j.findings().any(adopts))
    }
}

fn fate(before: &Glance, after: &Glance) -> Fate {
    match (before.verdict.is_yes(), after.verdict.is_yes()) {
        _ if before == after => Fate::Unaffected,
        (true, true) => Fate::AnotherLeg,
        (true, false) => Fate::Falls,
        (false, _) => Fate::Differs,
    }
}

fn glance_to_value(glance: &Glance) -> Value {
    let mut value = json!({ "verdict": glance.verdict.as_str() });
    super::put(&mut value, "instrument", glance.instrument.as_ref().map(|id| json!(id)));
    super::put(&mut value, "code", glance.code.map(|code| json!(code.as_str())));
    value
}
