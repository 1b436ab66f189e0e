//! Surveys that take more than one call of the core.

use crate::fault::Fault;
use tegata_core::recognition::{Pack, Remark};
use tegata_core::survey::Asked;
pub(crate) use tegata_core::survey::Ending;
use tegata_core::{Certificate, Clocks, Verifier};

/// What becomes of a stored decision if an instrument ends.
pub(crate) fn impact(
    verifier: &Verifier,
    ending: Ending,
    asked: &str,
    certificates: &[Certificate],
) -> Result<String, Fault> {
    let asked = Asked::from_json(asked)?;
    let clocks = Clocks::new(asked.valid_at, asked.known_at);
    let affected = verifier.ending(ending)?.of(&asked.transfer, certificates, clocks);
    Ok(asked.to_json(&affected))
}

/// What is doubtful in a pack, or in the embedded one.
pub(crate) fn lint(pack: Option<&str>) -> Result<String, Fault> {
    let pack = pack.map_or_else(embedded, |pack| Ok(Pack::from_json(pack)?))?;
    Ok(Remark::to_json(&pack.lint()))
}

#[cfg(feature = "pack")]
fn embedded() -> Result<Pack, Fault> {
    Ok(tegata_core::embedded_pack()?)
}

#[cfg(not(feature = "pack"))]
fn embedded() -> Result<Pack, Fault> {
    Err(crate::world::WITHOUT_PACK)
}
