//! Building the index: every document is verified once, in an order that does not depend
//! on the order in which they came.

mod editions;
mod recognition;

use super::DocumentReport;
use super::edition::Edition;
use super::file::Document;
use super::rings::{self, KeyRings};
use super::signed::{Claimed, DocumentRules, claimed_by, open_all, tokens};
use crate::certificate::Statement;
use crate::clock::{EventKind, Timestamp};
use crate::code::{Code, Finding};
use crate::error::Error;
use crate::issuer::{Genuine, Source, open_signed};
use crate::jose::jws::TokenType;
use crate::json::Mismatch;
use crate::limits::{ACCREDITATION_DEPTH, Limits};
use crate::recognition::{
    ARRANGEMENT_TYPE, Held, PACK_MEDIA_TYPE, PACK_TYPE, PROHIBITION_TYPE, REGIME_TYPE,
    REGISTER_TYPE, Registry as Recognition,
};
use crate::status::{
    BITSTRING_LIST_TYPE, EVENTS_TYPE, EventsDocument, EventsSource, ListSource, StatusList,
    bitstring_list, token_list,
};
use crate::trust::accreditation::{Gap, Grant, Registry, SchemeRules};
use crate::trust::{ANCHOR_TYPE, Action, Anchor, BodyList, LIST_TYPE, SCHEME_TYPE, SchemeDocument};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What the verifier looks things up in.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub rings: KeyRings,
    pub registry: Registry,
    pub recognition: Recognition,
    pub lists: HashMap<String, ListSource>,
    pub events: HashMap<String, EventsSource>,
    /// The sound editions of the anchors' keys, the latest first.
    pub editions: Vec<Edition>,
    /// Where listed bodies publish, and which body that is.
    pub sources: BTreeSet<(String, String)>,
}

/// A signed document that waits to be verified.
struct Waiting<'d> {
    document: &'d Document,
    tokens: Vec<String>,
    kind: Kind,
    issuer: String,
}

/// What a signed document is for, by its unverified type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Anchor,
    BodyList,
    Scheme,
    BitstringList,
    TokenList,
    Events,
    Jurisdictions,
    Regime,
    Arrangement,
    Prohibition,
    Pack,
    PinnedPack,
    Unknown,
}

impl Kind {
    fn of(types: &[String]) -> Self {
        let is = |name: &str| types.iter().any(|kind| kind == name);
        match () {
            () if is(ANCHOR_TYPE) => Self::Anchor,
            () if is(LIST_TYPE) => Self::BodyList,
            () if is(SCHEME_TYPE) => Self::Scheme,
            () if is(BITSTRING_LIST_TYPE) => Self::BitstringList,
            () if is(EVENTS_TYPE) => Self::Events,
            () if is(REGISTER_TYPE) => Self::Jurisdictions,
            () if is(REGIME_TYPE) => Self::Regime,
            () if is(ARRANGEMENT_TYPE) => Self::Arrangement,
            () if is(PROHIBITION_TYPE) => Self::Prohibition,
            () if is(PACK_TYPE) => Self::Pack,
            () => Self::Unknown,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Anchor => "anchor",
            Self::BodyList => "list_of_bodies",
            Self::Scheme => "scheme",
            Self::BitstringList | Self::TokenList => "status_list",
            Self::Events => "events",
            Self::Jurisdictions => "jurisdictions",
            Self::Regime => "regime",
            Self::Arrangement => "arrangement",
            Self::Prohibition => "prohibition",
            Self::Pack | Self::PinnedPack => "pack",
            Self::Unknown => "unknown",
        }
    }
}

struct Builder<'d> {
    anchors: &'d [Anchor],
    documents: &'d [Document],
    rules: DocumentRules,
    index: Index,
    reports: Vec<DocumentReport>,
}

