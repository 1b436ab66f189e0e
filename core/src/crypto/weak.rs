//! Keys that a library accepts and nobody should trust.

use super::{KeyFault, PublicNumbers};

/// Refuses numbers that make a weak key, whatever curve or modulus they claim.
pub(super) fn check(numbers: &PublicNumbers) -> Result<(), KeyFault> {
    match numbers {
        // The group of a NIST curve has prime order: being on the curve suffices.
        PublicNumbers::P256 { .. } | PublicNumbers::P384 { .. } => Ok(()),
        PublicNumbers::Ed25519 { x } => check_edwards(x),
        PublicNumbers::Rsa { n, e } => check_rsa(n, e),
    }
}

/// RFC 8032 section 5.1.3 step 1 refuses y >= p. For a point of small order anybody
/// can make signatures that verify for many messages (RFC 8032 section 8.4 and 8.9).
fn check_edwards(encoded: &[u8; 32]) -> Result<(), KeyFault> {
    let mut y = *encoded;
    if let Some(sign) = y.last_mut() {
        *sign &= 0x7f;
    }
    if y.iter().rev().ge(PRIME_25519.iter().rev()) {
        return Err(KeyFault::NotCanonical);
    }
    if SMALL_ORDER.contains(&y) {
        return Err(KeyFault::SmallOrder);
    }
    Ok(())
}

/// p = 2^255 - 19, little endian.
const PRIME_25519: [u8; 32] = {
    let mut p = [0xff; 32];
    p[0] = 0xed;
    p[31] = 0x7f;
    p
};

/// The y of the eight points of order 1, 2, 4 and 8; the sign of x does not matter.
const SMALL_ORDER: [[u8; 32]; 5] = [
    // 0: order 4
    [0; 32],
    // 1: the neutral element
    {
        let mut one = [0; 32];
        one[0] = 1;
        one
    },
    // -1: order 2
    {
        let mut minus_one = PRIME_25519;
        minus_one[0] = 0xec;
        minus_one
    },
    // the two of order 8
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ],
];

/// NIST SP 800-56B rev. 2 section 6.2; the upper bounds keep one verification short.
fn check_rsa(n: &[u8], e: &[u8]) -> Result<(), KeyFault> {
    let (Some(first), Some(last)) = (n.first(), n.last()) else { return Err(KeyFault::RsaSize) };
    if *first == 0 || e.first() == Some(&0) {
        return Err(KeyFault::RsaPadded);
    }
    let bits = n.len().saturating_mul(8).saturating_sub(first.leading_zeros() as usize);
    if !(2048..=8192).contains(&bits) {
        return Err(KeyFault::RsaSize);
    }
    if last % 2 == 0 {
        return Err(KeyFault::RsaEven);
    }
    if !exponent(e).is_some_and(|e| e % 2 == 1 && (65_537..=1 << 32).contains(&e)) {
        return Err(KeyFault::RsaExponent);
    }
    if has_roca_fingerprint(n) {
        return Err(KeyFault::RsaFlawedGenerator);
    }
    Ok(())
}

fn exponent(e: &[u8]) -> Option<u64> {
    let mut wide = [0; 8];
    wide.get_mut(8_usize.checked_sub(e.len())?..)?.copy_from_slice(e);
    Some(u64::from_be_bytes(wide))
}

/// Primes of the flawed generator are powers of 65537 modulo each small prime, and so
/// is their product. By chance that happens to one modulus in a hundred million
/// (Nemec et al., "The Return of Coppersmith's Attack", section 3).
fn has_roca_fingerprint(n: &[u8]) -> bool {
    const SMALL_PRIMES: [u32; 38] = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
        97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ];
    SMALL_PRIMES.iter().all(|prime| {
        let remainder = n.iter().fold(0, |r, byte| ((r << 8) | u32::from(*byte)) % prime);
        powers(65_537 % prime, *prime).any(|power| power == remainder)
    })
}

