//! The smallest case that still shows something: members and elements are taken out one
//! after another as long as what is left is a case that shows it too.

use super::world::Case;
use serde_json::Value;

pub(crate) fn smallest(case: &Case, shows: impl Fn(&Case) -> bool) -> Case {
    let mut smallest = serde_json::to_value(case).unwrap();
    loop {
        let places = removable(&smallest, "");
        let smaller = places.iter().find_map(|place| {
            let smaller = without(&smallest, place)?;
            let case: Case = serde_json::from_value(smaller.clone()).ok()?;
            let sound = super::engine::try_verifier(&case.world).is_ok();
            (sound && shows(&case)).then_some(smaller)
        });
        match smaller {
            Some(smaller) => smallest = smaller,
            None => return serde_json::from_value(smallest).unwrap(),
        }
    }
}

/// JSON pointers of all elements and members, the largest parts first.
fn removable(value: &Value, at: &str) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, v)| (format!("{at}/{index}"), v)).collect()
        }
        Value::Object(members) => {
            let escape = |name: &str| name.replace('~', "~0").replace('/', "~1");
            members.iter().map(|(name, v)| (format!("{at}/{}", escape(name)), v)).collect()
        }
        _ => Vec::new(),
    };
    let mut places: Vec<_> = inner.iter().map(|(place, _)| place.clone()).collect();
    inner.iter().for_each(|(place, value)| places.extend(removable(value, place)));
    places.sort_by_key(|place| place.matches('/').count());
    places
}

fn without(value: &Value, place: &str) -> Option<Value> {
    let mut value = value.clone();
    let (parent, last) = place.rsplit_once('/')?;
    match value.pointer_mut(parent)? {
        Value::Array(list) => {
            list.remove(last.parse().ok()?);
        }
        Value::Object(members) => {
            members.remove(&last.replace("~1", "/").replace("~0", "~"))?;
        }
        _ => return None,
    }
    Some(value)
}
