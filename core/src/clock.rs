//! Instants, the two clocks of a question, and the algebra of events.
//!
//! No clock is read here but in [`Clocks::now`], which the feature `system` adds.

mod event;

pub use event::{Event, EventKind, Grace, GraceFor, Timeline};

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Span, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An instant, with the offset from UTC in which it was written.
///
/// Read and written as an XSD `dateTimeStamp`: `2026-06-15T00:00:00+02:00`. The offset
/// is mandatory; it matters when a day must be counted, and not when instants are compared.
#[derive(Clone, Copy)]
pub struct Timestamp {
    /// Since 1970-01-01T00:00:00Z, rounded down.
    seconds: i64,
    nanos: i32,
    /// East of UTC, in seconds.
    offset: i32,
}

impl Timestamp {
    const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    /// 1970-01-01T00:00:00Z, for days that are counted in UTC.
    pub(crate) const EPOCH_START: Self = Self { seconds: 0, nanos: 0, offset: 0 };
    /// 0001-01-01T00:00:00Z.
    const FIRST: i64 = -62_135_596_800;
    /// 9999-12-31T23:59:59Z.
    const LAST: i64 = 253_402_300_799;
    /// XSD 1.1 part 2, section 3.3.7: an offset is of at most 14 hours.
    const FURTHEST: u32 = 14 * 3600;

    /// The instant that is `seconds` after 1970-01-01T00:00:00Z; `None` outside the
    /// years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let fits = (Self::FIRST..=Self::LAST).contains(&seconds);
        fits.then_some(Self { seconds, nanos: 0, offset: 0 })
    }

    /// The same, `nanos` later, as it is written `offset` seconds east of UTC; `None` for
    /// what [`FromStr`] would not read either.
    pub fn from_parts(seconds: i64, nanos: u32, offset: i32) -> Option<Self> {
        let is_offset = offset % 60 == 0 && offset.unsigned_abs() <= Self::FURTHEST;
        let utc = Self::from_unix(seconds).filter(|_| is_offset)?;
        Self::from_unix(seconds + i64::from(offset))?; // what is written has a year, too
        let nanos = i32::try_from(nanos).ok().filter(|nanos| *nanos < 1_000_000_000)?;
        Some(Self { nanos, offset, ..utc })
    }

    /// Whole seconds after 1970-01-01T00:00:00Z, rounded down.
    pub fn unix(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after [`unix`](Self::unix).
    pub fn subsec_nanoseconds(self) -> u32 {
        self.nanos.unsigned_abs()
    }

    /// The offset in which it is written, in seconds east of UTC.
    pub fn offset_seconds(self) -> i32 {
        self.offset
    }

    /// This instant and `seconds` more (or, below 0, less); stays at the ends of time.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        let sum = self.seconds.saturating_add(seconds).clamp(Self::FIRST, Self::LAST);
        Self { seconds: sum, ..self }
    }

    /// The same time of day `months` calendar months later, in its own offset. The last
    /// day of a shorter month stands for the days that the month lacks.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let later = self.civil().saturating_add(Span::new().months(months.min(120_000)));
        Self::of_civil(later, self.offset).unwrap_or(Self { seconds: Self::LAST, ..self })
    }

    /// The first and the last second of the day that this instant falls on, counted in
    /// its own offset.
    pub fn day(self) -> (Self, Self) {
        day_of(self.civil().date(), self.offset)
    }

    /// The same instant written in UTC.
    #[must_use]
    pub fn in_utc(self) -> Self {
        Self { offset: 0, ..self }
    }

    /// The calendar day in its own offset, as `2026-06-15`.
    pub fn date(self) -> String {
        self.civil().date().to_string()
    }

    /// What a clock on the wall shows in its own offset.
    fn civil(self) -> DateTime {
        let since =
            SignedDuration::new(self.seconds.saturating_add(i64::from(self.offset)), self.nanos);
        Self::EPOCH.saturating_add(since)
    }

    fn of_civil(civil: DateTime, offset: i32) -> Option<Self> {
        let since = civil.duration_since(Self::EPOCH);
        let seconds = since.as_secs() - i64::from(offset) - i64::from(since.subsec_nanos() < 0);
        let nanos = since.subsec_nanos().rem_euclid(1_000_000_000);
        let fits = (Self::FIRST..=Self::LAST).contains(&seconds);
        fits.then_some(Self { seconds, nanos, offset })
    }
}

fn day_of(date: Date, offset: i32) -> (Timestamp, Timestamp) {
    let at = |time: Time, end| {
        let instant = Timestamp::of_civil(date.to_datetime(time), offset);
        instant.unwrap_or(Timestamp { seconds: end, nanos: 0, offset })
    };
    (at(Time::midnight(), Timestamp::FIRST), at(Time::constant(23, 59, 59, 0), Timestamp::LAST))
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        (self.seconds, self.nanos) == (other.seconds, other.nanos)
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.seconds, self.nanos).cmp(&(other.seconds, other.nanos))
    }
}

