//! The decision, steps 6 to 8, in one readable place.
//!
//! Within a regime the best instrument counts; of several regimes the worst; and a
//! prohibition beats them all. Steps 4 and 5 have been taken for each certificate before.

use super::arrangement::{Adopts, Arrangement, Version};
use super::candidate::{Judged, adopted_clocks, earliest, judge, stale};
use super::facts::{Facts, Missing};
use super::onward;
use super::predicate::Truth;
use super::prohibition::Prohibition;
use super::reach::{is_party, lies_in};
use super::regime::{Adoption, ExporterRule, Regime};
use super::registry::{Held, Place, Registry};
use super::supposing::settled;
use super::transfer::Transfer;
use super::wanted::Wanted;
use crate::certificate::{AnyOr, Certificate, Scope, ScopeDimension};
use crate::clock::{Clocks, Timestamp};
use crate::code::{Code, Finding, NeedKind, Weight};
use std::cmp::Reverse;

/// Proof that steps 6 to 8 were passed. Only this module makes one.
#[derive(Clone, Copy, Debug)]
pub struct Recognised {
    _made_here: (),
}

/// What is asked.
#[derive(Clone, Copy)]
pub(crate) struct Question<'q> {
    pub registry: &'q Registry,
    pub transfer: &'q Transfer,
    pub clocks: Clocks,
    pub presented: &'q [Presented<'q>],
    /// Certificates that nobody presented, taken as if somebody had.
    pub supposed: &'q [Wanted],
    /// Whether a regime that claims no complete list of prohibitions caps the answer.
    pub prohibitions_claimed: bool,
}

/// A certificate that was presented, after steps 4 and 5.
#[derive(Clone, Debug)]
pub(crate) struct Presented<'c> {
    pub certificate: &'c Certificate,
    /// What it covers at that time.
    pub scope: Scope,
    /// What its scheme requires it to state.
    pub required: Vec<ScopeDimension>,
    /// What steps 4 and 5 found.
    pub findings: Vec<Finding>,
    /// When its first body decided, where another one took it over without a gap.
    pub first_decided: Option<(Timestamp, Timestamp)>,
    /// When it ends.
    pub until: Option<Timestamp>,
    pub fresh_until: Option<Timestamp>,
}

/// What came of one regime.
#[derive(Clone, Debug)]
pub(crate) struct Ruling<'r> {
    /// None: the regime does not restrict the transfer.
    pub weight: Option<Weight>,
    pub findings: Vec<Finding>,
    /// Every instrument that was looked at, the best first.
    pub considered: Vec<Judged<'r>>,
    /// Whether the first of those decided.
    pub by_instrument: bool,
    pub missing: Vec<Missing>,
    pub fresh_until: Option<Timestamp>,
}

/// What came of the whole question: the rulings of all regimes, the deciding one first.
#[derive(Clone, Debug)]
pub(crate) struct Decided<'r> {
    pub rulings: Vec<Ruling<'r>>,
}

/// Decides.
pub(crate) fn decide<'r>(question: &Question<'r>) -> Decided<'r> {
    let at = question.clocks.valid_at;
    let (registry, transfer) = (question.registry, question.transfer);
    // 7.1. Where from, and where to, as the names stood at that time.
    let from = match registry.place(&transfer.from, at) {
        Ok(from) => from,
        Err(finding) => return Decided::open(finding),
    };
    let to = registry.place(&transfer.to, at);
    // 7.2. The regimes of the exporter: each one speaks for itself.
    let regimes = registry.regimes_of(&from, at);
    if regimes.is_empty() {
        let name = from.jurisdiction.item.id.clone();
        return Decided::open(Finding::new(Code::RegimeUnknown).with("name", name));
    }
    let mut rulings: Vec<_> =
        regimes.into_iter().map(|regime| rule(question, regime, to.as_ref())).collect();
    rulings.extend(unsettled(question, &from, to.as_ref().ok()));
    // The worst of them counts; where one does not restrict, the others decide.
    rulings.sort_by_key(|ruling| Reverse(ruling.weight));
    Decided { rulings }
}

