//! The caller's own mistakes, told on standard error.

use crate::exit::Exit;
use anstyle::{AnsiColor, Style};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use tegata::explain::printable;

/// Why a command could not do what it was asked, and what to do about it.
#[derive(Debug)]
pub(crate) struct Failure {
    problem: String,
    advice: String,
}

impl Failure {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), advice: String::new() }
    }

    /// A file that could not be read or written.
    pub(crate) fn file(path: &Path, problem: impl ToString) -> Self {
        Self::new(format!("{}: {}", path.display(), problem.to_string()))
    }

    /// Says what to do about it.
    #[must_use]
    pub(crate) fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Puts the fault inside a file.
    #[must_use]
    pub(crate) fn within(mut self, path: &Path) -> Self {
        self.problem = format!("{}: {}", path.display(), self.problem);
        self
    }

    /// Puts the fault in a line of a file.
    #[must_use]
    pub(crate) fn at(mut self, path: &Path, line: u64) -> Self {
        self.problem = format!("{}:{line}: {}", path.display(), self.problem);
        self
    }

    /// Writes it to standard error. That this could not be done either changes nothing.
    pub(crate) fn report(&self) -> ExitCode {
        const RED: Style = AnsiColor::Red.on_default().bold();
        let mut stderr = anstream::stderr();
        let _ = writeln!(stderr, "{RED}error{RED:#}: {}", printable(&self.problem));
        if !self.advice.is_empty() {
            let _ = writeln!(stderr, "  what to do: {}", printable(&self.advice));
        }
        Exit::Mistake.into()
    }
}

impl From<tegata::Error> for Failure {
    fn from(error: tegata::Error) -> Self {
        let problem = match error.place() {
            "" => error.problem().to_owned(),
            place => format!("{place}: {}", error.problem()),
        };
        Self::new(problem).advice(error.advice())
    }
}
