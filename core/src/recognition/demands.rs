//! Step 7, what an instrument demands of a certificate: scheme, version, variant, role,
//! law of grant, and how its decision lies to the instrument's own life.

use super::arrangement::{AcceptedScheme, GrantedUnder, Holder, IssuedRelation, Version, Versions};
use super::candidate::{Found, Gate};
use super::coverage::Side;
use super::decide::{Presented, Question};
use super::facts::{Missing, role_is_a};
use super::lifetime::Life;
use super::registry::Place;
use super::wanted::Wanted;
use crate::certificate::{AnyOr, Certificate, Role};
use crate::code::{Code, Finding};
use std::cmp::Ordering;

/// Whether the instrument accepts certificates of this scheme at all.
pub(crate) fn accepts_scheme(version: &Version, certificate: &Certificate) -> bool {
    version.schemes.iter().any(|accepted| accepted.scheme == certificate.scheme())
}

/// Checks all demands.
pub(crate) fn check(
    question: &Question<'_>,
    life: &Life<'_>,
    version: &Version,
    presented: &Presented<'_>,
    side: Side,
    to: &Place<'_>,
    found: &mut Found,
) {
    let certificate = presented.certificate;
    let accepted = version.schemes.iter().filter(|a| a.scheme == certificate.scheme());
    let nearest = accepted.map(|accepted| terms(question, accepted, certificate, side));
    if let Some(nearest) = nearest.min_by_key(|found| (found.weight(), found.obstacles())) {
        found.extend(nearest);
    }
    if version.granted_under_law_of == GrantedUnder::Importer {
        check_law(question, certificate, to, found);
    }
    check_issued(life, version.issued_relation, presented, found);
}

/// A certificate that meets every demand, but for the role in which its holder takes part.
pub(crate) fn check_supposed(question: &Question<'_>, wanted: &Wanted, found: &mut Found) {
    let side = match wanted.holder {
        Holder::Exporter => Side::Exporter,
        Holder::Importer | Holder::Either => Side::Importer,
    };
    let Wanted { accepted, .. } = wanted;
    check_role(&accepted.roles, side.role(question), &accepted.scheme, found);
}

fn terms(
    question: &Question<'_>,
    accepted: &AcceptedScheme,
    certificate: &Certificate,
    side: Side,
) -> Found {
    let mut found = Found::default();
    check_version(&accepted.versions, certificate, &mut found);
    let variant = certificate.variant().unwrap_or_default();
    if !accepted.variants.has(variant) {
        let finding = Finding::new(Code::VariantNotAccepted).with("variant", variant);
        found.add(Gate::Demands, finding);
    }
    check_role(&accepted.roles, side.role(question), certificate.scheme(), &mut found);
    found
}

fn check_version(versions: &Versions, certificate: &Certificate, found: &mut Found) {
    let version = certificate.scheme_version();
    let fits = match versions {
        // Step 4 has seen to it that the scheme's own rules hold.
        Versions::Any | Versions::AsAmended => Some(true),
        Versions::List(list) => Some(list.iter().any(|listed| listed == version)),
        Versions::Range { from, to } => between(from, version, to),
    };
    match fits {
        Some(true) => {}
        Some(false) => {
            let finding = Finding::new(Code::VersionNotAccepted).with("version", version);
            found.add(Gate::Demands, finding);
        }
        None => {
            let finding = Finding::new(Code::VersionNotComparable).with("version", version);
            found.add(Gate::Demands, finding);
        }
    }
}

/// Versions are compared number by number; anything else cannot be.
fn between(from: &str, version: &str, to: &str) -> Option<bool> {
    let low = compare(from, version)?;
    let high = compare(version, to)?;
    Some(low != Ordering::Greater && high != Ordering::Greater)
}

/// Whether some version lies between two.
pub(crate) fn is_range(from: &str, to: &str) -> bool {
    compare(from, to).is_some_and(|order| order != Ordering::Greater)
}

fn compare(a: &str, b: &str) -> Option<Ordering> {
    let numbers =
        |text: &str| text.split('.').map(|n| n.parse().ok()).collect::<Option<Vec<u64>>>();
    Some(numbers(a)?.cmp(&numbers(b)?))
}

fn check_role(
    roles: &AnyOr<Role>,
    (role, fact): (Option<Role>, super::facts::Fact),
    scheme: &str,
    found: &mut Found,
) {
    let admits = |role: Role| roles.admits(|listed| role_is_a(role.as_str(), listed.as_str()));
    match role {
        Some(role) if admits(role) => {}
        Some(role) => found.add(
            Gate::Demands,
            Finding::new(Code::SchemeNotAcceptedForRole)
                .with("scheme", scheme)
                .with("role", role.as_str()),
        ),
        None if Role::ALL.into_iter().all(admits) => {}
        None => {
            let finding = Finding::new(Code::FactUnstated).with("fact", fact.to_string());
            found.unknown(Gate::Demands, finding, vec![Missing::role(fact)]);
        }
    }
}

/// Singapore regulation 12: granted or recognised under the law of the destination.
fn check_law(
    question: &Question<'_>,
    certificate: &Certificate,
    to: &Place<'_>,
    found: &mut Found,
) {
    let law = certificate.jurisdiction();
    let (registry, at) = (question.registry, question.clocks.valid_at);
    if registry.regimes_of(to, at).iter().any(|held| held.item.id == law) {
        return;
    }
    match registry.place(law, at) {
        Ok(place) if to.lies_within(&place.jurisdiction.item.id) => {}
        // Whose law that is cannot be told: it may be the importer's under another name.
        Err(open) if registry.regime(law).is_none() => found.add(Gate::Demands, open),
        _ => {
            let finding = Finding::new(Code::NotGrantedUnderImporterLaw).with("law", law);
            found.add(Gate::Demands, finding);
        }
    }
}

/// What another body took over is as old as the first decision, to outlive an instrument;
/// and as young as the last one, to have been made under it.
fn check_issued(
    life: &Life<'_>,
    relation: IssuedRelation,
    presented: &Presented<'_>,
    found: &mut Found,
) {
    let limit = match relation {
        IssuedRelation::Any => return,
        IssuedRelation::NotBeforeEnactment => life.since,
        IssuedRelation::NotAfterWithdrawal => life.withdrawn,
    };
    let Some(limit) = limit else { return };
    // When it begins says nothing of when it was decided.
    let stated = presented.certificate.decided_on();
    let own = stated.and_then(|_| presented.certificate.decided_within());
    let decided = match relation {
        IssuedRelation::NotAfterWithdrawal => presented.first_decided.or(own),
        _ => own,
    };
    let Some((first, last)) = decided else {
        return found.add(Gate::Demands, Code::IssueUndated.into());
    };
    let (first_fits, last_fits, code) = match relation {
        IssuedRelation::NotBeforeEnactment => {
            (first >= limit, last >= limit, Code::CertificatePredates)
        }
        _ => (first <= limit, last <= limit, Code::CertificatePostdates),
    };
    if first_fits != last_fits {
        // The instant lies within the day of the decision, and no hour is invented.
        found.add(Gate::Demands, Finding::new(Code::BoundaryDay).with("day", first.date()));
    } else if !first_fits {
        let finding = Finding::new(code).with("decided", first.date());
        found.add(Gate::Demands, finding.with("limit", limit.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert_eq!(between("9", "10", "11.2"), Some(true));
        assert_eq!(between("2.0", "1.9", "3"), Some(false));
        assert_eq!(between("2019", "2019b", "2025"), None);
    }
}
