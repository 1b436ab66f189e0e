//! Step 7 for one instrument: the gates that a transfer must pass under it.

use super::arrangement::{
    Arrangement, Evidence, ExclusionKind, Holder, Importer, Precondition, Stands, Version,
};
use super::coverage::{self, Side};
use super::decide::{Presented, Question};
use super::demands;
use super::facts::{Facts, Missing};
use super::lifetime::Life;
use super::onward;
use super::predicate::Truth;
use super::registry::{Held, Place};
use super::wanted::Wanted;
use crate::clock::{Clocks, Timestamp};
use crate::code::{Code, Finding, NeedKind, Weight};
use std::cmp::Reverse;

/// The gates of an instrument in their order. Of several instruments that say no, the one
/// is told at which the transfer came furthest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gate {
    /// It reaches the importer, and its document is fresh.
    Reach,
    /// It is in force.
    InForce,
    /// The transfer is what it is for, and not what it excludes.
    Scope,
    /// A certificate of an accepted scheme was presented.
    Scheme,
    /// Steps 4 and 5: the certificate stands.
    Standing,
    /// Step 6: it covers the transfer.
    Coverage,
    /// Version, variant, role, law of grant, base.
    Demands,
    /// The rules that the data carry with them.
    Onward,
    /// It has an effect on transfers at all.
    Effect,
    /// What must be in place is.
    Preconditions,
    /// All of them.
    Passed,
}

/// What was found at the gates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    findings: Vec<(Gate, Finding)>,
    missing: Vec<Missing>,
}

impl Found {
    pub(crate) fn add(&mut self, gate: Gate, finding: Finding) {
        self.findings.push((gate, finding));
    }

    pub(crate) fn unknown(&mut self, gate: Gate, finding: Finding, missing: Vec<Missing>) {
        self.findings.push((gate, finding));
        self.missing.extend(missing);
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.missing.extend(other.missing);
    }

    /// The gravest of what was found.
    pub(crate) fn weight(&self) -> Weight {
        self.findings.iter().map(|(_, f)| f.weight()).max().unwrap_or(Weight::Notice)
    }

    /// How many findings stand in the way.
    pub(crate) fn obstacles(&self) -> usize {
        self.findings.iter().filter(|(_, finding)| finding.weight() > Weight::Notice).count()
    }

    /// Whether it is a no already at a gate.
    fn refuses(&self, gate: Gate) -> bool {
        self.findings.iter().any(|(at, finding)| *at == gate && finding.weight() == Weight::Refused)
    }

    /// The first gate that was not passed.
    fn stopped_at(&self) -> Gate {
        let stops = self.findings.iter().filter(|(_, finding)| finding.weight() > Weight::Notice);
        stops.map(|(gate, _)| *gate).min().unwrap_or(Gate::Passed)
    }

    fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|(_, finding)| finding.code == code)
    }
}

type Rank<'r> = (Weight, bool, bool, Reverse<Gate>, usize, Reverse<Option<Timestamp>>, &'r str);

/// What became of the transfer under one instrument.
#[derive(Clone, Debug)]
pub(crate) struct Judged<'r> {
    pub instrument: &'r Held<Arrangement>,
    pub since: Option<Timestamp>,
    pub version: Option<&'r Version>,
    /// The index of the certificate that came furthest.
    pub certificate: Option<usize>,
    pub fresh_until: Option<Timestamp>,
    found: Found,
}

impl<'r> Judged<'r> {
    pub(crate) fn weight(&self) -> Weight {
        self.found.weight()
    }

