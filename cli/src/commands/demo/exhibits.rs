//! The certificates of the demo: a good one, and what can become of it.

use super::world::{DAY, ORGANISATION, SCHEME, VERSION, World, register};
use crate::failure::Failure;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tegata::issue::{
    CertificateDraft, Certification, Encoding, FileKey, Issuer, ListKind, Organisation, Scope,
    Status, StatusEntry, StatusRegister,
};
use tegata::{Algorithm, Role, Timestamp};

/// A certificate, and what there is to know about it.
pub(super) struct Exhibit {
    /// The name of its file.
    pub(super) file: &'static str,
    pub(super) english: &'static str,
    pub(super) japanese: &'static str,
    /// What was signed; none for the forgery, which nobody signed.
    pub(super) draft: Option<CertificateDraft>,
    pub(super) token: String,
}

/// Makes all certificates, and publishes the lists that tell what became of them.
pub(super) fn all(world: &mut World) -> Result<Vec<Exhibit>, Failure> {
    let mut studio = Studio {
        revocations: register("revocations", ListKind::Revocation),
        suspensions: register("suspensions", ListKind::Suspension),
        world,
    };
    let exhibits = studio.exhibits()?;
    let Studio { revocations, suspensions, world } = studio;
    world.publish_list("revocations.jwt", &revocations)?;
    world.publish_list("suspensions.jwt", &suspensions)?;
    Ok(exhibits)
}

/// Where the body works.
struct Studio<'w> {
    world: &'w mut World,
    revocations: StatusRegister,
    suspensions: StatusRegister,
}

impl Studio<'_> {
    fn exhibits(&mut self) -> Result<Vec<Exhibit>, Failure> {
        Ok(vec![
            self.good()?,
            self.revoked()?,
            self.suspended()?,
            self.expired()?,
            self.forged()?,
            self.out_of_scope()?,
            self.other_role()?,
            self.unknown_body()?,
            self.unlisted()?,
        ])
    }

    fn good(&mut self) -> Result<Exhibit, Failure> {
        let draft = self.draft()?;
        self.exhibit("certificate.jwt", ["as the body issued it", "機関が発行したまま"], draft)
    }

    fn revoked(&mut self) -> Result<Exhibit, Failure> {
        let draft = self.draft()?;
        set(&mut self.revocations, &draft, Status::Revoked)?;
        self.exhibit("revoked.jwt", ["the body withdrew it", "機関が取り消した"], draft)
    }

    fn suspended(&mut self) -> Result<Exhibit, Failure> {
        let draft = self.draft()?;
        set(&mut self.suspensions, &draft, Status::Suspended)?;
        let story = ["the body suspended it after a complaint", "苦情を受け、機関が一時停止した"];
        self.exhibit("suspended.jwt", story, draft)
    }

    fn expired(&mut self) -> Result<Exhibit, Failure> {
        let mut draft = self.draft()?;
        let begin = self.world.now.plus_seconds(-790 * DAY);
        draft.subject.certification.decided_on = day_before(begin);
        draft.valid_from = begin;
        draft.valid_until = Some(begin.plus_months(24));
        self.exhibit("expired.jwt", ["its two years are over", "二年の有効期間が過ぎた"], draft)
    }

    /// One byte of the signed text is another: the certificate seems to end ten years later.
    fn forged(&mut self) -> Result<Exhibit, Failure> {
        let good = self.good()?;
        let token = forge(&good.token).ok_or_else(|| Failure::new("the forgery failed"))?;
        Ok(Exhibit {
            file: "forged.jwt",
            english: "somebody moved its end by changing one byte",
            japanese: "誰かが一バイトだけ書き換え、期限を延ばした",
            draft: None,
            token,
        })
    }

    fn out_of_scope(&mut self) -> Result<Exhibit, Failure> {
        let mut draft = self.draft()?;
        draft.subject.certification.jurisdiction = "SG".to_owned();
        let story =
            ["the body certified under the law of Singapore", "機関がシンガポール法により認証した"];
        self.exhibit("other-law.jwt", story, draft)
    }

    fn other_role(&mut self) -> Result<Exhibit, Failure> {
        let mut draft = self.draft()?;
        draft.subject.certification.roles = vec![Role::SubProcessor];
        let story = ["the body certified a sub-processor", "機関が再委託先として認証した"];
        self.exhibit("other-role.jwt", story, draft)
    }

    fn unknown_body(&mut self) -> Result<Exhibit, Failure> {
        let draft = self.draft()?;
        let story =
            ["a body that nobody accredited issued it", "誰の認定も受けていない機関が発行した"];
        let key = FileKey::generate(Algorithm::Es256)?;
        let stranger = Issuer::new("did:web:quick-certs.example", &key)?;
        exhibit("unknown-body.jwt", story, draft, &stranger, self.world.now)
    }

    /// The status list that it names is not in the bundle.
    fn unlisted(&mut self) -> Result<Exhibit, Failure> {
        let mut draft = self.draft()?;
        draft.status = vec![register("revocations-2", ListKind::Revocation).allocate()?];
        let story = ["its status list is not at hand", "取消しを確認する一覧が手元にない"];
        self.exhibit("no-status-list.jwt", story, draft)
    }

    fn exhibit(
        &self,
        file: &'static str,
        story: [&'static str; 2],
        draft: CertificateDraft,
    ) -> Result<Exhibit, Failure> {
        exhibit(file, story, draft, &self.world.body()?, self.world.now)
    }

    /// What the body found, with an entry in each of its lists.
    fn draft(&mut self) -> Result<CertificateDraft, Failure> {
        let begin = self.world.now.plus_seconds(-200 * DAY);
        Ok(CertificateDraft {
            id: None,
            subject: organisation(begin),
            valid_from: begin,
            valid_until: Some(begin.plus_months(24)),
            holder_key: None,
            status: vec![self.revocations.allocate()?, self.suspensions.allocate()?],
        })
    }
}

