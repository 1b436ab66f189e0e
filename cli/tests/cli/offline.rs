//! Without `--online` no socket is opened, by the word of the kernel.

use crate::support::*;
use std::process::Command;

/// The system calls about the network that a command makes; none where they cannot be told.
fn calls(desk: &Desk, arguments: &str) -> Option<String> {
    let program = desk.command();
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", "calls"]);
    traced.arg(program.get_program()).args(arguments.split_whitespace());
    traced.current_dir(desk.path(""));
    let ran = traced.output().ok()?;
    let calls = std::fs::read_to_string(desk.path("calls")).ok()?;
    // Where tracing is not allowed, the program does not run.
    ran.status.code().filter(|code| [0, 1, 3].contains(code)).map(|_| calls)
}

#[test]
fn verify_and_decide_open_no_socket() {
    let desk = pinned("Example Inc.");
    let missing = "verify cert.jwt --bundle empty.bundle";
    desk.run("bundle new empty.bundle").ends(0);
    let decide = "decide --from SG --to JP --data contact --certificate cert.jwt \
                  --bundle trust.bundle";
    for arguments in [VERIFY, missing, decide] {
        match calls(&desk, arguments) {
            Some(calls) => assert_eq!(calls, "", "{arguments}"),
            None => return println!("skipped: strace is not here, or may not trace"),
        }
    }
    // The guard can see: online, a look-up is tried.
    #[cfg(feature = "http")]
    {
        desk.run(&format!(
            "bundle pin empty.bundle --issuer {OWNER} --key body.jwk --accredits \
             --scheme {SCHEME} --jurisdiction any --source https://owner.invalid/bodies"
        ))
        .ends(0);
        let calls = calls(&desk, &format!("{missing} --online")).unwrap();
        assert!(calls.contains("socket("), "{calls}");
    }
}
