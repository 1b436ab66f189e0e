//! Rule 4: every way to state what a question leaves open.
//!
//! Facts of which every value can be told: roles, counts, what is there or not, names of
//! which only the mentioned ones matter, and when the transfers began. What categories of
//! data there may be nobody can tell.

use super::rules::Question;
use super::world::{COUNTS, NAMES, instants};
use tegata::Transfer;
use tegata::certificate::Role;

/// All of them, one after another.
pub(crate) fn every_way_to_complete<'q>(
    question: &Question<'q>,
) -> impl Iterator<Item = Transfer> + 'q {
    let mut ways: Vec<Vec<Change>> = Vec::new();
    let transfer = question.transfer;
    let mentioned = question.world.to_text(question.cards);
    let asks = |operand: &str| mentioned.contains(&format!("\"{operand}\""));
    if transfer.role.is_none() {
        ways.push(Role::ALL.iter().map(|role| Change::Role(*role)).collect());
    }
    if transfer.exporter_role.is_none() && asks("exporter") | asks("either") {
        ways.push(Role::ALL.iter().map(|role| Change::ExporterRole(*role)).collect());
    }
    let named: [(&str, &Option<String>); 3] = [
        ("activity", &transfer.activity),
        ("site", &transfer.site),
        ("supervisor", &transfer.supervisor),
    ];
    for (operand, _) in named.iter().filter(|(operand, stated)| stated.is_none() && asks(operand)) {
        let names = NAMES.iter().chain(&["something else"]);
        ways.push(names.map(|name| Change::Named(operand.to_string(), name)).collect());
    }
    let counts = [("volume", transfer.volume), ("volumeSensitive", transfer.volume_sensitive)];
    for (operand, _) in counts.iter().filter(|(operand, stated)| stated.is_none() && asks(operand))
    {
        ways.push(COUNTS.iter().map(|count| Change::Count(operand.to_string(), *count)).collect());
    }
    let listings = [
        ("importerLaw", &transfer.importer_law),
        ("exporterStatus", &transfer.exporter_status),
        ("facts", &transfer.facts),
    ];
    for (operand, stated) in listings {
        for name in NAMES.iter().filter(|name| asks(operand) && !stated.contains_key(**name)) {
            let both = [true, false].map(|holds| Change::There(operand.to_owned(), name, holds));
            ways.push(both.to_vec());
        }
    }
    if transfer.begun_at.is_none() && asks("transfers_begun_before") {
        let around = instants().flat_map(|instant| [instant.plus_seconds(-1), instant]);
        ways.push(around.map(Change::Begun).collect());
    }
    let total: usize = ways.iter().map(Vec::len).product();
    (0..total).map(move |mut index| {
        let mut supposed = transfer.clone();
        for way in &ways {
            way[index % way.len()].apply(&mut supposed);
            index /= way.len();
        }
        supposed
    })
}

#[derive(Clone)]
enum Change {
    Role(Role),
    ExporterRole(Role),
    Named(String, &'static str),
    Count(String, u64),
    There(String, &'static str, bool),
    Begun(tegata::Timestamp),
}

impl Change {
    fn apply(&self, transfer: &mut Transfer) {
        match self {
            Self::Role(role) => transfer.role = Some(*role),
            Self::ExporterRole(role) => transfer.exporter_role = Some(*role),
            Self::Named(operand, name) => {
                let name = Some((*name).to_owned());
                match operand.as_str() {
                    "activity" => transfer.activity = name,
                    "site" => transfer.site = name,
                    _ => transfer.supervisor = name,
                }
            }
            Self::Count(operand, count) if operand == "volume" => transfer.volume = Some(*count),
            Self::Count(_, count) => transfer.volume_sensitive = Some(*count),
            Self::There(operand, name, holds) => {
                let stated = match operand.as_str() {
                    "importerLaw" => &mut transfer.importer_law,
                    "exporterStatus" => &mut transfer.exporter_status,
                    _ => &mut transfer.facts,
                };
                stated.insert((*name).to_owned(), *holds);
            }
            Self::Begun(instant) => transfer.begun_at = Some(*instant),
        }
    }
}
