//! One vector: a question and its answer, as they stand in a file.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use tegata::Timestamp;

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Vector {
    /// The name of the file, without `.json`.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Why the answer is as it is, where the title does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A bundle, or `@name` for `worlds/name.json`.
    pub bundle: Value,
    /// A policy; absent: the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Value>,
    /// The token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// The token in base64, where its bytes are no text.
    #[serde(default, rename = "inputB64", skip_serializing_if = "Option::is_none")]
    pub input_b64: Option<String>,
    /// In place of a token: the transfer that is to be decided about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Value>,
    /// For a decision: the certificates that are presented, possibly none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificates: Option<Vec<String>>,
    /// For a decision: other credentials, shown as evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// The time that the question is about.
    pub valid_at: Timestamp,
    /// What was published by then counts.
    pub known_at: Timestamp,
    /// Present: the token must be presented by its holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presentation: Option<Presentation>,
    /// The answer.
    pub expect: Expect,
}

/// What a presentation must be bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Presentation {
    /// The verifier's identifier.
    pub audience: String,
    /// The value that the verifier gave to the holder.
    pub nonce: String,
    /// Seconds that may have passed since the holder signed.
    pub max_age_seconds: u32,
}

/// An answer, as it is expected or as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expect {
    /// The answer in one word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// The code that decided it; none where nothing stands in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Codes that must be among the findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
    /// For a decision: the instrument that decided; none where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// For a decision: every instrument that was looked at, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub considered: Option<Vec<String>>,
    /// For a decision: what must be done, each with the day by which, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligations: Option<BTreeMap<String, Option<String>>>,
    /// For a decision: what each value of an open fact would give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unstated: Option<BTreeMap<String, BTreeMap<String, String>>>,
    /// When the answer becomes another one, as time moves on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<Timestamp>,
    /// Until when the documents behind it may be relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fresh_until: Option<Timestamp>,
    /// The bundle's documents that count for nothing, and why; all others are sound.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub documents: BTreeMap<String, String>,
    /// The code of the error, where the bundle or the policy must not load.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl Expect {
    /// How `given` differs from this expectation, if it does.
    pub fn differs_from(&self, given: &Self) -> Option<String> {
        let missing = self.findings.iter().find(|code| !given.findings.contains(code));
        if let Some(code) = missing {
            return Some(format!("expected the finding {code}, found {:?}", given.findings));
        }
        let asked = self.asks_of(given);
        (*self != asked).then(|| format!("expected {self:?}, found {given:?}"))
    }

    /// As much of `given` as this expectation speaks of.
    fn asks_of(&self, given: &Self) -> Self {
        fn if_asked<T: Clone, A>(asked: &Option<A>, given: &Option<T>) -> Option<T> {
            given.clone().filter(|_| asked.is_some())
        }
        Self {
            findings: self.findings.clone(),
            considered: if_asked(&self.considered, &given.considered),
            obligations: if_asked(&self.obligations, &given.obligations),
            unstated: if_asked(&self.unstated, &given.unstated),
            next_change: if_asked(&self.next_change, &given.next_change),
            fresh_until: if_asked(&self.fresh_until, &given.fresh_until),
            ..given.clone()
        }
    }
}
