//! `tegata bundle add`.

use super::show::summary;
use super::store::{lock, now, save};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_text;
use crate::output::Output;
use clap::Args;
use std::path::PathBuf;
use tegata::inspect::media_type;
use tegata::{Document, Finding, Timestamp, TrustBundle, explain};

/// Add a document that one of your anchors, or a body, published
///
/// A document of the same URL is replaced. An older edition than one that was seen before is
/// refused; what was seen is kept beside the bundle, in a file whose name ends in .seen.
#[derive(Args, Debug)]
pub(crate) struct Add {
    /// The bundle
    file: PathBuf,

    /// The document, a file; `-` for standard input
    document: PathBuf,

    /// Where the document is published
    #[arg(long)]
    url: String,

    /// Its media type, such as application/vc+jwt. Default: told from its content
    #[arg(long = "type", value_name = "MEDIA")]
    media_type: Option<String>,

    /// Add it although it cannot be used yet: what makes its issuer known may come later
    #[arg(long)]
    unusable: bool,
}

impl Add {
    pub(super) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let _alone = lock(&self.file)?;
        let before = TrustBundle::load(&self.file)?;
        let document = self.document()?;
        let bundle = before.with_document(document, now())?;
        let report = bundle.document_reports().iter().find(|report| report.url == self.url);
        match report.and_then(|report| report.problem.as_ref()) {
            Some(problem) if !self.unusable => {
                return Err(unusable(problem, out).within(&self.document));
            }
            _ => save(&before, &bundle, &self.file)?,
        }
        if let Some(report) = report {
            out.field(out.pick("added", "追加"), &summary(report));
        }
        Ok(Exit::Good)
    }

    fn document(&self) -> Result<Document, Failure> {
        let mut document = document(read_text(&self.document)?, &self.url, now());
        match &self.media_type {
            Some(given) => document.media_type.clone_from(given),
            None if document.media_type.is_empty() => return Err(unknown().within(&self.document)),
            None => {}
        }
        Ok(document)
    }
}

/// A document as a file holds it. Its type is told from its content; empty where that
/// does not tell.
pub(super) fn document(text: String, url: &str, obtained_at: Timestamp) -> Document {
    // White space after a token is an editor's; a JSON document is kept byte for byte.
    let is_json = text.trim_ascii_start().starts_with('{');
    let body = if is_json { text } else { text.trim_ascii().to_owned() };
    let media_type = media_type(&body).unwrap_or_default().to_owned();
    Document { url: url.to_owned(), media_type, obtained_at, body }
}

fn unknown() -> Failure {
    Failure::new("what kind of document this is cannot be told from its content")
        .advice("check that it is the right file, or name its type with --type")
}

fn unusable(problem: &Finding, out: &Output) -> Failure {
    let words = explain(problem, out.language());
    let advice = format!(
        "{}; --unusable adds it all the same, where what it depends on comes later",
        words.remedy
    );
    Failure::new(format!("not added: {} [{}]", words.problem, problem.code)).advice(advice)
}
