//! What two bundles say differently of keys, bodies, instruments and orders.

use super::change::{Change, Standing};
use crate::bundle::TrustBundle;
use crate::clock::{Clocks, Timestamp};
use crate::crypto::hex;
use crate::trust::Action;
use crate::trust::accreditation::State;
use std::collections::BTreeMap;

/// Everything that stands otherwise at `at`, in the order of [`Change`].
pub(super) fn compare(before: &TrustBundle, after: &TrustBundle, at: Timestamp) -> Vec<Change> {
    let mut changes = anchors(before, after);
    let (old, new) = (keys(before, at), keys(after, at));
    changes.extend(differences(&old, &new, |(owner, thumbprint), (), now| Change::Key {
        owner: (*owner).to_owned(),
        thumbprint: thumbprint.clone(),
        now,
    }));
    let (old, new) = (bodies(before, at), bodies(after, at));
    changes.extend(differences(&old, &new, |(id, scheme, by, action), (), now| Change::Body {
        id: (*id).to_owned(),
        scheme: (*scheme).to_owned(),
        by: (*by).to_owned(),
        action,
        now,
    }));
    let (old, new) = (instruments(before, at), instruments(after, at));
    changes.extend(differences(&old, &new, |id, title, now| Change::Instrument {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
        now,
    }));
    let (old, new) = (orders(before, at), orders(after, at));
    changes.extend(differences(&old, &new, |id, title, now| Change::Order {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
        now,
    }));
    changes.sort();
    changes
}

/// How each thing stands, with what is told of it besides.
type States<K, T> = BTreeMap<K, (Standing, T)>;

fn differences<K: Ord, T: Copy>(
    old: &States<K, T>,
    new: &States<K, T>,
    change: impl Fn(&K, T, Standing) -> Change,
) -> Vec<Change> {
    let stands = |key| old.get(key).map(|(standing, _)| *standing);
    let other = new.iter().filter(|(key, (now, _))| stands(key) != Some(*now));
    let told = other.map(|(key, (now, about))| change(key, *about, *now));
    let gone = old.iter().filter(|(key, _)| !new.contains_key(key));
    told.chain(gone.map(|(key, (_, about))| change(key, *about, Standing::Gone))).collect()
}

fn anchors(before: &TrustBundle, after: &TrustBundle) -> Vec<Change> {
    let edition = |bundle: &TrustBundle, id: &str| {
        let anchor = bundle.anchors().iter().find(|anchor| anchor.id == id)?;
        bundle.edition(anchor).map(crate::bundle::Edition::number)
    };
    let turned = after.anchors().iter().filter(|anchor| !before.anchors().contains(anchor));
    let turned = turned.filter_map(|anchor| {
        let (from, to) = (edition(before, &anchor.id), edition(after, &anchor.id)?);
        Some(Change::Anchor { id: anchor.id.clone(), from, to })
    });
    turned.collect()
}

fn keys(bundle: &TrustBundle, at: Timestamp) -> States<(&str, String), ()> {
    let keys = bundle.rings().flat_map(|(owner, ring)| {
        ring.keys().iter().map(move |key| {
            let standing = match () {
                () if key.compromised_since(at).is_some() => Standing::Compromised,
                () if key.until.is_some_and(|until| until < at) => Standing::Ended,
                () if key.from.is_some_and(|from| from > at) => Standing::NotYet,
                () => Standing::InForce,
            };
            ((&**owner, hex(key.public.thumbprint_bytes())), (standing, ()))
        })
    });
    keys.collect()
}

/// The body, the scheme, who accredits it, and to do what.
type Accreditation<'b> = (&'b str, &'b str, &'b str, &'static str);

fn bodies(bundle: &TrustBundle, at: Timestamp) -> States<Accreditation<'_>, ()> {
    let grants = &bundle.registry().grants;
    let states = grants.iter().flat_map(|(body, grants)| {
        grants.iter().map(move |grant| {
            let action = match grant.action.action {
                Action::Issue => "issue",
                Action::Accredit => "accredit",
            };
            let standing = match grant.standing(at) {
                State::NotYet => Standing::NotYet,
                State::Active => Standing::InForce,
                State::Suspended(_) => Standing::Suspended,
                State::Ended(_) => Standing::Ended,
            };
            ((&**body, &*grant.action.scheme, &*grant.grantor, action), (standing, ()))
        })
    });
    // Of two entries for the same, the one that counts most is told.
    states.fold(States::new(), |mut states, (key, state)| {
        let known = states.entry(key).or_insert(state);
        *known = (*known).min(state);
        states
    })
}

fn instruments(bundle: &TrustBundle, at: Timestamp) -> States<&str, &str> {
    let clocks = Clocks::at(at);
    let told = bundle.recognition().instruments().map(|held| {
        let instrument = &held.item;
        let life = instrument.life(clocks, Some(at));
        let standing = match () {
            () if instrument.stands(clocks) => Standing::InForce,
            () if life.since.is_none() => Standing::NotYet,
            () if life.withdrawn.is_some_and(|end| end <= at) => Standing::Ended,
            () => Standing::Suspended,
        };
        (&*instrument.id, (standing, &*instrument.title))
    });
    told.collect()
}

fn orders(bundle: &TrustBundle, at: Timestamp) -> States<&str, &str> {
    let told = bundle.recognition().orders().map(|held| {
        let order = &held.item;
        let standing = match order.stands(Clocks::at(at)) {
            Some(_) => Standing::InForce,
            None => Standing::Ended,
        };
        (&*order.id, (standing, &*order.title))
    });
    told.collect()
}
