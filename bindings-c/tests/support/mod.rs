//! Compiling and running programs of C and C++.

#![expect(dead_code, reason = "each test uses a part of it")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// What a program is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    C,
    Cpp,
}

/// A file of this crate.
pub(crate) fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}

/// The folder with the libraries, as users build them: without the features that other
/// members of the workspace turn on.
pub(crate) fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| build("plain", &[]))
}

/// Builds the libraries with more arguments, and puts them into a folder of that name. One
/// build after the other: each leaves its libraries in the same place.
pub(crate) fn build(name: &str, arguments: &[&str]) -> PathBuf {
    let folder = target().join("tmp/libtegata").join(name);
    fs::create_dir_all(&folder).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--locked", "--package", "tegata-c", "--target-dir"]);
    cargo.arg(target()).args(arguments).current_dir(own(".."));
    in_turn(|| {
        succeeded("cargo build", &cargo.output().unwrap());
        for file in ["libtegata.a", "libtegata.so"] {
            fs::copy(target().join("debug").join(file), folder.join(file)).unwrap();
        }
    });
    folder
}

/// Does something while no other test builds.
pub(crate) fn in_turn<V>(work: impl FnOnce() -> V) -> V {
    let turn = File::create(target().join("tmp/libtegata.lock")).unwrap();
    turn.lock().unwrap();
    work()
}

/// The names that a shared library exports, in order.
pub(crate) fn exported(library: &Path) -> Vec<String> {
    let listed = Command::new("nm").args(["--dynamic", "--defined-only"]).arg(library).output();
    let listed = succeeded("nm", &listed.unwrap());
    let mut names: Vec<_> =
        listed.lines().map(|line| line.rsplit(' ').next().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// The words that a static program needs beside `libtegata.a`.
pub(crate) const NATIVE: &[&str] =
    &["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl", "-lc"];

/// Starts a compilation with every warning an error.
pub(crate) fn compiler(language: Language) -> Command {
    let (name, standard) = match language {
        Language::C => ("cc", "-std=c11"),
        Language::Cpp => ("c++", "-std=c++17"),
    };
    let mut command = Command::new(name);
    command.args([standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g", "-O1"]);
    command.arg("-D_POSIX_C_SOURCE=200809L").arg("-I").arg(own("include"));
    command
}

/// Compiles a text that includes the header.
pub(crate) fn compiles(language: Language, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let suffix = if language == Language::C { "c" } else { "cpp" };
    let source = folder.path().join("source").with_extension(suffix);
    fs::write(&source, text).unwrap();
    let compiled = compiler(language).arg("-fsyntax-only").arg(&source).output().unwrap();
    succeeded("compiler", &compiled);
}

/// Makes a program from a source of this crate, with the static library.
pub(crate) fn program(source: &str, flags: &[&str]) -> PathBuf {
    program_of(library(), &own(source), flags)
}

/// Makes a program from any source, with the static library of that folder.
pub(crate) fn program_of(library: &Path, source: &Path, flags: &[&str]) -> PathBuf {
    let is_c = source.extension().is_some_and(|extension| extension == "c");
    let language = if is_c { Language::C } else { Language::Cpp };
    let folder = target().join("tmp/programs");
    fs::create_dir_all(&folder).unwrap();
    let name = source.file_name().unwrap().to_string_lossy();
    let library_name = library.file_name().unwrap().to_string_lossy();
    let tag = format!("{name}-{library_name}{}", flags.concat());
    let program = folder.join(tag.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    let mut compiler = compiler(language);
    compiler.args(flags).arg(source).arg("-I").arg(own("tests/c"));
    compiler.arg(library.join("libtegata.a")).args(NATIVE).arg("-o").arg(&program);
    succeeded(&name, &compiler.output().unwrap());
    program
}

/// Whether the C compiler makes programs with these flags.
pub(crate) fn links(flags: &[&str]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source.c");
    fs::write(&source, "int main(void) { return 0; }\n").unwrap();
    let mut compiler = compiler(Language::C);
    compiler.args(flags).arg(&source).arg("-o").arg(folder.path().join("program"));
    compiler.output().is_ok_and(|output| output.status.success())
}

/// Runs a program in the core's folder, where the data of the examples are. No backtraces:
/// they would count as leaks.
pub(crate) fn run(command: &mut Command) -> Output {
    command.current_dir(own("../core")).env("RUST_BACKTRACE", "0").output().unwrap()
}

/// What it printed, if it succeeded.
pub(crate) fn succeeded(what: &str, output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {}\n{printed}{complaints}", output.status);
    printed
}

/// Whether there is such a program; says so in a line that is counted where there is none.
pub(crate) fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        println!("skipped: {program} is not installed");
    }
    found
}