/// A regime that may apply and cannot be seen, or a register past its time.
fn unsettled<'r>(
    question: &Question<'r>,
    from: &Place<'r>,
    to: Option<&Place<'r>>,
) -> Option<Ruling<'r>> {
    let places = [Some(from), to].into_iter().flatten();
    let stale_register = places.into_iter().find_map(|place| {
        let held = place.jurisdiction;
        let until = held.fresh_until.filter(|until| *until < question.clocks.known_at)?;
        Some(stale(&held.document, until))
    });
    let unseen = question.registry.unseen_regimes().min().map(|(_, document)| missing(document));
    stale_register.or(unseen).map(Ruling::open)
}

/// One regime's answer.
fn rule<'r>(
    question: &Question<'r>,
    regime: &'r Held<Regime>,
    to: Result<&Place<'r>, &Finding>,
) -> Ruling<'r> {
    // 8. Prohibitions beat everything, so they are asked first.
    let mut ruling = prohibitions(question, regime, to.ok());
    if ruling.weight == Some(Weight::Prohibited) {
        return ruling;
    }
    // 7.3. Nothing is said of a place whose own standing is open.
    let to = match to {
        Ok(to) => to,
        Err(finding) => return ruling.with(Weight::Undetermined, vec![finding.clone()]),
    };
    // 7.4. Within the regime's own area nothing is exported.
    if in_one_area(question, regime, to) {
        ruling.findings.push(Finding::new(Code::NotRestricted).with("regime", &regime.item.id));
        return ruling;
    }
    // 7.5. A regime that asks for no instrument.
    if regime.item.exporter_rule != ExporterRule::DenyUnlessPermitted {
        ruling.findings.push(Finding::new(Code::NotRestricted).with("regime", &regime.item.id));
        let mut open = Vec::new();
        onward::check_without_tool(question, &mut open);
        return if open.is_empty() { ruling } else { ruling.with(Weight::Undetermined, open) };
    }
    // 7.6. Every instrument that is published and reaches the importer, under all gates.
    let mut considered = candidates(question, &regime.item, to);
    considered.retain(Judged::is_worth_telling);
    considered.sort_by(|a, b| a.rank().cmp(&b.rank()));
    // 7.7. The best of them counts; where none applies, silence must prove itself.
    choose(question, regime, considered, ruling)
}

fn choose<'r>(
    question: &Question<'r>,
    regime: &'r Held<Regime>,
    considered: Vec<Judged<'r>>,
    ruling: Ruling<'r>,
) -> Ruling<'r> {
    let applies = considered.iter().any(Judged::applies);
    // What permits no transfer is told of, and says nothing of what else there may be.
    let silence = (!considered.iter().any(|judged| judged.applies() && judged.has_effect()))
        .then(|| nothing_applies(question, regime))
        .filter(|finding| !applies || finding.weight() == Weight::Undetermined);
    let gap = unseen(question, regime);
    let best = considered.first();
    let said = best.map(Judged::weight);
    let mut findings: Vec<Finding> = best.into_iter().flat_map(Judged::findings).cloned().collect();
    if said >= Some(Weight::Refused) {
        // What was presented counts elsewhere, though it permits nothing.
        let others = considered.iter().skip(1).flat_map(Judged::findings);
        findings.extend(others.filter(|f| f.code == Code::NoTransferEffect).cloned());
    }
    let mut by_instrument = best.is_some();
    // What cannot be seen might permit: it turns a "no" into "cannot be told".
    let open = gap.or_else(|| silence.clone().filter(|f| f.weight() == Weight::Undetermined));
    let weight = match (said, open) {
        (Some(weight), None) => {
            findings.extend(silence);
            weight
        }
        (Some(weight), Some(_)) if weight <= Weight::Undetermined => weight,
        (_, Some(open)) => {
            by_instrument = false;
            findings = vec![open];
            Weight::Undetermined
        }
        (None, None) => {
            findings.extend(silence);
            Weight::Refused
        }
    };
    let missing = best.filter(|_| by_instrument).map(|best| best.missing().to_vec());
    let fresh_until = best.filter(|_| by_instrument).and_then(|best| best.fresh_until);
    let fresh_until = earliest(ruling.fresh_until, fresh_until);
    let missing = missing.unwrap_or_default();
    let ruling = Ruling { considered, by_instrument, fresh_until, ..ruling };
    Ruling { missing: [ruling.missing.clone(), missing].concat(), ..ruling }.with(weight, findings)
}

