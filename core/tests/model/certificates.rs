//! Rule 7: what an instrument asks of a certificate. Whether one stands is a plain fact here:
//! steps 4 and 5 are tested elsewhere.

use super::life;
use super::rules::{self, Question, is_party};
use super::truth::{Truth, all, any, concept_is_a, role_is_among, truth};
use tegata::certificate::Role;
use tegata::recognition::{
    AcceptedScheme, Arrangement, GrantedUnder, Holder, IssuedRelation, Jurisdiction, Party,
    Version, Versions,
};
use tegata::trust::AnyOr;
use tegata::{Clocks, Timestamp, Transfer};

/// A certificate as plain facts. No list: that dimension is not limited.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub subject: String,
    pub scheme: String,
    pub version: String,
    pub variant: Option<String>,
    pub roles: Vec<Role>,
    pub law: String,
    /// The first and the last second of the day of its decision.
    pub decided: Option<(Timestamp, Timestamp)>,
    /// Steps 4 and 5 at the clocks of the question.
    pub stands: Truth,
    pub entities: Option<Vec<String>>,
    pub activities: Option<Vec<String>>,
    pub sites: Option<Vec<String>>,
    pub included: Option<Vec<String>>,
    pub excluded: Vec<String>,
    pub data_subjects: Option<Vec<String>>,
    pub sub_processors: Option<Vec<String>>,
}

/// Each certificate of an accepted scheme, with whether it meets the demands.
pub(crate) fn rule_7<'q>(
    question: &Question<'q>,
    a: &Arrangement,
    version: &Version,
    clocks: Clocks,
    to: &Jurisdiction,
) -> Vec<(&'q Card, Truth)> {
    let accepted =
        |card: &&Card| version.schemes.iter().any(|accepted| accepted.scheme == card.scheme);
    let cards = question.cards.iter().filter(accepted);
    cards
        .map(|card| {
            let sides = sides(version.holder, question.transfer);
            let sides = sides.iter().map(|side| meets(question, card, version, side));
            let demands = [
                card.stands,
                any(&sides.collect::<Vec<_>>()),
                granted_under(question, card, version, to),
                issued_in_time(a, card, version, clocks),
            ];
            (card, all(&demands))
        })
        .collect()
}

/// An end of the transfer at which the holder may stand.
struct Side<'t> {
    party: &'t Party,
    role: Option<Role>,
}

fn sides(holder: Holder, transfer: &Transfer) -> Vec<Side<'_>> {
    let importer = || Side { party: &transfer.importer, role: transfer.role };
    let exporter = || Side { party: &transfer.exporter, role: transfer.exporter_role };
    match holder {
        Holder::Importer => vec![importer()],
        Holder::Exporter => vec![exporter()],
        Holder::Either => vec![importer(), exporter()],
    }
}

fn meets(question: &Question<'_>, card: &Card, version: &Version, side: &Side<'_>) -> Truth {
    let entries = version.schemes.iter().filter(|accepted| accepted.scheme == card.scheme);
    let entries = entries.map(|accepted| accepts(accepted, card, side.role));
    all(&[
        is_holder(card, side.party),
        has_role(side.role, &AnyOr::Only(card.roles.clone())),
        any(&entries.collect::<Vec<_>>()),
        covers(card, question.transfer),
        has_bases(question, card, version),
    ])
}

/// The certificate is the party's own, or names it as covered.
fn is_holder(card: &Card, party: &Party) -> Truth {
    let named = card.entities.iter().flatten().chain([&card.subject]);
    any(&named.map(|id| is_party(party, id)).collect::<Vec<_>>())
}

fn accepts(accepted: &AcceptedScheme, card: &Card, role: Option<Role>) -> Truth {
    let variant = match &accepted.variants {
        AnyOr::Any => true,
        AnyOr::Only(list) => card.variant.as_ref().is_some_and(|variant| list.contains(variant)),
    };
    let number = |text: &str| text.parse::<u32>().ok();
    let version = match &accepted.versions {
        Versions::Any => true,
        Versions::List(list) => list.contains(&card.version),
        Versions::Range { from, to } => {
            (number(from)..=number(to)).contains(&number(&card.version))
        }
        Versions::AsAmended => unreachable!("no random world has rules of schemes"),
    };
    all(&[truth(variant && version), has_role(role, &accepted.roles)])
}

