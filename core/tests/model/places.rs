//! Rule 1: places, and the regimes that apply to them.

use super::truth::{Truth, any, truth};
use super::world::World;
use tegata::Timestamp;
use tegata::recognition::{
    Jurisdiction, JurisdictionKind, Reach, Regime, Relation, SucceededInstruments, Territory,
};
use tegata::trust::AnyOr;

/// Why nothing can be said of a place.
pub(crate) type Open = &'static str;

pub(crate) fn during(from: Option<Timestamp>, until: Option<Timestamp>, at: Timestamp) -> bool {
    from.is_none_or(|from| from <= at) && until.is_none_or(|until| at <= until)
}

/// The place that a name or a code meant then.
pub(crate) fn place<'w>(
    world: &'w World,
    name: &str,
    at: Timestamp,
) -> Result<&'w Jurisdiction, Open> {
    let coded = |place: &Jurisdiction| {
        place.codes.iter().any(|c| c.value == name && during(c.from, c.until, at))
    };
    let place = world.places.iter().find(|place| place.id == name);
    let place = place.or_else(|| world.places.iter().find(|place| coded(place)));
    let place = place.ok_or("jurisdiction_unknown")?;
    if place.succession.iter().any(|succession| succession.at <= at) {
        return Err("jurisdiction_succeeded");
    }
    match place.kind {
        JurisdictionKind::Disputed => Err("jurisdiction_disputed"),
        JurisdictionKind::Unresolved => Err("territorial_scope_unresolved"),
        _ => Ok(place),
    }
}

/// The names of the larger places that this one was a part of then.
fn around(world: &World, place: &str, at: Timestamp) -> Vec<String> {
    let places = world.places.iter().filter(|other| other.id == place);
    let within = places.flat_map(|place| &place.within);
    within.filter(|w| during(w.from, w.until, at)).map(|w| w.id.clone()).collect()
}

fn with_surroundings(world: &World, place: &str, at: Timestamp) -> Vec<String> {
    let larger = around(world, place, at);
    let all = larger.iter().flat_map(|larger| with_surroundings(world, larger, at));
    [place.to_owned()].into_iter().chain(all).collect()
}

/// The regimes of a place: its own, those around it that none of its own replaces, and
/// those of a place whose law it took over, which everything nearer may replace.
pub(crate) fn regimes_of<'w>(
    world: &'w World,
    place: &Jurisdiction,
    at: Timestamp,
) -> Vec<&'w Regime> {
    let mut all = regimes_at(world, &place.id, at);
    let nearer = all.clone();
    let formers = world.places.iter().filter(|former| {
        let mut successions = former.succession.iter();
        successions.any(|s| {
            s.successor == place.id && s.at <= at && s.instruments == SucceededInstruments::Continue
        })
    });
    for former in formers {
        add_unreplaced(&mut all, &nearer, own_regimes(world, &former.id, at));
    }
    all
}

fn regimes_at<'w>(world: &'w World, place: &str, at: Timestamp) -> Vec<&'w Regime> {
    let own = own_regimes(world, place, at);
    let mut all = own.clone();
    for larger in around(world, place, at) {
        add_unreplaced(&mut all, &own, regimes_at(world, &larger, at));
    }
    all
}

fn add_unreplaced<'w>(all: &mut Vec<&'w Regime>, nearer: &[&Regime], more: Vec<&'w Regime>) {
    for regime in more {
        let known = all.iter().any(|other| other.id == regime.id);
        if !known && !nearer.iter().any(|own| replaces(own, &regime.id)) {
            all.push(regime);
        }
    }
}

fn own_regimes<'w>(world: &'w World, place: &str, at: Timestamp) -> Vec<&'w Regime> {
    let covers = |regime: &&Regime| {
        let mut territories = regime.territories.iter();
        territories.any(|t| t.jurisdiction == place && during(t.from, t.until, at))
    };
    world.regimes.iter().filter(covers).collect()
}

fn replaces(regime: &Regime, other: &str) -> bool {
    match &regime.relation {
        Relation::Adds => false,
        Relation::Replaces(AnyOr::Any) => regime.id != other,
        Relation::Replaces(AnyOr::Only(list)) => list.iter().any(|named| named == other),
    }
}

/// The larger areas of which a regime is a member then.
pub(crate) fn areas<'w>(world: &'w World, regime: &str, at: Timestamp) -> Vec<&'w Regime> {
    let has = |area: &&Regime| {
        area.members.iter().any(|m| m.regime == regime && during(m.from, m.until, at))
    };
    world.regimes.iter().filter(has).collect()
}

/// Whether data that go there stay within the area of the regime.
pub(crate) fn stays_inside(
    world: &World,
    regime: &Regime,
    to: &Jurisdiction,
    at: Timestamp,
) -> bool {
    let within = |inner: &str| -> Vec<String> {
        let areas = areas(world, inner, at).into_iter().map(|area| area.id.clone());
        areas.chain([inner.to_owned()]).collect()
    };
    let ours = within(&regime.id);
    let theirs = regimes_of(world, to, at);
    theirs.iter().any(|other| within(&other.id).iter().any(|area| ours.contains(area)))
}

/// Whether a territory, as an instrument names it, takes in a place.
pub(crate) fn lies_in(
    world: &World,
    territory: &Territory,
    place: &Jurisdiction,
    at: Timestamp,
) -> Truth {
    let within = territory.jurisdiction == place.id
        || territory.reach == Reach::WithParts
            && is_open_part(world, &place.id, &territory.jurisdiction, at);
    any(&[truth(within), as_successor(world, territory, place, at)])
}

/// Whether a place is a part of a larger one, with no law of its own in place of that
/// around it on the way.
fn is_open_part(world: &World, place: &str, named: &str, at: Timestamp) -> bool {
    place == named
        || around(world, place, at).iter().any(|larger| {
            !cut_off(world, place, larger, at) && is_open_part(world, larger, named, at)
        })
}

fn cut_off(world: &World, place: &str, larger: &str, at: Timestamp) -> bool {
    let outside = regimes_at(world, larger, at);
    let own = own_regimes(world, place, at);
    own.iter().any(|own| match &own.relation {
        Relation::Replaces(AnyOr::Any) => true,
        _ => outside.iter().any(|outer| replaces(own, &outer.id)),
    })
}

/// A place stands in for the one that it followed where that was declared.
fn as_successor(
    world: &World,
    territory: &Territory,
    place: &Jurisdiction,
    at: Timestamp,
) -> Truth {
    let former = world.places.iter().filter(|former| former.id == territory.jurisdiction);
    let successions = former.flat_map(|former| &former.succession);
    let ours = successions.filter(|s| s.successor == place.id && s.at <= at);
    let says = ours.map(|succession| match succession.instruments {
        SucceededInstruments::Continue => Truth::Yes,
        SucceededInstruments::Lapse => Truth::No,
        SucceededInstruments::Undeclared => Truth::Unknown,
    });
    any(&says.collect::<Vec<_>>())
}

/// Whether a place lies under a regime's own law.
pub(crate) fn lies_under(
    world: &World,
    regime: &str,
    place: &Jurisdiction,
    at: Timestamp,
) -> Truth {
    truth(regimes_of(world, place, at).iter().any(|other| other.id == regime))
}

/// Whether a place is the other one, or a part of it.
pub(crate) fn lies_within(
    world: &World,
    place: &Jurisdiction,
    other: &Jurisdiction,
    at: Timestamp,
) -> bool {
    with_surroundings(world, &place.id, at).contains(&other.id)
}
