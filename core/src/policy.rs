//! The policy: what this verifier accepts. The same JSON document in every language.

use crate::certificate::{Role, jurisdiction};
use crate::error::{Error, ErrorKind};
use crate::jose::Algorithm;
use crate::json;
use crate::limits::{DOCUMENT_JSON, Limits};
use serde::{Deserialize, Serialize};

/// What a verifier accepts. The defaults are safe; each loosening has a name that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Policy {
    /// Signature algorithms. Default: ES256, ES384, EdDSA, Ed25519, PS256. RS256 must be
    /// asked for.
    pub algorithms: Vec<Algorithm>,
    /// Seconds by which clocks may differ: 60; at most 300.
    pub clock_skew_seconds: u32,
    /// What becomes of a certificate that names no way to check revocation.
    pub status: StatusRule,
    /// Seconds that a status list may be old: a week.
    pub max_status_age_seconds: u32,
    /// Schemes that are accepted; empty: whatever the anchors grant.
    pub schemes: Vec<String>,
    /// Laws of grant that are accepted; empty: whatever the anchors grant.
    pub jurisdictions: Vec<String>,
    /// Roles that a certificate must cover, all of them; empty: no demand.
    pub roles: Vec<Role>,
    /// What becomes of a decision under a regime that claims no whole list of its orders.
    pub prohibitions: ProhibitionRule,
    /// What input may cost.
    pub limits: Limits,
}

/// What becomes of a decision under a regime that claims no whole list of its orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProhibitionRule {
    /// A warning: the orders that are known count.
    AllowUnclaimed,
    /// Undetermined: an order might be missing.
    RequireClaim,
}

/// What becomes of a certificate that names neither a status list nor events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusRule {
    /// Refused: its revocation could never be noticed.
    Required,
    /// Accepted, with a notice.
    AllowAbsent,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            algorithms: vec![
                Algorithm::Es256,
                Algorithm::Es384,
                Algorithm::EdDsa,
                Algorithm::Ed25519,
                Algorithm::Ps256,
            ],
            clock_skew_seconds: 60,
            status: StatusRule::Required,
            max_status_age_seconds: 7 * 24 * 3600,
            schemes: Vec::new(),
            jurisdictions: Vec::new(),
            roles: Vec::new(),
            prohibitions: ProhibitionRule::AllowUnclaimed,
            limits: Limits::default(),
        }
    }
}

impl Policy {
    /// Reads a policy document. Unknown members are refused: a misspelt one would loosen
    /// the policy without a word.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let policy: Self = json::decode_str(text, &DOCUMENT_JSON).map_err(|mismatch| {
            Error::new(ErrorKind::ConfigInvalid, mismatch.pointer, mismatch.problem)
                .remedy("compare it with the policy schema")
        })?;
        policy.check()?;
        Ok(policy)
    }

    /// The whole policy as canonical JSON (RFC 8785), with its defaults written out.
    pub fn to_json(&self) -> String {
        json::to_canonical(self)
    }

    /// Refuses values that would make checks meaningless.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.clock_skew_seconds > 300 {
            return Err(Error::new(
                ErrorKind::ConfigInvalid,
                "/clockSkewSeconds",
                "more than 300 seconds",
            )
            .remedy("set the machine's clock instead"));
        }
        if self.algorithms.is_empty() {
            let problem = "no algorithm is allowed";
            return Err(Error::new(ErrorKind::ConfigInvalid, "/algorithms", problem)
                .remedy("leave the member out for the default"));
        }
        // A report names its policy by the digest of the canonical form.
        if self.to_json().is_empty() {
            let problem = "a limit is a number that no double holds";
            return Err(Error::new(ErrorKind::ConfigInvalid, "/limits", problem));
        }
        Ok(())
    }

    pub(crate) fn accepts_scheme(&self, scheme: &str) -> bool {
        self.schemes.is_empty() || self.schemes.iter().any(|known| known == scheme)
    }

    pub(crate) fn accepts_jurisdiction(&self, name: &str) -> bool {
        self.jurisdictions.is_empty()
            || self.jurisdictions.iter().any(|known| jurisdiction::same(known, name))
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn a_limit_without_a_canonical_form_is_refused() {
        let with_limit = |bytes: u64| {
            Policy::from_json(&format!(r#"{{"limits":{{"credentialBytes":{bytes}}}}}"#))
        };
        assert!(with_limit(1 << 53).is_ok());
        assert!(with_limit(u64::MAX).is_err());
    }
}
