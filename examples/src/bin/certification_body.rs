//! A certification body at work: it is accredited, certifies three organisations, publishes
//! its status lists, and withdraws one certificate.

use std::error::Error;
use std::fs;
use tegata::certificate::Statement;
use tegata::issue::{
    CertificateDraft, Encoding, FileKey, Hiding, Issuer, ListKind, Signer, Status, StatusRegister,
};
use tegata::trust::{
    Accredits, Action, AnyOr, BodyList, LIST_TYPE, OnAccreditationLoss, OneOrMany,
    RecognizedAction, RecognizedEntity, SCHEME_TYPE, Scheme, SchemeDocument, SchemeVersion,
    ScopeDimension, SpeaksFor,
};
use tegata::{Algorithm, Anchor, Document, Event, EventKind, Timestamp, TrustBundle};
use tegata_examples::folder_and_now;

const SCHEME: &str = "https://schemes.example/cross-border";
const BODIES: &str = "https://schemes.example/bodies";
const REVOCATIONS: &str = "https://body-a.example/status/revocation";
const TOKENS: &str = "https://body-a.example/status/tokens";

fn main() -> Result<(), Box<dyn Error>> {
    let (folder, now) = folder_and_now()?;
    fs::create_dir_all(folder.join("certificates"))?;

    // Three keys: the scheme's owner, the body, and the organisation that holds a certificate.
    let owner_key = FileKey::generate(Algorithm::EdDsa)?;
    let body_key = FileKey::generate(Algorithm::Es256)?;
    let holder_key = FileKey::generate(Algorithm::Es256)?;
    let owner = Issuer::new("did:web:schemes.example", &owner_key)?;
    let body = Issuer::new("did:web:body-a.example", &body_key)?;

    // The owner states its rules and accredits the body.
    let scheme = owner.statement(&rules(&owner, now)?)?;
    let bodies = owner.statement(&accreditation(&owner, &body, now)?)?;
    println!("{} accredits {}", owner.id(), body.id());

    // The body certifies. Every certificate has an entry of its own in each list.
    let mut revocations = StatusRegister::new(REVOCATIONS, ListKind::Revocation);
    let mut tokens = StatusRegister::new(TOKENS, ListKind::Token);
    let mut draft = |json: &str| -> Result<CertificateDraft, tegata::Error> {
        let mut draft = CertificateDraft::from_json(json)?;
        draft.status = vec![revocations.allocate()?, tokens.allocate()?];
        Ok(draft)
    };
    let mut nova = draft(include_str!("../../drafts/nova.json"))?;
    let orion = draft(include_str!("../../drafts/orion.json"))?;
    let lyra = draft(include_str!("../../drafts/lyra.json"))?;
    nova.holder_key = Some(holder_key.public_key().to_json());
    let selective = Encoding::DcSdJwt(Hiding::usual(&nova));
    for (name, draft, encoding) in [
        ("nova.vc.jwt", &nova, &Encoding::VcJwt),
        ("nova.sd.jwt", &nova, &selective),
        ("orion.vc.jwt", &orion, &Encoding::VcJwt),
        ("lyra.vc.jwt", &lyra, &Encoding::VcJwt),
    ] {
        let token = body.certificate(draft, encoding, now)?;
        fs::write(folder.join("certificates").join(name), &token)?;
        println!("{} certifies {} ({name}, {} bytes)", body.id(), draft.subject.id, token.len());
    }

    // A misspelt draft is never signed.
    let misspelt = include_str!("../../drafts/nova.json").replace("schemeVersion", "schemaVersion");
    if let Err(error) = CertificateDraft::from_json(&misspelt) {
        println!("not certified: {} {}", error.place(), error.problem());
    }

    // The body withdraws one certificate for good, in both lists.
    for entry in &orion.status {
        let register = if entry.list == TOKENS { &mut tokens } else { &mut revocations };
        register.set(entry.index, Status::Revoked)?;
    }
    println!("{} revokes {}", body.id(), orion.subject.certification.number);
    revocations.save(folder.join("revocations.json"))?;
    tokens.save(folder.join("tokens.json"))?;

    // What verifiers need goes into one bundle. Lyra's events are not published yet.
    let tomorrow = now.plus_seconds(24 * 3600);
    let document = |url: &str, media_type: &str, body: String| Document {
        url: url.to_owned(),
        media_type: media_type.to_owned(),
        obtained_at: now,
        body,
    };
    let documents = vec![
        document(SCHEME, "application/vc+jwt", scheme),
        document(BODIES, "application/vc+jwt", bodies),
        document(
            REVOCATIONS,
            revocations.media_type(),
            body.status_list(&revocations, now, tomorrow)?,
        ),
        document(TOKENS, tokens.media_type(), body.status_list(&tokens, now, tomorrow)?),
    ];
    let bundle = TrustBundle::new(now, vec![anchor(&owner)], documents)?;
    bundle.save(folder.join("trust.bundle"))?;
    println!("{} documents in trust.bundle", bundle.documents().len());
    Ok(())
}