/// base^0, base^1, ... modulo `prime`, until they repeat.
fn powers(base: u32, prime: u32) -> impl Iterator<Item = u32> {
    let next = move |power: &u32| Some(power * base % prime).filter(|power| *power != 1);
    std::iter::successors(Some(1), next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edwards(x: [u8; 32]) -> Result<(), KeyFault> {
        check(&PublicNumbers::Ed25519 { x })
    }

    #[test]
    fn small_order_is_refused_with_either_sign() {
        for mut point in SMALL_ORDER {
            assert_eq!(edwards(point), Err(KeyFault::SmallOrder));
            point[31] |= 0x80;
            assert_eq!(edwards(point), Err(KeyFault::SmallOrder));
        }
    }

    #[test]
    fn every_other_encoding_of_a_number_is_refused() {
        // p to 2^255 - 1 are 0 to 18 written another way.
        for low in 0xed..=0xff {
            for sign in [0x7f, 0xff] {
                let mut point = PRIME_25519;
                (point[0], point[31]) = (low, sign);
                assert_eq!(edwards(point), Err(KeyFault::NotCanonical));
            }
        }
        let mut largest = PRIME_25519;
        largest[0] = 0xeb;
        assert_eq!(edwards(largest), Ok(()));
    }

    fn modulus(bits: usize) -> Vec<u8> {
        let mut n = vec![0x5b; bits.div_ceil(8)];
        n[0] = 1 << ((bits - 1) % 8);
        n
    }

    #[test]
    fn rsa_is_held_to_its_size_and_exponent() {
        let f4: &[u8] = &[1, 0, 1];
        for bits in [2048, 2049, 3072, 4096, 8192] {
            assert_eq!(check_rsa(&modulus(bits), f4), Ok(()), "{bits}");
        }
        for bits in [8, 1024, 2047, 8193, 131_072] {
            assert_eq!(check_rsa(&modulus(bits), f4), Err(KeyFault::RsaSize), "{bits}");
        }
        assert_eq!(check_rsa(&[], f4), Err(KeyFault::RsaSize));
        let mut even = modulus(2048);
        even[255] = 0x5a;
        assert_eq!(check_rsa(&even, f4), Err(KeyFault::RsaEven));
        let padded = [&[0], modulus(2048).as_slice()].concat();
        assert_eq!(check_rsa(&padded, f4), Err(KeyFault::RsaPadded));
        assert_eq!(check_rsa(&modulus(2048), &[0, 1, 0, 1]), Err(KeyFault::RsaPadded));
        assert_eq!(check_rsa(&modulus(2048), &[0xff; 4]), Ok(()));
        let exponents: [&[u8]; 7] =
            [&[], &[1], &[3], &[0xff, 0xff], &[1, 0, 2], &[1, 0, 0, 0, 1], &[0xff; 128]];
        for e in exponents {
            assert_eq!(check_rsa(&modulus(2048), e), Err(KeyFault::RsaExponent), "{e:?}");
        }
    }

    #[test]
    fn the_flawed_generator_is_recognised() {
        // 65537^128 is a power of 65537 modulo every prime, as its moduli are.
        let mut n = vec![1_u8];
        for _ in 0..128 {
            let shifted = [&[0, 0], n.as_slice()].concat();
            n.resize(shifted.len(), 0);
            let mut carry = 0;
            for (digit, more) in n.iter_mut().zip(shifted) {
                carry = u16::from(*digit) + u16::from(more) + (carry >> 8);
                *digit = carry.to_le_bytes()[0];
            }
        }
        n.reverse();
        assert_eq!(check_rsa(&n, &[1, 0, 1]), Err(KeyFault::RsaFlawedGenerator));
        *n.last_mut().unwrap() ^= 2;
        assert_eq!(check_rsa(&n, &[1, 0, 1]), Ok(()));
    }
}
