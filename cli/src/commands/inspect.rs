//! `tegata inspect`: what a token says, whoever wrote it.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::{Output, styled};
use anstyle::AnsiColor;
use clap::Args;
use serde_json::Value;
use std::path::PathBuf;
use tegata::explain::printable;
use tegata::inspect::{Inspection, NOTICE, inspect};

/// Show what a token or JSON document says, without verifying any of it
#[derive(Args, Debug)]
pub(crate) struct Inspect {
    /// The token, a file; `-` for standard input
    token: PathBuf,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Inspect {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let text = read_text(&self.token)?;
        let found = inspect(&text).map_err(|error| Failure::from(error).within(&self.token))?;
        if self.json {
            out.json(&found.to_json());
        } else {
            print(out, &found);
        }
        Ok(Exit::Good)
    }
}

fn print(out: &mut Output, found: &Inspection) {
    let notice = out.pick(
        NOTICE,
        "未検証 (UNVERIFIED)：誰でも書ける内容です。真偽は `tegata verify` で確認してください",
    );
    let notice = styled(AnsiColor::Yellow.on_default().bold(), notice);
    out.line(format_args!("{notice}"));
    for part in &found.parts {
        out.gap();
        out.heading(part.name);
        match &part.content {
            Ok(value) => print_value(out, value),
            Err(fault) => out.line(format_args!("  not readable: {}", printable(fault))),
        }
    }
}

fn print_value(out: &mut Output, value: &Value) {
    let text = serde_json::to_string_pretty(&shortened(value)).unwrap_or_default();
    for line in text.lines() {
        out.line(format_args!("  {}", printable(line)));
    }
}

/// Without the middle of texts that nobody reads, such as status lists.
fn shortened(value: &Value) -> Value {
    const LONGEST: usize = 400;
    match value {
        Value::String(text) if text.chars().count() > LONGEST => {
            let begin: String = text.chars().take(LONGEST / 2).collect();
            format!("{begin}… ({} characters in all)", text.chars().count()).into()
        }
        Value::Array(list) => list.iter().map(shortened).collect(),
        Value::Object(object) => {
            object.iter().map(|(name, value)| (name.clone(), shortened(value))).collect()
        }
        _ => value.clone(),
    }
}
