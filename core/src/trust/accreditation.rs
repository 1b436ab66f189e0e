//! Weighing a certificate's body: from the body over its superiors to an anchor, at the
//! time of the decision and at the time that is asked about.

use super::anchor::{Anchor, Certifies};
use super::list::{Action, RecognizedAction};
use super::scheme::{OnAccreditationLoss, Scheme};
use crate::certificate::{Certificate, ScopeDimension};
use crate::clock::{Clocks, Event, EventKind, Timeline, Timestamp};
use crate::code::{Code, Finding, NeedKind, Weight};
use crate::issuer::Source;
use crate::limits::ACCREDITATION_DEPTH;
use std::collections::HashMap;
use std::sync::Arc;

/// What the bundle's anchors, lists and scheme documents state, indexed for questions.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    pub anchors: HashMap<String, Anchor>,
    /// By the identifier of the body.
    pub grants: HashMap<String, Vec<Grant>>,
    /// By the identifier of the scheme.
    pub schemes: HashMap<String, SchemeRules>,
    /// Documents of anchors that are missing or not acceptable, by anchor.
    pub gaps: Vec<Gap>,
}

/// An accreditation as one list states it.
#[derive(Debug)]
pub(crate) struct Grant {
    pub action: RecognizedAction,
    /// Who states it: an anchor, or a body that accredits.
    pub grantor: Arc<str>,
    pub list: Arc<str>,
    /// On whose word the key that signed the list is the grantor's.
    pub signed_on: Vec<Source>,
    pub fresh_until: Option<Timestamp>,
}

impl Grant {
    /// Where it stands, by all that is known at that time.
    pub(crate) fn standing(&self, at: Timestamp) -> State {
        state_at(&Timeline::known(&self.action.events, at), at)
    }

    /// An anchor's own list bears an anchor's own key, not one that a list lent it.
    fn signed_by_anchor(&self) -> bool {
        self.signed_on.iter().any(|source| matches!(source, Source::Pin | Source::Own))
    }

    /// The superior that vouches for a delegate must be the one that states its key.
    fn signed_on_word_of(&self, superior: &Self) -> bool {
        let stated = |source: &Source| match source {
            Source::Own => true,
            Source::Pin => false,
            Source::List(list) => *list == superior.list,
        };
        self.signed_on.iter().any(stated)
    }
}

/// A scheme's rules and where they are from.
#[derive(Debug)]
pub(crate) struct SchemeRules {
    pub scheme: Scheme,
    pub document: Arc<str>,
    pub fresh_until: Option<Timestamp>,
}

/// A document that an anchor should have in the bundle and has not.
#[derive(Clone, Debug)]
pub(crate) struct Gap {
    pub anchor: String,
    pub document: String,
}

/// Proof that step 4 was passed, and on whose word. Only this module makes one.
#[derive(Clone, Debug)]
pub struct Accredited {
    by: Arc<str>,
    list: Option<Arc<str>>,
    fresh_until: Option<Timestamp>,
    _made_here: (),
}

impl Accredited {
    /// Who accredited the body: an authority, or the body's own pin.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// The list that says so; none for a body that was pinned.
    pub fn list(&self) -> Option<&str> {
        self.list.as_deref()
    }

    /// Until when that list and the scheme's rules may be relied on.
    pub fn fresh_until(&self) -> Option<Timestamp> {
        self.fresh_until
    }
}

/// What is asked of a registry about one certificate.
struct Question<'q> {
    certificate: &'q Certificate,
    /// The instants between which the body decided.
    decided: Option<(Timestamp, Timestamp)>,
    clocks: Clocks,
    scheme: Option<&'q Scheme>,
    /// On whose word the key that signed is the body's: accreditation counts on the same
    /// word only.
    sources: &'q [Source],
}

impl Question<'_> {
    fn key_counts_for(&self, word: &Source) -> bool {
        self.sources.iter().any(|source| source == word || *source == Source::Own)
    }
}

