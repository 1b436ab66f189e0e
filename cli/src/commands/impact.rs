//! `tegata impact`: what falls if an instrument ends.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::read_token;
use crate::grounds::World;
use crate::output::Output;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::thread;
use tegata::survey::{Affected, Asked, Ending, Fate, Impact as Replay};
use tegata::{Certificate, Clocks, Day, Verifier};

/// Say which of your past decisions fall if an instrument ends, and which have another leg
/// to stand on
///
/// Each line of the file is one decision, in JSON: `id`, `transfer`, `certificates` (names of
/// files), `validAt` and `knownAt` (docs/schemas/asked.json).
#[derive(Args, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Impact {
    /// The decisions, one a line; `-` for standard input
    file: PathBuf,

    /// The instrument: its identifier, or the end of it, such as eu-jp
    #[arg(long, value_name = "INSTRUMENT")]
    instrument: String,

    /// The first day, in UTC, or the instant, on which it does not count any more
    #[arg(long, value_name = "TIME")]
    ends: Day,

    /// When anyone could know of that. Default: when it ends
    #[arg(long, value_name = "TIME")]
    published: Option<Day>,

    /// Undo the past too, from that day on, as the annulment by a court does
    #[arg(long, value_name = "TIME")]
    annulled_from: Option<Day>,

    #[command(flatten)]
    world: World,

    /// Print one JSON object a line (tegata.impact/1) for each decision that changes, and
    /// nothing else
    #[arg(long)]
    json: bool,
}

const EXAMPLE: &str = "\
Example:
  tegata impact decisions.jsonl --instrument eu-jp --ends 2027-01-01

Exit codes:
  0  no decision falls    1  some do";

/// Decisions that are read before they are asked again: what is held in memory.
const BLOCK: usize = 4096;

/// Bytes of one decision: as many as a credential may have.
const LINE: u64 = 1 << 20;

/// Certificates that are kept from one block to the next.
const CERTIFICATES: usize = 4096;

impl Impact {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let verifier = self.world.verifier()?;
        let replay = verifier.ending(self.ending())?;
        let mut run = Run { replay: &replay, certificates: HashMap::new(), tally: [0; 4] };
        let progress = progress(&self.file);
        let mut lines = lines(&self.file)?;
        let mut number = 0;
        loop {
            let block = read_block(&mut lines, &self.file, &mut number)?;
            if block.is_empty() {
                break;
            }
            run.learn(&block, &verifier)?;
            for (asked, affected) in block.iter().zip(run.ask(&block)) {
                run.count(affected.fate);
                if affected.fate != Fate::Unaffected {
                    self.tell(out, asked, &affected);
                }
            }
            progress.inc(block.iter().map(|asked| asked.bytes).sum());
        }
        progress.finish_and_clear();
        let [unaffected, another, falls, differs] = run.tally;
        if !self.json {
            let names = [
                out.pick("unaffected", "影響なし"),
                out.pick("another leg", "別の根拠あり"),
                out.pick("fall", "失効"),
                out.pick("otherwise different", "その他の変化"),
            ];
            out.gap();
            for (name, count) in names.into_iter().zip([unaffected, another, falls, differs]) {
                out.field(name, &count.to_string());
            }
        }
        Ok(if falls == 0 { Exit::Good } else { Exit::Refused })
    }

    fn ending(&self) -> Ending {
        let now = Clocks::now().known_at;
        let first = |day: Day| day.bounds(now).0;
        let effective_at = first(self.ends);
        let instrument = match self.instrument.contains(':') {
            true => self.instrument.clone(),
            false => format!("https://w3id.org/tegata/instrument/{}", self.instrument),
        };
        Ending {
            instrument,
            effective_at,
            published_at: self.published.map_or(effective_at, first),
            ex_tunc_from: self.annulled_from.map(first),
        }
    }

    fn tell(&self, out: &mut Output, stored: &Stored, affected: &Affected) {
        if self.json {
            return out.json(&stored.asked.to_json(affected));
        }
        let fate = match affected.fate {
            Fate::Falls => out.pick("falls", "失効"),
            Fate::AnotherLeg => out.pick("another leg", "別の根拠あり"),
            _ => out.pick("differs", "変化"),
        };
        let after = &affected.after;
        let verdict = after.verdict.word(out.language());
        let by = after.instrument.as_deref().unwrap_or_default();
        let by = by.rsplit('/').next().unwrap_or_default();
        out.field(fate, &format!("{}: {verdict} {by}", stored.asked.id));
    }
}

