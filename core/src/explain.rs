//! From codes to words, rendered only when asked for.

use crate::code::{Code, Finding, Words};

/// The languages of explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// 日本語
    Japanese,
}

impl Language {
    /// The language of a tag such as `en`, `ja` or `ja-JP` (RFC 5646).
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next() {
            Some("en") => Some(Self::English),
            Some("ja") => Some(Self::Japanese),
            _ => None,
        }
    }

    /// One of two texts.
    pub(crate) fn pick(self, english: &'static str, japanese: &'static str) -> &'static str {
        match self {
            Self::English => english,
            Self::Japanese => japanese,
        }
    }
}

/// What a finding says, with its own facts filled in and made safe to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

/// Puts a finding into words.
pub fn explain(finding: &Finding, language: Language) -> Explanation {
    let words = finding.code.words(language);
    Explanation { problem: fill(words.problem, finding), remedy: fill(words.remedy, finding) }
}

impl Code {
    /// The words of a code; `{name}` stands for a finding's fact.
    pub fn words(self, language: Language) -> Words {
        match language {
            Language::English => self.english(),
            Language::Japanese => self.japanese(),
        }
    }
}

fn fill(template: &str, finding: &Finding) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        text.push_str(before);
        text.push_str(&printable(finding.fact(name).unwrap_or("?")));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Text from outside, made safe for terminals and logs: control characters, line breaks
/// and invisible or direction-changing characters become visible escapes.
pub fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, character| {
        if is_hostile(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
        out
    })
}

/// Controls (C0, C1, DEL), line separators, zero-width and bidirectional characters
/// (Unicode TR 36), tags, variation fillers and the byte-order mark.
pub(crate) fn is_hostile(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_speaks_both_languages_and_fills_its_places() {
        for code in Code::ALL {
            for language in [Language::English, Language::Japanese] {
                let words = code.words(language);
                for text in [words.problem, words.remedy] {
                    assert!(!text.is_empty() && !text.ends_with('.'), "{code}");
                    assert_eq!(text.matches('{').count(), text.matches('}').count(), "{code}");
                }
            }
        }
    }

    #[test]
    fn both_languages_use_the_same_facts() {
        fn places(words: Words) -> Vec<String> {
            let both = format!("{}{}", words.problem, words.remedy);
            let mut names: Vec<_> = both
                .split('{')
                .skip(1)
                .filter_map(|t| t.split('}').next())
                .map(str::to_owned)
                .collect();
            names.sort();
            names.dedup();
            names
        }
        for code in Code::ALL {
            assert_eq!(places(code.english()), places(code.japanese()), "{code}");
        }
    }

    #[test]
    fn hostile_text_becomes_visible() {
        assert_eq!(printable("Evil \u{1b}[2J"), "Evil \\u{1b}[2J");
        assert_eq!(printable("abc\u{202e}txt.exe"), "abc\\u{202e}txt.exe");
        assert_eq!(printable("x\r\ny\u{9b}31m"), "x\\u{d}\\u{a}y\\u{9b}31m");
        assert_eq!(printable("株式会社例 \u{1f600}"), "株式会社例 \u{1f600}");
    }
}