/// "No arrangement" is proved only by a claim to know them all, of every regime whose
/// instruments might count.
fn nothing_applies(question: &Question<'_>, regime: &Held<Regime>) -> Finding {
    let at = question.clocks.valid_at;
    let claims = |held: &Held<Regime>| {
        question.registry.claims(held.item.completeness.permissions.as_ref(), held, at)
    };
    let silent = permitting(question, &regime.item).find(|(_, held)| !held.is_some_and(claims));
    match silent {
        None => Finding::new(Code::NoArrangement).with("regime", &regime.item.id),
        Some((id, _)) => Finding::new(Code::RegistryNotComplete).with("regime", id),
    }
}

/// The regimes whose instruments count under one: itself, the areas from which it takes
/// over as they are made, and those whose lists it adopts by an instrument in force. Not all
/// of them may be here.
fn permitting<'q>(
    question: &Question<'q>,
    regime: &'q Regime,
) -> impl Iterator<Item = (&'q str, Option<&'q Held<Regime>>)> {
    let (registry, clocks) = (question.registry, question.clocks);
    let areas = areas_taken_over(question, &regime.id).map(|area| &*area.item.id);
    let begun = question.transfer.begun_at;
    let adopted = registry.arrangements(&regime.id).iter().filter_map(move |held| {
        let adopts = |version: &&Version| version.adopts.is_some();
        held.item.versions.iter().find(adopts)?;
        let life = held.item.life(clocks, begun);
        let ended = life.findings.iter().any(|finding| finding.weight() >= Weight::Refused);
        let adopts = life.version.filter(|_| !ended)?.adopts.as_ref()?;
        Some(&*adopts.regime)
    });
    let ids = std::iter::once(&*regime.id).chain(areas).chain(adopted);
    ids.map(|id| (id, registry.regime(id)))
}

/// The areas whose acts a regime takes over as they are made.
fn areas_taken_over<'q>(
    question: &Question<'q>,
    regime: &'q str,
) -> impl Iterator<Item = &'q Held<Regime>> {
    let at = question.clocks.valid_at;
    question.registry.areas(regime, at).filter(move |area| {
        area.item.adoption_by(regime, at).is_some_and(|how| how != Adoption::PerInstrument)
    })
}

/// A document of whoever speaks for such a regime that is missing or not acceptable, or a
/// regime document past its time.
fn unseen(question: &Question<'_>, regime: &Held<Regime>) -> Option<Finding> {
    let registry = question.registry;
    let gap = |(id, held): (&str, Option<&Held<Regime>>)| {
        let claim = held.and_then(|held| held.item.completeness.permissions.as_ref());
        let lacking = claim.and_then(|claim| registry.lacks(claim));
        let gap = registry.unknown_permissions.get(id).and_then(|gaps| gaps.first());
        let gap = lacking.or(gap).map(|document| missing(document));
        gap.or_else(|| overdue(question, held?))
    };
    permitting(question, &regime.item).find_map(gap)
}

fn overdue(question: &Question<'_>, regime: &Held<Regime>) -> Option<Finding> {
    let until = regime.fresh_until.filter(|until| *until < question.clocks.known_at)?;
    Some(stale(&regime.document, until))
}

