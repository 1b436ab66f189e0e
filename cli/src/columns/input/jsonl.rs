//! One question a line.

use super::{Lines, Source};
use crate::columns::wanted::{Cell, Others, Record, Wanted, between};
use crate::failure::Failure;
use serde_json::{Map, Value};
use tegata::json::{Document, JsonLimits};

/// Bytes of a line: sixteen times what a credential may have.
const LINE: usize = 16 << 20;

/// What a line may hold besides: a question has some hundred values.
const LIMITS: JsonLimits = JsonLimits { depth: 32, members: 4_096, nodes: 100_000 };

pub(super) struct Jsonl {
    lines: Lines,
    wanted: Wanted,
    number: u64,
}

impl Jsonl {
    pub(super) fn new(lines: Lines, wanted: Wanted) -> Self {
        Self { lines, wanted, number: 0 }
    }

    fn record(&self, line: &[u8]) -> Record {
        let lone = self.wanted.asked.len() == 1 && !line.starts_with(b"{");
        if lone && !line.starts_with(b"\"") {
            // A token as it stands. What is not text is no token either.
            return self.alone(String::from_utf8_lossy(line).into_owned());
        }
        match strict(line)? {
            Value::String(text) if lone => self.alone(text),
            Value::Object(members) => self.members(members),
            _ => Err("it is not a JSON object".to_owned()),
        }
    }

    /// A line that is its only cell.
    fn alone(&self, text: String) -> Record {
        let mut cells = vec![Some(text)];
        cells.resize(1 + self.wanted.kept.len(), None);
        Ok(cells)
    }

    fn members(&self, members: Map<String, Value>) -> Record {
        let known = |name: &str| self.wanted.names().any(|known| known == name);
        if self.wanted.others == Others::Refuse
            && let Some(unknown) = members.keys().find(|name| !known(name))
        {
            return Err(format!("there is no meaning for the member `{unknown}`"));
        }
        let cell = |name: &str| members.get(name).and_then(|value| cell(name, value));
        Ok(self.wanted.names().map(cell).collect())
    }
}

/// No member twice, no invalid text.
fn strict(line: &[u8]) -> Result<Value, String> {
    let document = Document::parse(line.to_vec(), &LIMITS).map_err(|error| error.to_string())?;
    serde_json::from_str(document.text()).map_err(|error| error.to_string())
}

/// Lists of texts become one cell, as in the other formats.
fn cell(column: &str, value: &Value) -> Cell {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let texts: Vec<_> = list.iter().filter_map(Value::as_str).collect();
            (!texts.is_empty()).then(|| texts.join(between(column)))
        }
        other => Some(other.to_string()),
    }
}

impl Source for Jsonl {
    fn next(&mut self) -> Result<Option<Record>, Failure> {
        loop {
            let line = self.lines.line(LINE).map_err(|error| Failure::new(error.to_string()))?;
            let Some((line, long)) = line else { return Ok(None) };
            self.number += 1;
            if line.is_empty() && !long {
                continue;
            }
            let record = match long {
                true => Err(format!("it is longer than {LINE} bytes")),
                false => self.record(&line),
            };
            return Ok(Some(record.map_err(|problem| format!("line {}: {problem}", self.number))));
        }
    }

    fn position(&self) -> u64 {
        self.lines.read.get()
    }

    fn length(&self) -> Option<u64> {
        self.lines.length
    }
}
