//! One case file, and what it means for the verifier.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use tegata::fetch::Response;
use tegata::trust::{Anchor, AnyOr, Certifies, SpeaksFor};
use tegata::{Clocks, Document, Error, Expected, Policy, Role, StatusRule, Timestamp, TrustBundle};

/// A case as it stands in its file.
#[derive(Debug, Deserialize)]
pub(super) struct Case {
    pub(super) id: String,
    format: String,
    #[serde(default)]
    input: Option<String>,
    #[serde(default)]
    input_b64: Option<String>,
    now: i64,
    trusted_issuers: Vec<TrustedIssuer>,
    policy: CasePolicy,
    #[serde(default)]
    pub(super) resources: BTreeMap<String, Resource>,
    expect: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(flatten)]
    pub(super) expectation: Expectation,
}

/// A case whose expectation is held to be wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exception {
    pub(super) id: String,
    /// What we answer.
    pub(super) answer: String,
    /// Why that is right.
    pub(super) reason: String,
}

/// Assertions beside the verdict.
#[derive(Debug, Deserialize)]
pub(super) struct Expectation {
    #[serde(default)]
    pub(super) max_ms: Option<u64>,
    #[serde(default)]
    pub(super) max_rss_mb: Option<u64>,
    #[serde(default)]
    pub(super) output_must_not_contain: Vec<String>,
    #[serde(default)]
    pub(super) must_report: BTreeMap<String, String>,
    /// URLs that nobody may be asked for.
    #[serde(default)]
    pub(super) must_not_fetch: Vec<String>,
    #[serde(default)]
    prior_state: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct TrustedIssuer {
    id: String,
    #[serde(default)]
    keys: Vec<Value>,
    #[serde(default)]
    verification_methods: Vec<Value>,
    #[serde(default)]
    x509_roots: Vec<Value>,
    #[serde(default)]
    schemes: Vec<String>,
    #[serde(default)]
    jurisdictions: Vec<String>,
    #[serde(default)]
    accredited_from: Option<i64>,
    #[serde(default)]
    accredited_until: Option<i64>,
    #[serde(default)]
    state: Option<String>,
}

#[derive(Debug, Deserialize)]
struct CasePolicy {
    #[serde(default)]
    accept_schemes: Vec<String>,
    #[serde(default)]
    recognised_jurisdictions: Vec<String>,
    #[serde(default)]
    require_status: bool,
    #[serde(default)]
    max_clock_skew_s: Option<u32>,
    #[serde(default)]
    required_roles: Vec<Role>,
    #[serde(default)]
    require_kb: bool,
    #[serde(default)]
    aud: Option<String>,
    #[serde(default)]
    nonce: Option<String>,
}

/// A reply of the case's network. Redirects and streams are replies that bring nothing.
#[derive(Debug, Deserialize)]
pub(super) struct Resource {
    #[serde(default)]
    status: Option<u16>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body_b64: Option<String>,
    #[serde(default)]
    redirect: Option<String>,
    #[serde(default)]
    generate: Option<Value>,
}

impl Case {
    /// Reads a case file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }

    /// Why the case is not for this verifier as it stands.
    pub(super) fn skipped(&self) -> Option<&'static str> {
        let any = |has: fn(&TrustedIssuer) -> bool| self.trusted_issuers.iter().any(has);
        if self.format == "vc-di" || any(|issuer| !issuer.verification_methods.is_empty()) {
            return Some("Data Integrity proofs are not supported yet");
        }
        if any(|issuer| !issuer.x509_roots.is_empty()) {
            return Some("certificate chains (x5c) are not supported yet");
        }
        if self.expectation.prior_state.is_some() || any(|issuer| issuer.state.is_some()) {
            return Some("it rests on a state that this runner does not keep");
        }
        None
    }

    /// Whether the case allows that answer.
    pub(super) fn expects(&self, verdict: &str) -> bool {
        self.expect == verdict || self.also.iter().any(|also| also == verdict)
    }

    /// What the case expects, for a mismatch.
    pub(super) fn expected_text(&self) -> String {
        std::iter::once(&self.expect).chain(&self.also).cloned().collect::<Vec<_>>().join("|")
    }

