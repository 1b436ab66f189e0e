//! Certificates: from a draft to a signed token, in any encoding.

use super::disclosure::{Concealed, Random, conceal};
use super::draft::CertificateDraft;
use super::encoding::{Encoding, Hiding};
use super::issuer::Issuer;
use super::register::{ListKind, StatusEntry};
use super::{compact, invalid, mirror};
use crate::certificate::{CERTIFICATE_TYPE, CERTIFICATE_VCT, TEGATA_CONTEXT};
use crate::clock::Timestamp;
use crate::credential::protected::{in_sd_jwt_vc, in_vcdm};
use crate::credential::sd_jwt::Protected;
use crate::credential::vcdm::CONTEXT;
use crate::crypto;
use crate::error::Error;
use crate::jose::PublicKey;
use crate::jose::jws::TokenType;
use serde_json::{Map, Value, json};

impl Issuer<'_> {
    /// Signs a certificate. What any verifier would refuse is an error, and so is a draft
    /// that names neither a status nor events, which verifiers refuse by default.
    pub fn certificate(
        &self,
        draft: &CertificateDraft,
        encoding: &Encoding,
        issued_at: Timestamp,
    ) -> Result<String, Error> {
        let token = match encoding {
            Encoding::VcJwt => {
                let claims = self.vcdm_claims(draft, issued_at)?;
                self.sign(TokenType::VcJwt, &claims)?
            }
            Encoding::VcSdJwt(hiding) => {
                let mut claims = self.vcdm_claims(draft, issued_at)?;
                add(&mut claims, "cnf", confirmation(draft)?);
                let pointers = hiding.within(&claims, "/credentialSubject");
                self.sign_hiding(TokenType::VcSdJwt, claims, &pointers, hiding, in_vcdm)?
            }
            Encoding::DcSdJwt(hiding) => {
                let claims = self.sd_jwt_vc_claims(draft, issued_at)?;
                let pointers = hiding.within(&claims, "");
                self.sign_hiding(TokenType::DcSdJwt, claims, &pointers, hiding, in_sd_jwt_vc)?
            }
        };
        mirror::check_certificate(&token, draft, &self.id, &self.key, issued_at)?;
        Ok(token)
    }

    pub(super) fn sign(&self, kind: TokenType, claims: &Value) -> Result<String, Error> {
        compact::sign(kind, Some(&self.key_id), claims, self.signer)
    }

    fn sign_hiding(
        &self,
        kind: TokenType,
        claims: Value,
        pointers: &[String],
        hiding: &Hiding,
        protected: Protected,
    ) -> Result<String, Error> {
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let mut random = self.random(&claims);
        let decoys = usize::from(hiding.decoys);
        let Concealed { payload, disclosures } =
            conceal(claims, &pointers, decoys, protected, &mut *random)?;
        let mut token = self.sign(kind, &payload)?;
        token.push('~');
        for disclosure in disclosures {
            token.push_str(&disclosure);
            token.push('~');
        }
        Ok(token)
    }

    fn random(&self, claims: &Value) -> Box<Random<'static>> {
        match &self.seed {
            None => Box::new(crypto::random),
            Some(seed) => predictable(format!("{seed}\n{claims}")),
        }
    }

    /// FORMATS section 1: a VCDM 2.0 credential.
    fn vcdm_claims(&self, draft: &CertificateDraft, issued_at: Timestamp) -> Result<Value, Error> {
        let mut claims = json!({
            "@context": [CONTEXT, TEGATA_CONTEXT],
            "type": ["VerifiableCredential", CERTIFICATE_TYPE],
            "issuer": self.id,
            "iat": issued_at.unix(),
            "validFrom": draft.valid_from,
            "credentialSubject": draft.subject,
        });
        add(&mut claims, "id", draft.id.as_deref().map(Value::from));
        add(&mut claims, "validUntil", draft.valid_until.map(|until| json!(until)));
        add(&mut claims, "credentialStatus", bitstring_status(draft)?);
        Ok(claims)
    }

    /// The same certificate as an SD-JWT VC.
    fn sd_jwt_vc_claims(
        &self,
        draft: &CertificateDraft,
        issued_at: Timestamp,
    ) -> Result<Value, Error> {
        let mut claims = json!(draft.subject);
        if let Some(subject) = claims.as_object_mut() {
            subject.remove("id");
            subject.insert("sub".to_owned(), json!(draft.subject.id));
        }
        add(&mut claims, "iss", Some(json!(self.id)));
        add(&mut claims, "vct", Some(json!(CERTIFICATE_VCT)));
        add(&mut claims, "iat", Some(json!(issued_at.unix())));
        add(&mut claims, "nbf", Some(numeric_date("/validFrom", draft.valid_from)?));
        let until = draft.valid_until.map(|until| numeric_date("/validUntil", until));
        add(&mut claims, "exp", until.transpose()?);
        add(&mut claims, "jti", draft.id.as_deref().map(Value::from));
        add(&mut claims, "cnf", confirmation(draft)?);
        add(&mut claims, "status", token_status(draft)?);
        Ok(claims)
    }
}

