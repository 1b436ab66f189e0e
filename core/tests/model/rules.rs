//! The rules of the decision, each by itself, in the order of their numbers.

use super::certificates::{self, Card};
use super::life;
use super::places::{self, areas, during, lies_in, lies_under, place, regimes_of, stays_inside};
use super::truth::{Truth, all, any, holds, not, truth};
use super::world::{Case, World};
use std::collections::BTreeSet;
use tegata::clock::Timestamp;
use tegata::recognition::{
    Adoption, Arrangement, ArrangementState, Claim, ExporterRule, Importer, Jurisdiction,
    LegalEffect, Onward, Origin, Party, Precondition, Prohibition, Regime, Stands, Version,
};
use tegata::trust::AnyOr;
use tegata::{Clocks, Transfer};

/// The verdicts, the better one first: rule 1's order, with "not restricted" left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    NotRestricted,
    Recognised,
    Conditional,
    Indeterminate,
    NotRecognised,
    Prohibited,
}

/// What the model says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub verdict: Verdict,
    /// For a yes, and for a yes under conditions: the instruments used, one for each regime.
    pub instruments: BTreeSet<String>,
    /// Each instrument that was judged, with what it says by itself.
    pub considered: Vec<(String, Verdict)>,
}

/// A question with everything that it is asked of.
#[derive(Clone, Copy)]
pub(crate) struct Question<'q> {
    pub world: &'q World,
    pub transfer: &'q Transfer,
    pub cards: &'q [Card],
    pub clocks: Clocks,
}

/// The answer to a case.
pub(crate) fn answer(case: &Case, cards: &[Card]) -> Answer {
    let question = Question {
        world: &case.world,
        transfer: &case.transfer,
        cards,
        clocks: Clocks::new(case.valid_at, case.known_at),
    };
    rules_4_and_5(&question)
}

/// Rules 4 and 5 for the whole: what is open stays open, unless every value that the open facts could
/// take gives the same answer.
fn rules_4_and_5(question: &Question<'_>) -> Answer {
    let answer = rule_1(question);
    if answer.verdict != Verdict::Indeterminate {
        return answer;
    }
    let mut same: Option<Answer> = None;
    for transfer in super::suppose::every_way_to_complete(question) {
        let supposed = rule_1(&Question { transfer: &transfer, ..*question });
        let fits = |first: &Answer| {
            (first.verdict, &first.instruments) == (supposed.verdict, &supposed.instruments)
        };
        if supposed.verdict == Verdict::Indeterminate || !same.as_ref().is_none_or(fits) {
            return answer;
        }
        same = same.or(Some(supposed));
    }
    same.map_or(answer.clone(), |same| Answer { considered: answer.considered, ..same })
}

/// Rule 1: each regime of the exporter's place by itself, and the worst of them.
fn rule_1(question: &Question<'_>) -> Answer {
    let (world, at) = (question.world, question.clocks.valid_at);
    let open = Answer {
        verdict: Verdict::Indeterminate,
        instruments: BTreeSet::new(),
        considered: Vec::new(),
    };
    let Ok(from) = place(world, &question.transfer.from, at) else { return open };
    let regimes = regimes_of(world, from, at);
    if regimes.is_empty() {
        return open;
    }
    let rulings = regimes.iter().map(|regime| one_regime(question, regime));
    let none = Answer { verdict: Verdict::NotRestricted, ..open };
    let mut worst = rulings.fold(none, |worst, ruling| Answer {
        verdict: worst.verdict.max(ruling.verdict),
        instruments: worst.instruments.into_iter().chain(ruling.instruments).collect(),
        considered: worst.considered.into_iter().chain(ruling.considered).collect(),
    });
    if worst.verdict > Verdict::Conditional {
        worst.instruments.clear();
    }
    worst
}

fn one_regime(question: &Question<'_>, regime: &Regime) -> Answer {
    let to = place(question.world, &question.transfer.to, question.clocks.valid_at);
    let forbidden = rule_3(question, regime, to.ok());
    let bare = |verdict| Answer { verdict, instruments: BTreeSet::new(), considered: Vec::new() };
    if forbidden == Truth::Yes {
        return bare(Verdict::Prohibited);
    }
    let mut ruling = match to {
        Err(_) => bare(Verdict::Indeterminate),
        Ok(to) if stays_inside(question.world, regime, to, question.clocks.valid_at) => {
            bare(Verdict::NotRestricted)
        }
        Ok(_) if regime.exporter_rule != ExporterRule::DenyUnlessPermitted => {
            bare(match rule_11(question, None) {
                Truth::Yes => Verdict::NotRestricted,
                _ => Verdict::Indeterminate,
            })
        }
        Ok(to) => rule_2(question, regime, to),
    };
    if forbidden == Truth::Unknown {
        ruling.verdict = ruling.verdict.max(Verdict::Indeterminate);
    }
    ruling
}

