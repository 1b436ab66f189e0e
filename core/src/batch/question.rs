//! What a row asks, and how it is answered.

use super::Digest;
use super::row::Row;
use super::rows::{Ask, Desk};
use crate::clock::Clocks;
use crate::crypto::sha256;
use crate::recognition::{Party, Transfer};
use crate::report::Refusal;
use crate::verifier::{Standing, Verifier};
use std::borrow::Borrow;

/// A transfer with the certificates for it, as one row of many asks about it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The transfer. Where no importer is named, it is the certificates' holder, if all of
    /// them have the same.
    pub transfer: Transfer,
    /// The certificates that are presented, as tokens.
    pub certificates: Vec<Box<[u8]>>,
    /// The first instant that is asked about.
    pub first: Clocks,
    /// The last one: the same, unless a day is asked about and not an instant.
    pub last: Clocks,
}

impl Question {
    /// Asks about an instant.
    pub fn new(transfer: Transfer, clocks: Clocks) -> Self {
        Self { transfer, certificates: Vec::new(), first: clocks, last: clocks }
    }

    /// Presents a certificate.
    #[must_use]
    pub fn presenting(mut self, token: impl AsRef<[u8]>) -> Self {
        self.certificates.push(token.as_ref().into());
        self
    }

    /// A row of the answer, or the refusal of the first certificate that is not genuine.
    fn judge(&self, desk: &Desk<'_>) -> Result<Row, Refusal> {
        let certificates = self.certificates.iter().map(|token| desk.verifier.authenticate(token));
        let certificates = certificates.collect::<Result<Vec<_>, _>>()?;
        let mut transfer = self.transfer.clone();
        let unnamed = transfer.importer == Party::default();
        let holder = certificates.first().filter(|first| {
            unnamed && certificates.iter().all(|other| other.subject() == first.subject())
        });
        if let Some(holder) = holder {
            transfer = transfer.to(holder);
        }
        let decision = match self.first == self.last {
            true => desk.verifier.decide(&transfer, &certificates, self.last),
            false => desk.verifier.decide_day(&transfer, &certificates, self.first, self.last),
        };
        Ok(Row::of(decision.report(), desk.reports))
    }
}

/// A question, owned or borrowed.
pub(super) struct Asked<Q>(pub Q);

impl<Q: Borrow<Question> + Sync> Ask for Asked<Q> {
    fn digest(&self) -> Digest {
        let Question { transfer, certificates, first, last } = self.0.borrow();
        let mut asked = Vec::new();
        // Each part after its length, so that no two questions are written alike.
        let mut add = |part: &[u8]| {
            asked.extend_from_slice(&part.len().to_le_bytes());
            asked.extend_from_slice(part);
        };
        add(transfer.to_json().as_bytes());
        // What was shown is no part of the question's JSON.
        add(format!("{:?}", transfer.shown).as_bytes());
        certificates.iter().for_each(|token| add(&sha256(token)));
        // The offset is a part of an instant: it is written in the report.
        for clocks in [first, last] {
            add(clocks.valid_at.to_string().as_bytes());
            add(clocks.known_at.to_string().as_bytes());
        }
        sha256(&asked)
    }

    fn bytes(&self) -> usize {
        self.0.borrow().certificates.iter().map(|token| token.len()).sum()
    }

    fn answer(&self, desk: &Desk<'_>) -> Row {
        let judged = self.0.borrow().judge(desk);
        judged.unwrap_or_else(|refusal| Row::of(refusal.report(), desk.reports))
    }
}

/// A token at clocks that are the same for the whole batch: the first and the last ones.
pub(super) struct Presented<T> {
    pub token: T,
    pub first: Clocks,
    pub last: Clocks,
}

impl<T: AsRef<[u8]>> Presented<T> {
    fn stand(&self, verifier: &Verifier) -> Result<Standing, Refusal> {
        match self.first == self.last {
            true => verifier.verify(&self.token, self.last),
            false => {
                let certificate = verifier.authenticate(&self.token)?;
                verifier.assess_day(&certificate, self.first, self.last)
            }
        }
    }
}

impl<T: AsRef<[u8]> + Sync> Ask for Presented<T> {
    fn digest(&self) -> Digest {
        sha256(self.token.as_ref())
    }

    fn bytes(&self) -> usize {
        self.token.as_ref().len()
    }

    fn answer(&self, desk: &Desk<'_>) -> Row {
        match self.stand(desk.verifier) {
            Ok(standing) => Row::of(&standing.report(), desk.reports),
            Err(refusal) => Row::of(refusal.report(), desk.reports),
        }
    }
}
