//! Adding what authorities and curators state of recognition: one document a statement, or
//! many statements in a pack.

use super::{Added, Builder, Sound, Waiting, malformed, published, unacceptable};
use crate::code::{Code, Finding};
use crate::issuer::{Genuine, Source};
use crate::recognition::{
    Arrangement, ArrangementDocument, Held, Pack, PackDocument, Part, ProhibitionDocument,
    RegimeDocument, RegisterDocument,
};
use crate::trust::SpeaksFor;

impl Builder<'_> {
    pub(super) fn add_jurisdictions(&mut self, waiting: &Waiting<'_>) -> Added {
        let genuine = self.open(waiting)?;
        let document = RegisterDocument::read(genuine.claims.root()).map_err(malformed)?;
        let register = &document.credential_subject.id;
        self.check_speaks(&genuine, "keep this register", |speaks| {
            speaks.registers.contains(register)
        })?;
        let held = published(&document, waiting.document)?;
        let added = Sound::from(&document);
        let registers = &mut self.index.recognition;
        registers.add_register(document.credential_subject, &held).map_err(unacceptable)?;
        Ok(added)
    }

    pub(super) fn add_regime(&mut self, waiting: &Waiting<'_>) -> Added {
        let genuine = self.open(waiting)?;
        let document = RegimeDocument::read(genuine.claims.root()).map_err(malformed)?;
        let regime = &document.credential_subject.id;
        self.check_speaks(&genuine, regime, |speaks| speaks.regimes.contains(regime))?;
        let held = published(&document, waiting.document)?;
        let added = Sound::from(&document);
        let held = held.of(document.credential_subject);
        self.index.recognition.add_regime(held).map_err(unacceptable)?;
        Ok(added)
    }

    pub(super) fn add_arrangement(&mut self, waiting: &Waiting<'_>) -> Added {
        let genuine = self.open(waiting)?;
        let document = ArrangementDocument::read(genuine.claims.root()).map_err(malformed)?;
        let regime = &document.credential_subject.exporter_regime;
        self.check_speaks(&genuine, regime, |speaks| may_state(speaks, regime))?;
        let held = published(&document, waiting.document)?;
        let added = Sound::from(&document);
        let held = held.of(document.credential_subject);
        self.index.recognition.add_arrangement(held).map_err(unacceptable)?;
        Ok(added)
    }

    pub(super) fn add_prohibition(&mut self, waiting: &Waiting<'_>) -> Added {
        let genuine = self.open(waiting)?;
        let document = ProhibitionDocument::read(genuine.claims.root()).map_err(malformed)?;
        let regime = &document.credential_subject.regime;
        self.check_speaks(&genuine, regime, |speaks| speaks.prohibitions.contains(regime))?;
        let held = published(&document, waiting.document)?;
        let added = Sound::from(&document);
        let held = held.of(document.credential_subject);
        self.index.recognition.add_prohibition(held).map_err(unacceptable)?;
        Ok(added)
    }

    /// A signed pack counts as a whole or not at all.
    pub(super) fn add_pack(&mut self, waiting: &Waiting<'_>) -> Added {
        let genuine = self.open(waiting)?;
        let document = PackDocument::read(genuine.claims.root()).map_err(malformed)?;
        let held = published(&document, waiting.document)?;
        let added = Sound::from(&document);
        let pack = document.credential_subject;
        check_name(&pack, waiting)?;
        self.check_speaks(&genuine, "all of this pack", |speaks| covers(speaks, &pack))?;
        self.state(pack, held, waiting)?;
        Ok(added)
    }

    /// A pack that an anchor pins by its digest needs no signature. It only fills in: where
    /// another anchor speaks for a regime, that one's word alone counts.
    pub(super) fn add_pinned_pack(&mut self, waiting: &Waiting<'_>) -> Added {
        let digest = waiting.document.sha256();
        let anchor = self.anchors.iter().find(|anchor| anchor.pins.contains(&digest));
        let anchor = anchor.ok_or(Code::IssuerUnknown)?;
        let pack = Pack::from_json(&waiting.document.body)
            .map_err(|error| unacceptable(error.to_string()))?;
        check_name(&pack, waiting)?;
        let others = self.anchors.iter().filter(|other| other.id != anchor.id);
        let others: Vec<_> = others.map(|other| &other.speaks_for).collect();
        let pack = filling_in(pack, &anchor.speaks_for, &others);
        let known = &self.index.recognition;
        let pack = Pack { registers: known.not_registered(pack.registers), ..pack };
        let held = Held {
            item: (),
            document: waiting.document.url.as_str().into(),
            issuer: anchor.id.as_str().into(),
            fresh_until: None,
        };
        self.state(pack, held, waiting)?;
        Ok(Sound { issuer: anchor.id.clone(), ..Sound::default() })
    }

    fn state(&mut self, pack: Pack, held: Held<()>, waiting: &Waiting<'_>) -> Result<(), Finding> {
        let fresh_until = held.fresh_until.into_iter().chain([pack.about.next_update]).min();
        let held = Held { fresh_until, ..held };
        let sha256 = waiting.document.sha256();
        self.index.recognition.add_pack(pack, &held, sha256).map_err(unacceptable)
    }

    /// Nobody but whom the verifier pinned for it states what a regime recognises, and
    /// only with the anchor's own key.
    fn check_speaks(
        &self,
        genuine: &Genuine,
        what: &str,
        may: impl Fn(&SpeaksFor) -> bool,
    ) -> Result<(), Finding> {
        let anchor = self.anchors.iter().find(|anchor| anchor.id == genuine.issuer());
        let own = |source: &Source| matches!(source, Source::Pin | Source::Own);
        let entitled = anchor.is_some_and(|anchor| may(&anchor.speaks_for))
            && self.signed_on(genuine).iter().any(own);
        if entitled {
            return Ok(());
        }
        let fault = format!("it may not speak for {what}");
        Err(Finding::new(Code::SpeaksOutOfTurn).with("fault", fault))
    }
}

