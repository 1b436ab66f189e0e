//! What of a certificate may never be hidden behind a disclosure.

/// Claims whose absence could improve an answer: those of SD-JWT VC section 2.2.2.3, and
/// the holder's own.
const TOP: [&str; 12] = [
    "iss",
    "nbf",
    "exp",
    "validFrom",
    "validUntil",
    "cnf",
    "vct",
    "vct#integrity",
    "aka_vcts",
    "status",
    "sub",
    "legalName",
];

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

/// In an SD-JWT VC: whether the claim at `path`, or what it belongs to or holds, must
/// always be visible.
pub(crate) fn in_sd_jwt_vc(path: &[&str]) -> bool {
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

/// What of a VCDM 2.0 credential may be hidden at its top level; the rest may not.
const VCDM_FREE: [&str; 3] = ["name", "description", "evidence"];

/// The same in a VCDM 2.0 credential, where the holder's claims are in its subject.
pub(crate) fn in_vcdm(path: &[&str]) -> bool {
    match path {
        ["credentialSubject"] | ["credentialSubject", "id", ..] => true,
        ["credentialSubject", claims @ ..] => in_sd_jwt_vc(claims),
        [top, ..] => !VCDM_FREE.contains(top),
        [] => true,
    }
}

#[cfg(test)]
mod tests {
    use super::in_sd_jwt_vc as protected;

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
