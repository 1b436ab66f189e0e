//! An instrument of a pack, for those who compare it with the law.

use crate::output::Output;
use tegata::explain::printable;
use tegata::recognition::{
    AcceptedScheme, Arrangement, Citation, GrantedUnder, Holder, Importer, IssuedRelation, Onward,
    Predicate, Prohibition, Reviewed, Version, Versions,
};
use tegata::trust::AnyOr;
use tegata::{Event, Role};

/// Prints all that is stated of it.
pub(super) fn print(out: &mut Output, one: &Arrangement) {
    out.gap();
    out.heading(&printable(&one.title));
    out.field(out.pick("identifier", "識別子"), &one.id);
    out.field(out.pick("effect", "効果"), &words(one.effect.as_str()));
    out.field(out.pick("state", "状態"), &words(one.state.as_str()));
    for citation in &one.citations {
        out.field(out.pick("law", "条文"), &cite(citation));
    }
    print_events(out, &one.events);
    for version in &one.versions {
        print_version(out, version, one.versions.len() > 1);
    }
    if let Some(due) = one.review_due {
        out.field(out.pick("review due", "見直し期限"), &due.date());
    }
    print_marks(out, &one.source, &one.reviewed, &one.notes);
}

/// Prints an order.
pub(super) fn print_order(out: &mut Output, order: &Prohibition) {
    out.gap();
    out.heading(&printable(&order.title));
    out.field(out.pick("identifier", "識別子"), &order.id);
    out.field(out.pick("effect", "効果"), out.pick("prohibition", "禁止"));
    for citation in &order.citations {
        out.field(out.pick("law", "条文"), &cite(citation));
    }
    print_events(out, &order.events);
    let target = &order.target;
    let territories = match &target.territories {
        AnyOr::Any => out.pick("any place", "すべての場所").to_owned(),
        AnyOr::Only(list) => join(list.iter().map(|territory| &*territory.jurisdiction)),
    };
    out.field(out.pick("to", "移転先"), &territories);
    print_predicate(out, out.pick("when", "条件"), &target.when);
    print_marks(out, &order.source, &order.reviewed, &order.notes);
}

/// An act, its article and where it is published.
pub(super) fn cite(citation: &Citation) -> String {
    let parts = [Some(&citation.instrument), citation.article.as_ref(), citation.url.as_ref()];
    join(parts.into_iter().flatten().map(String::as_str))
}

/// Prints where a fact was read, who reviewed it, and what else should be known.
pub(super) fn print_marks(out: &mut Output, source: &str, reviewed: &Reviewed, notes: &[String]) {
    out.field(out.pick("source", "出典"), source);
    let review = match reviewed {
        Reviewed::Unreviewed => out.pick("nobody has reviewed this", "未確認").to_owned(),
        Reviewed::By { by, at } => format!("{by}, {}", at.date()),
    };
    out.field(out.pick("review", "確認"), &review);
    for note in notes {
        out.field(out.pick("note", "備考"), note);
    }
}

fn print_events(out: &mut Output, events: &[Event]) {
    for event in events {
        let mut told = vec![event.effective_at.date(), words(event.kind.as_str())];
        if event.published_at != event.effective_at {
            told.push(format!("{} {}", out.pick("published", "公表"), event.published_at.date()));
        }
        if let Some(from) = event.ex_tunc_from {
            told.push(format!("{} {}", out.pick("undoes all since", "遡及"), from.date()));
        }
        told.extend(
            event.until.map(|until| format!("{} {}", out.pick("until", "まで"), until.date())),
        );
        let grace = event.grace.map(|grace| grace.until.date());
        told.extend(
            grace.map(|until| format!("{} {until}", out.pick("effects kept until", "効力維持"))),
        );
        told.extend(event.reference.clone());
        out.field(out.pick("event", "経緯"), &told.join(", "));
    }
}

