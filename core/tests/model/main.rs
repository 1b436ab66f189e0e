//! The engine that decides transfers, checked against a second one.
//!
//! The model is written from the rules and shares nothing with the engine but the types of
//! documents. It uses no index, keeps no state and is in no hurry: one function for each
//! rule. The numbers are those of the rules of the decision.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

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
use proptest::test_runner::{Config, TestError, TestRunner};
use rules::Answer;
use world::Case;

/// How many random worlds: few in every run, more where somebody asks for them.
fn worlds(usual: u32) -> u32 {
    let asked = std::env::var("TEGATA_MODEL_CASES").ok();
    asked.map_or(usual, |count| count.parse::<u32>().unwrap().div_ceil(4))
}

fn numbers() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..600)
}

/// Both answers, where they differ.
fn disagreement(case: &Case) -> Option<(Answer, Answer)> {
    let verifier = engine::verifier(&case.world);
    let engine = engine::answer(&engine::decide(case, &verifier));
    let model = rules::answer(case, &engine::cards(case, &verifier));
    let used = model.instruments.is_empty() && engine.instruments.is_empty()
        || engine.instruments.iter().any(|used| model.instruments.contains(used));
    (engine.verdict != model.verdict || !used).then_some((engine, model))
}

#[test]
fn engine_and_model_agree() {
    let config = Config {
        cases: worlds(600),
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&numbers(), |numbers| {
        for case in world::cases(&numbers) {
            if disagreement(&case).is_some() {
                return Err(TestCaseError::fail(tell(&case)));
            }
        }
        Ok(())
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// The smallest case like it, with both answers, as a file that can be replayed.
fn tell(case: &Case) -> String {
    let case = shrink::smallest(case, |case| disagreement(case).is_some());
    let answers = disagreement(&case);
    format!("{answers:#?}\n{}", serde_json::to_string_pretty(&case).unwrap())
}