/// A pack is what it says it is where it was published.
fn check_name(pack: &Pack, waiting: &Waiting<'_>) -> Result<(), Finding> {
    let (id, url) = (&pack.about.id, &waiting.document.url);
    if id == url {
        return Ok(());
    }
    Err(unacceptable(format!("it calls itself {id}, and it is published at {url}")))
}

/// Whether somebody may state all of a pack.
fn covers(speaks: &SpeaksFor, pack: &Pack) -> bool {
    pack.registers.iter().all(|register| speaks.registers.contains(&register.id))
        && pack.parts.iter().all(|part| covers_part(speaks, part))
}

fn covers_part(speaks: &SpeaksFor, part: &Part) -> bool {
    let instrument = |instrument: &Arrangement| may_state(speaks, &instrument.exporter_regime);
    part.regime.iter().all(|regime| speaks.regimes.contains(&regime.id))
        && part.arrangements.iter().all(instrument)
        && part.prohibitions.iter().all(|order| speaks.prohibitions.contains(&order.regime))
}

/// Everybody's instruments permit nothing, so any authority may tell of them.
fn may_state(speaks: &SpeaksFor, regime: &str) -> bool {
    match regime {
        Arrangement::EVERYBODY => !speaks.regimes.is_empty(),
        regime => speaks.regimes.iter().any(|named| named == regime),
    }
}

/// What of a pack its anchor may state and nobody else speaks for.
fn filling_in(mut pack: Pack, speaks: &SpeaksFor, others: &[&SpeaksFor]) -> Pack {
    pack.registers.retain(|register| speaks.registers.contains(&register.id));
    pack.parts.retain(|part| covers_part(speaks, part));
    for part in &mut pack.parts {
        let taken = |regime: &String| others.iter().any(|other| other.regimes.contains(regime));
        let ordered =
            |regime: &String| others.iter().any(|other| other.prohibitions.contains(regime));
        part.regime = part.regime.take().filter(|regime| !taken(&regime.id));
        part.arrangements.retain(|instrument| !taken(&instrument.exporter_regime));
        part.prohibitions.retain(|order| !ordered(&order.regime));
    }
    pack
}
