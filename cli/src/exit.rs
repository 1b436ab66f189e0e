//! Exit codes: how a script learns the answer.

use std::process::ExitCode;
use tegata::{Report, Verdict};

/// How a command ended.
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
    /// It holds once evidence is there that is still owed.
    Conditional = 4,
}

impl From<&Report> for Exit {
    fn from(report: &Report) -> Self {
        match report.verdict() {
            Verdict::Valid | Verdict::Recognised | Verdict::NotRestricted => Self::Good,
            Verdict::Refused | Verdict::NotRecognised | Verdict::Prohibited => Self::Refused,
            Verdict::Conditional => Self::Conditional,
            _ => Self::Undetermined,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