impl Registry {
    /// Step 4. Adds what it finds; gives the proof when nothing stands against it.
    pub(crate) fn assess(
        &self,
        certificate: &Certificate,
        sources: &[Source],
        clocks: Clocks,
        findings: &mut Vec<Finding>,
    ) -> Option<Accredited> {
        let decided = certificate.decided_within();
        let rules = self.rules(certificate, clocks, findings);
        let scheme = rules.map(|rules| &rules.scheme);
        let question = Question { certificate, decided, clocks, scheme, sources };
        if let Some(scheme) = scheme {
            findings.extend(check_scheme(scheme, &question).err());
        }
        match self.weigh_all(&question) {
            Ok((accredited, notice)) => {
                findings.extend(notice);
                let rules = rules.and_then(|rules| rules.fresh_until);
                let fresh_until = [accredited.fresh_until, rules].into_iter().flatten().min();
                Some(Accredited { fresh_until, ..accredited })
            }
            Err(finding) => {
                findings.push(finding);
                None
            }
        }
    }

    /// Whether the body was accredited for the certificate at an instant, by what was known
    /// at another: the condition for events in the holder's favour.
    pub(crate) fn was_accredited(
        &self,
        certificate: &Certificate,
        sources: &[Source],
        at: Timestamp,
        known_at: Timestamp,
    ) -> bool {
        let clocks = Clocks::new(at, known_at);
        let decided = Some((at, at));
        let question = Question { certificate, decided, clocks, scheme: None, sources };
        self.weigh_all(&question).is_ok()
    }

    /// Every instant at which what step 4 finds of a certificate may change, by what is known.
    pub(crate) fn turning_points(
        &self,
        certificate: &Certificate,
        known_at: Timestamp,
    ) -> Vec<Timestamp> {
        let scheme = self.schemes.get(certificate.scheme()).map(|rules| &rules.scheme);
        let versions = scheme.map_or(&[][..], |scheme| &scheme.versions);
        let after = |end: Timestamp| end.plus_seconds(1);
        let ends = certificate.valid_until().into_iter();
        let ends = ends.chain(versions.iter().filter_map(|version| version.transition_until));
        let mut points: Vec<_> = ends.map(after).collect();
        for grant in self.chain(certificate.issuer()) {
            for event in Timeline::known(&grant.action.events, known_at).iter() {
                points.push(event.bites_at());
                points.extend(scheme.and_then(|scheme| match scheme.on_accreditation_loss {
                    OnAccreditationLoss::RunOff { months } => {
                        Some(after(event.bites_at().plus_months(months)))
                    }
                    OnAccreditationLoss::Void | OnAccreditationLoss::Unaffected => None,
                }));
            }
        }
        points
    }

    /// The grants of a body and of all its superiors.
    fn chain<'r>(&'r self, body: &'r str) -> Vec<&'r Grant> {
        let (mut bodies, mut grants, mut next) = (vec![body], Vec::new(), 0);
        while let Some(body) = bodies.get(next).copied() {
            for grant in self.grants.get(body).into_iter().flatten() {
                grants.push(grant);
                if !bodies.contains(&&*grant.grantor) {
                    bodies.push(&grant.grantor);
                }
            }
            next += 1;
        }
        grants
    }

    /// Months that an audit may be late, where the scheme sets audits.
    pub(crate) fn audit_tolerance(&self, scheme: &str) -> Option<u32> {
        let surveillance = self.schemes.get(scheme)?.scheme.surveillance;
        surveillance.map(|surveillance| surveillance.tolerance_months)
    }

    /// The dimensions of scope that certificates of a scheme must state.
    pub(crate) fn required_scope(&self, scheme: &str) -> &[ScopeDimension] {
        self.schemes.get(scheme).map_or(&[], |rules| &rules.scheme.required_scope)
    }

    /// The rules of the certificate's scheme. Required as soon as any anchor speaks for it,
    /// so that taking the document away cannot loosen a rule.
    fn rules(
        &self,
        certificate: &Certificate,
        clocks: Clocks,
        findings: &mut Vec<Finding>,
    ) -> Option<&SchemeRules> {
        let id = certificate.scheme();
        let speaks = |anchor: &&Anchor| anchor.speaks_for.schemes.iter().any(|scheme| scheme == id);
        let owner = self.anchors.values().find(speaks)?;
        let Some(rules) = self.schemes.get(id) else {
            let mut finding = Finding::new(Code::SchemeUnknown).with("scheme", id);
            if let Some(gap) = self.gaps.iter().find(|gap| gap.anchor == owner.id) {
                finding = finding.by(&gap.document).needing(NeedKind::TrustDocument, &gap.document);
            }
            findings.push(finding);
            return None;
        };
        findings.extend(check_fresh(rules.fresh_until, &rules.document, clocks).err());
        Some(rules)
    }

