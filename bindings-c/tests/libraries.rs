//! What the libraries are called, what they export, and what they need.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::process::Command;
use support::{NATIVE, exported, has, library, own, succeeded};

/// One more name is an addition; one less breaks programs, and needs another soname.
#[test]
fn the_shared_library_exports_what_is_listed_and_nothing_else() {
    let names = exported(&library().join("libtegata.so"));
    assert!(names.iter().all(|name| name.starts_with("tegata_")), "{names:?}");
    let (path, listed) = (own("abi/symbols.txt"), names.join("\n") + "\n");
    if std::env::var_os("TEGATA_BLESS").is_some() {
        fs::write(&path, &listed).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), listed);
    let header = fs::read_to_string(own("include/tegata.h")).unwrap();
    assert!(names.iter().all(|name| header.contains(&format!("{name}("))));
    let programs = fs::read_dir(own("tests/c")).unwrap();
    let programs: String =
        programs.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let untried: Vec<_> = names.iter().filter(|name| !programs.contains(*name)).collect();
    assert!(untried.is_empty(), "no test program calls {untried:?}");
}

#[test]
fn the_shared_library_has_a_soname() {
    if !cfg!(target_os = "linux") || !has("readelf") {
        return;
    }
    let mut readelf = Command::new("readelf");
    readelf.arg("--dynamic").arg(library().join("libtegata.so"));
    let told = succeeded("readelf", &readelf.output().unwrap());
    let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
    assert!(told.contains(&format!("[libtegata.so.{major}.{minor}]")), "{told}");
}

/// What `Libs.private` of the pkg-config file and the CMake package say.
#[test]
fn the_static_library_needs_what_is_said() {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        println!("skipped: the list is that of Linux with glibc");
        return;
    }
    let mut rustc = Command::new(env!("CARGO"));
    rustc.args(["rustc", "--locked", "--package", "tegata-c", "--crate-type", "staticlib"]);
    rustc.arg("--target-dir").arg(support::target());
    rustc.args(["--", "--print", "native-static-libs"]).current_dir(own(".."));
    let output = support::in_turn(|| rustc.output().unwrap());
    succeeded("cargo rustc", &output);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = told.lines().find_map(|line| line.split_once("native-static-libs: "));
    assert_eq!(line.unwrap().1.split(' ').collect::<Vec<_>>(), NATIVE);
    for file in ["install", "cmake/tegata-config.cmake.in"] {
        let text = fs::read_to_string(own(file)).unwrap();
        assert!(text.contains(&NATIVE.join(" ")), "{file}");
    }
}