/// Rule 2: of the instruments that count, the best; where none does, rule 6.
fn rule_2(question: &Question<'_>, regime: &Regime, to: &Jurisdiction) -> Answer {
    let mut judged = candidates(question, regime, to);
    judged.sort_by_key(rank);
    let speaks = judged.iter().any(|judged| judged.speaks);
    let best = judged.first();
    let by_instrument = best.map(|best| best.verdict);
    let permits = |verdict: &Verdict| *verdict <= Verdict::Conditional;
    let verdict = match by_instrument {
        Some(verdict) if verdict <= Verdict::Indeterminate => verdict,
        Some(verdict) if speaks && !lacks_a_document(question, regime) => verdict,
        _ => rule_6(question, regime),
    };
    let used = best.filter(|_| permits(&verdict)).map(|best| best.id.clone());
    let permitting = judged.into_iter().filter(|judged| judged.effect.permits());
    Answer {
        verdict,
        instruments: used.into_iter().collect(),
        considered: permitting.map(|judged| (judged.id, judged.verdict)).collect(),
    }
}

/// An instrument and what it says of the transfer.
struct Judged {
    id: String,
    effect: LegalEffect,
    verdict: Verdict,
    /// Whether it speaks of this transfer at all, so that there is no silence.
    speaks: bool,
    /// Whether it reaches everybody, and so is a mere route to those who do not meet it.
    general: bool,
    obstacles: usize,
    since: Option<Timestamp>,
}

/// Rule 8, for those that permit: the fewest obstacles, then the latest start of effect,
/// then the identifier.
fn rank(judged: &Judged) -> (Verdict, usize, std::cmp::Reverse<Option<Timestamp>>, String) {
    (judged.verdict, judged.obstacles, std::cmp::Reverse(judged.since), judged.id.clone())
}

/// The regime's own instruments, those that these adopt, and those of its areas.
fn candidates(question: &Question<'_>, regime: &Regime, to: &Jurisdiction) -> Vec<Judged> {
    let (world, clocks) = (question.world, question.clocks);
    let published = |a: &&Arrangement| life::is_published(a, clocks.known_at);
    let own = world.arrangements.iter().filter(|a| a.exporter_regime == regime.id);
    let own = own.chain(world.arrangements.iter().filter(|a| a.exporter_regime == "any"));
    let mut judged: Vec<_> =
        own.filter(published).flat_map(|a| with_adopted(question, a, to)).collect();
    for area in areas(world, &regime.id, clocks.valid_at) {
        let theirs = world.arrangements.iter().filter(|a| a.exporter_regime == area.id);
        let taken = theirs.filter(published).filter(|a| takes_over(regime, area, a, clocks));
        judged.extend(taken.flat_map(|a| with_adopted(question, a, to)));
    }
    judged
}

/// Rule 1: members take over an area's instruments as their membership says.
fn takes_over(regime: &Regime, area: &Regime, a: &Arrangement, clocks: Clocks) -> bool {
    if !a.effect.permits() {
        return false;
    }
    match adoption(regime, area, clocks.valid_at) {
        Adoption::Automatic => true,
        Adoption::AutomaticUnlessOptedOut => !regime.opted_out.iter().any(|out| {
            out.instrument == a.id
                && out.published_at <= clocks.known_at
                && during(Some(out.effective_at), out.until, clocks.valid_at)
        }),
        Adoption::PerInstrument => false,
    }
}

fn adoption(regime: &Regime, area: &Regime, at: Timestamp) -> Adoption {
    let mut members = area.members.iter();
    let member = members.find(|m| m.regime == regime.id && during(m.from, m.until, at));
    member.map_or(Adoption::PerInstrument, |member| member.adoption)
}

