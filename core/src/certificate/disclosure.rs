//! What of a certificate may never be hidden behind a disclosure.

/// Claims whose absence could improve an answer: those of SD-JWT VC section 2.2.2.3, and
/// the holder's own.
const TOP: [&str; 10] =
    ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status", "sub", "legalName"];

/// The same within `certification`.
const CERTIFICATION: [&str; 10] = [
    "number",
    "scheme",
    "schemeVersion",
    "variant",
    "jurisdiction",
    "decidedOn",
    "roles",
    "objectOfConformity",
    "surveillance",
    "events",
];

/// Whether the claim at `path`, or what it belongs to or holds, must always be visible.
pub(crate) fn protected(path: &[&str]) -> bool {
    if path.contains(&"exclude") {
        return true;
    }
    match path {
        [top, ..] if TOP.contains(top) => true,
        // These hold claims that must be visible, so they are never hidden as a whole.
        ["certification"]
        | ["certification", "scope"]
        | ["certification", "scope", "dataCategories"] => true,
        ["certification", claim, ..] => CERTIFICATION.contains(claim),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::protected;

    #[test]
    fn protects_what_could_improve_an_answer() {
        for path in [
            "exp",
            "cnf.jwk",
            "status.status_list.idx",
            "certification",
            "certification.roles",
            "certification.surveillance.nextDue",
            "certification.scope",
            "certification.scope.dataCategories",
            "certification.scope.dataCategories.exclude",
            "certification.scope.activities.exclude.deep",
        ] {
            assert!(protected(&path.split('.').collect::<Vec<_>>()), "{path}");
        }
    }

    #[test]
    fn lets_limits_and_free_text_be_hidden() {
        for path in [
            "contact",
            "registrations",
            "certification.scope.sites",
            "certification.scope.statement",
            "certification.scope.dataCategories.include",
            "certification.assurance",
            "certification.evidence.exp",
        ] {
            assert!(!protected(&path.split('.').collect::<Vec<_>>()), "{path}");
        }
    }
}
