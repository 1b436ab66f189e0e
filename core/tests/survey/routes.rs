//! Routes to a yes: each does what it promises, and none smaller does.

use crate::world::{VERIFIER, at, cases, certificate, instrument, now, transfers};
use proptest::prelude::*;
use serde_json::json;
use tegata::recognition::Versions;
use tegata::survey::{Change, Route};
use tegata::{Certificate, Clocks, Transfer, Verdict};

fn part(route: &Route, mask: usize) -> Route {
    let chosen = route.changes.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
    Route { changes: chosen.map(|(_, change)| change.clone()).collect(), ..route.clone() }
}

fn asks_for_a_certificate(route: &Route) -> bool {
    route.changes.iter().any(|change| matches!(change, Change::Present(_)))
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn each_keeps_its_promise_and_none_smaller_does(transfer in transfers()) {
        let decide = |transfer: &Transfer| VERIFIER.decide(transfer, &[], now());
        let routes = VERIFIER.routes(&transfer, &[], now());
        prop_assert!(routes.is_empty() || !decide(&transfer).verdict().is_yes());
        let sizes: Vec<_> = routes.iter().map(|route| route.changes.len()).collect();
        prop_assert!(sizes.is_sorted());
        for route in &routes {
            prop_assert!(!route.changes.is_empty());
            let all = (1 << route.changes.len()) - 1;
            for mask in 0..all {
                let smaller = part(route, mask).apply(&transfer);
                prop_assert!(!decide(&smaller).verdict().is_yes(), "{:?}", route);
            }
            let decision = decide(&route.apply(&transfer));
            if asks_for_a_certificate(route) {
                // Nobody has presented it yet.
                prop_assert!(!decision.verdict().is_yes(), "{:?}", route);
                continue;
            }
            prop_assert_eq!(decision.verdict(), route.verdict, "{:?}", route);
            let by = decision.ruling().unwrap().instrument().map(|one| one.id.clone());
            prop_assert_eq!(&by, &route.instrument);
        }
    }
}

/// The certificate that a route asks for, once issued, keeps the promise; without it, or
/// with another, it is not kept.
#[test]
fn the_certificate_that_is_asked_for_opens_the_way() {
    let transfer = Transfer::between("DE", "US").of("contact");
    let routes = VERIFIER.routes(&transfer, &[], now());
    let europrivacy = Some(instrument("eu-46-2-f-europrivacy-transfer"));
    let route = routes.iter().find(|route| route.instrument == europrivacy).unwrap();
    let wanted = route.changes.iter().find_map(|change| match change {
        Change::Present(wanted) => Some(wanted),
        _ => None,
    });
    let accepted = &wanted.unwrap().accepted;
    let Versions::List(versions) = &accepted.versions else { panic!("{accepted:?}") };
    let variants = serde_json::to_value(&accepted.variants).unwrap();
    let issue = |version: &str| {
        let more = json!({ "schemeVersion": version, "variant": variants[0] });
        certificate("europrivacy", "2026-06-01T00:00:00Z", "2028-05-31T23:59:59Z", more)
    };
    let decide = |route: &Route, certificates: &[Certificate]| {
        let holder = certificates.first().map(|certificate| transfer.clone().to(certificate));
        let transfer = route.apply(holder.as_ref().unwrap_or(&transfer));
        let transfer = transfer.as_role(tegata::Role::Processor);
        VERIFIER.decide(&transfer, certificates, Clocks::at(at("2026-11-23"))).verdict()
    };
    assert_eq!(decide(route, &[issue(&versions[0])]), route.verdict);
    assert_eq!(decide(route, &[issue("60")]), Verdict::NotRecognised);
    assert!(!decide(route, &[]).is_yes());
    let bare = Route { changes: Vec::new(), ..route.clone() };
    assert!(!decide(&bare, &[issue(&versions[0])]).is_yes());
}

#[test]
fn what_is_excluded_is_left_out() {
    let transfer = Transfer::between("KR", "DE").of("contact").of("kr_rrn");
    let routes = VERIFIER.routes(&transfer, &[], now());
    let leaves_out = |route: &Route| {
        route.changes.iter().any(|change| {
            matches!(change, Change::LeaveOut { value, .. }
                if value.ends_with("KoreanResidentRegistrationNumber"))
        })
    };
    assert!(routes.iter().any(leaves_out), "{routes:#?}");
}

#[test]
fn a_yes_needs_no_route() {
    let transfer = Transfer::between("DE", "CH").of("contact");
    assert!(VERIFIER.decide(&transfer, &[], now()).verdict().is_yes());
    assert!(VERIFIER.routes(&transfer, &[], now()).is_empty());
}