fn print_version(out: &mut Output, version: &Version, several: bool) {
    if several {
        out.field(out.pick("text since event", "次の時点の文言"), &version.event);
    }
    out.field(out.pick("importers", "移転先"), &importers(out, &version.importer));
    if let Some(adopts) = &version.adopts {
        out.field(out.pick("takes over from", "採用元"), &adopts.regime);
    }
    for scheme in &version.schemes {
        out.field(out.pick("certificate", "証明書"), &accepted(scheme));
    }
    if !version.schemes.is_empty() {
        print_demands(out, version);
    }
    if version.scope != Predicate::Always {
        print_predicate(out, out.pick("only for", "対象"), &version.scope);
    }
    for exclusion in &version.exclusions {
        let told = format!("{} ({})", words(&exclusion.name), exclusion.reference);
        out.field(out.pick("not for", "対象外"), &told);
    }
    for precondition in &version.preconditions {
        let told = format!("{} ({})", words(&precondition.id), precondition.reference);
        out.field(out.pick("first needs", "前提"), &told);
    }
    for obligation in &version.obligations {
        let told = format!("{} ({})", words(&obligation.code), obligation.reference);
        out.field(out.pick("then owes", "義務"), &told);
    }
    print_onward(out, &version.onward);
}

/// What is asked of a certificate beside its scheme.
fn print_demands(out: &mut Output, version: &Version) {
    let holder = match version.holder {
        Holder::Importer => out.pick("the importer", "移転先"),
        Holder::Exporter => out.pick("the exporter", "移転元"),
        Holder::Either => out.pick("either of them", "いずれか"),
    };
    out.field(out.pick("held by", "保有者"), holder);
    if version.granted_under_law_of == GrantedUnder::Importer {
        let law = out.pick("the law of the destination", "移転先の法");
        out.field(out.pick("granted under", "準拠法"), law);
    }
    if !version.requires_base.is_empty() {
        out.field(out.pick("besides", "併せて必要"), &version.requires_base.join(", "));
    }
    let relation = match version.issued_relation {
        IssuedRelation::Any => return,
        IssuedRelation::NotBeforeEnactment => out.pick("after it took effect", "発効後"),
        IssuedRelation::NotAfterWithdrawal => out.pick("before its withdrawal", "撤回前"),
    };
    out.field(out.pick("decided", "決定の時期"), relation);
}

fn importers(out: &Output, importer: &Importer) -> String {
    match importer {
        Importer::Any => out.pick("anybody", "すべて").to_owned(),
        Importer::Territories(list) => join(list.iter().map(|t| &*t.jurisdiction)),
        Importer::Regimes(list) | Importer::Organisations(list) => {
            join(list.iter().map(String::as_str))
        }
    }
}

fn accepted(scheme: &AcceptedScheme) -> String {
    let versions = match &scheme.versions {
        Versions::Any => "any version".to_owned(),
        Versions::AsAmended => "as amended".to_owned(),
        Versions::List(list) => format!("version {}", list.join(", ")),
        Versions::Range { from, to } => format!("version {from} to {to}"),
    };
    let roles = match &scheme.roles {
        AnyOr::Any => "any role".to_owned(),
        AnyOr::Only(roles) => join(roles.iter().copied().map(Role::as_str)),
    };
    format!("{}, {versions}, {roles}", scheme.scheme)
}

/// The closed language of predicates is JSON of few words: it is shown as it stands.
fn print_predicate(out: &mut Output, name: &str, predicate: &Predicate) {
    let text = serde_json::to_string(predicate).unwrap_or_default();
    out.field(name, &text);
}

fn print_onward(out: &mut Output, onward: &Onward) {
    if let AnyOr::Only(tools) = &onward.allowed_tools {
        let tools = join(tools.iter().map(String::as_str));
        out.field(out.pick("onward only by", "再移転の手段"), &tools);
    }
    if !onward.barred_tools.is_empty() {
        out.field(out.pick("onward not by", "再移転の禁止"), &onward.barred_tools.join(", "));
    }
}

fn join<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// A name in lower snake case, as words.
fn words(name: &str) -> String {
    name.replace('_', " ")
}
