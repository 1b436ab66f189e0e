//! `tegata bundle show`.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Output, styled};
use anstyle::AnsiColor;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use tegata::explain::printable;
use tegata::trust::AnyOr;
use tegata::{Anchor, Document, DocumentReport, TrustBundle, explain};

/// Show whom a bundle trusts, and whether its documents are sound
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The bundle
    file: PathBuf,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let bundle = TrustBundle::load(&self.file)?;
        if self.json {
            out.json(&to_json(&bundle).to_string());
        } else {
            print(out, &bundle);
        }
        Ok(Exit::Good)
    }
}

/// A document in one line: what it is, of whom, and where it is published.
pub(super) fn summary(report: &DocumentReport) -> String {
    let edition = report.sequence.map(|number| format!(" number {number}")).unwrap_or_default();
    let issuer = report.issuer.as_deref().map(|issuer| format!(" of {issuer}")).unwrap_or_default();
    format!("{}{edition}{issuer}, {}", report.kind, report.url)
}

fn print(out: &mut Output, bundle: &TrustBundle) {
    out.field(out.pick("digest", "ダイジェスト"), &hex(bundle.digest()));
    out.field(out.pick("made", "作成"), &bundle.created_at().to_string());
    out.gap();
    out.heading(out.pick("Whom you trust, and for what", "信頼する相手とその範囲"));
    bundle.anchors().iter().for_each(|anchor| print_anchor(out, anchor));
    out.gap();
    out.heading(out.pick("Documents", "文書"));
    let reports = bundle.document_reports().iter();
    reports.zip(bundle.documents()).for_each(|(report, document)| {
        print_document(out, report, document);
    });
}

fn print_anchor(out: &mut Output, anchor: &Anchor) {
    out.line(format_args!("  {}", printable(&anchor.id)));
    let speaks = &anchor.speaks_for;
    for mandate in &speaks.accredits {
        let laws = written(&mandate.jurisdictions);
        out.field(out.pick("  accredits", "  認定"), &format!("{} ({laws})", mandate.scheme));
    }
    for pin in &speaks.certifies {
        let (version, roles) = (written(&pin.scheme_version), written(&pin.roles));
        let laws = written(&pin.jurisdictions);
        let what = format!("{} version {version}, {roles} ({laws})", pin.scheme);
        out.field(out.pick("  certifies", "  認証"), &what);
    }
    let lists = [
        (out.pick("  rules of", "  制度規則"), &speaks.schemes),
        (out.pick("  regimes", "  法制度"), &speaks.regimes),
        (out.pick("  prohibitions", "  禁止命令"), &speaks.prohibitions),
        (out.pick("  registers", "  法域登録簿"), &speaks.registers),
        (out.pick("  pinned packs", "  固定パック"), &anchor.pins),
        (out.pick("  status for", "  状態公表"), &speaks.status),
        (out.pick("  sources", "  公表元"), &anchor.sources),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        out.field(name, &list.join(", "));
    }
}

/// `any`, or the entries with commas between.
fn written<T: ToString>(scope: &AnyOr<T>) -> String {
    match scope {
        AnyOr::Any => "any".to_owned(),
        AnyOr::Only(list) => list.iter().map(T::to_string).collect::<Vec<_>>().join(", "),
    }
}

fn print_document(out: &mut Output, report: &DocumentReport, document: &Document) {
    let (colour, word) = match &report.problem {
        None => (AnsiColor::Green, out.pick("sound", "正常")),
        Some(_) => (AnsiColor::Yellow, out.pick("unusable", "使用不可")),
    };
    let word = styled(colour.on_default(), word);
    out.line(format_args!("  {word}  {}", printable(&summary(report))));
    out.field(out.pick("  obtained", "  取得"), &document.obtained_at.to_string());
    if let Some(problem) = &report.problem {
        let words = explain(problem, out.language());
        let text = format!("{} [{}]", words.problem, problem.code);
        out.field(out.pick("  problem", "  問題"), &text);
        out.field(out.pick("  what to do", "  対処"), &words.remedy);
    }
}

fn to_json(bundle: &TrustBundle) -> Value {
    let reports = bundle.document_reports().iter();
    let documents = reports.zip(bundle.documents()).map(|(report, document)| {
        json!({
            "url": report.url,
            "kind": report.kind,
            "issuer": report.issuer,
            "sequenceNumber": report.sequence,
            "problem": report.problem.as_ref().map(|problem| problem.code.as_str()),
            "mediaType": document.media_type,
            "obtainedAt": document.obtained_at.to_string(),
            "sha256": document.sha256(),
        })
    });
    json!({
        "digest": hex(bundle.digest()),
        "createdAt": bundle.created_at().to_string(),
        "anchors": bundle.anchors(),
        "documents": documents.collect::<Vec<_>>(),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
