//! A certificate that an instrument would accept: what a route asks for, and what a
//! question may suppose.

use super::arrangement::{AcceptedScheme, GrantedUnder, Holder, IssuedRelation, Version};

/// A certificate that an instrument would accept: in force, and covering the transfer.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// Scheme, versions, variants and roles.
    pub accepted: AcceptedScheme,
    /// Who must hold it.
    pub holder: Holder,
    /// Under whose law it must have been granted.
    pub granted_under: GrantedUnder,
    /// When it must have been decided.
    pub issued_relation: IssuedRelation,
    /// Schemes of which its holder must have a certificate besides.
    pub requires_base: Vec<String>,
}

impl Wanted {
    /// Every kind of certificate that a text accepts.
    pub(crate) fn of(version: &Version) -> impl Iterator<Item = Self> {
        version.schemes.iter().map(|accepted| Self {
            accepted: accepted.clone(),
            holder: version.holder,
            granted_under: version.granted_under_law_of,
            issued_relation: version.issued_relation,
            requires_base: version.requires_base.clone(),
        })
    }
}
