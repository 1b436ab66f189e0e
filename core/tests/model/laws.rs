//! Laws that hold in every world, whatever the rules in it say.

use super::engine::{self, CERTIFICATES};
use super::rules::Verdict;
use super::world::{Case, NAMES, World, at, cases, instants};
use super::{numbers, worlds};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;
use tegata::recognition::{Arrangement, Claim, Completeness, Prohibition};
use tegata::{Code, Report, Timestamp, Transfer, Verifier};

fn verdict(case: &Case, verifier: &Verifier) -> Verdict {
    engine::verdict(engine::decide(case, verifier).verdict())
}

fn config(usual: u32) -> ProptestConfig {
    ProptestConfig {
        cases: worlds(usual),
        rng_seed: super::seed(),
        failure_persistence: None,
        max_shrink_iters: 64,
        ..ProptestConfig::default()
    }
}

/// Fails with the smallest case that breaks the law.
fn keep(law: impl Fn(&Case) -> bool, case: &Case) -> Result<(), TestCaseError> {
    if law(case) {
        return Ok(());
    }
    let case = super::shrink::smallest(case, |case| !law(case));
    Err(TestCaseError::fail(serde_json::to_string_pretty(&case).unwrap()))
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn replaying_is_deterministic_and_order_is_irrelevant(numbers in numbers()) {
        for case in cases(&numbers) {
            keep(order_is_irrelevant, &case)?;
        }
    }

    #[test]
    fn a_prohibition_beats_every_permission(numbers in numbers()) {
        for case in cases(&numbers) {
            keep(prohibition_beats_permission, &case)?;
        }
    }

    #[test]
    fn what_is_unrelated_changes_nothing(numbers in numbers()) {
        for case in cases(&numbers) {
            keep(unrelated_changes_nothing, &case)?;
        }
    }

    #[test]
    fn a_missing_fact_once_supplied_changes_only_what_was_open(numbers in numbers()) {
        for case in cases(&numbers) {
            keep(supplied_facts_change_only_what_was_open, &case)?;
        }
    }

    #[test]
    fn a_document_taken_away_never_improves_an_answer(numbers in numbers()) {
        for case in cases(&numbers) {
            keep(removal_never_improves, &case)?;
        }
    }

    #[test]
    fn where_nobody_claims_to_hold_all_documents_the_answer_says_so(numbers in numbers()) {
        for case in cases(&numbers) {
            keep(removal_improves_only_with_a_warning, &case)?;
        }
    }

    #[test]
    fn the_next_change_is_exact(numbers in numbers()) {
        for case in cases(&numbers).iter().take(1) {
            keep(next_change_is_exact, case)?;
        }
    }
}

/// All of a report but for what lists the inputs in their order.
fn told(report: &Report) -> serde_json::Value {
    let mut report: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    for member in ["inputs", "certificates"] {
        report.as_object_mut().unwrap().remove(member);
    }
    report
}

fn order_is_irrelevant(case: &Case) -> bool {
    let verifier = engine::verifier(&case.world);
    let first = engine::decide(case, &verifier);
    let again = engine::decide(case, &engine::verifier(&case.world));
    let mut turned = case.clone();
    let World { places, regimes, arrangements, prohibitions } = &mut turned.world;
    places.reverse();
    regimes.reverse();
    arrangements.reverse();
    arrangements.iter_mut().for_each(|a| a.events.reverse());
    arrangements.iter_mut().for_each(|a| a.versions.reverse());
    prohibitions.reverse();
    turned.certificates.reverse();
    let turned = engine::decide(&turned, &engine::verifier(&turned.world));
    first.report().to_json() == again.report().to_json()
        && told(first.report()) == told(turned.report())
}