/// An instrument by its own terms, or those that it adopts: as they stand, or as they
/// stood. What those adopt in their turn does not count (rule 11: never transitive).
fn with_adopted(question: &Question<'_>, a: &Arrangement, to: &Jurisdiction) -> Vec<Judged> {
    let clocks = question.clocks;
    let Some(version) = life::text(a, clocks) else { return Vec::new() };
    let Some(adopts) = &version.adopts else {
        return rule_4(question, |question| judge(question, a, clocks, to)).into_iter().collect();
    };
    let then = match adopts.stands {
        Stands::AsItStands => clocks,
        Stands::AsOf(at) => Clocks::new(at, at.min(clocks.known_at)),
    };
    let named = |other: &&Arrangement| match &adopts.instruments {
        AnyOr::Any => true,
        AnyOr::Only(list) => list.contains(&other.id),
    };
    let of_effect = |other: &&Arrangement| match &adopts.effects {
        AnyOr::Any => true,
        AnyOr::Only(list) => list.contains(&other.effect),
    };
    let theirs = question.world.arrangements.iter().filter(|other| {
        other.exporter_regime == adopts.regime
            && life::is_published(other, then.known_at)
            && other.versions.iter().all(|version| version.adopts.is_none())
    });
    let adopted = |question: &Question<'_>, other: &Arrangement| {
        let judged = judge(question, other, then, to)?;
        let own = in_force(a, clocks, question.transfer.begun_at);
        Some(Judged {
            id: a.id.clone(),
            effect: a.effect,
            verdict: judged.verdict.max(from_truth(own)),
            since: life::since(a, clocks),
            speaks: judged.speaks
                && a.state == ArrangementState::Operative
                && !(judged.general && own == Truth::No),
            ..judged
        })
    };
    let theirs = theirs.filter(named).filter(of_effect);
    theirs.filter_map(|other| rule_4(question, |question| adopted(question, other))).collect()
}

