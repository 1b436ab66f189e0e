//! The trust bundle: the verifier's whole world, built once and immutable.
//!
//! One JSON document holds the anchors and, byte for byte as they were obtained, the
//! documents that those published. Each is verified when the bundle is built. One that
//! fails is kept as invalid: whatever needs it is undetermined, and the rest stands.

mod build;
mod edition;
mod file;
mod high_water;
mod mandate;
mod rings;
mod signed;

pub use file::Document;
pub use high_water::HighWater;
pub(crate) use high_water::Setback;
pub(crate) use signed::claimed;

pub(crate) use edition::{Edition, check_statement as check_edition};

use crate::certificate::Certificate;
use crate::clock::{Event, Timestamp};
use crate::code::{Code, Finding, NeedKind};
use crate::crypto::{hex, sha256};
use crate::error::{Error, ErrorKind};
use crate::issuer::{Key, KeyRing, Source};
use crate::json::to_canonical;
use crate::recognition::{HeldPack, Registry as Recognition};
use crate::status::{EventsSource, ListSource};
use crate::trust::Anchor;
use crate::trust::accreditation::Registry;
use build::Index;

/// Anchors and documents, verified and indexed.
#[derive(Debug)]
pub struct TrustBundle {
    created_at: Timestamp,
    anchors: Vec<Anchor>,
    /// In the order of their URLs.
    documents: Vec<Document>,
    reports: Vec<DocumentReport>,
    digest: [u8; 32],
    index: Index,
}

/// What became of one document of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentReport {
    /// Where it was obtained.
    pub url: String,
    /// What it is: `list_of_bodies`, `scheme`, `status_list`, `events`, `jurisdictions`,
    /// `regime`, `arrangement`, `prohibition`, `pack`, `anchor`, `keys` or `unknown`.
    pub kind: &'static str,
    /// Who signed it, when that was verified.
    pub issuer: Option<String>,
    /// Its sequence number, when it has one and was verified.
    pub sequence: Option<u64>,
    /// When it was issued, when it says so and was verified.
    pub issued_at: Option<Timestamp>,
    /// Until when it may be relied on without asking for a newer edition, if it says so.
    pub fresh_until: Option<Timestamp>,
    /// Why it counts for nothing; none for a sound document.
    pub problem: Option<Finding>,
}

impl TrustBundle {
    /// Verifies and indexes anchors and documents. An error means that the input is
    /// damaged as such; a document that fails its own verification is kept as invalid.
    pub fn new(
        created_at: Timestamp,
        anchors: Vec<Anchor>,
        mut documents: Vec<Document>,
    ) -> Result<Self, Error> {
        documents.sort_by(|a, b| a.url.cmp(&b.url));
        file::check(&anchors, &documents)?;
        let digest = file::digest(&anchors, &documents);
        let (index, reports) = build::index(&anchors, &documents)?;
        Ok(Self { created_at, anchors, documents, reports, digest, index })
    }

    /// The anchors.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The documents as they were obtained, by URL.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// What became of each document, in the same order.
    pub fn document_reports(&self) -> &[DocumentReport] {
        &self.reports
    }

    /// When the bundle was put together.
    pub fn created_at(&self) -> Timestamp {
        self.created_at
    }

    /// SHA-256 over the canonical anchors and the digests of the documents. Does not
    /// depend on their order.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// The same bundle with `document` added, or in the place of the one of its URL.
    pub fn with_document(&self, document: Document, at: Timestamp) -> Result<Self, Error> {
        let others = self.documents.iter().filter(|other| other.url != document.url);
        let documents = others.cloned().chain([document.clone()]).collect();
        Self::new(at, self.anchors.clone(), documents)
    }

    /// The same bundle with `anchor` added, or in the place of the one of its identifier.
    pub fn with_anchor(&self, anchor: Anchor, at: Timestamp) -> Result<Self, Error> {
        let others = self.anchors.iter().filter(|other| other.id != anchor.id);
        let anchors = others.cloned().chain([anchor.clone()]).collect();
        Self::new(at, anchors, self.documents.clone())
    }

    /// The same world, had one more event of an instrument been published. Its documents are
    /// what they are; its digest is another, so that nobody takes it for the real one.
    pub(crate) fn supposing(&self, instrument: &str, event: Event) -> Result<Self, Error> {
        let (anchors, documents) = (self.anchors.clone(), self.documents.clone());
        let mut other = Self::new(self.created_at, anchors, documents)?;
        let told = to_canonical(&(hex(&self.digest), instrument, &event));
        other.digest = sha256(told.as_bytes());
        if other.index.recognition.suppose(instrument, event) {
            return Ok(other);
        }
        Err(Error::new(ErrorKind::ConfigInvalid, instrument, "no instrument of that name is here")
            .remedy("`tegata pack show` lists what there is"))
    }

    /// The recognition packs that count here, in the order of their names.
    pub fn packs(&self) -> &[HeldPack] {
        &self.index.recognition.packs
    }

