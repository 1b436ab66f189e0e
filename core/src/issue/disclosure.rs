//! Hiding claims behind digests when issuing, and choosing what to show when presenting
//! (RFC 9901 sections 4.2 and 7.2).

use super::{invalid, refused};
use crate::credential::sd_jwt::{DigestAlgorithm, Protected, Split, process};
use crate::error::Error;
use crate::limits::Limits;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use std::cmp::Reverse;

/// Fills a buffer with random bytes.
pub(crate) type Random<'r> = dyn FnMut(&mut [u8]) -> Result<(), Error> + 'r;

/// A payload in which claims are hidden, and what opens them.
#[derive(Clone, Debug)]
pub(crate) struct Concealed {
    /// The payload for the issuer to sign.
    pub(crate) payload: Value,
    /// The disclosures for the holder, base64url.
    pub(crate) disclosures: Vec<String>,
}

/// Hides the members and array elements at `pointers` (RFC 6901), and adds `decoys` digests
/// of nothing at the top level. A pointer into something else that is hidden makes a
/// disclosure inside a disclosure.
///
/// What a verifier would refuse is an error: it is tried before it is given.
pub(crate) fn conceal(
    mut payload: Value,
    pointers: &[&str],
    decoys: usize,
    protected: Protected,
    random: &mut Random<'_>,
) -> Result<Concealed, Error> {
    refuse_reserved(&payload)?;
    // Deepest first: what is inside must be hidden before what holds it is taken away.
    let mut pointers = pointers.to_vec();
    pointers.sort_by_key(|pointer| Reverse(pointer.matches('/').count()));
    let mut disclosures = Vec::with_capacity(pointers.len());
    for pointer in pointers {
        disclosures.push(hide(&mut payload, pointer, random)?);
    }
    let top = payload.as_object_mut().ok_or_else(|| invalid("", "the payload is not an object"))?;
    for _ in 0..decoys {
        add_digest(top, DigestAlgorithm::Sha256.digest(&random_text::<32>(random)?));
    }
    top.insert("_sd_alg".to_owned(), "sha-256".into());
    let concealed = Concealed { payload, disclosures };
    concealed.check(protected).map(|()| concealed)
}

impl Concealed {
    fn check(&self, protected: Protected) -> Result<(), Error> {
        let limits = Limits::default();
        if self.disclosures.len() > limits.disclosures {
            return Err(invalid("", format!("more than {} disclosures", limits.disclosures)));
        }
        let payload = self.payload.to_string().into_bytes();
        let disclosures = self.disclosures.iter().map(String::as_str);
        process(payload, disclosures, &limits, protected).map_err(|finding| refused(&finding))?;
        Ok(())
    }
}

/// Chooses the disclosures of `token` for a presentation: those of the claims at `keep`
/// (RFC 6901, in the fully disclosed payload), with all that is inside them, and those
/// that they are inside of. The result ends in `~` and is what `sd_hash` covers.
pub(crate) fn present(token: &str, keep: &[&str], limits: &Limits) -> Result<String, Error> {
    let split = Split::of(token, limits).map_err(|finding| refused(&finding))?;
    if split.key_binding.is_some() {
        // Section 7.2 step 1: an issuer's token has none.
        return Err(invalid("", "a proof of possession is attached already"));
    }
    let payload = split.jwt.split('.').nth(1).unwrap_or_default();
    let payload =
        URL_SAFE_NO_PAD.decode(payload).map_err(|_| invalid("", "the payload is not base64url"))?;
    let disclosed = process(payload, split.disclosures(), limits, |_| false)
        .map_err(|finding| refused(&finding))?;
    let claims: Value = crate::json::decode(disclosed.document.root())
        .map_err(|mismatch| invalid("", mismatch.to_string()))?;
    if let Some(missing) = keep.iter().find(|pointer| claims.pointer(pointer).is_none()) {
        return Err(invalid(*missing, "nothing is there to be shown"));
    }
    let mut presentation = format!("{}~", split.jwt);
    for (disclosure, place) in split.disclosures().zip(disclosed.pointers()) {
        if keep.iter().any(|kept| within(kept, &place) || within(&place, kept)) {
            presentation.push_str(disclosure);
            presentation.push('~');
        }
    }
    Ok(presentation)
}

/// Whether the first pointer is the second or leads into it.
fn within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Section 4.1: these names are there to convey digests and for nothing else.
fn refuse_reserved(value: &Value) -> Result<(), Error> {
    match value {
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            if matches!(name.as_str(), "_sd" | "_sd_alg" | "...") {
                return Err(invalid(name, "the name is reserved"));
            }
            refuse_reserved(value)
        }),
        Value::Array(elements) => elements.iter().try_for_each(refuse_reserved),
        _ => Ok(()),
    }
}

