//! Tables of questions and of answers: what goes in, what comes out, and what a kill leaves.

use crate::support::*;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

/// A file of the library's own test data.
fn data(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/data").join(name);
    path.to_str().unwrap().to_owned()
}

fn nova() -> String {
    fs::read_to_string(data("nova.vc.jwt")).unwrap().trim().to_owned()
}

const NOON: &str = "--at 2026-11-23T12:00:00Z --known-at 2026-11-23T12:00:00Z";

fn verify(rest: &str) -> String {
    format!("verify --bundle {} {NOON} {rest}", data("trust.bundle"))
}

/// Without the pack every place is unknown, which is an answer too.
fn decide(rest: &str) -> String {
    format!("decide --bundle {} {NOON} {rest}", data("trust.bundle"))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Transfers that differ in the number of persons; every seventh has no certificate, and
/// every eleventh comes again.
fn questions(rows: u64) -> String {
    let question = |row: u64| {
        let mut question = json!({
            "from": "SG", "to": "US", "data": ["contact"], "purpose": "payroll",
            "volume": row - u64::from(row % 11 == 1), "note": format!("=HYPERLINK({row})"),
        });
        if let (Some(members), false) = (question.as_object_mut(), row.is_multiple_of(7)) {
            members.insert("certificate".to_owned(), nova().into());
        }
        question.to_string() + "\n"
    };
    (0..rows).map(question).collect()
}

#[test]
fn tokens_are_verified_line_by_line() {
    let desk = Desk::new();
    let quoted = json!(nova());
    let object = json!({ "certificate": nova(), "id": 7 });
    let table = format!("{}\n{quoted}\n\n{object}\nnonsense\n{{\"id\":8}}\n[1]\n", nova());
    desk.write("tokens.jsonl", table);
    let ran = desk.run(&verify("--jsonl tokens.jsonl --keep id")).ends(0);
    let rows = lines(&ran.out);
    let codes: Vec<_> = rows.iter().map(|row| row["code"].as_str().unwrap()).collect();
    let (malformed, other) = ("token_malformed", "format_unsupported");
    assert_eq!(codes, ["ok", "ok", "ok", malformed, malformed, other]);
    assert_eq!(rows[0]["legal_name"], "Nova Inc.");
    assert_eq!(rows[0]["organisation"], "did:web:nova.example");
    assert_eq!((&rows[2]["id"], &rows[4]["id"]), (&json!("7"), &json!("8")));
    assert_eq!(rows[2]["valid_until"], "2029-06-14T21:59:59Z");
}

#[test]
fn a_row_that_is_no_question_says_why_and_stops_nothing() {
    let desk = Desk::new();
    let table = [
        r#"{"from":"SG","to":"US"}"#.as_bytes(),
        br#"{"from":"SG","from":"US"}"#,
        br#"{"from":"SG"}"#,
        br#"{"from":"SG","to":"US","colour":"red"}"#,
        br#"{"from":"SG","to":"US","data":"contakt"}"#,
        br#"{"from":"SG","to":"US","volume":"many"}"#,
        br#"{"transfer":{"from":"SG","to":"US"},"to":"US"}"#,
        br#"{"transfer":{"from":"SG","to":"US","data":[]}}"#,
        br#"{"from":"SG","to":"US","valid_at":"yesterday"}"#,
        b"{\"from\":\"\xff\"}",
        br#"{"transfer":{"from":"SG","to":"US"},"valid_at":"2026-01-01"}"#,
    ];
    desk.write("q.jsonl", table.join(&b'\n'));
    let rows = lines(&desk.run(&decide("--jsonl q.jsonl")).ends(0).out);
    let problems = rows.iter().map(|row| row["problem"].as_str());
    let problems: Vec<_> = problems.map(Option::unwrap_or_default).collect();
    for (row, words) in [
        (1, "line 2: "),
        (2, "does not say `to`"),
        (3, "no meaning for the member `colour`"),
        (4, "`data`: there is no such name"),
        (5, "`volume`: expected a number"),
        (6, "both `transfer` and `to`"),
        (7, "`data`"),
        (8, "`valid_at` is neither"),
        (9, "line 10: "),
    ] {
        assert!(problems[row].contains(words), "{row}: {}", problems[row]);
        assert_eq!(
            (&rows[row]["code"], &rows[row]["verdict"]),
            (&json!("config_invalid"), &Value::Null)
        );
    }
    assert_eq!((problems[0], problems[10]), ("", ""));
    assert_eq!(rows.len(), table.len());
}

/// The same questions, in every format, have the same answers in every format.
#[test]
fn formats_agree() {
    let desk = Desk::new();
    desk.write("q.jsonl", questions(40));
    let keep = "--keep from --keep to --keep data --keep purpose --keep volume --keep note \
                --keep certificate";
    let answers = |input: &str, out: &str| {
        desk.run(&decide(&format!("{input} {keep} -o {out} --force"))).ends(0);
    };
    answers("--jsonl q.jsonl", "a.jsonl");
    // What is kept makes a table of answers one of questions.
    answers("--jsonl q.jsonl", "a.parquet");
    answers("--jsonl q.jsonl", "a.csv");
    answers("--parquet a.parquet --ignore-others", "b.jsonl");
    answers("--parquet a.parquet --ignore-others", "b.parquet");
    answers("--csv a.csv --ignore-others", "b.csv");
    assert_eq!(desk.read("a.jsonl"), desk.read("b.jsonl"));
    let bytes = |name: &str| fs::read(desk.path(name)).unwrap();
    assert_eq!(bytes("a.parquet"), bytes("b.parquet"));
    let without_note = |text: String| text.replace("''=", "'=");
    assert_eq!(desk.read("a.csv"), without_note(desk.read("b.csv")));
    let rows = lines(&desk.read("a.jsonl"));
    assert_eq!(rows.len(), 40);
    assert!(rows.iter().any(|row| row["verdict"] != rows[0]["verdict"]));
    // And they are those of one question asked alone.
    desk.write("nova.jwt", nova());
    let alone = "--from SG --to US --data contact --purpose payroll --volume 3 --certificate nova.jwt --json";
    let alone = desk.run(&decide(alone)).json();
    assert_eq!((&rows[3]["verdict"], &rows[3]["code"]), (&alone["verdict"], &alone["code"]));
    assert_eq!(rows[3]["instrument"], alone["instrument"]["id"]);
    assert_eq!(rows[3]["next_change"], alone["nextChange"]);
}

#[test]
fn cells_are_no_formulas() {
    let desk = Desk::new();
    desk.write("q.csv", "from,to,note\nSG,US,=1+1\nSG,US,\"@a,\"\"b\"\"\"\nSG,US,-5\n");
    let ran = desk.run(&decide("--csv q.csv --keep note --format csv")).ends(0);
    let notes: Vec<_> = ran.out.lines().collect();
    assert!(notes[0].starts_with("note,verdict,code,organisation,"), "{notes:?}");
    assert!(notes[1].starts_with("'=1+1,"), "{notes:?}");
    assert!(notes[2].starts_with("\"'@a,\"\"b\"\"\","), "{notes:?}");
    assert!(notes[3].starts_with("-5,"), "{notes:?}");
}

#[test]
fn damaged_csv_gives_rows_where_there_are_rows() {
    let desk = Desk::new();
    desk.write("q.csv", b"\xef\xbb\xbffrom,to\nSG,US\nSG\nSG,\xff\n,\nSG,US,DE\n");
    let rows = lines(&desk.run(&decide("--csv q.csv")).ends(0).out);
    let problems = rows.iter().map(|row| row["problem"].as_str());
    let problems: Vec<_> = problems.map(Option::unwrap_or_default).collect();
    assert_eq!(problems[0], "");
    assert_eq!(problems[1], "line 3: 1 cells in place of 2");
    assert_eq!(problems[2], "line 4: it is not UTF-8");
    assert_eq!(problems[3], "the question does not say `from`");
    assert_eq!(problems[4], "line 6: 3 cells in place of 2");
    desk.write("open.csv", format!("from,to\nSG,\"{}", "x".repeat(65 << 20)));
    let ran = desk.run(&decide("--csv open.csv")).ends(2);
    assert!(ran.err.contains("is a quotation mark open?"), "{}", ran.err);
    desk.write("head.csv", "colour,size\nred,1\n");
    assert!(desk.run(&decide("--csv head.csv")).ends(2).err.contains("`colour`"));
    desk.run(&decide("--csv head.csv --ignore-others")).ends(2);
    desk.run(&decide("--csv q.csv --keep nothing")).ends(2);
    desk.run(&decide("--csv q.csv --keep from --keep from")).ends(2);
    desk.write("x.parquet", "PAR1 but not really");
    desk.run(&decide("--parquet x.parquet")).ends(2);
}

#[test]
fn a_large_cell_is_a_row() {
    let desk = Desk::new();
    let large = "A".repeat(10 << 20);
    let long = "B".repeat(17 << 20);
    desk.write("t.jsonl", format!("{large}\n{long}\n{}\n", nova()));
    let rows = lines(&desk.run(&verify("--jsonl t.jsonl")).ends(0).out);
    let codes: Vec<_> = rows.iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["too_large", "config_invalid", "ok"]);
}

