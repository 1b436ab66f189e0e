//! Every other signed document: lists of bodies, schemes, events, and what recognition is
//! decided from.

use super::issuer::Issuer;
use super::mirror::{Published, check_document};
use super::{invalid, refused};
use crate::bundle::check_edition;
use crate::certificate::Statement;
use crate::code::{Code, Finding};
use crate::error::Error;
use crate::jose::jws::TokenType;
use crate::json;
use crate::limits::DOCUMENT_JSON;
use crate::recognition::{
    ARRANGEMENT_TYPE, PACK_TYPE, PROHIBITION_TYPE, Pack, REGIME_TYPE, REGISTER_TYPE,
};
use crate::trust::{ANCHOR_TYPE, Accredits, AnchorDocument, AnyOr, SCHEME_TYPE, SpeaksFor};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

impl Issuer<'_> {
    /// Signs a statement: a [`BodyList`](crate::trust::BodyList), a
    /// [`SchemeDocument`](crate::trust::SchemeDocument), an
    /// [`EventsDocument`](crate::status::EventsDocument), an
    /// [`AnchorDocument`](crate::trust::AnchorDocument), or one of those from which
    /// recognition is decided: a [`RegisterDocument`](crate::recognition::RegisterDocument),
    /// a [`RegimeDocument`](crate::recognition::RegimeDocument), an
    /// [`ArrangementDocument`](crate::recognition::ArrangementDocument), a
    /// [`ProhibitionDocument`](crate::recognition::ProhibitionDocument). What a bundle would
    /// not accept is an error; whether a verifier pinned this issuer for what the statement
    /// is about is for the verifier. For a statement of several signers, see
    /// [`combine`](super::combine).
    pub fn statement<S: Serialize>(&self, statement: &Statement<S>) -> Result<String, Error> {
        if statement.issuer != self.id {
            return Err(invalid("/issuer", format!("it is not {}", self.id)));
        }
        let claims = serde_json::to_value(statement)
            .map_err(|error| invalid(&*statement.id, error.to_string()))?;
        let token = self.sign(TokenType::VcJwt, &claims)?;
        if statement.types.iter().any(|kind| kind == ANCHOR_TYPE) {
            // Others sign it too, so nobody can say yet who will have.
            check_anchor(&claims).map_err(|fault| invalid(&*statement.id, fault))?;
            return Ok(token);
        }
        let published = Published {
            url: &statement.id,
            media_type: "application/vc+jwt",
            body: &token,
            at: statement.valid_from,
            speaks_for: speaks_for(&statement.types, &claims),
        };
        check_document(published, &self.id, &self.key)?;
        Ok(token)
    }
}

fn check_anchor(claims: &Value) -> Result<(), String> {
    let document = json::decode_str::<AnchorDocument>(&claims.to_string(), &DOCUMENT_JSON)
        .map_err(|mismatch| mismatch.to_string())?;
    check_edition(&document).map(|_| ())
}

/// The mandate that a statement of this kind needs.
fn speaks_for(types: &[String], claims: &Value) -> SpeaksFor {
    let is = |name: &str| types.iter().any(|kind| kind == name);
    let subject = |member: &str| {
        let named =
            claims.get("credentialSubject").and_then(|subject| subject.get(member)?.as_str());
        named.map(str::to_owned).into_iter().collect()
    };
    let none = SpeaksFor::default();
    match () {
        () if is(SCHEME_TYPE) => SpeaksFor { schemes: subject("id"), ..none },
        () if is(REGISTER_TYPE) => SpeaksFor { registers: subject("id"), ..none },
        () if is(REGIME_TYPE) => SpeaksFor { regimes: subject("id"), ..none },
        () if is(ARRANGEMENT_TYPE) => SpeaksFor { regimes: subject("exporterRegime"), ..none },
        () if is(PACK_TYPE) => of_pack(claims),
        () if is(PROHIBITION_TYPE) => SpeaksFor { prohibitions: subject("regime"), ..none },
        // Which scheme it may accredit for is weighed for each certificate, not for the list.
        () => {
            let mandate = Accredits { scheme: String::new(), jurisdictions: AnyOr::Any };
            SpeaksFor { accredits: vec![mandate], ..none }
        }
    }
}

/// All that a pack speaks of. One that cannot be read is refused by whoever opens it.
fn of_pack(claims: &Value) -> SpeaksFor {
    let subject = claims.get("credentialSubject").map(Value::to_string).unwrap_or_default();
    let pack = json::decode_str::<Pack>(&subject, &DOCUMENT_JSON);
    pack.map(|pack| SpeaksFor::all_of(&pack)).unwrap_or_default()
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
