//! Exit codes: how a script learns the answer.

use std::process::ExitCode;
use tegata::{Report, Verdict};

/// How a command ended. The number 4 is kept for conditional answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It holds, or it is done.
    Good = 0,
    /// It is proved not to hold.
    Refused = 1,
    /// Usage, an unreadable file, or another mistake of the caller's.
    Mistake = 2,
    /// It could not be checked.
    Undetermined = 3,
}

impl From<&Report> for Exit {
    fn from(report: &Report) -> Self {
        match report.verdict() {
            Verdict::Valid => Self::Good,
            Verdict::Refused => Self::Refused,
            _ => Self::Undetermined,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
