//! Drawings: a period as a bar of time, corridors as a matrix of regimes.
//!
//! They say the same in black and white as in colour, because each verdict has a pattern of
//! its own, and the same to those who hear them: title and description hold every answer in
//! words. There is no script, nothing is fetched, and the same input gives the same bytes.

use super::{Corridor, Corridors, Period, Segment};
use crate::clock::Timestamp;
use crate::explain::{Language, printable};
use crate::report::Verdict;
use std::fmt::Write as _;

/// What people call a regime or an instrument.
pub type Names<'n> = &'n dyn Fn(&str) -> String;

const WIDTH: i64 = 960;
const MARGIN: i64 = 24;

/// Every verdict of a decision, with the name of its pattern.
const PATTERNS: [(Verdict, &str); 6] = [
    (Verdict::Recognised, "solid"),
    (Verdict::NotRestricted, "grid"),
    (Verdict::Conditional, "stripes"),
    (Verdict::Indeterminate, "dots"),
    (Verdict::NotRecognised, "blank"),
    (Verdict::Prohibited, "crosses"),
];

const DEFINITIONS: &str = r##"<defs>
<pattern id="grid" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#cfe3f7"/><path d="M0 0H8M0 0V8" stroke="#1f4e79" stroke-width="1.5"/></pattern>
<pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#fff3cd"/><path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#7a5b00" stroke-width="2"/></pattern>
<pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#f2f2f2"/><circle cx="4" cy="4" r="1.6" fill="#444444"/></pattern>
<pattern id="crosses" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="#f6d5d5"/><path d="M0 0L10 10M10 0L0 10" stroke="#7f1d1d" stroke-width="1.5"/></pattern>
</defs>
"##;

const STYLE: &str = "<style>text{font-family:sans-serif;font-size:13px;fill:#111111}\
.head{font-size:18px;font-weight:bold}.small{font-size:11px;fill:#444444}\
rect.cell{stroke:#111111;stroke-width:1}</style>\n";

impl Period {
    /// The period as a bar of time, with a list of its segments below.
    pub fn to_svg(&self, language: Language, names: Names<'_>) -> String {
        let transfer = &self.transfer;
        let title = format!("{} → {}", transfer.from, transfer.to);
        let told: Vec<_> =
            self.segments.iter().map(|segment| tell(segment, language, names)).collect();
        let height = 170 + 22 * i64::try_from(told.len()).unwrap_or_default();
        let mut drawing = Drawing::new(&title, &told.join("; "), height);
        self.draw_bar(&mut drawing, &told);
        drawing.legend(132, language);
        for (row, (segment, words)) in (0..).zip(self.segments.iter().zip(&told)) {
            let y = 156 + 22 * row;
            drawing.cell((MARGIN, y, 16, 16), segment.verdict, words);
            drawing.text((MARGIN + 24, y + 13), "", &clipped(words, 130));
        }
        drawing.end()
    }

    fn draw_bar(&self, drawing: &mut Drawing, told: &[String]) {
        let (Some(first), Some(last)) = (self.segments.first(), self.segments.last()) else {
            return;
        };
        let (from, until) = (first.from.unix(), last.until.unix().saturating_add(1));
        let length = (until - from).max(1);
        let at = |instant: i64| {
            let offset = i128::from(instant - from) * i128::from(WIDTH - 2 * MARGIN);
            MARGIN + i64::try_from(offset / i128::from(length)).unwrap_or_default()
        };
        for (segment, words) in self.segments.iter().zip(told) {
            let left = at(segment.from.unix());
            let right = at(segment.until.unix().saturating_add(1));
            drawing.cell((left, 52, (right - left).max(1), 36), segment.verdict, words);
        }
        let ends = [(MARGIN, "start", first.from), (WIDTH - MARGIN, "end", last.until)];
        for (x, anchor, instant) in ends {
            drawing.anchored((x, 106), anchor, &instant.date());
        }
    }
}

