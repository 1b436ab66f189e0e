//! `tegata pack lint`.

use super::show::{embedded, read_pack};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Args;
use std::path::PathBuf;
use tegata::Language;
use tegata::explain::printable;
use tegata::recognition::Remark;

/// Say what is doubtful in a pack: overlaps, gaps, names that nothing bears, missing sources
///
/// A remark is answered where it arises, by a note that begins with `lint`, the name of the
/// remark and a colon.
#[derive(Args, Debug)]
#[command(after_help = "Exit codes:\n  0  nothing is doubtful    1  something is")]
pub(crate) struct Lint {
    /// The pack, JSON in a file; `-` for standard input. Default: the one that comes with
    /// the software
    file: Option<PathBuf>,

    /// Print the remarks (tegata.lint/1) and nothing else
    #[arg(long)]
    json: bool,
}

impl Lint {
    pub(super) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let pack = match &self.file {
            Some(path) => read_pack(path)?,
            None => embedded()?,
        };
        let remarks = pack.lint();
        if self.json {
            out.json(&Remark::to_json(&remarks));
        } else {
            remarks.iter().for_each(|remark| print(out, remark));
            let count = remarks.len();
            match out.language() {
                Language::English => out.line(format_args!("{count} remarks")),
                Language::Japanese => out.line(format_args!("指摘 {count} 件")),
            }
        }
        Ok(if remarks.is_empty() { Exit::Good } else { Exit::Refused })
    }
}

fn print(out: &mut Output, remark: &Remark) {
    out.heading(&printable(&remark.place));
    let problem = remark.problem(out.language());
    out.line(format_args!("  {problem} [{}]", remark.code.as_str()));
    let remedy = remark.remedy(out.language());
    out.line(format_args!("  {}: {remedy}", out.pick("what to do", "対処")));
}
