//! Runs targets without libFuzzer: `drive <target|all|smoke> [executions] [start]`,
//! `drive replay <target> <file>`, `drive seeds <folder>`.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs, io, panic};
use tegata_fuzz::mutate::{Random, mutate};
use tegata_fuzz::{TARGETS, Target, run, seeds};

/// Longer than this is a finding: the budget of a credential is 50 ms.
const SLOW: Duration = Duration::from_millis(250);

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |text: Option<&&str>, otherwise| text.map_or(Some(otherwise), |t| t.parse().ok());
    let outcome = match arguments.as_slice() {
        ["replay", target, file] => fs::read(file).map(|input| {
            run(target, &input);
            true
        }),
        ["seeds", folder] => write_seeds(Path::new(folder)).map(|()| true),
        [target, rest @ ..] => {
            let (Some(executions), Some(start)) =
                (number(rest.first(), 20_000), number(rest.get(1), 1))
            else {
                return usage();
            };
            drive(target, executions, start)
        }
        [] => return usage(),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("drive <target|all> [executions] [start] | replay <target> <file> | seeds <folder>");
    ExitCode::from(2)
}

/// Runs one target, or all of them; heavy ones a tenth as often.
fn drive(name: &str, executions: u64, start: u64) -> io::Result<bool> {
    let chosen = TARGETS.iter().filter(|target| name == "all" || name == target.name);
    let mut sound = true;
    let mut count = 0;
    for target in chosen {
        let share = if name == "all" && target.heavy { executions / 10 } else { executions };
        sound &= fuzz(target, share, start)?;
        count += 1;
    }
    Ok(sound && count > 0)
}

fn fuzz(target: &Target, executions: u64, start: u64) -> io::Result<bool> {
    let seeds = seeds::of(target.name);
    let (mut random, mut input) = (Random::new(start), Vec::new());
    let (mut slowest, begun) = ((Duration::ZERO, Vec::new()), Instant::now());
    for execution in 0..executions {
        match seeds.get(execution as usize) {
            Some(seed) => input.clone_from(seed),
            None => mutate(&seeds, &mut random, &mut input),
        }
        let at = Instant::now();
        if panic::catch_unwind(|| (target.run)(&input)).is_err() {
            keep(target.name, "crash", &input)?;
            return Ok(false);
        }
        let took = at.elapsed();
        if took > slowest.0 {
            slowest = (took, input.clone());
        }
    }
    let took = begun.elapsed().as_secs_f64();
    let rate = executions as f64 / took.max(1e-9);
    let worst = slowest.0.as_secs_f64() * 1e3;
    println!(
        "{}: {executions} executions, {took:.1} s, {rate:.0}/s, slowest {worst:.2} ms",
        target.name
    );
    if slowest.0 > SLOW {
        keep(target.name, "slow", &slowest.1)?;
    }
    Ok(true)
}

fn keep(target: &str, what: &str, input: &[u8]) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts").join(target);
    fs::create_dir_all(&folder)?;
    let file = folder.join(what);
    fs::write(&file, input)?;
    eprintln!("{target}: {what} kept in {}", file.display());
    Ok(())
}

/// The seeds as files, for libFuzzer.
fn write_seeds(folder: &Path) -> io::Result<()> {
    for target in &TARGETS {
        let folder = folder.join(target.name);
        fs::create_dir_all(&folder)?;
        for (index, seed) in seeds::of(target.name).iter().enumerate() {
            fs::write(folder.join(format!("{index}")), seed)?;
        }
    }
    Ok(())
}
