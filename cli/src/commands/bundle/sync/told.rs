//! What a sync did, in words.

use crate::output::{Output, styled};
use anstyle::AnsiColor;
use tegata::explain::printable;
use tegata::sync::{DocumentChange, Outcome, Problem, SyncReport};

pub(super) fn tell(out: &mut Output, report: &SyncReport) {
    let untroubled =
        |row: &&DocumentChange| row.outcome == Outcome::Unchanged && row.problems.is_empty();
    let (unchanged, told): (Vec<_>, Vec<_>) = report.documents.iter().partition(untroubled);
    out.heading(out.pick("Documents", "文書"));
    told.into_iter().for_each(|row| tell_document(out, row));
    if !unchanged.is_empty() {
        out.field(out.pick("unchanged", "変更なし"), &unchanged.len().to_string());
    }
    out.gap();
    out.heading(out.pick("What follows", "変更点"));
    for change in &report.changes {
        out.line(format_args!("  {}", change.told(out.language())));
    }
    if report.changes.is_empty() {
        out.line(format_args!("  {}", out.pick("nothing has changed", "変更はありません")));
    }
}

fn tell_document(out: &mut Output, row: &DocumentChange) {
    let refused = row.problems.iter().any(Problem::is_refusal);
    let colour = match () {
        () if refused => AnsiColor::Red,
        () if !row.problems.is_empty() => AnsiColor::Yellow,
        () => AnsiColor::Green,
    };
    let outcome = row.outcome.told(out.language());
    out.line(format_args!("  {}  {}", styled(colour.on_default(), &outcome), printable(&row.url)));
    for problem in &row.problems {
        let words = problem.explain(out.language());
        out.field(
            out.pick("  problem", "  問題"),
            &format!("{} [{}]", words.problem, problem.code()),
        );
        out.field(out.pick("  what to do", "  対処"), &words.remedy);
    }
}