#[test]
fn no_rows_are_a_table_too() {
    let desk = Desk::new();
    desk.write("q.jsonl", "");
    for name in ["a.jsonl", "a.csv", "a.parquet"] {
        desk.run(&decide(&format!("--jsonl q.jsonl -o {name}"))).ends(0);
    }
    assert_eq!(desk.read("a.jsonl"), "");
    assert!(desk.read("a.csv").starts_with("verdict,code,"));
    let ran = desk.run(&verify("--parquet a.parquet --ignore-others"));
    assert!(ran.ends(2).err.contains("none of the columns"));
}

#[test]
fn what_is_there_is_not_overwritten() {
    let desk = Desk::new();
    desk.write("q.jsonl", questions(3));
    let run = decide("--jsonl q.jsonl --keep note -o a.jsonl");
    desk.run(&run).ends(0);
    assert!(desk.run(&run).ends(2).err.contains("there already"));
    let told = desk.run(&format!("{run} --resume")).ends(0);
    assert!(told.err.contains("done already"), "{told:?}");
    desk.run(&format!("{run} --force")).ends(0);
    desk.run(&decide("--jsonl - -o b.jsonl")).ends(2);
    desk.run(&decide("--jsonl q.jsonl -o a.txt")).ends(2);
    desk.run(&decide("--jsonl q.jsonl --format parquet")).ends(2);
    desk.run(&decide("--jsonl q.jsonl --csv q.jsonl")).ends(2);
    desk.run(&decide("--jsonl q.jsonl --from SG")).ends(2);
    desk.run(&decide("--jsonl q.jsonl --certificate x.jwt")).ends(2);
    #[cfg(feature = "http")]
    desk.run(&decide("--jsonl q.jsonl --online")).ends(2);
}

