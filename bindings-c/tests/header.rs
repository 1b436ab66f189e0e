//! The header is what the sources make, says what each function owes its caller, and
//! compiles without a warning wherever it may be included.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::PathBuf;
use support::{Language, compiles, own};

#[test]
fn it_is_what_the_sources_make() {
    let (path, made) = (own("include/tegata.h"), generated());
    if std::env::var_os("TEGATA_BLESS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap() == made, "run with TEGATA_BLESS=1 and look at it");
}

fn generated() -> String {
    let mut config = cbindgen::Config::from_file(own("cbindgen.toml")).unwrap();
    config.after_includes = Some(macros());
    let mut builder = cbindgen::Builder::new().with_config(config);
    for source in sources() {
        builder = builder.with_src(source);
    }
    let mut made = Vec::new();
    builder.generate().expect("the sources can be read").write(&mut made);
    String::from_utf8(made).unwrap()
}

/// The types first, then what stands alone, then the nouns in their order.
fn sources() -> Vec<PathBuf> {
    let list = fs::read_to_string(own("src/api/mod.rs")).unwrap();
    let nouns = list.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let nouns = nouns.map(|noun| own(&format!("src/api/{noun}.rs")));
    [own("src/types.rs")].into_iter().chain(nouns).collect()
}

/// What cannot be read off the sources: the version, and words of compilers.
fn macros() -> String {
    let (version, major) = (env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_VERSION_MAJOR"));
    let (minor, patch) = (env!("CARGO_PKG_VERSION_MINOR"), env!("CARGO_PKG_VERSION_PATCH"));
    format!(
        "
/** The version of this header; `tegata_version` tells that of the library. */
#define TEGATA_VERSION \"{version}\"
#define TEGATA_VERSION_MAJOR {major}
#define TEGATA_VERSION_MINOR {minor}
#define TEGATA_VERSION_PATCH {patch}

#if defined(__GNUC__)
#define TEGATA_MUST_USE __attribute__((warn_unused_result))
#else
#define TEGATA_MUST_USE
#endif
"
    )
}

#[test]
fn every_function_says_what_it_owes() {
    let mut functions = 0;
    for source in sources() {
        let text = fs::read_to_string(&source).unwrap();
        let mut comment = String::new();
        for line in text.lines() {
            match line.strip_prefix("///") {
                Some(line) => comment += line,
                None if line.starts_with("pub extern \"C\" fn ") => {
                    functions += 1;
                    for word in ["Ownership: ", "Threads: ", "NULL: ", "Errors: "] {
                        assert!(comment.contains(word), "{}: {line}: {word}", source.display());
                    }
                    comment.clear();
                }
                None if line.starts_with("#[") => {}
                None => comment.clear(),
            }
        }
    }
    assert!(functions > 20, "{functions}");
}

/// To export a name counts as unsafe, and is all that may be so outside `ffi.rs`.
#[test]
fn unsafe_code_is_in_one_file() {
    let mut folders = vec![own("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("ffi.rs") {
                let text = fs::read_to_string(&path).unwrap();
                let mut code = text.lines().map(|line| line.split("//").next().unwrap());
                let allowed = |line: &str| {
                    let rest = line.replace("#[unsafe(no_mangle)]", "").replace("unsafe_code", "");
                    !rest.contains("unsafe {")
                        && !rest.contains("unsafe fn")
                        && !rest.contains("unsafe impl")
                        && !rest.contains("#[unsafe")
                };
                assert!(code.all(allowed), "{}", path.display());
            }
        }
    }
}

#[test]
fn it_compiles_without_a_warning() {
    for (language, source) in [
        (Language::C, "#include <tegata.h>\n#include <tegata.h>\nint main(void) { return 0; }\n"),
        (Language::Cpp, "#include <tegata.h>\n#include <tegata.h>\nint main() { return 0; }\n"),
        (Language::Cpp, "#include <tegata.hpp>\n#include <tegata.hpp>\nint main() { return 0; }\n"),
    ] {
        compiles(language, source);
    }
}
