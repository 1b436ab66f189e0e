//! The keys of one issuer.

use crate::clock::{Event, EventKind, Timestamp};
use crate::code::{Code, Finding, NeedKind};
use crate::jose::jwk::PublicKey;
use std::sync::Arc;

/// One key of an issuer, with the time in which it signs.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// The identifier that tokens use, where the key has one.
    pub id: Option<Box<str>>,
    pub public: PublicKey,
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
    pub compromised: Vec<Compromise>,
    /// Controlled Identifiers 1.0 section 3.3: whether it may sign statements.
    pub asserts: bool,
    /// On whose word it is the issuer's key. A key counts only for what the same word
    /// covers: otherwise one authority could lend a body of another authority a key.
    pub sources: Vec<Source>,
}

/// On whose word a key belongs to an issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The issuer publishes it under its own name.
    Own,
    /// The bundle's owner pinned it.
    Pin,
    /// A list of accredited bodies states it.
    List(Arc<str>),
}

/// A key in other hands since an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Compromise {
    pub since: Timestamp,
    pub published_at: Timestamp,
}

impl Key {
    /// What another statement adds about the same key: the narrower time, every compromise.
    fn join(&mut self, other: Self) {
        self.sources.extend(other.sources);
        self.from = self.from.max(other.from);
        self.until = match (self.until, other.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.compromised.extend(other.compromised);
        self.asserts &= other.asserts;
    }

    /// Applies an event of the key (add, retire, compromise).
    pub(crate) fn apply(&mut self, event: &Event) {
        let at = event.bites_at();
        match event.kind {
            EventKind::Add => self.from = self.from.max(Some(at)),
            EventKind::Retire => self.until = Some(self.until.map_or(at, |until| until.min(at))),
            EventKind::Compromise => {
                self.compromised.push(Compromise { since: at, published_at: event.published_at });
            }
            _ => {}
        }
    }

    /// Whether both keys are the issuer's on one and the same word.
    pub(crate) fn shares_source(&self, other: &Self) -> bool {
        self.sources.iter().any(|source| other.sources.contains(source))
    }

    /// The earliest compromise that was public by `known_at`.
    pub(crate) fn compromised_since(&self, known_at: Timestamp) -> Option<Timestamp> {
        let known = self.compromised.iter().filter(|known| known.published_at <= known_at);
        known.map(|known| known.since).min()
    }

    /// Refuses a signature made outside the key's time. A token that does not say when it
    /// was signed could be from any time.
    pub(crate) fn check_in_force(&self, signed: Option<Timestamp>) -> Result<(), Finding> {
        let early = self.from.is_some_and(|from| signed.is_none_or(|signed| signed < from));
        let late = self.until.is_some_and(|until| signed.is_none_or(|signed| signed > until));
        if !early && !late {
            return Ok(());
        }
        let written =
            |instant: Option<Timestamp>| instant.map_or("?".to_owned(), |i| i.to_string());
        Err(Finding::new(Code::KeyNotInForce)
            .with("signed", written(signed))
            .with("from", written(self.from))
            .with("until", written(self.until)))
    }
}

/// All keys of one issuer, and what is lacking to know all of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyRing {
    keys: Vec<Key>,
    lacking: Option<KeySource>,
    /// Names under which two different keys were stated: neither can be told from the other.
    disputed: Vec<Box<str>>,
}

/// Keys that an issuer publishes itself, or why they are not known.
#[derive(Clone, Debug)]
pub(crate) enum KeySource {
    Known(Vec<Key>),
    /// The document that holds them is not in the bundle.
    Missing {
        url: String,
        kind: NeedKind,
    },
    /// The document that holds them is not acceptable.
    Invalid {
        url: String,
        fault: String,
    },
    /// The issuer's name is its key, and that is not acceptable.
    Unusable {
        fault: String,
    },
}

impl KeyRing {
    pub(crate) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// What would have to be known to know all of its keys.
    pub(crate) fn lacking(&self) -> Option<&KeySource> {
        self.lacking.as_ref()
    }

    /// Adds a key. The same key on another word gains a source; another key of the same
    /// name makes the name useless.
    pub(crate) fn add(&mut self, key: Key) {
        let Some(known) = self.keys.iter_mut().find(|known| known.id == key.id) else {
            self.keys.push(key);
            return;
        };
        if known.public.thumbprint_bytes() == key.public.thumbprint_bytes() {
            known.join(key);
        } else {
            self.disputed.extend(key.id);
        }
    }

    /// Adds the keys that the issuer publishes itself, or that they are lacking.
    pub(crate) fn merge(&mut self, own: KeySource) {
        match own {
            KeySource::Known(keys) => keys.into_iter().for_each(|key| self.add(key)),
            lacking => self.lacking = Some(lacking),
        }
    }