    /// The best of all that accredit the body: a yes beats a maybe, a maybe beats a no,
    /// and of several noes the one that got furthest is told.
    fn weigh_all(&self, question: &Question<'_>) -> Result<Weighed, Finding> {
        let body = question.certificate.issuer();
        let mut worst: Option<Finding> = None;
        let anchor = self.anchors.get(body);
        let pins = anchor.map_or(&[][..], |anchor| &anchor.speaks_for.certifies);
        let grants = self.grants.get(body).map_or(&[][..], Vec::as_slice);
        let weighed = pins
            .iter()
            .map(|pin| weigh_pin(pin, body, question))
            .chain(grants.iter().map(|grant| self.weigh(grant, question)));
        for result in weighed {
            match result {
                Ok(weighed) => return Ok(weighed),
                Err(finding) => keep_nearest(&mut worst, finding),
            }
        }
        let nearest = worst.unwrap_or_else(|| not_accredited(question.certificate.scheme()));
        Err(self.or_unknown(nearest, question))
    }

    /// A "no" is only certain when every document that could say "yes" is there.
    fn or_unknown(&self, nearest: Finding, question: &Question<'_>) -> Finding {
        let could_accredit = |gap: &&Gap| {
            self.anchors.get(&gap.anchor).is_some_and(|anchor| {
                let mandates = &anchor.speaks_for.accredits;
                mandates.iter().any(|mandate| mandate.scheme == question.certificate.scheme())
            })
        };
        match self.gaps.iter().find(could_accredit) {
            Some(gap) if nearest.weight() == Weight::Refused => {
                Finding::new(Code::AccreditationUnknown)
                    .with("document", &gap.document)
                    .by(&gap.document)
                    .needing(NeedKind::TrustDocument, &gap.document)
            }
            _ => nearest,
        }
    }

    fn weigh(&self, grant: &Grant, question: &Question<'_>) -> Result<Weighed, Finding> {
        if !question.key_counts_for(&Source::List(Arc::clone(&grant.list))) {
            return Err(not_accredited(question.certificate.scheme()));
        }
        let notice = self.weigh_grant(grant, Action::Issue, question)?;
        self.check_superiors(grant, question, &mut Vec::new())?;
        let by = Arc::clone(&grant.grantor);
        let list = Some(Arc::clone(&grant.list));
        Ok((Accredited { by, list, fresh_until: grant.fresh_until, _made_here: () }, notice))
    }

    fn weigh_grant(
        &self,
        grant: &Grant,
        action: Action,
        question: &Question<'_>,
    ) -> Result<Option<Finding>, Finding> {
        check_scope(&grant.action, action, question.certificate)?;
        check_fresh(grant.fresh_until, &grant.list, question.clocks)?;
        let timeline = Timeline::known(&grant.action.events, question.clocks.known_at);
        check_at_decision(&timeline, question).map_err(|finding| finding.by(&*grant.list))?;
        check_since(&timeline, question).map_err(|finding| finding.by(&*grant.list))
    }

    /// A grantor that is no anchor needs a superior of its own, accredited to accredit
    /// within the same scope; each level can only narrow.
    fn check_superiors<'r>(
        &'r self,
        grant: &'r Grant,
        question: &Question<'_>,
        seen: &mut Vec<&'r str>,
    ) -> Result<(), Finding> {
        let grantor = &*grant.grantor;
        let anchor = self.anchors.get(grantor);
        let mandated = anchor.is_some_and(|anchor| has_mandate(anchor, question.certificate));
        if mandated && grant.signed_by_anchor() {
            return Ok(());
        }
        let too_far = seen.len() >= ACCREDITATION_DEPTH || seen.contains(&grantor);
        let superiors = self.grants.get(grantor).filter(|_| !too_far);
        seen.push(grantor);
        let mut nearest = not_accredited(question.certificate.scheme()).by(&*grant.list);
        for superior in superiors.into_iter().flatten().filter(|s| grant.signed_on_word_of(s)) {
            let weighed = self
                .weigh_grant(superior, Action::Accredit, question)
                .and_then(|_| self.check_superiors(superior, question, seen));
            match weighed {
                Ok(()) => return Ok(()),
                Err(finding) => nearest = finding,
            }
        }
        Err(nearest)
    }
}

