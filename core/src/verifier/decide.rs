//! Deciding: the certificates assessed, the rules asked, the report written.

use super::decision::{Decision, Granted};
use super::{Standing, Verifier, Weighed};
use crate::certificate::Certificate;
use crate::clock::{Clocks, Timestamp};
use crate::code::{Finding, Step, Weight};
use crate::policy::ProhibitionRule;
use crate::recognition::{
    Arrangement, Decided, Due, DueFrom, Judged, Missing, Presented, Question, SUPPOSITIONS,
    Transfer, Wanted, completions, decide as rule, merged, taxonomy_digest,
};
use crate::report::{Considered, Instrument, NextChange, Owed, Report, Ruling, Unstated, Verdict};
use crate::status;
use std::sync::Arc;

/// How many instants are tried for the next change.
const TURNING_POINTS: usize = 512;

/// Steps 4 to 8.
pub(super) fn decide(
    verifier: &Verifier,
    transfer: &Transfer,
    certificates: &[Certificate],
    clocks: Clocks,
) -> Decision {
    // 4, 5. Each certificate by itself, at these clocks.
    let weighed: Vec<_> = certificates.iter().map(|c| verifier.weigh(c, clocks)).collect();
    let presented = present(verifier, certificates, &weighed, clocks);
    // 6, 7, 8. The exporter's regimes, their instruments, their orders.
    let asked = Asked { verifier, presented: &presented, clocks, supposed: &[] };
    // What the question leaves open may not matter; if it does, say what it would change.
    let decided = asked.about(transfer);
    let settled = asked.settle(transfer, &decided);
    let decided = settled.as_ref().map(|settled| asked.about(settled)).unwrap_or(decided);
    let unstated = asked.unstated(transfer, &decided);
    let question = Arc::new(transfer.clone());
    let mut report = asked.report(&question, &decided, unstated, &weighed);
    report.next_change = next_change(verifier, question, certificates, clocks, decided.weight());
    let standing = standing(verifier, certificates, weighed, &decided, clocks);
    Decision { granted: granted(transfer, &decided, standing), report }
}

pub(super) fn present<'c>(
    verifier: &Verifier,
    certificates: &'c [Certificate],
    weighed: &[Weighed],
    clocks: Clocks,
) -> Vec<Presented<'c>> {
    let registry = verifier.bundle.registry();
    let pairs = certificates.iter().zip(weighed);
    pairs
        .map(|(certificate, weighed)| Presented {
            certificate,
            scope: verifier.ask_status(certificate, clocks, status::scope),
            required: registry.required_scope(certificate.scheme()).to_vec(),
            findings: weighed.findings.clone(),
            first_decided: verifier.first_decided(certificate, certificates, clocks),
            until: weighed.current.and_then(|current| current.until()),
            fresh_until: weighed.fresh_until(),
        })
        .collect()
}

impl Weighed {
    fn fresh_until(&self) -> Option<Timestamp> {
        let accredited = self.accredited.as_ref().and_then(|accredited| accredited.fresh_until());
        let current = self.current.and_then(|current| current.fresh_until());
        accredited.into_iter().chain(current).min()
    }
}

/// What stays the same while the question varies.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub verifier: &'a Verifier,
    pub presented: &'a [Presented<'a>],
    pub clocks: Clocks,
    /// Certificates that nobody presented, taken as if somebody had.
    pub supposed: &'a [Wanted],
}

