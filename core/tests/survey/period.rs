//! Periods, and the two lights of one transfer.

use crate::world::{VERIFIER, at, cases, certificate, instrument, now, transfers};
use proptest::prelude::*;
use serde_json::json;
use tegata::{Clocks, Transfer, Verdict};

#[test]
fn a_corridor_closes_and_opens_again() {
    let shield = certificate(
        "privacy-shield-swiss",
        "2018-01-01T00:00:00Z",
        "2022-12-31T23:59:59Z",
        json!({ "schemeVersion": "2017" }),
    );
    let dpf = certificate("dpf-swiss", "2023-09-01T00:00:00Z", "2027-08-31T23:59:59Z", json!({}));
    let transfer = Transfer::between("CH", "US").to(&dpf).of("contact").for_purpose("marketing");
    let certificates = [shield, dpf];
    let (from, until) = (at("2018-06-01T00:00:00+02:00"), at("2026-11-23T23:59:59+01:00"));
    let period = VERIFIER.period(&transfer, &certificates, from, until, now().known_at);
    let told: Vec<_> = period
        .verdicts()
        .into_iter()
        .map(|(verdict, from, until)| (verdict, from.to_string(), until.to_string()))
        .collect();
    let expected = [
        (Verdict::Recognised, "2018-06-01T00:00:00+02:00", "2020-09-07T23:59:59+02:00"),
        (Verdict::NotRecognised, "2020-09-08T00:00:00+02:00", "2024-09-14T23:59:59+02:00"),
        (Verdict::Recognised, "2024-09-15T00:00:00+02:00", "2026-11-23T23:59:59+01:00"),
    ];
    let expected = expected.map(|(verdict, from, until)| (verdict, from.into(), until.into()));
    assert_eq!(told, expected, "{:#?}", period.segments);
    assert_eq!(period.segments[0].instrument, Some(instrument("ch-us-privacy-shield")));
}

/// A certificate begins earlier and ends later by the seconds that clocks may differ.
#[test]
fn a_certificate_limits_a_period_to_the_second() {
    let dpf = certificate("dpf-swiss", "2025-01-01T00:00:00Z", "2025-06-30T23:59:59Z", json!({}));
    let transfer = Transfer::between("CH", "US").to(&dpf).of("contact").for_purpose("marketing");
    let (from, until) = (at("2024-12-01"), at("2025-12-01"));
    let period = VERIFIER.period(&transfer, &[dpf], from, until, now().known_at);
    let yes = period.segments.iter().find(|s| s.verdict.is_yes()).unwrap();
    let skew = i64::from(VERIFIER.policy().clock_skew_seconds);
    assert_eq!(yes.from, at("2025-01-01T00:00:00Z").plus_seconds(-skew));
    assert_eq!(yes.until, at("2025-06-30T23:59:59Z").plus_seconds(skew));
}

#[test]
fn on_the_day_and_with_hindsight() {
    let transfer = Transfer::between("DE", "US").of("contact");
    let day = at("2019-06-01");
    let both = VERIFIER.decide_both(
        &transfer,
        &[],
        Clocks::new(day, now().known_at),
        Clocks::new(day, now().known_at),
    );
    let code = |decision: &tegata::Decision| decision.report().headline().unwrap().code;
    assert_eq!(code(&both.decision), tegata::Code::ArrangementAnnulled);
    assert_eq!(code(&both.on_the_day.unwrap()), tegata::Code::CertificateMissing);
    assert!(VERIFIER.decide_both(&transfer, &[], now(), now()).on_the_day.is_none());
}

proptest! {
    #![proptest_config(cases(10))]

    /// What a segment says holds at every instant in it, by the very decision; and at its
    /// limits the answer is another one.
    #[test]
    fn segments_are_exact(
        transfer in transfers(),
        instants in prop::collection::vec(0.0..1.0_f64, 3),
        known in prop::sample::select(vec!["2005-01-01", "2016-08-15", "2020-08-01", "2026-11-23"]),
    ) {
        let (from, until, known_at) = (at("1999-01-01"), at("2032-06-01"), at(known));
        let period = VERIFIER.period(&transfer, &[], from, until, known_at);
        prop_assert_eq!(period.segments.first().unwrap().from, from);
        prop_assert_eq!(period.segments.last().unwrap().until, until);
        let length = (until.unix() - from.unix()) as f64;
        let random = instants.iter().map(|part| from.plus_seconds((part * length) as i64));
        let ends = period.segments.iter().flat_map(|s| [s.from, s.until]);
        for instant in random.chain(ends) {
            let mut segments = period.segments.iter();
            let segment = segments.find(|s| s.from <= instant && instant <= s.until).unwrap();
            let decision = VERIFIER.decide(&transfer, &[], Clocks::new(instant, known_at));
            prop_assert_eq!(segment.verdict, decision.verdict(), "{}", instant);
            let by = decision.ruling().unwrap().instrument().map(|one| one.id.clone());
            prop_assert_eq!(&segment.instrument, &by, "{}", instant);
            let code = decision.report().headline().map(|finding| finding.code);
            prop_assert_eq!(segment.code, code, "{}", instant);
        }
        for pair in period.segments.windows(2) {
            prop_assert_eq!(pair[0].until.plus_seconds(1), pair[1].from);
            let told = |i: usize| (pair[i].verdict, &pair[i].instrument, pair[i].code);
            prop_assert_ne!(told(0), told(1));
        }
    }
}

proptest! {
    #![proptest_config(cases(6))]

    /// The same with a certificate, whose own limits are among those of the segments.
    #[test]
    fn segments_with_a_certificate_are_exact(
        from in 0..900_i64,
        days in 1..1200_i64,
        instants in prop::collection::vec(0..2_500_i64, 4),
    ) {
        const DAY: i64 = 24 * 3600;
        let begin = at("2022-01-01T00:00:00Z");
        let (valid_from, valid_until) = (
            begin.plus_seconds(from * DAY),
            begin.plus_seconds((from + days) * DAY - 1),
        );
        let (first, last) = (valid_from.to_string(), valid_until.to_string());
        let dpf = certificate("dpf-swiss", &first, &last, json!({}));
        let transfer = Transfer::between("CH", "US").to(&dpf).of("contact").for_purpose("marketing");
        let certificates = [dpf];
        let until = begin.plus_seconds(2_500 * DAY);
        let period = VERIFIER.period(&transfer, &certificates, begin, until, now().known_at);
        let random = instants.iter().map(|day| begin.plus_seconds(day * DAY));
        let skew = i64::from(VERIFIER.policy().clock_skew_seconds);
        let limits = [valid_from.plus_seconds(-skew), valid_until.plus_seconds(skew)];
        let limits = limits.into_iter().flat_map(|limit| [-1, 0, 1].map(|s| limit.plus_seconds(s)));
        for instant in random.chain(limits).filter(|instant| begin <= *instant && *instant <= until) {
            let mut segments = period.segments.iter();
            let segment = segments.find(|s| s.from <= instant && instant <= s.until).unwrap();
            let clocks = Clocks::new(instant, now().known_at);
            let decision = VERIFIER.decide(&transfer, &certificates, clocks);
            prop_assert_eq!(segment.verdict, decision.verdict(), "{}", instant);
        }
    }
}
