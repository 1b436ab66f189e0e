//! The engine that decides transfers, checked against a second one.
//!
//! The model is written from the rules and shares nothing with the engine but the types of
//! documents. It uses no index, keeps no state and is in no hurry: one function for each
//! rule. The numbers are those of the rules of the decision.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod certificates;
mod engine;
mod laws;
mod life;
mod places;
mod regressions;
mod rules;
mod shrink;
mod suppose;
mod truth;
mod world;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use rules::{Answer, Verdict};
use std::cell::RefCell;
use std::collections::BTreeMap;
use world::Case;

/// How many random worlds: few in every run, more where somebody asks for them.
fn worlds(usual: u32) -> u32 {
    let asked = std::env::var("TEGATA_MODEL_CASES").ok();
    asked.map_or(usual, |count| count.parse::<u32>().unwrap().div_ceil(4))
}

/// Every run asks about the same worlds, so that it fails for a change of the code only; who
/// asks for more gets others each time.
fn seed() -> RngSeed {
    match std::env::var_os("TEGATA_MODEL_CASES") {
        None => RngSeed::Fixed(1),
        Some(_) => RngSeed::Random,
    }
}

fn numbers() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..600)
}

/// The verdict of both; or both answers, where they differ.
fn agreement(case: &Case) -> Result<Verdict, (Answer, Answer)> {
    let verifier = engine::verifier(&case.world);
    let engine = engine::answer(&engine::decide(case, &verifier));
    let model = rules::answer(case, &engine::cards(case, &verifier));
    let used = model.instruments.is_empty() && engine.instruments.is_empty()
        || engine.instruments.iter().any(|used| model.instruments.contains(used));
    if engine.verdict == model.verdict && used {
        return Ok(model.verdict);
    }
    Err((engine, model))
}

#[test]
fn engine_and_model_agree() {
    let config = Config {
        cases: worlds(600),
        rng_seed: seed(),
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let told = RefCell::new(BTreeMap::<_, u32>::new());
    let outcome = TestRunner::new(config).run(&numbers(), |numbers| {
        for case in world::cases(&numbers) {
            match agreement(&case) {
                Ok(verdict) => *told.borrow_mut().entry(verdict).or_default() += 1,
                Err(_) => return Err(TestCaseError::fail(tell(&case))),
            }
        }
        Ok(())
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, _) | TestError::Abort(reason)) => panic!("{reason}"),
    }
    let told = told.into_inner();
    println!("answers: {told:?}");
    assert_eq!(told.len(), 6, "some verdict is never reached: {told:?}");
}

/// The smallest case like it, with both answers: the engine's first. Written to a file, the
/// case is replayed by `TEGATA_MODEL_REPLAY`.
fn tell(case: &Case) -> String {
    let case = shrink::smallest(case, |case| agreement(case).is_err());
    let answers = agreement(&case).err();
    format!("{answers:#?}\n{}", serde_json::to_string_pretty(&case).unwrap())
}

#[test]
fn a_case_from_a_file_is_replayed() {
    let Ok(file) = std::env::var("TEGATA_MODEL_REPLAY") else {
        println!("skipped: no file is named by TEGATA_MODEL_REPLAY");
        return;
    };
    let case: Case = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(agreement(&case).err(), None);
}
