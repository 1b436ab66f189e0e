//! `tegata period`: a transfer through time.

use crate::decision::named;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{Existing, write};
use crate::grounds::Grounds;
use crate::output::Output;
use crate::question::Asked;
use crate::report::verdict;
use clap::Args;
use std::path::PathBuf;
use tegata::explain::printable;
use tegata::survey::{Period, Segment};
use tegata::{Clocks, Day, Language, Timestamp, TrustBundle, Verdict};

/// Say from when until when the exporter's law recognised a transfer, and by what
#[derive(Args, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct PeriodOf {
    #[command(flatten)]
    question: Asked,

    #[command(flatten)]
    grounds: Grounds,

    /// The first day, or instant
    #[arg(long, value_name = "TIME", help_heading = "Time")]
    since: Day,

    /// The last day, or instant. Default: now
    #[arg(long, value_name = "TIME", help_heading = "Time")]
    until: Option<Day>,

    /// The time whose knowledge decides: what was published later does not count.
    /// Default: now
    #[arg(long, value_name = "TIME", help_heading = "Time")]
    known_at: Option<Day>,

    /// Draw it into a file
    #[arg(long, value_name = "FILE", help_heading = "The answer")]
    svg: Option<PathBuf>,

    /// Print the answer (tegata.period/1) and nothing else
    #[arg(long, help_heading = "The answer")]
    json: bool,
}

const EXAMPLE: &str = "\
Example:
  tegata period --from DE --to JP --importer-law appi_business_operator \\
      --purpose payroll --since 2010-01-01";

impl PeriodOf {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let verifier = self.grounds.verifier()?;
        let (transfer, certificates) = match self.grounds.ask(&verifier, &self.question)? {
            Ok(asked) => asked,
            Err(refused) => return Ok(refused.tell(out, self.json)),
        };
        let now = Clocks::now().known_at;
        let last = |day: Option<Day>| day.map_or(now, |day| verifier.day_of(&transfer, day).1);
        let from = verifier.day_of(&transfer, self.since).0;
        let (until, known_at) = (last(self.until), last(self.known_at));
        if until < from {
            return Err(Failure::new("the time ends before it begins")
                .advice("give a later --until, or an earlier --since"));
        }
        let period = verifier.period(&transfer, &certificates, from, until, known_at);
        let bundle = verifier.bundle();
        if let Some(path) = &self.svg {
            let language = out.language();
            let drawn = period.to_svg(language, &|id| named(language, bundle, id));
            write(path, drawn.as_bytes(), Existing::Replace)?;
        }
        match self.json {
            true => out.json(&period.to_json()),
            false => print(out, bundle, &period),
        }
        Ok(Exit::Good)
    }
}

fn print(out: &mut Output, bundle: &TrustBundle, period: &Period) {
    let transfer = &period.transfer;
    let sentence = sentence(out, period);
    out.line(format_args!(
        "{} → {}: {sentence}",
        printable(&transfer.from),
        printable(&transfer.to)
    ));
    out.gap();
    out.field(out.pick("as known at", "知識時点"), &period.known_at.to_string());
    out.gap();
    for segment in &period.segments {
        let (from, until) = (shown(segment.from), shown(segment.until));
        let verdict = verdict(out, segment.verdict);
        let reason = reason(out, bundle, segment);
        let line = format!("  {from} – {until}  {verdict} {}", printable(&reason));
        out.line(format_args!("{}", line.trim_end()));
    }
}

/// The verdicts in one sentence, such as can be read aloud.
fn sentence(out: &Output, period: &Period) -> String {
    let verdicts = period.verdicts();
    let last = verdicts.len().saturating_sub(1);
    let told = verdicts.iter().enumerate().map(|(index, (verdict, from, until))| {
        let word = phrase(out, *verdict);
        match (index == last, index, out.language()) {
            (true, 0, Language::English) => format!("{word} throughout"),
            (true, 0, Language::Japanese) => format!("全期間{word}"),
            (true, _, Language::English) => format!("{word} since {}", shown(*from)),
            (true, _, Language::Japanese) => format!("{}から{word}", shown(*from)),
            (false, _, Language::English) => format!("{word} until {}", shown(*until)),
            (false, _, Language::Japanese) => format!("{}まで{word}", shown(*until)),
        }
    });
    told.collect::<Vec<_>>().join(out.pick(", ", "、"))
}

fn phrase(out: &Output, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Recognised => out.pick("recognised", "承認"),
        Verdict::NotRestricted => out.pick("not restricted", "制限なし"),
        Verdict::Conditional => out.pick("conditional", "条件付き"),
        Verdict::NotRecognised => out.pick("not", "不承認"),
        Verdict::Prohibited => out.pick("prohibited", "禁止"),
        _ => out.pick("open", "判定不能"),
    }
}

/// The instrument, and what is against it.
fn reason(out: &Output, bundle: &TrustBundle, segment: &Segment) -> String {
    let name = |id: &str| named(out.language(), bundle, id);
    let instrument = segment.instrument.as_deref().map(name);
    let code = segment.code.map(|code| format!("[{code}]"));
    [instrument, code].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// An instant as a day where it is the first or the last of its day.
pub(crate) fn shown(instant: Timestamp) -> String {
    let (first, last) = instant.day();
    if instant == first || instant == last { instant.date() } else { instant.to_string() }
}