impl Corridors {
    /// The corridors as a matrix, one cell for each regime.
    pub fn to_svg(&self, language: Language, names: Names<'_>) -> String {
        const COLUMNS: i64 = 2;
        let day = self.clocks.valid_at.date();
        let title = match language {
            Language::English => format!("Into {}, as of {day}", self.transfer.to),
            Language::Japanese => format!("{}への移転（{day} 時点）", self.transfer.to),
        };
        let told = self.corridors.iter().map(|corridor| tell_corridor(corridor, language, names));
        let told: Vec<_> = told.collect();
        let count = i64::try_from(told.len()).unwrap_or_default();
        let rows = (count + COLUMNS - 1) / COLUMNS;
        let mut drawing = Drawing::new(&title, &told.join("; "), 100 + 48 * rows);
        drawing.legend(56, language);
        let width = (WIDTH - 2 * MARGIN) / COLUMNS;
        for (index, (corridor, words)) in (0..).zip(self.corridors.iter().zip(&told)) {
            let (x, y) = (MARGIN + width * (index % COLUMNS), 84 + 48 * (index / COLUMNS));
            drawing.cell((x, y, 32, 32), corridor.verdict, words);
            let beside = |line: i64| (x + 40, y + 14 + 16 * line);
            drawing.text(beside(0), "", &clipped(&names(&corridor.regime), 56));
            let by = corridor.instrument.as_deref().filter(|_| corridor.is_open()).map(names);
            let verdict = corridor.verdict.word(language);
            let second = by.map_or_else(|| verdict.to_owned(), |by| format!("{verdict}: {by}"));
            drawing.text(beside(1), "small", &clipped(&second, 64));
        }
        drawing.end()
    }
}

/// A segment in words.
fn tell(segment: &Segment, language: Language, names: Names<'_>) -> String {
    let by = segment.instrument.as_deref().map(names);
    let by = by.map_or_else(String::new, |name| format!(", {name}"));
    let verdict = segment.verdict.word(language);
    format!("{} – {}: {verdict}{by}", shown(segment.from), shown(segment.until))
}

/// Whole days are told as days.
fn shown(instant: Timestamp) -> String {
    let (first, last) = instant.day();
    if instant == first || instant == last { instant.date() } else { instant.to_string() }
}

fn tell_corridor(corridor: &Corridor, language: Language, names: Names<'_>) -> String {
    let by = corridor.instrument.as_deref().map(names);
    let by = by.map_or_else(String::new, |name| format!(", {name}"));
    format!("{}: {}{by}", names(&corridor.regime), corridor.verdict.word(language))
}

/// Text that fits, counting wide characters twice.
fn clipped(text: &str, columns: usize) -> String {
    let mut width = 0;
    let mut short = String::new();
    for character in text.chars() {
        width += if character.is_ascii() { 1 } else { 2 };
        if width > columns {
            return short + "…";
        }
        short.push(character);
    }
    short
}

/// A drawing on its way.
struct Drawing {
    text: String,
}

impl Drawing {
    fn new(title: &str, description: &str, height: i64) -> Self {
        let (title, description) = (escape(title), escape(description));
        let mut drawing = Self { text: String::new() };
        drawing.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
             width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">\n\
             <title id=\"title\">{title}</title>\n<desc id=\"desc\">{description}</desc>\n\
             {STYLE}{DEFINITIONS}<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>"
        ));
        drawing.put(format_args!("<text class=\"head\" x=\"{MARGIN}\" y=\"34\">{title}</text>"));
        drawing
    }

    /// Each verdict with its pattern.
    fn legend(&mut self, y: i64, language: Language) {
        for (index, (verdict, _)) in (0..).zip(PATTERNS) {
            let x = MARGIN + 152 * index;
            self.cell((x, y - 12, 14, 14), verdict, verdict.word(language));
            self.text((x + 20, y), "small", verdict.word(language));
        }
    }

    fn cell(&mut self, (x, y, width, height): (i64, i64, i64, i64), verdict: Verdict, words: &str) {
        let pattern = PATTERNS.iter().find(|(known, _)| *known == verdict);
        let fill = match pattern.map_or("dots", |(_, name)| name) {
            "solid" => "#1f4e79".to_owned(),
            "blank" => "#ffffff".to_owned(),
            name => format!("url(#{name})"),
        };
        let words = escape(words);
        self.put(format_args!(
            "<rect class=\"cell\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
             fill=\"{fill}\"><title>{words}</title></rect>"
        ));
    }

    fn text(&mut self, (x, y): (i64, i64), class: &str, text: &str) {
        let text = escape(text);
        self.put(format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"));
    }

    fn anchored(&mut self, (x, y): (i64, i64), anchor: &str, text: &str) {
        let text = escape(text);
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"));
    }

    fn end(mut self) -> String {
        self.put(format_args!("</svg>"));
        self.text
    }

    fn put(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// Text as XML can bear it (XML 1.0 section 2.4); what is invisible becomes visible.
fn escape(text: &str) -> String {
    let escaped = printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace('"', "&quot;").replace('\'', "&#39;")
}
