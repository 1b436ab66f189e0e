//! `tegata demo`: one certificate, and the ways in which it can fail, in a small world that
//! is made on the spot.

mod exhibits;
mod folder;
#[cfg(feature = "pack")]
mod story;
mod world;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::report::verdict;
use clap::Args;
use exhibits::Exhibit;
use std::path::{Path, PathBuf};
use tegata::{Clocks, Language, Refusal, Standing, Verdict, Verifier, explain};
use world::World;

/// Show one good certificate and eight bad ones, all made on the spot, without a network
#[derive(Args, Debug)]
pub(crate) struct Demo {
    /// The folder for the files that it makes
    #[arg(long, value_name = "DIR", default_value = "tegata-demo")]
    out: PathBuf,
}

impl Demo {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        folder::check(&self.out)?;
        let now = Clocks::now();
        let mut world = World::new(now.known_at)?;
        let exhibits = exhibits::all(&mut world)?;
        folder::write(&self.out, &world, &exhibits)?;
        let verifier = Verifier::new(world.bundle()?);
        introduce(out);
        for (index, exhibit) in exhibits.iter().enumerate() {
            out.gap();
            if let Some(title) = title(out, index) {
                out.heading(title);
            }
            show(out, exhibit, verifier.verify(&exhibit.token, now));
        }
        #[cfg(feature = "pack")]
        story::tell(out)?;
        invite(out, &self.out);
        Ok(Exit::Good)
    }
}

/// Somebody in the demo's world; words in English and Japanese.
struct Party {
    name: [&'static str; 2],
    id: &'static str,
    role: [&'static str; 2],
}

const PARTIES: [Party; 4] = [
    Party {
        name: ["scheme owner", "制度所有者"],
        id: world::OWNER,
        role: [
            "sets the rules and accredits certification bodies",
            "規則を定め、認証機関を認定する",
        ],
    },
    Party {
        name: ["body", "認証機関"],
        id: world::BODY,
        role: [
            "accredited to certify under the law of Japan",
            "日本法による認証について認定を受けた",
        ],
    },
    Party {
        name: ["organisation", "組織"],
        id: world::ORGANISATION,
        role: ["certified by that body", "その機関から認証を受けた"],
    },
    Party {
        name: ["you", "あなた"],
        id: "",
        role: [
            "trust the scheme owner, and nobody else directly",
            "制度所有者だけを直接信頼している",
        ],
    },
];

fn introduce(out: &mut Output) {
    out.heading(out.pick(
        "One certificate, and eight ways in which it can fail",
        "一枚の証明書と、それが通用しない八つの場合",
    ));
    let keys = out.pick(
        "All keys were made just now, in memory. Nothing is fetched.",
        "鍵はすべて今、メモリ上で作ったものです。通信は行いません。",
    );
    out.line(format_args!("{keys}"));
    out.gap();
    out.heading(out.pick("1. Who vouches for whom", "1. 誰が誰を保証するか"));
    for Party { name: [name, name_ja], id, role: [role, role_ja] } in PARTIES {
        let role = out.pick(role, role_ja);
        let text = if id.is_empty() { role.to_owned() } else { format!("{id}: {role}") };
        out.field(out.pick(name, name_ja), &text);
    }
}

/// What stands above an exhibit.
fn title(out: &Output, index: usize) -> Option<&'static str> {
    match index {
        0 => Some(out.pick("2. The certificate", "2. 証明書")),
        1 => Some(out.pick("3. The same, but …", "3. 同じ証明書でも…")),
        _ => None,
    }
}

fn show(out: &mut Output, exhibit: &Exhibit, answer: Result<Standing, Refusal>) {
    let word = match &answer {
        Ok(_) => verdict(out, Verdict::Valid),
        Err(refusal) => verdict(out, refusal.report().verdict()),
    };
    let story = out.pick(exhibit.english, exhibit.japanese);
    out.line(format_args!("{word} {}: {story}", exhibit.file));
    match answer {
        Ok(standing) => show_standing(out, &standing),
        Err(refusal) => show_refusal(out, &refusal),
    }
}

fn show_standing(out: &mut Output, standing: &Standing) {
    let by = standing.accredited().by();
    let until = standing.current().until().map_or_else(String::new, |until| until.date());
    match out.language() {
        Language::English => out.line(format_args!(
            "    genuine, its body accredited by {by}, not revoked, in force until {until}"
        )),
        Language::Japanese => out.line(format_args!(
            "    真正。機関は {by} の認定を受け、取り消されておらず、{until} まで有効"
        )),
    }
}

fn show_refusal(out: &mut Output, refusal: &Refusal) {
    let Some(headline) = refusal.report().headline() else { return };
    let words = explain(headline, out.language());
    out.line(format_args!("    {}", words.problem));
    out.line(format_args!("    → {}", words.remedy));
}

fn invite(out: &mut Output, folder: &Path) {
    out.gap();
    out.heading(out.pick("4. Try it yourself", "4. 試してみる"));
    let folder = quoted(folder);
    match out.language() {
        Language::English => out.line(format_args!(
            "The files are in {folder}. The full report of any of them, for a week from now:"
        )),
        Language::Japanese => out.line(format_args!(
            "ファイルは {folder} にあります。どれでも詳しい報告を見られます（今から一週間）："
        )),
    }
    let program = if by_cargo() { "cargo run --release --" } else { "tegata" };
    out.line(format_args!(
        "  {program} verify {folder}/certificate.jwt --bundle {folder}/trust.bundle"
    ));
}

/// Cargo tells the programs that it runs where it is.
fn by_cargo() -> bool {
    std::env::var_os("CARGO").is_some()
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-:~\\".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