/// The rules of the scheme.
fn rules(owner: &Issuer<'_>, now: Timestamp) -> Result<SchemeDocument, Box<dyn Error>> {
    let since: Timestamp = "2024-01-01T00:00:00Z".parse()?;
    let scheme = Scheme {
        id: SCHEME.to_owned(),
        title: "Cross-border certification".to_owned(),
        versions: vec![SchemeVersion {
            version: "2024".to_owned(),
            valid_from: since,
            valid_until: None,
            transition_until: None,
            variants: Vec::new(),
        }],
        object_of_conformity: "organisation".to_owned(),
        required_scope: vec![ScopeDimension::Activities],
        surveillance: None,
        max_validity_months: Some(24),
        on_accreditation_loss: OnAccreditationLoss::RunOff { months: 6 },
    };
    let document = Statement::new(SCHEME_TYPE, SCHEME, owner.id(), since, scheme);
    Ok(Statement { next_update: Some(now.plus_months(1)), ..document })
}

/// The list of accredited bodies, with the body's key and its grant.
fn accreditation(
    owner: &Issuer<'_>,
    body: &Issuer<'_>,
    now: Timestamp,
) -> Result<BodyList, Box<dyn Error>> {
    let granted: Timestamp = "2025-04-01T00:00:00+09:00".parse()?;
    let entity = RecognizedEntity {
        id: body.id().to_owned(),
        kind: "RecognizedEntity".to_owned(),
        legal_name: "Body A".to_owned(),
        jurisdiction: "JP".to_owned(),
        verification_method: vec![body.verification_method()],
        recognized_to: vec![RecognizedAction {
            action: Action::Issue,
            scheme: SCHEME.to_owned(),
            scheme_version: AnyOr::Only(vec!["2024".to_owned()]),
            roles: AnyOr::Any,
            jurisdictions: AnyOr::Only(vec!["JP".to_owned()]),
            standard: "ISO/IEC 17065".to_owned(),
            events: vec![Event::new("grant-1", EventKind::Grant, granted)],
        }],
        key_events: Vec::new(),
        sources: Vec::new(),
    };
    let list = Statement::new(LIST_TYPE, BODIES, owner.id(), granted, OneOrMany(vec![entity]));
    let next_update = Some(now.plus_months(1));
    Ok(Statement { sequence_number: Some(1), next_update, ..list })
}

/// The scheme's owner as the verifiers' anchor: it may accredit, and state its own rules.
fn anchor(owner: &Issuer<'_>) -> Anchor {
    let mandate =
        Accredits { scheme: SCHEME.to_owned(), jurisdictions: AnyOr::Only(vec!["JP".to_owned()]) };
    Anchor {
        id: owner.id().to_owned(),
        keys: vec![owner.public_key().to_json()],
        threshold: 1,
        speaks_for: SpeaksFor {
            accredits: vec![mandate],
            schemes: vec![SCHEME.to_owned()],
            ..SpeaksFor::default()
        },
        pins: Vec::new(),
        sources: vec![SCHEME.to_owned(), BODIES.to_owned()],
    }
}