    pub(crate) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.found.findings.iter().map(|(_, finding)| finding)
    }

    /// How much stands in the way.
    pub(crate) fn obstacles(&self) -> usize {
        self.found.obstacles()
    }

    pub(crate) fn missing(&self) -> &[Missing] {
        &self.found.missing
    }

    /// Whether anything but its own end or its reach is in the way.
    pub(crate) fn can_be_met(&self) -> bool {
        self.instrument.item.effect.permits()
            && !self.is_refused_at(Gate::Reach)
            && !self.is_refused_at(Gate::InForce)
    }

    /// Whether something at that gate is proved not to hold.
    pub(crate) fn is_refused_at(&self, gate: Gate) -> bool {
        let mut findings = self.found.findings.iter();
        findings.any(|(at, finding)| *at == gate && finding.weight() >= Weight::Refused)
    }

    /// Whether another certificate might help.
    pub(crate) fn wants_certificate(&self) -> bool {
        let of_certificates = Gate::Scheme..=Gate::Demands;
        let mut findings = self.found.findings.iter();
        findings.any(|(gate, finding)| {
            of_certificates.contains(gate) && finding.weight() > Weight::Notice
        })
    }

    /// Adds something worth knowing about how the instrument came to count.
    pub(crate) fn note(&mut self, finding: Finding) {
        self.found.add(Gate::Reach, finding);
    }

    /// What is found of the life of the instrument that adopted this one.
    pub(crate) fn stand_or_fall_with(&mut self, life: &Life<'_>) {
        life.findings.iter().for_each(|finding| self.found.add(Gate::InForce, finding.clone()));
        self.found.missing.extend(life.missing.clone());
    }

    /// Best first: the verdict; what can permit at all; instruments that speak of the
    /// transfer before mere routes; the one at which the transfer came furthest; the fewest
    /// obstacles; the latest start of effect; the identifier.
    pub(crate) fn rank(&self) -> Rank<'_> {
        let found = &self.found;
        let gate = Reverse(found.stopped_at());
        let id = &*self.instrument.item.id;
        let permits = self.instrument.item.effect.permits();
        (
            found.weight(),
            !permits,
            !self.applies(),
            gate,
            found.obstacles(),
            Reverse(self.since),
            id,
        )
    }

    /// Whether it has an effect on transfers at all. An adopted one that has none does not
    /// even apply.
    pub(crate) fn has_effect(&self) -> bool {
        self.instrument.item.effect.permits()
    }

    /// Whether it speaks of this transfer: it names the destination, or something that was
    /// presented fits it. A general instrument that nobody meets, that is not in force or is
    /// for other transfers, is only a route; one that permits nothing has no word without a
    /// certificate that it accepts; and what is not operative says nothing: it cannot stand
    /// in for a claim to know every instrument.
    pub(crate) fn applies(&self) -> bool {
        // What may not even reach the importer does not break a silence.
        if self.found.has(Code::ArrangementInoperative) || self.found.stopped_at() == Gate::Reach {
            return false;
        }
        if !self.instrument.item.effect.permits() {
            return self.certificate.is_some();
        }
        let general = self.version.is_none_or(|version| version.importer == Importer::Any);
        let unmet = self.found.has(Code::CertificateMissing)
            || self.found.has(Code::SchemeNotAcceptedByInstrument);
        let elsewhere = [Gate::InForce, Gate::Scope].into_iter().any(|g| self.found.refuses(g));
        !(general && (unmet || elsewhere))
    }

    /// A conformity instrument is worth telling of only where somebody leans on it.
    pub(crate) fn is_worth_telling(&self) -> bool {
        self.instrument.item.effect.permits() || self.applies()
    }
}

/// Judges the transfer under one instrument; none where it does not reach the importer.
pub(crate) fn judge<'r>(
    question: &Question<'_>,
    held: &'r Held<Arrangement>,
    clocks: Clocks,
    to: &Place<'_>,
) -> Option<Judged<'r>> {
    let life = held.item.life(clocks, question.transfer.begun_at);
    let version = life.version?;
    let mut found = Found::default();
    match super::reach::reaches(&version.importer, question, to) {
        Truth::False => return None,
        Truth::True => {}
        Truth::Unknown(missing) => unstated(Gate::Reach, missing, &mut found),
    }
    check_fresh(held, question.clocks, &mut found);
    let (since, missing) = (life.since, life.missing.clone());
    life.findings.iter().for_each(|f| found.add(Gate::InForce, f.clone()));
    found.missing.extend(missing);
    let judged = |found, certificate, fresh_until| Judged {
        instrument: held,
        since,
        version: Some(version),
        certificate,
        fresh_until,
        found,
    };
    if found.weight() == Weight::Refused {
        return Some(judged(found, None, held.fresh_until));
    }
    check_scope(question, version, &mut found);
    if !held.item.effect.permits() {
        let effect = held.item.effect.as_str();
        found.add(Gate::Effect, Finding::new(Code::NoTransferEffect).with("effect", effect));
    }
    check_preconditions(question, version, &mut found);
    let mut certificate = None;
    let mut fresh_until = held.fresh_until;
    let supposed = Wanted::of(version).find(|wanted| question.supposed.contains(wanted));
    if let Some(wanted) = &supposed {
        demands::check_supposed(question, wanted, &mut found);
    } else if !version.schemes.is_empty() {
        let (nearest, index) = best_certificate(question, &life, version, to);
        let presented = index.and_then(|index| question.presented.get(index));
        fresh_until = earliest(fresh_until, presented.and_then(|p| p.fresh_until));
        found.extend(nearest);
        certificate = index;
    }
    let presented = certificate.and_then(|index| question.presented.get(index));
    let presented = presented.map(|p| p.certificate.scheme());
    let scheme = supposed.as_ref().map(|wanted| &*wanted.accepted.scheme).or(presented);
    onward::check(question, &held.item, scheme, &mut found);
    Some(judged(found, certificate, fresh_until))
}

