//! The question, from flags or from a file.

use crate::failure::Failure;
use crate::files::read_text;
use clap::builder::RangedU64ValueParser;
use clap::{Args, value_parser};
use std::path::PathBuf;
use tegata::recognition::{is_concept, short_names};
use tegata::{Certificate, Role, Transfer};

/// What is asked.
#[derive(Args, Debug, Default, PartialEq)]
#[command(next_help_heading = "The transfer (what is not stated is unknown, never \"no\")")]
pub(crate) struct Asked {
    /// Where the exporter is: a code such as SG, US-CA or EU, or an identifier
    #[arg(long, value_name = "PLACE")]
    from: Option<String>,

    /// Where the importer processes the data
    #[arg(long, value_name = "PLACE")]
    to: Option<String>,

    /// The importer: an identifier, or a name. Default: the holder of the certificate
    #[arg(long, value_name = "WHO")]
    importer: Option<String>,

    /// The exporter: an identifier, or a name
    #[arg(long, value_name = "WHO")]
    exporter: Option<String>,

    /// A category of data: a short name such as contact or health, or an IRI; several by
    /// commas
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', value_parser = concept)]
    data: Vec<String>,

    /// Whose data they are, such as employees or children
    #[arg(long, value_name = "WHO", value_delimiter = ',', value_parser = concept)]
    subjects: Vec<String>,

    /// What the data are for, such as payroll or marketing
    #[arg(long, value_name = "PURPOSE", value_delimiter = ',', value_parser = concept)]
    purpose: Vec<String>,

    /// The importer's sector, such as private, public or finance
    #[arg(long, value_name = "SECTOR", value_delimiter = ',', value_parser = concept)]
    sector: Vec<String>,

    /// The importer's role: controller, joint_controller, processor or sub_processor
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Option<Role>,

    /// The exporter's role
    #[arg(long, value_name = "ROLE", value_parser = role)]
    exporter_role: Option<Role>,

    /// The processing, as the certificate names it
    #[arg(long)]
    activity: Option<String>,

    /// The site, as the certificate names it
    #[arg(long)]
    site: Option<String>,

    /// A sub-processor that takes part; `none` says that there are none
    #[arg(long, value_name = "WHO")]
    sub_processor: Vec<String>,

    /// The kind of recipient, as an instrument names it
    #[arg(long)]
    recipient: Option<String>,

    /// How the data travel, as an instrument names it
    #[arg(long)]
    means: Option<String>,

    /// Who supervises the importer, as an instrument names it
    #[arg(long)]
    supervisor: Option<String>,

    /// Persons whose data are transferred in the year that counts
    #[arg(long, value_name = "PERSONS", value_parser = persons())]
    volume: Option<u64>,

    /// Persons whose sensitive data are
    #[arg(long, value_name = "PERSONS", value_parser = persons())]
    volume_sensitive: Option<u64>,

    /// Whether a law binds the importer directly: LAW, LAW=yes or LAW=no
    #[arg(long, value_name = "LAW", value_parser = answer)]
    importer_law: Vec<(String, bool)>,

    /// What the exporter is or is not: STATUS, STATUS=yes or STATUS=no
    #[arg(long, value_name = "STATUS", value_parser = answer)]
    exporter_status: Vec<(String, bool)>,

    /// Another fact that an instrument asks for: FACT, FACT=yes or FACT=no
    #[arg(long, value_name = "FACT", value_parser = answer)]
    fact: Vec<(String, bool)>,

    /// A precondition that is met, by its name in the answer
    #[arg(long, value_name = "PRECONDITION")]
    evidence: Vec<String>,

    /// An earlier transfer of the same data, the first one first: REGIME or
    /// REGIME=INSTRUMENT, such as eu-gdpr=eu-jp
    #[arg(long, value_name = "REGIME")]
    origin: Vec<String>,

    /// The whole question as a JSON file, in place of the flags above
    #[arg(long, value_name = "FILE", conflicts_with_all = FLAGS)]
    transfer: Option<PathBuf>,
}