fn missing(document: &str) -> Finding {
    Finding::new(Code::RecognitionUnknown)
        .with("document", document)
        .by(document)
        .needing(NeedKind::TrustDocument, document)
}

/// The same regime, its members, and the larger areas to which it belongs.
fn in_one_area(question: &Question<'_>, regime: &Held<Regime>, to: &Place<'_>) -> bool {
    let at = question.clocks.valid_at;
    let (registry, id) = (question.registry, &*regime.item.id);
    let theirs = registry.regimes_of(to, at);
    theirs.iter().any(|other| {
        let other = &*other.item.id;
        let larger =
            |inner: &str, outer: &str| registry.areas(inner, at).any(|area| area.item.id == outer);
        let share = || registry.areas(id, at).any(|area| larger(other, &area.item.id));
        other == id || larger(other, id) || larger(id, other) || share()
    })
}

/// The regime's own instruments, those that it adopts, and those of its area.
fn candidates<'r>(question: &Question<'r>, regime: &Regime, to: &Place<'r>) -> Vec<Judged<'r>> {
    let (registry, clocks) = (question.registry, question.clocks);
    let own = registry
        .arrangements_reaching(&regime.id, to)
        .into_iter()
        .chain(registry.arrangements_reaching(Arrangement::EVERYBODY, to));
    let mut judged: Vec<_> = own
        .filter(|held| held.item.is_published(clocks.known_at))
        .flat_map(|held| with_adopted(question, held, to))
        .collect();
    for area in registry.areas(&regime.id, clocks.valid_at) {
        let Some(adoption) = area.item.adoption_by(&regime.id, clocks.valid_at) else { continue };
        let theirs = registry.arrangements_reaching(&area.item.id, to).into_iter().filter(|held| {
            held.item.is_published(clocks.known_at)
                && held.item.effect.permits()
                && takes_over(regime, adoption, &held.item, clocks)
        });
        for mut judgement in theirs.flat_map(|held| with_adopted(question, held, to)) {
            if adoption == Adoption::AutomaticUnlessOptedOut {
                let finding = Finding::new(Code::AdoptedAutomatically);
                judgement.note(finding.with("regime", &area.item.id));
            }
            judged.push(judgement);
        }
    }
    judged
}

fn takes_over(
    regime: &Regime,
    adoption: Adoption,
    instrument: &Arrangement,
    clocks: Clocks,
) -> bool {
    let opted_out = || {
        regime.opted_out.iter().any(|out| {
            out.instrument == instrument.id
                && out.published_at <= clocks.known_at
                && out.effective_at <= clocks.valid_at
                && out.until.is_none_or(|until| clocks.valid_at <= until)
        })
    };
    match adoption {
        Adoption::Automatic => true,
        Adoption::AutomaticUnlessOptedOut => !opted_out(),
        Adoption::PerInstrument => false,
    }
}

/// An instrument by its own terms, or each one that it adopts. Recognition is never
/// transitive: what an adopted instrument itself adopts does not count.
fn with_adopted<'r>(
    question: &Question<'r>,
    held: &'r Held<Arrangement>,
    to: &Place<'r>,
) -> Vec<Judged<'r>> {
    let clocks = question.clocks;
    let life = held.item.life(clocks, question.transfer.begun_at);
    let Some(adopts) = life.version.and_then(|version| version.adopts.as_ref()) else {
        return settled(question, |question| judge(question, held, clocks, to))
            .into_iter()
            .collect();
    };
    let adopted_at = adopted_clocks(adopts.stands, clocks);
    let theirs = question.registry.arrangements_reaching(&adopts.regime, to);
    let theirs = theirs.into_iter().filter(|other| {
        let terms = &other.item;
        terms.is_published(adopted_at.known_at)
            && adopts.instruments.has(&terms.id)
            && adopts.effects.admits(|effect| *effect == terms.effect)
            && terms.versions.iter().all(|version| version.adopts.is_none())
    });
    let judged = theirs.filter_map(|other| {
        let judge = |question: &Question<'_>| {
            let judged = judge(question, other, adopted_at, to)?;
            Some(adopted(question, held, adopts, judged))
        };
        let since = other.item.life(adopted_at, question.transfer.begun_at).since;
        settled(question, judge).map(|judged| ((Reverse(since), &other.item.id), judged))
    });
    let mut judged: Vec<_> = judged.collect();
    // To the adopter they are all one instrument: among them their own order counts.
    judged.sort_by(|(a, this), (b, that)| this.rank().cmp(&that.rank()).then(a.cmp(b)));
    judged.into_iter().map(|(_, judged)| judged).collect()
}

