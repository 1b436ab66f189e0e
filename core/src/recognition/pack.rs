//! Packs: regimes, instruments and orders of several authorities in one document, as a
//! curator or an authority puts them together.

use super::arrangement::Arrangement;
use super::jurisdiction::JurisdictionRegister;
use super::prohibition::Prohibition;
use super::regime::Regime;
use crate::certificate::Statement;
use crate::clock::Timestamp;
use crate::error::{Error, ErrorKind};
use crate::json;
use crate::limits::DOCUMENT_JSON;
use serde::{Deserialize, Serialize};

/// A signed pack.
pub type PackDocument = Statement<Pack>;

/// The `type` of a signed pack.
pub const PACK_TYPE: &str = "RecognitionPack";

/// The media type of a pack that is not signed: an anchor pins it by its digest.
pub const PACK_MEDIA_TYPE: &str = "application/vnd.tegata.pack+json";

/// What a curator or an authority states, in one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pack {
    /// What it is.
    pub about: About,
    /// Its registers of jurisdictions.
    pub registers: Vec<JurisdictionRegister>,
    /// What it states, by regime.
    pub parts: Vec<Part>,
}

/// What a pack is, for those who must decide whether to rely on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct About {
    /// The URL at which it is published, or its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who put it together.
    pub curator: String,
    /// Up to when its facts were looked for.
    pub as_of: Timestamp,
    /// When it must be looked through again. Nothing rests on it after that.
    pub next_update: Timestamp,
    /// What a reader must know: whose view it is, and who has reviewed it.
    pub notice: String,
}

/// One regime of a pack: its description, its instruments, its orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Part {
    /// The regime; none where the instruments are everybody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<Regime>,
    /// Its instruments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrangements: Vec<Arrangement>,
    /// Its orders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prohibitions: Vec<Prohibition>,
}

/// A pack that a bundle holds, by what it says of itself and by its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPack {
    /// What it says of itself.
    pub about: About,
    /// Who states it here.
    pub stated_by: String,
    /// SHA-256 of its document, in hexadecimal.
    pub sha256: String,
}

impl Pack {
    /// Reads a pack that is not signed. Unknown members are refused.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let pack: Self = json::decode_str(text, &DOCUMENT_JSON)
            .map_err(|mismatch| refused(mismatch.pointer, mismatch.problem))?;
        pack.check().map_err(|fault| refused(String::new(), fault))?;
        Ok(pack)
    }

    /// The regimes that it describes.
    pub fn regimes(&self) -> impl Iterator<Item = &Regime> {
        self.parts.iter().filter_map(|part| part.regime.as_ref())
    }

    /// Its instruments.
    pub fn arrangements(&self) -> impl Iterator<Item = &Arrangement> {
        self.parts.iter().flat_map(|part| &part.arrangements)
    }

    /// Its orders.
    pub fn prohibitions(&self) -> impl Iterator<Item = &Prohibition> {
        self.parts.iter().flat_map(|part| &part.prohibitions)
    }

    /// Whether everything in it is consistent in itself.
    pub(crate) fn check(&self) -> Result<(), String> {
        let named = |id: &str, fault: String| format!("{id}: {fault}");
        for arrangement in self.arrangements() {
            arrangement.check().map_err(|fault| named(&arrangement.id, fault))?;
        }
        for prohibition in self.prohibitions() {
            prohibition.check().map_err(|fault| named(&prohibition.id, fault))?;
        }
        Ok(())
    }
}

fn refused(place: String, problem: String) -> Error {
    Error::new(ErrorKind::ConfigInvalid, place, problem)
        .remedy("compare it with the schema of packs")
}
