//! Scopes on the command line: lists, or the written-out word `any`.

use tegata::Role;
use tegata::trust::AnyOr;

/// `any` alone stands for everything; otherwise the list itself.
pub(crate) fn any_or(list: &[String]) -> AnyOr<String> {
    match list {
        [only] if only == "any" => AnyOr::Any,
        list => AnyOr::Only(list.to_vec()),
    }
}

/// The same for roles, which were checked when the arguments were read.
pub(crate) fn any_or_roles(list: &[String]) -> AnyOr<Role> {
    match any_or(list) {
        AnyOr::Any => AnyOr::Any,
        AnyOr::Only(names) => {
            AnyOr::Only(names.iter().filter_map(|name| name.parse().ok()).collect())
        }
    }
}

/// Checks a role while the arguments are read.
pub(crate) fn role_or_any(name: &str) -> Result<String, String> {
    let known = name == "any" || name.parse::<Role>().is_ok();
    let expected = "expected controller, joint_controller, processor, sub_processor or any";
    known.then(|| name.to_owned()).ok_or_else(|| expected.to_owned())
}
