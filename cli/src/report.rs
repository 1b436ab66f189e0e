//! A report in words: the verdict first, then what it is about, then one line a step.

use crate::output::{Output, padded, styled};
use anstyle::{AnsiColor, Style};
use tegata::explain::printable;
use tegata::{
    Certificate, Clocks, Finding, NeedKind, Outcome, Report, Role, Standing, Step, Timestamp,
    Verdict, Weight, explain,
};

/// Prints a report about a question between two instants, mostly one and the same. The
/// standing says on whose word the body counts as accredited.
pub(crate) fn print(
    out: &mut Output,
    report: &Report,
    standing: Option<&Standing>,
    (first, last): (Clocks, Clocks),
) {
    print_headline(out, report);
    if let Some(certificate) = report.certificate() {
        out.gap();
        print_certificate(out, certificate, standing);
    }
    if report.clocks().is_some() {
        print_clocks(out, first, last);
    }
    out.gap();
    for step in Step::ALL.into_iter().filter(|step| *step <= Step::Current) {
        print_step(out, report, step, &str::to_owned);
    }
    print_notices(out, report, &str::to_owned);
    print_needs(out, report);
    print_future(out, report);
}

/// The verdict as a word in its colour, in a column.
pub(crate) fn verdict(out: &Output, verdict: Verdict) -> String {
    let colour = match verdict {
        Verdict::Valid | Verdict::Recognised | Verdict::NotRestricted => AnsiColor::Green,
        Verdict::Refused | Verdict::NotRecognised | Verdict::Prohibited => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    styled(colour.on_default().bold(), &padded(word(out, verdict), 14)).to_string()
}

/// The verdict as a word.
pub(crate) fn word(out: &Output, verdict: Verdict) -> &'static str {
    verdict.word(out.language())
}

fn print_headline(out: &mut Output, report: &Report) {
    let verdict = verdict(out, report.verdict());
    let why = match report.headline() {
        Some(finding) => printable(finding.code.as_str()),
        None => printable(report.certificate().map_or("", Certificate::legal_name)),
    };
    out.line(format_args!("{verdict} {why}"));
}

fn print_certificate(out: &mut Output, certificate: &Certificate, standing: Option<&Standing>) {
    let name = format!("{} ({})", certificate.legal_name(), certificate.subject());
    out.field(out.pick("organisation", "組織"), &name);
    out.field(out.pick("number", "証明書番号"), certificate.number());
    let scheme = [certificate.scheme(), out.pick("version", "版"), certificate.scheme_version()];
    out.field(out.pick("scheme", "制度"), &scheme.join(" "));
    let roles: Vec<_> = certificate.roles().map(Role::as_str).collect();
    out.field(out.pick("roles", "役割"), &roles.join(", "));
    out.field(out.pick("granted under", "準拠法域"), certificate.jurisdiction());
    out.field(out.pick("body", "認証機関"), certificate.issuer());
    if let Some(accredited) = standing.map(Standing::accredited) {
        let how = match accredited.list() {
            Some(list) => format!("{} ({list})", accredited.by()),
            None => out.pick("your own pin of the body", "個別登録").to_owned(),
        };
        out.field(out.pick("accredited by", "認定元"), &how);
    }
    let open = || out.pick("open", "定めなし").to_owned();
    let written = |instant: Option<Timestamp>| instant.map_or_else(open, |i| i.to_string());
    let (from, until) = (written(certificate.valid_from()), written(certificate.valid_until()));
    let validity = [&*from, out.pick("to", "から"), &*until].join(" ");
    out.field(out.pick("valid", "有効期間"), &validity);
}

fn print_clocks(out: &mut Output, first: Clocks, last: Clocks) {
    let asked = ends(out, first.valid_at, last.valid_at);
    out.field(out.pick("asked about", "対象時点"), &asked);
    if last.valid_at != last.known_at {
        let known = ends(out, first.known_at, last.known_at);
        out.field(out.pick("as known at", "知識時点"), &known);
    }
}

/// An instant, or both ends of a day.
pub(crate) fn ends(out: &Output, first: Timestamp, last: Timestamp) -> String {
    if first == last {
        return last.to_string();
    }
    [&*first.to_string(), out.pick("and", "および"), &*last.to_string()].join(" ")
}

