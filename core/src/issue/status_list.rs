//! Publishing a status register, as each of the two standards wants it.

use super::invalid;
use super::issuer::Issuer;
use super::mirror::{Published, check_document};
use super::register::{ListKind, Status, StatusRegister};
use crate::certificate::Statement;
use crate::clock::Timestamp;
use crate::error::Error;
use crate::jose::base64url;
use crate::jose::jws::TokenType;
use crate::status::BITSTRING_LIST_TYPE;
use crate::trust::SpeaksFor;
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use serde_json::{Value, json};
use std::io::Write;

impl Issuer<'_> {
    /// Signs an edition of a status list: what the register says at `issued_at`, to be
    /// relied on until `until`. Publish it at the register's address under its media type.
    pub fn status_list(
        &self,
        register: &StatusRegister,
        issued_at: Timestamp,
        until: Timestamp,
    ) -> Result<String, Error> {
        match register.kind {
            ListKind::Revocation | ListKind::Suspension => {
                let subject = bitstring(register)?;
                let (url, id) = (&register.url, &self.id);
                let list = Statement::new(BITSTRING_LIST_TYPE, url, id, issued_at, subject);
                self.statement(&Statement { valid_until: Some(until), ..list })
            }
            ListKind::Token => self.token_list(register, issued_at, until),
        }
    }

    /// Token Status List section 5.1.
    fn token_list(
        &self,
        register: &StatusRegister,
        issued_at: Timestamp,
        until: Timestamp,
    ) -> Result<String, Error> {
        if until < issued_at {
            return Err(invalid(&*register.url, "the list ends before it begins"));
        }
        let claims = json!({
            "iss": self.id,
            "sub": register.url,
            "iat": issued_at.unix(),
            "exp": until.unix(),
            "ttl": register.ttl_seconds,
            "status_list": { "bits": register.kind.bits(), "lst": zlib(&register.packed())? },
        });
        let token = self.sign(TokenType::StatusList, &claims)?;
        let published = Published {
            url: &register.url,
            media_type: register.media_type(),
            body: &token,
            at: issued_at,
            speaks_for: SpeaksFor::default(),
        };
        check_document(published, &self.id, &self.key)?;
        Ok(token)
    }
}

/// Bitstring Status List section 2.2; its `ttl` is in milliseconds.
fn bitstring(register: &StatusRegister) -> Result<Value, Error> {
    Ok(json!({
        "id": format!("{}#list", register.url),
        "type": "BitstringStatusList",
        "statusPurpose": register.kind,
        "encodedList": format!("u{}", gzip(&register.packed())?),
        "ttl": u64::from(register.ttl_seconds) * 1000,
    }))
}

impl StatusRegister {
    /// The entries as bits, in the order that the kind of list demands.
    fn packed(&self) -> Vec<u8> {
        let per_byte = 8 / self.kind.bits();
        let mut bytes = vec![0; usize::try_from(self.size / per_byte).unwrap_or_default()];
        for (index, status) in &self.entries {
            let byte = usize::try_from(index / per_byte).ok().and_then(|at| bytes.get_mut(at));
            if let Some(byte) = byte {
                *byte |= self.kind.bits_of(*status, index % per_byte);
            }
        }
        bytes
    }
}

impl ListKind {
    /// A status in its place within a byte. The two standards count from opposite ends:
    /// Bitstring Status List section 2.2 from the left, Token Status List section 4.1 from
    /// the least significant bit.
    fn bits_of(self, status: Status, place: u64) -> u8 {
        match (self, status) {
            (_, Status::Valid) => 0,
            (Self::Revocation | Self::Suspension, _) => 0x80 >> place,
            (Self::Token, Status::Revoked) => 0b01 << (2 * place),
            (Self::Token, Status::Suspended) => 0b10 << (2 * place),
        }
    }
}

fn gzip(bytes: &[u8]) -> Result<String, Error> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map(base64url::encode).map_err(|error| invalid("", error.to_string()))
}

fn zlib(bytes: &[u8]) -> Result<String, Error> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map(base64url::encode).map_err(|error| invalid("", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const URL: &str = "https://body-a.example/status";

    #[test]
    fn bits_stand_where_each_standard_wants_them() {
        for (kind, index, status, byte, bits) in [
            (ListKind::Revocation, 0, Status::Revoked, 0, 0b1000_0000),
            (ListKind::Revocation, 9, Status::Revoked, 1, 0b0100_0000),
            (ListKind::Suspension, 7, Status::Suspended, 0, 0b0000_0001),
            (ListKind::Token, 0, Status::Revoked, 0, 0b0000_0001),
            (ListKind::Token, 0, Status::Suspended, 0, 0b0000_0010),
            (ListKind::Token, 5, Status::Revoked, 1, 0b0000_0100),
            (ListKind::Token, 7, Status::Suspended, 1, 0b1000_0000),
        ] {
            let mut register = StatusRegister::new(URL, kind);
            register.reserve(index).unwrap();
            register.set(index, status).unwrap();
            let mut expected = vec![0; register.packed().len()];
            expected[byte] = bits;
            assert_eq!(register.packed(), expected, "{kind:?} {index}");
        }
    }

    fn kinds() -> impl Strategy<Value = (ListKind, Status)> {
        prop_oneof![
            Just((ListKind::Revocation, Status::Revoked)),
            Just((ListKind::Suspension, Status::Suspended)),
            Just((ListKind::Token, Status::Revoked)),
            Just((ListKind::Token, Status::Suspended)),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn setting_one_status_changes_one_status(
            (kind, status) in kinds(),
            entries in prop::collection::btree_map(0_u64..131_072, any::<bool>(), 1..40),
            chosen in any::<prop::sample::Index>(),
        ) {
            let mut register = StatusRegister::new(URL, kind);
            for (index, is_set) in &entries {
                register.reserve(*index).unwrap();
                if *is_set {
                    register.set(*index, status).unwrap();
                }
            }
            let index = *entries.keys().nth(chosen.index(entries.len())).unwrap();
            let before = register.packed();
            let said: Vec<_> = entries.keys().map(|index| register.status(*index)).collect();
            register.set(index, status).unwrap();
            let changed: Vec<_> = entries
                .keys()
                .zip(said)
                .filter(|(index, said)| register.status(**index) != *said)
                .map(|(index, _)| *index)
                .collect();
            prop_assert!(changed.is_empty() || changed == [index]);
            let bits = kind.bits();
            let differing = before.iter().zip(register.packed()).enumerate();
            for (at, (was, is)) in differing.filter(|(_, (was, is))| **was != *is) {
                prop_assert_eq!(at as u64, index * bits / 8);
                prop_assert_eq!((*was ^ is).count_ones(), 1);
            }
        }
    }
}
