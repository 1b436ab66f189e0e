//! The test vectors of Token Status List, where they are at hand.

use super::*;
use crate::jose::base64url;
use crate::jose::jws::{Jws, TokenType};
use crate::json::Document;
use crate::limits::Limits;
use std::collections::BTreeMap;
use std::path::Path;

const URL: &str = "https://example.com/statuslists/1";

fn published(file: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/vectors/status-list");
    let text = std::fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        println!("skipped: `{file}` of Token Status List is not beside the project");
    }
    text
}

/// The list in a published example, whose lines are folded and which may follow some prose.
fn list(example: &str) -> StatusList {
    let json = example.get(example.find('{').unwrap()..).unwrap();
    let unfolded: String = json.split('\n').map(str::trim).collect();
    read(&format!(r#"{{"sub":"{URL}","iat":1,"status_list":{unfolded}}}"#)).unwrap()
}

fn read(claims: &str) -> Result<StatusList, String> {
    let document = Document::parse(claims.into(), &Limits::default().json()).unwrap();
    let claims = document.root().as_object().unwrap();
    let limit = Limits::default().status_list_bytes;
    token_list(claims, String::new(), [0; 32], &URL.into(), limit)
}

/// Lines such as `status[1993] = 0b10`, under the heading of each list.
fn expected(section: &str) -> BTreeMap<u64, u8> {
    let entry = |line: &str| {
        let (index, value) = line.strip_prefix("status[")?.split_once(']')?;
        let digits = value.trim_start_matches([' ', '=']).strip_prefix("0b")?;
        Some((index.parse().unwrap(), u8::from_str_radix(digits, 2).unwrap()))
    };
    section.lines().filter_map(entry).collect()
}

#[test]
fn every_entry_of_the_published_lists_has_its_value() {
    let Some(page) = published("TEST-VECTORS.md") else { return };
    let mut count = 0;
    for (bits, file) in [
        (1, "examples/status_list_encoding1_long_json.md"),
        (2, "examples/status_list_encoding2_long_json.md"),
        (4, "examples/status_list_encoding4_json.md"),
        (8, "examples/status_list_encoding8_json.md"),
    ] {
        let heading = format!("## {bits}-bit");
        let section = page.split_once(&heading).unwrap().1.split("\n## ").next().unwrap();
        let expected = expected(section);
        let list = list(&published(file).unwrap());
        assert_eq!((list.bits, list.entries()), (bits, 1 << 20));
        for index in 0..list.entries() {
            let value = expected.get(&index).copied().unwrap_or_default();
            assert_eq!(list.value(index), Some(value), "{bits} bits, entry {index}");
        }
        assert_eq!(list.value(list.entries()), None);
        count += expected.len();
    }
    assert!(count > 290);
    println!("Token Status List: {count} values in four lists of 2^20 entries");
}

#[test]
fn the_published_short_lists_are_read() {
    for (file, bytes) in [
        ("examples/status_list_encoding_json.md", &[0xb9, 0xa3][..]),
        ("examples/status_list_encoding2_json.md", &[0xc9, 0x44, 0xf9]),
    ] {
        let Some(example) = published(file) else { return };
        assert_eq!(list(&example).bytes, bytes, "{file}");
    }
}

#[test]
fn the_published_token_is_read() {
    let Some(text) = published("examples/status_list_jwt_raw.md") else { return };
    let token: String = text.split_whitespace().collect();
    let jws = Jws::parse(&token, &Limits::default()).ok().unwrap();
    assert!(jws.expect(TokenType::StatusList).is_ok());
    let claims = String::from_utf8(jws.payload().unwrap()).unwrap();
    let list = read(&claims).unwrap();
    assert_eq!(list.issued.unix(), 1_686_920_170);
    assert_eq!(list.until.map(|until| until.unix()), Some(2_291_720_170));
    assert_eq!((list.ttl, list.bytes), (Some(43_200), vec![0xb9, 0xa3]));
}

/// A hundred kilobytes that stand for a hundred megabytes.
#[test]
fn a_list_that_inflates_without_end_is_refused_at_its_limit() {
    let limit = Limits::default().status_list_bytes;
    let zeros = std::io::repeat(0).take(100 << 20);
    let packed = packed(flate2::read::ZlibEncoder::new(zeros, flate2::Compression::best()));
    let claims = |lst: &str| {
        format!(r#"{{"sub":"{URL}","iat":1,"status_list":{{"bits":1,"lst":"{lst}"}}}}"#)
    };
    let refused = read(&claims(&base64url::encode(&packed))).unwrap_err();
    assert_eq!(refused, format!("its list is larger than {limit} bytes"));

    let zeros = std::io::repeat(0).take(100 << 20);
    let packed = self::packed(flate2::read::GzEncoder::new(zeros, flate2::Compression::best()));
    let refused = inflate_bitstring(&format!("u{}", base64url::encode(&packed)), limit);
    assert_eq!(refused.unwrap_err(), format!("its list is larger than {limit} bytes"));
}

/// Exactly as large as may be is allowed, and one byte more is not.
#[test]
fn the_limit_is_inclusive() {
    for (size, sound) in [(1 << 10, true), ((1 << 10) + 1, false)] {
        let zeros = std::io::repeat(0).take(size);
        let packed = packed(flate2::read::ZlibEncoder::new(zeros, flate2::Compression::fast()));
        let list = inflate_token_list(&base64url::encode(&packed), 1 << 10);
        assert_eq!(list.is_ok(), sound, "{size}");
    }
}

/// In seconds and never none in the one standard, in milliseconds in the other.
#[test]
fn a_list_says_how_long_a_copy_lives() {
    let read = |ttl: &str| Document::parse(ttl.into(), &Limits::default().json()).unwrap();
    let token = |ttl: &str| seconds(read(ttl).root().as_object().unwrap()).ok();
    let bitstring = |ttl: &str| milliseconds(read(ttl).root().as_object().unwrap()).ok();
    assert_eq!((token("{}"), bitstring("{}")), (Some(None), Some(None)));
    assert_eq!((token(r#"{"ttl":0}"#), token(r#"{"ttl":1}"#)), (None, Some(Some(1))));
    assert_eq!(bitstring(r#"{"ttl":2999}"#), Some(Some(2)));
    let wrong = r#"{"ttl":"1"}"#;
    assert_eq!((token(wrong), bitstring(wrong)), (None, None));
}

#[test]
fn nothing_may_follow_a_compressed_list() {
    let zeros = || std::io::repeat(0).take(64);
    let mut zlib = packed(flate2::read::ZlibEncoder::new(zeros(), flate2::Compression::fast()));
    let mut gzip = packed(flate2::read::GzEncoder::new(zeros(), flate2::Compression::fast()));
    let token = |packed: &[u8]| inflate_token_list(&base64url::encode(packed), 64);
    let bitstring =
        |packed: &[u8]| inflate_bitstring(&format!("u{}", base64url::encode(packed)), 64);
    assert_eq!((token(&zlib), bitstring(&gzip)), (Ok(vec![0; 64]), Ok(vec![0; 64])));
    // A second member of gzip is another list too.
    let twice = [gzip.clone(), gzip.clone()].concat();
    assert!(bitstring(&twice).is_err());
    zlib.push(0);
    gzip.push(0);
    assert!(token(&zlib).is_err() && bitstring(&gzip).is_err());
}

fn packed(mut encoder: impl Read) -> Vec<u8> {
    let mut packed = Vec::new();
    encoder.read_to_end(&mut packed).unwrap();
    packed
}
