//! Whoever issues: a name and a key.

use super::invalid;
use super::signer::Signer;
use crate::credential::claims::is_identifier;
use crate::error::Error;
use crate::issuer::KeyDocument;
use crate::jose::PublicKey;
use crate::trust::VerificationMethod;

/// Signs certificates and documents in the name of one issuer. Each is checked, before it
/// is given out, by a verifier that trusts this issuer.
///
/// Tokens name their key in `kid`: by the signer's own key identifier, or where it has
/// none by `<issuer>#<thumbprint>` (RFC 7638), which suits DID documents, key sets and
/// lists of accredited bodies alike. For did:key and did:jwk the name follows from the DID.
pub struct Issuer<'s> {
    pub(super) id: String,
    pub(super) key: PublicKey,
    pub(super) key_id: String,
    pub(super) signer: &'s dyn Signer,
    pub(super) seed: Option<String>,
}

impl<'s> Issuer<'s> {
    /// An issuer of that identifier (a DID or a URL) with that key.
    pub fn new(id: impl Into<String>, signer: &'s dyn Signer) -> Result<Self, Error> {
        let id = id.into();
        if !is_identifier(&id) {
            return Err(invalid(id, "the issuer's identifier is no URL or DID"));
        }
        let key_id = key_id(&id, signer)?;
        let key = signer.public_key().clone().with_key_id(&*key_id);
        Ok(Self { id, key, key_id, signer, seed: None })
    }

    /// Derives all salts and decoys from `seed` and the certificate, so that the same input
    /// gives the same disclosures. For test vectors only: whoever knows the seed can open
    /// what is hidden.
    #[must_use]
    pub fn with_predictable_salts(mut self, seed: impl Into<String>) -> Self {
        self.seed = Some(seed.into());
        self
    }

    /// The issuer's identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The public key, under the name that its tokens use: what an anchor pins.
    pub fn public_key(&self) -> &PublicKey {
        &self.key
    }

    /// The public key as a list of accredited bodies or a DID document states it.
    pub fn verification_method(&self) -> VerificationMethod {
        VerificationMethod {
            id: self.key_id.clone(),
            kind: "JsonWebKey".to_owned(),
            controller: self.id.clone(),
            public_key_jwk: self.key.to_json(),
            valid_from: None,
            expires: None,
            compromised: None,
        }
    }
}

/// The name of the key, which must not be one that belongs to somebody else.
fn key_id(issuer: &str, signer: &dyn Signer) -> Result<String, Error> {
    let given = signer.key_id();
    let name = match (implied(issuer, signer)?, given) {
        (Some(implied), Some(given)) if implied != given => {
            return Err(invalid(given, format!("the DID names its key {implied}"))
                .remedy("give the key that name, or none"));
        }
        (Some(implied), _) => return Ok(implied),
        (None, Some(given)) => given.to_owned(),
        (None, None) => format!("{issuer}#{}", signer.public_key().thumbprint()),
    };
    let controller = name.split_once('#').map(|(controller, _)| controller);
    match controller {
        Some(controller) if controller == issuer => Ok(name),
        None if !issuer.starts_with("did:") => Ok(name),
        _ => Err(invalid(name, format!("the key's name is not one of {issuer}"))
            .remedy("name the key <issuer>#<name>, or leave its name out")),
    }
}

/// The name that did:key and did:jwk imply; the signer must hold that very key.
fn implied(issuer: &str, signer: &dyn Signer) -> Result<Option<String>, Error> {
    let Some(keys) = KeyDocument::within(issuer) else { return Ok(None) };
    let keys = keys.map_err(|fault| invalid(issuer, fault))?;
    let held = signer.public_key().thumbprint_bytes();
    let own = keys.into_iter().find(|key| key.public.thumbprint_bytes() == held);
    match own.and_then(|key| key.id) {
        Some(id) => Ok(Some(id.into())),
        None => Err(invalid(issuer, "the DID contains another key than the signer's")),
    }
}

impl std::fmt::Debug for Issuer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuer").field("id", &self.id).field("key", &self.key_id).finish()
    }
}