/// Rule 4 for one instrument: where every value that the open facts could take gives the
/// same verdict, that one, with the most that any of them leaves owed.
fn rule_4(
    question: &Question<'_>,
    judge: impl Fn(&Question<'_>) -> Option<Judged>,
) -> Option<Judged> {
    let judged = judge(question)?;
    if judged.verdict != Verdict::Indeterminate {
        return Some(judged);
    }
    let mut every: Vec<Judged> = Vec::new();
    for transfer in super::suppose::every_way_to_complete(question) {
        let Some(supposed) = judge(&Question { transfer: &transfer, ..*question }) else {
            return Some(judged);
        };
        let fits = every.first().is_none_or(|first| first.verdict == supposed.verdict);
        if supposed.verdict == Verdict::Indeterminate || !fits {
            return Some(judged);
        }
        every.push(supposed);
    }
    every.into_iter().max_by_key(|supposed| supposed.obstacles)
}

fn from_truth(truth: Truth) -> Verdict {
    match truth {
        Truth::Yes => Verdict::Recognised,
        Truth::Unknown => Verdict::Indeterminate,
        Truth::No => Verdict::NotRecognised,
    }
}

/// Rule 2: only instruments in force count, not those that merely enable.
fn in_force(a: &Arrangement, clocks: Clocks, begun: Option<Timestamp>) -> Truth {
    let operative = truth(a.state == ArrangementState::Operative);
    all(&[operative, life::life(a, clocks, begun).truth()])
}

/// One instrument by its own terms; none where it does not reach the importer.
fn judge(
    question: &Question<'_>,
    a: &Arrangement,
    clocks: Clocks,
    to: &Jurisdiction,
) -> Option<Judged> {
    let transfer = question.transfer;
    let version = life::text(a, clocks)?;
    let reach = reaches(question, &version.importer, to);
    if reach == Truth::No {
        return None;
    }
    let excluded = version.exclusions.iter().map(|e| holds(&e.when, transfer));
    let excluded = any(&excluded.collect::<Vec<_>>());
    let mut gates = vec![
        reach,
        in_force(a, clocks, transfer.begun_at),
        holds(&version.scope, transfer),
        not(excluded),
        truth(a.effect.permits()),
    ];
    let certified = certificates::rule_7(question, a, version, clocks, to);
    let unmet = !version.schemes.is_empty() && certified.is_empty();
    gates.push(match version.schemes.is_empty() {
        true => rule_11(question, Some((&a.id, None))),
        false => any(&certified
            .iter()
            .map(|(card, met)| all(&[*met, rule_11(question, Some((&a.id, Some(&card.scheme))))]))
            .collect::<Vec<_>>()),
    });
    let (owed, conditions) = rule_9(question, &version.preconditions);
    gates.push(conditions);
    let verdict = match all(&gates) {
        Truth::Yes if owed > 0 => Verdict::Conditional,
        truth => from_truth(truth),
    };
    let general = version.importer == Importer::Any;
    let lives = in_force(a, clocks, transfer.begun_at);
    let scope = all(&[holds(&version.scope, transfer), not(excluded)]);
    let elsewhere = lives == Truth::No || scope == Truth::No;
    let operative = a.state == ArrangementState::Operative;
    let route = general && (unmet || elsewhere);
    let speaks = a.effect.permits() && reach == Truth::Yes && operative && !route;
    Some(Judged {
        id: a.id.clone(),
        effect: a.effect,
        verdict,
        speaks,
        general,
        obstacles: owed,
        since: life::since(a, clocks),
    })
}

/// Whom an instrument reaches.
fn reaches(question: &Question<'_>, importer: &Importer, to: &Jurisdiction) -> Truth {
    let (world, at) = (question.world, question.clocks.valid_at);
    match importer {
        Importer::Any => Truth::Yes,
        Importer::Territories(list) => {
            any(&list.iter().map(|t| lies_in(world, t, to, at)).collect::<Vec<_>>())
        }
        Importer::Regimes(list) => {
            any(&list.iter().map(|r| lies_under(world, r, to, at)).collect::<Vec<_>>())
        }
        Importer::Organisations(list) => {
            let importer = &question.transfer.importer;
            any(&list.iter().map(|id| is_party(importer, id)).collect::<Vec<_>>())
        }
    }
}

/// A name identifies nobody.
pub(crate) fn is_party(party: &Party, id: &str) -> Truth {
    match &party.id {
        Some(own) => truth(own == id),
        None => Truth::Unknown,
    }
}

/// Rule 3: whether an order forbids it, one of the regime or of an area whose acts it takes
/// over. A claim to know all orders that lacks a document leaves it open.
fn rule_3(question: &Question<'_>, regime: &Regime, to: Option<&Jurisdiction>) -> Truth {
    let (world, at) = (question.world, question.clocks.valid_at);
    let areas = areas(world, &regime.id, at);
    let taken_over = |order: &Prohibition| {
        let mut areas = areas.iter().filter(|area| area.id == order.regime);
        areas.any(|area| adoption(regime, area, at) != Adoption::PerInstrument)
    };
    let orders = world.prohibitions.iter().filter(|order| {
        (order.regime == regime.id || taken_over(order))
            && life::order_stands(order, question.clocks)
    });
    let mut forbids: Vec<_> = orders.map(|order| hits(question, order, to)).collect();
    let mut claimed =
        areas.iter().copied().filter(|area| adoption(regime, area, at) != Adoption::PerInstrument);
    let lacking = |regime: &Regime| lacks(world, regime.completeness.prohibitions.as_ref());
    if lacking(regime) || claimed.any(lacking) {
        forbids.push(Truth::Unknown);
    }
    any(&forbids)
}

fn hits(question: &Question<'_>, order: &Prohibition, to: Option<&Jurisdiction>) -> Truth {
    let (world, at) = (question.world, question.clocks.valid_at);
    let party = match &order.target.organisations {
        AnyOr::Any => Truth::Yes,
        AnyOr::Only(list) => {
            let importer = &question.transfer.importer;
            any(&list.iter().map(|id| is_party(importer, id)).collect::<Vec<_>>())
        }
    };
    let territory = match (&order.target.territories, to) {
        (AnyOr::Any, _) => Truth::Yes,
        (AnyOr::Only(_), None) => Truth::Unknown,
        (AnyOr::Only(list), Some(to)) => {
            any(&list.iter().map(|t| lies_in(world, t, to, at)).collect::<Vec<_>>())
        }
    };
    all(&[party, territory, holds(&order.target.when, question.transfer)])
}

/// Rule 6: silence is a no only under claims to completeness that hold, of all whose
/// instruments might permit.
fn rule_6(question: &Question<'_>, regime: &Regime) -> Verdict {
    let at = question.clocks.valid_at;
    let complete = |regime: &Option<&Regime>| {
        let claim = regime.and_then(|regime| regime.completeness.permissions.as_ref());
        claim.is_some_and(|claim| claim.from <= at && until(claim) >= at)
            && !lacks(question.world, claim)
    };
    match permitting(question, regime).iter().all(complete) {
        true => Verdict::NotRecognised,
        false => Verdict::Indeterminate,
    }
}

/// The regime, the areas whose acts it takes over, and those whose lists it adopts; none
/// for one that is not there.
fn permitting<'q>(question: &Question<'q>, regime: &'q Regime) -> Vec<Option<&'q Regime>> {
    let (world, clocks) = (question.world, question.clocks);
    let mut all = vec![Some(regime)];
    let areas = areas(world, &regime.id, clocks.valid_at)
        .into_iter()
        .filter(|area| adoption(regime, area, clocks.valid_at) != Adoption::PerInstrument);
    all.extend(areas.map(Some));
    let own = world.arrangements.iter().filter(|a| {
        a.exporter_regime == regime.id
            && life::is_published(a, clocks.known_at)
            && in_force(a, clocks, question.transfer.begun_at) != Truth::No
    });
    let adopted = own.filter_map(|a| life::text(a, clocks)?.adopts.as_ref());
    all.extend(adopted.map(|adopts| world.regimes.iter().find(|r| r.id == adopts.regime)));
    all
}

/// A claim without an end holds until the next edition is due.
fn until(claim: &Claim) -> Timestamp {
    claim.until.unwrap_or_else(|| super::world::at(super::world::NEXT_EDITION))
}

fn lacks_a_document(question: &Question<'_>, regime: &Regime) -> bool {
    let all = permitting(question, regime).into_iter().flatten();
    let mut claims = all.map(|regime| regime.completeness.permissions.as_ref());
    claims.any(|claim| lacks(question.world, claim))
}

fn lacks(world: &World, claim: Option<&Claim>) -> bool {
    let documents = claim.map(|claim| &claim.documents[..]).unwrap_or_default();
    documents.iter().any(|document| !world.documents().contains(document))
}

/// Rule 9: how much evidence is owed, and whether that can be told.
fn rule_9(question: &Question<'_>, preconditions: &[Precondition]) -> (usize, Truth) {
    let given = |p: &&Precondition| question.transfer.evidence.contains(&p.id);
    let open = preconditions.iter().filter(|precondition| !given(precondition));
    let asked: Vec<_> = open.map(|p| holds(&p.when, question.transfer)).collect();
    let owed = asked.iter().filter(|asked| **asked == Truth::Yes).count();
    (owed, if asked.contains(&Truth::Unknown) { Truth::Unknown } else { Truth::Yes })
}

/// Rule 11: whether the tool (an instrument, with a scheme) is one that the onward rule of
/// every instrument allows under which the data came. The last transfer binds; earlier ones
/// where their rule is inherited.
fn rule_11(question: &Question<'_>, tool: Option<(&str, Option<&str>)>) -> Truth {
    let provenance = &question.transfer.provenance;
    let each = provenance.iter().enumerate().map(|(index, origin)| {
        let last = index + 1 == provenance.len();
        one_origin(question, origin, last, tool)
    });
    all(&each.collect::<Vec<_>>())
}

fn one_origin(
    question: &Question<'_>,
    origin: &Origin,
    last: bool,
    tool: Option<(&str, Option<&str>)>,
) -> Truth {
    let world = question.world;
    let of_regime = |a: &&Arrangement| {
        a.exporter_regime == origin.regime && life::is_published(a, question.clocks.known_at)
    };
    let named = |a: &&Arrangement| match &origin.instrument {
        Some(id) => *id == a.id,
        None => a.effect.permits(),
    };
    let instruments: Vec<_> = world.arrangements.iter().filter(of_regime).filter(named).collect();
    let says: Vec<_> = instruments.iter().map(|a| onward(question, a, last, tool)).collect();
    match says.first() {
        Some(first) if says.iter().all(|other| other == first) => *first,
        _ => Truth::Unknown,
    }
}

fn onward(
    question: &Question<'_>,
    a: &Arrangement,
    last: bool,
    tool: Option<(&str, Option<&str>)>,
) -> Truth {
    let Some(Version { onward, .. }) = life::text(a, question.clocks) else {
        return Truth::Unknown;
    };
    if !last && !onward.inherits {
        return Truth::Yes;
    }
    match tool {
        Some(tool) => allows(onward, tool),
        None if onward.allowed_tools == AnyOr::Any && onward.barred_tools.is_empty() => Truth::Yes,
        None => Truth::Unknown,
    }
}

fn allows(onward: &Onward, (instrument, scheme): (&str, Option<&str>)) -> Truth {
    let among = |list: &[String]| {
        list.iter().any(|tool| tool == instrument || Some(tool.as_str()) == scheme)
    };
    let allowed = match &onward.allowed_tools {
        AnyOr::Any => true,
        AnyOr::Only(list) => among(list),
    };
    truth(allowed && !among(&onward.barred_tools))
}

/// Whether a certificate was granted under the law of the importer's place: a place's, or a
/// regime's. Of a law that nobody here knows it cannot be told.
pub(crate) fn granted_there(question: &Question<'_>, law: &str, to: &Jurisdiction) -> Truth {
    let (world, at) = (question.world, question.clocks.valid_at);
    if world.regimes.iter().any(|regime| regime.id == law) {
        return lies_under(world, law, to, at);
    }
    match place(world, law, at) {
        Ok(place) => truth(places::lies_within(world, to, place, at)),
        Err(_) => Truth::Unknown,
    }
}