impl<'a> Asked<'a> {
    fn question<'q>(&self, transfer: &'q Transfer) -> Question<'q>
    where
        'a: 'q,
    {
        Question {
            registry: self.verifier.bundle.recognition(),
            transfer,
            clocks: self.clocks,
            presented: self.presented,
            supposed: self.supposed,
            prohibitions_claimed: self.verifier.policy.prohibitions
                == ProhibitionRule::RequireClaim,
        }
    }

    pub(super) fn about<'q>(&self, transfer: &'q Transfer) -> Decided<'q>
    where
        'a: 'q,
    {
        rule(&self.question(transfer))
    }

    fn verdict(&self, transfer: &Transfer) -> (Option<Weight>, Option<String>) {
        let decided = self.about(transfer);
        let instrument = decided.deciding().map(|judged| judged.instrument.item.id.clone());
        (decided.weight(), instrument)
    }

    /// Where every value of the open facts gives the same answer, by the same instrument,
    /// they do not matter: the question with any of those values.
    pub(super) fn settle(&self, transfer: &Transfer, decided: &Decided<'_>) -> Option<Transfer> {
        if decided.weight() != Some(Weight::Undetermined) {
            return None;
        }
        let supposed = completions(transfer, &open_facts(decided))?;
        let mut verdicts = supposed.iter().map(|transfer| self.verdict(transfer));
        let first = verdicts.next()?;
        let settled = first.0 != Some(Weight::Undetermined);
        let same = settled && verdicts.all(|verdict| verdict == first);
        if same { supposed.into_iter().next() } else { None }
    }

    /// What each value of each open fact would give.
    fn unstated(&self, transfer: &Transfer, decided: &Decided<'_>) -> Vec<Unstated> {
        if decided.weight() != Some(Weight::Undetermined) {
            return Vec::new();
        }
        let unstated = open_facts(decided).into_iter().map(|open| Unstated {
            fact: open.fact.to_string(),
            would: self.would(transfer, &open),
        });
        unstated.collect()
    }

    fn would(&self, transfer: &Transfer, open: &Missing) -> Vec<(String, Verdict)> {
        let values = open.values.iter().take(SUPPOSITIONS);
        let would = values.map(|value| {
            let (weight, _) = self.verdict(&transfer.supposing(&open.fact, value));
            (value.clone(), Verdict::of_decision(weight))
        });
        would.collect()
    }

    fn report(
        &self,
        transfer: &Arc<Transfer>,
        decided: &Decided<'_>,
        unstated: Vec<Unstated>,
        weighed: &[Weighed],
    ) -> Report {
        let findings = each_once(decided.rulings.iter().flat_map(|ruling| &ruling.findings));
        let deciding = decided.deciding();
        let rests_on_certificate = deciding.is_some_and(|judged| judged.certificate.is_some());
        let pairs = self.presented.iter().zip(weighed);
        let certificates =
            pairs.map(|(p, weighed)| (p.certificate.clone(), weighed.accredited.clone()));
        let token = |p: &Presented<'_>| p.certificate.credential().token().as_bytes().into();
        let verdict = Verdict::of_decision(decided.weight());
        Report {
            verdict,
            clocks: Some(self.clocks),
            began: if rests_on_certificate { Step::Parse } else { Step::Recognition },
            reached: Step::Prohibitions,
            certificates: certificates.collect(),
            ruling: Some(Box::new(Ruling {
                instrument: deciding.map(|judged| instrument(judged)),
                considered: considered(decided),
                obligations: self.obligations(verdict, decided),
                unstated,
                transfer: Arc::clone(transfer),
                taxonomy: taxonomy_digest(),
                packs: self.packs(),
            })),
            tokens: self.presented.iter().map(token).collect(),
            bundle: *self.verifier.bundle.digest(),
            policy: self.verifier.policy_digest,
            fresh_until: decided.rulings.iter().filter_map(|ruling| ruling.fresh_until).min(),
            next_change: NextChange::none(),
            findings,
        }
    }

    fn packs(&self) -> Vec<(String, String)> {
        let packs = self.verifier.bundle.packs().iter();
        packs.map(|pack| (pack.about.id.clone(), pack.sha256.clone())).collect()
    }

    /// What the instruments that are relied on ask for.
    fn obligations(&self, verdict: Verdict, decided: &Decided<'_>) -> Vec<Owed> {
        if !matches!(verdict, Verdict::Recognised | Verdict::Conditional) {
            return Vec::new();
        }
        let used = decided.rulings.iter().filter(|ruling| ruling.by_instrument);
        let used = used.filter_map(|ruling| ruling.considered.first());
        let mut owed: Vec<Owed> = used.flat_map(|judged| self.owed(judged)).collect();
        owed.sort_by(|a, b| (&a.code, &a.due, &a.reference).cmp(&(&b.code, &b.due, &b.reference)));
        owed.dedup();
        owed
    }

    fn owed(&self, judged: &Judged<'_>) -> Vec<Owed> {
        let obligations = judged.version.map_or(&[][..], |version| &version.obligations);
        let owed = obligations.iter().map(|obligation| Owed {
            code: obligation.code.clone(),
            due: obligation.due.and_then(|due| self.due_day(due, judged)),
            reference: obligation.reference.clone(),
        });
        owed.collect()
    }

    /// Calendar months from the day that the obligation names.
    fn due_day(&self, due: Due, judged: &Judged<'_>) -> Option<String> {
        let presented = judged.certificate.and_then(|index| self.presented.get(index));
        let from = match due.from {
            DueFrom::Transfer => Some(self.clocks.valid_at),
            DueFrom::Enactment => judged.since,
            DueFrom::CertificateDecision => {
                presented.and_then(|p| p.certificate.decided_within()).map(|(_, last)| last)
            }
            DueFrom::CertificateEnd => presented.and_then(|p| p.until),
        };
        from.map(|from| from.plus_months(due.months).date())
    }
}