fn prohibition_beats_permission(case: &Case) -> bool {
    let mut forbidden = case.clone();
    let orders = case.world.regimes.iter().enumerate().map(|(index, regime)| {
        let event = json!({ "id": "e0", "type": "order", "effectiveAt": "2000-01-01T00:00:00Z",
            "publishedAt": "2000-01-01T00:00:00Z" });
        json!({ "id": format!("https://w.example/order/9{index}"), "title": "order",
            "regime": regime.id, "citations": [], "source": "here", "reviewed": "unreviewed",
            "events": [event],
            "target": { "organisations": "any", "territories": "any", "when": "always" } })
    });
    forbidden.world.prohibitions =
        orders.map(|order| serde_json::from_value::<Prohibition>(order).unwrap()).collect();
    let before = engine::decide(case, &engine::verifier(&case.world));
    let after = verdict(&forbidden, &engine::verifier(&forbidden.world));
    let knows_regime = before.report().findings().iter().all(|finding| {
        ![
            "regime_unknown",
            "jurisdiction_unknown",
            "jurisdiction_disputed",
            "territorial_scope_unresolved",
            "jurisdiction_succeeded",
        ]
        .contains(&finding.code.as_str())
    });
    !knows_regime || after == Verdict::Prohibited
}

fn unrelated_changes_nothing(case: &Case) -> bool {
    let Some(first) = case.world.arrangements.first() else { return true };
    let elsewhere = |id: u8, regime: &str| {
        let mut act: Arrangement = first.clone();
        act.id = format!("https://w3id.org/tegata/instrument/9{id}");
        act.exporter_regime = regime.to_owned();
        for version in &mut act.versions {
            version.adopts = None;
            version.importer = serde_json::from_value(json!({ "territories": [{
                "jurisdiction": "https://w3id.org/tegata/j/elsewhere",
                "reach": "with_parts" }] }))
            .unwrap();
        }
        act
    };
    // Where no instrument is named, every instrument of the regime has a say on onward
    // transfers.
    let unnamed = case.transfer.provenance.iter().any(|origin| origin.instrument.is_none());
    let mut more = case.clone();
    more.world.arrangements.push(elsewhere(0, "https://w3id.org/tegata/r/3"));
    if !unnamed {
        more.world.arrangements.push(elsewhere(1, "https://w3id.org/tegata/r/0"));
    }
    if case.world.regimes.len() > 3 && unnamed {
        return true;
    }
    let before = engine::decide(case, &engine::verifier(&case.world));
    let after = engine::decide(&more, &engine::verifier(&more.world));
    told(before.report()) == told(after.report())
}

fn supplied_facts_change_only_what_was_open(case: &Case) -> bool {
    let verifier = engine::verifier(&case.world);
    let before = verdict(case, &verifier);
    if matches!(before, Verdict::Indeterminate | Verdict::Conditional) {
        return true;
    }
    // A no may turn out to be forbidden besides: an order that lacked a fact caps a yes only.
    let may_follow =
        |after| after == before || (before, after) == (Verdict::NotRecognised, Verdict::Prohibited);
    let mut supplied = supplied(&case.transfer).into_iter();
    supplied.all(|transfer| may_follow(verdict(&Case { transfer, ..case.clone() }, &verifier)))
}

/// The question with one of the facts that it leaves open, each in some way.
fn supplied(transfer: &Transfer) -> Vec<Transfer> {
    let mut all = Vec::new();
    let mut with = |open: bool, change: &dyn Fn(&mut Transfer)| {
        if open {
            let mut supplied = transfer.clone();
            change(&mut supplied);
            all.push(supplied);
        }
    };
    for role in tegata::certificate::Role::ALL {
        with(transfer.role.is_none(), &|t| t.role = Some(role));
        with(transfer.exporter_role.is_none(), &|t| t.exporter_role = Some(role));
    }
    for name in NAMES.iter().chain(&["other"]) {
        let named = || Some((*name).to_owned());
        with(transfer.activity.is_none(), &|t| t.activity = named());
        with(transfer.site.is_none(), &|t| t.site = named());
        with(transfer.recipient.is_none(), &|t| t.recipient = named());
        with(transfer.means.is_none(), &|t| t.means = named());
        with(transfer.supervisor.is_none(), &|t| t.supervisor = named());
    }
    for count in [0, 10, 100] {
        with(transfer.volume.is_none(), &|t| t.volume = Some(count));
        with(transfer.volume_sensitive.is_none(), &|t| t.volume_sensitive = Some(count));
    }
    for instant in instants() {
        with(transfer.begun_at.is_none(), &|t| t.begun_at = Some(instant));
    }
    for category in ["https://w3id.org/dpv/pd#Contact", "https://w3id.org/dpv/pd#Financial"] {
        let open = transfer.data_categories.is_empty();
        with(open, &|t| t.data_categories = vec![category.to_owned()]);
    }
    let open = transfer.importer.id.is_none();
    for party in [super::world::IMPORTER, "did:web:nobody.example"] {
        with(open, &|t| t.importer = party.into());
    }
    for (name, holds) in NAMES.iter().flat_map(|name| [(*name, true), (*name, false)]) {
        let there = || (name.to_owned(), holds);
        with(!transfer.facts.contains_key(name), &|t| t.facts.extend([there()]));
        with(!transfer.importer_law.contains_key(name), &|t| t.importer_law.extend([there()]));
        let open = !transfer.exporter_status.contains_key(name);
        with(open, &|t| t.exporter_status.extend([there()]));
    }
    all
}

