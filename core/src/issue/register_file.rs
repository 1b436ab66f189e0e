//! A status register as a file.

use super::invalid;
use super::register::{ListKind, Status, StatusRegister};
use crate::error::Error;
use crate::json;
use crate::json::JsonLimits;
use crate::json::to_canonical;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FORMAT: &str = "tegata.register/1";

/// Every entry of the largest list, and the few members around them.
const LIMITS: JsonLimits = JsonLimits { depth: 4, members: 16, nodes: (4 << 23) + 64 };

/// Bytes of a register: eight digits and a comma for each entry.
#[cfg(feature = "system")]
const LONGEST: usize = 9 * (4 << 23);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RegisterFile {
    format: String,
    url: String,
    kind: ListKind,
    size: u64,
    ttl_seconds: u32,
    valid: Vec<u64>,
    revoked: Vec<u64>,
    suspended: Vec<u64>,
}

impl StatusRegister {
    /// Reads a register.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let file: RegisterFile = json::decode_str(text, &LIMITS)
            .map_err(|mismatch| damaged(mismatch.pointer, mismatch.problem))?;
        if file.format != FORMAT {
            return Err(damaged("/format", format!("expected {FORMAT}")));
        }
        let RegisterFile { url, kind, size, ttl_seconds, .. } = file;
        let mut entries = BTreeMap::new();
        let said = [
            (Status::Valid, file.valid),
            (Status::Revoked, file.revoked),
            (Status::Suspended, file.suspended),
        ];
        for (status, index) in
            said.into_iter().flat_map(|(s, list)| list.into_iter().map(move |i| (s, i)))
        {
            if entries.insert(index, status).is_some() {
                return Err(damaged("", format!("the entry {index} is there twice")));
            }
        }
        let register = Self { url, kind, size, ttl_seconds, entries };
        register.check().map(|()| register)
    }

    /// The register as JSON.
    pub fn to_json(&self) -> String {
        to_canonical(&RegisterFile {
            format: FORMAT.to_owned(),
            url: self.url.clone(),
            kind: self.kind,
            size: self.size,
            ttl_seconds: self.ttl_seconds,
            valid: self.saying(Status::Valid),
            revoked: self.saying(Status::Revoked),
            suspended: self.saying(Status::Suspended),
        })
    }

    /// Reads a register from a file.
    #[cfg(feature = "system")]
    pub fn load(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let place = path.display().to_string();
        let bytes = crate::files::read(path, LONGEST)?;
        let text = String::from_utf8(bytes).map_err(|_| damaged(&*place, "it is not text"))?;
        Self::from_json(&text).map_err(|error| error.within(&place))
    }

    /// Writes the register to a file, whole or not at all.
    #[cfg(feature = "system")]
    pub fn save(&self, path: impl AsRef<std::path::Path>) -> Result<(), Error> {
        crate::files::replace(path.as_ref(), self.to_json().as_bytes())
    }

    fn saying(&self, status: Status) -> Vec<u64> {
        let entries = self.entries.iter().filter(|(_, said)| **said == status);
        entries.map(|(index, _)| *index).collect()
    }
}

fn damaged(place: impl Into<String>, problem: impl Into<String>) -> Error {
    invalid(place, problem).remedy("restore the register from its last copy; never begin it anew")
}