type Weighed = (Accredited, Option<Finding>);

fn keep_nearest(worst: &mut Option<Finding>, finding: Finding) {
    // Undetermined beats refused; among equals the later row of the table got further.
    let key = |finding: &Finding| {
        (finding.weight() == Weight::Undetermined, finding.code != Code::BodyNotAccredited)
    };
    if worst.as_ref().is_none_or(|other| key(other) < key(&finding)) {
        *worst = Some(finding);
    }
}

fn not_accredited(what: &str) -> Finding {
    Finding::new(Code::BodyNotAccredited).with("what", what)
}

fn has_mandate(anchor: &Anchor, certificate: &Certificate) -> bool {
    anchor.speaks_for.accredits.iter().any(|mandate| {
        mandate.scheme == certificate.scheme()
            && mandate.jurisdictions.has_jurisdiction(certificate.jurisdiction())
    })
}

/// A local pin is the decision of the bundle's owner: its own terms, and no list, count.
fn weigh_pin(pin: &Certifies, body: &str, question: &Question<'_>) -> Result<Weighed, Finding> {
    let certificate = question.certificate;
    let what = if !question.key_counts_for(&Source::Pin) || pin.scheme != certificate.scheme() {
        Some(certificate.scheme())
    } else if !pin.scheme_version.has(certificate.scheme_version()) {
        Some(certificate.scheme_version())
    } else if !pin.jurisdictions.has_jurisdiction(certificate.jurisdiction()) {
        Some(certificate.jurisdiction())
    } else {
        certificate.roles().find(|role| !pin.roles.admits(|r| r == role)).map(|role| role.as_str())
    };
    if let Some(what) = what {
        return Err(not_accredited(what));
    }
    check_pin_dates(pin, question)?;
    let accredited = Accredited { by: body.into(), list: None, fresh_until: None, _made_here: () };
    Ok((accredited, Some(Code::PinnedLocally.into())))
}

fn check_pin_dates(pin: &Certifies, question: &Question<'_>) -> Result<(), Finding> {
    if pin.from.is_none() && pin.until.is_none() {
        return Ok(());
    }
    let (first, last) = question.decided.ok_or(Code::DecisionUndated)?;
    if let Some(from) = pin.from.filter(|from| first < *from) {
        return Err(decided(Code::AccreditationNotYet, first).with("from", from.to_string()));
    }
    if let Some(until) = pin.until.filter(|until| last > *until) {
        return Err(decided(Code::AccreditationEndedBefore, first).with("until", until.to_string()));
    }
    Ok(())
}

fn check_scope(
    granted: &RecognizedAction,
    action: Action,
    certificate: &Certificate,
) -> Result<(), Finding> {
    if granted.action != action || granted.scheme != certificate.scheme() {
        return Err(not_accredited(certificate.scheme()));
    }
    if !granted.scheme_version.has(certificate.scheme_version()) {
        return Err(not_accredited(certificate.scheme_version()));
    }
    if !granted.jurisdictions.has_jurisdiction(certificate.jurisdiction()) {
        return Err(not_accredited(certificate.jurisdiction()));
    }
    match certificate.roles().find(|role| !granted.roles.admits(|granted| granted == role)) {
        Some(role) => Err(not_accredited(role.as_str())),
        None => Ok(()),
    }
}

/// Containers are judged when they are used: by what was to be known then.
fn check_fresh(until: Option<Timestamp>, document: &str, clocks: Clocks) -> Result<(), Finding> {
    match until {
        Some(until) if until < clocks.known_at => Err(Finding::new(Code::AccreditationListExpired)
            .with("until", until.to_string())
            .by(document)
            .needing(NeedKind::TrustDocument, document)),
        _ => Ok(()),
    }
}

/// Where an accreditation stood at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    NotYet,
    Active,
    Suspended(Timestamp),
    Ended(Timestamp),
}

fn state_at(timeline: &Timeline<'_>, at: Timestamp) -> State {
    timeline.until(at).fold(State::NotYet, next)
}

