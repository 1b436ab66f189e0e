//! What is doubtful in a pack: not wrong enough to refuse it, and worth a look.
//!
//! A remark is answered where it arises, by a note of the same item that begins with
//! `lint`, the name of the remark and a colon: `lint gap: there was no instrument then`. An
//! answer to a remark that does not arise is itself remarked upon.

mod acts;
mod marks;
mod names;
mod texts;

use super::pack::Pack;
use crate::explain::{Language, printable};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Something doubtful in a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// What kind of doubt it is.
    pub code: Lint,
    /// The place, regime, instrument or order, by its identifier.
    pub place: String,
    /// What it is about: a name, a time, another instrument.
    pub about: String,
}

/// What a remark may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each is explained by its words")]
pub enum Lint {
    UnknownPlace,
    UnknownRegime,
    UnknownInstrument,
    UnknownConcept,
    DanglingVersion,
    DanglingBase,
    Overlap,
    Gap,
    SunsetWithoutSuccessor,
    AsymmetricPair,
    UnreachableExclusion,
    NoCitation,
    NoSource,
    ReviewMark,
    StaleAnswer,
}

impl Lint {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::UnknownPlace,
        Self::UnknownRegime,
        Self::UnknownInstrument,
        Self::UnknownConcept,
        Self::DanglingVersion,
        Self::DanglingBase,
        Self::Overlap,
        Self::Gap,
        Self::SunsetWithoutSuccessor,
        Self::AsymmetricPair,
        Self::UnreachableExclusion,
        Self::NoCitation,
        Self::NoSource,
        Self::ReviewMark,
        Self::StaleAnswer,
    ];

    /// The name by which notes answer it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownPlace => "unknown_place",
            Self::UnknownRegime => "unknown_regime",
            Self::UnknownInstrument => "unknown_instrument",
            Self::UnknownConcept => "unknown_concept",
            Self::DanglingVersion => "dangling_version",
            Self::DanglingBase => "dangling_base",
            Self::Overlap => "overlap",
            Self::Gap => "gap",
            Self::SunsetWithoutSuccessor => "sunset_without_successor",
            Self::AsymmetricPair => "asymmetric_pair",
            Self::UnreachableExclusion => "unreachable_exclusion",
            Self::NoCitation => "no_citation",
            Self::NoSource => "no_source",
            Self::ReviewMark => "review_mark",
            Self::StaleAnswer => "stale_answer",
        }
    }

    /// What is doubtful, `{}` standing for what it is about, and what to do.
    #[rustfmt::skip]
    fn words(self, language: Language) -> (&'static str, &'static str) {
        let (english, japanese) = match self {
            Self::UnknownPlace => (
                ("no register of the pack has the place {}", "correct its name, or enter it in a register"),
                ("パックのどの登録簿にも {} がない", "名称を直すか、登録簿に加える")),
            Self::UnknownRegime => (
                ("the pack does not describe the regime {}", "correct its name, or describe it"),
                ("パックに法制度 {} の記述がない", "名称を直すか、記述を加える")),
            Self::UnknownInstrument => (
                ("the pack does not state the instrument {}", "correct its name, or state it"),
                ("パックに制度 {} の記述がない", "名称を直すか、記述を加える")),
            Self::UnknownConcept => (
                ("{} is no concept of the taxonomy", "name a concept that it has: any other leaves every answer open"),
                ("{} は分類体系にない概念である", "分類体系にある概念を使う：他の概念では判定できない")),
            Self::DanglingVersion => (
                ("no certificate can have the version that it asks of {}", "list versions, or a range from a lower number to a higher one"),
                ("{} に求める版を持つ証明書はありえない", "版を列挙するか、小さい番号から大きい番号への範囲を示す")),
            Self::DanglingBase => (
                ("it asks for {} besides, which no instrument of the pack accepts", "correct the name of the scheme, or state the instrument"),
                ("併せて求める {} を認める制度がパックにない", "制度名を直すか、認める制度を加える")),
            Self::Overlap => (
                ("{} permits the same at the same time", "join them, or say what sets them apart"),
                ("{} が同じ時期に同じことを許している", "一つにまとめるか、違いを示す")),
            Self::Gap => (
                ("before it, nothing reached the same importers: {}", "enter what was in force, or confirm that nothing was"),
                ("その前に同じ移転先へ及ぶものがない：{}", "当時有効であったものを加えるか、なかったことを確認する")),
            Self::SunsetWithoutSuccessor => (
                ("it ended on {}, and nothing follows it", "enter its extension or its successor, or confirm that there is none"),
                ("{} に終了し、後継がない", "延長または後継を加えるか、ないことを確認する")),
            Self::AsymmetricPair => (
                ("the pair {} has one direction only", "state the other direction, or leave out the name of the pair"),
                ("対 {} が片方向しかない", "反対方向を加えるか、対の名を除く")),
            Self::UnreachableExclusion => (
                ("the exclusion {} can never apply", "correct its condition, or leave it out"),
                ("除外 {} は適用されることがない", "条件を直すか、除く")),
            Self::NoCitation => (
                ("it does not say where the law stands", "cite the act and the article"),
                ("条文の引用がない", "法令と条を示す")),
            Self::NoSource => (
                ("its source is {}, which says neither what was read nor that it is from memory", "begin the source with `read:` or `memory:`"),
                ("出典 {} が、読んだものか記憶かを示していない", "出典を「read:」または「memory:」で始める")),
            Self::ReviewMark => (
                ("its mark of review is {}", "name who compared it with the law, and a day that has been"),
                ("確認の印が {} である", "法と照合した者と、過去の日付を示す")),
            Self::StaleAnswer => (
                ("a note answers {}, which does not arise", "leave the note out, or correct its name"),
                ("備考が、生じていない {} に答えている", "備考を除くか、名称を直す")),
        };
        match language {
            Language::English => english,
            Language::Japanese => japanese,
        }
    }
}