fn has_role(role: Option<Role>, roles: &AnyOr<Role>) -> Truth {
    match (roles, role) {
        (AnyOr::Any, _) => Truth::Yes,
        (AnyOr::Only(list), None) if Role::ALL.iter().all(|role| role_is_among(*role, list)) => {
            Truth::Yes
        }
        (AnyOr::Only(_), None) => Truth::Unknown,
        (AnyOr::Only(list), Some(role)) => truth(role_is_among(role, list)),
    }
}

/// Step 6, dimension by dimension: what the certificate limits, the question must state.
fn covers(card: &Card, transfer: &Transfer) -> Truth {
    let subjects = card.data_subjects.as_deref();
    let sub_processors = match (&card.sub_processors, &transfer.sub_processors) {
        (None, _) => Truth::Yes,
        (Some(_), None) => Truth::Unknown,
        (Some(list), Some(part)) => truth(part.iter().all(|one| list.contains(one))),
    };
    all(&[
        listed(card.activities.as_deref(), transfer.activity.as_ref()),
        listed(card.sites.as_deref(), transfer.site.as_ref()),
        concepts(subjects, &[], &transfer.data_subjects),
        concepts(card.included.as_deref(), &card.excluded, &transfer.data_categories),
        sub_processors,
    ])
}

fn listed(list: Option<&[String]>, stated: Option<&String>) -> Truth {
    match (list, stated) {
        (None, _) => Truth::Yes,
        (Some(_), None) => Truth::Unknown,
        (Some(list), Some(stated)) => truth(list.contains(stated)),
    }
}

/// Each must be a kind of one that is included and of none that is excluded.
fn concepts(included: Option<&[String]>, excluded: &[String], stated: &[String]) -> Truth {
    if included.is_none() && excluded.is_empty() {
        return Truth::Yes;
    }
    if stated.is_empty() {
        return Truth::Unknown;
    }
    let among = |value: &String, kinds: &[String]| {
        any(&kinds.iter().map(|kind| concept_is_a(value, kind)).collect::<Vec<_>>())
    };
    let each = stated.iter().flat_map(|value| {
        let inside = included.map_or(Truth::Yes, |kinds| among(value, kinds));
        [inside, super::truth::not(among(value, excluded))]
    });
    all(&each.collect::<Vec<_>>())
}

/// A certificate of each base scheme, of the same holder, that stands.
fn has_bases(question: &Question<'_>, card: &Card, version: &Version) -> Truth {
    let has = |base: &String| {
        let cards = question.cards.iter().filter(|other| other.scheme == *base);
        let bases = cards.filter(|other| other.subject == card.subject).map(|other| other.stands);
        any(&bases.collect::<Vec<_>>())
    };
    all(&version.requires_base.iter().map(has).collect::<Vec<_>>())
}

/// Singapore regulation 12: granted under the law of the destination.
fn granted_under(
    question: &Question<'_>,
    card: &Card,
    version: &Version,
    to: &Jurisdiction,
) -> Truth {
    match version.granted_under_law_of {
        GrantedUnder::Any => Truth::Yes,
        GrantedUnder::Importer => rules::granted_there(question, &card.law, to),
    }
}

/// How the day of the decision lies to the instrument's own life. A day that an instant
/// divides leaves it open.
fn issued_in_time(a: &Arrangement, card: &Card, version: &Version, clocks: Clocks) -> Truth {
    let (limit, first, last) = match (version.issued_relation, card.decided) {
        (IssuedRelation::Any, _) => return Truth::Yes,
        (_, None) => return Truth::Unknown,
        (IssuedRelation::NotBeforeEnactment, Some((first, last))) => {
            (life::since(a, clocks), first, last)
        }
        (IssuedRelation::NotAfterWithdrawal, Some((first, last))) => {
            let Some(end) = life::withdrawn_at(a, clocks) else { return Truth::Yes };
            return match (first <= end, last <= end) {
                (true, true) => Truth::Yes,
                (false, false) => Truth::No,
                _ => Truth::Unknown,
            };
        }
    };
    limit.map_or(Truth::Unknown, |limit| from(limit, first, last))
}

fn from(limit: Timestamp, first: Timestamp, last: Timestamp) -> Truth {
    if first >= limit {
        return Truth::Yes;
    }
    if last < limit { Truth::No } else { Truth::Unknown }
}
