//! Making the vectors: always the same bytes.
//!
//! What core agrees to issue is issued by it. What it rightly refuses to issue is signed
//! here by hand.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a vector that cannot be made must stop the generator"
)]

mod accredited;
mod authentic;
mod binding;
mod bundle;
mod current;
mod decide;
mod disclosure;
mod documents;
mod issuer;
mod keys;
mod parse;
mod token;
mod valid;
mod world;

use crate::format::{Expect, Presentation, Vector};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use world::World;

/// When most questions are asked.
const NOW: &str = "2026-11-23T12:00:00Z";

/// Writes all vectors and the worlds that they share below `dir`, and gives their number.
pub fn generate(dir: &Path) -> io::Result<usize> {
    let mut set = Set::default();
    set.worlds.insert("standard".to_owned(), World::new().bundle());
    set.worlds.insert("pinned".to_owned(), World::pinned());
    valid::add(&mut set);
    parse::add(&mut set);
    disclosure::add(&mut set);
    issuer::add(&mut set);
    authentic::add(&mut set);
    binding::add(&mut set);
    documents::add(&mut set);
    accredited::add(&mut set);
    current::add(&mut set);
    bundle::add(&mut set);
    decide::add(&mut set);
    set.write(dir)
}

/// All vectors by the path of their file.
#[derive(Default)]
struct Set {
    worlds: BTreeMap<String, Value>,
    vectors: BTreeMap<String, Vector>,
}

impl Set {
    /// Adds a vector to a group. A bundle that is shared is put by its name.
    fn add(&mut self, group: &str, id: &str, title: &str, vector: Vector) {
        let shared = self.worlds.iter().find(|(_, world)| **world == vector.bundle);
        let bundle = shared.map_or(vector.bundle, |(name, _)| json!(format!("@{name}")));
        let vector = Vector { id: id.to_owned(), title: title.to_owned(), bundle, ..vector };
        let path = format!("{group}/{id}.json");
        assert!(self.vectors.insert(path, vector).is_none(), "two vectors are called {id}");
    }

    fn write(&self, dir: &Path) -> io::Result<usize> {
        for (name, world) in &self.worlds {
            write(&dir.join("worlds").join(format!("{name}.json")), world)?;
        }
        for (path, vector) in &self.vectors {
            write(&dir.join(path), vector)?;
        }
        Ok(self.vectors.len())
    }
}

fn write(path: &Path, content: &impl serde::Serialize) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, serde_json::to_string_pretty(content)? + "\n")
}

/// The beginning of a vector: what is asked of which bundle, now.
fn ask(bundle: Value, token: impl Into<String>) -> Vector {
    Vector {
        id: String::new(),
        title: String::new(),
        note: None,
        bundle,
        policy: None,
        input: Some(token.into()),
        input_b64: None,
        transfer: None,
        certificates: None,
        evidence: Vec::new(),
        valid_at: NOW.parse().unwrap(),
        known_at: NOW.parse().unwrap(),
        presentation: None,
        expect: Expect::default(),
    }
}

impl Vector {
    fn at(self, valid_at: &str) -> Self {
        Self { valid_at: valid_at.parse().unwrap(), ..self }
    }

    fn known(self, known_at: &str) -> Self {
        Self { known_at: known_at.parse().unwrap(), ..self }
    }

    fn under(self, policy: Value) -> Self {
        Self { policy: Some(policy), ..self }
    }

    fn presented(self, presentation: Presentation) -> Self {
        Self { presentation: Some(presentation), ..self }
    }

    fn because(self, note: &str) -> Self {
        Self { note: Some(note.to_owned()), ..self }
    }

    fn valid(self) -> Self {
        self.expecting("valid", None)
    }

    fn refused(self, code: &str) -> Self {
        self.expecting("refused", Some(code))
    }

    fn undetermined(self, code: &str) -> Self {
        self.expecting("undetermined", Some(code))
    }

    /// A bundle or policy that must not load.
    fn error(self, code: &str) -> Self {
        let expect = Expect { error: Some(code.to_owned()), ..Expect::default() };
        Self { input: None, expect, ..self }
    }

    /// A finding that must be there too.
    fn finding(mut self, code: &str) -> Self {
        self.expect.findings.push(code.to_owned());
        self
    }

    /// A document of the bundle that counts for nothing.
    fn document(mut self, url: &str, code: &str) -> Self {
        self.expect.documents.insert(url.to_owned(), code.to_owned());
        self
    }

    fn expecting(mut self, verdict: &str, code: Option<&str>) -> Self {
        self.expect.verdict = Some(verdict.to_owned());
        self.expect.code = code.map(str::to_owned);
        self
    }
}
