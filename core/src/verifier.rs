//! The verifier: the calls, and the numbered steps in one readable place.

mod binding;
mod cache;
mod day;
mod decide;
mod decision;
mod glance;
mod handover;
mod turning;

pub use binding::Expected;
pub(crate) use binding::{holder_key, judge};
pub use decision::{Decision, Permit};
pub use glance::Glance;

use crate::bundle::TrustBundle;
use crate::certificate::{Certificate, Credential};
use crate::clock::{Clocks, Timestamp};
use crate::code::{Code, Finding, Step, Weight};
use crate::crypto::sha256;
use crate::error::Error;
use crate::issuer::{self, Binding, Rules};
use crate::policy::{Policy, StatusRule};
use crate::recognition::Transfer;
use crate::report::{NextChange, Refusal, Report, Verdict};
use crate::status::{self, Current};
use crate::trust::Accredited;
use cache::SignatureCache;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// Answers questions about credentials, from one bundle under one policy. Immutable;
/// share it between threads. A clone is cheap: it shares the bundle, and what is remembered.
#[derive(Clone, Debug)]
pub struct Verifier {
    bundle: Arc<TrustBundle>,
    policy: Arc<Policy>,
    policy_digest: [u8; 32],
    cache: Option<Arc<SignatureCache>>,
}

impl Verifier {
    /// A verifier with the default policy.
    pub fn new(bundle: impl Into<Arc<TrustBundle>>) -> Self {
        let policy = Policy::default();
        let policy_digest = sha256(policy.to_json().as_bytes());
        Self { bundle: bundle.into(), policy: Arc::new(policy), policy_digest, cache: None }
    }

    /// A verifier with a policy of its own.
    pub fn with_policy(bundle: impl Into<Arc<TrustBundle>>, policy: Policy) -> Result<Self, Error> {
        policy.check()?;
        let policy_digest = sha256(policy.to_json().as_bytes());
        Ok(Self { bundle: bundle.into(), policy: Arc::new(policy), policy_digest, cache: None })
    }

    /// The same policy over another bundle, in which nothing is known to be genuine yet.
    pub(crate) fn with(&self, bundle: TrustBundle) -> Self {
        let (bundle, policy) = (Arc::new(bundle), Arc::clone(&self.policy));
        let cache = self.cache.as_ref().map(|cache| Arc::new(cache.emptied()));
        Self { bundle, policy, policy_digest: self.policy_digest, cache }
    }

    /// Remembers the last `capacity` different certificates that passed steps 1 to 3, so
    /// that the same bytes need not pass them again. Steps 4 and 5 are judged anew each
    /// time, and a presentation with key binding is never remembered.
    ///
    /// For many questions about few certificates; each one remembered keeps its token and
    /// its claims in memory.
    #[must_use]
    pub fn with_signature_cache(mut self, capacity: usize) -> Self {
        let capacity = NonZeroUsize::new(capacity);
        self.cache = capacity.map(|capacity| Arc::new(SignatureCache::new(capacity)));
        self
    }

    /// The bundle.
    pub fn bundle(&self) -> &TrustBundle {
        &self.bundle
    }

    /// The bundle, to be kept beside the verifier or longer.
    pub fn shared_bundle(&self) -> Arc<TrustBundle> {
        Arc::clone(&self.bundle)
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Steps 1 to 3 for a credential of any kind: is it genuine, from a known issuer?
    pub fn open(&self, token: impl AsRef<[u8]>) -> Result<Credential, Refusal> {
        self.open_with(token.as_ref(), &Binding::Refuse)
    }

    /// Steps 1 to 3 for an organisation's certificate: facts, true whatever the time.
    pub fn authenticate(&self, token: impl AsRef<[u8]>) -> Result<Certificate, Refusal> {
        let token = token.as_ref();
        let read = || self.read(token, &Binding::Refuse);
        let small = token.len() <= self.policy.limits.credential_bytes;
        match self.cache.as_ref().filter(|_| small) {
            Some(cache) => cache.recall_or(token, read),
            None => read(),
        }
    }

    /// Steps 1 to 3 for a certificate that its holder presents with a proof of possession
    /// (RFC 9901 section 7.3), which must be there and must fit what is `expected`.
    pub fn authenticate_presentation(
        &self,
        token: impl AsRef<[u8]>,
        expected: &Expected<'_>,
        clocks: Clocks,
    ) -> Result<Certificate, Refusal> {
        let judge = |presented: &issuer::Presented<'_>| {
            binding::judge(presented, expected, clocks, &self.policy)
        };
        self.read(token.as_ref(), &Binding::Require(&judge))
    }