pub(crate) fn print_step(
    out: &mut Output,
    report: &Report,
    step: Step,
    names: &dyn Fn(&str) -> String,
) {
    let outcome = report.outcome(step);
    let (style, word) = match outcome {
        Outcome::Passed => (AnsiColor::Green.on_default(), out.pick("passed", "合格")),
        Outcome::Failed => (AnsiColor::Red.on_default().bold(), out.pick("FAILED", "不合格")),
        Outcome::Unknown => (AnsiColor::Yellow.on_default().bold(), out.pick("UNKNOWN", "不明")),
        Outcome::Skipped => (Style::new().dimmed(), out.pick("not reached", "未到達")),
    };
    let name = padded(step_name(out, step), 34);
    out.line(format_args!("  {}  {name} {}", step.number(), styled(style, word)));
    for finding in found(report, step).filter(|finding| finding.weight() != Weight::Notice) {
        print_finding(out, finding, names);
    }
}

fn step_name(out: &Output, step: Step) -> &'static str {
    let (english, japanese) = match step {
        Step::Parse => ("it is a well-formed certificate", "証明書として正しい形式である"),
        Step::Issuer => ("its issuer is known to you", "発行者が既知である"),
        Step::Authentic => ("it is genuine and unchanged", "真正で、改変されていない"),
        Step::Accredited => ("the body was accredited for it", "機関が認定を受けていた"),
        Step::Current => ("it is in force", "効力がある"),
        Step::Coverage => ("it covers the transfer", "移転を対象としている"),
        Step::Recognition => ("the exporter's law recognises it", "移転元の法が承認している"),
        Step::Prohibitions => ("no prohibition stands in the way", "禁止命令がない"),
    };
    out.pick(english, japanese)
}

fn found(report: &Report, step: Step) -> impl Iterator<Item = &Finding> {
    report.findings().iter().filter(move |finding| finding.code.step() == step)
}

fn print_finding(out: &mut Output, finding: &Finding, names: &dyn Fn(&str) -> String) {
    let words = explain(finding, out.language());
    out.line(format_args!("       {} [{}]", names(&words.problem), finding.code));
    if let (Some(first), Some(last)) = (finding.fact("first"), finding.fact("last")) {
        let (begin, end) = (
            out.pick("at the day's beginning:", "日の初め："),
            out.pick("at its end:", "日の終わり："),
        );
        out.line(format_args!("       {begin} {}; {end} {}", printable(first), printable(last)));
    }
    let label = out.pick("what to do: ", "対処：");
    out.line(format_args!("       {label}{}", names(&words.remedy)));
}

pub(crate) fn print_notices(out: &mut Output, report: &Report, names: &dyn Fn(&str) -> String) {
    let notices = report.findings().iter().filter(|finding| finding.weight() == Weight::Notice);
    let mut notices = notices.peekable();
    if notices.peek().is_none() {
        return;
    }
    out.gap();
    out.heading(out.pick("Worth knowing", "参考"));
    for notice in notices {
        print_finding(out, notice, names);
    }
}

pub(crate) fn print_needs(out: &mut Output, report: &Report) {
    let needs = report.needs();
    if needs.is_empty() {
        return;
    }
    out.gap();
    out.heading(out.pick(
        "Obtain these documents, add them with `tegata bundle add`, and ask again",
        "次の文書を取得し、`tegata bundle add` で追加して、もう一度検証してください",
    ));
    for need in needs {
        out.field(kind_name(out, need.kind), &need.url);
    }
}

fn kind_name(out: &Output, kind: NeedKind) -> &'static str {
    let (english, japanese) = match kind {
        NeedKind::DidDocument => ("DID document", "DID文書"),
        NeedKind::IssuerMetadata => ("issuer metadata", "発行者情報"),
        NeedKind::KeySet => ("key set", "鍵一覧"),
        NeedKind::StatusList => ("status list", "状態一覧"),
        NeedKind::CertificationEvents => ("events", "履歴文書"),
        NeedKind::TrustDocument => ("trust document", "信頼文書"),
    };
    out.pick(english, japanese)
}

pub(crate) fn print_future(out: &mut Output, report: &Report) {
    let (change, fresh) = (report.next_change(), report.fresh_until());
    if change.or(fresh).is_some() {
        out.gap();
    }
    if let Some(change) = change {
        out.field(out.pick("changes on", "判定の変わる時"), &change.to_string());
    }
    if let Some(fresh) = fresh {
        out.field(out.pick("fresh until", "資料の期限"), &fresh.to_string());
    }
}