    /// What people call a jurisdiction, a regime, an instrument or a scheme, where a
    /// document says so; jurisdictions have names in several languages (`en`, `ja`). The
    /// text is from outside: make it safe before printing.
    pub fn title(&self, id: &str, language: &str) -> Option<&str> {
        let scheme = || self.index.registry.schemes.get(id).map(|rules| &*rules.scheme.title);
        self.index.recognition.title(id, language).or_else(scheme)
    }

    /// The edition of an anchor's keys that counts here, where a document states it.
    pub(crate) fn edition(&self, anchor: &Anchor) -> Option<&Edition> {
        let editions = &self.index.editions;
        let own = editions.iter().filter(|edition| edition.statement.issuer == anchor.id);
        own.into_iter().find(|edition| edition.states(anchor))
    }

    /// Where listed bodies publish, each with the body.
    pub(crate) fn body_sources(&self) -> impl Iterator<Item = (&String, &String)> {
        self.index.sources.iter().map(|(url, body)| (url, body))
    }

    /// The keys of every known issuer.
    pub(crate) fn rings(&self) -> impl Iterator<Item = (&String, &KeyRing)> {
        self.index.rings.iter()
    }

    pub(crate) fn ring(&self, issuer: &str) -> Option<&KeyRing> {
        self.index.rings.get(issuer)
    }

    /// The key of `issuer` with that thumbprint.
    pub(crate) fn key(&self, issuer: &str, thumbprint: &[u8; 32]) -> Option<&Key> {
        let keys = self.ring(issuer)?.keys();
        keys.iter().find(|key| key.public.thumbprint_bytes() == thumbprint)
    }

    /// The key that signed the certificate, if this bundle knows it too.
    pub(crate) fn signing_key(&self, certificate: &Certificate) -> Option<&Key> {
        let authentic = certificate.credential().authentic();
        self.key(certificate.issuer(), authentic.key_thumbprint())
    }

    /// On whose word the key that signed the certificate is its issuer's.
    pub(crate) fn key_sources(&self, certificate: &Certificate) -> &[Source] {
        self.signing_key(certificate).map_or(&[], |key| &key.sources)
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.index.registry
    }

    pub(crate) fn recognition(&self) -> &Recognition {
        &self.index.recognition
    }

    pub(crate) fn status_list(&self, url: &str) -> Option<&ListSource> {
        self.index.lists.get(url)
    }

    pub(crate) fn events(&self, url: &str) -> Option<&EventsSource> {
        self.index.events.get(url)
    }

    /// Whether `publisher`, with that key, may publish the status of what the certificate's
    /// issuer certifies: the issuer itself, with a key on the same word as the one that
    /// signed the certificate; or an anchor that was pinned for it, with a pinned key.
    pub(crate) fn may_publish_status(
        &self,
        publisher: &str,
        key: &[u8; 32],
        certificate: &Certificate,
    ) -> bool {
        let Some(key) = self.key(publisher, key) else { return false };
        let body = certificate.issuer();
        if publisher == body {
            return self.signing_key(certificate).is_some_and(|signer| signer.shares_source(key));
        }
        let anchor = self.anchors.iter().find(|anchor| anchor.id == publisher);
        anchor.is_some_and(|anchor| anchor.speaks_for.status.iter().any(|named| named == body))
            && key.sources.contains(&Source::Pin)
    }

    /// When the certificate is proved to have existed: its grant was published then, in a
    /// document signed with a key that nobody called compromised by `known_at`.
    pub(crate) fn grant_proved_at(
        &self,
        certificate: &Certificate,
        known_at: Timestamp,
    ) -> Option<Timestamp> {
        let Some(EventsSource::Sound { document, key }) = self.events(certificate.events_url()?)
        else {
            return None;
        };
        let signer = self.key(&document.issuer, key)?;
        let sound = signer.compromised_since(known_at).is_none();
        let about = &document.credential_subject;
        let same = about.number == certificate.number() && about.scheme == certificate.scheme();
        let fits = sound && same && self.may_publish_status(&document.issuer, key, certificate);
        fits.then(|| about.granted().filter(|granted| *granted <= known_at)).flatten()
    }

    /// An issuer that nobody names is refused. While a document of an anchor is missing or
    /// damaged, though, nobody can tell: it may be the list that names the issuer.
    pub(crate) fn weigh_gaps(&self, finding: Finding) -> Finding {
        let gaps = &self.index.registry.gaps;
        let (Code::IssuerUnknown, Some(gap)) = (finding.code, gaps.first()) else {
            return finding;
        };
        let mut unlisted = Finding::new(Code::IssuerUnlisted)
            .with("document", &gap.document)
            .needing(NeedKind::TrustDocument, &gap.document);
        unlisted.evidence = gaps.iter().map(|gap| gap.document.clone()).collect();
        unlisted.evidence.sort();
        unlisted.evidence.dedup();
        unlisted
    }
}