/// After its end, only a new grant begins an accreditation again.
fn next(state: State, event: &Event) -> State {
    let since = event.bites_at();
    match (state, event.kind) {
        (_, EventKind::Grant) => State::Active,
        (State::NotYet | State::Ended(_), _) => state,
        (_, EventKind::Withdraw | EventKind::Expire) => State::Ended(since),
        (State::Suspended(since), EventKind::Suspend) => State::Suspended(since),
        (_, EventKind::Suspend) => State::Suspended(since),
        (_, EventKind::Reinstate) => State::Active,
        _ => state,
    }
}

fn decided(code: Code, at: Timestamp) -> Finding {
    Finding::new(code).with("decided", at.to_string())
}

fn check_at_decision(timeline: &Timeline<'_>, question: &Question<'_>) -> Result<(), Finding> {
    let (first, last) = question.decided.ok_or(Code::DecisionUndated)?;
    let (state, later) = (state_at(timeline, first), state_at(timeline, last));
    if (state == State::Active) != (later == State::Active) {
        return Err(Finding::new(Code::BoundaryDay).with("day", first.date()));
    }
    match state {
        State::Active => check_scope_then(timeline, first),
        State::Suspended(_) => Err(decided(Code::AccreditationSuspended, first)),
        State::Ended(until) => {
            Err(decided(Code::AccreditationEndedBefore, first).with("until", until.to_string()))
        }
        State::NotYet => {
            let begins = timeline.iter().find(|event| event.kind == EventKind::Grant);
            let from = begins.map_or("?".to_owned(), |event| event.bites_at().to_string());
            Err(decided(Code::AccreditationNotYet, first).with("from", from))
        }
    }
}

/// A list states the scope as it is now. If it was extended after the decision, nobody
/// can tell whether it covered the certificate then.
fn check_scope_then(timeline: &Timeline<'_>, decided_at: Timestamp) -> Result<(), Finding> {
    let extended = timeline
        .iter()
        .find(|event| event.kind == EventKind::Extend && event.bites_at() > decided_at);
    match extended {
        Some(event) => Err(decided(Code::AccreditationScopeUnknown, decided_at)
            .with("extended", event.bites_at().to_string())),
        None => Ok(()),
    }
}

/// What a loss of accreditation after the decision does to the certificate: the scheme's
/// own rule. Gives a notice where there is something to watch.
fn check_since(
    timeline: &Timeline<'_>,
    question: &Question<'_>,
) -> Result<Option<Finding>, Finding> {
    match state_at(timeline, question.clocks.valid_at) {
        State::Active | State::NotYet => Ok(None),
        State::Suspended(since) => after_suspension(since, question),
        State::Ended(lost) => after_loss(lost, question),
    }
}

fn rule(question: &Question<'_>) -> Result<OnAccreditationLoss, Finding> {
    question.scheme.map(|scheme| scheme.on_accreditation_loss).ok_or_else(|| {
        Finding::new(Code::SchemeUnknown).with("scheme", question.certificate.scheme())
    })
}

/// A suspended body may come back: where the scheme lets certificates run off, the time
/// runs from the suspension; elsewhere they stand until the accreditation is lost.
fn after_suspension(since: Timestamp, question: &Question<'_>) -> Result<Option<Finding>, Finding> {
    let until = match rule(question)? {
        OnAccreditationLoss::RunOff { months } => {
            let until = run_off(since, months, question)?;
            format!("until {until}")
        }
        OnAccreditationLoss::Void | OnAccreditationLoss::Unaffected => "for now".to_owned(),
    };
    let notice = Finding::new(Code::BodySuspendedNow);
    Ok(Some(notice.with("since", since.to_string()).with("until", until)))
}

fn after_loss(lost: Timestamp, question: &Question<'_>) -> Result<Option<Finding>, Finding> {
    let finding = |code| Finding::new(code).with("lost", lost.to_string());
    match rule(question)? {
        OnAccreditationLoss::Unaffected => Ok(None),
        OnAccreditationLoss::Void => Err(finding(Code::AccreditationLostVoid)),
        OnAccreditationLoss::RunOff { months } => {
            let until = run_off(lost, months, question)?;
            Ok(Some(finding(Code::AccreditationRunOff).with("until", until.to_string())))
        }
    }
}