    /// Steps 4 and 5: was the body accredited, and was the certificate in force, at these
    /// clocks?
    pub fn assess(&self, certificate: &Certificate, clocks: Clocks) -> Result<Standing, Refusal> {
        let weighed = self.weigh(certificate, clocks);
        let findings = weighed.findings.clone();
        weighed.standing(self, certificate, clocks).ok_or_else(|| {
            Refusal::new(Report {
                clocks: Some(clocks),
                certificates: vec![(certificate.clone(), None)],
                ..self.report(certificate.credential().token().as_bytes(), findings, Step::Current)
            })
        })
    }

    /// Steps 1 to 5: is this certificate good, at these clocks?
    pub fn verify(&self, token: impl AsRef<[u8]>, clocks: Clocks) -> Result<Standing, Refusal> {
        self.assess(&self.authenticate(token)?, clocks)
    }

    /// Steps 4 to 8: may these certificates be relied on for this transfer, in the eyes of
    /// the exporter's law, at these clocks? They are all there is: a closed set.
    pub fn decide(
        &self,
        transfer: &Transfer,
        certificates: &[Certificate],
        clocks: Clocks,
    ) -> Decision {
        decide::decide(self, transfer, certificates, clocks)
    }

    fn weigh(&self, certificate: &Certificate, clocks: Clocks) -> Weighed {
        let mut findings = Vec::new();
        self.check_policy(certificate, &mut findings);
        self.check_key(certificate, clocks, &mut findings); // step 4
        let sources = self.bundle.key_sources(certificate);
        let registry = self.bundle.registry();
        let accredited = registry.assess(certificate, sources, clocks, &mut findings); // step 4
        let current = self.check_current(certificate, clocks, &mut findings); // step 5
        findings.sort_by_key(|finding| finding.code);
        Weighed { findings, accredited, current }
    }

    fn read(&self, token: &[u8], binding: &Binding<'_>) -> Result<Certificate, Refusal> {
        Certificate::read(self.open_with(token, binding)?)
            .map_err(|finding| self.refuse(token, finding))
    }

    fn open_with(&self, token: &[u8], binding: &Binding<'_>) -> Result<Credential, Refusal> {
        let text = std::str::from_utf8(token).map_err(|_| {
            let finding = Finding::new(Code::TokenMalformed);
            self.refuse(token, finding.with("fault", "it is not text"))
        })?;
        let rules = Rules {
            limits: &self.policy.limits,
            json: self.policy.limits.json(),
            algorithms: &self.policy.algorithms,
        };
        issuer::open(text, &rules, &|issuer| self.bundle.ring(issuer), binding)
            .map(Credential::new)
            .map_err(|finding| self.refuse(token, self.bundle.weigh_gaps(finding)))
    }

    fn refuse(&self, token: &[u8], finding: Finding) -> Refusal {
        let reached = finding.code.step();
        // A huge input is named by its digest only as far as the limit goes.
        let bound = token.len().min(self.policy.limits.credential_bytes.saturating_add(1));
        Refusal::new(self.report(token.get(..bound).unwrap_or_default(), vec![finding], reached))
    }

    fn report(&self, token: &[u8], findings: Vec<Finding>, reached: Step) -> Report {
        let worst = findings.iter().map(Finding::weight).max();
        Report {
            verdict: match worst {
                Some(Weight::Refused) => Verdict::Refused,
                Some(Weight::Undetermined) => Verdict::Undetermined,
                _ => Verdict::Valid,
            },
            clocks: None,
            began: Step::Parse,
            reached,
            findings,
            certificates: Vec::new(),
            ruling: None,
            tokens: vec![token.into()],
            bundle: *self.bundle.digest(),
            policy: self.policy_digest,
            fresh_until: None,
            next_change: NextChange::none(),
        }
    }

    fn check_policy(&self, certificate: &Certificate, findings: &mut Vec<Finding>) {
        let (scheme, law) = (certificate.scheme(), certificate.jurisdiction());
        if !self.policy.accepts_scheme(scheme) {
            findings.push(Finding::new(Code::SchemeNotAccepted).with("scheme", scheme));
        }
        if !self.policy.accepts_jurisdiction(law) {
            findings.push(Finding::new(Code::JurisdictionNotAccepted).with("jurisdiction", law));
        }
        let missing =
            self.policy.roles.iter().find(|role| !certificate.roles().any(|r| r == **role));
        if let Some(role) = missing {
            findings.push(Finding::new(Code::RoleNotCovered).with("role", role.as_str()));
        }
    }

