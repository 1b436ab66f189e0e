//! The answer to "may it be relied on for this transfer".

use super::Standing;
use crate::recognition::Recognised;
use crate::report::{Refusal, Report, Ruling, Verdict};

/// An answer with everything behind it. Ask it for a [`Permit`].
#[derive(Clone, Debug)]
pub struct Decision {
    pub(super) report: Report,
    pub(super) granted: Option<Granted>,
}

/// What a permit says beside its report.
#[derive(Clone, Debug)]
pub(super) struct Granted {
    pub(super) importer: String,
    pub(super) instrument: String,
    pub(super) recognised: Recognised,
    pub(super) standing: Option<Standing>,
}

/// Leave to rely on an instrument for a transfer, at given clocks. Never "lawful": the
/// rules on transfers are one condition among many.
#[derive(Clone, Debug)]
pub struct Permit {
    granted: Granted,
    report: Report,
}

impl Decision {
    /// The permit, or why there is none.
    pub fn permit(&self) -> Result<Permit, Refusal> {
        let report = self.report.clone();
        match self.granted.clone() {
            Some(granted) => Ok(Permit { granted, report }),
            None => Err(Refusal::new(report)),
        }
    }

    /// The answer in one word.
    pub fn verdict(&self) -> Verdict {
        self.report.verdict()
    }

    /// The whole report.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The instrument, what else was looked at, the obligations and the open facts.
    pub fn ruling(&self) -> Option<&Ruling> {
        self.report.ruling()
    }
}

impl Permit {
    /// Who may receive the data: a name where there is one. Escape it before printing.
    pub fn importer(&self) -> &str {
        &self.granted.importer
    }

    /// The instrument that permits it, or that none is needed.
    pub fn instrument(&self) -> &str {
        &self.granted.instrument
    }

    /// The proof that steps 6 to 8 were passed.
    pub fn recognised(&self) -> Recognised {
        self.granted.recognised
    }

    /// The certificate that it rests on and the proofs of steps 4 and 5; none where the
    /// instrument needs no certificate.
    pub fn standing(&self) -> Option<&Standing> {
        self.granted.standing.as_ref()
    }

    /// The whole report.
    pub fn report(&self) -> &Report {
        &self.report
    }
}
