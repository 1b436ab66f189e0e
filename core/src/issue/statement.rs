//! Every other signed document: lists of bodies, schemes, events.

use super::issuer::Issuer;
use super::mirror::{Published, check_document};
use super::{invalid, refused};
use crate::certificate::Statement;
use crate::code::{Code, Finding};
use crate::error::Error;
use crate::jose::jws::TokenType;
use crate::json;
use crate::limits::DOCUMENT_JSON;
use crate::trust::SCHEME_TYPE;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

impl Issuer<'_> {
    /// Signs a statement: a [`BodyList`](crate::trust::BodyList), a
    /// [`SchemeDocument`](crate::trust::SchemeDocument), an
    /// [`EventsDocument`](crate::status::EventsDocument). What a bundle would not accept is
    /// an error. For a statement of several signers, see [`combine`](super::combine).
    pub fn statement<S: Serialize>(&self, statement: &Statement<S>) -> Result<String, Error> {
        if statement.issuer != self.id {
            return Err(invalid("/issuer", format!("it is not {}", self.id)));
        }
        let claims = serde_json::to_value(statement)
            .map_err(|error| invalid(&*statement.id, error.to_string()))?;
        let token = self.sign(TokenType::VcJwt, &claims)?;
        let published = Published {
            url: &statement.id,
            media_type: "application/vc+jwt",
            body: &token,
            at: statement.valid_from,
            scheme: scheme_of(statement, &claims),
        };
        check_document(&published, &self.id, &self.key)?;
        Ok(token)
    }
}

/// The scheme that a scheme document is about.
fn scheme_of<'c, S>(statement: &Statement<S>, claims: &'c Value) -> Option<&'c str> {
    let is_scheme = statement.types.iter().any(|kind| kind == SCHEME_TYPE);
    is_scheme.then(|| claims.pointer("/credentialSubject/id")?.as_str()).flatten()
}

impl<S: DeserializeOwned> Statement<S> {
    /// Reads a statement that is yet to be signed. A member that is unknown, missing or
    /// wrong is named by its JSON pointer.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        json::decode_str(text, &DOCUMENT_JSON).map_err(|mismatch| {
            let finding = Finding::new(Code::DocumentMalformed).with("fault", &*mismatch.problem);
            refused(&finding).within(&mismatch.pointer)
        })
    }
}