/// The facts that are open in what decides.
fn open_facts(decided: &Decided<'_>) -> Vec<Missing> {
    merged(decided.rulings.iter().flat_map(|ruling| &ruling.missing))
}

fn instrument(judged: &Judged<'_>) -> Instrument {
    let held = judged.instrument;
    let Arrangement { id, title, exporter_regime, citations, .. } = &held.item;
    let cite = |citation: &crate::recognition::Citation| match &citation.article {
        Some(article) => format!("{}, {article}", citation.instrument),
        None => citation.instrument.clone(),
    };
    Instrument {
        id: id.clone(),
        title: title.clone(),
        regime: exporter_regime.clone(),
        stated_by: held.issuer.to_string(),
        document: held.document.to_string(),
        citations: citations.iter().map(cite).collect(),
    }
}

fn considered(decided: &Decided<'_>) -> Vec<Considered> {
    let judged = decided.rulings.iter().flat_map(|ruling| &ruling.considered);
    let considered = judged.map(|judged| Considered {
        instrument: judged.instrument.item.id.clone(),
        verdict: Verdict::of_decision(Some(judged.weight())),
        findings: each_once(judged.findings()),
    });
    considered.collect()
}

/// Findings by the rank of their codes; of one code, as they were found.
fn each_once<'f>(found: impl Iterator<Item = &'f Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for finding in found {
        if !findings.contains(finding) {
            findings.push(finding.clone());
        }
    }
    findings.sort_by_key(|finding| finding.code);
    findings
}

fn standing(
    verifier: &Verifier,
    certificates: &[Certificate],
    weighed: Vec<Weighed>,
    decided: &Decided<'_>,
    clocks: Clocks,
) -> Option<Standing> {
    let index = decided.deciding()?.certificate?;
    let weighed = weighed.into_iter().nth(index)?;
    weighed.standing(verifier, certificates.get(index)?, clocks)
}

fn granted(
    transfer: &Transfer,
    decided: &Decided<'_>,
    standing: Option<Standing>,
) -> Option<Granted> {
    let recognised = decided.recognised()?;
    let importer = &transfer.importer;
    let importer = importer.name.as_ref().or(importer.id.as_ref()).unwrap_or(&transfer.to);
    let instrument = match (decided.weight(), decided.deciding()) {
        (Some(_), Some(judged)) => judged.instrument.item.title.clone(),
        _ => "no instrument, for none is needed".to_owned(),
    };
    Some(Granted { importer: importer.clone(), instrument, recognised, standing })
}

/// The first instant at which the verdict is another one, as time moves on and nothing
/// new becomes known. It costs as much as several decisions, so it waits until it is asked for.
fn next_change(
    verifier: &Verifier,
    transfer: Arc<Transfer>,
    certificates: &[Certificate],
    clocks: Clocks,
    weight: Option<Weight>,
) -> NextChange {
    let (verifier, certificates) = (verifier.clone(), certificates.to_vec());
    NextChange::found_by(move || {
        let Clocks { valid_at, known_at } = clocks;
        let points = verifier.turning_points(&transfer, &certificates, valid_at, known_at);
        // Beyond what is tried nothing is promised: the first instant there may be the one.
        let untried = points.get(TURNING_POINTS).copied();
        let differs = |point: &Timestamp| {
            let then = Clocks::new(*point, known_at);
            let later = verifier.consider(&transfer, &certificates, then, &[], |d| d.weight());
            later != weight
        };
        points.into_iter().take(TURNING_POINTS).find(differs).or(untried)
    })
}