fn organisation(begin: Timestamp) -> Organisation {
    let scope = Scope { activities: Some(vec!["payroll".to_owned()]), ..Scope::default() };
    Organisation {
        id: ORGANISATION.to_owned(),
        legal_name: "株式会社花道 (Hanamichi Inc.)".to_owned(),
        registrations: Vec::new(),
        contact: Default::default(),
        certification: Certification {
            number: "KA-0042".to_owned(),
            scheme: SCHEME.to_owned(),
            scheme_version: VERSION.to_owned(),
            variant: None,
            jurisdiction: "JP".to_owned(),
            decided_on: day_before(begin),
            roles: vec![Role::Controller, Role::Processor],
            object_of_conformity: None,
            scope: Some(scope),
            assurance: None,
            surveillance: None,
            safeguards: Vec::new(),
            events: None,
        },
    }
}

fn day_before(instant: Timestamp) -> Option<tegata::Day> {
    instant.plus_seconds(-DAY).date().parse().ok()
}

fn exhibit(
    file: &'static str,
    [english, japanese]: [&'static str; 2],
    draft: CertificateDraft,
    issuer: &Issuer<'_>,
    now: Timestamp,
) -> Result<Exhibit, Failure> {
    let issued_at = draft.valid_from.min(now);
    let token = issuer.certificate(&draft, &Encoding::VcJwt, issued_at)?;
    Ok(Exhibit { file, english, japanese, draft: Some(draft), token })
}

fn set(
    register: &mut StatusRegister,
    draft: &CertificateDraft,
    status: Status,
) -> Result<(), Failure> {
    let of_register = |entry: &&StatusEntry| entry.kind == register.kind();
    let entry = draft.status.iter().find(of_register).map(|entry| entry.index);
    entry.map_or(Ok(()), |index| Ok(register.set(index, status)?))
}

/// Writes another year of the end into the signed text, and leaves the signature.
fn forge(token: &str) -> Option<String> {
    const END: &str = "\"validUntil\":\"202";
    let (header, rest) = token.split_once('.')?;
    let (payload, signature) = rest.split_once('.')?;
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    let (before, after) = text.split_once(END)?;
    let end = END.replace("202", "203");
    let payload = URL_SAFE_NO_PAD.encode(format!("{before}{end}{after}"));
    Some(format!("{header}.{payload}.{signature}"))
}
