//! The life of an instrument, as known at one clock and asked about at the other.

use super::arrangement::{Arrangement, ArrangementState, Reviewed, Version};
use super::facts::{Fact, Missing};
use crate::clock::{Clocks, Event, EventKind, Grace, GraceFor, Timeline, Timestamp};
use crate::code::{Code, Finding, Weight};
use std::mem::take;

/// Where an instrument stands.
#[derive(Debug, Default)]
pub(crate) struct Life<'a> {
    /// When it took effect, if it has.
    pub since: Option<Timestamp>,
    /// When it ends or ended by withdrawal or repeal, as far as that is known.
    pub withdrawn: Option<Timestamp>,
    /// The text that counts.
    pub version: Option<&'a Version>,
    /// What stands against it, and what is worth knowing.
    pub findings: Vec<Finding>,
    /// The fact on which a grace period turns.
    pub missing: Vec<Missing>,
}

impl Arrangement {
    /// Whether anybody could know of it: an act not yet published is not shown.
    pub(crate) fn is_published(&self, known_at: Timestamp) -> bool {
        let enacts = self.events.iter().filter(|event| event.kind == EventKind::Enact);
        enacts.into_iter().any(|event| event.published_at <= known_at)
    }

    /// Whether it is in force, at these clocks, for transfers that begin now.
    pub fn stands(&self, clocks: Clocks) -> bool {
        let life = self.life(clocks, Some(clocks.valid_at));
        life.findings.iter().all(|finding| finding.weight() == Weight::Notice)
    }

    /// Where it stands. `begun` is when the transfers began, where that was said.
    pub(crate) fn life(&self, clocks: Clocks, begun: Option<Timestamp>) -> Life<'_> {
        let timeline = Timeline::known(&self.events, clocks.known_at);
        let mut replay = Replay::default();
        timeline.until(clocks.valid_at).for_each(|event| replay.take(event));
        let mut life = Life { since: replay.since(), ..Life::default() };
        life.version = self.text(&replay, &timeline);
        let mut withdrawals = timeline.iter().filter(|event| withdraws(event));
        let withdrawal = withdrawals.find(|event| !replay.is_overcome(event));
        life.withdrawn = withdrawal.map(|event| event.effective_at);
        let stops = replay.stopped_by(self, &timeline, clocks, begun);
        if stops.is_empty() {
            life.findings = self.notices(&replay, &timeline, clocks.valid_at);
        }
        for (finding, missing) in stops {
            life.findings.push(finding);
            life.missing.extend(missing);
        }
        life
    }

    /// The last instant that it names, whatever is known of it.
    pub(crate) fn latest(&self) -> Option<Timestamp> {
        let instants = self.events.iter().flat_map(|event| {
            let ends = [event.until, event.grace.map(|grace| grace.until), event.ex_tunc_from];
            [event.effective_at].into_iter().chain(ends.into_iter().flatten())
        });
        // A day that is named ends within a day of any instant of it.
        instants.chain(self.review_due).max().map(|latest| latest.plus_seconds(24 * 3600))
    }

    /// Every instant at which something about it changes, by what is known.
    pub(crate) fn turning_points(&self, known_at: Timestamp) -> Vec<Timestamp> {
        let timeline = Timeline::known(&self.events, known_at);
        let after = |end: Timestamp| end.plus_seconds(1);
        let graces = timeline.iter().filter_map(|event| event.grace).map(|g| after(g.until));
        let starts = timeline.iter().flat_map(|event| [event.bites_at(), event.effective_at]);
        let at = timeline.iter().map(|event| event.effective_at);
        let sunsets = at.filter_map(|at| sunset(&timeline, at));
        starts.chain(graces).chain(sunsets.map(after)).collect()
    }

    /// The text that counts; before it is enacted, the first that is to be. What amends an
    /// act that is not there yet has no text to change.
    fn text(&self, replay: &Replay<'_>, timeline: &Timeline<'_>) -> Option<&Version> {
        let enacts = |event: &&Event| event.kind == EventKind::Enact;
        let first = || timeline.iter().find(enacts).map(|event| &*event.id);
        let event = replay.version.or_else(first)?;
        self.versions.iter().find(|version| version.event == event)
    }

    fn notices(
        &self,
        replay: &Replay<'_>,
        timeline: &Timeline<'_>,
        valid_at: Timestamp,
    ) -> Vec<Finding> {
        let mut notices = Vec::new();
        for event in timeline.iter().filter(|event| ends(event)) {
            if event.effective_at > valid_at {
                let finding = Finding::new(Code::WithdrawalAnnounced);
                notices.push(finding.with("from", event.effective_at.to_string()));
            } else if let Some(grace) = event.grace.filter(|grace| valid_at <= grace.until) {
                notices.push(in_grace(grace));
            }
        }
        if let Some(event) = replay.challenged {
            let reference = event.reference.as_deref().unwrap_or(&event.id);
            notices.push(Finding::new(Code::ArrangementChallenged).with("case", reference));
        }
        if self.review_due.is_some_and(|due| due < valid_at) {
            notices.push(Code::ReviewOverdue.into());
        }
        if self.reviewed == Reviewed::Unreviewed {
            notices.push(Code::InstrumentUnreviewed.into());
        }
        notices
    }
}

#[derive(Default)]
struct Replay<'a> {
    enacted: Option<&'a Event>,
    version: Option<&'a str>,
    /// Every end that no later act has overcome: a grace under one is none under another.
    ends: Vec<&'a Event>,
    suspended: Option<Timestamp>,
    challenged: Option<&'a Event>,
}

