//! The scope of a certificate: what it covers, dimension by dimension.

use crate::json::{Document, Object, Value};
use crate::limits::DOCUMENT_JSON;
use serde::{Deserialize, Serialize};

/// The dimensions of a certificate's scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names are the members of `scope`")]
pub enum ScopeDimension {
    Entities,
    Activities,
    DataCategories,
    DataSubjects,
    Sites,
    SubProcessors,
}

/// What a certificate says of one dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stated {
    /// Nothing at all.
    #[default]
    Unstated,
    /// Something that stayed undisclosed: it may limit, so it is never "unlimited".
    Hidden,
    /// These; `more` stayed undisclosed.
    Listed { names: Vec<String>, more: bool },
}

/// A whole scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    pub entities: Stated,
    pub activities: Stated,
    pub data_categories: Stated,
    /// What is taken out of `data_categories`; never hidden.
    pub excluded_data: Vec<String>,
    pub data_subjects: Stated,
    pub sites: Stated,
    pub sub_processors: Stated,
}

impl Scope {
    /// Reads the member `scope` of a certification.
    pub(crate) fn read(value: Option<Value<'_>>) -> Self {
        let Some(scope) = value.and_then(Value::as_object) else { return Self::default() };
        let data = scope.get("dataCategories").and_then(Value::as_object);
        Self {
            entities: list(scope, "entities"),
            activities: list(scope, "activities"),
            data_categories: data.map_or_else(|| absent(scope), |data| list(data, "include")),
            excluded_data: data.map_or_else(Vec::new, |data| names(data.get("exclude"))),
            data_subjects: list(scope, "dataSubjects"),
            sites: list(scope, "sites"),
            sub_processors: list(scope, "subProcessors"),
        }
    }

    /// Reads the scope that an event restates. One that cannot be read covers nothing that
    /// anybody knows of.
    pub(crate) fn restated(value: &serde_json::Value) -> Self {
        let text = value.to_string().into_bytes();
        match Document::parse(text, &DOCUMENT_JSON) {
            Ok(document) if super::profile::scope_is_sound(document.root()) => {
                Self::read(Some(document.root()))
            }
            _ => Self::unknown(),
        }
    }

    fn unknown() -> Self {
        let hidden = || Stated::Hidden;
        Self {
            entities: hidden(),
            activities: hidden(),
            data_categories: hidden(),
            excluded_data: Vec::new(),
            data_subjects: hidden(),
            sites: hidden(),
            sub_processors: hidden(),
        }
    }
}

/// A member that is not there may be one that was not disclosed.
fn absent(object: Object<'_>) -> Stated {
    if object.has_hidden() { Stated::Hidden } else { Stated::Unstated }
}

fn list(object: Object<'_>, name: &str) -> Stated {
    let Some(array) = object.get(name).and_then(Value::as_array) else { return absent(object) };
    Stated::Listed { names: names(object.get(name)), more: array.has_hidden() }
}

fn names(value: Option<Value<'_>>) -> Vec<String> {
    let array = value.and_then(Value::as_array);
    let items = array.into_iter().flat_map(|array| array.iter());
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_what_is_stated_and_leaves_open_what_is_not() {
        let scope = Scope::restated(&json!({
            "sites": ["SG-1"],
            "dataCategories": { "include": ["a"], "exclude": ["b"] },
        }));
        assert_eq!(scope.sites, Stated::Listed { names: vec!["SG-1".to_owned()], more: false });
        assert_eq!(scope.excluded_data, ["b"]);
        assert_eq!(scope.activities, Stated::Unstated);
    }

    #[test]
    fn what_cannot_be_read_covers_nothing_known() {
        assert_eq!(Scope::restated(&json!({ "sites": "SG-1" })).activities, Stated::Hidden);
        assert_eq!(Scope::restated(&json!("all")).sites, Stated::Hidden);
    }
}