impl std::hash::Hash for Timestamp {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.seconds, self.nanos).hash(state);
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.civil();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            civil.year(),
            civil.month(),
            civil.day(),
            civil.hour(),
            civil.minute(),
            civil.second()
        )?;
        let nanos = civil.subsec_nanosecond();
        if nanos != 0 {
            write!(f, ".{}", format!("{nanos:09}").trim_end_matches('0'))?;
        }
        let minutes = self.offset / 60;
        if minutes == 0 {
            return f.write_str("Z");
        }
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is not an XSD `dateTimeStamp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATimestamp;

impl fmt::Display for NotATimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an instant with its offset, like 2026-06-15T00:00:00+02:00")
    }
}

impl std::error::Error for NotATimestamp {}

impl FromStr for Timestamp {
    type Err = NotATimestamp;

    /// XSD 1.1 `dateTimeStamp` without its rarities: four digits of year, no 24:00:00, no
    /// leap second, upper-case `T` and `Z`, at most nine digits of fraction.
    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        parse_instant(text.as_bytes()).ok_or(NotATimestamp)
    }
}

fn parse_instant(text: &[u8]) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let date = parse_date(date)?;
    let (clock, rest) = rest.split_at_checked(9)?;
    let [b'T', h1, h2, b':', m1, m2, b':', s1, s2] = *clock else { return None };
    let (nanos, zone) = parse_fraction(rest)?;
    let time = Time::new(two(h1, h2)?, two(m1, m2)?, two(s1, s2)?, nanos).ok()?;
    let offset = parse_offset(zone)?;
    Timestamp::of_civil(DateTime::from_parts(date, time), offset)
}

fn parse_date(text: &[u8]) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    if year == 0 {
        return None;
    }
    Date::new(year, two(m1, m2)?, two(d1, d2)?).ok()
}

fn parse_fraction(text: &[u8]) -> Option<(i32, &[u8])> {
    let Some(rest) = text.strip_prefix(b".") else { return Some((0, text)) };
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 || count > 9 {
        return None;
    }
    let (digits, zone) = rest.split_at_checked(count)?;
    let value = digits.iter().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    let scale = (count..9).fold(1, |scale, _| scale * 10);
    Some((value * scale, zone))
}

fn parse_offset(text: &[u8]) -> Option<i32> {
    if text == b"Z" {
        return Some(0);
    }
    let [sign, h1, h2, b':', m1, m2] = *text else { return None };
    let (hours, minutes) = (i32::from(two(h1, h2)?), i32::from(two(m1, m2)?));
    let minutes = hours * 60 + if minutes < 60 { minutes } else { return None };
    if minutes.unsigned_abs() * 60 > Timestamp::FURTHEST {
        return None;
    }
    match sign {
        b'+' => Some(minutes * 60),
        b'-' => Some(-minutes * 60),
        _ => None,
    }
}

fn two(tens: u8, units: u8) -> Option<i8> {
    if !tens.is_ascii_digit() || !units.is_ascii_digit() {
        return None;
    }
    i8::try_from((tens - b'0') * 10 + (units - b'0')).ok()
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// A calendar day that may be more exact: `2026-06-10`, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The whole day; which instants those are depends on where.
    Date(CalendarDate),
    /// An exact instant.
    Instant(Timestamp),
}

/// A day of the calendar, nowhere in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDate(Date);

impl CalendarDate {
    /// The first and the last second of the day as it is counted in the offset of `at`.
    pub fn bounds(self, at: Timestamp) -> (Timestamp, Timestamp) {
        day_of(self.0, at.offset)
    }

    /// The first and the last second of the day in a zone of the IANA database; none where
    /// the edition in this software does not know the zone.
    pub fn bounds_in(self, zone: &str) -> Option<(Timestamp, Timestamp)> {
        let zone = zone_named(zone)?;
        let start = |date: Date| {
            let start = date.to_zoned_datetime(zone.clone()).ok()?;
            let offset = start.offset().seconds();
            Timestamp::of_civil(start.datetime(), offset)
        };
        let next = start(self.0.tomorrow().ok()?)?;
        Some((start(self.0)?, next.plus_seconds(-1)))
    }

    /// The day `months` calendar months later.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(self.0.saturating_add(i64::from(months.min(120_000)).months()))
    }
}

/// The edition of the database that is in the software, whatever the machine has: the same
/// question has the same answer everywhere.
fn zone_named(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

/// Whether the IANA database in this software knows a zone.
pub(crate) fn is_zone(name: &str) -> bool {
    zone_named(name).is_some()
}

impl Day {
    /// The first and the last instant that it may mean, its day counted as in `like`.
    pub fn bounds(self, like: Timestamp) -> (Timestamp, Timestamp) {
        match self {
            Self::Date(date) => date.bounds(like),
            Self::Instant(instant) => (instant, instant),
        }
    }
}

impl FromStr for CalendarDate {
    type Err = NotATimestamp;

    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        parse_date(text.as_bytes()).map(Self).ok_or(NotATimestamp)
    }
}

impl FromStr for Day {
    type Err = NotATimestamp;

    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        text.parse().map(Self::Date).or_else(|_| text.parse().map(Self::Instant))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::custom("expected a day, like 2026-06-10"))
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Instant(instant) => instant.fmt(f),
        }
    }
}

/// The two clocks of every question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The instant that is asked about.
    pub valid_at: Timestamp,
    /// The instant whose knowledge decides: what was published later does not count.
    pub known_at: Timestamp,
}

impl Clocks {
    /// Both clocks at one instant.
    pub fn at(instant: Timestamp) -> Self {
        Self { valid_at: instant, known_at: instant }
    }

    /// `valid_at`, as known at `known_at`.
    pub fn new(valid_at: Timestamp, known_at: Timestamp) -> Self {
        Self { valid_at, known_at }
    }

    /// Both clocks at the machine's present time, in whole seconds.
    #[cfg(feature = "system")]
    pub fn now() -> Self {
        let seconds = jiff::Timestamp::now().as_second();
        Self::at(Timestamp { seconds, nanos: 0, offset: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Timestamp> {
        text.parse().ok()
    }

    #[test]
    fn a_day_is_as_long_as_its_zone_says() {
        let bounds = |date: &str, zone| {
            let (first, last) = date.parse::<CalendarDate>().unwrap().bounds_in(zone)?;
            Some(format!("{first} {last}"))
        };
        let told = |text: &str| Some(text.to_owned());
        let shortest = "2026-03-29T00:00:00+01:00 2026-03-29T23:59:59+02:00";
        assert_eq!(bounds("2026-03-29", "Europe/Berlin"), told(shortest));
        let plain = "2026-03-29T00:00:00+09:00 2026-03-29T23:59:59+09:00";
        assert_eq!(bounds("2026-03-29", "Asia/Tokyo"), told(plain));
        assert_eq!(bounds("2026-03-29", "Europe/Nowhere"), None);
    }

    #[test]
    fn accepts_what_xsd_calls_a_date_time_stamp() {
        for text in [
            "2026-11-23T12:00:00Z",
            "2026-06-15T00:00:00+02:00",
            "2027-01-01T00:00:00.123456789Z",
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
        ] {
            assert_eq!(read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "2027-01-01T00:00:00",
            "2027-01-01 00:00:00Z",
            "2027-01-01t00:00:00Z",
            "2027-01-01T00:00:00z",
            "2027-01-01T24:00:00Z",
            "2026-12-31T23:59:60Z",
            "2027-01-01T00:00:00.Z",
            "2027-01-01T00:00:00.1234567891Z",
            "2027-01-01T00:00:00+25:00",
            "2027-01-01T00:00:00+14:01",
            "10000-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "-2027-01-01T00:00:00Z",
            "2027-02-29T00:00:00Z",
            "２０２７-01-01T00:00:00Z",
            "2027-01-01",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn its_parts_make_it_again() {
        let told = "2026-06-15T00:00:00.5-09:30";
        let instant = read(told).unwrap();
        let (nanos, offset) = (instant.subsec_nanoseconds(), instant.offset_seconds());
        let again = Timestamp::from_parts(instant.unix(), nanos, offset).unwrap();
        assert_eq!(again.to_string(), told);
        for (nanos, offset) in [(1_000_000_000, 0), (0, 1), (0, 14 * 3600 + 60), (0, i32::MIN)] {
            assert_eq!(Timestamp::from_parts(0, nanos, offset), None);
        }
        assert_eq!(Timestamp::from_parts(i64::MAX, 0, 60), None);
        assert_eq!(Timestamp::from_parts(Timestamp::LAST, 0, 60), None);
    }

    #[test]
    fn compares_instants_not_texts() {
        assert_eq!(read("2026-11-23T20:00:00+09:00"), read("2026-11-23T11:00:00Z"));
        assert!(read("2026-11-23T20:00:00+09:00") < read("2026-11-23T12:00:00Z"));
    }

    #[test]
    fn a_day_is_counted_where_it_was_written() {
        let (from, until) = read("2026-06-15T13:00:00+02:00").unwrap().day();
        assert_eq!(from.to_string(), "2026-06-15T00:00:00+02:00");
        assert_eq!(until.to_string(), "2026-06-15T23:59:59+02:00");
    }

    #[test]
    fn months_end_on_the_last_day_there_is() {
        let later = read("2026-08-31T10:00:00+09:00").unwrap().plus_months(6);
        assert_eq!(later.to_string(), "2027-02-28T10:00:00+09:00");
    }
}
