//! The examples build outside the workspace, from an installed tegata that was moved, and say
//! what they should.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use support::{has, library, own, program, run, succeeded, target};

const NOON: &str = "2026-11-23T12:00:00+08:00";

/// Installs what was built, and moves it.
fn installed() -> &'static Path {
    static INSTALLED: OnceLock<PathBuf> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let (first, moved) = (target().join("tmp/install"), target().join("tmp/installed"));
        let _ = fs::remove_dir_all(&moved);
        let mut install = Command::new(own("install"));
        install.arg(&first).arg(library());
        succeeded("install", &install.output().unwrap());
        fs::rename(first, &moved).unwrap();
        moved
    })
}

#[test]
fn pkg_config_leads_to_programs() {
    if !has("pkg-config") || !has("make") {
        return;
    }
    let out = tempfile::tempdir().unwrap();
    let mut make = Command::new("make");
    make.arg("-C").arg(own("../examples/c/pkg-config"));
    make.arg(format!("OUT={}", out.path().display()));
    make.arg(format!("PKG_CONFIG_PATH={}", installed().join("lib/pkgconfig").display()));
    succeeded("make", &make.output().unwrap());
    answers(&out.path().join("gateway"));
    reports(&out.path().join("batch"));
    let mut version = Command::new("pkg-config");
    version.args(["--modversion", "tegata"]);
    version.env("PKG_CONFIG_PATH", installed().join("lib/pkgconfig"));
    let told = succeeded("pkg-config", &version.output().unwrap());
    assert_eq!(told.trim(), env!("CARGO_PKG_VERSION"));
}

#[test]
fn cmake_leads_to_programs() {
    if !has("cmake") {
        return;
    }
    let out = tempfile::tempdir().unwrap();
    let mut configure = Command::new("cmake");
    configure.arg("-S").arg(own("../examples/c/cmake")).arg("-B").arg(out.path());
    configure.arg(format!("-DCMAKE_PREFIX_PATH={}", installed().display()));
    succeeded("cmake", &configure.output().unwrap());
    let built = Command::new("cmake").arg("--build").arg(out.path()).output().unwrap();
    succeeded("cmake --build", &built);
    answers(&out.path().join("gateway"));
    answers(&out.path().join("gateway-cpp"));
    reports(&out.path().join("batch"));
}

#[test]
fn they_build_where_nothing_is_installed() {
    answers(&program("../examples/c/gateway.c", &[]));
    answers(&program("../examples/cpp/gateway.cpp", &[]));
    reports(&program("../examples/c/batch.c", &[]));
}

/// 0 only where the data may move.
fn answers(gateway: &Path) {
    let ask = |certificate: &str, data: &str| -> Output {
        let mut command = Command::new(gateway);
        command.args(["tests/data/trust.bundle", certificate, "SG", "US", data, "payroll", NOON]);
        run(&mut command)
    };
    let told = succeeded("gateway", &ask("tests/data/nova.vc.jwt", "contact"));
    assert!(told.starts_with("RECOGNISED: "), "{told}");
    let refused = ask("tests/data/trust.bundle", "contact");
    assert_eq!(refused.status.code(), Some(1));
    let mistaken = Command::new(gateway).args(["no", "no", "SG", "US", "x", "y"]).output();
    assert_eq!(mistaken.unwrap().status.code(), Some(5));
}

/// A line for each certificate.
fn reports(batch: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let token = fs::read_to_string(own("../core/tests/data/nova.vc.jwt")).unwrap();
    let lines = folder.path().join("certificates.txt");
    fs::write(&lines, format!("{0}\n{0}\nnonsense\n", token.trim_end())).unwrap();
    let mut command = Command::new(batch);
    command.args(["tests/data/trust.bundle", "2026-11-23T12:00:00Z"]);
    let output = run(command.stdin(File::open(&lines).unwrap()));
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    let told = told.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let told: Vec<_> = told.map(|line| line.pointer("/report/verdict").unwrap().clone()).collect();
    assert_eq!(told, ["valid", "valid", "refused"]);
}
