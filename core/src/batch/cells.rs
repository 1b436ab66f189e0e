//! From the cells of a row to its question: what the columns of a table are called, and
//! what may stand in them. The same in every front end.

use super::question::Question;
use crate::certificate::Role;
use crate::clock::{Clocks, Day};
use crate::recognition::{Transfer, is_concept};
use crate::verifier::Verifier;

/// The columns of a table of decisions. The last ones make up the transfer, or else
/// `transfer` holds it whole.
pub const COLUMNS: [&str; 27] = [
    "certificate",
    "transfer",
    "valid_at",
    "known_at",
    "from",
    "to",
    "importer",
    "exporter",
    "data",
    "subjects",
    "purpose",
    "sector",
    "role",
    "exporter_role",
    "activity",
    "site",
    "sub_processor",
    "recipient",
    "means",
    "supervisor",
    "volume",
    "volume_sensitive",
    "importer_law",
    "exporter_status",
    "fact",
    "evidence",
    "origin",
];

/// The first of the columns that make up the transfer.
const STATED: usize = 4;

/// When is asked about, where the row itself does not say: at which time, and with the
/// knowledge of which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The time that is asked about.
    pub at: Day,
    /// The time whose knowledge counts; none: that of the row's own day.
    pub known_at: Option<Day>,
}

impl From<Clocks> for Asking {
    fn from(clocks: Clocks) -> Self {
        let Clocks { valid_at, known_at } = clocks;
        Self { at: Day::Instant(valid_at), known_at: Some(Day::Instant(known_at)) }
    }
}

impl Asking {
    /// The question of a row, whose cells are found by the names of their columns. What is
    /// wrong with it otherwise.
    ///
    /// Empty cells are as good as none. Several values in a cell have `;` or `,` between
    /// them, several certificates white space. Days are counted where the exporter is.
    pub fn question<'c>(
        &self,
        verifier: &Verifier,
        cell: impl Fn(&str) -> Option<&'c str>,
    ) -> Result<Question, String> {
        let cell = |name: &str| cell(name).map(str::trim).filter(|cell| !cell.is_empty());
        let stated = COLUMNS.iter().skip(STATED);
        let stated: Vec<_> = stated.filter_map(|name| Some((*name, cell(name)?))).collect();
        let transfer = match (cell("transfer"), stated.first()) {
            (None, _) => transfer(&stated)?,
            (Some(json), None) => Transfer::from_json(json).map_err(|error| error.to_string())?,
            (Some(_), Some((name, _))) => {
                return Err(format!("both `transfer` and `{name}` are there"));
            }
        };
        for (name, place) in [("from", &transfer.from), ("to", &transfer.to)] {
            if place.is_empty() {
                return Err(format!("the question does not say `{name}`"));
            }
        }
        let day = |name: &str| cell(name).map(|text| day(name, text)).transpose();
        let at = day("valid_at")?.unwrap_or(self.at);
        let known_at = day("known_at")?.or(self.known_at).unwrap_or(at);
        let ends = |day: Day| verifier.day_of(&transfer, day);
        let ((first, last), (known_first, known_last)) = (ends(at), ends(known_at));
        let certificates = cell("certificate").unwrap_or_default().split_whitespace();
        Ok(Question {
            first: Clocks::new(first, known_first),
            last: Clocks::new(last, known_last),
            certificates: certificates.map(|token| token.as_bytes().into()).collect(),
            transfer,
        })
    }
}

fn transfer(stated: &[(&str, &str)]) -> Result<Transfer, String> {
    let mut transfer = Transfer::default();
    for (column, cell) in stated {
        transfer =
            state(transfer, column, cell).map_err(|problem| format!("`{column}`: {problem}"))?;
    }
    Ok(transfer)
}

fn state(mut transfer: Transfer, column: &str, cell: &str) -> Result<Transfer, String> {
    let text = || Some(cell.to_owned());
    match column {
        "from" => transfer.from = cell.to_owned(),
        "to" => transfer.to = cell.to_owned(),
        "importer" => transfer = transfer.to(cell),
        "exporter" => transfer = transfer.exported_by(cell),
        "data" => transfer = concepts(transfer, cell, Transfer::of)?,
        "subjects" => transfer = concepts(transfer, cell, Transfer::about)?,
        "purpose" => transfer = concepts(transfer, cell, Transfer::for_purpose)?,
        "sector" => transfer = concepts(transfer, cell, Transfer::in_sector)?,
        "role" => transfer.role = Some(role(cell)?),
        "exporter_role" => transfer.exporter_role = Some(role(cell)?),
        "activity" => transfer.activity = text(),
        "site" => transfer.site = text(),
        "sub_processor" => transfer.sub_processors = Some(sub_processors(cell)),
        "recipient" => transfer.recipient = text(),
        "means" => transfer.means = text(),
        "supervisor" => transfer.supervisor = text(),
        "volume" => transfer.volume = Some(persons(cell)?),
        "volume_sensitive" => transfer.volume_sensitive = Some(persons(cell)?),
        "importer_law" => transfer.importer_law.extend(answers(cell)?),
        "exporter_status" => transfer.exporter_status.extend(answers(cell)?),
        "fact" => transfer.facts.extend(answers(cell)?),
        "evidence" => transfer = values(cell).fold(transfer, Transfer::with_evidence),
        "origin" => transfer = values(cell).fold(transfer, received),
        _ => return Err("there is no such column".to_owned()),
    }
    Ok(transfer)
}

fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',']).map(str::trim).filter(|value| !value.is_empty())
}

/// A word that the taxonomy does not know is more likely misspelt than meant; an IRI may
/// be somebody else's.
fn concepts(
    transfer: Transfer,
    cell: &str,
    add: impl Fn(Transfer, &str) -> Transfer,
) -> Result<Transfer, String> {
    let known = |name: &&str| name.contains(':') || is_concept(name);
    match values(cell).find(|name| !known(name)) {
        Some(_) => Err("there is no such name in the taxonomy".to_owned()),
        None => Ok(values(cell).fold(transfer, add)),
    }
}

fn role(cell: &str) -> Result<Role, String> {
    let expected = "expected controller, joint_controller, processor or sub_processor";
    cell.parse().map_err(|_| expected.to_owned())
}

/// `none` says that there are none.
fn sub_processors(cell: &str) -> Vec<String> {
    match cell {
        "none" => Vec::new(),
        cell => values(cell).map(str::to_owned).collect(),
    }
}

fn persons(cell: &str) -> Result<u64, String> {
    let most = Transfer::MOST_PERSONS;
    let count = cell.parse().ok().filter(|count| *count <= most);
    count.ok_or_else(|| format!("expected a number of persons, at most {most}"))
}

/// Each `NAME`, `NAME=yes` or `NAME=no`.
fn answers(cell: &str) -> Result<Vec<(String, bool)>, String> {
    let answer = |text: &str| match text.rsplit_once('=') {
        None => Ok((text.to_owned(), true)),
        Some((name, "yes")) => Ok((name.to_owned(), true)),
        Some((name, "no")) => Ok((name.to_owned(), false)),
        Some(_) => Err("expected a name, or a name with =yes or =no".to_owned()),
    };
    values(cell).map(answer).collect()
}

/// `REGIME` or `REGIME=INSTRUMENT`. A short name stands for an identifier of tegata's own.
fn received(transfer: Transfer, origin: &str) -> Transfer {
    let ours = |room: &str, name: &str| match name.contains(':') {
        true => name.to_owned(),
        false => format!("https://w3id.org/tegata/{room}/{name}"),
    };
    let (regime, instrument) = match origin.split_once('=') {
        Some((regime, instrument)) => (regime, Some(ours("instrument", instrument))),
        None => (origin, None),
    };
    transfer.received_under(ours("r", regime), instrument.as_deref())
}

fn day(name: &str, text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| format!("`{name}` is neither an instant with its offset nor a day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_read() {
        let cell = |column: &str| match column {
            "role" | "exporter_role" => "processor",
            "volume" | "volume_sensitive" => "7",
            "data" | "subjects" | "purpose" | "sector" => "https://example.com/concept",
            _ => "x",
        };
        for column in COLUMNS.iter().skip(STATED) {
            let stated = state(Transfer::default(), column, cell(column)).unwrap();
            assert_ne!(stated, Transfer::default(), "{column}");
        }
    }

    #[test]
    fn cells_may_hold_several_values() {
        let stated = state(Transfer::default(), "data", "contact; health,").unwrap();
        assert_eq!(stated.data_categories.len(), 2);
        let stated = state(stated, "fact", "a=yes;b=no;c").unwrap();
        assert_eq!(stated.facts.values().copied().collect::<Vec<_>>(), [true, false, true]);
        let stated = state(stated, "sub_processor", "none").unwrap();
        assert_eq!(stated.sub_processors, Some(Vec::new()));
        let stated = state(stated, "origin", "eu-gdpr=eu-jp").unwrap();
        assert_eq!(stated.provenance[0].regime, "https://w3id.org/tegata/r/eu-gdpr");
        assert!(state(stated.clone(), "fact", "a=perhaps").is_err());
        assert!(state(stated.clone(), "volume", "9007199254740992").is_err());
        assert!(state(stated, "data", "contakt").is_err());
    }
}
