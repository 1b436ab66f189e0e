//! Signature algorithms, by the names that JOSE gave them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The signature algorithms that exist here. `none`, the HMACs, encryption and all
/// others cannot be expressed, let alone allowed (RFC 8725 section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// ECDSA with P-256 and SHA-256 (RFC 7518 section 3.4).
    #[serde(rename = "ES256")]
    Es256,
    /// ECDSA with P-384 and SHA-384 (RFC 7518 section 3.4).
    #[serde(rename = "ES384")]
    Es384,
    /// Ed25519 under its first name (RFC 8037 section 3.1).
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// Ed25519 under its fully specified name (RFC 9864 section 2.2).
    #[serde(rename = "Ed25519")]
    Ed25519,
    /// RSASSA-PSS with SHA-256 (RFC 7518 section 3.5).
    #[serde(rename = "PS256")]
    Ps256,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3).
    #[serde(rename = "RS256")]
    Rs256,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Es256, Self::Es384, Self::EdDsa, Self::Ed25519, Self::Ps256, Self::Rs256];

    /// The algorithm with this name, which is case-sensitive (RFC 7515 section 4.1.1).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name)
    }

    /// The name in the header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
            Self::Ed25519 => "Ed25519",
            Self::Ps256 => "PS256",
            Self::Rs256 => "RS256",
        }
    }

    /// Whether both names stand for the same algorithm. `EdDSA` stands for Ed25519:
    /// no other curve of it exists here.
    pub fn same_as(self, other: Self) -> bool {
        let edwards = |algorithm| matches!(algorithm, Self::EdDsa | Self::Ed25519);
        self == other || (edwards(self) && edwards(other))
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_exact() {
        for algorithm in Algorithm::ALL {
            let name = algorithm.as_str();
            assert_eq!(Algorithm::from_name(name), Some(algorithm));
            assert_eq!(Algorithm::from_name(&name.to_lowercase()), None);
            assert_eq!(Algorithm::from_name(&format!("{name} ")), None);
            let json = serde_json::to_value(algorithm).unwrap();
            assert_eq!(json, name);
            assert_eq!(serde_json::from_value::<Algorithm>(json).unwrap(), algorithm);
        }
        for name in ["", "none", "None", "NONE", "HS256", "RSA1_5", "ES256K", "ES512", "Ed448"] {
            assert_eq!(Algorithm::from_name(name), None, "{name}");
            assert!(serde_json::from_value::<Algorithm>(name.into()).is_err(), "{name}");
        }
    }

    #[test]
    fn ed25519_has_two_names() {
        assert!(Algorithm::EdDsa.same_as(Algorithm::Ed25519));
        assert!(Algorithm::Ed25519.same_as(Algorithm::EdDsa));
        assert!(!Algorithm::Ps256.same_as(Algorithm::Rs256));
    }
}
