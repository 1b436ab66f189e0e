//! What would make it a yes: the smallest changes to a question after which the exporter's
//! law recognises the transfer.
//!
//! The engine itself says what is in the way of each instrument; each of those obstacles is
//! taken away in turn, and the question is asked again.

use super::put;
use super::stating::Stating;
use crate::certificate::{Certificate, Role};
use crate::clock::Clocks;
use crate::code::{Code, Finding};
use crate::json::to_canonical;
use crate::recognition::{
    Decided, Fact, Gate, GrantedUnder, IssuedRelation, Judged, Shown, Transfer, Wanted,
};
use crate::report::Verdict;
use crate::verifier::{Glance, Verifier};
use serde_json::{Value, json};
use std::collections::VecDeque;

/// How often the question is asked for the sake of one instrument.
const TRIES: usize = 192;

/// More changes than this are no advice any more; each route is tried without each part.
const CHANGES: usize = 8;

/// A way to a yes: after all of its changes the verdict is as promised, after fewer it is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// What to change.
    pub changes: Vec<Change>,
    /// The answer then.
    pub verdict: Verdict,
    /// By which instrument; none where none is needed.
    pub instrument: Option<String>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// Present such a certificate, in force and covering the transfer.
    Present(Box<Wanted>),
    /// Have a precondition met, by its name, and say so.
    Evidence(String),
    /// Show a genuine credential of this type.
    Show(String),
    /// State a fact, if it is so.
    State(Stating),
    /// Leave one of several data categories, data subjects or purposes out of the transfer.
    LeaveOut {
        /// The member of the question: `dataCategories`, `dataSubjects` or `purposes`.
        fact: &'static str,
        /// What to leave out.
        value: String,
    },
}

impl Verifier {
    /// Looks for what would make it a yes; the smallest changes first. Nothing, where it is
    /// one already or no change that can be named makes it one.
    pub fn routes(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
    ) -> Vec<Route> {
        let search = Search { verifier: self, transfer, certificates, clocks };
        let start = search.look(&[], &[]);
        if start.glance.verdict.is_yes() {
            return Vec::new();
        }
        let mut routes: Vec<Route> = Vec::new();
        for instrument in start.choices.iter().map(|choice| &choice.instrument) {
            for route in search.under(instrument.as_slice()) {
                if !routes.iter().any(|known| known.is_part_of(&route.changes)) {
                    routes.push(route);
                }
            }
        }
        let all = routes.clone();
        routes.retain(|route| {
            !all.iter().any(|other| other != route && other.is_part_of(&route.changes))
        });
        routes.sort_by_key(|route| (route.changes.len(), route.to_value().to_string()));
        routes
    }
}

impl Route {
    /// The question after the changes, but for the certificates: those must be had first.
    pub fn apply(&self, transfer: &Transfer) -> Transfer {
        apply(&self.changes, transfer)
    }

    fn is_part_of(&self, changes: &[Change]) -> bool {
        self.changes.iter().all(|change| changes.contains(change))
    }

    /// Routes as canonical JSON, `tegata.routes/1`.
    pub fn to_json(transfer: &Transfer, clocks: Clocks, routes: &[Self]) -> String {
        to_canonical(&json!({
            "format": "tegata.routes/1",
            "transfer": transfer,
            "validAt": clocks.valid_at,
            "knownAt": clocks.known_at,
            "routes": routes.iter().map(Self::to_value).collect::<Vec<_>>(),
            "notice": crate::report::NOTICE,
        }))
    }

    fn to_value(&self) -> Value {
        let changes: Vec<_> = self.changes.iter().map(Change::to_value).collect();
        let mut value = json!({ "changes": changes, "verdict": self.verdict.as_str() });
        put(&mut value, "instrument", self.instrument.as_ref().map(|id| json!(id)));
        value
    }
}

