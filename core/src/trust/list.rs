//! Lists of accredited bodies: a profile of the W3C `RecognizedEntityCredential` (First
//! Public Working Draft of May 2026).

use crate::certificate::{AnyOr, Role, Statement};
use crate::clock::{Event, Timestamp};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};

/// A signed list of accredited bodies.
pub type BodyList = Statement<OneOrMany<RecognizedEntity>>;

/// The `type` of a list of accredited bodies.
pub const LIST_TYPE: &str = "RecognizedEntityCredential";

/// A body, its keys, and what it is recognised to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecognizedEntity {
    /// Its identifier: the `issuer` of its certificates.
    pub id: String,
    /// `RecognizedEntity`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its name.
    pub legal_name: String,
    /// Where it is established.
    pub jurisdiction: String,
    /// Its public keys. Empty: those that it publishes under its own name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verification_method: Vec<VerificationMethod>,
    /// What it is recognised to do.
    pub recognized_to: Vec<RecognizedAction>,
    /// What happened to its keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_events: Vec<Event>,
    /// Where it publishes what concerns all of its certificates: status lists, and its own
    /// lists if it accredits others. On this word they are fetched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// A public key (Controlled Identifiers 1.0 section 2.2), with the time in which it signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerificationMethod {
    /// The identifier that tokens bear as `kid`.
    pub id: String,
    /// `JsonWebKey`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The body itself.
    pub controller: String,
    /// The key.
    pub public_key_jwk: serde_json::Value,
    /// From when it signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// Until when it signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
    /// Since when it is in other hands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compromised: Option<Timestamp>,
}

/// Something that a body is recognised to do, with the history of that recognition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecognizedAction {
    /// `issue` certificates, or `accredit` other bodies.
    pub action: Action,
    /// The scheme.
    pub scheme: String,
    /// The versions of it.
    pub scheme_version: AnyOr<String>,
    /// The roles that certificates may cover.
    pub roles: AnyOr<Role>,
    /// The laws under which certificates may be granted.
    pub jurisdictions: AnyOr<String>,
    /// The standard of its accreditation, such as ISO/IEC 17065.
    pub standard: String,
    /// Grant, suspension, withdrawal and the rest. Without a grant it never began.
    pub events: Vec<Event>,
}

/// The closed list of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Issue certificates.
    Issue,
    /// Accredit other bodies.
    Accredit,
}

/// One value, or a list of them, as VCDM 2.0 allows for subjects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Either<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object, or a list of objects")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, list: A) -> Result<OneOrMany<T>, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(list)).map(OneOrMany)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<OneOrMany<T>, A::Error> {
                let one = T::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(OneOrMany(vec![one]))
            }
        }

        deserializer.deserialize_any(Either(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_or_many_and_nothing_else() {
        let read = serde_json::from_str::<OneOrMany<std::collections::BTreeMap<String, u8>>>;
        let numbers = |text| read(text).unwrap().0.iter().map(|one| one["n"]).collect::<Vec<_>>();
        assert_eq!(numbers(r#"{"n":1}"#), [1]);
        assert_eq!(numbers(r#"[{"n":1},{"n":2}]"#), [1, 2]);
        assert!(numbers("[]").is_empty());
        let fault = read("7").unwrap_err().to_string();
        assert!(fault.contains("expected an object, or a list of objects"), "{fault}");
    }
}
