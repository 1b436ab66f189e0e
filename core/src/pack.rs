//! The recognition pack that comes with the software. Its sources are `core/pack`: one
//! file a regime, to be read line by line.
//!
//! It is not signed: who trusts the software trusts it as far, and each report names it by
//! its digest. It is unofficial. It claims no completeness, so where it knows no instrument
//! the answer is "indeterminate", never "no".

use crate::bundle::{Document, TrustBundle};
use crate::crypto::{hex, sha256};
use crate::error::{Error, ErrorKind};
use crate::recognition::{PACK_MEDIA_TYPE, Pack};
use crate::trust::{Anchor, SpeaksFor};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// One document of all the files, compressed by the build script.
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pack.zlib"));

/// The pack that comes with the software.
pub fn embedded_pack() -> Result<Pack, Error> {
    Pack::from_json(&embedded_text()?)
}

fn embedded_text() -> Result<String, Error> {
    let mut text = String::new();
    match ZlibDecoder::new(EMBEDDED).read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => Err(Error::new(ErrorKind::ConfigInvalid, String::new(), error.to_string())),
    }
}

impl TrustBundle {
    /// A bundle of nothing but the pack that comes with the software.
    pub fn embedded() -> Result<Self, Error> {
        let as_of = embedded_pack()?.about.as_of;
        Self::new(as_of, Vec::new(), Vec::new())?.with_embedded_pack()
    }

    /// The same bundle with the pack that comes with the software. Where an anchor of the
    /// bundle speaks for a regime, the pack is silent.
    pub fn with_embedded_pack(&self) -> Result<Self, Error> {
        let text = embedded_text()?;
        let pack = Pack::from_json(&text)?;
        let document = Document {
            url: pack.about.id.clone(),
            media_type: PACK_MEDIA_TYPE.to_owned(),
            obtained_at: pack.about.as_of,
            body: text,
        };
        let anchor = anchor(&pack, &document);
        let mut anchors = self.anchors().to_vec();
        anchors.retain(|other| other.id != anchor.id);
        anchors.push(anchor);
        let mut documents = self.documents().to_vec();
        documents.retain(|other| other.url != document.url);
        documents.push(document);
        Self::new(self.created_at(), anchors, documents)
    }
}

/// Lets the embedded text, and no other, speak for what it is about.
fn anchor(pack: &Pack, document: &Document) -> Anchor {
    Anchor {
        id: pack.about.id.clone(),
        keys: Vec::new(),
        pins: vec![hex(&sha256(document.body.as_bytes()))],
        threshold: 1,
        speaks_for: SpeaksFor::all_of(pack),
        sources: Vec::new(),
    }
}
