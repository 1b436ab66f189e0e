//! Credentials that were shown as evidence.

use super::transfer::{Party, Transfer};
use crate::certificate::Credential;
use crate::clock::Timestamp;
use crate::credential::vcdm::Validity;
use crate::json::{Object, Value};

/// What counts of such a credential: of which types it is, about whom, and when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    types: Vec<String>,
    about: About,
    validity: Validity,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum About {
    /// Whoever has to be meant: nobody has shown it yet.
    Whoever,
    These(Vec<String>),
}

impl Shown {
    pub(crate) fn of(credential: &Credential) -> Self {
        let claims = credential.claims().as_object();
        let list = |name| claims.and_then(|claims| claims.get(name));
        // A credential in VCDM 2.0 has the first of each pair, an SD-JWT VC the second.
        let types = [texts(list("type")), texts(list("vct"))];
        let about = [subjects(list("credentialSubject")), texts(list("sub"))];
        Self {
            types: types.concat(),
            about: About::These(about.concat()),
            validity: credential.genuine.validity,
        }
    }

    /// As if somebody had shown what is asked for.
    pub(crate) fn supposed(kind: &str) -> Self {
        let validity = Validity::default();
        Self { types: vec![kind.to_owned()], about: About::Whoever, validity }
    }

    /// Whether it is of that type, about a party to the transfer, and in force at that time.
    pub(crate) fn proves(&self, kind: &str, transfer: &Transfer, at: Timestamp) -> bool {
        let begun = self.validity.from.is_none_or(|from| from <= at);
        let lasts = self.validity.until.is_none_or(|until| at <= until);
        self.types.iter().any(|own| own == kind) && self.is_about(transfer) && begun && lasts
    }

    fn is_about(&self, transfer: &Transfer) -> bool {
        let parties = [&transfer.importer, &transfer.exporter];
        let names = |party: &Party, ids: &[String]| party.id.iter().any(|id| ids.contains(id));
        match &self.about {
            About::Whoever => true,
            About::These(ids) => parties.into_iter().any(|party| names(party, ids)),
        }
    }

    /// When it begins to count, and when it no longer does.
    pub(crate) fn turning_points(&self) -> impl Iterator<Item = Timestamp> {
        self.validity.from.into_iter().chain(self.validity.until.map(|end| end.plus_seconds(1)))
    }
}

/// One subject, or a list of them (VCDM 2.0 section 4.8).
fn subjects(value: Option<Value<'_>>) -> Vec<String> {
    let id = |subject: Object<'_>| texts(subject.get("id"));
    let one = value.and_then(Value::as_object).into_iter().flat_map(id);
    let list = value.and_then(Value::as_array).into_iter().flat_map(|list| list.iter());
    let many = list.filter_map(Value::as_object).flat_map(id);
    one.chain(many).collect()
}

/// One text, or a list of them.
fn texts(value: Option<Value<'_>>) -> Vec<String> {
    let one = value.and_then(Value::as_str).into_iter();
    let list = value.and_then(Value::as_array).into_iter().flat_map(|list| list.iter());
    one.chain(list.filter_map(Value::as_str)).map(str::to_owned).collect()
}
