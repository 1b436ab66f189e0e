//! `tegata routes`: what would make it a yes.

use crate::decision::named;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::grounds::Grounds;
use crate::output::Output;
use crate::question::Asked;
use crate::report::{verdict, word};
use crate::wanted;
use crate::when::When;
use clap::Args;
use tegata::explain::printable;
use tegata::survey::{Change, Route, Stating};
use tegata::{Language, TrustBundle};

/// Say what would make a transfer recognised, the smallest changes first
#[derive(Args, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Routes {
    #[command(flatten)]
    question: Asked,

    #[command(flatten)]
    grounds: Grounds,

    /// Print the answer (tegata.routes/1) and nothing else
    #[arg(long, help_heading = "The answer")]
    json: bool,

    #[command(flatten)]
    when: When,
}

const EXAMPLE: &str = "\
Example:
  tegata routes --from DE --to JP --data contact

Exit codes:
  0  it is recognised already, or there are routes    1  there are none";

impl Routes {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let verifier = self.grounds.verifier()?;
        let (transfer, certificates) = match self.grounds.ask(&verifier, &self.question)? {
            Ok(asked) => asked,
            Err(refused) => return Ok(refused.tell(out, self.json)),
        };
        let (_, clocks) = self.when.clocks_by(|day| verifier.day_of(&transfer, day));
        let now = verifier.glance(&transfer, &certificates, clocks).verdict;
        let routes = verifier.routes(&transfer, &certificates, clocks);
        if self.json {
            out.json(&Route::to_json(&transfer, clocks, &routes));
        } else {
            let ends = (printable(&transfer.from), printable(&transfer.to));
            out.line(format_args!("{} {} → {}", verdict(out, now), ends.0, ends.1));
            print(out, verifier.bundle(), &routes);
        }
        match now.is_yes() || !routes.is_empty() {
            true => Ok(Exit::Good),
            false => Ok(Exit::Refused),
        }
    }
}

fn print(out: &mut Output, bundle: &TrustBundle, routes: &[Route]) {
    for (number, route) in (1..).zip(routes) {
        out.gap();
        let name = |id: &str| named(out.language(), bundle, id);
        let by = route.instrument.as_deref().map(name).unwrap_or_default();
        out.heading(&printable(&format!("{number}. {} {by}", word(out, route.verdict))));
        for change in &route.changes {
            let told = tell(out, bundle, change);
            out.line(format_args!("   - {}", printable(&told)));
        }
    }
    if routes.is_empty() {
        out.gap();
        let none = out.pick(
            "No change that can be named makes it a yes.",
            "承認に至る変更は見つかりません。",
        );
        out.line(format_args!("{none}"));
    }
}

fn tell(out: &Output, bundle: &TrustBundle, change: &Change) -> String {
    let language = out.language();
    match (change, language) {
        (Change::Present(one), _) => wanted::tell(out, bundle, one),
        (Change::Evidence(id), Language::English) => {
            format!("have this in place, and say so: --evidence {id}")
        }
        (Change::Evidence(id), Language::Japanese) => {
            format!("前提を満たして示す：--evidence {id}")
        }
        (Change::Show(kind), Language::English) => format!("show a genuine credential: {kind}"),
        (Change::Show(kind), Language::Japanese) => format!("真正なクレデンシャルを示す：{kind}"),
        (Change::State(stating), _) => state(out, stating),
        (Change::LeaveOut { value, .. }, Language::English) => {
            format!("leave out {}", short(value))
        }
        (Change::LeaveOut { value, .. }, Language::Japanese) => format!("{} を除く", short(value)),
        _ => String::new(),
    }
}

fn state(out: &Output, stating: &Stating) -> String {
    let (fact, value) = (stating.fact(), short(stating.value()));
    let others: Vec<_> = stating.none_of().iter().map(|name| short(name)).collect();
    let others = others.join(", ");
    match (others.is_empty(), out.language()) {
        (true, Language::English) => format!("state, if it is so: {fact} = {value}"),
        (true, Language::Japanese) => format!("事実であれば示す：{fact} = {value}"),
        (false, Language::English) => {
            format!("state, if it is so: {fact} = {value}, or anything but {others}")
        }
        (false, Language::Japanese) => {
            format!("事実であれば示す：{fact} = {value}（または {others} 以外）")
        }
    }
}

/// What stands behind the last `#` or `/`.
fn short(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}
