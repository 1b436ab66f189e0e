//! Steps 6 to 8: may the certificate be relied on for this transfer, in the eyes of the
//! exporter's law, on this date, as known on that date.
//!
//! Signed documents say what there is: registers of jurisdictions, regimes, arrangements
//! and prohibitions. [`Transfer`] is the question. `decide.rs` holds the steps.

mod arrangement;
mod candidate;
mod coverage;
mod decide;
mod demands;
mod facts;
mod instruments;
mod jurisdiction;
mod lifetime;
mod lint;
mod onward;
mod pack;
mod persons;
mod predicate;
mod prohibition;
mod reach;
mod regime;
mod registry;
mod shown;
mod supposing;
mod taxonomy;
mod transfer;
mod turning;
mod wanted;

pub use arrangement::{
    ARRANGEMENT_TYPE, AcceptedScheme, Adopts, Arrangement, ArrangementDocument, ArrangementState,
    Citation, Due, DueFrom, Evidence, Exclusion, ExclusionKind, GrantedUnder, Holder, Importer,
    IssuedRelation, LegalEffect, Obligation, Onward, Precondition, Reach, Reviewed, Stands,
    Territory, Version, Versions,
};
pub use decide::Recognised;
pub use jurisdiction::{
    CodeSystem, Jurisdiction, JurisdictionCode, JurisdictionKind, JurisdictionName,
    JurisdictionRegister, REGISTER_TYPE, RegisterDocument, SucceededInstruments, Succession,
    Within,
};
pub use lint::{Lint, Remark};
pub use pack::{About, HeldPack, PACK_MEDIA_TYPE, PACK_TYPE, Pack, PackDocument, Part};
pub use predicate::{
    Between, Bound, IsA, Listing, Operand, Predicate, Present, Quantifier, Quantity,
};
pub use prohibition::{PROHIBITION_TYPE, Prohibition, ProhibitionDocument, Target};
pub use regime::{
    Adoption, Claim, Completeness, ExporterRule, Member, OptOut, REGIME_TYPE, Regime,
    RegimeDocument, RegimeTerritory, Relation,
};
pub use taxonomy::{is_concept, short_names, taxonomy_digest};
pub use transfer::{Origin, Party, Registration, Transfer};
pub use wanted::Wanted;

pub(crate) use candidate::{Gate, Judged};
pub(crate) use decide::{Decided, Presented, Question, decide};
pub(crate) use facts::{Fact, Missing, OTHER};
pub(crate) use facts::{other_than, replaces_within};
pub(crate) use registry::{Held, Registry};
pub(crate) use shown::Shown;
pub(crate) use supposing::{SUPPOSITIONS, completions, merged};

#[cfg(test)]
mod tests;