/// A day stands for the whole day, as for one certificate.
#[test]
fn a_table_is_verified_on_a_day() {
    let desk = Desk::new();
    desk.write("tokens.jsonl", nova() + "\n");
    let on = |day: &str| {
        let bundle = data("trust.bundle");
        let run = format!("verify --bundle {bundle} --at {day} --known-at 2026-11-23T12:00:00Z");
        let many = lines(&desk.run(&format!("{run} --jsonl tokens.jsonl")).ends(0).out);
        let alone = desk.run(&format!("{run} --json tokens.jsonl")).json();
        assert_eq!(many[0]["verdict"], alone["verdict"], "{day}");
        many[0]["code"].clone()
    };
    assert_eq!(on("2026-11-23"), "ok");
    assert_eq!(on("2029-06-14"), "boundary_day");
}

/// Lists of texts are what cells with `;` are, and a list of certificates one with spaces.
#[cfg(feature = "columns")]
#[test]
fn columns_may_be_lists() {
    let desk = Desk::new();
    let categories: [&[&str]; 4] = [&["contact", "health"], &[], &["contact"], &["contact", "x"]];
    write_lists(&desk.path("q.parquet"), &categories, &nova());
    let keep = "--keep data --keep from";
    let ran = desk.run(&decide(&format!("--parquet q.parquet {keep}"))).ends(0);
    let rows = lines(&ran.out);
    let kept: Vec<_> = rows.iter().map(|row| row["data"].as_str().unwrap_or("none")).collect();
    assert_eq!(kept, ["contact;health", "none", "contact", "contact;x"]);
    assert_eq!(rows[3]["problem"], "`data`: there is no such name in the taxonomy");
    assert_eq!(rows[0]["legal_name"], "Nova Inc.");
    let as_lines: String = categories
        .iter()
        .map(|data| json!({ "from": "SG", "to": "US", "data": data, "certificate": [nova(), nova()] }))
        .map(|row| row.to_string() + "\n")
        .collect();
    desk.write("q.jsonl", as_lines);
    let again = desk.run(&decide(&format!("--jsonl q.jsonl {keep}"))).ends(0);
    assert_eq!(ran.out, again.out);
}

