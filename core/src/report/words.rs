//! A report in a few lines of words: the answer, every finding, what is owed, what is needed.

use super::{Report, Verdict};
use crate::code::{Finding, Weight};
use crate::explain::{Language, explain, printable};

impl Report {
    /// The report in words, safe to print: a line for the answer, one for each finding and
    /// one for its remedy, one for each obligation and for each document that is needed.
    pub fn in_words(&self, language: Language) -> String {
        let mut lines = vec![self.answer_in_words(language)];
        let (grave, notices): (Vec<_>, Vec<_>) =
            self.findings.iter().partition(|finding| finding.weight() != Weight::Notice);
        for finding in grave.into_iter().chain(notices) {
            lines.extend(in_words(finding, language));
        }
        lines.extend(self.owed_in_words(language));
        let label = language.pick("needed", "必要な文書");
        lines.extend(self.needs().iter().map(|n| format!("{label}: {}", printable(&n.url))));
        lines.join("\n") + "\n"
    }

    fn answer_in_words(&self, language: Language) -> String {
        let instrument = self.ruling().and_then(|ruling| ruling.instrument());
        let reason = match (self.headline(), instrument, self.certificate()) {
            (Some(finding), ..) => explain(finding, language).problem,
            (None, Some(instrument), _) => printable(&instrument.title),
            (None, None, Some(certificate)) if self.verdict == Verdict::Valid => {
                printable(certificate.legal_name())
            }
            _ => return self.verdict.word(language).to_owned(),
        };
        format!("{}: {reason}", self.verdict.word(language))
    }

    fn owed_in_words(&self, language: Language) -> Vec<String> {
        let label = language.pick("owed", "義務");
        let owed = self.ruling().map_or(&[][..], |ruling| ruling.obligations());
        let told = owed.iter().map(|owed| {
            let due = owed.due.as_deref().map_or_else(String::new, |due| format!(" ({due})"));
            format!("{label}: {}{}", printable(&owed.code), printable(&due))
        });
        told.collect()
    }
}

fn in_words(finding: &Finding, language: Language) -> [String; 2] {
    let words = explain(finding, language);
    let label = language.pick("what to do", "対処");
    [format!("- {} [{}]", words.problem, finding.code), format!("  {label}: {}", words.remedy)]
}
