//! Drawings: the same bytes each time, nothing that runs, and everything in words.

use crate::world::{VERIFIER, at, now};
use tegata::{Language, Transfer};

fn drawings() -> [String; 2] {
    let hostile = |id: &str| format!("{id} <script>&\"'\u{202e}");
    let transfer = Transfer::between("DE", "JP").of("contact");
    let period =
        VERIFIER.period(&transfer, &[], at("2010-01-01"), at("2026-11-23"), now().known_at);
    let corridors = VERIFIER.corridors(&transfer, &[], now());
    [period.to_svg(Language::English, &hostile), corridors.to_svg(Language::Japanese, &hostile)]
}

#[test]
fn they_are_always_the_same() {
    assert_eq!(drawings(), drawings());
}

#[test]
fn names_cannot_break_out_of_them() {
    for drawing in drawings() {
        assert!(!drawing.contains("<script"));
        assert!(!drawing.contains('\u{202e}'));
        assert!(drawing.contains("&lt;script&gt;&amp;&quot;&#39;"));
        assert!(!drawing.contains("href") && !drawing.contains("onload"));
    }
}

#[test]
fn they_can_be_heard() {
    for drawing in drawings() {
        assert!(drawing.contains("role=\"img\" aria-labelledby=\"title desc\""));
        let desc = drawing.split("<desc id=\"desc\">").nth(1).unwrap();
        let desc = desc.split("</desc>").next().unwrap();
        let cells = drawing.matches("<rect class=\"cell\"").count();
        let titles = drawing.matches("<title>").count();
        assert_eq!(cells, titles, "each cell has a text of its own");
        // Six cells explain the patterns; every other one is told in the description.
        assert!(desc.split("; ").count() >= (cells - 6) / 2, "{desc}");
    }
}
