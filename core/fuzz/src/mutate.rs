//! A small mutation engine that gives the same inputs for the same number to start with.

use crate::edits;

/// Marsaglia's xorshift with 64 bits: quick, and good enough to choose edits.
pub struct Random(u64);

impl Random {
    pub fn new(start: u64) -> Self {
        Self(start.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 11) as usize % bound.max(1)
    }
}

/// Longest input: past it the fuzzer only repeats itself.
const LONGEST: usize = 1 << 14;

/// Puts into `input` one of the seeds with one to six edits, at times spliced with another.
pub fn mutate(seeds: &[Vec<u8>], random: &mut Random, input: &mut Vec<u8>) {
    input.clear();
    let seed = |random: &mut Random| seeds.get(random.below(seeds.len()));
    input.extend(seed(random).into_iter().flatten());
    if random.below(8) == 0 {
        let other = seed(random).map_or(&[][..], Vec::as_slice);
        let (keep, from) = (random.below(input.len() + 1), random.below(other.len() + 1));
        input.truncate(keep);
        input.extend(other.iter().skip(from));
    }
    for _ in 0..=random.below(6) {
        let [a, b, c, d, ..] = random.next().to_le_bytes();
        // Small numbers of bytes to copy or remove are worth more than large ones.
        edits::apply(&[a, b, c, if a & 64 == 0 { d } else { d % 8 }], input);
    }
    input.truncate(LONGEST);
}
