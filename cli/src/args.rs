//! The command line as a whole.

use crate::commands::{
    accredit, bundle, cases, completions, corridors, decide, demo, explain, impact, inspect, issue,
    key, pack, period, present, routes, serve_static, status, verify,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::{Parser, Subcommand};
use tegata::Language;

/// Verify and issue organisations' data-protection certificates.
#[derive(Parser, Debug)]
#[command(name = "tegata", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// The language of answers: en or ja. Default: from LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    lang: Option<Language>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  valid, recognised, not restricted, or done
  1  refused, not recognised, or prohibited
  2  a mistake in the command or in a file it names
  3  undetermined: something could not be checked
  4  conditional: evidence is still owed";

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    Demo(demo::Demo),
    Verify(Box<verify::Verify>),
    Decide(Box<decide::Decide>),
    Period(Box<period::PeriodOf>),
    Routes(Box<routes::Routes>),
    Where(Box<corridors::Where>),
    Impact(Box<impact::Impact>),
    Inspect(inspect::Inspect),
    Explain(explain::Explain),
    #[command(subcommand)]
    Bundle(bundle::Bundle),
    #[command(subcommand)]
    Pack(pack::Pack),
    #[command(subcommand)]
    Key(key::Key),
    Accredit(Box<accredit::Accredit>),
    Issue(Box<issue::Issue>),
    Present(Box<present::Present>),
    #[command(subcommand)]
    Status(status::StatusCommand),
    ServeStatic(serve_static::ServeStatic),
    Cases(cases::Cases),
    Completions(completions::Completions),
}

impl Command {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::Demo(command) => command.run(out),
            Self::Verify(command) => command.run(out),
            Self::Decide(command) => command.run(out),
            Self::Period(command) => command.run(out),
            Self::Routes(command) => command.run(out),
            Self::Where(command) => command.run(out),
            Self::Impact(command) => command.run(out),
            Self::Inspect(command) => command.run(out),
            Self::Explain(command) => command.run(out),
            Self::Bundle(command) => command.run(out),
            Self::Pack(command) => command.run(out),
            Self::Key(command) => command.run(out),
            Self::Accredit(command) => command.run(out),
            Self::Issue(command) => command.run(out),
            Self::Present(command) => command.run(out),
            Self::Status(command) => command.run(out),
            Self::ServeStatic(command) => command.run(out),
            Self::Cases(command) => command.run(out),
            Self::Completions(command) => command.run(out),
        }
    }
}

impl Cli {
    pub(crate) fn language(&self) -> Language {
        self.lang.or_else(of_environment).unwrap_or(Language::English)
    }
}

fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| "expected en or ja".to_owned())
}

/// The first of these variables that is set decides (POSIX, Environment Variables,
/// section 8.2).
fn of_environment() -> Option<Language> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set)?;
    Language::from_tag(&tag)
}