/// Verifies and indexes everything.
pub(super) fn index(
    anchors: &[Anchor],
    documents: &[Document],
) -> Result<(Index, Vec<DocumentReport>), Error> {
    let mut builder = Builder {
        anchors,
        documents,
        rules: DocumentRules::new(),
        index: Index { rings: rings::of_anchors(anchors, documents)?, ..Index::default() },
        reports: Vec::new(),
    };
    for anchor in anchors {
        builder.index.registry.anchors.insert(anchor.id.clone(), anchor.clone());
    }
    let waiting: Vec<_> = documents.iter().filter_map(|d| builder.sort(d)).collect();
    builder.add_editions(&waiting);
    builder.add_body_lists(&waiting);
    // What is pinned by its digest fills in where nothing else speaks, so it comes last.
    let (pinned, signed): (Vec<_>, Vec<_>) =
        waiting.iter().partition(|document| document.kind == Kind::PinnedPack);
    let done = |kind| matches!(kind, Kind::Anchor | Kind::BodyList);
    let signed = signed.into_iter().filter(|document| !done(document.kind));
    for document in signed.chain(pinned) {
        let outcome = builder.add(document);
        builder.note(document, outcome);
    }
    builder.find_gaps(&waiting);
    builder.check_claims();
    builder.reports.sort_by(|a, b| a.url.cmp(&b.url));
    Ok((builder.index, builder.reports))
}

/// What is told of a document that is sound.
type Added = Result<Sound, Finding>;

/// Whose document it is, and of when.
#[derive(Default)]
struct Sound {
    issuer: String,
    sequence: Option<u64>,
    issued_at: Option<Timestamp>,
    fresh_until: Option<Timestamp>,
}

impl<S> From<&Statement<S>> for Sound {
    fn from(statement: &Statement<S>) -> Self {
        Self {
            issuer: statement.issuer.clone(),
            sequence: statement.sequence_number,
            issued_at: Some(statement.valid_from),
            fresh_until: statement.fresh_until(),
        }
    }
}

impl From<&StatusList> for Sound {
    fn from(list: &StatusList) -> Self {
        let (issuer, issued_at) = (list.issuer.clone(), Some(list.issued));
        Self { issuer, sequence: None, issued_at, fresh_until: list.until }
    }
}

