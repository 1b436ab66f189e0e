//! The recognition pack that comes with the software. Its sources are `core/pack`: one
//! file a regime, to be read line by line.
//!
//! It is not signed: who trusts the software trusts it as far, and each report names it by
//! its digest. It is unofficial. It claims no completeness, so where it knows no instrument
//! the answer is "indeterminate", never "no".

use crate::bundle::{Document, TrustBundle};
use crate::crypto::{hex, sha256};
use crate::error::Error;
use crate::recognition::{PACK_MEDIA_TYPE, Pack};
use crate::trust::{Anchor, SpeaksFor};

/// Puts the files together as one document.
macro_rules! pack {
    ($first:literal $(, $name:literal)* $(,)?) => {
        concat!(
            "{\"about\":", include_str!("../pack/about.json"),
            ",\"registers\":[", include_str!("../pack/jurisdictions.json"),
            "],\"parts\":[", include_str!(concat!("../pack/regimes/", $first, ".json")),
            $(",", include_str!(concat!("../pack/regimes/", $name, ".json")),)*
            "]}"
        )
    };
}

const EMBEDDED: &str = pack!(
    "ad-law-29-2021",
    "ae-adgm-dpr",
    "ae-difc-dpl",
    "ae-pdpl",
    "al-pdp",
    "any",
    "apec",
    "ar-pdpa",
    "au-privacy",
    "au-union",
    "bm-pipa",
    "br-lgpd",
    "ca-ab-pipa",
    "ca-bc-pipa",
    "ca-pipeda",
    "ca-qc-p39",
    "ch-fadp",
    "cl-19628",
    "cl-21719",
    "cn-pipl",
    "co-1581",
    "coe108",
    "ec-lopdp",
    "eea-efta-gdpr",
    "eg-pdpl",
    "epo-dpr",
    "eu-gdpr",
    "eu-led",
    "eui-2018-1725",
    "fo-dpa",
    "fr-overseas",
    "ge-pdp",
    "gg-dpl",
    "gi-gdpr",
    "gl-pda",
    "global-cbpr",
    "hk-pdpo",
    "id-pdp",
    "il-ppl",
    "im-agdpr",
    "in-dpdp",
    "je-dpjl",
    "jp-appi",
    "ke-dpa",
    "kr-pipa",
    "ma-0908",
    "mc-law-1565",
    "mo-8-2005",
    "mu-dpa",
    "mx-lfpdppp",
    "my-pdpa",
    "ng-ndpa",
    "nz-privacy",
    "pe-29733",
    "ph-dpa",
    "qa-pdppl",
    "qa-qfc-dpr",
    "rs-lpdp",
    "ru-152fz",
    "sa-pdpl",
    "sg-pdpa",
    "th-pdpa",
    "tr-kvkk",
    "tw-pdpa",
    "uk-gdpr",
    "uk-led",
    "us-ca-ccpa",
    "us-federal",
    "usmca",
    "uy-lpdp",
    "vn-pdpl",
    "za-popia"
);

/// The pack that comes with the software.
pub fn embedded_pack() -> Result<Pack, Error> {
    Pack::from_json(EMBEDDED)
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
        let pack = embedded_pack()?;
        let url = &pack.about.id;
        let document = Document {
            url: url.clone(),
            media_type: PACK_MEDIA_TYPE.to_owned(),
            obtained_at: pack.about.as_of,
            body: EMBEDDED.to_owned(),
        };
        let anchors = self.anchors().iter().filter(|anchor| anchor.id != *url);
        let documents = self.documents().iter().filter(|document| document.url != *url);
        Self::new(
            self.created_at(),
            anchors.cloned().chain([anchor(&pack)]).collect(),
            documents.cloned().chain([document]).collect(),
        )
    }
}

/// Lets the embedded text, and no other, speak for what it is about.
fn anchor(pack: &Pack) -> Anchor {
    Anchor {
        id: pack.about.id.clone(),
        keys: Vec::new(),
        pins: vec![hex(&sha256(EMBEDDED.as_bytes()))],
        threshold: 1,
        speaks_for: SpeaksFor::all_of(pack),
        sources: Vec::new(),
    }
}
