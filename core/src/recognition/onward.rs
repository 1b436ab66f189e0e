//! Step 7, onward transfers: the rules that data carry with them (never transitivity).

use super::arrangement::{Arrangement, Onward};
use super::candidate::{Found, Gate};
use super::decide::Question;
use super::facts::{Fact, Missing};
use super::predicate::Truth;
use super::registry::Held;
use super::transfer::Origin;
use crate::code::{Code, Finding};

/// Checks the tool that is to be relied on, an instrument and its scheme, against the
/// onward rule of every instrument under which the data came.
pub(crate) fn check(
    question: &Question<'_>,
    tool: &Arrangement,
    scheme: Option<&str>,
    found: &mut Found,
) {
    let tools: Vec<_> = [Some(&*tool.id), scheme].into_iter().flatten().collect();
    for (origin, direct) in origins(question) {
        let accepted = rules(question, origin).map(|rule| accepts(rule, direct, &tools));
        add(origin, agreed(accepted), &tools, found);
    }
}

/// A regime that restricts nothing gives no tool; a rule that asks for one stays open.
pub(crate) fn check_without_tool(question: &Question<'_>, found: &mut Vec<Finding>) {
    for (origin, direct) in origins(question) {
        let free = |rule: Option<&Onward>| match rule {
            Some(rule) if direct || rule.inherits => {
                Truth::of(rule.barred_tools.is_empty() && rule.allowed_tools.has("none"))
            }
            Some(_) => Truth::True,
            None => open(origin),
        };
        if agreed(rules(question, origin).map(free)) != Truth::True {
            found.push(Finding::new(Code::OriginUnknown).with("regime", &origin.regime));
        }
    }
}

/// The earlier transfers; the last one binds directly.
fn origins<'q>(question: &Question<'q>) -> impl Iterator<Item = (&'q Origin, bool)> {
    let provenance = &question.transfer.provenance;
    provenance.iter().enumerate().map(|(i, origin)| (origin, i + 1 == provenance.len()))
}

/// The onward rules that may bind: of the instrument that is named, or of every one of the
/// regime where none is.
fn rules<'q>(
    question: &Question<'q>,
    origin: &'q Origin,
) -> impl Iterator<Item = Option<&'q Onward>> {
    let registry = question.registry;
    let published = |held: &Held<Arrangement>| held.item.is_published(question.clocks.known_at);
    let named = origin.instrument.as_deref().map(|id| {
        let named = registry.instrument(id).filter(|held| published(held));
        named.filter(|held| held.item.exporter_regime == origin.regime)
    });
    let all = registry.arrangements(&origin.regime).iter();
    let all = all.filter(|held| held.item.effect.permits() && published(held));
    let list: Vec<_> = match named {
        Some(one) => vec![one],
        None => all.map(Some).collect(),
    };
    let unknown = list.is_empty().then_some(None);
    let clocks = question.clocks;
    list.into_iter()
        .map(move |held| {
            // What came under an instrument stays bound when the instrument has ended.
            held?.item.life(clocks, None).version.map(|version| &version.onward)
        })
        .chain(unknown)
}

fn accepts(rule: Option<&Onward>, direct: bool, tools: &[&str]) -> Truth {
    match rule {
        None => Truth::Unknown(Vec::new()),
        Some(rule) if !direct && !rule.inherits => Truth::True,
        Some(rule) => {
            let barred = tools.iter().any(|tool| rule.barred_tools.iter().any(|b| b == tool));
            Truth::of(!barred && tools.iter().any(|tool| rule.allowed_tools.has(tool)))
        }
    }
}

fn open(origin: &Origin) -> Truth {
    Truth::Unknown(vec![Missing::open(Fact::Origin(origin.regime.clone()))])
}

/// All the same, or unknown.
fn agreed(mut truths: impl Iterator<Item = Truth>) -> Truth {
    let Some(first) = truths.next() else { return Truth::Unknown(Vec::new()) };
    if truths.all(|truth| truth == first) { first } else { Truth::Unknown(Vec::new()) }
}

fn add(origin: &Origin, accepted: Truth, tools: &[&str], found: &mut Found) {
    match accepted {
        Truth::True => {}
        Truth::False => {
            let finding = Finding::new(Code::OnwardToolBarred).with("regime", &origin.regime);
            found.add(Gate::Onward, finding.with("tool", tools.join(", ")));
        }
        Truth::Unknown(_) => {
            let finding = Finding::new(Code::OriginUnknown).with("regime", &origin.regime);
            let missing = vec![Missing::open(Fact::Origin(origin.regime.clone()))];
            found.unknown(Gate::Onward, finding, missing);
        }
    }
}