/// A decision, and the bytes of its line.
struct Stored {
    asked: Asked,
    bytes: u64,
}

struct Run<'r> {
    replay: &'r Replay<'r>,
    /// By the names of their files.
    certificates: HashMap<String, Certificate>,
    tally: [u64; 4],
}

impl Run<'_> {
    /// Reads the certificates of a block that were not read before.
    fn learn(&mut self, block: &[Stored], verifier: &Verifier) -> Result<(), Failure> {
        if self.certificates.len() > CERTIFICATES {
            self.certificates.clear();
        }
        for name in block.iter().flat_map(|stored| &stored.asked.certificates) {
            if self.certificates.contains_key(name) {
                continue;
            }
            let path = Path::new(name);
            let token = read_token(path, verifier.policy().limits.credential_bytes)?;
            let certificate = verifier.authenticate(token);
            let certificate = certificate.map_err(|refusal| Failure::file(path, refusal))?;
            self.certificates.insert(name.clone(), certificate);
        }
        Ok(())
    }

    /// Asks a block again, on every core.
    fn ask(&self, block: &[Stored]) -> Vec<Affected> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let share = block.len().div_ceil(workers).max(1);
        let one = |stored: &Stored| {
            let Asked { transfer, certificates, valid_at, known_at, .. } = &stored.asked;
            let certificates = certificates.iter().filter_map(|name| self.certificates.get(name));
            let certificates: Vec<_> = certificates.cloned().collect();
            self.replay.of(transfer, &certificates, Clocks::new(*valid_at, *known_at))
        };
        let ask = |share: &[Stored]| share.iter().map(one).collect::<Vec<_>>();
        thread::scope(|scope| {
            let ask = &ask;
            let shares: Vec<_> =
                block.chunks(share).map(|share| scope.spawn(move || ask(share))).collect();
            let done = shares.into_iter().map(|share| share.join());
            // A worker that panicked has told why; its panic goes on here.
            done.flat_map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        })
    }

    fn count(&mut self, fate: Fate) {
        let index = match fate {
            Fate::Unaffected => 0,
            Fate::AnotherLeg => 1,
            Fate::Falls => 2,
            Fate::Differs => 3,
        };
        self.tally.get_mut(index).into_iter().for_each(|count| *count += 1);
    }
}

fn lines(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| Failure::file(path, error))?;
    Ok(Box::new(BufReader::new(file)))
}

/// The next decisions; empty lines are passed over.
fn read_block(
    lines: &mut dyn BufRead,
    path: &Path,
    number: &mut u64,
) -> Result<Vec<Stored>, Failure> {
    let mut block = Vec::new();
    while block.len() < BLOCK {
        let mut line = String::new();
        let read = io::Read::take(&mut *lines, LINE + 1).read_line(&mut line);
        let bytes = read.map_err(|error| Failure::file(path, error))? as u64;
        if bytes == 0 {
            break;
        }
        *number += 1;
        if bytes > LINE {
            return Err(Failure::new(format!("longer than {LINE} bytes")).at(path, *number));
        }
        if line.trim().is_empty() {
            continue;
        }
        let asked = Asked::from_json(line.trim());
        let asked = asked.map_err(|error| Failure::from(error).at(path, *number))?;
        block.push(Stored { asked, bytes });
    }
    Ok(block)
}

/// A bar on a terminal, and nothing elsewhere.
fn progress(path: &Path) -> ProgressBar {
    let Ok(length) = path.metadata().map(|file| file.len()) else { return ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{bar:40} {percent}% {eta}");
    let bar = ProgressBar::new(length);
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}
