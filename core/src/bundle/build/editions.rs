//! Adding anchor documents: evidence of how an anchor's keys came to be what they are.
//! What counts is the anchor as the bundle has it; only a sync changes that.

use super::{Added, Builder, Edition, Kind, Sound, Waiting, check_published};
use crate::code::{Code, Finding};
use std::cmp::Reverse;

impl Builder<'_> {
    /// The latest first: an older edition is known by the one that came after it.
    pub(super) fn add_editions(&mut self, waiting: &[Waiting<'_>]) {
        let mut editions = Vec::new();
        for waiting in waiting.iter().filter(|one| one.kind == Kind::Anchor) {
            match Edition::open(waiting.document) {
                Ok(edition) => editions.push((waiting, edition)),
                Err(finding) => self.note(waiting, Err(finding)),
            }
        }
        editions.sort_by_key(|(_, edition)| Reverse(edition.number()));
        for (waiting, edition) in editions {
            let outcome = self.add_edition(waiting, edition);
            self.note(waiting, outcome);
        }
    }

    fn add_edition(&mut self, waiting: &Waiting<'_>, edition: Edition) -> Added {
        let statement = &edition.statement;
        check_published(&statement.id, waiting.document)?;
        let anchor = self.anchors.iter().find(|anchor| anchor.id == statement.issuer);
        let anchor = anchor.ok_or_else(|| Finding::new(Code::IssuerUnknown))?;
        let older = self.index.editions.iter().any(|newer| edition.leads_to(newer));
        if !older {
            edition.check_signed_by(anchor)?;
        }
        let added = Sound::from(statement);
        self.index.editions.push(edition);
        Ok(added)
    }
}
