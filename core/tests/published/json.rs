//! JSONTestSuite, and the inputs and outputs of RFC 8785.

use super::{entries, vectors};
use std::fs;
use tegata::json::{Document, JsonLimits, canonicalize};

const LIMITS: JsonLimits = JsonLimits { depth: 32, members: 2_048, nodes: 20_000 };

/// Valid by RFC 8259, and refused here.
const STRICTER: [(&str, &str); 2] = [
    ("y_object_duplicated_key.json", "a member twice has two meanings (RFC 7493 section 2.3)"),
    ("y_object_duplicated_key_and_value.json", "a member twice, even with the same value"),
];

/// Left open by RFC 8259, and accepted here. All others that are left open are refused.
const ACCEPTED: [(&str, &str); 5] = [
    ("i_number_double_huge_neg_exp.json", "the nearest double is zero"),
    ("i_number_real_underflow.json", "the nearest double is zero"),
    ("i_number_too_big_neg_int.json", "a double holds its magnitude"),
    ("i_number_too_big_pos_int.json", "a double holds its magnitude"),
    ("i_number_very_big_negative_int.json", "a double holds its magnitude"),
];

#[test]
fn reads_json_as_its_test_suite_expects() {
    let Some(folder) = vectors("jsontestsuite/test_parsing") else { return };
    let (mut accepted, mut refused, mut named) = (0, 0, 0);
    for (name, path) in entries(&folder) {
        let answer = Document::parse(fs::read(path).unwrap(), &LIMITS);
        let listed = STRICTER.iter().chain(&ACCEPTED).any(|(file, _)| *file == name);
        let expected = name.starts_with("y_") != listed;
        assert_eq!(answer.is_ok(), expected, "{name}: {answer:?}");
        named += usize::from(listed);
        if answer.is_ok() { accepted += 1 } else { refused += 1 }
    }
    assert_eq!(named, STRICTER.len() + ACCEPTED.len(), "a table names a file that is not there");
    assert!(accepted > 90 && refused > 200);
    println!("JSONTestSuite: {accepted} accepted, {refused} refused, {named} with a reason");
}

#[test]
fn writes_canonical_json_as_published() {
    let Some(folder) = vectors("jcs") else { return };
    let mut count = 0;
    for (name, path) in entries(&folder.join("input")) {
        let document = Document::parse(fs::read(path).unwrap(), &LIMITS).unwrap();
        let canonical = canonicalize(&document).unwrap();
        let output = fs::read_to_string(folder.join("output").join(&name)).unwrap();
        assert_eq!(canonical, output.trim_end_matches('\n'), "{name}");
        let hex = folder.join("outhex").join(&name).with_extension("txt");
        assert_eq!(canonical.as_bytes(), bytes(&fs::read_to_string(hex).unwrap()), "{name}");
        count += 1;
    }
    assert!(count >= 6);
    println!("RFC 8785: {count} documents");
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}
