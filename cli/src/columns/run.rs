//! A run: from the table of questions to the table of answers.

use super::Table;
use super::asking::{DECIDE, VERIFY, question, token};
use super::input::{Input, Source};
use super::output::{Shape, Sink};
use super::parts::{Begin, Parts};
use super::wanted::{Cell, Record};
use crate::failure::Failure;
use crate::online::Online;
use crate::output::Output;
use crate::when::When;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use tegata::batch::Row;
use tegata::{Clocks, Timestamp, Verifier};

/// What is asked of every row.
pub(crate) struct Run<'a> {
    pub(crate) table: &'a Table,
    pub(crate) online: &'a Online,
    pub(crate) call: Call,
    pub(crate) verifier: &'a Verifier,
    pub(crate) when: &'a When,
}

/// Which call of the verifier answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Verify,
    Decide,
}

impl Call {
    /// The columns that a question may have.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Verify => VERIFY,
            Self::Decide => DECIDE,
        }
    }
}

impl Run<'_> {
    /// Asks about every row, and writes the answers.
    pub(crate) fn go(&self, out: &mut Output) -> Result<(), Failure> {
        if self.online.is_given() {
            return Err(Failure::new("a table is answered from the bundle as it is")
                .advice("bring the bundle up to date first, and leave out --online"));
        }
        let input = self.table.input().ok_or_else(|| Failure::new("no table was given"))?;
        let shape = self.table.shape()?;
        let now = Clocks::now().known_at;
        let Some(path) = self.table.out() else {
            return self.stream(&input, &shape, now);
        };
        let run = self.identity(&input, &shape, now)?;
        let (parts, before) = match Parts::begin(path, &run, self.table.earlier())? {
            Begin::Run(parts, before) => (parts, before),
            Begin::Finished => {
                out.note(out.pick("it is done already", "すでに完了しています"));
                return Ok(());
            }
        };
        let now = before.get("now").and_then(|now| now.as_str()?.parse().ok()).unwrap_or(now);
        let tally = self.in_parts(&input, &shape, parts, now)?;
        tally.tell(out);
        Ok(())
    }

    /// To standard output, as the answers come.
    fn stream(&self, input: &Input, shape: &Shape, now: Timestamp) -> Result<(), Failure> {
        let table = Asked::open(self, input)?;
        let broken = |error: io::Error| Failure::new(format!("standard output: {error}"));
        let sink = shape.stream(io::stdout().lock()).map_err(broken)?;
        let mut sink = sink.ok_or_else(|| {
            Failure::new(format!("{} cannot be a stream", shape.format.name()))
                .advice("give a file with --out")
        })?;
        for row in self.answers(&table, now) {
            match table.next_kept().map(|kept| sink.add(&kept, &row)) {
                // A reader that went away has read enough.
                Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                Ok(written) => written.map_err(broken)?,
                Err(failure) => return Err(failure),
            }
        }
        match sink.finish() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(broken(error)),
            _ => table.check(),
        }
    }

    /// To a file, part by part.
    fn in_parts(
        &self,
        input: &Input,
        shape: &Shape,
        mut parts: Parts,
        now: Timestamp,
    ) -> Result<Tally, Failure> {
        let size = self.table.part.get() as u64;
        let path = self.table.out().unwrap_or(Path::new("-"));
        let broken = |error: io::Error| Failure::file(path, error);
        let table = Asked::open(self, input)?;
        let mut tally = Tally { earlier: parts.done().saturating_mul(size), ..Tally::default() };
        tally.earlier = table.skip(tally.earlier)?;
        let mut part: Option<Box<dyn Sink>> = None;
        let mut rows = 0;
        for row in self.answers(&table, now) {
            let mut sink = match part.take() {
                Some(sink) => sink,
                None => parts.open(shape).map_err(broken)?,
            };
            sink.add(&table.next_kept()?, &row).map_err(broken)?;
            tally.count(&row);
            rows += 1;
            match rows == size {
                true => parts.commit(sink).map_err(broken)?,
                false => part = Some(sink),
            }
            rows %= size;
        }
        // What was read before a fault in the file is not the whole.
        table.check()?;
        if let Some(sink) = part {
            parts.commit(sink).map_err(broken)?;
        }
        parts.join(shape).map_err(broken)?;
        table.bar.finish_and_clear();
        Ok(tally)
    }

    /// The answers to all rows that are left.
    fn answers<'r>(
        &'r self,
        table: &'r Asked<'r>,
        now: Timestamp,
    ) -> Box<dyn Iterator<Item = Arc<Row>> + 'r> {
        let batch = self.verifier.batch().reports(self.table.reports());
        let batch = match self.table.threads {
            Some(threads) => batch.on_threads(threads),
            None => batch,
        };
        let records = std::iter::from_fn(|| table.read());
        match self.call {
            Call::Verify => {
                let (first, last) = self.when.clocks_at(now, |day| day.bounds(now));
                Box::new(batch.verify_day(records.map(|record| record.map(token)), first, last))
            }
            Call::Decide => {
                let asking = self.when.asking(now);
                let ask = move |record: Record| question(&asking, self.verifier, &record?);
                Box::new(batch.decide(records.map(ask)))
            }
        }
    }

    /// What must be the same when a run is taken up again.
    fn identity(&self, input: &Input, shape: &Shape, now: Timestamp) -> Result<Value, Failure> {
        let path = input.path();
        if path == Path::new("-") {
            return Err(Failure::file(path, "standard input can only be answered as a stream"));
        }
        let input = digest(path).map_err(|error| Failure::file(path, error))?;
        Ok(json!({
            "format": "tegata.run/1",
            "now": now.to_string(),
            "software": env!("CARGO_PKG_VERSION"),
            "input": hex(&input),
            "columns": self.call.columns(),
            "kept": shape.kept,
            "others": self.table.ignore_others,
            "out": shape.format.name(),
            "reports": shape.reports,
            "part": self.table.part,
            "bundle": hex(self.verifier.bundle().digest()),
            "policy": self.verifier.policy().to_json(),
            "time": format!("{:?}", self.when),
        }))
    }
}

