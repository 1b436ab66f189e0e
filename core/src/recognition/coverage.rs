//! Step 6: does the certificate cover the transfer?
//!
//! A dimension that the scheme does not require and the certificate does not state is not
//! limited. One that is required and lacking, hidden, or limited while the question says
//! nothing of it, is unknown.

use super::candidate::{Found, Gate};
use super::decide::{Presented, Question};
use super::facts::{Fact, Missing, OTHER, concept_is_a, role_is_a};
use super::predicate::Truth;
use super::transfer::Party;
use crate::certificate::{Role, ScopeDimension, Stated};
use crate::code::{Code, Finding};

/// At which end of the transfer the certificate's holder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Importer,
    Exporter,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Importer => "importer",
            Self::Exporter => "exporter",
        }
    }

    pub(crate) fn role(self, question: &Question<'_>) -> (Option<Role>, Fact) {
        match self {
            Self::Importer => (question.transfer.role, Fact::Role),
            Self::Exporter => (question.transfer.exporter_role, Fact::ExporterRole),
        }
    }

    fn party<'q>(self, question: &Question<'q>) -> &'q Party {
        match self {
            Self::Importer => &question.transfer.importer,
            Self::Exporter => &question.transfer.exporter,
        }
    }
}

/// Checks every dimension.
pub(crate) fn check(
    question: &Question<'_>,
    presented: &Presented<'_>,
    side: Side,
    found: &mut Found,
) {
    let transfer = question.transfer;
    let scope = &presented.scope;
    check_holder(question, presented, side, found);
    check_role(question, presented, side, found);
    check_data(question, presented, found);
    let mut listed = |dimension, stated, asked: &[&str], fact, code| {
        check_listed(&Listed { presented, dimension, stated, asked, fact, code }, found);
    };
    let activity: Vec<_> = transfer.activity.as_deref().into_iter().collect();
    let site: Vec<_> = transfer.site.as_deref().into_iter().collect();
    let activities = ScopeDimension::Activities;
    listed(activities, &scope.activities, &activity, Fact::Activity, Code::ActivityNotCovered);
    listed(ScopeDimension::Sites, &scope.sites, &site, Fact::Site, Code::SiteNotCovered);
    check_sub_processors(question, presented, found);
    check_subjects(question, presented, found);
}

/// The certificate is the party's own, or names it as covered.
fn check_holder(question: &Question<'_>, presented: &Presented<'_>, side: Side, found: &mut Found) {
    let other = match side {
        Side::Importer => Side::Exporter,
        Side::Exporter => Side::Importer,
    };
    match covers_party(presented, side.party(question)) {
        Held::Yes => {}
        Held::Unnamed => found.unknown(
            Gate::Coverage,
            Finding::new(Code::CoverageFactUnstated).with("fact", side.name()),
            vec![Missing::open(Fact::Party(side.name()))],
        ),
        Held::NameOnly => {
            let name = side.party(question).name.clone().unwrap_or_default();
            found.add(Gate::Coverage, Finding::new(Code::EntityAmbiguous).with("name", name));
        }
        Held::Hidden => found.add(Gate::Coverage, hidden("entities")),
        Held::No if covers_party(presented, other.party(question)) == Held::Yes => {
            found.add(Gate::Coverage, Finding::new(Code::WrongHolder).with("side", side.name()));
        }
        Held::No => {
            let party = side.party(question);
            let name = party.id.clone().or_else(|| party.name.clone()).unwrap_or_default();
            found.add(Gate::Coverage, Finding::new(Code::EntityNotCovered).with("entity", name));
        }
    }
}

#[derive(PartialEq, Eq)]
enum Held {
    Yes,
    No,
    NameOnly,
    Hidden,
    Unnamed,
}

fn covers_party(presented: &Presented<'_>, party: &Party) -> Held {
    let certificate = presented.certificate;
    let own = |id: &str| id == certificate.subject();
    let registered = || {
        certificate.registrations().any(|(system, value)| {
            party.registrations.iter().any(|r| r.system == system && r.value == value)
        })
    };
    let entities = &presented.scope.entities;
    let named = |name: &str| matches!(entities, Stated::Listed { names, .. } if names.iter().any(|n| n == name));
    if party.id.as_deref().is_some_and(|id| own(id) || named(id)) || registered() {
        return Held::Yes;
    }
    if party.id.is_none() {
        return match party.name.as_deref() {
            None => Held::Unnamed,
            Some(name) if name == certificate.legal_name() || named(name) => Held::NameOnly,
            Some(_) => Held::Unnamed,
        };
    }
    match entities {
        Stated::Hidden | Stated::Listed { more: true, .. } => Held::Hidden,
        _ => Held::No,
    }
}

fn check_role(question: &Question<'_>, presented: &Presented<'_>, side: Side, found: &mut Found) {
    let covers = |role: Role| {
        presented.certificate.roles().any(|covered| role_is_a(role.as_str(), covered.as_str()))
    };
    match side.role(question) {
        (Some(role), _) if covers(role) => {}
        (Some(role), _) => {
            let finding = Finding::new(Code::RoleOutOfScope).with("role", role.as_str());
            found.add(Gate::Coverage, finding);
        }
        (None, _) if Role::ALL.into_iter().all(covers) => {}
        (None, fact) => unstated(Missing::role(fact), found),
    }
}

