//! `tegata inspect`: what a token says, whoever wrote it.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::{Output, styled};
use crate::token::{self, Part, Token};
use anstyle::AnsiColor;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use tegata::explain::printable;

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
        let sections = sections(text.trim_ascii()).map_err(|fault| fault.within(&self.token))?;
        if self.json {
            out.json(&to_json(sections).to_string());
        } else {
            print(out, &sections);
        }
        Ok(Exit::Good)
    }
}

/// A part of what was read, under its name.
type Section = (&'static str, Part);

fn sections(text: &str) -> Result<Vec<Section>, Failure> {
    if let Some(token) = Token::of(text) {
        return Ok(of_token(&token));
    }
    let document = token::json(text.as_bytes()).map_err(|fault| {
        Failure::new(format!("neither a token nor JSON: {fault}"))
            .advice("a token is three base64url parts with dots between; ask for the original file")
    })?;
    match document.as_array().map(Vec::as_slice) {
        // A document of several signatures over one payload.
        Some([Value::String(first), ..]) => match Token::of(first) {
            Some(token) => Ok(of_token(&token)),
            None => Ok(vec![("document", Ok(document))]),
        },
        _ if is_private_key(&document) => Err(Failure::new("this is a private key")
            .advice("`tegata key show` tells about it without showing it")),
        _ => Ok(vec![("document", Ok(document))]),
    }
}

fn is_private_key(document: &Value) -> bool {
    document.get("kty").is_some() && (document.get("d").or_else(|| document.get("k"))).is_some()
}

fn of_token(token: &Token<'_>) -> Vec<Section> {
    let mut sections = vec![("header", token.header.clone()), ("payload", token.payload.clone())];
    sections.extend(token.disclosures.iter().map(|text| ("disclosure", token::part(text))));
    if let Some(binding) = token.key_binding.and_then(Token::of) {
        sections.push(("key binding header", binding.header));
        sections.push(("key binding payload", binding.payload));
    }
    sections
}

const NOTICE: &str =
    "UNVERIFIED: anybody can write this; only `tegata verify` says whether it holds";

fn print(out: &mut Output, sections: &[Section]) {
    let notice = out.pick(
        NOTICE,
        "未検証 (UNVERIFIED)：誰でも書ける内容です。真偽は `tegata verify` で確認してください",
    );
    let notice = styled(AnsiColor::Yellow.on_default().bold(), notice);
    out.line(format_args!("{notice}"));
    for (name, part) in sections {
        out.gap();
        out.heading(name);
        match part {
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

fn to_json(sections: Vec<Section>) -> Value {
    let sections = sections.into_iter().map(|(name, part)| match part {
        Ok(content) => json!({ "part": name, "content": content }),
        Err(fault) => json!({ "part": name, "fault": fault }),
    });
    json!({ "notice": NOTICE, "unverified": sections.collect::<Vec<_>>() })
}