impl Change {
    fn apply(&self, transfer: &mut Transfer) {
        match self {
            Self::Present(_) => {}
            Self::Evidence(id) => transfer.evidence.push(id.clone()),
            Self::Show(kind) => transfer.shown.push(Shown::supposed(kind)),
            Self::State(stating) => *transfer = stating.apply(transfer),
            Self::LeaveOut { fact, value } => {
                if let Some((_, list)) = lists(transfer).into_iter().find(|(name, _)| name == fact)
                {
                    list.retain(|stated| stated != value);
                }
            }
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Present(wanted) => json!({ "present": wanted_to_value(wanted) }),
            Self::Evidence(id) => json!({ "evidence": id }),
            Self::Show(kind) => json!({ "show": kind }),
            Self::State(stating) => json!({ "state": stating.to_value() }),
            Self::LeaveOut { fact, value } => {
                json!({ "leaveOut": { "fact": fact, "value": value } })
            }
        }
    }
}

fn apply(changes: &[Change], transfer: &Transfer) -> Transfer {
    let mut changed = transfer.clone();
    changes.iter().for_each(|change| change.apply(&mut changed));
    changed
}

fn lists(transfer: &mut Transfer) -> [(&'static str, &mut Vec<String>); 3] {
    [
        ("dataCategories", &mut transfer.data_categories),
        ("dataSubjects", &mut transfer.data_subjects),
        ("purposes", &mut transfer.purposes),
    ]
}

/// A certificate that would do, for documents.
pub(super) fn wanted_to_value(wanted: &Wanted) -> Value {
    let accepted = &wanted.accepted;
    let mut value = json!({
        "scheme": accepted.scheme,
        "versions": accepted.versions,
        "variants": accepted.variants,
        "roles": accepted.roles,
        "holder": wanted.holder,
    });
    let law = wanted.granted_under == GrantedUnder::Importer;
    let dated = wanted.issued_relation != IssuedRelation::Any;
    let base = !wanted.requires_base.is_empty();
    put(&mut value, "grantedUnderLawOf", law.then(|| json!(wanted.granted_under)));
    put(&mut value, "issuedRelation", dated.then(|| json!(wanted.issued_relation)));
    put(&mut value, "requiresBase", base.then(|| json!(wanted.requires_base)));
    value
}

/// What stays the same while changes are tried.
struct Search<'s> {
    verifier: &'s Verifier,
    transfer: &'s Transfer,
    certificates: &'s [Certificate],
    clocks: Clocks,
}

/// What a question gave, and what might be changed next.
struct Look {
    glance: Glance,
    choices: Vec<Choice>,
}

/// What is in the way of one instrument, or of none in particular.
struct Choice {
    instrument: Option<String>,
    next: Vec<Change>,
}

impl Search<'_> {
    /// The routes that begin with one instrument; fewer changes are tried before more.
    fn under(&self, instrument: &[String]) -> Vec<Route> {
        let mut routes: Vec<Route> = Vec::new();
        let mut tried: Vec<Vec<Change>> = Vec::new();
        let mut queue = VecDeque::from([(Vec::new(), instrument.to_vec())]);
        let mut tries = 0;
        while let Some((changes, focus)) = queue.pop_front() {
            if tries == TRIES {
                break;
            }
            if routes.iter().any(|route| route.is_part_of(&changes)) {
                continue;
            }
            tries += 1;
            let look = self.look(&changes, &focus);
            if look.glance.verdict.is_yes() {
                routes.extend(self.route(changes, look.glance));
                continue;
            }
            for choice in look.choices.into_iter().filter(|_| changes.len() < CHANGES) {
                let focus: Vec<_> = focus.iter().cloned().chain(choice.instrument).collect();
                for change in choice.next.into_iter().filter(|change| !changes.contains(change)) {
                    let more: Vec<_> = changes.iter().cloned().chain([change]).collect();
                    if !tried.iter().any(|other| is_same(other, &more)) {
                        tried.push(more.clone());
                        queue.push_back((more, focus.clone()));
                    }
                }
            }
        }
        routes
    }

    /// A route, if no part of it does as well.
    fn route(&self, changes: Vec<Change>, glance: Glance) -> Option<Route> {
        let parts = 1_usize << changes.len();
        let part = |mask: usize| {
            let chosen = changes.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
            chosen.map(|(_, change)| change.clone()).collect::<Vec<_>>()
        };
        let does = |mask: usize| self.look(&part(mask), &[]).glance.verdict.is_yes();
        let smallest = !changes.is_empty() && !(1..parts - 1).any(does);
        let Glance { verdict, instrument, .. } = glance;
        smallest.then_some(Route { changes, verdict, instrument })
    }

    fn look(&self, changes: &[Change], focus: &[String]) -> Look {
        let transfer = apply(changes, self.transfer);
        let supposed = changes.iter().filter_map(|change| match change {
            Change::Present(wanted) => Some(Wanted::clone(wanted)),
            _ => None,
        });
        let supposed: Vec<_> = supposed.collect();
        let look = |decided: &Decided<'_>| Look {
            glance: Glance::of(decided),
            choices: choices(decided, &transfer, focus, &supposed),
        };
        self.verifier.consider(&transfer, self.certificates, self.clocks, &supposed, look)
    }
}

