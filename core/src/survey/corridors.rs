//! Where a certificate opens a way, and what opens one: the same question to every regime,
//! and one regime's instruments asked for all that they accept.

use super::put;
use crate::certificate::Certificate;
use crate::clock::Clocks;
use crate::code::Code;
use crate::json::to_canonical;
use crate::recognition::{Transfer, Wanted};
use crate::report::Verdict;
use crate::verifier::{Glance, Verifier};
use serde_json::{Value, json};

/// The answers of all exporters' regimes for one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Corridors {
    /// The question, whatever its exporter.
    pub transfer: Transfer,
    /// When.
    pub clocks: Clocks,
    /// One for each regime, by the identifiers of the regimes.
    pub corridors: Vec<Corridor>,
}

/// The answer of one exporter's regime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corridor {
    /// The regime.
    pub regime: String,
    /// The place from which the question was asked: the first of the regime's territories.
    pub from: String,
    /// The answer.
    pub verdict: Verdict,
    /// The instrument that decided, where one did.
    pub instrument: Option<String>,
    /// What decided against it; none for a yes.
    pub code: Option<Code>,
}

/// A kind of certificate that opens a way for a transfer, or would but for what is owed.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The certificate.
    pub wanted: Wanted,
    /// The answer with such a certificate.
    pub verdict: Verdict,
    /// The instrument that decides then.
    pub instrument: Option<String>,
    /// What is still against it; none for a yes.
    pub code: Option<Code>,
}

impl Verifier {
    /// Puts one question to every regime of the bundle that applies anywhere at that time:
    /// would its law recognise a transfer to `transfer.to`? Who exports is left out.
    pub fn corridors(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
    ) -> Corridors {
        let regimes = self.bundle().recognition().regimes();
        let places = regimes.filter_map(|held| {
            let regime = &held.item;
            let territories = regime.territories.iter();
            let mut now = territories.filter(|t| t.applies(clocks.valid_at));
            Some((&regime.id, &now.next()?.jurisdiction))
        });
        let corridors = places.map(|(regime, place)| {
            let transfer = Transfer { from: place.clone(), ..transfer.clone() };
            let Glance { verdict, instrument, code } = self.glance(&transfer, certificates, clocks);
            Corridor { regime: regime.clone(), from: place.clone(), verdict, instrument, code }
        });
        Corridors { transfer: transfer.clone(), clocks, corridors: corridors.collect() }
    }

    /// Every kind of certificate that an instrument in reach accepts, and what the answer
    /// would be with it: the best first.
    pub fn openings(&self, transfer: &Transfer, clocks: Clocks) -> Vec<Opening> {
        let wanted = self.consider(transfer, &[], clocks, &[], |decided| {
            let judged = decided.rulings.iter().flat_map(|ruling| &ruling.considered);
            let stands = judged.filter(|judged| judged.instrument.item.stands(clocks));
            let mut wanted: Vec<Wanted> = Vec::new();
            for one in stands.filter_map(|j| j.version).flat_map(Wanted::of) {
                if !wanted.contains(&one) {
                    wanted.push(one);
                }
            }
            wanted
        });
        let openings = wanted.into_iter().map(|wanted| {
            let supposed = [wanted];
            let glance = self.consider(transfer, &[], clocks, &supposed, Glance::of);
            let Glance { verdict, instrument, code } = glance;
            let [wanted] = supposed;
            Opening { wanted, verdict, instrument, code }
        });
        let mut openings: Vec<_> = openings.collect();
        openings.sort_by(|a, b| {
            let key = |o: &Opening| (o.verdict.weight(), o.wanted.accepted.scheme.clone());
            key(a).cmp(&key(b))
        });
        openings
    }
}

impl Corridors {
    /// All of it as canonical JSON, `tegata.where/1`.
    pub fn to_json(&self) -> String {
        let corridors: Vec<_> = self.corridors.iter().map(corridor_to_value).collect();
        let mut value = question_to_value(&self.transfer, self.clocks);
        put(&mut value, "corridors", Some(json!(corridors)));
        // Each regime was asked from a place of its own.
        value.pointer_mut("/transfer").and_then(Value::as_object_mut).map(|t| t.remove("from"));
        to_canonical(&value)
    }
}

impl Opening {
    /// Openings as canonical JSON, `tegata.where/1`.
    pub fn to_json(transfer: &Transfer, clocks: Clocks, openings: &[Self]) -> String {
        let openings: Vec<_> = openings.iter().map(opening_to_value).collect();
        let mut value = question_to_value(transfer, clocks);
        put(&mut value, "openings", Some(json!(openings)));
        to_canonical(&value)
    }
}

fn question_to_value(transfer: &Transfer, clocks: Clocks) -> Value {
    json!({
        "format": "tegata.where/1",
        "transfer": transfer,
        "validAt": clocks.valid_at,
        "knownAt": clocks.known_at,
        "notice": crate::report::NOTICE,
    })
}

fn corridor_to_value(corridor: &Corridor) -> Value {
    let mut value = json!({
        "regime": corridor.regime,
        "from": corridor.from,
        "verdict": corridor.verdict.as_str(),
    });
    put(&mut value, "instrument", corridor.instrument.as_ref().map(|id| json!(id)));
    put(&mut value, "code", corridor.code.map(|code| json!(code.as_str())));
    value
}

fn opening_to_value(opening: &Opening) -> Value {
    let mut value = super::routes::wanted_to_value(&opening.wanted);
    put(&mut value, "verdict", Some(json!(opening.verdict.as_str())));
    put(&mut value, "instrument", opening.instrument.as_ref().map(|id| json!(id)));
    put(&mut value, "code", opening.code.map(|code| json!(code.as_str())));
    value
}

impl Corridor {
    /// Whether data may move, as far as this goes.
    pub fn is_open(&self) -> bool {
        self.verdict.is_yes()
    }
}