impl<'d> Builder<'d> {
    /// Tells signed documents from key documents, which are read when somebody needs them.
    fn sort(&mut self, document: &'d Document) -> Option<Waiting<'d>> {
        let media_type = document.media_type.split(';').next().unwrap_or_default().trim();
        let kind = match media_type {
            "application/statuslist+jwt" => Kind::TokenList,
            "application/vc+jwt" => Kind::Unknown,
            PACK_MEDIA_TYPE => {
                let (tokens, issuer) = (Vec::new(), String::new());
                return Some(Waiting { document, tokens, kind: Kind::PinnedPack, issuer });
            }
            _ if document.body.starts_with('{') => {
                self.report(document, "keys", Ok(Sound::default()));
                return None;
            }
            _ => Kind::Unknown,
        };
        match tokens(document) {
            Ok(tokens) => {
                let Claimed { issuer, types, .. } = claimed_by(&tokens).unwrap_or_default();
                let kind = if kind == Kind::TokenList { kind } else { Kind::of(&types) };
                Some(Waiting { document, tokens, kind, issuer })
            }
            Err(finding) => {
                self.reject(document, kind, finding);
                None
            }
        }
    }

    /// Lists first, from the anchors downwards, so that every body is known before its
    /// status lists and events are looked at.
    fn add_body_lists(&mut self, waiting: &[Waiting<'d>]) {
        let mut lists: Vec<_> = waiting.iter().filter(|one| one.kind == Kind::BodyList).collect();
        for _ in 0..=ACCREDITATION_DEPTH {
            // Judge a whole level by what the level above it made known.
            let judged: Vec<_> = lists.iter().map(|list| self.open_body_list(list)).collect();
            let mut later = Vec::new();
            for (list, judged) in lists.into_iter().zip(judged) {
                match judged {
                    Err(finding) if finding.code == Code::IssuerUnknown => later.push(list),
                    judged => {
                        let outcome =
                            judged.and_then(|(read, on)| self.add_body_list(list, read, &on));
                        self.note(list, outcome);
                    }
                }
            }
            lists = later;
        }
        for list in lists {
            self.note(list, Err(Code::IssuerUnknown.into()));
        }
    }

    fn open(&self, waiting: &Waiting<'_>) -> Result<Genuine, Finding> {
        let rings = &self.index.rings;
        open_all(&waiting.tokens, &self.rules, &|issuer| rings.get(issuer), self.anchors)
    }

    /// On whose word the key that signed a document is its issuer's.
    fn signed_on(&self, genuine: &Genuine) -> Vec<Source> {
        let key = genuine.authentic.key_thumbprint();
        let ring = self.index.rings.get(genuine.issuer());
        let keys = ring.into_iter().flat_map(|ring| ring.keys());
        let sources = keys.filter(|known| known.public.thumbprint_bytes() == key);
        sources.flat_map(|known| known.sources.iter().cloned()).collect()
    }

    fn open_body_list(&self, waiting: &Waiting<'_>) -> Result<(BodyList, Vec<Source>), Finding> {
        let genuine = self.open(waiting)?;
        let list = BodyList::read(genuine.claims.root()).map_err(malformed)?;
        check_published(&list.id, waiting.document)?;
        self.check_may_accredit(&list)?;
        check_list(&list)?;
        let signed_on = self.signed_on(&genuine);
        Ok((list, signed_on))
    }

    /// Only an anchor with a mandate, or a body that somebody accredited to accredit, may
    /// make others known. Within which scope is weighed for each certificate.
    fn check_may_accredit(&self, list: &BodyList) -> Result<(), Finding> {
        let anchor = self.anchors.iter().find(|anchor| anchor.id == list.issuer);
        let mandated = anchor.is_some_and(|anchor| !anchor.speaks_for.accredits.is_empty());
        let grants = self.index.registry.grants.get(&list.issuer);
        let delegated = grants.is_some_and(|grants| {
            grants.iter().any(|grant| grant.action.action == Action::Accredit)
        });
        if mandated || delegated {
            return Ok(());
        }
        Err(Finding::new(Code::SpeaksOutOfTurn).with("fault", "it may not accredit bodies"))
    }

    fn add_body_list(
        &mut self,
        waiting: &Waiting<'_>,
        list: BodyList,
        signed_on: &[Source],
    ) -> Added {
        let url: Arc<str> = waiting.document.url.as_str().into();
        let mut rings = self.index.rings.clone();
        for entity in &list.credential_subject.0 {
            rings::add_entity(&mut rings, entity, &url, self.documents)
                .map_err(|fault| Finding::new(Code::DocumentMalformed).with("fault", fault))?;
        }
        self.index.rings = rings;
        let (added, fresh_until) = (Sound::from(&list), list.fresh_until());
        let grantor: Arc<str> = list.issuer.as_str().into();
        for entity in list.credential_subject.0 {
            for source in &entity.sources {
                self.index.sources.insert((source.clone(), entity.id.clone()));
            }
            let grants = self.index.registry.grants.entry(entity.id).or_default();
            grants.extend(entity.recognized_to.into_iter().map(|action| Grant {
                action,
                grantor: Arc::clone(&grantor),
                list: Arc::clone(&url),
                signed_on: signed_on.to_vec(),
                fresh_until,
            }));
        }
        Ok(added)
    }

    fn add(&mut self, waiting: &Waiting<'_>) -> Added {
        match waiting.kind {
            Kind::Scheme => self.add_scheme(waiting),
            Kind::BitstringList => self.add_bitstring_list(waiting),
            Kind::TokenList => self.add_token_list(waiting),
            Kind::Events => self.add_events(waiting),
            Kind::Jurisdictions => self.add_jurisdictions(waiting),
            Kind::Regime => self.add_regime(waiting),
            Kind::Arrangement => self.add_arrangement(waiting),
            Kind::Prohibition => self.add_prohibition(waiting),
            Kind::Pack => self.add_pack(waiting),
            Kind::PinnedPack => self.add_pinned_pack(waiting),
            Kind::Anchor | Kind::BodyList | Kind::Unknown => {
                let fault = "it is no kind of document that is used here";
                Err(Finding::new(Code::DocumentMalformed).with("fault", fault))
            }
        }
    }

    fn add_scheme(&mut self, waiting: &Waiting<'_>) -> Added {
        let genuine = self.open(waiting)?;
        let document = SchemeDocument::read(genuine.claims.root()).map_err(malformed)?;
        check_published(&document.id, waiting.document)?;
        let (added, fresh_until) = (Sound::from(&document), document.fresh_until());
        let scheme = document.credential_subject;
        let anchor = self.anchors.iter().find(|anchor| anchor.id == document.issuer);
        let entitled = anchor.is_some_and(|anchor| anchor.speaks_for.schemes.contains(&scheme.id));
        // With the anchor's own key, not one that some list lent to its name.
        let own = |source: &Source| matches!(source, Source::Pin | Source::Own);
        if !entitled || !self.signed_on(&genuine).iter().any(own) {
            let finding = Finding::new(Code::SpeaksOutOfTurn);
            return Err(
                finding.with("fault", format!("it may not state the rules of {}", scheme.id))
            );
        }
        let schemes = &mut self.index.registry.schemes;
        if schemes.contains_key(&scheme.id) {
            let fault = "another document states the rules of the same scheme";
            return Err(Finding::new(Code::DocumentMalformed).with("fault", fault));
        }
        let url = waiting.document.url.as_str().into();
        schemes.insert(scheme.id.clone(), SchemeRules { scheme, document: url, fresh_until });
        Ok(added)
    }

    fn add_bitstring_list(&mut self, waiting: &Waiting<'_>) -> Added {
        let url: Arc<str> = waiting.document.url.as_str().into();
        let genuine = self.open(waiting)?;
        let bound = Limits::default().status_list_bytes;
        let list = bitstring_list(&genuine, &url, bound).map_err(unacceptable)?;
        Ok(self.add_list(list, waiting.document))
    }

    fn add_token_list(&mut self, waiting: &Waiting<'_>) -> Added {
        let url: Arc<str> = waiting.document.url.as_str().into();
        let rings = &self.index.rings;
        let rules = self.rules.rules();
        let token = waiting.document.body.as_str();
        let signed = open_signed(token, TokenType::StatusList, &rules, &|i| rings.get(i))?;
        let claims = signed.claims.root().as_object().ok_or(Code::DocumentMalformed)?;
        let bound = Limits::default().status_list_bytes;
        let list =
            token_list(claims, signed.issuer, signed.key, &url, bound).map_err(unacceptable)?;
        Ok(self.add_list(list, waiting.document))
    }

    fn add_list(&mut self, mut list: StatusList, document: &Document) -> Sound {
        let added = Sound::from(&list);
        list.obtained = document.obtained_at.max(list.issued);
        self.index.lists.insert(document.url.clone(), ListSource::Sound(list));
        added
    }

    fn add_events(&mut self, waiting: &Waiting<'_>) -> Added {
        let genuine = self.open(waiting)?;
        let document = EventsDocument::read(genuine.claims.root()).map_err(malformed)?;
        check_published(&document.id, waiting.document)?;
        document.credential_subject.check().map_err(unacceptable)?;
        let added = Sound::from(&document);
        let key = *genuine.authentic.key_thumbprint();
        let url = waiting.document.url.clone();
        self.index.events.insert(url, EventsSource::Sound { document: Box::new(document), key });
        Ok(added)
    }

    /// What a regime's speakers should have here and has not makes its instruments, or its
    /// orders, unknown; so does a document that a claim of completeness names.
    fn check_claims(&mut self) {
        let sound = |url: &str| {
            self.reports.iter().any(|report| report.url == url && report.problem.is_none())
        };
        let sound: HashSet<String> = self
            .documents
            .iter()
            .filter(|document| sound(&document.url))
            .flat_map(|document| [document.url.clone(), document.sha256()])
            .collect();
        let index = &mut self.index;
        index.recognition.check_claims(|named| sound.contains(named));
        for gap in &index.registry.gaps {
            let anchor = self.anchors.iter().find(|anchor| anchor.id == gap.anchor);
            let Some(speaks) = anchor.map(|anchor| &anchor.speaks_for) else { continue };
            let recognition = &mut index.recognition;
            for regime in &speaks.regimes {
                let gaps = recognition.unknown_permissions.entry(regime.clone()).or_default();
                gaps.push(gap.document.clone());
            }
            for regime in &speaks.prohibitions {
                let gaps = recognition.unknown_prohibitions.entry(regime.clone()).or_default();
                gaps.push(gap.document.clone());
            }
        }
    }

    fn note(&mut self, waiting: &Waiting<'_>, outcome: Added) {
        match outcome {
            Ok(added) => self.report(waiting.document, waiting.kind.as_str(), Ok(added)),
            Err(finding) => self.reject(waiting.document, waiting.kind, finding),
        }
    }

    /// A document that counts for nothing stays known under its URL, so that whatever
    /// needs it can say what is wrong with it.
    fn reject(&mut self, document: &Document, kind: Kind, finding: Finding) {
        let fault = crate::explain::explain(&finding, crate::explain::Language::English).problem;
        let url = document.url.clone();
        self.index.lists.insert(url.clone(), ListSource::Invalid(fault.clone()));
        self.index.events.insert(url, EventsSource::Invalid(fault));
        self.report(document, kind.as_str(), Err(finding));
    }

    fn report(&mut self, document: &Document, kind: &'static str, outcome: Added) {
        let url = document.url.clone();
        self.reports.push(match outcome {
            Ok(Sound { issuer, sequence, issued_at, fresh_until }) => {
                let issuer = Some(issuer).filter(|issuer| !issuer.is_empty());
                DocumentReport {
                    url,
                    kind,
                    issuer,
                    sequence,
                    issued_at,
                    fresh_until,
                    problem: None,
                }
            }
            Err(finding) => DocumentReport {
                url,
                kind,
                issuer: None,
                sequence: None,
                issued_at: None,
                fresh_until: None,
                problem: Some(finding),
            },
        });
    }

    /// What an anchor should have here and has not: a source that is missing or invalid,
    /// a document that claims to be its own and is not sound, and any that is so damaged
    /// that nobody can tell whose it was.
    fn find_gaps(&mut self, waiting: &[Waiting<'_>]) {
        let invalid = |url: &str| self.reports.iter().any(|r| r.url == url && r.problem.is_some());
        let present = |url: &str| self.documents.iter().any(|document| document.url == url);
        let claimed = |url: &str| {
            let found = waiting.iter().find(|one| one.document.url == url);
            found.map(|one| one.issuer.as_str()).filter(|issuer| !issuer.is_empty())
        };
        // What somebody else signed says nothing of what the anchor has to say there.
        let foreign =
            |url: &str, anchor: &Anchor| claimed(url).is_some_and(|issuer| issuer != anchor.id);
        let mut gaps = Vec::new();
        let pinned = |digest: &str| self.documents.iter().any(|d| d.sha256() == digest);
        for anchor in self.anchors {
            let mut gap = |document: &str| {
                gaps.push(Gap { anchor: anchor.id.clone(), document: document.to_owned() });
            };
            let lacking = |url: &&String| !present(url) || invalid(url) || foreign(url, anchor);
            anchor.sources.iter().filter(lacking).for_each(|url| gap(url));
            anchor.pins.iter().filter(|digest| !pinned(digest)).for_each(|digest| gap(digest));
            if anchor.keys.is_empty() && !anchor.pins.is_empty() {
                continue; // Its own documents are known by their digests.
            }
            self.reports
                .iter()
                .filter(|report| report.problem.is_some() && !anchor.sources.contains(&report.url))
                .filter(|report| claimed(&report.url).is_none_or(|issuer| issuer == anchor.id))
                .for_each(|report| gap(&report.url));
        }
        self.index.registry.gaps = gaps;
    }
}

/// Where a statement was published and until when it may be relied on.
fn published<S>(statement: &Statement<S>, document: &Document) -> Result<Held<()>, Finding> {
    check_published(&statement.id, document)?;
    Ok(Held {
        item: (),
        document: document.url.as_str().into(),
        issuer: statement.issuer.as_str().into(),
        fresh_until: statement.fresh_until(),
    })
}

fn malformed(mismatch: Mismatch) -> Finding {
    Finding::new(Code::DocumentMalformed).with("fault", mismatch.to_string())
}

fn unacceptable(fault: String) -> Finding {
    Finding::new(Code::DocumentMalformed).with("fault", fault)
}

/// A document speaks only where it was published: otherwise one could stand for another.
fn check_published(id: &str, document: &Document) -> Result<(), Finding> {
    if id == document.url {
        return Ok(());
    }
    Err(unacceptable(format!("its `id` is {id}, and it is published at {}", document.url)))
}

/// Events outside the closed lists refuse the document: their meaning is unknown.
fn check_list(list: &BodyList) -> Result<(), Finding> {
    if list.sequence_number.is_none() || list.next_update.is_none() {
        return Err(unacceptable("it has no `sequenceNumber` or no `nextUpdate`".to_owned()));
    }
    for entity in &list.credential_subject.0 {
        let of_body = entity.recognized_to.iter().flat_map(|action| &action.events);
        let foreign = of_body
            .filter(|event| !EventKind::OF_BODIES.contains(&event.kind))
            .chain(entity.key_events.iter().filter(|e| !EventKind::OF_KEYS.contains(&e.kind)));
        if let Some(event) = foreign.into_iter().next() {
            return Err(unacceptable(format!(
                "`{}` is no event of its subject",
                event.kind.as_str()
            )));
        }
    }
    Ok(())
}
