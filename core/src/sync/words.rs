//! From the outcome of a sync to words, for a reader who is not a cryptographer.

use super::change::{Change, DocumentChange, Outcome, Standing};
use super::problem::Problem;
use crate::explain::{Explanation, Language, explain, printable};

fn pick(language: Language, english: &str, japanese: &str) -> String {
    match language {
        Language::English => english.to_owned(),
        Language::Japanese => japanese.to_owned(),
    }
}

impl Outcome {
    /// The outcome in a few words.
    pub fn told(self, language: Language) -> String {
        match self {
            Self::Added { number: Some(number) } => {
                pick(language, &format!("added, number {number}"), &format!("追加（第{number}版）"))
            }
            Self::Added { number: None } => pick(language, "added", "追加"),
            Self::Updated { from: Some(from), to: Some(to) } => pick(
                language,
                &format!("updated from number {from} to {to}"),
                &format!("更新（第{from}版から第{to}版）"),
            ),
            Self::Updated { .. } => pick(language, "updated", "更新"),
            Self::Unchanged => pick(language, "unchanged", "変更なし"),
            Self::Kept => pick(language, "kept the old one", "従来のものを維持"),
            Self::Missing => pick(language, "not there", "なし"),
        }
    }
}

impl Standing {
    fn told(self, language: Language) -> String {
        match self {
            Self::InForce => pick(language, "in force", "有効"),
            Self::NotYet => pick(language, "not in force yet", "未発効"),
            Self::Suspended => pick(language, "suspended", "停止中"),
            Self::Ended => pick(language, "ended", "終了"),
            Self::Compromised => pick(language, "in other hands", "漏えい"),
            Self::Gone => pick(language, "no longer named", "記載なし"),
        }
    }
}

impl DocumentChange {
    /// One line: what became of which document.
    pub fn told(&self, language: Language) -> String {
        format!("{}: {}", printable(&self.url), self.outcome.told(language))
    }
}

impl Change {
    /// One sentence: what is different now, and for whom.
    pub fn told(&self, language: Language) -> String {
        match self {
            Self::Anchor { id, from, to } => anchor(&printable(id), *from, *to, language),
            Self::Key { owner, thumbprint, now } => {
                let short: String = thumbprint.chars().take(16).collect();
                key(&printable(owner), &short, *now, language)
            }
            Self::Body { id, scheme, by, action, now } => {
                let names = [printable(id), printable(scheme), printable(by)];
                body(&names, action, *now, language)
            }
            Self::Instrument { id, title, now } => {
                let (id, title) = (printable(id), printable(title));
                let state = now.told(language);
                pick(
                    language,
                    &format!("the instrument {title} is now {state} ({id})"),
                    &format!("法的根拠「{title}」：{state}（{id}）"),
                )
            }
            Self::Order { id, title, now } => {
                let (id, title) = (printable(id), printable(title));
                let (english, japanese) = match now {
                    Standing::InForce => ("forbids transfers now", "移転を禁止"),
                    _ => ("forbids nothing any longer", "禁止は解除"),
                };
                pick(
                    language,
                    &format!("the order {title} {english} ({id})"),
                    &format!("命令「{title}」：{japanese}（{id}）"),
                )
            }
        }
    }
}

fn anchor(id: &str, from: Option<u64>, to: u64, language: Language) -> String {
    match from {
        Some(from) => pick(
            language,
            &format!("{id} has changed its keys: edition {from} is followed by edition {to}"),
            &format!("{id} が鍵を更新しました（第{from}版から第{to}版）"),
        ),
        None => pick(
            language,
            &format!("{id} now states its keys itself, in edition {to}"),
            &format!("{id} の鍵は同者の文書（第{to}版）によるものとなりました"),
        ),
    }
}

fn key(owner: &str, thumbprint: &str, now: Standing, language: Language) -> String {
    let (english, japanese) = match now {
        Standing::InForce => ("signs with another key", "新しい鍵を使用"),
        Standing::NotYet => ("will sign with another key", "新しい鍵を使用予定"),
        Standing::Compromised => (
            "has a key in other hands, which proves nothing any longer",
            "鍵が漏えい（証明力なし）",
        ),
        Standing::Suspended | Standing::Ended => ("has retired a key", "鍵を廃止"),
        Standing::Gone => ("no longer has a key that it had", "鍵の記載がなくなった"),
    };
    pick(
        language,
        &format!("{owner} {english} ({thumbprint})"),
        &format!("{owner}：{japanese}（{thumbprint}）"),
    )
}

fn body(names: &[String; 3], action: &str, now: Standing, language: Language) -> String {
    let [id, scheme, by] = names;
    let (what, what_ja) = match action {
        "accredit" => ("accredit bodies", "認定"),
        _ => ("certify", "認証"),
    };
    let (english, japanese) = match now {
        Standing::InForce => ("may now", "を行えるようになりました"),
        Standing::NotYet => ("may not yet", "はまだ行えません"),
        Standing::Suspended => ("is suspended and for now may not", "は停止中です"),
        Standing::Ended | Standing::Compromised => ("may no longer", "の資格が取り消されました"),
        Standing::Gone => ("is no longer listed and may not", "の資格は一覧から外れました"),
    };
    pick(
        language,
        &format!("{id} {english} {what} under {scheme}, says {by}"),
        &format!("{id}：{scheme} の{what_ja}{japanese}（{by} による）"),
    )
}

impl Problem {
    /// What is wrong, and what to do about it.
    pub fn explain(&self, language: Language) -> Explanation {
        if let Self::Unsound(finding) = self {
            return explain(finding, language);
        }
        let (problem, remedy) = match language {
            Language::English => self.english(),
            Language::Japanese => self.japanese(),
        };
        Explanation { problem: printable(&problem), remedy: remedy.to_owned() }
    }

