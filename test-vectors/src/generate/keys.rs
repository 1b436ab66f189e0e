//! Keys that everybody can make: never trust one of them outside these vectors.

use sha2::{Digest, Sha256, Sha384};
use tegata::issue::{DeterministicKey, FileKey};

/// RFC 8410 section 7: PKCS#8 around a seed of 32 bytes.
const ED25519: &[u8] = b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";

/// RFC 5915 in PKCS#8: a private number on P-256.
const P256: &[u8] = b"\x30\x41\x02\x01\x00\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\
    \x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x04\x27\x30\x25\x02\x01\x01\x04\x20";

/// The same on P-384.
const P384: &[u8] = b"\x30\x4e\x02\x01\x00\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\
    \x06\x05\x2b\x81\x04\x00\x22\x04\x37\x30\x35\x02\x01\x01\x04\x30";

/// The kinds of test keys.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Ed25519,
    P256,
    P384,
}

/// The key called `id`: its private number is the digest of a label that holds the name.
pub(super) fn key(kind: Kind, id: &str) -> DeterministicKey {
    let label = format!("tegata test key, not secret: {id}");
    let (header, number) = match kind {
        Kind::Ed25519 => (ED25519, Sha256::digest(&label).to_vec()),
        Kind::P256 => (P256, Sha256::digest(&label).to_vec()),
        Kind::P384 => (P384, Sha384::digest(&label).to_vec()),
    };
    let der = [header, &number].concat();
    DeterministicKey::new(FileKey::from_pkcs8_der(&der).unwrap().with_key_id(id))
}
