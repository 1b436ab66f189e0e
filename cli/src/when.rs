//! The two clocks of a question, from the command line.

use clap::Args;
use tegata::batch::Asking;
use tegata::{Clocks, Day, Timestamp};

/// When is asked about.
#[derive(Args, Debug)]
#[command(next_help_heading = "Time")]
pub(crate) struct When {
    /// The time that is asked about: an instant such as 2026-06-15T09:00:00+02:00, or a day
    /// such as 2026-06-15. Default: now
    ///
    /// A day stands for the whole day, for a transfer in the exporter's time zone and
    /// otherwise in UTC: when the verdict changes within it the answer is undetermined, with
    /// the code boundary_day.
    #[arg(long, value_name = "TIME", value_parser = day)]
    at: Option<Day>,

    /// The time whose knowledge decides: what was published later does not count.
    /// Default: now, also when --at is given
    #[arg(long, value_name = "TIME", value_parser = day)]
    known_at: Option<Day>,

    /// Judge with what was known at the time of --at, not with hindsight
    #[arg(long, requires = "at", conflicts_with = "known_at")]
    on_the_day: bool,
}

impl When {
    /// What is asked of a row that does not say when, if it were `now`.
    pub(crate) fn asking(&self, now: Timestamp) -> Asking {
        let now = Day::Instant(now);
        let known_at = (!self.on_the_day).then(|| self.known_at.unwrap_or(now));
        Asking { at: self.at.unwrap_or(now), known_at }
    }

    /// The clocks at the beginning and at the end of what was asked; the same pair for
    /// instants.
    pub(crate) fn clocks(&self) -> (Clocks, Clocks) {
        // The machine's clock is in UTC, and days are counted like it.
        let now = Clocks::now().known_at;
        self.clocks_by(|day| day.bounds(now))
    }

    /// The same, with days counted where `bounds` says.
    pub(crate) fn clocks_by(
        &self,
        bounds: impl Fn(Day) -> (Timestamp, Timestamp),
    ) -> (Clocks, Clocks) {
        self.clocks_at(Clocks::now().known_at, bounds)
    }

    /// The same, if it were `now`.
    pub(crate) fn clocks_at(
        &self,
        now: Timestamp,
        bounds: impl Fn(Day) -> (Timestamp, Timestamp),
    ) -> (Clocks, Clocks) {
        let bounds = |day: Option<Day>| day.map_or((now, now), &bounds);
        let (first, last) = bounds(self.at);
        if self.on_the_day {
            return (Clocks::at(first), Clocks::at(last));
        }
        let (known_first, known_last) = bounds(self.known_at);
        (Clocks::new(first, known_first), Clocks::new(last, known_last))
    }
}

fn day(text: &str) -> Result<Day, String> {
    let expected = "expected an instant with its offset (2026-06-15T09:00:00+02:00) or a day \
                    (2026-06-15)";
    text.parse().map_err(|_| expected.to_owned())
}