impl Remark {
    /// Remarks as JSON, `tegata.lint/1`, in English.
    pub fn to_json(remarks: &[Self]) -> String {
        let remarks: Vec<_> = remarks.iter().map(Self::to_value).collect();
        json!({ "format": "tegata.lint/1", "remarks": remarks }).to_string()
    }

    fn to_value(&self) -> Value {
        json!({
            "code": self.code.as_str(),
            "place": self.place,
            "about": self.about,
            "problem": self.problem(Language::English),
            "remedy": self.remedy(Language::English),
        })
    }

    fn new(code: Lint, place: &str, about: impl Into<String>) -> Self {
        Self { code, place: place.to_owned(), about: about.into() }
    }

    /// What is doubtful. Safe to print.
    pub fn problem(&self, language: Language) -> String {
        self.code.words(language).0.replace("{}", &printable(&self.about))
    }

    /// What to do about it.
    pub fn remedy(&self, language: Language) -> &'static str {
        self.code.words(language).1
    }
}

impl Pack {
    /// What is doubtful in it and not answered by a note, by kind and place.
    pub fn lint(&self) -> Vec<Remark> {
        let mut remarks = names::check(self);
        remarks.extend(acts::check(self));
        remarks.extend(texts::check(self));
        remarks.extend(marks::check(self));
        let answers: BTreeSet<_> = self.answers().collect();
        let arisen: BTreeSet<_> = remarks.iter().map(|r| (r.place.clone(), name(r))).collect();
        remarks.retain(|remark| !answers.contains(&(remark.place.clone(), name(remark))));
        let stale = answers.difference(&arisen);
        remarks.extend(stale.map(|(place, code)| Remark::new(Lint::StaleAnswer, place, code)));
        remarks.sort();
        remarks.dedup();
        remarks
    }

    /// The remarks that notes answer: the item, and the name of the remark.
    fn answers(&self) -> impl Iterator<Item = (String, String)> {
        let places = self.registers.iter().flat_map(|register| &register.jurisdictions);
        let places = places.map(|place| (&place.id, &place.notes));
        let regimes = self.regimes().map(|regime| (&regime.id, &regime.notes));
        let acts = self.arrangements().map(|act| (&act.id, &act.notes));
        let orders = self.prohibitions().map(|order| (&order.id, &order.notes));
        let all = places.chain(regimes).chain(acts).chain(orders);
        all.flat_map(|(id, notes)| notes.iter().filter_map(move |note| Some((id, answer(note)?))))
            .map(|(id, code)| (id.clone(), code.to_owned()))
    }
}

fn name(remark: &Remark) -> String {
    remark.code.as_str().to_owned()
}

/// The remark that a note answers, if it does.
fn answer(note: &str) -> Option<&str> {
    let (code, _) = note.strip_prefix("lint ")?.split_once(':')?;
    Some(code)
}
