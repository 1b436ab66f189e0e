//! `tegata explain`: what a code means.

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Output, padded};
use clap::Args;
use serde_json::{Value, json};
use tegata::{Code, Weight};

/// Say what a finding code means and what to do about it; without a code, list all codes
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The code, such as `revoked`
    code: Option<String>,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Explain {
    pub(crate) fn run(self, out: &mut Output) -> Result<Exit, Failure> {
        let code = self.code.as_deref().map(find).transpose()?;
        match (code, self.json) {
            (Some(code), true) => out.json(&to_json(code, out).to_string()),
            (Some(code), false) => describe(code, out),
            (None, true) => {
                let all: Vec<_> = Code::ALL.iter().map(|code| to_json(*code, out)).collect();
                out.json(&Value::from(all).to_string());
            }
            (None, false) => list(out),
        }
        Ok(Exit::Good)
    }
}

fn find(name: &str) -> Result<Code, Failure> {
    name.parse().map_err(|()| {
        Failure::new(format!("there is no code `{name}`"))
            .advice("`tegata explain` lists all codes")
    })
}

fn describe(code: Code, out: &mut Output) {
    let words = code.words(out.language());
    out.heading(code.as_str());
    out.field(out.pick("problem", "問題"), words.problem);
    out.field(out.pick("what to do", "対処"), words.remedy);
    out.field(out.pick("effect", "効果"), effect(code, out));
    out.field(out.pick("step", "段階"), &code.step().number().to_string());
    out.field(out.pick("class", "分類"), code.class().as_str());
    out.field(out.pick("demanded by", "根拠"), code.reference());
}

fn effect(code: Code, out: &Output) -> &'static str {
    let (english, japanese) = match code.weight() {
        Weight::Refused => ("the certificate is refused", "証明書は拒否されます"),
        Weight::Undetermined => ("the answer is undetermined", "判定できません"),
        Weight::Conditional => ("evidence is still owed", "証拠の提示が必要です"),
        Weight::Prohibited => ("the transfer is prohibited", "移転は禁止されています"),
        Weight::Notice => ("a notice only", "注意喚起のみ"),
    };
    out.pick(english, japanese)
}

fn list(out: &mut Output) {
    for code in Code::ALL {
        let words = code.words(out.language());
        out.line(format_args!("{} {}", padded(code.as_str(), 30), words.problem));
    }
}

fn to_json(code: Code, out: &Output) -> Value {
    let words = code.words(out.language());
    json!({
        "code": code.as_str(),
        "class": code.class().as_str(),
        "step": code.step().number(),
        "problem": words.problem,
        "remedy": words.remedy,
        "reference": code.reference(),
    })
}
