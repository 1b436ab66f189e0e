//! The issuer's mirror: a verifier that trusts this issuer and nobody else. Whatever it
//! refuses must not be issued.

use super::draft::CertificateDraft;
use super::refused;
use crate::bundle::{Document, TrustBundle};
use crate::clock::{Clocks, Timestamp};
use crate::code::{Finding, Weight};
use crate::error::Error;
use crate::jose::PublicKey;
use crate::report::Refusal;
use crate::trust::{Anchor, AnyOr, Certifies, SpeaksFor};
use crate::verifier::Verifier;

/// An anchor for the issuer, with its signing key and no mandate yet.
fn anchor(issuer: &str, key: &PublicKey, speaks_for: SpeaksFor) -> Anchor {
    Anchor {
        id: issuer.to_owned(),
        keys: vec![key.to_json()],
        threshold: 1,
        speaks_for,
        pins: Vec::new(),
        sources: Vec::new(),
    }
}

/// Steps 1 to 5 for a new certificate, at its first instant.
pub(super) fn check_certificate(
    token: &str,
    draft: &CertificateDraft,
    issuer: &str,
    key: &PublicKey,
    issued_at: Timestamp,
) -> Result<(), Error> {
    let pin = Certifies {
        scheme: draft.subject.certification.scheme.clone(),
        scheme_version: AnyOr::Any,
        roles: AnyOr::Any,
        jurisdictions: AnyOr::Any,
        from: None,
        until: None,
    };
    let anchor = anchor(issuer, key, SpeaksFor { certifies: vec![pin], ..SpeaksFor::default() });
    let verifier = Verifier::new(TrustBundle::new(issued_at, vec![anchor], Vec::new())?);
    let clocks = Clocks::new(draft.valid_from, draft.valid_from.max(issued_at));
    match verifier.verify(token, clocks) {
        Ok(_) => Ok(()),
        Err(refusal) => fault(&refusal).map_or(Ok(()), |finding| Err(refused(finding))),
    }
}

/// What is wrong with the certificate itself. That its lists and events are not in the
/// mirror's bundle is no fault of it.
fn fault(refusal: &Refusal) -> Option<&Finding> {
    let findings = refusal.report().findings();
    findings.iter().find(|finding| finding.weight() != Weight::Notice && finding.needs.is_none())
}

/// A document as it will be published.
pub(super) struct Published<'d> {
    pub url: &'d str,
    pub media_type: &'d str,
    pub body: &'d str,
    pub at: Timestamp,
    /// What its issuer must be allowed to speak for.
    pub speaks_for: SpeaksFor,
}

/// Puts a new document into a bundle in which its issuer may speak for what it is about,
/// and asks what became of it.
pub(super) fn check_document(
    document: Published<'_>,
    issuer: &str,
    key: &PublicKey,
) -> Result<(), Error> {
    let obtained = Document {
        url: document.url.to_owned(),
        media_type: document.media_type.to_owned(),
        obtained_at: document.at,
        body: document.body.to_owned(),
    };
    let anchors = vec![anchor(issuer, key, document.speaks_for)];
    let bundle = TrustBundle::new(document.at, anchors, vec![obtained])?;
    let problem = bundle.document_reports().iter().find_map(|report| report.problem.as_ref());
    problem.map_or(Ok(()), |finding| Err(refused(finding).within(document.url)))
}