impl<'a> Replay<'a> {
    fn take(&mut self, event: &'a Event) {
        match event.kind {
            EventKind::Enact => {
                self.ends.retain(|end| !begins_anew(event, end));
                let (enacted, version) = (Some(event), Some(&*event.id));
                *self = Self { enacted, version, ends: take(&mut self.ends), ..Self::default() };
            }
            EventKind::Amend if self.enacted.is_some() => self.version = Some(&event.id),
            EventKind::Suspend => self.suspended = self.suspended.or(Some(event.effective_at)),
            EventKind::Challenge => self.challenged = Some(event),
            EventKind::Uphold => {
                self.challenged = None;
                self.suspended = None;
            }
            _ if ends(event) && !self.is_overcome(event) => self.ends.push(event),
            _ => {}
        }
    }

    /// An end that bites only after its grace may lie behind the act that replaced it.
    fn is_overcome(&self, end: &Event) -> bool {
        self.enacted.is_some_and(|enacted| begins_anew(enacted, end))
    }

    fn since(&self) -> Option<Timestamp> {
        self.enacted.map(|event| event.effective_at)
    }

    /// Why it does not permit at that instant, if it does not.
    fn stopped_by(
        &self,
        arrangement: &Arrangement,
        timeline: &Timeline<'_>,
        clocks: Clocks,
        begun: Option<Timestamp>,
    ) -> Vec<Stop> {
        let no = |code, name, fact: String| vec![(Finding::new(code).with(name, fact), None)];
        if arrangement.state != ArrangementState::Operative {
            let state = arrangement.state.as_str().to_owned();
            return no(Code::ArrangementInoperative, "state", state);
        }
        let ended = self.ends.iter().filter_map(|event| after_end(event, clocks.valid_at, begun));
        let mut ended: Vec<_> = ended.collect();
        if let Some(certain) = ended.iter().position(|(_, missing)| missing.is_none()) {
            return vec![ended.swap_remove(certain)];
        }
        if self.enacted.is_none() && ended.is_empty() {
            let enact = timeline.iter().find(|event| event.kind == EventKind::Enact);
            let from = enact.map_or_else(String::new, |event| event.effective_at.to_string());
            return no(Code::ArrangementNotYet, "from", from);
        }
        let sunset = sunset(timeline, clocks.valid_at);
        match (sunset.filter(|end| *end < clocks.valid_at), self.suspended) {
            (Some(end), _) => no(Code::ArrangementExpired, "until", end.to_string()),
            (None, Some(since)) => no(Code::ArrangementSuspended, "since", since.to_string()),
            (None, None) => ended,
        }
    }
}

/// What has ended begins again only by an act with a later effect that was made when the
/// end was known.
fn begins_anew(enact: &Event, end: &Event) -> bool {
    enact.effective_at >= end.effective_at && enact.published_at > end.published_at
}

/// What stands against an instrument, and the fact on which it turns.
type Stop = (Finding, Option<Missing>);

fn withdraws(event: &Event) -> bool {
    matches!(event.kind, EventKind::Withdraw | EventKind::Repeal)
}

fn ends(event: &Event) -> bool {
    withdraws(event) || event.kind == EventKind::Annul
}

fn in_grace(grace: Grace) -> Finding {
    Finding::new(Code::GracePeriod).with("until", grace.until.to_string())
}

/// After the end only a grace for transfers that had begun can keep the effect; one for
/// everything has put off the end itself.
fn after_end(event: &Event, valid_at: Timestamp, begun: Option<Timestamp>) -> Option<Stop> {
    let running = event.grace.filter(|grace| {
        grace.applies_to == GraceFor::TransfersBegunBefore && valid_at <= grace.until
    });
    match (running, begun) {
        (Some(_), Some(begun)) if begun < event.effective_at => None,
        (Some(_), None) => {
            let finding = Finding::new(Code::FactUnstated).with("fact", Fact::BegunAt.to_string());
            Some((finding, Some(Missing::begun_around(event.effective_at))))
        }
        _ => {
            let code = match event.kind {
                EventKind::Annul => Code::ArrangementAnnulled,
                _ => Code::ArrangementWithdrawn,
            };
            Some((Finding::new(code).with("since", event.bites_at().to_string()), None))
        }
    }
}

/// The last instant before the sunset: the end of its day where the authority is, unless
/// it was moved by an event that was published in time. An act begins anew that was made
/// after it or takes effect after it, once it has that effect.
fn sunset(timeline: &Timeline<'_>, valid_at: Timestamp) -> Option<Timestamp> {
    let mut events: Vec<_> = timeline.iter().collect();
    events.sort_by(|a, b| (a.published_at, &a.id).cmp(&(b.published_at, &b.id)));
    events.into_iter().fold(None, |end: Option<Timestamp>, event| {
        let in_time = end.is_none_or(|end| event.published_at <= end);
        match (event.kind, event.until) {
            (EventKind::Enact, _)
                if event.effective_at <= valid_at
                    && end.is_some_and(|end| end < event.effective_at.max(event.published_at)) =>
            {
                None
            }
            (EventKind::Sunset, _) if in_time => Some(event.effective_at.day().1),
            (EventKind::Extend, Some(until)) if in_time && end.is_some() => Some(until.day().1),
            _ => end,
        }
    })
}
