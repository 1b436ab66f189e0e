//! A decision in words, such as can be read aloud: the verdict and its instrument, why,
//! what is owed, what else was looked at, and when the answer changes.

use crate::output::{Output, padded};
use crate::report::{ends, print_future, print_needs, print_notices, print_step, verdict};
use tegata::explain::printable;
use tegata::recognition::HeldPack;
use tegata::report::{Considered, Instrument, NOTICE, Owed, Ruling, Unstated};
use tegata::{
    Clocks, Decision, Finding, Language, Report, Step, Transfer, Verdict, Weight, explain,
};

/// A decision and what it is about.
pub(crate) struct Answer<'a> {
    pub(crate) transfer: &'a Transfer,
    pub(crate) decision: &'a Decision,
    /// The answer with the knowledge of its own time, where that is another time.
    pub(crate) on_the_day: Option<&'a Decision>,
    pub(crate) packs: &'a [HeldPack],
    /// The clocks at the beginning and at the end of what was asked.
    pub(crate) ends: (Clocks, Clocks),
}

/// Prints it.
pub(crate) fn print(out: &mut Output, answer: &Answer<'_>) {
    let report = answer.decision.report();
    out.line(format_args!("{}", headline(out, answer.decision, answer.transfer)));
    out.gap();
    print_question(out, answer);
    if let Some(instrument) = report.ruling().and_then(Ruling::instrument) {
        print_instrument(out, instrument);
    }
    out.gap();
    for step in Step::ALL {
        print_step(out, report, step);
    }
    if let Some(ruling) = report.ruling() {
        print_unstated(out, ruling.unstated());
        print_obligations(out, ruling.obligations());
        print_considered(out, ruling.considered());
    }
    print_notices(out, report);
    print_needs(out, report);
    print_future(out, report);
    print_sources(out, answer.packs);
}

/// The verdict, and in one line what it rests on.
pub(crate) fn headline(out: &Output, decision: &Decision, transfer: &Transfer) -> String {
    let report = decision.report();
    format!("{} {}", verdict(out, report.verdict()), reason(out, report, transfer))
}

fn reason(out: &Output, report: &Report, transfer: &Transfer) -> String {
    let day = report.clocks().map_or_else(String::new, |clocks| clocks.valid_at.date());
    let instrument = report.ruling().and_then(Ruling::instrument).map(|i| printable(&i.title));
    let importer = printable(party(transfer));
    match (report.verdict(), instrument, out.language()) {
        (Verdict::Recognised, Some(instrument), Language::English) => {
            format!("{importer}, under {instrument}, as of {day}")
        }
        (Verdict::Recognised, Some(instrument), Language::Japanese) => {
            format!("{importer}：{instrument}による（{day} 時点）")
        }
        (Verdict::NotRestricted, _, Language::English) => {
            format!("the exporter's law does not restrict this transfer, as of {day}")
        }
        (Verdict::NotRestricted, _, Language::Japanese) => {
            format!("移転元の法はこの移転を制限していません（{day} 時点）")
        }
        _ => report.headline().map_or_else(String::new, |f| explain(f, out.language()).problem),
    }
}

/// Who receives the data, as shortly as the question allows.
fn party(transfer: &Transfer) -> &str {
    let importer = &transfer.importer;
    importer.name.as_ref().or(importer.id.as_ref()).unwrap_or(&transfer.to)
}

fn print_question(out: &mut Output, answer: &Answer<'_>) {
    let transfer = answer.transfer;
    let corridor = format!("{} → {}", transfer.from, transfer.to);
    out.field(out.pick("transfer", "移転"), &corridor);
    if let Some(id) = &transfer.importer.id {
        let name = transfer.importer.name.as_deref();
        let who = name.map_or_else(|| id.clone(), |name| format!("{name} ({id})"));
        out.field(out.pick("importer", "移転先"), &who);
    }
    let lists = [
        (out.pick("data", "データ"), &transfer.data_categories),
        (out.pick("people", "本人"), &transfer.data_subjects),
        (out.pick("purpose", "目的"), &transfer.purposes),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let short: Vec<_> = list.iter().map(|iri| short(iri)).collect();
        out.field(name, &short.join(", "));
    }
    let (first, last) = answer.ends;
    out.field(out.pick("asked about", "対象時点"), &ends(out, first.valid_at, last.valid_at));
    if last.valid_at != last.known_at {
        out.field(out.pick("as known at", "知識時点"), &last.known_at.to_string());
    }
    if let Some(then) = answer.on_the_day {
        let told =
            format!("{} {}", word(out, then.verdict()), reason(out, then.report(), transfer));
        out.field(out.pick("on the day", "当時の判定"), &told);
    }
}

/// What stands behind the last `#` or `/`.
fn short(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

fn print_instrument(out: &mut Output, instrument: &Instrument) {
    out.field(out.pick("instrument", "根拠となる制度"), &instrument.title);
    for citation in &instrument.citations {
        out.field(out.pick("law", "条文"), citation);
    }
    out.field(out.pick("stated by", "掲載元"), &instrument.stated_by);
}

fn print_unstated(out: &mut Output, unstated: &[Unstated]) {
    if unstated.is_empty() {
        return;
    }
    out.gap();
    out.heading(out.pick("What would settle it", "判定に必要な事実"));
    for open in unstated {
        let would = open
            .would
            .iter()
            .map(|(value, verdict)| format!("{} → {}", short(value), word(out, *verdict)));
        let would: Vec<_> = would.collect();
        out.line(format_args!("  {}: {}", printable(&open.fact), printable(&would.join("; "))));
    }
}

fn print_obligations(out: &mut Output, obligations: &[Owed]) {
    if obligations.is_empty() {
        return;
    }
    out.gap();
    out.heading(out.pick("What is owed", "義務"));
    for owed in obligations {
        let due = owed.due.as_deref().map(|due| match out.language() {
            Language::English => format!("by {due}"),
            Language::Japanese => format!("{due} まで"),
        });
        let due = due.unwrap_or_else(|| out.pick("throughout", "継続的に").to_owned());
        let duty = owed.code.replace('_', " ");
        out.line(format_args!(
            "  {} {} ({})",
            padded(&due, 15),
            printable(&duty),
            printable(&owed.reference)
        ));
    }
}

fn print_considered(out: &mut Output, considered: &[Considered]) {
    if considered.is_empty() {
        return;
    }
    out.gap();
    out.heading(out.pick("What was considered", "検討した制度"));
    for one in considered {
        let name = short(&one.instrument);
        out.line(format_args!("  {} {}", verdict(out, one.verdict), printable(name)));
        let reasons = one.findings.iter().filter(|finding| finding.weight() != Weight::Notice);
        for reason in reasons {
            print_reason(out, reason);
        }
    }
}

fn print_reason(out: &mut Output, finding: &Finding) {
    let problem = explain(finding, out.language()).problem;
    out.line(format_args!("      {problem} [{}]", finding.code));
}

fn print_sources(out: &mut Output, packs: &[HeldPack]) {
    out.gap();
    for pack in packs {
        let told =
            format!("{} ({}): {}", pack.about.title, pack.about.as_of.date(), pack.about.notice);
        out.field(out.pick("facts from", "事実の出典"), &told);
    }
    let notice = out.pick(NOTICE, "本報告は確認した事項を述べるもので、法的助言ではありません。");
    out.field(out.pick("notice", "注意"), notice);
}

fn word(out: &Output, verdict: Verdict) -> &'static str {
    crate::report::word(out, verdict)
}
