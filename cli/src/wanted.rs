//! A certificate that would do, in words.

use crate::decision::named;
use crate::output::Output;
use tegata::explain::printable;
use tegata::recognition::{GrantedUnder, Holder, IssuedRelation, Versions, Wanted};
use tegata::trust::AnyOr;
use tegata::{Language, TrustBundle};

/// Says what to present.
pub(crate) fn tell(out: &Output, bundle: &TrustBundle, wanted: &Wanted) -> String {
    let scheme = named(out.language(), bundle, &wanted.accepted.scheme);
    let mut told = vec![match out.language() {
        Language::English => format!("present a certificate of {}", printable(&scheme)),
        Language::Japanese => format!("{} の証明書を提示する", printable(&scheme)),
    }];
    told.extend(versions(out, &wanted.accepted.versions));
    told.extend(listed(out.pick("variant", "種別"), &wanted.accepted.variants, String::as_str));
    told.extend(listed(out.pick("role", "役割"), &wanted.accepted.roles, |role| role.as_str()));
    told.push(match wanted.holder {
        Holder::Importer => out.pick("held by the importer", "保有者は移転先").to_owned(),
        Holder::Exporter => out.pick("held by the exporter", "保有者は移転元").to_owned(),
        Holder::Either => out.pick("held by either of them", "保有者はいずれか").to_owned(),
    });
    if wanted.granted_under == GrantedUnder::Importer {
        told.push(out.pick("granted under the importer's law", "移転先の法により付与").to_owned());
    }
    told.extend(
        match wanted.issued_relation {
            IssuedRelation::Any => None,
            IssuedRelation::NotBeforeEnactment => {
                Some(out.pick("decided since it took effect", "発効後に決定"))
            }
            IssuedRelation::NotAfterWithdrawal => {
                Some(out.pick("decided before its end", "終了前に決定"))
            }
        }
        .map(str::to_owned),
    );
    for base in &wanted.requires_base {
        let base = named(out.language(), bundle, base);
        told.push(format!("{} {base}", out.pick("besides one of", "併せて必要：")));
    }
    told.join(out.pick(", ", "、"))
}

fn versions(out: &Output, versions: &Versions) -> Option<String> {
    let version = out.pick("version", "版");
    match versions {
        Versions::Any | Versions::AsAmended => None,
        Versions::List(list) => Some(format!("{version} {}", list.join(" / "))),
        Versions::Range { from, to } => Some(format!("{version} {from} – {to}")),
    }
}

fn listed<T>(name: &str, list: &AnyOr<T>, tell: impl Fn(&T) -> &str) -> Option<String> {
    match list {
        AnyOr::Any => None,
        AnyOr::Only(list) => {
            let list: Vec<_> = list.iter().map(tell).collect();
            Some(format!("{name} {}", list.join(" / ")))
        }
    }
}
