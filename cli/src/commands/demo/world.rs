//! The world of the demo: a scheme owner, a body, an organisation, and a bundle that trusts
//! the scheme owner.

use crate::failure::Failure;
use tegata::certificate::Statement;
use tegata::issue::{FileKey, Issuer, ListKind, StatusRegister};
use tegata::trust::{
    Accredits, Action, Anchor, AnyOr, LIST_TYPE, OnAccreditationLoss, OneOrMany, RecognizedAction,
    RecognizedEntity, SCHEME_TYPE, Scheme, SchemeVersion, ScopeDimension, SpeaksFor,
};
use tegata::{Algorithm, Document, Event, EventKind, Role, Timestamp, TrustBundle};

pub(super) const OWNER: &str = "did:web:privacy-mark.example";
pub(super) const BODY: &str = "did:web:kasumi-audit.example";
pub(super) const ORGANISATION: &str = "did:web:hanamichi.example";
pub(super) const SCHEME: &str = "https://privacy-mark.example/scheme";
pub(super) const VERSION: &str = "2024";
const BODIES: &str = "https://privacy-mark.example/bodies";

/// Seconds of a day.
pub(super) const DAY: i64 = 24 * 3600;

/// Everybody's keys, and the registers of the body.
pub(super) struct World {
    pub(super) now: Timestamp,
    owner: FileKey,
    body: FileKey,
    /// The documents that the bundle holds, by the names of their files.
    documents: Vec<(&'static str, Document)>,
}

impl World {
    pub(super) fn new(now: Timestamp) -> Result<Self, Failure> {
        let owner = FileKey::generate(Algorithm::Es256)?;
        let body = FileKey::generate(Algorithm::Es256)?;
        let mut world = Self { now, owner, body, documents: Vec::new() };
        let scheme = world.owner()?.statement(&scheme(now))?;
        world.publish("scheme.jwt", SCHEME, scheme);
        let bodies = world.owner()?.statement(&bodies(&world.body()?, now))?;
        world.publish("bodies.jwt", BODIES, bodies);
        Ok(world)
    }

    fn owner(&self) -> Result<Issuer<'_>, Failure> {
        Ok(Issuer::new(OWNER, &self.owner)?)
    }

    /// The body, ready to sign.
    pub(super) fn body(&self) -> Result<Issuer<'_>, Failure> {
        Ok(Issuer::new(BODY, &self.body)?)
    }

    /// Publishes a register's list for a week.
    pub(super) fn publish_list(
        &mut self,
        file: &'static str,
        register: &StatusRegister,
    ) -> Result<(), Failure> {
        let until = self.now.plus_seconds(7 * DAY);
        let list = self.body()?.status_list(register, self.now, until)?;
        self.publish(file, register.url(), list);
        Ok(())
    }

    fn publish(&mut self, file: &'static str, url: &str, body: String) {
        let document = Document {
            url: url.to_owned(),
            media_type: "application/vc+jwt".to_owned(),
            obtained_at: self.now,
            body,
        };
        self.documents.push((file, document));
    }

    /// The documents that were published, by the names of their files.
    pub(super) fn documents(&self) -> &[(&'static str, Document)] {
        &self.documents
    }

    /// What the verifier trusts: the scheme owner, for its scheme.
    pub(super) fn bundle(&self) -> Result<TrustBundle, Failure> {
        let accredits = Accredits { scheme: SCHEME.to_owned(), jurisdictions: AnyOr::Any };
        let anchor = Anchor {
            id: OWNER.to_owned(),
            keys: vec![self.owner()?.public_key().to_json()],
            threshold: 1,
            speaks_for: SpeaksFor {
                accredits: vec![accredits],
                schemes: vec![SCHEME.to_owned()],
                ..SpeaksFor::default()
            },
            pins: Vec::new(),
            sources: vec![SCHEME.to_owned(), BODIES.to_owned()],
        };
        let documents = self.documents.iter().map(|(_, document)| document.clone()).collect();
        Ok(TrustBundle::new(self.now, vec![anchor], documents)?)
    }
}

/// Since when the scheme is in force and the body accredited: four years before now.
fn beginning(now: Timestamp) -> Timestamp {
    now.plus_seconds(-4 * 365 * DAY)
}

fn scheme(now: Timestamp) -> Statement<Scheme> {
    let version = SchemeVersion {
        version: VERSION.to_owned(),
        valid_from: beginning(now),
        valid_until: None,
        transition_until: None,
        variants: Vec::new(),
    };
    let scheme = Scheme {
        id: SCHEME.to_owned(),
        title: "Example Privacy Mark".to_owned(),
        versions: vec![version],
        object_of_conformity: "organisation".to_owned(),
        required_scope: vec![ScopeDimension::Activities],
        surveillance: None,
        max_validity_months: Some(24),
        on_accreditation_loss: OnAccreditationLoss::RunOff { months: 6 },
    };
    let statement = Statement::new(SCHEME_TYPE, SCHEME, OWNER, beginning(now), scheme);
    Statement { sequence_number: Some(1), ..statement }
}

/// The scheme owner's list: one body, for two roles, under the law of Japan only.
fn bodies(body: &Issuer<'_>, now: Timestamp) -> Statement<OneOrMany<RecognizedEntity>> {
    let action = RecognizedAction {
        action: Action::Issue,
        scheme: SCHEME.to_owned(),
        scheme_version: AnyOr::Only(vec![VERSION.to_owned()]),
        roles: AnyOr::Only(vec![Role::Controller, Role::Processor]),
        jurisdictions: AnyOr::Only(vec!["JP".to_owned()]),
        standard: "ISO/IEC 17065".to_owned(),
        events: vec![Event::new("grant-1", EventKind::Grant, beginning(now))],
    };
    let entity = RecognizedEntity {
        id: BODY.to_owned(),
        kind: "RecognizedEntity".to_owned(),
        legal_name: "Kasumi Audit".to_owned(),
        jurisdiction: "JP".to_owned(),
        verification_method: vec![body.verification_method()],
        recognized_to: vec![action],
        key_events: Vec::new(),
        sources: Vec::new(),
    };
    let list = Statement::new(LIST_TYPE, BODIES, OWNER, now, OneOrMany(vec![entity]));
    let next_update = Some(now.plus_seconds(30 * DAY));
    Statement { sequence_number: Some(7), next_update, ..list }
}

/// A register of the body.
pub(super) fn register(name: &str, kind: ListKind) -> StatusRegister {
    StatusRegister::new(format!("https://kasumi-audit.example/status/{name}"), kind)
}
