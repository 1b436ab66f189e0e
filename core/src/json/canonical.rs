//! The JSON Canonicalization Scheme, RFC 8785.

use super::{Document, JsonLimits, Number, Value};
use serde::Serialize;
use std::fmt::Write as _;

/// The canonical form of a document: members by the UTF-16 units of their names
/// (section 3.2.3), numbers as ECMAScript prints them (section 3.2.2.3).
///
/// `None` when a whole number is another one once it is a double (RFC 7493 section 2.2):
/// two of them must never share one canonical form by rounding.
pub fn canonicalize(document: &Document) -> Option<String> {
    canonical(document.root())
}

/// The canonical form of one value of a document; see [`canonicalize`].
pub fn canonical(value: Value<'_>) -> Option<String> {
    let mut out = String::new();
    write_value(value, &mut out)?;
    Some(out)
}

/// Any serialisable value of ours in canonical form.
pub(crate) fn to_canonical<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_vec(value).unwrap_or_default();
    let limits = JsonLimits { depth: 128, members: usize::MAX, nodes: usize::MAX };
    let document = Document::parse(text, &limits).ok();
    document.and_then(|document| canonicalize(&document)).unwrap_or_default()
}

fn write_value(value: Value<'_>, out: &mut String) -> Option<()> {
    if let Some(text) = value.as_str() {
        write_string(text, out);
    } else if let Some(object) = value.as_object() {
        let mut members: Vec<_> = object.iter().collect();
        members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        out.push('{');
        for (index, (name, value)) in members.into_iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_string(name, out);
            out.push(':');
            write_value(value, out)?;
        }
        out.push('}');
    } else if let Some(array) = value.as_array() {
        out.push('[');
        for (index, value) in array.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_value(value, out)?;
        }
        out.push(']');
    } else if let Some(number) = value.as_number() {
        write_number(number, out)?;
    } else {
        out.push_str(match value.as_bool() {
            Some(true) => "true",
            Some(false) => "false",
            None => "null",
        });
    }
    Some(())
}

/// Section 3.2.2.2: the shortest escapes, and only where JSON demands one.
fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", control as u32);
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

fn write_number(number: Number, out: &mut String) -> Option<()> {
    match number {
        Number::Unsigned(number) => write_whole(number, out),
        Number::Negative(number) => {
            out.push('-');
            write_whole(number.unsigned_abs(), out)
        }
        Number::Float(number) => write_double(number, out),
    }
}

/// A whole number, if the nearest double is written with the same digits. Of the numbers
/// that share a double exactly one is: the canonical form itself.
#[expect(clippy::cast_precision_loss, reason = "what is lost is seen in the digits")]
fn write_whole(number: u64, out: &mut String) -> Option<()> {
    let start = out.len();
    write_double(number as f64, out)?;
    (out.get(start..) == Some(number.to_string().as_str())).then_some(())
}

/// ECMAScript `Number::toString` (ECMA-262 section 6.1.6.1.20) from Rust's shortest
/// round-trip digits.
fn write_double(number: f64, out: &mut String) -> Option<()> {
    if number == 0.0 {
        out.push('0'); // -0 too
        return Some(());
    }
    if !number.is_finite() {
        return None;
    }
    let scientific = format!("{:e}", number.abs());
    let (mantissa, exponent) = scientific.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let digits = even_of_two(mantissa.chars().filter(|c| *c != '.').collect(), number.abs());
    let count = i32::try_from(digits.len()).ok()?;
    if number < 0.0 {
        out.push('-');
    }
    let point = exponent + 1; // digits before the decimal point
    match point {
        1..=21 if count <= point => {
            out.push_str(&digits);
            (count..point).for_each(|_| out.push('0'));
        }
        1..=21 => {
            let (whole, fraction) = digits.split_at(usize::try_from(point).ok()?);
            let _ = write!(out, "{whole}.{fraction}");
        }
        -5..=0 => {
            out.push_str("0.");
            (point..0).for_each(|_| out.push('0'));
            out.push_str(&digits);
        }
        _ => {
            let (first, rest) = digits.split_at(1);
            out.push_str(first);
            if !rest.is_empty() {
                let _ = write!(out, ".{rest}");
            }
            let _ = write!(out, "e{}{}", if exponent < 0 { '-' } else { '+' }, exponent.abs());
        }
    }
    Some(())
}

/// Of two shortest forms that are equally near, ECMAScript takes the one with the even
/// digit (ECMA-262 section 6.1.6.1.20, note 2); Rust takes the larger.
fn even_of_two(digits: String, number: f64) -> String {
    // A double that lies halfway has few digits; sixty show all of them.
    let exact: String = format!("{number:.60e}").chars().filter(char::is_ascii_digit).collect();
    let Some((lower, rest)) = exact.split_at_checked(digits.len()) else { return digits };
    let halfway = rest.starts_with('5') && rest.chars().skip(1).take(40).all(|digit| digit == '0');
    let odd = digits.bytes().next_back().is_some_and(|digit| digit % 2 == 1);
    if halfway && odd && lower < digits.as_str() { lower.to_owned() } else { digits }
}

#[cfg(test)]
mod tests {
    use super::canonicalize;
    use crate::json::{Document, JsonLimits};

    fn canonical_text(text: &str) -> Option<String> {
        const LIMITS: JsonLimits = JsonLimits { depth: 1, members: 1, nodes: 1 };
        canonicalize(&Document::parse(text.into(), &LIMITS).unwrap())
    }

    #[test]
    fn of_two_equally_near_forms_the_even_one_is_taken() {
        for (text, form) in [
            ("981885796295178.25", "981885796295178.2"),
            ("-981885796295178.25", "-981885796295178.2"),
            ("981885796295178.75", "981885796295178.8"),
        ] {
            let limits = crate::limits::DOCUMENT_JSON;
            let document = Document::parse(text.as_bytes().to_vec(), &limits).unwrap();
            assert_eq!(canonicalize(&document).unwrap(), form);
        }
    }

    #[test]
    fn numbers_are_read_as_the_nearest_double() {
        for text in ["1.2136247081528976e+132", "9007199254740993e-1", "5e-324"] {
            let canonical = canonical_text(text).unwrap();
            assert_eq!(canonical.parse::<f64>(), text.parse::<f64>(), "{text} as {canonical}");
        }
    }

    #[test]
    fn of_whole_numbers_that_share_a_double_one_is_canonical() {
        for (text, expected) in [
            ("9007199254740992", Some("9007199254740992")),
            ("9007199254740993", None),
            ("9007199254740994", Some("9007199254740994")),
            ("-9007199254740993", None),
            ("9.00719925474099e16", Some("90071992547409900")),
            ("90071992547409900", Some("90071992547409900")),
            ("90071992547409901", None),
            ("-90071992547409900", Some("-90071992547409900")),
            ("18446744073709551615", None),
            ("1e20", Some("100000000000000000000")),
            ("-0", Some("0")),
        ] {
            assert_eq!(canonical_text(text).as_deref(), expected, "{text}");
        }
    }
}
