//! What a verification costs: prints a table and writes `bench.json`, the path of which is
//! the only argument. Fails when a row of ours is over its budget.

mod decisions;
mod documents;
mod heap;
mod measure;
mod peers;

use measure::{Cost, Unit, measure};
use serde_json::{Value, json};
use std::hint::black_box;
use std::process::ExitCode;
use tegata::issue::Signer as _;
use tegata::{Clocks, Verifier};

/// The most that a row may cost.
#[derive(Clone, Copy)]
struct Budget {
    ratio: f64,
    allocations: u64,
}

struct Row {
    name: &'static str,
    budget: Option<Budget>,
    cost: Cost,
}

impl Row {
    fn within_budget(&self) -> bool {
        self.budget.is_none_or(|budget| {
            self.cost.ratio <= budget.ratio && self.cost.allocations <= budget.allocations
        })
    }

    fn print(&self) {
        let Cost { ratio, allocations, .. } = self.cost;
        let budget = self.budget.map_or_else(String::new, |budget| {
            let verdict = if self.within_budget() { "within" } else { "OVER" };
            format!("{verdict} {:.2} and {}", budget.ratio, budget.allocations)
        });
        println!("{:<44} {ratio:>6.3} {allocations:>6}  {budget}", self.name);
    }
}

fn main() -> ExitCode {
    let world = documents::world();
    let clocks = Clocks::at(documents::now());
    let jwk = world.body.public_key().to_json();
    let point = point(&jwk);
    let (vc_jwt, sd_jwt) = (&*world.vc_jwt, &*world.sd_jwt);
    let verifier = Verifier::new(world.bundle);
    let verify = |token: &str| {
        black_box(verifier.verify(black_box(token), clocks).expect("a good certificate"));
    };
    let remembering = Verifier::new(documents::reload(verifier.bundle())).with_signature_cache(1);
    let recall = || {
        black_box(remembering.verify(black_box(vc_jwt), clocks).expect("a good certificate"));
    };
    let vc_unit = Unit::of(vc_jwt, &point);
    let sd_unit = Unit::of(sd_jwt.split('~').next().expect("a JWT"), &point);

    println!(
        "vc+jwt: {} bytes; SD-JWT VC with 10 disclosures: {} bytes",
        vc_jwt.len(),
        sd_jwt.len()
    );
    println!("{:<44} {:>6} {:>6}  budget", "one verification", "ratio", "allocs");
    let mut rows = Vec::new();
    let mut row = |name, budget: Option<(f64, u64)>, unit: &Unit, work: &dyn Fn()| {
        let budget = budget.map(|(ratio, allocations)| Budget { ratio, allocations });
        let row = Row { name, budget, cost: measure(unit, work) };
        row.print();
        rows.push(row);
    };
    row("raw P-256, aws-lc-rs", None, &vc_unit, &|| vc_unit.verify());
    row("tegata verify, vc+jwt, bitstring list", Some((1.25, 12)), &vc_unit, &|| verify(vc_jwt));
    row("tegata verify, SD-JWT VC, token list", Some((1.35, 24)), &sd_unit, &|| verify(sd_jwt));
    row("tegata verify, vc+jwt, seen before", Some((0.1, 4)), &vc_unit, &recall);
    row("jsonwebtoken 11, same vc+jwt", None, &vc_unit, &*peers::jsonwebtoken(vc_jwt, &jwk));
    row("sd-jwt-rs 0.7, same SD-JWT VC", None, &sd_unit, &*peers::sd_jwt_rs(sd_jwt, &jwk));
    #[cfg(feature = "josekit")]
    row("josekit 0.10, same vc+jwt", None, &vc_unit, &*peers::josekit(vc_jwt, &jwk));
    #[cfg(not(feature = "josekit"))]
    println!("skipped: josekit (the headers of OpenSSL are not at hand)");
    let (embedded, synthetic) = (decisions::embedded(), decisions::synthetic());
    row("tegata decide, embedded pack", Some((0.25, 200)), &vc_unit, &|| {
        black_box(embedded.decide());
    });
    row("tegata decide, 10,000 instruments", Some((0.5, 200)), &vc_unit, &|| {
        black_box(synthetic.decide());
    });
    row("tegata decide, with its report as JSON", None, &vc_unit, &|| {
        black_box(embedded.decide().report().to_json());
    });
    println!("the unit, one raw verification: {:.1} microseconds", rows[0].cost.unit);

    write(&rows);
    if rows.iter().all(Row::within_budget) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The uncompressed point of a P-256 key (SEC 1 section 2.3.3).
fn point(jwk: &Value) -> Vec<u8> {
    use base64::Engine as _;
    let coordinate = |name: &str| {
        let text = jwk[name].as_str().expect("a coordinate");
        base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).expect("base64url")
    };
    [vec![4], coordinate("x"), coordinate("y")].concat()
}

fn write(rows: &[Row]) {
    let Some(path) = std::env::args_os().nth(1) else { return };
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({ "name": row.name, "ratio": row.cost.ratio, "allocations": row.cost.allocations })
        })
        .collect();
    std::fs::write(path, json!({ "rows": rows }).to_string()).expect("a writable file");
}