/// What a file holds. Its length and the time of its last change would be quicker, but a copy
/// has another time, and a changed file may have the same.
fn digest(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let (mut content, mut buffer) = (Sha256::new(), vec![0; 1 << 18]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(content.finalize().into()),
            count => content.update(buffer.get(..count).unwrap_or_default()),
        }
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The table of questions, while the batch reads ahead of the answers.
struct Asked<'r> {
    run: &'r Run<'r>,
    source: RefCell<Box<dyn Source>>,
    /// What is kept of the rows that were read and are not answered yet.
    kept: RefCell<VecDeque<Vec<Cell>>>,
    fault: RefCell<Option<Failure>>,
    bar: ProgressBar,
}

impl<'r> Asked<'r> {
    fn open(run: &'r Run<'r>, input: &Input) -> Result<Self, Failure> {
        let source = input.open(&run.table.wanted(run.call.columns()))?;
        let bar = bar(source.length());
        let kept = RefCell::default();
        Ok(Self { run, source: RefCell::new(source), kept, fault: RefCell::new(None), bar })
    }

    /// Passes over rows; how many there were.
    fn skip(&self, rows: u64) -> Result<u64, Failure> {
        let mut source = self.source.borrow_mut();
        for row in 0..rows {
            if source.next()?.is_none() {
                return Ok(row);
            }
        }
        Ok(rows)
    }

    fn read(&self) -> Option<Record> {
        let mut source = self.source.borrow_mut();
        let record = source.next().unwrap_or_else(|failure| {
            *self.fault.borrow_mut() = Some(failure);
            None
        })?;
        self.bar.set_position(source.position());
        let kept = record.as_ref().map(|cells| cells.get(self.run.call.columns().len()..));
        let kept = kept.ok().flatten().unwrap_or_default().to_vec();
        self.kept.borrow_mut().push_back(kept);
        Some(record)
    }

    /// What is kept of the row whose answer comes next.
    fn next_kept(&self) -> Result<Vec<Cell>, Failure> {
        let kept = self.kept.borrow_mut().pop_front();
        kept.ok_or_else(|| Failure::new("there are more answers than questions"))
    }

    fn check(&self) -> Result<(), Failure> {
        self.fault.borrow_mut().take().map_or(Ok(()), Err)
    }
}

/// A bar on a terminal, and nothing elsewhere.
fn bar(length: Option<u64>) -> ProgressBar {
    let Some(length) = length else { return ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{bar:40} {percent}% {eta}");
    let bar = ProgressBar::new(length);
    style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))
}

/// How the answers came out.
#[derive(Default)]
struct Tally {
    earlier: u64,
    verdicts: BTreeMap<&'static str, u64>,
}

impl Tally {
    fn count(&mut self, row: &Row) {
        let verdict = row.verdict.map_or("problem", |verdict| verdict.as_str());
        *self.verdicts.entry(verdict).or_default() += 1;
    }

    fn tell(&self, out: &mut Output) {
        if self.earlier > 0 {
            let name = out.pick("taken over", "引継ぎ");
            out.field(name, &self.earlier.to_string());
        }
        for (verdict, count) in &self.verdicts {
            out.field(verdict, &count.to_string());
        }
    }
}