/// Replaces one claim by its digest and gives its disclosure.
fn hide(payload: &mut Value, pointer: &str, random: &mut Random<'_>) -> Result<String, Error> {
    let missing = || invalid(pointer, "nothing is there to be hidden");
    let salt = Value::String(random_text::<16>(random)?);
    let (parent, step) = pointer.rsplit_once('/').ok_or_else(missing)?;
    match payload.pointer_mut(parent).ok_or_else(missing)? {
        Value::Object(members) => {
            let name = step.replace("~1", "/").replace("~0", "~");
            let value = members.remove(&name).ok_or_else(missing)?;
            let disclosure = disclosure(vec![salt, name.into(), value]);
            add_digest(members, DigestAlgorithm::Sha256.digest(&disclosure));
            Ok(disclosure)
        }
        parent => {
            let element = parent.pointer_mut(&format!("/{step}")).ok_or_else(missing)?;
            let disclosure = disclosure(vec![salt, element.take()]);
            let digest = DigestAlgorithm::Sha256.digest(&disclosure);
            *element = Value::Object(Map::from_iter([("...".to_owned(), digest.into())]));
            Ok(disclosure)
        }
    }
}

/// Section 4.2: base64url of the JSON array.
fn disclosure(fields: Vec<Value>) -> String {
    URL_SAFE_NO_PAD.encode(Value::Array(fields).to_string())
}

/// Puts a digest in its alphabetical place, so that the order tells nothing of the claims
/// (section 4.2.4.1).
fn add_digest(members: &mut Map<String, Value>, digest: String) {
    let digests = members.entry("_sd").or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(digests) = digests {
        let place = digests.partition_point(|other| other.as_str() < Some(&digest));
        digests.insert(place, digest.into());
    }
}

