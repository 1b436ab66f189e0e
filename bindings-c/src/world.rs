//! What answers rest on, with what C borrows of it.

use crate::fault::Fault;
use std::sync::{Arc, OnceLock};
use tegata_core::{Document, Timestamp, TrustBundle};

/// A bundle.
pub(crate) struct Bundle {
    bundle: Arc<TrustBundle>,
    json: OnceLock<String>,
    digest: OnceLock<String>,
}

impl From<TrustBundle> for Bundle {
    fn from(bundle: TrustBundle) -> Self {
        Arc::new(bundle).into()
    }
}

impl From<Arc<TrustBundle>> for Bundle {
    fn from(bundle: Arc<TrustBundle>) -> Self {
        Self { bundle, json: OnceLock::new(), digest: OnceLock::new() }
    }
}

impl Bundle {
    /// The bundle, which may be shared.
    pub(crate) fn shared(&self) -> &Arc<TrustBundle> {
        &self.bundle
    }

    /// The bundle as JSON.
    pub(crate) fn json(&self) -> &str {
        self.json.get_or_init(|| self.bundle.to_json())
    }

    /// Its digest in hexadecimal.
    pub(crate) fn digest(&self) -> &str {
        let hex = || self.bundle.digest().iter().map(|byte| format!("{byte:02x}")).collect();
        self.digest.get_or_init(hex)
    }

    /// Why a document counts for nothing; none for a sound one.
    pub(crate) fn problem(&self, url: &str) -> Result<Option<&'static str>, Fault> {
        let mut reports = self.bundle.document_reports().iter();
        let report = reports.find(|report| report.url == url);
        let report = report.ok_or(Fault::Argument("the bundle has no document of that URL"))?;
        Ok(report.problem.as_ref().map(|problem| problem.code.as_str()))
    }

    /// The same with a document that was obtained.
    pub(crate) fn with(&self, document: Document, at: Timestamp) -> Result<TrustBundle, Fault> {
        Ok(self.bundle.with_document(document, at)?)
    }
}

#[cfg(not(feature = "pack"))]
pub(crate) const WITHOUT_PACK: Fault = Fault::Argument("the library was built without the pack");

/// With the pack of the software.
#[cfg(feature = "pack")]
pub(crate) fn with_embedded_pack(bundle: &TrustBundle) -> Result<TrustBundle, Fault> {
    Ok(bundle.with_embedded_pack()?)
}

/// There is none.
#[cfg(not(feature = "pack"))]
pub(crate) fn with_embedded_pack(_: &TrustBundle) -> Result<TrustBundle, Fault> {
    Err(WITHOUT_PACK)
}

/// The pack of the software alone.
#[cfg(feature = "pack")]
pub(crate) fn embedded() -> Result<TrustBundle, Fault> {
    Ok(TrustBundle::embedded()?)
}

/// There is none.
#[cfg(not(feature = "pack"))]
pub(crate) fn embedded() -> Result<TrustBundle, Fault> {
    Err(WITHOUT_PACK)
}
