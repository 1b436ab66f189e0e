//! Whom an instrument or an order reaches.

use super::arrangement::{Importer, Reach, Territory};
use super::decide::Question;
use super::facts::{Fact, Missing};
use super::jurisdiction::SucceededInstruments;
use super::predicate::Truth;
use super::registry::Place;
use super::transfer::Party;

/// Whether an instrument reaches the importer at `to`.
pub(crate) fn reaches(importer: &Importer, question: &Question<'_>, to: &Place<'_>) -> Truth {
    match importer {
        Importer::Any => Truth::True,
        Importer::Territories(list) => {
            Truth::any(list.iter().map(|territory| lies_in(territory, question, to)))
        }
        Importer::Regimes(list) => {
            let regimes = question.registry.regimes_of(to, question.clocks.valid_at);
            Truth::of(regimes.iter().any(|held| list.contains(&held.item.id)))
        }
        Importer::Organisations(list) => {
            let party = &question.transfer.importer;
            Truth::any(list.iter().map(|id| is_party(party, id, "importer")))
        }
    }
}

/// Whether a territory, as an instrument names it, takes in a place.
pub(crate) fn lies_in(territory: &Territory, question: &Question<'_>, to: &Place<'_>) -> Truth {
    let at = question.clocks.valid_at;
    let named = &territory.jurisdiction;
    let inside = to.is(named)
        || (territory.reach == Reach::WithParts && question.registry.is_part_of(to, named, at));
    if inside {
        return Truth::True;
    }
    let predecessors = question.registry.predecessors(to, at);
    match predecessors.into_iter().find(|(former, _)| former == named) {
        Some((_, SucceededInstruments::Continue)) => Truth::True,
        Some((_, SucceededInstruments::Undeclared)) => {
            Truth::Unknown(vec![Missing::open(Fact::Succession(named.clone()))])
        }
        _ => Truth::False,
    }
}

/// Whether a party is the one of that identifier. A name identifies nobody.
pub(crate) fn is_party(party: &Party, id: &str, side: &'static str) -> Truth {
    let registered = |number: &super::transfer::Registration| {
        id.strip_prefix(&*number.system)
            .is_some_and(|rest| rest.trim_start_matches(['/', '#', ':']) == number.value)
    };
    if party.id.as_deref() == Some(id) || party.registrations.iter().any(registered) {
        return Truth::True;
    }
    match party.id {
        Some(_) => Truth::False,
        None => Truth::Unknown(vec![Missing::open(Fact::Party(side))]),
    }
}
