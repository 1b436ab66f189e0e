//! Signing documents and certificates by hand.

use crate::Failure;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tegata::Algorithm;
use tegata::issue::{FileKey, Signer};

/// Somebody who signs, under a name of its own.
pub(crate) struct Author {
    pub(crate) id: String,
    key: FileKey,
}

impl Author {
    pub(crate) fn new(id: String) -> Result<Self, Failure> {
        let key = FileKey::generate(Algorithm::EdDsa)?.with_key_id(format!("{id}#key"));
        Ok(Self { id, key })
    }

    /// The public key as a JWK.
    pub(crate) fn public(&self) -> Value {
        self.key.public_key().to_json()
    }

    /// A VCDM 2.0 credential as a compact JWS.
    pub(crate) fn sign(&self, credential: &Value) -> Result<String, Failure> {
        let header = json!({ "alg": "EdDSA", "typ": "vc+jwt", "kid": format!("{}#key", self.id) });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(&header), part(credential));
        let signature = self.key.sign(input.as_bytes())?;
        Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// A signed statement of the author, published at `url`.
    pub(crate) fn state(&self, url: &str, kind: &str, subject: Value) -> Result<String, Failure> {
        self.sign(&json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/tegata/v1"],
            "id": url,
            "type": ["VerifiableCredential", kind],
            "issuer": self.id,
            "validFrom": "1990-01-01T00:00:00Z",
            "sequenceNumber": 1,
            "nextUpdate": "2099-12-31T00:00:00Z",
            "credentialSubject": subject,
        }))
    }
}