    /// A key in other hands proves nothing by itself: only an event that was published
    /// before, and signed with a sound key, shows that the certificate is older.
    fn check_key(&self, certificate: &Certificate, clocks: Clocks, findings: &mut Vec<Finding>) {
        let Some(key) = self.bundle.signing_key(certificate) else {
            findings.push(Code::KeyNotFound.into());
            return;
        };
        let Some(since) = key.compromised_since(clocks.known_at) else { return };
        let proved = self.bundle.grant_proved_at(certificate, clocks.known_at);
        if proved.is_none_or(|proved| proved >= since) {
            let finding = Finding::new(Code::NoProofOfExistence);
            findings.push(finding.with("since", since.to_string()));
        }
    }

    fn check_current(
        &self,
        certificate: &Certificate,
        clocks: Clocks,
        findings: &mut Vec<Finding>,
    ) -> Option<Current> {
        self.ask_status(certificate, clocks, |question| status::assess(question, findings))
    }

    /// Puts a question of step 5.
    fn ask_status<A>(
        &self,
        certificate: &Certificate,
        clocks: Clocks,
        ask: impl FnOnce(&status::Question<'_>) -> A,
    ) -> A {
        let registry = self.bundle.registry();
        let sources = self.bundle.key_sources(certificate);
        let was_accredited =
            |at: Timestamp| registry.was_accredited(certificate, sources, at, clocks.known_at);
        let question = status::Question {
            certificate,
            clocks,
            skew: i64::from(self.policy.clock_skew_seconds),
            max_age: i64::from(self.policy.max_status_age_seconds),
            status_required: self.policy.status == StatusRule::Required,
            audit_tolerance: registry.audit_tolerance(certificate.scheme()),
            lists: &|url| self.bundle.status_list(url),
            events: &|url| self.bundle.events(url),
            may_publish: &|publisher, key| {
                self.bundle.may_publish_status(publisher, key, certificate)
            },
            was_accredited: &was_accredited,
        };
        ask(&question)
    }
}

/// What steps 4 and 5 gave.
struct Weighed {
    findings: Vec<Finding>,
    accredited: Option<Accredited>,
    current: Option<Current>,
}

impl Weighed {
    /// The standing of a certificate against which nothing was found.
    fn standing(
        self,
        verifier: &Verifier,
        certificate: &Certificate,
        clocks: Clocks,
    ) -> Option<Standing> {
        let clear = self.findings.iter().all(|finding| finding.weight() == Weight::Notice);
        let (accredited, current) = (self.accredited?, self.current?);
        clear.then(|| Standing {
            certificate: certificate.clone(),
            clocks,
            accredited,
            current,
            notices: self.findings,
            bundle: *verifier.bundle.digest(),
            policy: verifier.policy_digest,
        })
    }
}

/// A certificate that was good at given clocks: steps 1 to 5 hold.
#[derive(Clone, Debug)]
pub struct Standing {
    certificate: Certificate,
    clocks: Clocks,
    accredited: Accredited,
    current: Current,
    notices: Vec<Finding>,
    bundle: [u8; 32],
    policy: [u8; 32],
}

impl Standing {
    /// The certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The clocks of the question.
    pub fn clocks(&self) -> Clocks {
        self.clocks
    }

    /// On whose word the body counts as accredited.
    pub fn accredited(&self) -> &Accredited {
        &self.accredited
    }

    /// In force until when, and on how fresh evidence.
    pub fn current(&self) -> &Current {
        &self.current
    }

    /// What is worth knowing all the same.
    pub fn notices(&self) -> &[Finding] {
        &self.notices
    }

    /// Until when the documents behind the answer may be relied on.
    pub fn fresh_until(&self) -> Option<Timestamp> {
        let until = [self.accredited.fresh_until(), self.current.fresh_until()];
        until.into_iter().flatten().min()
    }

    /// The whole report.
    pub fn report(&self) -> Report {
        Report {
            verdict: Verdict::Valid,
            clocks: Some(self.clocks),
            began: Step::Parse,
            reached: Step::Current,
            findings: self.notices.clone(),
            certificates: vec![(self.certificate.clone(), Some(self.accredited.clone()))],
            ruling: None,
            tokens: vec![self.certificate.credential().token().as_bytes().into()],
            bundle: self.bundle,
            policy: self.policy,
            fresh_until: self.fresh_until(),
            next_change: NextChange::at(self.current.until()),
        }
    }
}