/// An adopted instrument stands and falls with the one that adopts it.
fn adopted<'r>(
    question: &Question<'_>,
    held: &'r Held<Arrangement>,
    adopts: &Adopts,
    mut judged: Judged<'r>,
) -> Judged<'r> {
    let life = held.item.life(question.clocks, question.transfer.begun_at);
    let terms = &judged.instrument.item;
    let finding = Finding::new(Code::AdoptedInstrument).with("instrument", &terms.id);
    let effects = [held.item.effect, terms.effect];
    judged.instrument = held;
    judged.since = life.since;
    judged.stand_or_fall_with(&life);
    judged.note(finding.with("regime", &adopts.regime));
    if let Some(none) = effects.into_iter().find(|effect| !effect.permits()) {
        judged.note(Finding::new(Code::NoTransferEffect).with("effect", none.as_str()));
    }
    judged
}

/// 8. Orders against the importer, its territory or such data.
fn prohibitions<'r>(
    question: &Question<'r>,
    regime: &'r Held<Regime>,
    to: Option<&Place<'r>>,
) -> Ruling<'r> {
    let mut ruling = Ruling::new(regime);
    if let Some(finding) = overdue(question, regime) {
        ruling = ruling.with(Weight::Undetermined, vec![finding]);
    }
    for held in orders(question, &regime.item.id) {
        let Some(since) = held.item.stands(question.clocks) else { continue };
        let about = |code| {
            let finding = Finding::new(code).with("order", &held.item.id).about(&held.item.id);
            finding.with("since", since.to_string()).by(&*held.document)
        };
        match hits(&held.item, question, to) {
            Truth::False => continue,
            Truth::True => {
                return Ruling::new(regime).with(Weight::Prohibited, vec![about(Code::Prohibited)]);
            }
            Truth::Unknown(missing) => {
                let facts: Vec<_> = missing.iter().map(|m| m.fact.to_string()).collect();
                let finding = about(Code::ProhibitionUnknown).with("fact", facts.join(", "));
                ruling = ruling.with(Weight::Undetermined, vec![finding]);
                ruling.missing.extend(missing);
            }
        }
        ruling.fresh_until = earliest(ruling.fresh_until, held.fresh_until);
    }
    let (weight, finding) = match claimed(question, regime) {
        Ok(None) => return ruling,
        Ok(Some(notice)) => (None, notice),
        Err(finding) => (Some(Weight::Undetermined), finding),
    };
    match weight {
        Some(weight) => ruling.with(weight, vec![finding]),
        None => {
            ruling.findings.push(finding);
            ruling
        }
    }
}

/// The regime's own orders, and those of the area whose acts it takes over as they are made.
fn orders<'r>(
    question: &Question<'r>,
    regime: &'r str,
) -> impl Iterator<Item = &'r Held<Prohibition>> {
    let registry = question.registry;
    let areas = areas_taken_over(question, regime);
    let theirs = areas.flat_map(move |area| registry.prohibitions(&area.item.id));
    registry.prohibitions(regime).iter().chain(theirs)
}

