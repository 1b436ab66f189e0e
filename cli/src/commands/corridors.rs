//! `tegata where`: where a certificate opens a way, and which schemes open one.

use crate::decision::named;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{Existing, write};
use crate::grounds::Grounds;
use crate::output::Output;
use crate::question::Asked;
use crate::report::verdict;
use crate::wanted;
use crate::when::When;
use clap::Args;
use std::path::PathBuf;
use tegata::explain::printable;
use tegata::survey::{Corridors, Opening};
use tegata::{Clocks, Transfer, TrustBundle, Verifier};

/// Say from which regimes a transfer would be recognised, or which schemes open a corridor
///
/// Without --from, every regime of the bundle is asked: would its law recognise a transfer
/// to the place of the certificate, or to --to? With --from and --to, every scheme that an
/// instrument in force accepts is told, with what the answer would be.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Where {
    #[command(flatten)]
    question: Asked,

    #[command(flatten)]
    grounds: Grounds,

    /// Draw the regimes into a file
    #[arg(long, value_name = "FILE", help_heading = "The answer")]
    svg: Option<PathBuf>,

    /// Print the answer (tegata.where/1) and nothing else
    #[arg(long, help_heading = "The answer")]
    json: bool,

    #[command(flatten)]
    when: When,
}

const EXAMPLE: &str = "\
Examples:
  tegata where --to JP --data contact
  tegata where --from SG --to US

Exit codes:
  0  something opens it    1  nothing does";

impl Where {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let verifier = self.grounds.verifier()?;
        let asked = self.grounds.ask_openly(&verifier, &self.question)?;
        let (mut transfer, certificates) = match asked {
            Ok(asked) => asked,
            Err(refused) => return Ok(refused.tell(out, self.json)),
        };
        if let (true, Some(certificate)) = (transfer.to.is_empty(), certificates.first()) {
            certificate.jurisdiction().clone_into(&mut transfer.to);
        }
        if transfer.to.is_empty() {
            return Err(Failure::new("the question does not say --to")
                .advice("give --to, or a certificate, whose place then counts"));
        }
        let (_, clocks) = self.when.clocks_by(|day| verifier.day_of(&transfer, day));
        if transfer.from.is_empty() {
            let corridors = verifier.corridors(&transfer, &certificates, clocks);
            return self.tell(out, verifier.bundle(), &corridors);
        }
        if self.svg.is_some() {
            return Err(Failure::new("one corridor is not drawn").advice("leave out --from"));
        }
        Ok(tell_openings(out, &verifier, &transfer, clocks, self.json))
    }

    fn tell(
        &self,
        out: &mut Output,
        bundle: &TrustBundle,
        found: &Corridors,
    ) -> Result<Exit, Failure> {
        let language = out.language();
        let names = |id: &str| named(language, bundle, id);
        if let Some(path) = &self.svg {
            write(path, found.to_svg(language, &names).as_bytes(), Existing::Replace)?;
        }
        if self.json {
            out.json(&found.to_json());
        } else {
            let mut corridors: Vec<_> = found.corridors.iter().collect();
            corridors.sort_by_key(|corridor| !corridor.is_open());
            for corridor in corridors {
                let verdict = verdict(out, corridor.verdict);
                let by = corridor.instrument.as_deref().map(names);
                let code = corridor.code.map(|code| format!("[{code}]"));
                let reason: Vec<_> = [by, code].into_iter().flatten().collect();
                let regime = printable(&names(&corridor.regime));
                out.line(format_args!("{verdict} {regime}"));
                if !reason.is_empty() {
                    out.line(format_args!("{}{}", " ".repeat(17), printable(&reason.join(" "))));
                }
            }
        }
        let open = found.corridors.iter().any(|corridor| corridor.is_open());
        Ok(if open { Exit::Good } else { Exit::Refused })
    }
}

fn tell_openings(
    out: &mut Output,
    verifier: &Verifier,
    transfer: &Transfer,
    clocks: Clocks,
    json: bool,
) -> Exit {
    let openings = verifier.openings(transfer, clocks);
    let bundle = verifier.bundle();
    if json {
        out.json(&Opening::to_json(transfer, clocks, &openings));
    } else {
        for opening in &openings {
            let told = wanted::tell(out, bundle, &opening.wanted);
            let verdict = verdict(out, opening.verdict);
            let by = opening.instrument.as_deref().map(|id| named(out.language(), bundle, id));
            let code = opening.code.map(|code| format!("[{code}]"));
            let reason: Vec<_> = [by, code].into_iter().flatten().collect();
            out.line(format_args!("{verdict} {told}"));
            out.line(format_args!("{}{}", " ".repeat(17), printable(&reason.join(" "))));
        }
        if openings.is_empty() {
            let none = "No instrument in force there accepts a certificate.";
            let none = out.pick(none, "証明書を認める有効な制度はありません。");
            out.line(format_args!("{none}"));
        }
    }
    if openings.is_empty() { Exit::Refused } else { Exit::Good }
}