    /// The key that a token of `issuer` names. Without a name, the issuer's only key.
    pub(crate) fn find(&self, issuer: &str, key_id: Option<&str>) -> Result<&Key, Finding> {
        let found = match key_id {
            Some(id) => self.keys.iter().find(|key| key.id.as_deref() == Some(id)),
            None => self.keys.first().filter(|_| self.keys.len() == 1 && self.lacking.is_none()),
        };
        let key = found.ok_or_else(|| self.not_found(issuer, key_id))?;
        if key.id.as_ref().is_some_and(|id| self.disputed.contains(id)) {
            return Err(Finding::new(Code::KeyDocumentInvalid)
                .with("fault", "two lists state different keys under one name")
                .with("document", key_id.unwrap_or(issuer)));
        }
        if !key.asserts {
            return Err(Code::KeyPurpose.into());
        }
        Ok(key)
    }

    /// A key identifier that names another controller is an attempt to borrow its key.
    fn not_found(&self, issuer: &str, key_id: Option<&str>) -> Finding {
        let controller = key_id.and_then(|id| id.split_once('#')).map(|(controller, _)| controller);
        if controller.is_some_and(|other| !other.is_empty() && other != issuer) {
            return Code::KeyForeign.into();
        }
        match &self.lacking {
            Some(KeySource::Missing { url, kind }) => {
                Finding::new(Code::KeyDocumentMissing).with("document", url).needing(*kind, url)
            }
            Some(KeySource::Invalid { url, fault }) => Finding::new(Code::KeyDocumentInvalid)
                .with("document", url)
                .with("fault", fault)
                .by(url),
            Some(KeySource::Unusable { fault }) => {
                Finding::new(Code::KeyInvalid).with("fault", fault)
            }
            _ => Code::KeyNotFound.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::{KeyKind, SigningKey};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix(seconds).unwrap()
    }

    fn key(source: Source) -> Key {
        let public = SigningKey::generate(KeyKind::Ed25519).unwrap().public().clone();
        Key {
            id: Some("1".into()),
            public: PublicKey::from_key(public),
            from: None,
            until: None,
            compromised: Vec::new(),
            asserts: true,
            sources: vec![source],
        }
    }

    /// The key as several words together state it.
    fn joined(words: &[Key]) -> Key {
        let mut ring = KeyRing::default();
        words.iter().for_each(|word| ring.add(word.clone()));
        let [key] = ring.keys() else { panic!("{ring:?}") };
        key.clone()
    }

    #[test]
    fn a_key_on_two_words_is_bound_by_both() {
        let compromise = Compromise { since: at(30), published_at: at(35) };
        let bound = Key {
            from: Some(at(10)),
            until: Some(at(50)),
            compromised: vec![compromise],
            asserts: false,
            ..key(Source::Pin)
        };
        let narrower = Key { from: Some(at(20)), until: Some(at(40)), ..bound.clone() };
        let free = Key {
            from: None,
            until: None,
            compromised: Vec::new(),
            asserts: true,
            sources: vec![Source::Own],
            ..bound.clone()
        };
        let time = |words: &[&Key]| {
            let key = joined(&words.iter().copied().cloned().collect::<Vec<_>>());
            (key.from, key.until)
        };
        for words in [[&bound, &narrower], [&narrower, &bound]] {
            assert_eq!(time(&words), (Some(at(20)), Some(at(40))));
        }
        for words in [[&bound, &free], [&free, &bound]] {
            assert_eq!(time(&words), (Some(at(10)), Some(at(50))));
        }
        let both = joined(&[free.clone(), bound]);
        assert_eq!((both.compromised, both.asserts), (vec![compromise], false));
        assert_eq!(both.sources, [Source::Own, Source::Pin]);
        assert!(joined(&[free.clone(), free]).asserts);
    }

    #[test]
    fn events_of_a_key_only_narrow_its_time() {
        let after = |kinds: &[(EventKind, i64)]| {
            let mut key = Key { from: Some(at(10)), until: Some(at(50)), ..key(Source::Own) };
            kinds.iter().for_each(|(kind, when)| key.apply(&Event::new("e", *kind, at(*when))));
            (key.from, key.until, key.compromised.len())
        };
        let (from, until) = (Some(at(10)), Some(at(50)));
        assert_eq!(after(&[(EventKind::Add, 20)]), (Some(at(20)), until, 0));
        assert_eq!(after(&[(EventKind::Add, 5)]), (from, until, 0));
        assert_eq!(after(&[(EventKind::Retire, 40)]), (from, Some(at(40)), 0));
        assert_eq!(after(&[(EventKind::Retire, 60)]), (from, until, 0));
        assert_eq!(after(&[(EventKind::Compromise, 20)]), (from, until, 1));
    }

    #[test]
    fn keys_share_a_source_where_one_word_states_both() {
        let list = |name: &str| Source::List(name.into());
        let (a, b) = (key(list("a")), key(list("b")));
        assert!(!a.shares_source(&b) && !a.shares_source(&key(Source::Own)));
        assert!(a.shares_source(&key(list("a"))));
        let both = Key { sources: vec![list("b"), list("a")], ..key(Source::Pin) };
        assert!(a.shares_source(&both) && both.shares_source(&a));
    }
}
