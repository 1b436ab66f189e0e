//! x
mod cases;
fn main() {
    let dirs: Vec<_> = std::env::args_os().skip(2).map(Into::into).collect();
    let tally = cases::run(&dirs, &mut std::io::stdout().lock());
    std::process::exit(i32::from(!tally.is_ok_and(|t| t.is_clean())));
}