fn is_same(a: &[Change], b: &[Change]) -> bool {
    a.len() == b.len() && a.iter().all(|change| b.contains(change))
}

/// What may be changed for the sake of the regime that is most against it.
fn choices(
    decided: &Decided<'_>,
    transfer: &Transfer,
    focus: &[String],
    supposed: &[Wanted],
) -> Vec<Choice> {
    let Some(ruling) = decided.rulings.first() else { return Vec::new() };
    let focused = |judged: &&Judged<'_>| focus.contains(&judged.instrument.item.id);
    let any = ruling.considered.iter().any(|judged| focused(&judged));
    let judged = ruling.considered.iter().filter(|judged| !any || focused(judged));
    let by_instrument = judged.filter(|judged| judged.can_be_met()).map(|judged| Choice {
        instrument: Some(judged.instrument.item.id.clone()).filter(|_| !any),
        next: next(judged, transfer, supposed),
    });
    // What is open of an order stands in the way of every instrument.
    let open = |missing: &&crate::recognition::Missing| {
        !ruling.considered.iter().any(|judged| judged.missing().contains(missing))
    };
    let missing: Vec<_> = ruling.missing.iter().filter(open).cloned().collect();
    let prohibited = ruling.weight > Some(crate::code::Weight::Refused);
    let left_out = if prohibited { leave_out(transfer) } else { Vec::new() };
    let orders = Stating::each(&missing, transfer).map(Change::State).chain(left_out);
    let orders = Choice { instrument: None, next: orders.collect() };
    by_instrument.chain([orders]).collect()
}

/// The next changes for one instrument: first what the transfer is, then the certificate,
/// then the evidence, then the facts, so that no order is tried twice.
fn next(judged: &Judged<'_>, transfer: &Transfer, supposed: &[Wanted]) -> Vec<Change> {
    let wanted = || judged.version.into_iter().flat_map(Wanted::of);
    let has = wanted().any(|wanted| supposed.contains(&wanted));
    let mut changes = Vec::new();
    if judged.is_refused_at(Gate::Scope) || judged.is_refused_at(Gate::Coverage) {
        changes.extend(leave_out(transfer));
    }
    if judged.is_refused_at(Gate::Demands) && transfer.role.is_some() {
        changes.extend(other_roles(transfer));
    }
    if judged.wants_certificate() && !has {
        changes.extend(wanted().map(|wanted| Change::Present(Box::new(wanted))));
    }
    if changes.is_empty() {
        changes.extend(judged.findings().find_map(evidence));
    }
    if changes.is_empty() {
        changes.extend(Stating::each(judged.missing(), transfer).map(Change::State));
    }
    changes
}

fn evidence(finding: &Finding) -> Option<Change> {
    let owed = finding.code == Code::EvidenceOwed;
    let id = finding.fact("precondition").filter(|_| owed)?.to_owned();
    match finding.fact("evidence")? {
        "fact" | "attestation" => Some(Change::Evidence(id)),
        kind => Some(Change::Show(kind.to_owned())),
    }
}

/// Where there are several, each may be left out.
fn leave_out(transfer: &Transfer) -> Vec<Change> {
    let mut transfer = transfer.clone();
    let lists = lists(&mut transfer).into_iter().filter(|(_, list)| list.len() > 1);
    let each = lists.flat_map(|(fact, list)| {
        let values = std::mem::take(list);
        values.into_iter().map(move |value| Change::LeaveOut { fact, value })
    });
    each.collect()
}

fn other_roles(transfer: &Transfer) -> impl Iterator<Item = Change> {
    let stated = transfer.role;
    let others = Role::ALL.into_iter().filter(move |role| Some(*role) != stated);
    others.map(|role| Change::State(Stating::new(Fact::Role, role.as_str())))
}