/// Whether the list of orders is known to be whole. A document that is known to be missing
/// caps the answer; a regime that claims nothing is a warning, unless policy says more.
fn claimed<'q>(
    question: &Question<'q>,
    regime: &'q Held<Regime>,
) -> Result<Option<Finding>, Finding> {
    let registry = question.registry;
    let binding = || std::iter::once(regime).chain(areas_taken_over(question, &regime.item.id));
    let claim = |held: &'q Held<Regime>| held.item.completeness.prohibitions.as_ref();
    let gap = binding().find_map(|held| {
        let lacking = claim(held).and_then(|claim| registry.lacks(claim));
        let gaps = registry.unknown_prohibitions.get(&held.item.id);
        lacking.or(gaps.and_then(|gaps| gaps.first()))
    });
    if let Some(document) = gap {
        return Err(Finding::new(Code::ProhibitionsUnknown)
            .with("document", document)
            .by(document)
            .needing(NeedKind::TrustDocument, document));
    }
    let at = question.clocks.valid_at;
    let silent = binding().find(|held| !registry.claims(claim(held), held, at));
    let Some(silent) = silent else { return Ok(None) };
    let because = |code| Finding::new(code).with("regime", &silent.item.id);
    match question.prohibitions_claimed {
        true => Err(because(Code::ProhibitionsNotComplete)),
        false => Ok(Some(because(Code::ProhibitionsNotClaimed))),
    }
}

fn hits(order: &Prohibition, question: &Question<'_>, to: Option<&Place<'_>>) -> Truth {
    let target = &order.target;
    let organisation = match &target.organisations {
        AnyOr::Any => Truth::True,
        AnyOr::Only(list) => {
            let importer = &question.transfer.importer;
            Truth::any(list.iter().map(|id| is_party(importer, id, "importer")))
        }
    };
    let territory = match (&target.territories, to) {
        (AnyOr::Any, _) => Truth::True,
        (AnyOr::Only(_), None) => Truth::Unknown(Vec::new()),
        (AnyOr::Only(list), Some(to)) => {
            Truth::any(list.iter().map(|territory| lies_in(territory, question, to)))
        }
    };
    let facts = Facts { transfer: question.transfer };
    Truth::all([organisation, territory, target.when.holds(&facts)])
}

impl Ruling<'_> {
    fn new(regime: &Held<Regime>) -> Self {
        Self {
            weight: None,
            findings: Vec::new(),
            considered: Vec::new(),
            by_instrument: false,
            missing: Vec::new(),
            fresh_until: regime.fresh_until,
        }
    }

    /// Nothing can be told.
    fn open(finding: Finding) -> Self {
        Self {
            weight: Some(Weight::Undetermined),
            findings: vec![finding],
            considered: Vec::new(),
            by_instrument: false,
            missing: Vec::new(),
            fresh_until: None,
        }
    }

    /// The graver of what was found before and what is found now.
    fn with(mut self, weight: Weight, findings: Vec<Finding>) -> Self {
        self.weight = self.weight.max(Some(weight));
        self.findings.extend(findings);
        self
    }
}

impl Decided<'_> {
    fn open(finding: Finding) -> Self {
        Self { rulings: vec![Ruling::open(finding)] }
    }

    /// The instrument that decides, with its judgement: of the gravest rulings, the first
    /// that rests on one.
    pub(crate) fn deciding(&self) -> Option<&Judged<'_>> {
        let weight = self.weight();
        let mut gravest = self.rulings.iter().take_while(|ruling| ruling.weight == weight);
        gravest.find(|ruling| ruling.by_instrument)?.considered.first()
    }

    /// The proof, where nothing stands in the way.
    pub(crate) fn recognised(&self) -> Option<Recognised> {
        let clear = self.weight().is_none_or(|weight| weight == Weight::Notice);
        clear.then_some(Recognised { _made_here: () })
    }

    /// None: no regime restricts the transfer.
    pub(crate) fn weight(&self) -> Option<Weight> {
        self.rulings.first().and_then(|ruling| ruling.weight)
    }
}