pub(crate) fn earliest(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    a.into_iter().chain(b).min()
}

/// At which clocks an adopted instrument counts.
pub(crate) fn adopted_clocks(stands: Stands, clocks: Clocks) -> Clocks {
    match stands {
        Stands::AsItStands => clocks,
        // As was known then, and never more than the question may know.
        Stands::AsOf(at) => Clocks::new(at, at.min(clocks.known_at)),
    }
}

fn check_fresh(held: &Held<Arrangement>, clocks: Clocks, found: &mut Found) {
    if let Some(until) = held.fresh_until.filter(|until| *until < clocks.known_at) {
        found.add(Gate::Reach, stale(&held.document, until));
    }
}

/// A document that should have been replaced by now.
pub(crate) fn stale(document: &str, until: Timestamp) -> Finding {
    Finding::new(Code::RecognitionStale)
        .with("document", document)
        .with("until", until.to_string())
        .by(document)
        .needing(NeedKind::TrustDocument, document)
}

fn check_scope(question: &Question<'_>, version: &Version, found: &mut Found) {
    let facts = Facts { transfer: question.transfer };
    match version.scope.holds(&facts) {
        Truth::True => {}
        Truth::False => found.add(Gate::Scope, Code::OutsideInstrumentScope.into()),
        Truth::Unknown(missing) => unstated(Gate::Scope, missing, found),
    }
    for exclusion in &version.exclusions {
        match exclusion.when.holds(&facts) {
            Truth::False => {}
            Truth::True => {
                let finding = Finding::new(excluded(exclusion.kind)).with("what", &exclusion.name);
                found.add(Gate::Scope, finding.with("reference", &exclusion.reference));
            }
            Truth::Unknown(missing) => unstated(Gate::Scope, missing, found),
        }
    }
}

fn excluded(kind: ExclusionKind) -> Code {
    match kind {
        ExclusionKind::Data => Code::DataExcluded,
        ExclusionKind::DataSubjects => Code::DataSubjectsExcluded,
        ExclusionKind::Purpose => Code::PurposeExcluded,
        ExclusionKind::Sector => Code::SectorExcluded,
        ExclusionKind::ImporterLaw => Code::ImporterLawExcluded,
        ExclusionKind::Exporter => Code::ExporterExcluded,
        ExclusionKind::Volume => Code::VolumeOutOfBand,
        ExclusionKind::Other => Code::TransferExcluded,
    }
}

fn unstated(gate: Gate, missing: Vec<Missing>, found: &mut Found) {
    for missing in missing {
        let finding = Finding::new(Code::FactUnstated).with("fact", missing.fact.to_string());
        found.unknown(gate, finding, vec![missing]);
    }
}

/// What is owed makes the answer conditional; that it is owed may itself be unknown.
fn check_preconditions(question: &Question<'_>, version: &Version, found: &mut Found) {
    let facts = Facts { transfer: question.transfer };
    for precondition in version.preconditions.iter().filter(|p| !is_shown(question, p)) {
        match precondition.when.holds(&facts) {
            Truth::False => {}
            Truth::True => {
                let finding = Finding::new(Code::EvidenceOwed)
                    .with("precondition", &precondition.id)
                    .with("evidence", precondition.evidence.as_str())
                    .with("reference", &precondition.reference);
                found.add(Gate::Preconditions, finding);
            }
            Truth::Unknown(missing) => unstated(Gate::Preconditions, missing, found),
        }
    }
}

