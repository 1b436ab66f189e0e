//! A decision in words, such as can be read aloud: the verdict and its instrument, why,
//! what is owed, what else was looked at, and when the answer changes.

use crate::output::{Output, padded};
use crate::report::{ends, print_future, print_needs, print_notices, print_step, verdict, word};
use tegata::explain::printable;
use tegata::report::{Considered, Instrument, NOTICE, Owed, Ruling, Unstated};
use tegata::{
    Clocks, Decision, Finding, Language, Outcome, Report, Step, Transfer, TrustBundle, Verdict,
    Weight, explain,
};

/// A decision and what it is about.
pub(crate) struct Answer<'a> {
    pub(crate) transfer: &'a Transfer,
    pub(crate) decision: &'a Decision,
    /// The answer with the knowledge of its own time, where that is another time.
    pub(crate) on_the_day: Option<&'a Decision>,
    pub(crate) bundle: &'a TrustBundle,
    /// The clocks at the beginning and at the end of what was asked.
    pub(crate) ends: (Clocks, Clocks),
}

/// Prints it.
pub(crate) fn print(out: &mut Output, answer: &Answer<'_>) {
    let report = answer.decision.report();
    out.line(format_args!("{}", headline(out, answer, answer.decision)));
    out.gap();
    print_question(out, answer);
    if let Some(instrument) = report.ruling().and_then(Ruling::instrument) {
        print_instrument(out, instrument);
    }
    if let Some(nearest) = nearest(out.language(), answer.bundle, report) {
        out.field(out.pick("nearest miss", "最も近い制度"), &nearest);
    }
    out.gap();
    let language = out.language();
    let names = |text: &str| named(language, answer.bundle, text);
    for step in Step::ALL.into_iter().filter(|step| report.outcome(*step) != Outcome::Skipped) {
        print_step(out, report, step, &names);
    }
    if let Some(ruling) = report.ruling() {
        print_unstated(out, ruling.unstated());
        print_obligations(out, ruling.obligations());
        print_considered(out, answer, ruling.considered());
    }
    print_notices(out, report, &names);
    print_needs(out, report);
    print_future(out, report);
    print_sources(out, answer.bundle);
}

/// The verdict, and in one line what it rests on.
pub(crate) fn headline(out: &Output, answer: &Answer<'_>, decision: &Decision) -> String {
    let report = decision.report();
    format!("{} {}", verdict(out, report.verdict()), reason(out, answer, report))
}

fn reason(out: &Output, answer: &Answer<'_>, report: &Report) -> String {
    let day = report.clocks().map_or_else(String::new, |clocks| clocks.valid_at.date());
    let instrument = report.ruling().and_then(Ruling::instrument).map(cited);
    let importer = party(answer).map(printable);
    match (report.verdict(), instrument, out.language()) {
        (Verdict::Recognised, Some(instrument), Language::English) => {
            let importer = importer.map_or_else(String::new, |importer| importer + " ");
            format!("{importer}under {instrument}, as of {day}")
        }
        (Verdict::Recognised, Some(instrument), Language::Japanese) => {
            let importer = importer.map_or_else(String::new, |importer| importer + "：");
            format!("{importer}{instrument}による（{day} 時点）")
        }
        (Verdict::NotRestricted, _, Language::English) => {
            format!("the exporter's law does not restrict this transfer, as of {day}")
        }
        (Verdict::NotRestricted, _, Language::Japanese) => {
            format!("移転元の法はこの移転を制限していません（{day} 時点）")
        }
        _ => report.headline().map_or_else(String::new, |f| problem(out, answer, f)),
    }
}

/// An instrument with the first place in the law on which it rests.
fn cited(instrument: &Instrument) -> String {
    match instrument.citations.first() {
        Some(citation) => printable(&format!("{} ({citation})", instrument.title)),
        None => printable(&instrument.title),
    }
}

/// Where no instrument was found that applies: the one that came nearest, and what it lacks.
pub(crate) fn nearest(language: Language, bundle: &TrustBundle, report: &Report) -> Option<String> {
    let ruling = report.ruling().filter(|ruling| ruling.instrument().is_none())?;
    let nearest = ruling.considered().first()?;
    let lacking = gravest(&nearest.findings)?;
    let told = format!("{}: {}", nearest.instrument, explain(lacking, language).problem);
    Some(named(language, bundle, &told))
}