/// The end of a run-off: so many months from the loss, or the certificate's own end if
/// that is sooner.
fn run_off(lost: Timestamp, months: u32, question: &Question<'_>) -> Result<Timestamp, Finding> {
    let until = lost.plus_months(months);
    let until = question.certificate.valid_until().map_or(until, |end| end.min(until));
    if question.clocks.valid_at <= until {
        return Ok(until);
    }
    Err(Finding::new(Code::AccreditationRunOffEnded)
        .with("lost", lost.to_string())
        .with("until", until.to_string()))
}

/// The rules of the scheme that concern the certificate itself.
fn check_scheme(scheme: &Scheme, question: &Question<'_>) -> Result<(), Finding> {
    let certificate = question.certificate;
    let not_in_force = || {
        Finding::new(Code::SchemeVersionNotInForce).with("version", certificate.scheme_version())
    };
    let version = scheme
        .versions
        .iter()
        .find(|version| version.version == certificate.scheme_version())
        .ok_or_else(not_in_force)?;
    let (first, last) = question.decided.ok_or(Code::DecisionUndated)?;
    let too_late = |until: Option<Timestamp>, at| until.is_some_and(|until| at > until);
    if last < version.valid_from
        || too_late(version.valid_until, first)
        || too_late(version.transition_until, question.clocks.valid_at)
    {
        return Err(not_in_force());
    }
    let variant = certificate.variant().unwrap_or_default();
    if !version.variants.is_empty() && !version.variants.iter().any(|known| known == variant) {
        return Err(not_in_force());
    }
    check_length(scheme, certificate)
}

fn check_length(scheme: &Scheme, certificate: &Certificate) -> Result<(), Finding> {
    let Some(months) = scheme.max_validity_months else { return Ok(()) };
    let fits = match (certificate.valid_from(), certificate.valid_until()) {
        (Some(from), Some(until)) => until <= from.plus_months(months),
        _ => false,
    };
    if fits {
        return Ok(());
    }
    Err(Finding::new(Code::ValidityTooLong).with("months", months.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::AnyOr;

    fn grant(list: &str, signed_on: Vec<Source>) -> Grant {
        let action = RecognizedAction {
            action: Action::Accredit,
            scheme: String::new(),
            scheme_version: AnyOr::Any,
            roles: AnyOr::Any,
            jurisdictions: AnyOr::Any,
            standard: String::new(),
            events: Vec::new(),
        };
        Grant { action, grantor: "".into(), list: list.into(), signed_on, fresh_until: None }
    }

    /// Whatever lists a bundle accepts: the word that a key stands on is asked for here too.
    #[test]
    fn a_lent_key_is_neither_an_anchors_nor_its_superiors() {
        let lent = |list: &str| Source::List(list.into());
        let by_anchor = |signed_on| grant("l", signed_on).signed_by_anchor();
        assert!(by_anchor(vec![Source::Pin]) && by_anchor(vec![lent("a"), Source::Own]));
        assert!(!by_anchor(vec![lent("a")]) && !by_anchor(Vec::new()));
        let vouched = |signed_on| grant("l", signed_on).signed_on_word_of(&grant("a", Vec::new()));
        assert!(vouched(vec![lent("a")]) && vouched(vec![Source::Own]));
        assert!(!vouched(vec![lent("b")]) && !vouched(vec![Source::Pin]));
    }

    #[test]
    fn of_several_answers_the_one_that_got_furthest_is_told() {
        let (open, no) = (Code::AccreditationListExpired, Code::AccreditationSuspended);
        let none = Code::BodyNotAccredited;
        let nearest = |codes: &[Code]| {
            let mut worst = None;
            codes.iter().for_each(|code| keep_nearest(&mut worst, Finding::new(*code)));
            worst.map(|finding| finding.code)
        };
        assert_eq!(nearest(&[]), None);
        for codes in [[none, no, open], [open, no, none], [no, open, none]] {
            assert_eq!(nearest(&codes), Some(open));
        }
        assert_eq!((nearest(&[none, no]), nearest(&[no, none])), (Some(no), Some(no)));
        let ended = Code::AccreditationEndedBefore;
        assert_eq!((nearest(&[no, ended]), nearest(&[ended, no])), (Some(no), Some(ended)));
    }
}