fn is_shown(question: &Question<'_>, precondition: &Precondition) -> bool {
    match &precondition.evidence {
        Evidence::Fact | Evidence::Attestation => {
            question.transfer.evidence.contains(&precondition.id)
        }
        Evidence::Credential(kind) => {
            let (transfer, at) = (question.transfer, question.clocks.valid_at);
            transfer.shown.iter().any(|shown| shown.proves(kind, transfer, at))
        }
    }
}

/// Of the certificates presented, the one that comes furthest under this instrument.
fn best_certificate(
    question: &Question<'_>,
    life: &Life<'_>,
    version: &Version,
    to: &Place<'_>,
) -> (Found, Option<usize>) {
    if question.presented.is_empty() {
        let schemes: Vec<_> = version.schemes.iter().map(|s| s.scheme.as_str()).collect();
        let mut found = Found::default();
        let finding = Finding::new(Code::CertificateMissing).with("schemes", schemes.join(", "));
        found.add(Gate::Scheme, finding);
        return (found, None);
    }
    let accepted = question
        .presented
        .iter()
        .enumerate()
        .filter(|(_, presented)| demands::accepts_scheme(version, presented.certificate));
    let judged = accepted.map(|(index, p)| (weigh(question, life, version, p, to), index, p));
    // Never by the order in which they were presented.
    let best = judged.min_by_key(|(found, _, p)| {
        let name = (p.certificate.issuer(), p.certificate.number());
        (found.weight(), Reverse(found.stopped_at()), found.obstacles(), name)
    });
    match best {
        Some((found, index, _)) => (found, Some(index)),
        None => (no_scheme(question, version), None),
    }
}

fn no_scheme(question: &Question<'_>, version: &Version) -> Found {
    let mut presented: Vec<_> = question.presented.iter().map(|p| p.certificate.scheme()).collect();
    presented.sort_unstable();
    presented.dedup();
    let schemes: Vec<_> = version.schemes.iter().map(|s| s.scheme.as_str()).collect();
    let mut found = Found::default();
    let finding = Finding::new(Code::SchemeNotAcceptedByInstrument);
    let finding = finding.with("presented", presented.join(", "));
    found.add(Gate::Scheme, finding.with("schemes", schemes.join(", ")));
    found
}

fn weigh(
    question: &Question<'_>,
    life: &Life<'_>,
    version: &Version,
    presented: &Presented<'_>,
    to: &Place<'_>,
) -> Found {
    let sides = match version.holder {
        Holder::Importer => &[Side::Importer][..],
        Holder::Exporter => &[Side::Exporter],
        Holder::Either => &[Side::Importer, Side::Exporter],
    };
    let mut found = Found::default();
    presented.findings.iter().for_each(|f| found.add(Gate::Standing, f.clone()));
    let by_side = sides.iter().map(|side| {
        let mut found = Found::default();
        coverage::check(question, presented, *side, &mut found);
        demands::check(question, life, version, presented, *side, to, &mut found);
        found
    });
    if let Some(best) = by_side.min_by_key(|found| (found.weight(), found.obstacles())) {
        found.extend(best);
    }
    version.requires_base.iter().for_each(|base| check_base(question, base, presented, &mut found));
    found
}

/// The UK Extension needs the EU part of the framework: a second certificate that stands.
fn check_base(question: &Question<'_>, base: &str, presented: &Presented<'_>, found: &mut Found) {
    let subject = presented.certificate.subject();
    let bases = question.presented.iter().filter(|other| {
        other.certificate.scheme() == base && other.certificate.subject() == subject
    });
    let standing = |base: &Presented<'_>| {
        base.findings.iter().map(Finding::weight).max().unwrap_or(Weight::Notice)
    };
    let code = match bases.map(standing).min() {
        Some(Weight::Notice) => return,
        Some(Weight::Undetermined) => Code::BaseUndetermined,
        _ => Code::BaseMissing,
    };
    found.add(Gate::Demands, Finding::new(code).with("scheme", base));
}
