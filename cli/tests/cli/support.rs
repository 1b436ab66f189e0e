//! Running the program in a folder of its own.

use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with files, and the program in it.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Ran {
    /// The same, if it ended with that code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program in the folder, in English, without a terminal.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tegata"));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "CARGO"] {
            command.env_remove(name);
        }
        command.env_remove("TEGATA_BUNDLE").env_remove("TEGATA_PASSPHRASE");
        command
    }

    /// Runs a command whose arguments have no spaces in them.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        self.command().args(arguments.split_whitespace()).output().unwrap().into()
    }

    /// Makes a key and writes down its public half.
    pub(crate) fn key(&self, name: &str) {
        self.run(&format!("key new {name}.key --no-passphrase-i-know")).ends(0);
        self.run(&format!("key public {name}.key --out {name}.jwk")).ends(0);
    }
}

pub(crate) const OWNER: &str = "did:web:owner.example";
pub(crate) const BODY: &str = "did:web:body.example";
pub(crate) const SCHEME: &str = "https://owner.example/scheme";
pub(crate) const REVOCATIONS: &str = "https://body.example/revocations";

/// A draft without a status.
pub(crate) fn draft(name: &str) -> Value {
    json!({
        "subject": {
            "id": "did:web:org.example",
            "legalName": name,
            "contact": { "email": "privacy@org.example" },
            "certification": {
                "number": "B-1", "scheme": SCHEME, "schemeVersion": "1", "jurisdiction": "JP",
                "decidedOn": "2026-01-10", "roles": ["controller"],
                "scope": { "sites": ["Tokyo", "Osaka"] }
            }
        },
        "validFrom": "2026-01-15T00:00:00+09:00",
        "validUntil": "2099-01-14T23:59:59+09:00"
    })
}

/// A desk with keys, a bundle that pins the body itself, and a certificate of it that
/// `verify` finds valid: `cert.jwt` for the organisation called `name`.
pub(crate) fn pinned(name: &str) -> Desk {
    let desk = Desk::new();
    desk.key("body");
    desk.run("bundle new trust.bundle").ends(0);
    desk.run(&format!(
        "bundle pin trust.bundle --issuer {BODY} --key body.jwk --scheme {SCHEME} \
         --scheme-version any --role any --jurisdiction any"
    ))
    .ends(0);
    desk.run(&format!("status new r.json --kind bitstring-revocation --url {REVOCATIONS}")).ends(0);
    desk.write("draft.json", draft(name).to_string());
    desk.run(&format!(
        "issue draft.json --issuer {BODY} --key body.key --register r.json --out cert.jwt"
    ))
    .ends(0);
    publish(&desk);
    desk
}

/// Publishes the register and adds the list to the bundle.
pub(crate) fn publish(desk: &Desk) {
    desk.run(&format!("status publish r.json --issuer {BODY} --key body.key --out r.jwt --force"))
        .ends(0);
    desk.run(&format!("bundle add trust.bundle r.jwt --url {REVOCATIONS}")).ends(0);
}

pub(crate) const VERIFY: &str = "verify cert.jwt --bundle trust.bundle";
