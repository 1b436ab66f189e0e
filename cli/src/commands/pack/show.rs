//! `tegata pack show`.

use super::instrument;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::{Output, padded};
use clap::Args;
use std::path::{Path, PathBuf};
use tegata::Clocks;
use tegata::explain::printable;
use tegata::recognition::{Arrangement, ArrangementState, ExporterRule, Pack, Part, Regime};

/// Show what a pack covers, or all that it says of one regime
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The pack, JSON in a file; `-` for standard input. Default: the one that comes with
    /// the software
    file: Option<PathBuf>,

    /// The regime: its identifier, or the end of it, such as eu-gdpr
    #[arg(long, value_name = "NAME")]
    regime: Option<String>,

    /// Print the pack itself, in JSON
    #[arg(long, conflicts_with = "regime")]
    json: bool,
}

impl Show {
    pub(super) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let pack = match &self.file {
            Some(path) => read_pack(path)?,
            None => embedded()?,
        };
        match &self.regime {
            _ if self.json => out.json(&to_json(&pack)?),
            Some(name) => print_regime(out, part(&pack, name)?),
            None => print_coverage(out, &pack),
        }
        Ok(Exit::Good)
    }
}

/// Reads a pack that is not signed.
pub(super) fn read_pack(path: &Path) -> Result<Pack, Failure> {
    Pack::from_json(&read_text(path)?).map_err(|error| Failure::from(error).within(path))
}

#[cfg(feature = "pack")]
pub(super) fn embedded() -> Result<Pack, Failure> {
    Ok(tegata::embedded_pack()?)
}

#[cfg(not(feature = "pack"))]
pub(super) fn embedded() -> Result<Pack, Failure> {
    Err(Failure::new("this program was built without a pack").advice("name a file"))
}

fn to_json(pack: &Pack) -> Result<String, Failure> {
    serde_json::to_string(pack).map_err(|error| Failure::new(error.to_string()))
}

fn part<'p>(pack: &'p Pack, name: &str) -> Result<&'p Part, Failure> {
    let is = |regime: &Regime| regime.id == name || short(&regime.id) == name;
    let found = pack.parts.iter().find(|part| part.regime.as_ref().is_some_and(is));
    found.ok_or_else(|| {
        Failure::new(format!("the pack has no regime {name}"))
            .advice("`tegata pack show` lists them")
    })
}

/// What stands behind the last `/`.
fn short(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn print_coverage(out: &mut Output, pack: &Pack) {
    let about = &pack.about;
    out.heading(&printable(&about.title));
    out.field(out.pick("curator", "編者"), &about.curator);
    out.field(out.pick("as of", "基準日"), &about.as_of.date());
    out.field(out.pick("next update", "次の更新"), &about.next_update.date());
    out.field(out.pick("notice", "注意"), &about.notice);
    let places: usize = pack.registers.iter().map(|register| register.jurisdictions.len()).sum();
    out.field(out.pick("jurisdictions", "法域"), &places.to_string());
    out.gap();
    let columns = [
        out.pick("regime", "法制度"),
        out.pick("in force", "有効"),
        out.pick("ended", "終了"),
        out.pick("other", "その他"),
        out.pick("orders", "命令"),
        out.pick("complete", "網羅"),
        out.pick("title", "名称"),
    ];
    print_row(out, columns.map(str::to_owned));
    for part in &pack.parts {
        print_row(out, row(out, part, pack));
    }
}

fn row(out: &Output, part: &Part, pack: &Pack) -> [String; 7] {
    let now = Clocks::at(pack.about.as_of);
    let operative = |a: &&Arrangement| a.state == ArrangementState::Operative;
    let stands = part.arrangements.iter().filter(operative).filter(|a| a.stands(now)).count();
    let all = part.arrangements.iter().filter(operative).count();
    let regime = part.regime.as_ref();
    let claimed = regime.is_some_and(|regime| regime.completeness.permissions.is_some());
    let everybody = out.pick("(everybody's)", "（共通）");
    [
        regime.map_or("-", |regime| short(&regime.id)).to_owned(),
        stands.to_string(),
        (all - stands).to_string(),
        (part.arrangements.len() - all).to_string(),
        part.prohibitions.len().to_string(),
        if claimed { out.pick("claimed", "表明") } else { out.pick("no claim", "表明なし") }
            .to_owned(),
        regime.map_or(everybody, |regime| &regime.title).to_owned(),
    ]
}

fn print_row(out: &mut Output, cells: [String; 7]) {
    const WIDTHS: [usize; 7] = [22, 9, 6, 6, 7, 10, 0];
    let cells = cells.iter().zip(WIDTHS).map(|(cell, width)| padded(&printable(cell), width));
    let line = cells.collect::<Vec<_>>().join(" ");
    out.line(format_args!("{}", line.trim_end()));
}

fn print_regime(out: &mut Output, part: &Part) {
    if let Some(regime) = &part.regime {
        out.heading(&printable(&regime.title));
        out.field(out.pick("identifier", "識別子"), &regime.id);
        out.field(out.pick("without instrument", "制度がない場合"), rule(out, regime));
        for citation in &regime.citations {
            out.field(out.pick("law", "条文"), &instrument::cite(citation));
        }
        instrument::print_marks(out, &regime.source, &regime.reviewed, &regime.notes);
    }
    part.arrangements.iter().for_each(|one| instrument::print(out, one));
    part.prohibitions.iter().for_each(|one| instrument::print_order(out, one));
}

fn rule(out: &Output, regime: &Regime) -> &'static str {
    let (english, japanese) = match regime.exporter_rule {
        ExporterRule::DenyUnlessPermitted => ("nothing may leave", "移転できない"),
        ExporterRule::PermitUnlessListed => {
            ("all may leave that is not listed", "列挙されたもの以外は移転できる")
        }
        ExporterRule::Unrestricted => ("no rule on exports", "移転の規則がない"),
    };
    out.pick(english, japanese)
}