/// `N` random bytes in base64url.
fn random_text<const N: usize>(random: &mut Random<'_>) -> Result<String, Error> {
    let mut bytes = [0; N];
    random(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::protected::in_sd_jwt_vc as protected;
    use crate::error::ErrorKind;
    use crate::json::decode;
    use proptest::prelude::*;
    use serde_json::json;

    fn counter() -> impl FnMut(&mut [u8]) -> Result<(), Error> {
        let mut count = 0_u32;
        move |bytes| {
            count += 1;
            bytes.fill(0);
            bytes[..4].copy_from_slice(&count.to_be_bytes());
            Ok(())
        }
    }

    fn token(concealed: &Concealed) -> String {
        let payload = URL_SAFE_NO_PAD.encode(concealed.payload.to_string());
        let mut token = format!("e30.{payload}.AA~");
        for disclosure in &concealed.disclosures {
            token.push_str(disclosure);
            token.push('~');
        }
        token
    }

    /// What a verifier reads out of a token.
    fn read(token: &str) -> Value {
        let split = Split::of(token, &Limits::default()).unwrap();
        let payload = URL_SAFE_NO_PAD.decode(split.jwt.split('.').nth(1).unwrap()).unwrap();
        let disclosed =
            process(payload, split.disclosures(), &Limits::default(), |_| false).unwrap();
        decode(disclosed.document.root()).unwrap()
    }

    fn certificate() -> Value {
        json!({
            "iss": "https://body.example",
            "contact": {"mail": "a@b.example", "phone": "1"},
            "registrations": ["x", "y"],
            "certification": {"number": "1", "scope": {"sites": ["Tokyo", "Osaka", "Kyoto"]}}
        })
    }

    const HIDDEN: [&str; 5] = [
        "/contact",
        "/contact/mail",
        "/contact/phone",
        "/certification/scope/sites/0",
        "/certification/scope/sites/2",
    ];

    #[test]
    fn hides_and_shows_again() {
        let concealed = conceal(certificate(), &HIDDEN, 3, protected, &mut counter()).unwrap();
        assert_eq!(concealed.disclosures.len(), 5);
        let digests = concealed.payload["_sd"].as_array().unwrap();
        assert_eq!(digests.len(), 4);
        assert!(digests.is_sorted_by_key(|digest| digest.as_str()));
        assert!(concealed.payload.get("contact").is_none());
        assert_eq!(read(&token(&concealed)), certificate());
        let again = conceal(certificate(), &HIDDEN, 3, protected, &mut counter()).unwrap();
        assert_eq!(again.payload, concealed.payload);
    }

    #[test]
    fn presents_what_is_kept_and_what_holds_it() {
        let token = token(&conceal(certificate(), &HIDDEN, 0, protected, &mut counter()).unwrap());
        let shown = |keep: &[&str]| read(&present(&token, keep, &Limits::default()).unwrap());
        let nothing = shown(&[]);
        assert!(nothing.get("contact").is_none());
        assert_eq!(nothing["certification"]["scope"]["sites"], json!(["Osaka"]));
        assert_eq!(shown(&["/contact/mail"])["contact"], json!({"mail": "a@b.example"}));
        assert_eq!(shown(&["/contact"])["contact"], certificate()["contact"]);
        let last = shown(&["/certification/scope/sites/2"]);
        assert_eq!(last["certification"]["scope"]["sites"], json!(["Osaka", "Kyoto"]));
        assert_eq!(shown(&[""]), certificate());
        assert_eq!(shown(&["/iss"]), nothing);
        assert!(present(&token, &["/contact/fax"], &Limits::default()).is_err());
        assert!(present(&format!("{token}a.b.c"), &[], &Limits::default()).is_err());
    }

    #[test]
    fn refuses_to_issue_what_would_be_refused() {
        for (payload, pointers) in [
            (certificate(), vec!["/fax"]),
            (certificate(), vec![""]),
            (certificate(), vec!["/registrations/2"]),
            (certificate(), vec!["/registrations/0", "/registrations/0"]),
            (certificate(), vec!["/contact", "/contact"]),
            (certificate(), vec!["/contact", "/_sd"]),
            (certificate(), vec!["/iss"]),
            (certificate(), vec!["/certification/number"]),
            (certificate(), vec!["/certification"]),
            (json!({"a": [{"_sd": []}]}), vec![]),
            (json!({"_sd_alg": "sha-512"}), vec![]),
            (json!([]), vec![]),
        ] {
            let result = conceal(payload, &pointers, 0, protected, &mut counter());
            assert_eq!(result.unwrap_err().kind(), ErrorKind::DocumentInvalid, "{pointers:?}");
        }
    }

    #[test]
    fn passes_on_the_lack_of_randomness() {
        let mut broken = |_: &mut [u8]| Err(Error::new(ErrorKind::Machine, "", "none"));
        let error = conceal(certificate(), &["/contact"], 0, protected, &mut broken);
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Machine);
    }

    fn claims() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,6}".prop_map(Value::from),
        ];
        let value = leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("[a-z~/é]{1,3}", inner, 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        });
        prop::collection::btree_map("[a-z~/é]{1,3}", value, 0..6)
            .prop_map(|members| Value::Object(members.into_iter().collect()))
    }

    fn all_pointers(value: &Value, here: &str, out: &mut Vec<String>) {
        let steps: Vec<(String, &Value)> = match value {
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
                .collect(),
            Value::Array(elements) => {
                elements.iter().enumerate().map(|(index, e)| (index.to_string(), e)).collect()
            }
            _ => Vec::new(),
        };
        for (step, value) in steps {
            let pointer = format!("{here}/{step}");
            all_pointers(value, &pointer, out);
            out.push(pointer);
        }
    }

    proptest! {
        #[test]
        fn any_choice_of_claims_comes_back(
            claims in claims(),
            hidden in any::<u64>(),
            kept in any::<u64>(),
            decoys in 0_usize..4,
        ) {
            let chosen = |bits: u64, place: usize| bits.rotate_left(place as u32 * 7) & 1 == 1;
            let mut pointers = Vec::new();
            all_pointers(&claims, "", &mut pointers);
            let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
            let pick = |bits| -> Vec<&str> {
                let places = pointers.iter().enumerate();
                places.filter(|(place, _)| chosen(bits, *place)).map(|(_, p)| *p).collect()
            };
            let hidden = pick(hidden);
            let concealed =
                conceal(claims.clone(), &hidden, decoys, |_| false, &mut counter()).unwrap();
            prop_assert_eq!(concealed.disclosures.len(), hidden.len());
            let token = token(&concealed);
            prop_assert_eq!(read(&token), claims.clone());
            // A part of the disclosures shows the kept claims as they were.
            let kept = pick(kept);
            let shown = read(&present(&token, &kept, &Limits::default()).unwrap());
            for pointer in kept.iter().filter(|pointer| !in_array(&claims, pointer)) {
                prop_assert_eq!(shown.pointer(pointer), claims.pointer(pointer), "{}", pointer);
            }
            // And hides every other one.
            for pointer in hidden.iter().filter(|pointer| !in_array(&claims, pointer)) {
                let wanted = kept.iter().any(|k| within(k, pointer) || within(pointer, k));
                prop_assert!(wanted || shown.pointer(pointer).is_none(), "{}", pointer);
            }
        }
    }

    /// Whether an array stands on the way, whose elements move when others stay hidden.
    fn in_array(claims: &Value, pointer: &str) -> bool {
        pointer
            .match_indices('/')
            .any(|(end, _)| claims.pointer(&pointer[..end]).unwrap().is_array())
    }
}