/// Each category must be among the included and none of the excluded.
fn check_data(question: &Question<'_>, presented: &Presented<'_>, found: &mut Found) {
    let scope = &presented.scope;
    let asked: Vec<_> = question.transfer.data_categories.iter().map(String::as_str).collect();
    check_listed(
        &Listed {
            presented,
            dimension: ScopeDimension::DataCategories,
            stated: &scope.data_categories,
            asked: &asked,
            fact: Fact::DataCategories,
            code: Code::DataCategoryNotCovered,
        },
        found,
    );
    if asked.is_empty() && !scope.excluded_data.is_empty() {
        unstated(Missing::one_of(Fact::DataCategories, &scope.excluded_data), found);
    }
    for category in asked {
        let excluded = scope.excluded_data.iter();
        let within =
            Truth::any(excluded.map(|kind| concept_is_a(Fact::DataCategories, category, kind)));
        match within {
            Truth::False => {}
            Truth::True => found.add(
                Gate::Coverage,
                Finding::new(Code::DataCategoryNotCovered).with("value", category),
            ),
            Truth::Unknown(missing) => missing.into_iter().for_each(|m| unstated(m, found)),
        }
    }
}

fn check_subjects(question: &Question<'_>, presented: &Presented<'_>, found: &mut Found) {
    let asked: Vec<_> = question.transfer.data_subjects.iter().map(String::as_str).collect();
    let listed = Listed {
        presented,
        dimension: ScopeDimension::DataSubjects,
        stated: &presented.scope.data_subjects,
        asked: &asked,
        fact: Fact::DataSubjects,
        code: Code::DataSubjectsNotCovered,
    };
    check_listed(&listed, found);
}

/// An empty list in the question says that no sub-processor takes part.
fn check_sub_processors(question: &Question<'_>, presented: &Presented<'_>, found: &mut Found) {
    let asked = question.transfer.sub_processors.as_deref();
    if asked.is_some_and(<[String]>::is_empty) {
        return;
    }
    let asked: Vec<_> = asked.into_iter().flatten().map(String::as_str).collect();
    let listed = Listed {
        presented,
        dimension: ScopeDimension::SubProcessors,
        stated: &presented.scope.sub_processors,
        asked: &asked,
        fact: Fact::SubProcessors,
        code: Code::SubProcessorNotCovered,
    };
    check_listed(&listed, found);
}

/// One dimension: what the certificate lists, and what the question states.
struct Listed<'l> {
    presented: &'l Presented<'l>,
    dimension: ScopeDimension,
    stated: &'l Stated,
    asked: &'l [&'l str],
    fact: Fact,
    code: Code,
}

fn check_listed(listed: &Listed<'_>, found: &mut Found) {
    let required = listed.presented.required.contains(&listed.dimension);
    match listed.stated {
        Stated::Unstated if required => {
            let dimension = listed.fact.to_string();
            let finding = Finding::new(Code::ScopeUnstated).with("dimension", dimension);
            found.add(Gate::Coverage, finding);
        }
        Stated::Unstated => {}
        Stated::Hidden => found.add(Gate::Coverage, hidden(&listed.fact.to_string())),
        Stated::Listed { names, more } => {
            if listed.asked.is_empty() {
                unstated(one_of(listed.fact.clone(), names), found);
            }
            let values = listed.asked.iter();
            values.for_each(|value| check_value(listed, value, names, *more, found));
        }
    }
}

fn check_value(listed: &Listed<'_>, value: &str, names: &[String], more: bool, found: &mut Found) {
    let concept = matches!(listed.fact, Fact::DataCategories | Fact::DataSubjects);
    let within = |name: &String| match concept {
        true => concept_is_a(listed.fact.clone(), value, name),
        false => Truth::of(value == name),
    };
    match Truth::any(names.iter().map(within)) {
        Truth::True => {}
        Truth::False if more => found.add(Gate::Coverage, hidden(&listed.fact.to_string())),
        Truth::False => {
            found.add(Gate::Coverage, Finding::new(listed.code).with("value", value));
        }
        Truth::Unknown(missing) => missing.into_iter().for_each(|m| unstated(m, found)),
    }
}

fn one_of(fact: Fact, names: &[String]) -> Missing {
    let open = matches!(fact, Fact::SubProcessors);
    let mut missing = Missing::one_of(fact, names);
    if open {
        missing.values.push(OTHER.to_owned());
    }
    missing
}

fn unstated(missing: Missing, found: &mut Found) {
    let finding = Finding::new(Code::CoverageFactUnstated).with("fact", missing.fact.to_string());
    found.unknown(Gate::Coverage, finding, vec![missing]);
}

fn hidden(dimension: &str) -> Finding {
    Finding::new(Code::ScopeHidden).with("dimension", dimension)
}
