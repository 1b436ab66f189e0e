//! Lists in trust documents, where nothing is implied by absence.

use super::jurisdiction;
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};

/// A list, or the written-out word `any`. Nothing is implied by absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyOr<T> {
    /// `"any"`.
    Any,
    /// These.
    Only(Vec<T>),
}

impl<T> AnyOr<T> {
    /// Whether anything is admitted, or an entry that `fits`.
    pub(crate) fn admits(&self, fits: impl Fn(&T) -> bool) -> bool {
        match self {
            Self::Any => true,
            Self::Only(list) => list.iter().any(fits),
        }
    }
}

impl<T: Serialize> Serialize for AnyOr<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Any => serializer.serialize_str("any"),
            Self::Only(list) => list.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for AnyOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Either<T> {
            type Value = AnyOr<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list, or the word `any`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<AnyOr<T>, E> {
                if text == "any" {
                    return Ok(AnyOr::Any);
                }
                Err(E::invalid_value(de::Unexpected::Str(text), &self))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, list: A) -> Result<AnyOr<T>, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(list)).map(AnyOr::Only)
            }
        }

        deserializer.deserialize_any(Either(std::marker::PhantomData))
    }
}

impl AnyOr<String> {
    /// Whether the list of jurisdictions holds `name`, by identifier or code.
    pub(crate) fn has_jurisdiction(&self, name: &str) -> bool {
        self.admits(|listed| jurisdiction::same(listed, name))
    }

    /// Whether the list holds exactly `text`.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.admits(|listed| listed == text)
    }
}