/// Who receives the data, where anybody was named.
fn party<'a>(answer: &Answer<'a>) -> Option<&'a str> {
    let importer = &answer.transfer.importer;
    importer.name.as_ref().or(importer.id.as_ref()).map(String::as_str)
}

fn problem(out: &Output, answer: &Answer<'_>, finding: &Finding) -> String {
    named(out.language(), answer.bundle, &explain(finding, out.language()).problem)
}

/// The text with identifiers replaced by what people call them.
pub(crate) fn named(language: Language, bundle: &TrustBundle, text: &str) -> String {
    const OURS: &str = "https://w3id.org/tegata/";
    let tag = match language {
        Language::English => "en",
        Language::Japanese => "ja",
    };
    let mut told = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("https://") {
        let (before, from) = rest.split_at(start);
        let end = from.find([' ', ',', ';', ')', '（', '）', '、']).unwrap_or(from.len());
        let end = from.get(..end).map_or(end, |id| id.trim_end_matches(':').len());
        let (id, after) = from.split_at(end);
        told.push_str(before);
        match bundle.title(id, tag) {
            Some(title) => told.push_str(&printable(title)),
            None => told.push_str(id.strip_prefix(OURS).unwrap_or(id)),
        }
        rest = after;
    }
    told + rest
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
        (out.pick("sector", "分野"), &transfer.sectors),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let short: Vec<_> = list.iter().map(|iri| short(iri)).collect();
        out.field(name, &short.join(", "));
    }
    print_when(out, answer);
}

fn print_when(out: &mut Output, answer: &Answer<'_>) {
    let (first, last) = answer.ends;
    out.field(out.pick("asked about", "対象時点"), &ends(out, first.valid_at, last.valid_at));
    if last.valid_at != last.known_at {
        out.field(out.pick("as known at", "知識時点"), &last.known_at.to_string());
    }
    if let Some(then) = answer.on_the_day {
        let verdict = word(out, then.verdict());
        let told = format!("{verdict}: {}", reason(out, answer, then.report()));
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
        let would = open.would.iter();
        let would =
            would.map(|(value, verdict)| format!("{} → {}", short(value), word(out, *verdict)));
        let would: Vec<_> = would.collect();
        let fact = printable(&open.fact);
        out.line(format_args!("  {fact}: {}", printable(&would.join("; "))));
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
        let duty = printable(&owed.code.replace('_', " "));
        let reference = printable(&owed.reference);
        out.line(format_args!("  {} {duty} ({reference})", padded(&due, 14)));
    }
}

fn print_considered(out: &mut Output, answer: &Answer<'_>, considered: &[Considered]) {
    if considered.is_empty() {
        return;
    }
    out.gap();
    out.heading(out.pick("What was considered", "検討した制度"));
    for one in considered {
        let name = named(out.language(), answer.bundle, &printable(&one.instrument));
        out.line(format_args!("  {} {name}", verdict(out, one.verdict)));
        print_gravest(out, answer, &one.findings);
    }
}

/// What stands most in the way; the report has all of it.
fn print_gravest(out: &mut Output, answer: &Answer<'_>, findings: &[Finding]) {
    let Some(gravest) = gravest(findings) else { return };
    let problem = problem(out, answer, gravest);
    let obstacles = findings.iter().filter(|finding| finding.weight() != Weight::Notice);
    let more = match (obstacles.count() - 1, out.language()) {
        (0, _) => String::new(),
        (more, Language::English) => format!(", and {more} more"),
        (more, Language::Japanese) => format!("、ほか{more}件"),
    };
    out.line(format_args!("      {problem} [{}]{more}", gravest.code));
}

/// The gravest obstacle; of several, the first.
fn gravest(findings: &[Finding]) -> Option<&Finding> {
    let obstacles = findings.iter().filter(|finding| finding.weight() != Weight::Notice);
    obstacles.rev().max_by_key(|finding| finding.weight())
}

fn print_sources(out: &mut Output, bundle: &TrustBundle) {
    out.gap();
    for pack in bundle.packs() {
        let about = &pack.about;
        let told = format!("{} ({}). {}", about.title, about.as_of.date(), about.notice);
        out.field(out.pick("facts from", "事実の出典"), &told);
    }
    let notice = out.pick(NOTICE, "本報告は確認した事項を述べるもので、法的助言ではありません。");
    out.field(out.pick("notice", "注意"), notice);
}
