//! Answers that were given already, for the questions that come again.

use super::Digest;
use super::row::Row;
use super::rows::Ask;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// The last answers, up to a number of bytes. It lives as long as its batch, in which the
/// bundle, the policy and the clocks of a question stay the same.
pub(super) struct Known {
    bytes: usize,
    held: usize,
    rows: HashMap<Digest, Arc<Row>>,
    oldest_first: VecDeque<Digest>,
}

/// What an entry holds beside its row: the digest twice, and the tables.
const OVERHEAD: usize = 128;

impl Known {
    pub(super) fn up_to(bytes: usize) -> Self {
        Self { bytes, held: 0, rows: HashMap::new(), oldest_first: VecDeque::new() }
    }

    pub(super) fn row(&self, digest: &Digest) -> Option<Arc<Row>> {
        self.rows.get(digest).cloned()
    }

    /// The questions of a part that have no answer yet, each once.
    pub(super) fn unknown_of<'p, A: Ask>(
        &self,
        part: &'p [Result<A, String>],
        digests: &[Option<Digest>],
    ) -> Vec<(Digest, &'p A)> {
        let mut seen = HashSet::new();
        let asked = part.iter().zip(digests);
        let asked =
            asked.filter_map(|(question, digest)| Some(((*digest)?, question.as_ref().ok()?)));
        let new =
            |(digest, _): &(Digest, _)| !self.rows.contains_key(digest) && seen.insert(*digest);
        asked.filter(new).collect()
    }

    pub(super) fn learn(&mut self, digest: Digest, row: Arc<Row>) {
        self.held = self.held.saturating_add(row.bytes() + OVERHEAD);
        self.rows.insert(digest, row);
        self.oldest_first.push_back(digest);
    }

    pub(super) fn forget_the_oldest(&mut self) {
        while self.held > self.bytes {
            let Some(oldest) = self.oldest_first.pop_front() else { break };
            let row = self.rows.remove(&oldest);
            self.held -= row.map_or(0, |row| row.bytes() + OVERHEAD);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten_first() {
        let row = Arc::new(Row::unasked("x"));
        let mut known = Known::up_to(2 * (row.bytes() + OVERHEAD));
        (0..3).for_each(|n| known.learn([n; 32], Arc::clone(&row)));
        known.forget_the_oldest();
        let kept: Vec<_> = (0..3).map(|n| known.row(&[n; 32]).is_some()).collect();
        assert_eq!(kept, [false, true, true]);
    }
}