    /// The bytes that are presented.
    pub(super) fn input(&self) -> Result<Vec<u8>, String> {
        match (&self.input, &self.input_b64) {
            (Some(text), None) => Ok(text.clone().into_bytes()),
            (None, Some(text)) => STANDARD.decode(text).map_err(|error| error.to_string()),
            _ => Err("the case has no single input".to_owned()),
        }
    }

    /// The case's one instant.
    pub(super) fn clocks(&self) -> Clocks {
        Clocks::at(self.instant(self.now))
    }

    fn instant(&self, seconds: i64) -> Timestamp {
        let fallback = Timestamp::from_unix(0);
        Timestamp::from_unix(seconds).or(fallback).unwrap_or_else(|| Clocks::now().valid_at)
    }

    /// What the presentation must be bound to, where the case demands key binding.
    pub(super) fn presentation(&self) -> Option<Expected<'_>> {
        self.policy.require_kb.then(|| Expected {
            audience: self.policy.aud.as_deref().unwrap_or_default(),
            nonce: self.policy.nonce.as_deref().unwrap_or_default(),
            max_age_seconds: 300,
        })
    }

    /// The policy of the case.
    pub(super) fn policy(&self) -> Policy {
        let mut policy = Policy::default();
        let case = &self.policy;
        policy.schemes.clone_from(&case.accept_schemes);
        policy.jurisdictions.clone_from(&case.recognised_jurisdictions);
        policy.roles.clone_from(&case.required_roles);
        policy.clock_skew_seconds = case.max_clock_skew_s.unwrap_or(policy.clock_skew_seconds);
        if !case.require_status {
            policy.status = StatusRule::AllowAbsent;
        }
        policy
    }

    /// The whole world of the case, its network included.
    pub(super) fn bundle(&self) -> Result<TrustBundle, Error> {
        TrustBundle::new(self.instant(self.now), self.anchors(), self.documents())
    }

    /// What is trusted in the case, with nothing obtained yet.
    pub(super) fn trust(&self) -> Result<TrustBundle, Error> {
        TrustBundle::new(self.instant(self.now), self.anchors(), Vec::new())
    }

    /// Whom the case trusts.
    pub(super) fn anchors(&self) -> Vec<Anchor> {
        self.trusted_issuers.iter().map(|issuer| self.anchor(issuer)).collect()
    }

    /// What the case's network holds.
    pub(super) fn documents(&self) -> Vec<Document> {
        let now = self.instant(self.now);
        self.resources.iter().filter_map(|(url, reply)| reply.document(url, now)).collect()
    }

    fn anchor(&self, issuer: &TrustedIssuer) -> Anchor {
        let instant = |seconds: Option<i64>| seconds.map(|seconds| self.instant(seconds));
        let certifies = issuer.schemes.iter().map(|scheme| Certifies {
            scheme: scheme.clone(),
            scheme_version: AnyOr::Any,
            roles: AnyOr::Any,
            jurisdictions: AnyOr::Only(issuer.jurisdictions.clone()),
            from: instant(issuer.accredited_from),
            until: instant(issuer.accredited_until),
        });
        Anchor {
            id: issuer.id.clone(),
            keys: issuer.keys.clone(),
            threshold: 1,
            speaks_for: SpeaksFor { certifies: certifies.collect(), ..SpeaksFor::default() },
            pins: Vec::new(),
            sources: Vec::new(),
        }
    }
}

impl Resource {
    /// The reply over a network; none for one that never ends.
    pub(super) fn response(&self) -> Option<Response> {
        let body = match (&self.body_b64, &self.generate) {
            (_, Some(_)) => return None,
            (Some(body), _) => STANDARD.decode(body).ok()?,
            (None, None) => Vec::new(),
        };
        let status = self.status.unwrap_or(302); // A reply of `redirect` alone.
        let reply = Response::new(status, body);
        let reply = match &self.redirect {
            Some(location) => reply.with("Location", location),
            None => reply,
        };
        let headers = self.headers.iter();
        Some(headers.fold(reply, |reply, (name, value)| reply.with(name, value)))
    }

    fn document(&self, url: &str, now: Timestamp) -> Option<Document> {
        if self.status != Some(200) {
            return None;
        }
        let body = String::from_utf8(STANDARD.decode(self.body_b64.as_ref()?).ok()?).ok()?;
        let header =
            self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let media_type = header.map_or_else(String::new, |(_, value)| value.clone());
        Some(Document { url: url.to_owned(), media_type, obtained_at: now, body })
    }
}
