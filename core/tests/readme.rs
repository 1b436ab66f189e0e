//! The files that the README's first program reads are made here, and stay as they are.
//! `TEGATA_BLESS=1` writes them anew.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod world;

use std::fs;
use std::path::Path;
use tegata::{TrustBundle, Verifier};

#[test]
fn the_files_of_the_readme_are_what_the_library_makes() {
    check("trust.bundle", &world::bundle().to_json());
    check("nova.vc.jwt", &world::certificate());
}

#[test]
fn every_document_of_the_bundle_is_sound() {
    for report in world::bundle().document_reports() {
        assert_eq!(report.problem, None, "{}", report.url);
    }
}

#[test]
fn both_forms_of_the_certificate_are_good() {
    let verifier = Verifier::new(TrustBundle::from_json(&world::bundle().to_json()).unwrap());
    for token in [world::certificate(), world::sd_jwt_certificate()] {
        let standing = verifier.verify(&token, world::clocks()).unwrap();
        assert_eq!(standing.certificate().number(), world::NUMBER);
        assert_eq!(standing.accredited().by(), world::AUTHORITY);
    }
}

fn check(name: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    if std::env::var_os("TEGATA_BLESS").is_some() {
        fs::write(&path, content).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == content, "{name} is not what the library makes; see the top of this file");
}
