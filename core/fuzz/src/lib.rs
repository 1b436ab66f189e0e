//! Fuzz targets. Each is a plain function that panics when an invariant is broken; it runs
//! under libFuzzer (`fuzz_targets/`) and under the driver of this package (`main.rs`).

#![forbid(unsafe_code)]

mod documents;
mod edits;
pub mod mutate;
mod recognition;
pub mod seeds;
mod signed;
mod world;

use tegata::fuzzing;

/// A target: its name and what it runs.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    /// It signs, inflates or builds a bundle: a tenth of the executions is enough.
    pub heavy: bool,
}

/// All of them.
pub const TARGETS: [Target; 17] = [
    light("json", fuzzing::json),
    light("jcs", fuzzing::jcs),
    light("base64url", fuzzing::base64url),
    light("jws", fuzzing::jws),
    light("jwk", fuzzing::jwk),
    light("sd_jwt", fuzzing::sd_jwt),
    light("did_document", fuzzing::did_document),
    light("statement", fuzzing::statement),
    light("timestamp", fuzzing::timestamp),
    heavy("token_list", token_list),
    heavy("bitstring_list", signed::bitstring_list),
    heavy("key_binding", signed::key_binding),
    heavy("bundle", signed::bundle),
    heavy("verify", signed::verify),
    heavy("pack", recognition::pack),
    heavy("predicate", recognition::predicate),
    heavy("transfer", recognition::transfer),
];

const fn light(name: &'static str, run: fn(&[u8])) -> Target {
    Target { name, run, heavy: false }
}

const fn heavy(name: &'static str, run: fn(&[u8])) -> Target {
    Target { name, run, heavy: true }
}

fn token_list(data: &[u8]) {
    fuzzing::token_list_bytes(data);
    fuzzing::token_list_claims(data);
}

/// Runs the target called `name`.
pub fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.expect("a target of that name").run)(data);
}