const FLAGS: [&str; 23] = [
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

impl Asked {
    /// Refuses a question that does not say where the data leave and where they go.
    pub(crate) fn check(transfer: &Transfer) -> Result<(), Failure> {
        let ends = [("from", &transfer.from), ("to", &transfer.to)];
        match ends.into_iter().find(|(_, place)| place.is_empty()) {
            Some((flag, _)) => Err(Failure::new(format!("the question does not say --{flag}"))
                .advice("give --from and --to, or the whole question with --transfer")),
            None => Ok(()),
        }
    }

    /// The question. The importer is the holder of the certificates where nobody is named
    /// and all of them have the same holder.
    pub(crate) fn transfer(&self, certificates: &[Certificate]) -> Result<Transfer, Failure> {
        let mut transfer = match &self.transfer {
            Some(path) => Transfer::from_json(&read_text(path)?)
                .map_err(|error| Failure::from(error).within(path))?,
            None => self.by_flags(),
        };
        let unnamed = transfer.importer == tegata::recognition::Party::default();
        let holder = certificates.first().filter(|first| {
            unnamed && certificates.iter().all(|other| other.subject() == first.subject())
        });
        if let Some(holder) = holder {
            transfer = transfer.to(holder);
        }
        Ok(transfer)
    }

    fn by_flags(&self) -> Transfer {
        let (from, to) = (self.from.clone().unwrap_or_default(), self.to.clone());
        let mut transfer = Transfer::between(from, to.unwrap_or_default());
        transfer = fold(transfer, &self.importer, |t, who| t.to(who.as_str()));
        transfer = fold(transfer, &self.exporter, |t, who| t.exported_by(who.as_str()));
        transfer = fold(transfer, &self.data, |t, category| t.of(category));
        transfer = fold(transfer, &self.subjects, |t, who| t.about(who));
        transfer = fold(transfer, &self.purpose, |t, purpose| t.for_purpose(purpose));
        transfer = fold(transfer, &self.sector, |t, sector| t.in_sector(sector));
        transfer = fold(transfer, &self.evidence, |t, name| t.with_evidence(name));
        transfer =
            fold(transfer, &self.importer_law, |t, (law, holds)| t.importer_under(law, *holds));
        transfer =
            fold(transfer, &self.exporter_status, |t, (name, holds)| t.exporter_is(name, *holds));
        transfer = fold(transfer, &self.fact, |t, (name, holds)| t.fact(name, *holds));
        transfer = fold(transfer, &self.origin, |t, origin| received(t, origin));
        transfer.role = self.role;
        transfer.exporter_role = self.exporter_role;
        transfer.activity.clone_from(&self.activity);
        transfer.site.clone_from(&self.site);
        transfer.sub_processors = sub_processors(&self.sub_processor);
        transfer.recipient.clone_from(&self.recipient);
        transfer.means.clone_from(&self.means);
        transfer.supervisor.clone_from(&self.supervisor);
        transfer.volume = self.volume;
        transfer.volume_sensitive = self.volume_sensitive;
        transfer
    }
}

fn fold<'f, T: 'f>(
    transfer: Transfer,
    flags: impl IntoIterator<Item = &'f T>,
    add: impl Fn(Transfer, &T) -> Transfer,
) -> Transfer {
    flags.into_iter().fold(transfer, add)
}

fn sub_processors(named: &[String]) -> Option<Vec<String>> {
    match named {
        [] => None,
        [none] if none == "none" => Some(Vec::new()),
        named => Some(named.to_vec()),
    }
}

fn received(transfer: Transfer, origin: &str) -> Transfer {
    let (regime, instrument) = match origin.split_once('=') {
        Some((regime, instrument)) => (regime, Some(ours("instrument", instrument))),
        None => (origin, None),
    };
    transfer.received_under(ours("r", regime), instrument.as_deref())
}

/// A short name stands for an identifier of tegata's own.
fn ours(room: &str, name: &str) -> String {
    if name.contains(':') {
        name.to_owned()
    } else {
        format!("https://w3id.org/tegata/{room}/{name}")
    }
}

fn role(name: &str) -> Result<Role, String> {
    name.parse()
        .map_err(|_| "expected controller, joint_controller, processor or sub_processor".to_owned())
}

/// A word that the taxonomy does not know is more likely misspelt than meant; an IRI may
/// be somebody else's.
fn concept(name: &str) -> Result<String, String> {
    if name.contains(':') || is_concept(name) {
        return Ok(name.to_owned());
    }
    let known: Vec<_> = short_names().collect();
    Err(format!("there is no such name; known are {}", known.join(", ")))
}

/// A number of persons that a question can state.
fn persons() -> RangedU64ValueParser {
    value_parser!(u64).range(..=Transfer::MOST_PERSONS)
}

/// `NAME`, `NAME=yes` or `NAME=no`.
fn answer(text: &str) -> Result<(String, bool), String> {
    match text.rsplit_once('=') {
        None => Ok((text.to_owned(), true)),
        Some((name, "yes")) => Ok((name.to_owned(), true)),
        Some((name, "no")) => Ok((name.to_owned(), false)),
        Some(_) => Err("expected a name, or a name with =yes or =no".to_owned()),
    }
}