/// Rows with a list of categories and the same certificate twice.
#[cfg(feature = "columns")]
fn write_lists(path: &Path, categories: &[&[&str]], token: &str) {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    let schema = "message rows {
        optional group data (LIST) { repeated group list { optional binary element (UTF8); } }
        optional group certificate (LIST) { repeated group list { optional binary element (UTF8); } }
        required binary from (UTF8);
        required binary to (UTF8);
    }";
    let schema = parse_message_type(schema).unwrap().into();
    let properties = WriterProperties::builder().build().into();
    let mut file = SerializedFileWriter::new(fs::File::create(path).unwrap(), schema, properties);
    let mut rows = file.as_mut().unwrap().next_row_group().unwrap();
    let mut column = |values: &[&str], levels: Option<(&[i16], &[i16])>| {
        let values: Vec<_> = values.iter().map(|value| ByteArray::from(*value)).collect();
        let mut column = rows.next_column().unwrap().unwrap();
        let (defined, repeated) = levels.unzip();
        column.typed::<ByteArrayType>().write_batch(&values, defined, repeated).unwrap();
        column.close().unwrap();
    };
    // A list that is empty is defined up to the list, a value up to itself.
    let data: Vec<_> = categories.concat();
    column(&data, Some((&[3, 3, 1, 3, 3, 3], &[0, 1, 0, 0, 0, 1])));
    let count = categories.len();
    column(&vec![token; 2 * count], Some((&[3].repeat(2 * count), &[0, 1].repeat(count))));
    column(&vec!["SG"; count], None);
    column(&vec!["US"; count], None);
    rows.close().unwrap();
    file.unwrap().close().unwrap();
}

/// Runs with kills at odd moments until it is done; how often it was killed.
fn run_with_kills(desk: &Desk, arguments: &str, moments: &[u64]) -> usize {
    let mut kills = 0;
    for milliseconds in moments {
        let mut child = desk
            .command()
            .args(arguments.split_whitespace())
            .arg("--resume")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(*milliseconds));
        child.kill().unwrap();
        kills += usize::from(!child.wait().unwrap().success());
    }
    desk.run(&format!("{arguments} --resume")).ends(0);
    kills
}

#[test]
fn a_run_that_was_killed_goes_on_and_loses_and_repeats_nothing() {
    let desk = Desk::new();
    desk.write("q.jsonl", questions(700));
    for ending in ["jsonl", "csv", "parquet"] {
        let run = decide("--jsonl q.jsonl --keep note --reports --part 20 --threads 1 -o");
        desk.run(&format!("{run} whole.{ending}")).ends(0);
        let seed = std::process::id() as u64;
        let moments: Vec<_> = (1..9).map(|n| 40 + seed.wrapping_mul(n * n * 7919) % 160).collect();
        let kills = run_with_kills(&desk, &format!("{run} killed.{ending}"), &moments);
        assert!(kills > 2, "only {kills} runs were killed");
        let bytes = |name: &str| fs::read(desk.path(&format!("{name}.{ending}"))).unwrap();
        assert_eq!(bytes("whole"), bytes("killed"), "{ending}");
        assert!(!desk.path(&format!("killed.{ending}.parts")).exists());
    }
}

/// A run that goes on asks at the time at which it began.
#[test]
fn a_run_that_goes_on_is_the_same_run() {
    let desk = Desk::new();
    desk.write("q.jsonl", questions(700));
    let bundle = data("trust.bundle");
    let run = format!(
        "decide --bundle {bundle} --jsonl q.jsonl --ignore-others --reports --part 20 --threads 1 -o a.jsonl"
    );
    let mut child =
        desk.command().args(run.split_whitespace()).stdout(Stdio::null()).spawn().unwrap();
    let first = desk.path("a.jsonl.parts/000000000");
    (0..3_000).find(|_| {
        sleep(Duration::from_millis(20));
        first.exists()
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first.exists() && !desk.path("a.jsonl").exists());
    assert!(desk.run(&run).ends(2).err.contains("--resume"));
    let other = format!("{run} --resume --at 2026-01-01T00:00:00Z");
    assert!(desk.run(&other).ends(2).err.contains("`time` is another"));
    // By what it holds, not by its age and its length.
    let changed = fs::metadata(desk.path("q.jsonl")).unwrap().modified().unwrap();
    desk.write("q.jsonl", questions(700).replace("SG", "FR"));
    fs::File::options()
        .write(true)
        .open(desk.path("q.jsonl"))
        .and_then(|file| file.set_modified(changed))
        .unwrap();
    assert!(desk.run(&format!("{run} --resume")).ends(2).err.contains("`input` is another"));
    desk.write("q.jsonl", questions(700));
    sleep(Duration::from_millis(1100));
    desk.run(&format!("{run} --resume")).ends(0);
    let rows = lines(&desk.read("a.jsonl"));
    assert_eq!(rows.len(), 700);
    assert!(rows.iter().all(|row| row["report"]["clocks"] == rows[0]["report"]["clocks"]));
}