fn add(claims: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(claims), Some(value)) = (claims.as_object_mut(), value) {
        claims.insert(name.to_owned(), value);
    }
}

/// Whole seconds: a fraction would be lost, and with it the agreement of the encodings.
fn numeric_date(place: &str, instant: Timestamp) -> Result<Value, Error> {
    if Timestamp::from_unix(instant.unix()) == Some(instant) {
        return Ok(json!(instant.unix()));
    }
    Err(invalid(place, "an SD-JWT VC counts whole seconds").remedy("leave the fraction out"))
}

/// RFC 7800 section 3.2, with the key in the form in which it was admitted.
fn confirmation(draft: &CertificateDraft) -> Result<Option<Value>, Error> {
    let Some(jwk) = &draft.holder_key else { return Ok(None) };
    let key = PublicKey::from_jwk_text(&jwk.to_string());
    let key = key.map_err(|error| invalid("/holderKey", error.problem()))?;
    Ok(Some(json!({ "jwk": key.to_json() })))
}

/// Bitstring Status List section 2.1.
fn bitstring_status(draft: &CertificateDraft) -> Result<Option<Value>, Error> {
    let entries = fitting(draft, |kind| kind != ListKind::Token)?;
    let written: Vec<_> = entries
        .iter()
        .map(|entry| {
            json!({
                "type": "BitstringStatusListEntry",
                "statusPurpose": entry.kind,
                "statusListIndex": entry.index.to_string(),
                "statusListCredential": entry.list,
            })
        })
        .collect();
    Ok((!written.is_empty()).then_some(Value::Array(written)))
}

/// Token Status List section 6: one reference.
fn token_status(draft: &CertificateDraft) -> Result<Option<Value>, Error> {
    match fitting(draft, |kind| kind == ListKind::Token)?.as_slice() {
        [] => Ok(None),
        [entry] => {
            let reference = json!({ "idx": entry.index, "uri": entry.list });
            Ok(Some(Value::Object(Map::from_iter([("status_list".to_owned(), reference)]))))
        }
        _ => Err(invalid("/status", "an SD-JWT VC has one entry in a token list, not several")),
    }
}

/// The entries that an encoding can bear. A draft whose status would vanish is refused.
fn fitting(
    draft: &CertificateDraft,
    fits: fn(ListKind) -> bool,
) -> Result<Vec<&StatusEntry>, Error> {
    let entries: Vec<_> = draft.status.iter().filter(|entry| fits(entry.kind)).collect();
    if entries.is_empty() && !draft.status.is_empty() {
        return Err(invalid("/status", "none of the entries is of a kind for this encoding")
            .remedy("VCDM takes revocation and suspension lists, SD-JWT VC a token list"));
    }
    Ok(entries)
}

/// SHA-256 of the seed and a counter, block after block.
fn predictable(seed: String) -> Box<Random<'static>> {
    let mut counter = 0_u64;
    Box::new(move |bytes| {
        for chunk in bytes.chunks_mut(32) {
            let block = crypto::sha256(format!("{counter}\n{seed}").as_bytes());
            chunk.iter_mut().zip(block).for_each(|(byte, random)| *byte = random);
            counter += 1;
        }
        Ok(())
    })
}
