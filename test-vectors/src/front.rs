//! Asking another front end all vectors, through a program that reads questions from its
//! standard input and writes answers to its standard output.
//!
//! Both are fields, each a line with a name and a length, that many bytes, and a line break.
//! The fields of a question are those of a vector, by their names (`bundle`, `policy`,
//! `token`, `transfer`, `certificate`, `evidence`, `validAt`, `knownAt`, `audience`, `nonce`,
//! `maxAge`), and `ask` ends it; a `bundle` that is left out is the last one. The fields of an
//! answer are `report` or `error`, and whatever else the program has to say; `end` ends it.

use crate::format::Vector;
use crate::run::{bundle, read, token};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a front end said to one vector: names and contents, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told(pub Vec<(String, String)>);

impl Told {
    /// The first field of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every field of that name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = move |(given, _): &&(String, String)| given == name;
        self.0.iter().filter(named).map(|(_, content)| content.as_str())
    }
}

/// What the program says to all vectors below `dir`, in the order of their files.
pub fn ask(program: &mut Command, dir: &Path) -> Result<Vec<Told>, String> {
    let vectors = read(dir)?;
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program:?}: {error}"))?;
    let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the program has no standard input and output".to_owned());
    };
    let count = vectors.len();
    let told = std::thread::scope(|scope| {
        let asking = scope.spawn(|| put_all(dir, &vectors, BufWriter::new(questions)));
        let told = hear(BufReader::new(answers), count);
        asking.join().map_err(|_| "asking failed".to_owned())?.and(told)
    });
    let ended = child.wait().map_err(|error| error.to_string())?;
    if ended.success() { told } else { Err(format!("{program:?}: {ended}; {:?}", told.err())) }
}

fn put_all<P>(dir: &Path, vectors: &[(P, Vector)], mut out: impl Write) -> Result<(), String> {
    let mut last = String::new();
    for (_, vector) in vectors {
        let bundle = bundle(dir, &vector.bundle)?;
        let new = (bundle != last).then_some(&bundle);
        put(vector, new.map(String::as_str), &mut out)?;
        last = bundle;
    }
    out.flush().map_err(|error| error.to_string())
}

fn put(vector: &Vector, bundle: Option<&str>, out: &mut impl Write) -> Result<(), String> {
    let mut fields: Vec<(&str, Vec<u8>)> = Vec::new();
    let mut add = |name, content: &[u8]| fields.push((name, content.to_vec()));
    if let Some(bundle) = bundle {
        add("bundle", bundle.as_bytes());
    }
    if let Some(policy) = &vector.policy {
        add("policy", policy.to_string().as_bytes());
    }
    if let Some(transfer) = &vector.transfer {
        add("transfer", transfer.to_string().as_bytes());
    }
    // Where the bundle must not load there is nothing to ask.
    if vector.input.is_some() || vector.input_b64.is_some() {
        add("token", &token(vector)?);
    }
    vector.certificates.iter().flatten().for_each(|one| add("certificate", one.as_bytes()));
    vector.evidence.iter().for_each(|one| add("evidence", one.as_bytes()));
    if let Some(expected) = &vector.presentation {
        add("audience", expected.audience.as_bytes());
        add("nonce", expected.nonce.as_bytes());
        add("maxAge", expected.max_age_seconds.to_string().as_bytes());
    }
    add("validAt", vector.valid_at.to_string().as_bytes());
    add("knownAt", vector.known_at.to_string().as_bytes());
    add("ask", vector.id.as_bytes());
    fields.iter().try_for_each(|(name, content)| field(out, name, content)).map_err(told)
}

fn field(out: &mut impl Write, name: &str, content: &[u8]) -> io::Result<()> {
    writeln!(out, "{name} {}", content.len())?;
    out.write_all(content)?;
    writeln!(out)
}

fn hear(mut answers: impl BufRead, count: usize) -> Result<Vec<Told>, String> {
    let (mut all, mut told) = (Vec::new(), Told::default());
    while all.len() < count {
        let (name, content) = heard(&mut answers)?;
        if name == "end" {
            all.push(std::mem::take(&mut told));
        } else {
            told.0.push((name, content));
        }
    }
    Ok(all)
}

fn heard(answers: &mut impl BufRead) -> Result<(String, String), String> {
    let mut line = String::new();
    answers.read_line(&mut line).map_err(told)?;
    let (name, len) = line.trim_end().split_once(' ').ok_or(format!("heard {line:?}"))?;
    let len: usize = len.parse().map_err(|_| format!("heard {line:?}"))?;
    let mut content = vec![0; len + 1];
    answers.read_exact(&mut content).map_err(told)?;
    content.pop();
    let content = String::from_utf8(content).map_err(|error| error.to_string())?;
    Ok((name.to_owned(), content))
}

fn told(error: io::Error) -> String {
    error.to_string()
}