/// In a world in which every regime claims to hold all documents, and names them.
fn removal_never_improves(case: &Case) -> bool {
    let mut case = case.clone();
    let documents = case.world.documents();
    let claim = Claim {
        from: at("2010-01-01T00:00:00Z"),
        as_of: at("2024-06-01T00:00:00Z"),
        until: None,
        documents: documents.clone(),
    };
    for regime in &mut case.world.regimes {
        regime.completeness =
            Completeness { permissions: Some(claim.clone()), prohibitions: Some(claim.clone()) };
    }
    let before = verdict(&case, &engine::verifier(&case.world));
    documents.iter().all(|gone| {
        let after = verdict(&case, &engine::verifier(&without(&case.world, gone)));
        after >= before || after == Verdict::Indeterminate
    })
}

/// In a world in which some regimes claim nothing, and the others name all documents: what
/// the former may have said and is not here cannot be seen, and the better answer says that
/// nobody claims to hold it all.
fn removal_improves_only_with_a_warning(case: &Case) -> bool {
    let mut case = case.clone();
    let documents = case.world.documents();
    for regime in &mut case.world.regimes {
        let claims = &mut regime.completeness;
        for claim in claims.permissions.iter_mut().chain(&mut claims.prohibitions) {
            claim.documents.clone_from(&documents);
        }
    }
    let before = verdict(&case, &engine::verifier(&case.world));
    documents.iter().all(|gone| {
        let less = engine::decide(&case, &engine::verifier(&without(&case.world, gone)));
        let after = engine::verdict(less.verdict());
        let warned = || {
            let mut findings = less.report().findings().iter();
            findings.any(|finding| finding.code == Code::ProhibitionsNotClaimed)
        };
        after >= before || after == Verdict::Indeterminate || warned()
    })
}

/// The world with one document less.
fn without(world: &World, gone: &str) -> World {
    let mut less = world.clone();
    less.regimes.retain(|regime| regime.id != gone);
    less.arrangements.retain(|a| a.id != gone);
    less.prohibitions.retain(|order| order.id != gone);
    less
}

/// The verdict stays the same up to the next change, is another one at it, and stays for
/// good where none is told.
fn next_change_is_exact(case: &Case) -> bool {
    let verifier = engine::verifier(&case.world);
    let decision = engine::decide(case, &verifier);
    let verdict_at =
        |instant: Timestamp| verdict(&Case { valid_at: instant, ..case.clone() }, &verifier);
    let before = engine::verdict(decision.verdict());
    let told = decision.report().next_change();
    let first = points().into_iter().filter(|point| *point > case.valid_at);
    let first = first.into_iter().find(|point| verdict_at(*point) != before);
    told == first
}

/// Every instant at which anything in these worlds may change.
fn points() -> BTreeSet<Timestamp> {
    let ends = CERTIFICATES.iter().flat_map(|c| [c.valid_from(), c.valid_until()]).flatten();
    let edition = at(super::world::NEXT_EDITION);
    let named = instants().chain(ends).chain([edition]);
    named.flat_map(|point| [point, point.plus_seconds(1), point.day().1.plus_seconds(1)]).collect()
}
