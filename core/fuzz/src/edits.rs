//! Edits that a fuzzer's bytes describe, so that it can damage a sound document a little.

/// What parsers look for; random bytes rarely form it.
pub const DICTIONARY: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b":",
    b",",
    b".",
    b"~",
    b"=",
    b"-",
    b"_",
    b"null",
    b"true",
    b"false",
    b"1e400",
    b"-0",
    b"9007199254740993",
    b"18446744073709551616",
    b"0.1e-7",
    b"\"\\u0000\"",
    b"\\ud800",
    b"\\u0061",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\"_sd\":[\"@0\"]",
    b"{\"...\":\"@1\"}",
    b"\"_sd_alg\":\"sha-512\"",
    b"\"alg\":\"none\"",
    b"\"typ\":\"kb+jwt\"",
    b"\"kid\":\"\"",
    b"\"crit\":[\"b64\"]",
    b"\"jwk\":{}",
    b"\"iss\":\"https://a.example\"",
    b"\"exp\":1",
    b"\"nbf\":9999999999",
    b"\"exclude\":[\"*\"]",
    b"\"roles\":[\"controller\"]",
    b"2026-02-29T24:00:00+14:01",
    b"0001-01-01T00:00:00Z",
    b"9999-12-31T23:59:59.999999999-14:00",
    b"did:web:a.example",
    b"https://body.example",
    b"\"bits\":8",
    b"\"ttl\":0",
    b"~~",
];

/// Most edits that one run makes.
const MOST: usize = 8;

/// Applies the edits in `program`, four bytes each: what, where (two bytes), and with what.
pub fn apply(program: &[u8], text: &mut Vec<u8>) {
    for edit in program.chunks_exact(4).take(MOST) {
        let [what, high, low, with] = *edit else { return };
        let at = usize::from(u16::from_be_bytes([high, low])) % (text.len() + 1);
        let end = (at + 1 + usize::from(with)).min(text.len());
        match what % 7 {
            0 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (with % 8)),
            1 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte = with),
            2 => text.insert(at, with),
            3 => drop(text.drain(at..end)),
            4 => {
                let copy: Vec<u8> = text.drain(at..end).collect();
                text.splice(at..at, copy.repeat(2));
            }
            5 => drop(text.splice(at..at, word(with).iter().copied())),
            _ => {
                let gone = (at + word(with).len()).min(text.len());
                text.splice(at..gone, word(with).iter().copied());
            }
        }
    }
}

fn word(choice: u8) -> &'static [u8] {
    DICTIONARY.get(usize::from(choice) % DICTIONARY.len()).copied().unwrap_or_default()
}