    fn english(&self) -> (String, &'static str) {
        match self {
            Self::Unavailable { text, .. } => (
                format!("it could not be obtained: {text}"),
                "try again later; if that does not help, ask the publisher",
            ),
            Self::NotAsked => ("nobody tried to obtain it".to_owned(), "sync again"),
            Self::TooLarge { limit } => (
                format!("more than {limit} bytes arrived"),
                "genuine documents are smaller; ask the publisher, and where you obtain it",
            ),
            Self::Unsound(finding) => (finding.code.as_str().to_owned(), ""),
            Self::Unsigned => (
                "it bears no signature".to_owned(),
                "somebody replaced it on its way; obtain it from its publisher",
            ),
            Self::AnotherDocument { id } => (
                format!("it is the document of another address, {id}"),
                "somebody mixed documents up; obtain it from its publisher",
            ),
            Self::AnotherIssuer { issuer, expected } => (
                format!("it is signed by {issuer}, and {expected} publishes here"),
                "if the publisher has really changed, pin the new one yourself",
            ),
            Self::Rollback { offered, seen } => (
                format!("{offered} is older than {seen}, which was seen before"),
                "somebody offers you an old document; obtain the current one from its publisher",
            ),
            Self::Equivocation { edition } => (
                format!("{edition} was seen before with another content"),
                "its publisher says different things to different people; ask it which counts",
            ),
            Self::Unnumbered { seen } => (
                format!("it has no number, and number {seen} was seen before"),
                "ask the publisher to number its documents again",
            ),
            Self::FastForward { offered, seen } => (
                format!("number {offered} is so far from number {seen} that none could follow"),
                "ask the publisher whether its key is in other hands",
            ),
            Self::OutOfSequence { offered, expected } => (
                format!("edition {offered} of the keys was offered where {expected} comes next"),
                "obtain the editions between, one after the other",
            ),
            Self::OldKeysMissing { signed, needed } => (
                format!("{signed} of the present keys signed the new ones, and {needed} must"),
                "do not use the new keys before the anchor has confirmed them in another way",
            ),
            Self::NewKeysMissing { signed, needed } => (
                format!("{signed} of the new keys signed, and {needed} must"),
                "ask the anchor to have its new keys sign their edition",
            ),
            Self::Frozen { due } => (
                format!("its next edition was due on {}, and there is none", due.date()),
                "its publisher is late, or somebody keeps the new one from you: ask the publisher",
            ),
            Self::Behind { held, seen } => (
                format!("your bundle has {held}, and {seen} was seen before"),
                "an old copy of the bundle is in use; sync again with what the publisher has",
            ),
        }
    }

    fn japanese(&self) -> (String, &'static str) {
        match self {
            Self::Unavailable { text, .. } => (
                format!("取得できませんでした：{text}"),
                "後で再試行し、解決しなければ発行者に確認してください",
            ),
            Self::NotAsked => ("取得が試みられていません".to_owned(), "もう一度同期してください"),
            Self::TooLarge { limit } => (
                format!("{limit}バイトを超えるデータが届きました"),
                "本来の文書はもっと小さいものです。発行者と取得元に確認してください",
            ),
            Self::Unsound(finding) => (finding.code.as_str().to_owned(), ""),
            Self::Unsigned => (
                "署名がありません".to_owned(),
                "途中で差し替えられています。発行者から直接取得してください",
            ),
            Self::AnotherDocument { id } => (
                format!("別の公開先（{id}）の文書です"),
                "文書が取り違えられています。発行者から直接取得してください",
            ),
            Self::AnotherIssuer { issuer, expected } => (
                format!("署名者は {issuer} ですが、ここで公開するのは {expected} です"),
                "発行者が本当に変わったのであれば、新しい発行者をご自身で登録してください",
            ),
            Self::Rollback { offered, seen } => (
                format!("以前に確認したもの（{seen}）より古い文書です（{offered}）"),
                "古い文書が提供されています。最新のものを発行者から取得してください",
            ),
            Self::Equivocation { edition } => (
                format!("同じ版（{edition}）で内容の異なる文書を以前に確認しています"),
                "相手により異なる内容が示されています。正しいものを発行者に確認してください",
            ),
            Self::Unnumbered { seen } => (
                format!("版番号がありません（以前に確認した版：{seen}）"),
                "版番号を付けるよう発行者に依頼してください",
            ),
            Self::FastForward { offered, seen } => (
                format!("版番号が{seen}から{offered}へ飛んでおり、以後の版を出せなくなります"),
                "鍵が漏えいしていないか発行者に確認してください",
            ),
            Self::OutOfSequence { offered, expected } => (
                format!("鍵の第{offered}版が提供されましたが、次は第{expected}版です"),
                "間の版を順に取得してください",
            ),
            Self::OldKeysMissing { signed, needed } => (
                format!("現在の鍵による署名が{signed}個です（必要数は{needed}）"),
                "別の手段で確認できるまで新しい鍵を使わないでください",
            ),
            Self::NewKeysMissing { signed, needed } => (
                format!("新しい鍵による署名が{signed}個です（必要数は{needed}）"),
                "新しい鍵で署名するよう信頼の起点に依頼してください",
            ),
            Self::Frozen { due } => (
                format!("次の版は{}までに出るはずでしたが、ありません", due.date()),
                "発行の遅れか、新しい版が隠されています。発行者に確認してください",
            ),
            Self::Behind { held, seen } => (
                format!("手元のもの（{held}）は、以前に確認したもの（{seen}）より古いものです"),
                "古いバンドルが使われています。発行者の最新のもので再度同期してください",
            ),
        }
    }
}
