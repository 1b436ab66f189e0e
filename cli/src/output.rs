//! Standard output: the one writer of all commands.

use crate::failure::Failure;
use anstyle::Style;
use std::fmt::{Arguments, Display};
use std::io::{self, ErrorKind, Write};
use tegata::Language;
use tegata::explain::printable;

/// Writes to standard output in the language of the reader. A reader that went away
/// (a closed pipe) is no fault: the command still ends with its own answer.
pub(crate) struct Output {
    language: Language,
    fault: Option<io::Error>,
}

impl Output {
    pub(crate) fn new(language: Language) -> Self {
        Self { language, fault: None }
    }

    /// The language of the reader.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The one of two texts that is in the language of the reader.
    pub(crate) fn pick<'t>(&self, english: &'t str, japanese: &'t str) -> &'t str {
        match self.language {
            Language::English => english,
            Language::Japanese => japanese,
        }
    }

    /// Writes a line; colours are left out where nobody would see them.
    pub(crate) fn line(&mut self, text: Arguments<'_>) {
        self.keep(|| writeln!(anstream::stdout(), "{text}"));
    }

    /// Writes an empty line.
    pub(crate) fn gap(&mut self) {
        self.line(format_args!(""));
    }

    /// Writes a heading.
    pub(crate) fn heading(&mut self, text: &str) {
        self.line(format_args!("{}", styled(Style::new().bold(), text)));
    }

    /// Writes `name: value` in columns. The value is from outside and made safe.
    pub(crate) fn field(&mut self, name: &str, value: &str) {
        self.line(format_args!("  {} {}", padded(name, 16), printable(value)));
    }

    /// Writes JSON, with invisible and control characters as escapes, which mean the same.
    pub(crate) fn json(&mut self, json: &str) {
        self.keep(|| writeln!(io::stdout(), "{}", escape_hostile(json)));
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.keep(|| io::stdout().write_all(bytes));
    }

    /// Tells something beside the result, on standard error. Nobody may be listening.
    pub(crate) fn note(&self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{}", printable(text));
    }

    /// Ends the output. An error only when something was lost to a reader who is there.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.keep(|| io::stdout().flush());
        match self.fault {
            Some(fault) if fault.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("standard output: {fault}")))
            }
            _ => Ok(()),
        }
    }

    /// After the first fault nothing more is written.
    fn keep(&mut self, write: impl FnOnce() -> io::Result<()>) {
        if self.fault.is_none() {
            self.fault = write().err();
        }
    }
}

/// Text in a style.
pub(crate) fn styled(style: Style, text: &str) -> impl Display {
    format!("{style}{text}{style:#}")
}

/// Text with spaces up to `columns`, counting wide characters twice.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(columns.saturating_sub(width)))
}

pub(crate) fn escape_hostile(json: &str) -> String {
    json.chars().fold(String::with_capacity(json.len()), |mut text, character| {
        let mut buffer = [0; 4];
        let plain = &*character.encode_utf8(&mut buffer);
        if printable(plain) == plain {
            text.push(character);
        } else {
            let mut units = [0; 2];
            let units = character.encode_utf16(&mut units);
            text.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_become_json_escapes() {
        assert_eq!(escape_hostile("{\"a\":\"\u{9b}31m\"}"), "{\"a\":\"\\u009b31m\"}");
        assert_eq!(escape_hostile("\"\u{e0041}株\""), "\"\\udb40\\udc41株\"");
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(padded("組織", 6), "組織  ");
        assert_eq!(padded("name", 2), "name");
    }
}
